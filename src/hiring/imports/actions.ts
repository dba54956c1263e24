import type { Upload } from "#http/op.ts";
import type { Id } from "#kernel/ids.ts";
import { after, minute } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { importFacts } from "./facts.ts";
import { sheetOf } from "./rules.ts";
import * as store from "./store.ts";
import type { Import, ImportRow } from "./tables.ts";
import { ringImports, toldOf } from "./take-in.ts";

const tell = announcer(importFacts);

type Asked = { kind: Import["kind"]; dry_run?: boolean | undefined; file_name?: string | undefined };

/** What can be said of a file as a whole is said at once; its rows are taken in behind the answer. */
export async function create(scope: Scope, asked: Asked, { bytes, sha256 }: Upload): Promise<Outcome<Import>> {
  if (asked.kind === "jobs" && !scope.permissions.has("jobs:write"))
    return refuse("permission.missing", { permission: "jobs:write" });
  const sheet = sheetOf(asked.kind, bytes);
  if (!sheet.ok) return sheet;

  const one = begun(scope, asked, { bytes: bytes.byteLength, sha256, rows: sheet.value.lines.length });
  // First the file, then the word that it is there.
  await scope.bindings.FILES.put(one.fileKey, bytes);
  const made = await commit(scope, {
    change: store.insertImport(scope, one),
    fact: tell("import.created", one.id, 1, null, toldOf(one)),
    result: one,
  });
  if (made.ok) scope.later(ringImports(scope, [{ tenant: scope.tenant.id, import: one.id }]));
  else await scope.bindings.FILES.delete(one.fileKey);
  return made;
}

function begun(
  scope: Scope,
  { kind, dry_run, file_name }: Asked,
  file: Pick<Import, "bytes" | "sha256" | "rows">,
): Import {
  const id = scope.newId("import");
  return {
    ...file,
    tenantId: scope.tenant.id,
    id,
    kind,
    fileName: file_name ?? null,
    fileKey: `imports/${scope.tenant.id}/${id}.csv`,
    dryRun: dry_run ?? false,
    status: "waiting",
    offset: 0,
    created: 0,
    changed: 0,
    unchanged: 0,
    failed: 0,
    problem: null,
    leaseUntil: after(scope.now, minute),
    finishedAt: null,
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
  };
}

export const list = async (scope: Scope, filter: store.ImportFilter, cut: Cut): Promise<Outcome<Page<Import>>> =>
  done(await store.listImports(scope, filter, cut));

export async function get(scope: Scope, id: Id<"import">): Promise<Outcome<Import>> {
  const found = await store.findImport(scope, id);
  return found === undefined ? refuse("import.unknown") : done(found);
}

export async function listRows(
  scope: Scope,
  id: Id<"import">,
  outcomes: ImportRow["outcome"][] | undefined,
  cut: Cut,
): Promise<Outcome<Page<ImportRow>>> {
  const found = await get(scope, id);
  return found.ok ? done(await store.listRows(scope, id, outcomes, cut)) : found;
}
