import { commitAlone } from "#identity/gate/alone.ts";
import { bumpEpochsOf, forgetPlaces, type Place, placesOf, scopeIn } from "#identity/gate/places.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Actor, Context, PersonContext, Scope } from "#platform/scope.ts";
import { sessionFacts } from "../facts.ts";
import * as store from "../store.ts";
import type { Session } from "../tables.ts";
import { audited } from "./open.ts";

const tell = announcer(sessionFacts);

/** Ends one session of one's own. Ending it twice is no fault. */
export async function endOwn(context: PersonContext, id: Id<"session">): Promise<Outcome<null>> {
  const session = await store.findOwn(context, context.actor.user, id);
  if (session === undefined) return refuse("session.unknown");
  return endOne(context, session);
}

export async function signOut(context: PersonContext): Promise<Outcome<null>> {
  const session = await store.findOwn(context, context.actor.user, context.actor.session);
  return session === undefined ? done(null) : endOne(context, session);
}

async function endOne(context: PersonContext, session: Session): Promise<Outcome<null>> {
  const places = await placesOf(context, session.userId);
  if (session.endedAt !== null) return done(null);

  const after: Session = { ...session, endedAt: context.now, endedHow: "signed_out", version: session.version + 1 };
  const write = {
    change: store.endSessions(context, { user: session.userId, session: session.id }, "signed_out"),
    also: [bumpEpochsOf(context, session.userId)],
    result: null,
  };
  const fact = tell("session.ended", session.id, after.version, audited(session), audited(after));

  const scope = scopeAt(context, places, session.tenantId);
  const ended = scope === undefined ? await commitAlone(context, write) : await commit(scope, { ...write, fact });
  forgetPlaces(context, places);
  return ended;
}

/** Ends every session of a person, told in each tenant where one stood. */
export async function signOutEverywhere(context: PersonContext): Promise<Outcome<null>> {
  const { user } = context.actor;
  const [tenants, places] = await Promise.all([store.standingPlaces(context, user), placesOf(context, user)]);

  for (const tenant of tenants) {
    const ended = await endAt(context, user, tenant, places);
    // Whoever was faster has ended them; that is what was asked for.
    if (!ended.ok && ended.refusal.code !== "commit.missed") return ended;
  }
  forgetPlaces(context, places);
  return done(null);
}

async function endAt(
  context: PersonContext,
  user: Id<"user">,
  tenant: Id<"tenant"> | null,
  places: readonly Place[],
): Promise<Outcome<null>> {
  const write = {
    change: store.endSessions(context, { user, tenant }, "signed_out"),
    also: [bumpEpochsOf(context, user)],
    result: null,
  };
  const place = places.find((candidate) => candidate.tenant === tenant);
  const scope = scopeAt(context, places, tenant);
  if (scope === undefined || place === undefined) return commitAlone(context, write);
  return commit(scope, {
    ...write,
    fact: tell("member.sessions_ended", place.member, place.memberVersion, null, null),
  });
}

/** Where a session stands, as its person's own act; undefined outside every tenant they still belong to. */
function scopeAt(context: PersonContext, places: readonly Place[], tenant: Id<"tenant"> | null): Scope | undefined {
  const place = places.find((candidate) => candidate.tenant === tenant);
  if (place === undefined) return undefined;
  const { user, session } = context.actor;
  const actor: Actor = { kind: "member", member: place.member, user, session };
  return scopeIn(context, place, actor);
}

/** An administrator ends what stands in their own tenant. Sessions of the same person elsewhere are none of their business. */
export async function endOfMember(scope: Scope, id: Id<"member">): Promise<Outcome<null>> {
  const member = await store.findMember(scope, id);
  if (member === undefined) return refuse("member.unknown");
  const [tenants, places] = await Promise.all([store.standingPlaces(scope, member.user), placesOf(scope, member.user)]);
  if (!tenants.includes(scope.tenant.id)) return done(null);

  const ended = await commit(scope, {
    change: store.endSessions(scope, { user: member.user, tenant: scope.tenant.id }, "revoked"),
    fact: tell("member.sessions_ended", id, member.version, null, null),
    also: [bumpEpochsOf(scope, member.user)],
    result: null,
  });
  forgetPlaces(scope, places);
  return ended;
}

/** For whoever takes a person away altogether: unsent, for the batch that does it. */
export const endAllOf = (context: Context, user: Id<"user">) => [
  store.endSessions(context, { user }, "signed_out"),
  bumpEpochsOf(context, user),
];
