import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const teamRoles = ["owner", "admin", "member", "viewer"] as const;

export const teams = sqliteTable(
  "teams",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"team">>().notNull(),
    parentId: text("parent_id").$type<Id<"team">>(),
    name: text("name").notNull(),
    description: text("description"),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.parentId], foreignColumns: [t.tenantId, t.id] }),
    uniqueIndex("teams_name").on(t.tenantId, t.name).where(sql`deleted_at is null`),
    index("teams_created").on(t.tenantId, t.createdAt, t.id),
  ],
);

export const teamMembers = sqliteTable(
  "team_members",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    teamId: text("team_id").$type<Id<"team">>().notNull(),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    role: text("role", { enum: teamRoles }).notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.teamId, t.memberId] }),
    foreignKey({ columns: [t.tenantId, t.teamId], foreignColumns: [teams.tenantId, teams.id] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
    index("team_members_member").on(t.tenantId, t.memberId),
  ],
);

export type Team = typeof teams.$inferSelect;
export type TeamMember = typeof teamMembers.$inferSelect;
