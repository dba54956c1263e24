import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { list } from "#hiring/candidates/actions.ts";
import type { CandidateFilter } from "#hiring/candidates/store.ts";
import { newWorld, type World } from "../support/world/world.ts";

const many = 10_000;
const limit = 25;

/** So many candidates: everybody an example, every second an Ida, one in ten a skill, one in a hundred on hold, one in a thousand a rare name. */
async function crowd(world: World): Promise<void> {
  const tenant = world.tenant.id;
  const body = tenant.slice(4);
  const { id: tag } = { id: `tag_${body}` };
  const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${many})`;
  const id = `'cnd_' || substr('${body}', 1, 20) || printf('%06d', i)`;
  const run = (sql: string) => env.DB.prepare(sql).run();
  await run(`insert into tags (tenant_id, id, kind, name, created_by, created_at, updated_at)
    values ('${tenant}', '${tag}', 'candidate', 'Élan', 'system', 1, 1)`);
  await run(`${numbers} insert into candidates (tenant_id, id, name, email, status, said_status, consents, metadata, created_by, created_at, updated_at)
    select '${tenant}', ${id}, 'Ida Example', 'c' || i || '@example.org', iif(i % 100 = 0, 'on_hold', 'new'),
      iif(i % 100 = 0, 'on_hold', null), '[]', '{}', 'system', i, i from n`);
  await run(`${numbers} insert into candidate_emails (tenant_id, email, candidate_id, created_at)
    select '${tenant}', 'c' || i || '@example.org', ${id}, i from n`);
  await run(`${numbers} insert into tag_assignments (tenant_id, tag_id, subject_id, assigned_by, assigned_at)
    select '${tenant}', '${tag}', ${id}, 'system', i from n where i % 50 = 0`);
  await run(`update candidate_docs set words = '${body}_w_example ${body}_w_org ${body}_w_c' || substr(candidate_id, -6)
      || iif(doc % 2 = 0, ' ${body}_w_ida', ' ${body}_w_bo') || iif(doc % 10 = 0, ' ${body}_w_cobol ${body}_k_cobol', '')
      || iif(doc % 1000 = 0, ' ${body}_w_quirin', '') where tenant_id = '${tenant}'`);
}

describe("what it costs to look for candidates", () => {
  it("a page of ten thousand reads rows by the page, whatever is asked and whoever else has as many", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    let t = Date.now();
    await crowd(world);
    console.info("seed", Date.now() - t);
    t = Date.now();
    await crowd(other);
    console.info("seed", Date.now() - t);
    const asked: CandidateFilter[] = [
      {},
      { q: "example" },
      { q: "e" },
      { q: "ida example" },
      { q: "quirin" },
      { q: "quir ida" },
      { q: "elan" },
      { q: "nobody" },
      { status: ["on_hold"] },
      { status: ["new"] },
      { status: ["on_hold"], q: "ida", skill: ["COBOL"] },
      { skill: ["cobol"] },
      { tag_id: [`tag_${world.tenant.id.slice(4)}`] },
      { email: "c77@example.org" },
      { email: "c77@example.org", q: "exa" },
    ];
    const costs: Record<string, unknown>[] = [];
    for (const filter of asked) {
      for (const deep of [0, 1, 5]) {
        const first = world.scope();
        const cut = { limit, descending: true, after: null };
        const page = await list(first, filter, cut, new Set());
        if (!page.ok) throw new Error("refused");
        let next = page.value.next;
        for (let turn = 1; turn < deep && next !== null; turn++) {
          const more = await list(world.scope(), filter, { ...cut, after: next }, new Set());
          next = more.ok ? more.value.next : null;
        }
        if (deep > 0 && next === null) continue;
        const scope = world.scope();
        const t0 = Date.now();
        const found = await list(scope, filter, deep > 0 ? { ...cut, after: next } : cut, new Set());
        if (!found.ok) throw new Error("refused");
        costs.push({
          filter: JSON.stringify(filter),
          deep,
          found: found.value.rows.length,
          read: scope.tally.rowsRead,
          trips: scope.tally.trips,
          ms: Date.now() - t0,
        });
        console.info(JSON.stringify(costs.at(-1)));
      }
    }
    expect(costs.filter(({ read }) => Number(read) > 13 * limit)).toEqual([]);
  }, 120_000);
});
