// `node scripts/capabilities.ts` writes docs/capabilities.md from the registry; `--check` asks whether it is current.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Capability, capabilities, statuses } from "../src/records/capabilities/registry.ts";
import { root } from "./local.ts";

const file = "docs/capabilities.md";
const path = join(root, file);

const documents = {
  cly: "CLY: multi-tenant interview booking",
  hot: "HOT: applicant tracking",
  mir: "MIR: HR and interviews",
  caf: "CAF: calendars and booking pages",
  qwa: "QWA: video and voice interviews",
};

const meanings = {
  native: "works here",
  port: "works through an adapter to the outside",
  recorded: "kept and exported, without behaviour of its own",
  refused: "left out, for the reason given",
  planned: "comes later",
};

const cell = (text: string): string => text.replaceAll("|", "\\|");
const code = (text: string): string => `\`${text}\``;

function shownBy({ routes, tests, note }: Capability): string {
  const parts = [routes.map(code).join(", "), tests.map((title) => `*${title}*`).join("; "), note ?? ""];
  return parts.filter((part) => part !== "").join("<br>");
}

function table(rows: readonly Capability[]): string {
  const lines = rows.map((row) =>
    [row.id, row.entity, row.capability, row.canonical.join(", "), row.status, shownBy(row)].map(cell).join(" | "),
  );
  return [
    "| id | entity there | capability | here | status | shown by |",
    "|---|---|---|---|---|---|",
    ...lines.map((line) => `| ${line} |`),
  ].join("\n");
}

const counts = statuses.map(
  (status) => `| ${status} | ${capabilities.filter((row) => row.status === status).length} | ${meanings[status]} |`,
);
const sections = Object.entries(documents).map(
  ([seed, name]) => `## ${name}\n\n${table(capabilities.filter((row) => row.seed === seed))}\n`,
);

const text = `# Capabilities

Every entity of the five documents Interlock comes from, and how far it is. The same list is served at
\`GET /v1/capabilities\`. This page is written from \`src/records/capabilities\` by \`node scripts/capabilities.ts\`; a law test
holds every row to routes that exist and to tests that run.

| status | rows | meaning |
|---|---|---|
${counts.join("\n")}
| all | ${capabilities.length} | |

${sections.join("\n")}`;

if (!process.argv.includes("--check")) writeFileSync(path, text);
else if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
  console.error(`${file} is not what the registry says; \`node scripts/capabilities.ts\` writes it.`);
  process.exitCode = 1;
}
