import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import { announcer, type Change, commit } from "#platform/commit.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { jobFacts } from "../facts.ts";
import {
  faultsOfJob,
  faultsOfSkills,
  faultsOfStages,
  judgedJob,
  type StageWords,
  slugOf,
  usualStages,
} from "../rules.ts";
import * as store from "../store.ts";
import type { Job } from "../tables.ts";
import { blank, copied, type JobWords, jobOf, judgedNames, rowOf, skillRows, stageRows, told } from "./words.ts";

const tell = announcer(jobFacts);
export const taken = {
  "jobs.tenant_id, jobs.slug": { code: "job.slug_taken", pointer: "/slug" },
  "jobs.tenant_id, jobs.external_id": { code: "job.external_id_taken", pointer: "/external_id" },
};

export type NewJob = JobWords & {
  kind: Job["kind"];
  status: "draft" | "open";
  template_id?: Id<"job"> | undefined;
  stages?: StageWords[] | undefined;
  metadata?: Record<string, string> | undefined;
};

/** A public job has an address; one that names none is given one. */
export const addressed = (job: Job): Job =>
  job.kind === "job" && job.isPublic && job.slug === null ? { ...job, slug: slugOf(job.title, job.id) } : job;

/** Made from nothing, or from another's text: what is not said is as it stands there. */
export async function create(scope: Scope, words: NewJob): Promise<Outcome<store.JobWhole>> {
  const ready = await toMake(scope, words);
  return ready.ok ? commit(scope, ready.value) : ready;
}

/** The same, unsent. */
export async function toMake(scope: Scope, words: NewJob): Promise<Outcome<Change<store.JobWhole>>> {
  const base = words.template_id === undefined ? undefined : await store.findWhole(scope, words.template_id);
  if (words.template_id !== undefined && base === undefined)
    return refuse("job.template_unknown", { pointer: "/template_id" });

  const job = addressed(jobOf(newborn(scope, words, base), words));
  const skills = words.skills === undefined ? (base?.skills ?? []) : skillRows(job, words.skills);
  const stages = words.stages ?? (base === undefined ? usualStages : copied(base.stages));
  const verdict = judgedJob([
    ...(job.kind !== "job" && words.status === "open" ? [{ pointer: "/status", code: "job.not_a_job" }] : []),
    ...faultsOfJob(job, scope.now),
    ...faultsOfSkills(words.skills ?? []),
    ...faultsOfStages(words.stages ?? [], new Set()),
  ]);
  if (!verdict.ok) return verdict;
  const named = await judgedNames(scope, words, words.stages ?? []);
  if (!named.ok) return named;

  const made: store.JobWhole = {
    ...job,
    skills: skills.map((skill) => ({ ...skill, jobId: job.id })),
    stages: stageRows(scope, job, stages, []),
  };
  return done({
    change: store.insertJob(scope, job),
    fact: tell("job.created", job.id, 1, null, told(job, made.skills)),
    also: [
      ...store.replaceSkills(scope, job.id, made.skills),
      ...store.replaceStages(scope, job.id, made.stages, scope.now),
    ],
    result: made,
    taken,
  });
}

function newborn(scope: Scope, { kind, status, metadata }: NewJob, base: store.JobWhole | undefined): Job {
  return {
    ...(base === undefined ? blank : { ...rowOf(base), slug: null, externalId: null, deadline: null }),
    metadata: { ...base?.metadata, ...metadata },
    tenantId: scope.tenant.id,
    id: scope.newId("job"),
    kind,
    status,
    postedAt: status === "open" ? scope.now : null,
    templateId: base?.id ?? null,
    autosavedAt: null,
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
}

/** The whole text of a draft as it stands in somebody's editor: what is not said is not there any more. Its stages stay. */
export async function autosave(
  scope: Scope,
  id: Id<"job">,
  words: JobWords & { metadata?: Record<string, string> | undefined },
  ifMatch: number | undefined,
): Promise<Outcome<store.JobWhole>> {
  const loaded = await draftOf(scope, id, ifMatch);
  if (!loaded.ok) return loaded;
  const before = rowOf(loaded.value);
  const after: Job = {
    ...jobOf({ ...before, ...blank }, words),
    metadata: words.metadata ?? {},
    autosavedAt: scope.now,
    updatedAt: scope.now,
    version: before.version + 1,
  };
  const verdict = judgedJob([...faultsOfJob(after, scope.now), ...faultsOfSkills(words.skills ?? [])]);
  if (!verdict.ok) return verdict;
  const named = await judgedNames(scope, words, []);
  if (!named.ok) return named;

  const skills = skillRows(after, words.skills ?? []);
  return commit(scope, {
    change: store.updateJob(scope, before, after),
    fact: tell("job.autosaved", id, after.version, told(before, loaded.value.skills), told(after, skills)),
    also: store.replaceSkills(scope, id, skills),
    result: { ...after, skills, stages: loaded.value.stages },
    taken,
  });
}

/** A finished draft becomes a job, open or not yet. */
export async function publish(
  scope: Scope,
  id: Id<"job">,
  status: "draft" | "open",
  ifMatch: number | undefined,
): Promise<Outcome<store.JobWhole>> {
  const loaded = await draftOf(scope, id, ifMatch);
  if (!loaded.ok) return loaded;
  const { skills, stages } = loaded.value;
  const before = rowOf(loaded.value);
  const after = addressed({
    ...before,
    kind: "job",
    status,
    postedAt: status === "open" ? scope.now : null,
    updatedAt: scope.now,
    version: before.version + 1,
  });
  const verdict = judgedJob(faultsOfJob(after, scope.now));
  if (!verdict.ok) return verdict;

  return commit(scope, {
    change: store.updateJob(scope, before, after),
    fact: tell("job.published", id, after.version, told(before, skills), told(after, skills)),
    result: { ...after, skills, stages },
    taken,
  });
}

async function draftOf(scope: Scope, id: Id<"job">, ifMatch: number | undefined): Promise<Outcome<store.JobWhole>> {
  const found = await store.findWhole(scope, id);
  if (found === undefined) return refuse("job.unknown");
  if (found.kind !== "draft") return refuse("job.not_a_draft");
  const current = seen(found, ifMatch);
  return current.ok ? done(found) : current;
}
