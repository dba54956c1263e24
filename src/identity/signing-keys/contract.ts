import * as z from "zod";
import { op } from "#http/op.ts";

const publicKey = z
  .strictObject({
    kty: z.literal("OKP"),
    crv: z.literal("Ed25519"),
    x: z.string(),
    kid: z.string().meta({ description: "The RFC 7638 thumbprint of the key." }),
    alg: z.literal("EdDSA"),
    use: z.literal("sig"),
  })
  .meta({ id: "PublicKey" });

export const getKeySet = op({
  id: "getKeySet",
  method: "get",
  path: "/.well-known/jwks.json",
  tag: "Sign-in",
  summary: "Get the keys that access tokens are signed with",
  description: "The next, the current and the previous key. A key is published a month before it signs.",
  may: "anyone",
  status: 200,
  answer: z.strictObject({ keys: z.array(publicKey).min(2).max(3) }).meta({ id: "KeySet" }),
  cache: "public, max-age=300",
});
