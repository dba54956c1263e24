import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { changeInterviewing } from "#availability/interviewing/contract.ts";
import { offered, offeredToAnyone } from "#booking/slots/actions.ts";
import { changeEventType, setEventTypeHosts } from "#booking/event-types/contract.ts";
import { changePool, createPool, seatPoolMember } from "#booking/pools/contract.ts";
import { getPublicSlots, getSlots, previewSlots, queryAvailability } from "#booking/slots/contract.ts";
import { mintSlotToken, mintSlotTokens, readSlotToken } from "#booking/slots/token.ts";
import { members } from "#identity/members/tables.ts";
import { after, day, minute } from "#kernel/instant.ts";
import { newTally, openDatabase } from "#platform/d1.ts";
import { zoneNames } from "#time/zones.ts";
import { at, forgetHours, isTaken, keepsHours } from "../support/hours.ts";
import type { PersonKey } from "../support/world/company.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
const paris = "Mon-Fri 09:00-17:00 Europe/Paris";
const monday = { starts_after: "2026-11-23T00:00:00Z", starts_before: "2026-11-24T00:00:00Z" };

type Kind = keyof World["booking"]["eventTypes"];

/** Every start of an event type on that Monday, in UTC, with how many could take it. */
async function starts(world: World, kind: Kind, query: object = {}): Promise<Record<string, number>> {
  const owner = await world.as("owner");
  const answer = await owner.ok(getSlots, {
    param: { id: world.booking.eventTypes[kind].id },
    query: { ...monday, ...query },
  });
  const [first] = answer.offers;
  return Object.fromEntries((first?.slots ?? []).map((slot) => [slot.starts_at.slice(11, 16), slot.open]));
}

async function office(...people: PersonKey[]): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of people) await keepsHours(world, who, paris);
  return world;
}

