import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cancelBooking, createPublicBooking, getBooking, rescheduleBooking } from "#booking/bookings/contract.ts";
import { createLinkBooking } from "#booking/bookings/link-contract.ts";
import { bookingEvents } from "#booking/bookings/tables.ts";
import { changeEventType } from "#booking/event-types/contract.ts";
import { createLinkHold, createPublicHold, extendLinkHold, releaseLinkHold } from "#booking/holds/contract.ts";
import {
  cancelByLink,
  changeSchedulingLink,
  createSchedulingLink,
  getLink,
  getSchedulingLink,
  rescheduleByLink,
  revokeSchedulingLink,
} from "#booking/links/contract.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { getLinkSlots, getPublicSlots } from "#booking/slots/contract.ts";
import { listAuditEvents } from "#records/audit/contract.ts";
import { hour, minute } from "#kernel/instant.ts";
import { decisions } from "#platform/decisions/tables.ts";
import type { TestClient } from "../support/client.ts";
import { faultsOfFairness } from "../support/fairness.ts";
import { at, forgetHours, keepsHours } from "../support/hours.ts";
import type { PersonKey } from "../support/world/company.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
const paris = "Mon-Fri 09:00-17:00 Europe/Paris";
const ada = { name: "Ada Example", email: "ada@guest.example" };
const monday = { starts_after: "2026-11-23T00:00:00Z", starts_before: "2026-11-24T00:00:00Z" };
const tuesday = { starts_after: "2026-11-24T00:00:00Z", starts_before: "2026-11-25T00:00:00Z" };
const key = (text: string) => ({ "Idempotency-Key": text });

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["owner", "recruiter", "berlin", "kolkata"] as const) await keepsHours(world, who, paris);
  return world;
}

const memberOf = (world: World, who: PersonKey) => world.people[who].member.id;

type Kind = keyof World["booking"]["eventTypes"];
type Slot = { starts_at: string; slot_token: string };
type Query = { starts_after?: string; starts_before?: string; minutes?: string };

async function slotsBy(world: World, token: string, query: Query = monday): Promise<Slot[]> {
  const { offers } = await world.anonymous.ok(getLinkSlots, { param: { token }, query });
  return offers[0]?.slots ?? [];
}

async function publicSlots(world: World, kind: Kind): Promise<Slot[]> {
  const param = { tenant: world.tenant.slug, slug: world.booking.eventTypes[kind].slug };
  const { offers } = await world.anonymous.ok(getPublicSlots, { param, query: monday });
  return offers[0]?.slots ?? [];
}

const startingAt = (slots: readonly Slot[], time: string): string =>
  slots.find(({ starts_at }) => starts_at.slice(11, 16) === time)?.slot_token ?? "";

async function linkTo(world: World, kind: Kind, more: object = {}) {
  const owner = await world.as("owner");
  return owner.ok(createSchedulingLink, { body: { event_type_id: world.booking.eventTypes[kind].id, ...more } });
}

/** A meeting that a stranger booked for Monday at nine, and the link they got. */
async function isBooked(world: World, kind: Kind = "one_on_one", time = "09:00") {
  const slot_token = startingAt(await publicSlots(world, kind), time);
  const param = { tenant: world.tenant.slug };
  const made = await world.anonymous.ok(createPublicBooking, { param, body: { slot_token, invitee: ada } });
  return { ...made, token: made.manage_token };
}

const hoursTaken = (world: World) =>
  testContext()
    .db.select()
    .from(reservations)
    .where(and(eq(reservations.tenantId, world.tenant.id), eq(reservations.active, true)));

/** How an answer came: its status, and whether it is one that was kept. */
const cameAs = (answer: { status: number; headers: Headers }) => [
  answer.status,
  answer.headers.get("Idempotency-Replayed"),
];

const bodyOf = (answer: { ok: true; body: unknown } | { ok: false; problem: unknown }) =>
  answer.ok ? answer.body : answer.problem;

