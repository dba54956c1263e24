import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const tagKinds = ["candidate", "interviewer"] as const;

export const tags = sqliteTable(
  "tags",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"tag">>().notNull(),
    kind: text("kind", { enum: tagKinds }).notNull(),
    name: text("name").notNull(),
    colour: text("colour"),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("tags_name").on(t.tenantId, t.kind, t.name).where(sql`deleted_at is null`),
    index("tags_created").on(t.tenantId, t.kind, t.createdAt, t.id),
  ],
);

/** A label on a candidate or on a member. */
export const tagAssignments = sqliteTable(
  "tag_assignments",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    tagId: text("tag_id").$type<Id<"tag">>().notNull(),
    subjectId: text("subject_id").$type<Id<"candidate"> | Id<"member">>().notNull(),
    assignedBy: text("assigned_by").notNull(),
    assignedAt: integer("assigned_at").$type<Instant>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.tagId, t.subjectId] }),
    foreignKey({ columns: [t.tenantId, t.tagId], foreignColumns: [tags.tenantId, tags.id] }),
    // The tag is in it, as otherwise SQLite prefers to read the primary key of the whole company.
    index("tag_assignments_subject").on(t.tenantId, t.subjectId, t.tagId),
  ],
);

export type Tag = typeof tags.$inferSelect;
export type TagAssignment = typeof tagAssignments.$inferSelect;
