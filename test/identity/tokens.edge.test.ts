import { decodeJwt, decodeProtectedHeader } from "jose";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { readAccessToken, signAccessToken } from "#identity/gate/tokens.ts";
import { allPermissions } from "#identity/permissions.ts";
import { publicKeys } from "#identity/signing-keys/actions.ts";
import { whoami } from "#identity/users/contract.ts";
import { fromBase64Url, toBase64Url, utf8 } from "#kernel/bytes.ts";
import { maxTokenLength } from "#platform/jws.ts";
import { caller } from "../support/client.ts";
import {
  type Forgery,
  forge,
  type Json,
  ourSigner,
  secretSigner,
  type Signer,
  strangeSigner,
} from "../support/forge.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const startedAt = Date.UTC(2026, 10, 20, 9);
const now = startedAt / 1_000;
beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: startedAt }));
afterAll(() => void vi.useRealTimers());

/** A bad token, and the good one it was made from by changing one thing. */
type Variant = { name: string; bad: Forgery; good?: Forgery };

type Base = { header: Json; payload: Json; sign: Signer };

const without = (object: Json, name: string): Json =>
  Object.fromEntries(Object.entries(object).filter(([key]) => key !== name));

const nothing: Signer = async () => new Uint8Array();

async function headerVariants({ header }: Base): Promise<Variant[]> {
  const [key] = await publicKeys(testContext());
  const jwk = key?.publicJwk ?? { kty: "", crv: "", x: "" };
  const raw = fromBase64Url(jwk.x) ?? new Uint8Array();
  const [mine, ec, rsa, pss] = await Promise.all([
    strangeSigner({ name: "Ed25519" }),
    strangeSigner({ name: "ECDSA", namedCurve: "P-256" }),
    strangeSigner({
      name: "RSASSA-PKCS1-v1_5",
      modulusLength: 2048,
      publicExponent: new Uint8Array([1, 0, 1]),
      hash: "SHA-256",
    }),
    strangeSigner({ name: "RSA-PSS", modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: "SHA-256" }),
  ]);
  const spki = new Uint8Array([0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00, ...raw]);
  const pem = `-----BEGIN PUBLIC KEY-----\n${btoa(String.fromCharCode(...spki))}\n-----END PUBLIC KEY-----\n`;
  const hmac = async (name: string, secret: Uint8Array<ArrayBuffer>, alg = "HS256", hash = "SHA-256") => ({
    name,
    bad: { header: { ...header, alg }, sign: await secretSigner(secret, hash) },
  });
  const changed = (name: string, members: Json): Variant => ({ name, bad: { header: { ...header, ...members } } });
  return [
    ...["none", "None", "NONE", "nOnE"].map((alg) => ({
      name: `alg ${alg}`,
      bad: { header: { ...header, alg }, sign: nothing },
    })),
    changed("alg none over a good signature", { alg: "none" }),
    changed("alg Ed25519", { alg: "Ed25519" }),
    changed("alg as a list", { alg: ["EdDSA"] }),
    changed("alg empty", { alg: "" }),
    { name: "no alg", bad: { header: without(header, "alg") } },
    await hmac("HS256 with the public key's bytes", raw),
    await hmac("HS256 with the public key's SPKI", spki),
    await hmac("HS256 with the public key's PEM", utf8(pem)),
    await hmac("HS256 with the public key's JWK", utf8(JSON.stringify(jwk))),
    await hmac("HS256 with an empty-looking secret", new Uint8Array(1)),
    await hmac("HS512 with the public key's bytes", raw, "HS512", "SHA-512"),
    { name: "RS256 with a key of one's own", bad: { header: { ...header, alg: "RS256" }, sign: rsa.sign } },
    { name: "PS256 with a key of one's own", bad: { header: { ...header, alg: "PS256" }, sign: pss.sign } },
    { name: "ES256 with a key of one's own", bad: { header: { ...header, alg: "ES256" }, sign: ec.sign } },
    { name: "EdDSA with a key of one's own under our kid", bad: { sign: mine.sign } },
    {
      name: "EdDSA with a key of one's own and its own kid",
      bad: { header: { ...header, kid: "mine" }, sign: mine.sign },
    },
    { name: "jwk in the header", bad: { header: { ...header, jwk: mine.publicJwk }, sign: mine.sign } },
    changed("jwk in the header over a good signature", { jwk }),
    changed("jku", { jku: "https://attacker.example/jwks.json" }),
    changed("x5u", { x5u: "https://attacker.example/cert.pem" }),
    changed("x5c", { x5c: ["MIIB"] }),
    changed("x5t", { x5t: "AAAA" }),
    changed("crit that we do not know", { crit: ["exp"], exp: now + 600 }),
    changed("crit empty", { crit: [] }),
    changed("b64 false", { b64: false, crit: ["b64"] }),
    changed("b64 true", { b64: true, crit: ["b64"] }),
    changed("b64 without crit", { b64: false }),
    changed("zip", { zip: "DEF" }),
    changed("cty, a token inside", { cty: "JWT" }),
    changed("typ of an ID token", { typ: "JWT" }),
    changed("typ in capitals", { typ: "AT+JWT" }),
    changed("typ written out", { typ: "application/at+jwt" }),
    { name: "no typ", bad: { header: without(header, "typ") } },
    { name: "no kid", bad: { header: without(header, "kid") } },
    changed("kid empty", { kid: "" }),
    changed("kid a number", { kid: 1 }),
    changed("kid a path", { kid: "../../../../dev/null" }),
    changed("kid an address", { kid: "https://attacker.example/key" }),
    changed("kid SQL", { kid: "' or 1=1 --" }),
    changed("kid __proto__", { kid: "__proto__" }),
    changed("kid nobody knows", { kid: toBase64Url(new Uint8Array(32)) }),
    { name: "alg twice", bad: { header: `{"alg":"none",${JSON.stringify(header).slice(1)}` } },
    {
      name: "header with a space",
      bad: { header: JSON.stringify(header, null, 1) },
      good: { header: JSON.stringify(header) },
    },
    { name: "header a list", bad: { header: JSON.stringify([header]) } },
    { name: "header no JSON", bad: { header: "alg=EdDSA" } },
  ];
}

