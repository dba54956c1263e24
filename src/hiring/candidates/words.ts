import type { Id } from "#kernel/ids.ts";
import { type CandidateWhole, skillKey } from "./rules.ts";
import type { Candidate } from "./tables.ts";

// What is found by which words. Both sides, what is kept and what is asked, go through the same `fold`.

/** Marks that change a letter's dress and not the letter. Those of Indic scripts are vowels, and those of kana tell か from が: they stay. */
const dress = /[[\p{M}&&[\p{Script=Inherited}\p{Script=Hebrew}\p{Script=Arabic}]]--[\u{3099}\u{309A}]]/gv;

/** Letters of their own for Unicode, and spelt out by everybody who has no key for them. */
const spelt: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ħ: "h",
  ŧ: "t",
  ŋ: "n",
  ς: "σ",
};

/** A text without case, width and accents. */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(dress, "")
    .replaceAll(/[ßæœøłđðþıħŧŋς]/g, (letter) => spelt[letter] ?? letter)
    .normalize("NFC");

const longest = 40;
const apostrophes = /['’ʼ`]/g;
/** Written without blanks: nobody can tell where a word of these begins. */
const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー々]+/gu;

export type Word = { kind: "word" | "gram"; text: string };

/** Runs of letters and digits; of scripts without blanks, what `cut` makes of a run. */
function wordsIn(text: string, cut: (run: readonly string[]) => string[]): Word[] {
  return [...fold(text).matchAll(/[\p{L}\p{N}\p{M}]+/gu)].flatMap(([run]) => [
    ...[...run.matchAll(unspaced)].flatMap(([part]) =>
      cut(Array.from(part)).map((gram) => ({ kind: "gram" as const, text: gram })),
    ),
    ...run
      .split(unspaced)
      .filter((part) => part !== "")
      .map((part) => ({ kind: "word" as const, text: Array.from(part).slice(0, longest).join("") })),
  ]);
}

const pairsOf = (run: readonly string[]): string[] => run.slice(1).map((letter, place) => `${run[place]}${letter}`);

/** What is kept of a text: every word; of scripts without blanks every letter and every two that stand together. */
export const keptOf = (text: string): Word[] =>
  [text, text.replaceAll(apostrophes, "")].flatMap((one) => wordsIn(one, (run) => [...run, ...pairsOf(run)]));

/** What is looked for: words by their beginnings; of scripts without blanks every two letters that stand together, or the one there is. */
export const askedOf = (text: string): Word[] =>
  wordsIn(text.replaceAll(apostrophes, ""), (run) => (run.length === 1 ? [...run] : pairsOf(run)));

const bodyOf = (id: string): string => id.slice(id.indexOf("_") + 1);

/** As it stands in the index: whose it is, of which kind, and what. */
const token = (tenant: Id<"tenant">, kind: "w" | "g" | "k" | "s" | "o" | "t", text: string): string =>
  `${bodyOf(tenant)}_${kind}_${text}`;

/** A skill as one token, whatever signs it is written with: C, C++ and C# are three. */
const skillToken = (tenant: Id<"tenant">, skill: string): string =>
  token(
    tenant,
    "k",
    fold(skillKey(skill)).replaceAll(/[^\p{L}\p{N}\p{M}]/gu, (sign) => `_${sign.codePointAt(0)?.toString(16)}_`),
  );

/** The words a candidate is found by. */
export function wordsFor(one: CandidateWhole): string {
  const texts = [one.name, ...one.emails, one.currentCompany ?? "", one.currentTitle ?? "", ...one.skills];
  const kept = texts.flatMap(keptOf).map(({ kind, text }) => token(one.tenantId, kind === "word" ? "w" : "g", text));
  return [...new Set([...kept, ...one.skills.map((skill) => skillToken(one.tenantId, skill))])].join(" ");
}

export type Sought = {
  q?: string | undefined;
  status?: Candidate["status"][] | undefined;
  owner_id?: Id<"member">[] | undefined;
  tag_id?: Id<"tag">[] | undefined;
  skill?: string[] | undefined;
};

type Label = { id: Id<"tag">; name: string };

/** Whether a name has this word, as the index would say. */
const bears = (name: string, { kind, text }: Word): boolean =>
  keptOf(name).some(
    (word) => word.kind === kind && (kind === "word" ? word.text.startsWith(text) : word.text === text),
  );

/** What has all that is asked for, in the words of the index; undefined when nothing can. Labels are those that are still there. */
export function matchOf(tenant: Id<"tenant">, sought: Sought, labels: readonly Label[]): string | undefined {
  const exactly = (kind: "s" | "o" | "t", texts: readonly string[]) =>
    texts.map((text) => quoted(token(tenant, kind, text)));
  const words = sought.q === undefined ? [] : askedOf(sought.q);
  const worn = sought.tag_id?.filter((tag) => labels.some(({ id }) => id === tag));
  if ((sought.q !== undefined && words.length === 0) || worn?.length === 0) return undefined;
  const clauses = [
    ...words.map((word) => [
      word.kind === "word" ? `${quoted(token(tenant, "w", word.text))} *` : quoted(token(tenant, "g", word.text)),
      ...exactly(
        "t",
        labels.filter(({ name }) => bears(name, word)).map(({ id }) => bodyOf(id)),
      ),
    ]),
    ...(sought.status === undefined ? [] : [exactly("s", sought.status)]),
    ...(sought.owner_id === undefined ? [] : [exactly("o", sought.owner_id.map(bodyOf))]),
    ...(worn === undefined ? [] : [exactly("t", worn.map(bodyOf))]),
    ...(sought.skill ?? []).map((skill) => [quoted(skillToken(tenant, skill))]),
  ];
  return clauses.map((clause) => `(${clause.join(" OR ")})`).join(" AND ");
}

/** Tokens hold letters, digits and underscores only, so that no quote can end one. */
const quoted = (text: string): string => `"${text}"`;
