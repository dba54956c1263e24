import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** The stored part of an invitation's standing; `expired` is read off the clock. */
export const invitationStatuses = ["pending", "accepted", "revoked"] as const;

/** The link in the mail is this id and an HMAC over it: nothing secret is kept, and every mail can print it anew. */
export const invitations = sqliteTable(
  "invitations",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"invitation">>().notNull(),
    email: text("email").notNull(),
    roleIds: text("role_ids", { mode: "json" }).$type<Id<"role">[]>().notNull(),
    teamIds: text("team_ids", { mode: "json" }).$type<Id<"team">[]>().notNull(),
    message: text("message"),
    locale: text("locale"),
    status: text("status", { enum: invitationStatuses }).notNull(),
    /** Part of the HMAC: sending again with a new number ends the links sent before. */
    linkVersion: integer("link_version").notNull().default(1),
    sentAt: integer("sent_at").$type<Instant>().notNull(),
    sentCount: integer("sent_count").notNull().default(1),
    expiresAt: integer("expires_at").$type<Instant>().notNull(),
    invitedBy: text("invited_by").notNull(),
    acceptedAt: integer("accepted_at").$type<Instant>(),
    acceptedBy: text("accepted_by").$type<Id<"member">>(),
    revokedAt: integer("revoked_at").$type<Instant>(),
    revokedBy: text("revoked_by"),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("invitations_pending").on(t.tenantId, t.email).where(sql`status = 'pending'`),
    index("invitations_created").on(t.tenantId, t.createdAt, t.id),
  ],
);

export type Invitation = typeof invitations.$inferSelect;
