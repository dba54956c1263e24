import { foreignKey, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { members } from "#identity/members/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** A member as candidates meet them. */
export const recruiterProfiles = sqliteTable(
  "recruiter_profiles",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    memberId: text("member_id").$type<Id<"member">>().notNull(),
    headline: text("headline"),
    bio: text("bio"),
    phone: text("phone"),
    website: text("website"),
    specialties: text("specialties", { mode: "json" }).$type<string[]>().notNull(),
    /** Whether a job's public page may name them. */
    isPublic: integer("is_public", { mode: "boolean" }).notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.memberId] }),
    foreignKey({ columns: [t.tenantId, t.memberId], foreignColumns: [members.tenantId, members.id] }),
  ],
);

export type RecruiterProfile = typeof recruiterProfiles.$inferSelect;
