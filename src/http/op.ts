import type * as z from "zod";

/**
 * Who may: `anyone` at all; a signed-in `person`, with or without a tenant; any principal of a `tenant`, human or key;
 * or whoever holds the named permission in the tenant. A route without this field does not exist.
 */
export type May = "anyone" | "person" | "tenant" | (string & {});

type Shape = z.ZodObject;

export type Order = `${string}.${"asc" | "desc"}`;

/** A contract: what one operation takes, answers and refuses. Data only: routes, OpenAPI, client and tests derive from it. */
export type OpDef = {
  id: string;
  method: "get" | "post" | "put" | "patch" | "delete";
  /** As in OpenAPI: `/v1/teams/{id}`. */
  path: string;
  tag: string;
  summary: string;
  description?: string;
  may: May;
  param?: Shape;
  query?: Shape;
  body?: z.ZodType;
  /** In place of `body`: a file of this type and no more than so many bytes, which the handler is given as it came. */
  takes?: { type: "text/csv"; maxBytes: number };
  /** Status of success; 204 has no answer. */
  status: 200 | 201 | 202 | 204;
  answer?: z.ZodType;
  /** The answer is no JSON but a file of this type, a `Download` that is written while it is read. */
  gives?: "text/csv";
  /** For lists: the orders one may ask for, the first being the default. `answer` is then one row. */
  order?: readonly [Order, ...Order[]];
  /** Whoever asks by one of these fields, and names no order, gets this one. */
  orderWith?: Readonly<Record<string, Order>>;
  /** Relations that `expand` may name. */
  expand?: readonly string[];
  /** Where what was made is found afterwards, when that is not below the path it was made at. */
  home?: string;
  /** Domain refusals, by code; those every operation shares are added by the document's builder. */
  refusals?: readonly string[];
  /** The answer shows a secret once: a replay gets 409 with the id instead. */
  secret?: true;
  /** Leaves the Idempotency-Key out: for POSTs whose repetition must act again (a refresh, a sign-in). */
  repeats?: true;
  /**
   * `required`: the Idempotency-Key must be sent, because time is taken or moved. `kept`: it must, and whoever is asked remembers the
   * answer themselves, so that nothing is written for it.
   */
  key?: "required" | "kept";
  /** `If-Match` must be sent (428 otherwise). It is honoured everywhere an ETag is given. */
  ifMatch?: "required";
  /** The answer moves without its row's version (with the clock, or with other rows): it is never called unchanged. */
  drifts?: true;
  /** Cache-Control of a success; without it answers are private and not stored. */
  cache?: string;
  /** A request a reader can copy; what it leaves out is made up from the schema. */
  example?: { param?: Record<string, string>; query?: Record<string, string>; body?: unknown };
};

/** Whether the answer says where to find what was made. To strangers it would repeat the link they bear, and be kept with the answer. */
export const tellsWhere = ({ status, may }: Pick<OpDef, "status" | "may">): boolean =>
  status === 201 && may !== "anyone";

/** Names a contract, keeping every literal type. */
export const op = <const D extends OpDef>(def: D): D => def;

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** A file as it was sent. The digest stands for it wherever the whole would be too long. */
export type Upload = { bytes: Uint8Array<ArrayBuffer>; sha256: string };

/** A file on its way out: its name, and its text part by part. Each part is asked for once the one before has gone. */
export type Download = { fileName: string; parts: AsyncIterator<string> };

/** What a handler is given: parsed, typed, complete. */
export type Asked<D extends OpDef> = {
  param: Parsed<D["param"]>;
  query: Parsed<D["query"]>;
  body: D["takes"] extends object ? Upload : Parsed<D["body"]>;
  page: D["order"] extends readonly Order[] ? PageAsk<D["order"][number]> : undefined;
  expand: ReadonlySet<D["expand"] extends readonly (infer E)[] ? E : never>;
  /** The version the caller has seen, when it says so. */
  ifMatch: number | undefined;
};

type FieldOf<O> = O extends `${infer F}.${"asc" | "desc"}` ? F : never;

export type PageAsk<O = Order> = {
  limit: number;
  by: FieldOf<O>;
  descending: boolean;
  after: { key: number | string; id: string } | null;
};

export type AnswerOf<D extends OpDef> = D["gives"] extends string
  ? Download
  : D["answer"] extends z.ZodType
    ? z.input<D["answer"]>
    : undefined;
