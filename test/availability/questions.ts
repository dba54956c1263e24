// Random questions, most of them round a clock change.
import * as fc from "fast-check";
import type { Busy, Horizon, Host, Limit, Question, Recipe } from "#availability/slots/rules.ts";
import { asInstant, type Instant } from "#kernel/instant.ts";
import { civilDay, type Day, type LocalTime, type Weekday } from "#time/dates.ts";
import type { Hours, LocalRange, Override, Travel, WeeklyRange } from "#time/hours.ts";
import { pieces, type ZoneId, zoneNames } from "#time/zones.ts";

const ms = 60_000;
const beginning = (year: number): Instant => asInstant(civilDay(year, 1, 1) * 86_400_000);

/** Every zone and link, with the moments of its changes in the years 2024 to 2039. */
export const zones: readonly { zone: ZoneId; changes: readonly number[] }[] = zoneNames().map((zone) => ({
  zone,
  changes: pieces(zone, beginning(2024), beginning(2040))
    .slice(1)
    .map((piece) => piece.from / ms),
}));

export const changing = zones.filter(({ changes }) => changes.length > 0);
const steady = zones.filter(({ changes }) => changes.length === 0).map(({ zone }) => zone);

/** Zones whose wall is unlike others': quarters of an hour, changes by half an hour or at midnight, edges of dates. */
const notable = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "America/St_Johns",
  "Africa/Casablanca",
  "Asia/Beirut",
  "Africa/Cairo",
  "America/Santiago",
  "Pacific/Kiritimati",
  "Pacific/Chatham",
  "Pacific/Pago_Pago",
] as ZoneId[];

const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number, minLength = 0) =>
  fc.array(arbitrary, { minLength, maxLength });
/** What narrows answers is rare, or most would be empty. */
const often = <T>(usual: T, other: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: other });
const time = fc.oneof(
  fc.integer({ min: 0, max: 95 }).map((quarter) => quarter * 15),
  fc.integer({ min: 0, max: 1_439 }),
) as fc.Arbitrary<LocalTime>;
const buffer = fc.constantFrom(0, 0, 0, 5, 10, 15, 30, 45);

const range: fc.Arbitrary<LocalRange> = fc.oneof(
  { weight: 4, arbitrary: fc.tuple(fc.integer({ min: 5, max: 10 }), fc.integer({ min: 14, max: 24 })).map(hourly) },
  { weight: 1, arbitrary: fc.record({ start: time, end: time }) },
  { weight: 1, arbitrary: fc.tuple(fc.integer({ min: 18, max: 23 }), fc.integer({ min: 0, max: 9 })).map(hourly) },
  { weight: 2, arbitrary: fc.constant(hourly([0, 24])) },
);

function hourly([start, end]: readonly [number, number]): LocalRange {
  return { start: (start * 60) as LocalTime, end: (end * 60) as LocalTime };
}

const weekly: fc.Arbitrary<WeeklyRange[]> = fc.oneof(
  {
    weight: 2,
    arbitrary: range.map((one) => ([1, 2, 3, 4, 5, 6, 7] as Weekday[]).map((weekday) => ({ ...one, weekday }))),
  },
  {
    weight: 1,
    arbitrary: some(
      fc.tuple(range, fc.integer({ min: 1, max: 7 })).map(([one, day]) => ({ ...one, weekday: day as Weekday })),
      14,
      5,
    ),
  },
);

/** Where a question takes place: a moment, and the zones its people are in. */
type Scene = { minute: number; zones: readonly ZoneId[] };

const near = ({ minute }: Scene, spread: number) =>
  fc.oneof(
    fc
      .integer({ min: Math.floor((minute - spread) / 15), max: Math.floor((minute + spread) / 15) })
      .map((at) => at * 15),
    fc.integer({ min: minute - spread, max: minute + spread }),
  );
const dateNear = ({ minute }: Scene) =>
  fc.integer({ min: -2, max: 3 }).map((days) => (Math.floor(minute / 1_440) + days) as Day);

const override = (scene: Scene): fc.Arbitrary<Override> => fc.record({ date: dateNear(scene), ranges: some(range, 2) });

const travel = (scene: Scene): fc.Arbitrary<Travel> =>
  fc
    .record({ from: near(scene, 3_000), stay: fc.option(fc.integer({ min: 30, max: 4_000 })), zone: zoneIn(scene) })
    .map(({ from, stay, zone }) => ({
      from: asInstant(from * ms),
      to: stay === null ? null : asInstant((from + stay) * ms),
      zone,
    }));

const zoneIn = (scene: Scene) => fc.constantFrom(...scene.zones);

const hours = (scene: Scene): fc.Arbitrary<Hours> =>
  fc.record({
    zone: zoneIn(scene),
    weekly,
    overrides: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.uniqueArray(override(scene), { maxLength: 3, selector: ({ date }) => date }) },
    ),
    travel: often([] as Travel[], some(travel(scene), 2)),
  });

