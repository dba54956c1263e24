import { describe, expect, it } from "vitest";
import { allPermissions, builtInRoles } from "#identity/permissions.ts";
import { held, isOwner, pick, powerOf, tenantMade, unused, withinYours } from "#identity/roles/rules.ts";
import type { Role } from "#identity/roles/tables.ts";
import type { Id } from "#kernel/ids.ts";

const role = (key: string, change: Partial<Role> = {}): Role =>
  ({ id: `rol_${key}`, key, builtIn: key in builtInRoles, active: true, permissions: [], ...change }) as Role;

describe("what a role allows", () => {
  it("is the published list for a built-in one, whatever its row says", () => {
    expect(powerOf(role("owner"))).toEqual(allPermissions);
    expect(powerOf(role("viewer", { permissions: ["tenant:delete"] }))).toEqual(builtInRoles.viewer.permissions);
  });

  it("is nothing while it sleeps, but it is weighed as if awake", () => {
    const asleep = role("closer", { permissions: ["tenant:delete", "no:longer_known"], active: false });
    expect(held([asleep])).toEqual([]);
    expect(powerOf(asleep)).toEqual(["tenant:delete"]);
  });

  it("a role a company calls owner is not the owner", () => {
    expect(isOwner(role("owner"))).toBe(true);
    expect(isOwner(role("owner", { builtIn: false }))).toBe(false);
  });
});

describe("hands on roles", () => {
  it("nobody reaches beyond their own, and is told by what", () => {
    const yours = new Set(["teams:read", "teams:write"]);
    expect(withinYours(["teams:read"], yours).ok).toBe(true);
    expect(withinYours(["roles:read", "teams:read", "audit:read", "roles:read"], yours, "/permissions")).toEqual({
      ok: false,
      refusal: { code: "role.beyond_yours", permissions: ["audit:read", "roles:read"], pointer: "/permissions" },
    });
  });

  it("built-in roles stay, and used ones too", () => {
    expect(tenantMade(role("viewer")).ok).toBe(false);
    expect(tenantMade(role("closer")).ok).toBe(true);
    expect(unused({ members: 0, invitations: 0 }).ok).toBe(true);
    expect(unused({ members: 2, invitations: 1 })).toMatchObject({
      refusal: { code: "role.in_use", member_count: 2, invitation_count: 1 },
    });
  });

  it("picks keep the order asked for and say where the strangers stand", () => {
    const ids = ["rol_b", "rol_x", "rol_a"] as Id<"role">[];
    const picked = pick(ids, [role("a"), role("b")]);
    expect(picked.roles.map(({ key }) => key)).toEqual(["b", "a"]);
    expect(picked.missing).toEqual([1]);
  });
});
