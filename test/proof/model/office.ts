// A company on the real runtime with three people who can be had at any hour, and everything a step may ask of it.
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { vi } from "vitest";
import { interviewers } from "#availability/interviewing/tables.ts";
import { overrides } from "#availability/overrides/tables.ts";
import { schedules } from "#availability/schedules/tables.ts";
import { timeOff } from "#availability/time-off/tables.ts";
import { travel } from "#availability/travel/tables.ts";
import { eventTypeHosts, eventTypes } from "#booking/event-types/tables.ts";
import { poolMembers, pools } from "#booking/pools/tables.ts";
import { usual } from "#booking/settings/rules.ts";
import { bookingSettings } from "#booking/settings/tables.ts";
import { mintSlotToken } from "#booking/slots/token.ts";
import type { OpDef } from "#http/op.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, day, type Instant, toWire } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { outbox } from "#platform/facts/tables.ts";
import { parseHours } from "#time/notation.ts";
import { type Ask, requestFor } from "../../../src/client.ts";
import { tick } from "../../../src/cron.ts";
import { hearing } from "../../../src/facts.ts";
import { type ClaimRow, readLedgers, type Told } from "../../support/invariants.ts";
import { deliver } from "../../support/queue.ts";
import { bindings, newWorld, send, testContext, type World } from "../../support/world/world.ts";
import { type By, type Kind, mostADay, offers, seats, startOf } from "./model.ts";

/** As much of any answer as a step looks at. */
type Body = {
  code?: string;
  id?: string;
  status?: string | number;
  version?: number;
  starts_at?: string;
  hold_token?: string;
  member_ids?: readonly string[];
  hosts?: readonly { member_id: string }[];
};
export type Said = { status: number; code: string; body: Body };

type Request = {
  key: string;
  by: By;
  op: OpDef;
  ask: { param?: Record<string, string>; body?: unknown };
  network: string;
};

const people = ["berlin", "kolkata", "vancouver"] as const;

export class Office {
  readonly world: World;
  readonly base: Instant;
  /** In the order of their ids, as the model counts them. */
  readonly members: readonly Id<"member">[];
  readonly told: Told[] = [];
  /** What has an answer for good. */
  readonly asked: Request[] = [];
  /** What is called by its place in the model. */
  readonly holds: { id: string; token: string }[] = [];
  readonly bookings: string[] = [];
  #count = 0;

  constructor(world: World, base: Instant) {
    this.world = world;
    this.base = base;
    this.members = people.map((who) => world.people[who].member.id).toSorted();
  }

  typeOf = (kind: Kind) => this.world.booking.eventTypes[kind];
  timeOf = (kind: Kind, at: number) => ({ start: asInstant(startOf(this.base, at)), minutes: offers[kind].minutes });
  wire = (at: number): string => toWire(asInstant(startOf(this.base, at)));

  /** People as the model counts them. */
  hostsOf = (ids: readonly string[]): number[] =>
    ids.map((id) => this.members.findIndex((member) => member === id)).toSorted((one, other) => one - other);
  hostsIn = ({ hosts = [] }: Body): number[] => this.hostsOf(hosts.map(({ member_id }) => member_id));

  slotToken(kind: Kind, at: number): Promise<string> {
    const offer = { eventType: this.typeOf(kind).id, ...this.timeOf(kind, at) };
    return mintSlotToken(testContext().config, this.world.tenant.id, offer, readClock());
  }

  /** Each from a place of its own, so that nobody's budget is in the way. */
  async call<const D extends OpDef>(by: By, op: D, ask: Ask<D>, confirms = false): Promise<Said> {
    const number = this.#count++;
    const request = {
      key: `${this.world.mark} ${number}`,
      by,
      op,
      ask: ask as Request["ask"],
      network: networkOf(number),
    };
    if (op.key === "required") this.asked.push(request);
    return this.send(request, confirms);
  }

  async send({ key, by, op, ask, network }: Request, confirms = false): Promise<Said> {
    const headers = { "Idempotency-Key": key, "CF-Connecting-IP": network };
    const credential = by === "staff" ? this.world.keys.full.text : undefined;
    const response = await send(requestFor({ baseUrl: bindings.PUBLIC_ORIGIN, credential }, op, { ...ask, headers }));
    const text = await response.text();
    const body = text === "" ? {} : (JSON.parse(text) as Body);
    if (response.status >= 500) throw new Error(`${op.id} failed: ${text}`);
    this.told.push({ key, status: response.status, body, confirms });
    return { status: response.status, code: response.ok ? "ok" : (body.code ?? "none"), body };
  }

  turnTo = (now: number): void => void vi.setSystemTime(now);
  stub = (host: number) => bindings.DIARY.getByName(`${this.world.tenant.id}:${this.members[host]}`);
  /** Out of memory; who is not in it stays where they are. */
  evict = (host: number): Promise<void> =>
    evictDurableObject(this.stub(host)).catch((error: unknown) => {
      if (!String(error).includes("not currently running")) throw error;
    });
  ring = (host: number): Promise<boolean> => runDurableObjectAlarm(this.stub(host));
  tick = (): Promise<void> => tick(testContext());