const busy = (scene: Scene): fc.Arbitrary<Busy> =>
  fc
    .record({
      start: near(scene, 4_000),
      length: fc.constantFrom(0, 15, 20, 30, 60, 90, 240),
      // A calendar's items begin and end on any second.
      jitter: fc.constantFrom(0, 0, 0, 1, 29_500),
      beforeMinutes: buffer,
      afterMinutes: buffer,
      what: fc.constantFrom("booking" as const, "booking" as const, "calendar" as const, "hold" as const),
      active: fc.constantFrom(true, true, true, false),
      own: fc.boolean(),
    })
    .map(({ start, length, jitter, ...rest }) => {
      const from = start * ms + (rest.what === "calendar" ? jitter : 0);
      return { ...rest, start: asInstant(from), end: asInstant(from + length * ms + jitter), session: null };
    });

const inOrder = (items: Busy[]): Busy[] => items.toSorted((a, b) => a.start - b.start);

const limit: fc.Arbitrary<Limit> = fc.record({
  per: fc.constantFrom("day" as const, "week" as const, "month" as const, "year" as const),
  count: fc.option(fc.constantFrom(0, 1, 1, 1, 2, 2, 2, 3, 3, 4)),
  minutes: fc.option(fc.constantFrom(60, 90, 120, 150, 180, 240, 600)),
});

const host = (scene: Scene, pools: readonly string[]): fc.Arbitrary<Omit<Host, "id">> =>
  fc.record({
    pool: fc.constantFrom(null, ...pools),
    hours: hours(scene),
    timeOff: often(
      [] as Host["timeOff"],
      fc
        .tuple(dateNear(scene), fc.integer({ min: 0, max: 2 }))
        .map(([first, more]) => [{ first, last: (first + more) as Day }]),
    ),
    busy: fc.oneof(some(busy(scene), 5), some(busy(scene), 8).map(inOrder)),
    zone: zoneIn(scene),
    weekStart: fc.constantFrom(1 as Weekday, 6 as Weekday, 7 as Weekday),
    limits: often([] as Limit[], some(limit, 2)),
    beforeMinutes: buffer,
    afterMinutes: buffer,
    noticeMinutes: fc.constantFrom(0, 0, 0, 0, 0, 0, 45, 300),
    advanceDays: often(null, fc.integer({ min: 0, max: 4 })),
    pausedUntil: often(
      null,
      near(scene, 2_000).map((minute) => asInstant(minute * ms)),
    ),
  });

const horizon = (scene: Scene): fc.Arbitrary<Horizon | null> =>
  often(
    null,
    fc.oneof(
      fc.record({
        kind: fc.constantFrom("calendar_days" as const, "business_days" as const),
        days: fc.integer({ min: 0, max: 5 }),
      }),
      fc.record({
        kind: fc.constant("available_days" as const),
        days: fc.integer({ min: 0, max: 3 }),
        weekdaysOnly: fc.boolean(),
      }),
      fc
        .tuple(dateNear(scene), fc.integer({ min: 0, max: 3 }))
        .map(([first, more]) => ({ kind: "dates" as const, first, last: (first + more) as Day })),
    ),
  );

const increments = [5, 10, 15, 20, 25, 30, 45, 50, 60, 90, 7];
const duration = fc.constantFrom(5, 15, 20, 25, 30, 40, 45, 50, 60, 90, 120, 7);

const recipe = (scene: Scene, pools: readonly string[]): fc.Arbitrary<Recipe> =>
  fc.record({
    kind: fc.constantFrom("one_on_one", "collective", "round_robin", "round_robin", "group"),
    durations: fc.uniqueArray(duration, { minLength: 1, maxLength: 2 }),
    incrementMinutes: fc.option(fc.constantFrom(...increments)),
    offsetMinutes: fc.constantFrom(0, 0, 0, 0, 5, 10, 40),
    packed: fc.constantFrom(false, false, false, false, true),
    beforeMinutes: buffer,
    afterMinutes: buffer,
    noticeMinutes: fc.constantFrom(0, 0, 0, 0, 0, 30, 120, 600),
    horizon: horizon(scene),
    zone: zoneIn(scene),
    limits: often([] as Limit[], some(limit, 2)),
    capacity: fc.integer({ min: 1, max: 3 }),
    restriction: often(null, hours(scene)),
    pools: often([] as readonly string[], fc.subarray([...pools])),
  });

/** A question round this moment, with people in these zones. */
export function questionAt(scene: Scene): fc.Arbitrary<Question> {
  return fc.constantFrom(["a"], ["a"], ["a", "b"], ["a", "b", "c"]).chain((pools) => questionOf(scene, pools));
}

