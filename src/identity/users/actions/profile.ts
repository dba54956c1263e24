import { commitAlone } from "#identity/gate/alone.ts";
import { arriving } from "#identity/gate/arrival.ts";
import { forgetPlaces, listPlaces, type Place, placesOf } from "#identity/gate/places.ts";
import { bumpEpoch } from "#identity/gate/standing.ts";
import { nameOf } from "#identity/members/rules.ts";
import { endAllOf } from "#identity/sessions/actions/end.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { type Announcement, announcer, commit } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Cut } from "#platform/paging.ts";
import type { PersonContext, Scope } from "#platform/scope.ts";
import { userFacts } from "../facts.ts";
import { patched, type Profile } from "../rules.ts";
import * as store from "../store.ts";
import type { Identity, User } from "../tables.ts";

const tell = announcer(userFacts);

export async function get(context: PersonContext): Promise<Outcome<User>> {
  return done(await oneself(context));
}

/** A token of ours was read, so its person is there; people are never erased row and all. */
async function oneself(context: PersonContext): Promise<User> {
  const user = await store.findUser(context, context.actor.user);
  if (user === undefined) throw new Error("A signed-in person has no row.");
  return user;
}

type Patch = { [K in keyof Profile]?: Profile[K] | undefined };

export async function change(
  context: PersonContext,
  patch: Patch,
  ifMatch: number | undefined,
): Promise<Outcome<User>> {
  const user = await oneself(context);

  const current = seen(user, ifMatch);
  if (!current.ok) return current;
  const after: User = { ...user, ...patched(user, patch), updatedAt: context.now, version: user.version + 1 };
  const name = nameOf(after);

  return commitOwn(context, {
    change: store.updateUser(context, user, after),
    fact: tell("user.changed", user.id, after.version, seenAtWork(user), seenAtWork(after)),
    also: name === nameOf(user) ? [] : [store.copyToMembers(context, user.id, { displayName: name })],
    result: after,
  });
}

/** What the people one works with may read in their trail; a private number or the last sign-in is none of it. */
const seenAtWork = ({ id, displayName, givenName, familyName, imageUrl, timeZone, locale, version }: User) => ({
  id,
  displayName,
  givenName,
  familyName,
  imageUrl,
  timeZone,
  locale,
  version,
});

type OwnChange<T> = {
  change: Statement;
  fact: Announcement;
  also?: readonly Statement[];
  result: T;
  taken?: Record<string, { code: string }>;
};

/** Told in the tenant the person is working in; somebody who belongs nowhere has nobody to tell. */
export function commitOwn<T>(context: PersonContext, own: OwnChange<T>): Promise<Outcome<T>> {
  // A person's context is a scope where their token names a tenant; the route's type says only what both have.
  if ("tenant" in context) return commit(context as PersonContext & Scope, own);
  return commitAlone(context, { ...own, by: context });
}

/**
 * Closes the account: out of every tenant one by one, told in each, then the person. Stopped half-way, they have left some places
 * and can go on. Nobody who is the only owner of a company can go.
 */
export async function close(context: PersonContext, ifMatch: number | undefined): Promise<Outcome<null>> {
  const user = await oneself(context);
  const places = await placesOf(context, user.id);
  const current = seen(user, ifMatch);
  if (!current.ok) return current;
  if (await store.isSoleOwner(context, user.id)) return refuse("user.last_owner");

  for (const place of places) {
    const left = place.memberStatus === "deactivated" ? done(null) : await leave(context, place);
    if (!left.ok) return left;
  }
  const after: User = {
    ...user,
    email: null,
    status: "deleted",
    deletedAt: context.now,
    deletedBy: user.id,
    updatedAt: context.now,
    version: user.version + 1,
  };
  const closed = await commitAlone(context, {
    change: store.closeUser(context, user, after),
    also: endAllOf(context, user.id),
    result: null,
    by: context,
  });
  forgetPlaces(context, places);
  return closed;
}

async function leave(context: PersonContext, place: Place): Promise<Outcome<null>> {
  const { user } = context.actor;
  const scope = arriving(context, { id: place.tenant, slug: place.slug, mode: place.mode }, place.member);
  return commit(scope, {
    change: store.leave(context, place, user),
    fact: tell(
      "user.left",
      place.member,
      place.memberVersion + 1,
      { status: place.memberStatus },
      { status: "deactivated" },
    ),
    also: [bumpEpoch(scope)],
    result: null,
  });
}

/** A tenant of one's own, and what one is there. */
export type Membership = Place & { roles: readonly store.Granted[]; current: boolean };

export async function listMemberships(context: PersonContext, cut: Cut): Promise<Outcome<Page<Membership>>> {
  const { user } = context.actor;
  const page = await listPlaces(context, user, cut);
  const granted = Map.groupBy(await store.grantsQuery(context, user), (grant) => grant.tenant);
  const here = context.actor.kind === "member" ? context.actor.member : null;
  const rows = page.rows.map((place) => ({
    ...place,
    roles: granted.get(place.tenant) ?? [],
    current: place.member === here,
  }));
  return done({ ...page, rows });
}

export async function listIdentities(context: PersonContext, cut: Cut): Promise<Outcome<Page<Identity>>> {
  return done(await store.listIdentities(context, context.actor.user, cut));
}

export async function removeIdentity(context: PersonContext, id: Id<"identity">): Promise<Outcome<null>> {
  const { user } = context.actor;
  const identity = await store.findIdentity(context, user, id);
  if (identity === undefined) return refuse("identity.unknown");

  const { issuer, kind, version } = identity;
  return commitOwn(context, {
    change: store.deleteIdentity(context, user, id),
    fact: tell("identity.removed", id, version, { issuer, kind }, null),
    result: null,
  });
}
