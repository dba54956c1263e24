// Who is asked for an hour, in which order, and on what terms.
import { type Candidates, candidates, type Host, type Limit, type Reason } from "#availability/slots/rules.ts";
import type { Person } from "#availability/readiness.ts";
import type { Asked, Policy } from "#booking/diary/rules.ts";
import type { Found } from "#booking/slots/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { after, type Instant, minute } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { inFairOrder } from "./fairness.ts";
import { placedIn } from "./hosts.ts";
import type { BookingCode } from "./rules.ts";

/** On what terms a host's time is asked for. */
export type Terms = {
  member: Id<"member">;
  beforeMinutes: number;
  afterMinutes: number;
  policy: Policy | null;
  force: boolean;
  /** What the host's week has of working time: strangers may hold a part of it. */
  weekMinutes: number;
};

export type Plan = {
  start: Instant;
  end: Instant;
  /** All of these, */
  fixed: readonly Id<"member">[];
  /** and one of each of these, in the order of fairness. */
  choices: readonly (readonly Id<"member">[])[];
  /** The pool that each choice stands for. */
  pools: readonly Id<"pool">[];
  terms: ReadonlyMap<string, Terms>;
  eventType: Id<"event_type">;
  /** A group's sessions are told apart by host and start; every host's seat has the same word. */
  share: string | null;
  capacity: number | null;
  /** Where rules are passed over: which, by whose they are; null where none may be. */
  passedOver: ReadonlyMap<string, readonly Reason[]> | null;
};

export type Wish = {
  start: Instant;
  minutes: number;
  /** Staff may name who is to come, of those who could. */
  hosts?: readonly Id<"member">[] | undefined;
  /** Staff may pass over hours, notice, horizon and limits; never over another meeting. */
  force?: boolean | undefined;
  /** What the meeting that is moved has is no obstacle to it. */
  keep?: readonly Id<"member">[] | undefined;
};

/** What no wish passes over. */
const hard: readonly string[] = ["busy", "hold", "buffer", "needed_elsewhere"];
const clashes: Readonly<Record<string, string>> = { busy: "meeting", hold: "hold", buffer: "buffer", limit: "limit" };

/** Whom to ask, or why nobody needs to be asked. */
export function planOf(found: Found, wish: Wish, share: string | null): Outcome<Plan, BookingCode> {
  const { eventType, question } = found;
  if (isFull(found, share)) return refuse("slot.taken", { clash: "full" });
  const strict = candidates(question, wish.start, wish.minutes);
  const judged = relaxed(strict, wish);
  const cast = castOf(found, judged, wish);
  if (!cast.ok) return cast;
  const hosts = [...new Set([...cast.value.fixed, ...cast.value.choices.flat()])];
  const session = share === null ? undefined : found.taken.find((one) => one.share === share);
  const terms = hosts.flatMap((member) => {
    const host = question.hosts.find(({ id }) => id === member);
    const person = found.people.get(member);
    if (host === undefined || person === undefined) return [];
    const own = termsOf(found, person, host, wish.force === true);
    // Who joins a session takes the session's own hour.
    return session === undefined
      ? [own]
      : [{ ...own, beforeMinutes: session.beforeMinutes, afterMinutes: session.afterMinutes }];
  });
  return done({
    start: wish.start,
    end: after(wish.start, wish.minutes * minute),
    fixed: cast.value.fixed,
    choices: cast.value.choices,
    pools: cast.value.pools,
    terms: new Map(terms.map((one) => [one.member, one])),
    eventType: eventType.id,
    share,
    capacity: share === null ? null : eventType.capacity,
    passedOver: wish.force === true ? softOf(strict) : null,
  });
}

/** What stands in each one's way that may be passed over. */
function softOf({ hosts }: Candidates): ReadonlyMap<string, readonly Reason[]> {
  const soft = new Map<string, Reason[]>();
  for (const { id, reasons } of hosts) {
    const known = soft.get(id) ?? [];
    const more = reasons.filter(
      (reason): reason is Reason => !hard.includes(reason) && !known.includes(reason as Reason),
    );
    soft.set(id, [...known, ...more]);
  }
  return soft;
}

