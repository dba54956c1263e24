// Interviews that are over, with a panel that has yet to judge.
import { and, eq } from "drizzle-orm";
import { debriefs } from "#hiring/debriefs/tables.ts";
import { scorecardForms } from "#hiring/forms/tables.ts";
import { type Interview, interviews, type Participant, participants } from "#hiring/interviews/tables.ts";
import { emptyCard } from "#hiring/scorecards/rules.ts";
import { type CardContent, type Scorecard, scorecards, scorecardVersions } from "#hiring/scorecards/tables.ts";
import { signAccessToken } from "#identity/gate/tokens.ts";
import { members, roleGrants } from "#identity/members/tables.ts";
import { permissionsOf } from "#identity/permissions.ts";
import { sessions } from "#identity/sessions/tables.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, day, hour } from "#kernel/instant.ts";
import { caller, type TestClient } from "./client.ts";
import { hasApplication, hasCandidate } from "./interviews.ts";
import { testContext, type World } from "./world/world.ts";

const dates = () => ({ createdAt: testContext().now, updatedAt: testContext().now });

type Seat = Pick<Participant, "role"> & Partial<Participant> & { memberId: Id<"member"> };

/** Somebody who sits on the panel, and owes a card unless it is said otherwise. */
export const sits = (memberId: Id<"member">, is: Partial<Participant> = {}): Seat => ({
  role: "panelist",
  card: "required",
  ...is,
  memberId,
});

/** An interview that ended an hour ago, with this panel, of an application of its own. */
export async function heldInterview(world: World, panel: readonly Seat[], is: Partial<Interview> = {}) {
  const { db, newId, now } = testContext();
  const candidate = await hasCandidate(world);
  const { job, application } = await hasApplication(world, candidate);
  const id = newId("interview");
  const tenantId = world.tenant.id;
  const seats = panel.map((seat) => ({ ...seat, id: newId("participant") }));
  await db.batch([
    db.insert(interviews).values({
      ...dates(),
      tenantId,
      id,
      audience: "one",
      candidateId: candidate,
      applicationId: application,
      jobId: job,
      organizerId: world.people.recruiter.member.id,
      mode: "video",
      title: `Second conversation ${world.mark}`,
      timeZone: "Europe/Paris",
      minutes: 60,
      bookingStatus: "completed",
      startsAt: after(now, -2 * hour),
      endsAt: after(now, -hour),
      windows: [],
      metadata: {},
      createdBy: "system",
      ...is,
    }),
    ...seats.map((seat) =>
      db.insert(participants).values({
        ...dates(),
        tenantId,
        interviewId: id,
        rsvp: "accepted",
        card: "required",
        ...seat,
      }),
    ),
  ]);
  return { interview: id, application, candidate, job, seats: seats.map((seat) => seat.id) };
}

export type HeldInterview = Awaited<ReturnType<typeof heldInterview>>;

/** A form with two criteria, on a scale as long as one likes. */
export async function hasForm(world: World, scale = 5): Promise<Id<"scorecard_form">> {
  const { db, newId } = testContext();
  const id = newId("scorecard_form");
  const criterion = { description: null, weight: 1 };
  await db.insert(scorecardForms).values({
    ...dates(),
    tenantId: world.tenant.id,
    id,
    name: `Form ${id} ${world.mark}`,
    scale,
    scaleLabels: [],
    criteria: [
      { ...criterion, id: "depth", label: `Depth ${world.mark}`, required: true },
      { ...criterion, id: "breadth", label: `Breadth ${world.mark}`, required: false },
    ],
    recommendationRequired: true,
    commentsRequired: false,
    active: true,
    createdBy: "system",
  });
  return id;
}

/** A card, straight in the database. */
export async function hasCard(
  world: World,
  held: Pick<HeldInterview, "interview" | "application" | "candidate">,
  authorId: Id<"member">,
  is: Partial<Scorecard> = {},
): Promise<Id<"scorecard">> {
  const { db, newId, now } = testContext();
  const id = newId("scorecard");
  const status = is.status ?? "submitted";
  const content: CardContent = is.content ?? { ...emptyCard, comments: `Spoke well. ${world.mark}` };
  await db.insert(scorecards).values({
    ...dates(),
    tenantId: world.tenant.id,
    id,
    kind: "panelist",
    interviewId: held.interview,
    applicationId: held.application,
    candidateId: held.candidate,
    authorId,
    isTraining: false,
    submittedAt: status === "submitted" ? now : null,
    ...is,
    status,
    content,
  });
  if (status === "submitted")
    await db
      .insert(scorecardVersions)
      .values({ tenantId: world.tenant.id, scorecardId: id, version: 1, content, afterOthers: false, at: now });
  return id;
}

