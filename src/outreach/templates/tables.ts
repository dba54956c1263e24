import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { languages, type LetterKey, templateChannels } from "./catalogue.ts";

/** What a company says in place of our own text: of one letter, on one channel, in one language. */
export const messageTemplates = sqliteTable(
  "message_templates",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"message_template">>().notNull(),
    key: text("key").$type<LetterKey>().notNull(),
    channel: text("channel", { enum: templateChannels }).notNull(),
    locale: text("locale", { enum: languages }).notNull(),
    /** A short message has none. */
    subject: text("subject"),
    body: text("body").notNull(),
    /** While it is not, our own text is said. */
    active: integer("active", { mode: "boolean" }).notNull(),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("message_templates_place").on(t.tenantId, t.key, t.channel, t.locale).where(sql`deleted_at is null`),
    index("message_templates_created").on(t.tenantId, t.createdAt, t.id),
  ],
);

export type MessageTemplate = typeof messageTemplates.$inferSelect;
