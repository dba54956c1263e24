import { and, asc, eq, gt, inArray, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import type { Statement } from "#platform/d1.ts";
import { type Cut, keyset } from "#platform/paging.ts";
import { withoutKey } from "#platform/rows.ts";
import type { Context, ImportNote, Scope } from "#platform/scope.ts";
import { type Import, type ImportRow, importRows, imports } from "./tables.ts";

const own = (scope: Scope) => eq(imports.tenantId, scope.tenant.id);

export type ImportFilter = {
  kind?: Import["kind"] | undefined;
  status?: Import["status"][] | undefined;
  dry_run?: boolean | undefined;
};

export async function listImports(scope: Scope, filter: ImportFilter, cut: Cut): Promise<Page<Import>> {
  const page = keyset(cut, imports.createdAt, imports.id);
  const rows = await scope.db
    .select()
    .from(imports)
    .where(
      and(
        own(scope),
        filter.kind && eq(imports.kind, filter.kind),
        filter.status && inArray(imports.status, filter.status),
        filter.dry_run === undefined ? undefined : eq(imports.dryRun, filter.dry_run),
        page.where,
      ),
    )
    .orderBy(...page.orderBy)
    .limit(page.limit);
  return pageOf(rows, cut.limit, (row) => ({ key: row.createdAt, id: row.id }));
}

export const findImport = (scope: Scope, id: Id<"import">): Promise<Import | undefined> =>
  scope.db
    .select()
    .from(imports)
    .where(and(own(scope), eq(imports.id, id)))
    .get();

/** In the order of the file. */
export async function listRows(
  scope: Scope,
  id: Id<"import">,
  outcomes: ImportRow["outcome"][] | undefined,
  cut: Cut,
): Promise<Page<ImportRow>> {
  const rows = await scope.db
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.tenantId, scope.tenant.id),
        eq(importRows.importId, id),
        outcomes && inArray(importRows.outcome, outcomes),
        cut.after === null ? undefined : gt(importRows.row, Number(cut.after.key)),
      ),
    )
    .orderBy(asc(importRows.row))
    .limit(cut.limit + 1);
  return pageOf(rows, cut.limit, (row) => ({ key: row.row, id: "" }));
}

/** Which of these another row of the same file was about. */
export async function rowsAbout(
  scope: Scope,
  id: Id<"import">,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await scope.db
    .select({ subject: importRows.subjectId, row: importRows.row })
    .from(importRows)
    .where(
      and(
        eq(importRows.tenantId, scope.tenant.id),
        eq(importRows.importId, id),
        // In the very words of the index.
        sql`subject_id is not null`,
        sql`${importRows.subjectId} in (select value from json_each(${JSON.stringify(subjects)}))`,
      ),
    );
  return new Map(rows.map(({ subject, row }) => [subject ?? "", row]));
}

export const insertImport = (scope: Scope, row: Import): Statement => scope.db.insert(imports).values(row);

/** Nobody else has taken a part of it since it was read. */
export const updateImport = (scope: Scope, before: Import, after: Import): Statement =>
  scope.db
    .update(imports)
    .set(withoutKey(after))
    .where(and(own(scope), eq(imports.id, before.id), eq(imports.version, before.version)));

/** Whoever gets it works on it alone, until then. */
export async function claim(scope: Scope, id: Id<"import">, until: Instant): Promise<Import | undefined> {
  const [claimed] = await scope.db
    .update(imports)
    .set({ status: "running", leaseUntil: until, updatedAt: scope.now, version: sql`${imports.version} + 1` })
    .where(
      and(
        own(scope),
        eq(imports.id, id),
        sql`(${imports.status} = 'waiting' or (${imports.status} = 'running' and ${imports.leaseUntil} <= ${scope.now}))`,
      ),
    )
    .returning();
  return claimed;
}

export const insertRows = (scope: Scope, id: Id<"import">, rows: readonly Omit<ImportRow, "tenantId" | "importId">[]) =>
  scope.db.run(sql`
    insert into import_rows (tenant_id, import_id, row, outcome, subject_id, faults)
    select ${scope.tenant.id}, ${id}, value ->> 'row', value ->> 'outcome', value ->> 'subjectId', value -> 'faults'
    from json_each(${JSON.stringify(rows)})`);

/** Begun, or to be begun, and nobody works on them: in every company. */
export const listLeft = (context: Context, limit: number): Promise<ImportNote[]> =>
  context.db
    .select({ tenant: imports.tenantId, import: imports.id })
    .from(imports)
    // In the very words of the index.
    .where(sql`status in ('waiting', 'running') and lease_until <= ${context.now}`)
    .orderBy(asc(imports.leaseUntil))
    .limit(limit);
