import { sql } from "drizzle-orm";
import { expect, it, vi } from "vitest";
import { createImport, getImport } from "#hiring/imports/contract.ts";
import { takeIn } from "#hiring/imports/client.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import type { Id } from "#kernel/ids.ts";
import type { TestClient } from "../support/client.ts";
import { fileOf, rowsOf } from "../support/imports.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const many = 10_000;
/** Every so-manieth row is bad: three in a hundred. */
const every = 100;
const head = ["name", "email", "phone", "skills", "years_of_experience", "external_id", "source"];

/** How a row goes wrong, and what is said of it. */
const wrongs: readonly (readonly [column: string, code: string, (cells: string[]) => string[]])[] = [
  ["name", "invalid_type", ([, ...rest]) => ["", ...rest]],
  ["email", "invalid_format", ([name = "", , ...rest]) => [name, "nowhere", ...rest]],
  ["phone", "invalid_format", (cells) => cells.with(2, "call me")],
  ["years_of_experience", "too_big", (cells) => cells.with(4, "99")],
  ["", "row_width", (cells) => cells.slice(0, 3)],
  ["email", "row_twice", (cells) => cells.with(1, "p1@candidate.example")],
  ["external_id", "row_twice", (cells) => cells.with(5, "E-1")],
];

/** What is to be said of each row, and the file that says it. */
function made() {
  const report = new Map<number, string>();
  const rows = Array.from({ length: many }, (_, place) => {
    const row = place + 1;
    const naughty = row % 7 === 0 ? `Ida "the ${row}", née\nÉxample` : `Person ${row}`;
    const name = naughty.replaceAll("\n", " ");
    const cells = [
      name,
      `p${row}@candidate.example`,
      `+4930${100_000 + row}`,
      "TypeScript; SQL",
      "7",
      `E-${row}`,
      "fair",
    ];
    const place3 = row % every;
    const isBad = row > every && (place3 === 17 || place3 === 50 || place3 === 83);
    const wrong =
      isBad || (row <= every && [20, 40, 60].includes(row)) ? wrongs[report.size % wrongs.length] : undefined;
    if (wrong === undefined) return cells;
    report.set(row, `${wrong[0]} ${wrong[1]}`);
    return wrong[2](cells);
  });
  return { file: fileOf(head, ...rows), report };
}

type Figures = {
  seconds: number;
  messages: number;
  mostStatements: number;
  trips: number;
  read: number;
  written: number;
};

/** From the first message to the last, one after another, as the queue brings them. */
async function taken(world: World, id: string): Promise<Figures> {
  const note = { tenant: world.tenant.id, import: id as Id<"import"> };
  const figures = { seconds: 0, messages: 0, mostStatements: 0, trips: 0, read: 0, written: 0 };
  const sent = vi.spyOn(bindings.DB, "batch");
  const began = Date.now();
  for (let end = "more"; end === "more"; figures.messages++) {
    const context = testContext();
    sent.mockClear();
    end = await takeIn(context, openTenant, note);
    const batched = sent.mock.calls.reduce((sum, [statements]) => sum + statements.length, 0);
    figures.mostStatements = Math.max(figures.mostStatements, batched + context.tally.trips - sent.mock.calls.length);
    figures.trips += context.tally.trips;
    figures.read += context.tally.rowsRead;
    figures.written += context.tally.rowsWritten;
  }
  sent.mockRestore();
  figures.seconds = Math.round((Date.now() - began) / 100) / 10;
  return figures;
}

async function standing(world: World) {
  const [row] = await testContext().db.all<Record<string, number>>(sql`
    select (select count(*) from candidates where tenant_id = ${world.tenant.id}) as people,
      (select sum(version) from candidates where tenant_id = ${world.tenant.id}) as versions,
      (select count(*) from candidate_emails where tenant_id = ${world.tenant.id}) as addresses,
      (select count(*) from facts where tenant_id = ${world.tenant.id} and type = 'candidate.created') as told,
      (select count(*) from facts where tenant_id = ${world.tenant.id} and type = 'candidate.changed') as changed`);
  return row;
}

async function reported(owner: TestClient, id: string, good: string, bad: ReadonlyMap<string | number, string>) {
  const rows = await rowsOf(owner, id);
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: many }, (_, place) => place + 1));
  const wrong = rows.filter(({ row, outcome, faults: [first] }) => {
    const fault = bad.get(row);
    const said = first === undefined ? outcome : `${first.column} ${first.code}`;
    return said !== (fault ?? good);
  });
  expect(wrong).toEqual([]);
}

it("a file of ten thousand rows, three in a hundred bad: every row is told what became of it, the good are in, and again nothing changes", async () => {
  // Whoever hears of ten thousand people is not what is looked at here.
  const bell = vi.spyOn(bindings.FACTS, "sendBatch").mockResolvedValue(undefined as never);
  const world = await newWorld();
  const { file, report } = made();
  const bad = report.size;
  expect(bad / many).toBe(0.03);

  const first = await (await world.as("owner")).ok(createImport, { body: file });
  const fresh = await taken(world, first.id);
  const owner = world.withKey("full");
  expect(await owner.ok(getImport, { param: { id: first.id } })).toMatchObject({
    status: "done",
    rows: many,
    created: many - bad,
    changed: 0,
    unchanged: 0,
    failed: bad,
  });
  const people = many - bad;
  const after = { people, versions: people, addresses: people, told: people, changed: 0 };
  expect(await standing(world)).toEqual(after);

  const second = await (await world.as("owner")).ok(createImport, { body: file });
  const again = await taken(world, second.id);
  expect(await owner.ok(getImport, { param: { id: second.id } })).toMatchObject({
    status: "done",
    created: 0,
    changed: 0,
    unchanged: people,
    failed: bad,
  });
  expect(await standing(world)).toEqual(after);

  // Another reader for the second report: a hundred pages each are half a budget.
  await reported(owner, first.id, "created", report);
  await reported(await world.as("owner"), second.id, "unchanged", report);
  const line = ({ seconds, messages, mostStatements, trips, read, written }: Figures) =>
    `${seconds} s, ${messages} messages, ${mostStatements} statements at most in one, ${trips} trips, ${Math.round(read / many)} rows read and ${Math.round(written / many)} written for each row`;
  console.info(
    `imports: ${many} rows, ${bad} bad, ${Math.round(file.length / 1024)} kB\n  new: ${line(fresh)}\n  again: ${line(again)}`,
  );
  expect(Math.max(fresh.mostStatements, again.mostStatements)).toBeLessThan(1_000);
  bell.mockRestore();
});
