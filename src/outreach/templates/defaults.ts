// What is said where a company says nothing else.
import { type Audience, type Block, type Language, languages, type LetterKey, letters } from "./catalogue.ts";
import { ar } from "./texts/ar.ts";
import { de } from "./texts/de.ts";
import { en } from "./texts/en.ts";
import { es } from "./texts/es.ts";
import { fr } from "./texts/fr.ts";
import type { Opening, OpeningKey, Texts } from "./texts/shape.ts";

const texts: Record<Language, Texts> = { en, de, fr, es, ar };

export const wordsIn = (language: Language): Texts => texts[language];

const isLanguage = (text: string): text is Language => (languages as readonly string[]).includes(text);

/** The first of these that we write; English when there is none. */
export function languageOf(locales: readonly (string | null | undefined)[]): Language {
  const spoken = locales.map((locale) => locale?.split("-")[0] ?? "");
  return spoken.find(isLanguage) ?? "en";
}

/** A letter's own subject and body in a language, in the language of templates. */
export function defaultText(key: LetterKey, language: Language): { subject: string; body: string } {
  const words = wordsIn(language);
  const [subject, sentence] = openingOf(words, key);
  const { audience, blocks } = letters[key];
  const said = blocks.map((block) => bodies[block](words, audience));
  return { subject, body: [words.greeting, sentence, ...said].join("\n\n") };
}

function openingOf({ openings }: Texts, key: LetterKey): Opening {
  const shared = key.slice(0, key.lastIndexOf("."));
  const found = [key, shared].find((name): name is OpeningKey => Object.hasOwn(openings, name));
  if (found === undefined) throw new Error(`Nobody wrote how ${key} begins.`);
  return openings[found];
}

const iff = (name: string, text: string): string => `{{#if ${name}}}${text}{{/if}}`;

const bodies: Record<Block, (words: Texts, audience: Audience) => string> = {
  previous: ({ labels }) => iff("previous_starts_at", `${labels.previous} {{ previous_starts_at }}`),
  meeting: ({ labels, minutes }) =>
    [
      "{{ title }}",
      "{{ starts_at }}",
      `{{ minutes }} ${minutes}`,
      iff("location", `${labels.where} {{ location }}`),
      "{{ join_link }}",
    ].join("\n"),
  people: ({ labels }, audience) =>
    audience === "host"
      ? `${labels.with} {{ invitee_name }}${iff("invitee_email", " ({{ invitee_email }})")}\n{{ invitee_phone }}\n{{ answers }}`
      : iff("hosts", `${labels.hosts} {{ hosts }}`),
  reason: ({ labels }) => iff("reason", `${labels.reason}\n{{ reason }}`),
  windows: ({ labels }) => iff("windows", `${labels.windows}\n{{ windows }}`),
  decide: ({ labels }) => iff("decide_by", `${labels.decide} {{ decide_by }}`),
  manage: () => "{{ manage_link }}",
  adding: ({ labels }) =>
    iff(
      "google_link",
      `${labels.adding}\n{{ google_link }}\n{{ outlook_link }}\n{{ office365_link }}\n{{ yahoo_link }}`,
    ),
};
