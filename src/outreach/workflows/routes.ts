import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { Workflow } from "./tables.ts";

export const workflowRoutes = routes()
  .list(contract.listWorkflows, (scope, { query, page }) => actions.list(scope, query, page), workflowView)
  .on(contract.getWorkflow, (scope, { param }) => actions.get(scope, param.id), workflowView)
  .on(contract.createWorkflow, (scope, { body }) => actions.create(scope, body), workflowView)
  .on(
    contract.changeWorkflow,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    workflowView,
  )
  .on(
    contract.deleteWorkflow,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  );

function workflowView(workflow: Workflow) {
  const { event_type_ids, team_ids, kinds } = workflow.conditions;
  return {
    object: "workflow" as const,
    id: workflow.id,
    name: workflow.name,
    built_in: workflow.builtIn !== null,
    trigger: workflow.trigger,
    offset_minutes: workflow.offsetMinutes,
    conditions: { event_type_ids: [...event_type_ids], team_ids: [...team_ids], kinds: [...kinds] },
    actions: [...workflow.actions],
    active: workflow.active,
    metadata: workflow.metadata,
    created_by: workflow.createdBy,
    created_at: toWire(workflow.createdAt),
    updated_at: toWire(workflow.updatedAt),
    version: workflow.version,
  };
}
