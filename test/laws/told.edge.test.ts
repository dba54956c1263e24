import { sql } from "drizzle-orm";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  addGuests,
  cancelBooking,
  changeBooking,
  completeBooking,
  confirmBooking,
  createBooking,
  createPublicBooking,
  declineBooking,
  markNoShow,
  reassignBooking,
  removeGuest,
  rescheduleBooking,
} from "#booking/bookings/contract.ts";
import { answerInvitation } from "#booking/bookings/actions.ts";
import { bookingFacts } from "#booking/bookings/facts.ts";
import { createLinkBooking } from "#booking/bookings/link-contract.ts";
import { completeOver, expireUndecided } from "#booking/bookings/sweep.ts";
import { keepWallTime } from "#booking/bookings/wall-contract.ts";
import { changeEventType } from "#booking/event-types/contract.ts";
import { createHold, createPublicHold } from "#booking/holds/contract.ts";
import { cancelByLink, rescheduleByLink } from "#booking/links/contract.ts";
import { linkToken } from "#booking/links/link.ts";
import { acceptRescheduleRequest, createLinkRescheduleRequest } from "#booking/requests/contract.ts";
import { getLinkSlots } from "#booking/slots/contract.ts";
import { mintSlotToken } from "#booking/slots/token.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { isId } from "#kernel/ids.ts";
import { after, asInstant, day, hour, type Instant, minute, toWire } from "#kernel/instant.ts";
import { alsoPromised } from "../support/bookings.ts";
import type { TestClient } from "../support/client.ts";
import { faultsOfFairness } from "../support/fairness.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { settle, wrongIn } from "../support/standing.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";
import { differencesOf } from "./told.ts";

const now = Date.UTC(2026, 10, 20, 9);
const monday = asInstant(Date.UTC(2026, 10, 23));
const ada = { name: "Ada Example", email: "ada@guest.example" };

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

type Kind = keyof World["booking"]["eventTypes"];

async function office(): Promise<{ world: World; owner: TestClient }> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["owner", "recruiter", "berlin", "kolkata"] as const)
    await keepsHours(world, who, "Mon-Sun 00:00-24:00 UTC");
  return { world, owner: await world.as("owner") };
}

/** One after another, far enough from each other for every buffer. */
function clock() {
  let hours = 0;
  return () => after(monday, 3 * hours++ * hour);
}

async function offered(world: World, kind: Kind, starts: Instant): Promise<string> {
  const { config, now: moment } = testContext();
  const { id, defaultMinutes: minutes } = world.booking.eventTypes[kind];
  return mintSlotToken(config, world.tenant.id, { eventType: id, start: starts, minutes }, moment);
}

async function slotBy(world: World, token: string, starts: Instant): Promise<string> {
  const query = { starts_after: toWire(starts), starts_before: toWire(after(starts, day)) };
  const { offers } = await world.anonymous.ok(getLinkSlots, { param: { token }, query });
  return offers[0]?.slots[0]?.slot_token ?? "";
}

/** What staff do, from the first word to the last. */
async function staffAtWork(world: World, owner: TestClient, next: () => Instant): Promise<void> {
  const at = () => ({ starts_at: toWire(next()) });
  const book = (kind: Kind) =>
    owner.ok(createBooking, {
      body: { event_type_id: world.booking.eventTypes[kind].id, ...at(), invitee: ada, force: true },
    });
  const panel = await book("collective");
  const param = { id: panel.id };
  await owner.ok(rescheduleBooking, { param, body: { ...at(), reason: "A clash" } });
  const { guests } = await owner.ok(addGuests, { param, body: { guests: [{ email: "grace@guest.example" }] } });
  const company = await openTenant(testContext(), world.tenant.id);
  if (company === undefined || !isId("booking", panel.id)) throw new Error("There is no such company.");
  await answerInvitation(company, panel.id, { email: ada.email, sequence: 1, answer: "tentative" });
  await owner.ok(removeGuest, { param: { ...param, attendee_id: guests[0]?.attendee_id ?? "" } });
  await owner.ok(changeBooking, { param, body: { location: { kind: "on_site", details: "Room 4" } } });
  await owner.ok(changeBooking, { param, body: { metadata: { req: "ENG-42" } } });
  await owner.ok(cancelBooking, { param, body: { reason: "The role is filled" } });
  const technical = await book("round_robin");
  await owner.ok(reassignBooking, { param: { id: technical.id }, body: {} });
  for (let seat = 0; seat < 2; seat++) await book("group");
  const hold = await owner.ok(createHold, {
    body: { event_type_id: world.booking.eventTypes.one_on_one.id, ...at() },
  });
  await owner.ok(createBooking, { body: { hold_token: hold.hold_token, invitee: ada } });
  const promised = await alsoPromised(world, {
    eventType: world.booking.eventTypes.one_on_one,
    hosts: [{ member: world.people.vancouver.member.id }],
    start: next(),
    status: "confirmed",
    change: { tzVersion: "2020a", localStartsAt: "2026-12-24T10:00:00" },
  });
  await owner.ok(keepWallTime, { param: { id: promised.booking.id } });
}

