import * as z from "zod";
import { callOutside, type Heard } from "#platform/outbound.ts";
import type { Context } from "#platform/scope.ts";
import type { MailAdapter, Outgoing, Sending } from "./port.ts";
import { filesOf } from "./rules.ts";

const name = "resend";

/** A refusal of the mail itself: the same mail is refused again. Others (a key, a quota, a pause) can be set right meanwhile. */
const lasting = new Set([400, 413, 422]);

/**
 * Resend's `POST /emails`. Its `Idempotency-Key` is the delivery: for a day, a key that was seen is answered as the first time and
 * nothing goes out again, so what is in doubt is sent once more.
 */
export const resend = (
  where: Pick<Context, "config" | "bindings">,
  { key, origin }: { key: string; origin: string },
): MailAdapter => ({
  name,
  raw: false,
  async send(mail, delivery): Promise<Sending> {
    const headers = {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      "idempotency-key": delivery,
      "user-agent": "Interlock",
    };
    const body = JSON.stringify(bodyOf(mail));
    return judged(await callOutside(where, { purpose: "mail", url: `${origin}/emails`, headers, body }));
  },
});

const bodyOf = ({ from, to, replyTo, subject, text, html, headers, attachments, calendar }: Outgoing) => ({
  from: `"${from.name.replaceAll(/["\\]/g, String.raw`\$&`)}" <${from.email}>`,
  to: [to],
  ...(replyTo === null ? {} : { reply_to: replyTo }),
  subject,
  text,
  html,
  headers,
  attachments: filesOf({ attachments, calendar }).map(({ filename, type, content }) => ({
    filename,
    content,
    content_type: type,
  })),
});

const accepted = z.object({ id: z.string().max(100) });
const refused = z.object({ name: z.string().regex(/^[a-z_]{1,60}$/) });

function judged(heard: Heard): Sending {
  if (heard.status === null) return heard.error === "url_refused" ? failed(heard.error, true) : inDoubt(heard.error);
  const { status } = heard;
  const said = readJson(heard.body);
  if (status >= 200 && status < 300)
    return { outcome: "sent", adapter: name, providerId: accepted.safeParse(said).data?.id ?? null };
  const why = refused.safeParse(said).data?.name ?? `http_${status}`;
  // Only a mail that went out has its key remembered: this one did, in other words than it would have now.
  if (why === "invalid_idempotent_request") return { outcome: "sent", adapter: name, providerId: null };
  if (status >= 500 || why === "concurrent_idempotent_requests") return inDoubt(why);
  return failed(why, lasting.has(status));
}

const failed = (error: string, isLasting: boolean): Sending => ({
  outcome: "failed",
  adapter: name,
  error,
  lasting: isLasting,
});

const inDoubt = (error: string): Sending => ({ outcome: "unknown", adapter: name, error, keyed: true });

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
