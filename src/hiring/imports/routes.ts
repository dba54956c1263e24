import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { Import, ImportRow } from "./tables.ts";
import { exportCandidates } from "./take-out.ts";

export const importRoutes = routes()
  .on(contract.createImport, (scope, { query, body }) => actions.create(scope, query, body), importView)
  .list(contract.listImports, (scope, { query, page }) => actions.list(scope, query, page), importView)
  .on(contract.getImport, (scope, { param }) => actions.get(scope, param.id), importView)
  .list(
    contract.listImportRows,
    (scope, { param, query, page }) => actions.listRows(scope, param.id, query.outcome, page),
    rowView,
  )
  .on(
    contract.exportCandidates,
    (scope, { query }) => exportCandidates(scope, query),
    (download) => download,
  );

function importView(one: Import) {
  return {
    object: "import" as const,
    id: one.id,
    kind: one.kind,
    dry_run: one.dryRun,
    file_name: one.fileName,
    sha256: one.sha256,
    bytes: one.bytes,
    status: one.status,
    rows: one.rows,
    created: one.created,
    changed: one.changed,
    unchanged: one.unchanged,
    failed: one.failed,
    problem: one.problem,
    finished_at: toWireOrNull(one.finishedAt),
    created_by: one.createdBy,
    created_at: toWire(one.createdAt),
    updated_at: toWire(one.updatedAt),
    version: one.version,
  };
}

function rowView({ row, outcome, subjectId, faults }: ImportRow) {
  return { object: "import_row" as const, row, outcome, subject_id: subjectId, faults };
}
