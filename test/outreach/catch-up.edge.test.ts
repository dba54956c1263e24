import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { after, day, hour, minute } from "#kernel/instant.ts";
import { catchUp } from "#outreach/reminders/catch-up.ts";
import { reminderCatchUps } from "#outreach/reminders/tables.ts";
import { changeWorkflow, createWorkflow, deleteWorkflow, listWorkflows } from "#outreach/workflows/contract.ts";
import { beginWhereMissing } from "#outreach/workflows/sweep.ts";
import { facts } from "#platform/facts/tables.ts";
import { meetingIn, remind, remindersOf } from "../support/reminders.ts";
import { hearAll } from "../support/webhooks.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

/** Seventeen minutes past the hour, when older companies are looked for. */
const now = Date.UTC(2026, 10, 20, 9, 17);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

const dayBefore = { name: "A day before", trigger: "before_start", offset_minutes: 1_440 } as const;
const toInvitee = { channel: "mail", to: "invitee" } as const;
const toHosts = { channel: "mail", to: "hosts" } as const;
const dayOf = 1_440;

const waitingOf = (world: World) =>
  testContext().db.select().from(reminderCatchUps).where(eq(reminderCatchUps.tenantId, world.tenant.id));

const begin = () => beginWhereMissing(testContext(), openTenant);

/** Ticks until this company's workflows have looked through everything. */
async function settle(world: World): Promise<void> {
  await hearAll(world);
  for (let ticks = 0; ticks < 50; ticks++) {
    if ((await waitingOf(world)).length === 0) return;
    await catchUp(testContext(), openTenant);
  }
  throw new Error("A workflow is never through.");
}

const linesOf = async (world: World) =>
  (await remindersOf(world)).map(({ state, reason, dueAt, action }) =>
    [action, state, reason, (dueAt - now) / hour].join(" "),
  );

describe("a workflow that is new", () => {
  it("plans for bookings made before it whose moment is ahead, once, and for nothing else", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    await meetingIn(world, 3 * dayOf);
    await meetingIn(world, 20 * 60);
    await meetingIn(world, -4 * dayOf);
    await meetingIn(world, 4 * dayOf, { status: "canceled" });
    await meetingIn(world, 5 * dayOf, { status: "pending" });
    await owner.ok(createWorkflow, { body: { ...dayBefore, actions: [toInvitee, toHosts] } });
    const group = { kinds: ["group"] } as const;
    await owner.ok(createWorkflow, {
      body: { ...dayBefore, conditions: { kinds: [...group.kinds] }, actions: [toInvitee] },
    });
    await owner.ok(createWorkflow, { body: { ...dayBefore, active: false, actions: [toInvitee] } });
    await settle(world);
    expect((await linesOf(world)).toSorted()).toEqual(["mail:hosts due  48", "mail:invitee due  48"]);
    await hearAll(world);
    await catchUp(testContext(), openTenant);
    expect(await linesOf(world)).toHaveLength(2);

    await owner.ok(createWorkflow, {
      body: {
        name: "Thanks",
        trigger: "after_end",
        offset_minutes: 4_320,
        actions: [{ ...toInvitee, text: { subject: "Thanks", body: "." } }],
      },
    });
    await meetingIn(world, -2 * dayOf);
    await settle(world);
    // The end of what is over, and of both that are to come; none of what ended more than three days ago.
    expect(await remindersOf(world).then((rows) => rows.filter(({ trigger }) => trigger === "after_end"))).toHaveLength(
      3,
    );
  });

  it("looks through a bounded number of bookings a minute, and comes through them all", async () => {
    const world = await newWorld();
    const { booking } = await meetingIn(world, 10 * dayOf);
    const { db } = testContext();
    const columns = sql`event_type_id, kind, txn, status, source, time_zone, local_starts_at, tz_version, location_kind, metadata,
      created_by, created_at, updated_at`;
    await db.run(sql`
      with recursive place(n) as (select 1 union all select n + 1 from place where n < 119)
      insert into bookings (tenant_id, id, starts_at, ends_at, seq, ${columns})
      select tenant_id, id || n, starts_at + n % 3, ends_at, 1000 + n, ${columns} from place, bookings
      where tenant_id = ${world.tenant.id} and id = ${booking.id}`);
    await db.run(sql`
      insert into attendees (tenant_id, id, booking_id, role, name, email, rsvp, position, created_at, updated_at)
      select tenant_id, 'att_' || substr(id, 5), id, 'invitee', 'Ada', 'ada@guest.example', 'needs_action', 0, created_at, created_at
      from bookings where tenant_id = ${world.tenant.id} and id <> ${booking.id}`);
    await (await world.as("owner")).ok(createWorkflow, { body: { ...dayBefore, actions: [toInvitee] } });
    await hearAll(world);
    const planned = async () => (await remindersOf(world)).length;
    const ticks: number[] = [];
    while ((await waitingOf(world)).length > 0) {
      await catchUp(testContext(), openTenant);
      ticks.push(await planned());
    }
    expect(ticks).toEqual([50, 100, 120]);
  });
});

