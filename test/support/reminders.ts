import { asc, eq } from "drizzle-orm";
import { reminding } from "../../src/facts.ts";
import { after, minute } from "#kernel/instant.ts";
import { sendRung } from "#outreach/reminders/send.ts";
import { claimReminders } from "#outreach/reminders/sweep.ts";
import { type Reminder, reminders } from "#outreach/reminders/tables.ts";
import type { Context, ReminderNote } from "#platform/scope.ts";
import type { Promised } from "./world/bookings.ts";
import { alsoPromised } from "./bookings.ts";
import { testContext, type World } from "./world/world.ts";

/** A tick of the cron as far as reminders go, and the notes it rang with: none of them has been heard yet. */
export async function claimed(context: Context = testContext()): Promise<ReminderNote[]> {
  const notes: ReminderNote[] = [];
  const FACTS = {
    sendBatch: async (messages: Iterable<{ body: ReminderNote }>) => {
      notes.push(...[...messages].map(({ body }) => body));
    },
  } as unknown as Context["bindings"]["FACTS"];
  await claimReminders({ ...context, bindings: { ...context.bindings, FACTS } });
  return notes;
}

/** These notes as the queue brings them. */
export const heard = (notes: readonly object[], context: Context = testContext()): Promise<number> =>
  sendRung(context, reminding, { messages: notes.map((body) => ({ body }) as Message) });

/** What is due is sent. */
export const remind = async (): Promise<number> => heard(await claimed());

export const remindersOf = (world: World): Promise<Reminder[]> =>
  testContext()
    .db.select()
    .from(reminders)
    .where(eq(reminders.tenantId, world.tenant.id))
    .orderBy(asc(reminders.dueAt), asc(reminders.id));

/** A meeting that stands, so many minutes from now, hosted by these. */
export const meetingIn = (
  world: World,
  minutes: number,
  more: Partial<Parameters<typeof alsoPromised>[1]> = {},
): Promise<Promised> =>
  alsoPromised(world, {
    eventType: world.booking.eventTypes.one_on_one,
    hosts: [{ member: world.people.berlin.member.id }],
    start: after(testContext().now, minutes * minute),
    status: "confirmed",
    ...more,
  });
