import { and, eq, inArray, isNull, or } from "drizzle-orm";
import { applications } from "#hiring/applications/tables.ts";
import { candidates } from "#hiring/candidates/tables.ts";
import { interviews } from "#hiring/interviews/tables.ts";
import { jobs } from "#hiring/jobs/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Scope } from "#platform/scope.ts";
import { kindOf, type Reader, seenOf } from "./rules.ts";
import { type Note, notes } from "./tables.ts";

const mine = (scope: Scope) => and(eq(notes.tenantId, scope.tenant.id), isNull(notes.deletedAt));
const one = (scope: Scope, id: Id<"note">) => and(mine(scope), eq(notes.id, id));

const tables = { candidate: candidates, application: applications, interview: interviews, job: jobs };

/** What it would be about is there. */
export async function isThere(scope: Scope, id: Note["subjectId"]): Promise<boolean> {
  const table = tables[kindOf(id)];
  const row = await scope.db
    .select({ id: table.id })
    .from(table)
    .where(and(eq(table.tenantId, scope.tenant.id), eq(table.id, id), isNull(table.deletedAt)))
    .get();
  return row !== undefined;
}

/** What this reader may see of what was written about something. */
export async function listNotes(
  scope: Scope,
  subject: Note["subjectId"],
  reader: Reader,
  cut: Cut,
): Promise<Page<Note>> {
  const page = keyset(cut, notes.createdAt, notes.id);
  const forThem = inArray(notes.visibility, [...seenOf(reader)]);
  const rows = await scope.db
    .select()
    .from(notes)
    .where(
      and(
        mine(scope),
        eq(notes.subjectId, subject),
        reader.member === null ? forThem : or(forThem, eq(notes.authorId, reader.member)),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

export const findNote = (scope: Scope, id: Id<"note">): Promise<Note | undefined> =>
  scope.db.select().from(notes).where(one(scope, id)).get();

export const insertNote = (scope: Scope, note: Note): Statement => scope.db.insert(notes).values(note);

export const updateNote = (scope: Scope, before: Note, after: Note): Statement =>
  scope.db
    .update(notes)
    .set(withoutKey(after))
    .where(and(one(scope, before.id), eq(notes.version, before.version)));
