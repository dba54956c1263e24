// Slots and diaries agree, through the endpoints that people use: what is offered can be held, and what is not is refused for the very
// reasons that the explanation gives.
import * as fc from "fast-check";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createBooking } from "#booking/bookings/contract.ts";
import { eventTypes, type LimitWords } from "#booking/event-types/tables.ts";
import { createHold, createPublicHold, releaseHold } from "#booking/holds/contract.ts";
import { getSlots } from "#booking/slots/contract.ts";
import { mintSlotToken } from "#booking/slots/token.ts";
import { after, asInstant, day, type Instant, minute, toWire } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import type { ProblemBody } from "../../src/client.ts";
import { isTaken } from "../support/hours.ts";
import type { PersonKey } from "../support/world/company.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const started = readClock();
const midnight = asInstant(Math.ceil(started / day) * day);
const kinds = ["one_on_one", "collective", "round_robin", "group"] as const;
type Kind = (typeof kinds)[number];
const hosts: Record<Kind, readonly PersonKey[]> = {
  one_on_one: ["recruiter"],
  collective: ["berlin", "kolkata"],
  round_robin: ["berlin", "kolkata"],
  group: ["owner"],
};
const companies = 10;
const startsEach = 5;
const daysAsked = 5;
const ada = { name: "Ada Example", email: "ada@guest.example" };

/** Working hours of somebody, somewhere, in quarters of an hour. */
const quarter = fc.record({ on: fc.nat(daysAsked - 1), at: fc.integer({ min: 7 * 4, max: 15 * 4 }) });
const company = fc.record({
  first: fc.integer({ min: 0, max: 50 }),
  types: fc.record({
    beforeMinutes: fc.constantFrom(0, 0, 10),
    afterMinutes: fc.constantFrom(0, 0, 15),
    incrementMinutes: fc.constantFrom(null, 15, 20),
    noticeMinutes: fc.constantFrom(0, 120, 30 * 60),
    limits: fc.constantFrom<LimitWords[]>([], [{ per: "day", count: 1, minutes: null }]),
  }),
  taken: fc.array(
    fc.record({
      who: fc.constantFrom<PersonKey>("recruiter", "berlin", "kolkata", "owner"),
      when: quarter,
      minutes: fc.constantFrom(30, 45, 90),
      buffer: fc.constantFrom(0, 0, 15),
    }),
    { minLength: 4, maxLength: 14 },
  ),
  acts: fc.array(
    fc.record({ does: fc.constantFrom("book", "hold", "public hold"), kind: fc.constantFrom(...kinds), when: quarter }),
    { minLength: 8, maxLength: 20 },
  ),
  asked: fc.record({
    offered: fc.array(fc.nat(10_000), { minLength: startsEach, maxLength: startsEach }),
    /** Near something that was taken, or anywhere. */
    other: fc.array(fc.record({ near: fc.nat(3), by: fc.integer({ min: -3, max: 3 }), else: quarter }), {
      minLength: startsEach,
      maxLength: startsEach,
    }),
  }),
});
type Company = typeof company extends fc.Arbitrary<infer C> ? C : never;

const instantOf = (first: number, { on, at }: { on: number; at: number }): Instant =>
  after(midnight, (first + on) * day + at * 15 * minute);

/** Starts around what was done for this kind, and some that have nothing to do with it. */
function othersOf({ first, acts, asked }: Company, kind: Kind): Instant[] {
  const near = acts.filter((act) => act.kind === kind).map(({ when }) => when);
  return asked.other.map((other) => {
    const when = near[other.near] ?? other.else;
    return instantOf(first, { ...when, at: when.at + other.by });
  });
}

/** Meetings, holds of staff and of strangers, wherever they fit. */
async function furnish(world: World, { first, types, taken, acts }: Company): Promise<void> {
  const { db, config } = testContext();
  const { id, slug } = world.tenant;
  const { limits, ...plain } = types;
  await db.batch([
    db.update(eventTypes).set(plain).where(eq(eventTypes.tenantId, id)),
    db.update(eventTypes).set({ limits }).where(eq(eventTypes.id, world.booking.eventTypes.collective.id)),
    db.update(eventTypes).set({ capacity: 2 }).where(eq(eventTypes.id, world.booking.eventTypes.group.id)),
  ]);
  for (const { who, when, minutes, buffer } of taken) {
    const start = instantOf(first, when);
    // The wall behind the diaries lets no two of them overlap.
    await isTaken(world, who, start, minutes, { beforeMinutes: buffer, afterMinutes: buffer }).catch(() => undefined);
  }
  const owner = await world.as("owner");
  for (const { does, kind, when } of acts) {
    const type = world.booking.eventTypes[kind];
    const start = instantOf(first, when);
    const time = { event_type_id: type.id, starts_at: toWire(start), force: true };
    if (does === "book") await owner.call(createBooking, { body: { ...time, invitee: ada } });
    if (does === "hold") await owner.call(createHold, { body: time });
    if (does !== "public hold") continue;
    const offer = { eventType: type.id, start, minutes: type.defaultMinutes };
    const slot_token = await mintSlotToken(config, id, offer, readClock());
    await world.anonymous.call(createPublicHold, { param: { tenant: slug }, body: { slot_token } });
  }
}

