import { afterEach, describe, expect, it, vi } from "vitest";
import {
  cancelBooking,
  createBooking,
  createPublicBooking,
  getBooking,
  rescheduleBooking,
} from "#booking/bookings/contract.ts";
import { changeEventType, deleteEventType, setEventTypeQuestions } from "#booking/event-types/contract.ts";
import {
  createHold,
  createPublicHold,
  extendPublicHold,
  getHold,
  releaseHold,
  releasePublicHold,
} from "#booking/holds/contract.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { mintSlotToken } from "#booking/slots/actions.ts";
import { after, asInstant, day, hour, minute, toWire } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { arm, unmet } from "#platform/faults.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const ada = { name: "Ada Example", email: "ada@guest.example" };
const always = "Mon-Sun 00:00-24:00 Europe/Paris";

async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["owner", "recruiter", "berlin", "kolkata", "vancouver"] as const)
    await keepsHours(world, who, always);
  return world;
}

/** A whole hour, so many days ahead. */
const ahead = (days: number) => asInstant(Math.ceil((readClock() + days * day) / hour) * hour);

function tokenFor(world: World, kind: keyof World["booking"]["eventTypes"], start = ahead(3), late = 0) {
  const { config } = testContext();
  const slot = { eventType: world.booking.eventTypes[kind].id, start, minutes: 30 };
  return mintSlotToken(config, world.tenant.id, slot, after(readClock(), -late * minute));
}

const rowsOf = async (world: World) =>
  (await testContext().db.select().from(reservations)).filter(({ tenantId }) => tenantId === world.tenant.id);

