import { createLocalJWKSet, type JWTPayload, jwtVerify } from "jose";
import type { SigningKey } from "#identity/signing-keys/tables.ts";

/** Verifies as a stranger would: with the published set and what the reference says of our tokens. */
export function createRemoteKeys(keys: readonly SigningKey[]) {
  const set = createLocalJWKSet({
    keys: keys.map(({ publicJwk, kid }) => ({ ...publicJwk, kid, alg: "EdDSA", use: "sig" })),
  });
  return {
    verify: async (token: string, issuer: string): Promise<JWTPayload> =>
      (await jwtVerify(token, set, { issuer, audience: "interlock-api", typ: "at+jwt", currentDate: new Date() }))
        .payload,
  };
}
