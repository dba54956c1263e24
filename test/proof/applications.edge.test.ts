import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { create, get, history, list, move, sourcesOf } from "#hiring/applications/actions.ts";
import type { ApplicationFilter } from "#hiring/applications/search.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, minute } from "#kernel/instant.ts";
import { newTally, openDatabase } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const people = 10_000;
const many = 100_000;
const at = 1_790_000_000_000;

/** An id as long as any, that ends in a number. */
const numbered = (prefix: string, number: number) => `${prefix}_0${String(number).padStart(25, "0")}`;
const numberedBy = (prefix: string, number: string) => `'${prefix}_0' || printf('%025d', ${number})`;

const count = (from: number, to: number) =>
  `with recursive n(i) as (select ${from} union all select i + 1 from n where i + 1 < ${to})`;
const run = (sql: string) => env.DB.prepare(sql).run();

/**
 * A company that has grown: a hundred jobs of four stages, ten thousand candidates with ten applications each, five hundred guests,
 * and of each thing one that is rare.
 */
async function grownCompany(): Promise<World> {
  const world = await newWorld();
  const tenant = `'${world.tenant.id}'`;
  await run(`${count(0, 100)} insert into jobs (tenant_id, id, kind, status, is_public, title, is_remote, metadata, created_by,
    created_at, updated_at) select ${tenant}, ${numberedBy("job", "i")}, 'job', 'open', 0, 'Job ' || i, 0, '{}', 'system', ${at}, ${at} from n`);
  await run(`${count(0, 400)} insert into job_stages (tenant_id, id, job_id, name, kind, position, created_at, updated_at)
    select ${tenant}, ${numberedBy("stg", "i")}, ${numberedBy("job", "i / 4")}, 'Stage ' || i, 'interview', i % 4, ${at}, ${at} from n`);
  for (let from = 0; from < people; from += 5_000) {
    const some = count(from, from + 5_000);
    await run(`${some} insert into candidates (tenant_id, id, name, email, consents, metadata, created_by, created_at, updated_at)
      select ${tenant}, ${numberedBy("cnd", "i")}, 'Person ' || i, 'p' || i || '@candidate.example', '[]', '{}', 'system', ${at} + i, ${at} from n`);
    await run(`${some} insert into candidate_emails (tenant_id, email, candidate_id, created_at)
      select ${tenant}, 'p' || i || '@candidate.example', ${numberedBy("cnd", "i")}, ${at} from n`);
  }
  const { berlin, kolkata } = world.people;
  for (let from = 0; from < many; from += 10_000)
    await run(`${count(from, from + 10_000)} insert into applications (tenant_id, id, job_id, candidate_id, stage_id, round, status,
        recruiter_id, guest_name, guest_email, source, medium, campaign, cover_letter, applied_at, metadata, created_by, created_at, updated_at)
      select ${tenant}, ${numberedBy("app", "i")}, ${numberedBy("job", jobOf)},
        case when i % 200 = 7 then null else ${numberedBy("cnd", `i % ${people}`)} end,
        ${numberedBy("stg", `(${jobOf}) * 4 + i / 7 % 4`)}, 0,
        case when i % 3000 = 1 then 'hired' when i % 4 = 1 then 'rejected' when i % 40 = 3 then 'withdrawn' else 'active' end,
        case when i % 5000 = 9 then '${kolkata.member.id}' when i % 2 = 0 then '${berlin.member.id}' end,
        case when i % 200 = 7 then 'Guest ' || i end, case when i % 200 = 7 then 'g' || i || '@guest.example' end,
        case when i % 20000 = 11 then 'rare' when i % 3 = 0 then null else 'board ' || (i % 5) end, case when i % 10000 = 14 then 'fair' else 'cpc' end,
        case when i % 10000 = 13 then 'rare' when i % 2 = 0 then 'spring' end, printf('%.300c', 'x'),
        ${at}, '{}', 'system', ${at} + i * ${minute}, ${at} from n`);
  return world;
}

/** Ten jobs for each candidate, no two of them the same. */
const jobOf = `(i % ${people} + i / ${people} * 10) % 100`;

/** How many rows of D1 it took, as its own meta says. */
async function spent<T>(world: World, work: (scope: Scope) => Promise<T>): Promise<{ rows: number; value: T }> {
  const tally = newTally();
  const value = await work({ ...world.scope(), tally, db: openDatabase(bindings.DB, tally) });
  return { rows: tally.rowsRead, value };
}

const size = 10;
const cut = { limit: size, descending: true, after: null };
const job = numbered("job", 17) as Id<"job">;
const stages = [69, 70].map((number) => numbered("stg", number) as Id<"stage">);
const middle = { key: at + 50_000 * minute, id: "app_" };

