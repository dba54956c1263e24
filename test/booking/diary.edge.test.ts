import { abortAllDurableObjects, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Books, drive, type World as Wanted } from "#booking/bookings/drive.ts";
import type { Take } from "#booking/bookings/intents.ts";
import { diaryOf } from "#booking/diary/client.ts";
import type { Asked } from "#booking/diary/ledger.ts";
import { callerFor } from "#booking/diary/words.ts";
import { reservations } from "#booking/reservations/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, day, hour, minute, second } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { messageOf } from "#platform/commit.ts";
import { decisions } from "#platform/decisions/tables.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const started = readClock();
const tomorrow = asInstant(Math.floor(started / day) * day + day + 9 * hour);
let world: World;
let member: Id<"member">;
/** Three intents of nobody else's. */
let [x, y, z] = ["", "", ""];

const turnTo = (millis: number): void => void vi.setSystemTime(started + millis);
const diary = (of: Id<"member"> = member) => diaryOf(bindings, world.tenant.id, of);
const stub = (of: Id<"member"> = member) => bindings.DIARY.getByName(`${world.tenant.id}:${of}`);

function ask(txn: string, words: Partial<Asked> = {}): Asked {
  const start = words.start ?? tomorrow;
  const end = words.end ?? after(start, hour);
  return {
    txn,
    fingerprint: txn,
    start,
    end,
    from: start,
    to: end,
    eventType: null,
    share: null,
    capacity: null,
    supersedes: null,
    ttlMillis: 5 * minute,
    policy: null,
    openMillis: null,
    ...words,
  };
}

async function decide(txn: string, outcome: "commit" | "abort", hosts: readonly string[]): Promise<void> {
  const context = testContext();
  const words = { id: txn, tenantId: world.tenant.id, fingerprint: txn, status: 201, headers: {}, at: context.now };
  await context.db.insert(decisions).values({ ...words, outcome, hosts });
}

const decision = async (txn: string) => testContext().db.select().from(decisions).where(eq(decisions.id, txn)).get();

/** An hour as a booking writes it. */
function row(txn: string, words: Partial<typeof reservations.$inferInsert> = {}): typeof reservations.$inferInsert {
  const context = testContext();
  return {
    tenantId: world.tenant.id,
    id: context.newId("reservation"),
    memberId: member,
    txn,
    kind: "booking",
    startsAt: tomorrow,
    endsAt: after(tomorrow, hour),
    beforeMinutes: 0,
    afterMinutes: 0,
    active: true,
    createdAt: context.now,
    updatedAt: context.now,
    ...words,
  };
}

const take = async (txn: string, words: Partial<typeof reservations.$inferInsert> = {}) =>
  testContext().db.insert(reservations).values(row(txn, words));

type Zone = NonNullable<Asked["policy"]>["zone"];

/** Rows a hold reads in the diary. */
const rowsRead = (txn: string): Promise<number> =>
  runInDurableObject(stub(), async (object, { storage }) => {
    const exec = vi.spyOn(storage.sql, "exec");
    await object.hold(callerFor(world.tenant.id), ask(txn));
    const read = exec.mock.results.reduce((sum, { value }) => sum + (value as { rowsRead: number }).rowsRead, 0);
    exec.mockRestore();
    return read;
  });

/** An hour that is booked in the diary and nowhere else. */
async function book(txn: string): Promise<void> {
  await diary().hold(ask(txn));
  await diary().prepare(txn);
  await diary().finalize(txn, { hosts: [member] });
}

/** What became of a write: it stands, or what the database said. */
const fateOf = async (write: PromiseLike<unknown>): Promise<string> => {
  try {
    await write;
    return "stands";
  } catch (error) {
    return messageOf(error);
  }
};

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: started });
  world = await newWorld();
  member = world.people.berlin.member.id;
  [x, y, z] = [`x of ${world.mark}`, `y of ${world.mark}`, `z of ${world.mark}`];
});

afterEach(() => {
  vi.useRealTimers();
});

