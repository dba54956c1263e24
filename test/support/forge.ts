import { signer } from "#identity/signing-keys/actions.ts";
import { toBase64Url, utf8 } from "#kernel/bytes.ts";
import type { Context } from "#platform/scope.ts";
import { testContext } from "./world/world.ts";

export type Json = Record<string, unknown>;
export type Signer = (text: string) => Promise<Uint8Array>;

/** What a token is made of, each part as an object or as the very text it shall hold. */
export type Forgery = {
  header?: Json | string;
  payload?: Json | string;
  sign?: Signer;
  finish?: (token: string) => string;
};

const written = (part: Json | string): string =>
  toBase64Url(utf8(typeof part === "string" ? part : JSON.stringify(part)));

type Algorithm = { name: string; hash?: string; saltLength?: number };

const signature = async (algorithm: Algorithm, key: CryptoKey, text: string) =>
  new Uint8Array(await crypto.subtle.sign(algorithm, key, utf8(text)));

/** Our own key, as only a fault of ours could use it: whatever the claims, the signature is right. */
export async function ourSigner(context: Context = testContext()): Promise<{ kid: string; sign: Signer }> {
  const { kid, key } = await signer(context);
  return { kid, sign: (text) => signature({ name: "Ed25519" }, key, text) };
}

export async function strangeSigner(
  algorithm: Algorithm & { namedCurve?: string; modulusLength?: number; publicExponent?: Uint8Array },
): Promise<{ sign: Signer; publicJwk: unknown }> {
  const pair = await crypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  if (!("privateKey" in pair)) throw new Error("These algorithms have two keys.");
  const publicJwk = await crypto.subtle.exportKey("jwk", pair.publicKey);
  const how = { hash: "SHA-256", saltLength: 32, name: algorithm.name };
  return { sign: (text) => signature(how, pair.privateKey, text), publicJwk };
}

/** The oldest trick: the public key taken for a shared secret. */
export async function secretSigner(secret: Uint8Array<ArrayBuffer>, hash = "SHA-256"): Promise<Signer> {
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash }, false, ["sign"]);
  return (text) => signature({ name: "HMAC" }, key, text);
}

export async function forge(base: { header: Json; payload: Json; sign: Signer }, forgery: Forgery): Promise<string> {
  const text = `${written(forgery.header ?? base.header)}.${written(forgery.payload ?? base.payload)}`;
  const token = `${text}.${toBase64Url(await (forgery.sign ?? base.sign)(text))}`;
  return forgery.finish?.(token) ?? token;
}
