import type { PageAsk } from "#http/pages.ts";
import type { getLetters, listMessageTemplates } from "#outreach/templates/contract.ts";
import type * as z from "zod";
import { type Language, languages } from "../../kit/language.ts";
import type { Visit } from "../../kit/member.tsx";
import type { LetterWords } from "./words.ts";

export const root = "/desk/templates";
export const ways = ["mail", "in_app", "sms"] as const;
export type Way = (typeof ways)[number];

export type Letter = z.output<typeof getLetters.answer>["letters"][number];
export type Own = z.output<typeof listMessageTemplates.answer>;

/** In which language, and by which way: the address names both, so that either can be shared. */
export type Which = { words: Language; by: Way };

export function whichIn({ url, form }: PageAsk, language: Language): Which {
  const said = (name: string) => form.get(name) ?? url.searchParams.get(name);
  return {
    words: languages.find((one) => one === said("words")) ?? language,
    by: ways.find((one) => one === said("by")) ?? "mail",
  };
}

export const whichOf = ({ asked, speech }: Visit): Which => whichIn(asked, speech.language);

export const letterPath = (key: string, { words, by }: Which, part = ""): string =>
  `${root}/${key}${part}?words=${words}&by=${by}`;

/** `booking.created.invitee` is the letter of an event to somebody. */
export function partsOf(key: string): { event: string; audience: string } {
  const at = key.lastIndexOf(".");
  return { event: key.slice(0, at), audience: key.slice(at + 1) };
}

/** "Booked", "To the guest". */
export function namesOf(key: string, words: LetterWords): { event: string; audience: string } {
  const { event, audience } = partsOf(key);
  const [events, audiences]: Readonly<Record<string, string>>[] = [words.events, words.audiences];
  return { event: events?.[event] ?? event, audience: audiences?.[audience] ?? audience };
}
