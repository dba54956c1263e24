import { and, eq, sql } from "drizzle-orm";
import { attendees, bookings } from "#booking/bookings/tables.ts";
import { linkToken } from "#booking/links/link.ts";
import { type RescheduleRequest, rescheduleRequests } from "#booking/requests/tables.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { getLinkSlots, getPublicSlots } from "#booking/slots/contract.ts";
import type { Id } from "#kernel/ids.ts";
import { after, day, hour, type Instant, minute, toWire } from "#kernel/instant.ts";
import { sendBatch } from "#platform/d1.ts";
import { facts } from "#platform/facts/tables.ts";
import { type Promise as Words, promised, type Promised, requestOf } from "./world/bookings.ts";
import { rowsOfBookings } from "./world/rows.ts";
import { testContext, type World } from "./world/world.ts";

/** One booking more that stands in a company's books and at the end of its log, as if it had been made by a request. */
export async function alsoPromised(world: World, words: Omit<Words, "seq">): Promise<Promised> {
  const { newId, now, db } = testContext();
  const { id: tenantId, slug } = world.tenant;
  const [log] = await db
    .select({ last: sql<number>`coalesce(max(${facts.seq}), 0)` })
    .from(facts)
    .where(eq(facts.tenantId, tenantId));
  const house = { tenantId, now, mint: newId, marked: (text: string) => `${text} ${world.mark}`, slug };
  const made = promised(house, { ...words, seq: (log?.last ?? 0) + 1 });
  await sendBatch(
    db,
    rowsOfBookings([made]).flatMap(({ table, rows }) => rows.map((row) => db.insert(table).values(row))),
  );
  return made;
}

let made = 0;

/** Each at a time of its own, far from everything else. */
export const freeHour = (): Instant => after(testContext().now, 100 * day + made++ * 2 * hour);

/** A call that waits for a word, so that whatever can be done to a booking can be done to it or is one step away. */
const makeCall = (world: World): Promise<Promised> =>
  alsoPromised(world, {
    eventType: world.booking.eventTypes.one_on_one,
    hosts: [{ member: world.people.recruiter.member.id }],
    start: freeHour(),
    status: "pending",
    guest: "Petr Dvorak",
  });

export const makeBooking = async (world: World): Promise<Id<"booking">> => (await makeCall(world)).booking.id;

/** A guest of a booking of their own. */
export async function makeAttendee(world: World): Promise<Id<"attendee"> | undefined> {
  const { attendees: people } = await makeCall(world);
  return people.find(({ role }) => role === "guest")?.id;
}

/** A call that somebody would rather have at another time, and the token of its invitee's link. */
export async function makeRequest(
  world: World,
  askedBy: RescheduleRequest["askedBy"] = "invitee",
): Promise<{ id: Id<"reschedule_request">; token: string }> {
  const { booking, link } = await makeCall(world);
  const { db, newId, now, config } = testContext();
  const house = { tenantId: world.tenant.id, now, mint: newId, marked: (text: string) => `${text} ${world.mark}` };
  const request = requestOf({ ...house, slug: world.tenant.slug }, booking, "Another day would do better.");
  await db.insert(rescheduleRequests).values({ ...request, askedBy });
  return { id: request.id, token: await linkToken(config, link) };
}

/** The token of an invitee's link to a call of theirs. */
export async function handOn(world: World): Promise<string> {
  const { link } = await makeCall(world);
  return linkToken(testContext().config, link);
}

/** What staff hold, as it stands in the books. No diary knows of it. */
export async function makeHold(world: World): Promise<Id<"hold">> {
  const { db, newId, now } = testContext();
  const id = newId("hold");
  const start = freeHour();
  await db.insert(reservations).values({
    tenantId: world.tenant.id,
    id: newId("reservation"),
    memberId: world.people.recruiter.member.id,
    txn: id,
    kind: "hold",
    startsAt: start,
    endsAt: after(start, 30 * minute),
    beforeMinutes: 0,
    afterMinutes: 0,
    eventTypeId: world.booking.eventTypes.one_on_one.id,
    active: true,
    lapsesAt: after(now, 15 * minute),
    createdAt: now,
    updatedAt: now,
  });
  return id;
}

const one = (world: World, id: string) =>
  and(eq(bookings.tenantId, world.tenant.id), eq(bookings.id, id as Id<"booking">));

/** A booking as it is once its time has come. */
export async function hasBegun(world: World, id: string): Promise<void> {
  const { db, now } = testContext();
  const times = { startsAt: after(now, -hour), endsAt: after(now, -minute) };
  await db
    .update(bookings)
    .set({ ...times, status: "confirmed", version: sql`${bookings.version} + 1` })
    .where(one(world, id));
}

/** As if an older zone table had had another wall time for it. */
export async function promisedByAnother(world: World, id: string): Promise<void> {
  const aside = {
    tzVersion: "2020a",
    localStartsAt: sql`strftime('%Y-%m-%dT%H:%M:%S', ${bookings.localStartsAt}, '+2 hours')`,
  };
  await testContext()
    .db.update(bookings)
    .set({ ...aside, version: sql`${bookings.version} + 1` })
    .where(one(world, id));
}

/** What anybody is offered of a call, as they are offered it. */
export async function slotOf(world: World): Promise<string> {
  const { now } = testContext();
  const { offers } = await world.anonymous.ok(getPublicSlots, {
    param: { tenant: world.tenant.slug, slug: world.booking.eventTypes.one_on_one.slug },
    query: { starts_after: toWire(now), starts_before: toWire(after(now, 7 * day)) },
  });
  const [slot] = offers.flatMap(({ slots }) => slots);
  if (slot === undefined) throw new Error("Nothing is offered in a whole week.");
  return slot.slot_token;
}

/** What a link offers, as it offers it. */
export async function slotBy(world: World, token: string): Promise<string> {
  const { now } = testContext();
  const query = { starts_after: toWire(now), starts_before: toWire(after(now, 7 * day)) };
  const { offers } = await world.anonymous.ok(getLinkSlots, { param: { token }, query });
  const [slot] = offers.flatMap(({ slots }) => slots);
  if (slot === undefined) throw new Error("A link offers nothing in a whole week.");
  return slot.slot_token;
}

/** A guest comes along to a booking. */
export async function comesAlong(world: World, booking: string, guest: string): Promise<void> {
  await testContext()
    .db.update(attendees)
    .set({ bookingId: booking as Id<"booking"> })
    .where(and(eq(attendees.tenantId, world.tenant.id), eq(attendees.id, guest as Id<"attendee">)));
}
