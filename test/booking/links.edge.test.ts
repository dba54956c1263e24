import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { attendees, type Booking, bookings } from "#booking/bookings/tables.ts";
import { changeEventType, setEventTypeHosts } from "#booking/event-types/contract.ts";
import { openLink } from "#booking/links/actions.ts";
import { endVerbs, followBooking, newBookingLink, useStatement } from "#booking/links/client.ts";
import {
  changeSchedulingLink,
  createSchedulingLink,
  getLink,
  getSchedulingLink,
  listSchedulingLinks,
  revokeSchedulingLink,
} from "#booking/links/contract.ts";
import { linkToken } from "#booking/links/link.ts";
import { linkFacts } from "#booking/links/facts.ts";
import { type Link, links, type Verb } from "#booking/links/tables.ts";
import { rescheduleRequests } from "#booking/requests/tables.ts";
import { getLinkSlots, getPublicSlots } from "#booking/slots/contract.ts";
import { peekSlotToken, readSlotToken } from "#booking/slots/token.ts";
import { listAuditEvents } from "#records/audit/contract.ts";
import { asInstant, day, hour, minute, toWire } from "#kernel/instant.ts";
import { announcer, commit, messageOf } from "#platform/commit.ts";
import { sendBatch, type Statement } from "#platform/d1.ts";
import { decisions } from "#platform/decisions/tables.ts";
import { at, forgetHours, isTaken, keepsHours } from "../support/hours.ts";
import type { PersonKey } from "../support/world/company.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
const paris = "Mon-Fri 09:00-17:00 Europe/Paris";
const monday = { starts_after: "2026-11-23T00:00:00Z", starts_before: "2026-11-24T00:00:00Z" };
const seen = (version: number) => ({ "If-Match": `"${version}"` });

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

const memberOf = (world: World, who: PersonKey) => world.people[who].member.id;

async function office(...people: PersonKey[]): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of people) await keepsHours(world, who, paris);
  return world;
}

type Offering = { offers: { slots: { starts_at: string; slot_token: string }[] }[] };
const startsIn = (answer: Offering) => answer.offers[0]?.slots.map(({ starts_at }) => starts_at.slice(11, 16)) ?? [];

const write = (...statements: Statement[]) => sendBatch(testContext().db, statements);

/** A booking as it stands in the books, with its invitee, a host, and the link that its invitee holds. */
async function isBooked(
  world: World,
  change: Partial<Booking> = {},
): Promise<{ booking: Booking; row: Link; token: string }> {
  const scope = { ...world.scope(), actor: { kind: "public" as const } };
  const startsAt = at("2026-11-23T09:00:00Z");
  const booking: Booking = {
    tenantId: world.tenant.id,
    id: scope.newId("booking"),
    eventTypeId: world.booking.eventTypes.one_on_one.id,
    kind: "one_on_one",
    txn: `txn-${scope.newId("hold")}`,
    status: "confirmed",
    source: "public",
    linkId: null,
    startsAt,
    endsAt: asInstant(startsAt + 30 * minute),
    timeZone: "Europe/Paris",
    localStartsAt: "2026-11-23T10:00:00",
    tzVersion: "2026f",
    share: null,
    seatNo: null,
    locationKind: "link",
    locationDetails: "https://meet.example/room",
    decideBy: null,
    endedBy: null,
    endedReason: null,
    noShow: null,
    rescheduledCount: 0,
    sequence: 0,
    seq: 1,
    metadata: {},
    createdBy: "public",
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    ...change,
  };
  const attendee = (role: "host" | "invitee", position: number) => ({
    tenantId: world.tenant.id,
    id: scope.newId("attendee"),
    bookingId: booking.id,
    role,
    rsvp: "accepted" as const,
    position,
    createdAt: scope.now,
    updatedAt: scope.now,
  });
  const { row, statement } = newBookingLink(scope, booking);
  await write(
    scope.db.insert(bookings).values(booking),
    scope.db.insert(attendees).values({ ...attendee("host", 0), memberId: memberOf(world, "recruiter") }),
    scope.db.insert(attendees).values({
      ...attendee("invitee", 1),
      name: "Iris Novak",
      email: "iris@guest.example",
      timeZone: "Europe/Prague",
    }),
    statement,
  );
  await isTaken(world, "recruiter", booking.startsAt, 30, { txn: booking.txn, bookingId: booking.id });
  return { booking, row, token: await linkToken(scope.config, row) };
}

