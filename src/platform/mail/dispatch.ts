import type { Id } from "#kernel/ids.ts";
import type { Context } from "#platform/scope.ts";
import { keepMail } from "./mailbox.ts";
import type { MailAdapter, Outgoing, Sending } from "./port.ts";
import { resend } from "./resend.ts";
import { ways } from "./rules.ts";
import { sendEmail } from "./send-email.ts";

export type Dispatched = Sending | { outcome: "withheld" };

const adapterOf = (context: Context): MailAdapter =>
  context.config.mail.provider === "resend" ? resend(context, context.config.mail) : sendEmail(context.bindings.MAIL);

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
    ? await adapterOf(context).send(mail, try_.delivery)
    : mailbox
      ? { outcome: "sent", adapter: "mailbox", providerId: null }
      : { outcome: "withheld" };
  if (DEV_BUILD && sending.outcome === "sent")
    await keepMail(context.bindings.FILES, try_.delivery, try_.attempt, mail, context.now);
  return sending;
}
