import * as z from "zod";
import { done, type Fault, type Outcome, type Refusal, refuse } from "#kernel/outcome.ts";
import type { Config } from "#platform/config.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { readCursor } from "./cursor.ts";
import type { OpDef, Order, PageAsk } from "./op.ts";

export const defaultLimit = 25;
export const maxLimit = 100;
const maxExpansions = 10;
/** A cursor carries the sort key of a row; the longest name, in letters of three bytes, needs some 900 characters. */
export const maxCursor = 1_000;

/** The declared query, and what every list and every expandable answer understands beside it. */
function querySchema(op: OpDef): z.ZodObject {
  const listFields =
    op.order === undefined
      ? {}
      : {
          limit: z.coerce.number().int().min(1).max(maxLimit).default(defaultLimit),
          cursor: z.string().min(1).max(maxCursor).optional(),
          order: z.enum(op.order).default(op.order[0]),
        };
  const expandField = op.expand === undefined ? {} : { expand: z.string().max(500).optional() };
  return z.strictObject({ ...op.query?.shape, ...listFields, ...expandField });
}

/** The query as it is read: some questions bring an order along. */
export const queryOf = (op: OpDef): z.ZodType =>
  op.orderWith === undefined ? querySchema(op) : z.preprocess(broughtBy(op.orderWith), querySchema(op));

const broughtBy = (orders: Readonly<Record<string, Order>>) => (asked: unknown) => {
  if (typeof asked !== "object" || asked === null || "order" in asked) return asked;
  const [, order] = Object.entries(orders).find(([field]) => field in asked) ?? [];
  return order === undefined ? asked : { ...asked, order };
};

export type AskedWords = {
  param: Record<string, unknown>;
  query: Record<string, unknown>;
  body: unknown;
  page: PageAsk | undefined;
  expand: ReadonlySet<string>;
  ifMatch: number | undefined;
};

export const tenantOf = (scope: Context | Scope): string | null => ("tenant" in scope ? scope.tenant.id : null);

/** What a cursor of this question is bound to. */
export const questionOf = (
  op: OpDef,
  tenant: string | null,
  param: object,
  query: Record<string, unknown>,
): string[] => {
  const { limit: _, cursor: __, ...filters } = query;
  return [tenant ?? "", op.id, JSON.stringify(param), JSON.stringify(filters)];
};

export async function readPage(
  config: Config,
  op: OpDef,
  question: readonly string[],
  query: Record<string, unknown>,
): Promise<Outcome<PageAsk | undefined>> {
  if (op.order === undefined) return done(undefined);
  const [by = "", direction] = (query["order"] as Order).split(".");
  const ask = { limit: query["limit"] as number, by, descending: direction === "desc", after: null };
  if (typeof query["cursor"] !== "string") return done(ask as PageAsk);
  const after = await readCursor(config, question, query["cursor"]);
  return after === undefined ? refuse("cursor.invalid") : done({ ...ask, after });
}

export function readExpand(op: OpDef, text: unknown): Outcome<ReadonlySet<string>> {
  if (typeof text !== "string" || text === "") return done(new Set());
  const names = new Set(text.split(","));
  const unknown = [...names].filter((name) => op.expand?.includes(name) !== true);
  if (unknown.length > 0 || names.size > maxExpansions)
    return refuse("expand.unknown", { unknown, known: op.expand ?? [] });
  return done(names);
}

/** A strong ETag of ours is the row's version in quotes. */
export function readIfMatch(op: OpDef, header: string | undefined): Outcome<number | undefined> {
  if (header === undefined) return op.ifMatch === "required" ? refuse("version.required") : done(undefined);
  const version = /^"(\d{1,15})"$/.exec(header.trim())?.[1];
  return version === undefined
    ? refuse("header.invalid", { detail: 'If-Match must be one ETag of ours, such as "7".' })
    : done(Number(version));
}

/** Path, query and header faults are unreadable requests (400); a body that fails its schema is understood and refused (422). */
export function invalid(part: "param" | "query" | "json", issues: readonly z.core.$ZodIssue[]): Refusal {
  const faults = issues.flatMap((issue) => faultsOf(issue, part));
  if (part === "json") return { code: "body.invalid", errors: faults };
  const isId = part === "param" && faults.some((fault) => fault.code === "id");
  return { code: isId ? "id.invalid" : part === "param" ? "path.invalid" : "query.invalid", errors: faults };
}

function faultsOf(issue: z.core.$ZodIssue, part: string): Fault[] {
  const base = part === "json" ? "" : `/${part === "param" ? "path" : part}`;
  const at = (path: readonly PropertyKey[]) =>
    base + path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  if (issue.code === "unrecognized_keys") {
    return issue.keys
      .slice(0, 20)
      .map((key) => ({ pointer: at([...issue.path, key]), code: "unknown_field", detail: "is not a field here" }));
  }
  const isId = issue.code === "invalid_format" && issue.message.startsWith("must be the id of");
  return [{ pointer: at(issue.path), code: isId ? "id" : issue.code, detail: issue.message.slice(0, 200) }];
}
