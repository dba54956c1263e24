import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { office as mailOffice } from "../../src/facts.ts";
import { createBooking } from "#booking/bookings/contract.ts";
import { asInstant, hour, minute, toWire } from "#kernel/instant.ts";
import { listNotifications, replaceNotificationPreferences } from "#outreach/notifications/contract.ts";
import { tryWorkflow } from "#outreach/reminders/contract.ts";
import { createWorkflow } from "#outreach/workflows/contract.ts";
import { sendDue } from "#platform/deliveries/send.ts";
import { type Delivery, deliveries, deliveryAttempts } from "#platform/deliveries/tables.ts";
import { keepsHours } from "../support/hours.ts";
import { ledgerOf, linesOf } from "../support/letters.ts";
import { remind, remindersOf } from "../support/reminders.ts";
import { hearAll } from "../support/webhooks.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

/** A quarter past ten in the evening in Berlin; quiet is until seven there. */
const evening = Date.UTC(2026, 10, 20, 21, 15);
const morning = Date.UTC(2026, 10, 21, 6);
const quiet_hours = { start: "22:00", end: "07:00", time_zone: "Europe/Berlin" };

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: evening }));
afterEach(() => void vi.useRealTimers());

async function asleep(): Promise<World> {
  const world = await newWorld();
  await keepsHours(world, "recruiter", "Mon-Sun 00:00-24:00 UTC");
  await (await world.as("recruiter")).ok(replaceNotificationPreferences, { body: { choices: {}, quiet_hours } });
  return world;
}

const adaOf = (world: World) => `ada@${world.mark}.example`;
const hostOf = (world: World) => world.people.recruiter.member.email;

const book = async (world: World, at: number) =>
  (await world.as("owner")).ok(createBooking, {
    body: {
      event_type_id: world.booking.eventTypes.one_on_one.id,
      starts_at: toWire(asInstant(at)),
      invitee: { name: "Ada Example", email: adaOf(world) },
      force: true,
    },
  });

const isDue = ({ status, dueAt }: Delivery) =>
  status === "sending" || (status === "pending" && dueAt <= testContext().now);

/** Everything announced is heard, and every mail goes out that may go out by now. */
async function settle(world: World): Promise<Delivery[]> {
  for (let looks = 0; looks < 100; looks++) {
    await hearAll(world);
    await sendDue(testContext(), mailOffice);
    const rows = await ledgerOf(world);
    if (rows.length > 0 && !rows.some(isDue)) return rows;
    await scheduler.wait(5);
  }
  throw new Error("Mails of this company never come to rest.");
}

const before = { name: "An hour before", trigger: "before_start", offset_minutes: 60 } as const;
const toHosts = { channel: "mail", to: "hosts" } as const;
const toInvitee = { channel: "mail", to: "invitee" } as const;

describe("quiet hours", () => {
  it("keep a letter from a host until they end, once, and nothing from the invitee or from the product", async () => {
    const world = await asleep();
    await book(world, morning + 8 * hour);
    const atNight = await settle(world);
    expect(linesOf(atNight)).toEqual([`booking.created.invitee → ${adaOf(world)}`]);
    const waiting = atNight.find(({ template }) => template === "booking.created.host");
    expect(waiting).toMatchObject({ status: "pending", dueAt: morning, attempts: 0, leaseUntil: null });
    const { db } = testContext();
    const triesOf = () =>
      db
        .select()
        .from(deliveryAttempts)
        .where(eq(deliveryAttempts.deliveryId, waiting?.id ?? "dlv_"));
    expect(await triesOf()).toEqual([]);
    const { data } = await (await world.as("recruiter")).ok(listNotifications, {});
    expect(data).toHaveLength(1);

    vi.setSystemTime(morning - minute);
    expect(linesOf(await settle(world))).toHaveLength(1);
    vi.setSystemTime(morning);
    await settle(world);
    await sendDue(testContext(), mailOffice);
    const awake = await ledgerOf(world);
    expect(linesOf(awake)).toContain(`booking.created.host → ${hostOf(world)}`);
    expect(awake.find(({ id }) => id === waiting?.id)).toMatchObject({ status: "sent", attempts: 1, sentAt: morning });
    expect(await triesOf()).toHaveLength(1);
  });

  it("keep back nothing that would come too late: a meeting within an hour of their end is told at once", async () => {
    const world = await asleep();
    await book(world, morning + 59 * minute);
    await book(world, morning + 2 * hour);
    const rows = await settle(world);
    const { db } = testContext();
    const hosts = await db
      .select()
      .from(deliveries)
      .where(and(eq(deliveries.tenantId, world.tenant.id), eq(deliveries.template, "booking.created.host")));
    expect(hosts.map(({ status }) => status).toSorted()).toEqual(["pending", "sent"]);
    expect(linesOf(rows).filter((line) => line.startsWith("booking.created.invitee"))).toHaveLength(2);
  });

  it("keep a reminder from a host as long as it helps after them; what would not is sent into the night", async () => {
    const world = await asleep();
    const owner = await world.as("owner");
    const { id } = await owner.ok(createWorkflow, {
      body: { ...before, actions: [toHosts, toInvitee, { channel: "in_app", to: "hosts" }] },
    });
    // Of the first meeting they have two thirds of an hour; the second begins while the host is to sleep.
    const first = await book(world, morning + 20 * minute);
    const second = await book(world, morning - hour);
    await hearAll(world);
    const trial = await owner.ok(tryWorkflow, { param: { id }, body: { booking_id: first.id } });
    expect(trial.messages.map(({ channel, due_at }) => [channel, due_at])).toEqual([
      ["mail", toWire(asInstant(morning))],
      ["mail", toWire(asInstant(morning - 40 * minute))],
      ["in_app", toWire(asInstant(morning - 40 * minute))],
    ]);
    const statesOf = async (booking: string) =>
      (await remindersOf(world))
        .filter(({ bookingId }) => bookingId === booking)
        .map(({ action, state, reason }) => [action, state, reason].join(" "))
        .toSorted();

    vi.setSystemTime(morning - 2 * hour);
    await remind();
    expect(await statesOf(second.id)).toEqual(["in_app:hosts handed_on ", "mail:hosts sent ", "mail:invitee sent "]);
    vi.setSystemTime(morning - 40 * minute);
    await remind();
    await hearAll(world);
    expect(await statesOf(first.id)).toEqual([
      "in_app:hosts handed_on ",
      "mail:hosts due quiet_hours",
      "mail:invitee sent ",
    ]);
    const notes = await (await world.as("recruiter")).ok(listNotifications, { query: { category: "reminder" } });
    expect(notes.data).toHaveLength(2);

    vi.setSystemTime(morning - minute);
    await remind();
    expect(await statesOf(first.id)).toContain("mail:hosts due quiet_hours");
    vi.setSystemTime(morning);
    await remind();
    await remind();
    expect(await statesOf(first.id)).toContain("mail:hosts sent ");
    const lines = (await ledgerOf(world)).filter(
      ({ template, recipient }) => template === "reminder" && recipient === hostOf(world),
    );
    expect(lines.map(({ status, attempts }) => [status, attempts])).toEqual([
      ["sent", 1],
      ["sent", 1],
    ]);
  });
});
