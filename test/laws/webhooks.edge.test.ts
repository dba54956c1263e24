import { env } from "cloudflare:workers";
import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { eventTypes, factTypes, hearing, reactions } from "../../src/facts.ts";
import {
  cancelBooking,
  confirmBooking,
  createBooking,
  createPublicBooking,
  declineBooking,
  rescheduleBooking,
} from "#booking/bookings/contract.ts";
import { bookingFacts } from "#booking/bookings/facts.ts";
import { changeEventType } from "#booking/event-types/contract.ts";
import { getPublicSlots } from "#booking/slots/contract.ts";
import type { Id } from "#kernel/ids.ts";
import type { FactKind } from "#kernel/fact.ts";
import { asInstant } from "#kernel/instant.ts";
import { fits } from "#outreach/events/rules.ts";
import { tellWebhooks } from "#outreach/webhooks/reactions.ts";
import { type Webhook, webhooks } from "#outreach/webhooks/tables.ts";
import { builtIns } from "#outreach/workflows/rules.ts";
import { facts } from "#platform/facts/tables.ts";
import type { FactNote } from "#platform/scope.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { makeObject } from "../support/objects.ts";
import { deliver } from "../support/queue.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

/**
 * Whatever happens is told to every endpoint that asks for it, exactly once. What there is to tell is the house's own list of facts, so
 * that a new one is under this law the moment it exists.
 */
const { db } = testContext();

afterEach(() => void vi.useRealTimers());

const listeners: { name: string; is: Partial<Webhook>; hears: boolean }[] = [
  { name: "all", is: { events: ["*"] }, hears: true },
  { name: "bookings", is: { events: ["booking.*"] }, hears: true },
  { name: "one kind", is: { events: ["booking.created"] }, hears: true },
  { name: "two kinds, one twice over", is: { events: ["booking.canceled", "booking.*"] }, hears: true },
  { name: "elsewhere", is: { events: ["team.*", "booking_settings.changed"] }, hears: true },
  { name: "moved", is: { events: ["*"], status: "pending" }, hears: true },
  { name: "unproved", is: { events: ["*"], status: "pending", verifiedAt: null }, hears: false },
  { name: "off", is: { events: ["*"], active: false }, hears: false },
  { name: "disabled", is: { events: ["*"], status: "disabled" }, hears: false },
];

type Listener = (typeof listeners)[number] & { id: string };

async function listening(world: World): Promise<Listener[]> {
  const made: Listener[] = [];
  for (const listener of listeners) {
    const id = (await makeObject.webhook?.(world, "present")) as Id<"webhook">;
    // Nothing is sent meanwhile: who is told is the question, not whether it arrives.
    await db
      .update(webhooks)
      .set({ pausedUntil: farOff, failures: 10, ...listener.is })
      .where(eq(webhooks.id, id));
    made.push({ ...listener, id });
  }
  await makeObject.webhook?.(world, "deleted");
  await makeObject.webhook?.(await newWorld(), "present");
  return made;
}

const farOff = asInstant(Date.UTC(2100, 0));

/** Facts that were told too seldom, too often, or to the wrong ones. */
async function wronglyTold(world: World, listening_: readonly Listener[]): Promise<string[]> {
  const told = await db.all<{ id: string; type: string; recipient: string | null; rows: number }>(sql`
    select f.id, f.type, d.recipient, count(d.id) as rows from facts f
    left join deliveries d on d.tenant_id = f.tenant_id and d.subject_id = f.id and d.channel = 'webhook'
    where f.tenant_id = ${world.tenant.id} group by f.id, d.recipient`);
  const types = new Map(told.map(({ id, type }) => [id, type]));
  const counts = new Map(told.map(({ id, recipient, rows }) => [`${id} ${recipient}`, rows]));
  const strays = told.filter(({ recipient }) => recipient !== null && !listening_.some(({ id }) => id === recipient));
  return [
    ...strays.map(({ type, recipient }) => `${type} was told to ${recipient}`),
    ...[...types].flatMap(([fact, type]) =>
      listening_.flatMap(({ id, name, is, hears }) => {
        const wanted = hears && fits(is.events ?? [], type) ? 1 : 0;
        const got = counts.get(`${fact} ${id}`) ?? 0;
        return got === wanted ? [] : [`${type} was told to "${name}" ${got} times`];
      }),
    ),
  ];
}

async function tell(world: World, type: string, { action, entity }: FactKind): Promise<FactNote> {
  const context = testContext();
  const id = context.newId("fact");
  await db.insert(facts).values({
    tenantId: world.tenant.id,
    seq: sql`(select coalesce(max(seq), 0) + 1 from facts where tenant_id = ${world.tenant.id})`,
    id,
    type,
    action,
    entityType: entity,
    entityId: context.newId(entity),
    version: 1,
    actor: "system",
    requestId: context.requestId,
    at: context.now,
  });
  return { tenant: world.tenant.id, fact: id };
}

async function notesOf(world: World): Promise<FactNote[]> {
  const rows = await db.select({ fact: facts.id }).from(facts).where(eq(facts.tenantId, world.tenant.id));
  return rows.map(({ fact }) => ({ tenant: world.tenant.id, fact }));
}

