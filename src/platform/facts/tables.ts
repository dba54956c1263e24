import { sql } from "drizzle-orm";
import {
  foreignKey,
  index,
  integer,
  primaryKey,
  type SQLiteColumn,
  sqliteTable,
  text,
  uniqueIndex,
} from "drizzle-orm/sqlite-core";
import type { Action } from "#kernel/fact.ts";
import type { Id, Kind } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

/** Append-only, by triggers (migrations). `seq` runs per tenant without gaps and is what feeds and cursors carry. */
export const facts = sqliteTable(
  "facts",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    seq: integer("seq").notNull(),
    id: text("id").$type<Id<"fact">>().notNull(),
    type: text("type").notNull(),
    action: text("action").$type<Action>().notNull(),
    entityType: text("entity_type").$type<Kind>().notNull(),
    entityId: text("entity_id").notNull(),
    version: integer("version").notNull(),
    actor: text("actor").notNull(),
    sessionId: text("session_id").$type<Id<"session">>(),
    requestId: text("request_id").notNull(),
    at: integer("at").$type<Instant>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.seq] }),
    uniqueIndex("facts_id").on(t.tenantId, t.id),
    index("facts_entity").on(t.tenantId, t.entityId, t.seq),
    index("facts_actor").on(t.tenantId, t.actor, t.seq),
    index("facts_action").on(t.tenantId, t.action, t.seq),
    index("facts_at").on(t.tenantId, t.at),
  ],
);

const ofFact = (t: { tenantId: SQLiteColumn; factId: SQLiteColumn }) =>
  foreignKey({ columns: [t.tenantId, t.factId], foreignColumns: [facts.tenantId, facts.id] });

/** What a fact was about, in full. Only retention and erasure may empty a body; nobody may change one. */
export const factBodies = sqliteTable(
  "fact_bodies",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    factId: text("fact_id").$type<Id<"fact">>().notNull(),
    before: text("before", { mode: "json" }).$type<Record<string, unknown>>(),
    after: text("after", { mode: "json" }).$type<Record<string, unknown>>(),
    ip: text("ip"),
    userAgent: text("user_agent"),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.factId] }), ofFact(t)],
);

/** Facts not yet acted upon. A row goes when every listener is through; the cron rings again for those that linger. */
export const outbox = sqliteTable(
  "outbox",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    factId: text("fact_id").$type<Id<"fact">>().notNull(),
    dueAt: integer("due_at").$type<Instant>().notNull(),
    rings: integer("rings").notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.factId] }), index("outbox_due").on(t.dueAt), ofFact(t)],
);

/** One row per fact and listener that has acted: written in the batch of the reaction's own effect, so it acts once. */
export const inbox = sqliteTable(
  "inbox",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    factId: text("fact_id").$type<Id<"fact">>().notNull(),
    listener: text("listener").notNull(),
    at: integer("at").$type<Instant>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenantId, t.factId, t.listener] }), ofFact(t)],
);

/** Facts a listener failed on until the queue gave up. */
export const deadLetters = sqliteTable(
  "dead_letters",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    id: text("id").$type<Id<"dead_letter">>().notNull(),
    factId: text("fact_id").$type<Id<"fact">>().notNull(),
    factType: text("fact_type").notNull(),
    reason: text("reason").notNull(),
    status: text("status").$type<"waiting" | "replayed" | "resolved">().notNull().default("waiting"),
    buriedAt: integer("buried_at").$type<Instant>().notNull(),
    replayedAt: integer("replayed_at").$type<Instant>(),
    replayedBy: text("replayed_by"),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    ofFact(t),
    uniqueIndex("dead_letters_waiting").on(t.tenantId, t.factId).where(sql`status = 'waiting'`),
  ],
);

export type DeadLetter = typeof deadLetters.$inferSelect;
