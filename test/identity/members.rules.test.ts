import { describe, expect, it } from "vitest";
import { nameOf, notAbove, ownerStays, ownsNow, restand, type Standing } from "#identity/members/rules.ts";
import type { Member } from "#identity/members/tables.ts";
import { builtInRoles } from "#identity/permissions.ts";
import type { Role } from "#identity/roles/tables.ts";
import { asInstant } from "#kernel/instant.ts";

const now = asInstant(1_000);
const word = { now, by: "mem_admin", reason: "lost laptop" };
const member = (change: Partial<Member> = {}): Member =>
  ({
    status: "active",
    deletedAt: null,
    suspendedAt: null,
    suspendedBy: null,
    suspendedReason: null,
    deactivatedAt: null,
    deactivatedBy: null,
    ...change,
  }) as Member;
const role = (key: string, change: Partial<Role> = {}): Role =>
  ({ key, builtIn: key in builtInRoles, active: true, permissions: [], ...change }) as Role;

const walk = (steps: readonly Standing[], from = member()) =>
  steps.reduce<Member | string>((at, step) => {
    if (typeof at === "string") return at;
    const next = restand(at, step, word);
    return next.ok ? next.value : next.refusal.code;
  }, from);

describe("a member's standing", () => {
  it.each([
    [["suspend"], "suspended"],
    [["suspend", "restore"], "active"],
    [["deactivate"], "deactivated"],
    [["deactivate", "reactivate"], "active"],
    [["suspend", "deactivate", "reactivate"], "suspended"],
    [["suspend", "deactivate", "reactivate", "restore"], "active"],
  ] as const)("%j leads to %s", (steps, status) => {
    expect(walk(steps)).toMatchObject({ status });
  });

  it.each([
    [["suspend", "suspend"], "member.not_active"],
    [["deactivate", "suspend"], "member.not_active"],
    [["restore"], "member.not_suspended"],
    [["suspend", "deactivate", "restore"], "member.not_suspended"],
    [["reactivate"], "member.not_deactivated"],
    [["suspend", "reactivate"], "member.not_deactivated"],
    [["deactivate", "deactivate"], "member.already_deactivated"],
  ] as const)("%j is refused", (steps, code) => {
    expect(walk(steps)).toBe(code);
  });

  it("a lifted suspension leaves no trace of who and why", () => {
    expect(walk(["suspend"])).toMatchObject({
      suspendedAt: now,
      suspendedBy: "mem_admin",
      suspendedReason: "lost laptop",
    });
    expect(walk(["suspend", "restore"])).toEqual(member());
  });
});

describe("hands on other people's rights", () => {
  const admin = new Set<string>(builtInRoles.admin.permissions);

  it("nobody reaches above themselves", () => {
    expect(notAbove([role("recruiter"), role("viewer")], admin).ok).toBe(true);
    expect(notAbove([role("owner")], admin)).toMatchObject({ refusal: { permissions: ["tenant:delete"] } });
    expect(notAbove([role("mine", { permissions: ["tenant:delete"] })], admin).ok).toBe(false);
    expect(notAbove([role("mine", { permissions: ["tenant:delete"], active: false })], admin).ok).toBe(true);
  });

  it("only an active owner counts, and the last of them stays", () => {
    expect(ownsNow(member(), [role("owner")])).toBe(true);
    expect(ownsNow(member({ status: "suspended" }), [role("owner")])).toBe(false);
    expect(ownsNow(member({ deletedAt: now }), [role("owner")])).toBe(false);
    expect(ownsNow(member(), [role("owner", { builtIn: false })])).toBe(false);
    expect(ownerStays(true, false)).toMatchObject({ refusal: { code: "member.last_owner" } });
    expect(ownerStays(true, true).ok).toBe(true);
    expect(ownerStays(false, false).ok).toBe(true);
  });
});

describe("a person's name among colleagues", () => {
  it.each([
    [{ displayName: "Ada", givenName: "A", familyName: "O", email: "ada@x.example" }, "Ada"],
    [{ displayName: null, givenName: "Ada", familyName: "Okafor", email: "ada@x.example" }, "Ada Okafor"],
    [{ displayName: null, givenName: null, familyName: "Okafor", email: null }, "Okafor"],
    [{ displayName: null, givenName: null, familyName: null, email: "ada@x.example" }, "ada"],
    [{ displayName: null, givenName: null, familyName: null, email: null }, "Somebody"],
  ])("%j is %s", (person, name) => {
    expect(nameOf(person)).toBe(name);
  });
});
