import { describe, expect, it } from "vitest";
import { keysSentBy, type LetterKey, languages, letterKeys, letters } from "#outreach/templates/catalogue.ts";
import { defaultText, languageOf, ourText } from "#outreach/templates/defaults.ts";
import { fitting } from "#outreach/templates/faults.ts";
import { lineOf, paragraphsOf, parse } from "#outreach/templates/language.ts";
import { momentSaid } from "#outreach/templates/moments.ts";
import { draw, write, writeShort } from "#outreach/templates/render.ts";
import { sampleData } from "#outreach/templates/sample.ts";
import { wordsOf } from "#platform/mail/layout.tsx";
import { at, zoneNamed } from "../support/meetings.ts";
import { naughty } from "../support/naughty.ts";

const variables = { name: "text", starts_at: "instant", way: "link" } as const;
const way = { label: "Go", url: "https://lumen.example/x" };

const faultsOf = (text: string, place: "subject" | "body" = "body") =>
  parse(text, variables, place).faults.map(({ code, line, column, variable }) => [code, line, column, variable]);
const bodyOf = (text: string, said: Record<string, string | typeof way | null>) =>
  wordsOf(paragraphsOf(parse(text, variables, "body").nodes, said));
const subjectOf = (text: string, said: Record<string, string | null>) =>
  lineOf(parse(text, variables, "subject").nodes, said);

describe("the language of templates", () => {
  it.each([
    ["Hello {{ name }}!", { name: "Ada" }, "Hello Ada!"],
    ["Hello {{name}}!", { name: "Ada" }, "Hello Ada!"],
    ["Hello{{#if name}} {{ name }}{{/if}}!", { name: null }, "Hello!"],
    ["{{#if name}}A{{#if way}}B{{/if}}C{{/if}}", { name: "x", way: null }, "AC"],
    ["one\n{{ name }}\ntwo", { name: null }, "one\ntwo"],
    ["one\n\n{{ name }}\n\ntwo", { name: null }, "one\n\ntwo"],
    ["one\n{{#if name}}\n\nmore\n{{/if}}\ntwo", { name: "x" }, "one\n\nmore\ntwo"],
    ["one\n{{#if name}}\n\nmore\n{{/if}}\ntwo", { name: null }, "one\ntwo"],
    ["{{ way }}", { way }, "Go: https://lumen.example/x"],
    ["a } b }} c { d", {}, "a } b }} c { d"],
  ])("%j with %j", (text, said, expected) => {
    expect(faultsOf(text)).toEqual([]);
    expect(bodyOf(text, said)).toBe(expected);
  });

  it("a value is never read as a template, and makes no paragraph", () => {
    expect(bodyOf("Hello {{ name }}.", { name: "{{ way }}{{#if x}}" })).toBe("Hello {{ way }}{{#if x}}.");
    expect(paragraphsOf(parse("{{ name }}", variables, "body").nodes, { name: "a\n\nb" })).toHaveLength(1);
  });

  it.each([
    ["{{ nobody }}", [["template.variable_unknown", 1, 1, "nobody"]]],
    ["Dear\n  😀 {{ nobody }}", [["template.variable_unknown", 2, 5, "nobody"]]],
    ["{{#if nobody}}{{/if}}", [["template.variable_unknown", 1, 1, "nobody"]]],
    [
      "{{ constructor }}{{ __proto__ }}",
      [
        ["template.variable_unknown", 1, 1, "constructor"],
        ["template.syntax", 1, 18, null],
      ],
    ],
    ["{{ name", [["template.syntax", 1, 1, null]]],
    ["{{/if}}", [["template.syntax", 1, 1, null]]],
    ["a{{#if name}}", [["template.syntax", 1, 2, null]]],
    ["{{ name | upper }}", [["template.syntax", 1, 1, null]]],
    ["{{#each name}}", [["template.syntax", 1, 1, null]]],
    ["{{ NAME }}", [["template.syntax", 1, 1, null]]],
    ["{{#if name}}".repeat(6) + "{{/if}}".repeat(6), [["template.syntax", 1, 61, null]]],
  ])("what is wrong with %j, and where", (text, expected) => {
    expect(faultsOf(text)).toEqual(expected);
  });

  it("a subject is one line without links, however long its values are", () => {
    expect(faultsOf("{{ way }}", "subject")).toEqual([["template.variable_unfit", 1, 1, "way"]]);
    expect(subjectOf("See {{ name }}", { name: "a\r\nBcc: mallory@evil.example\u2028b" })).toBe(
      "See a Bcc: mallory@evil.example b",
    );
    expect(Array.from(subjectOf("{{ name }}", { name: "😀".repeat(500) }))).toHaveLength(180);
  });

  it("faults are told with pointer, line and column, all at once", () => {
    const fits = fitting({
      key: "reminder.invitee",
      channel: "mail",
      subject: "{{ a }}",
      body: "x\n{{ manage_link }} {{ b }}",
    });
    expect(fits).toMatchObject({
      ok: false,
      refusal: {
        code: "template.variable_unknown",
        pointer: "/subject",
        line: 1,
        column: 1,
        variable: "a",
        errors: [{ pointer: "/subject" }, { pointer: "/body", detail: expect.stringContaining("Line 2, column 19") }],
      },
    });
  });
});

