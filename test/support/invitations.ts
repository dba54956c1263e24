// Whole messages with one text in every place where a person can type one.
import type { Id } from "#kernel/ids.ts";
import { invitation } from "#outreach/calendar/rules.ts";
import type { WholeMessage } from "#platform/mail/mime.ts";
import type { Outgoing } from "#platform/mail/port.ts";
import { at, invited } from "./meetings.ts";

export const delivery: Id<"delivery"> = "dlv_01kq0000000000000000000000";

export const outgoing: Outgoing = {
  from: { name: "Lumen Robotics", email: "no-reply@interlock.example" },
  to: "lena+i@mail.example",
  replyTo: "rsvp@interlock.example",
  subject: "Interview on Monday",
  text: "Hello\n",
  html: "<p>Hello</p>",
  headers: { "Auto-Submitted": "auto-generated", "X-Interlock-Delivery": delivery },
  attachments: [],
  calendar: null,
};

export const message: WholeMessage = {
  delivery,
  sentAt: at("2026-11-20T08:00:00Z"),
  mail: outgoing,
  calendar: { method: "REQUEST", text: invitation(invited), filename: "invite.ics" },
};

export const messageWith = (text: string): WholeMessage => ({
  ...message,
  mail: {
    ...outgoing,
    from: { ...outgoing.from, name: text },
    subject: text,
    text,
    html: text,
    headers: { ...outgoing.headers, "X-Note": text },
  },
  calendar: { ...message.calendar, filename: filenameOf(text) },
});

/** What of a text can be the name of a file. */
export const filenameOf = (text: string): string => {
  const signs = Array.from(text.replaceAll(/[^\p{L}\p{M}\p{N} _-]/gu, ""))
    .slice(0, 25)
    .join("");
  return `x${signs}.ics`;
};

/** What may stand in a header: one line of whole characters, not endless, and not nothing. */
export const fitsHeaders = (text: string): boolean =>
  text.isWellFormed() && text.length <= 100 && text.trim() !== "" && !/[\p{Cc}\u2028\u2029]/u.test(text);
