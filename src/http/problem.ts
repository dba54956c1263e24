import type { Fault, Refusal } from "#kernel/outcome.ts";

/** What `problems.ts` says of a code. */
export type Problem = { status: number; title: string; explain?: string };

export type Problems = (code: string) => Problem | undefined;

export type ProblemFrame = { problems: Problems; baseUrl: string; requestId: string };

export const problemType = "application/problem+json";

/** RFC 9457. `type` is a live page, `code` is what programs read, `errors` points at each fault. */
export function problemBody(frame: ProblemFrame, refusal: Refusal): { status: number; body: string } {
  const problem = frame.problems(refusal.code);
  if (problem === undefined) throw new Error(`A refusal without a line in problems.ts: ${refusal.code}`);
  const { code, detail, pointer, errors, ...extensions } = refusal;
  const faults: readonly Fault[] =
    errors?.map((fault) => told(frame, code, fault)) ??
    (pointer === undefined ? [] : [{ pointer, code, ...(detail === undefined ? {} : { detail }) }]);
  const body = JSON.stringify({
    // First, so that a fact a refusal carries can never pass for a standard member.
    ...extensions,
    type: `${frame.baseUrl}/problems/${code}`,
    title: problem.title,
    status: problem.status,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(faults.length === 0 ? {} : { errors: faults }),
    instance: `urn:interlock:request:${frame.requestId}`,
    request_id: frame.requestId,
  });
  return { status: problem.status, body };
}

/** A fault under another code than the problem's says itself what that code means. */
function told({ problems }: ProblemFrame, code: string, fault: Fault): Fault {
  const title = fault.code === code ? undefined : problems(fault.code)?.title;
  return fault.detail !== undefined || title === undefined ? fault : { ...fault, detail: title };
}

export function problemResponse(frame: ProblemFrame, refusal: Refusal, headers: Record<string, string> = {}): Response {
  const { status, body } = problemBody(frame, refusal);
  const retry = typeof refusal["retry_after"] === "number" ? { "Retry-After": String(refusal["retry_after"]) } : {};
  return new Response(body, { status, headers: { "Content-Type": problemType, ...retry, ...headers } });
}
