import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { workflowFacts } from "./facts.ts";
import { builtInRows, fitActions, fitOffset, maxWorkflows } from "./rules.ts";
import * as store from "./store.ts";
import type { ActionWords, ConditionWords, Workflow } from "./tables.ts";
import { faultsOfTexts, lettersOfWorkflows } from "./texts.ts";

// For whoever acts on workflows.
export { activeStatement, findWorkflow } from "./store.ts";

const tell = announcer(workflowFacts);

export async function list(
  scope: Scope,
  filter: store.WorkflowFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Outcome<Page<Workflow>>> {
  return done(await store.listWorkflows(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"workflow">): Promise<Outcome<Workflow>> {
  const workflow = await store.findWorkflow(scope, id);
  return workflow === undefined ? refuse("workflow.unknown") : done(workflow);
}

export type WorkflowWords = {
  name: string;
  trigger: Workflow["trigger"];
  offset_minutes: number;
  conditions: ConditionWords;
  actions: readonly ActionWords[];
  active: boolean;
  metadata: Record<string, string>;
};

export async function create(scope: Scope, words: WorkflowWords): Promise<Outcome<Workflow>> {
  const around = await readAround(scope, words);
  const fit = fits(scope, words, around);
  if (!fit.ok) return fit;
  if (around.count >= maxWorkflows) return refuse("workflow.too_many", { limit: maxWorkflows });

  const workflow: Workflow = {
    tenantId: scope.tenant.id,
    id: scope.newId("workflow"),
    name: words.name,
    builtIn: null,
    trigger: words.trigger,
    offsetMinutes: words.offset_minutes,
    conditions: words.conditions,
    actions: words.actions,
    active: words.active,
    metadata: words.metadata,
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };

  return commit(scope, {
    change: store.insertWorkflow(scope, workflow),
    also: [store.stillFew(scope)],
    fact: tell("workflow.created", workflow.id, 1, null, workflow),
    result: workflow,
  });
}

type Said = Pick<WorkflowWords, "trigger" | "offset_minutes" | "conditions" | "actions">;

const readAround = (scope: Scope, { conditions, actions }: Pick<Said, "conditions" | "actions">) =>
  store.readAround(scope, {
    eventTypes: conditions.event_type_ids,
    teams: conditions.team_ids,
    webhooks: actions.flatMap((action) => ("webhook_id" in action ? [action.webhook_id] : [])),
  });

function fits(
  { config }: Scope,
  { trigger, offset_minutes, conditions, actions }: Said,
  around: Awaited<ReturnType<typeof readAround>>,
): Outcome<true> {
  const offset = fitOffset(trigger, offset_minutes);
  if (!offset.ok) return offset;
  const strangers = [
    ...unknownAt("/conditions/event_type_ids", conditions.event_type_ids, around.eventTypes),
    ...unknownAt("/conditions/team_ids", conditions.team_ids, around.teams),
  ];
  if (strangers.length > 0) return refuse("workflow.condition_unknown", { errors: strangers });
  const { endpoints } = around;
  const fit = fitActions(trigger, actions, { endpoints, letters: lettersOfWorkflows, ours: config.baseUrl });
  if (!fit.ok) return fit;
  const errors = faultsOfTexts(actions, trigger);
  const [first] = errors;
  return first === undefined ? done(true) : refuse(first.code, { errors });
}

const unknownAt = (pointer: string, ids: readonly string[], known: ReadonlySet<string>): Fault[] =>
  ids.flatMap((id, place) =>
    known.has(id) ? [] : [{ pointer: `${pointer}/${place}`, code: "workflow.condition_unknown" }],
  );

export type WorkflowPatch = {
  name?: string | undefined;
  trigger?: Workflow["trigger"] | undefined;
  offset_minutes?: number | undefined;
  conditions?: ConditionWords | undefined;
  actions?: readonly ActionWords[] | undefined;
  active?: boolean | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  id: Id<"workflow">,
  patch: WorkflowPatch,
  ifMatch: number | undefined,
): Promise<Outcome<Workflow>> {
  const workflow = await store.findWorkflow(scope, id);
  if (workflow === undefined) return refuse("workflow.unknown");

  const current = seen(workflow, ifMatch);
  if (!current.ok) return current;
  const after: Workflow = {
    ...workflow,
    name: patch.name ?? workflow.name,
    trigger: patch.trigger ?? workflow.trigger,
    offsetMinutes: patch.offset_minutes ?? workflow.offsetMinutes,
    conditions: patch.conditions ?? workflow.conditions,
    actions: patch.actions ?? workflow.actions,
    active: patch.active ?? workflow.active,
    metadata: mergeMetadata(workflow.metadata, patch.metadata),
    updatedAt: scope.now,
    version: workflow.version + 1,
  };
  // What nobody touches is not asked about again: an event type it names may be gone by now, and it can still be switched off.
  const { trigger, offset_minutes, conditions, actions } = patch;
  if ([trigger, offset_minutes, conditions, actions].some((part) => part !== undefined)) {
    const said = { ...after, offset_minutes: after.offsetMinutes };
    const fit = fits(scope, said, await readAround(scope, said));
    if (!fit.ok) return fit;
  }

  return commit(scope, {
    change: store.updateWorkflow(scope, workflow, after),
    fact: tell("workflow.changed", id, after.version, workflow, after),
    result: after,
  });
}

export async function remove(scope: Scope, id: Id<"workflow">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const workflow = await store.findWorkflow(scope, id);
  if (workflow === undefined) return refuse("workflow.unknown");
  const current = seen(workflow, ifMatch);
  if (!current.ok) return current;
  const after: Workflow = {
    ...workflow,
    active: false,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: workflow.version + 1,
  };

  return commit(scope, {
    change: store.updateWorkflow(scope, workflow, after),
    fact: tell("workflow.deleted", id, after.version, workflow, null),
    result: null,
  });
}

/** Makes and tells those that every company begins with and this one has never had; false where there are none. */
export async function begin(scope: Scope): Promise<boolean> {
  const rows = builtInRows(scope, await store.builtInsHad(scope));
  const [first, ...others] = rows.map((row) => tell("workflow.created", row.id, 1, null, row));
  if (first === undefined) return false;
  const begun = await commit(scope, {
    change: store.insertBuiltIns(scope, rows),
    fact: first,
    alsoFacts: others,
    result: null,
  });
  return begun.ok;
}
