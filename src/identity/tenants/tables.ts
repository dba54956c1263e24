import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const tenantKinds = ["employer", "agency", "team", "workspace"] as const;
export const tenantStatuses = ["active", "suspended", "demo"] as const;

export type Branding = { logo_url: string | null; primary_colour: string | null; accent_colour: string | null };
export type Address = {
  street: string | null;
  postal_code: string | null;
  city: string | null;
  region: string | null;
  country: string | null;
};
/** Recorded for the access feature; nothing acts on them yet. */
export type OutsideAccess = { sso: Record<string, string>; scim: Record<string, string> };

/** One isolated customer. Every row of every other tenant table begins with its id. */
export const tenants = sqliteTable(
  "tenants",
  {
    id: text("id").$type<Id<"tenant">>().primaryKey(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    organizationName: text("organization_name").notNull(),
    kind: text("kind", { enum: tenantKinds }).notNull(),
    /** `test` sends nothing outside; keys say which (`ilk_live_`, `ilk_test_`). */
    mode: text("mode", { enum: ["live", "test"] }).notNull(),
    status: text("status", { enum: tenantStatuses }).notNull(),
    domain: text("domain"),
    email: text("email"),
    phone: text("phone"),
    website: text("website"),
    address: text("address", { mode: "json" }).$type<Address>().notNull(),
    description: text("description"),
    branding: text("branding", { mode: "json" }).$type<Branding>().notNull(),
    timeZone: text("time_zone").notNull(),
    locale: text("locale").notNull(),
    region: text("region"),
    demoEndsAt: integer("demo_ends_at").$type<Instant>(),
    demoFeatures: text("demo_features", { mode: "json" }).$type<string[]>().notNull(),
    demoNotes: text("demo_notes"),
    outsideAccess: text("outside_access", { mode: "json" }).$type<OutsideAccess>().notNull(),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    /** Moves whenever anybody's rights in this tenant change; tokens and writes are held against it. */
    epoch: integer("epoch").notNull().default(1),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    uniqueIndex("tenants_slug").on(t.slug),
    uniqueIndex("tenants_domain").on(t.domain),
    index("tenants_created").on(t.createdAt),
  ],
);

export type Tenant = typeof tenants.$inferSelect;
