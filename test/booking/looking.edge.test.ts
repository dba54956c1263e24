import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { book, cancel, list } from "#booking/bookings/actions.ts";
import { cancelBooking, createBooking, getBooking, rescheduleBooking } from "#booking/bookings/contract.ts";
import { listBookingHistory, listBookings } from "#booking/bookings/look-contract.ts";
import { after, asInstant, day, hour, type Instant, minute, toWire } from "#kernel/instant.ts";
import { newTally, openDatabase } from "#platform/d1.ts";
import type { PendingDecision, Scope } from "#platform/scope.ts";
import { unboundTables } from "../laws/tenant-sql.ts";
import { alsoPromised } from "../support/bookings.ts";
import { at, forgetHours, keepsHours } from "../support/hours.ts";
import type { Promised } from "../support/world/bookings.ts";
import { bindings, newWorld, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
const monday = at("2026-11-23T00:00:00Z");

const tables = new Set(["bookings", "attendees", "booking_answers", "booking_events", "facts"]);

type Query = Record<string, string>;

/** Three as seeded, two seats of one session and one of the next, and one that was moved and to which nobody came. */
async function consoleOffice() {
  const world = await newWorld({ booked: true });
  const { group, one_on_one: call } = world.booking.eventTypes;
  const [technical, first, panel] = world.bookings;
  if (technical === undefined || first === undefined || panel === undefined) throw new Error("No bookings.");
  const owner = { hosts: [{ member: world.people.owner.member.id }], status: "confirmed" as const };
  const seat = (no: number, start: Instant, share: string) =>
    alsoPromised(world, { ...owner, eventType: group, start, source: "staff", change: { share, seatNo: no } });
  const third = after(monday, 2 * day + 9 * hour);
  const past = after(monday, -10 * day + 9 * hour);
  const link = world.booking.link.id;
  // Of two that begin together, the one with the smaller id comes first.
  const seats = [await seat(1, third, "a"), await seat(2, third, "a")] as const;
  const [seat1, seat2] = seats[0].booking.id < seats[1].booking.id ? seats : [seats[1], seats[0]];
  return {
    world,
    made: {
      technical,
      first,
      panel,
      seat1,
      seat2,
      seat3: await seat(1, after(third, day), "b"),
      past: await alsoPromised(world, {
        eventType: call,
        hosts: [{ member: world.people.recruiter.member.id }],
        start: past,
        status: "confirmed",
        source: "link",
        change: { linkId: link, rescheduledCount: 2, noShow: "invitee", createdAt: after(past, -day) },
      }),
    },
  };
}

const idsOf = (rows: readonly Promised[]) => rows.map(({ booking }) => booking.id as string);
const times = (start: string, end: string) => ({ starts_at: start, ends_at: end });
const halfHourFrom = (start: string) => ({ starts_after: start, starts_before: start.replace(":00:00", ":30:00") });

describe("bookings in a list", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("are found by everything a console asks by", async () => {
    const { world, made } = await consoleOffice();
    const recruiter = await world.as("recruiter");
    const names = new Map(Object.entries(made).map(([name, { booking }]) => [booking.id as string, name]));
    const found = async (query: Query) => {
      const page = await recruiter.ok(listBookings, { query });
      return page.data.map(({ id }) => names.get(id)).join(" ");
    };
    const { berlin, kolkata, owner, vancouver } = world.people;
    const { eventTypes, pool, link } = world.booking;
    const all = "past technical first panel seat1 seat2 seat3";
    expect(await found({})).toBe(all);
    const answers: [Query, string][] = [
      [{ status: "pending" }, "first"],
      [{ status: "pending,canceled" }, "first panel"],
      [{ kind: "round_robin,collective" }, "technical panel"],
      [{ source: "staff,link" }, "past seat1 seat2 seat3"],
      [{ event_type_id: eventTypes.one_on_one.id }, "past first"],
      [{ event_type_id: `${eventTypes.one_on_one.id},${eventTypes.group.id}` }, "past first seat1 seat2 seat3"],
      [{ host_id: berlin.member.id }, "technical panel"],
      [{ host_id: `${kolkata.member.id},${berlin.member.id},${owner.member.id}` }, "technical panel seat1 seat2 seat3"],
      [{ host_id: vancouver.member.id }, ""],
      [{ mine: "true" }, "past first"],
      [{ mine: "true", host_id: berlin.member.id }, ""],
      [{ pool_id: pool.id }, "technical"],
      [{ link_id: link.id }, "past"],
      [{ session_of: made.seat2.booking.id }, "seat1 seat2"],
      [{ session_of: made.technical.booking.id }, ""],
      [{ invitee_email: `IRIS.novak@guest-of-${world.tenant.slug}.example` }, all],
      [{ invitee_email: `guest@${world.tenant.slug}.example` }, ""],
      [{ q: "NOVAK", status: "canceled" }, "panel"],
      [{ q: "iris.NOVAK@guest" }, all],
      [{ q: "dvorak" }, ""],
      [{ location_kind: "on_site" }, "seat1 seat2 seat3"],
      [{ no_show: "invitee,both" }, "past"],
      [{ rescheduled: "true" }, "past"],
      [{ rescheduled: "false", kind: "one_on_one" }, "first"],
      [{ starts_after: "2026-11-23T09:00:00Z", starts_before: "2026-11-24T09:00:00Z" }, "technical first"],
      [{ host_id: berlin.member.id, starts_after: "2026-11-24T00:00:00Z" }, "panel"],
      [{ event_type_id: eventTypes.group.id, starts_before: "2026-11-26T00:00:00Z" }, "seat1 seat2"],
      [{ created_before: "2026-11-19T00:00:00Z" }, "past"],
      [{ created_after: "2026-11-19T00:00:00Z", host_id: berlin.member.id }, "technical panel"],
    ];
    const asked = vi.spyOn(env.DB, "prepare");
    for (const [query, wanted] of answers)
      expect(`${JSON.stringify(query)} ${await found(query)}`).toBe(`${JSON.stringify(query)} ${wanted}`);
    const statements = asked.mock.calls.map(([sql]) => sql).filter((sql) => sql.includes("bookings"));
    asked.mockRestore();
    expect(statements.length).toBeGreaterThan(answers.length);
    expect(statements.filter((sql) => unboundTables(sql, tables).length > 0)).toEqual([]);
    expect((await world.withKey("full").ok(listBookings, { query: { mine: "true" } })).data).toEqual([]);
  });

  it("come in the order that is asked for, page by page, each once", async () => {
    const { world, made } = await consoleOffice();
    const owner = await world.as("owner");
    const byTime = [made.past, made.technical, made.first, made.panel, made.seat1, made.seat2, made.seat3];
    const bySeq = byTime.toSorted((one, other) => one.booking.seq - other.booking.seq);
    const walk = async (order: string, query: Query) => {
      const seen: string[] = [];
      for (let cursor: string | undefined, more = true; more; ) {
        const page = await owner.ok(listBookings, {
          query,
          page: { limit: 2, order, ...(cursor === undefined ? {} : { cursor }) },
        });
        seen.push(...page.data.map(({ id }) => id));
        more = page.has_more;
        cursor = page.next_cursor ?? undefined;
      }
      return seen;
    };
    expect(await walk("starts_at.asc", {})).toEqual(idsOf(byTime));
    expect(await walk("starts_at.desc", {})).toEqual(idsOf(byTime).toReversed());
    expect(await walk("updated.asc", {})).toEqual(idsOf(bySeq));
    expect((await walk("created_at.asc", {}))[0]).toBe(made.past.booking.id);
    expect((await walk("created_at.desc", {})).toReversed()).toEqual(await walk("created_at.asc", {}));
    const { berlin, kolkata, owner: host } = world.people;
    const three = { host_id: `${kolkata.member.id},${berlin.member.id},${host.member.id}` };
    const theirs = idsOf([made.technical, made.panel, made.seat1, made.seat2, made.seat3]);
    expect(await walk("starts_at.asc", three)).toEqual(theirs);
    expect(await walk("starts_at.desc", { ...three, starts_after: "2026-11-24T00:00:00Z" })).toEqual(
      theirs.slice(1).toReversed(),
    );
    expect((await walk("created_at.asc", three)).toSorted()).toEqual(theirs.toSorted());
    const types = `${world.booking.eventTypes.group.id},${world.booking.eventTypes.collective.id}`;
    expect(await walk("starts_at.asc", { event_type_id: types })).toEqual(theirs.slice(1));
  });

  it("show their event type and their hosts' names to whoever asks for them", async () => {
    const { world, made } = await consoleOffice();
    const owner = await world.as("owner");
    const { title, slug, kind } = world.booking.eventTypes.collective;
    const shown = await owner.ok(getBooking, {
      param: { id: made.panel.booking.id },
      expand: "event_type,hosts",
    });
    expect(shown.event_type).toEqual({ id: made.panel.booking.eventTypeId, title, slug, kind });
    expect(shown.hosts.map(({ name }) => name)).toEqual(
      (["berlin", "kolkata"] as const).map((who) => world.people[who].member.displayName),
    );
    const page = await owner.ok(listBookings, { query: { status: "canceled" }, expand: "hosts" });
    expect(page.data[0]?.hosts).toEqual(shown.hosts);
    expect(page.data[0]?.event_type).toBeUndefined();
    const plain = await owner.ok(getBooking, { param: { id: made.panel.booking.id } });
    expect(plain.hosts.map(({ name }) => name)).toEqual([undefined, undefined]);
  });

  it("are nobody else's", async () => {
    const { made } = await consoleOffice();
    const stranger = await (await newWorld()).as("owner");
    expect((await stranger.ok(listBookings, {})).data).toEqual([]);
    expect((await stranger.ok(listBookings, { query: { session_of: made.seat1.booking.id } })).data).toEqual([]);
    await stranger.refused(listBookingHistory, { param: { id: made.panel.booking.id } }, "booking.unknown");
  });
});

