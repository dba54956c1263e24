import { done, type Outcome, type Refusal, refuse } from "#kernel/outcome.ts";
import { type Decision, findDecision, settleRefusal } from "#platform/decisions/store.ts";
import { actorWord, type Context, type PendingDecision, type Scope } from "#platform/scope.ts";
import { keyedHash, sha256 } from "#platform/secrets.ts";
import { tenantOf } from "./ask.ts";
import type { OpDef } from "./op.ts";

/** The key of a POST, quoted or bare, 1 to 255 printable ASCII characters. */
export function readKey(op: OpDef, header: string | undefined): Outcome<string | undefined> {
  if (header === undefined && op.key !== undefined) return refuse("idempotency.key_required");
  if (header === undefined || op.method !== "post" || op.repeats === true) return done(undefined);
  const key = /^"(.*)"$/.exec(header)?.[1] ?? header;
  return /^[\x20-\x7e]{1,255}$/.test(key) ? done(key) : refuse("idempotency.key_invalid");
}

/** The intent this request belongs to: all retries of one intent meet in one row, whichever isolate they reach. */
export async function intentOf(
  scope: Context | Scope,
  op: OpDef,
  key: string,
  words: { param: unknown; query: unknown; body: unknown },
): Promise<Omit<PendingDecision, "render">> {
  return {
    id: await keyedHash(scope.config, "decision", [tenantOf(scope) ?? "", principalOf(scope, words.param), op.id, key]),
    fingerprint: await sha256(canonical(words)),
  };
}

/** Whose keys these are. Of strangers only the place they ask at is known: a company's address, or a link they bear. */
function principalOf({ actor }: Context | Scope, param: unknown): string {
  if (actor.kind === "person" || actor.kind === "member") return actor.user;
  return actor.kind === "public" ? `public ${canonical(param)}` : actorWord(actor);
}

/** Statuses that say something lasting about the intent. A missing right, a spent budget or a fault does not. */
const lasting = new Set([404, 409, 410, 412, 422]);

/** A lost race may be won next time, and a key used for something else is no word about what it was used for first. */
const saysNothing = new Set(["change.raced", "idempotency.key_reused"]);

/**
 * After a refusal or a collision: what was decided about this intent? The first decision stands, and everybody gets it.
 * Undefined means nothing was decided and nothing is to be remembered.
 */
export async function settle(
  scope: Context | Scope,
  pending: PendingDecision,
  refusal: Refusal | undefined,
  written: { status: number; body: string } | undefined,
): Promise<Decision | undefined> {
  if (refusal === undefined || written === undefined) return findDecision(scope.db, pending.id);
  // A spent budget or a lost race says nothing of the intent, but what was decided about it before still does.
  if (!lasting.has(written.status) || saysNothing.has(refusal.code)) return findDecision(scope.db, pending.id);
  return settleRefusal(scope, pending, tenantOf(scope), { ...written, entity: null, headers: {} });
}

/** JSON with its keys in order, so that two spellings of one request are one request. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_, node: unknown) =>
    typeof node === "object" && node !== null && !Array.isArray(node)
      ? Object.fromEntries(Object.entries(node).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : node,
  );
}
