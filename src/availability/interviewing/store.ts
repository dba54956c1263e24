import { and, eq, inArray, sql } from "drizzle-orm";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { memberHere } from "../people.ts";
import { type Interviewer, interviewers } from "./tables.ts";

const one = (scope: Scope, member: Id<"member">) =>
  and(eq(interviewers.tenantId, scope.tenant.id), eq(interviewers.memberId, member));

/** A member who is here, what they said, and the zones that stand in where they said nothing. */
export async function readInterviewer(scope: Scope, member: Id<"member">) {
  const { db } = scope;
  const person = db
    .select({ id: members.userId })
    .from(members)
    .where(and(eq(members.tenantId, scope.tenant.id), eq(members.id, member)));
  const [here, rows, people, companies] = await db.batch([
    memberHere(scope, member),
    db.select().from(interviewers).where(one(scope, member)),
    db.select({ timeZone: users.timeZone }).from(users).where(inArray(users.id, person)),
    db.select({ timeZone: tenants.timeZone }).from(tenants).where(eq(tenants.id, scope.tenant.id)),
  ]);
  if (here.length === 0) return undefined;
  return { said: rows[0], personZone: people[0]?.timeZone ?? null, companyZone: companies[0]?.timeZone ?? "UTC" };
}

export const insertInterviewer = (scope: Scope, interviewer: Interviewer): Statement =>
  scope.db.insert(interviewers).values(interviewer);

/** Changes the version that was read or none. */
export const updateInterviewer = (scope: Scope, before: Interviewer, after: Interviewer): Statement =>
  scope.db
    .update(interviewers)
    .set(after)
    .where(and(one(scope, before.memberId), sql`${interviewers.version} = ${before.version}`));