describe(`among ${many} applications of ${people} candidates`, () => {
  it("a list costs what it shows, by whatever it is asked for, on the first page and on a late one", async () => {
    const world = await grownCompany();
    const { berlin, kolkata, viewer } = world.people;
    const within = { created_after: asInstant(middle.key), created_before: asInstant(middle.key + 100 * minute) };
    const three = [numbered("job", 3), numbered("job", 44), numbered("job", 99)] as Id<"job">[];
    type Asked = [says: string, filter: ApplicationFilter, finds: number, stretches: number];
    const asked: Asked[] = [
      ["all", {}, size, 1],
      ["a window", within, size, 1],
      ["active ones", { status: ["active"] }, size, 1],
      ["hired ones", { status: ["hired"] }, size, 1],
      ["all that ended", { status: ["hired", "rejected", "withdrawn"] }, size, 3],
      ["a job", { job_id: [job] }, size, 4],
      ["three jobs", { job_id: three }, size, 12],
      ["a job's rejected", { job_id: [job], status: ["rejected"] }, size, 1],
      ["a job's window", { job_id: [job], created_after: asInstant(middle.key) }, size, 4],
      ["a stage", { stage_id: stages.slice(0, 1) }, size, 4],
      ["two stages' active", { stage_id: stages, status: ["active"] }, size, 2],
      ["a busy recruiter", { recruiter_id: [berlin.member.id] }, size, 4],
      ["one with little to do", { recruiter_id: [kolkata.member.id] }, size, 4],
      ["one with nothing to do", { recruiter_id: [viewer.member.id] }, 0, 4],
      ["a candidate", { candidate_id: [numbered("cnd", 42) as Id<"candidate">] }, 10, 1],
      ["nobody", { candidate_id: [numbered("cnd", 99_999) as Id<"candidate">] }, 0, 1],
      ["a source", { source: "board 2" }, size, 1],
      ["a rare source", { source: "rare" }, 5, 1],
      ["no such source", { source: "none" }, 0, 1],
      ["a campaign", { campaign: "spring" }, size, 1],
      ["a rare campaign", { campaign: "rare" }, 10, 1],
      ["a channel", { medium: "cpc" }, size, 1],
      ["a rare channel", { medium: "fair" }, 10, 1],
      ["guests", { guest: "true" }, size, 1],
      ["a guest", { guest_email: "g207@guest.example" }, 1, 1],
    ];
    const costs: string[] = [];
    for (const [says, filter, finds, stretches] of asked)
      for (const after of [null, middle]) {
        const { rows, value } = await spent(world, (scope) => list(scope, filter, { ...cut, after }, new Set()));
        const found = value.ok ? value.value.rows : [];
        const page = `${says}${after === null ? "" : ", late"}`;
        // How many are left by the middle of time nobody has counted.
        expect(`${page} ${found.length}`).toBe(`${page} ${after === null ? finds : found.length}`);
        const times = found.map(({ createdAt }) => createdAt);
        expect(times).toEqual(times.toSorted((a, b) => b - a));
        costs.push(`${page} ${rows}`);
        const most = stretches * (size + 1) * 4 + 60;
        expect(`${page}: ${rows <= most ? "few" : `${rows} of ${most}`}`).toBe(`${page}: few`);
      }
    console.info(`rows read of ${many}, pages of ${size}: ${costs.join(", ")}`);
    await expectOneCosts(world);
    await expectPagesMeet(world, three);
    const report = await spent(world, (scope) => sourcesOf(scope, { job_id: [job] }));
    expect(report.value).toMatchObject({ ok: true, value: { applications: 1_001 } });
    console.info(`rows read for the sources of a job with 1001 applications: ${report.rows}`);
    expect(report.rows).toBeLessThan(4_500);
  }, 120_000);
});

/** What is done to one does not grow with the others. */
async function expectOneCosts(world: World): Promise<void> {
  const id = numbered("app", 4_711) as Id<"application">;
  const wish = new Set(["candidate", "job", "stage"] as const);
  const looked = await spent(world, (scope) => get(scope, id, wish));
  const moved = await spent(world, (scope) => {
    const stageNow = looked.value.ok ? looked.value.value.stageId : "";
    const number = Number(stageNow.slice(-5));
    const next = numbered("stg", number % 4 === 3 ? number - 1 : number + 1) as Id<"stage">;
    return move(scope, id, { stage_id: next, reason: null }, undefined);
  });
  expect(moved.value).toMatchObject({ ok: true });
  const past = await spent(world, (scope) => history(scope, id, { ...cut, descending: false }));
  const papers = { cover_letter: null, resume_url: null, source: null, medium: null, campaign: null, referrer: null };
  const words = { ...papers, job_id: job, external_id: null, metadata: {} };
  const guest = { name: "New", email: "new@guest.example", phone: null };
  const made = await spent(world, (scope) => create(scope, { ...words, guest }));
  expect(made.value).toMatchObject({ ok: true });
  const costs = { looked: looked.rows, moved: moved.rows, past: past.rows, made: made.rows };
  console.info(`rows read for one of ${many}: ${JSON.stringify(costs)}`);
  for (const [name, rows] of Object.entries(costs)) expect(`${name} ${rows < 150 ? "few" : rows}`).toBe(`${name} few`);
}

/** Page by page, in either direction, everything comes once and in order. */
async function expectPagesMeet(world: World, jobs: Id<"job">[]): Promise<void> {
  const { tenant } = world;
  const whole = await testContext()
    .bindings.DB.prepare(
      "select id from applications where tenant_id = ? and job_id in (?, ?, ?) order by created_at, id",
    )
    .bind(tenant.id, ...jobs)
    .all<{ id: string }>();
  for (const descending of [false, true]) {
    const found: string[] = [];
    for (let after: { key: number | string; id: string } | null = null; ; ) {
      const page = await list(
        world.scope(),
        { job_id: [...jobs, ...jobs] },
        { limit: 100, descending, after },
        new Set(),
      );
      if (!page.ok) throw new Error("not listed");
      found.push(...page.value.rows.map(({ id }) => id));
      after = page.value.next;
      if (after === null) break;
    }
    const expected = whole.results.map(({ id }) => id);
    expect(found).toEqual(descending ? expected.toReversed() : expected);
  }
}
