// The work on an import: a stretch of the file by every message, a part of the stretch in every batch. The import's row says how far it
// is, in the batch that writes what the part says; so whoever is killed has done a part or has not, and whoever comes next goes on there.
import { isId } from "#kernel/ids.ts";
import { after, minute } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { announcer, commit, commitQuietly, messageOf } from "#platform/commit.ts";
import type { OpenTenant } from "#platform/facts/reactions.ts";
import { logEvent, logFault } from "#platform/log.ts";
import type { Context, ImportNote, Scope } from "#platform/scope.ts";
import { judgeCandidates } from "./candidates.ts";
import { fault, faultsOfRefusal } from "./columns.ts";
import { importFacts } from "./facts.ts";
import { judgeJobs } from "./jobs.ts";
import { counted, doneOf, firstToSay, type Line, sheetOf } from "./rules.ts";
import * as store from "./store.ts";
import type { Import, ImportProblem } from "./tables.ts";
import { failed, type Part, type Verdict } from "./verdict.ts";

const tell = announcer(importFacts);

/** How long one works on it before another may take it up. */
const lease = 2 * minute;
const perPart = { candidates: 40, jobs: 20 } as const;
/** A message ends after so many rows, or after it has written so much: D1 takes a thousand statements from one. */
const perMessage = { rows: 1_000, statements: 600 } as const;
const atATick = 100;

export const toldOf = ({ kind, dryRun, rows, bytes, status, created, changed, unchanged, failed: lost }: Import) => ({
  kind,
  dryRun,
  rows,
  bytes,
  status,
  created,
  changed,
  unchanged,
  failed: lost,
});

/** A bell, and no more: an import nobody works on is rung for by the next tick. */
export async function ringImports(
  { bindings }: Pick<Context, "bindings">,
  notes: readonly ImportNote[],
): Promise<void> {
  // One queue carries the notes of facts and of these.
  const queue = bindings.FACTS as unknown as Queue<ImportNote>;
  if (notes.length > 0) await queue.sendBatch(notes.map((body) => ({ body })));
}

/** Rings for imports that nobody works on: their bell was lost, or their worker. */
export async function ringLeft(context: Context): Promise<number> {
  const left = await store.listLeft(context, atATick);
  await ringImports(context, left);
  return left.length;
}

/** The imports among what the queue brings. */
export async function takeRung(
  context: Context,
  openTenant: OpenTenant,
  batch: Pick<MessageBatch, "messages">,
): Promise<void> {
  for (const note of batch.messages.flatMap(({ body }) => noteOf(body) ?? [])) {
    try {
      const went = await takeIn(context, openTenant, note);
      logEvent("import", { import: note.import, end: went, d1_trips: context.tally.trips });
    } catch (error) {
      // Its lease runs out, and the next tick rings for it.
      logFault(context.requestId, error);
    }
  }
}

function noteOf(body: unknown): ImportNote | undefined {
  if (typeof body !== "object" || body === null || !("tenant" in body) || !("import" in body)) return undefined;
  const { tenant, import: id } = body;
  if (typeof tenant !== "string" || typeof id !== "string") return undefined;
  return isId("tenant", tenant) && isId("import", id) ? { tenant, import: id } : undefined;
}

export type End = "left" | "more" | "done" | "failed";

/** A stretch of an import; `left` where it is somebody else's, or over. */
export async function takeIn(context: Context, openTenant: OpenTenant, note: ImportNote): Promise<End> {
  const opened = await openTenant(context, note.tenant);
  const claimed = opened && (await store.claim(opened, note.import, after(opened.now, lease)));
  if (opened === undefined || claimed === undefined) return "left";
  // What is written bears the name of whoever brought the file.
  const scope: Scope = { ...opened, actor: { kind: "author", author: claimed.createdBy } };

  const came = doneOf(claimed) < claimed.rows ? await stretch(scope, claimed) : done(claimed);
  if (typeof came === "string") return giveUp(scope, claimed, came);
  if (!came.ok) return "left";
  if (doneOf(came.value) === came.value.rows) return finish(scope, came.value);
  const waiting = next(scope, came.value, { status: "waiting", leaseUntil: after(scope.now, minute) });
  const handedOn = await commitQuietly(scope, { change: store.updateImport(scope, came.value, waiting), result: null });
  if (!handedOn.ok) return "left";
  await ringImports(scope, [note]);
  return "more";
}

const next = (scope: Scope, from: Import, changes: Partial<Import>): Import => ({
  ...from,
  ...changes,
  updatedAt: scope.now,
  version: from.version + 1,
});

