import { sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { failIfRightsMoved } from "#platform/commit.ts";
import type { PersonContext, Scope } from "#platform/scope.ts";

/**
 * The scope of somebody who makes or joins a tenant: they act there as the member this very batch makes of them. What they hold
 * elsewhere does not come along; that they are still signed in is asked in the batch.
 */
export function arriving(context: PersonContext, tenant: Scope["tenant"], member: Id<"member">): Scope {
  const { user, session } = context.actor;
  const signedIn = sql`exists (select 1 from sessions where id = ${session} and ended_at is null and expires_at > ${context.now})
    and exists (select 1 from users where id = ${user} and status = 'active')`;
  return {
    ...context,
    actor: { kind: "member", member, user, session },
    tenant: { id: tenant.id, slug: tenant.slug, mode: tenant.mode },
    permissions: new Set(),
    guard: { statement: () => failIfRightsMoved(context, signedIn), renew: async () => false },
  };
}
