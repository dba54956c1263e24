import { sql } from "drizzle-orm";
import { foreignKey, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { tenants } from "#identity/tenants/tables.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";

export const importKinds = ["candidates", "jobs"] as const;
export const importStatuses = ["waiting", "running", "done", "failed"] as const;
export const rowOutcomes = ["created", "changed", "unchanged", "failed"] as const;
/** Why one could not be finished: its file is gone, or cannot be read any more as it could when it came. */
export const importProblems = ["file_lost", "file_unreadable"] as const;

export type ImportProblem = (typeof importProblems)[number];
export type RowFault = { column: string; code: string; detail: string };

/** A file of many rows, taken in part by part; the file itself lies in R2. */
export const imports = sqliteTable(
  "imports",
  {
    tenantId: text("tenant_id")
      .$type<Id<"tenant">>()
      .notNull()
      .references(() => tenants.id),
    id: text("id").$type<Id<"import">>().notNull(),
    kind: text("kind", { enum: importKinds }).notNull(),
    fileName: text("file_name"),
    fileKey: text("file_key").notNull(),
    sha256: text("sha256").notNull(),
    bytes: integer("bytes").notNull(),
    /** Says what would become of each row, and writes nothing else. */
    dryRun: integer("dry_run", { mode: "boolean" }).notNull().default(false),
    status: text("status", { enum: importStatuses }).notNull(),
    /** The byte at which the next part begins. */
    offset: integer("offset").notNull(),
    /** How many there are; how many are done, the four outcomes say together. */
    rows: integer("rows").notNull(),
    created: integer("created").notNull(),
    changed: integer("changed").notNull(),
    unchanged: integer("unchanged").notNull(),
    failed: integer("failed").notNull(),
    problem: text("problem", { enum: importProblems }),
    leaseUntil: integer("lease_until").$type<Instant>(),
    finishedAt: integer("finished_at").$type<Instant>(),
    createdBy: text("created_by").notNull(),
    createdAt: integer("created_at").$type<Instant>().notNull(),
    updatedAt: integer("updated_at").$type<Instant>().notNull(),
    version: integer("version").notNull().default(1),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.id] }),
    index("imports_created").on(t.tenantId, t.createdAt, t.id),
    index("imports_unfinished").on(t.leaseUntil).where(sql`status in ('waiting', 'running')`),
  ],
);

/** What became of each row, counted as the file's reader counts: the first row below the head is 1. */
export const importRows = sqliteTable(
  "import_rows",
  {
    tenantId: text("tenant_id").$type<Id<"tenant">>().notNull(),
    importId: text("import_id").$type<Id<"import">>().notNull(),
    row: integer("row").notNull(),
    outcome: text("outcome", { enum: rowOutcomes }).notNull(),
    subjectId: text("subject_id"),
    faults: text("faults", { mode: "json" }).$type<RowFault[]>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenantId, t.importId, t.row] }),
    foreignKey({ columns: [t.tenantId, t.importId], foreignColumns: [imports.tenantId, imports.id] }),
    index("import_rows_outcome").on(t.tenantId, t.importId, t.outcome, t.row),
    index("import_rows_subject").on(t.tenantId, t.importId, t.subjectId).where(sql`subject_id is not null`),
  ],
);

export type Import = typeof imports.$inferSelect;
export type ImportRow = typeof importRows.$inferSelect;
