import { type Id, isId } from "#kernel/ids.ts";
import { after, type Instant } from "#kernel/instant.ts";
import { isVouchedFor } from "#outreach/letters/rules.ts";
import type { Short } from "#outreach/templates/rules.ts";
import { isSubscribed } from "#outreach/webhooks/rules.ts";
import { audienceOf, keyOf, leadsBack, letterOf } from "#outreach/workflows/rules.ts";
import type { ActionWords, Workflow } from "#outreach/workflows/tables.ts";
import { announcer, commit } from "#platform/commit.ts";
import { sendBatch } from "#platform/d1.ts";
import { endInHand, postInHand, takeInHand } from "#platform/deliveries/in-hand.ts";
import { leaseFor } from "#platform/deliveries/rules.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";
import type { OpenTenant } from "#platform/facts/reactions.ts";
import { logEvent, logFault } from "#platform/log.ts";
import { takesKeys } from "#platform/mail/dispatch.ts";
import type { Mail } from "#platform/mail/port.ts";
import { settleEach } from "#platform/parallel.ts";
import type { Context, ReminderNote, Scope } from "#platform/scope.ts";
import { reminderFacts } from "./facts.ts";
import { actionKey, askedNext, asksForCard, ended, heldUntil, voided, type VoidReason } from "./rules.ts";
import { insertNext } from "./cards-store.ts";
import * as store from "./store.ts";

const tell = announcer(reminderFacts);

/** What is to be said about a booking: a letter of ours, or own words in its place. */
type Words = {
  letter: string;
  own: { subject: string | null; body: string } | null;
  booking: Id<"booking">;
  /** Where nothing is sent, nothing is made for it. */
  isTrial?: boolean;
};

/** How it is put into words; null where nobody is to be told. */
export type Say = {
  /** To an address. */
  mail: (scope: Scope, what: Words & { address: string }) => Promise<Mail | null>;
  /** To somebody of the booking, in the product or as a text message. */
  short: (
    scope: Scope,
    what: Words & { way: "in_app" | "sms"; who: Id<"attendee"> | Id<"member"> },
  ) => Promise<Short | null>;
};

/** What sending needs from elsewhere. */
export type ReminderDesk = { openTenant: OpenTenant; say: Say };

/** Its name in the ledger. */
export const reminderTemplate = "reminder";

const atOnce = 5;

/** The reminders among what the queue brings. Whatever is not begun here is taken up again once nobody has for a while. */
export async function sendRung(
  context: Context,
  desk: ReminderDesk,
  batch: Pick<MessageBatch, "messages">,
): Promise<number> {
  const notes = batch.messages.flatMap(({ body }) => noteOf(body) ?? []);
  if (notes.length === 0) return 0;
  const ends = await settleEach(notes, atOnce, (note) => sendReminder(context, desk, note));
  for (const end of ends) if (end.status === "rejected") logFault(context.requestId, end.reason);
  const counts: Record<string, number> = {};
  for (const end of ends) {
    const word = end.status === "fulfilled" ? end.value : "fault";
    counts[word] = (counts[word] ?? 0) + 1;
  }
  logEvent("reminder", { rung: notes.length, ...counts });
  return notes.length;
}

function noteOf(body: unknown): ReminderNote | undefined {
  if (typeof body !== "object" || body === null || !("tenant" in body) || !("reminder" in body)) return undefined;
  const { tenant, reminder } = body;
  if (typeof tenant !== "string" || typeof reminder !== "string") return undefined;
  return isId("tenant", tenant) && isId("reminder", reminder) ? { tenant, reminder } : undefined;
}

/** What became of a reminder, in a word; `left` where it was not this one's to send. */
export async function sendReminder(context: Context, desk: ReminderDesk, note: ReminderNote): Promise<string> {
  const scope = await desk.openTenant(context, note.tenant);
  const around = scope && (await store.readForSending(scope, note.reminder));
  if (scope === undefined || around?.reminder.state !== "claimed") return "left";
  const why = voided(around, scope.now);
  if (why !== null) return setAside(scope, around, why);
  const held = heldUntil(around, scope.now);
  if (held !== null) return setBack(scope, around, held);
  return around.reminder.channel === "mail" ? mailIt(scope, desk, around) : passOn(scope, desk, around);
}

