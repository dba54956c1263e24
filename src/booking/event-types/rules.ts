import type { Horizon } from "#availability/slots/rules.ts";
import { longestMinutes } from "#booking/reservations/rules.ts";
import { reservedSlugs } from "#identity/tenants/rules.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";
import { parseDate } from "#time/dates.ts";
import type { EventType, HorizonWords, Question, ValidationWords } from "./tables.ts";

export type EventTypeCode =
  | "event_type.unknown"
  | "event_type.slug_taken"
  | "event_type.slug_reserved"
  | "event_type.capacity_missing"
  | "event_type.capacity_unfit"
  | "event_type.duration_out_of_range"
  | "event_type.default_duration_unknown"
  | "event_type.increment_out_of_range"
  | "event_type.offset_out_of_range"
  | "event_type.horizon_reversed"
  | "event_type.location_incomplete"
  | "event_type.default_location_unknown"
  | "event_type.no_hosts"
  | "event_type.host_count"
  | "event_type.host_twice"
  | "event_type.host_unknown"
  | "event_type.schedule_unknown"
  | "event_type.pools_unfit"
  | "event_type.pool_twice"
  | "event_type.pool_unknown"
  | "event_type.pool_empty"
  | "event_type.question_unknown"
  | "event_type.question_options_missing"
  | "event_type.question_options_unfit"
  | "event_type.question_validation_unfit";

type EventTypeFault = Fault & { code: EventTypeCode };

export const shortestMinutes = 5;
/** Last parts of paths below a company's own that are, or may become, ours. */
const reservedHere = ["event-types", "slots", "holds", "bookings", "links", "new", "manage", "embed"];

/** All faults at once, the first of them giving the refusal its name. */
export function judged(faults: readonly EventTypeFault[]): Outcome<true, EventTypeCode> {
  const [first] = faults;
  return first === undefined ? done(true) : refuse(first.code, { errors: faults });
}

type Timing = Pick<
  EventType,
  | "slug"
  | "kind"
  | "capacity"
  | "durations"
  | "defaultMinutes"
  | "incrementMinutes"
  | "offsetMinutes"
  | "horizon"
  | "locations"
  | "defaultLocation"
>;

/** What is wrong with a recipe in itself, whoever gives it. */
export function faultsOfRecipe(recipe: Timing): EventTypeFault[] {
  return [
    ...faultsOfSlug(recipe.slug),
    ...faultsOfCapacity(recipe),
    ...faultsOfGrid(recipe),
    ...faultsOfHorizon(recipe),
    ...faultsOfLocations(recipe),
  ];
}

/** An event type's name in addresses is none that we need ourselves. */
export function faultsOfSlug(slug: string): EventTypeFault[] {
  const isReserved = reservedSlugs.has(slug) || reservedHere.includes(slug);
  return isReserved ? [{ pointer: "/slug", code: "event_type.slug_reserved" }] : [];
}

/** Seats belong to groups, and a group has a number of them. */
function faultsOfCapacity({ kind, capacity }: Timing): EventTypeFault[] {
  if (kind === "group") return capacity === null ? [{ pointer: "/capacity", code: "event_type.capacity_missing" }] : [];
  return capacity === null ? [] : [{ pointer: "/capacity", code: "event_type.capacity_unfit" }];
}

const isLength = (minutes: number): boolean => minutes >= shortestMinutes && minutes <= longestMinutes;

/** Lengths and steps lie between five minutes and a day; an offset is less than a step. */
function faultsOfGrid({ durations, defaultMinutes, incrementMinutes, offsetMinutes }: Timing): EventTypeFault[] {
  const faults: EventTypeFault[] = durations.flatMap((minutes, place) =>
    isLength(minutes) ? [] : [{ pointer: `/durations/${place}`, code: "event_type.duration_out_of_range" as const }],
  );
  if (!durations.includes(defaultMinutes))
    faults.push({ pointer: "/default_duration", code: "event_type.default_duration_unknown" });
  if (incrementMinutes !== null && !isLength(incrementMinutes))
    faults.push({ pointer: "/increment_minutes", code: "event_type.increment_out_of_range" });
  if (offsetMinutes < 0 || offsetMinutes >= (incrementMinutes ?? Math.min(...durations)))
    faults.push({ pointer: "/offset_minutes", code: "event_type.offset_out_of_range" });
  return faults;
}

/** Dates are written so that their order is that of their texts. */
function faultsOfHorizon({ horizon }: Timing): EventTypeFault[] {
  return horizon?.kind === "dates" && horizon.last < horizon.first
    ? [{ pointer: "/horizon/last", code: "event_type.horizon_reversed" }]
    : [];
}

/** A horizon in the engine's words. */
export function horizonIn(words: HorizonWords): Horizon {
  if (words.kind === "available_days")
    return { kind: "available_days", days: words.days, weekdaysOnly: words.weekdays_only };
  if (words.kind !== "dates") return words;
  const [first, last] = [parseDate(words.first), parseDate(words.last)];
  if (first === undefined || last === undefined) throw new Error("A horizon was kept that is none.");
  return { kind: "dates", first, last };
}

