// Refuses migrations that could lose rows, and any change to one that has been accepted. `--accept` records new files.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "./local.ts";
import { accepted, type Checksums, rewrittenHistory, unsafeStatements } from "./migration-rules.ts";

const folder = join(root, "migrations");
const ledger = join(folder, "checksums.json");

const recorded = readLedger();
const migrations = readdirSync(folder)
  .filter((file) => file.endsWith(".sql"))
  .toSorted()
  .map((file) => {
    const sql = readFileSync(join(folder, file), "utf8");
    return { file, sql, sha256: createHash("sha256").update(sql).digest("hex") };
  });

const accepting = process.argv.includes("--accept");
const breaches = [
  ...migrations.flatMap(({ file, sql }) => unsafeStatements(file, sql)),
  ...rewrittenHistory(recorded, migrations).filter(({ rule }) => !(accepting && rule === "unrecorded")),
];

for (const { file, line, rule, why } of breaches) {
  console.error(`migrations/${file}${line ? `:${line}` : ""} [${rule}] ${why}`);
}
if (breaches.length > 0) process.exitCode = 1;
else if (accepting) {
  const next = accepted(recorded, migrations);
  writeFileSync(ledger, `${JSON.stringify(next, null, 2)}\n`);
  console.log(`${Object.keys(next).length - Object.keys(recorded).length} accepted, ${migrations.length} in all`);
} else console.log(`${migrations.length} migrations, 0 breaches`);

function readLedger(): Checksums {
  try {
    return JSON.parse(readFileSync(ledger, "utf8")) as Checksums;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return {};
    throw error;
  }
}
