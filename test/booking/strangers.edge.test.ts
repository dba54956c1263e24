import { abortAllDurableObjects, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { leavePlace, takePlace } from "#booking/holds/squatting.ts";
import { settingsOf, settingsStatement } from "#booking/settings/actions.ts";
import { changeBookingSettings, getBookingSettings } from "#booking/settings/contract.ts";
import { usual } from "#booking/settings/rules.ts";
import { networkOf } from "#http/guard.ts";
import { publicTenant } from "#identity/gate/public-tenant.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, minute, second } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { toldIn } from "../support/people.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const started = readClock();
const turnTo = (millis: number): void => void vi.setSystemTime(started + millis);
const until = (millis: number) => after(started, millis);
const from = (ip: string) => ({ bindings, caller: { ip, userAgent: null } });
/** An IPv6 address of these bits, in full. */
const written = (bits: bigint): string =>
  bits
    .toString(16)
    .padStart(32, "0")
    .replaceAll(/(.{4})(?!$)/g, "$1:");
const ifMatch = (version: number) => ({ headers: { "If-Match": `"${version}"` } });

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: started }));
afterEach(() => void vi.useRealTimers());

describe("how a company is booked", () => {
  it("is as usual until it says otherwise, and then as it said", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const first = await owner.call(getBookingSettings, {});
    expect(first.headers.get("ETag")).toBe('"0"');
    expect(first.ok && first.body).toEqual({
      object: "booking_settings",
      public_holds_per_network: 5,
      public_hold_percent: 20,
      approval_hours: 48,
      embed_origins: [],
      created_at: null,
      updated_at: null,
      version: 0,
    });
    await owner.refused(changeBookingSettings, { body: { approval_hours: 24 }, ...ifMatch(1) }, "version.conflict");
    const said = await owner.call(changeBookingSettings, { body: { approval_hours: 24 }, ...ifMatch(0) });
    expect(said.headers.get("ETag")).toBe('"1"');
    expect(said.ok && said.body).toMatchObject({
      ...(first.ok && first.body),
      approval_hours: 24,
      version: 1,
      created_at: expect.any(String),
      updated_at: expect.any(String),
    });
    await owner.refused(changeBookingSettings, { body: {}, ...ifMatch(0) }, "version.conflict");
    await owner.ok(changeBookingSettings, { body: { public_hold_percent: 100 }, ...ifMatch(1) });
    const viewer = await world.as("viewer");
    expect(await viewer.ok(getBookingSettings, {})).toMatchObject({
      approval_hours: 24,
      public_hold_percent: 100,
      public_holds_per_network: 5,
      version: 2,
    });
    await viewer.refused(changeBookingSettings, { body: { approval_hours: 1 } }, "permission.missing");
    const told = { type: "booking_settings.changed", entity: world.tenant.id, actor: world.people.owner.member.id };
    expect(await toldIn(world.tenant.id)).toEqual([told, told]);
  });

  it("is changed by several who speak first at once", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    await Promise.all([
      owner.ok(changeBookingSettings, { body: { public_holds_per_network: 1_000 } }),
      owner.ok(changeBookingSettings, { body: { public_hold_percent: 1 } }),
      owner.ok(changeBookingSettings, { body: { approval_hours: 720 } }),
    ]);
    expect(await owner.ok(getBookingSettings, {})).toMatchObject({
      public_holds_per_network: 1_000,
      public_hold_percent: 1,
      approval_hours: 720,
      version: 3,
    });
  });

  it("stays within bounds", async () => {
    const owner = await (await newWorld()).as("owner");
    for (const [field, ...values] of [
      ["public_holds_per_network", 0, 1_001, 2.5],
      ["public_hold_percent", 0, 101],
      ["approval_hours", 0, 721, null],
    ] as const)
      for (const value of values) {
        const refused = await owner.refused(changeBookingSettings, { body: { [field]: value } }, "body.invalid");
        expect(refused.problem.errors?.[0]?.pointer).toBe(`/${field}`);
      }
    expect(await owner.ok(getBookingSettings, {})).toMatchObject({ version: 0 });
  });

  it("is read by others in a batch of theirs, of a company named by its address as well", async () => {
    const world = await newWorld();
    const scope = world.scope();
    expect(settingsOf(await settingsStatement(scope))).toEqual(usual);
    await (await world.as("owner")).ok(changeBookingSettings, { body: { approval_hours: 3 } });
    const [rows] = await scope.db.batch([settingsStatement(publicTenant(testContext(), world.tenant.slug))]);
    expect(settingsOf(rows)).toEqual({ ...usual, approvalHours: 3 });
    const other = await newWorld();
    expect(settingsOf(await settingsStatement(other.scope()))).toEqual(usual);
  });
});

