import { routes } from "#http/routes.ts";
import * as actions from "./actions.ts";
import { formView } from "./client.ts";
import * as contract from "./contract.ts";

export const formRoutes = routes()
  .list(contract.listScorecardForms, (scope, { query, page }) => actions.list(scope, query, page), formView)
  .on(contract.getScorecardForm, (scope, { param }) => actions.get(scope, param.id), formView)
  .on(contract.createScorecardForm, (scope, { body }) => actions.create(scope, body), formView)
  .on(
    contract.changeScorecardForm,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    formView,
  )
  .on(
    contract.deleteScorecardForm,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  )
  .on(contract.getEventTypeForm, (scope, { param }) => actions.formOfEventType(scope, param.id), givenView)
  .on(contract.setEventTypeForm, (scope, { param, body }) => actions.assign(scope, param.id, body.form_id), givenView);

function givenView({ eventTypeId, formId }: actions.GivenForm) {
  return { object: "event_type_form" as const, event_type_id: eventTypeId, form_id: formId };
}