/** Where to be is said for a place and for a link. */
export function isFindable({ kind, details }: Timing["locations"][number]): boolean {
  if (kind === "on_site") return details !== null;
  return kind !== "link" || (details !== null && /^https:\/\/[^\s/?#@]+\.[^\s/?#@]+(?:[/?#]\S*)?$/.test(details));
}

/** Everybody finds there, and the kind offered first is one of those offered. */
function faultsOfLocations({ locations, defaultLocation }: Timing): EventTypeFault[] {
  const faults: EventTypeFault[] = locations.flatMap((location, place) =>
    isFindable(location)
      ? []
      : [{ pointer: `/locations/${place}/details`, code: "event_type.location_incomplete" as const }],
  );
  if (!locations.some(({ kind }) => kind === defaultLocation))
    faults.push({ pointer: "/default_location", code: "event_type.default_location_unknown" });
  return faults;
}

export type People = {
  hosts: readonly { member_id: Id<"member">; schedule_id: Id<"schedule"> | null }[];
  pools: readonly Id<"pool">[];
};

/** What is known of the people named: who is here, whose schedules these are, and how many each pool can send. */
export type Known = {
  members: ReadonlySet<Id<"member">>;
  schedules: ReadonlyMap<Id<"schedule">, Id<"member">>;
  sendable: ReadonlyMap<Id<"pool">, number>;
};

/** Where the people stand in the request: in its body, or behind the one field that was changed. */
export type PeopleAt = { hosts: string; pools: string };
export const inBody: PeopleAt = { hosts: "/hosts", pools: "/pools" };

/** Whether these people can give this kind of meeting; places are named only where the request has them. */
export function faultsOfPeople(
  kind: EventType["kind"],
  people: People,
  known: Known,
  at: PeopleAt = inBody,
): EventTypeFault[] {
  const inPlace = (base: string, place: number, field = "") => (at === inBody ? `${base}/${place}${field}` : base);
  const faults = faultsOfNumbers(kind, people, at);
  for (const [place, { member_id, schedule_id }] of people.hosts.entries()) {
    const isTwice = people.hosts.findIndex((other) => other.member_id === member_id) < place;
    if (isTwice) faults.push({ pointer: inPlace(at.hosts, place, "/member_id"), code: "event_type.host_twice" });
    else if (!known.members.has(member_id))
      faults.push({ pointer: inPlace(at.hosts, place, "/member_id"), code: "event_type.host_unknown" });
    else if (schedule_id !== null && known.schedules.get(schedule_id) !== member_id)
      faults.push({ pointer: inPlace(at.hosts, place, "/schedule_id"), code: "event_type.schedule_unknown" });
  }
  for (const [place, pool] of people.pools.entries()) {
    const pointer = inPlace(at.pools, place);
    const sendable = known.sendable.get(pool);
    if (people.pools.indexOf(pool) < place) faults.push({ pointer, code: "event_type.pool_twice" });
    else if (sendable === undefined) faults.push({ pointer, code: "event_type.pool_unknown" });
    else if (sendable === 0) faults.push({ pointer, code: "event_type.pool_empty" });
  }
  return faults;
}

/** One on one and a group have one host, all of a collective meet, and only a round robin draws from pools. */
function faultsOfNumbers(kind: EventType["kind"], { hosts, pools }: People, at: PeopleAt): EventTypeFault[] {
  if (hosts.length === 0 && pools.length === 0) return [{ pointer: at.hosts, code: "event_type.no_hosts" }];
  if (kind === "round_robin") return [];
  const faults: EventTypeFault[] = [];
  if (pools.length > 0) faults.push({ pointer: at.pools, code: "event_type.pools_unfit" });
  const isOne = kind === "one_on_one" || kind === "group";
  if (isOne && hosts.length !== 1) faults.push({ pointer: at.hosts, code: "event_type.host_count" });
  if (kind === "collective" && hosts.length === 0) faults.push({ pointer: at.hosts, code: "event_type.no_hosts" });
  return faults;
}

export type QuestionWords = Pick<Question, "type" | "label" | "help" | "required" | "options" | "validation"> & {
  id?: Id<"question"> | undefined;
};

const selects = ["single_select", "multi_select"];
const texts = ["short_text", "long_text"];

/** Selects have options, texts have lengths and forms, numbers have bounds; a known question is named once. */
export function faultsOfQuestions(
  questions: readonly QuestionWords[],
  known: ReadonlySet<Id<"question">>,
): EventTypeFault[] {
  return questions.flatMap(({ id, type, options, validation }, place) => {
    const faults: EventTypeFault[] = [];
    const at = `/questions/${place}`;
    const isTwice = questions.findIndex((other) => other.id === id) < place;
    if (id !== undefined && (isTwice || !known.has(id)))
      faults.push({ pointer: `${at}/id`, code: "event_type.question_unknown" });
    if (selects.includes(type) && options.length === 0)
      faults.push({ pointer: `${at}/options`, code: "event_type.question_options_missing" });
    if (!selects.includes(type) && options.length > 0)
      faults.push({ pointer: `${at}/options`, code: "event_type.question_options_unfit" });
    if (!fits(type, validation))
      faults.push({ pointer: `${at}/validation`, code: "event_type.question_validation_unfit" });
    return faults;
  });
}

function fits(type: Question["type"], { min_length, max_length, pattern, min, max }: ValidationWords): boolean {
  const ofTexts = min_length !== null || max_length !== null || pattern !== null;
  const ofNumbers = min !== null || max !== null;
  if ((ofTexts && !texts.includes(type)) || (ofNumbers && type !== "number")) return false;
  return inOrder(min_length, max_length) && inOrder(min, max);
}

const inOrder = (low: number | null, high: number | null): boolean => low === null || high === null || low <= high;

export const noValidation: ValidationWords = {
  min_length: null,
  max_length: null,
  pattern: null,
  min: null,
  max: null,
};
