// What many operations share: parameters, headers and the answers the edge gives to everybody.
import * as z from "zod";
import type { Source } from "./contracts.ts";
import { refusalsOfDoor } from "./doors.ts";
import { refusalsOf } from "./refusals.ts";

export const problemSchema = z
  .looseObject({
    type: z.string().meta({ format: "uri-reference", description: "A page that explains this problem." }),
    title: z.string().meta({ description: "What the code means, for people. Do not parse it." }),
    status: z.int(),
    code: z.string().meta({ description: "Stable: what programs decide by." }),
    detail: z.string().optional().meta({ description: "One sentence about this very case." }),
    errors: z
      .array(
        z.looseObject({
          pointer: z.string().meta({ description: "JSON pointer to the part at fault." }),
          code: z.string(),
          detail: z.string().optional(),
        }),
      )
      .optional(),
    instance: z.string(),
    request_id: z.string(),
  })
  .meta({ id: "Problem", description: "RFC 9457." });

const text = (description: string, example?: string) => ({
  description,
  schema: { type: "string", ...(example === undefined ? {} : { examples: [example] }) },
});

export const headerComponents = {
  "Request-Id": text(
    "Names this request in our log; send it along when you ask for help.",
    "req_01m7vcswane8mvywz2zv3cdvd2",
  ),
  "Interlock-Version": text("The dated version that answered.", "2026-11-20"),
  ETag: text("The version of what is shown, for `If-Match` and `If-None-Match`.", '"7"'),
  Location: text("Where the new thing is."),
  Link: text('`rel="next"` leads to the next page, when there is one.'),
  "RateLimit-Policy": text("How much one credential may ask in how many seconds.", '"key";q=600;w=60'),
  RateLimit: text("What is left, and in how many seconds it is full again.", '"key";r=598;t=41'),
  "Retry-After": text("Seconds to wait.", "41"),
  "Idempotency-Replayed": text("`true` when this is the stored answer of an earlier request with the same key."),
  "WWW-Authenticate": text("Which kind of credential is wanted.", 'Bearer realm="interlock"'),
};

export const headers = (...names: (keyof typeof headerComponents)[]) =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));

export const parameterComponents = ({ limits, versions }: Source) => ({
  Limit: {
    name: "limit",
    in: "query",
    description: "How many rows at most.",
    schema: { type: "integer", minimum: 1, maximum: limits.maxLimit, default: limits.defaultLimit },
  },
  Cursor: {
    name: "cursor",
    in: "query",
    description: "`next_cursor` of the page before. Good for the tenant, filters and order it was given for.",
    schema: { type: "string", minLength: 1, maxLength: limits.maxCursor },
  },
  IdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    description: "Any text that names this one intent; a retry with it acts only once. Kept for 24 hours.",
    schema: { type: "string", minLength: 1, maxLength: 255, examples: ["3f0c9a52-6b1e-4d0a-9d0e-2f7c1b7a9e11"] },
  },
  RequiredIdempotencyKey: {
    name: "Idempotency-Key",
    in: "header",
    required: true,
    description:
      "Any text that names this one intent; whoever retries with it gets the answer of the first. Kept for 24 hours.",
    schema: { type: "string", minLength: 1, maxLength: 255, examples: ["3f0c9a52-6b1e-4d0a-9d0e-2f7c1b7a9e11"] },
  },
  IfMatch: {
    name: "If-Match",
    in: "header",
    description: "The ETag you have seen: if it is no longer current, nothing is changed and the answer is 412.",
    schema: { type: "string", pattern: String.raw`^"\d{1,15}"$`, examples: ['"7"'] },
  },
  IfNoneMatch: {
    name: "If-None-Match",
    in: "header",
    description: "The ETag you have: if it is still current, the answer is 304 without a body.",
    schema: { type: "string", examples: ['"7"'] },
  },
  InterlockVersion: {
    name: "Interlock-Version",
    in: "header",
    description: "A dated version of the API; the newest when left out.",
    schema: { type: "string", enum: [...versions] },
  },
});

export const parameter = (name: keyof ReturnType<typeof parameterComponents>) => ({
  $ref: `#/components/parameters/${name}`,
});

