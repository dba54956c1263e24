// Scheduling links as staff make and keep them.
import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { after, day, type Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { type Announcement, announcer, commit } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { linkFacts } from "../facts.ts";
import {
  defaultDays,
  faultsOfAim,
  faultsOfExpiry,
  faultsOfWindow,
  judged,
  schedulingVerbs,
  stillTheirs,
} from "../rules.ts";
import * as store from "../store.ts";
import type { Link } from "../tables.ts";

const tell = announcer(linkFacts);

export async function list(scope: Scope, filter: store.LinkFilter, cut: Cut): Promise<Outcome<Page<Link>>> {
  return done(await store.listLinks(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"link">): Promise<Outcome<Link>> {
  const link = await store.findLink(scope, id);
  return link === undefined ? refuse("scheduling_link.unknown") : done(link);
}

type LinkWords = {
  name: string | null;
  event_type_id: Id<"event_type"> | null;
  member_id: Id<"member"> | null;
  max_uses: number | null;
  starts_after: Instant | null;
  starts_before: Instant | null;
  expires_at?: Instant | undefined;
  metadata: Record<string, string>;
};

/** A link that is about to be: for a batch of whoever offers something by it. */
export type Drafted = { link: Link; statement: Statement; fact: Announcement };

export async function draft(scope: Scope, words: LinkWords): Promise<Outcome<Drafted>> {
  const link: Link = {
    tenantId: scope.tenant.id,
    id: scope.newId("link"),
    kind: "scheduling",
    verbs: [...schedulingVerbs],
    keyVersion: 1,
    bookingId: null,
    eventTypeId: words.event_type_id,
    memberId: words.member_id,
    name: words.name,
    maxUses: words.max_uses,
    uses: 0,
    startsAfter: words.starts_after,
    startsBefore: words.starts_before,
    expiresAt: words.expires_at ?? after(scope.now, defaultDays * day),
    revokedAt: null,
    revokedBy: null,
    openedAt: null,
    metadata: words.metadata,
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
  };
  const known = await store.readAimed(scope, link);

  const verdict = judged([
    ...faultsOfAim(link, known),
    ...faultsOfWindow(link, scope.now),
    ...faultsOfExpiry(link.expiresAt, scope.now),
  ]);
  if (!verdict.ok) return verdict;
  const fact = tell("scheduling_link.created", link.id, 1, null, link);
  return done({ link, statement: store.insertLink(scope, link), fact });
}

export async function create(scope: Scope, words: LinkWords): Promise<Outcome<Link>> {
  const drafted = await draft(scope, words);
  if (!drafted.ok) return drafted;
  const { link, statement, fact } = drafted.value;
  return commit(scope, { change: statement, fact, result: link });
}

type LinkPatch = {
  [K in "name" | "max_uses" | "starts_after" | "starts_before" | "expires_at"]?: LinkWords[K] | undefined;
} & { metadata?: Record<string, string | null> | undefined };

/** The version a caller has seen, of a link that nobody has taken back. */
async function current(scope: Scope, id: Id<"link">, ifMatch: number | undefined): Promise<Outcome<Link>> {
  const link = await store.findLink(scope, id);
  if (link === undefined) return refuse("scheduling_link.unknown");
  const standing = seen(link, ifMatch);
  if (!standing.ok) return standing;
  const theirs = stillTheirs(link);
  return theirs.ok ? done(link) : theirs;
}

export async function change(
  scope: Scope,
  id: Id<"link">,
  patch: LinkPatch,
  ifMatch: number | undefined,
): Promise<Outcome<Link>> {
  const loaded = await current(scope, id, ifMatch);
  if (!loaded.ok) return loaded;
  const link = loaded.value;
  const changed: Link = {
    ...link,
    name: or(patch.name, link.name),
    maxUses: or(patch.max_uses, link.maxUses),
    startsAfter: or(patch.starts_after, link.startsAfter),
    startsBefore: or(patch.starts_before, link.startsBefore),
    expiresAt: patch.expires_at ?? link.expiresAt,
    metadata: mergeMetadata(link.metadata, patch.metadata),
    updatedAt: scope.now,
    version: link.version + 1,
  };

  // What was said before may have passed meanwhile; only what is said now is judged.
  const saysWindow = patch.starts_after !== undefined || patch.starts_before !== undefined;
  const verdict = judged([
    ...(saysWindow ? faultsOfWindow(changed, scope.now) : []),
    ...(patch.expires_at === undefined ? [] : faultsOfExpiry(changed.expiresAt, scope.now)),
  ]);
  if (!verdict.ok) return verdict;

  return commit(scope, {
    change: store.updateLink(scope, link, changed),
    fact: tell("scheduling_link.changed", id, changed.version, link, changed),
    result: changed,
  });
}

const or = <T>(named: T | undefined, standing: T): T => (named === undefined ? standing : named);

export async function revoke(scope: Scope, id: Id<"link">, ifMatch: number | undefined): Promise<Outcome<Link>> {
  const loaded = await current(scope, id, ifMatch);
  if (!loaded.ok) return loaded;
  const link = loaded.value;
  const revoked: Link = {
    ...link,
    revokedAt: scope.now,
    revokedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: link.version + 1,
  };

  return commit(scope, {
    change: store.updateLink(scope, link, revoked),
    fact: tell("scheduling_link.revoked", id, revoked.version, link, revoked),
    result: revoked,
  });
}