const codesOf = async (client: TestClient, id: string) =>
  (await client.ok(listAuditEvents, { query: { entity_id: id } })).data.map(({ type }) => type).toSorted();

const lacks = async (answer: Promise<{ problem: object }>, verb: string): Promise<void> =>
  expect((await answer).problem).toMatchObject({ status: 403, verb });

describe("booking by a link", () => {
  it("needs no public page, uses the link up, and is answered as any booking is, also when it is asked again", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { one_on_one: type } = world.booking.eventTypes;
    await owner.ok(changeEventType, { param: { id: type.id }, body: { public_page: false } });
    const link = await linkTo(world, "one_on_one");
    const param = { token: link.token };
    const [first, second] = await slotsBy(world, link.token);
    const body = { slot_token: first?.slot_token ?? "", invitee: ada };
    await world.anonymous.refused(
      createPublicBooking,
      { param: { tenant: world.tenant.slug }, body },
      "slot_token.invalid",
    );
    const ask = { param, body, headers: key("mine") };
    const made = await world.anonymous.ok(createLinkBooking, ask);
    expect(made).toMatchObject({ status: "confirmed", starts_at: first?.starts_at, invitee: ada });
    expect(await owner.ok(getBooking, { param: { id: made.id } })).toMatchObject({ source: "link", link_id: link.id });
    expect(await owner.ok(getSchedulingLink, { param: { id: link.id } })).toMatchObject({ uses: 1, status: "used" });

    const again = await world.anonymous.call(createLinkBooking, ask);
    expect(bodyOf(again)).toEqual(made);
    expect(cameAs(again)).toEqual([201, "true"]);
    const other = { param, body: { ...body, slot_token: second?.slot_token ?? "" }, headers: key("another") };
    expect((await world.anonymous.refused(createLinkBooking, other, "link.over")).status).toBe(410);
    await world.anonymous.refused(createLinkHold, { param, body: { slot_token: other.body.slot_token } }, "link.over");
    await world.anonymous.refused(getLink, { param }, "link.over");
    expect(await hoursTaken(world)).toHaveLength(1);

    // What it gives is a hand on the booking, and nothing secret is kept.
    const shown = await world.anonymous.ok(getLink, { param: { token: made.manage_token } });
    expect(shown.booking?.id).toBe(made.id);
    const kept = await testContext().db.select().from(decisions).where(eq(decisions.tenantId, world.tenant.id));
    for (const token of [link.token, made.manage_token])
      expect(JSON.stringify(kept)).not.toContain(token.split(".")[2]);
  });

  it("of several who race for a link that is good once, one books, and their retry gets the same", async () => {
    const world = await office();
    const { token } = await linkTo(world, "one_on_one");
    const slots = await slotsBy(world, token);
    const asks = [0, 1, 2, 3].map((place) => ({
      param: { token },
      body: { slot_token: slots[place * 2]?.slot_token ?? "", invitee: ada },
      headers: key(`racer ${place}`),
    }));
    const answers = await Promise.all(asks.map((ask) => world.anonymous.call(createLinkBooking, ask)));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 410, 410, 410]);
    const again = await Promise.all(asks.map((ask) => world.anonymous.call(createLinkBooking, ask)));
    expect(again.map(({ status }) => status)).toEqual(answers.map(({ status }) => status));
    const [winner, same] = [answers, again].map((all) => all.find(({ ok }) => ok));
    expect(same && bodyOf(same)).toEqual(winner && bodyOf(winner));
    expect(await hoursTaken(world)).toHaveLength(1);
    // Whoever lost has let go of their hour again.
    const left = await publicSlots(world, "one_on_one");
    expect(left).toHaveLength(slots.length - 1);
  });

  it("one key of many at once books once", async () => {
    const world = await office();
    const { token } = await linkTo(world, "one_on_one");
    const [slot] = await slotsBy(world, token);
    const ask = {
      param: { token },
      body: { slot_token: slot?.slot_token ?? "", invitee: ada },
      headers: key("one"),
    };
    const answers = await Promise.all([0, 1, 2, 3, 4].map(() => world.anonymous.call(createLinkBooking, ask)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => JSON.stringify(bodyOf(answer)))).size).toBe(1);
    expect(await hoursTaken(world)).toHaveLength(1);
  });

  it("takes the link's own slots and holds alone, within its window, and of its member", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const window = { starts_after: "2026-11-23T10:00:00Z", starts_before: "2026-11-23T12:00:00Z" };
    const mine = await linkTo(world, "round_robin", {
      member_id: memberOf(world, "kolkata"),
      max_uses: null,
      ...window,
    });
    const other = await linkTo(world, "round_robin", { max_uses: null });
    const foreign = await office();
    const theirs = await linkTo(foreign, "round_robin");
    const param = { token: mine.token };
    const refuse = async (slot_token: string, code: string) => {
      await world.anonymous.refused(createLinkHold, { param, body: { slot_token } }, code);
      return world.anonymous.refused(createLinkBooking, { param, body: { slot_token, invitee: ada } }, code);
    };
    await refuse(startingAt(await slotsBy(world, other.token), "10:00"), "slot_token.invalid");
    await refuse(startingAt(await publicSlots(world, "round_robin"), "10:00"), "slot_token.invalid");
    await refuse(startingAt(await slotsBy(foreign, theirs.token), "10:00"), "slot_token.invalid");
    const elsewhere = await world.anonymous.ok(createLinkHold, {
      param: { token: other.token },
      body: { slot_token: startingAt(await slotsBy(world, other.token, tuesday), "14:00") },
    });
    await world.anonymous.refused(
      createLinkBooking,
      { param, body: { hold_token: elsewhere.hold_token, invitee: ada } },
      "hold_token.invalid",
    );

    const slots = await slotsBy(world, mine.token);
    expect(slots.map(({ starts_at }) => starts_at.slice(11, 16))).toContain("11:45");
    expect(slots.every(({ starts_at }) => starts_at >= window.starts_after && starts_at < window.starts_before)).toBe(
      true,
    );
    const hosts = async (slot_token: string) => {
      const made = await world.anonymous.ok(createLinkBooking, { param, body: { slot_token, invitee: ada } });
      return (await owner.ok(getBooking, { param: { id: made.id } })).hosts.map(({ member_id }) => member_id);
    };
    expect(await hosts(startingAt(slots, "10:00"))).toEqual([memberOf(world, "kolkata")]);
    // The other is free at that time, and is not sent.
    const taken = await refuse(startingAt(slots, "10:15"), "slot.taken");
    const alternatives = taken.problem["alternatives"] as Slot[];
    expect(alternatives.map(({ starts_at }) => starts_at)).toEqual([
      "2026-11-23T10:45:00Z",
      "2026-11-23T11:00:00Z",
      "2026-11-23T11:15:00Z",
    ]);

    // What was offered before its window was moved is offered no more; what was held is.
    const held = await world.anonymous.ok(createLinkHold, {
      param,
      body: { slot_token: alternatives[0]?.slot_token ?? "" },
    });
    await owner.ok(changeSchedulingLink, {
      param: { id: mine.id },
      body: { starts_after: "2026-11-24T10:00:00Z", starts_before: "2026-11-24T12:00:00Z" },
    });
    const late = await refuse(alternatives[2]?.slot_token ?? "", "slot.unavailable");
    expect(late.problem["reasons"]).toEqual(["link_window"]);
    expect((late.problem["alternatives"] as Slot[])[0]?.starts_at).toBe("2026-11-24T10:00:00Z");
    await world.anonymous.ok(createLinkBooking, { param, body: { hold_token: held.hold_token, invitee: ada } });
    expect(await faultsOfFairness(bindings.DB)).toEqual([]);
  });

  it("keeps who books as they said it, for the company alone: address, place, where they came from, consent, answers", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { token } = await linkTo(world, "one_on_one");
    const { scheduling } = await world.anonymous.ok(getLink, { param: { token } });
    const [question] = scheduling?.event_types[0]?.questions ?? [];
    const [slot] = await slotsBy(world, token);
    const invitee = {
      name: "Zoë Novák",
      email: "Zoe@Guest.example",
      phone: "+420222333444",
      time_zone: "Europe/Prague",
      locale: "cs",
      consent: "I agree that you keep this.",
      utm: { source: "newsletter", campaign: "Autumn" },
      referrer: "https://jobs.example/42",
    };
    const answers = [{ question_id: question?.id ?? "", value: " How you decide. " }];
    const made = await world.anonymous.ok(createLinkBooking, {
      param: { token },
      body: { slot_token: slot?.slot_token ?? "", invitee, answers, guests: [{ email: "petr@guest.example" }] },
    });
    expect(made).toMatchObject({
      invitee: { name: invitee.name, email: "zoe@guest.example", time_zone: "Europe/Prague" },
      guests: [{ name: null, email: "petr@guest.example" }],
    });
    const kept = await owner.ok(getBooking, { param: { id: made.id } });
    expect(kept.invitee).toMatchObject({
      ...invitee,
      email: "zoe@guest.example",
      consent: { text: invitee.consent, at: "2026-11-20T09:00:00Z" },
      utm: { source: "newsletter", medium: null, campaign: "Autumn", term: null, content: null },
    });
    expect(kept.answers).toEqual([
      { question_id: question?.id, label: question?.label, type: question?.type, value: "How you decide." },
    ]);
    const shown = await world.anonymous.ok(getLink, { param: { token: made.manage_token } });
    expect(JSON.stringify([made, shown])).not.toMatch(/newsletter|How you decide|I agree|mem_/);
  });

  it("what is held by it is extended once, released, and books; a link that is taken back books nothing", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const link = await linkTo(world, "one_on_one", { max_uses: null });
    const param = { token: link.token };
    const [first, second, third] = await slotsBy(world, link.token);
    const ask = { param, body: { slot_token: first?.slot_token ?? "" }, headers: key("hold") };
    const held = await world.anonymous.ok(createLinkHold, ask);
    expect(await world.anonymous.ok(createLinkHold, ask)).toEqual(held);
    const body = { hold_token: held.hold_token };
    const place = { ...param, id: held.id };
    const longer = await world.anonymous.ok(extendLinkHold, { param: place, body });
    expect(Date.parse(longer.expires_at) - Date.parse(held.expires_at)).toBe(5 * minute);
    await world.anonymous.refused(extendLinkHold, { param: place, body }, "hold.extended_before");
    const stranger = await linkTo(world, "one_on_one");
    for (const op of [extendLinkHold, releaseLinkHold])
      await world.anonymous.refused(op, { param: { ...place, token: stranger.token }, body }, "hold_token.invalid");
    await world.anonymous.ok(releaseLinkHold, { param: place, body });
    await world.anonymous.refused(extendLinkHold, { param: place, body }, "hold.over");

    const other = await world.anonymous.ok(createLinkHold, {
      param,
      body: { slot_token: second?.slot_token ?? "" },
    });
    const made = await world.anonymous.ok(createLinkBooking, {
      param,
      body: { hold_token: other.hold_token, invitee: ada },
      headers: key("book"),
    });
    expect(made.starts_at).toBe(second?.starts_at);
    await world.anonymous.refused(
      createLinkBooking,
      { param, body: { hold_token: other.hold_token, invitee: ada }, headers: key("book again") },
      "hold.confirmed",
    );
    await owner.ok(revokeSchedulingLink, { param: { id: link.id } });
    await world.anonymous.refused(
      createLinkBooking,
      { param, body: { slot_token: third?.slot_token ?? "", invitee: ada } },
      "link.over",
    );
    // What was booked by it stands, and its own link lives.
    await world.anonymous.ok(getLink, { param: { token: made.manage_token } });
  });

  it("a link does what stands on it and nothing more", async () => {
    const world = await office();
    const { token: offer } = await linkTo(world, "one_on_one");
    const { token: hand } = await isBooked(world);
    const [slot] = await slotsBy(world, offer);
    const slot_token = slot?.slot_token ?? "";
    const { anonymous } = world;
    const missing = "link.verb_missing";
    const book = { param: { token: hand }, body: { slot_token, invitee: ada } };
    await lacks(anonymous.refused(createLinkBooking, book, missing), "book");
    const ask = { param: { token: offer }, body: { slot_token } };
    await lacks(anonymous.refused(rescheduleByLink, ask, missing), "reschedule");
    await lacks(anonymous.refused(cancelByLink, { param: { token: offer }, body: {} }, missing), "cancel");
    const broken = { token: `${offer.slice(0, -1)}${offer.endsWith("A") ? "B" : "A"}` };
    await anonymous.refused(cancelByLink, { param: broken, body: {} }, "link.unknown");
    await anonymous.refused(createLinkHold, { param: broken, body: { slot_token } }, "link.unknown");
  });
});