/** Of those born in one moment, as a list shows them. */
const newestFirst = (...made: { id: string }[]) =>
  made
    .map(({ id }) => id)
    .toSorted()
    .toReversed();

describe("scheduling links", () => {
  it("one is made, read, changed and taken back, and its ETag follows", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const { round_robin: type } = world.booking.eventTypes;
    const answer = await recruiter.call(createSchedulingLink, {
      body: { name: "Iris", event_type_id: type.id, metadata: { req: "ENG-42" } },
    });
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
    const made = answer.body;
    expect(answer.headers.get("ETag")).toBe('"1"');
    expect(answer.headers.get("Location")).toBe(`/v1/scheduling-links/${made.id}`);
    expect(made).toMatchObject({ member_id: null, max_uses: 1, uses: 0, status: "good", starts_after: null });
    expect(made.expires_at).toBe(toWire(asInstant(now + 30 * day)));
    expect(made.url).toBe(`${bindings.PUBLIC_ORIGIN}/book/${made.token}`);
    expect(made.created_by).toBe(memberOf(world, "recruiter"));

    const param = { id: made.id };
    const changed = await recruiter.ok(changeSchedulingLink, {
      param,
      body: { name: null, max_uses: null, ...monday, expires_at: "2026-11-27T00:00:00Z", metadata: { req: null } },
      headers: seen(1),
    });
    expect(changed).toMatchObject({ name: null, max_uses: null, ...monday, expires_at: "2026-11-27T00:00:00Z" });
    expect(changed).toMatchObject({ metadata: {}, token: made.token, version: 2 });
    await recruiter.refused(
      changeSchedulingLink,
      { param, body: { max_uses: 2 }, headers: seen(1) },
      "version.conflict",
    );
    await recruiter.refused(revokeSchedulingLink, { param, headers: seen(1) }, "version.conflict");

    const revoked = await recruiter.ok(revokeSchedulingLink, { param, headers: seen(2) });
    expect(revoked).toMatchObject({ status: "revoked", revoked_by: memberOf(world, "recruiter"), version: 3 });
    await recruiter.refused(revokeSchedulingLink, { param }, "scheduling_link.revoked");
    await recruiter.refused(changeSchedulingLink, { param, body: { name: "x" } }, "scheduling_link.revoked");
    expect(await recruiter.ok(getSchedulingLink, { param })).toEqual(revoked);
  });

  it("are listed by what they are for, how they stand and their names, page by page", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { one_on_one: type } = world.booking.eventTypes;
    const salma = memberOf(world, "recruiter");
    const make = (body: object) => owner.ok(createSchedulingLink, { body });
    const [first, second, third] = [
      await make({ name: "First round", event_type_id: type.id }),
      await make({ member_id: salma, max_uses: 2 }),
      await make({
        name: "Second round",
        event_type_id: type.id,
        member_id: salma,
        expires_at: "2026-11-21T00:00:00Z",
      }),
    ];
    await owner.ok(revokeSchedulingLink, { param: { id: first.id } });
    await testContext().db.update(links).set({ uses: 2 }).where(ofLink(world, second.id));
    const found = async (query: object) => (await owner.ok(listSchedulingLinks, { query })).data.map(({ id }) => id);
    const seeded = world.booking.link.id;
    // The seeded one is a month old; the others were born in one moment.
    expect(await found({})).toEqual([...newestFirst(first, second, third), seeded]);
    expect(await found({ member_id: salma, event_type_id: type.id })).toEqual([third.id]);
    expect(await found({ q: "ROUND" })).toEqual(newestFirst(first, third));
    expect(await found({ status: "good" })).toEqual([third.id, seeded]);
    expect(await found({ status: "revoked" })).toEqual([first.id]);
    expect(await found({ status: "used" })).toEqual([second.id]);
    vi.setSystemTime(Date.UTC(2026, 10, 21));
    const later = await world.as("owner");
    const expired = await later.ok(listSchedulingLinks, { query: { status: "expired" } });
    expect(expired.data).toEqual([{ ...third, status: "expired" }]);
    const page = await later.ok(listSchedulingLinks, { page: { limit: 3, order: "created_at.asc" } });
    const rest = await later.ok(listSchedulingLinks, {
      page: { limit: 3, order: "created_at.asc", cursor: page.next_cursor ?? "" },
    });
    expect([...page.data, ...rest.data]).toHaveLength(4);
    expect(rest.has_more).toBe(false);
  });

  it("what cannot be booked, a window or an end that does not fit, is refused where it stands", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { one_on_one: type, round_robin: drawn, group } = world.booking.eventTypes;
    const [lena, mei, salma] = [memberOf(world, "berlin"), memberOf(world, "vancouver"), memberOf(world, "recruiter")];
    const wrong: [string, string, object][] = [
      ["scheduling_link.aim_missing", "/event_type_id", {}],
      ["scheduling_link.event_type_unknown", "/event_type_id", { event_type_id: "ety_01h455vb4pex5vsknk084sn02q" }],
      ["scheduling_link.member_unknown", "/member_id", { member_id: "mem_01h455vb4pex5vsknk084sn02q" }],
      ["scheduling_link.nothing_to_book", "/member_id", { member_id: lena }],
      ["scheduling_link.member_not_host", "/member_id", { event_type_id: type.id, member_id: lena }],
      // A trainee is sent by nobody.
      ["scheduling_link.member_not_host", "/member_id", { event_type_id: drawn.id, member_id: mei }],
      [
        "scheduling_link.window_unfit",
        "/starts_before",
        { event_type_id: type.id, starts_before: "2026-11-20T09:00:00Z" },
      ],
      ["scheduling_link.expiry_unfit", "/expires_at", { event_type_id: type.id, expires_at: "2026-11-20T09:00:00Z" }],
      ["scheduling_link.expiry_unfit", "/expires_at", { event_type_id: type.id, expires_at: "2027-11-21T00:00:00Z" }],
    ];
    const refuse = async (code: string, pointer: string, body: object) => {
      const answer = await owner.refused(createSchedulingLink, { body }, code);
      expect(answer.problem.errors?.map((fault) => fault.pointer)).toEqual([pointer]);
    };
    for (const [code, pointer, body] of wrong) await refuse(code, pointer, body);
    await owner.ok(createSchedulingLink, { body: { event_type_id: drawn.id, member_id: lena } });
    await owner.ok(createSchedulingLink, { body: { member_id: salma } });
    await owner.ok(changeEventType, { param: { id: group.id }, body: { active: false } });
    await refuse("scheduling_link.event_type_inactive", "/event_type_id", { event_type_id: group.id });

    const { id } = await owner.ok(createSchedulingLink, { body: { event_type_id: type.id, ...monday } });
    const patch = (body: object, code: string) => owner.refused(changeSchedulingLink, { param: { id }, body }, code);
    await patch({ starts_after: "2026-11-24T00:00:00Z" }, "scheduling_link.window_unfit");
    await patch({ expires_at: "2026-11-20T08:59:59Z" }, "scheduling_link.expiry_unfit");
    // What has passed since stands in nobody's way.
    vi.setSystemTime(Date.UTC(2026, 11, 24));
    const later = await world.as("owner");
    const prolonged = await later.ok(changeSchedulingLink, {
      param: { id },
      body: { expires_at: "2026-12-27T00:00:00Z", starts_before: null },
    });
    expect(prolonged.status).toBe("good");
    const other = await newWorld();
    const foreign = { param: { id: other.booking.link.id } };
    await later.refused(getSchedulingLink, foreign, "scheduling_link.unknown");
  });

  it("its token is kept nowhere: not in its row, the trail, nor the answers that are remembered", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const key = { "Idempotency-Key": "make-a-link" };
    const ask = { body: { event_type_id: world.booking.eventTypes.one_on_one.id }, headers: key };
    const made = await owner.ok(createSchedulingLink, ask);
    // A retry gets the answer that was kept, and the token printed anew.
    expect(await owner.ok(createSchedulingLink, ask)).toEqual(made);
    expect((await owner.ok(getSchedulingLink, { param: { id: made.id } })).token).toBe(made.token);
    await owner.ok(changeSchedulingLink, { param: { id: made.id }, body: { max_uses: 9 } });
    await owner.ok(revokeSchedulingLink, { param: { id: made.id } });

    const [, , signature = ""] = made.token.split(".");
    const events = await owner.ok(listAuditEvents, { query: { entity_id: made.id } });
    expect(events.data.map(({ type }) => type).toSorted()).toEqual([
      "scheduling_link.changed",
      "scheduling_link.created",
      "scheduling_link.revoked",
    ]);
    const { db } = testContext();
    const kept = [
      events.data,
      await db.select().from(links).where(ofLink(world, made.id)),
      await db.select().from(decisions).where(eq(decisions.tenantId, world.tenant.id)),
    ];
    expect(kept.map((rows) => rows.length)).toEqual([3, 1, 1]);
    expect(JSON.stringify(kept)).not.toContain(signature);
  });

  it("only those who read links see them, and only writers make them", async () => {
    const world = await newWorld();
    const viewer = await world.as("viewer");
    const param = { id: world.booking.link.id };
    await viewer.ok(getSchedulingLink, { param });
    await viewer.refused(revokeSchedulingLink, { param }, "permission.missing");
    const coordinator = await world.as("coordinator");
    await coordinator.refused(listSchedulingLinks, {}, "permission.missing");
    // A booking's own link is no offer to book.
    const { row } = await isBooked(world);
    await viewer.refused(getSchedulingLink, { param: { id: row.id } }, "scheduling_link.unknown");
  });
});

