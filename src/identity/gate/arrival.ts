import type { Id } from "#kernel/ids.ts";
import { failIfRightsMoved } from "#platform/commit.ts";
import type { PersonContext, Scope } from "#platform/scope.ts";
import { signedIn } from "./alone.ts";

/**
 * The scope of somebody who makes, joins or leaves a tenant: they act there as the member this very batch is about. What they
 * hold elsewhere does not come along; that they are still signed in is asked in the batch.
 */
export function arriving(context: PersonContext, tenant: Scope["tenant"], member: Id<"member">): Scope {
  const { user, session } = context.actor;
  return {
    ...context,
    actor: { kind: "member", member, user, session },
    tenant: { id: tenant.id, slug: tenant.slug, mode: tenant.mode },
    permissions: new Set(),
    guard: { statement: () => failIfRightsMoved(context, signedIn(context)), renew: async () => false },
  };
}
