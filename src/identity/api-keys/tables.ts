import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** A machine's credential. The row finds it by its short public part and keeps only the hash of the secret part. */
export const apiKeys = sqliteTable(
  "api_keys",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"api_key">>().notNull(),
    name: text("name").notNull(),
    /** The eight characters after `ilk_live_`, unique in the world. */
    shortId: text("short_id").notNull(),
    secretHash: text("secret_hash").notNull(),
    /** After a rotation the old secret works on until this moment. */
    previousShortId: text("previous_short_id"),
    previousSecretHash: text("previous_secret_hash"),
    previousUntil: integer("previous_until").$type<Instant>(),
    scopes: text("scopes", { mode: "json" }).$type<string[]>().notNull(),
    apiVersion: text("api_version").notNull(),
    lastUsedAt: integer("last_used_at").$type<Instant>(),
    expiresAt: integer("expires_at").$type<Instant>().notNull(),
    revokedAt: integer("revoked_at").$type<Instant>(),
    revokedBy: text("revoked_by"),
    createdBy: text("created_by").notNull(),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("api_keys_short_id").on(t.shortId),
    uniqueIndex("api_keys_previous_short_id").on(t.previousShortId),
    index("api_keys_created").on(t.tenantId, t.createdAt, t.id),
  ],
);

export type ApiKey = typeof apiKeys.$inferSelect;
