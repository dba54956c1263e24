// What the pages of the hiring desk ask of addresses, forms and the API in the same way.
import { listEventTypes } from "#booking/event-types/contract.ts";
import type { Client, ProblemBody } from "#http/client.ts";
import { listMembers } from "#identity/members/contract.ts";
import type { FieldFault } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { faultsIn, wished } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { type Words, wordsOf } from "./words.ts";

/** Filters as the address says them; what was left open says nothing, and of several any will do. */
export function filtersIn<const N extends string>(
  { searchParams }: URL,
  names: readonly N[],
): Partial<Record<N, string>> {
  const said = names.map((name) => [
    name,
    searchParams
      .getAll(name)
      .map((one) => one.trim())
      .filter(Boolean)
      .join(","),
  ]);
  return Object.fromEntries(said.filter(([, value]) => value !== "")) as Partial<Record<N, string>>;
}

export const cursorIn = ({ searchParams }: URL): { cursor?: string } => {
  const cursor = searchParams.get("cursor");
  return cursor === null || cursor === "" ? {} : { cursor };
};

/** One of the words that may stand there; else the first. */
export const oneOf = <const T extends string>(words: readonly [T, ...T[]], said: string | null | undefined): T =>
  words.find((word) => word === said) ?? words[0];

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
export function saying(path: string, said: keyof Words["said"]): string {
  const [place = "", hash] = path.split("#");
  const [bare = "", query = ""] = place.split("?");
  const asked = new URLSearchParams(query);
  asked.delete("refused");
  asked.set("said", said);
  return `${bare}?${asked.toString()}${hash === undefined ? "" : `#${hash}`}`;
}

/** What was just done, in words; of what nobody has said nothing. */
export function noteIn(visit: Visit): string | undefined {
  const said = visit.asked.url.searchParams.get("said") ?? "";
  const words: Readonly<Record<string, string>> = wordsOf(visit).said;
  return Object.hasOwn(words, said) ? words[said] : undefined;
}

/** A refusal as faults of fields, in the reader's words. */
export const refusedBy = (
  visit: Visit,
  problem: ProblemBody,
  fields: Readonly<Record<string, string>> = {},
): FieldFault[] => faultsIn(problem, fields, kitWords[visit.speech.language].faults, wordsOf(visit).refusals);

export type Names = ReadonlyMap<string, string>;

const rounds = 3;

/** Everybody who works here, by name: enough for choosing from, also in a large company. */
export async function namesOf(api: Client): Promise<Names> {
  const names = new Map<string, string>();
  let next: { cursor?: string } = {};
  for (let round = 0; round < rounds; round++) {
    const page = await wished(api.call(listMembers, { page: { limit: 100, order: "display_name.asc", ...next } }));
    for (const { id, display_name } of page?.data ?? []) names.set(id, display_name);
    if (page?.next_cursor == null) break;
    next = { cursor: page.next_cursor };
  }
  return names;
}

/** What can be booked, by name. */
export async function eventTypesOf(api: Client): Promise<Names> {
  const page = await wished(api.call(listEventTypes, { page: { limit: 100, order: "title.asc" } }));
  return new Map(page?.data.map(({ id, title }) => [id, title]) ?? []);
}

/** Whoever did something, as people call them. */
export function actorName(visit: Visit, names: Names, actor: string | null): string {
  const words = wordsOf(visit);
  if (actor === null) return words.unknown;
  const known = names.get(actor);
  if (known !== undefined) return known;
  if (actor === "system") return words.system;
  if (/^(?:public$|lnk_|act_)/.test(actor)) return words.public;
  return actor.startsWith("key_") ? words.apiKey : words.somebody;
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
  const { refusals } = wordsOf(visit);
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

/** The version that a form was made from, for those that say it in their body. */
export const versionOf = (form: URLSearchParams): { expected_version?: number } => {
  const version = Number(form.get("version"));
  return Number.isSafeInteger(version) && version > 0 ? { expected_version: version } : {};
};
