import { type Routes, routes } from "#http/routes.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import { bodyOf, type StoredEvent } from "./rules.ts";

/** The feed of a company's events. `known` are the types there are. */
export const eventRoutes = (known: readonly string[]): Routes =>
  routes()
    .list(contract.listEvents, (scope, { query, page }) => actions.list(scope, known, query, page), eventView)
    .on(contract.getEvent, (scope, { param }) => actions.get(scope, param.id), eventView);

const eventView = (event: StoredEvent) => ({ object: "event" as const, id: event.id, ...bodyOf(event) });
