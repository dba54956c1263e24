import { fromBase64Url, toBase64Url, utf8 } from "#kernel/bytes.ts";
import { type Id, isId } from "#kernel/ids.ts";
import { after, asInstant, type Instant, minute } from "#kernel/instant.ts";
import type { Config } from "#platform/config.ts";
import { mac, sameText } from "#platform/secrets.ts";

/** A start that was offered to a stranger: what, when and how long, by which link if by one, and never who. */
export type Offered = { eventType: Id<"event_type">; start: Instant; minutes: number; link?: Id<"link"> | undefined };

export type ReadOffer = Offered & { expiresAt: Instant };

export const goodForMinutes = 15;

const prefix = "slt_";

export async function mintSlotToken(
  config: Config,
  tenant: Id<"tenant">,
  { eventType, start, minutes, link }: Offered,
  now: Instant,
): Promise<string> {
  const words = [eventType, start, minutes, after(now, goodForMinutes * minute), ...(link === undefined ? [] : [link])];
  const payload = JSON.stringify(words);
  return `${prefix}${toBase64Url(utf8(payload))}.${await tagOf(config, tenant, payload)}`;
}

/** Undefined when it is not ours, not of this tenant, or was touched; who asks decides what being late means. */
export async function readSlotToken(
  config: Config,
  tenant: Id<"tenant">,
  token: string,
): Promise<ReadOffer | undefined> {
  const parts = partsOf(token);
  if (parts === undefined || !sameText(parts.tag, await tagOf(config, tenant, parts.payload))) return undefined;
  return offerIn(parts.payload);
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

async function tagOf(config: Config, tenant: Id<"tenant">, payload: string): Promise<string> {
  return toBase64Url((await mac(config, "slot token", [tenant, payload])).slice(0, 16));
}
