// How the other features of this area have a letter written.
export { testMail, testTemplate } from "./test-mail.ts";
import type { Scope } from "#platform/scope.ts";
import type { LetterKey } from "./catalogue.ts";
import { type Data, type Reader, type Rendered, type Sender, type Text, write } from "./render.ts";
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