describe("a stranger's network", () => {
  const here = from("198.51.100.7");
  const quota = 5;
  let world: World;
  let holds: Id<"hold">[];
  const place = (hold: Id<"hold">, end = until(5 * minute), within = here, of = quota) =>
    takePlace(within, world.tenant.id, hold, end, of);
  const limiter = () => bindings.LIMITER.getByName(`${world.tenant.id}:198.51.100`);

  beforeEach(async () => {
    world = await newWorld();
    holds = Array.from({ length: 12 }, () => testContext().newId("hold"));
  });

  it("is a /24 or a /56, however the address is written", () => {
    expect(networkOf("198.51.100.7")).toBe(networkOf("198.51.100.250"));
    expect(networkOf("198.51.100.7")).not.toBe(networkOf("198.51.101.7"));
    expect(networkOf("::ffff:198.51.100.7")).toBe(networkOf("198.51.100.7"));
    expect(networkOf("::FFFF:203.0.113.1")).not.toBe(networkOf("198.51.100.7"));
    const home = networkOf("2001:db8:1:a2ff:1:2:3:4");
    for (const same of ["2001:db8:1:a200::", "2001:0DB8:0001:a2aa::9", "2001:db8:1:a201:0:0:0:1"])
      expect(networkOf(same)).toBe(home);
    for (const other of ["2001:db8:1:a300::", "2001:db8:1:a1ff::9", "2001:db8:2:a200::", "2001:db8::a200:1"])
      expect(networkOf(other)).not.toBe(home);
    // Each of the first 56 bits tells, and none of the rest.
    const bits = (1n << 128n) - 1n;
    for (let bit = 0n; bit < 128n; bit++) {
      const flipped = networkOf(written(bits ^ (1n << (127n - bit))));
      expect(flipped === networkOf(written(bits))).toBe(bit >= 56n);
    }
  });

  it("has so many places, and is told when the next is free", async () => {
    for (const [at, hold] of holds.slice(0, quota).entries())
      expect(await place(hold, until(5 * minute + at * second))).toEqual({ ok: true, value: true });
    const refused = { ok: false, refusal: { code: "hold.too_many", retry_after: 300 } };
    expect(await place(holds[5] as Id<"hold">)).toEqual(refused);
    expect(await place(holds[5] as Id<"hold">, until(5 * minute), from("198.51.100.99"))).toEqual(refused);
    // Another network, another company, and a company that allows more.
    expect((await place(holds[5] as Id<"hold">, until(5 * minute), from("198.51.101.7"))).ok).toBe(true);
    const other = await newWorld();
    expect((await takePlace(here, other.tenant.id, holds[5] as Id<"hold">, until(minute), quota)).ok).toBe(true);
    expect((await place(holds[5] as Id<"hold">, until(6 * minute), here, 6)).ok).toBe(true);
    // One that allows fewer by now waits for as many to end.
    expect(await place(holds[6] as Id<"hold">, until(minute), here, 4)).toMatchObject({
      refusal: { retry_after: 302 },
    });
  });

  it("counts nobody twice, lets them stay longer, and never shorter", async () => {
    const [first, second_, third] = holds as [Id<"hold">, Id<"hold">, Id<"hold">];
    const all = await Promise.all(Array.from({ length: 20 }, () => place(first, until(5 * minute), here, 2)));
    expect(all.every(({ ok }) => ok)).toBe(true);
    expect((await place(second_, until(5 * minute), here, 2)).ok).toBe(true);
    expect((await place(first, until(10 * minute), here, 2)).ok).toBe(true);
    // A retry of the first request comes late, with the time it was given.
    expect((await place(first, until(5 * minute), here, 1)).ok).toBe(true);
    turnTo(5 * minute);
    expect((await place(third, until(6 * minute), here, 2)).ok).toBe(true);
    expect(await place(second_, until(11 * minute), here, 2)).toMatchObject({ refusal: { retry_after: 60 } });
    turnTo(10 * minute);
    expect((await place(second_, until(11 * minute), here, 1)).ok).toBe(true);
  });

  it("gets a place back at its time, or when it is left", async () => {
    const [first, second_, third] = holds as [Id<"hold">, Id<"hold">, Id<"hold">];
    expect((await place(first, until(minute), here, 1)).ok).toBe(true);
    expect((await place(second_, until(minute), here, 1)).ok).toBe(false);
    await leavePlace(here, world.tenant.id, second_);
    expect((await place(second_, until(minute), here, 1)).ok).toBe(false);
    await leavePlace(here, world.tenant.id, first);
    await leavePlace(here, world.tenant.id, first);
    expect((await place(second_, until(minute), here, 1)).ok).toBe(true);
    turnTo(minute - 1);
    expect(await place(third, until(2 * minute), here, 1)).toMatchObject({ refusal: { retry_after: 1 } });
    turnTo(minute);
    expect((await place(third, until(2 * minute), here, 1)).ok).toBe(true);
    // A time that has gone by takes nothing.
    expect((await place(first, until(0), here, 2)).ok).toBe(true);
    expect((await place(second_, until(2 * minute), here, 2)).ok).toBe(true);
  });

  it("is one of fifty who come at once", async () => {
    const context = testContext();
    const all = await Promise.all(Array.from({ length: 50 }, () => place(context.newId("hold"))));
    expect(all.filter(({ ok }) => ok)).toHaveLength(quota);
  });

  it("keeps its places over evictions and crashes, and is forgotten when all are over", async () => {
    for (const hold of holds.slice(0, quota)) await place(hold);
    await leavePlace(here, world.tenant.id, holds[0] as Id<"hold">);
    await evictDurableObject(limiter());
    expect((await place(holds[5] as Id<"hold">, until(7 * minute))).ok).toBe(true);
    await abortAllDurableObjects();
    expect(await place(holds[6] as Id<"hold">)).toMatchObject({ refusal: { retry_after: 300 } });
    const kept = () => runInDurableObject(limiter(), (_, { storage }) => [...storage.kv.list()].length);
    expect(await kept()).toBe(quota);
    const rings = await runInDurableObject(limiter(), (_, { storage }) => storage.getAlarm());
    expect(rings).toBe(until(8 * minute));
    // Rung too early, it forgets nobody who is there.
    turnTo(6 * minute);
    await runDurableObjectAlarm(limiter());
    expect(await kept()).toBe(1);
    expect((await place(holds[7] as Id<"hold">, until(8 * minute), here, 1)).ok).toBe(false);
    expect((await place(holds[7] as Id<"hold">, until(9 * minute), here, 2)).ok).toBe(true);
    turnTo(10 * minute);
    expect(await runDurableObjectAlarm(limiter())).toBe(true);
    expect(await kept()).toBe(0);
    expect((await place(holds[8] as Id<"hold">, until(12 * minute), here, 1)).ok).toBe(true);
    expect(await kept()).toBe(1);
  });

  it("is forgotten without the budgets that stand beside its places", async () => {
    const policy = { name: "beside", quota: 10, windowSeconds: 3_600 };
    await limiter().take(policy);
    for (const hold of holds.slice(0, 2)) await place(hold);
    turnTo(7 * minute);
    await runDurableObjectAlarm(limiter());
    await evictDurableObject(limiter());
    expect(await limiter().take(policy)).toMatchObject({ remaining: 8 });
  });

  it("passes when nobody can count", async () => {
    const broken = {
      lease: () => Promise.reject(new Error("out of reach")),
      giveBack: () => Promise.reject(new Error("out of reach")),
    };
    const within = {
      caller: here.caller,
      // Only what is asked of it here.
      bindings: { ...bindings, LIMITER: { getByName: () => broken } as unknown as typeof bindings.LIMITER },
    };
    expect(await takePlace(within, world.tenant.id, holds[0] as Id<"hold">, asInstant(started + minute), 0)).toEqual({
      ok: true,
      value: true,
    });
    await expect(leavePlace(within, world.tenant.id, holds[0] as Id<"hold">)).resolves.toBeUndefined();
  });
});