describe("what became of a booking", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("is told version by version, with who did it and why", async () => {
    const world = await newWorld();
    await forgetHours(world);
    await keepsHours(world, "recruiter", "Mon-Fri 09:00-17:00 Europe/Paris");
    const [owner, recruiter] = [await world.as("owner"), await world.as("recruiter")];
    const body = {
      event_type_id: world.booking.eventTypes.one_on_one.id,
      starts_at: "2026-11-23T10:00:00Z",
      invitee: { name: "Ada Example", email: "ada@guest.example" },
    };
    const { id } = await owner.ok(createBooking, { body });
    vi.setSystemTime(now + minute);
    await owner.ok(rescheduleBooking, {
      param: { id },
      body: { starts_at: "2026-11-23T13:00:00Z", reason: "A clash at home" },
    });
    vi.setSystemTime(now + 2 * minute);
    await recruiter.ok(cancelBooking, { param: { id }, body: { reason: "The role is filled" } });
    vi.setSystemTime(now);
    const past = await owner.ok(listBookingHistory, { param: { id } });
    const common = { object: "booking_event", booking_id: id };
    const [ownerId, recruiterId] = [world.people.owner.member.id, world.people.recruiter.member.id];
    expect(past.data).toEqual([
      {
        ...common,
        ...times("2026-11-23T10:00:00Z", "2026-11-23T10:30:00Z"),
        version: 1,
        type: "created",
        status: "confirmed",
        sequence: 0,
        party: "staff",
        actor: ownerId,
        reason: null,
        at: "2026-11-20T09:00:00Z",
      },
      {
        ...common,
        ...times("2026-11-23T13:00:00Z", "2026-11-23T13:30:00Z"),
        version: 2,
        type: "rescheduled",
        status: "confirmed",
        sequence: 1,
        party: "staff",
        actor: ownerId,
        reason: "A clash at home",
        at: "2026-11-20T09:01:00Z",
      },
      {
        ...common,
        ...times("2026-11-23T13:00:00Z", "2026-11-23T13:30:00Z"),
        version: 3,
        type: "canceled",
        status: "canceled",
        sequence: 2,
        party: "host",
        actor: recruiterId,
        reason: "The role is filled",
        at: "2026-11-20T09:02:00Z",
      },
    ]);
    const last = await owner.ok(listBookingHistory, { param: { id }, page: { limit: 1, order: "version.desc" } });
    expect(last.data).toEqual(past.data.slice(2));
    const rest = await owner.ok(listBookingHistory, {
      param: { id },
      page: { limit: 5, order: "version.desc", cursor: last.next_cursor ?? "" },
    });
    expect(rest.data.map(({ version }) => version)).toEqual([2, 1]);
    // The host's agenda has it where it went, and nothing where it was.
    const agenda = async (start: string) =>
      (await owner.ok(listBookings, { query: { host_id: recruiterId, ...halfHourFrom(start) } })).data.map(
        (row) => row.id,
      );
    expect([await agenda("2026-11-23T10:00:00Z"), await agenda("2026-11-23T13:00:00Z")]).toEqual([[], [id]]);
  });
});

