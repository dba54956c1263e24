import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** What is judged. Its id is kept when its words change, so that old cards still say what they were about. */
export type Criterion = { id: string; label: string; description: string | null; required: boolean; weight: number };

/** The criteria of a card and the scale they are judged on. */
export const scorecardForms = sqliteTable(
  "scorecard_forms",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"scorecard_form">>().notNull(),
    name: text("name").notNull(),
    description: text("description"),
    /** From one up to this. */
    scale: integer("scale").notNull(),
    scaleLabels: text("scale_labels", { mode: "json" }).$type<string[]>().notNull(),
    criteria: text("criteria", { mode: "json" }).$type<Criterion[]>().notNull(),
    recommendationRequired: integer("recommendation_required", { mode: "boolean" }).notNull(),
    commentsRequired: integer("comments_required", { mode: "boolean" }).notNull(),
    active: integer("active", { mode: "boolean" }).notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("scorecard_forms_name").on(t.tenantId, t.name).where(sql`deleted_at is null`),
    index("scorecard_forms_created").on(t.tenantId, t.createdAt, t.id),
  ],
);

/** The form an event type's cards are written on, where no stage says another. */
export const eventTypeForms = sqliteTable(
  "event_type_forms",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    eventTypeId: text("event_type_id").$type<Id<"event_type">>().notNull(),
    formId: text("form_id").$type<Id<"scorecard_form">>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.eventTypeId] })],
);

export type ScorecardForm = typeof scorecardForms.$inferSelect;
