// Rows that are jobs.
import { type JobWhole, jobPatch, jobTaken, listNamed, newJob, toChange, toMake } from "#hiring/jobs/actions.ts";
import { skillKey } from "#hiring/jobs/rules.ts";
import { plain } from "#http/plain.ts";
import { type Change, failIfMissed } from "#platform/commit.ts";
import type { Scope } from "#platform/scope.ts";
import { faultsOfIssues, faultsOfRefusal, type Words, wordsIn } from "./columns.ts";
import type { Line } from "./rules.ts";
import { rowsAbout } from "./store.ts";
import { failed, faultsOfOrder, faultsOfWidth, type Part, twice, unchanged, type Verdict } from "./verdict.ts";

const kind = "jobs";
const textIn = (words: Words, name: string): string | undefined => {
  const value = words[name];
  return typeof value === "string" ? value : undefined;
};

export async function judgeJobs(part: Part): Promise<Verdict[]> {
  const { scope, sheet, from } = part;
  const all = part.lines.map((line) => ({ line, words: wordsIn(kind, sheet.head, line.cells) }));
  const known = await listNamed(scope, {
    externalIds: all.flatMap(({ words }) => textIn(words, "external_id") ?? []),
    titles: all.flatMap(({ words }) => textIn(words, "title") ?? []),
  });
  const about = new Map(
    await rowsAbout(
      scope,
      from.id,
      known.map(({ id }) => id),
    ),
  );
  const verdicts: Verdict[] = [];
  for (const { line, words } of all) {
    const before = known.find((job) => isSame(job, words));
    const earlier = before === undefined ? undefined : about.get(before.id);
    const faults = [...faultsOfWidth(part, line), ...faultsOfOrder(part, line)];
    if (faults.length === 0 && earlier !== undefined) faults.push(twice("title", earlier));
    const verdict =
      faults.length > 0
        ? failed(line.row, faults)
        : before === undefined
          ? await made(part, line, words)
          : await changed(part, line, words, before);
    if (verdict.subjectId !== null) about.set(verdict.subjectId, line.row);
    verdicts.push(verdict);
  }
  return verdicts;
}

/** Known by the company's own id; without one, by title and place. */
function isSame(job: JobWhole, words: Words): boolean {
  const externalId = textIn(words, "external_id");
  if (externalId !== undefined) return job.externalId === externalId;
  return job.title === textIn(words, "title") && (job.location ?? "") === (textIn(words, "location") ?? "");
}

async function made({ scope, from }: Part, line: Line, words: Words): Promise<Verdict> {
  const { preferred_skills: _, ...rest } = words;
  const said = { ...rest, ...salaryIn(words), ...skillsIn(words, undefined) };
  const read = newJob.safeParse(said, { error: plain });
  if (!read.success) return failed(line.row, faultsOfIssues(kind, read.error.issues));
  const ready = await toMake(scope, read.data);
  if (!ready.ok) return failed(line.row, faultsOfRefusal(kind, ready.refusal));
  const subjectId = from.dryRun ? null : ready.value.result.id;
  return { row: line.row, outcome: "created", subjectId, faults: [], ...writesOf(scope, ready.value) };
}

async function changed({ scope }: Part, line: Line, words: Words, before: JobWhole): Promise<Verdict> {
  // A status counts for what is new: a job that has gone on is not put back.
  const { preferred_skills: _, status: __, ...rest } = words;
  const said = { ...rest, ...salaryIn(words), ...skillsIn(words, before) };
  const read = jobPatch.safeParse(said, { error: plain });
  if (!read.success) return failed(line.row, faultsOfIssues(kind, read.error.issues));
  const ready = await toChange(scope, before.id, read.data, undefined);
  if (!ready.ok) return failed(line.row, faultsOfRefusal(kind, ready.refusal));
  if (bare(ready.value.result) === bare(before)) return unchanged(line.row, before.id);
  return { row: line.row, outcome: "changed", subjectId: before.id, faults: [], ...writesOf(scope, ready.value) };
}

const writesOf = (scope: Scope, { change, also = [], fact }: Change<JobWhole>) => ({
  statements: [...(change === null ? [] : [change, failIfMissed(scope)]), ...also],
  facts: [fact],
  taken: jobTaken,
});

/** All that a row can say of a job. */
const bare = (job: JobWhole): string => JSON.stringify({ ...job, version: 0, updatedAt: 0 });

function salaryIn({ salary }: Words): Words {
  return salary === undefined ? {} : { salary: { min_minor: null, max_minor: null, ...(salary as Words) } };
}

/** Both kinds of skill in one list; a kind of which the row says nothing stays, and so does what is said of a known one elsewhere. */
function skillsIn({ skills: required, preferred_skills: preferred }: Words, before: JobWhole | undefined): Words {
  if (required === undefined && preferred === undefined) return {};
  const known = new Map((before?.skills ?? []).map((skill) => [skill.skill, skill]));
  const standing = (isRequired: boolean) =>
    [...known.values()].filter((skill) => skill.required === isRequired).map(({ label }) => label);
  const of = (names: unknown, isRequired: boolean) =>
    ((names as string[] | undefined) ?? standing(isRequired)).map((name) => {
      const one = known.get(skillKey(name));
      return { name, required: isRequired, level: one?.level ?? null, weight: one?.weight ?? 1 };
    });
  return { skills: [...of(required, true), ...of(preferred, false)] };
}
