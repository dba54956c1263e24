import { foreignKey, index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { applications } from "#hiring/applications/tables.ts";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const outcomes = ["hire", "reject", "hold"] as const;

/** Since when the cards of an application lie open, and by what right. */
export const debriefs = sqliteTable(
  "debriefs",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    applicationId: text("application_id").$type<Id<"application">>().notNull(),
    openedAt: integer("opened_at").$type<Instant>().notNull(),
    openedBy: text("opened_by").notNull(),
    /** Why it was opened though cards were missing, and how many. */
    overrideReason: text("override_reason"),
    missing: integer("missing").notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.applicationId] }),
    foreignKey({ columns: [t.tenantId, t.applicationId], foreignColumns: [applications.tenantId, applications.id] }),
  ],
);

/** What was decided after the debrief. A later one stands beside the earlier; nothing is written over. */
export const hiringDecisions = sqliteTable(
  "hiring_decisions",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"decision">>().notNull(),
    applicationId: text("application_id").$type<Id<"application">>().notNull(),
    outcome: text("outcome", { enum: outcomes }).notNull(),
    rationale: text("rationale").notNull(),
    decidedBy: text("decided_by").notNull(),
    /** The meeting it was made in. */
    interviewId: text("interview_id").$type<Id<"interview">>(),
    /** Counted per application: two who decide at once cannot both be the first. */
    ordinal: integer("ordinal").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    foreignKey({ columns: [t.tenantId, t.applicationId], foreignColumns: [applications.tenantId, applications.id] }),
    uniqueIndex("hiring_decisions_application").on(t.tenantId, t.applicationId, t.ordinal),
    index("hiring_decisions_created").on(t.tenantId, t.createdAt, t.id),
  ],
);

export type Debrief = typeof debriefs.$inferSelect;
export type HiringDecision = typeof hiringDecisions.$inferSelect;
