import type { Listed } from "#http/document.ts";

/** How a good request is made bad. `at` and `pick` say where and which, so that a plan is plain data. */
export type Mutation = { kind: MutationKind; at: number; pick: number };

const ofBodies = [
  "drop",
  "retype",
  "overflow",
  "unknown field",
  "duplicate key",
  "content type",
  "truncated",
  "deep",
  "NUL",
  "lone surrogate",
  "huge number",
  "__proto__",
  "not an object",
  "empty",
  "too large",
] as const;
const ofPaths = ["foreign id", "missing id", "wrong prefix", "bent id", "junk id"] as const;
const ofQueries = ["unknown parameter", "twice", "junk parameter"] as const;
const ofLists = ["bad cursor", "bad limit", "bad order"] as const;
const ofHeaders = ["bad If-Match", "bad version", "no credential", "bad credential"] as const;
const ofPosts = ["bad Idempotency-Key"] as const;

export type MutationKind =
  | (typeof ofBodies)[number]
  | (typeof ofPaths)[number]
  | (typeof ofQueries)[number]
  | (typeof ofLists)[number]
  | (typeof ofHeaders)[number]
  | (typeof ofPosts)[number];

/** What can be done to requests of this operation, and how often: bodies are where most can go wrong. */
export function mutationsFor({ method, operation }: Listed): { weight: number; kinds: readonly MutationKind[] }[] {
  const names = JSON.stringify(operation.parameters ?? []);
  const groups = [
    { weight: operation.requestBody === undefined ? 0 : 12, kinds: ofBodies },
    { weight: names.includes('"in":"path"') ? 5 : 0, kinds: ofPaths },
    { weight: names.includes("components/parameters/Cursor") ? 4 : 0, kinds: ofLists },
    { weight: method === "post" ? 1 : 0, kinds: ofPosts },
    { weight: 3, kinds: ofQueries },
    { weight: 2, kinds: ofHeaders },
  ];
  return groups.filter(({ weight }) => weight > 0);
}

const strange: readonly unknown[] = [
  null,
  true,
  7,
  -1.5,
  "",
  "text",
  [],
  {},
  [[]],
  [null],
  { a: 1 },
  "2026-13-45T99:99:99Z",
  "tea_",
  Number.MAX_SAFE_INTEGER,
];
const huge: readonly unknown[] = [
  "x".repeat(5_000),
  "\n".repeat(300),
  1e308,
  -(2 ** 53),
  Array.from({ length: 200 }, () => "x"),
  Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`k${n}`, "v"])),
];
/** Spelled out in the text, because JSON.stringify would put them right. */
const raws: Partial<Record<MutationKind, readonly string[]>> = {
  NUL: [String.raw`"a\u0000b"`, String.raw`"\u0000"`],
  "lone surrogate": [String.raw`"\ud800"`, String.raw`"x\udfffy"`, String.raw`"\udc00\ud800"`],
  "huge number": ["9007199254740993", "1e400", "-1e400", "1e-400", "123456789012345678901234567890", "-0"],
};

const hole = "\u0001hole\u0001";

/** The text of a body after a mutation of it; the body itself where the mutation is of something else. */
export function bodyText(body: unknown, mutation: Mutation | null): string {
  const kind = mutation?.kind;
  const text = JSON.stringify(body);
  if (mutation === null || kind === undefined) return text;
  if (kind === "empty") return "";
  if (kind === "truncated") return text.slice(0, Math.max(1, mutation.at % text.length));
  if (kind === "deep") return JSON.stringify(put(body, mutation, JSON.parse("[".repeat(30) + "]".repeat(30))));
  if (kind === "too large") return `${text.slice(0, -1)}${text === "{}" ? "" : ","}"padding":"${"x".repeat(70_000)}"}`;
  if (kind === "not an object") return ["[]", "null", "7", '"text"', "true", `[${text}]`][mutation.pick % 6] ?? "[]";
  if (kind === "__proto__") return `{"__proto__":{"role":"owner"}${text === "{}" ? "" : ","}${text.slice(1)}`;
  if (kind === "duplicate key") return text === "{}" ? '{"a":1,"a":2}' : `${text.slice(0, -1)},${text.slice(1)}`;
  if (kind === "unknown field")
    return JSON.stringify({
      ...(body as object),
      [["surprise", "is_admin", "tenant_id", "id", "constructor"][mutation.pick % 5] ?? "x"]: 1,
    });
  if (kind === "drop") return JSON.stringify(dropped(body, mutation));
  if (kind === "retype") return JSON.stringify(put(body, mutation, strange[mutation.pick % strange.length]));
  if (kind === "overflow") return JSON.stringify(put(body, mutation, huge[mutation.pick % huge.length]));
  const raw = raws[kind];
  if (raw === undefined) return text;
  return JSON.stringify(put(body, mutation, hole)).replace(
    JSON.stringify(hole),
    raw[mutation.pick % raw.length] ?? "0",
  );
}

/** Puts a value in the place of some field, at any depth; into a new field where there is none. */
function put(body: unknown, { at }: Mutation, value: unknown): unknown {
  const copy = structuredClone(body);
  const places = placesIn(copy);
  const place = places[at % Math.max(1, places.length)];
  if (place === undefined) return { surprise: value };
  place.holder[place.key] = value;
  return copy;
}

function dropped(body: unknown, { at }: Mutation): unknown {
  const copy = structuredClone(body);
  const places = placesIn(copy).filter(({ holder }) => !Array.isArray(holder));
  const place = places[at % Math.max(1, places.length)];
  if (place !== undefined) Reflect.deleteProperty(place.holder, place.key);
  return copy;
}

type Place = { holder: Record<string, unknown>; key: string };

function placesIn(node: unknown): Place[] {
  if (typeof node !== "object" || node === null) return [];
  // A list is held like an object: its keys are its indices.
  const holder = node as Record<string, unknown>;
  return Object.entries(holder).flatMap(([key, child]) => [{ holder, key }, ...placesIn(child)]);
}

export const junk = (pick: number): string =>
  [
    "x",
    "0",
    "-1",
    "null",
    "%00",
    "'; drop table teams;--",
    "<script>",
    "../../etc",
    "é",
    "x".repeat(600),
    "[object Object]",
    "1e9",
    "\u{1F4A9}",
    "tea_01h455vb4pex5vsknk084sn02q,",
    " ",
  ][pick % 15] ?? "x";
