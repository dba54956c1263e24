import { zValidator } from "@hono/zod-validator";
import type { Hono } from "hono";
import * as z from "zod";
import { done, type Outcome, type Refusal, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { askBudget } from "#platform/limiter/client.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { type AskedWords, invalid, querySchema, questionOf, readExpand, readIfMatch, readPage } from "./ask.ts";
import { readJson } from "./body.ts";
import { writeCursor } from "./cursor.ts";
import { type EdgeContext, type EdgeEnv, type Gate, honoPath, type RefuseWith } from "./door.ts";
import { budgetHeaders, exceeded, keyPolicy, outerGuard } from "./guard.ts";
import { intentOf, readKey, settle } from "./idempotency.ts";
import type { OpDef } from "./op.ts";
import { problemType } from "./problem.ts";
import type { Route } from "./routes.ts";
import { apiVersions } from "./versions.ts";

const raceTries = 5;

/** One contract on the router: credential, permission, budget, body, validation, then the action and its answer. */
export function registerRoute(app: Hono<EdgeEnv>, route: Route, gate: Gate, refuseWith: RefuseWith): void {
  const { op } = route;
  const check = (part: "param" | "query" | "json", schema: z.ZodType) =>
    zValidator(part, schema, (result, c) =>
      // The validator types its context for this one route; ours is the same object.
      result.success ? undefined : refuseWith(c as unknown as EdgeContext, invalid(part, result.error.issues)),
    );

  app.on(
    op.method.toUpperCase(),
    honoPath(op.path),
    async (c, next) => {
      c.set("route", op.path);
      const early =
        versionFault(c.req.header("Interlock-Version")) ?? (op.may === "anyone" ? await outerGuard(c) : undefined);
      if (early !== undefined) return refuseWith(c, early);
      const admitted = await gate(c.var.context, op.may === "anyone" ? undefined : c.req.header("Authorization"));
      const allowed = admitted.ok ? mayPass(op, admitted.value.context) : admitted;
      if (!admitted.ok || !allowed.ok)
        return refuseWith(c, allowed.ok ? { code: "fault.unexpected" } : allowed.refusal, challengeFor(allowed));
      c.set("admitted", admitted.value);
      return next();
    },
    async (c, next) => {
      const { budget } = c.var.admitted;
      if (op.may === "anyone") return next();
      const asked = askBudget(c.env, budget, keyPolicy);
      // A read is weighed while it reads; a write waits for the word.
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
    },
    async (c, next) => {
      if (op.body === undefined) return next();
      const body = await readJson(c.req.raw);
      if (!body.ok) return refuseWith(c, body.refusal);
      // The validator asks this cache; the body was measured and parsed above.
      c.req.bodyCache.json = Promise.resolve(body.value);
      return next();
    },
    check("param", op.param ?? z.object({})),
    check("query", querySchema(op)),
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

function challengeFor(outcome: Outcome<unknown>): Record<string, string> {
  const isCredential =
    !outcome.ok && outcome.refusal.code.startsWith("credentials.") && outcome.refusal.code !== "credentials.wrong_kind";
  return isCredential ? { "WWW-Authenticate": 'Bearer realm="interlock"' } : {};
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
    body: op.body === undefined ? undefined : valid("json"),
    page: page.value,
    expand: expand.value,
    ifMatch: ifMatch.value,
  });
}

const tenantOf = (scope: Context | Scope): string | null => ("tenant" in scope ? scope.tenant.id : null);

async function answerOnce(c: EdgeContext, route: Route, asked: AskedWords, refuseWith: RefuseWith): Promise<Response> {
  const outcome = await runToTheEnd(route, c.var.admitted.context, asked);
  if (!outcome.ok) return refuseWith(c, outcome.refusal, challengeFor(outcome));
  if (route.op.order !== undefined) return listResponse(c, route, outcome.value as Page<unknown>, asked);
  const { status, body, headers } = written(c, route, outcome.value);
  const seen = c.req.header("If-None-Match");
  if (
    route.op.method === "get" &&
    seen !== undefined &&
    seen.split(",").some((tag) => tag.trim() === headers["ETag"])
  ) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(body, { status, headers });
}

/** A request with a key acts at most once, however often it comes, and always gets the first answer. */
async function answerAgain(
  c: EdgeContext,
  route: Route,
  asked: AskedWords,
  key: string,
  refuseWith: RefuseWith,
): Promise<Response> {
  const scope = c.var.admitted.context;
  const { param, query, body } = asked;
  const intent = await intentOf(scope, route.op, key, { param, query, body });
  const pending = {
    ...intent,
    render: (result: unknown) => {
      const answer = written(c, route, result);
      return { ...answer, body: route.op.secret === true ? null : answer.body, entity: idOf(answer.body) };
    },
  };
  const outcome = await runToTheEnd(route, { ...scope, decision: pending }, asked);
  if (outcome.ok) {
    const answer = written(c, route, outcome.value);
    return new Response(answer.body, { status: answer.status, headers: answer.headers });
  }

  const decided = outcome.refusal.code === "commit.decided";
  const response = decided ? undefined : refuseWith(c, outcome.refusal, challengeFor(outcome));
  const own = response === undefined ? undefined : { status: response.status, body: await response.clone().text() };
  const standing = await settle(scope, pending, decided ? undefined : outcome.refusal, own);
  if (standing === undefined) return response ?? refuseWith(c, { code: "change.raced", retry_after: 1 });
  if (standing.fingerprint !== intent.fingerprint) return refuseWith(c, { code: "idempotency.key_reused" });
  if (response !== undefined && standing.body === own?.body) return response;
  if (standing.body === null && standing.status !== 204)
    return refuseWith(c, { code: "idempotency.secret_shown", id: standing.entity });
  const type = standing.status >= 400 ? { "Content-Type": problemType } : {};
  return new Response(standing.body, {
    status: standing.status,
    headers: { ...type, ...standing.headers, "Idempotency-Replayed": "true" },
  });
}

/** An action that lost a race is run again on what is true now; several losses in a row are told. */
async function runToTheEnd(route: Route, scope: Context | Scope, asked: AskedWords): Promise<Outcome<unknown>> {
  for (let tries = 0; tries < raceTries; tries++) {
    const outcome = await route.run(scope as never, asked as never);
    if (outcome.ok) return outcome;
    if (outcome.refusal.code === "commit.rights_lost") return refuse("credentials.revoked");
    if (outcome.refusal.code !== "commit.missed") return outcome;
  }
  return refuse("change.raced", { retry_after: 1 });
}

type Written = { status: number; body: string | null; headers: Record<string, string> };

function written(c: EdgeContext, route: Route, result: unknown): Written {
  const { op } = route;
  if (op.status === 204) return { status: 204, body: null, headers: {} };
  const answer = route.present(result as never, c.var.admitted.context as never);
  const body = JSON.stringify(answer);
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  const version = versionOf(result);
  if (version !== undefined) headers["ETag"] = `"${version}"`;
  const id = idOf(body);
  if (op.status === 201 && id !== null) headers["Location"] = `${new URL(c.req.url).pathname}/${id}`;
  return { status: op.status, body, headers };
}

const versionOf = (result: unknown): number | undefined =>
  typeof result === "object" && result !== null && "version" in result && typeof result.version === "number"
    ? result.version
    : undefined;

function idOf(body: string | null): string | null {
  const parsed: unknown = body === null ? null : JSON.parse(body);
  return typeof parsed === "object" && parsed !== null && "id" in parsed && typeof parsed.id === "string"
    ? parsed.id
    : null;
}

async function listResponse(c: EdgeContext, route: Route, page: Page<unknown>, asked: AskedWords): Promise<Response> {
  const scope = c.var.admitted.context;
  const data = page.rows.map((row) => route.present(row as never, scope as never));
  const question = questionOf(route.op, tenantOf(scope), asked.param, asked.query);
  const cursor = page.next === null ? null : await writeCursor(scope.config, question, page.next);
  const headers: Record<string, string> = { "Content-Type": "application/json" };
  if (cursor !== null) {
    const next = new URL(c.req.url);
    next.searchParams.set("cursor", cursor);
    headers["Link"] = `<${scope.config.baseUrl}${next.pathname}${next.search}>; rel="next"`;
  }
  return new Response(JSON.stringify({ object: "list", data, has_more: cursor !== null, next_cursor: cursor }), {
    headers,
  });
}