describe("canceling by a link", () => {
  it("ends every verb but view, and a retry with the same key still gets its stored answer", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { id, token } = await isBooked(world);
    const slot_token = startingAt(await slotsBy(world, token), "10:00");
    const param = { token };
    const ask = { param, body: { reason: "Found a job" }, headers: key("cancel") };
    const canceled = await world.anonymous.ok(cancelByLink, ask);
    expect(canceled).toMatchObject({ id, status: "canceled", version: 2, verbs: [{ verb: "view" }] });
    expect(canceled.hosts).toEqual([world.people.recruiter.member.displayName]);
    expect(await owner.ok(getBooking, { param: { id } })).toMatchObject({
      ended_by: "invitee",
      ended_reason: "Found a job",
      sequence: 1,
    });

    const again = await world.anonymous.call(cancelByLink, ask);
    expect(bodyOf(again)).toEqual(canceled);
    expect(cameAs(again)).toEqual([200, "true"]);
    await world.anonymous.refused(cancelByLink, { ...ask, body: { reason: "Another" } }, "idempotency.key_reused");
    const verbs = [
      world.anonymous.refused(cancelByLink, { ...ask, headers: key("another") }, "link.verb_missing"),
      world.anonymous.refused(rescheduleByLink, { param, body: { slot_token } }, "link.verb_missing"),
      world.anonymous.refused(createLinkHold, { param, body: { slot_token } }, "link.verb_missing"),
      world.anonymous.refused(getLinkSlots, { param, query: {} }, "link.verb_missing"),
    ];
    expect((await Promise.all(verbs)).map(({ status }) => status)).toEqual([403, 403, 403, 403]);
    const shown = await world.anonymous.ok(getLink, { param });
    expect(shown.verbs).toEqual(["view"]);
    expect(shown.booking).toEqual(canceled);
    expect(await hoursTaken(world)).toEqual([]);
    expect(await codesOf(owner, id)).toEqual(["booking.canceled", "booking.created"]);

    // Until it expires; the stored answer outlives that.
    vi.setSystemTime(Date.parse(shown.expires_at) - minute);
    await world.anonymous.ok(getLink, { param });
    vi.setSystemTime(Date.parse(shown.expires_at));
    await world.anonymous.refused(getLink, { param }, "link.over");
    expect(cameAs(await world.anonymous.call(cancelByLink, ask))).toEqual([200, "true"]);
    await world.anonymous.refused(cancelByLink, { ...ask, headers: key("late") }, "link.over");
  });

  it("many at once with one key cancel once; with other keys one of them does", async () => {
    const world = await office();
    const one = await isBooked(world, "one_on_one", "09:00");
    const ask = { param: { token: one.token }, body: {}, headers: key("same") };
    const same = await Promise.all([0, 1, 2, 3].map(() => world.anonymous.call(cancelByLink, ask)));
    expect(new Set(same.map((answer) => JSON.stringify(bodyOf(answer)))).size).toBe(1);
    expect(same.every(({ status }) => status === 200)).toBe(true);
    const two = await isBooked(world, "one_on_one", "10:00");
    const other = await Promise.all(
      [0, 1, 2].map((place) =>
        world.anonymous.call(cancelByLink, { param: { token: two.token }, body: {}, headers: key(`${place}`) }),
      ),
    );
    expect(other.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(other.filter(({ status }) => status === 403 || status === 409)).toHaveLength(2);
    const events = await testContext()
      .db.select()
      .from(bookingEvents)
      .where(eq(bookingEvents.tenantId, world.tenant.id));
    expect(events.filter(({ type }) => type === "canceled")).toHaveLength(2);
  });

  it("is as the event type lets an invitee: allowed, in time, and with a reason where one is asked for", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { one_on_one: type } = world.booking.eventTypes;
    const { id, token } = await isBooked(world);
    const param = { token };
    const policy = async (cancellation: object) => {
      const whole = { allowed: true, cutoff_minutes: 0, reason_required: false, ...cancellation };
      await owner.ok(changeEventType, { param: { id: type.id }, body: { cancellation: whole } });
    };
    await policy({ allowed: false });
    expect((await world.anonymous.refused(cancelByLink, { param, body: {} }, "booking.not_allowed")).status).toBe(403);
    await policy({ reason_required: true });
    for (const reason of [null, " "])
      await world.anonymous.refused(cancelByLink, { param, body: { reason } }, "booking.reason_required");
    await policy({ cutoff_minutes: 60 });
    vi.setSystemTime(at("2026-11-23T08:00:01Z"));
    const late = await world.anonymous.refused(cancelByLink, { param, body: {} }, "booking.too_late");
    expect(late.problem).toMatchObject({ status: 409, cutoff_minutes: 60 });
    // The company is bound by none of it.
    const later = await world.as("owner");
    await later.ok(cancelBooking, { param: { id }, body: {} });
    await world.anonymous.refused(cancelByLink, { param, body: {} }, "link.verb_missing");
  });
});

