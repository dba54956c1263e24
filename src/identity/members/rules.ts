import { beyond } from "#identity/permissions.ts";
import { held, isOwner } from "#identity/roles/rules.ts";
import type { Role } from "#identity/roles/tables.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Member } from "./tables.ts";

export type MemberCode =
  | "member.unknown"
  | "member.role_unknown"
  | "member.last_owner"
  | "member.beyond_yours"
  | "member.not_active"
  | "member.not_suspended"
  | "member.not_deactivated"
  | "member.already_deactivated";

/** Nobody lays hands on the rights of a person who holds a permission they lack. */
export function notAbove(roles: readonly Role[], yours: ReadonlySet<string>): Outcome<true, MemberCode> {
  const excess = [...new Set(beyond(held(roles), yours))].toSorted();
  return excess.length === 0 ? done(true) : refuse("member.beyond_yours", { permissions: excess });
}

export const ownsNow = (member: Pick<Member, "status" | "deletedAt">, roles: readonly Role[]): boolean =>
  member.status === "active" && member.deletedAt === null && roles.some(isOwner);

/** A company always keeps one active owner. */
export function ownerStays(endsOwnership: boolean, otherOwners: boolean): Outcome<true, MemberCode> {
  return endsOwnership && !otherOwners ? refuse("member.last_owner") : done(true);
}

export const standings = ["suspend", "restore", "deactivate", "reactivate"] as const;
export type Standing = (typeof standings)[number];

type Word = { now: Instant; by: string; reason: string | null };

/** Suspension is a measure, lifted by hand; deactivation is an end of service and, undone, finds a suspension still there. */
export function restand(member: Member, step: Standing, word: Word): Outcome<Member, MemberCode> {
  const { status } = member;
  switch (step) {
    case "suspend": {
      if (status !== "active") return refuse("member.not_active", { member_status: status });
      const suspended = { suspendedAt: word.now, suspendedBy: word.by, suspendedReason: word.reason };
      return done({ ...member, ...suspended, status: "suspended" });
    }
    case "restore":
      if (status !== "suspended") return refuse("member.not_suspended", { member_status: status });
      return done({ ...member, suspendedAt: null, suspendedBy: null, suspendedReason: null, status: "active" });
    case "deactivate":
      if (status === "deactivated") return refuse("member.already_deactivated");
      return done({ ...member, deactivatedAt: word.now, deactivatedBy: word.by, status: "deactivated" });
    case "reactivate": {
      if (status !== "deactivated") return refuse("member.not_deactivated", { member_status: status });
      const back = member.suspendedAt === null ? "active" : "suspended";
      return done({ ...member, deactivatedAt: null, deactivatedBy: null, status: back });
    }
  }
}

type Named = { displayName: string | null; givenName: string | null; familyName: string | null; email: string | null };

/** What colleagues call a person who has not said so themselves. */
export function nameOf(person: Named): string {
  const parts = [person.givenName, person.familyName].filter((part) => part !== null && part !== "");
  return person.displayName ?? (parts.length > 0 ? parts.join(" ") : (person.email?.split("@")[0] ?? "Somebody"));
}
