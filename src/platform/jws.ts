import { type CompactVerifyResult, compactVerify, type CryptoKey as JoseKey, type JWK, type VerifyOptions } from "jose";
import { fromBase64Url } from "#kernel/bytes.ts";

/** Longer than any token of ours; nothing longer is even split. */
export const maxTokenLength = 4_096;

/**
 * Three parts, each the one canonical base64url spelling of its bytes. Lenient decoders accept several spellings of one
 * signature; what has more than one spelling cannot be recognised as seen before, so it is refused before any library reads it.
 */
export function isCanonicalJws(token: string): boolean {
  if (token.length > maxTokenLength) return false;
  const parts = token.split(".");
  return parts.length === 3 && parts.every((part) => part !== "" && fromBase64Url(part) !== undefined);
}

/** `jose` behind the canonical check. */
export async function verifyJws(
  token: string,
  key: JoseKey | JWK | Uint8Array,
  options: VerifyOptions,
): Promise<CompactVerifyResult | undefined> {
  if (!isCanonicalJws(token)) return undefined;
  try {
    return await compactVerify(token, key, options);
  } catch {
    return undefined;
  }
}
