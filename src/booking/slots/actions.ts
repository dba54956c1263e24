import { explain, slots, type Span, whoIsFree } from "#availability/slots/rules.ts";
import { readWeek, type WrittenWeek } from "#availability/schedules/rules.ts";
import { besidesReads, type Offered as Offer } from "#booking/event-types/actions.ts";
import { publicTenant } from "#identity/gate/public-tenant.ts";
import type { Id } from "#kernel/ids.ts";
import { after, type Instant, minute } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Context, Scope } from "#platform/scope.ts";
import type { Hours } from "#time/hours.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import { type Found, gather } from "./gather.ts";
import { heldNow, withHolds } from "./live.ts";
import { gatherPeople } from "./people.ts";
import { faultsOfNeed, lasting, namedIn, type NeedWords, needOf, rangeOf } from "./rules.ts";
import { mintSlotTokens } from "./token.ts";

export { type Found, gather, type Which } from "./gather.ts";
export { nearest } from "./nearest.ts";
export { mintSlotToken, peekSlotToken, readSlotToken } from "./token.ts";

/** What the engine answers with. */
export type Explanation = ReturnType<typeof explain>;
export type FreeAnswer = ReturnType<typeof whoIsFree>;

export type Asked = {
  starts_after?: Instant | undefined;
  starts_before?: Instant | undefined;
  minutes?: number | undefined;
  time_zone?: string | undefined;
};

export type Slot = { at: Instant; open: number };

/** What is offered, and on whose wall it is said. */
export type Offered<S extends Slot = Slot> = {
  eventType: Id<"event_type">;
  zone: ZoneId;
  /** Set when starts are to be said on that wall too. */
  wall: ZoneId | null;
  offers: readonly { minutes: number; slots: readonly S[] }[];
  explanation?: Explanation & { minutes: number };
};

export async function offered(
  scope: Scope,
  id: Id<"event_type">,
  asked: Asked & { explain?: boolean | undefined },
): Promise<Outcome<Offered>> {
  // Why somebody is not free says more of them than that they are not.
  if (asked.explain === true && !scope.permissions.has("availability:read"))
    return refuse("permission.missing", { permission: "availability:read" });
  const range = rangeOf(asked, scope.now, "/query");
  if (!range.ok) return range;
  const gathered = await gather(scope, { id }, range.value);
  if (gathered.eventType === undefined) return refuse("event_type.unknown");

  const asking = lasting(gathered.question, asked.minutes);
  if (!asking.ok) return asking;
  const question = await withHolds(scope, gathered, asking.value);
  const minutes = asked.minutes ?? gathered.eventType.defaultMinutes;

  return done({
    ...answerOf(gathered, asked, slots(question)),
    ...(asked.explain === true ? { explanation: { minutes, ...explain(question, minutes) } } : {}),
  });
}

/** What would be offered if one of those who are asked worked another week; all else about them stays. */
export async function previewed(
  scope: Scope,
  id: Id<"event_type">,
  asked: Asked & { member_id: Id<"member">; hours: WrittenWeek },
): Promise<Outcome<Offered>> {
  const range = rangeOf(asked, scope.now, "");
  if (!range.ok) return range;
  const other = hoursOf(asked.hours);
  if (!other.ok) return other;
  const gathered = await gather(scope, { id }, range.value);
  if (gathered.eventType === undefined) return refuse("event_type.unknown");

  const asking = lasting(gathered.question, asked.minutes, "");
  if (!asking.ok) return asking;
  const { hosts } = asking.value;
  if (!hosts.some((host) => host.id === asked.member_id))
    return refuse("slots.member_unknown", { pointer: "/member_id" });
  const { zone, weekly } = other.value;
  const supposed = hosts.map((host) =>
    host.id === asked.member_id ? { ...host, hours: { ...host.hours, zone, weekly } } : host,
  );
  return done(answerOf(gathered, asked, slots(await withHolds(scope, gathered, { ...asking.value, hosts: supposed }))));
}

/** For people who are named beside those the event type has; only what lies within one of the windows, where there are any. */
export async function offeredFor(
  scope: Scope,
  which: { id: Id<"event_type">; named: readonly Id<"member">[] },
  asked: Asked,
  windows: readonly Span[],
): Promise<Outcome<Offered>> {
  const range = rangeOf(asked, scope.now, "/query");
  if (!range.ok) return range;
  const gathered = await gather(scope, which, range.value);
  if (gathered.eventType === undefined) return refuse("event_type.unknown");

  const asking = lasting(gathered.question, asked.minutes);
  if (!asking.ok) return asking;
  const answer = answerOf(gathered, asked, slots(await withHolds(scope, gathered, asking.value)));
  return done({ ...answer, offers: within(answer.offers, windows) });
}

