import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import { createPrefillLink } from "./contract.ts";

export const prefillRoutes = routes().on(createPrefillLink, (scope, { body }) => actions.make(scope, body), madeView);

function madeView({ url, token, expiresAt }: actions.Made) {
  return { object: "prefill_link" as const, url, token, expires_at: toWire(expiresAt) };
}