const nextOf = ({ now }: Scope, { reminder, workflow, policy }: store.Around) =>
  askedNext(reminder, workflow, policy, now);

async function setAside(scope: Scope, around: store.Around, why: VoidReason): Promise<string> {
  const { reminder } = around;
  // Nobody was asked for days: they are asked again none the less.
  const next = why === "late" ? nextOf(scope, around) : null;
  await sendBatch(scope.db, [store.voidClaimed(scope, reminder.id, why), ...insertNext(scope, reminder, next)]);
  return `void_${why}`;
}

/** The reader sleeps, and can hear of it after that as well. */
async function setBack(scope: Scope, { reminder }: store.Around, until: Instant): Promise<string> {
  await sendBatch(scope.db, [store.setBack(scope, reminder, until)]);
  return "held";
}

const actionOf = ({ workflow, reminder }: store.Around) =>
  workflow.actions.find((action) => keyOf(action) === actionKey(reminder));

/** Who is written to, or why nobody is. */
function addressOf({
  reminder,
  attendee,
  member,
  isOpened,
  events,
}: store.Around): { address: string } | { why: VoidReason } {
  const { recipient } = reminder;
  if (isId("member", recipient)) {
    if (attendee === undefined) return { why: "recipient_gone" };
    return member === undefined ? { why: "unreachable" } : { address: member.email };
  }
  if (!isId("attendee", recipient)) return { address: recipient };
  if (attendee === undefined) return { why: "recipient_gone" };
  // A guest whom nobody here named is a stranger until the invitee has shown, by their link, that their own address is theirs.
  if (attendee.role === "guest" && !isOpened && !isVouchedFor(events, attendee)) return { why: "link_unopened" };
  return attendee.email === null ? { why: "unreachable" } : { address: attendee.email };
}

async function mailIt(scope: Scope, desk: ReminderDesk, around: store.Around): Promise<string> {
  const { reminder } = around;
  const to = addressOf(around);
  if ("why" in to) return setAside(scope, around, to.why);
  const mail = await written(scope, desk, around, to.address);
  if (mail === null) return setAside(scope, around, "unreachable");

  const delivery = reminder.deliveryId ?? scope.newId("delivery");
  const line = { id: delivery, template: reminderTemplate, subjectId: reminder.id, factId: reminder.factId };
  const isTaken = store.isTaken(scope, reminder, delivery);
  const [taken, , begun] = await sendBatch(scope.db, [
    store.take(scope, reminder, delivery, after(scope.now, leaseFor), takesKeys(scope)),
    ...takeInHand(scope, { ...line, recipient: to.address }, isTaken),
    // With this one's first try, so that whatever becomes of it they are asked again.
    ...insertNext(scope, reminder, nextOf(scope, around), isTaken),
  ]);
  // Called off, or somebody else's, since it was read.
  if (taken?.meta.changes !== 1) return "left";
  const [{ attempts }] = (begun?.results ?? []) as [{ attempts: number }];

  const outcome = await postInHand(scope, delivery, attempts, mail);
  const tried = { ...reminder, attempt: reminder.attempt + 1 };
  const how = ended(tried, outcome, scope.now, takesKeys(scope));
  await sendBatch(scope.db, [...endInHand(scope, delivery, attempts, outcome), store.end(scope, tried, how)]);
  return how.state;
}

async function written(
  scope: Scope,
  { say }: Pick<ReminderDesk, "say">,
  around: store.Around,
  address: string,
): Promise<Mail | null> {
  const action = actionOf(around);
  if (action === undefined || action.channel === "webhook") return null;
  return say.mail(scope, { ...wordsOf(action, around.workflow), booking: around.booking.id, address });
}

