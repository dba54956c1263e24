import type { Instant } from "#kernel/instant.ts";
import { letter, type Link, wordsOf } from "#platform/mail/layout.tsx";
import type { ZoneId } from "#time/zones.ts";
import { type Language, type LetterKey, letters, type SentBy, type Variables } from "./catalogue.ts";
import { defaultText, ourText, wordsIn } from "./defaults.ts";
import { lineOf, type Said, paragraphsOf, parse } from "./language.ts";
import { momentSaid } from "./moments.ts";
import type { MessageTemplate } from "./tables.ts";

/** Whom a letter speaks to: where their clock hangs, and how they write dates. */
export type Reader = { language: Language; locale: string | null; zone: ZoneId };

/** What a letter is about; null or left out where there is nothing to say. */
export type Data = Readonly<Record<string, string | Instant | Link | null>>;

/** In whose name a letter speaks. */
export type Sender = { name: string; colour: string | null };

export type Text = { subject: string; body: string };
export type Rendered = { subject: string; text: string; html: string };

/** A letter from a company's own text, or from ours where there is none that can be read. */
export function write(key: LetterKey, own: Text | null, reader: Reader, data: Data, sender: Sender): Rendered {
  const { variables } = letters[key];
  const faults = own === null ? 1 : faultsOf(own, variables);
  const text = own === null || faults > 0 ? defaultText(key, reader.language) : own;
  return mailOf(key, text, reader, data, sender);
}

const faultsOf = ({ subject, body }: Text, variables: Variables): number =>
  parse(subject, variables, "subject").faults.length + parse(body, variables, "body").faults.length;

/** What is said where there is no room for a letter: a line and a text in the product, a text alone in a short message. */
export type Short = { title: string | null; text: string };

/** A company's own words without a title of their own keep ours. */
export function writeShort(
  key: LetterKey,
  way: Exclude<SentBy, "mail">,
  own: { subject: string | null; body: string } | null,
  reader: Reader,
  data: Data,
): Short {
  const { variables } = letters[key];
  const ours = ourText(key, way, reader.language);
  const isRead = own !== null && faultsOf({ subject: own.subject ?? "", body: own.body }, variables) === 0;
  const { subject, body } = isRead ? { subject: own.subject ?? ours.subject, body: own.body } : ours;
  const said = sayAll(variables, reader, data);
  return {
    title: way === "sms" || subject === null ? null : lineOf(parse(subject, variables, "subject").nodes, said),
    text: wordsOf(paragraphsOf(parse(body, variables, "body").nodes, said)),
  };
}

/** A text of any channel, drawn: a short message has no subject, and only a mail has HTML. */
export type Drawn = { subject: string | null; text: string; html: string | null };

export function draw(
  words: Pick<MessageTemplate, "key" | "channel" | "subject" | "body">,
  reader: Reader,
  data: Data,
  sender: Sender,
): Drawn {
  const { key, channel, subject, body } = words;
  if (channel === "mail" && subject !== null) return mailOf(key, { subject, body }, reader, data, sender);
  const { variables } = letters[key];
  const said = sayAll(variables, reader, data);
  return {
    subject: subject === null ? null : lineOf(parse(subject, variables, "subject").nodes, said),
    text: wordsOf(paragraphsOf(parse(body, variables, "body").nodes, said)),
    html: null,
  };
}

function mailOf(key: LetterKey, own: Text, reader: Reader, data: Data, sender: Sender): Rendered {
  const { audience, variables } = letters[key];
  const said = sayAll(variables, reader, data);
  // What is left of a subject whose values are all missing may be nothing.
  const title = lineOf(parse(own.subject, variables, "subject").nodes, said) || sender.name;
  const { text, html } = letter({
    locale: reader.language,
    company: sender.name,
    ...(sender.colour === null ? {} : { colour: sender.colour }),
    title,
    paragraphs: paragraphsOf(parse(own.body, variables, "body").nodes, said),
    closing: [wordsIn(reader.language).closing[audience]],
  });
  return { subject: title, text, html };
}

function sayAll(variables: Variables, { language, locale, zone }: Reader, data: Data): Said {
  const said = Object.entries(variables).map(([name, type]) => {
    const value = Object.hasOwn(data, name) ? (data[name] ?? null) : null;
    if (typeof value === "number") return [name, momentSaid(value, zone, language, locale)] as const;
    if (value === null || (type === "link") === (typeof value === "string")) return [name, null] as const;
    return [name, value] as const;
  });
  return Object.fromEntries(said);
}