const ofLink = (world: World, id: string) => and(eq(links.tenantId, world.tenant.id), eq(links.id, id as Link["id"]));

const changeLink = (world: World, id: string, change: Partial<Link>) =>
  testContext().db.update(links).set(change).where(ofLink(world, id));

const tokenOf = (row: Link, change: Partial<Link> = {}) => linkToken(testContext().config, { ...row, ...change });

/** A problem document without what differs from request to request. */
const wordsOf = ({ problem }: { problem: object }) => JSON.stringify(problem).replaceAll(/req_[0-9a-z]{26}/g, "req");

describe("opening a link", () => {
  it("what was never ours is unknown in one and the same way, whatever of it is true", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const { link: row } = world.booking;
    const context = testContext();
    const token = await tokenOf(row);
    await world.anonymous.ok(getLink, { param: { token } });
    const [id, tenant, signature = ""] = token.split(".");
    const bent = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    const nobody = await tokenOf(row, { id: context.newId("link") });
    const wrong = [
      `${id}.${tenant}.${bent}`,
      `${id}.${tenant}.`,
      `${id}.${other.tenant.id}.${signature}`,
      // Signed by us, and yet there is no such link there.
      await tokenOf(row, { tenantId: other.tenant.id }),
      nobody,
      await tokenOf(row, { keyVersion: 2 }),
      `${token}.x`,
      "lnk_x",
    ];
    const answers = new Set<string>();
    for (const one of wrong) {
      answers.add(wordsOf(await world.anonymous.refused(getLink, { param: { token: one } }, "link.unknown")));
      answers.add(wordsOf(await world.anonymous.refused(getLinkSlots, { param: { token: one } }, "link.unknown")));
    }
    expect(answers.size).toBe(1);
  });

  it("what was ours and is over says so, and nothing of what it opened", async () => {
    const world = await newWorld();
    const { booking, row, token } = await isBooked(world);
    const over = async (change: Partial<Link>, standing: Partial<Link>) => {
      await changeLink(world, row.id, change);
      const refused = await world.anonymous.refused(getLink, { param: { token } }, "link.over");
      expect(refused.status).toBe(410);
      expect(Object.keys(refused.problem).toSorted()).toEqual(
        ["code", "instance", "request_id", "status", "title", "type"].toSorted(),
      );
      await world.anonymous.refused(getLinkSlots, { param: { token } }, "link.over");
      await changeLink(world, row.id, standing);
    };
    await over({ revokedAt: asInstant(now) }, { revokedAt: null });
    await over({ maxUses: 1, uses: 1 }, { maxUses: null });
    await over({ keyVersion: 2 }, { keyVersion: 1 });
    await world.anonymous.ok(getLink, { param: { token } });

    vi.setSystemTime(booking.endsAt + 30 * day - 1);
    await world.anonymous.ok(getLink, { param: { token } });
    vi.setSystemTime(booking.endsAt + 30 * day);
    await world.anonymous.refused(getLink, { param: { token } }, "link.over");
  });

  it("a company that is closed or suspended has no links", async () => {
    const world = await newWorld();
    const token = await tokenOf(world.booking.link);
    const set = (columns: string) =>
      bindings.DB.prepare(`update tenants set ${columns} where id = ?`).bind(world.tenant.id).run();
    for (const [closed, open] of [
      ["status = 'suspended'", "status = 'active'"],
      [`deleted_at = ${now}`, "deleted_at = null"],
      [`status = 'demo', demo_ends_at = ${now}`, "status = 'active', demo_ends_at = null"],
    ] as const) {
      await set(closed);
      const refused = await world.anonymous.refused(getLink, { param: { token } }, "link.unknown");
      expect(refused.status).toBe(404);
      await set(open);
      await world.anonymous.ok(getLink, { param: { token } });
    }
  });

  it("gives a stranger's scope inside the company, and holds what they write to the link", async () => {
    const world = await newWorld();
    const { row, token } = await isBooked(world);
    const open = async (verb?: Verb) => openLink(testContext(), token, verb);
    const found = await open("cancel");
    if (!found.ok) throw new Error("not opened");
    const { scope, link } = found.value;
    expect(link.id).toBe(row.id);
    expect(scope.tenant).toEqual({ id: world.tenant.id, slug: world.tenant.slug, mode: "live" });
    expect([scope.actor, scope.permissions.size]).toEqual([{ kind: "public" }, 0]);
    expect(await open("book")).toMatchObject({ refusal: { code: "link.verb_missing", verb: "book" } });

    // Whatever ends the link, or the verb, between opening it and writing by it.
    const tell = announcer(linkFacts);
    const writes = () =>
      commit(scope, {
        change: scope.db
          .update(bookings)
          .set({ sequence: 1, version: 2 })
          .where(eq(bookings.tenantId, world.tenant.id)),
        fact: tell("link.opened", link.id, 2, null, null),
        result: null,
      });
    for (const [change, standing] of [
      [{ revokedAt: scope.now }, { revokedAt: null }],
      [{ keyVersion: 2 }, { keyVersion: 1 }],
      [{ verbs: ["view"] }, { verbs: row.verbs }],
      [{ expiresAt: scope.now }, { expiresAt: row.expiresAt }],
    ] satisfies [Partial<Link>, Partial<Link>][]) {
      await changeLink(world, row.id, change);
      expect(await writes()).toMatchObject({ refusal: { code: "commit.missed" } });
      await changeLink(world, row.id, standing);
    }
    expect((await writes()).ok).toBe(true);
  });
});

