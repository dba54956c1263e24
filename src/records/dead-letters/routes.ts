import { routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import type { DeadLetter } from "#platform/facts/tables.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";

export const deadLetterRoutes = routes()
  .list(contract.listDeadLetters, (scope, { query, page }) => actions.list(scope, query, page), deadLetterView)
  .on(contract.getDeadLetter, (scope, { param }) => actions.get(scope, param.id), deadLetterView)
  .on(
    contract.replayDeadLetter,
    (scope, { param, ifMatch }) => actions.replay(scope, param.id, ifMatch),
    deadLetterView,
  )
  .on(
    contract.resolveDeadLetter,
    (scope, { param, ifMatch }) => actions.resolve(scope, param.id, ifMatch),
    deadLetterView,
  );

function deadLetterView(letter: DeadLetter) {
  return {
    object: "dead_letter" as const,
    id: letter.id,
    fact_id: letter.factId,
    fact_type: letter.factType,
    reason: letter.reason,
    status: letter.status,
    buried_at: toWire(letter.buriedAt),
    closed_at: toWireOrNull(letter.replayedAt),
    closed_by: letter.replayedBy,
    version: letter.version,
  };
}