function claimVariants({ payload }: Base, other: World): Variant[] {
  const text = JSON.stringify(payload);
  const saying = (members: Json): Forgery => ({ payload: { ...payload, ...members } });
  const raw = (name: string, value: string): Forgery => ({
    payload: text.replace(`"${name}":${JSON.stringify(payload[name])}`, `"${name}":${value}`),
  });
  const missing = Object.keys(payload).map((name) => ({
    name: `no ${name}`,
    bad: { payload: without(payload, name) },
  }));
  const nulls = ["iss", "aud", "sub", "sid", "epoch", "scope", "iat", "exp", "jti"].map((name) => ({
    name: `${name} null`,
    bad: saying({ [name]: null }),
  }));
  return [
    ...missing,
    ...nulls,
    {
      name: "sub twice",
      bad: { payload: `{"sub":"${other.people.owner.user.id}",${text.slice(1)}` },
      good: { payload: text },
    },
    { name: "tid twice", bad: { payload: `{"tid":"${other.tenant.id}",${text.slice(1)}` } },
    { name: "exp twice", bad: { payload: `${text.slice(0, -1)},"exp":${now + 600}}` } },
    { name: "aud a list of ours", bad: saying({ aud: [payload["aud"]] }), good: saying({ aud: payload["aud"] }) },
    { name: "aud a list with ours", bad: saying({ aud: ["attacker", payload["aud"]] }) },
    { name: "aud another", bad: saying({ aud: "interlock-web" }) },
    { name: "aud an object", bad: saying({ aud: { 0: payload["aud"] } }) },
    { name: "iss another", bad: saying({ iss: "https://attacker.example" }) },
    { name: "iss with a slash", bad: saying({ iss: `${String(payload["iss"])}/` }) },
    { name: "iss a list", bad: saying({ iss: [payload["iss"]] }) },
    { name: "exp a fraction", bad: raw("exp", `${now + 600}.5`), good: raw("exp", String(now + 600)) },
    { name: "exp with a point", bad: raw("exp", `${now + 600}.0`) },
    { name: "exp text", bad: saying({ exp: String(now + 600) }) },
    { name: "exp huge", bad: raw("exp", "1e300") },
    { name: "exp beyond integers", bad: raw("exp", "9007199254740993") },
    { name: "exp negative", bad: saying({ exp: -1 }) },
    { name: "exp in milliseconds", bad: saying({ exp: (now + 600) * 1_000 }) },
    { name: "a day long", bad: saying({ exp: now + 86_400 }) },
    {
      name: "over, beyond the tolerance",
      bad: saying({ iat: now - 631, exp: now - 31 }),
      good: saying({ iat: now - 629, exp: now - 29 }),
    },
    {
      name: "from the future, beyond the tolerance",
      bad: saying({ iat: now + 31, exp: now + 631 }),
      good: saying({ iat: now + 29, exp: now + 629 }),
    },
    { name: "iat a fraction", bad: raw("iat", `${now}.5`) },
    { name: "nbf in the future", bad: saying({ nbf: now + 60 }) },
    { name: "nbf in the past, a claim we do not write", bad: saying({ nbf: now - 60 }) },
    { name: "sub of another kind", bad: saying({ sub: other.tenant.id }) },
    { name: "sub in capitals", bad: saying({ sub: String(payload["sub"]).toUpperCase() }) },
    { name: "sid of another kind", bad: saying({ sid: payload["sub"] }) },
    { name: "a member without a tenant", bad: saying({ tid: null }) },
    { name: "a tenant without a member", bad: saying({ mid: null }) },
    { name: "epoch negative", bad: saying({ epoch: -1 }) },
    { name: "epoch text", bad: saying({ epoch: "1" }) },
    { name: "scope a list", bad: saying({ scope: ["teams:read"] }) },
    { name: "jti short", bad: saying({ jti: "1" }) },
    { name: "a claim we do not write", bad: saying({ admin: true }) },
    { name: "__proto__", bad: { payload: `{"__proto__":{"scope":"x"},${text.slice(1)}` } },
    { name: "payload with spaces", bad: { payload: JSON.stringify(payload, null, 2) } },
    { name: "payload a list", bad: { payload: JSON.stringify([payload]) } },
    { name: "payload null", bad: { payload: "null" } },
    { name: "payload no JSON", bad: { payload: "sub=usr" } },
    { name: "scope that names no permission", bad: { payload: text.replace('"scope":"', '"scope":"\uFFFD') } },
    {
      name: "scope with two spaces",
      bad: saying({ scope: "teams:read  teams:write" }),
      good: saying({ scope: "teams:read" }),
    },
  ];
}