describe("nothing is booked, and the answer says why", () => {
  afterEach(() => arm());

  it("without a key that names the intent", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const slot = { slot_token: await tokenFor(world, "one_on_one") };
    const asked = [
      ["/v1/holds", slot],
      ["/v1/bookings", { ...slot, invitee: ada }],
      [`/v1/public/${world.tenant.slug}/bookings`, { ...slot, invitee: ada }],
    ] as const;
    for (const [path, body] of asked) {
      const headers = { "Content-Type": "application/json" };
      const init = { method: "POST", body: JSON.stringify(body), headers };
      const response = await owner.fetch(path, init);
      expect([response.status, await response.json()]).toMatchObject([400, { code: "idempotency.key_required" }]);
    }
    expect(await rowsOf(world)).toEqual([]);
  });

  it("with a token that is forged, another company's, late, or of another thing", async () => {
    const world = await office();
    const other = await office();
    const param = { tenant: world.tenant.slug };
    const good = await tokenFor(world, "one_on_one");
    const forged = [`${good.slice(0, -4)}AAAA`, "slt_x.y", "nonsense", await tokenFor(other, "one_on_one")];
    for (const slot_token of forged.slice(0, 3)) {
      await world.anonymous.refused(
        createPublicBooking,
        { param, body: { slot_token, invitee: ada } },
        "slot_token.invalid",
      );
      await world.anonymous.refused(createPublicHold, { param, body: { slot_token } }, "slot_token.invalid");
    }
    // Its event type is not this company's, and nobody is told that it is anybody's.
    const foreign = { slot_token: forged[3] ?? "", invitee: ada };
    await world.anonymous.refused(createPublicBooking, { param, body: foreign }, "event_type.unknown");
    const late = { slot_token: await tokenFor(world, "one_on_one", ahead(3), 16), invitee: ada };
    await world.anonymous.refused(createPublicBooking, { param, body: late }, "slot_token.expired");
    const held = await world.anonymous.ok(createPublicHold, { param, body: { slot_token: good } });
    const touched = { hold_token: `${held.hold_token.slice(0, -3)}AAA`, invitee: ada };
    await world.anonymous.refused(createPublicBooking, { param, body: touched }, "hold_token.invalid");
    const there = { param: { tenant: other.tenant.slug }, body: { hold_token: held.hold_token, invitee: ada } };
    await other.anonymous.refused(createPublicBooking, there, "event_type.unknown");
    const elsewhere = { tenant: other.tenant.slug, id: held.id };
    await other.anonymous.refused(
      releasePublicHold,
      { param: elsewhere, body: { hold_token: held.hold_token } },
      "hold_token.invalid",
    );
    expect(await rowsOf(world)).toEqual([]);
  });

  it("with a hold that its holder let go", async () => {
    const world = await office();
    const param = { tenant: world.tenant.slug };
    const slot_token = await tokenFor(world, "one_on_one");
    const { id, hold_token } = await world.anonymous.ok(createPublicHold, { param, body: { slot_token } });
    await world.anonymous.ok(releasePublicHold, { param: { ...param, id }, body: { hold_token } });
    await world.anonymous.ok(releasePublicHold, { param: { ...param, id }, body: { hold_token } });
    await world.anonymous.refused(extendPublicHold, { param: { ...param, id }, body: { hold_token } }, "hold.over");
    await world.anonymous.refused(createPublicBooking, { param, body: { hold_token, invitee: ada } }, "hold.over");
    vi.useFakeTimers({ toFake: ["Date"], now: readClock() + 36 * minute });
    await world.anonymous.refused(createPublicBooking, { param, body: { hold_token, invitee: ada } }, "hold.over");
    vi.useRealTimers();
    const owner = await world.as("owner");
    await owner.refused(getHold, { param: { id } }, "hold.unknown");
    await owner.refused(releaseHold, { param: { id } }, "hold.unknown");
  });

  it("with answers, guests or a place that do not fit", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { id } = world.booking.eventTypes.collective;
    const asked = await owner.ok(setEventTypeQuestions, {
      param: { id },
      headers: { "If-Match": `"${world.booking.eventTypes.collective.version}"` },
      body: { questions: [{ type: "number", label: "Years", required: true }] },
    });
    const question = asked.questions[0]?.id ?? "";
    const body = { event_type_id: id, starts_at: toWire(ahead(3)), invitee: ada };
    const refused = await owner.refused(createBooking, { body }, "booking.answer_missing");
    expect(refused.problem.errors?.[0]?.pointer).toBe("/answers");
    const said = (value: string | number) => ({ ...body, answers: [{ question_id: question, value }] });
    await owner.refused(createBooking, { body: said("many") }, "booking.answer_unfit");
    const guests = [{ email: "ADA@guest.example" }];
    await owner.refused(createBooking, { body: { ...said(3), guests } }, "booking.guest_twice");
    const location = { kind: "on_site" as const };
    await owner.refused(createBooking, { body: { ...said(3), location } }, "booking.location_unfit");
    expect((await owner.ok(createBooking, { body: said(3) })).answers).toEqual([
      { question_id: question, label: "Years", type: "number", value: 3 },
    ]);
  });

  it("where it is not there, of another event type, or lost every race", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const unknown = { id: testContext().newId("booking") };
    await owner.refused(getBooking, { param: unknown }, "booking.unknown");
    await owner.refused(cancelBooking, { param: unknown, body: {} }, "booking.unknown");
    const event_type_id = world.booking.eventTypes.one_on_one.id;
    const body = { event_type_id, starts_at: toWire(ahead(3)), invitee: ada };
    const made = await owner.ok(createBooking, { body });
    const slot_token = await tokenFor(world, "collective", ahead(4));
    await owner.refused(
      rescheduleBooking,
      { param: { id: made.id }, body: { slot_token } },
      "booking.other_event_type",
    );

    const lost = { point: "book.commit", manner: "before" } as const;
    arm(lost, lost, lost);
    const next = { ...body, starts_at: toWire(ahead(4)) };
    const raced = await owner.refused(
      createBooking,
      { body: next, headers: { "Idempotency-Key": "raced" } },
      "booking.raced",
    );
    expect(raced.problem["retry"]).toBe("new-key");
    expect(unmet()).toEqual([]);
    await owner.refused(createBooking, { body: next, headers: { "Idempotency-Key": "raced" } }, "booking.raced");
    await owner.ok(createBooking, { body: next });
  });

  it("but a meeting whose event type is gone can still be moved", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { id } = world.booking.eventTypes.one_on_one;
    const body = { event_type_id: id, starts_at: toWire(ahead(3)), invitee: ada };
    const made = await owner.ok(createBooking, { body });
    await owner.ok(deleteEventType, { param: { id } });
    await owner.refused(createBooking, { body: { ...body, starts_at: toWire(ahead(4)) } }, "event_type.unknown");
    const moved = await owner.ok(rescheduleBooking, { param: { id: made.id }, body: { starts_at: toWire(ahead(5)) } });
    expect(moved.starts_at).toBe(toWire(ahead(5)));
  });

  it("outside hours, unless staff say so; and never over another meeting", async () => {
    const world = await office();
    const owner = await world.as("owner");
    await forgetHours(world);
    await owner.ok(changeEventType, {
      param: { id: world.booking.eventTypes.one_on_one.id },
      body: { notice_minutes: 60 },
    });
    const body = { event_type_id: world.booking.eventTypes.one_on_one.id, starts_at: toWire(ahead(3)), invitee: ada };
    const refused = await owner.refused(createBooking, { body }, "slot.unavailable");
    expect(refused.problem["reasons"]).toEqual(["outside_hours"]);
    await owner.refused(
      createHold,
      { body: { event_type_id: body.event_type_id, starts_at: body.starts_at } },
      "slot.unavailable",
    );
    await owner.ok(createBooking, { body: { ...body, force: true } });
    const clash = await owner.refused(createBooking, { body: { ...body, force: true } }, "slot.taken");
    expect(clash.problem["clash"]).toBe("meeting");
    expect(await rowsOf(world)).toHaveLength(1);
  });

  it("when every seat of a session is somebody's, as those are told who came too late for the last and those who come later", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { id } = world.booking.eventTypes.group;
    await owner.ok(changeEventType, { param: { id }, body: { capacity: 2 } });
    const body = { event_type_id: id, starts_at: toWire(ahead(3)), invitee: ada };
    const answers = await Promise.all([1, 2, 3, 4].map(() => owner.call(createBooking, { body })));
    const seats = answers.flatMap((answer) => (answer.ok ? [answer.body.seat] : []));
    expect(new Set(seats)).toEqual(new Set([1, 2]));
    expect(seats).toHaveLength(2);
    const late = await owner.call(createBooking, { body });
    const byForce = await owner.call(createBooking, { body: { ...body, force: true } });
    const clashes = [...answers, late, byForce].flatMap((answer) => (answer.ok ? [] : [answer.problem["clash"]]));
    expect(clashes).toEqual(["full", "full", "full", "full"]);
  });
});
