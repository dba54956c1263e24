/** As much of OpenAPI 3.1 as our own document uses. Its builder writes it, the reference pages and the fuzzer read it. */
export type Document = {
  openapi: string;
  info: { title: string; version: string; summary?: string; description?: string };
  tags: { name: string; description: string }[];
  paths: Record<string, Partial<Record<Method, Operation>>>;
  /** What we send, not what we answer. */
  webhooks?: Record<string, object>;
  components: {
    schemas: Record<string, Schema>;
    parameters: Record<string, Parameter>;
    headers: Record<string, Header>;
    responses: Record<string, Answer>;
    securitySchemes: Record<string, object>;
  };
};

export const methods = ["get", "post", "put", "patch", "delete"] as const;
export type Method = (typeof methods)[number];

export type Ref = { $ref: string };

export type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters?: (Parameter | Ref)[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, Answer | Ref>;
  security: Record<string, string[]>[];
  "x-permission": string;
  /** Speaks no JSON: a form, a page, a calendar, a text that is signed byte for byte. */
  "x-door"?: true;
  "x-codeSamples"?: { lang: string; label: string; source: string }[];
};

export type Parameter = {
  name: string;
  in: "path" | "query" | "header";
  required?: boolean;
  description?: string;
  schema: Schema;
  style?: string;
  explode?: boolean;
};

export type Header = { description?: string; schema: Schema };
export type Content = Record<string, { schema: Schema; example?: unknown }>;
export type Answer = { description: string; headers?: Record<string, Header | Ref>; content?: Content };

export type Schema = {
  $ref?: string;
  type?: string | string[];
  format?: string;
  pattern?: string;
  const?: unknown;
  enum?: unknown[];
  default?: unknown;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  additionalProperties?: boolean | Schema;
  propertyNames?: Schema;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  allOf?: Schema[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  minProperties?: number;
  maxProperties?: number;
  /** Of an id: which noun it names, as in `kernel/ids`. */
  "x-kind"?: string;
};

/** What a reference points at; anything else is itself. */
export function deref<T extends object>(document: Document, node: T | Ref): T {
  if (!("$ref" in node) || typeof node.$ref !== "string") return node as T;
  let found: unknown = document;
  for (const step of node.$ref.slice(2).split("/")) found = (found as Record<string, unknown> | undefined)?.[step];
  if (found === undefined) throw new Error(`The document points at nothing: ${node.$ref}`);
  return deref(document, found as T | Ref);
}

export type Listed = { method: Method; path: string; operation: Operation };

/** Every operation, in the order of the document. */
export const operationsOf = (document: Document): Listed[] =>
  Object.entries(document.paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ method, path, operation }];
    }),
  );

/** Parameters of one operation, references followed. */
export const parametersOf = (document: Document, operation: Operation): Parameter[] =>
  (operation.parameters ?? []).map((parameter) => deref<Parameter>(document, parameter));

/** The codes an answer may carry, from its schema. */
export function codesOf(document: Document, answer: Answer | Ref): string[] {
  const schema = deref<Answer>(document, answer).content?.["application/problem+json"]?.schema;
  return (schema?.allOf ?? []).flatMap((part) => (part.properties?.["code"]?.enum ?? []) as string[]);
}
