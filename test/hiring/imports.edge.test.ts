import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it, type MockInstance, vi } from "vitest";
import { tick } from "../../src/cron.ts";
import worker from "../../src/index.ts";
import { createCandidate, getCandidate, listCandidates } from "#hiring/candidates/contract.ts";
import { createImport, getImport, listImports } from "#hiring/imports/contract.ts";
import { ringLeft, takeIn } from "#hiring/imports/client.ts";
import { imports } from "#hiring/imports/tables.ts";
import { createJob, getJob, listJobs, pauseJob } from "#hiring/jobs/contract.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { utf8 } from "#kernel/bytes.ts";
import type { Id } from "#kernel/ids.ts";
import { after, minute } from "#kernel/instant.ts";
import { factBodies, facts } from "#platform/facts/tables.ts";
import type { TestClient } from "../support/client.ts";
import { fileOf, imported, rowsOf, takeAll } from "../support/imports.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const head = ["name", "email"];
const counts = (created: number, changed: number, unchanged: number, failed: number) => ({
  created,
  changed,
  unchanged,
  failed,
});

/** Everything that stands in the log of a company about imports and exports. */
async function toldOf(world: World) {
  const rows = await testContext()
    .db.select({ type: facts.type, actor: facts.actor, body: factBodies.after })
    .from(facts)
    .innerJoin(factBodies, and(eq(factBodies.tenantId, facts.tenantId), eq(factBodies.factId, facts.id)))
    .where(
      and(
        eq(facts.tenantId, world.tenant.id),
        sql`${facts.type} in ('import.created', 'import.finished', 'candidate.exported')`,
      ),
    )
    .orderBy(facts.seq);
  return rows;
}

const everyone = async (client: TestClient) => (await client.ok(listCandidates, { page: { limit: 100 } })).data;

const everyColumn = (world: World): [string, string][] => [
  ["name", "Ida Example"],
  ["email", "Ida@Candidate.example"],
  ["other_emails", "ida@home.example; ida.e@work.example"],
  ["phone", "'+493012345678"],
  ["location", "Köln, Innenstadt"],
  ["time_zone", "Europe/Berlin"],
  ["locale", "de"],
  ["current_company", 'The "Old" Works'],
  ["current_title", "Engineer"],
  ["years_of_experience", "7"],
  ["current_pay_minor", "6500000"],
  ["current_pay_currency", "EUR"],
  ["current_pay_per", "year"],
  ["expected_pay_minor", "7000000"],
  ["expected_pay_currency", "EUR"],
  ["expected_pay_per", "year"],
  ["notice_period_days", "30"],
  ["resume_url", "https://cv.example/ida"],
  ["skills", "TypeScript; C++; SQL"],
  ["owner_id", world.people.berlin.member.id],
  ["source", "referral"],
  ["medium", "mail"],
  ["campaign", "autumn"],
  ["external_id", "HR-7"],
];