describe("slots", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("of one on one lie in the host's hours, on the host's clock", async () => {
    const world = await office("recruiter");
    const found = await starts(world, "one_on_one");
    expect(Object.keys(found)).toHaveLength(16);
    expect(Object.keys(found).at(0)).toBe("08:00");
    expect(Object.keys(found).at(-1)).toBe("15:30");
    expect(new Set(Object.values(found))).toEqual(new Set([1]));
  });

  it("nobody who never said their hours can be booked", async () => {
    expect(await starts(await office(), "one_on_one")).toEqual({});
  });

  it("what is taken is gone, buffers and all; what was given back, or a hold that lapsed, is not", async () => {
    const world = await office("recruiter");
    await isTaken(world, "recruiter", at("2026-11-23T10:00:00Z"), 30, { beforeMinutes: 15, afterMinutes: 15 });
    await isTaken(world, "recruiter", at("2026-11-23T12:00:00Z"), 30, { active: false });
    await isTaken(world, "recruiter", at("2026-11-23T13:00:00Z"), 30, {
      kind: "hold",
      lapsesAt: at("2026-11-20T09:00:00Z"),
    });
    await isTaken(world, "recruiter", at("2026-11-23T14:00:00Z"), 30, {
      kind: "hold",
      lapsesAt: at("2026-11-20T09:01:00Z"),
    });
    // It began the day before, and lasts into the morning.
    await isTaken(world, "recruiter", at("2026-11-22T12:00:00Z"), 1_230);
    const found = Object.keys(await starts(world, "one_on_one"));
    expect(found).not.toContain("08:00");
    expect(found.slice(0, 3)).toEqual(["08:30", "09:00", "11:00"]);
    expect(found).toEqual(expect.arrayContaining(["12:00", "13:00", "14:30"]));
    expect(found).not.toContain("14:00");
  });

  it("a collective needs all of its hosts, a round robin one of each pool: qualified, active, and whoever is free", async () => {
    const world = await office("berlin", "kolkata", "vancouver");
    await isTaken(world, "kolkata", at("2026-11-23T08:00:00Z"), 240);
    expect(Object.keys(await starts(world, "collective"))[0]).toBe("12:30");
    const found = await starts(world, "round_robin");
    expect([found["08:00"], found["12:00"], found["13:00"]]).toEqual([1, 2, 2]);

    const owner = await world.as("owner");
    const pool = { id: world.booking.pool.id };
    await owner.ok(changePool, { param: pool, body: { active: false } });
    expect(await starts(world, "round_robin")).toEqual({});
    await owner.ok(changePool, { param: pool, body: { active: true } });

    const who = (person: PersonKey) =>
      and(eq(members.tenantId, world.tenant.id), eq(members.id, world.people[person].member.id));
    await testContext().db.update(members).set({ status: "suspended" }).where(who("kolkata"));
    expect((await starts(world, "round_robin"))["13:00"]).toBe(1);
    // Nobody meets without a host who should be there.
    expect(await starts(world, "collective")).toEqual({});
  });

  it("somebody fixed is not sent by the pool as well", async () => {
    const world = await office("berlin", "kolkata");
    const owner = await world.as("owner");
    await owner.ok(setEventTypeHosts, {
      param: { id: world.booking.eventTypes.round_robin.id },
      body: { hosts: [{ member_id: world.people.berlin.member.id }], pools: [world.booking.pool.id] },
      headers: { "If-Match": '"1"' },
    });
    expect((await starts(world, "round_robin"))["09:00"]).toBe(1);
    await isTaken(world, "kolkata", at("2026-11-23T08:00:00Z"), 480);
    expect(await starts(world, "round_robin")).toEqual({});
  });

  it("who is in two pools comes for one of them, and is told of once", async () => {
    const world = await office("berlin", "kolkata");
    const owner = await world.as("owner");
    const [lena, arjun] = [world.people.berlin.member.id, world.people.kolkata.member.id];
    const { id: second } = await owner.ok(createPool, { body: { name: "Managers" } });
    const seat = (member: typeof lena) =>
      owner.ok(seatPoolMember, { param: { id: second, member_id: member }, body: { standing: "qualified" } });
    await seat(lena);
    const param = { id: world.booking.eventTypes.round_robin.id };
    await owner.ok(setEventTypeHosts, {
      param,
      body: { hosts: [], pools: [world.booking.pool.id, second] },
      headers: { "If-Match": '"1"' },
    });
    // Lena is all that the second pool has, so the first one's only choice is Arjun.
    expect((await starts(world, "round_robin"))["09:00"]).toBe(1);
    await isTaken(world, "kolkata", at("2026-11-23T08:00:00Z"), 480);
    expect(await starts(world, "round_robin")).toEqual({});
    const told = await owner.ok(getSlots, { param, query: { ...monday, explain: "true" } });
    expect(told.explanation?.hosts.map(({ member_id }) => member_id).toSorted()).toEqual([lena, arjun].toSorted());
    for (const { days } of told.explanation?.pools ?? []) expect(days.flatMap(({ free }) => free)).toEqual([]);
    await seat(arjun);
    expect(await starts(world, "round_robin")).toEqual({});
  });

  it("a host comes on the schedule that is named for the event type", async () => {
    const world = await office("recruiter");
    const evening = await keepsHours(world, "recruiter", "Mon 18:00-19:00 Europe/Paris");
    await keepsHours(world, "recruiter", paris);
    const owner = await world.as("owner");
    await owner.ok(setEventTypeHosts, {
      param: { id: world.booking.eventTypes.one_on_one.id },
      body: { hosts: [{ member_id: world.people.recruiter.member.id, schedule_id: evening }] },
      headers: { "If-Match": '"1"' },
    });
    expect(Object.keys(await starts(world, "one_on_one"))).toEqual(["17:00", "17:30"]);
  });

  it("of a group stay open while seats remain", async () => {
    const world = await office("owner");
    const { group } = world.booking.eventTypes;
    const seat = { eventTypeId: group.id, share: "a-session", capacity: 20 };
    for (let seatNo = 1; seatNo <= 3; seatNo++)
      await isTaken(world, "owner", at("2026-11-23T09:00:00Z"), 90, { ...seat, seatNo });
    expect((await starts(world, "group"))["09:00"]).toBe(17);
  });

  it("limits count what they say: this event type's meetings, or all of a host's, in their periods", async () => {
    const world = await office("recruiter");
    const { one_on_one: type } = world.booking.eventTypes;
    const owner = await world.as("owner");
    const limit = (limits: object[]) =>
      owner.ok(changeEventType, { param: { id: type.id }, body: { limits: limits as never } });
    // In January, and of this event type: it counts in the year, and in nothing shorter.
    await isTaken(world, "recruiter", at("2026-01-12T10:00:00Z"), 30, { eventTypeId: type.id });
    await isTaken(world, "recruiter", at("2026-11-23T08:00:00Z"), 30);
    await limit([{ per: "month", count: 1 }]);
    expect(Object.keys(await starts(world, "one_on_one"))).toHaveLength(15);
    await limit([{ per: "year", count: 2 }]);
    expect(Object.keys(await starts(world, "one_on_one"))).toHaveLength(15);
    await limit([{ per: "year", count: 1 }]);
    expect(await starts(world, "one_on_one")).toEqual({});

    await limit([]);
    await owner.ok(changeInterviewing, {
      param: { id: world.people.recruiter.member.id },
      body: { limits: { month: { count: 1 } } },
    });
    expect(await starts(world, "one_on_one")).toEqual({});
  });

  it("are the same instants for viewers in thirty zones", async () => {
    const world = await office("recruiter");
    const owner = await world.as("owner");
    const param = { id: world.booking.eventTypes.one_on_one.id };
    const plain = await owner.ok(getSlots, { param, query: monday });
    expect(plain.time_zone).toBe("Europe/Paris");
    const instants = plain.offers[0]?.slots.map((slot) => slot.starts_at);
    expect(instants).toHaveLength(16);
    const all = zoneNames();
    for (let i = 0; i < 30; i++) {
      const zone = all[Math.floor((i * all.length) / 30)] ?? "UTC";
      const seen = await owner.ok(getSlots, { param, query: { ...monday, time_zone: zone } });
      expect(seen.time_zone).toBe(zone);
      expect(seen.offers[0]?.slots.map((slot) => slot.starts_at)).toEqual(instants);
    }
    const kolkata = await owner.ok(getSlots, { param, query: { ...monday, time_zone: "Asia/Kolkata" } });
    expect(kolkata.offers[0]?.slots[0]).toEqual({
      starts_at: "2026-11-23T08:00:00Z",
      local_starts_at: "2026-11-23T13:30:00",
      open: 1,
    });
  });

  it("are of one duration when one is asked for, and of all when none is", async () => {
    const world = await office("berlin");
    const owner = await world.as("owner");
    const param = { id: world.booking.eventTypes.round_robin.id };
    const all = await owner.ok(getSlots, { param, query: monday });
    expect(all.offers.map(({ minutes }) => minutes)).toEqual([45, 60]);
    const one = await owner.ok(getSlots, { param, query: { ...monday, minutes: "60" } });
    expect(one.offers).toEqual([all.offers[1]]);
    const refused = await owner.refused(
      getSlots,
      { param, query: { ...monday, minutes: "50" } },
      "slots.duration_unknown",
    );
    expect(refused.problem.errors?.[0]?.pointer).toBe("/query/minutes");
  });

  it("why there are none is told by day and person, to those who may see people's hours", async () => {
    const world = await office("berlin");
    await isTaken(world, "berlin", at("2026-11-23T08:00:00Z"), 480);
    const viewer = await world.as("viewer");
    const query = { ...monday, explain: "true" } as const;
    const told = await viewer.ok(getSlots, { param: { id: world.booking.eventTypes.round_robin.id }, query });
    expect(told.offers.every(({ slots }) => slots.length === 0)).toBe(true);
    const lena = told.explanation?.hosts.find(({ member_id }) => member_id === world.people.berlin.member.id);
    expect(lena?.days[0]?.date).toBe("2026-11-23");
    expect(lena?.days[0]?.removed).toContainEqual({
      reason: "busy",
      from: "2026-11-23T08:00:00Z",
      until: "2026-11-23T16:00:00Z",
    });
    expect(told.explanation?.pools[0]).toMatchObject({ pool_id: world.booking.pool.id });
    const coordinator = await world.as("coordinator");
    await coordinator.refused(
      getSlots,
      { param: { id: world.booking.eventTypes.group.id }, query },
      "permission.missing",
    );
    const only = { ...world.scope(), permissions: new Set(["event_types:read"]) };
    const refused = await offered(only, world.booking.eventTypes.group.id, { explain: true });
    expect(refused).toMatchObject({ ok: false, refusal: { code: "permission.missing" } });
  });

  it("a range that ends before it begins, or is longer than 62 days, is refused at its place", async () => {
    const world = await office();
    const owner = await world.as("owner");
    const param = { id: world.booking.eventTypes.group.id };
    const ask = (from: string, to: string) => ({ param, query: { starts_after: from, starts_before: to } });
    const [first, later] = ["2026-12-01T00:00:00Z", "2027-02-01T00:00:00Z"];
    await owner.ok(getSlots, ask(first, later));
    for (const [from, to, code] of [
      [first, "2027-02-01T00:00:01Z", "slots.range_too_long"],
      [later, first, "slots.range_reversed"],
      [first, first, "slots.range_reversed"],
    ] as const) {
      const refused = await owner.refused(getSlots, ask(from, to), code);
      expect(refused.problem).toMatchObject({ status: 422, errors: [{ pointer: "/query/starts_before" }] });
    }
    // A fortnight from now, when nothing is said.
    await keepsHours(world, "owner", paris);
    const answer = await owner.ok(getSlots, { param });
    const last = answer.offers[0]?.slots.at(-1)?.starts_at ?? "";
    expect(last.slice(0, 10)).toBe("2026-12-04");
  });
});

