import { sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Scope } from "#platform/scope.ts";

/** Whoever has said of this interview that they do not come, those before them whose places were taken included. */
export async function declinersOf({ db, tenant }: Scope, interview: Id<"interview">): Promise<Id<"member">[]> {
  const rows = await db.all<{ member: Id<"member"> }>(sql`
    with recursive said (id, before, member, rsvp) as (
      select here.id, here.replaces_id, here.member_id, here.rsvp from participants here
      where here.tenant_id = ${tenant.id} and here.interview_id = ${interview} and here.member_id is not null
        and here.removed_at is null
      union
      select gone.id, gone.replaces_id, gone.member_id, gone.rsvp
      from said join participants gone on gone.tenant_id = ${tenant.id} and gone.id = said.before
    )
    select distinct member from said where rsvp = 'declined'`);
  return rows.map(({ member }) => member);
}
