import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const strategies = ["rotate", "weighted", "least_recent", "priority"] as const;
export const standings = ["trainee", "shadow", "reverse_shadow", "qualified", "paused"] as const;

/** People of whom one is sent. A pool holds members and nothing else, so no pool can contain itself. */
export const pools = sqliteTable(
  "pools",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"pool">>().notNull(),
    name: text("name").notNull(),
    description: text("description"),
    strategy: text("strategy", { enum: strategies }).notNull(),
    active: integer("active", { mode: "boolean" }).notNull(),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("pools_name").on(t.tenantId, t.name).where(sql`deleted_at is null`),
    index("pools_created").on(t.tenantId, t.createdAt, t.id),
  ],
);

export const poolMembers = sqliteTable(
  "pool_members",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    poolId: text("pool_id").$type<Id<"pool">>().notNull(),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    weight: integer("weight").notNull(),
    priority: integer("priority").notNull(),
    standing: text("standing", { enum: standings }).notNull(),
    /** What the member began with, so that their count can be told again from their meetings. */
    startingCount: integer("starting_count").notNull(),
    assignedCount: integer("assigned_count").notNull(),
    lastAssignedAt: integer("last_assigned_at").$type<Instant>(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.poolId, t.memberId] }),
    foreignKey({ columns: [t.tenantId, t.poolId], foreignColumns: [pools.tenantId, pools.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
    index("pool_members_member").on(t.tenantId, t.memberId),
  ],
);

export type Pool = typeof pools.$inferSelect;
export type PoolMember = typeof poolMembers.$inferSelect;
