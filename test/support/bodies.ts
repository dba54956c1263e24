import type { OpDef } from "#http/op.ts";
import { linkToken } from "#identity/invitations/link.ts";
import { after, asInstant, day, hour, toWire } from "#kernel/instant.ts";
import { hasCandidate } from "./interviews.ts";
import { makeObject } from "./objects.ts";
import { testContext, type World } from "./world/world.ts";

/** Bodies that name things of the world; every other contract carries an example that is good as it stands. */
const bodies: Record<string, (world: World) => Promise<unknown>> = {
  switchSession: async (world) => ({ tenant: world.tenant.slug }),
  viewInvitation: async (world) => ({ token: await invitationToken(world) }),
  createApplication: async (world) => ({
    job_id: await makeObject.job?.(world, "present"),
    guest: { name: "Gale Guest", email: "gale@guest.example" },
  }),
  createEventType: async (world) => ({
    slug: "reference-call",
    title: "Reference call",
    kind: "one_on_one",
    hosts: [{ member_id: world.people.berlin.member.id }],
  }),
  createHold: async (world) => whenever(world),
  createBooking: async (world) => ({ ...whenever(world), invitee }),
  rescheduleBooking: async (world) => {
    const { event_type_id: _, ...time } = whenever(world);
    return time;
  },
  createRescheduleRequest: async () => nextWeek(),
  createLinkRescheduleRequest: async () => nextWeek(),
  acceptRescheduleRequest: async (world) => {
    const { event_type_id: _, ...time } = whenever(world);
    return time;
  },
  createInterview: async (world) => ({ title: "First conversation", candidate_id: await hasCandidate(world) }),
  scheduleInterview: async (world) => anyHour(world),
  rescheduleInterview: async (world) => anyHour(world),
  addParticipant: async (world) => ({ member_id: world.people.berlin.member.id, role: "observer" }),
  putInterviewWindows: async () => thisHour(),
  giveWindowsByLink: async () => thisHour(),
  reassignBooking: async (world) => ({ to: world.people.admin.member.id }),
  createSchedulingLink: async (world) => ({ event_type_id: world.booking.eventTypes.one_on_one.id }),
  createPrefillLink: async (world) => ({ event_type_id: world.booking.eventTypes.one_on_one.id, name: "Iris" }),
  queryAvailability: async (world) => ({ need: { member_id: world.people.berlin.member.id }, minutes: 30 }),
  previewSlots: async (world) => ({
    member_id: world.people.berlin.member.id,
    hours: { hours_text: "Mon 09:00-10:00 Europe/Paris" },
  }),
  setEventTypeHosts: async (world) => ({ hosts: [{ member_id: world.people.berlin.member.id }] }),
  redeliverToWebhook: async () => ({ after: toWire(asInstant(testContext().now - hour)) }),
  mergeCandidates: async (world) => ({ from_id: await makeObject.candidate?.(world, "present") }),
  acceptInvitation: async (world) => ({ token: await invitationToken(world) }),
};

export const invitee = { name: "Ada Example", email: "ada@guest.example" };

/** How many times were asked for in a world. */
const asked = new WeakMap<object, number>();

/** A time of its own, whatever its host's hours say. */
export function whenever(world: World) {
  const before = asked.get(world.tenant) ?? 0;
  asked.set(world.tenant, before + 1);
  return {
    event_type_id: world.booking.eventTypes.one_on_one.id,
    starts_at: toWire(after(testContext().now, 200 * day + before * 2 * hour)),
    force: true,
  };
}

function anyHour(world: World) {
  const { event_type_id: _, ...time } = whenever(world);
  return time;
}

function thisHour() {
  const { now } = testContext();
  return { windows: [{ from: toWire(now), to: toWire(after(now, hour)) }] };
}

function nextWeek() {
  const { now } = testContext();
  return { reason: "My train is late.", windows: [{ from: toWire(now), until: toWire(after(now, 7 * day)) }] };
}

/** A body this operation accepts. */
export async function validBody(op: OpDef, world: World): Promise<unknown> {
  if (op.takes !== undefined) return op.example?.body;
  if (op.body === undefined) return undefined;
  return (await bodies[op.id]?.(world)) ?? callersOwn(op.example?.body ?? {});
}

/** Whose hours an example means is a member of no world: left out, they are the caller's own. */
function callersOwn(example: unknown): unknown {
  return Object.fromEntries(Object.entries(example as object).filter(([name]) => name !== "member_id"));
}

async function invitationToken(world: World): Promise<string> {
  // The one kind of which one is always made.
  const id = (await makeObject.invitation?.(world, "present")) as `inv_${string}`;
  return linkToken(testContext().config, { tenantId: world.tenant.id, id, linkVersion: 1 });
}
