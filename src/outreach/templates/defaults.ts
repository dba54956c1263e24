// What is said where a company says nothing else.
import {
  type Audience,
  type Block,
  type Language,
  languages,
  type LetterKey,
  letters,
  type SentBy,
} from "./catalogue.ts";
import { ar } from "./texts/ar.ts";
import { de } from "./texts/de.ts";
import { en } from "./texts/en.ts";
import { es } from "./texts/es.ts";
import { fr } from "./texts/fr.ts";
import type { NoteKey, Opening, OpeningKey, Texts } from "./texts/shape.ts";

const texts: Record<Language, Texts> = { en, de, fr, es, ar };

export const wordsIn = (language: Language): Texts => texts[language];

const isLanguage = (text: string): text is Language => (languages as readonly string[]).includes(text);

/** The first of these that we write; English when there is none. */
export function languageOf(locales: readonly (string | null | undefined)[]): Language {
  const spoken = locales.map((locale) => locale?.split("-")[0] ?? "");
  return spoken.find(isLanguage) ?? "en";
}

/** What we say by this way in a language, in the language of templates. */
export function ourText(key: LetterKey, way: SentBy, language: Language): { subject: string | null; body: string } {
  if (way === "mail") return defaultText(key, language);
  const words = wordsIn(language);
  return way === "in_app"
    ? noteText(words, key)
    : { subject: null, body: `{{ company }}: ${openingOf(words, key)[0]}` };
}

/** What a note says after its line: when and with whom, and of a change what it was before and what was said of it. */
const ofNotes: readonly Block[] = ["role", "due", "previous", "reason", "windows", "decide"];

function noteText(words: Texts, key: LetterKey): { subject: string; body: string } {
  const { notes, labels } = words;
  const isNoted = (name: LetterKey): name is LetterKey & NoteKey => Object.hasOwn(notes, name);
  if (!isNoted(key)) throw new Error(`Nobody wrote how ${key} is noted.`);
  const { audience, blocks } = letters[key];
  const more = blocks.filter((block) => ofNotes.includes(block)).map((block) => bodies[block](words, audience));
  const who = audience === "organizer" ? "candidate" : "invitee_name";
  const meeting = `{{ starts_at }}\n${iff(who, `${labels.with} {{ ${who} }}`)}`;
  return { subject: notes[key], body: [meeting, ...more].join("\n\n") };
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
  role: ({ labels }) =>
    `${iff("panel_role", `${labels.role} {{ panel_role }}`)}\n${iff("job", `${labels.job} {{ job }}`)}`,
  kit: () => "{{ kit_link }}",
  answering: () => "{{ accept_link }}\n{{ decline_link }}",
  due: ({ labels }) => iff("card_due_at", `${labels.due} {{ card_due_at }}`),
  card: () => "{{ feedback_link }}",
  plan: ({ labels, minutes }) =>
    [
      "{{ title }}",
      iff("job", `${labels.job} {{ job }}`),
      `{{ minutes }} ${minutes}`,
      iff("location", `${labels.where} {{ location }}`),
    ].join("\n"),
  choosing: ({ labels }) => `{{ booking_link }}\n${iff("open_until", `${labels.until} {{ open_until }}`)}`,
  saying_when: ({ labels }) => `{{ windows_link }}\n${iff("open_until", `${labels.until} {{ open_until }}`)}`,
  job: ({ labels }) => iff("job", `${labels.job} {{ job }}`),
  adding: ({ labels }) =>
    iff(
      "google_link",
      `${labels.adding}\n{{ google_link }}\n{{ outlook_link }}\n{{ office365_link }}\n{{ yahoo_link }}`,
    ),
};
