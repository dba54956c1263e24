import type { Mail, Outgoing } from "./port.ts";

const address = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/;

/**
 * What the platform lets a sender set; it writes Message-ID, Date, Content-Type and MIME-Version itself and refuses
 * ours.
 */
const settable = /^(?:auto-submitted|in-reply-to|references|list-[a-z][a-z-]{0,40}|x-[a-z0-9][a-z0-9-]{0,60})$/i;
/** The sender's own: a template that could set it could hide one delivery behind another. */
const stamp = "X-Interlock-Delivery";

const limits = { subject: 998, name: 200, header: 2_048, headers: 20 } as const;

export const isAddress = (text: string): boolean => address.test(text);

export const isSettable = (name: string): boolean => settable.test(name);

/** Printable on one line: a CR, LF or NUL in any of these would be a second header. */
export const isOneLine = (text: string, limit: number): boolean =>
  text.length <= limit && !/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text) && text.isWellFormed();

/** Puts our address and the delivery's stamp on a mail, or names the header that cannot go out. */
export function addressed(
  mail: Mail,
  from: { name: string; address: string },
  delivery: string,
): { outgoing: Outgoing } | { refused: string } {
  const refused = faultOf(mail);
  if (refused !== undefined) return { refused };
  const outgoing = {
    from: { name: mail.fromName ?? from.name, email: from.address },
    to: mail.to,
    replyTo: mail.replyTo ?? null,
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: { "Auto-Submitted": "auto-generated", ...mail.headers, [stamp]: delivery },
  };
  return { outgoing };
}

/** The name of the first header that cannot go out. */
function faultOf(mail: Mail): string | undefined {
  if (!address.test(mail.to)) return "To";
  if (mail.replyTo !== undefined && !address.test(mail.replyTo)) return "Reply-To";
  if (mail.fromName !== undefined && !isOneLine(mail.fromName, limits.name)) return "From";
  if (mail.subject === "" || !isOneLine(mail.subject, limits.subject)) return "Subject";
  const headers = Object.entries(mail.headers ?? {});
  if (headers.length > limits.headers) return "too many";
  const isBad = ([name, value]: [string, string]) =>
    !settable.test(name) || name.toLowerCase() === stamp.toLowerCase() || !isOneLine(value, limits.header);
  const bad = headers.find(isBad);
  // A name that is no header name may itself be an attack; it is not repeated.
  return bad === undefined ? undefined : settable.test(bad[0]) ? bad[0] : "not settable";
}

/** Where a mail goes. A test tenant sends nothing outside; a development build also keeps what it sent. */
export const ways = (mode: "live" | "test", isDevBuild: boolean): { outside: boolean; mailbox: boolean } => ({
  outside: mode === "live",
  mailbox: isDevBuild,
});
