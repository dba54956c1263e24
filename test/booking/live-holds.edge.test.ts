import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { diaryOf } from "#booking/diary/client.ts";
import type { Asked } from "#booking/diary/rules.ts";
import { changeEventType } from "#booking/event-types/contract.ts";
import { nearest, offered, query } from "#booking/slots/actions.ts";
import { getPublicSlots, getSlots, queryAvailability } from "#booking/slots/contract.ts";
import { publicTenant } from "#identity/gate/public-tenant.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, day, type Instant, minute, toWire } from "#kernel/instant.ts";
import { newTally, openDatabase } from "#platform/d1.ts";
import { at, forgetHours, isTaken, keepsHours } from "../support/hours.ts";
import { toldTo } from "../support/logs.ts";
import { makeObject } from "../support/objects.ts";
import type { PersonKey } from "../support/world/company.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
const paris = "Mon-Fri 09:00-17:00 Europe/Paris";
const monday = { starts_after: "2026-11-23T00:00:00Z", starts_before: "2026-11-24T00:00:00Z" };
const range = { starts_after: at(monday.starts_after), starts_before: at(monday.starts_before) };
/** Past whatever the platform's own clock says, so that no alarm rings while the clock here stands still. */
const forYears = 3_000 * day;

beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterAll(() => void vi.useRealTimers());

async function office(...people: PersonKey[]): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of people) await keepsHours(world, who, paris);
  return world;
}

const diary = (world: World, who: PersonKey) => diaryOf(bindings, world.tenant.id, world.people[who].member.id);

/** Time that somebody holds in a diary, of which the books know nothing. */
async function isHeld(world: World, who: PersonKey, start: string, minutes: number, words: Partial<Asked> = {}) {
  const [from, to] = [at(start), after(at(start), minutes * minute)];
  const txn = words.txn ?? `held ${testContext().newId("hold")}`;
  const asked = { txn, fingerprint: txn, start: from, end: to, from, to, eventType: null, share: null, capacity: null };
  const rest = { supersedes: null, ttlMillis: forYears, policy: null, openMillis: null };
  expect(await diary(world, who).hold({ ...asked, ...rest, ...words })).toMatchObject({ said: "held" });
  return txn;
}

type Kind = keyof World["booking"]["eventTypes"];
const times = (slots: readonly { starts_at: string; open: number }[] = []) =>
  Object.fromEntries(slots.map(({ starts_at, open }) => [starts_at.slice(11, 16), open]));

/** What staff see on that Monday; anyone must see the same. */
async function starts(world: World, kind: Kind): Promise<Record<string, number>> {
  const { id, slug } = world.booking.eventTypes[kind];
  const seen = await (await world.as("owner")).ok(getSlots, { param: { id }, query: monday });
  const param = { tenant: world.tenant.slug, slug };
  const told = await world.anonymous.ok(getPublicSlots, { param, query: monday });
  const found = times(seen.offers[0]?.slots);
  expect(times(told.offers[0]?.slots)).toEqual(found);
  return found;
}

/** The diaries, with what becomes of each call: it counts, and fails for these. */
function watched(failing: readonly string[] = []) {
  const asked: string[] = [];
  const getByName = (name: string) => {
    asked.push(name.split(":")[1] ?? "");
    if (failing.includes(asked.at(-1) ?? "")) throw new Error("Network connection lost.");
    return bindings.DIARY.getByName(name);
  };
  // Only what the client asks of a namespace.
  return { asked, bindings: { ...bindings, DIARY: { getByName } as unknown as typeof bindings.DIARY } };
}

const count = (outcome: Awaited<ReturnType<typeof offered>>): number => {
  if (!outcome.ok) throw new Error(outcome.refusal.code);
  return outcome.value.offers[0]?.slots.length ?? 0;
};

/** When Lena is free that Monday for an hour. */
const free = async (one: World) => {
  const need = { member_id: one.people.berlin.member.id };
  const answer = await (await one.as("viewer")).ok(queryAvailability, { body: { need, minutes: 60, ...monday } });
  expect(answer.members).toEqual([{ member_id: need.member_id, starts: answer.starts }]);
  return answer.starts.map(({ from, until }) => `${from.slice(11, 16)}-${until.slice(11, 16)}`);
};

