import { and, eq, isNull, sql } from "drizzle-orm";
import { members } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Statement } from "#platform/d1.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { type RecruiterProfile, recruiterProfiles } from "./tables.ts";

/** Inside one tenant, whoever asks: staff by their credential, anyone by the company's address. */
export type Within = Pick<Context, "db"> & { tenant: { id: Id<"tenant"> } };

const one = (scope: Within, member: Id<"member">) =>
  and(eq(recruiterProfiles.tenantId, scope.tenant.id), eq(recruiterProfiles.memberId, member));

/** A member who is here, and what they said of themselves. */
export async function readProfile(scope: Scope, member: Id<"member">) {
  const [here, said] = await scope.db.batch([
    scope.db
      .select({ id: members.id })
      .from(members)
      .where(and(eq(members.tenantId, scope.tenant.id), eq(members.id, member), isNull(members.deletedAt))),
    scope.db.select().from(recruiterProfiles).where(one(scope, member)),
  ]);
  return { isHere: here.length > 0, said: said[0] };
}

export const insertProfile = (scope: Scope, profile: RecruiterProfile): Statement =>
  scope.db.insert(recruiterProfiles).values(profile);

/** Changes the version that was read or none. */
export const updateProfile = (scope: Scope, before: RecruiterProfile, after: RecruiterProfile): Statement => {
  const { tenantId: _, memberId: __, ...columns } = after;
  return scope.db
    .update(recruiterProfiles)
    .set(columns)
    .where(and(one(scope, before.memberId), eq(recruiterProfiles.version, before.version)));
};

/** Those of these members who are here and show themselves, with their names. */
export async function publicOf(scope: Within, ids: readonly Id<"member">[]) {
  const these = sql`(select value from json_each(${JSON.stringify(ids)}))`;
  const [people, profiles] = await scope.db.batch([
    scope.db
      .select({ id: members.id, name: members.displayName, title: members.title })
      .from(members)
      .where(
        and(
          eq(members.tenantId, scope.tenant.id),
          sql`${members.id} in ${these}`,
          eq(members.status, "active"),
          isNull(members.deletedAt),
        ),
      ),
    scope.db
      .select()
      .from(recruiterProfiles)
      .where(
        and(
          eq(recruiterProfiles.tenantId, scope.tenant.id),
          sql`${recruiterProfiles.memberId} in ${these}`,
          eq(recruiterProfiles.isPublic, true),
        ),
      ),
  ]);
  return { people, profiles };
}
