import { describe, expect, it } from "vitest";
import { bookingFacts } from "#booking/bookings/facts.ts";
import { after, asInstant, hour, minute } from "#kernel/instant.ts";
import { reminderFacts } from "#outreach/reminders/facts.ts";
import { ended } from "#outreach/reminders/rules.ts";
import { workflowFacts } from "#outreach/workflows/facts.ts";
import { isMoment, leadsBack, outlived, timedAt, timesOf, unmet } from "#outreach/workflows/rules.ts";
import { triggers } from "#outreach/workflows/tables.ts";

const now = asInstant(Date.UTC(2026, 10, 20, 9));
const booking = { startsAt: after(now, 48 * hour), endsAt: after(now, 49 * hour) };

describe("what sets off a workflow", () => {
  it("is what happens to bookings, and nothing that an action of a workflow tells", () => {
    const told = new Set([...Object.keys(reminderFacts), ...Object.keys(workflowFacts)]);
    expect(triggers.filter((trigger) => told.has(trigger))).toEqual([]);
    expect(triggers.filter((trigger) => !isMoment(trigger) && !(trigger in bookingFacts))).toEqual([]);
  });

  it("leads back to ourselves by our own host alone, whatever its path", () => {
    expect(leadsBack("http://127.0.0.1:8787/v1/bookings", "http://127.0.0.1:8787")).toBe(true);
    expect(leadsBack("http://127.0.0.1:9999/hook", "http://127.0.0.1:8787")).toBe(false);
    expect(leadsBack("https://Api.Interlock.example/x", "https://api.interlock.example")).toBe(true);
  });
});

describe("the time of a reminder", () => {
  it("is counted back from the start, and useful until a third of the offset is left", () => {
    const times = timesOf({ trigger: "before_start", offsetMinutes: 60 }, booking, now);
    expect(times).toEqual({
      baseAt: booking.startsAt,
      dueAt: after(booking.startsAt, -hour),
      usefulUntil: after(booking.startsAt, -20 * minute),
    });
  });

  it("is counted on from the end, or from what happened, and useful for a day", () => {
    expect(timesOf({ trigger: "after_end", offsetMinutes: 30 }, booking, now).dueAt).toBe(
      after(booking.endsAt, 30 * minute),
    );
    const times = timesOf({ trigger: "booking.canceled", offsetMinutes: 0 }, booking, now);
    expect(times).toEqual({ baseAt: now, dueAt: now, usefulUntil: after(now, 24 * hour) });
  });

  it("is set by the version that moved the booking last, and by the first where none did", () => {
    expect(
      timedAt([
        { version: 1, type: "created" },
        { version: 2, type: "confirmed" },
      ]),
    ).toBe(1);
    expect(
      timedAt([
        { version: 1, type: "created" },
        { version: 2, type: "rescheduled" },
        { version: 3, type: "guests_added" },
      ]),
    ).toBe(2);
  });
});

it("a booking that is over has outlived what comes before it, and not what comes after", () => {
  expect(outlived("completed")).toContain("before_start");
  expect(outlived("completed")).not.toContain("after_end");
  expect(outlived("canceled")).toEqual(triggers.filter((trigger) => trigger !== "booking.canceled"));
});

it("conditions that name nothing leave out nothing, and all that name something must be met", () => {
  const of = { eventTypeId: null, kind: "group" as const, teams: new Set(["tea_a"]) };
  expect(unmet({ event_type_ids: [], kinds: [], team_ids: [] }, of)).toEqual([]);
  expect(unmet({ event_type_ids: ["ety_x"], kinds: ["one_on_one"], team_ids: ["tea_a", "tea_b"] }, of)).toEqual([
    "event_type_ids",
    "kinds",
  ]);
});

describe("how a try ends", () => {
  const reminder = { dueAt: now, usefulUntil: after(now, 10 * minute), attempt: 1 };
  const failed = { outcome: "failed", adapter: "a", error: "E", lasting: false } as const;
  const unknown = { outcome: "unknown", adapter: "a", error: "connection_lost" } as const;

  it.each([
    ["what certainly did not go out is tried again", failed, false, { state: "due", dueAt: after(now, minute) }],
    ["what cannot go out is not", { ...failed, lasting: true }, false, { state: "failed" }],
    ["what is in doubt stays so", unknown, false, { state: "unknown", reason: "connection_lost" }],
    ["what is in doubt is tried again under its key", unknown, true, { state: "due", dueAt: after(now, minute) }],
    [
      "what a company that is only trying has is not sent",
      { outcome: "withheld" } as const,
      false,
      { state: "void", reason: "test_mode" },
    ],
  ])("%s", (_, outcome, keyed, expected) => {
    expect(ended(reminder, outcome, now, keyed)).toMatchObject(expected);
  });

  it("is final once another try would come too late", () => {
    expect(ended({ ...reminder, attempt: 5 }, failed, now, false).state).toBe("failed");
    expect(ended({ ...reminder, attempt: 5 }, unknown, now, true).state).toBe("unknown");
  });
});
