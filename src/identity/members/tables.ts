import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { roles } from "#identity/roles/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const memberStatuses = ["active", "suspended", "deactivated"] as const;

/** A person in a tenant, and what they may do there. Everywhere else in the tenant a person *is* this row. */
export const members = sqliteTable(
  "members",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"member">>().notNull(),
    userId: text("user_id")
      .$type<Id<"user">>()
      .notNull()
      .references(() => users.id),
    /** Copied from the person, so that lists sort and search without leaving the tenant. */
    displayName: text("display_name").notNull(),
    email: text("email").notNull(),
    title: text("title"),
    companyRole: text("company_role"),
    status: text("status", { enum: memberStatuses }).notNull(),
    suspendedAt: integer("suspended_at").$type<Instant>(),
    suspendedBy: text("suspended_by"),
    suspendedReason: text("suspended_reason"),
    deactivatedAt: integer("deactivated_at").$type<Instant>(),
    deactivatedBy: text("deactivated_by"),
    invitedBy: text("invited_by"),
    joinedAt: integer("joined_at").$type<Instant>().notNull(),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    uniqueIndex("members_user").on(t.tenantId, t.userId),
    index("members_by_user").on(t.userId),
    index("members_created").on(t.tenantId, t.createdAt, t.id),
    index("members_name").on(t.tenantId, t.displayName, t.id),
  ],
);

export const roleGrants = sqliteTable(
  "role_grants",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    roleId: text("role_id").$type<Id<"role">>().notNull(),
    grantedBy: text("granted_by").notNull(),
    grantedAt: integer("granted_at").$type<Instant>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId, t.roleId] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
    foreignKey({ columns: [t.tenantId, t.roleId], foreignColumns: [roles.tenantId, roles.id] }),
    // With the member, so that asking who holds a role never reads the whole company's grants.
    index("role_grants_role").on(t.tenantId, t.roleId, t.memberId),
  ],
);

export type Member = typeof members.$inferSelect;