describe("rescheduling by a link", () => {
  it("takes a start the link offers, tells the invitee, and is done once for each key", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { id, token } = await isBooked(world, "round_robin");
    const param = { token };
    const slots = await slotsBy(world, token);
    const ask = { param, body: { slot_token: startingAt(slots, "09:15"), reason: "A train" }, headers: key("move") };
    const moved = await world.anonymous.ok(rescheduleByLink, ask);
    expect(moved).toMatchObject({
      id,
      status: "confirmed",
      starts_at: "2026-11-23T09:15:00Z",
      rescheduled_count: 1,
      version: 2,
    });
    const shown = await world.anonymous.ok(getLink, { param });
    expect(shown.booking).toEqual(moved);
    expect(Date.parse(shown.expires_at)).toBe(Date.parse(moved.ends_at) + 30 * 24 * hour);
    const whole = await owner.ok(getBooking, { param: { id } });
    const [host] = whole.hosts;
    const names = Object.values(world.people).map(({ member }) => [member.id, member.displayName] as const);
    expect(moved.hosts).toEqual([new Map(names).get(host?.member_id as never)]);
    const [event] = await testContext()
      .db.select()
      .from(bookingEvents)
      .where(and(eq(bookingEvents.tenantId, world.tenant.id), eq(bookingEvents.version, 2)));
    expect(event).toMatchObject({ type: "rescheduled", party: "invitee", reason: "A train" });

    const again = await world.anonymous.call(rescheduleByLink, ask);
    expect(bodyOf(again)).toEqual(moved);
    expect(cameAs(again)).toEqual([200, "true"]);
    expect(await hoursTaken(world)).toHaveLength(1);
    await world.anonymous.ok(cancelByLink, { param, body: {} });
    // Its answer stands even now that the link moves nothing any more.
    const last = await world.anonymous.call(rescheduleByLink, ask);
    expect(bodyOf(last)).toEqual(moved);
    expect(cameAs(last)).toEqual([200, "true"]);
    const another = { ...ask, headers: key("another") };
    await world.anonymous.refused(rescheduleByLink, another, "link.verb_missing");
  });

  it("names the hosts who come then, whoever they are", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const first = await isBooked(world, "round_robin", "09:00");
    const hostOf = async (id: string) => (await owner.ok(getBooking, { param: { id } })).hosts[0]?.member_id;
    const second = await isBooked(world, "round_robin", "11:00");
    const [one, two] = [await hostOf(first.id), await hostOf(second.id)];
    expect(one).not.toBe(two);
    // At eleven the first one's host is free and the second one's is not.
    const third = await isBooked(world, "round_robin", "13:00");
    expect(await hostOf(third.id)).toBe(one);
    const slot_token = startingAt(await slotsBy(world, second.token), "13:00");
    const ask = {
      param: { token: first.token },
      body: { slot_token: startingAt(await slotsBy(world, first.token), "13:00") },
    };
    const moved = await world.anonymous.ok(rescheduleByLink, ask);
    const other = Object.values(world.people).find(({ member }) => member.id === two);
    expect(moved.hosts).toEqual([other?.member.displayName]);
    await world.anonymous.refused(
      rescheduleByLink,
      { param: { token: second.token }, body: { slot_token } },
      "slot.taken",
    );
    expect(await faultsOfFairness(bindings.DB)).toEqual([]);
  });

  it("may hold the new time first, over its own hours, and gives its place back when it is moved", async () => {
    const world = await office();
    const owner = await world.as("owner");
    await owner.ok(changeEventType, {
      param: { id: world.booking.eventTypes.round_robin.id },
      body: { rescheduling: { allowed: true, cutoff_minutes: 0, max_times: null, reason_required: false } },
    });
    const { token } = await isBooked(world, "round_robin");
    const other = await isBooked(world, "round_robin", "10:00");
    const param = { token };
    // Half an hour later than it is: nobody but itself is in the way.
    const slot_token = startingAt(await slotsBy(world, token), "09:30");
    const held = await world.anonymous.ok(createLinkHold, { param, body: { slot_token } });
    expect(held).toMatchObject({ starts_at: "2026-11-23T09:30:00Z" });
    const body = { hold_token: held.hold_token };
    await world.anonymous.refused(rescheduleByLink, { param: { token: other.token }, body }, "hold_token.invalid");
    await world.anonymous.ok(extendLinkHold, { param: { token, id: held.id }, body });
    const moved = await world.anonymous.ok(rescheduleByLink, { param, body, headers: key("move") });
    expect(moved.starts_at).toBe(held.starts_at);
    expect((await hoursTaken(world)).map(({ startsAt }) => startsAt).toSorted((a, b) => a - b)).toEqual([
      at("2026-11-23T09:30:00Z"),
      at("2026-11-23T10:00:00Z"),
    ]);
    await world.anonymous.refused(rescheduleByLink, { param, body, headers: key("again") }, "hold.confirmed");
    // A network has five places; a hold that was used takes none of them.
    for (const time of ["10:00", "11:00", "12:00", "13:00", "14:00"]) {
      const again = startingAt(await slotsBy(world, token), time);
      const one = await world.anonymous.ok(createLinkHold, { param, body: { slot_token: again } });
      await world.anonymous.ok(rescheduleByLink, { param, body: { hold_token: one.hold_token } });
    }
  });

  it("is as the event type lets an invitee, and only to what this link offers", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const { one_on_one: type } = world.booking.eventTypes;
    const { id, token } = await isBooked(world);
    const param = { token };
    const slots = await slotsBy(world, token);
    const body = { slot_token: startingAt(slots, "10:00") };
    const refuse = async (code: string, words: object = body) => {
      const answer = await world.anonymous.refused(rescheduleByLink, { param, body: words }, code);
      return answer.problem;
    };
    const offered = startingAt(await publicSlots(world, "one_on_one"), "10:00");
    await refuse("slot_token.invalid", { slot_token: offered });
    const held = await world.anonymous.ok(createPublicHold, {
      param: { tenant: world.tenant.slug },
      body: { slot_token: offered },
    });
    await refuse("hold_token.invalid", { hold_token: held.hold_token });
    const second = await isBooked(world, "one_on_one", "14:00");
    await refuse("slot_token.invalid", { slot_token: startingAt(await slotsBy(world, second.token), "12:30") });
    await refuse("booking.other_event_type", { slot_token: startingAt(await publicSlots(world, "group"), "11:00") });
    await refuse("body.invalid", { starts_at: "2026-11-23T10:00:00Z" });
    await refuse("body.invalid", {});
    await refuse("body.invalid", { ...body, hold_token: held.hold_token });
    const policy = async (rescheduling: object) => {
      const whole = { allowed: true, cutoff_minutes: 0, max_times: null, reason_required: false, ...rescheduling };
      await owner.ok(changeEventType, { param: { id: type.id }, body: { rescheduling: whole } });
    };
    const hold = (code: string) => world.anonymous.refused(createLinkHold, { param, body }, code);
    await policy({ allowed: false });
    await refuse("booking.not_allowed");
    await hold("booking.not_allowed");
    await policy({ reason_required: true });
    await refuse("booking.reason_required");
    await policy({ max_times: 1 });
    await world.anonymous.ok(rescheduleByLink, { param, body: { slot_token: startingAt(slots, "11:00") } });
    expect(await refuse("booking.moved_enough", { slot_token: startingAt(slots, "12:00") })).toMatchObject({ max: 1 });
    await hold("booking.moved_enough");
    // The company may, as often as it likes.
    await owner.ok(rescheduleBooking, { param: { id }, body: { starts_at: "2026-11-23T12:00:00Z" } });
    await policy({ cutoff_minutes: 120 });
    vi.setSystemTime(at("2026-11-23T10:00:01Z"));
    const late = startingAt(await slotsBy(world, token), "14:30");
    await refuse("booking.too_late", { slot_token: late });
  });

  it("what is taken meanwhile is refused with what is left, which the link can take", async () => {
    const world = await office();
    const { token } = await isBooked(world);
    const param = { token };
    const slots = await slotsBy(world, token);
    await isBooked(world, "one_on_one", "10:00");
    const refused = await world.anonymous.refused(
      rescheduleByLink,
      { param, body: { slot_token: startingAt(slots, "10:00") } },
      "slot.taken",
    );
    const alternatives = refused.problem["alternatives"] as Slot[];
    // Not the hour it has.
    expect(alternatives.map(({ starts_at }) => starts_at.slice(11, 16))).toEqual(["09:30", "10:30", "11:00"]);
    const moved = await world.anonymous.ok(rescheduleByLink, {
      param,
      body: { slot_token: alternatives[1]?.slot_token ?? "" },
    });
    expect(moved.starts_at).toBe("2026-11-23T10:30:00Z");
  });

  it("a cancel and a move at once: one of them is done, or both in turn", async () => {
    const world = await office();
    const { id, token } = await isBooked(world);
    const slot_token = startingAt(await slotsBy(world, token), "10:00");
    const answers = await Promise.all([
      world.anonymous.call(cancelByLink, { param: { token }, body: {} }),
      world.anonymous.call(rescheduleByLink, { param: { token }, body: { slot_token } }),
    ]);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    const owner = await world.as("owner");
    const { status } = await owner.ok(getBooking, { param: { id } });
    const taken = await hoursTaken(world);
    expect([status, taken.length]).toEqual(status === "canceled" ? ["canceled", 0] : ["confirmed", 1]);
  });
});