/** Which letter an action sends, and the words that take its place. */
export function wordsOf(action: Exclude<ActionWords, { channel: "webhook" }>, { trigger }: Pick<Workflow, "trigger">) {
  const letter = letterOf(action, trigger) ?? `reminder.${audienceOf(action)}`;
  return { letter, own: action.text };
}

/** By whoever listens: an endpoint of the company's, or the product. Told as a fact, so that nothing of it is lost or doubled. */
async function passOn(scope: Scope, desk: ReminderDesk, around: store.Around): Promise<string> {
  const { reminder, booking } = around;
  // Whose card is missing is no news for those who read what happened: it is put into words by whoever notes it.
  if (asksForCard(reminder)) return tellDue(scope, around, { id: reminder.id, channel: reminder.channel });
  const said = await wordsFor(scope, desk, around);
  if ("why" in said) return setAside(scope, around, said.why);
  return tellDue(scope, around, {
    id: reminder.id,
    bookingId: booking.id,
    workflowId: reminder.workflowId,
    trigger: reminder.trigger,
    channel: reminder.channel,
    dueAt: reminder.dueAt,
    status: booking.status,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    ...said,
  });
}

async function tellDue(scope: Scope, around: store.Around, body: Record<string, unknown>): Promise<string> {
  const { reminder } = around;
  const told = await commit(scope, {
    change: store.handOn(scope, reminder),
    also: insertNext(scope, reminder, nextOf(scope, around)),
    fact: tell("reminder.fell_due", reminder.id, reminder.version + 1, null, body),
    result: null,
  });
  return told.ok ? "handed_on" : "left";
}

type Said = { endpoint?: string; memberId?: string; phone?: string; title?: string; text?: string };

async function wordsFor(scope: Scope, desk: ReminderDesk, around: store.Around): Promise<Said | { why: VoidReason }> {
  const { reminder, attendee, endpoints } = around;
  const action = actionOf(around);
  if (action === undefined) return { why: "workflow_off" };
  if (action.channel === "webhook" || action.channel === "sms") {
    const endpoint = endpoints.find((one) => one.id === action.webhook_id && isSubscribed(one));
    if (endpoint === undefined || leadsBack(endpoint.url, scope.config.baseUrl)) return { why: "endpoint_gone" };
    if (action.channel === "webhook") return { endpoint: endpoint.id };
    const phone = attendee?.phone ?? null;
    if (phone === null) return { why: "unreachable" };
    const short = await shortFor(scope, desk, around, action);
    return short === null ? { why: "unreachable" } : { endpoint: endpoint.id, phone, text: short.text };
  }
  if (attendee === undefined) return { why: "recipient_gone" };
  const note = action.channel === "in_app" ? await shortFor(scope, desk, around, action) : null;
  if (note === null) return { why: "unreachable" };
  return { memberId: reminder.recipient, title: note.title ?? note.text, text: note.text };
}

/** As whom it is for reads it. */
async function shortFor(
  scope: Scope,
  { say }: ReminderDesk,
  { reminder, booking, workflow }: store.Around,
  action: Extract<ActionWords, { channel: "in_app" | "sms" }>,
): Promise<Short | null> {
  const { recipient: who } = reminder;
  if (!isId("member", who) && !isId("attendee", who)) return null;
  return say.short(scope, { ...wordsOf(action, workflow), booking: booking.id, way: action.channel, who });
}

/** How one is written that somebody has sent again by hand; null when there is no reason for it any more. */
export const reminderMail =
  (desk: Pick<ReminderDesk, "say">) =>
  async (scope: Scope, { subjectId }: Delivery): Promise<Mail | null> => {
    const around = isId("reminder", subjectId) ? await store.readForSending(scope, subjectId) : undefined;
    if (around === undefined || voided(around, scope.now) !== null) return null;
    const to = addressOf(around);
    return "why" in to ? null : written(scope, desk, around, to.address);
  };
