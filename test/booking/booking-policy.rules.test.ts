import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { invitationToCancel, invitationToMove } from "#booking/bookings/policy.ts";
import { after, asInstant, day, hour, minute } from "#kernel/instant.ts";

const startsAt = asInstant(Date.UTC(2027, 0, 11, 9));
const booking = { startsAt, rescheduledCount: 0 };
const policy = { allowed: true, cutoff_minutes: 120, reason_required: false };
const moving = { ...policy, max_times: 2 };
const early = after(startsAt, -day);
const refused = (code: string, facts: object = {}) => ({ ok: false, refusal: { code, ...facts } });
const granted = { ok: true, value: true };

describe.each([
  ["cancels", invitationToCancel],
  [
    "moves",
    (...[given, ...rest]: Parameters<typeof invitationToCancel>) =>
      invitationToMove({ ...given, max_times: null }, { ...rest[0], rescheduledCount: 99 }, rest[1], rest[2]),
  ],
] as const)("an invitee %s", (_, ask) => {
  it("where the company lets them", () => {
    expect(ask(policy, booking, early, null)).toEqual(granted);
    expect(ask({ ...policy, allowed: false }, booking, early, "why")).toEqual(refused("booking.not_allowed"));
  });

  it("until the cut-off, to the millisecond", () => {
    expect(ask(policy, booking, after(startsAt, -2 * hour), null)).toEqual(granted);
    expect(ask(policy, booking, after(startsAt, -2 * hour + 1), null)).toEqual(
      refused("booking.too_late", { cutoff_minutes: 120 }),
    );
  });

  it("until the start where there is no cut-off", () => {
    const open = { ...policy, cutoff_minutes: 0 };
    expect(ask(open, booking, startsAt, null)).toEqual(granted);
    expect(ask(open, booking, after(startsAt, 1), null)).toEqual(refused("booking.too_late", { cutoff_minutes: 0 }));
  });

  it("with a reason where one is asked for, and blanks are none", () => {
    const asking = { ...policy, reason_required: true };
    for (const silence of [null, undefined, "", " \t"])
      expect(ask(asking, booking, early, silence)).toEqual(refused("booking.reason_required", { pointer: "/reason" }));
    expect(ask(asking, booking, early, "ill")).toEqual(granted);
  });

  it("never later than they could a moment earlier", () => {
    const minutes = fc.integer({ min: 0, max: 10_000 });
    fc.assert(
      fc.property(minutes, minutes, minutes, (cutoff_minutes, one, other) => {
        const at = (left: number) =>
          ask({ ...policy, cutoff_minutes }, booking, after(startsAt, -left * minute), null).ok;
        expect(at(Math.max(one, other)) || !at(Math.min(one, other))).toBe(true);
        expect(at(one)).toBe(one >= cutoff_minutes);
      }),
    );
  });
});

describe("an invitee moves a booking", () => {
  it("as often as the company lets them", () => {
    expect(invitationToMove(moving, { ...booking, rescheduledCount: 1 }, early, null)).toEqual(granted);
    expect(invitationToMove(moving, { ...booking, rescheduledCount: 2 }, early, null)).toEqual(
      refused("booking.moved_enough", { max: 2 }),
    );
  });

  it("and is told what no reason would change before they are asked for one", () => {
    const asking = { ...moving, reason_required: true };
    const often = { ...booking, rescheduledCount: 3 };
    expect(invitationToMove({ ...asking, allowed: false }, often, startsAt, null)).toEqual(
      refused("booking.not_allowed"),
    );
    expect(invitationToMove(asking, often, startsAt, null)).toEqual(
      refused("booking.too_late", { cutoff_minutes: 120 }),
    );
    expect(invitationToMove(asking, often, early, null)).toEqual(refused("booking.moved_enough", { max: 2 }));
  });
});
