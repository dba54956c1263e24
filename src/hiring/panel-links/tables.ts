import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { interviews } from "#hiring/interviews/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** `respond`: accept or decline. `feedback`: write one's card. `windows`: say when one can. */
export const purposes = ["respond", "feedback", "windows"] as const;

/** A link in a mail that lets its bearer do one thing once, without an account: this id and an HMAC over it, nothing secret kept. */
export const panelLinks = sqliteTable(
  "panel_links",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    id: text("id").$type<Id<"panel_link">>().notNull(),
    purpose: text("purpose", { enum: purposes }).notNull(),
    interviewId: text("interview_id").$type<Id<"interview">>().notNull(),
    participantId: text("participant_id").$type<Id<"participant">>().notNull(),
    keyVersion: integer("key_version").notNull().default(1),
    expiresAt: integer("expires_at").$type<Instant>().notNull(),
    usedAt: integer("used_at").$type<Instant>(),
    revokedAt: integer("revoked_at").$type<Instant>(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.interviewId], foreignColumns: [interviews.tenantId, interviews.id] }),
    index("panel_links_interview").on(t.tenantId, t.interviewId, t.createdAt, t.id),
  ],
);

export type PanelLink = typeof panelLinks.$inferSelect;
