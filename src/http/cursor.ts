import { fromBase64Url, toBase64Url, utf8 } from "#kernel/bytes.ts";
import type { PlaceInList } from "#kernel/page.ts";
import type { Config } from "#platform/config.ts";
import { mac, sameText } from "#platform/secrets.ts";

/**
 * A cursor is signed over its place *and* over what it belongs to (tenant, operation, filters, order), so that it cannot be
 * carried into another tenant or another question.
 */
export async function writeCursor(config: Config, belongsTo: readonly string[], place: PlaceInList): Promise<string> {
  const payload = JSON.stringify([place.key, place.id]);
  const tag = toBase64Url((await mac(config, "cursor", [...belongsTo, payload])).slice(0, 16));
  return `${toBase64Url(utf8(payload))}.${tag}`;
}

export async function readCursor(
  config: Config,
  belongsTo: readonly string[],
  cursor: string,
): Promise<PlaceInList | undefined> {
  const [encoded = "", tag = "", ...rest] = cursor.split(".");
  const bytes = fromBase64Url(encoded);
  if (bytes === undefined || rest.length > 0) return undefined;
  const payload = new TextDecoder().decode(bytes);
  const expected = toBase64Url((await mac(config, "cursor", [...belongsTo, payload])).slice(0, 16));
  if (!sameText(tag, expected)) return undefined;
  const [key, id] = JSON.parse(payload) as [number | string, string];
  return { key, id };
}
