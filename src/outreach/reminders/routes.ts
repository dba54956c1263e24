import { type Routes, routes } from "#http/routes.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { Say } from "./send.ts";
import type { Reminder } from "./tables.ts";

export const reminderRoutes = (say: Say): Routes =>
  routes()
    .list(
      contract.listReminders,
      (scope, { param, query, page }) => actions.list(scope, param.id, query, page),
      reminderView,
    )
    .on(
      contract.tryWorkflow,
      (scope, { param, body }) => actions.tryWorkflow(scope, say, param.id, body.booking_id),
      trialView,
    );

function reminderView(reminder: Reminder) {
  return {
    object: "reminder" as const,
    id: reminder.id,
    booking_id: reminder.bookingId,
    booking_version: reminder.bookingVersion,
    workflow_id: reminder.workflowId,
    trigger: reminder.trigger,
    channel: reminder.channel,
    to: reminder.recipient,
    due_at: toWire(reminder.dueAt),
    state: reminder.state,
    reason: reminder.reason,
    attempts: reminder.attempt,
    delivery_id: reminder.deliveryId,
    sent_at: toWireOrNull(reminder.sentAt),
    created_at: toWire(reminder.createdAt),
    updated_at: toWire(reminder.updatedAt),
    version: reminder.version,
  };
}

const trialView = ({ workflow, booking, unmet, messages }: actions.Trial) => ({
  object: "workflow_trial" as const,
  workflow_id: workflow,
  booking_id: booking,
  unmet,
  messages: messages.map(({ channel, to, dueAt, reason, subject, text }) => ({
    channel,
    to,
    due_at: toWire(dueAt),
    would_send: unmet.length === 0 && reason === null,
    reason,
    subject,
    text,
  })),
});
