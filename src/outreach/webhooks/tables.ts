import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** `pending`: has not shown yet that it wants to be written to. `disabled`: by us, because nobody is there any more. */
export const webhookStatuses = ["pending", "active", "disabled"] as const;

/** It said so itself (410), or nothing has arrived for three days. */
export const disabledReasons = ["gone", "failing"] as const;

/** An address of a tenant's that is told of facts. */
export const webhooks = sqliteTable(
  "webhooks",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"webhook">>().notNull(),
    url: text("url").notNull(),
    description: text("description"),
    events: text("events", { mode: "json" }).$type<readonly string[]>().notNull(),
    /** The tenant's own switch; `status` is our word. */
    active: integer("active", { mode: "boolean" }).notNull(),
    status: text("status", { enum: webhookStatuses }).notNull(),
    apiVersion: text("api_version").notNull(),
    /** Sealed. Null once the endpoint is deleted. */
    secret: text("secret"),
    /** After a rotation both sign, until this moment. */
    previousSecret: text("previous_secret"),
    previousUntil: integer("previous_until").$type<Instant>(),
    verifiedAt: integer("verified_at").$type<Instant>(),
    disabledAt: integer("disabled_at").$type<Instant>(),
    disabledReason: text("disabled_reason", { enum: disabledReasons }),
    // How it fares: written by whoever sends to it, without a version.
    failures: integer("failures").notNull().default(0),
    failingSince: integer("failing_since").$type<Instant>(),
    /** Which stretch of failing this is: of each the owners are told once. */
    stretch: integer("stretch").notNull().default(0),
    toldAt: integer("told_at").$type<Instant>(),
    /** The circuit is open until then. */
    pausedUntil: integer("paused_until").$type<Instant>(),
    /** When something waits to be sent to it. */
    wakesAt: integer("wakes_at").$type<Instant>(),
    metadata: text("metadata", { mode: "json" }).$type<Record<string, string>>().notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
    deletedAt: integer("deleted_at").$type<Instant>(),
    deletedBy: text("deleted_by"),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("webhooks_created").on(t.tenantId, t.createdAt, t.id),
    // What cron looks for, in all companies at once.
    index("webhooks_waking").on(t.wakesAt).where(sql`wakes_at is not null`),
    index("webhooks_failing").on(t.failingSince).where(sql`failing_since is not null`),
  ],
);

export type Webhook = typeof webhooks.$inferSelect;