describe("what is held", () => {
  it("is offered to nobody, buffers and all, until it is given back", async () => {
    const world = await office("recruiter");
    const all = Object.keys(await starts(world, "one_on_one"));
    expect(all).toHaveLength(16);
    const buffers = { from: at("2026-11-23T09:45:00Z"), to: at("2026-11-23T10:45:00Z") };
    const txn = await isHeld(world, "recruiter", "2026-11-23T10:00:00Z", 30, buffers);
    const left = all.filter((start) => !["09:30", "10:00", "10:30"].includes(start));
    expect(Object.keys(await starts(world, "one_on_one"))).toEqual(left);
    await diary(world, "recruiter").release(txn, "none", "released");
    expect(Object.keys(await starts(world, "one_on_one"))).toEqual(all);
  });

  it("is told of as a hold, by day and person", async () => {
    const world = await office("recruiter");
    await isHeld(world, "recruiter", "2026-11-23T10:00:00Z", 30, { to: at("2026-11-23T10:45:00Z") });
    const told = await (await world.as("owner")).ok(getSlots, {
      param: { id: world.booking.eventTypes.one_on_one.id },
      query: { ...monday, explain: "true" },
    });
    const removed = told.explanation?.hosts[0]?.days[0]?.removed ?? [];
    expect(removed.filter(({ reason }) => reason === "hold" || reason === "buffer")).toEqual([
      { reason: "hold", from: "2026-11-23T10:00:00Z", until: "2026-11-23T10:30:00Z" },
      { reason: "buffer", from: "2026-11-23T10:30:00Z", until: "2026-11-23T10:45:00Z" },
    ]);
    expect(removed.map(({ reason }) => reason)).not.toContain("busy");
  });

  it("keeps one member of a pool, and the panel that needs them, from coming", async () => {
    const world = await office("berlin", "kolkata");
    await isHeld(world, "berlin", "2026-11-23T12:00:00Z", 60);
    const found = await starts(world, "round_robin");
    expect([found["11:00"], found["12:00"], found["13:00"]]).toEqual([2, 1, 2]);
    const panels = Object.keys(await starts(world, "collective"));
    expect(panels).toContain("10:30");
    expect(panels.filter((start) => start > "10:30" && start < "13:10")).toEqual([]);
  });

  it("counts as a meeting in the limits of its event type, and only there", async () => {
    const world = await office("recruiter");
    const { one_on_one: type, group } = world.booking.eventTypes;
    const owner = await world.as("owner");
    await owner.ok(changeEventType, { param: { id: type.id }, body: { limits: [{ per: "day", count: 1 }] } });
    await isHeld(world, "recruiter", "2026-11-23T10:00:00Z", 30, { eventType: group.id });
    expect(Object.keys(await starts(world, "one_on_one"))).toHaveLength(15);
    await isHeld(world, "recruiter", "2026-11-23T11:00:00Z", 30, { eventType: type.id });
    expect(await starts(world, "one_on_one")).toEqual({});
  });

  it("in a group takes a seat and leaves the others", async () => {
    const world = await office("owner");
    const { group } = world.booking.eventTypes;
    const session = { eventTypeId: group.id, share: "a-session", capacity: 20 };
    await isTaken(world, "owner", at("2026-11-23T09:00:00Z"), 90, { ...session, seatNo: 1 });
    const seat = { eventType: group.id, share: "a-session", capacity: 20 };
    await isHeld(world, "owner", "2026-11-23T09:00:00Z", 90, seat);
    await isHeld(world, "owner", "2026-11-23T12:30:00Z", 90, { ...seat, share: "another" });
    const found = await starts(world, "group");
    expect([found["09:00"], found["12:30"]]).toEqual([18, 19]);
  });

  it("is counted once where the books have it too", async () => {
    const world = await office("owner");
    const { group } = world.booking.eventTypes;
    const seat = { eventType: group.id, share: "a-session", capacity: 20 };
    const txn = await isHeld(world, "owner", "2026-11-23T09:00:00Z", 90, seat);
    expect((await starts(world, "group"))["09:00"]).toBe(19);
    const row = { eventTypeId: group.id, share: "a-session", capacity: 20, seatNo: 1, txn, kind: "hold" as const };
    await isTaken(world, "owner", at("2026-11-23T09:00:00Z"), 90, { ...row, lapsesAt: asInstant(now + day) });
    expect((await starts(world, "group"))["09:00"]).toBe(19);
    await isHeld(world, "owner", "2026-11-23T09:00:00Z", 90, seat);
    expect((await starts(world, "group"))["09:00"]).toBe(18);
  });

  it("keeps people from being free, whatever it is held for, and nobody else", async () => {
    const [world, other] = [await office("berlin"), await office("berlin")];
    await isHeld(world, "berlin", "2026-11-23T12:00:00Z", 60);
    expect(await free(world)).toEqual(["08:00-11:01", "13:00-15:01"]);
    expect(await free(other)).toEqual(["08:00-15:01"]);
  });
});

