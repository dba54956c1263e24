import type { Id } from "#kernel/ids.ts";
import { after, asInstant, day, type Instant } from "#kernel/instant.ts";
import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";
import { type Category, categories, type Way, ways } from "#outreach/categories.ts";
import { dayMinutes, dayOfLocal, parseTime, timeOfLocal } from "#time/dates.ts";
import { localMinutes, toInstant, type ZoneId } from "#time/zones.ts";
import type { ChoiceWords, Preferences } from "./tables.ts";

export type NotificationCode =
  | "notification.unknown"
  | "notification_preferences.not_optional"
  | "notification_preferences.quiet_unfit";

/** What a member is always told: whether they like it is not the question. */
const mandatory: ReadonlySet<Category> = new Set<Category>(["security"]);

export type QuietHours = { start: string; end: string; time_zone: string };

type Said = Pick<Preferences, "choices" | "quietStart" | "quietEnd" | "quietZone">;

export const nothingSaid: Said = { choices: {}, quietStart: null, quietEnd: null, quietZone: null };

/** Whether a member wants to hear of this in that way; who never said anything does. */
export const wants = ({ choices }: Said, category: Category, way: Way): boolean =>
  mandatory.has(category) || choices[category]?.[way] !== false;

/** Every choice there is, as it stands. */
export const allChoices = (said: Said): Record<Category, Record<Way, boolean>> =>
  byCategory((category) => byWay((way) => wants(said, category, way)));

// One entry for each word of the list, which `fromEntries` cannot tell.
const byCategory = <T>(of: (category: Category) => T) =>
  Object.fromEntries(categories.map((category) => [category, of(category)])) as Record<Category, T>;
const byWay = <T>(of: (way: Way) => T) => Object.fromEntries(ways.map((way) => [way, of(way)])) as Record<Way, T>;

type PreferenceFault = Fault & { code: NotificationCode };

/** All faults at once, the first of them giving the refusal its name. */
export function judged(choices: ChoiceWords, quiet: QuietHours | null): Outcome<true, NotificationCode> {
  const faults = [...faultsOfChoices(choices), ...faultsOfQuiet(quiet)];
  const [first] = faults;
  return first === undefined ? done(true) : refuse(first.code, { errors: faults });
}

const faultsOfChoices = (choices: ChoiceWords): PreferenceFault[] =>
  [...mandatory].flatMap((category) =>
    ways
      .filter((way) => choices[category]?.[way] === false)
      .map((way) => ({
        pointer: `/choices/${category}/${way}`,
        code: "notification_preferences.not_optional" as const,
      })),
  );

const faultsOfQuiet = (quiet: QuietHours | null): PreferenceFault[] =>
  quiet !== null && quiet.start === quiet.end
    ? [{ pointer: "/quiet_hours/end", code: "notification_preferences.quiet_unfit" }]
    : [];

/** When a member's quiet hours end, if they are in them now. An end before the start is one of the next day. */
export function quietUntil({ quietStart, quietEnd, quietZone }: Said, now: Instant): Instant | null {
  const [start, end] = [parseTime(quietStart ?? ""), parseTime(quietEnd ?? "")];
  if (start === undefined || end === undefined || quietZone === null) return null;
  // It was a zone of our table when it was said, and names never leave it.
  const zone = quietZone as ZoneId;
  const local = localMinutes(zone, now);
  const time = timeOfLocal(local);
  const isOvernight = end < start;
  if (isOvernight ? time >= end && time < start : time < start || time >= end) return null;
  const endsTomorrow = isOvernight && time >= start;
  return toInstant(zone, (dayOfLocal(local) + (endsTomorrow ? 1 : 0)) * dayMinutes + end, "later");
}

/** What is known of several members' wishes. */
export type Wishes = {
  may: (member: Id<"member">, category: Category, way: Way) => boolean;
  quietUntil: (member: Id<"member">, now: Instant) => Instant | null;
  /** Until when something of this kind is kept from a member who wants quiet; null where it goes out at once. */
  heldUntil: (member: Id<"member">, what: Held, now: Instant) => Instant | null;
};

/** Something that is to be sent, and the last moment at which it helps. */
export type Held = { category: Category; usefulUntil: Instant };

/** Quiet hours hold back what is of use after them still. What would come too late then is worth being woken for. */
function heldUntil(said: Said, { category, usefulUntil }: Held, now: Instant): Instant | null {
  const until = mandatory.has(category) ? null : quietUntil(said, now);
  return until !== null && until <= usefulUntil ? until : null;
}

export function wishesIn(rows: readonly Preferences[]): Wishes {
  const known = new Map<Id<"member">, Said>(rows.map((row) => [row.memberId, row]));
  const of = (member: Id<"member">) => known.get(member) ?? nothingSaid;
  return {
    may: (member, category, way) => wants(of(member), category, way),
    quietUntil: (member, now) => quietUntil(of(member), now),
    heldUntil: (member, what, now) => heldUntil(of(member), what, now),
  };
}

/** Shown for a month after it was told, and after what it is about. */
export const expiryOf = (now: Instant, endsAt: Instant): Instant => after(asInstant(Math.max(now, endsAt)), 30 * day);
