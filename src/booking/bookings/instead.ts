// Who comes to a meeting that stands, in the place of one of its hosts.
import { candidates, type Question, type Reason } from "#availability/slots/rules.ts";
import type { Found } from "#booking/slots/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, type Instant, minute } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { inFairOrder } from "./fairness.ts";
import { type Plan, refusedFor, type Terms, termsOf } from "./plan.ts";
import type { BookingCode } from "./rules.ts";
import type { Attendee, Booking } from "./tables.ts";

/** Whose place is taken, and by whom; each may be left out where it follows. */
export type ReplaceWords = {
  from?: Id<"member"> | undefined;
  to?: Id<"member"> | undefined;
  /** Who is not sent again: they have said already that they do not come. */
  besides?: readonly Id<"member">[] | undefined;
};

type Met = Pick<Booking, "kind" | "startsAt" | "endsAt"> & { attendees: readonly Attendee[] };
type Host = Attendee & { memberId: Id<"member"> };

export const hostsAt = ({ attendees }: Pick<Met, "attendees">): readonly Host[] =>
  attendees.filter((one): one is Host => one.role === "host" && one.memberId !== null);

/** The host who is named, or the only one there is. A seat cannot leave its session's host. */
function replacedHost(booking: Met, { from, to }: ReplaceWords): Outcome<Host, BookingCode> {
  if (booking.kind === "group") return refuse("booking.session_shared");
  const hosts = hostsAt(booking);
  const [only, ...others] = hosts;
  if (from === undefined && others.length > 0) return refuse("booking.host_unclear", { pointer: "/from" });
  const host = from === undefined ? only : hosts.find(({ memberId }) => memberId === from);
  if (host === undefined) return refuse("booking.host_unfit", { pointer: "/from" });
  return hosts.some(({ memberId }) => memberId === to) ? refuse("booking.host_unfit", { pointer: "/to" }) : done(host);
}

/** Who is not sent by a pool while the question is asked: whoever stays, and whoever is named. */
export function alwaysWith(booking: Met, words: ReplaceWords): readonly Id<"member">[] {
  const replaced = replacedHost(booking, words);
  const from = replaced.ok ? replaced.value.memberId : undefined;
  const stay = hostsAt(booking).filter(({ poolId, memberId }) => poolId === null && memberId !== from);
  return [...stay.map(({ memberId }) => memberId), ...(words.to === undefined ? [] : [words.to])];
}

/** The buffers that an hour of the meeting has. */
type Hour = { memberId: Id<"member">; beforeMinutes: number; afterMinutes: number };

/**
 * Whom to ask. Whoever stays is asked on the terms they came on; whoever comes is free by their own hours and limits. Nobody needs
 * notice, and no horizon is in the way: the meeting stands.
 */
export function planInstead(
  found: Found,
  booking: Met,
  words: ReplaceWords,
  hours: readonly Hour[],
): Outcome<Plan, BookingCode> {
  const replaced = replacedHost(booking, words);
  if (!replaced.ok) return replaced;
  const from = replaced.value;
  // A pool that sends nobody any more is asked for nobody else.
  const pool = found.drawn.find(({ id, active }) => active && id === from.poolId);
  const cast = pool === undefined ? named(found, booking, words) : sent(found, booking, pool, words);
  if (!cast.ok) return cast;

  const stay = hostsAt(booking).filter(({ id }) => id !== from.id);
  const asked = [...cast.value.fixed, ...cast.value.choices.flat()];
  const terms = [
    ...stay.map(({ memberId }) => standingTerms(memberId, hours)),
    ...asked.flatMap((id) => newTerms(found, id)),
  ];
  return done({
    start: booking.startsAt,
    end: booking.endsAt,
    fixed: [...stay.map(({ memberId }) => memberId), ...cast.value.fixed],
    choices: cast.value.choices,
    pools: pool === undefined ? [] : [pool.id],
    terms: new Map(terms.map((one) => [one.member, one])),
    eventType: found.eventType.id,
    share: null,
    capacity: null,
    passedOver: null,
  });
}

/** Who comes to a meeting that stands too, and who of its hosts no longer does. */
export type RecastWords = { add: readonly Id<"member">[]; drop: readonly Id<"member">[] };

/** Who is not sent by a pool while the question is asked. */
export function alwaysRecast(booking: Met, { add, drop }: RecastWords): readonly Id<"member">[] {
  const stay = hostsAt(booking).filter(({ poolId, memberId }) => poolId === null && !drop.includes(memberId));
  return [...stay.map(({ memberId }) => memberId), ...add];
}