function questionOf(scene: Scene, pools: readonly string[]): fc.Arbitrary<Question> {
  return fc
    .record({
      recipe: recipe(scene, pools),
      hosts: fc.array(host(scene, pools), { minLength: 1, maxLength: 3 }),
      again: pools.length === 1 ? often([] as Again, againIn(pools)) : againIn(pools),
      start: fc.integer({ min: 0, max: 1_500 }),
      length: fc.integer({ min: 700, max: 2_400 }),
      early: fc.integer({ min: 0, max: 1_500 }),
      seconds: fc.constantFrom(0, 0, 1, 30_000),
      reserved: often([] as (Busy & { place: number })[], reservedIn(scene)),
      sessions: some(sessionIn(scene), 2),
    })
    .map(({ recipe: asked, hosts, again, start, length, early, seconds, reserved, sessions }) => {
      const from = scene.minute - start;
      const isAlone = asked.kind === "one_on_one" || asked.kind === "group";
      const people = hosts.slice(0, isAlone ? 1 : undefined).map((one, place) => ({ ...one, id: `h${place}` }));
      const seats = asked.kind === "group" ? seatsOf(sessions) : [];
      return {
        now: asInstant((from - early) * ms + seconds),
        range: { start: asInstant(from * ms + seconds), end: asInstant((from + length) * ms) },
        recipe: asked,
        hosts: [
          ...people.map((one, place) => (place === 0 ? { ...one, busy: [...one.busy, ...seats] } : one)),
          ...(asked.kind === "round_robin" ? inOtherPlaces(people, again) : []),
        ],
        reserved: reserved.map(({ place, ...hold }) => ({ ...hold, what: "hold", host: `h${place % people.length}` })),
      };
    });
}

const reservedIn = (scene: Scene) =>
  some(
    fc.tuple(busy(scene), fc.integer({ min: 0, max: 3 })).map(([one, place]) => ({ ...one, place })),
    2,
  );

/** Who is in a further pool, or there anyway. */
type Again = readonly { place: number; pool: string | null }[];

const againIn = (pools: readonly string[]): fc.Arbitrary<Again> =>
  some(fc.record({ place: fc.nat(2), pool: fc.constantFrom(...pools, ...pools, ...pools, null) }), 4);

/** The same people once more, each nowhere twice. */
function inOtherPlaces(people: readonly Host[], again: Again): Host[] {
  const others = again.flatMap(({ place, pool }) => {
    const one = people[place];
    return one === undefined || one.pool === pool ? [] : [{ ...one, pool }];
  });
  return [...new Map(others.map((one) => [`${one.id} ${one.pool}`, one])).values()];
}

type Session = { item: Busy; seats: number };

const sessionIn = (scene: Scene): fc.Arbitrary<Session> =>
  fc.record({ item: busy(scene), seats: fc.integer({ min: 1, max: 3 }) });

/** Every session begins at a moment of its own, on a whole minute. */
function seatsOf(sessions: readonly Session[]): Busy[] {
  return sessions.flatMap(({ item, seats }, place) => {
    const start = asInstant(Math.floor(item.start / ms) * ms + place * ms);
    const end = asInstant(start + 30 * ms);
    const seat: Busy = { ...item, start, end, what: "booking", own: true, active: true, session: `s${place} ${start}` };
    return Array.from({ length: seats }, () => seat);
  });
}

/** A question round a change of this zone. */
export function questionIn({ zone, changes }: (typeof zones)[number]): fc.Arbitrary<Question> {
  return fc
    .record({
      change: fc.nat(Math.max(0, changes.length - 1)),
      elsewhere: fc.constantFrom(...notable, ...steady.slice(0, 40)),
    })
    .chain(({ change, elsewhere }) =>
      questionAt({
        minute: changes[change] ?? beginning(2027) / ms,
        zones: [zone, zone, elsewhere],
      }),
    );
}

/** A question in zones whose clocks never change, wherever they are. */
export const steadyQuestion: fc.Arbitrary<Question> = fc
  .record({
    minute: fc.integer({ min: beginning(2026) / ms, max: beginning(2030) / ms }),
    zone: fc.constantFrom(...steady),
  })
  .chain(({ minute, zone }) => questionAt({ minute, zones: [zone, zone, "UTC" as ZoneId] }));

/** Rich in what makes wall clocks and limits tell: quarters and halves of an hour, and a limit in every question. */
export const tellingQuestion: fc.Arbitrary<Question> = fc.oneof(
  fc.constantFrom(...changing).chain(questionIn),
  fc
    .constantFrom(...zones.filter(({ zone, changes }) => changes.length > 0 && notable.slice(3).includes(zone)))
    .chain(questionIn),
  fc
    .constantFrom(...changing)
    .chain(questionIn)
    .chain((question) =>
      limit.map((one) => ({ ...question, hosts: question.hosts.map((person) => ({ ...person, limits: [one] })) })),
    ),
);

export const anyQuestion: fc.Arbitrary<Question> = fc.constantFrom(...changing).chain(questionIn);
