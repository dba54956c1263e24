import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  cancelBooking,
  completeBooking,
  createBooking,
  createPublicBooking,
  declineBooking,
  getBooking,
  reassignBooking,
  rescheduleBooking,
} from "#booking/bookings/contract.ts";
import { changeEventType } from "#booking/event-types/contract.ts";
import { createLinkHold } from "#booking/holds/contract.ts";
import { cancelByLink, getLink, rescheduleByLink } from "#booking/links/contract.ts";
import { linkToken } from "#booking/links/link.ts";
import { links } from "#booking/links/tables.ts";
import {
  acceptRescheduleRequest,
  createLinkRescheduleRequest,
  createRescheduleRequest,
  declineLinkRescheduleRequest,
  declineRescheduleRequest,
  getRescheduleRequest,
  listRescheduleRequests,
  withdrawLinkRescheduleRequest,
  withdrawRescheduleRequest,
} from "#booking/requests/contract.ts";
import { rescheduleRequests } from "#booking/requests/tables.ts";
import { getLinkSlots, getPublicSlots } from "#booking/slots/contract.ts";
import type { Id } from "#kernel/ids.ts";
import { facts } from "#platform/facts/tables.ts";
import { at, forgetHours, isTaken, keepsHours } from "../support/hours.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
const paris = "Mon-Fri 09:00-17:00 Europe/Paris";
const ada = { name: "Ada Example", email: "ada@guest.example" };
const key = (text: string) => ({ "Idempotency-Key": text });
const seen = (version: number) => ({ "If-Match": `"${version}"` });
const onTuesday = { from: "2026-11-24T09:00:00Z", until: "2026-11-24T12:00:00Z" };
const onThursday = { from: "2026-11-26T13:00:00Z", until: "2026-11-26T15:00:00Z" };
const asked = { reason: "My train is late", windows: [onTuesday, onThursday] };

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["owner", "recruiter", "berlin", "kolkata"] as const) await keepsHours(world, who, paris);
  return world;
}

type Kind = keyof World["booking"]["eventTypes"];

/** A meeting on Monday at ten, and the link of its invitee. */
async function isBooked(world: World, kind: Kind = "one_on_one", starts_at = "2026-11-23T10:00:00Z") {
  const owner = await world.as("owner");
  const body = { event_type_id: world.booking.eventTypes[kind].id, starts_at, invitee: ada };
  const { id } = await owner.ok(createBooking, { body });
  return { id, token: await tokenOf(world, id) };
}

async function tokenOf(world: World, booking: string): Promise<string> {
  const { db, config } = testContext();
  const [row] = await db
    .select()
    .from(links)
    .where(and(eq(links.tenantId, world.tenant.id), eq(links.bookingId, booking as Id<"booking">)));
  if (row === undefined) throw new Error("A booking without a link.");
  return linkToken(config, row);
}

async function slotBy(world: World, token: string, starts_at: string): Promise<string> {
  const query = { starts_after: starts_at };
  const { offers } = await world.anonymous.ok(getLinkSlots, { param: { token }, query });
  return offers[0]?.slots.find((slot) => slot.starts_at === starts_at)?.slot_token ?? "";
}

const requestsOf = (world: World, booking: string) =>
  testContext()
    .db.select()
    .from(rescheduleRequests)
    .where(
      and(eq(rescheduleRequests.tenantId, world.tenant.id), eq(rescheduleRequests.bookingId, booking as Id<"booking">)),
    );

/** What the log tells of a thing, in its order, with the version it came to. */
const toldOf = async (world: World, id: string) =>
  (
    await testContext()
      .db.select()
      .from(facts)
      .where(and(eq(facts.tenantId, world.tenant.id), eq(facts.entityId, id)))
      .orderBy(facts.seq)
  ).map(({ type, version }) => `${type} ${version}`);

/** Wherever a request is settled its row, its version and the log say the same, and none waits about what is over. */
async function isTold(world: World, booking: string): Promise<void> {
  for (const { id, status, version } of await requestsOf(world, booking))
    expect(await toldOf(world, id)).toEqual([
      "reschedule_request.created 1",
      ...(status === "pending" ? [] : [`reschedule_request.${status} ${version}`]),
    ]);
}