/** An id like another's, with a number at its end. */
const numbered = (column: string) => `substr(one.${column}, 1, 20) || printf('%010d', n.i)`;

const many = 3_000;

/** A company with a long history: a booking every hour, every tenth of them hosted by one member. */
async function busyCompany(): Promise<World> {
  const world = await newWorld({ booked: true });
  const { tenant, people, bookings } = world;
  const [like] = bookings;
  if (like === undefined) throw new Error("No bookings.");
  const copied = (table: string, changed: Record<string, string>, ids: readonly string[]) => {
    const columns = `select group_concat(name) as names from pragma_table_info('${table}')`;
    return env.DB.prepare(columns)
      .first<{ names: string }>()
      .then((row) => {
        const names = (row?.names ?? "").split(",");
        const values = names.map((name) => changed[name] ?? `one.${name}`);
        return env.DB.prepare(
          `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${many})
           insert into ${table} (${names.join()}) select ${values.join()} from ${table} one join n
           where one.tenant_id = ? and one.id in (select value from json_each(?))`,
        )
          .bind(tenant.id, JSON.stringify(ids))
          .run();
      });
  };
  const start = `${now} + (n.i - 1500) * ${hour}`;
  const types = [world.booking.eventTypes.one_on_one.id, world.booking.eventTypes.round_robin.id];
  await copied(
    "bookings",
    {
      id: numbered("id"),
      starts_at: start,
      created_at: `${now} + n.i`,
      seq: "100 + n.i",
      status: "case when n.i % 300 = 0 then 'pending' else 'confirmed' end",
      event_type_id: `case when n.i % 10 = 1 then '${types[0]}' else '${types[1]}' end`,
    },
    [like.booking.id],
  );
  const host = like.attendees.find(({ role }) => role === "host")?.id ?? "";
  const invitee = like.attendees.find(({ role }) => role === "invitee")?.id ?? "";
  const theirs = { id: numbered("id"), booking_id: numbered("booking_id") };
  await copied(
    "attendees",
    {
      ...theirs,
      assigned_at: "null",
      starts_at: start,
      member_id: `case when n.i % 10 = 0 then '${people.vancouver.member.id}' else '${people.kolkata.member.id}' end`,
    },
    [host],
  );
  await copied("attendees", { ...theirs, email: "'p' || (n.i % 500) || '@guest.example'" }, [invitee]);
  return world;
}

