import { describe, expect, it } from "vitest";
import {
  masked,
  maxResends,
  meantFor,
  notTooOften,
  sendAgain,
  standingOf,
  stillGood,
  stillOpen,
} from "#identity/invitations/rules.ts";
import type { Invitation } from "#identity/invitations/tables.ts";
import { after, asInstant, day } from "#kernel/instant.ts";

const now = asInstant(100 * day);
const invitation = (change: Partial<Invitation> = {}): Invitation =>
  ({
    email: "iris@guest.example",
    status: "pending",
    linkVersion: 1,
    sentAt: now,
    sentCount: 1,
    expiresAt: after(now, 7 * day),
    ...change,
  }) as Invitation;
const house = { status: "active", deletedAt: null, demoEndsAt: null } as const;

describe("an invitation", () => {
  it("expires by the clock alone, and to the instant", () => {
    const pending = invitation();
    expect(standingOf(pending, after(now, 7 * day - 1))).toBe("pending");
    expect(standingOf(pending, after(now, 7 * day))).toBe("expired");
    expect(standingOf(invitation({ status: "accepted" }), after(now, 30 * day))).toBe("accepted");
  });

  it("can be changed and sent again until it is accepted or revoked, expired or not", () => {
    expect(stillOpen(invitation({ expiresAt: now })).ok).toBe(true);
    for (const status of ["accepted", "revoked"] as const) expect(stillOpen(invitation({ status })).ok).toBe(false);
  });

  it("sent again runs as long as at first, under a new link, ten times at most", () => {
    const later = after(now, 20 * day);
    expect(sendAgain(invitation(), later)).toMatchObject({
      value: { linkVersion: 2, sentCount: 2, sentAt: later, expiresAt: later + 7 * day },
    });
    expect(sendAgain(invitation({ sentCount: maxResends }), now).ok).toBe(true);
    expect(sendAgain(invitation({ sentCount: maxResends + 1 }), now).ok).toBe(false);
  });

  it.each([
    ["runs", {}, {}, 1, true],
    ["has expired", { expiresAt: now }, {}, 1, false],
    ["was accepted", { status: "accepted" }, {}, 1, false],
    ["was revoked", { status: "revoked" }, {}, 1, false],
    ["was sent again", { linkVersion: 2 }, {}, 1, false],
    ["leads to a suspended company", {}, { status: "suspended" }, 1, false],
    ["leads to a closed company", {}, { deletedAt: now }, 1, false],
    ["leads to a running demo", {}, { status: "demo", demoEndsAt: after(now, 1) }, 1, true],
    ["leads to a demo that is over", {}, { status: "demo", demoEndsAt: now }, 1, false],
  ] as const)("that %s", (_, change, where, version, good) => {
    expect(stillGood(invitation(change), version, { ...house, ...where }, now).ok).toBe(good);
  });

  it("is meant for whoever has proved the invited address, and for nobody else", () => {
    expect(meantFor(invitation(), { email: "iris@guest.example", emailVerifiedAt: now }).ok).toBe(true);
    expect(meantFor(invitation(), { email: "iris@guest.example", emailVerifiedAt: null }).ok).toBe(false);
    expect(meantFor(invitation(), { email: "eve@guest.example", emailVerifiedAt: now }).ok).toBe(false);
    expect(meantFor(invitation(), { email: null, emailVerifiedAt: now }).ok).toBe(false);
  });

  it("an address gets eleven mails of one company in a day, then waits for the rest of it", () => {
    const first = after(now, -(day / 2));
    expect(notTooOften({ count: 10, first }, now).ok).toBe(true);
    expect(notTooOften({ count: 11, first }, now)).toMatchObject({ refusal: { retry_after: day / 2 / 1_000 } });
  });

  it("shows an address only to those who know it", () => {
    expect(masked("iris@guest.example")).toBe("i***@guest.example");
  });
});