describe("a diary", () => {
  it("gives an hour to one of fifty who want it at once", async () => {
    const said = await Promise.all(Array.from({ length: 50 }, (_, place) => diary().hold(ask(`x${place}`))));
    expect(said.filter((one) => one.said === "held")).toHaveLength(1);
    expect(said.filter((one) => one.said === "refused")).toHaveLength(49);
  });

  it("keeps what was held, prepared and booked over evictions and crashes", async () => {
    await diary().hold(ask(x));
    await evictDurableObject(stub());
    expect(await diary().prepare(x)).toEqual({ said: "prepared" });
    await abortAllDurableObjects();
    expect(await diary().finalize(x, { hosts: [member] })).toBe("booked");
    await evictDurableObject(stub());
    expect(await diary().hold(ask(y))).toEqual({ said: "refused", why: "taken" });
    expect(await diary().hold(ask(x))).toEqual({ said: "booked" });
  });

  it("goes by its own clock: a hold is free when its time is over, before anybody swept", async () => {
    await diary().hold(ask(x));
    turnTo(5 * minute + 4 * second);
    expect(await diary().hold(ask(y))).toMatchObject({ said: "refused" });
    turnTo(5 * minute + 5 * second);
    expect(await diary().hold(ask(z))).toMatchObject({ said: "held" });
    expect(await diary().prepare(x)).toEqual({ said: "tomb", reason: "lapsed" });
  });

  it("lets abandoned holds go by alarm, and writes nothing to the books", async () => {
    await diary().hold(ask(x));
    expect(await diary().liveHolds()).toHaveLength(1);
    turnTo(6 * minute);
    expect(await runDurableObjectAlarm(stub())).toBe(true);
    expect(await diary().liveHolds()).toEqual([]);
    expect(await diary().hold(ask(x))).toEqual({ said: "tomb", reason: "lapsed" });
    expect(await decision(x)).toBeUndefined();
  });

  it("extends once and releases", async () => {
    await diary().hold(ask(x));
    expect(await diary().extend(x, 5 * minute)).toMatchObject({ lapsesAt: started + 10 * minute });
    expect(await diary().extend(x, 5 * minute)).toEqual({ said: "refused", why: "extended_before" });
    expect(await diary().release(x, "none", "released")).toBe(true);
    expect(await diary().hold(ask(y))).toMatchObject({ said: "held" });
  });

  it("counts by the newest limits it has been told, whoever brings older ones", async () => {
    const caps = [{ per: "day" as const, count: 1, minutes: null }];
    const zone = "Europe/Berlin" as Zone;
    const policy = { version: 3, zone, weekStart: 1 as const, caps, eventTypeCaps: {} };
    await diary().hold(ask(x, { policy }));
    await evictDurableObject(stub());
    const later = { start: after(tomorrow, 3 * hour), end: after(tomorrow, 4 * hour) };
    const older = { ...policy, version: 2, caps: [] };
    const wanted = { ...later, from: later.start, to: later.end, policy: older };
    expect(await diary().hold(ask(y, wanted))).toEqual({ said: "refused", why: "limit" });
  });

  it("reads no history: ten years of meetings cost a hold no row", async () => {
    const policy = { version: 1, zone: "UTC" as Zone, weekStart: 1 as const, caps: [], eventTypeCaps: {} };
    const week = [{ per: "week" as const, count: 99, minutes: null }];
    await diary().hold(ask(x, { policy: { ...policy, caps: week } }));
    await diary().release(x, "none", "released");
    const lean = await rowsRead(y);
    expect(lean).toBeGreaterThan(0);
    await diary().release(y, "none", "released");
    await runInDurableObject(stub(), (_, { storage }) =>
      storage.sql.exec(
        `WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
        INSERT INTO claims SELECT 'old ' || i, '', 'booked', NULL, ?1 - i * ?2, ?1 - i * ?2 + ?3, ?1 - i * ?2,
          ?1 - i * ?2 + ?3, NULL, NULL, NULL, NULL, 0, NULL, 0, 0, ?1 * 2 FROM n`,
        tomorrow - 30 * day,
        9 * hour,
        hour,
      ),
    );
    expect(await rowsRead(z)).toBeLessThanOrEqual(lean + 1);
  });

  it("is one tenant's: another who calls it by its name is sent away, and so is who speaks another version", async () => {
    await diary().hold(ask(x));
    const other = await newWorld();
    expect(await stub().hold(callerFor(other.tenant.id), ask(y))).toEqual({ open: false, why: "foreign" });
    const foreign = bindings.DIARY.getByName(`${other.tenant.id}:${member}`);
    expect(await foreign.hold(callerFor(world.tenant.id), ask(y))).toEqual({ open: false, why: "foreign" });
    const nameless = bindings.DIARY.get(bindings.DIARY.newUniqueId());
    expect(await nameless.hold(callerFor(world.tenant.id), ask(y))).toEqual({ open: false, why: "foreign" });
    const caller = callerFor(world.tenant.id);
    expect(await stub().hold({ ...caller, speaks: 9 }, ask(y))).toEqual({ open: false, why: "outdated" });
    expect(await stub().hold({ ...caller, epoch: 0 }, ask(y))).toEqual({ open: false, why: "outdated" });
  });
});

