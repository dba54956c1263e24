// What a file may say of a candidate or a job: each column's name, and where its cell goes in the words of a request.
import type * as z from "zod";
import { uninert } from "#kernel/csv.ts";
import type { Fault } from "#kernel/outcome.ts";
import type { Import, RowFault } from "./tables.ts";

type Reading = "text" | "number" | "flag" | "list";
type Column = { path: readonly string[]; as: Reading };

const column = (as: Reading, ...path: string[]): Column => ({ path, as });
const plain = (as: Reading, names: readonly string[]) => names.map((name) => [name, column(as, name)] as const);
const money = (name: string) =>
  [
    [`${name}_minor`, column("number", name, "amount_minor")],
    [`${name}_currency`, column("text", name, "currency")],
    [`${name}_per`, column("text", name, "per")],
  ] as const;

/** In the order in which an export has them. */
const ofCandidates: ReadonlyMap<string, Column> = new Map([
  ...plain("text", ["name", "email"]),
  ...plain("list", ["other_emails"]),
  ...plain("text", ["phone", "location", "time_zone", "locale", "current_company", "current_title"]),
  ...plain("number", ["years_of_experience"]),
  ...money("current_pay"),
  ...money("expected_pay"),
  ...plain("number", ["notice_period_days"]),
  ...plain("text", ["resume_url"]),
  ...plain("list", ["skills"]),
  ...plain("text", ["owner_id", "source", "medium", "campaign", "external_id"]),
]);

const ofJobs: ReadonlyMap<string, Column> = new Map([
  ...plain("text", ["external_id", "title", "status", "slug"]),
  ...plain("flag", ["is_public"]),
  ...plain("text", ["description", "requirements", "benefits", "location"]),
  ...plain("flag", ["is_remote"]),
  ...plain("text", ["employment_type", "experience_level"]),
  ["salary_min_minor", column("number", "salary", "min_minor")],
  ["salary_max_minor", column("number", "salary", "max_minor")],
  ["salary_currency", column("text", "salary", "currency")],
  ["salary_per", column("text", "salary", "per")],
  ...plain("number", ["headcount"]),
  ...plain("text", ["deadline", "recruiter_id", "hiring_manager_id", "team_id"]),
  ...plain("list", ["skills", "preferred_skills"]),
]);

/** What an export says and nobody sets: passed over. */
const toldOnly = ["id", "status", "current_round", "tags", "created_at", "updated_at"] as const;

type Kind = Import["kind"];

type Book = {
  columns: ReadonlyMap<string, Column>;
  passedOver: readonly string[];
  /** Without which no row could be told from another. */
  needed: string;
};

export const books: Readonly<Record<Kind, Book>> = {
  candidates: { columns: ofCandidates, passedOver: toldOnly, needed: "email" },
  jobs: { columns: ofJobs, passedOver: ["id", "created_at", "updated_at"], needed: "title" },
};

const flags: Readonly<Record<string, boolean>> = {
  true: true,
  yes: true,
  "1": true,
  false: false,
  no: false,
  "0": false,
};

/** Lists are written in one cell, with semicolons between. */
const between = ";";

/** What cannot be read as it should stays text, so that the schema says what is wrong. */
function readAs(as: Reading, text: string): unknown {
  if (as === "number") return /^-?\d{1,15}(?:\.\d{1,6})?$/.test(text) ? Number(text) : text;
  if (as === "flag") return flags[text.toLowerCase()] ?? text;
  if (as === "text") return text;
  const parts = text.split(between).map((part) => part.trim());
  return parts.filter((part) => part !== "");
}

export type Words = Record<string, unknown>;

export const textOf = (cell: string): string => uninert(cell).trim();

/** A row in the words of a request. An empty cell says nothing. */
export function wordsIn(kind: Kind, head: readonly string[], cells: readonly string[]): Words {
  const words: Words = {};
  for (const [place, name] of head.entries()) {
    const known = books[kind].columns.get(name);
    const text = textOf(cells[place] ?? "");
    if (known === undefined || text === "") continue;
    const [first = "", inner] = known.path;
    const value = readAs(known.as, text);
    words[first] = inner === undefined ? value : { ...(words[first] as Words | undefined), [inner]: value };
  }
  return words;
}

/** The cell in which somebody's word stands. */
export function cellFor(name: string, words: Words): string {
  const [first = "", inner] = ofCandidates.get(name)?.path ?? [name];
  const value = inner === undefined ? words[first] : (words[first] as Words | null | undefined)?.[inner];
  if (Array.isArray(value)) return value.join(`${between} `);
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** The columns of an export; what somebody earns only for those who may see it. */
export const exportedColumns = (seesPay: boolean): string[] => {
  const own = [...ofCandidates].filter(([, { path }]) => seesPay || !path[0]?.endsWith("_pay")).map(([name]) => name);
  const [id, ...rest] = toldOnly;
  return [id, ...own, ...rest];
};

/** The column that a place in a request's words comes from. */
function columnAt(kind: Kind, path: readonly PropertyKey[]): string {
  const [first, inner] = path.map(String);
  const all = [...books[kind].columns];
  const exact = all.find(([, { path: known }]) => known[0] === first && (known[1] ?? inner) === inner);
  return (exact ?? all.find(([, { path: known }]) => known[0] === first))?.[0] ?? first ?? "";
}

/** Faults of a schema, by column. They say what a cell must be, never what it is. */
export const faultsOfIssues = (kind: Kind, issues: readonly z.core.$ZodIssue[]): RowFault[] =>
  issues.map(({ code, path, message }) => ({ column: columnAt(kind, path), code, detail: message.slice(0, 200) }));

const meanings: Readonly<Record<string, string>> = {
  "candidate.email_taken": "is another candidate's",
  "candidate.external_id_taken": "is another candidate's",
  "candidate.owner_unknown": "is not a member of this company",
};

/** A refusal's faults, by column. */
export const faultsOfRefusal = (
  kind: Kind,
  { code, pointer, errors }: { code: string; pointer?: string; errors?: readonly Fault[] },
): RowFault[] =>
  (errors ?? [{ pointer: pointer ?? "", code }]).map((fault) => ({
    column: columnAt(kind, fault.pointer.split("/").slice(1)),
    code: fault.code,
    detail: fault.detail ?? meanings[fault.code] ?? "cannot be taken as things stand",
  }));

export const fault = (name: string, code: string, detail: string): RowFault => ({ column: name, code, detail });
