import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Document, operationsOf, type Schema } from "#http/document.ts";
import { breaksBetween } from "../../scripts/openapi/breaks.ts";
import { readSource } from "../../scripts/openapi/contracts.ts";
import { buildDocument } from "../../scripts/openapi/document.ts";

const read = (path: string) => readFileSync(join(import.meta.dirname, "..", "..", path), "utf8");
const kept = () => JSON.parse(read("docs/openapi.json")) as Document;

describe("the OpenAPI document", () => {
  it("is what the contracts say today", async () => {
    expect(kept()).toEqual(JSON.parse(JSON.stringify(buildDocument(await readSource()))));
  });

  it("shows every operation with its reader, a request to paste, and every status with a schema or nothing", () => {
    for (const { operation } of operationsOf(kept())) {
      expect(operation["x-permission"]).toMatch(/^(?:anyone|person|tenant|[a-z_]+:[a-z_]+)$/);
      expect(operation["x-codeSamples"]?.[0]?.source).toMatch(/^curl ['h]/);
      // A sample with a placeholder in it is none.
      expect(operation["x-codeSamples"]?.[0]?.source).not.toMatch(/: "text"|\/text\b|undefined|%7B/);
      expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(["429", "500", "503"]));
    }
  });

  it("waives no break without a reason", () => {
    const waivers = JSON.parse(read("docs/api-breaks.json")) as { break: string; reason: string }[];
    for (const waiver of waivers) expect(waiver.reason.length).toBeGreaterThan(20);
  });

  it("refuses to be built from a contract whose refusal nobody explains, whose chapter nobody names, or that stands twice", async () => {
    const source = await readSource();
    const [first] = source.ops;
    if (first === undefined) throw new Error("no contracts");
    const planted = (op: object) => () => buildDocument({ ...source, ops: [...source.ops, { ...first, ...op }] });
    expect(planted({ id: "x", path: "/v1/x", refusals: ["no.such"] })).toThrow(
      "no.such, which problems.ts does not know",
    );
    expect(planted({ id: "x", path: "/v1/x", tag: "Nowhere" })).toThrow('the tag "Nowhere"');
    expect(planted({ id: "x" })).toThrow("is contracted twice");
  });
});

/** A small contract to break. */
const team: Schema = {
  type: "object",
  properties: {
    id: { type: "string" },
    name: { type: "string" },
    status: { type: "string", enum: ["open", "closed"] },
    parent: { anyOf: [{ $ref: "#/components/schemas/Parent" }, { type: "null" }] },
  },
  required: ["id", "name"],
};

const small = {
  openapi: "3.1.1",
  info: { title: "x", version: "1" },
  tags: [],
  components: {
    schemas: { Team: team, Parent: { type: "object", properties: { id: { type: "string" } }, required: ["id"] } },
    parameters: { Limit: { name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 100 } } },
    headers: {},
    responses: { Gone: { description: "gone" } },
    securitySchemes: {},
  },
  paths: {
    "/teams": {
      post: {
        operationId: "createTeam",
        parameters: [
          { name: "kind", in: "query", schema: { type: "string", enum: ["a", "b"] } },
          { $ref: "#/components/parameters/Limit" },
        ],
        requestBody: {
          required: true,
          content: {
            "application/json": {
              schema: {
                type: "object",
                properties: {
                  name: { type: "string", maxLength: 200 },
                  role: { type: ["string", "null"], enum: ["owner", "viewer"] },
                  tags: { type: "array", maxItems: 9, items: { type: "string" } },
                },
                required: ["name"],
                additionalProperties: false,
              },
            },
          },
        },
        responses: {
          201: {
            description: "made",
            content: { "application/json": { schema: { $ref: "#/components/schemas/Team" } } },
          },
          404: { $ref: "#/components/responses/Gone" },
        },
      },
    },
  },
};

type Small = typeof small;
const bodyOf = (d: Small) => d.paths["/teams"].post.requestBody.content["application/json"].schema;
const changed = (change: (document: Small) => void): string[] => {
  const after = structuredClone(small);
  change(after);
  // As much of a document as the differ reads.
  return breaksBetween(small as unknown as Document, after as unknown as Document);
};

