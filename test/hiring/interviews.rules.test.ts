import { describe, expect, it } from "vitest";
import { statuses } from "#booking/bookings/tables.ts";
import {
  cardOf,
  faultsOfPanel,
  hasBegun,
  may,
  mayEnd,
  mayStart,
  type Seat,
  type State,
  stateOf,
  states,
  takesTime,
  type Verb,
  verbs,
} from "#hiring/interviews/rules.ts";
import { panelRoles } from "#hiring/interviews/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, hour, minute } from "#kernel/instant.ts";

const now = asInstant(Date.UTC(2027, 10, 22, 10));
const untouched = { canceledAt: null, bookingStatus: null, actualStart: null, actualEnd: null };
type Told = Parameters<typeof stateOf>[0];
const told = (words: Partial<Told>): Told => ({ ...untouched, ...words });

/** What an interview says of itself, and what it is by each word of its booking: null, then the booking's statuses in their order. */
const table: [string, Partial<Told>, State[]][] = [
  [
    "nothing",
    {},
    ["pending_schedule", "held", "confirmed", "canceled", "canceled", "canceled", "no_show", "completed"],
  ],
  [
    "begun",
    { actualStart: now },
    ["in_progress", "in_progress", "in_progress", "canceled", "canceled", "canceled", "no_show", "completed"],
  ],
  [
    "begun and ended",
    { actualStart: now, actualEnd: after(now, hour) },
    ["completed", "completed", "completed", "canceled", "canceled", "canceled", "no_show", "completed"],
  ],
  ["canceled", { canceledAt: now }, Array.from({ length: 8 }, () => "canceled" as const)],
];

describe("the state of an interview", () => {
  it.each(table)("with %s said of itself follows its booking", (_, own, expected) => {
    expect([null, ...statuses].map((bookingStatus) => stateOf(told({ ...own, bookingStatus })))).toEqual(expected);
  });

  const asIn: Record<State, Told> = {
    pending_schedule: told({}),
    held: told({ bookingStatus: "pending" }),
    confirmed: told({ bookingStatus: "confirmed" }),
    in_progress: told({ bookingStatus: "confirmed", actualStart: now }),
    completed: told({ bookingStatus: "completed" }),
    canceled: told({ canceledAt: now }),
    no_show: told({ bookingStatus: "no_show" }),
  };

  const edges: Record<Verb, string> = {
    change: "+++++·+",
    replan: "+······",
    schedule: "+······",
    offer: "+······",
    ask: "+······",
    reschedule: "·++····",
    cancel: "+++····",
    start: "··+····",
    end: "···++··",
    no_show: "··+++··",
    seat: "++++···",
    respond: "+++····",
  };

  it.each(verbs)("lets %s happen where the table says so, and nowhere else", (verb) => {
    const found = states.map((state) => (may(asIn[state], verb).ok ? "+" : "·")).join("");
    expect(found).toBe(edges[verb]);
    const refusals = states.flatMap((state) => {
      const outcome = may(asIn[state], verb);
      return outcome.ok ? [] : [outcome.refusal];
    });
    const wrong = states.filter((_, place) => found[place] !== "+");
    expect(refusals).toEqual(wrong.map((state) => ({ code: "interview.wrong_state", interview_status: state })));
  });
});

const seat = (member_id: Id<"member">, role: Seat["role"] = "panelist"): Seat => ({ member_id, role });

describe("a panel", () => {
  const a: Id<"member"> = "mem_a";
  const b: Id<"member"> = "mem_b";
  it("has everybody once, and one lead", () => {
    expect(faultsOfPanel([seat(a, "lead"), seat(b)])).toEqual([]);
    expect(faultsOfPanel([seat(a, "lead"), seat(b, "lead"), seat(a)])).toEqual([
      { pointer: "/participants/1/role", code: "interview.lead_twice" },
      { pointer: "/participants/2/member_id", code: "interview.person_twice" },
    ]);
    expect(faultsOfPanel([seat(a), seat(b, "lead")], [{ memberId: a, role: "lead" }], "")).toEqual([
      { pointer: "/0/member_id", code: "interview.person_twice" },
      { pointer: "/1/role", code: "interview.lead_twice" },
    ]);
  });

  it("takes the time of whoever talks or learns, and asks a card of whoever judges", () => {
    expect(panelRoles.filter(takesTime)).toEqual(["lead", "panelist", "shadow", "reverse_shadow"]);
    expect(panelRoles.map(cardOf)).toEqual(["none", "required", "required", "optional", "required", "none", "none"]);
  });
});

describe("actual times", () => {
  const booked = { ...told({ bookingStatus: "confirmed" }), startsAt: now };

  it("begin a quarter of an hour early at most, and never in the future", () => {
    expect(mayStart(booked, after(now, -15 * minute), now).ok).toBe(true);
    expect(mayStart(booked, after(now, -16 * minute), now)).toMatchObject({ refusal: { code: "interview.too_early" } });
    expect(mayStart(booked, after(now, minute), now)).toMatchObject({ refusal: { pointer: "/at" } });
    expect(mayStart({ ...booked, bookingStatus: "pending" }, now, now).ok).toBe(false);
  });

  it("end once, after they began", () => {
    const begun = { ...booked, actualStart: now };
    expect(mayEnd(begun, after(now, hour), after(now, hour)).ok).toBe(true);
    expect(mayEnd(begun, now, after(now, hour))).toMatchObject({ refusal: { code: "interview.times_reversed" } });
    expect(mayEnd({ ...begun, actualEnd: now }, after(now, hour), after(now, hour)).ok).toBe(false);
    expect(mayEnd({ ...booked, bookingStatus: "completed" }, now, now).ok).toBe(false);
    expect(mayEnd({ ...begun, bookingStatus: "completed" }, after(now, hour), after(now, hour)).ok).toBe(true);
  });

  it("have come once somebody says so or the hour has struck", () => {
    expect(hasBegun(booked, after(now, -minute))).toBe(false);
    expect(hasBegun(booked, now)).toBe(true);
    expect(hasBegun({ ...booked, actualStart: after(now, -minute) }, after(now, -minute))).toBe(true);
    expect(hasBegun({ ...booked, bookingStatus: "pending" }, after(now, hour))).toBe(false);
    expect(hasBegun({ ...booked, canceledAt: now }, after(now, hour))).toBe(false);
  });
});
