import { desc, lt } from "drizzle-orm";
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from "jose";
import { asInstant, type Instant, minute, second } from "#kernel/instant.ts";
import { sendBatch } from "#platform/d1.ts";
import type { Context } from "#platform/scope.ts";
import { open, seal } from "#platform/seal.ts";
import { cast, due } from "./rules.ts";
import { type SigningKey, signingKeys } from "./tables.ts";

type Ring = {
  keys: readonly SigningKey[];
  readAt: Instant;
  /** When the database was last asked, answered or not. */
  askedAt: Instant;
  /** Keys as the runtime holds them, by kid: opened or imported once. */
  privateKeys: Map<string, CryptoKey>;
  publicKeys: Map<string, CryptoKey>;
};

const cacheFor = 10 * minute;
const unknownKidCooldown = 30 * second;

/** Keys live with the isolate for ten minutes; the database is the key of the cache so that tests and environments never mix. */
const rings = new WeakMap<object, Ring>();

/**
 * The keys, made on first need. A kid nobody knows may have the database asked again, at most every half minute, however many
 * ask at once: whoever is first marks the moment before the question goes out, the others go on with what is known. That costs
 * nobody a good token, for keys are published a month before they sign.
 */
export async function keyRing(context: Context, wantedKid?: string): Promise<Ring> {
  const known = rings.get(context.bindings.DB);
  if (known === undefined) return read(context);
  const isWanted = wantedKid === undefined || known.keys.some((key) => key.kid === wantedKid);
  const isFresh = isWanted && context.now - known.readAt < cacheFor;
  if (isFresh || Math.abs(context.now - known.askedAt) < unknownKidCooldown) return known;
  known.askedAt = context.now;
  return read(context, known);
}

async function read(context: Context, known?: Ring): Promise<Ring> {
  const keys = await tend(context);
  const ring: Ring = {
    keys,
    readAt: context.now,
    askedAt: context.now,
    privateKeys: known?.privateKeys ?? new Map(),
    publicKeys: known?.publicKeys ?? new Map(),
  };
  rings.set(context.bindings.DB, ring);
  return ring;
}

/** Reads the keys and makes those that are due; two isolates at once make each only once (ordinals are unique). */
export async function tend(context: Context): Promise<readonly SigningKey[]> {
  const standing = await readKeys(context);
  const wanted = due(standing, context.now);
  if (wanted.length === 0) return standing;
  const rows = await Promise.all(wanted.map((slot) => makeKey(context, slot.ordinal, slot.activeFrom)));
  const previous = cast(standing, context.now).previous;
  await sendBatch(context.db, [
    ...rows.map((row) => context.db.insert(signingKeys).values(row).onConflictDoNothing()),
    // Nobody can hold a token of a key older than the previous one: tokens live ten minutes, keys a month.
    ...(previous === undefined
      ? []
      : [context.db.delete(signingKeys).where(lt(signingKeys.ordinal, previous.ordinal))]),
  ]);
  return readKeys(context);
}

const readKeys = (context: Context): Promise<SigningKey[]> =>
  context.db.select().from(signingKeys).orderBy(desc(signingKeys.ordinal)).limit(8);

async function makeKey(context: Context, ordinal: number, activeFrom: Instant): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair("EdDSA", { extractable: true });
  const publicJwk = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint(publicJwk);
  const sealedPrivateJwk = await seal(context.config, placeOf(kid), JSON.stringify(await exportJWK(privateKey)));
  return {
    kid,
    ordinal,
    publicJwk: { kty: publicJwk.kty ?? "OKP", crv: publicJwk.crv ?? "Ed25519", x: publicJwk.x ?? "" },
    sealedPrivateJwk,
    createdAt: asInstant(context.now),
    activeFrom,
  };
}

const placeOf = (kid: string) => ({ tenant: "-", table: "signing_keys", column: "sealed_private_jwk", row: kid });

/** The key that signs now, opened once per isolate. */
export async function signer(context: Context): Promise<{ kid: string; key: CryptoKey }> {
  const ring = await keyRing(context);
  const { current } = cast(ring.keys, context.now);
  if (current === undefined) throw new Error("There is no signing key.");
  const key = ring.privateKeys.get(current.kid) ?? (await openKey(context, current));
  ring.privateKeys.set(current.kid, key);
  return { kid: current.kid, key };
}

/** The public key of this kid, while it is one of the three that are published. */
export async function verifier(context: Context, kid: string): Promise<CryptoKey | undefined> {
  const ring = await keyRing(context, kid);
  const { next, current, previous } = cast(ring.keys, context.now);
  const row = [next, current, previous].find((candidate) => candidate?.kid === kid);
  if (row === undefined) return undefined;
  // A public OKP JWK always imports as a CryptoKey.
  const key = ring.publicKeys.get(kid) ?? ((await importJWK(row.publicJwk, "EdDSA")) as CryptoKey);
  ring.publicKeys.set(kid, key);
  return key;
}

async function openKey(context: Context, row: SigningKey): Promise<CryptoKey> {
  const jwk = JSON.parse(await open(context.config, placeOf(row.kid), row.sealedPrivateJwk)) as JWK;
  // An OKP private JWK always imports as a CryptoKey; only symmetric ones come back as bytes.
  return (await importJWK(jwk, "EdDSA")) as CryptoKey;
}

/** What anybody may know: the three keys whose public halves are published. */
export async function publicKeys(context: Context): Promise<readonly SigningKey[]> {
  const ring = await keyRing(context);
  const { next, current, previous } = cast(ring.keys, context.now);
  return [next, current, previous].filter((key) => key !== undefined);
}