const forbids = { allowed: false, cutoff_minutes: 0, max_times: null, reason_required: true };

describe("a request of the company", () => {
  it("is shown by the invitee's link, and accepted by a move into one of its windows, whatever the policy", async () => {
    const world = await office();
    const host = await world.as("recruiter");
    const { id, token } = await isBooked(world);
    const param = { token };
    const owner = await world.as("owner");
    const { id: oneOnOne } = world.booking.eventTypes.one_on_one;
    await owner.ok(changeEventType, { param: { id: oneOnOne }, body: { rescheduling: forbids } });
    const answer = await host.call(createRescheduleRequest, { param: { id }, body: asked });
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
    const request = answer.body;
    expect(request).toMatchObject({
      booking_id: id,
      asked_by: "host",
      created_by: world.people.recruiter.member.id,
      ...asked,
      status: "pending",
      reply: null,
      settled_at: null,
      settled_by: null,
      version: 1,
    });
    expect(answer.headers.get("Location")).toBe(`/v1/reschedule-requests/${request.id}`);
    expect(await owner.ok(getRescheduleRequest, { param: { id: request.id } })).toEqual(request);

    const { booking } = await world.anonymous.ok(getLink, { param });
    const shown = { id: request.id, asked_by: "host", created_at: request.created_at, ...asked };
    expect(booking?.reschedule_request).toEqual(shown);
    expect(booking?.verbs.map(({ verb }) => verb)).toContain("reschedule");
    const elsewhere = await slotBy(world, token, "2026-11-25T10:00:00Z");
    await world.anonymous.refused(rescheduleByLink, { param, body: { slot_token: elsewhere } }, "booking.not_allowed");
    await world.anonymous.refused(createLinkHold, { param, body: { slot_token: elsewhere } }, "booking.not_allowed");
    const slot_token = await slotBy(world, token, "2026-11-26T13:00:00Z");
    const held = await world.anonymous.ok(createLinkHold, { param, body: { slot_token } });
    const moved = await world.anonymous.ok(rescheduleByLink, { param, body: { hold_token: held.hold_token } });
    expect(moved).toMatchObject({ starts_at: "2026-11-26T13:00:00Z", reschedule_request: null });
    expect(await owner.ok(getRescheduleRequest, { param: { id: request.id } })).toMatchObject({
      status: "accepted",
      settled_by: "public",
      version: 2,
    });
    await isTold(world, id);
    // Told with the move, of one moment and one request.
    const told = await testContext().db.select().from(facts).where(eq(facts.tenantId, world.tenant.id));
    const [one, two] = ["booking.rescheduled", "reschedule_request.accepted"].map((type) =>
      told.find((fact) => fact.type === type),
    );
    expect(two).toMatchObject({ requestId: one?.requestId, at: one?.at, seq: (one?.seq ?? 0) + 1 });
  });

  it("is closed by a move elsewhere, and declined by the invitee's own word", async () => {
    const world = await office();
    const staff = await world.as("owner");
    const { id, token } = await isBooked(world);
    const first = await staff.ok(createRescheduleRequest, { param: { id }, body: asked });
    expect(first.asked_by).toBe("staff");
    const slot_token = await slotBy(world, token, "2026-11-24T12:00:00Z");
    await world.anonymous.ok(rescheduleByLink, { param: { token }, body: { slot_token } });
    const statusOf = async (request: string) =>
      (await staff.ok(getRescheduleRequest, { param: { id: request } })).status;
    expect(await statusOf(first.id)).toBe("closed");

    const second = await staff.ok(createRescheduleRequest, { param: { id }, body: asked });
    const param = { token, id: second.id };
    const declined = await world.anonymous.ok(declineLinkRescheduleRequest, {
      param,
      body: { reply: "I cannot" },
      headers: key("no"),
    });
    expect(declined).toMatchObject({ object: "public_reschedule_request", status: "declined", reply: "I cannot" });
    expect(JSON.stringify(declined)).not.toMatch(/mem_/);
    const again = await world.anonymous.ok(declineLinkRescheduleRequest, {
      param,
      body: { reply: "I cannot" },
      headers: key("no"),
    });
    expect(again).toEqual(declined);
    await world.anonymous.refused(declineLinkRescheduleRequest, { param, body: {} }, "reschedule_request.settled");
    expect((await world.anonymous.ok(getLink, { param: { token } })).booking?.reschedule_request).toBeNull();
    expect((await staff.ok(getBooking, { param: { id } })).starts_at).toBe("2026-11-24T12:00:00Z");
    await isTold(world, id);
  });

  it("is not the company's to accept or decline, and the company's to withdraw", async () => {
    const world = await office();
    const { id, token } = await isBooked(world);
    const host = await world.as("recruiter");
    const { id: request } = await host.ok(createRescheduleRequest, { param: { id }, body: asked });
    const owner = await world.as("owner");
    const param = { id: request };
    const body = { starts_at: "2026-11-24T10:00:00Z" };
    const answer = await owner.refused(acceptRescheduleRequest, { param, body }, "reschedule_request.wrong_side");
    expect(answer.problem).toMatchObject({ status: 409, asked_by: "host" });
    await owner.refused(declineRescheduleRequest, { param, body: {} }, "reschedule_request.wrong_side");
    const theirs = { param: { token, id: request } };
    await world.anonymous.refused(withdrawLinkRescheduleRequest, theirs, "reschedule_request.wrong_side");
    await owner.refused(withdrawRescheduleRequest, { param, headers: seen(2) }, "version.conflict");
    const withdrawn = await owner.ok(withdrawRescheduleRequest, { param, headers: seen(1) });
    expect(withdrawn).toMatchObject({ status: "withdrawn", settled_by: world.people.owner.member.id, version: 2 });
    await owner.refused(withdrawRescheduleRequest, { param }, "reschedule_request.settled");
    await world.anonymous.refused(declineLinkRescheduleRequest, { ...theirs, body: {} }, "reschedule_request.settled");
    await isTold(world, id);
  });

  it("stands alone, about a booking that stands, with windows in which a meeting can begin", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { id, token } = await isBooked(world);
    const param = { id };
    const wrong = [
      { from: onTuesday.until, until: onTuesday.from },
      onThursday,
      { from: "2026-11-20T07:00:00Z", until: "2026-11-20T09:00:00Z" },
      { from: onThursday.from, until: "2027-11-21T00:00:00Z" },
    ];
    const refused = await owner.refused(
      createRescheduleRequest,
      { param, body: { windows: wrong } },
      "reschedule_request.window_invalid",
    );
    expect(refused.status).toBe(422);
    expect(refused.problem.errors?.map(({ pointer }) => pointer)).toEqual([
      "/windows/0/until",
      "/windows/2/until",
      "/windows/3/until",
    ]);
    for (const windows of [[], Array.from({ length: 6 }, () => onTuesday)])
      await owner.refused(createRescheduleRequest, { param, body: { windows } }, "body.invalid");
    const made = await owner.ok(createRescheduleRequest, { param, body: { windows: [onTuesday] } });
    expect(made.reason).toBeNull();
    const second = await owner.refused(createRescheduleRequest, { param, body: asked }, "reschedule_request.pending");
    expect(second.problem["reschedule_request_id"]).toBe(made.id);
    await world.anonymous.refused(
      createLinkRescheduleRequest,
      { param: { token }, body: asked },
      "reschedule_request.pending",
    );

    await owner.ok(cancelBooking, { param, body: {} });
    await owner.refused(createRescheduleRequest, { param, body: asked }, "booking.wrong_status");
    await world.anonymous.refused(createLinkRescheduleRequest, { param: { token }, body: asked }, "link.verb_missing");
    const other = await isBooked(world);
    vi.setSystemTime(at("2026-11-23T10:00:00Z"));
    const later = await world.as("owner");
    await later.refused(createRescheduleRequest, { param: { id: other.id }, body: asked }, "booking.over");
  });

  it("is made by hosts of the booking and by whoever may change any", async () => {
    const world = await office();
    const { id } = await isBooked(world, "collective", "2026-11-23T10:30:00Z");
    const ask = { param: { id }, body: asked };
    await (await world.as("vancouver")).refused(createRescheduleRequest, ask, "booking.not_yours");
    await (await world.as("viewer")).refused(createRescheduleRequest, ask, "permission.missing");
    const made = await (await world.as("kolkata")).ok(createRescheduleRequest, ask);
    const param = { id: made.id };
    await (await world.as("vancouver")).refused(withdrawRescheduleRequest, { param }, "booking.not_yours");
    await (await world.as("berlin")).ok(withdrawRescheduleRequest, { param });
    const other = await newWorld();
    const stranger = await other.as("owner");
    await stranger.refused(createRescheduleRequest, ask, "booking.unknown");
    await stranger.refused(getRescheduleRequest, { param }, "reschedule_request.unknown");
    await stranger.refused(withdrawRescheduleRequest, { param }, "reschedule_request.unknown");
    const theirs = await isBooked(world);
    await world.anonymous.refused(
      declineLinkRescheduleRequest,
      { param: { token: theirs.token, id: made.id }, body: {} },
      "reschedule_request.unknown",
    );
  });
});