const part = (token: string, at: number): string => token.split(".")[at] ?? "";
const finish = (name: string, change: (token: string) => string): Variant => ({ name, bad: { finish: change } });

function spellingVariants(good: string, stranger: string): Variant[] {
  return [
    finish("padding", (token) => `${token}==`),
    finish("no signature", (token) => token.slice(0, token.lastIndexOf(".") + 1)),
    finish("no signature and no dot", (token) => token.slice(0, token.lastIndexOf("."))),
    finish("signature of zeros", (token) => `${token.slice(0, token.lastIndexOf("."))}.${"A".repeat(86)}`),
    finish("signature cut", (token) => token.slice(0, -4)),
    finish("signature longer", (token) => `${token}AAAA`),
    finish("signature of another token", (token) => `${part(token, 0)}.${part(token, 1)}.${part(stranger, 2)}`),
    finish("payload of another token", (token) => `${part(token, 0)}.${part(stranger, 1)}.${part(token, 2)}`),
    finish("bits that no byte needs", (token) => token.slice(0, -1) + nextLetter(token.at(-1) ?? "A")),
    finish("an extra part", (token) => `${token}.AAAA`),
    finish("a part before", (token) => `AAAA.${token}`),
    finish("five parts", (token) => `${token}.AAAA.AAAA`),
    finish("a token within a token", (token) => `${part(token, 0)}.${toBase64Url(utf8(good))}.${part(token, 2)}`),
    finish("8 kB", (token) => `${token}${"A".repeat(8_192)}`),
    finish("JSON serialization", (token) =>
      JSON.stringify({ protected: part(token, 0), payload: part(token, 1), signature: part(token, 2) }),
    ),
    finish("two tokens", (token) => `${token},${stranger}`),
  ];
}

