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
