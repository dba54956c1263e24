import { fromBase64Url, toBase64Url, utf8 } from "#kernel/bytes.ts";
import { type Id, isId } from "#kernel/ids.ts";
import { after, asInstant, type Instant, minute } from "#kernel/instant.ts";
import type { Config } from "#platform/config.ts";
import { macs, sameText } from "#platform/secrets.ts";

/** A start that was offered to a stranger: what, when and how long, by which link if by one, and never who. */
export type Offered = { eventType: Id<"event_type">; start: Instant; minutes: number; link?: Id<"link"> | undefined };

export type ReadOffer = Offered & { expiresAt: Instant };

/** The starts of one answer, in their order. */
export type OfferedStarts = Omit<Offered, "start"> & { starts: readonly Instant[] };

export const goodForMinutes = 15;

const prefix = "slt_";

/** So many starts that were offered together are signed together; a token says which of them it is. A signature costs more than all else in it. */
const together = 8;

export async function mintSlotToken(
  config: Config,
  tenant: Id<"tenant">,
  { start, ...offer }: Offered,
  now: Instant,
): Promise<string> {
  const [token] = await mintSlotTokens(config, tenant, { ...offer, starts: [start] }, now);
  if (token === undefined) throw new Error("What is offered has no token.");
  return token;
}

/** A token for each start. */
export async function mintSlotTokens(
  config: Config,
  tenant: Id<"tenant">,
  { eventType, minutes, link, starts }: OfferedStarts,
  now: Instant,
): Promise<string[]> {
  const expires = after(now, goodForMinutes * minute);
  const groups: (readonly Instant[])[] = [];
  for (let at = 0; at < starts.length; at += together) groups.push(starts.slice(at, at + together));
  const payloads = groups.map((group) => {
    const [first = now] = group;
    const later = group.map((start) => (start - first) / minute);
    return JSON.stringify([eventType, minutes, expires, link ?? null, first, ...later]);
  });
  const tags = await tagsOf(config, tenant, payloads);
  return groups.flatMap((group, at) => {
    const [encoded, tag] = [toBase64Url(utf8(payloads[at] ?? "")), tags[at]];
    return group.map((_, place) => `${prefix}${encoded}.${place}.${tag}`);
  });
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
  return sameText(parts.tag, tag) ? offerIn(parts) : undefined;
}

/** What a token says of itself, whoever wrote it: enough to look up what it is about, before anybody can tell whose it is. */
export function peekSlotToken(token: string): ReadOffer | undefined {
  const parts = partsOf(token);
  return parts && offerIn(parts);
}

function partsOf(token: string): { payload: string; place: number; tag: string } | undefined {
  const [encoded = "", place = "", tag = "", ...rest] = token.slice(prefix.length).split(".");
  const bytes = fromBase64Url(encoded);
  if (!token.startsWith(prefix) || bytes === undefined || !/^\d$/.test(place) || rest.length > 0) return undefined;
  return { payload: new TextDecoder().decode(bytes), place: Number(place), tag };
}

function offerIn({ payload, place }: { payload: string; place: number }): ReadOffer | undefined {
  const words = parsed(payload);
  if (!Array.isArray(words)) return undefined;
  const [eventType, minutes, expires, link, first, ...laterBy] = words as readonly unknown[];
  const later = laterBy[place];
  if (typeof eventType !== "string" || !isId("event_type", eventType)) return undefined;
  if (typeof first !== "number" || typeof later !== "number") return undefined;
  if (typeof minutes !== "number" || typeof expires !== "number") return undefined;
  if (link !== null && (typeof link !== "string" || !isId("link", link))) return undefined;
  return {
    eventType,
    start: after(asInstant(first), later * minute),
    minutes,
    expiresAt: asInstant(expires),
    link: link ?? undefined,
  };
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
