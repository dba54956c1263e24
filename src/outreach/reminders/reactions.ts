import { sql } from "drizzle-orm";
import { bookingFacts } from "#booking/bookings/facts.ts";
import { isId } from "#kernel/ids.ts";
import type { Fact } from "#kernel/fact.ts";
import { asInstant, minute, toWire } from "#kernel/instant.ts";
import { shortAbout } from "#outreach/letters/client.ts";
import { findEvent } from "#outreach/events/actions.ts";
import { insertNotifications, wishesOf } from "#outreach/notifications/actions.ts";
import { expiryOf } from "#outreach/notifications/rules.ts";
import { wake } from "#outreach/webhooks/client.ts";
import { findWorkflow } from "#outreach/workflows/actions.ts";
import { feedbackLetter, isMoment, keyOf, timedAt } from "#outreach/workflows/rules.ts";
import { queueInLanes } from "#platform/deliveries/lane.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import type { Scope } from "#platform/scope.ts";
import { beginAnew } from "./catch-up-store.ts";
import { actionKey, asksForCard, planOf } from "./rules.ts";
import * as store from "./store.ts";

/** Whatever happens to a booking sets off what it is a trigger of, plans what its times are a reason for, and voids what it has outlived. */
export const planReminders: Reaction = {
  listener: "reminders.plan",
  on: Object.keys(bookingFacts),
  async react(scope, fact) {
    const found = isId("booking", fact.entityId) ? await store.readForPlanning(scope, fact.entityId) : undefined;
    if (found === undefined) return [];
    const { booking, acting, events } = found;
    const planned = planOf(acting, { ...found, fact });
    return [
      store.voidOutlived(scope, booking, timedAt(events)),
      ...(planned.length === 0 ? [] : [store.insertPlanned(scope, booking.id, fact.id, planned)]),
    ];
  },
};

/** A workflow that is new, or another than it was, looks through the bookings there are; a few of them a minute. */
export const catchUpBookings: Reaction = {
  listener: "reminders.catch_up",
  on: ["workflow.created", "workflow.changed"],
  async react(scope, { entityId, id }) {
    const workflow = isId("workflow", entityId) ? await findWorkflow(scope, entityId) : undefined;
    if (workflow === undefined || !workflow.active || !isMoment(workflow.trigger)) return [];
    return [beginAnew(scope, workflow.id, id)];
  },
};

/** What a workflow has planned goes along with its offset, and with the workflow. */
export const moveReminders: Reaction = {
  listener: "reminders.move",
  on: ["workflow.changed", "workflow.deleted"],
  async react(scope, { entityId }) {
    if (!isId("workflow", entityId)) return [];
    const workflow = await findWorkflow(scope, entityId);
    if (workflow === undefined || !workflow.active) return [store.voidOfWorkflow(scope, entityId)];
    const offset = workflow.offsetMinutes * minute;
    return workflow.trigger === "before_start"
      ? [store.moveDue(scope, workflow, sql`base_at - ${offset}`, sql`base_at - ${Math.floor(offset / 3)}`)]
      : [store.moveDue(scope, workflow, sql`base_at + ${offset}`, sql`base_at + ${offset} + 86400000`)];
  },
};

/** The endpoint of an action is told, whatever else it asks for; once, because of one fact an endpoint has one line. */
export const tellEndpoint: Reaction = {
  listener: "reminders.tell_endpoint",
  on: ["reminder.fell_due"],
  async react(scope, fact) {
    const endpoint = (await findEvent(scope, fact.id))?.after?.["endpoint"];
    if (typeof endpoint !== "string" || !isId("webhook", endpoint)) return [];
    const line = { id: scope.newId("delivery"), template: fact.type, factId: fact.id, recipient: endpoint };
    return [queueInLanes(scope, [line]), wake(scope, [endpoint])];
  },
};

/** A host finds it in the product, unless they want no reminders there. */
export const noteInProduct: Reaction = {
  listener: "reminders.note_in_product",
  on: ["reminder.fell_due"],
  async react(scope, fact) {
    const said = (await duePanelist(scope, fact)) ?? (await findEvent(scope, fact.id))?.after;
    const { member_id: member, title, text, booking_id: booking, ends_at: endsAt } = said ?? {};
    if (typeof member !== "string" || !isId("member", member) || typeof title !== "string") return [];
    if (!(await wishesOf(scope, [member])).may(member, "reminder", "in_app")) return [];
    const note = {
      tenantId: scope.tenant.id,
      id: scope.newId("notification"),
      memberId: member,
      category: "reminder" as const,
      priority: "normal" as const,
      title: title.slice(0, 300),
      body: typeof text === "string" ? text.slice(0, 2_000) : "",
      actionUrl: `${scope.config.baseUrl}/v1/bookings/${String(booking)}`,
      data: { booking_id: String(booking), event: fact.type },
      factId: fact.id,
      triggeredBy: fact.actor,
      readAt: null,
      expiresAt: expiryOf(scope.now, asInstant(Date.parse(String(endsAt)))),
      createdAt: scope.now,
      updatedAt: scope.now,
      version: 1,
    };
    return [insertNotifications(scope, [note])];
  },
};

/** What somebody of a panel is told of their card, which no fact says. */
async function duePanelist(scope: Scope, { entityId }: Fact): Promise<Record<string, unknown> | undefined> {
  const around = isId("reminder", entityId) ? await store.readForSending(scope, entityId) : undefined;
  if (around === undefined || !asksForCard(around.reminder) || !around.owes) return undefined;
  const { reminder, workflow, booking } = around;
  const action = workflow.actions.find((one) => keyOf(one) === actionKey(reminder));
  if (action?.channel !== "in_app" || !isId("member", reminder.recipient)) return undefined;
  const words = { key: feedbackLetter, way: "in_app", own: action.text } as const;
  const short = await shortAbout(scope, booking.id, reminder.recipient, words);
  return (
    short && {
      member_id: reminder.recipient,
      title: short.title ?? short.text,
      text: short.text,
      booking_id: booking.id,
      ends_at: toWire(booking.endsAt),
    }
  );
}