describe("a prepared claim is settled by the decision", () => {
  beforeEach(async () => {
    await diary().hold(ask(x));
    await diary().prepare(x);
    turnTo(5 * second);
  });

  it("that names its host: booked", async () => {
    await decide(x, "commit", [member]);
    await runDurableObjectAlarm(stub());
    expect(await diary().hold(ask(x))).toEqual({ said: "booked" });
  });

  it("that names another: free", async () => {
    await decide(x, "commit", [world.people.kolkata.member.id]);
    await runDurableObjectAlarm(stub());
    expect(await diary().hold(ask(x))).toEqual({ said: "tomb", reason: "unchosen" });
    expect(await diary().hold(ask(y))).toMatchObject({ said: "held" });
  });

  it("that nobody made: the diary makes it, and who commits later is too late", async () => {
    await runDurableObjectAlarm(stub());
    expect(await decision(x)).toMatchObject({ outcome: "abort", hosts: [], why: "expired", fingerprint: x });
    expect(await diary().hold(ask(x))).toEqual({ said: "tomb", reason: "aborted" });
    expect(await fateOf(decide(x, "commit", [member]))).toContain("UNIQUE");
  });

  it("that has been forgotten, and is read from the hours it took", async () => {
    await take(x);
    await runDurableObjectAlarm(stub());
    expect(await diary().hold(ask(x))).toEqual({ said: "booked" });
    expect(await decision(x)).toBeUndefined();
  });

  it("and never by time: while the books cannot be asked it blocks, and asks again", async () => {
    await runInDurableObject(stub(), async (object) => {
      Object.assign(object, { env: { ...bindings, DB: undefined } });
      await object.alarm();
    });
    turnTo(hour);
    expect(await diary().hold(ask(y))).toEqual({ said: "refused", why: "taken" });
    await evictDurableObject(stub());
    await runDurableObjectAlarm(stub());
    expect(await diary().hold(ask(z))).toMatchObject({ said: "held" });
  });

  it("and a cancel that comes in between has the last word", async () => {
    await decide(x, "commit", [member]);
    await Promise.all([runDurableObjectAlarm(stub()), diary().release(x, "canceled", "canceled")]);
    expect(await diary().hold(ask(x))).toMatchObject({ said: "tomb" });
  });
});

describe("a diary and the books", () => {
  it("whose storage was lost is read anew from the books before it gives any hour away", async () => {
    await take(x);
    expect(await diary().hold(ask(y))).toEqual({ said: "refused", why: "taken" });
    await runInDurableObject(stub(), async (_, state) => state.storage.deleteAll());
    await abortAllDurableObjects();
    expect(await diary().hold(ask(z))).toEqual({ said: "refused", why: "taken" });
  });

  it("of an older epoch is read anew from the books before it gives any hour away", async () => {
    await diary().hold(ask(x));
    await diary().release(x, "none", "released");
    const { epoch } = await diary().look();
    await runInDurableObject(stub(), async (_, { storage }) => {
      storage.kv.put("birth", { tenant: world.tenant.id, resource: member, epoch: epoch - 1 });
    });
    await take(y);
    expect(await diary().hold(ask(z))).toEqual({ said: "refused", why: "taken" });
    expect(await diary().look()).toMatchObject({ epoch, counts: { booked: 1 } });
    expect(await diary().reconcile()).toBe(0);
  });

  it("agree again: what the books gave back is free, what they have is booked", async () => {
    await book(x);
    await take(x, { active: false });
    expect(await diary().reconcile()).toBe(1);
    expect(await diary().hold(ask(x))).toEqual({ said: "tomb", reason: "canceled" });
    await take(y);
    expect(await diary().reconcile()).toBe(1);
    expect(await diary().hold(ask(z))).toEqual({ said: "refused", why: "taken" });
    expect(await diary().reconcile()).toBe(0);
  });

  it("that were rewound: an hour of which they know nothing stays blocked, whoever looks and however often", async () => {
    await book(x);
    for (const again of [1, 2]) {
      expect(await diary().reconcile(), `${again}`).toBe(0);
      await runDurableObjectAlarm(stub());
    }
    const { missing, counts } = await diary().look();
    expect(missing.map(({ txn, start }) => ({ txn, start }))).toEqual([{ txn: x, start: tomorrow }]);
    expect(counts).toMatchObject({ booked: 1, tomb: 0 });
    expect(await diary().hold(ask(y))).toEqual({ said: "refused", why: "taken" });
    // Another's row of the same intent says nothing of this one's hour.
    await take(x, { active: false, memberId: world.people.kolkata.member.id });
    expect((await diary().look()).missing).toHaveLength(1);
  });

  it("sets an alarm again that was lost, at the next call of whomever", async () => {
    await diary().hold(ask(x));
    turnTo(6 * minute);
    await runInDurableObject(stub(), (_, { storage }) => storage.deleteAlarm());
    await diary().liveHolds();
    expect(await runInDurableObject(stub(), (_, { storage }) => storage.getAlarm())).not.toBeNull();
  });
});