const within = (offers: Offered["offers"], windows: readonly Span[]): Offered["offers"] =>
  windows.length === 0
    ? offers
    : offers.map(({ minutes, slots: found }) => ({
        minutes,
        slots: found.filter(({ at }) =>
          windows.some(({ start, end }) => at >= start && after(at, minutes * minute) <= end),
        ),
      }));

export function answerOf({ eventType, zone }: Found, asked: Asked, offers: ReturnType<typeof slots>): Offered {
  const wall = asked.time_zone === undefined ? null : (zoneOf(asked.time_zone) ?? null);
  return {
    eventType: eventType.id,
    zone: wall ?? zone,
    wall,
    offers: offers.map(({ minutes, starts, open }) => ({
      minutes,
      slots: starts.map((at, place) => ({ at, open: open[place] as number })),
    })),
  };
}

export type PublicSlot = Slot & { token: string };

/** What is offered to anyone, and, for whoever wants to show it, what it is that is offered: both in one round trip. */
export type OfferedToAnyone = Offered<PublicSlot> & { offer?: Offer };

export async function offeredToAnyone(
  context: Context,
  { tenant, slug }: { tenant: string; slug: string },
  asked: Asked,
  withOffer: boolean,
): Promise<Outcome<OfferedToAnyone>> {
  const range = rangeOf(asked, context.now, "/query");
  if (!range.ok) return range;
  const scope = publicTenant(context, tenant);
  const besides = withOffer ? besidesReads({ tenant, slug, now: context.now }, {}) : undefined;
  const gathered = await gather(scope, { slug }, range.value, besides);
  if (!gathered.tenantIsThere) return refuse("tenant.unknown");
  if (gathered.eventType === undefined) return refuse("event_type.unknown");

  const asking = lasting(gathered.question, asked.minutes);
  if (!asking.ok) return asking;
  const question = await withHolds(context, gathered, asking.value);
  const answer = await withTokens(context, gathered.eventType.tenantId, answerOf(gathered, asked, slots(question)));
  if (besides === undefined) return done(answer);
  const [[company], questions] = gathered.more;
  return done(
    company === undefined
      ? answer
      : { ...answer, offer: { tenant: company, eventType: { ...gathered.eventType, questions } } },
  );
}

/** Each start with the token that books it; one that a link offered says so. */
export async function withTokens(
  { config, now }: Context,
  tenant: Id<"tenant">,
  answer: Offered,
  link?: Id<"link">,
): Promise<Offered<PublicSlot>> {
  const { eventType } = answer;
  const offers = answer.offers.map(async ({ minutes, slots: found }) => {
    const tokens = await mintSlotTokens(
      config,
      tenant,
      { eventType, minutes, link, starts: found.map(({ at }) => at) },
      now,
    );
    return { minutes, slots: found.map(({ at, open }, place) => ({ at, open, token: tokens[place] as string })) };
  });
  return { ...answer, offers: await Promise.all(offers) };
}

export type QueryWords = {
  need: NeedWords;
  minutes: number;
  starts_after?: Instant | undefined;
  starts_before?: Instant | undefined;
  hours?: WrittenWeek | undefined;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
};

/** When all that is needed is free at once, and when each of those named is. */
export async function query(scope: Scope, words: QueryWords): Promise<Outcome<FreeAnswer & { minutes: number }>> {
  const range = rangeOf(words, scope.now, "");
  if (!range.ok) return range;
  const hours = words.hours === undefined ? done(null) : hoursOf(words.hours);
  if (!hours.ok) return hours;
  const { hosts, here, taken } = await gatherPeople(scope, namedIn(words.need), range.value);

  const faults = faultsOfNeed(words.need, here);
  const [first] = faults;
  if (first !== undefined) return refuse(first.code, { errors: faults });

  const answer = whoIsFree({
    now: scope.now,
    range: range.value,
    minutes: words.minutes,
    need: needOf(words.need, here),
    hosts,
    reserved: await heldNow(scope, scope.tenant.id, hosts, range.value.end, { taken }),
    hours: hours.value,
    beforeMinutes: words.buffer_before_minutes,
    afterMinutes: words.buffer_after_minutes,
  });
  return done({ ...answer, minutes: words.minutes });
}

/** Hours for one question, with pointers to where they stand in it. */
function hoursOf(written: WrittenWeek): Outcome<Hours> {
  const week = readWeek(written);
  if (week.ok) return done({ zone: week.value.timeZone, weekly: week.value.weekly, overrides: [], travel: [] });
  const { pointer, errors, ...rest } = week.refusal;
  return {
    ok: false,
    refusal: {
      ...rest,
      ...(pointer === undefined ? {} : { pointer: `/hours${pointer}` }),
      ...(errors === undefined ? {} : { errors: errors.map((one) => ({ ...one, pointer: `/hours${one.pointer}` })) }),
    },
  };
}
