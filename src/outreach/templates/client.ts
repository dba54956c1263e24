// How the other features of this area have a letter written.
export { testMail, testTemplate } from "./test-mail.ts";
import type { Scope } from "#platform/scope.ts";
import type { LetterKey, SentBy } from "./catalogue.ts";
import {
  type Data,
  type Reader,
  type Rendered,
  type Sender,
  type Short,
  type Text,
  write,
  writeShort,
} from "./render.ts";
import { findOwnText } from "./store.ts";

const mailText = (own: { subject: string | null; body: string } | undefined): Text | null =>
  own === undefined || own.subject === null ? null : { subject: own.subject, body: own.body };

/** A letter as this company writes it: in the words of whoever has it sent, else its own text where it has one, else ours. */
export async function render(
  scope: Scope,
  key: LetterKey,
  reader: Reader,
  data: Data,
  sender: Sender,
  words: Text | null = null,
): Promise<Rendered> {
  const own = words ?? mailText(await findOwnText(scope, key, "mail", reader.language));
  return write(key, own, reader, data, sender);
}

/** The same where there is room for a few lines only. */
export async function renderShort(
  scope: Scope,
  key: LetterKey,
  way: Exclude<SentBy, "mail">,
  reader: Reader,
  data: Data,
  words: { subject: string | null; body: string } | null = null,
): Promise<Short> {
  const own = words ?? (await findOwnText(scope, key, way, reader.language)) ?? null;
  const short = writeShort(key, way, own, reader, data);
  // Words of one's own are about anything: without a title their first line is it, and never one of ours.
  const isUntitled = words !== null && words.subject === null && way === "in_app";
  return isUntitled ? { ...short, title: (short.text.split("\n")[0] ?? "").slice(0, 180) } : short;
}
