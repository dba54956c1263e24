import { env, exports } from "cloudflare:workers";
import { expect } from "vitest";
import * as z from "zod";
import { type Answer, type Ask, connect } from "../../src/client.ts";
import type { OpDef } from "#http/op.ts";
import { everyMark, marks } from "./world/marks.ts";

export type TestClient = {
  call: <const D extends OpDef>(op: D, ask: Ask<D>) => Promise<Answer<D>>;
  /** Calls and expects success; hands the body on. */
  ok: <const D extends OpDef>(op: D, ask: Ask<D>) => Promise<Extract<Answer<D>, { ok: true }>["body"]>;
  /** Calls and expects a refusal with this code. */
  refused: <const D extends OpDef>(op: D, ask: Ask<D>, code: string) => Promise<Extract<Answer<D>, { ok: false }>>;
  fetch: (path: string, init?: RequestInit) => Promise<Response>;
  credential: string | undefined;
};

export const Problem = z.looseObject({
  type: z.url(),
  title: z.string().min(1),
  status: z.int().min(400).max(599),
  code: z.string().regex(/^[a-z_]+\.[a-z_]+$/),
  detail: z.string().optional(),
  errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string().optional() })).optional(),
  instance: z.string(),
  request_id: z.string(),
});

const internals =
  /\bat \w+ \(|node_modules|D1_ERROR|SQLITE_|\bselect\b[^.;]{1,400}?\bfrom\b\s+(?:\\"|[a-z_]+\s+where\b)|workerd|ROOT_SECRET=/i;

/** A client that believes nothing: every answer is held against its contract, and searched for other worlds' marks. */
export function caller(options: { mark: string; credential?: string | undefined }): TestClient {
  const { mark, credential } = options;
  const baseUrl = env.PUBLIC_ORIGIN;

  const watched = async (request: Request): Promise<Response> => {
    const response = await exports.default.fetch(request);
    const text = await response.clone().text();
    assertNoLeak(mark, `${JSON.stringify([...response.headers])} ${text}`);
    expect(response.headers.get("Request-Id")).toMatch(/^req_/);
    if (response.status >= 400) {
      expect(response.headers.get("Content-Type")).toBe("application/problem+json");
      const problem = Problem.parse(JSON.parse(text));
      expect(problem.status).toBe(response.status);
      expect(text).not.toMatch(internals);
    }
    return response;
  };

  const client = connect({ baseUrl, credential, fetch: watched });
  const call = async <const D extends OpDef>(op: D, ask: Ask<D>): Promise<Answer<D>> => {
    const answer = await client.call(op, ask);
    if (answer.ok) answerSchema(op).parse(answer.body);
    return answer;
  };
  return {
    credential,
    call,
    async ok(op, ask) {
      const answer = await call(op, ask);
      if (!answer.ok) throw new Error(`${op.id} was refused: ${JSON.stringify(answer.problem)}`);
      expect(answer.status).toBe(op.status);
      return answer.body;
    },
    async refused(op, ask, code) {
      const answer = await call(op, ask);
      if (answer.ok) throw new Error(`${op.id} should have been refused with ${code}`);
      expect(answer.problem.code).toBe(code);
      return answer;
    },
    fetch: (path, init) =>
      watched(
        new Request(baseUrl + path, {
          ...init,
          headers: {
            ...(credential === undefined ? {} : { Authorization: `Bearer ${credential}` }),
            ...(init?.headers as Record<string, string>),
          },
        }),
      ),
  };
}

/** What a success of this operation must look like. */
export function answerSchema(op: OpDef): z.ZodType {
  if (op.status === 204 || op.answer === undefined) return z.null();
  if (op.order === undefined) return op.answer;
  return z.strictObject({
    object: z.literal("list"),
    data: z.array(op.answer),
    has_more: z.boolean(),
    next_cursor: z.string().nullable(),
  });
}

export function assertNoLeak(mark: string, text: string): void {
  for (const [other] of text.matchAll(everyMark))
    if (other !== mark && marks.has(other)) throw new Error(`An answer to ${mark} holds the mark of ${other}`);
}
