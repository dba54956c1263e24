import { runInDurableObject } from "cloudflare:test";
import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { giveBackHours } from "#booking/bookings/reactions.ts";
import { diaryOf } from "#booking/diary/client.ts";
import type { Asked } from "#booking/diary/ledger.ts";
import { askDiaries } from "#booking/diary/rounds.ts";
import { findOverlaps, sweepHolds } from "#booking/reservations/sweep.ts";
import { reservations } from "#booking/reservations/tables.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { type Id, tailsOf } from "#kernel/ids.ts";
import { after, asInstant, day, hour, type Instant, minute } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { facts } from "#platform/facts/tables.ts";
import type { Context } from "#platform/scope.ts";
import { tick } from "../../src/cron.ts";
import { reactions } from "../../src/facts.ts";
import { hourAsked } from "../support/diaries.ts";
import { toldTo } from "../support/logs.ts";
import { makeObject } from "../support/objects.ts";
import { deliver } from "../support/queue.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const started = readClock();
const tomorrow = asInstant(Math.floor(started / day) * day + day + 9 * hour);
const { db } = testContext();
let world: World;
let member: Id<"member">;
let [x, y] = ["", ""];

const diary = (of: string = member) => diaryOf(bindings, world.tenant.id, of);
const at = (now: Instant): Context => ({ ...testContext(), now });

const ask = (txn: string, start = tomorrow): Asked => hourAsked(txn, start);

/** Booked in the diary, whatever the books say. */
async function book(txn: string, of: Id<"member"> = member): Promise<void> {
  await diary(of).hold(ask(txn));
  await diary(of).prepare(txn);
  await diary(of).finalize(txn, { hosts: [of] });
}

/** An hour as the books have it. */
async function row(txn: string, words: Partial<typeof reservations.$inferInsert> = {}): Promise<Id<"reservation">> {
  const { newId, now } = testContext();
  const id = newId("reservation");
  await db.insert(reservations).values({
    tenantId: world.tenant.id,
    id,
    memberId: member,
    txn,
    kind: "booking",
    startsAt: tomorrow,
    endsAt: after(tomorrow, hour),
    beforeMinutes: 0,
    afterMinutes: 0,
    active: true,
    createdAt: now,
    updatedAt: now,
    ...words,
  });
  return id;
}

const stateOf = async (txn: string, of: string = member) => (await diary(of).hold(ask(txn))).said;

/** When, counted from the beginning of a day or an hour, it is this member's turn. */
function turnOf(id: string, turns: number): number {
  const tail = id.slice(-3);
  for (let turn = 0; turn < turns; turn++) {
    const { from, to } = tailsOf(turn, turns);
    if (from <= tail && tail < to) return turn;
  }
  throw new Error("It is never their turn.");
}

/** Diaries that only count who asks. */
const counted = (reconcile: (name: string) => Promise<unknown> = async () => undefined) => {
  const seen = { names: [] as string[], now: 0, most: 0 };
  const getByName = (name: string) => ({
    reconcile: async () => {
      seen.names.push(name);
      seen.most = Math.max(seen.most, ++seen.now);
      await scheduler.wait(2);
      await reconcile(name).finally(() => seen.now--);
      return { open: true, answer: 0 };
    },
  });
  // Only what the client asks of a namespace.
  return { seen, DIARY: { getByName } as unknown as typeof bindings.DIARY };
};

/** Whose diaries are asked then, of this company. */
const askedAt = async (now: Instant): Promise<readonly string[]> => {
  const { seen, DIARY } = counted();
  await askDiaries({ ...at(now), bindings: { ...bindings, DIARY } });
  return seen.names.filter((name) => name.startsWith(world.tenant.id));
};

/** When the next hour comes to the member. */
const turnNow = () => after(asInstant(Math.ceil(started / hour) * hour), turnOf(member, 60) * minute);

/** Rows that are read when it does. */
const readFor = async () => {
  const context = at(turnNow());
  await findOverlaps(context);
  return context.tally.rowsRead;
};

/** A seat of a session. */
const session = (seatNo: number) => ({
  startsAt: after(tomorrow, 3 * hour),
  endsAt: after(tomorrow, 4 * hour),
  share: `session of ${world.tenant.id}`,
  capacity: 2,
  seatNo,
});

const activeIds = async () =>
  (
    await db
      .select({ id: reservations.id })
      .from(reservations)
      .where(sql`${reservations.tenantId} = ${world.tenant.id} and ${reservations.active} = 1`)
  ).map(({ id }) => id);

