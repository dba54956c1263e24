import { describe, expect, it } from "vitest";
import {
  type Busy,
  candidates,
  explain,
  type Host,
  type Question,
  type Recipe,
  slots,
  whoIsFree,
} from "#availability/slots/rules.ts";
import { asInstant, type Instant } from "#kernel/instant.ts";
import { parseDate } from "#time/dates.ts";
import { parseHours } from "#time/notation.ts";
import { zoneOf, type ZoneId } from "#time/zones.ts";

const at = (text: string): Instant => asInstant(Date.parse(text));
const day = (text: string) => parseDate(text) as NonNullable<ReturnType<typeof parseDate>>;
const zone = (name: string) => zoneOf(name) as ZoneId;

function hours(notation: string): Host["hours"] {
  const read = parseHours(notation);
  if (!read.ok || read.value.zone === null) throw new Error(notation);
  return { zone: read.value.zone, weekly: read.value.weekly, overrides: [], travel: [] };
}

const host = (id: string, more: Partial<Host> = {}): Host => ({
  id,
  pool: null,
  hours: hours("Mon-Fri 09:00-11:00 Europe/Berlin"),
  timeOff: [],
  busy: [],
  zone: zone("Europe/Berlin"),
  weekStart: 1,
  limits: [],
  beforeMinutes: 0,
  afterMinutes: 0,
  noticeMinutes: 0,
  advanceDays: null,
  pausedUntil: null,
  ...more,
});

const recipe: Recipe = {
  kind: "one_on_one",
  durations: [60],
  incrementMinutes: null,
  offsetMinutes: 0,
  packed: false,
  beforeMinutes: 0,
  afterMinutes: 0,
  noticeMinutes: 0,
  horizon: null,
  zone: zone("Europe/Berlin"),
  limits: [],
  capacity: 1,
  restriction: null,
  pools: [],
};

/** Tuesday 1 June 2027 in Berlin (UTC+2), asked the week before. */
const tuesday = { start: at("2027-06-01T00:00:00Z"), end: at("2027-06-02T00:00:00Z") };

const asked = (hosts: readonly Host[], more: Partial<Recipe> = {}): Question => ({
  now: at("2027-05-25T08:00:00Z"),
  range: tuesday,
  recipe: { ...recipe, ...more },
  hosts,
  reserved: [],
});

const busy = (from: string, to: string, more: Partial<Busy> = {}): Busy => ({
  start: at(`2027-06-01T${from}:00Z`),
  end: at(`2027-06-01T${to}:00Z`),
  beforeMinutes: 0,
  afterMinutes: 0,
  what: "booking",
  active: true,
  own: true,
  session: null,
  ...more,
});

/** The starts of the first duration as times in UTC, with how many could take each when that is not one. */
function told(question: Question): string[] {
  const [{ starts, open } = { starts: [], open: [] }] = slots(question);
  return starts.map((start, place) => {
    const time = new Date(start).toISOString().slice(11, 16);
    return open[place] === 1 ? time : `${time} ×${open[place]}`;
  });
}

describe("busy", () => {
  it("neighbours touch without clashing", () => {
    expect(told(asked([host("ada", { busy: [busy("08:00", "09:00")] })]))).toEqual(["07:00"]);
  });

  it("a canceled booking blocks nothing, a live hold does", () => {
    const question = asked([host("ada", { busy: [busy("07:00", "08:00", { active: false })] })]);
    expect(told(question)).toEqual(["07:00", "08:00"]);
    const hold = { ...busy("07:00", "08:00", { what: "hold" }), host: "ada" };
    expect(told({ ...question, reserved: [hold] })).toEqual(["08:00"]);
  });

  it("the larger buffer of host and recipe is kept on either side, and the item's own besides", () => {
    const item = busy("08:00", "08:15", { afterMinutes: 5 });
    const ada = host("ada", { busy: [item], beforeMinutes: 10 });
    expect(told(asked([ada], { durations: [15], beforeMinutes: 5, afterMinutes: 15 }))).toEqual(
      "07:00 07:15 07:30 08:30 08:45".split(" "),
    );
  });
});

const adaIn = (pool: string | null) => host("ada", { pool });
const boIn = (pool: string, more: Partial<Host> = {}) => host("bo", { pool, ...more });