/** Each seat of a session is an intent of its own; a row may have been read in more than one way. */
function isFull({ eventType, taken }: Found, share: string | null): boolean {
  const seats = new Set(taken.flatMap((one) => (share !== null && one.share === share ? [one.txn] : [])));
  return seats.size > 0 && seats.size >= (eventType.capacity ?? 1);
}

type Hour = { memberId: Id<"member">; beforeMinutes: number; afterMinutes: number; capacity: number | null };

/** The very people who are to come, at another time, whoever would be sent by now; with the buffers their hours have. */
export function stayingPlan(
  found: Found,
  { start, minutes }: Wish,
  share: string | null,
  hours: readonly Hour[],
): Outcome<Plan, BookingCode> {
  const { eventType, question } = found;
  const who = new Set<string>(hours.map(({ memberId }) => memberId));
  const theirs = candidates(question, start, minutes).hosts.filter(({ id }) => who.has(id));
  const met = theirs.flatMap(({ reasons }) => reasons.filter((reason) => reason === "busy" || reason === "hold"));
  if (met.length > 0) return refusedFor(met);
  const session = share === null ? undefined : found.taken.find((one) => one.share === share);
  const terms = hours.map((hour): Terms => {
    const { beforeMinutes, afterMinutes } = session ?? hour;
    return { member: hour.memberId, beforeMinutes, afterMinutes, policy: null, force: true, weekMinutes: 0 };
  });
  const seats = Math.max(eventType.capacity ?? 1, hours[0]?.capacity ?? 1);
  return done({
    start,
    end: after(start, minutes * minute),
    fixed: hours.map(({ memberId }) => memberId),
    choices: [],
    pools: [],
    terms: new Map(terms.map((one) => [one.member, one])),
    eventType: eventType.id,
    share,
    capacity: share === null ? null : seats,
    passedOver: null,
  });
}

/** Where rules are passed over, only what is taken stands in the way. */
function relaxed({ open, hosts }: Candidates, { force }: Wish): Candidates {
  if (force !== true) return { open, hosts };
  const left = hosts.map((host) => ({ ...host, reasons: host.reasons.filter((reason) => hard.includes(reason)) }));
  return { open: Math.max(open, 1), hosts: left };
}

type Cast = {
  fixed: readonly Id<"member">[];
  choices: readonly (readonly Id<"member">[])[];
  pools: readonly Id<"pool">[];
};

function castOf(found: Found, { open, hosts }: Candidates, wish: Wish): Outcome<Cast, BookingCode> {
  const free = (pool: string | null) =>
    hosts.filter((host) => host.pool === pool && host.reasons.length === 0).map(({ id }) => id as Id<"member">);
  const always = found.fixed;
  const here = new Set(free(null));
  // Whoever is no longer at work comes to nothing, whatever rules are passed over.
  const missing = always.filter((id) => !here.has(id) || !found.people.has(id));
  const pools = found.drawn.map(({ id, strategy }) => {
    const able = new Set(free(id));
    const seats = found.seats.filter((seat) => seat.poolId === id && able.has(seat.memberId));
    return { id, members: inFairOrder(strategy, seats) };
  });
  const named = wish.hosts;
  const chosen = named === undefined ? pools : pools.map((pool) => ({ ...pool, members: kept(pool.members, named) }));
  const preferred = chosen.map((pool) => ({ ...pool, members: staying(pool.members, wish.keep ?? []) }));
  const nobody = preferred.some(({ members }) => members.length === 0);
  if (open < 1 || missing.length > 0 || nobody || always.length + pools.length === 0)
    return refusedFor(hosts.flatMap(({ reasons }) => reasons));
  const strangers = named?.filter((id) => !always.includes(id) && !pools.some(({ members }) => members.includes(id)));
  if (strangers !== undefined && strangers.length > 0)
    return refuse("booking.host_unfit", { pointer: "/host_ids", detail: "Nobody is sent who could not come." });
  return done({
    fixed: always,
    choices: preferred.map(({ members }) => members),
    pools: pools.map(({ id }) => id),
  });
}