/** A fact as a booking that gives hours up leaves it. */
async function announce(booking: Id<"booking">, type = "booking.canceled") {
  const { newId, requestId, now } = testContext();
  const id = newId("fact");
  await db.insert(facts).values({
    tenantId: world.tenant.id,
    seq: sql`(select coalesce(max(seq), 0) + 1 from facts where tenant_id = ${world.tenant.id})`,
    id,
    type,
    action: "update",
    entityType: "booking",
    entityId: booking,
    version: 2,
    actor: "system",
    requestId,
    at: now,
  });
  return { tenant: world.tenant.id, fact: id };
}

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: started });
  world = await newWorld();
  member = world.people.berlin.member.id;
  [x, y] = [`x of ${world.tenant.id}`, `y of ${world.tenant.id}`];
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("the rounds through the diaries", () => {
  it("a tick of the cron heals what an errand and an alarm have lost, in both directions", async () => {
    await book(x);
    await row(x, { active: false });
    const other = world.people.kolkata.member.id;
    await row(y, { memberId: other });
    await tick(testContext());
    expect(await stateOf(x)).toBe("tomb");
    expect(await stateOf(y, other)).toBe("booked");
  });

  it("asks a claim's diary that waits for a decision and whose alarm was lost", async () => {
    await diary().hold(ask(x));
    await diary().prepare(x);
    await row(y, { active: false, startsAt: after(tomorrow, day), endsAt: after(tomorrow, day + hour) });
    await runInDurableObject(bindings.DIARY.getByName(`${world.tenant.id}:${member}`), (_, { storage }) =>
      storage.deleteAlarm(),
    );
    vi.setSystemTime(started + minute);
    await askDiaries(testContext());
    expect(await stateOf(x)).toBe("tomb");
  });

  it("those whose hours were taken or given back within the hour each minute, all others once a day", async () => {
    await row(x);
    const name = `${world.tenant.id}:${member}`;
    const midnight = asInstant(Math.ceil(started / day) * day + 3 * day);
    const turn = turnOf(member, 1_440);
    expect(await askedAt(after(started, hour))).toContain(name);
    expect(await askedAt(after(started, hour - 1))).toContain(name);
    for (const [minutes, isAsked] of [
      [turn - 1, false],
      [turn, true],
      [turn + 1, false],
    ] as const)
      expect((await askedAt(after(midnight, minutes * minute))).includes(name), `${minutes}`).toBe(isAsked);
  });

  it("but nobody of whom nothing was ever taken, since they have no diary", async () => {
    const turn = turnOf(member, 1_440);
    const midnight = asInstant(Math.ceil(started / day) * day);
    expect(await askedAt(after(midnight, turn * minute))).toEqual([]);
  });

  it("six at a time, and one that fails or takes long keeps none waiting", async () => {
    const members = await Promise.all(Array.from({ length: 20 }, async () => makeObject.member?.(world, "present")));
    for (const [place, id] of members.entries()) await row(`${x} ${place}`, { memberId: id as Id<"member"> });
    const { seen, DIARY } = counted(async (name) => {
      if (name.endsWith(members[0] ?? "")) throw new Error("Network connection lost.");
      if (name.endsWith(members[1] ?? "")) await scheduler.wait(100);
    });
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const answered = await askDiaries({ ...testContext(), bindings: { ...bindings, DIARY } });
    const mine = seen.names.filter((name) => name.startsWith(world.tenant.id));
    expect(new Set(mine).size).toBe(20);
    expect(seen.most).toBe(6);
    expect(answered).toBe(seen.names.length - 1);
    expect(toldTo(log)).toContainEqual({ event: "diary", out_of_reach: 1 });
  });

  it("finds whose turn it is by index, and reads nothing of anybody else's", async () => {
    const { from, to } = tailsOf(0, 1_440);
    const { results } = await bindings.DB.prepare(
      `explain query plan select m.id from members m where substr(m.id, -3) >= '${from}' and substr(m.id, -3) < '${to}'
       and (exists (select 1 from reservations r where r.tenant_id = m.tenant_id and r.member_id = m.id and r.active = 1)
       or exists (select 1 from attendees a where a.tenant_id = m.tenant_id and a.member_id = m.id))`,
    ).all<{ detail: string }>();
    const plan = results.map(({ detail }) => detail).join("\n");
    for (const index of ["members_tail", "reservations_", "attendees_member"]) expect(plan).toContain(index);
    expect(plan).not.toContain("SCAN");
  });
});