/** One more interviewer of the company, signed in. */
export async function oneMoreInterviewer(world: World): Promise<{ member: Id<"member">; client: TestClient }> {
  const context = testContext();
  const { db, newId, now } = context;
  const [user, member, session] = [newId("user"), newId("member"), newId("session")];
  const email = `${member}@${world.tenant.slug}.example`;
  const role = world.roles.interviewer;
  await db.batch([
    db.insert(users).values({ ...world.people.berlin.user, id: user, email }),
    db.insert(members).values({ ...world.people.berlin.member, id: member, userId: user, email }),
    db.insert(roleGrants).values({
      tenantId: world.tenant.id,
      memberId: member,
      roleId: role.id,
      grantedBy: "system",
      grantedAt: now,
    }),
    db.insert(sessions).values({
      id: session,
      userId: user,
      tenantId: world.tenant.id,
      seed: "seed",
      rotatedAt: now,
      rotatedFor: "test",
      method: "mail_code",
      createdAt: now,
      lastUsedAt: now,
      idleUntil: after(now, 7 * day),
      expiresAt: after(now, 30 * day),
    }),
  ]);
  const place = { tenant: world.tenant.id, member, epoch: world.tenant.epoch, permissions: permissionsOf(role) };
  const credential = await signAccessToken(context, { user, session, place });
  return { member, client: caller({ mark: world.mark, credential }) };
}

/** A card that Mei has handed in, of an interview of her own. */
export async function makeCard(world: World): Promise<Id<"scorecard">> {
  const author = world.people.vancouver.member.id;
  const held = await heldInterview(world, [sits(author)]);
  await testContext()
    .db.update(participants)
    .set({ cardSubmittedAt: testContext().now })
    .where(and(eq(participants.tenantId, world.tenant.id), eq(participants.interviewId, held.interview)));
  return hasCard(world, held, author);
}

/** What must hold before one may judge, read and decide. */
export const arrangeVerdicts: Record<string, (world: World, param: Record<string, string>) => Promise<void>> = {
  getOwnScorecard: isJudgedByOwner,
  saveScorecard: isJudgedByOwner,
  submitScorecard: isJudgedByOwner,
  listScorecardVersions: isOwners,
  reviseScorecard: isOwners,
  listDecisions: isDebriefed,
  createDecision: isDebriefed,
};

/** The interview has been held, and the owner was in it. */
async function isJudgedByOwner(world: World, { id = "" }: Record<string, string>): Promise<void> {
  const { db, newId, now } = testContext();
  await db.batch([
    db
      .update(interviews)
      .set({ bookingStatus: "completed", startsAt: after(now, -2 * hour), endsAt: after(now, -hour) })
      .where(and(eq(interviews.tenantId, world.tenant.id), eq(interviews.id, id as Id<"interview">))),
    db.insert(participants).values({
      ...dates(),
      tenantId: world.tenant.id,
      id: newId("participant"),
      interviewId: id as Id<"interview">,
      role: "panelist",
      memberId: world.people.owner.member.id,
      rsvp: "accepted",
      card: "required",
    }),
  ]);
}

async function isOwners(world: World, { id = "" }: Record<string, string>): Promise<void> {
  await testContext()
    .db.update(scorecards)
    .set({ authorId: world.people.owner.member.id })
    .where(and(eq(scorecards.tenantId, world.tenant.id), eq(scorecards.id, id as Id<"scorecard">)));
}

async function isDebriefed(world: World, { id = "" }: Record<string, string>): Promise<void> {
  const { db, now } = testContext();
  await db.insert(debriefs).values({
    tenantId: world.tenant.id,
    applicationId: id as Id<"application">,
    openedAt: now,
    openedBy: "system",
    missing: 0,
  });
}
