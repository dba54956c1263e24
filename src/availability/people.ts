import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { SQLiteColumn } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Scope } from "#platform/scope.ts";

/** Unsent: the member, if they are here. */
export const memberHere = (scope: Scope, id: Id<"member">) =>
  scope.db
    .select({ id: members.id })
    .from(members)
    .where(and(eq(members.tenantId, scope.tenant.id), eq(members.id, id), isNull(members.deletedAt)));

/** The hours of somebody who has left stay on record; nobody sees them. */
export const ownerIsHere = (scope: Scope, column: SQLiteColumn): SQL =>
  sql`exists (select 1 from members owner where owner.tenant_id = ${scope.tenant.id}
  and owner.id = ${column} and owner.deleted_at is null)`;

/** One of several, however many: a list is one parameter. */
export const isAmong = (column: SQLiteColumn, ids: readonly string[]): SQL =>
  sql`${column} in (select value from json_each(${JSON.stringify(ids)}))`;

/** A beginning told as it is would tempt the planner to its index by beginnings, and to read all that is over. */
export const untempting = (column: SQLiteColumn): SQL => sql`+${column}`;
