import { zValidator } from "@hono/zod-validator";
import type { Hono, MiddlewareHandler } from "hono";
import * as z from "zod";
import { done, type Outcome, type Refusal, refuse } from "#kernel/outcome.ts";
import { askBudget } from "#platform/limiter/client.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { answerAgain, answerOnce } from "./answer.ts";
import { type AskedWords, invalid, queryOf, questionOf, readExpand, readIfMatch, readPage, tenantOf } from "./ask.ts";
import { readFile, readJson } from "./body.ts";
import { challengeFor, type EdgeContext, type EdgeEnv, type Gate, honoPath, type RefuseWith } from "./door.ts";
import { budgetHeaders, exceeded, keyPolicy, outerGuard } from "./guard.ts";
import { readKey } from "./idempotency.ts";
import type { OpDef } from "./op.ts";
import { plain } from "./plain.ts";
import type { Route } from "./routes.ts";
import { apiVersions } from "./versions.ts";

/** One contract on the router: credential, permission, budget, body, validation, then the action and its answer. */
export function registerRoute(app: Hono<EdgeEnv>, route: Route, gate: Gate, refuseWith: RefuseWith): void {
  const { op } = route;
  const check = (part: "param" | "query" | "json", schema: z.ZodType) =>
    zValidator(
      part,
      schema,
      (result, c) =>
        // The validator types its context for this one route; ours is the same object.
        result.success ? undefined : refuseWith(c as unknown as EdgeContext, invalid(part, result.error.issues)),
      { validationFunction: (of, value) => of.safeParseAsync(value, { error: plain }) },
    );

  app.on(
    op.method.toUpperCase(),
    honoPath(op.path),
    admit(op, gate, refuseWith),
    spend(op, refuseWith),
    takeBody(op, refuseWith),
    check("param", op.param ?? z.object({})),
    check("query", queryOf(op)),
    op.body === undefined ? async (_, next) => next() : check("json", op.body),
    async (c) => {
      const asked = await readAsked(c, op);
      if (!asked.ok) return refuseWith(c, asked.refusal);
      const key = readKey(op, c.req.header("Idempotency-Key"));
      if (!key.ok) return refuseWith(c, key.refusal);
      return key.value === undefined
        ? answerOnce(c, route, asked.value, refuseWith)
        : answerAgain(c, route, asked.value, key.value, refuseWith);
    },
  );
}

type Stage = MiddlewareHandler<EdgeEnv>;

/** Who asks, and whether the contract lets them. Nothing else of the request is looked at before. */
const admit =
  (op: OpDef, gate: Gate, refuseWith: RefuseWith): Stage =>
  async (c, next) => {
    c.set("route", op.path);
    const isOpen = op.may === "anyone";
    const early = versionFault(c.req.header("Interlock-Version")) ?? (isOpen ? await outerGuard(c) : undefined);
    if (early !== undefined) return refuseWith(c, early);
    const admitted = await gate(c.var.context, isOpen ? undefined : c.req.header("Authorization"));
    if (!admitted.ok) return refuseWith(c, admitted.refusal, challengeFor(admitted));
    const allowed = mayPass(op, admitted.value.context);
    if (!allowed.ok) return refuseWith(c, allowed.refusal, challengeFor(allowed));
    c.set("admitted", admitted.value);
    return next();
  };

/** The credential's budget. A read is weighed while it reads; a write waits for the word. */
const spend =
  (op: OpDef, refuseWith: RefuseWith): Stage =>
  async (c, next) => {
    // A page is counted once, by whoever draws it, and not by what it asks.
    if (op.may === "anyone" || c.var.admitted.budget === null) return next();
    const asked = askBudget(c.env, c.var.admitted.budget, keyPolicy);
    if (op.method === "get") await next();
    const verdict = await asked;
    const headers = budgetHeaders(keyPolicy, verdict);
    if (!verdict.allowed) {
      // Hono keeps the headers of an answer that is replaced; a refused read must not keep any.
      c.res = undefined;
      c.res = refuseWith(c, exceeded(keyPolicy, verdict), headers);
      return undefined;
    }
    if (op.method !== "get") await next();
    for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
    return undefined;
  };

const takeBody =
  (op: OpDef, refuseWith: RefuseWith): Stage =>
  async (c, next) => {
    if (op.takes !== undefined) {
      const file = await readFile(c.req.raw, op.takes);
      if (!file.ok) return refuseWith(c, file.refusal);
      c.set("upload", file.value);
    }
    if (op.body === undefined) return next();
    const body = await readJson(c.req.raw);
    if (!body.ok) return refuseWith(c, body.refusal);
    // The validator asks this cache; the body was measured and parsed above.
    c.req.bodyCache.json = Promise.resolve(body.value);
    return next();
  };

/** Default deny: what the contract's `may` does not grant is refused. */
function mayPass(op: OpDef, context: Context | Scope): Outcome<true> {
  const { kind } = context.actor;
  if (op.may === "anyone") return done(true);
  if (kind === "public") return refuse("credentials.missing");
  if (op.may === "person")
    return kind === "person" || kind === "member" ? done(true) : refuse("credentials.wrong_kind");
  if (!("tenant" in context))
    return refuse("credentials.wrong_kind", { detail: "This needs a tenant: switch the session to one." });
  if (op.may === "tenant" || context.permissions.has(op.may)) return done(true);
  return refuse("permission.missing", { permission: op.may });
}

function versionFault(asked: string | undefined): Refusal | undefined {
  if (asked === undefined || apiVersions.some((known) => known === asked)) return undefined;
  return { code: "api_version.unknown", known: apiVersions };
}

async function readAsked(c: EdgeContext, op: OpDef): Promise<Outcome<AskedWords>> {
  // Three validators stand before this; what they let through is typed by the contract.
  const valid = (part: string): Record<string, unknown> => c.req.valid(part as never);
  const scope = c.var.admitted.context;
  const param = valid("param");
  const query = valid("query");
  const ifMatch = readIfMatch(op, c.req.header("If-Match"));
  if (!ifMatch.ok) return ifMatch;
  const expand = readExpand(op, query["expand"]);
  if (!expand.ok) return expand;
  const page = await readPage(scope.config, op, questionOf(op, tenantOf(scope), param, query), query);
  if (!page.ok) return page;
  return done({
    param,
    query,
    body: op.takes !== undefined ? c.var.upload : op.body === undefined ? undefined : valid("json"),
    page: page.value,
    expand: expand.value,
    ifMatch: ifMatch.value,
  });
}