describe("a link to book by", () => {
  it("shows the company and what can be booked, whether or not it has a public page", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { one_on_one: type } = world.booking.eventTypes;
    await owner.ok(changeEventType, { param: { id: type.id }, body: { public_page: false, hidden: true } });
    const made = await owner.ok(createSchedulingLink, {
      body: { name: "Not for them", event_type_id: type.id, max_uses: 3, ...monday },
    });
    await changeLink(world, made.id, { uses: 1 });
    const shown = await world.anonymous.ok(getLink, { param: { token: made.token } });
    expect(shown).toMatchObject({
      kind: "scheduling",
      verbs: ["view", "book"],
      expires_at: made.expires_at,
      company: { name: world.tenant.name, email: world.tenant.email, branding: world.tenant.branding },
      scheduling: { ...monday, uses_left: 2 },
      booking: null,
    });
    expect(shown.scheduling?.event_types.map(({ id, title, questions }) => [id, title, questions.length])).toEqual([
      [type.id, type.title, 1],
    ]);
    expect(JSON.stringify(shown)).not.toMatch(/mem_|Not for them/);

    await owner.ok(changeEventType, { param: { id: type.id }, body: { active: false } });
    expect((await world.anonymous.ok(getLink, { param: { token: made.token } })).scheduling?.event_types).toEqual([]);
    await world.anonymous.refused(getLinkSlots, { param: { token: made.token } }, "event_type.unknown");
  });

  it("of a member offers every active one-on-one event type they host", async () => {
    const world = await office("recruiter", "owner");
    const owner = await world.as("owner");
    const { one_on_one: type, group, collective } = world.booking.eventTypes;
    const hosted = async (id: string, kind: "one_on_one") => {
      await owner.ok(setEventTypeHosts, {
        param: { id },
        body: { hosts: [{ member_id: memberOf(world, "recruiter") }] },
        headers: seen(1),
      });
      await owner.ok(changeEventType, { param: { id }, body: { kind, capacity: null } });
    };
    const { token } = await owner.ok(createSchedulingLink, {
      body: { member_id: memberOf(world, "recruiter"), max_uses: null },
    });
    const offered = async () => {
      const { scheduling } = await world.anonymous.ok(getLink, { param: { token } });
      return scheduling?.event_types.map(({ id }) => id);
    };
    expect(await offered()).toEqual([type.id]);
    // The only one need not be named.
    expect(startsIn(await world.anonymous.ok(getLinkSlots, { param: { token }, query: monday }))).toHaveLength(16);
    await hosted(group.id, "one_on_one");
    expect((await offered())?.toSorted()).toEqual([type.id, group.id].toSorted());
    const refused = await world.anonymous.refused(getLinkSlots, { param: { token } }, "link.event_type_missing");
    expect(refused.problem.errors?.[0]?.pointer).toBe("/query/event_type_id");
    const named = { param: { token }, query: { ...monday, event_type_id: group.id } };
    expect(startsIn(await world.anonymous.ok(getLinkSlots, named))).toHaveLength(5);
    for (const other of [collective.id, "ety_01h455vb4pex5vsknk084sn02q"])
      await world.anonymous.refused(
        getLinkSlots,
        { param: { token }, query: { event_type_id: other } },
        "event_type.unknown",
      );
    for (const { id } of [type, group]) await owner.ok(changeEventType, { param: { id }, body: { active: false } });
    await world.anonymous.refused(getLinkSlots, { param: { token } }, "event_type.unknown");
  });

  it("offers what the public page offers, in its window only, each start with a token that names the link", async () => {
    const world = await office("recruiter");
    const owner = await world.as("owner");
    const { one_on_one: type } = world.booking.eventTypes;
    const { id, token } = await owner.ok(createSchedulingLink, { body: { event_type_id: type.id } });
    const ask = { param: { token }, query: { ...monday, time_zone: "Asia/Kolkata" } };
    const all = await world.anonymous.ok(getLinkSlots, ask);
    const address = { tenant: world.tenant.slug, slug: type.slug };
    const page = await world.anonymous.ok(getPublicSlots, { param: address, query: ask.query });
    expect(startsIn(all)).toEqual(startsIn(page));
    expect(startsIn(all)).toHaveLength(16);
    const [slot] = all.offers[0]?.slots ?? [];
    const { config } = testContext();
    const read = await readSlotToken(config, world.tenant.id, slot?.slot_token ?? "");
    expect(read).toMatchObject({ eventType: type.id, start: at("2026-11-23T08:00:00Z"), minutes: 30, link: id });
    expect(peekSlotToken(slot?.slot_token ?? "")).toEqual(read);
    const plain = await readSlotToken(config, world.tenant.id, page.offers[0]?.slots[0]?.slot_token ?? "");
    expect(plain?.link).toBeUndefined();

    const window = { starts_after: "2026-11-23T09:15:00Z", starts_before: "2026-11-23T11:00:00Z" };
    await owner.ok(changeSchedulingLink, { param: { id }, body: window });
    expect(startsIn(await world.anonymous.ok(getLinkSlots, ask))).toEqual(["09:30", "10:00", "10:30"]);
    // Without a range it begins where the window does, were that months ahead.
    const spring = { starts_after: "2027-03-01T00:00:00Z", starts_before: "2027-03-02T00:00:00Z" };
    await owner.ok(changeSchedulingLink, { param: { id }, body: spring });
    expect(startsIn(await world.anonymous.ok(getLinkSlots, { param: { token } }))).toHaveLength(16);
    expect(startsIn(await world.anonymous.ok(getLinkSlots, ask))).toEqual([]);
    const reversed = { starts_after: monday.starts_before, starts_before: monday.starts_after };
    await world.anonymous.refused(getLinkSlots, { param: { token }, query: reversed }, "slots.range_reversed");
    await world.anonymous.refused(
      getLinkSlots,
      { param: { token }, query: { minutes: "31" } },
      "slots.duration_unknown",
    );
  });

  it("of a member and an event type offers that member's time alone, and nothing once they cannot come", async () => {
    const world = await office("berlin", "kolkata");
    const owner = await world.as("owner");
    const { round_robin: type } = world.booking.eventTypes;
    const { token } = await owner.ok(createSchedulingLink, {
      body: { event_type_id: type.id, member_id: memberOf(world, "berlin") },
    });
    const ask = { param: { token }, query: { ...monday, minutes: "60" } };
    const before = startsIn(await world.anonymous.ok(getLinkSlots, ask));
    await isTaken(world, "kolkata", at("2026-11-23T08:00:00Z"), 480);
    expect(startsIn(await world.anonymous.ok(getLinkSlots, ask))).toEqual(before);
    expect(before).toContain("08:00");
    await isTaken(world, "berlin", at("2026-11-23T08:00:00Z"), 240);
    expect(startsIn(await world.anonymous.ok(getLinkSlots, ask))[0]).toBe("12:00");
    await owner.ok(setEventTypeHosts, {
      param: { id: type.id },
      body: { hosts: [{ member_id: memberOf(world, "kolkata") }], pools: [] },
      headers: seen(1),
    });
    await world.anonymous.refused(getLinkSlots, ask, "event_type.unknown");
  });

  it("is used so often and no more, and not once it has ended", async () => {
    const world = await newWorld();
    const { link } = world.booking;
    const uses = async () => (await testContext().db.select().from(links).where(ofLink(world, link.id)))[0];
    const use = () =>
      write(...useStatement(world.scope(), link)).then(
        () => "used",
        (error: unknown) => (messageOf(error).includes("the change touched no row") ? "missed" : "broken"),
      );
    expect([await use(), await use()]).toEqual(["used", "used"]);
    expect(await uses()).toMatchObject({ uses: 2, version: 3 });
    for (const [change, standing] of [
      [{ revokedAt: asInstant(now) }, { revokedAt: null }],
      [{ expiresAt: asInstant(now) }, { expiresAt: link.expiresAt }],
      [{ keyVersion: 2 }, { keyVersion: 1 }],
      [{ maxUses: 2 }, { maxUses: null }],
    ] satisfies [Partial<Link>, Partial<Link>][]) {
      await changeLink(world, link.id, change);
      expect(await use()).toBe("missed");
      await changeLink(world, link.id, standing);
    }
    expect(await use()).toBe("used");
    expect((await uses())?.uses).toBe(3);
    const token = await tokenOf(link);
    await changeLink(world, link.id, { maxUses: 3 });
    await world.anonymous.refused(getLink, { param: { token } }, "link.over");
  });
});

