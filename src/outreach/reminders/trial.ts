// What a workflow would do about a booking: everything that sending asks, and nothing sent.
import { type Id, isId } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { isVouchedFor } from "#outreach/letters/rules.ts";
import { findWorkflow } from "#outreach/workflows/actions.ts";
import { isMoment, keyOf, statusesOf, timedAt, unmet } from "#outreach/workflows/rules.ts";
import type { Workflow } from "#outreach/workflows/tables.ts";
import type { Scope } from "#platform/scope.ts";
import { actionKey, heldUntil, type Planned, plansOf, type VoidReason } from "./rules.ts";
import { type Say, wordsOf } from "./send.ts";
import { readForPlanning } from "./store.ts";
import type { Reminder } from "./tables.ts";
import { findNext, readPeople } from "./trial-store.ts";

export type Message = {
  channel: Reminder["channel"];
  to: string;
  dueAt: Instant;
  reason: VoidReason | null;
  subject: string | null;
  text: string | null;
};

export type Trial = {
  workflow: Id<"workflow">;
  booking: Id<"booking"> | null;
  unmet: ("active" | "status" | ReturnType<typeof unmet>[number])[];
  messages: Message[];
};

export async function tryWorkflow(
  scope: Scope,
  say: Say,
  id: Id<"workflow">,
  asked: Id<"booking"> | null,
): Promise<Outcome<Trial>> {
  const workflow = await findWorkflow(scope, id);
  if (workflow === undefined) return refuse("workflow.unknown");
  const booking = asked ?? (await findNext(scope, workflow));
  const nothing = { workflow: id, booking: null, unmet: [], messages: [] };
  if (booking === undefined) return done(nothing);

  const found = await readForPlanning(scope, booking);
  if (found === undefined) return refuse("booking.unknown");
  const reasons = whyNot(workflow, found);
  const { trigger } = workflow;
  const set = found.events.findLast(({ version }) => version <= timedAt(found.events));
  const at = isMoment(trigger) ? (set?.at ?? found.booking.createdAt) : scope.now;
  const fact = { id: scope.newId("fact"), type: trigger, version: found.booking.version, at };
  const people = await readPeople(scope, booking);
  const messages = plansOf(workflow, { ...found, fact }).map((plan) =>
    messageOf(scope, say, workflow, { ...people, events: found.events }, plan, booking),
  );
  return done({ workflow: id, booking, unmet: reasons, messages: await Promise.all(messages) });
}

function whyNot(workflow: Workflow, { booking, teams }: NonNullable<Awaited<ReturnType<typeof readForPlanning>>>) {
  const { trigger, conditions, active } = workflow;
  const stands = !isMoment(trigger) || statusesOf(trigger).includes(booking.status);
  return [
    ...(active ? [] : (["active"] as const)),
    ...(stands ? [] : (["status"] as const)),
    ...unmet(conditions, { ...booking, teams }),
  ];
}

type People = Awaited<ReturnType<typeof readPeople>> &
  Pick<NonNullable<Awaited<ReturnType<typeof readForPlanning>>>, "events">;

async function messageOf(
  scope: Scope,
  say: Say,
  workflow: Workflow,
  people: People,
  plan: Planned,
  booking: Id<"booking">,
): Promise<Message> {
  const action = workflow.actions.find((one) => keyOf(one) === actionKey(plan));
  const { channel, recipient } = plan;
  const dueAt = heldUntil({ reminder: plan, wishes: people.wishes }, plan.dueAt) ?? plan.dueAt;
  const { address, why } = reach(people, recipient);
  const late = scope.now > plan.usefulUntil ? ("late" as const) : null;
  const reason = plan.reason ?? late ?? why;
  const line = { channel, to: address ?? recipient, dueAt, reason, subject: null, text: null };
  if (action === undefined || action.channel === "webhook" || address === null) return line;
  const words = { ...wordsOf(action, workflow), booking, isTrial: true };
  if (action.channel === "mail") {
    const mail = await say.mail(scope, { ...words, address });
    if (mail === null) return { ...line, reason: reason ?? "unreachable" };
    return { ...line, subject: mail.subject, text: mail.text };
  }
  const isSomebody = isId("member", recipient) || isId("attendee", recipient);
  const short = isSomebody ? await say.short(scope, { ...words, way: action.channel, who: recipient }) : null;
  if (short === null) return { ...line, reason: reason ?? "unreachable" };
  if (channel === "in_app") return { ...line, to: recipient, subject: short.title, text: short.text };
  const phone = people.people.find(({ id }) => id === recipient)?.phone ?? null;
  return {
    ...line,
    to: phone ?? recipient,
    reason: reason ?? (phone === null ? "unreachable" : null),
    text: short.text,
  };
}

function reach(
  { people, staff, isOpened, events }: People,
  recipient: string,
): { address: string | null; why: VoidReason | null } {
  if (isId("member", recipient)) {
    const email = staff.find(({ id }) => id === recipient)?.email ?? null;
    return { address: email, why: email === null ? "unreachable" : null };
  }
  if (!isId("attendee", recipient)) return { address: recipient, why: null };
  const one = people.find(({ id }) => id === recipient);
  const isStranger = one?.role === "guest" && !isOpened && !isVouchedFor(events, one);
  const why = isStranger ? "link_unopened" : one?.email == null ? "unreachable" : null;
  return { address: one?.email ?? null, why };
}
