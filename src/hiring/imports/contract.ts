import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, flag, idOut, instantOut, line, object, wireId } from "#http/wire.ts";
import { candidateFilter } from "#hiring/candidates/client.ts";
import { maxBytes } from "./rules.ts";
import { importKinds, importProblems, importStatuses, rowOutcomes } from "./tables.ts";

const tag = "Imports and exports";
const kind = z.enum(importKinds);
const status = z.enum(importStatuses);
const outcome = z.enum(rowOutcomes);
const param = z.object({ id: wireId("import") });
const count = z.int().min(0);

export const Import = z
  .strictObject({
    object: object("import"),
    id: idOut("import"),
    kind,
    dry_run: z.boolean(),
    file_name: z.string().nullable(),
    sha256: z.string(),
    bytes: count,
    status,
    rows: count.meta({ description: "How many the file has below its head." }),
    created: count,
    changed: count,
    unchanged: count,
    failed: count,
    problem: z.enum(importProblems).nullable().meta({
      description: "Why it could not be finished. Send the file again: what was taken in already is not doubled.",
    }),
    finished_at: instantOut.nullable(),
    created_by: z.string(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Import" });

export const ImportRow = z
  .strictObject({
    object: object("import_row"),
    row: z.int().min(1).meta({ description: "The first row below the head is 1; empty lines do not count." }),
    outcome,
    subject_id: z
      .string()
      .nullable()
      .meta({ description: "The candidate or job; null for a row that failed, and for somebody new in a dry run." }),
    faults: z.array(
      z
        .strictObject({
          column: z.string(),
          code: z.string(),
          detail: z.string().meta({ description: "What the cell must be, never what it says." }),
        })
        .meta({ id: "ImportFault" }),
    ),
  })
  .meta({ id: "ImportRow" });

export const createImport = op({
  id: "createImport",
  method: "post",
  path: "/v1/imports",
  tag,
  summary: "Take in a file of candidates or jobs",
  description:
    "CSV as RFC 4180 has it, in UTF-8, with commas or semicolons; at most 20,000 rows. The first line names the columns, in any order, by the names of " +
    "fields; lists stand in one cell with semicolons between; money as `current_pay_minor`, `current_pay_currency`, `current_pay_per`, " +
    "and so on. Candidates are known by `email`, jobs by `external_id`, else by title and location. An empty cell says nothing: what is known stays. The " +
    "file is taken in row by row in the background; taken in again, it changes nothing. For jobs one needs `jobs:write` as well.",
  may: "candidates:write",
  query: z.object({
    kind: kind.default("candidates"),
    dry_run: flag
      .optional()
      .meta({ description: "Says what would become of each row, and writes no candidate and no job." }),
    file_name: line(200).optional(),
  }),
  takes: { type: "text/csv", maxBytes },
  status: 201,
  answer: Import,
  refusals: [
    "permission.missing",
    "import.not_unicode",
    "import.malformed",
    "import.column_unknown",
    "import.column_twice",
    "import.column_missing",
    "import.empty",
    "import.too_many_rows",
  ],
  example: {
    body: "name,email,skills,source\r\nIda Example,ida@candidate.example,TypeScript; SQL,referral\r\n",
  },
});

export const listImports = op({
  id: "listImports",
  method: "get",
  path: "/v1/imports",
  tag,
  summary: "List imports",
  may: "candidates:write",
  query: z.object({ kind: kind.optional(), status: anyOf(status).optional(), dry_run: flag.optional() }),
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: Import,
});

export const getImport = op({
  id: "getImport",
  method: "get",
  path: "/v1/imports/{id}",
  tag,
  summary: "Get an import, and how far it is",
  may: "candidates:write",
  param,
  status: 200,
  answer: Import,
  refusals: ["import.unknown"],
});

export const listImportRows = op({
  id: "listImportRows",
  method: "get",
  path: "/v1/imports/{id}/rows",
  tag,
  summary: "List what became of each row",
  may: "candidates:write",
  param,
  query: z.object({ outcome: anyOf(outcome).optional() }),
  order: ["row.asc"],
  status: 200,
  answer: ImportRow,
  refusals: ["import.unknown"],
});

export const exportCandidates = op({
  id: "exportCandidates",
  method: "get",
  path: "/v1/candidate-export",
  tag,
  summary: "Take candidates out as a file",
  description:
    "Everybody whom the filters of the list leave, as CSV in UTF-8 with a byte order mark, in columns that an import takes. What a spreadsheet would execute " +
    "is made inert by an apostrophe before it, which an import takes away again. Pay is in it for holders of `candidates:write`. That it was " +
    "taken out stands in the audit trail.",
  may: "candidates:export",
  query: candidateFilter,
  gives: "text/csv",
  status: 200,
  answer: z.string(),
  refusals: ["change.raced"],
});
