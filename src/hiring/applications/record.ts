// One version of an application: the row as it is then, its event, its fact.
import { announcer, type Announcement, type Change } from "#platform/commit.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { applicationFacts } from "./facts.ts";
import type { Verb } from "./rules.ts";
import { insertApplication, insertEvent, updateApplication } from "./store.ts";
import type { Application, ApplicationEvent } from "./tables.ts";

const tell = announcer(applicationFacts);

/** What a change of an application always is: guarded, told once, and one event for the version it makes. */
type Recorded = Pick<Change<Application>, "change" | "result"> & {
  fact: Announcement;
  also: NonNullable<Change<Application>["also"]>;
};

export function begun(scope: Scope, row: Application): Recorded {
  return {
    change: insertApplication(scope, row),
    fact: tell("application.created", row.id, 1, null, row),
    also: [insertEvent(scope, eventOf(scope, null, row, "created", null))],
    result: row,
  };
}

export function changed(
  scope: Scope,
  was: Application,
  columns: Partial<Application>,
  verb: Verb,
  reason: string | null = null,
): Recorded {
  const after: Application = { ...was, ...columns, updatedAt: scope.now, version: was.version + 1 };
  return {
    change: updateApplication(scope, was, after),
    fact: tell(`application.${verb}`, was.id, after.version, was, after),
    also: [insertEvent(scope, eventOf(scope, was, after, verb, reason))],
    result: after,
  };
}

const eventOf = (
  scope: Scope,
  was: Application | null,
  after: Application,
  type: Verb | "created",
  reason: string | null,
): ApplicationEvent => ({
  tenantId: after.tenantId,
  applicationId: after.id,
  version: after.version,
  type,
  fromStageId: was?.stageId ?? null,
  toStageId: after.stageId,
  fromStatus: was?.status ?? null,
  toStatus: after.status,
  reason,
  actor: actorWord(scope.actor),
  at: scope.now,
});
