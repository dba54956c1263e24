import { describe, expect, it } from "vitest";
import {
  demoEnd,
  freeSlug,
  merged,
  mergedAccess,
  noAddress,
  reservedSlugs,
  stillDemo,
} from "#identity/tenants/rules.ts";
import type { Tenant } from "#identity/tenants/tables.ts";
import { after, asInstant, day } from "#kernel/instant.ts";

const now = asInstant(100 * day);

describe("a company's slug", () => {
  it("is none of our own addresses", () => {
    for (const slug of reservedSlugs) {
      expect(freeSlug(slug)).toMatchObject({ ok: false, refusal: { code: "tenant.slug_reserved", pointer: "/slug" } });
    }
    expect(freeSlug("lumen")).toEqual({ ok: true, value: "lumen" });
  });
});

describe("a demo", () => {
  it.each([
    [0, false],
    [1, true],
    [365 * day, true],
    [365 * day + 1, false],
    [-day, false],
  ])("that ends %i ms from now may be made: %s", (ahead, may) => {
    expect(demoEnd(after(now, ahead), now).ok).toBe(may);
  });

  it("can be changed as one only while it is one", () => {
    expect(stillDemo({ status: "demo" } as Tenant).ok).toBe(true);
    expect(stillDemo({ status: "active" } as Tenant).ok).toBe(false);
  });
});

describe("a merge patch", () => {
  const address = { ...noAddress, street: "1 Pier", city: "Brest" };

  it("changes what it names, empties what it names null, and leaves the rest", () => {
    expect(merged(address, { street: null, country: "FR" }, noAddress)).toEqual({
      ...address,
      street: null,
      country: "FR",
    });
    expect(merged(address, { street: undefined }, noAddress)).toEqual(address);
    expect(merged(address, undefined, noAddress)).toEqual(address);
    expect(merged(address, null, noAddress)).toEqual(noAddress);
  });

  it("of recorded settings takes away what it names null", () => {
    const present = { sso: { issuer: "https://a.example", client_id: "x" }, scim: { provider: "entra" } };
    expect(mergedAccess(present, undefined)).toEqual(present);
    expect(mergedAccess(present, { sso: { client_id: null, domain: "a.example" } })).toEqual({
      sso: { issuer: "https://a.example", domain: "a.example" },
      scim: { provider: "entra" },
    });
    expect(mergedAccess(present, { scim: null })).toEqual({ ...present, scim: {} });
    expect(mergedAccess(present, null)).toEqual({ sso: {}, scim: {} });
  });
});
