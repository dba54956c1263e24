import type { Need, Question, Span } from "#availability/slots/rules.ts";
import type { Id } from "#kernel/ids.ts";
import { after, day, type Instant } from "#kernel/instant.ts";
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
export function lasting(question: Question, minutes: number | undefined): Outcome<Question, SlotsCode> {
  if (minutes === undefined) return done(question);
  const { recipe } = question;
  return recipe.durations.includes(minutes)
    ? done({ ...question, recipe: { ...recipe, durations: [minutes] } })
    : refuse("slots.duration_unknown", { pointer: "/query/minutes", durations: recipe.durations });
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
