import { sql } from "drizzle-orm";
import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import { announcer, type Change, commit, failUnlessStill } from "#platform/commit.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { jobFacts } from "../facts.ts";
import {
  faultsOfJob,
  faultsOfSkills,
  faultsOfStages,
  type JobStep,
  judgedJob,
  type StageWords,
  stepped,
} from "../rules.ts";
import * as store from "../store.ts";
import type { Job } from "../tables.ts";
import { addressed, taken } from "./make.ts";
import { type JobWords, jobOf, judgedNames, rowOf, skillRows, stageRows, told } from "./words.ts";

const tell = announcer(jobFacts);

export type JobPatch = JobWords & { metadata?: Record<string, string | null> | undefined };

/** The version a caller has seen, of a job that is there. */
async function current(scope: Scope, id: Id<"job">, ifMatch: number | undefined): Promise<Outcome<store.JobWhole>> {
  const found = await store.findWhole(scope, id);
  if (found === undefined) return refuse("job.unknown");
  const standing = seen(found, ifMatch);
  return standing.ok ? done(found) : standing;
}

const next = (scope: Scope, row: Job): Job => ({ ...row, updatedAt: scope.now, version: row.version + 1 });

export async function change(
  scope: Scope,
  id: Id<"job">,
  patch: JobPatch,
  ifMatch: number | undefined,
): Promise<Outcome<store.JobWhole>> {
  const ready = await toChange(scope, id, patch, ifMatch);
  return ready.ok ? commit(scope, ready.value) : ready;
}

/** The same, unsent. */
export async function toChange(
  scope: Scope,
  id: Id<"job">,
  patch: JobPatch,
  ifMatch: number | undefined,
): Promise<Outcome<Change<store.JobWhole>>> {
  const loaded = await current(scope, id, ifMatch);
  if (!loaded.ok) return loaded;
  const found = loaded.value;
  const before = rowOf(found);
  const after = addressed(
    next(scope, { ...jobOf(before, patch), metadata: mergeMetadata(before.metadata, patch.metadata) }),
  );
  const verdict = judgedJob([
    // A deadline that has passed by itself stands in nobody's way.
    ...faultsOfJob(patch.deadline === undefined ? { ...after, deadline: null } : after, scope.now),
    ...faultsOfSkills(patch.skills ?? []),
  ]);
  if (!verdict.ok) return verdict;
  const named = await judgedNames(scope, patch, []);
  if (!named.ok) return named;

  const skills = patch.skills === undefined ? found.skills : skillRows(after, patch.skills);
  return done({
    change: store.updateJob(scope, before, after),
    fact: tell("job.changed", id, after.version, told(before, found.skills), told(after, skills)),
    also: patch.skills === undefined ? [] : store.replaceSkills(scope, id, skills),
    result: { ...found, ...after, skills },
    taken,
  });
}

export async function setStages(
  scope: Scope,
  id: Id<"job">,
  words: readonly StageWords[],
  ifMatch: number | undefined,
): Promise<Outcome<store.JobWhole>> {
  const loaded = await current(scope, id, ifMatch);
  if (!loaded.ok) return loaded;
  const found = loaded.value;
  const verdict = judgedJob(faultsOfStages(words, new Set(found.stages.map((stage) => stage.id))));
  if (!verdict.ok) return verdict;
  const named = await judgedNames(scope, {}, fresh(words, found));
  if (!named.ok) return named;

  const before = rowOf(found);
  const after = next(scope, before);
  const stages = stageRows(scope, after, words, found.stages);
  const kept = new Set(stages.map((stage) => stage.id));
  const gone = found.stages.filter((stage) => !kept.has(stage.id)).map((stage) => stage.id);
  const occupied = store.someoneAt(scope, gone);
  if (gone.length > 0 && (await store.holds(scope, occupied)))
    return refuse("job.stage_in_use", { pointer: "/stages" });

  return commit(scope, {
    change: store.updateJob(scope, before, after),
    fact: tell(
      "job.stages_changed",
      id,
      after.version,
      { stages: found.stages.map(line) },
      { stages: stages.map(line) },
    ),
    also: [
      ...store.replaceStages(scope, id, stages, scope.now),
      ...(gone.length === 0 ? [] : [failUnlessStill(scope, sql`not ${occupied}`)]),
    ],
    result: { ...found, ...after, stages },
  });
}

/** Choices that stood before stand; what is chosen now must be there. Places are those of the request. */
const fresh = (words: readonly StageWords[], { stages }: store.JobWhole): StageWords[] =>
  words.map((said) => {
    const before = stages.find((stage) => stage.id === said.id);
    return {
      ...said,
      event_type_id: before?.eventTypeId === said.event_type_id ? null : said.event_type_id,
      form_id: before?.formId === said.form_id ? null : said.form_id,
    };
  });

const line = ({ id, name, kind, eventTypeId, formId, instructions }: store.JobWhole["stages"][number]) => ({
  id,
  name,
  kind,
  event_type_id: eventTypeId,
  form_id: formId,
  instructions,
});

const factOf = { open: "job.opened", pause: "job.paused", close: "job.closed" } as const;

/** One step along a job's way: opened, paused, closed. */
export async function step(
  scope: Scope,
  id: Id<"job">,
  which: JobStep,
  ifMatch: number | undefined,
): Promise<Outcome<store.JobWhole>> {
  const loaded = await current(scope, id, ifMatch);
  if (!loaded.ok) return loaded;
  const before = rowOf(loaded.value);
  const status = stepped(before, which, scope.now);
  if (!status.ok) return status;
  const postedAt = before.postedAt ?? (status.value === "open" ? scope.now : null);
  const after = addressed({ ...next(scope, before), status: status.value, postedAt });

  return commit(scope, {
    change: store.updateJob(scope, before, after),
    fact: tell(factOf[which], id, after.version, { status: before.status }, { status: after.status }),
    result: { ...loaded.value, ...after },
    taken,
  });
}

export async function remove(scope: Scope, id: Id<"job">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const loaded = await current(scope, id, ifMatch);
  if (!loaded.ok) return loaded;
  const occupied = store.someoneFor(scope, id);
  if (await store.holds(scope, occupied)) return refuse("job.in_use");

  const before = rowOf(loaded.value);
  const after: Job = { ...next(scope, before), deletedAt: scope.now, deletedBy: actorWord(scope.actor) };
  return commit(scope, {
    change: store.updateJob(scope, before, after),
    fact: tell("job.deleted", id, after.version, told(before, loaded.value.skills), null),
    also: [failUnlessStill(scope, sql`not ${occupied}`)],
    result: null,
  });
}
