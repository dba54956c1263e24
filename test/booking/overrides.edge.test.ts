import { describe, expect, it } from "vitest";
import { changeInterviewing } from "#availability/interviewing/contract.ts";
import { createBooking, getBooking, rescheduleBooking } from "#booking/bookings/contract.ts";
import { createHold } from "#booking/holds/contract.ts";
import { createApiKey } from "#identity/api-keys/contract.ts";
import type { Permission } from "#identity/permissions.ts";
import { after, asInstant, day, hour, toWire } from "#kernel/instant.ts";
import { listAuditEvents } from "#records/audit/contract.ts";
import { caller, type TestClient } from "../support/client.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const ada = { name: "Ada Example", email: "ada@guest.example" };
const once = { count: 1, minutes: null };
const any = { count: null, minutes: null };

/** The recruiter gives one conversation a day. */
async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  await keepsHours(world, "recruiter", "Mon-Sun 08:00-18:00 Europe/Paris");
  await (await world.as("owner")).ok(changeInterviewing, {
    param: { id: world.people.recruiter.member.id },
    body: { limits: { day: once, week: any, month: any, year: any } },
  });
  return world;
}

/** In the morning in Paris, a week ahead, and so much later. */
const morning = (later = 0) => asInstant(Math.ceil(testContext().now / day) * day + 7 * day + 8 * hour + later);

/** A program that may do so much, and nothing else. */
async function clerk(world: World, owner: TestClient, scopes: Permission[]): Promise<TestClient> {
  const made = await owner.ok(createApiKey, { body: { name: `Clerk ${world.mark}`, scopes } });
  return caller({ mark: world.mark, credential: made.secret });
}

const noted = async (owner: TestClient) =>
  (await owner.ok(listAuditEvents, { query: { type: "limits.overridden" } })).data;

describe("passing over what people allow", () => {
  it("takes a permission of its own on every path, besides the one to book", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const mere = await clerk(world, owner, ["bookings:read", "bookings:write", "bookings:write_own"]);
    const time = { event_type_id: world.booking.eventTypes.one_on_one.id, starts_at: toWire(morning()) };
    const { id } = await mere.ok(createBooking, { body: { ...time, invitee: ada } });

    const second = { ...time, starts_at: toWire(morning(2 * hour)), force: true };
    const move = { param: { id }, body: { starts_at: second.starts_at, force: true } };
    for (const refused of [
      await mere.refused(createBooking, { body: { ...second, invitee: ada } }, "permission.missing"),
      await mere.refused(createHold, { body: second }, "permission.missing"),
      await mere.refused(rescheduleBooking, move, "permission.missing"),
    ]) {
      expect(refused.status).toBe(403);
      expect(refused.problem).toMatchObject({ permission: "limits:override", errors: [{ pointer: "/force" }] });
    }
    expect(await noted(owner)).toEqual([]);
    expect((await owner.ok(getBooking, { param: { id } })).version).toBe(1);
  });

  it("is noted with whoever it happened to, and with what was in the way", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const able = await clerk(world, owner, [
      "bookings:read",
      "bookings:write",
      "bookings:write_own",
      "limits:override",
    ]);
    const type = world.booking.eventTypes.one_on_one.id;
    const timed = (later: number) => ({ event_type_id: type, starts_at: toWire(morning(later)) });
    await able.ok(createBooking, { body: { ...timed(0), invitee: ada } });
    const capped = await able.refused(createBooking, { body: { ...timed(2 * hour), invitee: ada } }, "slot.taken");
    expect(capped.problem["clash"]).toBe("limit");
    expect(await noted(owner)).toEqual([]);

    const booked = await able.ok(createBooking, { body: { ...timed(2 * hour), invitee: ada, force: true } });
    const held = await able.ok(createHold, { body: { ...timed(-3 * hour), force: true } });
    const late = toWire(morning(12 * hour));
    await able.ok(rescheduleBooking, { param: { id: booked.id }, body: { starts_at: late, force: true } });
    const told = (await noted(owner)).toReversed();
    const host = world.people.recruiter.member.id;
    const outside = { passed_over: expect.arrayContaining(["outside_hours"]) };
    expect(told.map(({ entity_id, after: said }) => ({ entity_id, ...said }))).toEqual([
      {
        entity_id: host,
        booking_id: booked.id,
        event_type_id: type,
        starts_at: toWire(morning(2 * hour)),
        ends_at: toWire(after(morning(2 * hour), hour / 2)),
        passed_over: ["limit"],
      },
      expect.objectContaining({ entity_id: host, hold_id: held.id, ...outside }),
      expect.objectContaining({ entity_id: host, booking_id: booked.id, starts_at: late, ...outside }),
    ]);
  });
});