describe("a diary that cannot be asked", () => {
  it("counts as free, changes nothing for the others, and is told of without names", async () => {
    const world = await office("berlin", "kolkata");
    const id = world.booking.eventTypes.round_robin.id;
    const ask = async (failing: readonly PersonKey[]) => {
      const members = failing.map((who) => world.people[who].member.id);
      const outcome = await offered({ ...world.scope(), bindings: watched(members).bindings }, id, range);
      if (!outcome.ok) throw new Error(outcome.refusal.code);
      const found = new Map(outcome.value.offers[0]?.slots.map((slot) => [toWire(slot.at).slice(11, 16), slot.open]));
      return [found.get("09:00"), found.get("13:00")];
    };
    await isHeld(world, "berlin", "2026-11-23T09:00:00Z", 45);
    await isHeld(world, "kolkata", "2026-11-23T13:00:00Z", 45);
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    expect(await ask([])).toEqual([1, 1]);
    expect(toldTo(log)).toEqual([]);
    expect(await ask(["berlin"])).toEqual([2, 1]);
    expect(await ask(["berlin", "kolkata"])).toEqual([2, 2]);
    const lines = toldTo(log);
    log.mockRestore();
    expect(lines).toEqual([1, 2].map((unheard) => expect.objectContaining({ event: "diary", unheard, why: "Error" })));
    expect(JSON.stringify(lines)).not.toMatch(/mem_|ten_/);
  });
});

/** A pool of so many, all at work. */
async function crowd(size: number): Promise<{ world: World; members: string[] }> {
  const world = await office();
  const { pool, seats } = world.booking;
  const [like] = seats;
  if (like === undefined) throw new Error("The company's pool is empty.");
  const members: string[] = [];
  for (let place = 0; place < size; place++) {
    const id = (await makeObject.member?.(world, "present")) as Id<"member">;
    const somebody = { ...world.people.viewer, member: { ...world.people.viewer.member, id } };
    await keepsHours({ ...world, people: { ...world.people, viewer: somebody } }, "viewer", paris);
    await (await world.as("owner")).fetch(`/v1/pools/${pool.id}/members/${id}`, {
      method: "PUT",
      headers: { "Content-Type": "application/json" },
      body: "{}",
    });
    members.push(id);
  }
  // Seated in the same moment, they are asked by their ids.
  return { world, members: members.toSorted() };
}

describe("whom a question asks", () => {
  it("are the first six who are ever there, each once", async () => {
    const { world, members } = await crowd(8);
    const round = world.booking.eventTypes.round_robin.id;
    const all = watched();
    expect(count(await offered({ ...world.scope(), bindings: all.bindings }, round, range))).toBeGreaterThan(0);
    // Two of the pool never said their hours.
    expect(all.asked).toEqual(members.slice(0, 6));
    const again = watched();
    const named = [...members.slice(2), members[7]].map((id) => ({ member_id: id as Id<"member"> })).toReversed();
    const need = { any: [...named, { pool_id: world.booking.pool.id, at_least: 1 }] };
    const words = { need, minutes: 60, ...range, buffer_before_minutes: 0, buffer_after_minutes: 0 };
    expect((await query({ ...world.scope(), bindings: again.bindings }, words)).ok).toBe(true);
    expect(again.asked).toEqual(members.slice(2).toReversed());
  });

  it("is nobody where nothing can be offered", async () => {
    const world = await office("recruiter");
    const { asked, bindings: watchedBindings } = watched();
    const scope = { ...world.scope(), bindings: watchedBindings };
    const id = world.booking.eventTypes.one_on_one.id;
    const past = { starts_after: at("2026-11-16T00:00:00Z"), starts_before: at("2026-11-17T00:00:00Z") };
    expect(count(await offered(scope, id, past))).toBe(0);
    expect(await offered(scope, testContext().newId("event_type"), range)).toMatchObject({ ok: false });
    expect(await offered(scope, id, { ...range, minutes: 31 })).toMatchObject({ ok: false });
    expect(count(await offered(scope, world.booking.eventTypes.group.id, range))).toBe(0);
    expect(asked).toEqual([]);
    expect(count(await offered(scope, id, range))).toBe(16);
    expect(asked).toEqual([world.people.recruiter.member.id]);
  });
});

const told = (found: readonly Instant[]) => found.map((one) => toWire(one).slice(5, 16));

