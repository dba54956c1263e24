import type { Attendee, Booking, BookingEvent } from "#booking/bookings/tables.ts";
import type { Fact } from "#kernel/fact.ts";
import { isId } from "#kernel/ids.ts";
import { after, day, hour, type Instant, minute } from "#kernel/instant.ts";
import {
  backoff,
  type Bearings,
  isMoment,
  keyOf,
  recipientsOf,
  statusesOf,
  timedAt,
  timesOf,
  unmet,
} from "#outreach/workflows/rules.ts";
import type { Wishes } from "#outreach/notifications/rules.ts";
import type { Workflow } from "#outreach/workflows/tables.ts";
import type { Dispatched } from "#platform/mail/dispatch.ts";
import type { Reminder, states, voidReasons } from "./tables.ts";

export type State = (typeof states)[number];
export type VoidReason = (typeof voidReasons)[number];

/** From the tick that rings to the consumer that hears: whoever has not begun by then was never rung. */
export const ringLease = 5 * minute;

/** What is known of a booking when something has happened to it. */
export type Happened = {
  fact: Pick<Fact, "id" | "type" | "version" | "at">;
  booking: Pick<Booking, "id" | "status" | "startsAt" | "endsAt" | "eventTypeId" | "kind">;
  people: readonly Pick<Attendee, "id" | "role" | "memberId">[];
  events: readonly Pick<BookingEvent, "version" | "type">[];
  teams: Bearings["teams"];
  /** Whether it is of an interview: nobody owes a card of anything else. */
  isInterview: boolean;
};

export type Planned = Pick<
  Reminder,
  "bookingVersion" | "workflowId" | "trigger" | "action" | "channel" | "recipient" | "baseAt" | "dueAt" | "usefulUntil"
> & { state: "due" | "void"; reason: VoidReason | null };

/** Everything these workflows have to do because of this fact: what it sets off, and what its times are a reason for. */
export function planOf(workflows: readonly Workflow[], of: Happened): Planned[] {
  const { booking, fact } = of;
  return workflows.flatMap((workflow) => {
    const { trigger } = workflow;
    const isMeant = isMoment(trigger) ? statusesOf(trigger).includes(booking.status) : trigger === fact.type;
    if (!isMeant || unmet(workflow.conditions, { ...booking, teams: of.teams }).length > 0) return [];
    return plansOf(workflow, of);
  });
}

/** The same for one workflow, as if it were meant. */
export function plansOf(
  workflow: Workflow,
  { fact, booking, people, events, isInterview }: Omit<Happened, "teams">,
): Planned[] {
  const { id: workflowId, trigger } = workflow;
  if (asksForCard({ trigger }) && !isInterview) return [];
  const times = timesOf(workflow, booking, fact.at);
  // Whoever booked after the moment had passed was told by booking.
  const isTooLate = isMoment(trigger) && times.dueAt < fact.at;
  const row = {
    bookingVersion: isMoment(trigger) ? timedAt(events) : fact.version,
    workflowId,
    trigger,
    ...times,
    ...(isTooLate ? ({ state: "void", reason: "booked_later" } as const) : ({ state: "due", reason: null } as const)),
  };
  return workflow.actions.flatMap((action) =>
    recipientsOf(action, people).map((recipient) => ({
      ...row,
      action: keyOf(action),
      channel: action.channel,
      recipient,
    })),
  );
}

/** Whether it asks somebody of a panel for their card: what is known of that is for them alone. */
export const asksForCard = ({ trigger }: Pick<Workflow, "trigger">): boolean => trigger === "feedback_due";

/** Which action it is of. */
export const actionKey = ({ action }: Pick<Reminder, "action">): string => action.split(" ")[0] ?? action;

/** For the how manieth time it is said. */
export const timesSaid = ({ action }: Pick<Reminder, "action">): number => Number(action.split(" ")[1] ?? 1);

type Policy = { nudgeEveryHours: number; nudgesAtMost: number };

