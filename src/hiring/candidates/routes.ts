import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import { paySeenBy, wordsOf } from "./rules.ts";

export const candidateRoutes = routes()
  .list(contract.listCandidates, (scope, { query, page, expand }) => actions.list(scope, query, page, expand), view)
  .on(contract.getCandidate, (scope, { param, expand }) => actions.get(scope, param.id, expand), view)
  .on(contract.createCandidate, (scope, { body }) => actions.create(scope, body), view)
  .on(
    contract.changeCandidate,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    view,
  )
  .on(
    contract.deleteCandidate,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  );

function view(one: actions.CandidateShown, { permissions }: Scope) {
  const { current_pay, expected_pay, ...words } = wordsOf(one);
  return {
    object: "candidate" as const,
    id: one.id,
    ...words,
    ...(paySeenBy(permissions) ? { current_pay, expected_pay } : {}),
    status: one.status,
    current_round: one.round,
    ...(one.tags === undefined ? {} : { tags: one.tags.map(({ id, name, colour }) => ({ id, name, colour })) }),
    created_by: one.createdBy,
    created_at: toWire(one.createdAt),
    updated_at: toWire(one.updatedAt),
    version: one.version,
  };
}
