import * as fc from "fast-check";
import { type Content, type Document, type Listed, parametersOf } from "#http/document.ts";
import { prefixes } from "#kernel/ids.ts";
import { type Mutation, bodyText, junk, mutationsFor } from "./mutations.ts";
import { missing, type Pool } from "./pool.ts";
import { fitting, IdSlot } from "./values.ts";

export const principals = [
  "owner",
  "full key",
  "admin",
  "recruiter",
  "interviewer",
  "viewer",
  "reader key",
  "stranger",
  "anonymous",
  "stale",
] as const;
export type Principal = (typeof principals)[number];

/** One request as plain data, before it is known which ids there will be. */
export type Plan = {
  listed: Listed;
  principal: Principal;
  path: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  key: string | null;
  ifMatch: number | null;
  ifNoneMatch: number | null;
  /** Puts in a cursor that an earlier page gave. */
  useCursor: boolean;
  mutation: Mutation | null;
  network: [number, number];
};

const often = (share: number) => fc.nat(99).map((n) => n < share);

const sometimes = <T>(share: number, value: fc.Arbitrary<T>) =>
  fc.tuple(often(share), value).map(([is, one]) => (is ? one : null));

/** Requests of all operations, more than half of them made bad. */
export function plans(document: Document, listed: readonly Listed[]): fc.Arbitrary<Plan> {
  // What is made can be read, changed and fed back, so makers come more often.
  return fc.oneof(
    ...listed.map((one) => ({ weight: one.method === "post" ? 3 : 2, arbitrary: planFor(document, one) })),
  );
}

function planFor(document: Document, listed: Listed): fc.Arbitrary<Plan> {
  const parameters = parametersOf(document, listed.operation);
  const taking = (place: string) =>
    fc.record(
      Object.fromEntries(
        parameters
          .filter((one) => one.in === place && one.name !== "cursor")
          .map((one) => [one.name, fitting(document, one.schema, one.name)]),
      ),
      { requiredKeys: parameters.filter((one) => one.in === place && one.required === true).map((one) => one.name) },
    );
  const able: Principal[] = listed.operation.security.some((way) => "apiKey" in way)
    ? ["owner", "full key"]
    : ["owner"];
  const media = listed.operation.requestBody?.content["application/json"];
  const kind = fc.oneof(
    ...mutationsFor(listed).map(({ weight, kinds }) => ({ weight, arbitrary: fc.constantFrom(...kinds) })),
  );
  const mutation = fc.record({ kind, at: fc.nat(9_999), pick: fc.nat(9_999) });
  return fc.record({
    listed: fc.constant(listed),
    principal: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...able) },
      { weight: 5, arbitrary: fc.constantFrom<Principal>(...principals) },
    ),
    path: taking("path"),
    // Filters mostly narrow to nothing, so few of them at once.
    query: fc
      .tuple(taking("query"), fc.nat(9))
      .map(([query, keep]) => Object.fromEntries(Object.entries(query).filter((_, at) => keep < 3 || at === keep - 3))),
    body: takesFile(listed) ? files : media === undefined ? fc.constant(undefined) : bodyFor(document, media),
    key: sometimes(30, fc.stringMatching(/^[a-f]{2}$/)),
    ifMatch: sometimes(25, fc.nat(3)),
    ifNoneMatch: sometimes(30, fc.nat(2)),
    useCursor: often(50),
    mutation: fc.tuple(often(55), mutation).map(([isBad, bad]) => (isBad ? bad : null)),
    network: fc.tuple(fc.nat(255), fc.nat(255)),
  });
}

const takesFile = ({ operation }: Listed): boolean => operation.requestBody?.content["text/csv"] !== undefined;

/** Tables good and bad, and what is none. */
const files = fc.oneof(
  fc
    .array(fc.tuple(fc.emailAddress(), fc.string({ unit: "grapheme", maxLength: 30 })), { maxLength: 5 })
    .map((rows) => `email,name\n${rows.map(([email, name]) => `${email},"${name.replaceAll('"', '""')}"`).join("\n")}`),
  fc.string({ unit: fc.constantFrom("email", "name", ",", ";", '"', "\n", "\r", "x", "\0", "\ufeff"), maxLength: 30 }),
  fc.string({ unit: "binary" }),
);

/** Made up by the schema, or now and then the example that the document gives. */
function bodyFor(document: Document, { schema, example }: Content[string]): fc.Arbitrary<unknown> {
  const made = fitting(document, schema);
  return example === undefined
    ? made
    : fc.oneof({ weight: 3, arbitrary: made }, { weight: 1, arbitrary: fc.constant(example) });
}

export type Credentials = Record<Principal, string | undefined>;

/** The request itself, with ids, cursors and credentials of the moment. */
export function requestOf(
  plan: Plan,
  pools: { own: Pool; foreign: Pool },
  credentials: Credentials,
  origin: string,
): { request: Request; body: string } {
  const { listed, mutation } = plan;
  const pool = plan.principal === "stranger" ? pools.foreign : pools.own;
  const path = Object.entries(plan.path).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(pathWord(value, pools, mutation, pool))),
    listed.path,
  );
  const url = new URL(origin + path);
  for (const [name, value] of queryWords(plan, pool)) url.searchParams.append(name, value);
  const whole = takesFile(listed) ? String(plan.body) : undefined;
  const body = whole ?? (plan.body === undefined ? undefined : bodyText(pool.fill(plan.body), mutation));
  const request = new Request(url, {
    method: listed.method.toUpperCase(),
    headers: headersOf(plan, credentials, body),
    ...(body === undefined ? {} : { body }),
  });
  return { request, body: body ?? "" };
}

