import type { Id } from "#kernel/ids.ts";
import { isId } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { tagFacts } from "./facts.ts";
import { fitting, maxTags } from "./rules.ts";
import * as store from "./store.ts";
import type { Tag, TagAssignment } from "./tables.ts";

const tell = announcer(tagFacts);
const nameTaken = { "tags.tenant_id, tags.kind, tags.name": { code: "tag.name_taken", pointer: "/name" } };

export const list = async (
  scope: Scope,
  filter: store.TagFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Outcome<Page<Tag>>> => done(await store.listTags(scope, filter, cut));

export async function get(scope: Scope, id: Id<"tag">): Promise<Outcome<Tag>> {
  const tag = await store.findTag(scope, id);
  return tag === undefined ? refuse("tag.unknown") : done(tag);
}

export type TagWords = Pick<Tag, "kind" | "name" | "colour">;

export async function create(scope: Scope, words: TagWords): Promise<Outcome<Tag>> {
  if ((await store.countTags(scope, words.kind)) >= maxTags) return refuse("tag.too_many", { limit: maxTags });
  const tag: Tag = {
    ...words,
    tenantId: scope.tenant.id,
    id: scope.newId("tag"),
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
  return commit(scope, {
    change: store.insertTag(scope, tag),
    also: [store.stillFew(scope, tag.kind)],
    fact: tell("tag.created", tag.id, 1, null, tag),
    result: tag,
    taken: nameTaken,
  });
}

export type TagPatch = { name?: string | undefined; colour?: string | null | undefined };

export async function change(
  scope: Scope,
  id: Id<"tag">,
  patch: TagPatch,
  ifMatch: number | undefined,
): Promise<Outcome<Tag>> {
  const tag = await store.findTag(scope, id);
  if (tag === undefined) return refuse("tag.unknown");
  const current = seen(tag, ifMatch);
  if (!current.ok) return current;
  const after: Tag = {
    ...tag,
    name: patch.name ?? tag.name,
    colour: patch.colour === undefined ? tag.colour : patch.colour,
    updatedAt: scope.now,
    version: tag.version + 1,
  };
  return commit(scope, {
    change: store.updateTag(scope, tag, after),
    fact: tell("tag.changed", id, after.version, tag, after),
    result: after,
    taken: nameTaken,
  });
}

/** Who wore it keeps that on record; nobody sees it, and nobody is found by it. */
export async function remove(scope: Scope, id: Id<"tag">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const tag = await store.findTag(scope, id);
  if (tag === undefined) return refuse("tag.unknown");
  const current = seen(tag, ifMatch);
  if (!current.ok) return current;
  const after: Tag = {
    ...tag,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: tag.version + 1,
  };
  return commit(scope, {
    change: store.updateTag(scope, tag, after),
    fact: tell("tag.deleted", id, after.version, tag, null),
    result: null,
  });
}

const kindFor = (wearer: store.Wearer): Tag["kind"] => (isId("member", wearer) ? "interviewer" : "candidate");
const missing = (wearer: store.Wearer) => refuse(isId("member", wearer) ? "member.unknown" : "candidate.unknown");

export async function listWorn(scope: Scope, wearer: store.Wearer, cut: Cut): Promise<Outcome<Page<store.Worn>>> {
  if (!(await store.isThere(scope, wearer))) return missing(wearer);
  return done(await store.listWorn(scope, wearer, cut));
}

export async function assign(scope: Scope, wearer: store.Wearer, id: Id<"tag">): Promise<Outcome<store.Worn>> {
  if (!(await store.isThere(scope, wearer))) return missing(wearer);
  const tag = await store.findTag(scope, id);
  if (tag === undefined) return refuse("tag.unknown");
  const fits = fitting(tag, kindFor(wearer));
  if (!fits.ok) return fits;
  const { name, colour } = tag;
  const worn = await store.findAssignment(scope, id, wearer);
  if (worn !== undefined) return done({ ...worn, name, colour });

  const row: TagAssignment = {
    tenantId: scope.tenant.id,
    tagId: id,
    subjectId: wearer,
    assignedBy: actorWord(scope.actor),
    assignedAt: scope.now,
  };
  return commit(scope, {
    change: store.assign(scope, row),
    fact: tell("tag.assigned", id, tag.version, null, row),
    result: { ...row, name, colour },
    // Two who do so at once: the second finds it done.
    taken: {
      "tag_assignments.tenant_id, tag_assignments.tag_id, tag_assignments.subject_id": { code: "commit.missed" },
    },
  });
}

export async function unassign(scope: Scope, wearer: store.Wearer, id: Id<"tag">): Promise<Outcome<null>> {
  if (!(await store.isThere(scope, wearer))) return missing(wearer);
  const tag = await store.findTag(scope, id);
  if (tag === undefined) return refuse("tag.unknown");
  const worn = await store.findAssignment(scope, id, wearer);
  if (worn === undefined) return refuse("tag.not_assigned");
  return commit(scope, {
    change: store.unassign(scope, worn),
    fact: tell("tag.unassigned", id, tag.version, worn, null),
    result: null,
  });
}
