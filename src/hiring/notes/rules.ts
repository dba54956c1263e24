import { type Id, isId } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Note } from "./tables.ts";

export type NoteCode = "note.unknown" | "note.not_yours" | "note.no_author";

/** What notes are written about, and what it takes to read and to write there. */
export const subjects = {
  candidate: { read: "candidates:read", write: "candidates:write" },
  application: { read: "applications:read", write: "applications:write" },
  interview: { read: "interviews:read", write: "interviews:write_own" },
  job: { read: "jobs:read", write: "jobs:write" },
} as const;
export type SubjectKind = keyof typeof subjects;

export function kindOf(id: Note["subjectId"]): SubjectKind {
  if (isId("candidate", id)) return "candidate";
  if (isId("application", id)) return "application";
  return isId("interview", id) ? "interview" : "job";
}

/** Who looks: a member, or a program. */
export type Reader = { member: Id<"member"> | null; permissions: ReadonlySet<string> };

/** Whose a note is, for whom, and where it stands. */
type Place = Pick<Note, "subjectId" | "authorId" | "visibility">;

const isAuthor = ({ authorId }: Place, { member }: Reader): boolean => member !== null && authorId === member;

/** Which notes of others somebody sees; their own they see whatever was said of them. */
export const seenOf = ({ permissions }: Reader): readonly Note["visibility"][] =>
  permissions.has("candidates:write") ? ["team", "recruiters"] : ["team"];

/** What somebody may not see is not there. */
export function mayRead(note: Place, reader: Reader): boolean {
  const { read } = subjects[kindOf(note.subjectId)];
  return reader.permissions.has(read) && (isAuthor(note, reader) || seenOf(reader).includes(note.visibility));
}

/** What somebody wrote is changed by them alone, and only while they may write there. */
export function mayChange(note: Place, reader: Reader): Outcome<true, NoteCode> {
  const { write } = subjects[kindOf(note.subjectId)];
  return isAuthor(note, reader) && reader.permissions.has(write) ? done(true) : refuse("note.not_yours");
}

/** It is taken away by them, or by those who look after candidates. */
export const mayRemove = (note: Place, reader: Reader): Outcome<true, NoteCode> =>
  reader.permissions.has("candidates:write") ? done(true) : mayChange(note, reader);

/** A program has nobody to keep a note for. */
export const mayKeep = (visibility: Note["visibility"], { member }: Reader): Outcome<true, NoteCode> =>
  visibility === "private" && member === null ? refuse("note.no_author", { pointer: "/visibility" }) : done(true);

/** As an auditor reads it: that there is one, and whose; what it says is no part of any log. */
export function told(note: Note): object {
  const { body: _, ...rest } = note;
  return rest;
}