async function stretch(scope: Scope, claimed: Import): Promise<Outcome<Import> | ImportProblem> {
  const file = await scope.bindings.FILES.get(claimed.fileKey);
  if (file === null) return "file_lost";
  const sheet = sheetOf(claimed.kind, new Uint8Array(await file.arrayBuffer()));
  if (!sheet.ok) return "file_unreadable";

  const first = firstToSay(claimed.kind, sheet.value);
  const judge = { candidates: judgeCandidates, jobs: judgeJobs }[claimed.kind];
  let from = claimed;
  let [rows, statements, alone] = [0, 0, 0];
  while (doneOf(from) < from.rows && rows < perMessage.rows && statements < perMessage.statements) {
    const at = doneOf(from);
    const lines = sheet.value.lines.slice(at, at + (alone > 0 ? 1 : perPart[from.kind]));
    const part: Part = { scope, from, sheet: sheet.value, lines, first };
    const taken = await takePart(part, await judge(part), alone > 0);
    if (taken.ok) {
      from = taken.value.after;
      rows += lines.length;
      statements += taken.value.statements;
      alone = Math.max(0, alone - 1);
    } else if (alone === 0) {
      // One of these stands in the way of the others: each is taken for itself.
      alone = lines.length;
    } else return taken;
  }
  return done(from);
}

type Taken = { after: Import; statements: number };

/** A part in one batch, with how far the import is. One that is refused is written in no part; a row alone is told to have failed. */
async function takePart(part: Part, verdicts: readonly Verdict[], isAlone: boolean): Promise<Outcome<Taken>> {
  const written = await write(part, verdicts);
  const [line, ...others] = part.lines;
  if (written.ok || !isAlone || line === undefined || others.length > 0) return written;
  if (written.refusal.code === "commit.missed") {
    // Somebody else took it, or the row was about somebody who was changed meanwhile.
    const current = await store.findImport(part.scope, part.from.id);
    if (current?.version !== part.from.version) return written;
    return write(part, [failed(line.row, [fault("", "change_raced", "others kept changing this; send it again")])]);
  }
  return write(part, [failed(line.row, faultsOfRefusal(part.from.kind, written.refusal))]);
}

async function write({ scope, from, lines }: Part, verdicts: readonly Verdict[]): Promise<Outcome<Taken>> {
  const offset = lastOf(lines)?.next ?? from.offset;
  const result = next(scope, from, { ...counted(from, verdicts), offset, leaseUntil: after(scope.now, lease) });
  const isTried = from.dryRun;
  const rows = verdicts.map(({ row, outcome, subjectId, faults }) => ({ row, outcome, subjectId, faults }));
  const also = [
    store.insertRows(scope, from.id, rows),
    ...(isTried ? [] : verdicts.flatMap(({ statements }) => statements)),
  ];
  const [fact, ...alsoFacts] = isTried ? [] : verdicts.flatMap(({ facts }) => facts);
  const taken = Object.assign({}, ...verdicts.map((verdict) => verdict.taken)) as Verdict["taken"];
  const change = { change: store.updateImport(scope, from, result), also, result, taken };
  try {
    const sent = await (fact === undefined
      ? commitQuietly(scope, change)
      : commit(scope, { ...change, fact, alsoFacts }));
    if (!sent.ok) return sent;
    return done({ after: sent.value, statements: also.length + 3 * (alsoFacts.length + 1) });
  } catch (error) {
    // What the database's own rules forbid says something of a row; anything else says nothing of it and is tried again.
    if (!/constraint failed/i.test(messageOf(error))) throw error;
    return refuse("change.raced");
  }
}

const lastOf = (lines: readonly Line[]): Line | undefined => lines.at(-1);

/** First the file goes, which nobody needs any more, then it is said; who dies between them finds nothing left to read. */
async function finish(scope: Scope, from: Import): Promise<End> {
  await scope.bindings.FILES.delete(from.fileKey);
  return end(scope, from, { status: "done" });
}

async function giveUp(scope: Scope, claimed: Import, problem: ImportProblem): Promise<End> {
  const from = await store.findImport(scope, claimed.id);
  if (from?.status !== "running") return "left";
  await scope.bindings.FILES.delete(from.fileKey);
  return end(scope, from, { status: "failed", problem });
}

async function end(
  scope: Scope,
  from: Import,
  how: { status: "done" | "failed"; problem?: ImportProblem },
): Promise<End> {
  const over = next(scope, from, { ...how, finishedAt: scope.now, leaseUntil: null });
  const said = await commit(scope, {
    change: store.updateImport(scope, from, over),
    fact: tell("import.finished", from.id, over.version, null, toldOf(over)),
    result: null,
  });
  return said.ok ? how.status : "left";
}
