import { Hono, type MiddlewareHandler, type NotFoundHandler } from "hono";
import { mintId } from "#kernel/ids.ts";
import type { Refusal } from "#kernel/outcome.ts";
import { readClock, stopwatch } from "#platform/clock.ts";
import { ConfigFault, configOf } from "#platform/config.ts";
import { messageOf } from "#platform/commit.ts";
import { newTally, openDatabase } from "#platform/d1.ts";
import { logFault, logRequest } from "#platform/log.ts";
import type { Context } from "#platform/scope.ts";
import { mintSecret } from "#platform/secrets.ts";
import type { EdgeContext, EdgeEnv, Gate, RefuseWith } from "./door.ts";
import { corsPreflight, dressHeaders } from "./headers.ts";
import { firstPart, type PageRoute, registerPage } from "./pages.ts";
import type { ProblemBody } from "./client.ts";
import { type Problems, problemResponse, problemType } from "./problem.ts";
import type { Route } from "./routes.ts";
import { registerRoute } from "./serve.ts";
import { apiVersions } from "./versions.ts";
import { within } from "./within.ts";

/** What the edge is built of. It knows no domain: the gate, the problems and the routes are handed in. */
export type EdgeParts = {
  routes: readonly Route[];
  pages: readonly PageRoute[];
  problems: Problems;
  gate: Gate;
  /** How a refusal looks to whoever came with a browser; without one they get what programs get. */
  face?: Face;
};

/** A problem, as it would be written for programs, said to a reader. */
export type Face = (problem: ProblemBody, reader: { accept: string | undefined; nonce: string }) => Promise<Response>;

/** Builds the Worker's router from contracts. What no contract names answers 404. */
export function edge(parts: EdgeParts): Hono<EdgeEnv> {
  const app = new Hono<EdgeEnv>({ strict: true });
  const refuseWith: RefuseWith = (c, refusal, headers) =>
    problemResponse(
      {
        problems: parts.problems,
        // Without a usable configuration nobody knows where we are; a relative reference is a URI too.
        baseUrl: c.var.context?.config.baseUrl ?? "",
        requestId: c.var.requestId,
      },
      refusal,
      headers,
    );

  app.use(dressed);
  if (parts.face !== undefined) app.use(faced(parts.face));
  app.use(told);
  app.onError((error, c) => {
    logFault(c.var.requestId, error);
    return refuseWith(c, faultOf(error));
  });
  for (const route of parts.routes) registerRoute(app, route, parts.gate, refuseWith);
  const ask = within(parts.routes, refuseWith);
  for (const page of parts.pages) registerPage(app, page, ask, refuseWith);
  app.notFound(elsewhere([...parts.routes.map(({ op }) => op), ...parts.pages], refuseWith));
  return app;
}

type Stage = MiddlewareHandler<EdgeEnv>;

/** The moment and the name of a request, and the headers that every answer wears. */
const dressed: Stage = async (c, next) => {
  const now = readClock();
  const requestId = mintId("request", now);
  c.set("now", now);
  c.set("requestId", requestId);
  await next();
  c.res.headers.set("Request-Id", requestId);
  c.res.headers.set("Interlock-Version", apiVersions[0]);
  dressHeaders(c.res.headers, c.req.path, c.var.nonce);
};

/** Whoever follows a link wants to read what is wrong; programs, and people who try the API in a browser, get what programs get. */
const faced =
  (face: Face): Stage =>
  async (c, next) => {
    await next();
    const isReader = c.req.header("Accept")?.includes("text/html") === true;
    const isPage = c.var.nonce !== undefined || !c.req.path.startsWith("/v1/");
    if (!isReader || !isPage || c.res.headers.get("Content-Type") !== problemType) return;
    const problem = await c.res.json<ProblemBody>();
    const nonce = c.var.nonce ?? mintSecret();
    c.set("nonce", nonce);
    const page = await face(problem, { accept: c.req.header("Accept-Language"), nonce });
    // Hono keeps the headers of an answer that is replaced; what a refusal says to programs in them stays.
    page.headers.set("Content-Type", "text/html; charset=utf-8");
    c.res = page;
  };

/** Stands inside `dressed`, so that an answer is dressed even when the configuration stops us here. */
const told: Stage = async (c, next) => {
  const elapsed = stopwatch();
  const context = openContext(c);
  c.set("context", context);
  await next();
  const scope = c.var.admitted?.context;
  logRequest({
    requestId: context.requestId,
    method: c.req.method,
    route: c.var.route ?? null,
    status: c.res.status,
    milliseconds: elapsed(),
    tenant: scope !== undefined && "tenant" in scope ? scope.tenant.id : null,
    actor: scope?.actor.kind ?? "public",
    trace: /^00-([0-9a-f]{32})-/.exec(c.req.header("traceparent") ?? "")?.[1] ?? null,
    tally: context.tally,
  });
};

function faultOf(error: unknown): Refusal {
  if (error instanceof ConfigFault) return { code: "config.unusable", detail: error.message, settings: error.settings };
  return isStorageTrouble(error) ? { code: "storage.unavailable", retry_after: 2 } : { code: "fault.unexpected" };
}

/** No such path, or no such method on it. */
function elsewhere(
  known: readonly { method: string; path: string; besides?: ReadonlySet<string> }[],
  refuseWith: RefuseWith,
): NotFoundHandler<EdgeEnv> {
  const shapes = known.map(({ method, path, besides }) => ({
    method: method.toUpperCase(),
    takes: (asked: string) => pathShape(path).test(asked) && besides?.has(firstPart(asked)) !== true,
  }));
  return (c) => {
    const methods = [...new Set(shapes.filter(({ takes }) => takes(c.req.path)).map(({ method }) => method))];
    if (methods.length === 0) return refuseWith(c, { code: "route.unknown" });
    const allowed = (methods.includes("GET") ? [...methods, "HEAD"] : methods).toSorted();
    const allow = { Allow: allowed.join(", ") };
    if (c.req.method === "OPTIONS") {
      return new Response(null, { status: 204, headers: { ...allow, ...corsPreflight(c.req.path, allow.Allow) } });
    }
    return refuseWith(c, { code: "method.not_allowed", allowed }, allow);
  };
}

function openContext(c: EdgeContext): Context {
  const { now, requestId } = c.var;
  const tally = newTally();
  return {
    now,
    requestId,
    newId: (kind) => mintId(kind, now),
    db: openDatabase(c.env.DB, tally),
    tally,
    config: configOf(c.env),
    bindings: c.env,
    actor: { kind: "public" },
    // Only the platform's own header says where a request came from; forwarded ones are anybody's claim.
    caller: {
      ip: c.req.header("CF-Connecting-IP") ?? "0.0.0.0",
      userAgent: c.req.header("User-Agent")?.slice(0, 500) ?? null,
    },
    later: (work) => c.executionCtx.waitUntil(work.catch((error: unknown) => logFault(requestId, error))),
  };
}

const pathShape = (path: string): RegExp =>
  new RegExp(`^${path.replaceAll(/[.*+?^$()|[\]\\]/g, String.raw`\$&`).replaceAll(/\{\w+\}/g, "[^/]+")}$`);

const storageTroubles = [
  "Network connection lost",
  "overloaded",
  "Internal error in D1",
  "Internal error while starting up D1",
  "reset because its code was updated",
  "exceeded timeout",
  "Cannot resolve D1",
];

const isStorageTrouble = (error: unknown): boolean => storageTroubles.some((words) => messageOf(error).includes(words));