describe("slots for anyone", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("are those that staff see, each with a token, and never who", async () => {
    const world = await office("berlin", "kolkata");
    const { round_robin: type } = world.booking.eventTypes;
    const param = { tenant: world.tenant.slug, slug: type.slug };
    const seen = await world.anonymous.call(getPublicSlots, { param, query: monday });
    if (!seen.ok) throw new Error(JSON.stringify(seen.problem));
    expect(seen.headers.get("Cache-Control")).toBe("public, max-age=15");
    const found = seen.body.offers[0]?.slots ?? [];
    expect(Object.fromEntries(found.map((slot) => [slot.starts_at.slice(11, 16), slot.open]))).toEqual(
      await starts(world, "round_robin"),
    );
    const text = JSON.stringify(seen.body);
    expect(text).not.toMatch(/mem_|pol_/);
    for (const { member } of Object.values(world.people)) expect(text).not.toContain(member.displayName);

    const { config } = testContext();
    const token = found[0]?.slot_token ?? "";
    expect(atob((token.slice(4).split(".")[0] ?? "").replaceAll("-", "+").replaceAll("_", "/"))).not.toMatch(/mem_/);
    expect(await readSlotToken(config, world.tenant.id, token)).toEqual({
      eventType: type.id,
      start: at("2026-11-23T08:00:00Z"),
      minutes: 45,
      expiresAt: now + 15 * minute,
    });
  });

  it("a token is good in its own tenant, and as it was given", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const { config } = testContext();
    const slot = { eventType: world.booking.eventTypes.group.id, start: at("2026-11-23T08:00:00Z"), minutes: 90 };
    const token = await mintSlotToken(config, world.tenant.id, slot, at("2026-11-20T09:00:00Z"));
    expect(await readSlotToken(config, world.tenant.id, token)).toMatchObject(slot);
    expect(await readSlotToken(config, other.tenant.id, token)).toBeUndefined();
    for (const touched of [token.replace("slt_", "hld_"), `${token}x`, token.slice(0, -1), `${token}.x`, "slt_", ""])
      expect(await readSlotToken(config, world.tenant.id, touched)).toBeUndefined();
  });

  it("a token names none but the starts that were offered together with its own", async () => {
    const world = await newWorld();
    const { config } = testContext();
    const quarters = Array.from({ length: 19 }, (_, place) => after(at("2026-11-23T08:00:00Z"), place * 15 * minute));
    const { group } = world.booking.eventTypes;
    const offer = { eventType: group.id, minutes: 90, starts: quarters };
    const tokens = await mintSlotTokens(config, world.tenant.id, offer, at("2026-11-20T09:00:00Z"));
    const read = (token: string) => readSlotToken(config, world.tenant.id, token);
    expect(new Set(tokens).size).toBe(quarters.length);
    expect((await Promise.all(tokens.map(read))).map((one) => one?.start)).toEqual(quarters);
    const [encoded, , tag] = (tokens.at(-1) ?? "").split(".");
    for (const place of ["0", "1", "2"]) expect(quarters).toContain((await read(`${encoded}.${place}.${tag}`))?.start);
    for (const place of ["3", "9", "-1", "00", "1e0", "", "length"])
      expect(await read(`${encoded}.${place}.${tag}`)).toBeUndefined();
  });

  it("what is not on offer is not there, and neither is a company that is suspended", async () => {
    const world = await office("owner");
    const owner = await world.as("owner");
    const { group } = world.booking.eventTypes;
    const param = { tenant: world.tenant.slug, slug: group.slug };
    await world.anonymous.ok(getPublicSlots, { param });
    await world.anonymous.refused(
      getPublicSlots,
      { param, query: { starts_after: "2027-01-01T00:00:00Z", starts_before: "2026-12-01T00:00:00Z" } },
      "slots.range_reversed",
    );
    await owner.ok(changeEventType, { param: { id: group.id }, body: { active: false } });
    await world.anonymous.refused(getPublicSlots, { param }, "event_type.unknown");
    await owner.ok(changeEventType, { param: { id: group.id }, body: { active: true, public_page: false } });
    await world.anonymous.refused(getPublicSlots, { param }, "event_type.unknown");
    await world.anonymous.refused(getPublicSlots, { param: { ...param, tenant: "nobody" } }, "tenant.unknown");
    await bindings.DB.prepare("update tenants set status = 'suspended' where id = ?").bind(world.tenant.id).run();
    await world.anonymous.refused(getPublicSlots, { param }, "tenant.unknown");
  });
});

