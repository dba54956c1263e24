import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { PersonContext, Scope } from "#platform/scope.ts";
import * as store from "../store.ts";
import type { Session } from "../tables.ts";

export async function listOwn(
  context: PersonContext,
  filter: store.SessionFilter,
  cut: Cut,
): Promise<Outcome<Page<Session>>> {
  return done(await store.listSessions(context, { user: context.actor.user }, filter, cut));
}

export async function getOwn(context: PersonContext, id: Id<"session">): Promise<Outcome<Session>> {
  const session = await store.findOwn(context, context.actor.user, id);
  return session === undefined ? refuse("session.unknown") : done(session);
}

/** Those of a member's sessions that stand in this tenant. */
export async function listOfMember(
  scope: Scope,
  id: Id<"member">,
  filter: store.SessionFilter,
  cut: Cut,
): Promise<Outcome<Page<Session>>> {
  const member = await store.findMember(scope, id);
  if (member === undefined) return refuse("member.unknown");
  return done(await store.listSessions(scope, { user: member.user, tenant: scope.tenant.id }, filter, cut));
}
