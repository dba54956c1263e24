import { integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/**
 * A named set of permissions. Five stand in every tenant from its first day; their permissions are read from `permissions.ts`,
 * not from the row, so that a new permission reaches every tenant at once.
 */
export const roles = sqliteTable(
  "roles",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"role">>().notNull(),
    key: text("key").notNull(),
    name: text("name").notNull(),
    description: text("description"),
    builtIn: integer("built_in", { mode: "boolean" }).notNull(),
    active: integer("active", { mode: "boolean" }).notNull().default(true),
    permissions: text("permissions", { mode: "json" }).$type<string[]>().notNull(),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("roles_key").on(t.tenantId, t.key),
    uniqueIndex("roles_name").on(t.tenantId, t.name),
  ],
);

export type Role = typeof roles.$inferSelect;