describe("a request of the invitee", () => {
  it("is accepted by moving the booking into one of its windows, once for each key", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { id, token } = await isBooked(world);
    const { one_on_one: type } = world.booking.eventTypes;
    // Who may not move a booking alone may still ask.
    await owner.ok(changeEventType, { param: { id: type.id }, body: { rescheduling: forbids } });
    const made = await world.anonymous.ok(createLinkRescheduleRequest, { param: { token }, body: asked });
    expect(made).toMatchObject({ object: "public_reschedule_request", asked_by: "invitee", ...asked, version: 1 });
    const param = { id: made.id };
    expect(await owner.ok(getRescheduleRequest, { param })).toMatchObject({ created_by: "public", status: "pending" });
    const accept = (body: object, code: string, headers = {}) =>
      owner.refused(acceptRescheduleRequest, { param, body, headers }, code);
    const unfit = await accept({ starts_at: "2026-11-25T10:00:00Z" }, "reschedule_request.window_unfit");
    expect(unfit.problem).toMatchObject({ status: 422, windows: asked.windows });
    await accept({ starts_at: onTuesday.until }, "reschedule_request.window_unfit");
    await accept({ starts_at: "2026-11-24T10:00:00Z" }, "version.conflict", seen(2));
    await isTaken(world, "recruiter", at("2026-11-24T09:00:00Z"), 60);
    const taken = await accept({ starts_at: "2026-11-24T09:30:00Z" }, "slot.taken");
    expect(taken.problem["alternatives"]).not.toEqual([]);
    await accept({}, "body.invalid");
    expect((await owner.ok(getRescheduleRequest, { param })).status).toBe("pending");

    const ask = { param, body: { starts_at: "2026-11-24T10:15:00Z" }, headers: key("accept") };
    const accepted = await owner.ok(acceptRescheduleRequest, ask);
    expect(accepted).toMatchObject({
      id: made.id,
      status: "accepted",
      settled_by: world.people.owner.member.id,
      version: 2,
    });
    expect(await owner.ok(getRescheduleRequest, { param })).toEqual(accepted);
    expect(await owner.ok(getBooking, { param: { id } })).toMatchObject({
      starts_at: "2026-11-24T10:15:00Z",
      rescheduled_count: 1,
      version: 2,
    });
    const again = await owner.call(acceptRescheduleRequest, ask);
    expect(again.ok && again.body).toEqual(accepted);
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
    await accept(ask.body, "reschedule_request.settled", key("another"));
    await accept({ starts_at: "2026-11-24T11:00:00Z" }, "idempotency.key_reused", key("accept"));
    await isTold(world, id);
  });

  it("is accepted outside its windows only by who may pass over limits", async () => {
    const world = await office();
    const { id, token } = await isBooked(world, "round_robin");
    const owner = await world.as("owner");
    const [host] = (await owner.ok(getBooking, { param: { id } })).hosts;
    const who = host?.member_id === world.people.berlin.member.id ? "berlin" : "kolkata";
    const other = who === "berlin" ? "kolkata" : "berlin";
    const { id: request } = await world.anonymous.ok(createLinkRescheduleRequest, { param: { token }, body: asked });
    const ask = { param: { id: request }, body: { starts_at: "2026-11-25T06:00:00Z" } };
    await (await world.as(other)).refused(acceptRescheduleRequest, ask, "booking.not_yours");
    const mine = await world.as(who);
    await mine.refused(acceptRescheduleRequest, ask, "reschedule_request.window_unfit");
    const byForce = { ...ask, body: { ...ask.body, force: true } };
    // A host passes over nobody's limits, were they their own: that takes a right of its own.
    await mine.refused(acceptRescheduleRequest, byForce, "permission.missing");
    await owner.ok(acceptRescheduleRequest, byForce);
    const booking = await owner.ok(getBooking, { param: { id } });
    expect(booking).toMatchObject({ starts_at: "2026-11-25T06:00:00Z", hosts: [{ member_id: host?.member_id }] });
    await isTold(world, id);
  });

  it("is declined with a word, or withdrawn by who asked; then another may follow", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { id, token } = await isBooked(world);
    const ask = async () =>
      (await world.anonymous.ok(createLinkRescheduleRequest, { param: { token }, body: asked })).id;
    const first = await ask();
    const declined = await owner.ok(declineRescheduleRequest, { param: { id: first }, body: { reply: "No room" } });
    expect(declined).toMatchObject({ status: "declined", reply: "No room", version: 2 });
    const second = await ask();
    const param = { token, id: second };
    await world.anonymous.refused(declineLinkRescheduleRequest, { param, body: {} }, "reschedule_request.wrong_side");
    await owner.refused(withdrawRescheduleRequest, { param: { id: second } }, "reschedule_request.wrong_side");
    expect((await world.anonymous.ok(withdrawLinkRescheduleRequest, { param })).status).toBe("withdrawn");
    // A plain move of the company into what was asked for accepts it as well.
    const third = await ask();
    await owner.ok(rescheduleBooking, { param: { id }, body: { starts_at: "2026-11-24T10:00:00Z" } });
    const fourth = await ask();
    await owner.ok(rescheduleBooking, { param: { id }, body: { starts_at: "2026-11-25T10:00:00Z" } });
    const standing = new Map((await requestsOf(world, id)).map((row) => [row.id as string, row.status]));
    expect([first, second, third, fourth].map((request) => standing.get(request))).toEqual([
      "declined",
      "withdrawn",
      "accepted",
      "closed",
    ]);
    await isTold(world, id);
  });

  it("goes on waiting when somebody else comes at the same time", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { id, token } = await isBooked(world, "round_robin");
    await world.anonymous.ok(createLinkRescheduleRequest, { param: { token }, body: asked });
    await owner.ok(reassignBooking, { param: { id }, body: {} });
    expect((await requestsOf(world, id)).map(({ status }) => status)).toEqual(["pending"]);
    await isTold(world, id);
  });
});

