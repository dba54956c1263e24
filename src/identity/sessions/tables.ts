import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { tenants } from "#identity/tenants/tables.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const sessionEnds = ["signed_out", "revoked", "reuse", "expired", "user_suspended"] as const;

/**
 * A family of refresh tokens, all derived from one seed and numbered by `generation`; only the newest is good, and the one
 * before it for ten seconds to the same client. Nothing here is a token: deriving one takes the root secret.
 */
export const sessions = sqliteTable(
  "sessions",
  {
    id: text("id").$type<Id<"session">>().primaryKey(),
    userId: text("user_id")
      .$type<Id<"user">>()
      .notNull()
      .references(() => users.id),
    /** Where the person is working; null while they belong nowhere. */
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .references(() => tenants.id),
    seed: text("seed").notNull(),
    generation: integer("generation").notNull().default(1),
    rotatedAt: integer("rotated_at").$type<Instant>().notNull(),
    rotatedFor: text("rotated_for").notNull(),
    method: text("method", { enum: ["mail_code", "mail_link"] }).notNull(),
    ip: text("ip"),
    userAgent: text("user_agent"),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    lastUsedAt: integer("last_used_at").$type<Instant>().notNull(),
    idleUntil: integer("idle_until").$type<Instant>().notNull(),
    expiresAt: integer("expires_at").$type<Instant>().notNull(),
    endedAt: integer("ended_at").$type<Instant>(),
    endedHow: text("ended_how", { enum: sessionEnds }),
    version: integer("version").notNull().default(1),
  },
  (t) => [index("sessions_user").on(t.userId, t.createdAt), index("sessions_expires").on(t.expiresAt)],
);

export type Session = typeof sessions.$inferSelect;
