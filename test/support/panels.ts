// Panels, their links, and somebody of one who can be replaced.
import { and, eq } from "drizzle-orm";
import { createInterview } from "#hiring/interviews/contract.ts";
import { scheduleInterview } from "#hiring/interviews/schedule-contract.ts";
import { participants } from "#hiring/interviews/tables.ts";
import { panelToken } from "#hiring/panel-links/client.ts";
import { type PanelLink, panelLinks } from "#hiring/panel-links/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, day, hour, toWire } from "#kernel/instant.ts";
import { keepsHours } from "./hours.ts";
import { hasCandidate, interviewWithSeat } from "./interviews.ts";
import { heldInterview, sits } from "./verdicts.ts";
import { testContext, type World } from "./world/world.ts";

type Seat = { interview: Id<"interview">; participant: Id<"participant"> | undefined };

async function linkOf(
  world: World,
  purpose: PanelLink["purpose"],
  { interview, participant }: Seat,
): Promise<PanelLink> {
  if (participant === undefined) throw new Error("A panel of nobody.");
  const { db, newId, now } = testContext();
  const row: PanelLink = {
    tenantId: world.tenant.id,
    id: newId("panel_link"),
    purpose,
    interviewId: interview,
    participantId: participant,
    keyVersion: 1,
    expiresAt: after(now, 30 * day),
    usedAt: null,
    revokedAt: null,
    createdBy: world.people.recruiter.member.id,
    createdAt: now,
    version: 1,
  };
  await db.insert(panelLinks).values(row);
  return row;
}

/** A link to answer by, of a panel of one. */
export const makePanelLink = async (world: World): Promise<Id<"panel_link">> =>
  (await linkOf(world, "respond", await interviewWithSeat(world))).id;

export async function tokenToAnswer(world: World): Promise<string> {
  return panelToken(testContext().config, await linkOf(world, "respond", await interviewWithSeat(world)));
}

/** Of an interview that is over, and of which a card is owed. */
export async function tokenForCard(world: World): Promise<string> {
  const { interview, seats } = await heldInterview(world, [sits(world.people.berlin.member.id)]);
  return panelToken(testContext().config, await linkOf(world, "feedback", { interview, participant: seats[0] }));
}

/** That somebody's part is in this interview. */
export async function sitsIn(world: World, { id = "", participant_id = "" }: Record<string, string>): Promise<void> {
  await testContext()
    .db.update(participants)
    .set({ interviewId: id as Id<"interview"> })
    .where(and(eq(participants.tenantId, world.tenant.id), eq(participants.id, participant_id as Id<"participant">)));
}

let asked = 0;

/** A host of an interview that is booked, and who is free in their place. */
export async function replaceable(world: World) {
  const recruiter = await world.as("recruiter");
  await keepsHours(world, "admin", "Mon-Sun 00:00-24:00 UTC");
  const event_type_id = world.booking.eventTypes.one_on_one.id;
  const time = { starts_at: toWire(after(testContext().now, 300 * day + asked++ * 2 * hour)), force: true };
  const candidate_id = await hasCandidate(world);
  const { id } = await recruiter.ok(createInterview, { body: { title: "Systems", candidate_id, event_type_id } });
  const { participants: panel } = await recruiter.ok(scheduleInterview, { param: { id }, body: time });
  const host = panel.find(({ role }) => role !== "candidate");
  return {
    param: { id, participant_id: host?.id ?? "" },
    body: { to: world.people.admin.member.id },
  };
}
