// What the pages of the hiring desk ask of addresses, forms and the API in the same way.
import type { PageAnswer } from "#http/pages.ts";
import type { Refused } from "../kit/act.ts";
import { seeOther } from "../kit/answers.ts";
import type { DeskWords } from "../kit/desk-words.ts";
import type { FieldFault } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { Turned } from "../kit/problem.tsx";
import type { Words } from "./words.ts";

export type Said = keyof (Words["said"] & DeskWords["said"]);

/** The same page with something of its address changed; what was just said is not said again. */
export function hrefWith({ pathname, searchParams }: URL, change: Record<string, string | undefined>): string {
  const query = new URLSearchParams(searchParams);
  query.delete("said");
  query.delete("refused");
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined || value === "") query.delete(name);
    else query.set(name, value);
  }
  return query.size === 0 ? pathname : `${pathname}?${query.toString()}`;
}

/** Where a form was sent from, when that is one of our own pages for staff. */
export const backIn = (form: URLSearchParams, otherwise: string): string => {
  const back = form.get("back") ?? "";
  return /^\/desk(?:\/[\w/]*)?(?:\?[\w=&%.,+~*-]*)?(?:#[\w-]+)?$/.test(back) ? back : otherwise;
};

/** A path with a word about what was just done. */
export function saying(path: string, said: Said): string {
  const [place = "", hash] = path.split("#");
  const [bare = "", query = ""] = place.split("?");
  const asked = new URLSearchParams(query);
  asked.delete("refused");
  asked.set("said", said);
  return `${bare}?${asked.toString()}${hash === undefined ? "" : `#${hash}`}`;
}

/** Words with commas or lines between. */
export const listIn = (text: string | null, between: RegExp): string[] =>
  (text ?? "")
    .split(between)
    .map((one) => one.trim())
    .filter(Boolean);

/** Why something that was asked elsewhere was refused; the address carries its code alone. */
export function refusedInUrl(visit: Visit): FieldFault[] {
  const code = visit.asked.url.searchParams.get("refused") ?? "";
  const { refusals } = visit.room;
  const sentence = Object.hasOwn(refusals, code) ? refusals[code] : undefined;
  return sentence === undefined ? [] : [{ field: "", sentence }];
}

/** Back to a page that tells why not. */
export function refusing(path: string, code: string): string {
  const [place = "", hash] = path.split("#");
  const [bare = "", query = ""] = place.split("?");
  const asked = new URLSearchParams(query);
  asked.delete("said");
  asked.set("refused", code);
  return `${bare}?${asked.toString()}${hash === undefined ? "" : `#${hash}`}`;
}

/** Back to where a form was sent from, with a word about what was done, or why it was not. */
export function backTo(path: string, answer: { ok: true } | Refused, said: Said): PageAnswer {
  if (answer.ok) return seeOther(saying(path, said));
  if (answer.status === 403 || answer.status === 404) throw new Turned(answer.problem);
  return seeOther(refusing(path, answer.problem.code));
}

/** The version that a form was made from, for those that say it in their body. */
export const versionOf = (form: URLSearchParams): { expected_version?: number } => {
  const version = Number(form.get("version"));
  return Number.isSafeInteger(version) && version > 0 ? { expected_version: version } : {};
};
