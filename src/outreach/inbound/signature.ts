import { utf8 } from "#kernel/bytes.ts";
import { type Instant, minute } from "#kernel/instant.ts";
import { sameText } from "#platform/secrets.ts";

// As https://www.standardwebhooks.com has it; providers that came before it say `svix-` where it says `webhook-`.

const patience = 5 * minute;
const mostSignatures = 20;

export type Signed = { id: string; timestamp: string; signatures: string; text: string };

/** What a message says of itself; undefined where something is missing. */
export function signedIn(header: (name: string) => string | undefined, text: string): Signed | undefined {
  for (const prefix of ["webhook", "svix"]) {
    const [id, timestamp, signatures] = ["id", "timestamp", "signature"].map((name) => header(`${prefix}-${name}`));
    if (id !== undefined && timestamp !== undefined && signatures !== undefined)
      return /^[\x21-\x7e]{1,200}$/.test(id) ? { id, timestamp, signatures, text } : undefined;
  }
  return undefined;
}

/** Signed by one of these secrets, and just now: an old message that comes again is somebody else's. */
export async function isGenuine(secrets: readonly string[], signed: Signed, now: Instant): Promise<boolean> {
  const { id, timestamp, signatures, text } = signed;
  if (!/^\d{1,12}$/.test(timestamp) || Math.abs(Number(timestamp) * 1_000 - now) > patience) return false;
  const given = signatures
    .split(" ", mostSignatures)
    .flatMap((one) => (one.startsWith("v1,") ? [one.slice("v1,".length)] : []));
  for (const secret of secrets) {
    const right = await sign(secret, `${id}.${timestamp}.${text}`);
    if (given.some((one) => sameText(one, right))) return true;
  }
  return false;
}

async function sign(secret: string, content: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.replace(/^whsec_/, "")), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const tag = await crypto.subtle.sign("HMAC", key, utf8(content));
  return btoa(String.fromCharCode(...new Uint8Array(tag)));
}
