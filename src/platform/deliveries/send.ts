import type { Id } from "#kernel/ids.ts";
import { after, type Instant } from "#kernel/instant.ts";
import { sendBatch } from "#platform/d1.ts";
import type { OpenTenant } from "#platform/facts/reactions.ts";
import { logEvent, logFault } from "#platform/log.ts";
import { type Dispatched, dispatch, takesKeys } from "#platform/mail/dispatch.ts";
import type { Mail } from "#platform/mail/port.ts";
import { addressed } from "#platform/mail/rules.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { leaseFor, settledOrAgain } from "./rules.ts";
import * as store from "./store.ts";
import type { Delivery } from "./tables.ts";

export { queueDelivery } from "./store.ts";

/** Not now: from when on it is to be looked at again. */
export type Later = { notBefore: Instant };

/**
 * How each kind of mail is written, from what is true at the moment of sending. Null: there is no reason any more to
 * send it.
 */
export type Templates = Readonly<Record<string, (scope: Scope, delivery: Delivery) => Promise<Mail | Later | null>>>;

/** What the sender needs from downstream. */
export type PostOffice = { templates: Templates; openTenant: OpenTenant };

const handful = 50;
const atOnce = 5;

/** Takes back what nobody finished. Where the provider takes keys, whatever can be written anew is sent again. */
export const loseUnfinished = (context: Context, again: readonly string[]): Promise<number> =>
  store.loseOverdue(context, takesKeys(context) ? again : []);

/** Sends what is due, a handful at a time; answers how many were taken in hand. */
export async function sendDue(context: Context, office: PostOffice): Promise<number> {
  const due = await store.listDue(context, handful);
  for (let from = 0; from < due.length; from += atOnce) {
    await Promise.all(due.slice(from, from + atOnce).map((ref) => sendOne(context, office, ref)));
  }
  return due.length;
}

async function sendOne(context: Context, office: PostOffice, ref: store.DeliveryRef): Promise<void> {
  const delivery = await store.claim(context, ref);
  if (delivery === undefined) return;
  const written = await write(context, office, delivery);
  if (written === null) {
    const canceled = {
      status: "canceled",
      adapter: null,
      providerId: null,
      error: "no_longer_due",
      dueAt: delivery.dueAt,
      sentAt: null,
    } as const;
    return store.settle(context, delivery, canceled);
  }
  if ("notBefore" in written) return store.setBack(context, delivery, written.notBefore);
  const outcome =
    "outcome" in written ? written : await postMail(context, written.scope.tenant.mode, delivery, written.mail);
  return finish(context, delivery, outcome);
}

type Written = { scope: Scope; mail: Mail } | Later | Dispatched | null;

/** Failed before any adapter saw it. */
const failed = (error: string, lasting: boolean) => ({ outcome: "failed", adapter: "none", error, lasting }) as const;

/** The mail as it reads now. Nothing has gone out yet, so whatever goes wrong here is a definite failure. */
async function write(context: Context, { templates, openTenant }: PostOffice, delivery: Delivery): Promise<Written> {
  const template = Object.hasOwn(templates, delivery.template) ? templates[delivery.template] : undefined;
  if (template === undefined || delivery.tenantId === null) return failed("template_unknown", true);
  try {
    const scope = await openTenant(context, delivery.tenantId);
    if (scope === undefined) return null;
    const mail = await template(scope, delivery);
    if (mail === null || "notBefore" in mail) return mail;
    // The ledger says who was written to; a mail to somebody else is another delivery.
    return mail.to === delivery.recipient ? { scope, mail } : failed("recipient_differs", true);
  } catch (error) {
    logFault(context.requestId, error);
    return failed("not_written", false);
  }
}

/** One try of one mail; never throws because of it. */
export async function postMail(
  context: Context,
  mode: "live" | "test",
  delivery: Pick<Delivery, "id" | "attempts">,
  mail: Mail,
): Promise<Dispatched> {
  const ready = addressed(mail, context.config.mailFrom, delivery.id);
  if ("refused" in ready) return failed("header_refused", true);
  try {
    return await dispatch(context, mode, { delivery: delivery.id, attempt: delivery.attempts }, ready.outgoing);
  } catch (error) {
    logFault(context.requestId, error);
    return { outcome: "unknown", adapter: "none", error: "sender_failed" };
  }
}

async function finish(context: Context, delivery: Delivery, outcome: Dispatched): Promise<void> {
  const end = settledOrAgain(delivery, outcome, context.now);
  await store.settle(context, delivery, end);
  const { id, tenantId, template, attempts } = delivery;
  logEvent("mail", {
    delivery: id,
    tenant: tenantId,
    template,
    attempt: attempts,
    status: end.status,
    error: end.error,
  });
}

/**
 * Sends a mail that holds a secret, and so can be written only once: the ledger gets a row, the text is kept nowhere,
 * and a failure is final (whoever wants the mail asks for a new secret). Never throws because of the mail.
 */
export async function sendNow(
  context: Context,
  wanted: { template: string; subjectId: string; recipient: string; tenant: Id<"tenant"> | null },
  mail: Mail,
): Promise<void> {
  const mode = modeOf(context, wanted.tenant);
  const delivery = inHand(context, wanted);
  await sendBatch(context.db, [store.insertDelivery(context, delivery), store.beginAttempt(context, delivery)]);
  const outcome = await postMail(context, mode, delivery, mail);
  await finish(context, delivery, final(outcome));
}

/** Nobody can write this mail again. */
function final(outcome: Dispatched): Dispatched {
  if (outcome.outcome === "failed") return { ...outcome, lasting: true };
  if (outcome.outcome === "unknown") return { outcome: "unknown", adapter: outcome.adapter, error: outcome.error };
  return outcome;
}

/** A ledger row that is being sent from its first moment. */
const inHand = (
  context: Context,
  wanted: { template: string; subjectId: string; recipient: string; tenant: Id<"tenant"> | null },
): Delivery => ({
  id: context.newId("delivery"),
  tenantId: wanted.tenant,
  channel: "mail",
  template: wanted.template,
  subjectId: wanted.subjectId,
  ordinal: 1,
  recipient: wanted.recipient,
  status: "sending",
  adapter: null,
  providerId: null,
  error: null,
  attempts: 1,
  dueAt: context.now,
  leaseUntil: after(context.now, leaseFor),
  sentAt: null,
  factId: null,
  requestId: context.requestId,
  createdAt: context.now,
  updatedAt: context.now,
  version: 1,
});

function modeOf(context: Context | Scope, tenant: Id<"tenant"> | null): "live" | "test" {
  if (tenant === null) return "live";
  if (!("tenant" in context) || context.tenant.id !== tenant)
    throw new Error("A tenant's mail is sent from a scope of that tenant.");
  return context.tenant.mode;
}
