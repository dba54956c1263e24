import { toBase64Url, toHex, utf8 } from "#kernel/bytes.ts";
import type { Config } from "./config.ts";

/** 256 random bits, as text. */
export const mintSecret = (): string => toBase64Url(crypto.getRandomValues(new Uint8Array(32)));

/** Six digits, each equally likely: what would favour the low ones is thrown away. */
export function mintCode(): string {
  const fair = 4_294_000_000;
  for (;;) {
    const [word = fair] = crypto.getRandomValues(new Uint32Array(1));
    if (word < fair) return String(word % 1_000_000).padStart(6, "0");
  }
}

/** For secrets of high entropy only: what is guessable gets `keyedHash`. */
export async function sha256(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", utf8(text))));
}

/** An HMAC for one purpose over parts that cannot run into one another. */
export async function keyedHash(config: Config, purpose: string, parts: readonly string[]): Promise<string> {
  return toBase64Url(await mac(config, purpose, parts));
}

export async function mac(config: Config, purpose: string, parts: readonly string[]): Promise<Uint8Array<ArrayBuffer>> {
  const [tag] = await macs(config, purpose, [parts]);
  if (tag === undefined) throw new Error("What was signed has no tag.");
  return tag;
}

/** The same of many, each by itself. */
export async function macs(
  config: Config,
  purpose: string,
  all: readonly (readonly string[])[],
): Promise<Uint8Array<ArrayBuffer>[]> {
  const key = await config.keyFor(purpose);
  const tags = await Promise.all(all.map((parts) => crypto.subtle.sign("HMAC", key, utf8(JSON.stringify(parts)))));
  return tags.map((tag) => new Uint8Array(tag));
}

/** Compares without telling by its time where the difference lies. */
export function sameText(a: string, b: string): boolean {
  const left = utf8(a);
  const right = utf8(b);
  return left.byteLength === right.byteLength && crypto.subtle.timingSafeEqual(left, right);
}
