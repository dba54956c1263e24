// What the other features of this area make of letters.
export {
  type AsideLetterKey,
  type BookingAudience,
  type BookingLetterKey,
  isBookingLetter,
  isLetterKey,
  keysSentBy,
  type Language,
  type Letter,
  letterKeys,
  letters,
  type OrganizerKey,
  type SentBy,
} from "./catalogue.ts";
export { languageOf, wordsIn } from "./defaults.ts";
export type { TemplateCode } from "./faults.ts";
export { parse } from "./language.ts";
export { momentSaid } from "./moments.ts";
export type { Data, Reader, Sender, Short, Text } from "./render.ts";
