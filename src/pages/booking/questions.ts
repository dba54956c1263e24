import { count, sayNumber, type Speech } from "#pages/kit/language.ts";
import { filled } from "#pages/kit/when.tsx";
import type { Offer } from "./door.ts";
import { bookingWords } from "./words.ts";

type Question = Offer["questions"][number];

/** What an answer has to be, said before anybody has to be told that it is not. */
export function expectation({ type, validation }: Question, speech: Speech): string | undefined {
  const { answer, details } = bookingWords[speech.language];
  switch (type) {
    case "phone":
      return details.phoneHint;
    case "email":
      return answer.email;
    case "single_select":
      return undefined;
    case "multi_select":
      return answer.chooseAny;
    case "number":
      return numberWords(validation, speech);
    default:
      return textWords(validation, speech);
  }
}

function numberWords({ min, max }: Question["validation"], speech: Speech): string {
  const { answer } = bookingWords[speech.language];
  const say = (value: number) => sayNumber(speech, value);
  if (min !== null && max !== null) return filled(answer.numberBetween, say(min), say(max));
  if (min !== null) return filled(answer.numberFrom, say(min));
  return max === null ? answer.number : filled(answer.numberTo, say(max));
}

function textWords({ min_length, max_length, pattern }: Question["validation"], speech: Speech): string | undefined {
  const { answer } = bookingWords[speech.language];
  const said = [
    pattern === null
      ? undefined
      : {
          letters: answer.letters,
          digits: answer.digits,
          letters_and_digits: answer.lettersAndDigits,
          https_url: answer.address,
        }[pattern],
    min_length === null || min_length < 2 ? undefined : count(speech.language, min_length, answer.atLeast),
    max_length === null ? undefined : count(speech.language, max_length, answer.atMost),
  ].filter((one) => one !== undefined);
  return said.length === 0 ? undefined : said.join(" · ");
}