describe("a workflow that was changed", () => {
  it("plans anew by its new offset, also what had come too early for the old one", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    await meetingIn(world, 3 * dayOf);
    const { id } = await owner.ok(createWorkflow, {
      body: { ...dayBefore, offset_minutes: 4 * dayOf, actions: [toInvitee] },
    });
    await settle(world);
    expect(await linesOf(world)).toEqual([]);
    await owner.ok(changeWorkflow, { param: { id }, body: { offset_minutes: dayOf } });
    await settle(world);
    expect(await linesOf(world)).toEqual(["mail:invitee due  48"]);
    await owner.ok(changeWorkflow, { param: { id }, body: { offset_minutes: 120 } });
    await settle(world);
    expect(await linesOf(world)).toEqual(["mail:invitee due  70"]);
    await owner.ok(changeWorkflow, { param: { id }, body: { actions: [toInvitee, toHosts] } });
    await settle(world);
    expect(await linesOf(world)).toHaveLength(2);
    await owner.ok(changeWorkflow, { param: { id }, body: { conditions: { kinds: ["group"] } } });
    await settle(world);
    expect((await linesOf(world)).every((line) => line.includes("void workflow_off"))).toBe(true);
  });

  it("that is switched on again is due again, and never says twice what it has said", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    await meetingIn(world, 3 * dayOf);
    const far = await meetingIn(world, 9 * dayOf);
    const { id } = await owner.ok(createWorkflow, { body: { ...dayBefore, actions: [toInvitee] } });
    await settle(world);
    vi.setSystemTime(now + 2 * day);
    await remind();
    const later = await world.as("owner");
    await later.ok(changeWorkflow, { param: { id }, body: { active: false } });
    await settle(world);
    const states = async () => (await remindersOf(world)).map(({ state, reason }) => [state, reason]);
    expect(await states()).toEqual([
      ["sent", null],
      ["void", "workflow_off"],
    ]);
    await later.ok(changeWorkflow, { param: { id }, body: { active: true, offset_minutes: 60 } });
    await settle(world);
    expect(await states()).toEqual([
      ["sent", null],
      ["due", null],
    ]);
    const [, open] = await remindersOf(world);
    expect(open).toMatchObject({ bookingId: far.booking.id, dueAt: after(far.booking.startsAt, -hour) });
    await later.ok(deleteWorkflow, { param: { id } });
    await settle(world);
    expect((await states()).at(-1)).toEqual(["void", "workflow_off"]);
  });
});

describe("a company that is older than the two workflows every company begins with", () => {
  it("gets them once, with its bookings looked at, and keeps what it makes of them", async () => {
    const world = await newWorld();
    await meetingIn(world, 3 * dayOf);
    const owner = await world.as("owner");
    const mine = async () => (await owner.ok(listWorkflows, { page: { order: "name.asc" } })).data;
    vi.setSystemTime(now + minute);
    await begin();
    expect(await mine()).toEqual([]);
    vi.setSystemTime(now);
    // Others wait for theirs as well.
    for (let hours = 0; hours < 20 && (await mine()).length === 0; hours++) await begin();
    const data = await mine();
    expect(
      data.map(({ trigger, offset_minutes, built_in, active }) => [trigger, offset_minutes, built_in, active]),
    ).toEqual([
      ["before_start", 1_440, true, true],
      ["feedback_due", 60, true, true],
      ["before_start", 60, true, true],
    ]);
    const told = await testContext().db.select().from(facts).where(eq(facts.tenantId, world.tenant.id));
    expect(told.filter(({ type }) => type === "workflow.created").map(({ actor }) => actor)).toEqual([
      "system",
      "system",
      "system",
    ]);
    await settle(world);
    expect((await linesOf(world)).toSorted()).toEqual(["mail:invitee due  48", "mail:invitee due  71"]);
    for (const { id } of data) await owner.ok(deleteWorkflow, { param: { id } });
    await begin();
    await begin();
    expect(await mine()).toEqual([]);
  });
});