function pathWord(value: unknown, pools: { foreign: Pool }, mutation: Mutation | null, pool: Pool): string {
  const own = String(pool.fill(value));
  if (mutation === null || !(value instanceof IdSlot)) return own;
  const { kind, pick } = mutation;
  if (kind === "foreign id") return pools.foreign.id(value.kind, pick);
  if (kind === "missing id") return missing(value.kind);
  const [first = "", ...rest] = own.split("_");
  const others = Object.values(prefixes).filter((prefix) => prefix !== prefixes[value.kind]);
  if (kind === "wrong prefix") return `${others[pick % others.length]}_${rest.join("_")}`;
  if (kind === "bent id")
    return (
      [
        own.toUpperCase(),
        own.slice(0, -1),
        `${own}0`,
        `${first}${rest.join("")}`,
        `${own}\u0000`,
        own.replace(/.$/, "u"),
      ][pick % 6] ?? own
    );
  return kind === "junk id" ? junk(pick) : own;
}

function queryWords(plan: Plan, pool: Pool): [string, string][] {
  const { mutation } = plan;
  const known = pool.cursors.at(-1);
  const filled = Object.entries(plan.query).map(([name, value]): [string, string] => [
    name,
    [pool.fill(value)].flat().join(","),
  ]);
  const query =
    plan.useCursor && known !== undefined && hasCursor(plan.listed)
      ? [...filled, ["cursor", known] as [string, string]]
      : filled;
  if (mutation === null) return query;
  const { kind, pick } = mutation;
  if (kind === "unknown parameter")
    return [...query, [["x", "tenant_id", "__proto__", "constructor", "limit[]"][pick % 5] ?? "x", "1"]];
  if (kind === "twice")
    return [
      ...query,
      ...(query.length === 0
        ? ([
            ["a", "1"],
            ["a", "2"],
          ] as [string, string][])
        : query),
    ];
  if (kind === "junk parameter")
    return query.length === 0
      ? [["q", junk(pick)]]
      : query.map(([name], at) => [name, at === mutation.at % query.length ? junk(pick) : (query[at]?.[1] ?? "")]);
  if (kind === "bad cursor")
    return [...query.filter(([name]) => name !== "cursor"), ["cursor", badCursor(known, pick)]];
  if (kind === "bad limit")
    return [
      ...query.filter(([name]) => name !== "limit"),
      ["limit", ["0", "101", "-1", "1.5", "x", "", "1e2", "9".repeat(30)][pick % 8] ?? "0"],
    ];
  if (kind === "bad order")
    return [
      ...query.filter(([name]) => name !== "order"),
      ["order", ["", "id", "created_at", "password.asc", "created_at.up", "1"][pick % 6] ?? ""],
    ];
  return query;
}

const hasCursor = ({ operation }: Listed): boolean =>
  JSON.stringify(operation.parameters ?? []).includes("parameters/Cursor");

function badCursor(known: string | undefined, pick: number): string {
  const cursor = known ?? "W10.AAAAAAAAAAAAAAAAAAAAAA";
  return (
    [
      cursor.slice(1),
      `${cursor}A`,
      cursor.replace(".", ""),
      cursor.replace(/.$/, (last) => (last === "A" ? "B" : "A")),
      "x",
      ".",
      btoa(JSON.stringify([1, "x"])),
      "x".repeat(501),
    ][pick % 8] ?? "x"
  );
}

function headersOf(plan: Plan, credentials: Credentials, body: string | undefined): Headers {
  const { mutation } = plan;
  const pick = mutation?.pick ?? 0;
  // A network of its own for every request: the outer guard counts by network, and is not what is looked at here.
  const headers = new Headers({ "CF-Connecting-IP": `10.${plan.network[0]}.${plan.network[1]}.7` });
  const credential = mutation?.kind === "no credential" ? undefined : credentials[plan.principal];
  if (credential !== undefined)
    headers.set(
      "Authorization",
      mutation?.kind === "bad credential" ? badCredential(credential, pick) : `Bearer ${credential}`,
    );
  if (body !== undefined) {
    const types = [
      "text/plain",
      "application/xml",
      "application/json-patch+json",
      "multipart/form-data",
      "application/jso",
    ];
    headers.set(
      "Content-Type",
      mutation?.kind === "content type"
        ? (types[pick % types.length] ?? "")
        : takesFile(plan.listed)
          ? "text/csv"
          : "application/json",
    );
  }
  if (plan.key !== null) headers.set("Idempotency-Key", plan.key);
  if (plan.ifMatch !== null && plan.listed.method !== "get") headers.set("If-Match", `"${plan.ifMatch}"`);
  if (plan.ifNoneMatch !== null && plan.listed.method === "get") headers.set("If-None-Match", `"${plan.ifNoneMatch}"`);
  if (mutation?.kind === "bad If-Match")
    headers.set("If-Match", ["*", "7", 'W/"1"', '"x"', '""', `"${"9".repeat(40)}"`][pick % 6] ?? "*");
  if (mutation?.kind === "bad version")
    headers.set("Interlock-Version", ["1999-01-01", "latest", "x".repeat(500)][pick % 3] ?? "x");
  if (mutation?.kind === "bad Idempotency-Key")
    headers.set("Idempotency-Key", ['""', "k".repeat(256), "", "\t"][pick % 4] ?? "");
  return headers;
}

function badCredential(credential: string, pick: number): string {
  const bent = credential.replace(/.$/, (last) => (last === "A" ? "B" : "A"));
  return (
    [
      `Bearer ${bent}`,
      `Bearer ${credential}=`,
      "Bearer",
      "Basic dTpw",
      "Bearer ilk_live_x",
      `Bearer ${credential}, Bearer ${credential}`,
      `Bearer ${"e".repeat(9_000)}`,
      credential,
    ][pick % 8] ?? ""
  );
}