describe("whatever ends a booking", () => {
  it("closes what waits about it, and tells it: a cancel by either side, a decline, a meeting that took place", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const ends: [string, string, (booking: { id: string; token: string }) => Promise<unknown>][] = [
      ["one_on_one", "public", ({ token }) => world.anonymous.ok(cancelByLink, { param: { token }, body: {} })],
      ["round_robin", world.people.owner.member.id, ({ id }) => owner.ok(cancelBooking, { param: { id }, body: {} })],
    ];
    for (const [kind, by, end] of ends) {
      const booking = await isBooked(world, kind as Kind);
      await owner.ok(createRescheduleRequest, { param: { id: booking.id }, body: asked });
      await end(booking);
      const [request] = await requestsOf(world, booking.id);
      expect(request).toMatchObject({ status: "closed", settledBy: by, version: 2 });
      await isTold(world, booking.id);
    }

    const { collective: type } = world.booking.eventTypes;
    await owner.ok(changeEventType, { param: { id: type.id }, body: { confirmation_required: true } });
    const { offers } = await world.anonymous.ok(getPublicSlots, {
      param: { tenant: world.tenant.slug, slug: type.slug },
      query: { starts_after: "2026-11-24T00:00:00Z" },
    });
    const pending = await world.anonymous.ok(createPublicBooking, {
      param: { tenant: world.tenant.slug },
      body: { slot_token: offers[0]?.slots[0]?.slot_token ?? "", invitee: ada },
    });
    expect(pending.status).toBe("pending");
    await owner.ok(createRescheduleRequest, { param: { id: pending.id }, body: asked });
    await owner.ok(declineBooking, { param: { id: pending.id }, body: {} });
    expect((await requestsOf(world, pending.id)).map(({ status }) => status)).toEqual(["closed"]);
    await isTold(world, pending.id);

    const past = await isBooked(world);
    await owner.ok(createRescheduleRequest, { param: { id: past.id }, body: asked });
    vi.setSystemTime(at("2026-11-23T10:31:00Z"));
    await (await world.as("owner")).ok(completeBooking, { param: { id: past.id } });
    expect((await requestsOf(world, past.id)).map(({ status }) => status)).toEqual(["closed"]);
    await isTold(world, past.id);
  });

  it("leaves nothing waiting, whoever asks at the same moment", async () => {
    const world = await office();
    const owner = await world.as("owner");
    for (const round of [0, 1, 2]) {
      const { id, token } = await isBooked(world);
      const answers = await Promise.all([
        owner.call(createRescheduleRequest, { param: { id }, body: asked }),
        world.anonymous.call(cancelByLink, { param: { token }, body: {}, headers: key(`${round}`) }),
        owner.call(createRescheduleRequest, { param: { id }, body: asked }),
      ]);
      expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
      const { status } = await owner.ok(getBooking, { param: { id } });
      const waiting = (await requestsOf(world, id)).filter((row) => row.status === "pending");
      expect(status === "canceled" ? waiting.length : 0).toBe(0);
      await isTold(world, id);
      if (status !== "canceled") await owner.ok(cancelBooking, { param: { id }, body: {} });
    }
  });

  it("accepting and withdrawing at once, one of them is done", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { id, token } = await isBooked(world);
    const made = await world.anonymous.ok(createLinkRescheduleRequest, { param: { token }, body: asked });
    await Promise.all([
      owner.call(acceptRescheduleRequest, { param: { id: made.id }, body: { starts_at: "2026-11-24T10:00:00Z" } }),
      world.anonymous.call(withdrawLinkRescheduleRequest, { param: { token, id: made.id } }),
    ]);
    const [request] = await requestsOf(world, id);
    const { starts_at } = await owner.ok(getBooking, { param: { id } });
    expect([request?.status, starts_at]).toEqual(
      request?.status === "accepted" ? ["accepted", "2026-11-24T10:00:00Z"] : ["withdrawn", "2026-11-23T10:00:00Z"],
    );
    await isTold(world, id);
  });
});

