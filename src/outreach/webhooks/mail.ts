import { isId } from "#kernel/ids.ts";
import { after, toMinute } from "#kernel/instant.ts";
import { suppressed } from "#outreach/suppressions/actions.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";
import { letter } from "#platform/mail/layout.tsx";
import type { Mail } from "#platform/mail/port.ts";
import type { Scope } from "#platform/scope.ts";
import { disableAfter } from "./rules.ts";
import * as store from "./store.ts";
import type { Webhook } from "./tables.ts";

export const failingTemplate = "webhook_failing";
export const disabledTemplate = "webhook_disabled";

/** After a day of failures; null once the endpoint has answered, was switched off, or fails for another reason than then. */
export async function failingMail(scope: Scope, delivery: Delivery): Promise<Mail | null> {
  const webhook = await found(scope, delivery);
  if (webhook === undefined || webhook.failingSince === null || webhook.stretch !== delivery.ordinal) return null;
  const what =
    webhook.status === "pending"
      ? "It was given a new address, which has not answered the challenge yet. Events wait for it until it does."
      : `Nothing has arrived there since ${toMinute(webhook.failingSince)}. Events are tried again at growing intervals.`;
  return writing(scope, webhook, delivery, `A webhook is failing: ${hostOf(webhook)}`, [
    what,
    `If this goes on, it will be disabled at ${toMinute(after(webhook.failingSince, disableAfter))}.`,
  ]);
}

const reasons: Record<NonNullable<Webhook["disabledReason"]>, string> = {
  gone: "It answered 410, which says that it is gone for good.",
  failing: "Nothing has arrived there for three days.",
};

/** Null once it is in use again. */
export async function disabledMail(scope: Scope, delivery: Delivery): Promise<Mail | null> {
  const webhook = await found(scope, delivery);
  if (webhook?.status !== "disabled" || webhook.disabledReason === null) return null;
  return writing(scope, webhook, delivery, `A webhook has been disabled: ${hostOf(webhook)}`, [
    reasons[webhook.disabledReason],
    `Nothing is sent to it any more. Once it answers again, take it back into use with POST /v1/webhooks/${webhook.id}/verify, ` +
      `and have what it missed sent with POST /v1/webhooks/${webhook.id}/redeliver.`,
  ]);
}

const found = async (scope: Scope, { subjectId }: Delivery): Promise<Webhook | undefined> =>
  isId("webhook", subjectId) ? store.findWebhook(scope, subjectId) : undefined;

/** The rest of an address may hold a secret. */
const hostOf = ({ url }: Webhook): string => new URL(url).host;

/** Null where nothing arrives: whoever owns the account is told whatever they like, but not at an address that is none. */
async function writing(
  scope: Scope,
  webhook: Webhook,
  { recipient }: Delivery,
  subject: string,
  paragraphs: readonly string[],
): Promise<Mail | null> {
  if ((await suppressed(scope, [recipient], "security")).size > 0) return null;
  const said = {
    locale: "en",
    company: scope.tenant.slug,
    title: subject,
    paragraphs,
    action: { label: "How webhooks work", url: `${scope.config.baseUrl}/docs` },
    closing: [`The webhook is ${webhook.id}. You get this mail because you own the account.`],
  };
  return { to: recipient, subject, ...letter(said) };
}