/** Meetings every six hours, back from before the month that a limit of these people counts. */
async function history(world: World, people: PersonKey[], each: number): Promise<void> {
  for (const who of people) {
    await bindings.DB.prepare(
      `insert into reservations (tenant_id, id, member_id, txn, kind, starts_at, ends_at, before_minutes, after_minutes,
         event_type_id, active, created_at, updated_at)
       with recursive n(i) as (select 1 union all select i + 1 from n where i < ?4)
       select ?1, ?2 || i, ?2, ?2 || i, 'booking', ?3 - i * 21600000, ?3 - i * 21600000 + 3600000, 0, 0, ?5, i % 3 > 0, 0, 0 from n`,
    )
      .bind(world.tenant.id, world.people[who].member.id, now - 40 * day, each, world.booking.eventTypes.round_robin.id)
      .run();
  }
}

describe("the cost of a question", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  const range = { starts_after: at("2026-11-23T00:00:00Z"), starts_before: at("2026-11-28T00:00:00Z") };

  it("is one round trip, and the same rows however much is over", async () => {
    const world = await office("berlin", "kolkata", "recruiter");
    await isTaken(world, "berlin", at("2026-11-23T10:00:00Z"), 60);
    // A search by index ends on the next row, wherever that is.
    for (const who of ["berlin", "kolkata", "recruiter"] as const) {
      const eventTypeId = world.booking.eventTypes.round_robin.id;
      await isTaken(world, who, at("2027-06-01T10:00:00Z"), 60, { eventTypeId });
    }
    const { one_on_one: one, round_robin: drawn } = world.booking.eventTypes;
    await (await world.as("owner")).ok(changeInterviewing, {
      param: { id: world.people.berlin.member.id },
      body: { limits: { month: { count: 40 } } },
    });
    const cost = async (ask: (scope: ReturnType<World["scope"]>) => Promise<{ ok: boolean }>) => {
      const tally = newTally();
      const outcome = await ask({ ...world.scope(), tally, db: openDatabase(bindings.DB, tally) });
      expect(outcome.ok).toBe(true);
      return tally;
    };
    const costs = async () => [
      await cost((scope) => offered(scope, one.id, range)),
      await cost((scope) => offered(scope, drawn.id, { ...range, explain: true })),
      await cost((scope) => offeredToAnyone(scope, { tenant: world.tenant.slug, slug: drawn.slug }, range, true)),
    ];
    const before = await costs();
    for (const { trips } of before) expect(trips).toBe(1);
    await history(world, ["berlin", "kolkata", "recruiter"], 34_000);
    expect(await costs()).toEqual(before);
  });
});

