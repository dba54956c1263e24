import type { MailAdapter, Outgoing, Sending } from "./port.ts";
import { filesOf } from "./rules.ts";

const name = "send_email";

/** Nothing went out, and later it may. */
const passing = new Set(["E_RATE_LIMIT_EXCEEDED", "E_DAILY_LIMIT_EXCEEDED", "E_DELIVERY_FAILED"]);

/**
 * The platform's own mail binding. It takes a structured message, or a whole one, and answers an id or throws a coded error. What it
 * does with a whole one has to be seen on a real account first, so whoever runs it says that it may (`raw`).
 */
export const sendEmail = (binding: SendEmail, raw: boolean): MailAdapter => ({
  name,
  raw,
  async send({ replyTo, headers, attachments, calendar, ...mail }, _, whole): Promise<Sending> {
    if (whole !== null) return sendWhole(binding, mail, whole);
    const files = filesOf({ attachments, calendar }).map((file) => ({ disposition: "attachment" as const, ...file }));
    try {
      const { messageId } = await binding.send({
        ...mail,
        ...(files.length === 0 ? {} : { attachments: files }),
        ...(replyTo === null ? {} : { replyTo }),
        headers: { ...headers },
      });
      return { outcome: "sent", adapter: name, providerId: messageId };
    } catch (error) {
      return failureOf(error);
    }
  },
});

async function sendWhole(
  binding: SendEmail,
  { from, to }: Pick<Outgoing, "from" | "to">,
  whole: string,
): Promise<Sending> {
  try {
    // Known to the platform's runtime only, and asked for when it is needed.
    const { EmailMessage } = await import("cloudflare:email");
    const { messageId } = await binding.send(new EmailMessage(from.email, to, whole));
    return { outcome: "sent", adapter: name, providerId: messageId };
  } catch (error) {
    return failureOf(error);
  }
}

/** A refusal with a code is definite, except the provider's own breakdown; a broken connection leaves us in doubt. */
function failureOf(error: unknown): Sending {
  const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
  if (!/^E_[A-Z_]{1,60}$/.test(code)) return { outcome: "unknown", adapter: name, error: "connection_lost" };
  if (code === "E_INTERNAL_SERVER_ERROR") return { outcome: "unknown", adapter: name, error: code };
  return { outcome: "failed", adapter: name, error: code, lasting: !passing.has(code) };
}
