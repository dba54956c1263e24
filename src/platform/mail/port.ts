import type { Id } from "#kernel/ids.ts";

/** A file beside a mail. Its content is base64, which every adapter takes. */
export type Attachment = { filename: string; type: string; content: string };

/** A meeting as calendars read it, composed by whoever sends it. Adapters that take whole messages make it a part of its own. */
export type CalendarPart = { method: "REQUEST" | "CANCEL"; text: string; filename: string };

/** One message to one person, written from one set of data as text and as HTML. */
export type Mail = {
  /** An address alone; who it is to is also what the ledger says. */
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The name beside our own address, where a company speaks through us. */
  fromName?: string;
  replyTo?: string;
  headers?: Readonly<Record<string, string>>;
  attachments?: readonly Attachment[];
  calendar?: CalendarPart;
};

/** A mail as an adapter gets it: addressed, stamped with its delivery, every header checked. */
export type Outgoing = {
  from: { name: string; email: string };
  to: string;
  replyTo: string | null;
  subject: string;
  text: string;
  html: string;
  headers: Readonly<Record<string, string>>;
  attachments: readonly Attachment[];
  calendar: CalendarPart | null;
};

/**
 * What became of one try. `failed` is definite, nothing went out; `lasting` means that trying again cannot help.
 * `unknown` may have gone out: nobody tries that again unasked, except where the provider was given a key (`keyed`) by which it knows
 * that it has the mail already.
 */
export type Sending =
  | { outcome: "sent"; adapter: string; providerId: string | null }
  | { outcome: "failed"; adapter: string; error: string; lasting: boolean }
  | { outcome: "unknown"; adapter: string; error: string; keyed?: true };

export type MailAdapter = {
  name: string;
  /** Whether it takes a whole MIME message: a calendar invitation that mail programs act on is given to it as one. */
  raw: boolean;
  /**
   * The delivery is the mail's name: a provider that takes idempotency keys is given it as one. `whole` is the mail as one message,
   * where there is an invitation in it and the adapter takes such.
   */
  send: (mail: Outgoing, delivery: Id<"delivery">, whole: string | null) => Promise<Sending>;
};