/** Whoever stays is asked on the terms they came on; whoever comes is free by their own hours and limits. */
export function planRecast(
  found: Found,
  booking: Met,
  { add, drop }: RecastWords,
  hours: readonly Hour[],
): Outcome<Plan, BookingCode> {
  if (booking.kind === "group") return refuse("booking.session_shared");
  const hosts = hostsAt(booking);
  if (add.some((one) => hosts.some(({ memberId }) => memberId === one)))
    return refuse("booking.host_unfit", { pointer: "/member_id" });
  const stay = hosts.filter(({ memberId }) => !drop.includes(memberId));
  if (stay.length + add.length === 0) return refuse("booking.host_unclear");
  for (const to of add) {
    const cast = named(found, booking, { to });
    if (!cast.ok) return cast;
  }
  const terms = [
    ...stay.map(({ memberId }) => standingTerms(memberId, hours)),
    ...add.flatMap((id) => newTerms(found, id)),
  ];
  return done({
    start: booking.startsAt,
    end: booking.endsAt,
    fixed: terms.map(({ member }) => member),
    choices: [],
    pools: [],
    terms: new Map(terms.map((one) => [one.member, one])),
    eventType: found.eventType.id,
    share: null,
    capacity: null,
    passedOver: null,
  });
}

type Cast = Pick<Plan, "fixed" | "choices">;

/** Whoever is named, as long as they are at work and free. */
function named(found: Found, booking: Met, { to }: ReplaceWords): Outcome<Cast, BookingCode> {
  if (to === undefined) return refuse("booking.host_unclear", { pointer: "/to" });
  if (!found.people.has(to)) return refuse("booking.host_unfit", { pointer: "/to" });
  const [judged] = judgedFor(found, booking, null).filter(({ member }) => member === to);
  const reasons = judged?.reasons ?? [];
  return reasons.length > 0 ? refusedFor(reasons) : done({ fixed: [to], choices: [] });
}

/** The fairest of the pool who is free and not there yet, or whoever of these is named. */
function sent(
  found: Found,
  booking: Met,
  { id, strategy }: Found["drawn"][number],
  { to, besides = [] }: ReplaceWords,
): Outcome<Cast, BookingCode> {
  const here = new Set([...hostsAt(booking).map(({ memberId }) => memberId), ...besides]);
  const others = judgedFor(found, booking, id).filter(({ member }) => !here.has(member));
  const wanted = to === undefined ? others : others.filter(({ member }) => member === to);
  if (to !== undefined && wanted.length === 0) return refuse("booking.host_unfit", { pointer: "/to" });
  const free = new Set(wanted.filter(({ reasons }) => reasons.length === 0).map(({ member }) => member));
  if (free.size === 0) return refusedFor(wanted.flatMap(({ reasons }) => reasons));
  const seats = found.seats.filter(({ poolId, memberId }) => poolId === id && free.has(memberId));
  return done({ fixed: [], choices: [inFairOrder(strategy, seats)] });
}

type Judged = { member: Id<"member">; reasons: readonly Reason[] };

/** Each on their own: what the others of the meeting do is settled. */
function judgedFor(found: Found, { startsAt, endsAt }: Met, pool: Id<"pool"> | null): readonly Judged[] {
  const { hosts } = candidates(withoutNotice(found, startsAt), startsAt, (endsAt - startsAt) / minute);
  return hosts
    .filter((host) => host.pool === pool)
    .map(({ id, reasons }) => ({
      // The question was asked about members.
      member: id as Id<"member">,
      reasons: reasons.filter((reason) => reason !== "needed_elsewhere"),
    }));
}

/** As if it were asked in time: what is left are the hours, limits and meetings of each. */
const withoutNotice = ({ question }: Found, start: Instant): Question => ({
  ...question,
  now: asInstant(Math.min(question.now, start)),
  recipe: { ...question.recipe, noticeMinutes: 0, horizon: null },
  hosts: question.hosts.map((host) => ({ ...host, noticeMinutes: 0, advanceDays: null })),
});

function standingTerms(member: Id<"member">, hours: readonly Hour[]): Terms {
  const { beforeMinutes = 0, afterMinutes = 0 } = hours.find(({ memberId }) => memberId === member) ?? {};
  return { member, beforeMinutes, afterMinutes, policy: null, force: true, weekMinutes: 0 };
}

function newTerms(found: Found, member: Id<"member">): Terms[] {
  const person = found.people.get(member);
  const host = found.question.hosts.find(({ id }) => id === member);
  return person === undefined || host === undefined ? [] : [termsOf(found, person, host, false)];
}
