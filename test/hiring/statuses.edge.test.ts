import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { changeCandidate } from "#hiring/candidates/contract.ts";
import { statusOf } from "#hiring/candidates/rules.ts";
import { mintId } from "#kernel/ids.ts";
import { hasJob } from "../support/applications.ts";
import { makeObject } from "../support/objects.ts";
import { newWorld, type World } from "../support/world/world.ts";

type Row = {
  id: string;
  status: string;
  labels: string;
  said_status: "contacted" | "on_hold" | null;
  applications: string;
  interviews: string;
};

/** Candidates whose status, or what they are found by, is another than what has become of them tells. */
async function untrue(world: World): Promise<string[]> {
  const { results } = await env.DB.prepare(
    `select c.id, c.status, c.said_status, (select labels from candidate_docs d where d.tenant_id = c.tenant_id and d.candidate_id = c.id) labels,
      (select json_group_array(json_object('status', a.status, 'round', a.round)) from applications a
        where a.tenant_id = c.tenant_id and a.candidate_id = c.id and a.deleted_at is null) applications,
      (select json_group_array(json_object('bookingStatus', i.booking_status, 'hasBegun', i.actual_start is not null,
        'isCanceled', i.canceled_at is not null)) from interviews i
        where i.tenant_id = c.tenant_id and i.candidate_id = c.id and i.deleted_at is null) interviews
     from candidates c where c.tenant_id = ? and c.deleted_at is null`,
  )
    .bind(world.tenant.id)
    .all<Row>();
  return results
    .filter((row) => {
      const talks = (
        JSON.parse(row.interviews) as { bookingStatus: string; hasBegun: number; isCanceled: number }[]
      ).map(({ bookingStatus, hasBegun, isCanceled }) => ({
        bookingStatus,
        hasBegun: hasBegun === 1,
        isCanceled: isCanceled === 1,
      }));
      const told = statusOf(row.said_status, JSON.parse(row.applications) as [], talks);
      return row.status !== told || !row.labels.split(" ").some((label) => label.endsWith(`_s_${told}`));
    })
    .map(({ id, status }) => `${id} ${status}`);
}

const many = 24;
const seed = 20_261_120;

/** Numbers that are the same on every machine. */
function dice(): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

/** What may become of somebody, as SQL about one candidate; `?1` is the tenant, `?2` the candidate. */
const turns = [
  "status = 'rejected'",
  "status = 'withdrawn'",
  "status = 'hired'",
  "status = 'active'",
  "round = round + 1",
  "deleted_at = 1",
  "deleted_at = null",
].map((set) => {
  const along = set.startsWith("status") && set !== "status = 'active'" ? "and status = 'active'" : "";
  return `update applications set ${set}, version = version + 1 where tenant_id = ?1 and candidate_id = ?2 ${along}`;
});
const talks = [
  "booking_status = 'pending'",
  "booking_status = 'confirmed'",
  "booking_status = 'canceled'",
  "booking_status = 'completed'",
  "booking_status = 'no_show'",
  "actual_start = 5",
  "actual_start = null",
  "canceled_at = 6",
  "canceled_at = null",
  "deleted_at = 7",
  "deleted_at = null",
].map((set) => `update interviews set ${set}, version = version + 1 where tenant_id = ?1 and candidate_id = ?2`);

describe("the status of a candidate", () => {
  it("is what their applications and interviews tell, whatever becomes of those, in every order", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const jobs = [await hasJob(world), await hasJob(world)];
    const people: string[] = [];
    for (let made = 0; made < many; made++) people.push((await makeObject.candidate?.(world, "present")) ?? "");
    const roll = dice();
    const apply = (candidate: string, job: (typeof jobs)[number]) =>
      env.DB.prepare(
        `insert into applications (tenant_id, id, job_id, candidate_id, stage_id, status, applied_at, metadata, created_by, created_at, updated_at)
         select ?1, ?3, ?4, ?2, ?5, 'active', 1, '{}', 'system', 1, 1 where not exists (select 1 from applications
           where tenant_id = ?1 and job_id = ?4 and candidate_id = ?2)`,
      ).bind(world.tenant.id, candidate, mintId("application", roll(1e9)), job.id, job.stages.applied);
    const meet = (candidate: string) =>
      env.DB.prepare(
        `insert into interviews (tenant_id, id, audience, candidate_id, mode, title, time_zone, windows, booking_status, metadata, created_by, created_at, updated_at)
         values (?1, ?3, 'one', ?2, 'video', 'Talk', 'UTC', '[]', ?4, '{}', 'system', 1, 1)`,
      ).bind(world.tenant.id, candidate, mintId("interview", roll(1e9)), roll(2) === 0 ? null : "confirmed");
    const seen = new Set<string>();
    for (let step = 0; step < 24; step++) {
      const batch = people.map((candidate) => {
        const chance = roll(10);
        const [job = jobs[0]] = jobs.slice(roll(2));
        if (chance === 0 && job !== undefined) return apply(candidate, job);
        if (chance === 1) return meet(candidate);
        const all = chance < 6 ? turns : talks;
        return env.DB.prepare(all[roll(all.length)] ?? "").bind(world.tenant.id, candidate);
      });
      await env.DB.batch(batch);
      const id = people[roll(many)] ?? "";
      const said_status = ([null, "contacted", "on_hold"] as const)[roll(3)] ?? null;
      await owner.ok(changeCandidate, { param: { id }, body: { said_status } });
      expect(await untrue(world)).toEqual([]);
      const { results } = await env.DB.prepare("select distinct status from candidates where tenant_id = ?")
        .bind(world.tenant.id)
        .all<{ status: string }>();
      for (const { status } of results) seen.add(status);
    }
    // Nothing was proved of a status nobody had.
    expect([...seen].toSorted()).toEqual([
      "accepted",
      "contacted",
      "in_progress",
      "new",
      "on_hold",
      "rejected",
      "scheduled",
    ]);
    await env.DB.prepare("update candidates set status = 'accepted' where tenant_id = ? and status = 'new'")
      .bind(world.tenant.id)
      .run();
    expect(await untrue(world)).not.toEqual([]);
  });
});
