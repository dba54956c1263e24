import type { Id } from "#kernel/ids.ts";
import type { Context } from "#platform/scope.ts";
import type { Instant } from "#kernel/instant.ts";
import { keepMail } from "./mailbox.ts";
import { wholeMessage } from "./mime.ts";
import type { MailAdapter, Outgoing, Sending } from "./port.ts";
import { resend } from "./resend.ts";
import { ways } from "./rules.ts";
import { sendEmail } from "./send-email.ts";

export type Dispatched = Sending | { outcome: "withheld" };

function adapterOf(context: Context): MailAdapter {
  const { mail } = context.config;
  return mail.provider === "resend" ? resend(context, mail) : sendEmail(context.bindings.MAIL, mail.raw);
}

async function sendBy(
  adapter: MailAdapter,
  mail: Outgoing,
  delivery: Id<"delivery">,
  sentAt: Instant,
): Promise<Sending> {
  const { calendar } = mail;
  if (!adapter.raw || calendar === null) return adapter.send(mail, delivery, null);
  const composed = wholeMessage({ delivery, sentAt, mail, calendar });
  return "raw" in composed
    ? adapter.send(mail, delivery, composed.raw)
    : { outcome: "failed", adapter: adapter.name, error: "header_refused", lasting: true };
}

/** Whether a mail in doubt may be sent again under the same name. */
export const takesKeys = ({ config }: Pick<Context, "config">): boolean => config.mail.provider === "resend";

/** Sends one mail the ways its tenant's mode and this build allow. */
export async function dispatch(
  context: Context,
  mode: "live" | "test",
  try_: { delivery: Id<"delivery">; attempt: number },
  mail: Outgoing,
): Promise<Dispatched> {
  const { outside, mailbox } = ways(mode, DEV_BUILD);
  const sending: Dispatched = outside
    ? await sendBy(adapterOf(context), mail, try_.delivery, context.now)
    : mailbox
      ? { outcome: "sent", adapter: "mailbox", providerId: null }
      : { outcome: "withheld" };
  if (DEV_BUILD && sending.outcome === "sent")
    await keepMail(context.bindings.FILES, try_.delivery, try_.attempt, mail, context.now);
  return sending;
}