describe("a question about bookings costs what it finds", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("by window, host, invitee, event type, or what waits for a word, on the first page and on a late one", async () => {
    const world = await busyCompany();
    const { vancouver, kolkata, owner } = world.people;
    const { eventTypes } = world.booking;
    const cut = { limit: 10, descending: false, after: null, by: "starts_at" as const };
    const far = { key: now + 1_000 * hour, id: "bkg_" };
    const week = { starts_after: asInstant(now + 20 * day), starts_before: asInstant(now + 27 * day) };
    type Asked = [string, Parameters<typeof list>[1], Partial<Parameters<typeof list>[2]>, string, number];
    const asked: Asked[] = [
      ["a week", week, {}, "bookings_starts", 10],
      ["a week, latest first", week, { descending: true }, "bookings_starts", 10],
      ["a late page", { starts_after: asInstant(0) }, { after: far }, "bookings_starts", 10],
      ["a host", { host_id: [vancouver.member.id] }, {}, "attendees_member", 10],
      ["a host's week", { host_id: [vancouver.member.id], ...week }, {}, "attendees_member", 10],
      ["a host, late", { host_id: [vancouver.member.id] }, { after: far }, "attendees_member", 10],
      ["two hosts", { host_id: [vancouver.member.id, kolkata.member.id], ...week }, {}, "attendees_member", 10],
      ["a host without any", { host_id: [owner.member.id] }, {}, "attendees_member", 0],
      ["an invitee", { invitee_email: "p7@guest.example" }, {}, "attendees_email", 6],
      [
        "an invitee, newest first",
        { invitee_email: "p7@guest.example" },
        { by: "created_at", descending: true },
        "attendees_email",
        6,
      ],
      ["an event type", { event_type_id: [eventTypes.one_on_one.id] }, {}, "bookings_event_type", 10],
      ["an event type's week", { event_type_id: [eventTypes.one_on_one.id], ...week }, {}, "bookings_event_type", 10],
      ["what waits", { status: ["pending"] }, {}, "bookings_waiting", 10],
      [
        "what waits, newest first",
        { status: ["pending"] },
        { by: "created_at", descending: true },
        "bookings_waiting",
        10,
      ],
      ["the newest", {}, { by: "created_at", descending: true }, "bookings_created", 10],
      [
        "the newest, late",
        {},
        { by: "created_at", descending: true, after: { key: now + 900, id: "bkg_" } },
        "bookings_created",
        10,
      ],
      ["changes", { seq_after: 2_500 }, { by: "updated" }, "bookings_seq", 10],
      ["changes, late", { seq_after: 0 }, { by: "updated", after: { key: 2_500, id: "bkg_" } }, "bookings_seq", 10],
      ["a link without any", { link_id: [world.booking.link.id] }, {}, "bookings_link", 0],
    ];
    const spent: string[] = [];
    for (const [name, filter, change, index, found] of asked) {
      const tally = newTally();
      const statements = vi.spyOn(env.DB, "prepare");
      const scope = { ...world.scope(), tally, db: openDatabase(bindings.DB, tally) };
      const page = await list(scope, filter, { ...cut, ...change }, new Set());
      const [sql = ""] = statements.mock.calls.map(([text]) => text);
      statements.mockRestore();
      const plan = await env.DB.prepare(`explain query plan ${sql}`)
        .bind(...(sql.match(/\?/g) ?? []).map(() => null))
        .all<{ detail: string }>();
      const details = plan.results.map(({ detail }) => detail).join("\n");
      expect(`${name}: ${details}`).toContain(`USING INDEX ${index} `);
      expect(`${name}: ${details}`).not.toMatch(/\bSCAN (?!json_each)/);
      expect(`${name} finds ${page.ok ? page.value.rows.length : "nothing"}`).toBe(`${name} finds ${found}`);
      spent.push(`${name} ${tally.rowsRead}`);
      expect(`${name} ${tally.rowsRead < 150 ? "reads few" : `reads ${tally.rowsRead}`}`).toBe(`${name} reads few`);
    }
    console.info(`rows read of ${many} bookings, pages of 10: ${spent.join(", ")}`);
  });
});

