import { routes } from "#http/routes.ts";
import { done } from "#kernel/outcome.ts";
import { publicKeys } from "./actions.ts";
import * as contract from "./contract.ts";
import type { SigningKey } from "./tables.ts";

export const keyRoutes = routes().on(
  contract.getKeySet,
  async (context) => done(await publicKeys(context)),
  (keys) => ({ keys: keys.map(keyView) }),
);

/** Member by member, so that nothing private could ever slip in. */
function keyView({ kid, publicJwk }: SigningKey) {
  return {
    kty: "OKP" as const,
    crv: "Ed25519" as const,
    x: publicJwk.x,
    kid,
    alg: "EdDSA" as const,
    use: "sig" as const,
  };
}
