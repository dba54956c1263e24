// The OpenAPI 3.1 document, made of contracts. What every operation shares stands once, in components.
import { createDocument, type ZodOpenApiComponentsObject } from "zod-openapi";
import { type Document, operationsOf, parametersOf } from "../../src/http/document.ts";
import type { OpDef } from "../../src/http/op.ts";
import { headerComponents, parameterComponents, problemSchema, sharedAnswers } from "./components.ts";
import type { Source } from "./contracts.ts";
import { curl } from "./curl.ts";
import { operationOfDoor } from "./door-operation.ts";
import { operation } from "./operation.ts";
import { tags } from "./tags.ts";
import { webhooks } from "./webhooks.ts";

type Shared<Section extends keyof ZodOpenApiComponentsObject> = NonNullable<ZodOpenApiComponentsObject[Section]>;

export function buildDocument(source: Source): Document {
  const paths: Record<string, Record<string, unknown>> = {};
  const places = Object.keys(tags);
  const placeOf = ({ tag, id }: OpDef) => {
    const place = places.indexOf(tag);
    if (place < 0) throw new Error(`${id} has the tag "${tag}", which scripts/openapi/tags.ts does not explain`);
    return place;
  };
  const inOrder = source.ops.toSorted(
    (a, b) => placeOf(a) - placeOf(b) || compare(a.path, b.path) || compare(a.id, b.id),
  );
  for (const op of inOrder) {
    const item = (paths[op.path] ??= {});
    if (item[op.method] !== undefined) throw new Error(`${op.method} ${op.path} is contracted twice`);
    item[op.method] = operation(op, source);
  }
  for (const door of source.doors) {
    const item = (paths[door.path] ??= {});
    if (item[door.method] !== undefined) throw new Error(`${door.method} ${door.path} is contracted twice`);
    item[door.method] = operationOfDoor(door, source);
  }
  const used = new Set(source.ops.map((op) => op.tag));
  const made = createDocument(
    {
      openapi: "3.1.1",
      info: {
        title: "Interlock API",
        version: source.versions[0] ?? "",
        summary: "Interview scheduling that cannot double-book.",
        description: introduction,
        license: { name: "Proprietary", url: "/docs" },
      },
      servers: [{ url: "/", description: "Where this document was read." }],
      security: [],
      tags: Object.entries(tags).flatMap(([name, description]) => (used.has(name) ? [{ name, description }] : [])),
      paths: paths,
      webhooks: webhooks(source.facts),
      components: {
        schemas: { Problem: problemSchema },
        parameters: parameterComponents(source) as Shared<"parameters">,
        headers: headerComponents as Shared<"headers">,
        responses: sharedAnswers(source) as Shared<"responses">,
        securitySchemes: {
          apiKey: {
            type: "http",
            scheme: "bearer",
            description: "An API key, `ilk_live_…` or `ilk_test_…`. It belongs to one tenant.",
          },
          accessToken: {
            type: "http",
            scheme: "bearer",
            bearerFormat: "JWT",
            description: "The access token of a session: ten minutes, one person, one tenant.",
          },
        },
      },
    },
    { override },
  );
  // Ours is the part of OpenAPI that this builder writes.
  const document = prune(loosen(made as unknown as Document));
  for (const { method, path, operation: listed } of operationsOf(document)) {
    for (const parameter of parametersOf(document, listed)) {
      // Said once, of the parameter.
      if (parameter.description === parameter.schema.description) delete parameter.schema.description;
    }
    const op = source.ops.find((candidate) => candidate.id === listed.operationId);
    if (op !== undefined)
      listed["x-codeSamples"] = [{ lang: "curl", label: "curl", source: curl(document, op, method, path, listed) }];
  }
  return document;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Zod writes a page-long pattern beside each format; names of ours get the prefix that extensions have. */
function override({ jsonSchema, io }: { jsonSchema: object; io: "input" | "output" }): void {
  const schema = jsonSchema as Record<string, unknown>;
  if (schema["format"] !== undefined) delete schema["pattern"];
  if (schema["kind"] !== undefined) {
    schema["x-kind"] = schema["kind"];
    delete schema["kind"];
  }
  delete schema["commaSeparated"];
  // Within one version answers only grow, so a reader must not take an unknown field for a fault.
  if (io === "output" && schema["type"] === "object" && schema["additionalProperties"] === false)
    delete schema["additionalProperties"];
}

/** Beside a reference, "no other properties" would refuse all there are. */
function loosen(document: Document): Document {
  const text = JSON.stringify(document, (_, part: unknown) => {
    if (typeof part !== "object" || part === null || !("$ref" in part)) return part;
    return Object.fromEntries(Object.entries(part).filter(([name]) => name !== "additionalProperties"));
  });
  return JSON.parse(text) as Document;
}

/** Leaves out shared parts that nothing points at. */
function prune(document: Document): Document {
  const { components } = document;
  for (let before = -1, now = 0; before !== now; ) {
    before = now;
    const text = JSON.stringify(document);
    for (const [section, parts] of Object.entries(components)) {
      if (section === "securitySchemes") continue;
      for (const name of Object.keys(parts)) {
        if (text.includes(`"#/components/${section}/${name}"`)) continue;
        delete (parts as Record<string, unknown>)[name];
        now++;
      }
    }
  }
  return document;
}

const introduction = [
  "One set of rules for every operation.",
  "**Credentials**: `Authorization: Bearer …` with an API key or an access token; either says which tenant is meant. " +
    "The requests here take them from `INTERLOCK_KEY` and `INTERLOCK_TOKEN`; `/account` shows a token.",
  "**Errors** are RFC 9457 problem documents; `code` is stable, and `type` is a page that explains it.",
  '**Lists** are cut by `limit` and a signed `cursor`; `Link: rel="next"` and `next_cursor` lead on.',
  "**Changes**: PATCH is a JSON Merge Patch; `ETag` and `If-Match` keep two people from overwriting each other.",
  "**Retries**: send an `Idempotency-Key` with a POST, and it acts once however often it arrives.",
  "**Time**: instants are RFC 3339 in UTC. **Ids** say by their prefix what they name.",
].join("\n\n");
