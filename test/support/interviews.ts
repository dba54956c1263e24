import { candidateEmails, candidates } from "#hiring/candidates/tables.ts";
import { applications } from "#hiring/applications/tables.ts";
import { interviews, participants } from "#hiring/interviews/tables.ts";
import { jobs, jobStages } from "#hiring/jobs/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { testContext, type World } from "./world/world.ts";

const dates = () => ({ createdAt: testContext().now, updatedAt: testContext().now });

let people = 0;

/** A person whom the company considers, with an address of their own. */
export async function hasCandidate(world: World, name = "Ada Example"): Promise<Id<"candidate">> {
  const { db, newId, now } = testContext();
  const id = newId("candidate");
  const tenantId = world.tenant.id;
  const email = `candidate-${people++}@${world.tenant.slug}.example`;
  const row = { ...dates(), tenantId, id, name: `${name} ${world.mark}`, email, consents: [], metadata: {} };
  await db.batch([
    db.insert(candidates).values({ ...row, createdBy: "system" }),
    db.insert(candidateEmails).values({ tenantId, email, candidateId: id, createdAt: now }),
  ]);
  return id;
}

/** A job with one stage, at which something is booked, and somebody who is considered for it. */
export async function hasApplication(
  world: World,
  candidate: Id<"candidate"> | null,
  kind: keyof World["booking"]["eventTypes"] = "one_on_one",
) {
  const { db, newId, now } = testContext();
  const tenantId = world.tenant.id;
  const job = newId("job");
  const stage = newId("stage");
  const id = newId("application");
  const guest = candidate === null ? { guestName: `Gale Guest ${world.mark}`, guestEmail: "gale@guest.example" } : {};
  await db.batch([
    db.insert(jobs).values({
      ...dates(),
      tenantId,
      id: job,
      kind: "job",
      status: "open",
      isPublic: false,
      isRemote: false,
      title: `Engineer ${world.mark}`,
      metadata: {},
      createdBy: "system",
    }),
    db.insert(jobStages).values({
      ...dates(),
      tenantId,
      id: stage,
      jobId: job,
      name: `Screen ${world.mark}`,
      kind: "interview",
      position: 0,
      eventTypeId: world.booking.eventTypes[kind].id,
    }),
    db.insert(applications).values({
      ...dates(),
      ...guest,
      tenantId,
      id,
      jobId: job,
      candidateId: candidate,
      stageId: stage,
      status: "active",
      appliedAt: now,
      metadata: {},
      createdBy: "system",
    }),
  ]);
  return { job, stage, application: id };
}

/** An interview with a panel of one, of which nothing is booked. */
export async function makeInterview(world: World): Promise<Id<"interview">> {
  return (await interviewWithSeat(world)).interview;
}

export async function interviewWithSeat(world: World) {
  const { db, newId } = testContext();
  const candidate = await hasCandidate(world);
  const id = newId("interview");
  const seat = newId("participant");
  const tenantId = world.tenant.id;
  await db.batch([
    db.insert(interviews).values({
      ...dates(),
      tenantId,
      id,
      audience: "one",
      candidateId: candidate,
      eventTypeId: world.booking.eventTypes.one_on_one.id,
      mode: "video",
      title: `First conversation ${world.mark}`,
      timeZone: "Europe/Paris",
      minutes: 30,
      windows: [],
      metadata: {},
      createdBy: "system",
    }),
    db.insert(participants).values({
      ...dates(),
      tenantId,
      id: seat,
      interviewId: id,
      role: "lead",
      memberId: world.people.recruiter.member.id,
      rsvp: "needs_action",
      card: "required",
    }),
  ]);
  return { interview: id, participant: seat, candidate };
}
