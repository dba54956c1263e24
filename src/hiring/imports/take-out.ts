// Candidates on their way out as a file.
import { type CandidateShown, list } from "#hiring/candidates/actions.ts";
import { paySeenBy, wordsOf } from "#hiring/candidates/rules.ts";
import type { Download } from "#http/op.ts";
import { byteOrderMark, csvLine, inert } from "#kernel/csv.ts";
import { toWire } from "#kernel/instant.ts";
import type { Outcome } from "#kernel/outcome.ts";
import type { PlaceInList } from "#kernel/page.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Scope } from "#platform/scope.ts";
import { cellFor, exportedColumns, type Words } from "./columns.ts";
import { importFacts } from "./facts.ts";

const tell = announcer(importFacts);

export type Filter = Parameters<typeof list>[1];

const perPage = 100;

/** The file is handed out only when the trail says that it was. */
export async function exportCandidates(scope: Scope, filter: Filter): Promise<Outcome<Download>> {
  const { q, email, external_id, ...plain } = filter;
  // Names and addresses that somebody was looked for by are nobody's business; that they were, is.
  const named = Object.entries({ q, email, external_id }).flatMap(([name, text]) => (text === undefined ? [] : [name]));
  const id = scope.newId("candidate_export");
  const seesPay = paySeenBy(scope.permissions);
  return commit(scope, {
    change: null,
    fact: tell("candidate.exported", id, 1, null, { filter: plain, alsoBy: named, withPay: seesPay }),
    result: { fileName: `candidates-${toWire(scope.now).slice(0, 10)}.csv`, parts: partsOf(scope, filter, seesPay) },
  });
}

/** A page is read when the one before has gone. */
async function* partsOf(scope: Scope, filter: Filter, seesPay: boolean): AsyncGenerator<string> {
  const columns = exportedColumns(seesPay);
  yield byteOrderMark + csvLine(columns);
  let place: PlaceInList | null = null;
  do {
    const cut = { limit: perPage, descending: true, after: place };
    const page: Awaited<ReturnType<typeof list>> = await list(scope, filter, cut, new Set(["tags"]));
    if (!page.ok) throw new Error(`A list was refused half way: ${page.refusal.code}`);
    if (page.value.rows.length > 0) yield page.value.rows.map((one) => lineOf(one, columns)).join("");
    place = page.value.next;
  } while (place !== null);
}

function lineOf(one: CandidateShown, columns: readonly string[]): string {
  const words: Words = {
    ...wordsOf(one),
    id: one.id,
    status: one.status,
    current_round: one.round,
    tags: one.tags?.map(({ name }) => name),
    created_at: toWire(one.createdAt),
    updated_at: toWire(one.updatedAt),
  };
  return csvLine(columns.map((name) => inert(cellFor(name, words))));
}
