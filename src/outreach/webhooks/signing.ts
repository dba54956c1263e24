import { utf8 } from "#kernel/bytes.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Config } from "#platform/config.ts";
import { open, type Place, seal } from "#platform/seal.ts";
import type { Webhook } from "./tables.ts";

// As https://www.standardwebhooks.com has it, to the letter.

const prefix = "whsec_";

/** 256 random bits, as receivers' libraries take them. */
export const mintSigningSecret = (): string =>
  prefix + btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));

type Row = Pick<Webhook, "tenantId" | "id">;
type Column = "secret" | "previous_secret";

const placeOf = ({ tenantId, id }: Row, column: Column): Place => ({
  tenant: tenantId,
  table: "webhooks",
  column,
  row: id,
});

export const sealSecret = (config: Config, row: Row, secret: string): Promise<string> =>
  seal(config, placeOf(row, "secret"), secret);

/** The secret in use, sealed as the one before: a seal is good in its own column only. */
export const sealAsPrevious = async (config: Config, webhook: Webhook): Promise<string | null> =>
  webhook.secret === null
    ? null
    : seal(config, placeOf(webhook, "previous_secret"), await open(config, placeOf(webhook, "secret"), webhook.secret));

/** Every secret that signs now, the newest first. */
export async function liveSecrets(config: Config, webhook: Webhook, now: Instant): Promise<readonly string[]> {
  const { secret, previousSecret, previousUntil } = webhook;
  const overlaps = previousSecret !== null && previousUntil !== null && previousUntil > now;
  return Promise.all([
    ...(secret === null ? [] : [open(config, placeOf(webhook, "secret"), secret)]),
    ...(overlaps ? [open(config, placeOf(webhook, "previous_secret"), previousSecret)] : []),
  ]);
}

export type Message = { id: string; at: Instant; body: string };

/** The three headers of a message: one signature for each secret that is alive. */
export async function signedHeaders(
  secrets: readonly string[],
  { id, at, body }: Message,
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1_000));
  const signatures = await Promise.all(secrets.map((secret) => sign(secret, `${id}.${timestamp}.${body}`)));
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.map((signature) => `v1,${signature}`).join(" "),
  };
}

async function sign(secret: string, content: string): Promise<string> {
  const bytes = Uint8Array.from(atob(secret.slice(prefix.length)), (letter) => letter.charCodeAt(0));
  const key = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const tag = await crypto.subtle.sign("HMAC", key, utf8(content));
  return btoa(String.fromCharCode(...new Uint8Array(tag)));
}