describe("a file of candidates", () => {
  it("is taken in with every column there is, by whichever separator and in any order, and bears its author's name", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const columns = everyColumn(world).toReversed();
    const one = await imported(
      world,
      recruiter,
      fileOf(
        columns.map(([name]) => name),
        columns.map(([, cell]) => cell),
      ),
    );
    expect(one).toMatchObject({ status: "done", rows: 1, ...counts(1, 0, 0, 0), dry_run: false, problem: null });
    const [row] = await rowsOf(recruiter, one.id);
    expect(row).toMatchObject({ row: 1, outcome: "created", faults: [] });
    const ida = await recruiter.ok(getCandidate, { param: { id: row?.subject_id ?? "" } });
    expect(ida).toMatchObject({
      name: "Ida Example",
      email: "ida@candidate.example",
      phone: "+493012345678",
      location: "Köln, Innenstadt",
      current_company: 'The "Old" Works',
      years_of_experience: 7,
      current_pay: { amount_minor: 6_500_000, currency: "EUR", per: "year" },
      expected_pay: { amount_minor: 7_000_000, currency: "EUR", per: "year" },
      notice_period_days: 30,
      skills: ["TypeScript", "C++", "SQL"],
      owner_id: world.people.berlin.member.id,
      external_id: "HR-7",
      created_by: world.people.recruiter.member.id,
      status: "new",
    });
    expect(ida.other_emails.toSorted()).toEqual(["ida.e@work.example", "ida@home.example"]);
    expect((await recruiter.ok(listCandidates, { query: { q: "köln ida", skill: "c++" } })).data).toHaveLength(0);
    expect((await recruiter.ok(listCandidates, { query: { q: "ida old", skill: "c++" } })).data).toHaveLength(1);

    const semicolons = '\uFEFFEMAIL ; Name\r\n"bo@candidate.example";"Bo; Other"\n\ncy@candidate.example;Cy';
    const two = await imported(world, recruiter, semicolons);
    expect(two).toMatchObject({ rows: 2, ...counts(2, 0, 0, 0) });
    expect((await everyone(recruiter)).map(({ name }) => name).toSorted()).toEqual(["Bo; Other", "Cy", "Ida Example"]);
    // Whoever brings somebody without saying whose they are looks after them.
    expect((await everyone(recruiter)).map(({ owner_id }) => owner_id)).toContain(world.people.recruiter.member.id);

    const told = await toldOf(world);
    expect(told.map(({ type, actor }) => [type, actor])).toEqual(
      ["import.created", "import.finished", "import.created", "import.finished"].map((type) => [
        type,
        world.people.recruiter.member.id,
      ]),
    );
    expect(JSON.stringify(told)).not.toMatch(/Ida Example|@|Köln/i);
    expect(told[1]?.body).toMatchObject({ kind: "candidates", rows: 1, created: 1, failed: 0, status: "done" });
    expect(await bindings.FILES.list({ prefix: `imports/${world.tenant.id}` })).toMatchObject({ objects: [] });
  });

  it("changes what it says and leaves what it does not say, knows people by any of their addresses, and taken in again changes nothing", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const ida = await recruiter.ok(createCandidate, {
      body: {
        name: "Ida",
        email: "ida@candidate.example",
        other_emails: ["ida@home.example"],
        phone: "+4930123456",
        skills: ["Go"],
      },
    });
    const file = fileOf(
      ["email", "name", "phone", "skills", "other_emails"],
      ["IDA@home.example", "Ida Example", "", "Go; SQL", "ida@third.example"],
      ["bo@candidate.example", "Bo", "", "", ""],
    );
    expect(await imported(world, recruiter, file)).toMatchObject(counts(1, 1, 0, 0));
    const changed = await recruiter.ok(getCandidate, { param: { id: ida.id } });
    expect(changed).toMatchObject({
      name: "Ida Example",
      email: "ida@candidate.example",
      phone: "+4930123456",
      skills: ["Go", "SQL"],
      version: 2,
    });
    expect(changed.other_emails).toEqual(["ida@home.example", "ida@third.example"]);

    const again = await imported(world, recruiter, file);
    expect(again).toMatchObject(counts(0, 0, 2, 0));
    expect((await recruiter.ok(getCandidate, { param: { id: ida.id } })).version).toBe(2);
    expect((await rowsOf(recruiter, again.id)).map(({ subject_id }) => subject_id)).toContain(ida.id);
    const ofPeople = await testContext().db.all<{ n: number }>(
      sql`select count(*) as n from facts where tenant_id = ${world.tenant.id} and entity_type = 'candidate'`,
    );
    expect(ofPeople).toEqual([{ n: 3 }]);
  });

  it("says of each bad row which column is wrong and how, never what stands there, and takes in the others", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    await recruiter.ok(createCandidate, {
      body: { name: "Al", email: "al@candidate.example", external_id: "A-1", other_emails: ["al@home.example"] },
    });
    const stranger = testContext().newId("member");
    const columns = [
      "name",
      "email",
      "phone",
      "years_of_experience",
      "external_id",
      "owner_id",
      "other_emails",
      "current_pay_minor",
    ];
    const rows: [cells: string[], fault: [column: string, code: string] | null][] = [
      [["Good One", "good@candidate.example", "", "", "", "", "", ""], null],
      [
        ["", "noname@candidate.example", "", "", "", "", "", ""],
        ["name", "invalid_type"],
      ],
      [
        ["No Mail", "", "", "", "", "", "", ""],
        ["email", "invalid_type"],
      ],
      [
        ["Bad Mail", "secret-at-nowhere", "", "", "", "", "", ""],
        ["email", "invalid_format"],
      ],
      [
        ["Bad Phone", "p@candidate.example", "030/secret", "", "", "", "", ""],
        ["phone", "invalid_format"],
      ],
      [
        ["Bad Years", "y@candidate.example", "", "secret", "", "", "", ""],
        ["years_of_experience", "invalid_type"],
      ],
      [
        ["Their Id", "e@candidate.example", "", "", "A-1", "", "", ""],
        ["external_id", "candidate.external_id_taken"],
      ],
      [
        ["No Owner", "o@candidate.example", "", "", "", stranger, "", ""],
        ["owner_id", "candidate.owner_unknown"],
      ],
      [
        ["Their Mail", "m@candidate.example", "", "", "", "", "al@home.example", ""],
        ["other_emails", "candidate.email_taken"],
      ],
      [
        ["Half Pay", "h@candidate.example", "", "", "", "", "", "100"],
        ["current_pay_currency", "invalid_type"],
      ],
      [
        ["Twice", "Good@candidate.example", "", "", "", "", "", ""],
        ["email", "row_twice"],
      ],
      [
        ["Short", "s@candidate.example"],
        ["", "row_width"],
      ],
      [["Al Two", "al@home.example", "", "", "", "", "", ""], null],
      [
        ["Al Three", "al@candidate.example", "", "", "", "", "", ""],
        ["email", "row_twice"],
      ],
      [["Id New", "i1@candidate.example", "", "", "N-1", "", "", ""], null],
      [
        ["Id Again", "i2@candidate.example", "", "", "N-1", "", "", ""],
        ["external_id", "row_twice"],
      ],
      [["Same New Mail", "n1@candidate.example", "", "", "", "", "shared@home.example", ""], null],
      [
        ["And Again", "n2@candidate.example", "", "", "", "", "shared@home.example", ""],
        ["other_emails", "candidate.email_taken"],
      ],
    ];
    const one = await imported(world, recruiter, fileOf(columns, ...rows.map(([cells]) => cells)));
    const found = await rowsOf(recruiter, one.id);
    expect(found.map(({ faults: [first] }) => (first === undefined ? null : [first.column, first.code]))).toEqual(
      rows.map(([, fault]) => fault),
    );
    expect(one).toMatchObject({ status: "done", rows: rows.length, ...counts(3, 1, 0, 14) });
    expect(await rowsOf(recruiter, one.id, "failed")).toHaveLength(14);
    expect(await rowsOf(recruiter, one.id, "created")).toHaveLength(3);
    expect(JSON.stringify(found)).not.toMatch(/secret|candidate\.example|Good/);
    expect(await imported(world, recruiter, fileOf(columns, ...rows.map(([cells]) => cells)))).toMatchObject(
      counts(0, 0, 4, 14),
    );
  });

  it("as a dry run says what would become of each row, and writes nothing", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const ida = await recruiter.ok(createCandidate, { body: { name: "Ida", email: "ida@candidate.example" } });
    const file = fileOf(
      head,
      ["Ida Two", "ida@candidate.example"],
      ["Bo", "bo@candidate.example"],
      ["", "x@candidate.example"],
    );
    const tried = await imported(world, recruiter, file, { dry_run: "true" });
    expect(tried).toMatchObject({ dry_run: true, status: "done", ...counts(1, 1, 0, 1) });
    expect((await rowsOf(recruiter, tried.id)).map(({ subject_id }) => subject_id)).toEqual([ida.id, null, null]);
    expect(await everyone(recruiter)).toMatchObject([{ name: "Ida", version: 1 }]);
    expect(
      (await recruiter.ok(listImports, { query: { dry_run: "true", kind: "candidates", status: "done" } })).data,
    ).toHaveLength(1);
    expect((await recruiter.ok(listImports, { query: { dry_run: "false" } })).data).toEqual([]);
  });

  it("is refused as a whole when it cannot be read as one, and nothing of it is kept", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const good = fileOf(head, ["Ida", "ida@candidate.example"]);
    const many = `email\n${Array.from({ length: 20_001 }, (_, n) => `c${n}@example.org`).join("\n")}`;
    const refused: [string | Uint8Array<ArrayBuffer>, string, object?][] = [
      ["name,email,shoe_size\nIda,ida@candidate.example,38\n", "import.column_unknown", { column: "shoe_size" }],
      ["name,email,NAME\n", "import.column_twice", { column: "name" }],
      ["name,phone\nIda,+49\n", "import.column_missing", { column: "email" }],
      ["name,email\n", "import.empty"],
      ['name,email\n"Ida,ida@candidate.example\n', "import.malformed", { row: 1 }],
      ['name,email\na,b\n"Ida"x,ida@candidate.example\n', "import.malformed", { row: 2 }],
      [new Uint8Array([...utf8("name,email\nJos"), 0xe9, ...utf8(",j@candidate.example\n")]), "import.not_unicode"],
      [many, "import.too_many_rows", { limit_rows: 20_000 }],
      [`${good}${" ".repeat(5 * 1024 ** 2)}`, "body.too_large", { limit_bytes: 5 * 1024 ** 2 }],
      ["", "body.missing"],
      ["\uFEFF", "import.column_missing"],
    ];
    for (const [body, code, more = {}] of refused)
      expect((await owner.refused(createImport, { body }, code)).problem).toMatchObject(more);
    const wrong = await owner.fetch("/v1/imports", {
      method: "POST",
      body: "{}",
      headers: { "Content-Type": "application/json" },
    });
    expect(await wrong.json()).toMatchObject({ code: "body.unsupported_type", accepted: ["text/csv"] });
    await owner.refused(createImport, { body: good, query: { kind: "jobs" } }, "import.column_unknown");
    await owner.refused(getImport, { param: { id: testContext().newId("import") } }, "import.unknown");
    await (await world.as("berlin")).refused(createImport, { body: good }, "permission.missing");
    expect((await owner.ok(listImports, {})).data).toEqual([]);
    expect(await bindings.FILES.list({ prefix: `imports/${world.tenant.id}` })).toMatchObject({ objects: [] });
  });

  it("is taken in once by whoever asks twice under one key; the same key with another file is refused", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const headers = { "Idempotency-Key": "autumn" };
    const body = fileOf(head, ["Ida", "ida@candidate.example"]);
    const first = await owner.ok(createImport, { body, headers });
    const second = await owner.ok(createImport, { body, headers });
    expect(second.id).toBe(first.id);
    await owner.refused(createImport, { body: `${body}\r\n`, headers }, "idempotency.key_reused");
    expect((await owner.ok(listImports, {})).data).toHaveLength(1);
    await takeAll(world, first.id);
    expect(await bindings.FILES.list({ prefix: `imports/${world.tenant.id}` })).toMatchObject({ objects: [] });
  });
});

