import { createApplication } from "#hiring/applications/contract.ts";
import { type Job, jobStages, jobs } from "#hiring/jobs/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { testContext, type World } from "./world/world.ts";

const names = ["Applied", "Screen", "Interview", "Offer"] as const;
const kinds = ["applied", "screen", "interview", "offer"] as const;

/** A job that hires, with its way of four stages. */
export async function hasJob(world: World, said: Partial<Job> = {}) {
  const { db, newId, now } = testContext();
  const tenantId = world.tenant.id;
  const dates = { createdAt: now, updatedAt: now };
  const id = newId("job");
  const stages = names.map(() => newId("stage"));
  await db.batch([
    db.insert(jobs).values({
      ...dates,
      tenantId,
      id,
      kind: "job",
      status: "open",
      slug: `engineer-${id.slice(-8)}`,
      isPublic: true,
      isRemote: false,
      title: `Engineer ${world.mark}`,
      recruiterId: world.people.recruiter.member.id,
      metadata: {},
      createdBy: "system",
      ...said,
    }),
    ...stages.map((stage, position) =>
      db.insert(jobStages).values({
        ...dates,
        tenantId,
        id: stage,
        jobId: id,
        name: names[position] ?? "Stage",
        kind: kinds[position] ?? "interview",
        position,
      }),
    ),
  ]);
  const [applied, screen, interview, offer] = stages as [Id<"stage">, Id<"stage">, Id<"stage">, Id<"stage">];
  return { id, slug: said.slug ?? `engineer-${id.slice(-8)}`, stages: { applied, screen, interview, offer } };
}

let guests = 0;

/** Whom nobody knows yet. */
export const someGuest = (world: World) => ({
  name: `Gale Guest ${world.mark}`,
  email: `guest-${guests++}@${world.tenant.slug}.example`,
});

/** An application of a guest, as staff make it. */
export async function hasGuestApplication(world: World) {
  const job = await hasJob(world);
  const owner = await world.as("owner");
  const application = await owner.ok(createApplication, { body: { job_id: job.id, guest: someGuest(world) } });
  return { job, application };
}

/** Where applications, their events and the log of a company differ: each is one sentence. */
const differences: readonly (readonly [sql: string, says: string])[] = [
  [
    `select a.id || ' ' || a.version as what from applications a where a.tenant_id = ?1 and a.version <> (
       select count(*) from application_events e where e.tenant_id = a.tenant_id and e.application_id = a.id
         and e.version between 1 and a.version)`,
    "has a version that nothing made",
  ],
  [
    `select e.application_id || ' ' || e.version || ' ' || e.type as what from application_events e where e.tenant_id = ?1
       and 1 <> (select count(*) from facts f where f.tenant_id = e.tenant_id and f.entity_type = 'application'
         and f.entity_id = e.application_id and f.version = e.version and f.type = 'application.' || e.type)`,
    "is not told by one fact",
  ],
  [
    `select f.entity_id || ' ' || f.version || ' ' || f.type as what from facts f where f.tenant_id = ?1
       and f.entity_type = 'application' and f.type like 'application.%' and not exists (select 1 from application_events e
         where e.tenant_id = f.tenant_id and e.application_id = f.entity_id and e.version = f.version
           and f.type = 'application.' || e.type)`,
    "is told and never was",
  ],
  [
    `select a.id as what from applications a where a.tenant_id = ?1 and not exists (select 1 from application_events e
       where e.tenant_id = a.tenant_id and e.application_id = a.id and e.version = a.version and e.to_status = a.status
         and e.to_stage_id = a.stage_id)`,
    "stands otherwise than its last event left it",
  ],
  [
    `select e.application_id || ' ' || e.version as what from application_events e join application_events b
       on b.tenant_id = e.tenant_id and b.application_id = e.application_id and b.version = e.version - 1
     where e.tenant_id = ?1 and (e.from_status is not b.to_status or e.from_stage_id is not b.to_stage_id)`,
    "does not begin where the one before ended",
  ],
];

export async function differencesOfApplications({ tenant }: World): Promise<string[]> {
  const { DB } = testContext().bindings;
  const found = await DB.batch<{ what: string }>(differences.map(([sql]) => DB.prepare(sql).bind(tenant.id)));
  return found.flatMap(({ results }, place) => results.map(({ what }) => `${what} ${differences[place]?.[1]}`));
}