/** So many minutes after the hour that is taken, or before it. */
const from = (minutes: number, length = 60) => {
  const startsAt = after(tomorrow, minutes * minute);
  return { startsAt, endsAt: after(startsAt, length * minute) };
};

describe("the second wall", () => {
  it.each([
    ["the same hour", from(0), false],
    ["an hour inside", from(15, 15), false],
    ["an hour around", from(-30, 120), false],
    ["a minute of it", from(59), false],
    ["the hour after", from(60), true],
    ["the hour before", from(-60), true],
    ["the hour after, with a buffer before it", { ...from(65), beforeMinutes: 10 }, false],
    ["the hour before, with a buffer after it", { ...from(-65), afterMinutes: 10 }, false],
    ["a whole day before it, with half a day of buffer", { ...from(-1_900, 1_440), afterMinutes: 720 }, false],
    ["another seat of another session", { ...from(0), share: "s", seatNo: 1 }, false],
    ["the same hour, given back", { ...from(0), active: false }, true],
  ])("%s", async (_, words, stands) => {
    await take(x);
    expect(await fateOf(take(y, words))).toContain(stands ? "stands" : "OVERLAP");
    expect(await testContext().db.select().from(reservations).where(eq(reservations.memberId, member))).toHaveLength(
      stands ? 2 : 1,
    );
  });

  it("lets seats of one session stand side by side, and each but once", async () => {
    await take(x, { share: "s", seatNo: 1 });
    await take(y, { share: "s", seatNo: 2 });
    expect(await fateOf(take(z, { share: "s", seatNo: 2 }))).toContain("UNIQUE");
  });

  it("does not see a hold that has lapsed, nor other people's hours", async () => {
    await take(x, { kind: "hold", lapsesAt: after(started, minute) });
    await take(y, { memberId: world.people.kolkata.member.id });
    expect(await fateOf(take(z))).toContain("OVERLAP");
    turnTo(minute);
    await take(z);
  });

  it("stands before a change as before an insert", async () => {
    await take(x);
    await take(y, from(60));
    const { db } = testContext();
    const set = (words: Partial<typeof reservations.$inferInsert>, txn: string) =>
      db.update(reservations).set(words).where(eq(reservations.txn, txn));
    expect(await fateOf(set(from(30), y))).toContain("OVERLAP");
    expect(await fateOf(set(from(61), y))).toBe("stands");
    await take(z, { ...from(0), active: false });
    expect(await fateOf(set({ active: true }, z))).toContain("OVERLAP");
  });
});

/** A diary whose first calls fail in these ways. */
const faulty = (faults: readonly object[]) => {
  const asked: number[] = [];
  const hold = async () => {
    const fault = faults[asked.length - 1];
    if (fault !== undefined) throw Object.assign(new Error("Network connection lost."), fault);
    return { open: true, answer: { said: "booked" } };
  };
  const namespace = { getByName: () => (asked.push(asked.length), { hold }) };
  // Only what the client asks of a namespace.
  const reached = diaryOf({ DIARY: namespace as unknown as typeof bindings.DIARY }, world.tenant.id, member);
  return { asked, hold: () => reached.hold(ask(x)) };
};

describe("whoever asks a diary", () => {
  it("tries again what is retryable, each time by a new stub, three times in all", async () => {
    const twice = faulty([{ retryable: true }, { retryable: true }]);
    expect(await twice.hold()).toEqual({ said: "booked" });
    expect(twice.asked).toHaveLength(3);
    const always = faulty([{ retryable: true }, { retryable: true }, { retryable: true }]);
    await expect(always.hold()).rejects.toThrow("lost");
    expect(always.asked).toHaveLength(3);
  });

  it("leaves the overloaded alone, and takes a fault for a fault", async () => {
    for (const fault of [{ retryable: true, overloaded: true }, { remote: true }]) {
      const once = faulty([fault]);
      await expect(once.hold()).rejects.toThrow("lost");
      expect(once.asked).toHaveLength(1);
    }
  });
});