describe("requests", () => {
  it("are listed by booking, status, who asked and when, page by page", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const one = await isBooked(world);
    const two = await isBooked(world, "round_robin");
    const first = await owner.ok(createRescheduleRequest, { param: { id: one.id }, body: asked });
    vi.setSystemTime(now + 60_000);
    const second = await world.anonymous.ok(createLinkRescheduleRequest, {
      param: { token: two.token },
      body: asked,
    });
    await owner.ok(declineRescheduleRequest, { param: { id: second.id }, body: {} });
    vi.setSystemTime(now + 120_000);
    const third = await world.anonymous.ok(createLinkRescheduleRequest, {
      param: { token: two.token },
      body: asked,
    });
    const viewer = await world.as("viewer");
    const found = async (query: object) =>
      (
        await viewer.ok(listRescheduleRequests, { query: { created_after: "2026-11-20T09:00:00Z", ...query } })
      ).data.map(({ id }) => id);
    expect(await found({})).toEqual([third.id, second.id, first.id]);
    expect(await found({ booking_id: two.id })).toEqual([third.id, second.id]);
    expect(await found({ status: "pending" })).toEqual([third.id, first.id]);
    expect(await found({ asked_by: "invitee", status: "declined,accepted" })).toEqual([second.id]);
    expect(await found({ created_after: "2026-11-20T09:01:00Z", created_before: "2026-11-20T09:02:00Z" })).toEqual([
      second.id,
    ]);
    const query = { booking_id: `${one.id},${two.id}` };
    const page = await viewer.ok(listRescheduleRequests, { query, page: { limit: 2, order: "created_at.asc" } });
    const rest = await viewer.ok(listRescheduleRequests, {
      query,
      page: { limit: 2, order: "created_at.asc", cursor: page.next_cursor ?? "" },
    });
    expect([...page.data, ...rest.data].map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
  });
});
