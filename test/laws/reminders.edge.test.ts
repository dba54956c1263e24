import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hearing } from "../../src/facts.ts";
import {
  addGuests,
  cancelBooking,
  changeBooking,
  completeBooking,
  confirmBooking,
  createBooking,
  createPublicBooking,
  declineBooking,
  markNoShow,
  rescheduleBooking,
} from "#booking/bookings/contract.ts";
import { changeEventType } from "#booking/event-types/contract.ts";
import { createInterview } from "#hiring/interviews/contract.ts";
import { scheduleInterview } from "#hiring/interviews/schedule-contract.ts";
import { mintSlotToken } from "#booking/slots/token.ts";
import { after, asInstant, day, hour, type Instant, toWire } from "#kernel/instant.ts";
import { createWorkflow } from "#outreach/workflows/contract.ts";
import { triggers } from "#outreach/workflows/tables.ts";
import { facts } from "#platform/facts/tables.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { hasCandidate } from "../support/interviews.ts";
import { deliver } from "../support/queue.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

/** Every fact of a booking has exactly one reminder per matching workflow's action and recipient, however often it is heard. */
const now = Date.UTC(2026, 10, 20, 9);
const monday = asInstant(Date.UTC(2026, 10, 23));
const ada = { name: "Ada Example", email: "ada@guest.example" };
const { db } = testContext();

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

async function office(): Promise<World> {
  const world = await newWorld();
  await forgetHours(world);
  for (const who of ["owner", "recruiter", "berlin", "kolkata"] as const)
    await keepsHours(world, who, "Mon-Sun 00:00-24:00 UTC");
  const owner = await world.as("owner");
  const text = { subject: "{{ title }}", body: "{{ title }}" };
  for (const trigger of triggers.filter((one) => one !== "feedback_due"))
    await owner.ok(createWorkflow, {
      body: {
        name: trigger,
        trigger,
        offset_minutes: 60,
        actions: [
          { channel: "mail", to: "invitee", text },
          { channel: "mail", to: "address", address: "desk@lumen.example", text },
        ],
      },
    });
  await owner.ok(createWorkflow, {
    body: {
      name: "feedback_due",
      trigger: "feedback_due",
      offset_minutes: 60,
      actions: [
        { channel: "mail", to: "hosts" },
        { channel: "in_app", to: "hosts" },
      ],
    },
  });
  await owner.ok(createWorkflow, {
    body: {
      name: "Of another kind",
      trigger: "booking.created",
      conditions: { kinds: ["group"] },
      actions: [{ channel: "mail", to: "invitee", text }],
    },
  });
  return world;
}

async function lives(world: World): Promise<void> {
  const owner = await world.as("owner");
  const type = world.booking.eventTypes.one_on_one;
  let hours = 0;
  const next = (): Instant => after(monday, 3 * hours++ * hour);
  const book = () =>
    owner.ok(createBooking, { body: { event_type_id: type.id, starts_at: toWire(next()), invitee: ada, force: true } });
  const [moved, over, missed] = [await book(), await book(), await book()];
  const made = await owner.ok(createInterview, {
    body: { title: "Systems", candidate_id: await hasCandidate(world), event_type_id: type.id },
  });
  await owner.ok(scheduleInterview, { param: { id: made.id }, body: { starts_at: toWire(next()), force: true } });
  await owner.ok(rescheduleBooking, { param: { id: moved.id }, body: { starts_at: toWire(next()), force: true } });
  await owner.ok(addGuests, { param: { id: moved.id }, body: { guests: [{ email: "grace@guest.example" }] } });
  await owner.ok(changeBooking, { param: { id: moved.id }, body: { metadata: { req: "ENG-42" } } });
  await owner.ok(cancelBooking, { param: { id: (await book()).id }, body: {} });
  await owner.ok(changeEventType, { param: { id: type.id }, body: { confirmation_required: true } });
  const ask = async () => {
    const { config, now: at } = testContext();
    const slot_token = await mintSlotToken(
      config,
      world.tenant.id,
      { eventType: type.id, start: next(), minutes: type.defaultMinutes },
      at,
    );
    const param = { tenant: world.tenant.slug };
    return (await world.anonymous.ok(createPublicBooking, { param, body: { slot_token, invitee: ada } })).id;
  };
  await owner.ok(confirmBooking, { param: { id: await ask() } });
  await owner.ok(declineBooking, { param: { id: await ask() }, body: {} });
  await hear(world);
  vi.setSystemTime(after(monday, 3 * day));
  const later = await world.as("owner");
  await later.ok(completeBooking, { param: { id: over.id } });
  await later.ok(markNoShow, { param: { id: missed.id }, body: { who: "invitee" } });
  await hear(world);
}