const rows = Array.from({ length: 130 }, (_, n) => [`Person ${n}`, `p${n}@candidate.example`]);

/** Nobody hears the bell; so only who is called here works. */
async function silently(work: (bell: MockInstance) => Promise<void>): Promise<void> {
  const bell = vi.spyOn(bindings.FACTS, "sendBatch").mockResolvedValue(undefined as never);
  try {
    await work(bell);
  } finally {
    bell.mockRestore();
  }
}

const expire = (world: World, id: string) =>
  testContext()
    .db.update(imports)
    .set({ leaseUntil: sql`case when status = 'running' then 1 else lease_until end` })
    .where(and(eq(imports.tenantId, world.tenant.id), eq(imports.id, id as Id<"import">)));

async function countOf(world: World, table: "candidates"): Promise<number> {
  const [row] = await testContext().db.all<{ n: number }>(
    sql`select count(*) as n from ${sql.raw(table)} where tenant_id = ${world.tenant.id}`,
  );
  return row?.n ?? 0;
}

describe("an import whose worker is killed", () => {
  it("goes on where it was and does no row twice, whether in a part, between parts, or after the last", async () => {
    await silently(async (bell) => {
      const world = await newWorld();
      const owner = await world.as("owner");
      const { id } = await owner.ok(createImport, { body: fileOf(head, ...rows) });
      const note = { tenant: world.tenant.id, import: id as Id<"import"> };
      // In its second part: the batch is lost, and with it the worker.
      const context = testContext();
      const batch = vi.spyOn(bindings.DB, "batch");
      let writes = 0;
      const original = Object.getPrototypeOf(bindings.DB).batch as typeof bindings.DB.batch;
      batch.mockImplementation(async (statements) => {
        if (statements.length > 50 && ++writes === 2) throw new Error("Network connection lost.");
        return original.call(bindings.DB, statements);
      });
      await expect(takeIn(context, openTenant, note)).rejects.toThrow("Network connection lost");
      batch.mockRestore();
      expect(await owner.ok(getImport, { param: { id } })).toMatchObject({ status: "running", ...counts(40, 0, 0, 0) });

      // Until its lease runs out nobody else touches it; then the tick finds it.
      expect(await takeIn(testContext(), openTenant, note)).toBe("left");
      await expire(world, id);
      bell.mockClear();
      expect(await ringLeft(testContext())).toBeGreaterThan(0);
      expect(JSON.stringify(bell.mock.calls)).toContain(id);

      // After the last part, before it was said that it is done: the file is gone.
      const lost = vi.spyOn(bindings.FILES, "delete").mockRejectedValueOnce(new Error("Network connection lost."));
      for (let tries = 0; tries < 9; tries++) {
        const ended = await takeIn(testContext(), openTenant, note).catch(() => "killed");
        if (ended === "killed") break;
      }
      lost.mockRestore();
      expect(await owner.ok(getImport, { param: { id } })).toMatchObject({
        status: "running",
        ...counts(130, 0, 0, 0),
      });
      await bindings.FILES.delete(`imports/${world.tenant.id}/${id}.csv`);
      await expire(world, id);
      expect(await takeIn(testContext(), openTenant, note)).toBe("done");
      expect(await takeIn(testContext(), openTenant, note)).toBe("left");

      expect(await rowsOf(owner, id)).toHaveLength(130);
      expect(await countOf(world, "candidates")).toBe(130);
      expect(await owner.ok(getImport, { param: { id } })).toMatchObject({ status: "done", ...counts(130, 0, 0, 0) });
    });
  });

  it("is given up when its file is gone with rows still in it, and two who work at once do each row once", async () => {
    await silently(async () => {
      const world = await newWorld();
      const owner = await world.as("owner");
      const lost = await owner.ok(createImport, { body: fileOf(head, ...rows) });
      await bindings.FILES.delete(`imports/${world.tenant.id}/${lost.id}.csv`);
      expect(
        await takeIn(testContext(), openTenant, { tenant: world.tenant.id, import: lost.id as Id<"import"> }),
      ).toBe("failed");
      expect(await owner.ok(getImport, { param: { id: lost.id } })).toMatchObject({
        status: "failed",
        problem: "file_lost",
      });

      const { id } = await owner.ok(createImport, { body: fileOf(head, ...rows) });
      const note = { tenant: world.tenant.id, import: id as Id<"import"> };
      const work = async () => {
        for (let tries = 0; tries < 6; tries++) {
          await takeIn(testContext(), openTenant, note);
          await expire(world, id);
        }
      };
      await Promise.all([work(), work(), work()]);
      expect(await owner.ok(getImport, { param: { id } })).toMatchObject({ status: "done", ...counts(130, 0, 0, 0) });
      expect(await countOf(world, "candidates")).toBe(130);
      expect(await rowsOf(owner, id)).toHaveLength(130);
    });
  });
});

