import { fromBase64Url, toBase64Url, utf8 } from "#kernel/bytes.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, type Instant, minute } from "#kernel/instant.ts";
import type { Config } from "#platform/config.ts";
import { mac, sameText } from "#platform/secrets.ts";

/** A start that was offered to a stranger: what, when and how long, and never who. */
export type Offered = { eventType: Id<"event_type">; start: Instant; minutes: number };

export const goodForMinutes = 15;

const prefix = "slt_";

export async function mintSlotToken(
  config: Config,
  tenant: Id<"tenant">,
  slot: Offered,
  now: Instant,
): Promise<string> {
  const payload = JSON.stringify([slot.eventType, slot.start, slot.minutes, after(now, goodForMinutes * minute)]);
  return `${prefix}${toBase64Url(utf8(payload))}.${await tagOf(config, tenant, payload)}`;
}

/** Undefined when it is not ours, not of this tenant, or was touched; who asks decides what being late means. */
export async function readSlotToken(
  config: Config,
  tenant: Id<"tenant">,
  token: string,
): Promise<(Offered & { expiresAt: Instant }) | undefined> {
  const [encoded = "", tag = "", ...rest] = token.slice(prefix.length).split(".");
  const bytes = fromBase64Url(encoded);
  if (!token.startsWith(prefix) || bytes === undefined || rest.length > 0) return undefined;
  const payload = new TextDecoder().decode(bytes);
  if (!sameText(tag, await tagOf(config, tenant, payload))) return undefined;
  // Signed by us, so it has the shape we gave it.
  const [eventType, start, minutes, expires] = JSON.parse(payload) as [Id<"event_type">, number, number, number];
  return { eventType, start: asInstant(start), minutes, expiresAt: asInstant(expires) };
}

async function tagOf(config: Config, tenant: Id<"tenant">, payload: string): Promise<string> {
  return toBase64Url((await mac(config, "slot token", [tenant, payload])).slice(0, 16));
}
