import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { noteFacts } from "./facts.ts";
import { kindOf, mayChange, mayKeep, mayRead, mayRemove, type Reader, told } from "./rules.ts";
import * as store from "./store.ts";
import type { Note } from "./tables.ts";

const tell = announcer(noteFacts);

const readerOf = ({ actor, permissions }: Scope): Reader => ({
  member: actor.kind === "member" ? actor.member : null,
  permissions,
});

function missing(subject: Note["subjectId"]) {
  switch (kindOf(subject)) {
    case "candidate":
      return refuse("candidate.unknown");
    case "application":
      return refuse("application.unknown");
    case "interview":
      return refuse("interview.unknown");
    case "job":
      return refuse("job.unknown");
  }
}

export async function list(scope: Scope, subject: Note["subjectId"], cut: Cut): Promise<Outcome<Page<Note>>> {
  if (!(await store.isThere(scope, subject))) return missing(subject);
  return done(await store.listNotes(scope, subject, readerOf(scope), cut));
}

export async function get(scope: Scope, id: Id<"note">): Promise<Outcome<Note>> {
  const note = await store.findNote(scope, id);
  return note === undefined || !mayRead(note, readerOf(scope)) ? refuse("note.unknown") : done(note);
}

export type NoteWords = Pick<Note, "body" | "visibility">;

export async function create(scope: Scope, subject: Note["subjectId"], words: NoteWords): Promise<Outcome<Note>> {
  if (!(await store.isThere(scope, subject))) return missing(subject);
  const author = readerOf(scope);
  const kept = mayKeep(words.visibility, author);
  if (!kept.ok) return kept;
  const note: Note = {
    ...words,
    tenantId: scope.tenant.id,
    id: scope.newId("note"),
    subjectId: subject,
    authorId: author.member,
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
  return commit(scope, {
    change: store.insertNote(scope, note),
    fact: tell("note.created", note.id, 1, null, told(note)),
    result: note,
  });
}

export type NotePatch = { body?: string | undefined; visibility?: Note["visibility"] | undefined };

export async function change(
  scope: Scope,
  id: Id<"note">,
  patch: NotePatch,
  ifMatch: number | undefined,
): Promise<Outcome<Note>> {
  const found = await get(scope, id);
  if (!found.ok) return found;
  const note = found.value;
  const allowed = mayChange(note, readerOf(scope));
  if (!allowed.ok) return allowed;
  const current = seen(note, ifMatch);
  if (!current.ok) return current;
  const after: Note = {
    ...note,
    body: patch.body ?? note.body,
    visibility: patch.visibility ?? note.visibility,
    updatedAt: scope.now,
    version: note.version + 1,
  };
  return commit(scope, {
    change: store.updateNote(scope, note, after),
    fact: tell("note.changed", id, after.version, told(note), told(after)),
    result: after,
  });
}

export async function remove(scope: Scope, id: Id<"note">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const found = await get(scope, id);
  if (!found.ok) return found;
  const note = found.value;
  const allowed = mayRemove(note, readerOf(scope));
  if (!allowed.ok) return allowed;
  const current = seen(note, ifMatch);
  if (!current.ok) return current;
  const after: Note = {
    ...note,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: note.version + 1,
  };
  return commit(scope, {
    change: store.updateNote(scope, note, after),
    fact: tell("note.deleted", id, after.version, told(note), null),
    result: null,
  });
}
