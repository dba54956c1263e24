import { describe, expect, it } from "vitest";
import type { Attendee, Booking, BookingEvent } from "#booking/bookings/tables.ts";
import { asInstant, hour } from "#kernel/instant.ts";
import {
  factsTold,
  letterPlan,
  stillTrue,
  stillTrueOfRequest,
  tellingsOf,
  tellingsOfRequest,
} from "#outreach/letters/rules.ts";
import type { Around } from "#outreach/letters/store.ts";
import { at } from "../support/meetings.ts";

const born = at("2026-11-20T08:00:00Z");
const changed = at("2026-11-20T09:00:00Z");
const ends = at("2026-11-23T10:45:00Z");

type Who = Partial<Attendee> & Pick<Attendee, "role">;
const someone = ({ role, ...more }: Who): Attendee =>
  ({ id: `att_${role}`, role, memberId: null, email: null, createdAt: born, removedAt: null, ...more }) as Attendee;

const host = (name: string, more: Partial<Attendee> = {}) =>
  someone({ role: "host", memberId: `mem_${name}`, id: `att_${name}`, ...more });
const invitee = someone({ role: "invitee", email: "ada@guest.example" });
const guest = (name: string, more: Partial<Attendee> = {}) =>
  someone({ role: "guest", id: `att_${name}`, email: `${name}@guest.example`, ...more });

const event = (version: number, status: BookingEvent["status"], sequence = version - 1): BookingEvent =>
  ({ version, status, sequence, at: version === 1 ? born : changed }) as BookingEvent;

/** What letters need of a booking, as its store reads it. */
function around(
  people: readonly Attendee[],
  events: readonly BookingEvent[],
  change: { opened?: boolean; booking?: Partial<Booking> } = {},
): Around {
  const [last] = events;
  const staff = people.flatMap(({ memberId }) =>
    memberId === null
      ? []
      : [{ id: memberId, address: `${memberId.slice(4)}@lumen.example`, isHere: memberId === "mem_gone" ? 0 : 1 }],
  );
  const booking = {
    status: last?.status,
    sequence: last?.sequence,
    version: last?.version,
    endsAt: ends,
    ...change.booking,
  };
  const hands = [{ openedAt: change.opened === true ? born : null }];
  return { booking, people, staff, events, hands } as unknown as Around;
}

const everybody = [host("sam"), invitee, guest("petr")];
const opened = { opened: true };
const told = (type: keyof typeof letterPlan, meeting: Around) =>
  tellingsOf(meeting, type, meeting.events[0] as BookingEvent).map(
    ({ key, address }) => `${key} ${address.split("@")[0]}`,
  );

const confirmed = event(1, "confirmed");
const both = (status: BookingEvent["status"]) => [event(2, status), confirmed];