  /** Some of what nobody has heard of yet, as the queue brings it. */
  async deliver(some: number, isTwice: boolean): Promise<void> {
    const tenant = this.world.tenant.id;
    const rows = await testContext().db.select({ fact: outbox.factId }).from(outbox).where(eq(outbox.tenantId, tenant));
    const notes = rows.filter((_, place) => (some >> (place % 8)) % 2 === 1).map(({ fact }) => ({ tenant, fact }));
    if (notes.length === 0) return;
    await deliver(hearing, notes);
    if (isTwice) await deliver(hearing, notes.toReversed());
  }

  claimsOf = (member: string): Promise<readonly ClaimRow[]> =>
    runInDurableObject(bindings.DIARY.getByName(`${this.world.tenant.id}:${member}`), (_, { storage }) =>
      storage.sql.exec<ClaimRow & Record<string, SqlStorageValue>>("SELECT * FROM claims").toArray(),
    );

  /** Nothing of it is left to cron, which looks after all companies at once. */
  async close(): Promise<void> {
    const told = [
      "reminders",
      "attendees",
      "booking_answers",
      "booking_events",
      "links",
      "reservations",
      "bookings",
      "pool_members",
    ];
    const gone = told.map((table) => bindings.DB.prepare(`delete from ${table} where tenant_id = ?`));
    await bindings.DB.batch(gone.map((statement) => statement.bind(this.world.tenant.id)));
  }

  async ledgers() {
    const claimsOf = async (member: string) =>
      this.members.some((id) => id === member) ? this.claimsOf(member) : Promise.resolve([]);
    return readLedgers(bindings.DB, this.world.tenant.id, claimsOf, readClock());
  }
}

const networkOf = (number: number): string => `10.${(number >> 8) % 256}.${number % 256}.1`;

/** Nothing is offered but on the two days that are lived, so that looking for other times costs little. */
const horizonOf = (base: Instant) => ({
  kind: "dates" as const,
  first: toWire(base).slice(0, 10),
  last: toWire(after(base, day)).slice(0, 10),
});

/** All three are always there; one on one waits for a word, a session has three seats. */
export async function openOffice(base: Instant): Promise<Office> {
  const world = await newWorld();
  const { db, now } = testContext();
  const { id } = world.tenant;
  const always = parseHours("Mon-Sun 00:00-24:00 UTC");
  if (!always.ok || always.value.zone === null) throw new Error("These are no hours.");
  const { one_on_one, group, collective, round_robin } = world.booking.eventTypes;
  const office = new Office(world, base);
  const [first, second, third] = office.members as [Id<"member">, Id<"member">, Id<"member">];
  const host = (eventTypeId: Id<"event_type">, memberId: Id<"member">, position = 0) => ({
    tenantId: id,
    eventTypeId,
    memberId,
    position,
    scheduleId: null,
  });
  const [seat] = world.booking.seats;
  if (seat === undefined) throw new Error("The company's pool is empty.");
  await db.batch([
    db.delete(overrides).where(eq(overrides.tenantId, id)),
    db.delete(timeOff).where(eq(timeOff.tenantId, id)),
    db.delete(travel).where(eq(travel.tenantId, id)),
    db.delete(interviewers).where(eq(interviewers.tenantId, id)),
    db
      .update(schedules)
      .set({ timeZone: always.value.zone, weekly: always.value.weekly })
      .where(eq(schedules.tenantId, id)),
    db
      .update(eventTypes)
      .set({ horizon: horizonOf(base), incrementMinutes: 30 })
      .where(eq(eventTypes.tenantId, id)),
    db.update(eventTypes).set({ confirmationRequired: true }).where(eq(eventTypes.id, one_on_one.id)),
    db.update(eventTypes).set({ capacity: seats }).where(eq(eventTypes.id, group.id)),
    db.delete(eventTypeHosts).where(eq(eventTypeHosts.tenantId, id)),
    db
      .insert(eventTypeHosts)
      .values([
        host(one_on_one.id, second),
        host(collective.id, first),
        host(collective.id, second, 1),
        host(group.id, third),
      ]),
    db
      .update(eventTypes)
      .set({ durations: [45], defaultMinutes: 45, limits: [{ per: "day", count: mostADay, minutes: null }] })
      .where(eq(eventTypes.id, round_robin.id)),
    db.insert(bookingSettings).values({
      tenantId: id,
      ...usual,
      approvalHours: 1,
      createdAt: now,
      updatedAt: now,
    }),
    db.update(pools).set({ strategy: "rotate" }).where(eq(pools.tenantId, id)),
    db.delete(poolMembers).where(eq(poolMembers.tenantId, id)),
    db
      .insert(poolMembers)
      .values(office.members.map((memberId) => ({ ...seat, memberId, standing: "qualified" as const }))),
  ]);
  return office;
}
