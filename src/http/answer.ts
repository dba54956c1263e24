import { type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { type AskedWords, questionOf, tenantOf } from "./ask.ts";
import { writeCursor } from "./cursor.ts";
import { challengeFor, type EdgeContext, type RefuseWith } from "./door.ts";
import { intentOf, settle } from "./idempotency.ts";
import { type Download, tellsWhere, type Upload } from "./op.ts";
import { problemType } from "./problem.ts";
import type { Route } from "./routes.ts";

const raceTries = 5;

/** A request without a key: each time it comes, it acts. */
export async function answerOnce(
  c: EdgeContext,
  route: Route,
  asked: AskedWords,
  refuseWith: RefuseWith,
): Promise<Response> {
  const outcome = await runToTheEnd(route, c.var.admitted.context, asked);
  if (!outcome.ok) return refuseWith(c, outcome.refusal, challengeFor(outcome));
  if (route.op.order !== undefined) return listResponse(c, route, outcome.value as Page<unknown>, asked);
  if (route.op.gives !== undefined) return fileResponse(route.op.gives, outcome.value as Download);
  const { status, body, headers } = written(c, route, outcome.value);
  const mayStand = route.op.method === "get" && route.op.drifts !== true;
  if (mayStand && isUnchanged(c.req.header("If-None-Match"), headers["ETag"], asked)) {
    return new Response(null, { status: 304, headers });
  }
  return new Response(await revealed(c, route, body), { status, headers });
}

/** What is kept of an answer, and what is not, together. */
async function revealed(c: EdgeContext, { reveal }: Route, body: string | null): Promise<string | null> {
  if (reveal === undefined || body === null) return body;
  // Written by us, from an object.
  return JSON.stringify(await reveal(JSON.parse(body) as Record<string, unknown>, c.var.context));
}

/** The tag is the row's version: it says nothing of what was expanded beside the row, so that is always sent whole. */
const isUnchanged = (seen: string | undefined, tag: string | undefined, asked: AskedWords): boolean =>
  asked.expand.size === 0 && seen !== undefined && seen.split(",").some((one) => one.trim() === tag);

/** A request with a key acts at most once, however often it comes, and always gets the first answer. */
export async function answerAgain(
  c: EdgeContext,
  route: Route,
  asked: AskedWords,
  key: string,
  refuseWith: RefuseWith,
): Promise<Response> {
  const scope = c.var.admitted.context;
  const { param, query } = asked;
  // The bytes of a file are as good as their digest.
  const body = route.op.takes === undefined ? asked.body : (asked.body as Upload).sha256;
  const intent = await intentOf(scope, route.op, key, { param, query, body });
  const pending = {
    ...intent,
    render: (result: unknown) => {
      const answer = written(c, route, result);
      return { ...answer, body: route.op.secret === true ? null : answer.body, entity: idOf(answer.body) };
    },
  };
  const outcome = await runToTheEnd(route, { ...scope, decision: pending }, asked);
  if (route.op.key === "kept" && !outcome.ok) return refuseWith(c, outcome.refusal, challengeFor(outcome));
  if (outcome.ok) {
    const answer = written(c, route, outcome.value);
    return new Response(await revealed(c, route, answer.body), { status: answer.status, headers: answer.headers });
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
  const isSuccess = standing.status < 400;
  return new Response(isSuccess ? await revealed(c, route, standing.body) : standing.body, {
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
  if (op.cache !== undefined) headers["Cache-Control"] = op.cache;
  const version = versionOf(result);
  if (version !== undefined) headers["ETag"] = `"${version}"`;
  const id = tellsWhere(op) ? idOf(body) : null;
  if (id !== null) headers["Location"] = `${op.home ?? new URL(c.req.url).pathname}/${id}`;
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

/** Nobody but the reader waits for what is not written yet; who stops reading stops the writing. */
function fileResponse(type: string, { fileName, parts }: Download): Response {
  const encoder = new TextEncoder();
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done: ended, value } = await parts.next();
      if (ended === true) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => void (await parts.return?.()),
  });
  return new Response(body, {
    headers: { "Content-Type": `${type}; charset=utf-8`, "Content-Disposition": `attachment; filename="${fileName}"` },
  });
}

async function listResponse(c: EdgeContext, route: Route, page: Page<unknown>, asked: AskedWords): Promise<Response> {
  const scope = c.var.admitted.context;
  const rows = page.rows.map((row) => route.present(row as never, scope as never) as Record<string, unknown>);
  const { reveal } = route;
  const data = reveal === undefined ? rows : await Promise.all(rows.map((row) => reveal(row, c.var.context)));
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
