import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import * as look from "./look-contract.ts";
import { eventView, sourcesView, view } from "./views.ts";

export const applicationRoutes = routes()
  .list(contract.listApplications, (scope, { query, page, expand }) => actions.list(scope, query, page, expand), view)
  .on(contract.getApplication, (scope, { param, expand }) => actions.get(scope, param.id, expand), view)
  .on(contract.createApplication, (scope, { body }) => actions.create(scope, body), view)
  .on(
    contract.changeApplication,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    view,
  )
  .on(contract.moveApplication, (scope, { param, body, ifMatch }) => actions.move(scope, param.id, body, ifMatch), view)
  .on(
    contract.rejectApplication,
    (scope, { param, body, ifMatch }) => actions.reject(scope, param.id, body, ifMatch),
    view,
  )
  .on(
    contract.withdrawApplication,
    (scope, { param, body, ifMatch }) => actions.withdraw(scope, param.id, body, ifMatch),
    view,
  )
  .on(contract.hireApplication, (scope, { param, body, ifMatch }) => actions.hire(scope, param.id, body, ifMatch), view)
  .on(
    contract.reopenApplication,
    (scope, { param, body, ifMatch }) => actions.reopen(scope, param.id, body, ifMatch),
    view,
  )
  .on(contract.joinApplication, (scope, { param, body, ifMatch }) => actions.join(scope, param.id, body, ifMatch), view)
  .list(look.listApplicationHistory, (scope, { param, page }) => actions.history(scope, param.id, page), eventView)
  .on(look.getApplicationSources, (scope, { query }) => actions.sourcesOf(scope, query), sourcesView)
  .on(
    contract.createPublicApplication,
    (context, { param, body }) => actions.applyPublicly(context, param, body),
    ({ job, receivedAt }) => ({ object: "application_receipt" as const, job, received_at: toWire(receivedAt) }),
  );