describe("the Worker's own doors", () => {
  it("carry an import from the tick to the queue to its end", async () => {
    await silently(async (bell) => {
      const { now } = testContext();
      vi.useFakeTimers({ toFake: ["Date"], now });
      const world = await newWorld();
      const key = world.withKey("full");
      const { id } = await key.ok(createImport, { body: fileOf(head, ...rows.slice(0, 90)) });
      // Its first bell was heard by nobody; a minute later the tick rings again.
      vi.setSystemTime(after(now, minute));
      const execution = createExecutionContext();
      const brought = () =>
        bell.mock.calls.flatMap(([messages]) =>
          [...(messages as { body: object }[])].filter(({ body }) => "import" in body),
        );
      bell.mockClear();
      await tick(testContext());
      for (let turn = 0; turn < 3; turn++) {
        const messages = brought().map(({ body }) => ({
          body,
          attempts: 1,
          ack: () => undefined,
          retry: () => undefined,
        }));
        bell.mockClear();
        const batch = { queue: "interlock-facts-local", messages } as unknown as MessageBatch;
        await worker.queue(batch, bindings, execution);
      }
      await waitOnExecutionContext(execution);
      expect(await key.ok(getImport, { param: { id } })).toMatchObject({
        status: "done",
        ...counts(90, 0, 0, 0),
      });
      expect(await ringLeft(testContext())).toBe(0);
    });
    vi.useRealTimers();
  });
});

