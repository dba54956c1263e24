// Which time is meant, and whether it may be had: said by a token, by a hold, or outright.
import type { Span } from "#availability/slots/rules.ts";
import { type Held, readHoldToken } from "#booking/holds/client.ts";
import type { Link } from "#booking/links/tables.ts";
import { longestMinutes } from "#booking/reservations/rules.ts";
import { type Found, gather, type Which } from "#booking/slots/actions.ts";
import { peekSlotToken, readSlotToken } from "#booking/slots/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, day, type Instant, minute } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Config } from "#platform/config.ts";
import { type Reading, readsOf } from "#platform/reads.ts";
import { mac } from "#platform/secrets.ts";
import { toBase64Url } from "#kernel/bytes.ts";
import type { Scope } from "#platform/scope.ts";
import { type Plan, planOf } from "./plan.ts";
import type { BookingCode } from "./rules.ts";

export type TimeWords = {
  slot_token?: string | undefined;
  hold_token?: string | undefined;
  starts_at?: Instant | undefined;
  minutes?: number | undefined;
  host_ids?: readonly Id<"member">[] | undefined;
  force?: boolean | undefined;
};

/** A time that somebody names. Of a token only its signature is not yet proved: that takes the company's id. */
export type Sought = {
  eventType: Id<"event_type">;
  start: Instant;
  /** Null is the event type's default. */
  minutes: number | null;
  hosts?: readonly Id<"member">[] | undefined;
  force: boolean;
  link: Id<"link"> | null;
  token?: { text: string; expiresAt: Instant };
  held?: Held;
};

type SeekCode = BookingCode | "hold_token.invalid" | "hold.over" | "permission.missing";

/** Who passes over what people have said of their time answers for it by a right of its own, whichever door they come by. */
const mayOverride = ({ permissions }: Pick<Scope, "permissions">, { force }: TimeWords): boolean =>
  force !== true || permissions.has("limits:override");

/** `eventType`: what is booked where the words do not say it. */
export async function soughtBy(
  scope: Pick<Scope, "config" | "now" | "permissions">,
  words: TimeWords,
  eventType: Id<"event_type"> | undefined,
): Promise<Outcome<Sought, SeekCode>> {
  const { config, now } = scope;
  if (!mayOverride(scope, words))
    return refuse("permission.missing", { permission: "limits:override", pointer: "/force" });
  const wish = { hosts: words.host_ids, force: words.force === true };
  if (words.hold_token !== undefined) {
    const held = await readHoldToken(config, words.hold_token);
    if (held === undefined) return refuse("hold_token.invalid", { pointer: "/hold_token" });
    if (held.goodUntil <= now) return refuse("hold.over", { retry: "new-key" });
    const { start, minutes, link } = held;
    return done({ ...wish, eventType: held.eventType, start, minutes, link, held });
  }
  if (words.slot_token !== undefined) {
    const offer = peekSlotToken(words.slot_token);
    if (offer === undefined) return refuse("slot_token.invalid", { pointer: "/slot_token" });
    const token = { text: words.slot_token, expiresAt: offer.expiresAt };
    return done({
      ...wish,
      eventType: offer.eventType,
      start: offer.start,
      minutes: offer.minutes,
      link: offer.link ?? null,
      token,
    });
  }
  if (words.starts_at === undefined || eventType === undefined) throw new Error("A time that nobody named.");
  return done({ ...wish, eventType, start: words.starts_at, minutes: words.minutes ?? null, link: null });
}

/** Whether the words were given by this company, whoever brings them. */
export async function isProved(
  config: Config,
  tenant: Id<"tenant">,
  { token, held }: Sought,
): Promise<Outcome<true, SeekCode>> {
  if (held !== undefined)
    return held.tenant === tenant ? done(true) : refuse("hold_token.invalid", { pointer: "/hold_token" });
  if (token === undefined || (await readSlotToken(config, tenant, token.text)) !== undefined) return done(true);
  return refuse("slot_token.invalid", { pointer: "/slot_token" });
}

/** Whose hours are no obstacle, who alone may host, who always comes; and where other times are looked for, and which help nobody. */
export type Narrowed = Pick<Which, "without" | "only" | "always" | "sent" | "named"> & {
  within?: Span;
  besides?: readonly Instant[];
};

/** Nobody promises an hour ten years ahead, whatever rules are passed over. */
const farthestAhead = 3_650 * day;

const [never, forever] = [asInstant(0), asInstant(Number.MAX_SAFE_INTEGER)];

/** A link may be for one host alone, and for some time alone. */
export const narrowedBy = (link: Link | null): Narrowed => ({
  ...(link?.memberId == null ? {} : { only: link.memberId }),
  ...(link === null ? {} : { within: { start: link.startsAfter ?? never, end: link.startsBefore ?? forever } }),
});

/**
 * Everything about one start of an event type, and the answers of `more`, in one trip. Anybody may name any start, and nobody is let
 * in before a meeting that may still last: what lies further back is not read.
 */
export const lookAt = <const M extends readonly Reading[]>(
  scope: Scope,
  { eventType, start }: Pick<Sought, "eventType" | "start">,
  more: M,
  narrowed: Narrowed = {},
) => {
  const from = asInstant(Math.max(start, scope.now - longestMinutes * minute));
  return gather(scope, { ...narrowed, id: eventType }, { start: from, end: after(from, minute) }, readsOf(more));
};

/** The company's own scope, for a stranger who came by its address. */
export const insideOf = (scope: Scope, { company }: Found): Scope => ({
  ...scope,
  tenant: { id: company.id, slug: company.slug, mode: company.mode },
});

/** What a meeting that is moved has already: its length, which may be offered no more, and its hosts, who are asked first. */
export type Standing = { minutes: number; hosts: readonly Id<"member">[] };

/** Whom to ask for the time, after all rules; of a link with a window, within it. */
export async function planFor(
  scope: Scope,
  found: Found,
  sought: Sought,
  { standing, within }: { standing?: Standing | undefined; within?: Span | undefined } = {},
): Promise<Outcome<Plan, BookingCode | "slots.duration_unknown">> {
  const { eventType } = found;
  const { start, hosts, force, token } = sought;
  const minutes = sought.minutes ?? standing?.minutes ?? eventType.defaultMinutes;
  if (token !== undefined && token.expiresAt <= scope.now) return refuse("slot_token.expired");
  const isOffered = eventType.durations.includes(minutes) || minutes === standing?.minutes;
  if (!isOffered && !force)
    return refuse("slots.duration_unknown", { pointer: "/minutes", durations: eventType.durations });
  if (start < scope.now) return refuse("slot.unavailable", { reasons: ["notice"] });
  if (start > after(scope.now, farthestAhead)) return refuse("slot.unavailable", { reasons: ["horizon"] });
  const isWithin = within === undefined || (start >= within.start && start < within.end);
  if (!isWithin) return refuse("slot.unavailable", { reasons: ["link_window"] });
  const [host] = found.fixed;
  const isGroup = eventType.kind === "group" && host !== undefined;
  const share = isGroup ? await shareOf(scope, eventType.id, host, start) : null;
  return planOf(found, { start, minutes, hosts, force, keep: standing?.hosts }, share);
}

/** What the seats of one session have in common: same event type, same host, same start. */
export async function shareOf(
  { config, tenant }: Scope,
  eventType: string,
  host: string,
  start: Instant,
): Promise<string> {
  return toBase64Url(await mac(config, "session", [tenant.id, eventType, host, String(start)])).slice(0, 32);
}
