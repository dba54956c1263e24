import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** `team`: whoever may read the subject. `recruiters`: whoever may change candidates. `private`: its author. */
export const visibilities = ["team", "recruiters", "private"] as const;

/** What somebody wrote about a candidate, an application, an interview or a job. */
export const notes = sqliteTable(
  "notes",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"note">>().notNull(),
    subjectId: text("subject_id").$type<Id<"candidate"> | Id<"application"> | Id<"interview"> | Id<"job">>().notNull(),
    /** Null: written by a program. */
    authorId: text("author_id").$type<Id<"member">>(),
    body: text("body").notNull(),
    visibility: text("visibility", { enum: visibilities }).notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.authorId], foreignColumns: [members.tenantId, members.id] }),
    index("notes_subject").on(t.tenantId, t.subjectId, t.createdAt, t.id),
  ],
);

export type Note = typeof notes.$inferSelect;