describe("the scan for hours taken twice", () => {
  const wall = "reservations_never_overlap";

  /** As if the wall had not stood. */
  async function withoutWall(work: () => Promise<unknown>): Promise<void> {
    const made = await db.get<{ sql: string }>(sql`select sql from sqlite_master where name = ${wall}`);
    await db.run(sql.raw(`drop trigger ${wall}`));
    await work();
    await bindings.DB.prepare(made.sql).run();
  }

  it("finds them, tells whose they are and not what for, once an hour for everybody", async () => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const half = { startsAt: after(tomorrow, hour + 5 * minute), endsAt: after(tomorrow, 2 * hour), beforeMinutes: 10 };
    await withoutWall(async () => {
      await row(x);
      await row(y, half);
    });
    expect(await findOverlaps(at(turnNow()))).toBe(1);
    expect(await findOverlaps(at(after(turnNow(), minute)))).toBe(0);
    expect(toldTo(log)).toEqual([
      expect.objectContaining({ event: "alert", what: "an hour taken twice", tenant: world.tenant.id, member }),
    ]);
  });

  it("takes neighbours, seats of one session, lapsed holds, other people's hours and the past for what they are", async () => {
    await row(x);
    await row(y, { startsAt: after(tomorrow, hour), endsAt: after(tomorrow, 2 * hour) });
    await row(`${x} seat 1`, { ...session(1) });
    await row(`${x} seat 2`, { ...session(2) });
    await row(`${x} of another`, { memberId: world.people.kolkata.member.id });
    await withoutWall(async () => {
      await row(`${x} hold`, { kind: "hold", lapsesAt: after(started, minute) });
      const past = { startsAt: after(tomorrow, -9 * day), endsAt: after(tomorrow, -9 * day + hour) };
      await row(`${x} past`, past);
      await row(`${y} past`, past);
    });
    expect(await findOverlaps(at(turnNow()))).toBe(0);
  });

  it("reads no history", async () => {
    await row(x);
    const lean = await readFor();
    await db.run(sql`
      with recursive n (i) as (select 1 union all select i + 1 from n where i < 2000)
      insert into reservations (tenant_id, id, member_id, txn, kind, starts_at, ends_at, before_minutes, after_minutes, active,
        created_at, updated_at)
      select ${world.tenant.id}, 'res_' || i, ${member}, 'old ' || i, 'booking', ${tomorrow} - (i + 10) * ${day},
        ${tomorrow} - (i + 10) * ${day} + ${hour}, 0, 0, 1, 0, 0 from n`);
    expect(await readFor()).toBe(lean);
  });
});

describe("holds in the books", () => {
  it("are struck from what is active a minute after they lapsed, and nothing else is", async () => {
    await sweepHolds(at(after(started, hour)));
    const lapsesAt = after(started, minute);
    const hold = await row(x, { kind: "hold", lapsesAt });
    const later = { startsAt: after(tomorrow, hour), endsAt: after(tomorrow, 2 * hour) };
    const booked = await row(y, later);
    expect(await sweepHolds(at(after(lapsesAt, minute - 1)))).toBe(0);
    expect((await activeIds()).toSorted()).toEqual([hold, booked].toSorted());
    expect(await sweepHolds(at(after(lapsesAt, minute)))).toBe(1);
    expect(await activeIds()).toEqual([booked]);
    expect(await sweepHolds(at(after(lapsesAt, hour)))).toBe(0);
  });
});

describe("hours that a booking gives up", () => {
  const hearing = { reactions: [giveBackHours], openTenant };

  it("are given back in every diary, even when whoever gave them up was cut off; told twice it changes nothing", async () => {
    const booking = testContext().newId("booking");
    const panel = [member, world.people.kolkata.member.id];
    for (const host of panel) {
      await book(x, host);
      await row(x, { memberId: host, bookingId: booking, active: false });
    }
    const note = await announce(booking);
    expect(await deliver(hearing, [note])).toMatchObject({ acked: ["0"] });
    for (const host of panel) expect(await stateOf(x, host)).toBe("tomb");
    for (const host of panel) await book(y, host);
    await deliver(hearing, [note]);
    await deliver(hearing, [await announce(booking)]);
    for (const host of panel) {
      expect(await stateOf(x, host)).toBe("tomb");
      expect(await stateOf(y, host)).toBe("booked");
    }
  });

  it("of a moved booking are the old ones alone", async () => {
    const booking = testContext().newId("booking");
    await book(x);
    await row(x, { bookingId: booking, active: false });
    await diary().hold({ ...ask(y, after(tomorrow, 2 * hour)), supersedes: x });
    await diary().prepare(y);
    await diary().finalize(y, { hosts: [member] });
    await row(y, { bookingId: booking, startsAt: after(tomorrow, 2 * hour), endsAt: after(tomorrow, 3 * hour) });
    await deliver(hearing, [await announce(booking, "booking.rescheduled")]);
    expect(await stateOf(x)).toBe("tomb");
    expect((await diary().look()).counts).toMatchObject({ booked: 1, tomb: 1 });
  });

  it("are tried again when a diary cannot be reached, and the others have heard it meanwhile", async () => {
    const booking = testContext().newId("booking");
    const other = world.people.kolkata.member.id;
    for (const host of [member, other]) {
      await book(x, host);
      await row(x, { memberId: host, bookingId: booking, active: false });
    }
    const getByName = bindings.DIARY.getByName.bind(bindings.DIARY);
    const unreachable = vi.spyOn(bindings.DIARY, "getByName").mockImplementation((name) => {
      if (name.endsWith(member)) throw new Error("Network connection lost.");
      return getByName(name);
    });
    const note = await announce(booking);
    expect(await deliver(hearing, [note])).toMatchObject({ again: ["0"] });
    unreachable.mockRestore();
    expect(await stateOf(x, other)).toBe("tomb");
    expect(await stateOf(x)).toBe("booked");
    expect(await deliver(hearing, [note])).toMatchObject({ acked: ["0"] });
    expect(await stateOf(x)).toBe("tomb");
  });

  it("are heard of by the product's own consumer", () => {
    expect(reactions).toContain(giveBackHours);
  });
});