const reader = (language: (typeof languages)[number]) =>
  ({ language, locale: language, zone: zoneNamed("Europe/Berlin") }) as const;
const sender = { name: "Lumen <Robotics>", colour: "#1f4fa3" };
const origin = "https://interlock.example";
const sampleIn = (language: (typeof languages)[number]) =>
  sampleData(reader(language), "Lumen", at("2026-11-20T08:00:00Z"), origin);

const namesIn = (key: LetterKey, language: (typeof languages)[number]) =>
  [...new Set(defaultText(key, language).body.match(/\{\{[^}]+\}\}/g))].toSorted((a, b) => (a < b ? -1 : 1));
const tagsOf = (html: string) => html.replaceAll(/<br\s*\/?>/g, "").match(/<[^>]*>/g);

describe("our own letters", () => {
  const mailed = keysSentBy("mail");
  const each = mailed.flatMap((key) => languages.map((language) => [key, language] as const));

  it.each(each)("%s in %s says only what it knows, all of it, and reads whole", (key, language) => {
    const { subject, body } = defaultText(key, language);
    expect(fitting({ key, channel: "mail", subject, body })).toEqual({ ok: true, value: true });
    const mail = write(key, null, reader(language), sampleIn(language), sender);
    expect(mail.subject).not.toMatch(/[{}\r\n]|undefined|null/);
    expect(mail.text).not.toMatch(/[{}]|undefined|null|\n\n\n/);
    expect(mail.html).toContain(`<html lang="${language}" dir="${language === "ar" ? "rtl" : "ltr"}">`);
    const bare = write(key, null, reader(language), {}, sender);
    expect(bare.text).not.toMatch(/[{}]|undefined|null|\n\n\n/);
  });

  it("say the same things in every language", () => {
    for (const key of mailed)
      for (const language of languages) expect(namesIn(key, language)).toEqual(namesIn(key, "en"));
  });

  const few = (["in_app", "sms"] as const).flatMap((channel) =>
    keysSentBy(channel).flatMap((key) => languages.map((language) => [key, channel, language] as const)),
  );
  it.each(few)("%s by %s in %s says only what it knows, and reads whole", (key, channel, language) => {
    const { subject, body } = ourText(key, channel, language);
    expect(fitting({ key, channel, subject, body })).toEqual({ ok: true, value: true });
    expect(subject === null).toBe(channel === "sms");
    for (const data of [sampleIn(language), {}]) {
      const { title, text } = writeShort(key, channel, null, reader(language), data);
      expect(`${title ?? ""}|${text}`).not.toMatch(/[{}]|undefined|\n\n\n/);
    }
    const { title, text } = writeShort(key, channel, null, reader(language), sampleIn(language));
    expect(`${title ?? ""} ${text}`).toContain("Technical interview");
    expect(text).toContain("Europe/Berlin");
    const others = languages.filter((one) => one !== language).map((one) => ourText(key, channel, one));
    expect(others).not.toContainEqual({ subject, body });
  });

  it("of few words give way to a company's own, which keep our title where they have none", () => {
    const own = { subject: null, body: "Be there: {{ starts_at }}" };
    const note = writeShort("booking.created.host", "in_app", own, reader("de"), sampleIn("de"));
    expect(note.title).toBe("Sie haben einen neuen Termin: Technical interview");
    expect(note.text).toMatch(/^Be there: Montag/);
    const titled = writeShort(
      "booking.created.host",
      "in_app",
      { ...own, subject: "{{ company }}" },
      reader("de"),
      sampleIn("de"),
    );
    expect(titled.title).toBe("Lumen");
    const broken = writeShort("reminder.invitee", "sms", { ...own, body: "{{ gone }}" }, reader("de"), sampleIn("de"));
    expect(broken).toMatchObject({ title: null, text: expect.stringMatching(/^Lumen: Erinnerung: /) });
  });

  it("no letter but the invitee's leads to their booking", () => {
    const others = letterKeys.filter((key) => letters[key].audience !== "invitee");
    expect(others.filter((key) => "manage_link" in letters[key].variables)).toEqual([]);
  });

  it("a company's own text takes their place, and is passed over when it cannot be read any more", () => {
    const own = { subject: "Welcome, {{ reader_name }}", body: "<script>alert(1)</script> {{ title }}" };
    const mail = write("reminder.invitee", own, reader("en"), sampleIn("en"), sender);
    expect(mail.subject).toBe("Welcome, Robin Example");
    expect(mail.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    const broken = { ...own, body: "{{ gone }}" };
    expect(write("reminder.invitee", broken, reader("en"), sampleIn("en"), sender).subject).toMatch(/^Reminder: /);
    const sms = {
      key: "reminder.invitee",
      channel: "sms",
      subject: null,
      body: "{{ title }}: {{ starts_at }}",
    } as const;
    expect(draw(sms, reader("de"), sampleIn("de"), sender)).toEqual({
      subject: null,
      text: "Technical interview: Montag, 23. November 2026, 09:00 (Europe/Berlin, UTC+01:00)",
      html: null,
    });
  });

  it("whatever people are called, nothing of it becomes markup, a header or a template", () => {
    const plain = write("booking.created.host", null, reader("en"), { ...sampleIn("en"), invitee_name: "x" }, sender);
    expect(naughty.length).toBeGreaterThan(200);
    for (const text of naughty.filter((one) => one.trim() !== "")) {
      const said = { ...sampleIn("en"), invitee_name: text };
      const mail = write("booking.created.host", null, reader("en"), said, sender);
      expect(mail.subject).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
      expect(tagsOf(mail.html)).toEqual(tagsOf(plain.html));
    }
  });

  it("picks the first language it writes: the reader's, the company's, English", () => {
    expect(languageOf(["cs", null, "fr-CA"])).toBe("fr");
    expect(languageOf(["ar-EG", "de"])).toBe("ar");
    expect(languageOf([undefined, "pt-BR"])).toBe("en");
  });
});

describe("a moment", () => {
  const moment = at("2026-03-29T00:30:00Z");
  it.each([
    ["en", null, "Europe/Paris", "Sunday, 29 March 2026, 01:30 (Europe/Paris, UTC+01:00)"],
    ["en", "en-US", "America/New_York", "Saturday, March 28, 2026, 8:30 PM (America/New_York, UTC−04:00)"],
    ["en", "en-US", "Etc/UTC", "Sunday, March 29, 2026, 12:30 AM (Etc/UTC, UTC)"],
    ["de", "de", "Asia/Kolkata", "Sonntag, 29. März 2026, 06:00 (Asia/Kolkata, UTC+05:30)"],
    ["fr", "fr", "Pacific/Chatham", "dimanche 29 mars 2026, 14:15 (Pacific/Chatham, UTC+13:45)"],
    ["es", "es", "America/St_Johns", "sábado, 28 de marzo de 2026, 22:00 (America/St_Johns, UTC−02:30)"],
    ["ar", "ar", "Africa/Cairo", "الأحد، 29 مارس 2026، 02:30 (Africa/Cairo, UTC+02:00)"],
  ] as const)("in %s (%s) at %s", (language, locale, zone, expected) => {
    expect(momentSaid(moment, zoneNamed(zone), language, locale)).toBe(expected);
  });
});
