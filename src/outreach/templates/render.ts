import type { Instant } from "#kernel/instant.ts";
import { letter, type Link } from "#platform/mail/layout.tsx";
import type { ZoneId } from "#time/zones.ts";
import { type Language, type LetterKey, letters, type Variables } from "./catalogue.ts";
import { defaultText, wordsIn } from "./defaults.ts";
import { lineOf, type Said, paragraphsOf, parse } from "./language.ts";
import { momentSaid } from "./moments.ts";

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
  const { audience, variables } = letters[key];
  const said = sayAll(variables, reader, data);
  const ours = defaultText(key, reader.language);
  const read = (text: Text) => ({
    subject: parse(text.subject, variables, "subject"),
    body: parse(text.body, variables, "body"),
  });
  const theirs = own === null ? undefined : read(own);
  const isReadable = theirs !== undefined && theirs.subject.faults.length + theirs.body.faults.length === 0;
  const { subject, body } = isReadable ? theirs : read(ours);
  // What is left of a subject whose values are all missing may be nothing.
  const title = lineOf(subject.nodes, said) || sender.name;
  const { text, html } = letter({
    locale: reader.language,
    company: sender.name,
    ...(sender.colour === null ? {} : { colour: sender.colour }),
    title,
    paragraphs: paragraphsOf(body.nodes, said),
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
