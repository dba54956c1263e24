import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createBooking, createPublicBooking, getBooking } from "#booking/bookings/contract.ts";
import { getPublicSlots } from "#booking/slots/contract.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
const paris = "Mon-Fri 09:00-17:00 Europe/Paris";
const ada = { name: "Ada Example", email: "ada@guest.example" };

async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["owner", "recruiter", "berlin", "kolkata", "vancouver"] as const) await keepsHours(world, who, paris);
  return world;
}

const taken = (world: World) =>
  testContext()
    .db.select()
    .from(reservations)
    .where(and(eq(reservations.tenantId, world.tenant.id), eq(reservations.active, true)));

describe("a booking", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("takes the hour of its host, once", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const type = world.booking.eventTypes.one_on_one;
    const body = { event_type_id: type.id, starts_at: "2026-11-23T10:00:00Z", invitee: ada };
    const made = await owner.ok(createBooking, { body, headers: { "Idempotency-Key": "first" } });
    expect(made).toMatchObject({ status: "confirmed", starts_at: "2026-11-23T10:00:00Z", invitee: ada });
    expect(await owner.ok(createBooking, { body, headers: { "Idempotency-Key": "first" } })).toEqual(made);
    expect(await owner.ok(getBooking, { param: { id: made.id } })).toEqual(made);
    const refused = await owner.refused(createBooking, { body }, "slot.taken");
    expect(refused.problem["alternatives"]).toHaveLength(3);
    expect(await taken(world)).toHaveLength(1);
    await owner.refused(
      createBooking,
      { body: { ...body, starts_at: "2026-11-23T11:00:00Z" }, headers: { "Idempotency-Key": "first" } },
      "idempotency.key_reused",
    );
  });

  it("is made by anyone with a slot they were given", async () => {
    const world = await office();
    const type = world.booking.eventTypes.group;
    const { offers } = await world.anonymous.ok(getPublicSlots, {
      param: { tenant: world.tenant.slug, slug: type.slug },
      query: { starts_after: "2026-11-23T00:00:00Z", starts_before: "2026-11-24T00:00:00Z" },
    });
    const token = offers[0]?.slots[0]?.slot_token ?? "";
    const param = { tenant: world.tenant.slug };
    const headers = { "Idempotency-Key": "mine" };
    const made = await world.anonymous.ok(createPublicBooking, { param, body: { slot_token: token, invitee: ada }, headers });
    expect(made.manage_token).toMatch(/^lnk_.+\.ten_.+\..+/);
    const again = await world.anonymous.ok(createPublicBooking, { param, body: { slot_token: token, invitee: ada }, headers });
    expect(again).toEqual(made);
    expect(await taken(world)).toHaveLength(1);
  });
});
