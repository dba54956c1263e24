import { describe, expect, it } from "vitest";
import { fromWire } from "#kernel/instant.ts";
import {
  count,
  dayIn,
  type Language,
  languages,
  sayDate,
  sayMonth,
  sayOffset,
  sayTime,
  sayTimes,
  sayZone,
  speechFor,
} from "#pages/kit/language.ts";
import { faultsIn } from "#pages/kit/problem.tsx";
import { kitWords } from "#pages/kit/words.ts";
import { zoneOf } from "#time/zones.ts";

const zone = (name: string) => {
  const known = zoneOf(name);
  if (known === undefined) throw new Error(`no zone ${name}`);
  return known;
};
const at = fromWire("2026-11-23T17:30:00Z");
/** The blanks that languages put before "PM" are of several widths. */
const plainly = (text: string): string => text.replaceAll(/[\u00a0\u202f\u2009]/g, " ");

describe("how a reader is spoken to", () => {
  it.each([
    [{ chosen: "de", accept: "fr" }, "de", "de"],
    [{ profile: "fr", accept: "de" }, "fr", "fr"],
    [{ accept: "pt-BR, es-MX;q=0.8, en;q=0.5" }, "es", "es-MX"],
    [{ accept: "pt-BR", company: "ar" }, "ar", "ar"],
    [{ chosen: "en", accept: "de-AT,en-GB" }, "en", "en-GB"],
    [{ chosen: "<script>", accept: "*" }, "en", "en"],
    [{ accept: "de-x-klingon-zzzzzzzzz" }, "de", "de"],
    [{}, "en", "en"],
  ])("%o is spoken to in %s, as %s", (ask, language, locale) => {
    expect(speechFor(ask)).toMatchObject({ language, locale, direction: language === "ar" ? "rtl" : "ltr" });
  });

  it("twelve hours or twenty-four as their region writes, unless they choose", () => {
    expect(speechFor({ chosen: "en-US" }).hour12).toBe(true);
    expect(speechFor({ chosen: "en-GB" }).hour12).toBe(false);
    expect(speechFor({ chosen: "en-US", hours: "24" }).hour12).toBe(false);
    expect(speechFor({ chosen: "de", hours: "12" }).hour12).toBe(true);
  });

  it("weeks begin as they do where the reader lives", () => {
    expect(speechFor({ chosen: "en-US" }).firstDay).toBe(7);
    expect(speechFor({ chosen: "en-GB" }).firstDay).toBe(1);
    expect(speechFor({ chosen: "ar-EG" }).firstDay).toBe(6);
  });
});

describe("days and times", () => {
  it("are those of the wall they are asked for", () => {
    const speech = speechFor({ chosen: "en-GB" });
    expect(sayDate(speech, zone("Asia/Kolkata"), at)).toBe("Monday, 23 November 2026");
    expect(sayTime(speech, zone("Asia/Kolkata"), at)).toBe("23:00");
    expect(sayTime(speech, zone("Pacific/Auckland"), at)).toBe("06:30");
    expect(sayDate(speech, zone("Pacific/Auckland"), at)).toBe("Tuesday, 24 November 2026");
    expect(plainly(sayTimes(speech, zone("Europe/Paris"), at, fromWire("2026-11-23T18:00:00Z")))).toMatch(
      /^18:30.+19:00$/,
    );
    expect(plainly(sayTime(speechFor({ chosen: "en-US" }), zone("America/Vancouver"), at))).toBe("10:30 AM");
  });

  it.each([
    ["en", "November 2026"],
    ["de", "November 2026"],
    ["fr", "novembre 2026"],
    ["es", "noviembre de 2026"],
    ["ar", "نوفمبر 2026"],
  ])("%s writes the month %s, in digits that everybody reads", (chosen, words) => {
    expect(sayMonth(speechFor({ chosen }), dayIn(zone("Europe/Paris"), at))).toBe(words);
  });

  it.each([
    ["America/Vancouver", "UTC−7", "Vancouver, UTC−7"],
    ["Asia/Kolkata", "UTC+5:30", "Kolkata, UTC+5:30"],
    ["America/Argentina/Buenos_Aires", "UTC−3", "Buenos Aires, UTC−3"],
    ["Africa/Abidjan", "UTC", "Abidjan, UTC"],
  ])("%s is said with its offset", (name, offset, words) => {
    expect(sayOffset(zone(name), at)).toBe(offset);
    expect(sayZone(zone(name), at)).toBe(words);
  });

  it("numbers take the form their language has for them", () => {
    const forms = { one: "# مرة", two: "مرتان", few: "# مرات", many: "# مرة", other: "# مرة" };
    expect([1, 2, 3, 11].map((value) => count("ar", value, forms))).toEqual(["1 مرة", "مرتان", "3 مرات", "11 مرة"]);
    expect(count("en", 1, { one: "# time", other: "# times" })).toBe("1 time");
    expect(count("de", 1_200, { other: "# Zeiten" })).toBe("1.200 Zeiten");
  });
});

const problem = (errors: { pointer: string; code: string; detail?: string }[]) => ({
  type: "",
  title: "Not like this.",
  status: 422,
  code: "body.invalid",
  request_id: "",
  errors,
});

describe("a refusal at the fields of a form", () => {
  const words = kitWords.en.faults;
  it("stands at the field whose pointer begins like its own, the longest first", () => {
    const fields = { "/invitee": "who", "/invitee/email": "email", "/answers": "answers" };
    const faults = faultsIn(
      problem([
        { pointer: "/invitee/email", code: "invalid_format" },
        { pointer: "/invitee/name", code: "too_big" },
        { pointer: "/answers/3/value", code: "invalid_type", detail: "is required" },
        { pointer: "/elsewhere", code: "custom" },
      ]),
      fields,
      words,
    );
    expect(faults).toEqual([
      { field: "email", sentence: words.unfit },
      { field: "who", sentence: words.tooLong },
      { field: "answers", sentence: words.required },
      { field: "", sentence: words.unfit },
    ]);
  });

  it("says what the page has words for, else what the API says", () => {
    const taken = { ...problem([]), code: "slot.taken", errors: [] };
    expect(faultsIn(taken, {}, words, { "slot.taken": "Somebody was faster." })[0]?.sentence).toBe(
      "Somebody was faster.",
    );
    expect(faultsIn(taken, {}, words)[0]?.sentence).toBe("Not like this.");
  });
});

describe("the words of every page", () => {
  /** Every text in a catalogue, by where it stands. */
  const textsOf = (words: object, place = ""): [string, string][] =>
    Object.entries(words).flatMap(([key, value]: [string, unknown]) =>
      typeof value === "string"
        ? [[`${place}/${key}`, value] as [string, string]]
        : textsOf(value as object, `${place}/${key}`),
    );

  it.each(languages.filter((language) => language !== "en"))(
    "%s says all that English says, and says it itself",
    (language: Language) => {
      const english = textsOf(kitWords.en);
      const own = new Map(textsOf(kitWords[language]));
      expect([...own.keys()]).toEqual(english.map(([key]) => key));
      const same = english.filter(([key, text]) => own.get(key) === text).map(([key]) => key);
      expect(same.length).toBeLessThan(english.length / 4);
      expect([...own.values()].filter((text) => text.trim() === "")).toEqual([]);
    },
  );
});
