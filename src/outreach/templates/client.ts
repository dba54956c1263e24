// How the other features of this area have a letter written.
import type { Scope } from "#platform/scope.ts";
import type { LetterKey } from "./catalogue.ts";
import { type Data, type Reader, type Rendered, type Sender, write } from "./render.ts";

/** A letter as this company writes it: its own text where it has one, else ours. */
export async function render(
  scope: Scope,
  key: LetterKey,
  reader: Reader,
  data: Data,
  sender: Sender,
): Promise<Rendered> {
  return write(key, null, reader, data, sender);
}
