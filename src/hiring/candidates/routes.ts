import { routes } from "#http/routes.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import { view } from "./views.ts";

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