let keys = 0;
/** As the edge hands a request on that was begun at some moment. */
const begun = (world: World, moment: number): Scope => {
  const decision: PendingDecision = {
    id: `sync-${world.tenant.id}-${keys++}`,
    fingerprint: "same",
    render: () => ({ status: 201, body: "{}", entity: null, headers: {} }),
  };
  return { ...world.scope(), now: asInstant(moment), decision };
};

async function openOffice(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["recruiter", "owner"] as const) await keepsHours(world, who, "Mon-Sun 00:00-24:00 UTC");
  return world;
}

const wordsFor = (world: World, place: number) => ({
  event_type_id: world.booking.eventTypes.one_on_one.id,
  starts_at: after(monday, place * hour),
  force: true,
  invitee: {
    name: `Guest ${place}`,
    email: `guest-${place}@guest.example`,
    phone: null,
    time_zone: null,
    locale: null,
    consent: null,
    utm: null,
    referrer: null,
    accommodations: null,
  },
  guests: [],
  answers: [],
  metadata: {},
});

async function bookedAt(world: World, place: number, moment: number) {
  const outcome = await book(begun(world, moment), wordsFor(world, place));
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal));
  return outcome.value.id;
}

type Row = { id: string; seq?: number | undefined; version: number; status: string };

/** Reads everything that is there, from where it read last. */
async function read(world: World, copy: Map<string, Row>, query: Record<string, string>): Promise<string[]> {
  const owner = await world.as("owner");
  const seen: string[] = [];
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await owner.ok(listBookings, {
      query,
      page: { limit: 2, ...(cursor === undefined ? {} : { cursor }) },
    });
    for (const row of page.data) {
      copy.set(row.id, row);
      seen.push(row.id);
    }
    more = page.has_more;
    cursor = page.next_cursor ?? undefined;
  }
  return seen;
}
const place = (copy: Map<string, Row>) => String(Math.max(0, ...[...copy.values()].map(({ seq = 0 }) => seq)));