describe("a link to a booking", () => {
  it("shows the invitee their meeting, what they may still do, and what waits for an answer", async () => {
    const world = await newWorld();
    const { booking, row, token } = await isBooked(world);
    const { one_on_one: type } = world.booking.eventTypes;
    const context = testContext();
    const request = context.newId("reschedule_request");
    const windows = [{ from: "2026-11-25T08:00:00Z", until: "2026-11-25T12:00:00Z" }];
    await context.db.insert(rescheduleRequests).values({
      tenantId: world.tenant.id,
      id: request,
      bookingId: booking.id,
      askedBy: "host",
      askedByActor: memberOf(world, "recruiter"),
      reason: "A train is late",
      windows,
      status: "pending",
      createdAt: context.now,
      updatedAt: context.now,
    });
    const shown = await world.anonymous.ok(getLink, { param: { token } });
    expect(shown).toMatchObject({
      kind: "booking",
      verbs: ["view", "reschedule", "cancel", "upload"],
      scheduling: null,
    });
    const cutoff = toWire(asInstant(booking.startsAt - hour));
    expect(shown.booking).toEqual({
      object: "booking_for_invitee",
      id: booking.id,
      title: type.title,
      description: type.description,
      status: "confirmed",
      decide_by: null,
      ended: null,
      starts_at: "2026-11-23T09:00:00Z",
      ends_at: "2026-11-23T09:30:00Z",
      minutes: 30,
      time_zone: "Europe/Paris",
      local_starts_at: "2026-11-23T10:00:00",
      tz_version: "2026f",
      location: { kind: "link", details: "https://meet.example/room" },
      hosts: [world.people.recruiter.member.displayName],
      invitee: { name: "Iris Novak", email: "iris@guest.example", time_zone: "Europe/Prague", locale: null },
      verbs: [
        { verb: "view", until: toWire(row.expiresAt) },
        // Whoever is asked to move it may, to the last minute.
        { verb: "reschedule", until: "2026-11-23T09:00:00Z" },
        { verb: "cancel", until: cutoff },
        { verb: "upload", until: toWire(row.expiresAt) },
      ],
      policy: { cancellation: type.cancellation, rescheduling: type.rescheduling },
      rescheduled_count: 0,
      sequence: 0,
      reschedule_request: {
        id: request,
        asked_by: "host",
        reason: "A train is late",
        windows,
        created_at: toWire(context.now),
      },
      updated_at: toWire(context.now),
      version: 1,
    });
    expect(JSON.stringify(shown)).not.toMatch(/mem_/);
    vi.setSystemTime(booking.startsAt - hour + 1);
    const later = await world.anonymous.ok(getLink, { param: { token } });
    expect(later.booking?.verbs.map(({ verb }) => verb)).toEqual(["view", "reschedule", "upload"]);
  });

  it("a room's address is for whoever has a meeting there, a house's for everybody", async () => {
    const world = await newWorld();
    const details = async (change: Partial<Booking>) => {
      const { token } = await isBooked(world, change);
      return (await world.anonymous.ok(getLink, { param: { token } })).booking?.location.details;
    };
    expect(await details({ status: "pending" })).toBeNull();
    expect(await details({ status: "canceled", startsAt: at("2026-11-24T09:00:00Z") })).toBeNull();
    const there = { locationKind: "on_site" as const, locationDetails: "12 Quay Street" };
    expect(await details({ status: "pending", startsAt: at("2026-11-25T09:00:00Z"), ...there })).toBe("12 Quay Street");
  });

  it("that it was opened is noted and told once, by whoever comes first", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { row, token } = await isBooked(world);
    vi.setSystemTime(now + minute);
    await Promise.all([0, 1, 2].map(() => world.anonymous.ok(getLink, { param: { token } })));
    vi.setSystemTime(now + 2 * minute);
    await world.anonymous.ok(getLink, { param: { token } });
    const [noted] = await testContext().db.select().from(links).where(ofLink(world, row.id));
    expect(noted).toMatchObject({ openedAt: now + minute, version: 2 });
    const events = await owner.ok(listAuditEvents, { query: { entity_id: row.id } });
    expect(events.data.map(({ type, actor }) => [type, actor])).toEqual([["link.opened", "public"]]);
  });

  it("offers times to move to, of the meeting's own length, its own hours being no obstacle", async () => {
    const world = await office("recruiter");
    const owner = await world.as("owner");
    const { one_on_one: type } = world.booking.eventTypes;
    const { booking, row, token } = await isBooked(world);
    await isTaken(world, "recruiter", at("2026-11-23T12:00:00Z"), 30);
    const ask = { param: { token }, query: monday };
    const found = await world.anonymous.ok(getLinkSlots, ask);
    expect(startsIn(found)).toHaveLength(15);
    expect(startsIn(found)).toContain("09:00");
    expect(startsIn(found)).not.toContain("12:00");
    const { config } = testContext();
    expect(await readSlotToken(config, world.tenant.id, found.offers[0]?.slots[0]?.slot_token ?? "")).toMatchObject({
      eventType: type.id,
      link: row.id,
    });

    // The event type lasts longer by now; what was promised may last as it did.
    await owner.ok(changeEventType, { param: { id: type.id }, body: { durations: [45], default_duration: 45 } });
    const own = await world.anonymous.ok(getLinkSlots, ask);
    expect(own.offers.map(({ minutes }) => minutes)).toEqual([30]);
    const longer = await world.anonymous.ok(getLinkSlots, { ...ask, query: { ...monday, minutes: "45" } });
    expect(longer.offers.map(({ minutes }) => minutes)).toEqual([45]);
    await world.anonymous.refused(getLinkSlots, { ...ask, query: { minutes: "60" } }, "slots.duration_unknown");
    const other = { ...ask, query: { event_type_id: world.booking.eventTypes.group.id } };
    await world.anonymous.refused(getLinkSlots, other, "event_type.unknown");

    await testContext().db.update(bookings).set({ status: "completed", version: 2 }).where(eq(bookings.id, booking.id));
    await world.anonymous.refused(getLinkSlots, ask, "link.verb_missing");
  });

  it("after a cancel it only shows the booking, until it expires; it follows a booking that is moved", async () => {
    const world = await newWorld();
    const { booking, row, token } = await isBooked(world);
    const scope = world.scope();
    const moved = asInstant(booking.endsAt + 7 * day);
    await write(followBooking(scope, { id: booking.id, endsAt: moved }));
    const followed = await world.anonymous.ok(getLink, { param: { token } });
    expect(followed.expires_at).toBe(toWire(asInstant(moved + 30 * day)));

    await write(endVerbs(scope, booking.id));
    await testContext().db.update(bookings).set({ status: "canceled", version: 2 }).where(eq(bookings.id, booking.id));
    const shown = await world.anonymous.ok(getLink, { param: { token } });
    expect(shown.verbs).toEqual(["view"]);
    expect(shown.booking).toMatchObject({ status: "canceled", verbs: [{ verb: "view" }] });
    const refused = await world.anonymous.refused(getLinkSlots, { param: { token } }, "link.verb_missing");
    expect(refused.problem).toMatchObject({ status: 403, verb: "reschedule" });
    // Other bookings' links are other people's.
    const second = await isBooked(world, { startsAt: at("2026-11-24T09:00:00Z") });
    await write(endVerbs(scope, booking.id));
    expect((await world.anonymous.ok(getLink, { param: { token: second.token } })).verbs).toEqual(row.verbs);
    vi.setSystemTime(moved + 30 * day);
    await world.anonymous.refused(getLink, { param: { token } }, "link.over");
  });
});