const kept = (members: readonly Id<"member">[], named: readonly Id<"member">[]): readonly Id<"member">[] =>
  members.some((member) => named.includes(member)) ? members.filter((member) => named.includes(member)) : members;

/** Who has the meeting already comes before everybody else. */
const staying = (members: readonly Id<"member">[], keep: readonly Id<"member">[]): readonly Id<"member">[] => [
  ...members.filter((member) => keep.includes(member)),
  ...members.filter((member) => !keep.includes(member)),
];

/** What is told: of what kind the obstacle is, never whose. */
export function refusedFor(reasons: readonly (Reason | "needed_elsewhere")[]): Outcome<never, BookingCode> {
  const clash = reasons.flatMap((reason) => clashes[reason] ?? [])[0];
  if (clash !== undefined) return refuse("slot.taken", { clash });
  const told = [...new Set(reasons.filter((reason) => reason !== "needed_elsewhere"))];
  return refuse("slot.unavailable", { reasons: told.length === 0 ? ["no_host"] : told });
}

export function termsOf({ eventType }: Found, person: Person, host: Host, force: boolean): Terms {
  const policy: Policy = {
    version: person.policyVersion,
    zone: host.zone,
    weekStart: host.weekStart,
    caps: host.limits,
    eventTypeCaps: { [eventType.id]: { version: eventType.version, caps: limitsOf(eventType.limits) } },
  };
  return {
    member: person.id,
    beforeMinutes: Math.max(host.beforeMinutes, eventType.beforeMinutes),
    afterMinutes: Math.max(host.afterMinutes, eventType.afterMinutes),
    policy,
    force,
    weekMinutes: weekOf(host),
  };
}

const limitsOf = (limits: Found["eventType"]["limits"]): readonly Limit[] => limits;

const weekOf = ({ hours }: Host): number => {
  const day = 24 * 60;
  return hours.weekly.reduce((sum, { start, end }) => sum + (end > start ? end - start : end + day - start), 0);
};

export type Asking = {
  txn: string;
  fingerprint: string;
  ttlMillis: number;
  supersedes: string | null;
  /** How much of a host's week strangers may hold, in percent; null for people we know. */
  openPercent: number | null;
};

/** The words for one host's diary. */
export function askedOf(plan: Plan, host: string, asking: Asking): Asked {
  const terms = plan.terms.get(host);
  if (terms === undefined) throw new Error("A host is asked who is not in the plan.");
  const { openPercent, ...rest } = asking;
  const from = after(plan.start, -terms.beforeMinutes * minute);
  const to = after(plan.end, terms.afterMinutes * minute);
  // However short a week is, one stranger may always hold one meeting of it.
  const openMillis =
    openPercent === null ? null : Math.max((terms.weekMinutes * minute * openPercent) / 100, to - from);
  return {
    ...rest,
    start: plan.start,
    end: plan.end,
    from,
    to,
    eventType: plan.eventType,
    share: plan.share,
    capacity: plan.capacity,
    policy: terms.policy,
    force: terms.force,
    openMillis,
  };
}

/** Which pool sent whom, of those whose time was taken. */
export function sentBy(plan: Plan, hosts: readonly string[]): ReadonlyMap<string, Id<"pool">> {
  const among = plan.choices.map((choice) => choice.filter((member) => hosts.includes(member)));
  const placed = placedIn(among, new Set(plan.fixed)) ?? new Map<string, number>();
  return new Map(
    [...placed].flatMap(([host, choice]) => {
      const pool = plan.pools[choice];
      return pool === undefined ? [] : [[host, pool] as const];
    }),
  );
}
