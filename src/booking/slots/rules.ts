import type { Busy, Need, Question, Recipe, Span } from "#availability/slots/rules.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, day, type Instant, minute } from "#kernel/instant.ts";
import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";

export type SlotsCode =
  | "slots.range_reversed"
  | "slots.range_too_long"
  | "slots.duration_unknown"
  | "slots.member_unknown"
  | "slots.pool_unknown"
  | "slots.too_many_needed";

export const longestRangeDays = 62;
const usualRangeDays = 14;

/** A question asks about some time, forwards, and about two months of it at most. */
export function rangeOf(
  asked: { starts_after?: Instant | undefined; starts_before?: Instant | undefined },
  now: Instant,
  at: "/query" | "",
): Outcome<Span, SlotsCode> {
  const from = asked.starts_after ?? now;
  const to = asked.starts_before ?? after(from, usualRangeDays * day);
  const pointer = `${at}/starts_before`;
  if (to <= from) return refuse("slots.range_reversed", { pointer });
  if (to - from > longestRangeDays * day)
    return refuse("slots.range_too_long", { pointer, limit_days: longestRangeDays });
  return done({ start: from, end: to });
}

/** The one duration asked about, or all. */
export function lasting(
  question: Question,
  minutes: number | undefined,
  at: "/query" | "" = "/query",
): Outcome<Question, SlotsCode> {
  if (minutes === undefined) return done(question);
  const { recipe } = question;
  return recipe.durations.includes(minutes)
    ? done({ ...question, recipe: { ...recipe, durations: [minutes] } })
    : refuse("slots.duration_unknown", { pointer: `${at}/minutes`, durations: recipe.durations });
}

/** Who must be free, as it is said: members and pools, all or any or so many of several, in one another. */
export type NeedWords =
  | { member_id: Id<"member"> }
  | { pool_id: Id<"pool">; at_least: number }
  | { all: NeedWords[] }
  | { any: NeedWords[] }
  | { of: NeedWords[]; at_least: number };

type Named = { members: Id<"member">[]; pools: Id<"pool">[] };

/** Everybody a need names. */
export function namedIn(need: NeedWords): Named {
  if ("member_id" in need) return { members: [need.member_id], pools: [] };
  if ("pool_id" in need) return { members: [], pools: [need.pool_id] };
  const parts = partsOf(need).map(namedIn);
  return { members: parts.flatMap(({ members }) => members), pools: parts.flatMap(({ pools }) => pools) };
}

const partsOf = (need: Exclude<NeedWords, { member_id: unknown } | { pool_id: unknown }>): NeedWords[] =>
  "all" in need ? need.all : "any" in need ? need.any : need.of;

/** Who is here, and who of each pool can be sent. */
export type Here = { members: ReadonlySet<string>; pools: ReadonlyMap<string, readonly Id<"member">[]> };

/** What cannot be asked: people who are not here, pools there are none of, more than there are to choose from. */
export function faultsOfNeed(need: NeedWords, here: Here, at = "/need"): (Fault & { code: SlotsCode })[] {
  if ("member_id" in need)
    return here.members.has(need.member_id) ? [] : [{ pointer: `${at}/member_id`, code: "slots.member_unknown" }];
  if ("pool_id" in need)
    return here.pools.has(need.pool_id) ? [] : [{ pointer: `${at}/pool_id`, code: "slots.pool_unknown" }];
  const parts = partsOf(need);
  const word = "all" in need ? "all" : "any" in need ? "any" : "of";
  return [
    ...("of" in need && need.at_least > parts.length
      ? [{ pointer: `${at}/at_least`, code: "slots.too_many_needed" as const }]
      : []),
    ...parts.flatMap((part, place) => faultsOfNeed(part, here, `${at}/${word}/${place}`)),
  ];
}

/** A need in the engine's words: a pool is so many of those it can send. */
export function needOf(need: NeedWords, here: Here): Need {
  if ("member_id" in need) return { host: need.member_id };
  if ("pool_id" in need)
    return { atLeast: need.at_least, of: (here.pools.get(need.pool_id) ?? []).map((host) => ({ host })) };
  const parts = partsOf(need).map((part) => needOf(part, here));
  if ("all" in need) return { all: parts };
  return "any" in need ? { any: parts } : { atLeast: need.at_least, of: parts };
}

/** A claim in a host's diary that is not booked yet: the meeting, and from when to when it blocks. */
export type LiveHold = Span & {
  host: string;
  txn: string;
  from: Instant;
  to: Instant;
  eventType: string | null;
  share: string | null;
};

/**
 * Live holds in the engine's words. What stands in the books as well (a hold of staff, a booking whose diary has not heard of it
 * yet) is counted there.
 */
export function reservedBy(
  holds: readonly LiveHold[],
  known: {
    taken: readonly { memberId: string; txn: string }[];
    eventType?: string | undefined;
    without?: string | undefined;
  },
): (Busy & { host: string })[] {
  const written = new Set(known.taken.map(({ memberId, txn }) => `${memberId} ${txn}`));
  return holds
    .filter(({ host, txn }) => txn !== known.without && !written.has(`${host} ${txn}`))
    .map(({ host, start, end, from, to, eventType, share }) => ({
      host,
      start,
      end,
      beforeMinutes: (start - from) / minute,
      afterMinutes: (to - end) / minute,
      what: "hold",
      active: true,
      own: eventType !== null && eventType === known.eventType,
      session: share,
    }));
}

const nearestCount = 3;
const daysBefore = 3;
const daysAfter = 14;

/** Where other times are looked for, instead of one that is not to be had; undefined when all of it is over or out of bounds. */
export function around(asked: Instant, now: Instant, within?: Span): Span | undefined {
  const start = Math.max(now, asked - daysBefore * day, within?.start ?? now);
  const end = Math.min(asked + daysAfter * day, within?.end ?? Infinity);
  return start < end ? { start: asInstant(start), end: asInstant(end) } : undefined;
}

/** The nearest to the one asked for, the earlier first of two equally near ones; never that one itself, nor what is left out. */
export function nearestTo(asked: Instant, starts: readonly Instant[], besides: readonly Instant[]): readonly Instant[] {
  const distance = (start: Instant) => Math.abs(start - asked);
  return starts
    .filter((start) => start !== asked && !besides.includes(start))
    .toSorted((a, b) => distance(a) - distance(b) || a - b)
    .slice(0, nearestCount);
}

type Host = { memberId: Id<"member"> | null; poolId: string | null };

/** Who comes to a meeting that stands, and which pools have sent the others. The seats of a session follow whoever gives it. */
export function castThatStands(
  kind: Recipe["kind"],
  hosts: readonly Host[],
): { always?: readonly Id<"member">[]; sent?: readonly string[] } {
  if (kind === "group") return {};
  return {
    always: hosts.flatMap(({ poolId, memberId }) => (poolId === null && memberId !== null ? [memberId] : [])),
    sent: hosts.flatMap(({ poolId }) => poolId ?? []),
  };
}
