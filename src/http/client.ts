import type * as z from "zod";
import type { OpDef } from "./op.ts";

/** What one call is given, as it goes over the wire. */
export type Ask<D extends OpDef> = (D["takes"] extends object ? { body: string | Uint8Array<ArrayBuffer> } : object) & {
  [P in "param" | "query" | "body" as D[P] extends z.ZodType
    ? object extends z.input<D[P]>
      ? never
      : P
    : never]: z.input<Extract<D[P], z.ZodType>>;
} & {
  [P in "query" | "body" as D[P] extends z.ZodType ? P : never]?: z.input<Extract<D[P], z.ZodType>>;
} & { page?: { limit?: number; cursor?: string; order?: string }; expand?: string; headers?: Record<string, string> };

export type ProblemBody = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail?: string;
  errors?: { pointer: string; code: string; detail?: string }[];
  request_id: string;
  [extension: string]: unknown;
};

type One<D extends OpDef> = D["answer"] extends z.ZodType ? z.output<D["answer"]> : null;
type Body<D extends OpDef> = D["order"] extends readonly string[]
  ? { object: "list"; data: One<D>[]; has_more: boolean; next_cursor: string | null }
  : One<D>;

export type Answer<D extends OpDef> =
  | { ok: true; status: number; headers: Headers; body: Body<D> }
  | { ok: false; status: number; headers: Headers; problem: ProblemBody };

export type ClientOptions = {
  baseUrl: string;
  /** An API key or an access token. */
  credential?: string | undefined;
  fetch?: (request: Request) => Promise<Response>;
};

export type Client = { call: <const D extends OpDef>(op: D, ask: Ask<D>) => Promise<Answer<D>> };

/** A typed client without generated code: `connect({ baseUrl, credential }).call(createTeam, { body: { name: "Platform" } })`. */
export function connect(options: ClientOptions): Client {
  const send = options.fetch ?? fetch;
  return {
    async call<const D extends OpDef>(op: D, ask: Ask<D>): Promise<Answer<D>> {
      const response = await send(requestFor(options, op, ask));
      const text = await response.text();
      const isJson = /json\b/.test(response.headers.get("Content-Type") ?? "");
      const body: unknown = text === "" ? null : isJson ? JSON.parse(text) : text;
      const { status, headers } = response;
      // The server answers by the same contract; a caller who wants proof parses with `op.answer`.
      return status < 400
        ? { ok: true, status, headers, body: body as Body<D> }
        : { ok: false, status, headers, problem: body as ProblemBody };
    },
  };
}

type LooseAsk = {
  param?: Record<string, string>;
  /** Numbers and flags become text on the way into the URL. */
  query?: Record<string, string>;
  body?: unknown;
  page?: Record<string, string>;
  expand?: string;
  headers?: Record<string, string>;
};

export function requestFor(options: ClientOptions, op: OpDef, ask: object): Request {
  const { param, query, body, page, expand, headers } = ask as LooseAsk;
  const path = op.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(param?.[name] ?? ""));
  const url = new URL(options.baseUrl + path);
  for (const [name, value] of Object.entries({ ...query, ...page, expand })) {
    if (value !== undefined) url.searchParams.set(name, value);
  }
  return new Request(url, {
    method: op.method.toUpperCase(),
    headers: {
      ...(options.credential === undefined ? {} : { Authorization: `Bearer ${options.credential}` }),
      ...(body === undefined ? {} : { "Content-Type": op.takes?.type ?? "application/json" }),
      // Whoever wants to retry brings a key of their own.
      ...(op.key === undefined ? {} : { "Idempotency-Key": crypto.randomUUID() }),
      ...headers,
    },
    // What is taken as a file is text or bytes.
    ...(body === undefined ? {} : { body: op.takes === undefined ? JSON.stringify(body) : (body as BodyInit) }),
  });
}
