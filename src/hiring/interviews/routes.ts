import { routes } from "#http/routes.ts";
import * as interview from "./actions.ts";
import * as contract from "./contract.ts";
import { interviewView } from "./views.ts";

export const interviewRoutes = routes()
  .list(contract.listInterviews, (scope, { query, page }) => interview.list(scope, query, page), interviewView)
  .on(contract.getInterview, (scope, { param }) => interview.get(scope, param.id), interviewView)
  .on(contract.createInterview, (scope, { body }) => interview.create(scope, body), interviewView)
  .on(
    contract.createStageInterview,
    (scope, { param, body }) => interview.createForStage(scope, param.id, body),
    interviewView,
  )
  .on(
    contract.changeInterview,
    (scope, { param, body, ifMatch }) => interview.change(scope, param.id, body, ifMatch),
    interviewView,
  )
  .on(
    contract.cancelInterview,
    (scope, { param, body, ifMatch }) => interview.cancel(scope, param.id, body.reason, ifMatch),
    interviewView,
  );
