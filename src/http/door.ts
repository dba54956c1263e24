import type { Context as HonoContext } from "hono";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Outcome, Refusal } from "#kernel/outcome.ts";
import type { Bindings, Context, Scope } from "#platform/scope.ts";
import type { Upload } from "./op.ts";

/** Who a credential turned out to be, and the name its budget is counted under; null where it was counted before. */
export type Admitted = { context: Context | Scope; budget: string | null };

/** Credential → scope. The edge is handed one; it does not know who people are. */
export type Gate = (context: Context, authorization: string | undefined) => Promise<Outcome<Admitted>>;

export type EdgeEnv = {
  Bindings: Bindings;
  Variables: {
    now: Instant;
    requestId: Id<"request">;
    context: Context;
    admitted: Admitted;
    route: string;
    upload: Upload;
    nonce: string;
  };
};
export type EdgeContext = HonoContext<EdgeEnv>;
export type RefuseWith = (c: EdgeContext, refusal: Refusal, headers?: Record<string, string>) => Response;

/** `/v1/teams/{id}` as Hono writes it. */
export const honoPath = (path: string): string => path.replaceAll(/\{(\w+)\}/g, ":$1");

/** A 401 says how to sign in; other refusals do not. */
export function challengeFor(outcome: Outcome<unknown>): Record<string, string> {
  const isCredential =
    !outcome.ok && outcome.refusal.code.startsWith("credentials.") && outcome.refusal.code !== "credentials.wrong_kind";
  return isCredential ? { "WWW-Authenticate": 'Bearer realm="interlock"' } : {};
}