/** What strangers do, with and without a link, and what is answered to them. */
async function strangersAtWork(world: World, owner: TestClient, next: () => Instant): Promise<void> {
  const param = { tenant: world.tenant.slug };
  const type = { id: world.booking.eventTypes.one_on_one.id };
  const ask = async () => {
    const slot_token = await offered(world, "one_on_one", next());
    return world.anonymous.ok(createPublicBooking, { param, body: { slot_token, invitee: ada } });
  };
  const held = await world.anonymous.ok(createPublicHold, {
    param,
    body: { slot_token: await offered(world, "one_on_one", next()) },
  });
  const { manage_token: token, id } = await world.anonymous.ok(createPublicBooking, {
    param,
    body: { hold_token: held.hold_token, invitee: ada },
  });
  const far = after(monday, 14 * day);
  await world.anonymous.ok(rescheduleByLink, {
    param: { token },
    body: { slot_token: await slotBy(world, token, far) },
  });
  const windows = [{ from: toWire(far), until: toWire(after(far, 3 * day)) }];
  const request = await world.anonymous.ok(createLinkRescheduleRequest, { param: { token }, body: { windows } });
  await owner.ok(acceptRescheduleRequest, {
    param: { id: request.id },
    body: { starts_at: toWire(after(far, 2 * day)), force: true },
  });
  await world.anonymous.ok(cancelByLink, { param: { token }, body: {} });
  expect(id).not.toBe("");
  const offer = await linkToken(testContext().config, world.booking.link);
  await world.anonymous.ok(createLinkBooking, {
    param: { token: offer },
    body: { slot_token: await slotBy(world, offer, after(monday, 10 * day)), invitee: ada },
  });
  await owner.ok(changeEventType, { param: type, body: { confirmation_required: true } });
  await owner.ok(confirmBooking, { param: { id: (await ask()).id } });
  await owner.ok(declineBooking, { param: { id: (await ask()).id }, body: { reason: "Not this week" } });
  await ask();
}

/** What the clock does, and what is said of meetings that have been. */
async function afterwards(world: World, owner: TestClient, next: () => Instant): Promise<void> {
  const starts = next();
  const made = [];
  for (let place = 0; place < 2; place++)
    made.push(
      await owner.ok(createBooking, {
        body: {
          event_type_id: world.booking.eventTypes.one_on_one.id,
          starts_at: toWire(after(starts, place * hour)),
          invitee: ada,
        },
      }),
    );
  vi.setSystemTime(after(starts, 2 * hour));
  const [first, second] = made.map(({ id }) => ({ id }));
  if (first === undefined || second === undefined) throw new Error("Nothing was booked.");
  const again = await world.as("owner");
  await again.ok(markNoShow, { param: first, body: { who: "invitee" } });
  await again.ok(completeBooking, { param: second });
  await expireUndecided(testContext());
  await completeOver(testContext());
}

const toldOf = async (world: World): Promise<string[]> => {
  const rows = await testContext().db.all<{ type: string }>(
    sql`select distinct type from facts where tenant_id = ${world.tenant.id} and entity_type = 'booking'`,
  );
  return rows.map(({ type }) => type).toSorted();
};

