import { candidateView } from "#hiring/candidates/client.ts";
import { routes } from "#http/routes.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";

export const mergeRoutes = routes().on(
  contract.mergeCandidates,
  (scope, { param, body, ifMatch }) => actions.merge(scope, param.id, body.from_id, ifMatch),
  candidateView,
);