describe("kinds", () => {
  const short = hours("Mon-Fri 09:00-10:00 Europe/Berlin");
  const late = hours("Mon-Fri 10:00-11:00 Europe/Berlin");

  it("a collective meets when all are free, on the first host's clock", () => {
    expect(told(asked([host("ada"), host("bo", { hours: late })], { kind: "collective" }))).toEqual(["08:00"]);
  });

  it("a round robin counts who could take it, and two members' free times are never joined", () => {
    const pool = [
      host("ada", { pool: "p", hours: short }),
      host("bo", { pool: "p", hours: late }),
      host("cy", { pool: "p" }),
    ];
    expect(told(asked(pool, { kind: "round_robin" }))).toEqual(["07:00 ×2", "08:00 ×2"]);
    expect(told(asked(pool.slice(0, 2), { kind: "round_robin", durations: [120] }))).toEqual([]);
  });

  it("a fixed host comes along with one of each pool, and a pool without members leaves nothing", () => {
    const team = [host("lead", { hours: late }), host("ada", { pool: "p" }), host("bo", { pool: "p" })];
    expect(told(asked(team, { kind: "round_robin" }))).toEqual(["08:00 ×2"]);
    expect(told(asked(team, { kind: "round_robin", pools: ["p", "empty"] }))).toEqual([]);
  });

  it("nobody comes for two pools, or for one when they are there anyway", () => {
    const two = { kind: "round_robin", pools: ["p", "q"] } as const;
    expect(told(asked([adaIn("p"), adaIn("q")], two))).toEqual([]);
    expect(told(asked([adaIn("p"), adaIn("q"), boIn("q", { hours: late })], two))).toEqual(["08:00"]);
    expect(told(asked([adaIn("p"), adaIn("q"), boIn("p"), boIn("q")], two))).toEqual(["07:00 ×2", "08:00 ×2"]);
    expect(told(asked([adaIn(null), adaIn("p")], { kind: "round_robin" }))).toEqual([]);
    expect(told(asked([adaIn(null), adaIn("p"), boIn("p", { hours: short })], { kind: "round_robin" }))).toEqual([
      "07:00",
    ]);
  });

  it("whoever is needed by other pools is not counted as a choice", () => {
    const hosts = ["p", "q"].flatMap((pool) => [host("ada", { pool }), host("bo", { pool })]);
    const question = asked([...hosts, host("ada", { pool: "r" }), host("cy", { pool: "r" })], { kind: "round_robin" });
    expect(told(question)).toEqual(["07:00", "08:00"]);
    const { open, hosts: named } = candidates(question, at("2027-06-01T07:00:00Z"), 60);
    expect(open).toBe(1);
    const left = named.filter(({ reasons }) => reasons.length > 0);
    expect(left).toEqual([{ id: "ada", pool: "r", reasons: ["needed_elsewhere"] }]);
  });

  it("starts are counted from the beginning of time that different people have together", () => {
    // Bo is there from 09:10 on; before that ada would have to come for both.
    const from910 = hours("Mon-Fri 09:10-11:00 Europe/Berlin");
    const hosts = [host("ada", { pool: "p" }), host("ada", { pool: "q" }), host("bo", { pool: "q", hours: from910 })];
    expect(told(asked(hosts, { kind: "round_robin", durations: [45], packed: true }))).toEqual(["07:10", "07:55"]);
  });

  it("a group slot stays open while seats remain", () => {
    const seat = busy("07:00", "08:00", { session: "tue-9" });
    const group = { kind: "group", capacity: 3 } as const;
    expect(told(asked([host("ada", { busy: [seat, seat] })], group))).toEqual(["07:00", "08:00 ×3"]);
    expect(told(asked([host("ada", { busy: [seat, seat, seat] })], group))).toEqual(["08:00 ×3"]);
  });

  it("a session that filled before the length was changed keeps its own", () => {
    const seat = busy("07:00", "07:45", { session: "tue-9" });
    const offers = slots(asked([host("ada", { busy: [seat] })], { kind: "group", capacity: 2 }));
    expect(offers.map(({ minutes, open }) => ({ minutes, open }))).toEqual([
      { minutes: 60, open: [2] },
      { minutes: 45, open: [1] },
    ]);
  });
});

describe("limits", () => {
  it("all meetings count for the interviewer, those of the recipe for the recipe", () => {
    const one = { per: "day", count: 1, minutes: null } as const;
    const other = host("ada", { busy: [busy("07:00", "08:00", { own: false })] });
    expect(told(asked([other], { limits: [one] }))).toEqual(["08:00"]);
    expect(told(asked([{ ...other, limits: [one] }]))).toEqual([]);
  });

  it("all seats of a session are one meeting", () => {
    const seat = busy("07:00", "08:00", { session: "s", own: false });
    const ada = host("ada", { busy: [seat, seat], limits: [{ per: "week", count: 2, minutes: null }] });
    expect(told(asked([ada]))).toEqual(["08:00"]);
  });
});

describe("asking further", () => {
  it("explains, by date and person, which rule removed the time", () => {
    const ada = host("ada", {
      busy: [busy("07:00", "08:30")],
      timeOff: [{ first: day("2027-06-02"), last: day("2027-06-02") }],
    });
    const wide = { ...asked([ada]), range: { start: at("2027-06-01T06:30:00Z"), end: at("2027-06-02T08:00:00Z") } };
    const [{ days } = { days: [] }] = explain(wide, 60).hosts;
    expect(days.map(({ removed }) => removed.map(({ reason }) => reason))).toEqual([
      ["outside_hours", "busy", "too_short", "outside_hours"],
      ["outside_hours", "time_off"],
    ]);
  });

  it("names who could take a start, and it stays good when the grid has moved", () => {
    const question = {
      ...asked([host("ada"), host("bo", { busy: [busy("07:00", "08:30")] })], { kind: "collective" }),
      now: at("2027-06-01T06:31:00Z"),
    };
    const { open, hosts } = candidates(question, at("2027-06-01T07:05:00Z"), 30);
    expect(open).toBe(0);
    expect(hosts.map(({ id, reasons }) => [id, ...reasons])).toEqual([["ada"], ["bo", "busy"]]);
    expect(candidates({ ...question, hosts: [host("ada")] }, at("2027-06-01T07:05:00Z"), 30).open).toBe(1);
  });

  it("finds when two of three are free for the whole meeting: nobody is relieved in the middle", () => {
    const early = hours("Tue 09:00-10:00 Europe/Berlin");
    const late = hours("Tue 10:00-11:00 Europe/Berlin");
    const hosts = [host("ada"), host("bo", { hours: early }), host("cy", { hours: late })];
    const all = hosts.map(({ id }) => ({ host: id }));
    const question = { ...asked(hosts), minutes: 30, hours: null, beforeMinutes: 0, afterMinutes: 0 };
    const { starts } = whoIsFree({ ...question, need: { atLeast: 2, of: all } });
    expect(starts.map((start) => new Date(start).toISOString().slice(11, 16))).toEqual([
      "07:00",
      "07:31",
      "08:00",
      "08:31",
    ]);
    expect(whoIsFree({ ...question, need: { all } }).starts).toEqual([]);
  });
});
