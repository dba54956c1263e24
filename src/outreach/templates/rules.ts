// What the other features of this area make of letters.
export {
  type Audience,
  audiences,
  isLetterKey,
  type Language,
  languages,
  type Letter,
  type LetterKey,
  letterKeys,
  letters,
} from "./catalogue.ts";
export { defaultText, languageOf, wordsIn } from "./defaults.ts";
export type { TemplateCode } from "./faults.ts";
export { parse } from "./language.ts";
export { momentSaid } from "./moments.ts";
export type { Data, Reader, Rendered, Sender, Text } from "./render.ts";
