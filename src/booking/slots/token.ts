import { fromBase64Url, toBase64Url, utf8 } from "#kernel/bytes.ts";
import { type Id, isId } from "#kernel/ids.ts";
import { after, asInstant, type Instant, minute } from "#kernel/instant.ts";
import type { Config } from "#platform/config.ts";
import { macs, sameText } from "#platform/secrets.ts";

/** A start that was offered to a stranger: what, when and how long, by which link if by one, and never who. */
export type Offered = { eventType: Id<"event_type">; start: Instant; minutes: number; link?: Id<"link"> | undefined };

export type ReadOffer = Offered & { expiresAt: Instant };

export const goodForMinutes = 15;

const prefix = "slt_";

export async function mintSlotToken(
  config: Config,
  tenant: Id<"tenant">,
  offer: Offered,
  now: Instant,
): Promise<string> {
  const [token] = await mintSlotTokens(config, tenant, [offer], now);
  if (token === undefined) throw new Error("What is offered has no token.");
  return token;
}

/** A token for each, in their order. */
export async function mintSlotTokens(
  config: Config,
  tenant: Id<"tenant">,
  offers: readonly Offered[],
  now: Instant,
): Promise<string[]> {
  const expires = after(now, goodForMinutes * minute);
  const payloads = offers.map(({ eventType, start, minutes, link }) =>
    JSON.stringify([eventType, start, minutes, expires, ...(link === undefined ? [] : [link])]),
  );
  const tags = await tagsOf(config, tenant, payloads);
  return payloads.map((payload, at) => `${prefix}${toBase64Url(utf8(payload))}.${tags[at]}`);
}

/** Undefined when it is not ours, not of this tenant, or was touched; who asks decides what being late means. */
export async function readSlotToken(
  config: Config,
  tenant: Id<"tenant">,
  token: string,
): Promise<ReadOffer | undefined> {
  const parts = partsOf(token);
  if (parts === undefined) return undefined;
  const [tag = ""] = await tagsOf(config, tenant, [parts.payload]);
  return sameText(parts.tag, tag) ? offerIn(parts.payload) : undefined;
}

/** What a token says of itself, whoever wrote it: enough to look up what it is about, before anybody can tell whose it is. */
export function peekSlotToken(token: string): ReadOffer | undefined {
  const parts = partsOf(token);
  return parts && offerIn(parts.payload);
}

function partsOf(token: string): { payload: string; tag: string } | undefined {
  const [encoded = "", tag = "", ...rest] = token.slice(prefix.length).split(".");
  const bytes = fromBase64Url(encoded);
  if (!token.startsWith(prefix) || bytes === undefined || rest.length > 0) return undefined;
  return { payload: new TextDecoder().decode(bytes), tag };
}

function offerIn(payload: string): ReadOffer | undefined {
  const words = parsed(payload);
  if (!Array.isArray(words)) return undefined;
  const [eventType, start, minutes, expires, link] = words as readonly unknown[];
  if (typeof eventType !== "string" || !isId("event_type", eventType)) return undefined;
  if (typeof start !== "number" || typeof minutes !== "number" || typeof expires !== "number") return undefined;
  if (link !== undefined && (typeof link !== "string" || !isId("link", link))) return undefined;
  return { eventType, start: asInstant(start), minutes, expiresAt: asInstant(expires), link };
}

function parsed(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch {
    return undefined;
  }
}

async function tagsOf(config: Config, tenant: Id<"tenant">, payloads: readonly string[]): Promise<string[]> {
  const tags = await macs(
    config,
    "slot token",
    payloads.map((payload) => [tenant, payload]),
  );
  return tags.map((tag) => toBase64Url(tag.subarray(0, 16)));
}