describe("for each version of a booking there is one event row and one fact", () => {
  it("whatever is done to it, by whomever", async () => {
    const { world, owner } = await office();
    await keepsHours(world, "vancouver", "Mon-Sun 00:00-24:00 UTC");
    const next = clock();
    await staffAtWork(world, owner, next);
    await strangersAtWork(world, owner, next);
    await afterwards(world, owner, next);
    // Everything that can be told of bookings was told: whatever is new has to be done above, too.
    expect(await toldOf(world)).toEqual(Object.keys(bookingFacts).toSorted());
    expect(await differencesOf(bindings.DB, world.tenant.id)).toEqual([]);
  });

  it.each<[string, (world: World, id: string) => ReturnType<typeof sql>, string]>([
    [
      "an event that nobody told",
      (
        { tenant },
        id,
      ) => sql`insert into booking_events select tenant_id, booking_id, version + 1, 'changed', status, sequence,
        starts_at, ends_at, party, reason, at from booking_events where tenant_id = ${tenant.id} and booking_id = ${id}`,
      "is not told by one fact",
    ],
    [
      "a fact of nothing",
      (
        { tenant },
        id,
      ) => sql`insert into facts select tenant_id, 99, 'evt_of_nothing', 'booking.changed', action, entity_type,
        entity_id, version + 1, actor, session_id, request_id, at from facts where tenant_id = ${tenant.id} and entity_id = ${id}`,
      "is told and never was",
    ],
    [
      "a version told twice",
      (
        { tenant },
        id,
      ) => sql`insert into facts select tenant_id, 99, 'evt_once_more', type, action, entity_type, entity_id,
        version, actor, session_id, request_id, at from facts where tenant_id = ${tenant.id} and entity_id = ${id}`,
      "is not told by one fact",
    ],
    [
      "a version of which nothing is said",
      ({ tenant }, id) => sql`update bookings set version = version + 1 where tenant_id = ${tenant.id} and id = ${id}`,
      "has a version that nothing made",
    ],
    [
      "a place in the log that is another's",
      ({ tenant }, id) => sql`update bookings set seq = seq + 1, version = version + 1
        where tenant_id = ${tenant.id} and id = ${id}`,
      "is not where its last fact stands in the log",
    ],
    [
      "an agenda that was left behind",
      ({ tenant }, id) => sql`update attendees set starts_at = starts_at + 1 where tenant_id = ${tenant.id}
        and booking_id = ${id} and role = 'host'`,
      "stands in the host's agenda at another time",
    ],
  ])("%s is seen", async (_, breach, says) => {
    const world = await newWorld({ booked: true });
    expect(await differencesOf(bindings.DB, world.tenant.id)).toEqual([]);
    await testContext().db.run(breach(world, world.bookings[0]?.booking.id ?? ""));
    expect((await differencesOf(bindings.DB, world.tenant.id)).join("\n")).toContain(says);
  });
});

type Step = {
  does: "book" | "force" | "cancel" | "move" | "replace" | "decline" | "confirm";
  which: number;
  hour: number;
};

const steps = fc.array(
  fc.record<Step>({
    does: fc.constantFrom("book", "book", "book", "force", "cancel", "cancel", "move", "replace", "decline", "confirm"),
    which: fc.nat(9),
    hour: fc.nat(11),
  }),
  { minLength: 16, maxLength: 20 },
);

/** One thing that somebody tries; much of it is refused. */
async function tried(world: World, owner: TestClient, made: string[], { does, which, hour: at }: Step): Promise<void> {
  const starts_at = toWire(after(monday, at * hour));
  const param = { id: made[which % Math.max(1, made.length)] ?? "" };
  const eventType = world.booking.eventTypes.round_robin;
  if (does === "book") {
    const slot_token = await offered(world, "round_robin", after(monday, at * hour));
    const body = { slot_token, invitee: ada };
    const answer = await world.anonymous.call(createPublicBooking, { param: { tenant: world.tenant.slug }, body });
    if (answer.ok) made.push(answer.body.id);
  } else if (does === "force") {
    const body = { event_type_id: eventType.id, starts_at, invitee: ada, force: true };
    const answer = await owner.call(createBooking, { body });
    if (answer.ok) made.push(answer.body.id);
  } else if (made.length === 0) return;
  else if (does === "cancel") await owner.call(cancelBooking, { param, body: {} });
  else if (does === "move") await owner.call(rescheduleBooking, { param, body: { starts_at, force: true } });
  else if (does === "replace") await owner.call(reassignBooking, { param, body: {} });
  else if (does === "decline") await owner.call(declineBooking, { param, body: {} });
  else await owner.call(confirmBooking, { param });
}

describe("the turns of a pool", () => {
  it("are what its meetings say, after whatever was booked, moved, given away and called off in whichever order", async () => {
    const counts = { tried: 0, made: 0 };
    await fc.assert(
      fc.asyncProperty(steps, fc.boolean(), async (plan, confirmation_required) => {
        const { world, owner } = await office();
        const param = { id: world.booking.eventTypes.round_robin.id };
        await owner.ok(changeEventType, { param, body: { confirmation_required, limits: [] } });
        const made: string[] = [];
        for (const step of plan) {
          await tried(world, owner, made, step);
          vi.setSystemTime(Date.now() + minute);
        }
        counts.tried += plan.length;
        counts.made += made.length;
        const faults = await faultsOfFairness(bindings.DB);
        expect(faults.filter((fault) => fault.includes(world.booking.pool.id))).toEqual([]);
        expect(await differencesOf(bindings.DB, world.tenant.id)).toEqual([]);
        await settle(world);
        expect(await wrongIn(world, [])).toEqual([]);
      }),
      { numRuns: 3, seed: 20_261_120, endOnFailure: true },
    );
    console.info(`fairness: ${counts.tried} steps, ${counts.made} bookings, no fault`);
    expect(counts.made).toBeGreaterThan(8);
  });
});
