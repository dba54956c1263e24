import { routes } from "#http/routes.ts";
import { tokensView } from "#identity/gate/wire-tokens.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";

export const signInRoutes = routes()
  .on(
    contract.askSignIn,
    (context, { body }) => actions.ask(context, body),
    (asked) => ({
      object: "sign_in" as const,
      id: asked.id,
      browser_secret: asked.browserSecret,
      expires_at: toWire(asked.expiresAt),
    }),
  )
  .on(contract.verifySignIn, (context, { param, body }) => actions.verify(context, param.id, body), tokensView);