describe("a copy of the bookings", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("goes on after what was read, though a change that was begun earlier is written later", async () => {
    const world = await openOffice();
    const copy = new Map<string, Row>();
    const first = await bookedAt(world, 1, now);
    const second = await bookedAt(world, 2, now + 10 * minute);
    expect(await read(world, copy, { updated_since: toWire(asInstant(now)) })).toEqual([first, second]);
    // By its date it stands before what was read last; by its place in the log it does not.
    const late = await bookedAt(world, 3, now + 5 * minute);
    expect(await read(world, copy, { seq_after: place(copy) })).toEqual([late]);
    const outcome = await cancel(begun(world, now + 6 * minute), first, null, undefined);
    expect(outcome.ok).toBe(true);
    expect(await read(world, copy, { seq_after: place(copy) })).toEqual([first]);
    expect(await read(world, copy, { seq_after: place(copy) })).toEqual([]);
    expect([...copy.values()].map(({ status }) => status).toSorted()).toEqual(["canceled", "confirmed", "confirmed"]);
  });

  it("begins at the first change of a moment, wherever that stands in the log, and is empty where there is none", async () => {
    const world = await openOffice();
    await bookedAt(world, 1, now);
    const early = await bookedAt(world, 2, now + 12 * minute);
    const late = await bookedAt(world, 3, now + 2 * minute);
    const last = await bookedAt(world, 4, now + 14 * minute);
    const since = (moment: number) => read(world, new Map(), { updated_since: toWire(asInstant(moment)) });
    expect(await since(now + minute)).toEqual([early, late, last]);
    expect(await since(now + 13 * minute)).toEqual([last]);
    expect(await since(now + hour)).toEqual([]);
    const owner = await world.as("owner");
    const asked = { updated_since: toWire(asInstant(now + minute)) };
    const other = await owner.ok(listBookings, { query: asked, page: { order: "starts_at.desc" } });
    expect(other.data.map(({ id }) => id)).toEqual([last, late, early]);
  });

  it("misses nothing of what many write while it is read", async () => {
    const world = await openOffice();
    const copy = new Map<string, Row>();
    const state = { isWriting: true };
    const writing = Promise.all(
      Array.from({ length: 6 }, async (_, writer) => {
        for (let turn = 0; turn < 4; turn++) {
          // Each was begun at a moment of its own, and not in the order in which they are written.
          const id = await bookedAt(world, writer * 10 + turn, now + ((writer * 7 + turn * 3) % 11) * minute);
          if (turn % 2 === 0) await cancel(begun(world, now + (turn % 5) * minute), id, null, undefined);
        }
      }),
    ).finally(() => {
      state.isWriting = false;
    });
    let reads = 0;
    while (state.isWriting) {
      await read(world, copy, { seq_after: place(copy) });
      reads++;
    }
    await writing;
    await read(world, copy, { seq_after: place(copy) });
    const { results } = await env.DB.prepare("select id, version, status, seq from bookings where tenant_id = ?")
      .bind(world.tenant.id)
      .all<Row>();
    expect(reads).toBeGreaterThan(1);
    expect(results).toHaveLength(24);
    const told = ({ id, version, status, seq }: Row) => ({ id, version, status, seq });
    const byId = (one: Row, other: Row) => (one.id < other.id ? -1 : 1);
    expect([...copy.values()].toSorted(byId).map(told)).toEqual(results.toSorted(byId).map(told));
  });
});
