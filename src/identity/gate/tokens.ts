import { errors, jwtVerify, SignJWT } from "jose";
import * as z from "zod";
import { signer, verifier } from "#identity/signing-keys/actions.ts";
import { fromBase64Url, toBase64Url } from "#kernel/bytes.ts";
import { idPattern, type Id } from "#kernel/ids.ts";
import { minute } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { isCanonicalJws } from "#platform/jws.ts";
import type { Context } from "#platform/scope.ts";

export const accessMinutes = 10;
const audience = "interlock-api";
const clockToleranceSeconds = 30;

/** Where a session is working, as its access token says it. */
export type AccessClaims = {
  user: Id<"user">;
  session: Id<"session">;
  /** Null in a token of someone who belongs to no tenant yet. */
  place: { tenant: Id<"tenant">; member: Id<"member">; epoch: number; permissions: readonly string[] } | null;
};

const seconds = z.number().int().positive().max(253_402_300_799);
const shape = z.strictObject({
  iss: z.string(),
  aud: z.literal(audience),
  sub: z.string().regex(idPattern("user")),
  sid: z.string().regex(idPattern("session")),
  tid: z.string().regex(idPattern("tenant")).nullable(),
  mid: z.string().regex(idPattern("member")).nullable(),
  epoch: z.number().int().nonnegative(),
  // RFC 6749's scope: words with one space between them.
  scope: z
    .string()
    .max(4_000)
    .regex(/^(?:[!#-[\]-~]+(?: [!#-[\]-~]+)*)?$/),
  iat: seconds,
  exp: seconds,
  jti: z.string().regex(/^[\w-]{16,64}$/),
});

export async function signAccessToken(context: Context, claims: AccessClaims): Promise<string> {
  const { kid, key } = await signer(context);
  const issuedAt = Math.floor(context.now / 1_000);
  return new SignJWT({
    sid: claims.session,
    tid: claims.place?.tenant ?? null,
    mid: claims.place?.member ?? null,
    epoch: claims.place?.epoch ?? 0,
    scope: claims.place?.permissions.join(" ") ?? "",
  })
    .setProtectedHeader({ alg: "EdDSA", typ: "at+jwt", kid })
    .setIssuer(context.config.baseUrl)
    .setAudience(audience)
    .setSubject(claims.user)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + (accessMinutes * minute) / 1_000)
    .setJti(toBase64Url(crypto.getRandomValues(new Uint8Array(16))))
    .sign(key);
}

/** Every claim is checked, and every header member that could point at another key is refused. */
export async function readAccessToken(
  context: Context,
  token: string,
): Promise<Outcome<AccessClaims, "credentials.invalid" | "credentials.expired">> {
  const [header = "", body = ""] = isCanonicalJws(token) ? token.split(".") : [];
  if (!isCanonicalJson(header) || !isCanonicalJson(body)) return refuse("credentials.invalid");
  try {
    const { payload } = await jwtVerify(token, (claimed) => publicKeyFor(context, claimed), {
      algorithms: ["EdDSA"],
      issuer: context.config.baseUrl,
      audience,
      typ: "at+jwt",
      requiredClaims: ["exp", "iat", "sub", "jti", "tid", "sid"],
      clockTolerance: clockToleranceSeconds,
      currentDate: new Date(context.now),
    });
    const claims = shape.safeParse(payload);
    if (!claims.success) return refuse("credentials.invalid");
    const { sub, sid, tid, mid, epoch, scope, iat, exp } = claims.data;
    if (iat > context.now / 1_000 + clockToleranceSeconds || exp - iat !== (accessMinutes * minute) / 1_000)
      return refuse("credentials.invalid");
    if ((tid === null) !== (mid === null)) return refuse("credentials.invalid");
    // The patterns above have checked the ids' kinds.
    const place =
      tid === null
        ? null
        : {
            tenant: tid as Id<"tenant">,
            member: mid as Id<"member">,
            epoch,
            permissions: scope === "" ? [] : scope.split(" "),
          };
    return done({ user: sub as Id<"user">, session: sid as Id<"session">, place });
  } catch (error) {
    if (error instanceof errors.JWTExpired) return refuse("credentials.expired");
    if (error instanceof errors.JOSEError || error instanceof UnknownKey) return refuse("credentials.invalid");
    throw error;
  }
}

class UnknownKey extends Error {}

/** A header of ours has three members. Whatever else one may hold (`jku`, `jwk`, `x5u`, `crit`, `b64`) could only point elsewhere. */
async function publicKeyFor(context: Context, header: Record<string, unknown>): Promise<CryptoKey> {
  const { kid, alg, typ, ...others } = header;
  const isOurs = typeof kid === "string" && alg === "EdDSA" && typ === "at+jwt" && Object.keys(others).length === 0;
  const key = isOurs ? await verifier(context, kid) : undefined;
  if (key === undefined) throw new UnknownKey();
  return key;
}

/**
 * Whether a part says what it says in the one way we write it. JSON has many spellings of one object, some with a name twice
 * over which readers disagree; ours is what `JSON.stringify` makes.
 */
function isCanonicalJson(part: string): boolean {
  const bytes = fromBase64Url(part);
  if (bytes === undefined) return false;
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return JSON.stringify(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}