/** Three times over, and three at a time. */
async function hear(world: World): Promise<void> {
  const rows = await db.select({ fact: facts.id }).from(facts).where(sql`${facts.tenantId} = ${world.tenant.id}`);
  const notes = rows.map(({ fact }) => ({ tenant: world.tenant.id, fact }));
  await Promise.all([deliver(hearing, notes), deliver(hearing, notes), deliver(hearing, notes.toReversed())]);
}

/** Facts and times that have too few reminders or too many; and reminders of nothing. */
async function wronglyPlanned(world: World): Promise<string[]> {
  const tenant = world.tenant.id;
  const rows = await db.all<{ what: string; n: number }>(sql`
    select f.type || ' ' || w.name as what, (select count(*) from reminders r where r.tenant_id = ${tenant}
      and r.booking_id = f.entity_id and r.booking_version = f.version and r.workflow_id = w.id) as n
    from facts f cross join workflows w where f.tenant_id = ${tenant} and w.tenant_id = ${tenant}
      and f.type = w."trigger" and w.conditions not like '%group%'
    union all
    select e.type || ' ' || e.version || ' ' || w.name, (select count(*) from reminders r where r.tenant_id = ${tenant}
      and r.booking_id = e.booking_id and r.booking_version = e.version and r.workflow_id = w.id)
    from booking_events e cross join workflows w where e.tenant_id = ${tenant} and w.tenant_id = ${tenant}
      and e.type in ('created', 'rescheduled') and e.status = 'confirmed' and w."trigger" in ('before_start', 'after_end')
      and e.version = (select max(last.version) from booking_events last where last.tenant_id = ${tenant}
        and last.booking_id = e.booking_id and last.type in ('created', 'rescheduled'))
      and exists (select 1 from bookings b where b.tenant_id = ${tenant} and b.id = e.booking_id and b.status = 'confirmed')
    union all
    select 'an interview ' || w.name, (select count(*) from reminders r where r.tenant_id = ${tenant}
      and r.booking_id = itv.booking_id and r.workflow_id = w.id)
    from interviews itv cross join workflows w where itv.tenant_id = ${tenant} and w.tenant_id = ${tenant}
      and itv.booking_id is not null and w."trigger" = 'feedback_due'`);
  const strays = await db.all<{ what: string }>(sql`
    select w.name || ' of ' || r.booking_version as what from reminders r
    join workflows w on w.tenant_id = r.tenant_id and w.id = r.workflow_id
    where r.tenant_id = ${tenant} and (w.conditions like '%group%'
      or (w."trigger" = 'feedback_due' and not exists (
        select 1 from interviews itv where itv.tenant_id = ${tenant} and itv.booking_id = r.booking_id))
      or (w."trigger" like 'booking.%' and not exists (
      select 1 from facts f where f.tenant_id = ${tenant} and f.id = r.fact_id and f.type = w."trigger"
        and f.entity_id = r.booking_id and f.version = r.booking_version)))`);
  return [
    // Each of these workflows has two actions with one recipient each.
    ...rows.filter(({ n }) => n !== 2).map(({ what, n }) => `${what} has ${n}`),
    ...strays.map(({ what }) => `${what} is of nothing`),
  ];
}

describe("every fact of a booking has exactly one reminder per action of a matching workflow", () => {
  it("whatever happens to it, however often it is heard", async () => {
    const world = await office();
    await lives(world);
    expect(await wronglyPlanned(world)).toEqual([]);
    const rows = await db.all<{ trigger: string; n: number }>(
      sql`select "trigger", count(*) as n from reminders where tenant_id = ${world.tenant.id} group by "trigger"`,
    );
    // Everything that can set off a workflow was done above.
    expect(rows.map(({ trigger }) => trigger).toSorted()).toEqual([...triggers].toSorted());
    console.info(`reminders: ${rows.reduce((sum, { n }) => sum + n, 0)} of ${triggers.length} triggers`);
    await db.run(sql`delete from reminders where tenant_id = ${world.tenant.id} and "trigger" = 'booking.no_show'
      and action = 'mail:invitee'`);
    expect(await wronglyPlanned(world)).toEqual(["booking.no_show booking.no_show has 1"]);
  });
});
