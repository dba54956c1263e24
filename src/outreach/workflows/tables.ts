import { sql } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import type { kinds } from "#booking/event-types/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** What happens to a booking, and moments that its times make. */
export const triggers = [
  "booking.created",
  "booking.confirmed",
  "booking.declined",
  "booking.canceled",
  "booking.rescheduled",
  "booking.no_show",
  "booking.completed",
  "before_start",
  "after_end",
  "feedback_due",
] as const;

/** Empty lists leave out nothing. */
export type ConditionWords = {
  event_type_ids: readonly Id<"event_type">[];
  team_ids: readonly Id<"team">[];
  kinds: readonly (typeof kinds)[number][];
};

type Text = { subject: string | null; body: string };

/** By which way something goes to whom. A workflow has no two that go by the same way to the same. */
export type ActionWords =
  | {
      channel: "mail";
      to: "invitee" | "hosts" | "guests" | "address";
      address: string | null;
      letter: string | null;
      text: Text | null;
    }
  | { channel: "in_app"; to: "hosts"; letter: string | null; text: Text | null }
  | { channel: "webhook"; webhook_id: Id<"webhook"> }
  | { channel: "sms"; to: "invitee" | "hosts"; webhook_id: Id<"webhook">; text: Text | null };

/** What is to be done when something happens to bookings, or a while before or after they take place. */
export const workflows = sqliteTable(
  "workflows",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"workflow">>().notNull(),
    name: text("name").notNull(),
    /** Of those that every company begins with: which one it is. */
    builtIn: text("built_in"),
    trigger: text("trigger", { enum: triggers }).notNull(),
    offsetMinutes: integer("offset_minutes").notNull(),
    conditions: text("conditions", { mode: "json" }).$type<ConditionWords>().notNull(),
    actions: text("actions", { mode: "json" }).$type<readonly ActionWords[]>().notNull(),
    active: integer("active", { mode: "boolean" }).notNull(),
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
    index("workflows_created").on(t.tenantId, t.createdAt, t.id),
    uniqueIndex("workflows_built_in").on(t.tenantId, t.builtIn).where(sql`built_in is not null`),
  ],
);

export type Workflow = typeof workflows.$inferSelect;
