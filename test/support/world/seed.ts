import { createHash } from "node:crypto";
import { getTableColumns, getTableName } from "drizzle-orm";
import { wordsFor } from "#hiring/candidates/words.ts";
import { base32, type Id, type Kind, prefixes } from "#kernel/ids.ts";
import { asInstant, type Instant } from "#kernel/instant.ts";
import { type Company, company } from "./company.ts";
import { rowsOf, rowsOfTalks } from "./rows.ts";

/** The day the demo company was made; fixed, so that seeding twice writes the same rows. */
const seededAt: Instant = asInstant(Date.UTC(2026, 10, 20, 8));

const sha = (text: string) => createHash("sha256").update(text);

/** Ids that look like any others and are the same on every machine. */
function mintFor(slug: string) {
  let count = 0;
  return <K extends Kind>(kind: K): Id<K> => {
    const bytes = new Uint8Array(sha(`${slug} ${count++}`).digest().subarray(0, 16));
    new DataView(bytes.buffer).setUint32(0, Math.floor(seededAt / 65_536));
    new DataView(bytes.buffer).setUint16(4, seededAt % 65_536);
    bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
    bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
    return `${prefixes[kind]}_${base32(bytes)}`;
  };
}

const demoCompany = (slug: string, name: string): Promise<Company> =>
  company({
    slug,
    name,
    mode: "test",
    now: seededAt,
    mint: mintFor(slug),
    mark: "",
    // Known to everybody who reads this file, therefore only ever written into a database on this machine.
    keyText: (label) => {
      const digits = sha(`${slug} ${label} key`).digest("hex");
      return { mode: "test", shortId: digits.slice(0, 8), secret: digits.slice(8, 51) };
    },
    hash: async (secret) => sha(secret).digest("hex"),
  });

const companies = await Promise.all([demoCompany("lumen", "Lumen Robotics"), demoCompany("harbour", "Harbour & Vale")]);

/** What the development server prints. */
export const demo = {
  keys: companies.map((made) => ({ label: `${made.tenant.name}, everything`, key: made.keys.full.text })),
  people: companies.flatMap((made) =>
    Object.values(made.people).map(({ user, role }) => ({
      label: `${user.displayName}, ${role.name} at ${made.tenant.name}`,
      email: user.email ?? "",
    })),
  ),
};

export function seedSql(): string {
  const rows = companies
    .flatMap((made) => [...rowsOf(made, true), ...rowsOfTalks(made.talks)])
    .flatMap(({ table, rows: some }) => some.map((row) => insertSql(table, row)));
  return [...rows, ...companies.flatMap(({ hiring }) => findable(hiring))].join("\n");
}

/** A trigger makes each candidate's place in the search; by which words they are found, whoever writes them says. */
const findable = ({ candidates, candidateSkills }: Company["hiring"]): string[] =>
  candidates.map((candidate) => {
    const skills = candidateSkills.filter(({ candidateId }) => candidateId === candidate.id).map(({ label }) => label);
    const words = literal(wordsFor({ ...candidate, emails: [candidate.email], skills, round: 0 }));
    const [tenant, id] = [candidate.tenantId, candidate.id].map(literal);
    return `UPDATE candidate_docs SET words = ${words} WHERE tenant_id = ${tenant} AND candidate_id = ${id};`;
  });

function insertSql(table: Parameters<typeof getTableColumns>[0], row: Readonly<Record<string, unknown>>): string {
  const columns = Object.entries(getTableColumns(table));
  const values = columns.map(([key, column]) => {
    const value = row[key];
    return literal(value === null || value === undefined ? null : column.mapToDriverValue(value));
  });
  const name = getTableName(table);
  const insert = `INSERT INTO ${name} (${columns.map(([, column]) => column.name).join(", ")})`;
  // Triggers refuse what is there already, rather than pass over it.
  const [tenant, id, seq] = [row["tenantId"], row["id"], row["seq"]].map(literal);
  const known: Record<string, string> = { facts: `(id = ${id} OR seq = ${seq})`, reservations: `id = ${id}` };
  return name in known
    ? `${insert} SELECT ${values.join(", ")} WHERE NOT EXISTS (SELECT 1 FROM ${name} WHERE tenant_id = ${tenant} AND ${known[name]});`
    : `${insert} VALUES (${values.join(", ")}) ON CONFLICT DO NOTHING;`;
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return "NULL";
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value !== "string") throw new Error("A column maps to no SQL literal.");
  return `'${value.replaceAll("'", "''")}'`;
}