describe("every fact has exactly one delivery per subscribed endpoint", () => {
  it("of whatever kind, however often and however many at a time it is heard", async () => {
    const world = await newWorld();
    const endpoints = await listening(world);
    const notes: FactNote[] = [];
    for (const [type, kind] of Object.entries(factTypes)) notes.push(await tell(world, type, kind));
    await Promise.all([deliver(hearing, notes), deliver(hearing, notes), deliver(hearing, notes.toReversed())]);
    // A company that is made begins with two workflows, which are told as well.
    await deliver(hearing, await notesOf(world));
    expect(await wronglyTold(world, endpoints)).toEqual([]);
    const begun = builtIns.length;
    const [{ rows } = { rows: 0 }] = await db.all<{ rows: number }>(
      sql`select count(*) as rows from deliveries where tenant_id = ${world.tenant.id} and channel = 'webhook'`,
    );
    const kinds = Object.keys(bookingFacts).length;
    const others = eventTypes.filter((type) => fits(["team.*", "booking_settings.changed"], type)).length;
    expect(rows).toBe(2 * (eventTypes.length + begun) + 2 * kinds + 1 + others);
    expect(reactions.find(({ listener }) => listener === "webhooks.tell")?.on).toEqual(Object.keys(factTypes));
  });

  it("of bookings as they are made, moved and ended; and every version of a booking is a fact", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 20, 9) });
    const world = await newWorld();
    await forgetHours(world);
    await keepsHours(world, "recruiter", "Mon-Fri 09:00-17:00 Europe/Paris");
    const endpoints = await listening(world);
    const owner = await world.as("owner");
    const event_type_id = world.booking.eventTypes.one_on_one.id;
    const invitee = { name: "Ada Example", email: "ada@guest.example" };
    const book = async (starts_at: string) =>
      (await owner.ok(createBooking, { body: { event_type_id, starts_at, invitee } })).id;
    const [moved, declined] = [await book("2026-11-23T10:00:00Z"), await book("2026-11-23T12:00:00Z")];
    await owner.ok(rescheduleBooking, { param: { id: moved }, body: { starts_at: "2026-11-24T10:00:00Z" } });
    await owner.ok(cancelBooking, { param: { id: moved }, body: { reason: "They are ill." } });
    await owner.ok(cancelBooking, { param: { id: declined }, body: {} });
    await owner.ok(changeEventType, { param: { id: event_type_id }, body: { confirmation_required: true } });
    const ask = async (day: string) => {
      const { offers } = await world.anonymous.ok(getPublicSlots, {
        param: { tenant: world.tenant.slug, slug: world.booking.eventTypes.one_on_one.slug },
        query: { starts_after: `${day}T00:00:00Z`, starts_before: `${day}T23:00:00Z` },
      });
      const body = { slot_token: offers[0]?.slots[0]?.slot_token ?? "", invitee };
      return (await world.anonymous.ok(createPublicBooking, { param: { tenant: world.tenant.slug }, body })).id;
    };
    const [asked, other] = [await ask("2026-11-25"), await ask("2026-11-26")];
    await owner.ok(confirmBooking, { param: { id: asked } });
    await owner.ok(declineBooking, { param: { id: other }, body: { reason: "Not then." } });

    const notes = await notesOf(world);
    await Promise.all([deliver(hearing, notes), deliver(hearing, notes)]);
    expect(await wronglyTold(world, endpoints)).toEqual([]);
    const { results } = await env.DB.prepare(
      `select e.type, e.version, count(f.id) as facts from booking_events e
       left join facts f on f.tenant_id = e.tenant_id and f.entity_id = e.booking_id and f.version = e.version and f.type = 'booking.' || e.type
       where e.tenant_id = ? group by e.booking_id, e.version`,
    )
      .bind(world.tenant.id)
      .all<{ type: string; version: number; facts: number }>();
    expect(results.length).toBeGreaterThanOrEqual(9);
    expect(results.filter((event) => event.facts !== 1)).toEqual([]);
  });

  it("and a listener that tells twice, one that tells the wrong ones, and one that tells nobody are seen", async () => {
    const world = await newWorld();
    const endpoints = await listening(world);
    const note = await tell(world, "booking.created", factTypes["booking.created"]);
    expect(await wronglyTold(world, endpoints)).toHaveLength(5);
    const { react } = tellWebhooks(eventTypes);
    const again = { listener: "again", on: eventTypes, react };
    await deliver({ ...hearing, reactions: [{ listener: "once", on: eventTypes, react }, again] }, [note]);
    // The ledger itself holds one row for ever, whoever asks for it.
    expect(await wronglyTold(world, endpoints)).toEqual([]);
    await env.DB.prepare(
      `insert into deliveries select id || 'x', tenant_id, channel, template, subject_id, 2, recipient, status, adapter, provider_id, error,
       attempts, due_at, lease_until, sent_at, fact_id, request_id, created_at, updated_at, version from deliveries where tenant_id = ? limit 1`,
    )
      .bind(world.tenant.id)
      .run();
    expect(await wronglyTold(world, endpoints)).toHaveLength(1);
  });
});