const id = (world: World, who: PersonKey) => ({ member_id: world.people[who].member.id });

describe("who is free", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  const hour = { minutes: 60, ...monday };

  it("all, any, so many of several or of a pool, in one another, within hours of the question", async () => {
    const world = await office();
    await keepsHours(world, "berlin", "Mon 09:00-12:00 Europe/Berlin");
    await keepsHours(world, "kolkata", "Mon 10:00-14:00 Europe/Berlin");
    await keepsHours(world, "vancouver", "Mon 13:00-17:00 Europe/Berlin");
    await isTaken(world, "kolkata", at("2026-11-23T09:00:00Z"), 30);
    const viewer = await world.as("viewer");
    const free = async (need: object, more: object = {}) => {
      const answer = await viewer.ok(queryAvailability, { body: { need: need as never, ...hour, ...more } });
      return answer.starts.map(({ from, until }) => `${from.slice(11, 16)}-${until.slice(11, 16)}`);
    };
    const [lena, arjun, mei] = [id(world, "berlin"), id(world, "kolkata"), id(world, "vancouver")];
    const pool = { pool_id: world.booking.pool.id };
    expect(await free(lena)).toEqual(["08:00-10:01"]);
    expect(await free({ all: [lena, arjun] })).toEqual(["09:30-10:01"]);
    expect(await free({ any: [lena, mei] })).toEqual(["08:00-10:01", "12:00-15:01"]);
    expect(await free({ of: [lena, arjun, mei], at_least: 2 })).toEqual(["09:30-10:01", "12:00-12:01"]);
    expect(await free({ ...pool, at_least: 2 })).toEqual(["09:30-10:01"]);
    expect(await free({ any: [{ all: [lena, arjun] }, { all: [mei, pool] }] })).toEqual(["09:30-10:01", "12:00-12:01"]);
    expect(await free(lena, { hours: { hours_text: "Mon 10:00-11:30 Europe/Berlin" } })).toEqual(["09:00-09:31"]);
    expect(await free(arjun, { buffer_before_minutes: 30 })).toEqual(["10:00-12:01"]);
    const answer = await viewer.ok(queryAvailability, { body: { need: pool, ...hour } });
    expect(answer.members.map(({ member_id }) => member_id).toSorted()).toEqual(
      [lena.member_id, arjun.member_id].toSorted(),
    );
  });

  it("what cannot be asked is refused at its place", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const lena = id(world, "berlin");
    const nobody = { member_id: "mem_01h455vb4pex5vsknk084sn02q" };
    const wrong: [string, string, object][] = [
      ["slots.member_unknown", "/need/all/1/member_id", { need: { all: [lena, nobody] } }],
      ["slots.pool_unknown", "/need/pool_id", { need: { pool_id: "pol_01h455vb4pex5vsknk084sn02q" } }],
      ["slots.too_many_needed", "/need/any/0/at_least", { need: { any: [{ of: [lena], at_least: 2 }] } }],
      ["slots.range_reversed", "/starts_before", { starts_before: monday.starts_after }],
      ["slots.range_too_long", "/starts_before", { starts_before: "2027-03-01T00:00:00Z" }],
      ["schedule.hours_unreadable", "/hours/hours_text", { hours: { hours_text: "whenever" } }],
      [
        "schedule.time_invalid",
        "/hours/rules/0/end",
        { hours: { time_zone: "UTC", rules: [{ weekday: 1, start: "09:00", end: "25:00" }] } },
      ],
      ["body.invalid", "/minutes", { minutes: 1 }],
    ];
    for (const [code, pointer, part] of wrong) {
      const refused = await owner.refused(queryAvailability, { body: { need: lena, ...hour, ...part } }, code);
      expect(refused.problem.errors?.map((fault) => fault.pointer)).toContain(pointer);
    }
    const key = world.withKey("reader");
    await key.refused(queryAvailability, { body: { need: lena, ...hour } }, "permission.missing");
  });

  it("are told as if a host had other hours, and nothing is kept of the question", async () => {
    const world = await office("recruiter");
    const recruiter = await world.as("recruiter");
    const param = { id: world.booking.eventTypes.one_on_one.id };
    const member_id = world.people.recruiter.member.id;
    const hours = { hours_text: "Mon 18:00-19:00 Europe/Paris" };
    const body = { member_id, hours, ...monday, minutes: 30 };
    const preview = await recruiter.ok(previewSlots, { param, body });
    expect(preview.offers[0]?.slots.map(({ starts_at }) => starts_at)).toEqual([
      "2026-11-23T17:00:00Z",
      "2026-11-23T17:30:00Z",
    ]);
    expect(Object.keys(await starts(world, "one_on_one"))).toHaveLength(16);
    for (const [code, pointer, part] of [
      ["slots.member_unknown", "/member_id", { member_id: world.people.viewer.member.id }],
      ["schedule.hours_unreadable", "/hours/hours_text", { hours: { hours_text: "Mon 9-10 Europe/Paris" } }],
      ["slots.duration_unknown", "/minutes", { minutes: 31 }],
      ["slots.range_reversed", "/starts_before", { starts_before: "2026-11-22T00:00:00Z" }],
    ] as const) {
      const { problem } = await recruiter.refused(previewSlots, { param, body: { ...body, ...part } }, code);
      expect([problem["pointer"], ...(problem.errors ?? []).map((fault) => fault.pointer)]).toContain(pointer);
    }
    const other = await newWorld();
    await (await other.as("owner")).refused(previewSlots, { param, body }, "event_type.unknown");
    await world.withKey("reader").refused(previewSlots, { param, body }, "permission.missing");
  });
});