describe("who is told", () => {
  it.each([
    ["booking.created", [confirmed], ["created.host sam", "created.invitee ada", "created.guest petr"]],
    ["booking.created", [event(1, "pending")], ["pending.host sam", "pending.invitee ada"]],
    ["booking.confirmed", both("confirmed"), ["created.host sam", "confirmed.invitee ada", "created.guest petr"]],
    ["booking.declined", [event(2, "declined"), event(1, "pending")], ["declined.host sam", "declined.invitee ada"]],
    ["booking.expired", [event(2, "expired"), event(1, "pending")], ["expired.host sam", "expired.invitee ada"]],
    ["booking.canceled", both("canceled"), ["canceled.host sam", "canceled.invitee ada", "canceled.guest petr"]],
    ["booking.canceled", [event(2, "canceled"), event(1, "pending")], ["canceled.host sam", "canceled.invitee ada"]],
    [
      "booking.rescheduled",
      both("confirmed"),
      ["rescheduled.host sam", "rescheduled.invitee ada", "rescheduled.guest petr"],
    ],
    ["booking.relocated", both("confirmed"), ["relocated.host sam", "relocated.invitee ada", "relocated.guest petr"]],
    [
      "booking.wall_time_kept",
      both("confirmed"),
      ["wall_time_kept.host sam", "wall_time_kept.invitee ada", "wall_time_kept.guest petr"],
    ],
    [
      "booking.reassigned",
      both("confirmed"),
      ["reassigned.host sam", "reassigned.invitee ada", "reassigned.guest petr"],
    ],
    ["link.opened", [confirmed], ["created.guest petr"]],
    ["link.opened", [event(1, "pending")], []],
    ["booking.completed", both("completed"), []],
    ["booking.no_show", both("no_show"), []],
    ["booking.changed", both("confirmed"), []],
  ] as const)("of %s, once the link was opened: %j", (type, events, expected) => {
    expect(told(type, around(everybody, events, opened))).toEqual(expected.map((line) => `booking.${line}`));
  });

  it("guests whom staff named hear of it at once, and of an opened link nothing more", () => {
    const named = { ...event(2, "confirmed"), type: "guests_added", party: "staff" } as BookingEvent;
    const people = [...everybody, guest("kim", { createdAt: changed })];
    const guests = (type: keyof typeof letterPlan, change = {}) =>
      told(type, around(people, [named, confirmed], change)).filter((line) => line.includes(".guest"));
    expect(guests("booking.guests_added")).toEqual(["booking.created.guest kim"]);
    expect(guests("booking.canceled")).toEqual(["booking.canceled.guest kim"]);
    expect(guests("link.opened", opened)).toEqual(["booking.created.guest petr"]);
    const byInvitee = { ...named, party: "invitee" } as BookingEvent;
    expect(told("booking.guests_added", around(people, [byInvitee, confirmed]))).toEqual([]);
  });

  it("guests hear nothing before the link was opened", () => {
    for (const type of factsTold.filter((one): one is keyof typeof letterPlan => one.startsWith("booking.")))
      expect(told(type, around(everybody, both("confirmed"))).filter((line) => line.includes(".guest"))).toEqual([]);
  });

  it("whoever comes and goes hears of that, in any move; who works here no longer hears nothing", () => {
    const people = [
      host("sam", { removedAt: changed }),
      host("kim", { createdAt: changed }),
      host("stays"),
      host("gone"),
      invitee,
    ];
    for (const type of ["booking.reassigned", "booking.rescheduled"] as const)
      expect(told(type, around(people, both("confirmed")))).toEqual([
        "booking.reassigned.host_new kim",
        `${type}.host stays`,
        `${type}.invitee ada`,
        "booking.reassigned.host_old sam",
      ]);
  });

  it("only those guests who came or went with a version hear of it", () => {
    const people = [...everybody, guest("new", { createdAt: changed }), guest("off", { removedAt: changed })];
    expect(told("booking.guests_added", around(people, both("confirmed"), opened))).toEqual([
      "booking.created.guest new",
    ]);
    expect(told("booking.guest_removed", around(people, both("confirmed"), opened))).toEqual([
      "booking.guest_removed.guest off",
    ]);
  });

  it("a wish goes to the other side, its answer to who had it, its end to who was asked", () => {
    const meeting = around(everybody, [confirmed]);
    const keys = (type: keyof typeof letterPlan, askedBy: "invitee" | "host") =>
      tellingsOfRequest(meeting, type, { askedBy }).map(({ key }) => key.replace("reschedule_request.", ""));
    expect(keys("reschedule_request.created", "invitee")).toEqual(["created.host"]);
    expect(keys("reschedule_request.declined", "invitee")).toEqual(["declined.invitee"]);
    expect(keys("reschedule_request.withdrawn", "invitee")).toEqual(["withdrawn.host"]);
    expect(keys("reschedule_request.created", "host")).toEqual(["created.invitee"]);
    expect(keys("reschedule_request.declined", "host")).toEqual(["declined.host"]);
    expect(keys("reschedule_request.accepted", "host")).toEqual([]);
  });
});

describe("a letter that waits", () => {
  const here: { attendee: Pick<Attendee, "createdAt" | "removedAt"> } = {
    attendee: { createdAt: born, removedAt: null },
  };
  const away = { attendee: { createdAt: born, removedAt: changed } };
  const now = asInstant(ends - hour);
  const late = asInstant(ends + hour);
  const isTrue = (
    key: Parameters<typeof stillTrue>[0],
    events: readonly BookingEvent[],
    whom = here,
    when = now,
    by = events[events.length - 1] as BookingEvent,
  ) => stillTrue(key, around(everybody, events, opened), by, whom, when);

  it.each([
    ["booking.created.invitee", [confirmed], true],
    ["booking.created.invitee", both("confirmed"), true],
    ["booking.created.invitee", both("canceled"), false],
    ["booking.pending.host", [event(1, "pending")], true],
    ["booking.pending.host", both("confirmed"), false],
    ["booking.canceled.guest", [event(2, "canceled")], true],
    ["booking.rescheduled.host", [event(2, "confirmed")], true],
    ["booking.rescheduled.host", [event(3, "confirmed"), event(2, "confirmed")], false],
    ["booking.rescheduled.host", [event(3, "confirmed", 1), event(2, "confirmed")], true],
  ] as const)("%s after %j: %s", (key, events, expected) => {
    expect(isTrue(key, events)).toBe(expected);
  });

  it("is for who is there, or for who is not any more, and while the meeting is to come", () => {
    expect(isTrue("booking.rescheduled.host", [event(2, "confirmed")], away)).toBe(false);
    expect(isTrue("booking.reassigned.host_old", [event(2, "confirmed")], away)).toBe(true);
    expect(isTrue("booking.reassigned.host_old", [event(2, "confirmed")], here)).toBe(false);
    expect(isTrue("booking.created.invitee", [confirmed], here, late)).toBe(false);
    expect(isTrue("booking.declined.invitee", [event(2, "declined")], here, late)).toBe(true);
    expect(isTrue("reminder.invitee", [confirmed])).toBe(false);
  });

  it("about a wish goes while the wish is what it says", () => {
    const meeting = around(everybody, [confirmed]);
    const pending = { status: "pending" } as const;
    expect(stillTrueOfRequest("reschedule_request.created.host", meeting, pending, now)).toBe(true);
    expect(stillTrueOfRequest("reschedule_request.created.host", meeting, { status: "withdrawn" }, now)).toBe(false);
    expect(stillTrueOfRequest("reschedule_request.withdrawn.host", meeting, { status: "withdrawn" }, now)).toBe(true);
    expect(stillTrueOfRequest("reschedule_request.created.host", meeting, pending, late)).toBe(false);
  });
});
