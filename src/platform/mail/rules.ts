import { utf8 } from "#kernel/bytes.ts";
import type { Attachment, Mail, Outgoing } from "./port.ts";

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

/** Of any script, and nothing that a folder, a header or a reader of headers gives a meaning of its own. */
export const isFilename = (name: string): boolean => /^[\p{L}\p{N}][\p{L}\p{M}\p{N} _-]{0,60}\.[a-z]{1,5}$/u.test(name);

/** All files of a mail, for adapters that take no whole message: what is for calendars is one among them. */
export function filesOf({ attachments, calendar }: Pick<Outgoing, "attachments" | "calendar">): readonly Attachment[] {
  if (calendar === null) return attachments;
  const { filename, method, text } = calendar;
  return [
    ...attachments,
    { filename, type: `text/calendar; charset=utf-8; method=${method}`, content: base64(utf8(text)) },
  ];
}

export function base64(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

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
    attachments: mail.attachments ?? [],
    calendar: mail.calendar ?? null,
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
  const files = [...(mail.attachments ?? []), ...(mail.calendar === undefined ? [] : [mail.calendar])];
  if (files.some((file) => !isFilename(file.filename))) return "filename";
  // A name that is no header name may itself be an attack; it is not repeated.
  return bad === undefined ? undefined : settable.test(bad[0]) ? bad[0] : "not settable";
}

/** Where a mail goes. A test tenant sends nothing outside; a development build also keeps what it sent. */
export const ways = (mode: "live" | "test", isDevBuild: boolean): { outside: boolean; mailbox: boolean } => ({
  outside: mode === "live",
  mailbox: isDevBuild,
});
