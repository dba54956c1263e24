import { describe, expect, it } from "vitest";
import { choosePlace, graceFor, idleUntil, isNamed, isOver, turn } from "#identity/sessions/rules.ts";
import { after, asInstant, day } from "#kernel/instant.ts";

const now = asInstant(Date.UTC(2026, 10, 20, 9));
const family = {
  generation: 5,
  rotatedAt: now,
  rotatedFor: "laptop",
  endedAt: null,
  idleUntil: after(now, 7 * day),
  expiresAt: after(now, 30 * day),
};

describe("the turn of a refresh token", () => {
  it.each([
    ["the newest is exchanged", 5, "laptop", 0, "rotate"],
    ["the newest is exchanged for another client too", 5, "phone", 0, "rotate"],
    ["the one before gets the same successor at once", 4, "laptop", 0, "again"],
    ["and until just before ten seconds are over", 4, "laptop", graceFor - 1, "again"],
    ["and then is in two hands", 4, "laptop", graceFor, "reuse"],
    ["the one before in another client's hand is in two hands", 4, "phone", 0, "reuse"],
    ["an older one is in two hands, whoever brings it", 3, "laptop", 0, "reuse"],
    ["one that was never written is over", 6, "laptop", 0, "over"],
    ["after a week without use all are over", 5, "laptop", 7 * day, "over"],
  ] as const)("%s", (_, generation, client, later, verdict) => {
    expect(turn(family, { generation, client }, after(now, later))).toBe(verdict);
  });

  it("an ended family stays ended, and its old tokens raise no alarm twice", () => {
    for (const generation of [3, 4, 5]) {
      expect(turn({ ...family, endedAt: now }, { generation, client: "laptop" }, now)).toBe("over");
    }
  });
});

describe("a session", () => {
  it("is over at the very moment it idles out or ends", () => {
    expect(isOver(family, after(now, 7 * day - 1))).toBe(false);
    expect(isOver(family, after(now, 7 * day))).toBe(true);
    expect(isOver({ ...family, idleUntil: after(now, 99 * day) }, after(now, 30 * day))).toBe(true);
  });

  it("is kept awake by use, but never past its end", () => {
    expect(idleUntil(family.expiresAt, now)).toBe(now + 7 * day);
    expect(idleUntil(family.expiresAt, after(now, 25 * day))).toBe(family.expiresAt);
  });

  it("opens where asked, else where last, else where longest, else nowhere", () => {
    const [old, young] = [
      { tenant: "ten_old", slug: "old" },
      { tenant: "ten_young", slug: "young" },
    ] as const;
    expect(choosePlace([old, young], "young", "ten_old")).toBe(young);
    expect(choosePlace([old, young], "ten_young", null)).toBe(young);
    expect(choosePlace([old, young], "elsewhere", "ten_young")).toBe(young);
    expect(choosePlace([old, young], undefined, "ten_gone")).toBe(old);
    expect(choosePlace([], "old", "ten_old")).toBeUndefined();
    expect(isNamed(old, undefined)).toBe(false);
  });
});