export const phrases: Readonly<Record<number, string>> = {
  200: "Done",
  201: "Made",
  202: "Begun",
  204: "Done; there is nothing to say",
  304: "Still as the ETag in `If-None-Match` says",
  400: "Unreadable",
  401: "Not signed in",
  403: "Not allowed",
  404: "Not here",
  409: "Not as things stand",
  410: "Used up",
  412: "Changed meanwhile",
  413: "Too large",
  415: "Of another type",
  422: "Understood and refused",
  428: "Version wanted",
  429: "Too many requests",
  500: "Our fault",
  503: "Not now",
};

/** Sets of codes that many operations give together; a code that stands alone gives its own name. */
const sets: readonly { name: string; status: number; codes: readonly string[] }[] = [
  {
    name: "Unauthorized",
    status: 401,
    codes: ["credentials.expired", "credentials.invalid", "credentials.missing", "credentials.revoked"],
  },
  {
    name: "Forbidden",
    status: 403,
    codes: ["credentials.wrong_kind", "permission.missing", "tenant.demo_over", "tenant.suspended"],
  },
  { name: "NotForYou", status: 403, codes: ["credentials.wrong_kind", "tenant.demo_over", "tenant.suspended"] },
  { name: "BodyOrKeyRefused", status: 422, codes: ["body.invalid", "idempotency.key_reused"] },
  { name: "Unavailable", status: 503, codes: ["config.unusable", "storage.unavailable"] },
];

/** What makes one unreadable request unlike another, in the order in which it stands in the name. */
const parts: readonly [part: string, code: string][] = [
  ["Item", "id.invalid"],
  ["List", "cursor.invalid"],
  ["Expansion", "expand.unknown"],
  ["Body", "json.malformed"],
  ["Key", "idempotency.key_invalid"],
  ["Required", "idempotency.key_required"],
];

/** The codes that `parts` tell apart; with another among them, an answer is its operation's own. */
const fromEdge = new Set([
  ...parts.map(([, code]) => code),
  "api_version.unknown",
  "header.invalid",
  "query.invalid",
  "path.invalid",
  "body.missing",
  "body.too_deep",
]);

/** The name under which an answer is shared; undefined where it is one operation's own. */
function sharedName(status: number, codes: readonly string[]): string | undefined {
  const [only, ...others] = codes;
  if (only !== undefined && others.length === 0) return pascal(only);
  // Whoever takes a file, and no JSON, has an answer of their own.
  const isOfFile = codes.includes("body.missing") && !codes.includes("json.malformed");
  if (status === 400 && !isOfFile && codes.every((code) => fromEdge.has(code)))
    return ["Unreadable", ...parts.map(([part, code]) => (codes.includes(code) ? part : ""))].join("");
  return sets.find((set) => set.status === status && String(set.codes) === String(codes))?.name;
}

const pascal = (code: string): string =>
  code.replaceAll(/(?:^|[._])([a-z])/g, (_, letter: string) => letter.toUpperCase());

export function sharedAnswers(source: Source): Record<string, object> {
  const given = [
    ...source.ops.flatMap((op) => [...refusalsOf(op, source.problems)]),
    ...source.doors.flatMap((door) => refusalsOfDoor(door, source.problems)),
  ];
  const named = given.flatMap(([status, codes]) => {
    const name = sharedName(status, codes);
    return name === undefined ? [] : [[name, problemAnswer(status, codes)] as const];
  });
  const shared = new Map<string, object>();
  for (const [name, answer] of named.toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    // Two codes that differ only in where their words are parted would stand for one another.
    const known = shared.get(name);
    if (known !== undefined && JSON.stringify(known) !== JSON.stringify(answer))
      throw new Error(`two answers would be called ${name}`);
    shared.set(name, answer);
  }
  return Object.fromEntries(shared);
}

/** A reference where the answer is shared, else the answer. */
export function refusalAnswer(status: number, codes: readonly string[]): object {
  const name = sharedName(status, codes);
  return name === undefined ? problemAnswer(status, codes) : { $ref: `#/components/responses/${name}` };
}

function problemAnswer(status: number, codes: readonly string[]): object {
  const waits = status === 429 || status === 503;
  const more = status === 401 ? headers("WWW-Authenticate") : waits ? headers("Retry-After") : {};
  const code = { enum: [...codes] };
  return {
    description: `${phrases[status]}. Each \`code\` has a page at \`/problems/{code}\`.`,
    headers: { ...headers("Request-Id"), ...more },
    content: {
      "application/problem+json": {
        schema: { allOf: [{ $ref: "#/components/schemas/Problem" }, { properties: { code } }] },
      },
    },
  };
}
