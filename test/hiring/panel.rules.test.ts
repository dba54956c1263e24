import { describe, expect, it } from "vitest";
import { isPassing, whyNotReplaced } from "#hiring/panel/rules.ts";
import { isFor, standingOf, verbsOf } from "#hiring/panel-links/rules.ts";
import { after, asInstant, day, hour, type Instant } from "#kernel/instant.ts";

const now = asInstant(Date.UTC(2027, 10, 19, 9));
const policy = { replaces: true, replaceUntilHours: 24, swapsAtMost: 2 };
const planned = {
  startsAt: after(now, 48 * hour),
  endsAt: after(now, 49 * hour),
  swaps: 0,
  bookingStatus: "confirmed" as const,
  actualStart: null as Instant | null,
  actualEnd: null,
  canceledAt: null as Instant | null,
};
const seat = { poolId: "pol_x" as const, attendeeId: "att_x" as const };

describe("whether somebody is sent for who declines", () => {
  it("is the company's to say, and a pool's and the clock's to allow", () => {
    expect(whyNotReplaced(policy, planned, seat, now)).toBeNull();
    expect(whyNotReplaced({ ...policy, replaces: false }, planned, seat, now)).toBe("switched_off");
    expect(whyNotReplaced(policy, planned, { ...seat, poolId: null }, now)).toBe("no_pool");
    expect(whyNotReplaced(policy, planned, { ...seat, attendeeId: null }, now)).toBe("no_pool");
    expect(whyNotReplaced(policy, { ...planned, startsAt: null }, seat, now)).toBe("too_late");
    expect(whyNotReplaced(policy, { ...planned, actualStart: now }, seat, now)).toBe("too_late");
    for (const bookingStatus of ["canceled", "completed", "no_show", "declined", "expired", null] as const)
      expect(whyNotReplaced(policy, { ...planned, bookingStatus }, seat, now)).toBe("too_late");
  });

  it("ends with the freeze window, to the instant, and with the last swap", () => {
    const at = (before: number) => ({ ...planned, startsAt: after(now, before) });
    expect(whyNotReplaced(policy, at(24 * hour), seat, now)).toBeNull();
    expect(whyNotReplaced(policy, at(24 * hour - 1), seat, now)).toBe("too_late");
    const open = { ...policy, replaceUntilHours: 0 };
    expect(whyNotReplaced(open, at(1), seat, now)).toBeNull();
    expect(whyNotReplaced(open, at(0), seat, now)).toBe("too_late");
    expect(whyNotReplaced(policy, { ...planned, swaps: 1 }, seat, now)).toBeNull();
    expect(whyNotReplaced(policy, { ...planned, swaps: 2 }, seat, now)).toBe("changed_enough");
  });

  it("is tried again after a race, and not after a no", () => {
    expect(["booking.raced", "commit.missed", "slot.taken", "booking.host_unclear"].map(isPassing)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});

describe("a panel's link", () => {
  const kept = { purpose: "respond" as const, usedAt: null, revokedAt: null, expiresAt: after(now, day) };
  const here = { removedAt: null, cardSubmittedAt: null, card: "required" as const };
  const card = { ...kept, purpose: "feedback" as const };
  const windows = { ...kept, purpose: "windows" as const };
  const over = { ...planned, bookingStatus: "completed" as const };
  const unbooked = { ...planned, bookingStatus: null, startsAt: null, endsAt: null };

  it.each([
    ["serves", kept, planned, here, "good"],
    ["serves before there is a time", kept, unbooked, here, "good"],
    ["is revoked, whatever else it is", { ...kept, revokedAt: now, usedAt: now }, planned, here, "revoked"],
    ["was used", { ...kept, usedAt: now }, planned, here, "used"],
    ["is late to the instant", { ...kept, expiresAt: now }, planned, here, "expired"],
    ["has nobody any more", kept, planned, undefined, "moot"],
    ["is somebody's whose place another has", kept, planned, { ...here, removedAt: now }, "moot"],
    ["answers to nothing that is over", kept, over, here, "moot"],
    ["answers to nothing that was called off", kept, { ...planned, canceledAt: now }, here, "moot"],
    ["answers to nothing whose hour has passed", kept, { ...planned, endsAt: now }, here, "moot"],
    ["takes a card of what is over", card, over, here, "good"],
    ["takes no card of what was called off", card, { ...planned, canceledAt: now }, here, "moot"],
    ["is used up by a card that came otherwise", card, over, { ...here, cardSubmittedAt: now }, "used"],
    ["asks for windows until there is a time", windows, unbooked, here, "good"],
    ["asks for no windows when there is one", windows, planned, here, "moot"],
  ] as const)("%s", (_, link, interview, who, standing) => {
    expect(standingOf(link, interview, who, now)).toBe(standing);
  });

  it("does one thing, and a card waits for the beginning", () => {
    expect(verbsOf(kept, planned, now)).toEqual(["accept", "decline"]);
    expect(verbsOf(card, planned, now)).toEqual([]);
    expect(verbsOf(card, planned, planned.startsAt)).toEqual(["give_feedback"]);
    expect(verbsOf(windows, unbooked, now)).toEqual(["give_windows"]);
    expect(isFor(kept, "respond").ok).toBe(true);
    expect(isFor(card, "respond")).toMatchObject({
      refusal: { code: "panel_link.other_purpose", purpose: "feedback" },
    });
  });
});
