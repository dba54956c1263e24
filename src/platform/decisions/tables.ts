import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Instant } from "#kernel/instant.ts";

/**
 * The answer to a retried request, inserted once in the batch of the change it answers, never updated.
 * The id is an HMAC over tenant, principal, operation and key: another tenant's key can never meet it.
 */
export const decisions = sqliteTable(
  "decisions",
  {
    id: text("id").primaryKey(),
    tenantId: text("tenant_id"),
    fingerprint: text("fingerprint").notNull(),
    status: integer("status").notNull(),
    /** Null when the answer held a secret: it is shown once, and never kept. */
    body: text("body"),
    headers: text("headers", { mode: "json" }).$type<Record<string, string>>().notNull(),
    entity: text("entity"),
    /** Of an intent that takes time: what was decided, whose time it names, and why it was an abort. Null for others. */
    outcome: text("outcome", { enum: ["commit", "abort"] }),
    hosts: text("hosts", { mode: "json" }).$type<readonly string[]>(),
    why: text("why"),
    at: integer("at").$type<Instant>().notNull(),
  },
  (t) => [index("decisions_at").on(t.at)],
);
