// What tags go over when two records turn out to be one person. Nothing here is sent.
import { sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";

type Who = Id<"candidate">;

/** What the one wore the other wears, since when and by whom it was; what both wore once. */
export const handTags = ({ db, tenant }: Scope, from: Who, to: Who): Statement[] => [
  db.run(sql`
    insert into tag_assignments (tenant_id, tag_id, subject_id, assigned_by, assigned_at)
    select tenant_id, tag_id, ${to}, assigned_by, assigned_at from tag_assignments
    where tenant_id = ${tenant.id} and subject_id = ${from} on conflict do nothing`),
  db.run(sql`delete from tag_assignments where tenant_id = ${tenant.id} and subject_id = ${from}`),
];