const intent = (txn: string, words: Partial<Take> = {}): Take => ({
  does: "take",
  txn,
  fingerprint: txn,
  deadline: after(readClock(), minute),
  fixed: [member],
  choices: [],
  certain: true,
  part: "whole",
  held: [],
  replaces: null,
  ...words,
});

/** Books that keep decisions where diaries look for them; `stumbles` loses the answer of a batch. */
const books = (txn: string, stumbles = false): Books => ({
  read: async () => decisionOf(await decision(txn)),
  async commit(places) {
    const hosts = places.map(({ host }) => host);
    await decide(txn, "commit", hosts);
    for (const memberId of hosts) await take(txn, { memberId: memberId as Id<"member"> });
    if (stumbles) throw new Error("Network connection lost.");
    return "done";
  },
  change: () => Promise.reject(new Error("Nothing is changed here.")),
  async abort() {
    const known = await decision(txn);
    if (known === undefined) await decide(txn, "abort", []);
    return decisionOf(await decision(txn)) ?? { outcome: "abort", hosts: [], fingerprint: txn, why: "expired" };
  },
});

describe("an attempt, driven to its answer", () => {
  const later: Promise<unknown>[] = [];
  const settle = async () => Promise.all(later.splice(0));

  const wanted = (txn: string, stumbles = false): Wanted => ({
    books: books(txn, stumbles),
    diary: (host) => diary(host as Id<"member">),
    asked: () => ask(txn),
    now: readClock,
    later: (work) => void later.push(work),
    alert: ({ what }) => {
      throw new Error(what);
    },
  });

  it("books a panel, and all retries get the same answer", async () => {
    const panel = { fixed: [member, world.people.kolkata.member.id] };
    const first = await drive(intent(x, panel), wanted(x));
    expect(first).toMatchObject({ said: "done" });
    await settle();
    expect(await diary().hold(ask(x))).toEqual({ said: "booked" });
    expect(await drive(intent(x, panel), wanted(x))).toEqual(first);
    expect(await drive(intent(x, { ...panel, fingerprint: "other" }), wanted(x))).toEqual({ said: "mismatch" });
    expect(await drive(intent(y), wanted(y))).toEqual({ said: "refused", why: "taken" });
    expect(await decision(y)).toBeUndefined();
  });

  it("whose batch went through and whose answer was lost learns that it is booked", async () => {
    expect(await drive(intent(x), wanted(x, true))).toEqual({ said: "done", hosts: [member] });
  });

  it("passes a busy host by and takes the next, one at a time", async () => {
    const { kolkata, vancouver } = world.people;
    await diary(kolkata.member.id).hold(ask(y));
    const choices = [[kolkata.member.id, vancouver.member.id, member]];
    expect(await drive(intent(x, { fixed: [], choices, certain: false }), wanted(x))).toEqual({
      said: "done",
      hosts: [vancouver.member.id],
    });
    expect(await diary().hold(ask(z))).toMatchObject({ said: "held" });
  });

  it("holds first and confirms later", async () => {
    const held = await drive(intent(x, { part: "hold" }), wanted(x));
    expect(held).toMatchObject({ said: "held", places: [{ host: member, seat: null }] });
    expect(await decision(x)).toBeUndefined();
    const places = held.said === "held" ? held.places : [];
    turnTo(5 * minute);
    const confirm = intent(x, { part: "confirm", held: places });
    expect(await drive(confirm, wanted(x))).toEqual({ said: "done", hosts: [member] });
  });

  it("that cannot reach a diary says that nobody knows", async () => {
    const lost: Wanted = {
      ...wanted(x),
      diary: () => ({ ...diary(), hold: () => Promise.reject(new Error("Network connection lost.")) }),
    };
    expect(await drive(intent(x), lost)).toEqual({ said: "unknown" });
    expect(await drive(intent(x), wanted(x))).toMatchObject({ said: "done" });
  });
});

function decisionOf(known: Awaited<ReturnType<typeof decision>>) {
  if (known === undefined) return null;
  const why = known.outcome === "commit" ? null : ("expired" as const);
  return { outcome: known.outcome ?? "abort", hosts: known.hosts ?? [], fingerprint: known.fingerprint, why };
}
