// What was written about somebody goes over when they turn out to be somebody else. Nothing here is sent.
import { and, eq, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { notes } from "./tables.ts";

type Who = Id<"candidate">;

export const handNotes = ({ db, tenant }: Scope, from: Who, to: Who): Statement[] => [
  db
    .update(notes)
    .set({ subjectId: to, version: sql`${notes.version} + 1` })
    .where(and(eq(notes.tenantId, tenant.id), eq(notes.subjectId, from))),
];
