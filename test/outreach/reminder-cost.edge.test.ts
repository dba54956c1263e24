import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { after, hour, minute } from "#kernel/instant.ts";
import { reminders } from "#outreach/reminders/tables.ts";
import { makeObject } from "../support/objects.ts";
import { claimed, meetingIn } from "../support/reminders.ts";
import { newWorld, testContext } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

const many = 100_000;
const due = 100;

/** So many reminders of one booking, each of a version of its own. */
async function planned(count: number, first: number, state: "due" | "sent", at: number): Promise<void> {
  await testContext().db.run(sql`
    with recursive place(n) as (select ${first} union all select n + 1 from place where n < ${first + count - 1})
    insert into reminders (tenant_id, id, booking_id, booking_version, workflow_id, "trigger", action, channel, recipient, base_at,
      due_at, useful_until, state, fact_id, created_at, updated_at)
    select tenant_id, 'rem_' || n, booking_id, n, workflow_id, "trigger", action, channel, recipient, base_at, ${at},
      ${at + hour}, ${state}, fact_id, created_at, updated_at from place, (select * from reminders where id = 'rem_first')`);
}

/** What a tick reads and writes to take up all that is due. */
async function costOfATick() {
  const context = testContext();
  const notes = await claimed(context);
  return { taken: notes.length, read: context.tally.rowsRead, written: context.tally.rowsWritten };
}

it("a tick reads what is due, however much is planned for later or has been sent", async () => {
  const world = await newWorld();
  const { booking } = await meetingIn(world, 3_000);
  const context = testContext();
  const workflow = (await makeObject.workflow?.(world, "present")) as `wfl_${string}`;
  await context.db.insert(reminders).values({
    tenantId: world.tenant.id,
    id: "rem_first",
    bookingId: booking.id,
    bookingVersion: 0,
    workflowId: workflow,
    trigger: "before_start",
    action: "mail:invitee",
    channel: "mail",
    recipient: "att_nobody",
    baseAt: booking.startsAt,
    dueAt: after(context.now, hour),
    usefulUntil: booking.startsAt,
    state: "due",
    factId: context.newId("fact"),
    createdAt: context.now,
    updatedAt: context.now,
  });
  await planned(due, 1, "due", now - minute);
  const alone = await costOfATick();
  await planned(many / 2, 1_000, "due", now + 48 * hour);
  await planned(many / 2, 1_000_000, "sent", now - 48 * hour);
  await planned(due, 10_000_000, "due", now - minute);
  const beside = await costOfATick();
  console.info(`cron: ${due} due among 0: ${JSON.stringify(alone)}; among ${many}: ${JSON.stringify(beside)}`);
  expect(alone.taken).toBe(due);
  expect(beside).toEqual(alone);
  expect(alone.read).toBeLessThan(10 * due);
}, 120_000);
