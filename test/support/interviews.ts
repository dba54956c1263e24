import { and, eq, inArray } from "drizzle-orm";
import { candidateEmails, candidates } from "#hiring/candidates/tables.ts";
import { applications } from "#hiring/applications/tables.ts";
import { interviews, participants } from "#hiring/interviews/tables.ts";
import { jobs, jobStages } from "#hiring/jobs/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, minute } from "#kernel/instant.ts";
import { alsoPromised, freeHour, hasBegun } from "./bookings.ts";
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

type Param = Record<string, string>;

const one = (world: World, id: string) =>
  and(eq(interviews.tenantId, world.tenant.id), eq(interviews.id, id as Id<"interview">));

/** Somebody who looks on, in an interview of their own. */
export async function makeParticipant(world: World, aim: "present" | "deleted"): Promise<Id<"participant">> {
  const { db, newId, now } = testContext();
  const id = newId("participant");
  await db.insert(participants).values({
    ...dates(),
    tenantId: world.tenant.id,
    id,
    interviewId: await makeInterview(world),
    role: "observer",
    memberId: world.people.berlin.member.id,
    rsvp: "needs_action",
    card: "none",
    removedAt: aim === "deleted" ? now : null,
  });
  return id;
}

/** Of the two that a path names, the one is in the other. */
async function isIn(world: World, { id = "", participant_id = "" }: Param): Promise<void> {
  await testContext()
    .db.update(participants)
    .set({ interviewId: id as Id<"interview"> })
    .where(and(eq(participants.tenantId, world.tenant.id), eq(participants.id, participant_id as Id<"participant">)));
}

/** It is booked, as if the recruiter had scheduled it. */
async function isBooked(world: World, id: string): Promise<Id<"booking">> {
  const { booking } = await alsoPromised(world, {
    eventType: world.booking.eventTypes.one_on_one,
    hosts: [{ member: world.people.recruiter.member.id }],
    start: freeHour(),
    status: "confirmed",
  });
  const { id: bookingId, startsAt, endsAt } = booking;
  await testContext()
    .db.update(interviews)
    .set({ bookingId, bookingStatus: "confirmed", startsAt, endsAt })
    .where(one(world, id));
  return bookingId;
}

/** Its hour has come. */
const isDue = async (world: World, { id = "" }: Param) => hasBegun(world, await isBooked(world, id));

async function isRunning(world: World, param: Param): Promise<void> {
  await isDue(world, param);
  const actualStart = after(testContext().now, -30 * minute);
  await testContext()
    .db.update(interviews)
    .set({ actualStart })
    .where(one(world, param["id"] ?? ""));
}

async function isForMany(world: World, { id = "" }: Param): Promise<void> {
  await testContext().db.update(interviews).set({ audience: "many", candidateId: null }).where(one(world, id));
}

async function isBookedAtItsStage(world: World, { id = "" }: Param): Promise<void> {
  const { db } = testContext();
  const of = and(eq(applications.tenantId, world.tenant.id), eq(applications.id, id as Id<"application">));
  const stage = db.select({ id: applications.stageId }).from(applications).where(of);
  await db
    .update(jobStages)
    .set({ eventTypeId: world.booking.eventTypes.one_on_one.id })
    .where(and(eq(jobStages.tenantId, world.tenant.id), inArray(jobStages.id, stage)));
}

async function hasOwnerIn(world: World, { id = "" }: Param): Promise<void> {
  await testContext()
    .db.update(participants)
    .set({ memberId: world.people.owner.member.id })
    .where(
      and(
        eq(participants.tenantId, world.tenant.id),
        eq(participants.interviewId, id as Id<"interview">),
        eq(participants.role, "lead"),
      ),
    );
}

/** What must be so of an interview before something can be done to it. */
export const arrangeInterviews: Record<string, (world: World, param: Param) => Promise<void>> = {
  createStageInterview: isBookedAtItsStage,
  rescheduleInterview: async (world, { id = "" }) => void (await isBooked(world, id)),
  startInterview: isDue,
  endInterview: isRunning,
  markInterviewNoShow: isDue,
  inviteToInterview: isForMany,
  listInterviewInvitees: isForMany,
  changeParticipant: isIn,
  removeParticipant: isIn,
  respondToInterview: hasOwnerIn,
};

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
      id: newId("participant"),
      interviewId: id,
      role: "candidate",
      candidateId: candidate,
      rsvp: "needs_action",
      card: "none",
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
