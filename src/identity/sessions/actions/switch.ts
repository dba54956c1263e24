import { isOpen, placesOf, scopeIn } from "#identity/gate/places.ts";
import { forgetReader, rememberReader } from "#identity/gate/readers.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { PersonContext } from "#platform/scope.ts";
import { sessionFacts } from "../facts.ts";
import { isNamed, isOver } from "../rules.ts";
import * as store from "../store.ts";
import type { Session } from "../tables.ts";
import { accessOf, audited, type Tokens } from "./open.ts";

const tell = announcer(sessionFacts);

/** Moves the session to another of the person's tenants. Somebody who is no active member learns nothing, not even that it exists. */
export async function switchTenant(context: PersonContext, wanted: string): Promise<Outcome<Tokens>> {
  const { user, session: id } = context.actor;
  const [session, places] = await Promise.all([store.findOwn(context, user, id), placesOf(context, user)]);
  if (session === undefined || isOver(session, context.now)) return refuse("session.over");
  const place = places.find((candidate) => isNamed(candidate, wanted) && isOpen(candidate, context.now));
  if (place === undefined) return refuse("tenant.unknown", { pointer: "/tenant" });
  if (session.tenantId === place.tenant) return done(await accessOf(context, session));

  const after: Session = {
    ...session,
    tenantId: place.tenant,
    lastUsedAt: context.now,
    version: session.version + 1,
  };

  const scope = scopeIn(context, place, { kind: "member", member: place.member, user, session: id });
  const moved = await commit(scope, {
    change: store.updateSession(context, session, after),
    fact: tell("session.switched", id, after.version, null, audited(after)),
    result: after,
  });
  forgetReader(context, id);
  if (!moved.ok) return moved;
  const tokens = await accessOf(context, after);
  rememberReader(context, tokens);
  return done(tokens);
}
