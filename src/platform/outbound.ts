import { second } from "#kernel/instant.ts";
import { stopwatch } from "./clock.ts";
import type { Config } from "./config.ts";
import { outsideUrl, type Surroundings } from "./outbound-guard.ts";
import type { Context } from "./scope.ts";

/**
 * What may be asked of strangers' servers, and with which headers: an allow-list per purpose, so that nothing a tenant says
 * becomes a `Host`, an `Authorization` or a length.
 */
const purposes = {
  webhook: ["content-type", "interlock-version", "user-agent", "webhook-id", "webhook-signature", "webhook-timestamp"],
  mail: ["authorization", "content-type", "idempotency-key", "user-agent"],
  logo: ["accept", "user-agent"],
} as const satisfies Record<string, readonly string[]>;

export type Call = {
  purpose: Exclude<keyof typeof purposes, "logo">;
  url: string;
  headers: Readonly<Record<string, string>>;
  body: string;
};

/** `body` is as much of the answer as is read at all, `excerpt` as much as is kept. Without a status nobody answered. */
export type Heard =
  | { status: number; milliseconds: number; body: string; excerpt: string; error: null }
  | { status: null; milliseconds: number; error: "url_refused" | "timeout" | "connection_failed" };

const patience = 10 * second;
/** Proofs have no ten seconds for everybody who does not answer; other builds have all the time there is, and no word of this. */
const patienceIn = (bindings: object): number =>
  DEV_BUILD && "OUTBOUND_PATIENCE" in bindings ? Number(bindings.OUTBOUND_PATIENCE) : patience;

const readAtMost = 4_096;
const keptBytes = 200;

/** Where we are, for the guard. Loopback is for whoever develops: other builds have not a word of it. */
export const surroundings = ({ config, bindings }: Where): Surroundings => ({
  ours: [new URL(config.baseUrl).hostname],
  loopback: DEV_BUILD && "OUTBOUND_ALLOW" in bindings && bindings.OUTBOUND_ALLOW === "loopback",
});

type Where = { config: Pick<Config, "baseUrl">; bindings: object };

/**
 * The one way out to servers that are not ours. Redirects are never followed: they are answers like any other, and where they
 * lead nobody has judged.
 */
export async function callOutside(where: Pick<Context, "config" | "bindings">, call: Call): Promise<Heard> {
  const elapsed = stopwatch();
  const ended = () => Math.round(elapsed());
  const judged = outsideUrl(call.url, surroundings(where));
  if ("fault" in judged) return { status: null, milliseconds: 0, error: "url_refused" };
  const headers = allowedHeaders(call);
  const signal = AbortSignal.timeout(patienceIn(where.bindings));
  try {
    const init = { method: "POST", headers, body: call.body, redirect: "manual", signal } as const;
    const response = await fetch(judged.url.href, init);
    const read = await firstBytes(response);
    const body = new TextDecoder().decode(read);
    return { status: response.status, milliseconds: ended(), body, excerpt: excerptOf(read), error: null };
  } catch {
    return { status: null, milliseconds: ended(), error: signal.aborted ? "timeout" : "connection_failed" };
  }
}

export type Fetching = { purpose: "logo"; url: string; headers: Readonly<Record<string, string>>; atMost: number };

/** What stands at an address, if somebody answers with it and it is no larger than that. */
export async function fetchOutside(
  where: Pick<Context, "config" | "bindings">,
  asked: Fetching,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const judged = outsideUrl(asked.url, surroundings(where));
  if ("fault" in judged) return undefined;
  const headers = allowedHeaders(asked);
  const signal = AbortSignal.timeout(patienceIn(where.bindings));
  try {
    const response = await fetch(judged.url.href, { headers, redirect: "manual", signal });
    const read = await firstBytes(response, asked.atMost + 1);
    return response.status === 200 && read.byteLength <= asked.atMost ? read : undefined;
  } catch {
    return undefined;
  }
}

function allowedHeaders({ purpose, headers }: Pick<Call | Fetching, "purpose" | "headers">): Headers {
  const allowed: readonly string[] = purposes[purpose];
  const refused = Object.keys(headers).find((name) => !allowed.includes(name));
  if (refused !== undefined) throw new Error(`No ${purpose} carries the header ${refused}.`);
  return new Headers(headers);
}

/** As much as there is, up to the limit. The status has come by then: an answer that breaks off is one all the same. */
async function firstBytes({ body }: Response, atMost = readAtMost): Promise<Uint8Array<ArrayBuffer>> {
  const read = new Uint8Array(atMost);
  if (body === null) return read.subarray(0, 0);
  const reader: ReadableStreamDefaultReader<Uint8Array> = body.getReader();
  let length = 0;
  try {
    while (length < atMost) {
      const { done, value } = await reader.read();
      if (done) break;
      const part = value.subarray(0, atMost - length);
      read.set(part, length);
      length += part.byteLength;
    }
  } catch {
    // What was read stands.
  }
  await reader.cancel().catch(() => undefined);
  return read.subarray(0, length);
}

/** One line of text that is safe to show; a letter cut in two at the end is left out. */
const excerptOf = (read: Uint8Array): string =>
  new TextDecoder()
    .decode(read.subarray(0, keptBytes))
    .replace(/\uFFFD+$/, "")
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
