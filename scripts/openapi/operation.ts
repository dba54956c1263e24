// One contract as an OpenAPI operation.
import * as z from "zod";
import type { ZodOpenApiOperationObject, ZodOpenApiResponsesObject } from "zod-openapi";
import { type OpDef, tellsWhere } from "../../src/http/op.ts";
import { headers, parameter, phrases, refusalAnswer } from "./components.ts";
import type { Source } from "./contracts.ts";
import { hasVersion, refusalsOf, shapeOf, takesKey } from "./refusals.ts";

export function operation(op: OpDef, source: Source): ZodOpenApiOperationObject {
  const query = queryOf(op);
  return {
    operationId: op.id,
    tags: [op.tag],
    summary: op.summary,
    ...(op.description === undefined ? {} : { description: op.description }),
    security: securityOf(op),
    "x-permission": op.may,
    requestParams: {
      ...(op.param === undefined ? {} : { path: op.param }),
      ...(Object.keys(query).length === 0 ? {} : { query: z.object(query) }),
    },
    parameters: sharedParameters(op) as NonNullable<ZodOpenApiOperationObject["parameters"]>,
    ...(op.takes === undefined ? {} : { requestBody: fileOf(op, op.takes) }),
    ...(op.body === undefined ? {} : { requestBody: bodyOf(op, op.body) }),
    responses: { ...success(op), ...refusals(op, source) } as ZodOpenApiResponsesObject,
  };
}

function securityOf(op: OpDef): Record<string, string[]>[] {
  if (op.may === "anyone") return [];
  return op.may === "person" ? [{ accessToken: [] }] : [{ apiKey: [] }, { accessToken: [] }];
}

/** `a,b` is an array to whoever reads the document, and so are the names that `expand` takes. */
function queryOf(op: OpDef): Record<string, z.ZodType> {
  const commas = { style: "form", explode: false } as const;
  const own = Object.entries(op.query?.shape ?? {}).map(([name, schema]): [string, z.ZodType] => {
    const list = listInside(schema);
    if (list === undefined) return [name, schema as z.ZodType];
    const description = z.globalRegistry.get(schema)?.description;
    return [name, list.optional().meta({ ...(description === undefined ? {} : { description }), param: commas })];
  });
  const [first] = op.order ?? [];
  const order = first === undefined ? {} : { order: z.enum(op.order ?? []).default(first) };
  const expand =
    op.expand === undefined
      ? {}
      : { expand: z.array(z.enum(op.expand)).optional().meta({ description: "What to show in full.", param: commas }) };
  return { ...Object.fromEntries(own), ...order, ...expand };
}

/** The array at the end of a chain of pipes and wrappers, where the text is taken apart at its commas. */
function listInside(schema: unknown): z.ZodType | undefined {
  const { def } = schema as { def?: { type: string; out?: unknown; innerType?: unknown } };
  if (def === undefined) return undefined;
  if (def.type === "array") return schema as z.ZodType;
  return listInside(def.out ?? def.innerType ?? {});
}

function sharedParameters(op: OpDef): object[] {
  const shown = [];
  if (op.order !== undefined) shown.push(parameter("Limit"), parameter("Cursor"));
  if (takesKey(op)) shown.push(parameter(op.key === undefined ? "IdempotencyKey" : "RequiredIdempotencyKey"));
  const isChange = op.method !== "get" && op.refusals?.includes("version.conflict") === true;
  if (isChange || op.ifMatch === "required") shown.push(parameter("IfMatch"));
  if (op.method === "get" && hasVersion(op)) shown.push(parameter("IfNoneMatch"));
  return [...shown, parameter("InterlockVersion")];
}

function bodyOf(op: OpDef, schema: z.ZodType): NonNullable<ZodOpenApiOperationObject["requestBody"]> {
  const example = op.example?.body === undefined ? {} : { example: op.example.body };
  const json = { "application/json": { schema, ...example } };
  return {
    required: true,
    content: op.method === "patch" ? { "application/merge-patch+json": { schema, ...example }, ...json } : json,
  };
}

const fileOf = (op: OpDef, { type, maxBytes }: NonNullable<OpDef["takes"]>) => ({
  required: true,
  content: {
    [type]: {
      schema: z.string().meta({ description: `UTF-8, ${maxBytes / 1024 ** 2} MB at most.` }),
      ...(op.example?.body === undefined ? {} : { example: op.example.body }),
    },
  },
});

function success(op: OpDef): Record<string, object> {
  const names: Parameters<typeof headers>[number][] = ["Request-Id", "Interlock-Version"];
  if (op.may !== "anyone") names.push("RateLimit-Policy", "RateLimit");
  if (op.order !== undefined) names.push("Link");
  if (hasVersion(op)) names.push("ETag");
  if (tellsWhere(op) && "id" in shapeOf(op)) names.push("Location");
  if (takesKey(op)) names.push("Idempotency-Replayed");
  const content =
    op.answer === undefined || op.status === 204
      ? {}
      : { content: { [op.gives ?? "application/json"]: { schema: answerOf(op, op.answer) } } };
  const isUnchanged = op.method === "get" && hasVersion(op) && op.drifts !== true;
  return {
    [op.status]: { description: `${phrases[op.status]}.`, headers: headers(...names), ...content },
    ...(isUnchanged ? { 304: { description: `${phrases[304]}.`, headers: headers("Request-Id", "ETag") } } : {}),
  };
}

const answerOf = (op: OpDef, answer: z.ZodType): z.ZodType =>
  op.order === undefined
    ? answer
    : z.strictObject({
        object: z.literal("list"),
        data: z.array(answer),
        has_more: z.boolean(),
        next_cursor: z.string().nullable(),
      });

const refusals = (op: OpDef, source: Source): Record<string, object> =>
  Object.fromEntries(
    [...refusalsOf(op, source.problems)].map(([status, codes]) => [status, refusalAnswer(status, codes)]),
  );
