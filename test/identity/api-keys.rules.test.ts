import { describe, expect, it } from "vitest";
import { mintKeyText, parseKey, printKey } from "#identity/api-keys/format.ts";
import { endOf, mayTakeOver, statusOf, stillGood, within } from "#identity/api-keys/rules.ts";
import { asInstant, day } from "#kernel/instant.ts";

const now = asInstant(1_800_000_000_000);
const inDays = (days: number) => asInstant(now + days * day);

describe("the text of a key", () => {
  it("is read back as it was printed, a thousand times, in either mode", () => {
    for (let i = 0; i < 1_000; i++) {
      const key = mintKeyText(i % 2 === 0 ? "live" : "test");
      expect(parseKey(printKey(key))).toEqual(key);
    }
  });

  it("matches the pattern that secret scanners are given", () => {
    const published = /^ilk_(live|test)_[0-9A-Za-z]{8}_[0-9A-Za-z]{49}$/;
    for (let i = 0; i < 100; i++) expect(printKey(mintKeyText("live"))).toMatch(published);
  });

  it("carries a checksum that notices any one character mistyped, and any two swapped", () => {
    const text = printKey({ mode: "live", shortId: "aB3dE6gH", secret: "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG" });
    const places = Array.from({ length: text.length - "ilk_live_".length }, (_, i) => "ilk_live_".length + i);
    const mistyped = places.flatMap((at) =>
      ["0", "z", "Q"].map((other) => text.slice(0, at) + other + text.slice(at + 1)),
    );
    const swapped = places.map((at) => text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2));
    const wrong = [...mistyped, ...swapped].filter((other) => other !== text);
    expect(wrong.filter((other) => parseKey(other) !== undefined)).toEqual([]);
    expect(parseKey(text)).toBeDefined();
    expect(parseKey(text.replace("_live_", "_test_"))).toBeUndefined();
  });

  it("keeps its checksum for ever: scanners and clients have learned it", () => {
    expect(printKey({ mode: "test", shortId: "00000000", secret: "0".repeat(43) })).toBe(
      `ilk_test_00000000_${"0".repeat(43)}2C85Ug`,
    );
  });

  it("never repeats a secret in ten thousand", () => {
    const secrets = new Set(Array.from({ length: 10_000 }, () => mintKeyText("live").secret));
    expect(secrets.size).toBe(10_000);
  });
});

describe("what a key may do", () => {
  const held = new Set(["teams:read", "teams:write"]);

  it("is at most what its maker may, and every excess is pointed at", () => {
    expect(within(["teams:read"], held).ok).toBe(true);
    expect(within(["teams:read", "audit:read", "roles:read"], held)).toMatchObject({
      ok: false,
      refusal: { code: "api_key.beyond_yours", errors: [{ pointer: "/scopes/1" }, { pointer: "/scopes/2" }] },
    });
  });

  it("may keep what it has when somebody lesser changes it, but gains nothing from them", () => {
    expect(within(["audit:read"], held, ["audit:read", "roles:read"]).ok).toBe(true);
    expect(within(["audit:read", "roles:read"], held, ["audit:read"])).toMatchObject({
      refusal: { errors: [{ pointer: "/scopes/1" }] },
    });
  });

  it("is all held by whoever is shown its new secret", () => {
    expect(mayTakeOver({ scopes: ["teams:read"], expiresAt: inDays(9) }, held, undefined).ok).toBe(true);
    expect(mayTakeOver({ scopes: ["teams:read", "audit:read"], expiresAt: inDays(9) }, held, undefined)).toMatchObject({
      refusal: { code: "api_key.beyond_yours", missing: ["audit:read"] },
    });
  });
});

describe("how long a key lives", () => {
  it("is ninety days unless its maker says otherwise", () => {
    expect(endOf(undefined, now, undefined)).toEqual({ ok: true, value: inDays(90) });
    expect(endOf(365, now, undefined)).toEqual({ ok: true, value: inDays(365) });
  });

  it("is no longer than the key that made it: silently when nothing was asked, with a refusal when it was", () => {
    expect(endOf(undefined, now, inDays(10))).toEqual({ ok: true, value: inDays(10) });
    expect(endOf(10, now, inDays(10))).toEqual({ ok: true, value: inDays(10) });
    expect(endOf(11, now, inDays(10))).toMatchObject({ ok: false, refusal: { code: "api_key.outlives_yours" } });
  });

  it("ends on the very millisecond, and revocation outweighs expiry", () => {
    const key = { revokedAt: null, expiresAt: inDays(1) };
    expect(statusOf(key, asInstant(inDays(1) - 1))).toBe("active");
    expect(statusOf(key, inDays(1))).toBe("expired");
    expect(statusOf({ ...key, revokedAt: now }, inDays(2))).toBe("revoked");
    expect(stillGood(key, inDays(1))).toMatchObject({ refusal: { code: "api_key.expired" } });
    expect(stillGood({ ...key, revokedAt: now }, now)).toMatchObject({ refusal: { code: "api_key.revoked" } });
    expect(stillGood(key, now).ok).toBe(true);
  });
});
