import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Job, JobSkill, JobStage } from "./tables.ts";

export type JobCode =
  | "job.unknown"
  | "job.slug_taken"
  | "job.external_id_taken"
  | "job.unfinished"
  | "job.salary_reversed"
  | "job.skill_twice"
  | "job.deadline_past"
  | "job.member_unknown"
  | "job.team_unknown"
  | "job.event_type_unknown"
  | "job.template_unknown"
  | "job.stage_unknown"
  | "job.stage_twice"
  | "job.stage_in_use"
  | "job.not_a_draft"
  | "job.not_a_job"
  | "job.no_edge"
  | "job.in_use";

export type JobFault = Fault & { code: string };

/** All faults at once, the first of them giving the refusal its name. */
export function judgedJob(faults: readonly JobFault[]): Outcome<true> {
  const [first] = faults;
  return first === undefined ? done(true) : refuse(first.code, { pointer: first.pointer, errors: faults });
}

type Status = Job["status"];
export type JobStep = "open" | "pause" | "close";

/** Where each step leads from; from anywhere else there is no such edge. */
const steps: Readonly<Record<JobStep, { from: readonly Status[]; to: Status }>> = {
  open: { from: ["draft", "paused", "closed"], to: "open" },
  pause: { from: ["open"], to: "paused" },
  close: { from: ["draft", "open", "paused"], to: "closed" },
};

/** What a job's status becomes by a step. Only jobs have a way: templates and drafts stand still. */
export function stepped(job: Pick<Job, "kind" | "status" | "deadline">, step: JobStep, now: Instant): Outcome<Status> {
  if (job.kind !== "job") return refuse("job.not_a_job");
  const { from, to } = steps[step];
  if (!from.includes(job.status)) return refuse("job.no_edge", { status_now: job.status });
  return step === "open" && isPast(job.deadline, now)
    ? refuse("job.deadline_past", { pointer: "/deadline" })
    : done(to);
}

const isPast = (deadline: Instant | null, now: Instant): boolean => deadline !== null && deadline <= now;

/** Whether one may apply: a job that is open, until its deadline. */
export const isOpenForApplications = (job: Pick<Job, "kind" | "status" | "deadline">, now: Instant): boolean =>
  job.kind === "job" && job.status === "open" && !isPast(job.deadline, now);

/** What a job's own words get wrong. A draft may lack what it is to say later. */
export function faultsOfJob(
  job: Pick<Job, "kind" | "status" | "title" | "salaryMinMinor" | "salaryMaxMinor" | "deadline">,
  now: Instant,
): JobFault[] {
  const faults: JobFault[] = [];
  if (job.kind !== "draft" && job.title === "") faults.push({ pointer: "/title", code: "job.unfinished" });
  if (job.salaryMinMinor !== null && job.salaryMaxMinor !== null && job.salaryMinMinor > job.salaryMaxMinor)
    faults.push({ pointer: "/salary/max_minor", code: "job.salary_reversed" });
  if (job.status === "open" && isPast(job.deadline, now))
    faults.push({ pointer: "/deadline", code: "job.deadline_past" });
  return faults;
}

/** A skill as it is looked for: lower case, single spaces. */
export const skillKey = (label: string): string =>
  label.normalize("NFKC").toLowerCase().replaceAll(/\s+/gu, " ").trim();

export type SkillWords = { name: string; required: boolean; level: JobSkill["level"]; weight: number };

export const faultsOfSkills = (words: readonly SkillWords[]): JobFault[] =>
  repeated(words.map(({ name }) => skillKey(name))).map((at) => ({
    pointer: `/skills/${at}/name`,
    code: "job.skill_twice",
  }));

/** Places of those that stand earlier in the list already. */
const repeated = (list: readonly string[]): number[] =>
  list.flatMap((word, at) => (list.indexOf(word) < at ? [at] : []));

export type StageWords = {
  id?: Id<"stage"> | undefined;
  name: string;
  kind: JobStage["kind"];
  event_type_id: Id<"event_type"> | null;
  form_id: Id<"scorecard_form"> | null;
  instructions: string | null;
};

/** What stages get wrong among themselves: a stage the job never had, or one that is named twice. */
export function faultsOfStages(words: readonly StageWords[], known: ReadonlySet<string>): JobFault[] {
  const strangers = words.flatMap(({ id }, at): JobFault[] =>
    id !== undefined && !known.has(id) ? [{ pointer: `/stages/${at}/id`, code: "job.stage_unknown" }] : [],
  );
  const ids = repeated(words.map(({ id }, at) => id ?? `new ${at}`));
  const names = repeated(words.map(({ name }) => name.toLowerCase()));
  return [...strangers, ...ids.map(twice("id")), ...names.map(twice("name"))];
}

const twice = (field: string) => (at: number) => ({ pointer: `/stages/${at}/${field}`, code: "job.stage_twice" });

/** The way through a job of which nobody has said one. */
export const usualStages: readonly StageWords[] = (
  [
    ["Applied", "applied"],
    ["Screen", "screen"],
    ["Interview", "interview"],
    ["Offer", "offer"],
  ] as const
).map(([name, kind]) => ({ name, kind, event_type_id: null, form_id: null, instructions: null }));

/** The address of a public job that names none: its title in plain letters, and the end of its id, which no other has. */
export function slugOf(title: string, id: Id<"job">): string {
  const words = title
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 48)
    .replaceAll(/^-+|-+$/g, "");
  return `${words === "" ? "job" : words}-${id.slice(-6)}`;
}