type Told = { reason: string; from: string; until: string };

/** For each host, why they could not take a meeting that begins then. */
function reasonsAt(
  explained: readonly { member_id: string; days: readonly { removed: readonly Told[] }[] }[],
  start: Instant,
  minutes: number,
) {
  const end = after(start, minutes * minute);
  const touches = ({ from, until }: Told) => Date.parse(from) < end && start < Date.parse(until);
  return new Map(
    explained.map(({ member_id, days }) => [
      member_id,
      new Set(
        days
          .flatMap(({ removed }) => removed.filter(touches).map(({ reason }) => reason))
          .filter((reason) => reason !== "too_short"),
      ),
    ]),
  );
}

const clashes: Record<string, string> = { busy: "meeting", hold: "hold", buffer: "buffer", limit: "limit" };

/** What becomes of a hold: it is held, or refused in one of these ways. */
function expected(kind: Kind, isOffered: boolean, reasons: ReadonlyMap<string, ReadonlySet<string>>): string[] {
  const free = [...reasons.values()].filter(({ size }) => size === 0).length;
  const isFree = kind === "round_robin" ? free > 0 : free === hosts[kind].length;
  if (isOffered || isFree) return ["held"];
  const all = [...new Set([...reasons.values()].flatMap((of) => [...of]))].toSorted();
  const met = all.flatMap((reason) => clashes[reason] ?? []);
  if (met.length === 0) return [`slot.unavailable ${all.join()}`];
  // A session whose last seat is gone is a meeting, and is called full.
  return [...met, ...(kind === "group" ? ["full"] : [])].map((clash) => `slot.taken ${clash}`);
}

function found(answer: { ok: true } | { ok: false; problem: ProblemBody }): string {
  if (answer.ok) return "held";
  const { code, clash, reasons = [] } = answer.problem;
  return code === "slot.taken" ? `${code} ${String(clash)}` : `${code} ${(reasons as string[]).toSorted().join()}`;
}

/** Asks for one start, and gives it back. */
async function ask(world: World, kind: Kind, starts_at: string): Promise<string> {
  const owner = await world.as("owner");
  const answer = await owner.call(createHold, {
    body: { event_type_id: world.booking.eventTypes[kind].id, starts_at },
  });
  if (answer.ok) await owner.ok(releaseHold, { param: { id: answer.body.id } });
  return found(answer);
}

describe("slots and diaries", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: started }));
  afterAll(() => void vi.useRealTimers());

  it(`of ${companies * startsEach * 2 * kinds.length} starts, whatever is offered is held, and whatever is not is refused as explained`, async () => {
    const differences: string[] = [];
    const counts: Record<string, number> = { offered: 0, unlisted: 0, taken: 0, unavailable: 0 };
    for (const one of fc.sample(company, { seed: 20_261_120, numRuns: companies })) {
      const world = await newWorld();
      await furnish(world, one);
      const owner = await world.as("owner");
      const starts_after = toWire(after(midnight, one.first * day));
      const starts_before = toWire(after(midnight, (one.first + daysAsked) * day));
      for (const kind of kinds) {
        const { id, defaultMinutes } = world.booking.eventTypes[kind];
        const said = await owner.ok(getSlots, {
          param: { id },
          query: { starts_after, starts_before, minutes: defaultMinutes, explain: "true" },
        });
        const offered = (said.offers[0]?.slots ?? []).map((slot) => slot.starts_at);
        const chosen = one.asked.offered.flatMap((place) => offered[place % Math.max(1, offered.length)] ?? []);
        for (const starts_at of new Set([...chosen, ...othersOf(one, kind).map(toWire)])) {
          const start = asInstant(Date.parse(starts_at));
          const isOffered = offered.includes(starts_at);
          const may = expected(kind, isOffered, reasonsAt(said.explanation?.hosts ?? [], start, defaultMinutes));
          const got = await ask(world, kind, starts_at);
          const what = got === "held" ? (isOffered ? "offered" : "unlisted") : (got.split(" ")[0] ?? "").slice(5);
          counts[what] = (counts[what] ?? 0) + 1;
          if (!may.includes(got))
            differences.push(`${kind} at ${starts_at}: ${got}, not ${may.join(" or ")}; ${JSON.stringify(one)}`);
        }
      }
    }
    console.info(`offers: ${JSON.stringify(counts)}, differences: ${differences.length}`);
    expect(differences).toEqual([]);
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(200);
    expect(Math.min(counts["offered"] ?? 0, counts["taken"] ?? 0, counts["unavailable"] ?? 0)).toBeGreaterThan(20);
  });
});