/** Differs only in bits that decoders throw away: 86 letters hold four bits more than 64 bytes. */
function nextLetter(letter: string): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  return alphabet.charAt(alphabet.indexOf(letter) ^ 1);
}

async function setUp() {
  const [world, other] = [await newWorld(), await newWorld()];
  const token = await world.tokenOf("owner");
  const { sign } = await ourSigner();
  const header = decodeProtectedHeader(token) as Json;
  const base: Base = { header, payload: decodeJwt(token), sign };
  const spelling = spellingVariants(token, await other.tokenOf("owner"));
  const variants = [...(await headerVariants(base)), ...claimVariants(base, other), ...spelling];
  return { world, base, variants };
}

describe("hand-made tokens", () => {
  it("not one bad token is taken, and the good one each was made from is", async () => {
    const { world, base, variants } = await setUp();
    const taken: string[] = [];
    const refusedTwins: string[] = [];
    for (const { name, bad, good } of variants) {
      const [badToken, goodToken] = await Promise.all([forge(base, bad), forge(base, good ?? {})]);
      expect([name, badToken]).not.toEqual([name, goodToken]);
      if ((await readAccessToken(testContext(), badToken)).ok) taken.push(name);
      if (!(await readAccessToken(testContext(), goodToken)).ok) refusedTwins.push(name);
      const client = (credential: string) => caller({ mark: world.mark, credential });
      const answer = await client(badToken).call(whoami, {});
      const isChallenged = answer.headers.get("WWW-Authenticate")?.startsWith("Bearer") === true;
      if (answer.status !== 401 || !isChallenged) taken.push(`${name} (${answer.status} at the door)`);
      if ((await client(goodToken).call(whoami, {})).status !== 200) refusedTwins.push(`${name} (at the door)`);
    }
    expect(taken).toEqual([]);
    expect(refusedTwins).toEqual([]);
    expect(variants.length).toBeGreaterThanOrEqual(60);
    expect(new Set(variants.map(({ name }) => name)).size).toBe(variants.length);
  });

  it("a token of a tenant that is not there, or no longer, is worth nothing", async () => {
    const { world, base } = await setUp();
    const nowhere = await forge(base, { payload: { ...base.payload, tid: testContext().newId("tenant") } });
    await caller({ mark: world.mark, credential: nowhere }).refused(whoami, {}, "credentials.revoked");
    // Of an epoch that is not the tenant's, nothing is believed: rights are read, and that member has none there.
    const other = await newWorld();
    const moved = await forge(base, { payload: { ...base.payload, tid: other.tenant.id, epoch: 7 } });
    await caller({ mark: world.mark, credential: moved }).refused(whoami, {}, "credentials.revoked");
    expect((await caller({ mark: world.mark, credential: await forge(base, {}) }).ok(whoami, {})).object).toBe(
      "whoami",
    );
  });

  it("one that carries every permission there is stays well within the length we read", async () => {
    const context = testContext();
    const place = {
      tenant: context.newId("tenant"),
      member: context.newId("member"),
      epoch: 1,
      permissions: allPermissions,
    };
    const claims = { user: context.newId("user"), session: context.newId("session"), place };
    const token = await signAccessToken(context, claims);
    expect(await readAccessToken(context, token)).toEqual({ ok: true, value: claims });
    expect(token.length).toBeLessThan(maxTokenLength * 0.75);
  });

  it("an expired one says so, and every other fault says the same", async () => {
    const { world, base } = await setUp();
    const expired = await forge(base, { payload: { ...base.payload, iat: now - 1_200, exp: now - 600 } });
    const answer = await caller({ mark: world.mark, credential: expired }).refused(whoami, {}, "credentials.expired");
    expect(answer.status).toBe(401);
    for (const authorization of ["Basic AAAA", "Bearer", "Bearer  ", `Token ${expired}`, "Bearer a b"]) {
      const response = await world.anonymous.fetch("/v1/whoami", { headers: { Authorization: authorization } });
      expect(response.status).toBe(401);
    }
  });
});