/** The next time somebody is asked for their card, counted from now; null once they were asked often enough. */
export function askedNext(
  reminder: Reminder,
  { offsetMinutes }: Pick<Workflow, "offsetMinutes">,
  { nudgeEveryHours, nudgesAtMost }: Policy,
  now: Instant,
): Planned | null {
  const said = timesSaid(reminder);
  if (!asksForCard(reminder) || said >= nudgesAtMost) return null;
  const { bookingVersion, workflowId, trigger, channel, recipient } = reminder;
  const dueAt = after(now, nudgeEveryHours * hour);
  return {
    bookingVersion,
    workflowId,
    trigger,
    channel,
    recipient,
    action: `${actionKey(reminder)} ${said + 1}`,
    // As if the meeting had ended so much later: a changed offset moves it as it moves the first.
    baseAt: after(dueAt, -offsetMinutes * minute),
    dueAt,
    usefulUntil: after(dueAt, day),
    state: "due",
    reason: null,
  };
}

/** What a sender finds. */
export type Found = {
  reminder: Reminder;
  booking: Pick<Booking, "status">;
  events: readonly Pick<BookingEvent, "version" | "type">[];
  workflow: Pick<Workflow, "active" | "deletedAt" | "trigger" | "actions">;
  /** Of somebody who is to be asked for a card: whether it is missing still. */
  owes: boolean;
  policy: Policy;
};

/** Why it is not to be sent any more; null while it is. */
export function voided(found: Found, now: Instant): VoidReason | null {
  const { reminder, booking, events, workflow, owes, policy } = found;
  if (timedAt(events) > reminder.bookingVersion) return "moved";
  if (!statusesOf(reminder.trigger).includes(booking.status)) return "status_changed";
  if (!workflow.active || workflow.deletedAt !== null || workflow.trigger !== reminder.trigger) return "workflow_off";
  if (!workflow.actions.some((action) => keyOf(action) === actionKey(reminder))) return "workflow_off";
  if (asksForCard(reminder) && !owes) return "nothing_owed";
  if (asksForCard(reminder) && timesSaid(reminder) > policy.nudgesAtMost) return "asked_enough";
  return now > reminder.usefulUntil ? "late" : null;
}

/** What reaches somebody where they sleep: what is told in the product rings nowhere. */
const rings: readonly Reminder["channel"][] = ["mail", "sms"];

/** Until when it is kept from a member who wants quiet; null where it goes out at once, as what would come too late after that does. */
export function heldUntil(
  { reminder, wishes }: { reminder: Pick<Reminder, "recipient" | "channel" | "usefulUntil">; wishes: Wishes },
  now: Instant,
): Instant | null {
  const { recipient, channel, usefulUntil } = reminder;
  if (!isId("member", recipient) || !rings.includes(channel)) return null;
  return wishes.heldUntil(recipient, { category: "reminder", usefulUntil }, now);
}

export type Ended = Pick<Reminder, "state" | "reason" | "dueAt" | "sentAt">;

/**
 * What becomes of a reminder by how its mail went. What certainly did not go out is tried again, as long as it is of use; and so is what
 * is in doubt where the provider was given a key, by which it tells what it has already.
 */
export function ended(
  reminder: Pick<Reminder, "dueAt" | "usefulUntil" | "attempt">,
  mail: Dispatched,
  now: Instant,
  takesKeys: boolean,
): Ended {
  const left = { reason: null, dueAt: reminder.dueAt, sentAt: null };
  if (mail.outcome === "sent") return { ...left, state: "sent", sentAt: now };
  if (mail.outcome === "withheld") return { ...left, state: "void", reason: "test_mode" };
  const next = backoff(reminder.attempt, now);
  const mayAgain = mail.outcome === "failed" ? !mail.lasting : takesKeys;
  if (mayAgain && next <= reminder.usefulUntil) return { ...left, state: "due", reason: mail.error, dueAt: next };
  return { ...left, state: mail.outcome, reason: mail.error };
}

export const leaseEnd = (now: Instant): Instant => after(now, ringLease);
