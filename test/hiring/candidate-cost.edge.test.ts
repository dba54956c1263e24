import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { create, list } from "#hiring/candidates/actions.ts";
import type { CandidateFilter } from "#hiring/candidates/store.ts";
import type { PlaceInList } from "#kernel/page.ts";
import { newWorld, type World } from "../support/world/world.ts";

const many = 10_000;
const limit = 25;

const run = (sql: string) => env.DB.prepare(sql).run();

/**
 * So many candidates: everybody an Example, every second an Ida, one in ten with a skill, one in fifty with a tag, one in a hundred on
 * hold, one in a thousand of a rare name.
 */
async function crowd(world: World): Promise<void> {
  const tenant = world.tenant.id;
  const body = tenant.slice(4);
  const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${many})`;
  const id = `'cnd_' || substr('${body}', 1, 20) || printf('%06d', i)`;
  await run(`insert into tags (tenant_id, id, kind, name, created_by, created_at, updated_at)
    values ('${tenant}', 'tag_${body}', 'candidate', 'Élan', 'system', 1, 1)`);
  await run(`${numbers} insert into candidates
      (tenant_id, id, name, email, status, said_status, consents, metadata, created_by, created_at, updated_at)
    select '${tenant}', ${id}, 'Ida Example', 'c' || i || '@example.org', iif(i % 100 = 0, 'on_hold', 'new'),
      iif(i % 100 = 0, 'on_hold', null), '[]', '{}', 'system', i, i from n`);
  await run(`${numbers} insert into candidate_emails (tenant_id, email, candidate_id, created_at)
    select '${tenant}', 'c' || i || '@example.org', ${id}, i from n`);
  await run(`${numbers} insert into tag_assignments (tenant_id, tag_id, subject_id, assigned_by, assigned_at)
    select '${tenant}', 'tag_${body}', ${id}, 'system', i from n where i % 50 = 0`);
  await run(`update candidate_docs set words = '${body}_w_example ${body}_w_org ${body}_w_c' || substr(candidate_id, -6)
      || iif(doc % 2 = 0, ' ${body}_w_ida', ' ${body}_w_bo') || iif(doc % 10 = 0, ' ${body}_w_cobol ${body}_k_cobol', '')
      || iif(doc % 1000 = 0, ' ${body}_w_quirin', '') where tenant_id = '${tenant}'`);
}

/** What the page of this number is read for. */
async function costOf(world: World, filter: CandidateFilter, turn: number, expand: "tags"[] = []) {
  let after: PlaceInList | null = null;
  for (let place = 0; ; place++) {
    const scope = world.scope();
    const page = await list(scope, filter, { limit, descending: true, after }, new Set(expand));
    if (!page.ok) throw new Error(page.refusal.code);
    const { rows, next } = page.value;
    if (place === turn || next === null) return { found: rows.length, read: scope.tally.rowsRead, place };
    after = next;
  }
}

describe("what it costs to look for candidates", () => {
  it("a page of ten thousand reads rows by the page, whatever is asked, however far, and whoever else has as many", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    await crowd(world);
    await crowd(other);
    const asked: [filter: CandidateFilter, found: number][] = [
      [{}, limit],
      [{ q: "example" }, limit],
      [{ q: "e" }, limit],
      [{ q: "ida example" }, limit],
      [{ q: "quir exa" }, 10],
      [{ q: "elan" }, limit],
      [{ q: "nobody" }, 0],
      [{ status: ["on_hold"] }, limit],
      [{ status: ["new", "on_hold"] }, limit],
      [{ status: ["on_hold"], q: "ida", skill: ["COBOL"] }, limit],
      [{ skill: ["cobol"] }, limit],
      [{ tag_id: [`tag_${world.tenant.id.slice(4)}` as const] }, limit],
      [{ email: "c77@example.org" }, 1],
      [{ email: "c77@example.org", q: "exa" }, 1],
    ];
    for (const [filter, found] of asked) {
      const first = await costOf(world, filter, 0);
      expect({ filter, found: first.found }).toEqual({ filter, found });
      expect({ filter, read: first.read, dear: first.read > 20 + 11 * (limit + 1) }).toMatchObject({ dear: false });
      const far = await costOf(world, filter, 3);
      expect({ filter, read: far.read, dear: far.read > first.read + 2 }).toMatchObject({ dear: false });
    }
    const worn = { tag_id: [`tag_${world.tenant.id.slice(4)}` as const] };
    const dressed = (await costOf(world, worn, 0, ["tags"])).read - (await costOf(world, worn, 0)).read;
    expect(dressed).toBeLessThan(7 * limit);

    const scope = world.scope();
    const words = { name: "Ida Last", email: "last@example.org", skills: ["Go", "SQL"], metadata: {} };
    expect((await create(scope, words)).ok).toBe(true);
    expect(scope.tally.rowsRead).toBeLessThan(40);
    expect(scope.tally.rowsWritten).toBeLessThan(60);
  }, 60_000);
});
