// What the other features of this area make of letters.
export {
  type Audience,
  isLetterKey,
  keysSentBy,
  type Letter,
  type LetterKey,
  letterKeys,
  letters,
  type SentBy,
} from "./catalogue.ts";
export { languageOf, wordsIn } from "./defaults.ts";
export type { TemplateCode } from "./faults.ts";
export { parse } from "./language.ts";
export { momentSaid } from "./moments.ts";
export type { Data, Reader, Sender, Short, Text } from "./render.ts";