describe("the nearest free starts", () => {
  const start = at("2026-11-23T10:00:00Z");
  it("are three, the nearest first and the earlier of two, never the one that was asked for", async () => {
    const world = await office("recruiter");
    const type = { id: world.booking.eventTypes.one_on_one.id };
    const tally = newTally();
    const scope = { ...world.scope(), tally, db: openDatabase(bindings.DB, tally) };
    expect(told(await nearest(scope, type, start, 30))).toEqual(["11-23T09:30", "11-23T10:30", "11-23T09:00"]);
    expect(tally.trips).toBe(1);
    await isTaken(world, "recruiter", at("2026-11-23T09:00:00Z"), 60);
    await isHeld(world, "recruiter", "2026-11-23T10:30:00Z", 60);
    expect(told(await nearest(scope, type, start, 30))).toEqual(["11-23T08:30", "11-23T11:30", "11-23T08:00"]);
    const besides = [at("2026-11-23T11:30:00Z")];
    expect(told(await nearest(scope, type, start, 30, { besides }))).toEqual([
      "11-23T08:30",
      "11-23T08:00",
      "11-23T12:00",
    ]);
    // Strangers, who know the company by its address, are told the same.
    const outside = publicTenant(testContext(), world.tenant.slug);
    expect(await nearest(outside, type, start, 30)).toEqual(await nearest(scope, type, start, 30));
  });

  it("count the hours of the meeting that is moved as free", async () => {
    const world = await office("recruiter");
    const type = { id: world.booking.eventTypes.one_on_one.id };
    const txn = await isHeld(world, "recruiter", "2026-11-23T09:30:00Z", 30);
    expect(told(await nearest(world.scope(), type, start, 30))[0]).toBe("11-23T10:30");
    expect(told(await nearest(world.scope(), { ...type, without: txn }, start, 30))[0]).toBe("11-23T09:30");
  });

  it("lie between now, or three days before, and a fortnight after", async () => {
    const world = await office();
    const type = { id: world.booking.eventTypes.one_on_one.id };
    const near = async (text: string, one: number = start) => {
      await keepsHours(world, "recruiter", text);
      return told(await nearest(world.scope(), type, asInstant(one), 30));
    };
    // Notice is two hours, and now is ten o'clock in Paris on a Friday.
    expect(await near("Fri 09:00-13:00 Europe/Paris")).toEqual(["11-20T11:30", "11-20T11:00", "11-27T08:00"]);
    const next = start + 7 * day;
    expect(await near("Fri 10:59-13:00 Europe/Paris", next)).toEqual(["11-27T11:30", "11-27T11:00", "11-27T10:30"]);
    expect(await near("Thu 09:00-10:00 Europe/Paris", next)).toEqual(["12-03T08:00", "12-03T08:30", "12-10T08:00"]);
    expect(await near(paris, now - 15 * day)).toEqual([]);
    expect(await near(paris, now - 10 * day)).toEqual(["11-20T11:00", "11-20T11:30", "11-20T12:00"]);
  });

  it("are of the length that is asked for, in a window where there is one", async () => {
    const world = await office("recruiter");
    const type = { id: world.booking.eventTypes.one_on_one.id };
    // What was promised before the event type came to last half an hour.
    expect(told(await nearest(world.scope(), type, start, 60))).toEqual(["11-23T09:00", "11-23T11:00", "11-23T08:00"]);
    const within = { start: at("2026-11-24T08:30:00Z"), end: at("2026-11-24T09:30:00Z") };
    expect(told(await nearest(world.scope(), type, start, 30, { within }))).toEqual(["11-24T08:30", "11-24T09:00"]);
    expect(await nearest(world.scope(), type, start, 30, { within: { ...within, start: within.end } })).toEqual([]);
  });

  it("are none of an event type that is not there, nor where nobody can come", async () => {
    const world = await office("recruiter");
    const type = { id: world.booking.eventTypes.one_on_one.id };
    expect(await nearest(world.scope(), { id: testContext().newId("event_type") }, start, 30)).toEqual([]);
    expect(await nearest(world.scope(), { id: world.booking.eventTypes.collective.id }, start, 60)).toEqual([]);
    const other = await newWorld();
    expect(await nearest(other.scope(), type, start, 30)).toEqual([]);
  });

  it("of a group are those with a seat left", async () => {
    const world = await office("owner");
    const { group } = world.booking.eventTypes;
    const owner = await world.as("owner");
    await owner.ok(changeEventType, { param: { id: group.id }, body: { capacity: 1 } });
    await isHeld(world, "owner", "2026-11-23T08:00:00Z", 90, { eventType: group.id, share: "a", capacity: 1 });
    const found = told(await nearest(world.scope(), { id: group.id }, at("2026-11-23T09:30:00Z"), 90));
    expect(found).not.toContain("11-23T08:00");
    expect(found[0]).toBe("11-23T11:00");
    await owner.ok(changeEventType, { param: { id: group.id }, body: { capacity: 2 } });
    const seats = told(await nearest(world.scope(), { id: group.id }, at("2026-11-23T09:30:00Z"), 90));
    expect(seats).toContain("11-23T08:00");
  });
});
