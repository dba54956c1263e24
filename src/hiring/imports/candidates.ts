// Rows that are candidates.
import {
  arriving,
  candidatePatch,
  candidateTaken,
  type Company,
  corrected,
  knownAmong,
  newCandidate,
} from "#hiring/candidates/client.ts";
import { emailIn } from "#http/wire.ts";
import { plain } from "#http/plain.ts";
import { isId } from "#kernel/ids.ts";
import { faultsOfIssues, faultsOfRefusal, type Words, wordsIn } from "./columns.ts";
import type { Line } from "./rules.ts";
import { rowsAbout } from "./store.ts";
import type { RowFault } from "./tables.ts";
import { failed, faultsOfOrder, faultsOfWidth, type Part, twice, unchanged, type Verdict } from "./verdict.ts";

type Said = { line: Line; words: Words; email: string | undefined };

const kind = "candidates";
const texts = (value: unknown): string[] => [value].flat().filter((text) => typeof text === "string");

export async function judgeCandidates(part: Part): Promise<Verdict[]> {
  const { scope, sheet } = part;
  const all = part.lines.map((line): Said => {
    const words = wordsIn(kind, sheet.head, line.cells);
    return { line, words, email: emailIn.safeParse(words["email"]).data };
  });
  const known = await knownAmong(scope, {
    emails: all.flatMap(({ email, words }) => [...texts(email), ...texts(words["other_emails"]).map(lower)]),
    externalIds: all.flatMap(({ words }) => texts(words["external_id"])),
    owners: all.flatMap(({ words }) => texts(words["owner_id"])),
  });
  const about = new Map(
    await rowsAbout(
      scope,
      part.from.id,
      [...known.byEmail.values()].map(({ id }) => id),
    ),
  );
  return all.map((said) => {
    const verdict = judge(part, said, known, about);
    if (verdict.subjectId !== null) about.set(verdict.subjectId, said.line.row);
    return verdict;
  });
}

const lower = (text: string) => text.toLowerCase();

function judge(part: Part, said: Said, known: Company, about: ReadonlyMap<string, number>): Verdict {
  const { line, words, email } = said;
  const width = faultsOfWidth(part, line);
  if (width.length > 0) return failed(line.row, width);
  const before = email === undefined ? undefined : known.byEmail.get(email);
  const other = faultsBesides(said, known, before?.id ?? null);
  if (before === undefined) {
    const read = newCandidate.safeParse(words, { error: plain });
    if (!read.success) return failed(line.row, [...faultsOfIssues(kind, read.error.issues), ...other]);
    const faults = [...faultsOfOrder(part, line), ...other];
    if (faults.length > 0) return failed(line.row, faults);
    const author = part.from.createdBy;
    const { id, ...writes } = arriving(part.scope, read.data, isId("member", author) ? author : null);
    const subjectId = part.from.dryRun ? null : id;
    return { row: line.row, outcome: "created", subjectId, faults: [], taken: candidateTaken, ...writes };
  }

  // By which of their addresses they are known changes nothing about which one is written to.
  const { email: _, ...rest } = words;
  const read = candidatePatch.safeParse(rest, { error: plain });
  if (!read.success) return failed(line.row, [...faultsOfIssues(kind, read.error.issues), ...other]);
  const faults = [...faultsOfOrder(part, line), ...other];
  const earlier = about.get(before.id);
  if (faults.length === 0 && earlier !== undefined) faults.push(twice("email", earlier));
  if (faults.length > 0) return failed(line.row, faults);
  const change = corrected(part.scope, before, read.data);
  if (change === null) return unchanged(line.row, before.id);
  const { id, ...writes } = change;
  return { row: line.row, outcome: "changed", subjectId: id, faults: [], taken: candidateTaken, ...writes };
}

/** What no schema knows: what is another's, and who does not work here. */
function faultsBesides({ words }: Said, known: Company, self: string | null): RowFault[] {
  const isTaken = texts(words["other_emails"]).some((one) => {
    const owner = known.byEmail.get(lower(one));
    return owner !== undefined && owner.id !== self;
  });
  const holder = known.byExternalId.get(texts(words["external_id"])[0] ?? "");
  const [owner] = texts(words["owner_id"]);
  const codes = [
    ...(isTaken ? [{ pointer: "/other_emails", code: "candidate.email_taken" }] : []),
    ...(holder !== undefined && holder !== self
      ? [{ pointer: "/external_id", code: "candidate.external_id_taken" }]
      : []),
    ...(owner !== undefined && isId("member", owner) && !known.members.has(owner)
      ? [{ pointer: "/owner_id", code: "candidate.owner_unknown" }]
      : []),
  ];
  return codes.flatMap((one) => faultsOfRefusal(kind, one));
}