describe("a file of jobs", () => {
  it("makes and changes jobs, by the company's own id or by title and place, and taken in again changes nothing", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const known = await owner.ok(createJob, {
      body: { title: "Welder", location: "Leeds", skills: [{ name: "MIG", level: "expert", weight: 5 }] },
    });
    const columns: string[] = [
      "external_id",
      "title",
      "status",
      "is_public",
      "description",
      "location",
      "is_remote",
      "employment_type",
      "experience_level",
      "salary_min_minor",
      "salary_max_minor",
      "salary_currency",
      "salary_per",
      "headcount",
      "recruiter_id",
      "team_id",
      "skills",
      "preferred_skills",
    ];
    const row = (cells: Record<string, string>) => columns.map((name) => cells[name] ?? "");
    const file = fileOf(
      columns,
      row({
        external_id: "REQ-1",
        title: "Backend engineer",
        status: "open",
        is_public: "yes",
        description: "You build\nwhat schedules.",
        location: "Berlin",
        is_remote: "true",
        employment_type: "full_time",
        experience_level: "senior",
        salary_min_minor: "7000000",
        salary_currency: "EUR",
        salary_per: "year",
        headcount: "2",
        recruiter_id: world.people.recruiter.member.id,
        team_id: world.team.id,
        skills: "PostgreSQL; SQL",
        preferred_skills: "Rust",
      }),
      row({ title: "Welder", location: "Leeds", headcount: "3", preferred_skills: "TIG" }),
      row({ title: "Welder", location: "York" }),
      row({
        external_id: "REQ-2",
        title: "Turned",
        salary_min_minor: "9",
        salary_max_minor: "8",
        salary_currency: "EUR",
        salary_per: "hour",
      }),
      row({ external_id: "REQ-3", title: "Nobody's", recruiter_id: testContext().newId("member") }),
      row({ external_id: "REQ-1", title: "Backend again" }),
      row({ external_id: "REQ-4" }),
      row({ external_id: "REQ-5", title: "Sometimes", is_remote: "perhaps" }),
    );
    const one = await imported(world, owner, file, { kind: "jobs" });
    const report = await rowsOf(owner, one.id);
    expect(
      report.map(({ outcome, faults: [first] }) => (first === undefined ? outcome : `${first.column} ${first.code}`)),
    ).toEqual([
      "created",
      "changed",
      "created",
      "salary_max_minor job.salary_reversed",
      "recruiter_id job.member_unknown",
      "external_id row_twice",
      "title job.unfinished",
      "is_remote invalid_type",
    ]);
    expect(one).toMatchObject({ kind: "jobs", ...counts(2, 1, 0, 5) });
    const made = await owner.ok(getJob, { param: { id: report[0]?.subject_id ?? "" } });
    expect(made).toMatchObject({
      title: "Backend engineer",
      status: "open",
      is_public: true,
      is_remote: true,
      headcount: 2,
      external_id: "REQ-1",
      description: "You build\nwhat schedules.",
      salary: { min_minor: 7_000_000, max_minor: null, currency: "EUR", per: "year" },
      created_by: world.people.owner.member.id,
      skills: [
        { name: "PostgreSQL", required: true },
        { name: "SQL", required: true },
        { name: "Rust", required: false },
      ],
    });
    expect(made.stages.map(({ name }) => name)).toEqual(["Applied", "Screen", "Interview", "Offer"]);
    expect(await owner.ok(getJob, { param: { id: known.id } })).toMatchObject({
      headcount: 3,
      version: 2,
      skills: [
        { name: "MIG", required: true, level: "expert", weight: 5 },
        { name: "TIG", required: false },
      ],
    });

    // A job that has gone on meanwhile is not put back.
    await owner.ok(pauseJob, { param: { id: made.id } });
    expect(await imported(world, owner, file, { kind: "jobs" })).toMatchObject(counts(0, 0, 3, 5));
    expect((await owner.ok(listJobs, {})).data).toHaveLength(3);
    expect(await imported(world, owner, file, { kind: "jobs", dry_run: "true" })).toMatchObject(counts(0, 0, 3, 5));
  });
});