describe("a break of the contract is seen", () => {
  it.each<[string, (d: Small) => void, string]>([
    ["a removed operation", (d) => Reflect.deleteProperty(d.paths["/teams"], "post"), "POST /teams is gone"],
    [
      "a renamed path",
      (d) => {
        Object.assign(d.paths, { "/squads": d.paths["/teams"] });
        Reflect.deleteProperty(d.paths, "/teams");
      },
      "POST /teams is gone",
    ],
    [
      "another operation id",
      (d) => (d.paths["/teams"].post.operationId = "makeTeam"),
      "POST /teams: operationId createTeam became makeTeam",
    ],
    [
      "a removed status",
      (d) => Reflect.deleteProperty(d.paths["/teams"].post.responses, "404"),
      "POST /teams: no longer answers 404",
    ],
    ["a newly required field", (d) => bodyOf(d).required.push("role"), "POST /teams: body field role is now required"],
    [
      "a field no longer taken",
      (d) => Reflect.deleteProperty(bodyOf(d).properties, "role"),
      "POST /teams: body field role is no longer taken",
    ],
    [
      "a narrowed enum in a body",
      (d) => bodyOf(d).properties.role.enum.pop(),
      "POST /teams: body field role no longer takes viewer",
    ],
    [
      "a narrowed type in a body",
      (d) => bodyOf(d).properties.role.type.pop(),
      "POST /teams: body field role no longer takes null",
    ],
    [
      "a shorter text",
      (d) => (bodyOf(d).properties.name.maxLength = 100),
      "POST /teams: body field name has a smaller maxLength",
    ],
    [
      "a shorter list",
      (d) => (bodyOf(d).properties.tags.maxItems = 3),
      "POST /teams: body field tags has a smaller maxItems",
    ],
    [
      "another item",
      (d) => (bodyOf(d).properties.tags.items.type = "integer"),
      "POST /teams: body field tags item no longer takes string",
    ],
    [
      "a removed parameter",
      (d) => d.paths["/teams"].post.parameters.shift(),
      "POST /teams: query parameter kind is gone",
    ],
    [
      "a newly required parameter",
      (d) => Object.assign(d.paths["/teams"].post.parameters[0] ?? {}, { required: true }),
      "POST /teams: query parameter kind is now required",
    ],
    [
      "a smaller page",
      (d) => (d.components.parameters.Limit.schema.maximum = 50),
      "POST /teams: query parameter limit has a smaller maximum",
    ],
    [
      "a greater least value",
      (d) => (d.components.parameters.Limit.schema.minimum = 5),
      "POST /teams: query parameter limit has a greater minimum",
    ],
    [
      "a removed answer field behind a reference",
      (d) => Reflect.deleteProperty(d.components.schemas.Team.properties ?? {}, "status"),
      "POST /teams: 201 answer field status is gone",
    ],
    [
      "a removed field of a nested, nullable answer",
      (d) => Reflect.deleteProperty(d.components.schemas.Parent.properties, "id"),
      "POST /teams: 201 answer field parent field id is gone",
    ],
    [
      "an answer field that may be absent",
      (d) => d.components.schemas.Team.required?.pop(),
      "POST /teams: 201 answer field name may now be absent",
    ],
    [
      "an answer field of another type",
      (d) => Object.assign(d.components.schemas.Team.properties?.["name"] ?? {}, { type: ["string", "null"] }),
      "POST /teams: 201 answer field name may now be null",
    ],
    [
      "a value no longer shown",
      (d) => d.components.schemas.Team.properties?.["status"]?.enum?.pop(),
      "POST /teams: 201 answer field status no longer shows closed",
    ],
    [
      "another content type",
      (d) => Object.assign(d.paths["/teams"].post.responses[201], { content: { "text/plain": {} } }),
      "POST /teams: 201 no longer answers in application/json",
    ],
  ])("%s", (_, change, sentence) => {
    expect(changed(change)).toEqual([sentence]);
  });

  it("a body where there was none, when it is required", () => {
    const bare = structuredClone(small);
    Reflect.deleteProperty(bare.paths["/teams"].post, "requestBody");
    expect(breaksBetween(bare as unknown as Document, small as unknown as Document)).toEqual([
      "POST /teams: a body is now required",
    ]);
  });

  it.each<[string, (d: Small) => void]>([
    ["nothing", () => undefined],
    ["a new operation", (d) => Object.assign(d.paths, { "/rooms": { get: { operationId: "x", responses: {} } } })],
    ["a new optional field", (d) => Object.assign(bodyOf(d).properties, { colour: { type: "string" } })],
    [
      "a new answer field",
      (d) => Object.assign(d.components.schemas.Team.properties ?? {}, { colour: { type: "string" } }),
    ],
    ["a wider enum", (d) => bodyOf(d).properties.role.enum.push("admin")],
    ["a longer text", (d) => (bodyOf(d).properties.name.maxLength = 300)],
    ["a new status", (d) => Object.assign(d.paths["/teams"].post.responses, { 410: { description: "used up" } })],
    [
      "a schema put into its place",
      (d) =>
        Object.assign(d.paths["/teams"].post.responses[201].content["application/json"], {
          schema: structuredClone(team),
        }),
    ],
  ])("while %s breaks nobody", (_, change) => {
    expect(changed(change)).toEqual([]);
  });
});
