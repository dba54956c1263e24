import { listMembers } from "#identity/members/contract.ts";
import { getPool, listPools } from "#booking/pools/contract.ts";
import { getEventType, listEventTypes } from "#booking/event-types/contract.ts";
import { listJobs } from "#hiring/jobs/contract.ts";
import type { Choice } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { wished } from "../kit/problem.tsx";
import type { SchedulingWords } from "./words.ts";

/** What people of the company are called, by their ids. */
export type Names = ReadonlyMap<string, string>;

/** A company of more is asked for page by page; nobody looks for a name in a longer list. */
const mostPages = 5;

type Page = { data: readonly unknown[]; has_more: boolean; next_cursor: string | null };

/** All of a list, as far as anybody wants to choose from it. */
export async function allOf<P extends Page>(
  ask: (page: { limit: number; cursor?: string }) => Promise<P | undefined>,
): Promise<P["data"][number][]> {
  const found: P["data"][number][] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < mostPages; pages++) {
    const page = await ask({ limit: 100, ...(cursor === null ? {} : { cursor }) });
    found.push(...(page?.data ?? []));
    cursor = page?.next_cursor ?? null;
    if (cursor === null) break;
  }
  return found;
}

export async function namesIn({ api, may }: Visit): Promise<Names> {
  if (!may("members:read")) return new Map();
  const people = await allOf((page) =>
    wished(api.call(listMembers, { page: { ...page, order: "display_name.asc" }, query: {} })),
  );
  return new Map(people.map(({ id, display_name: name }) => [id, name]));
}

export async function eventTypesIn({ api, may }: Visit) {
  if (!may("event_types:read")) return [];
  return allOf((page) =>
    wished(api.call(listEventTypes, { page: { ...page, order: "title.asc" }, query: { active: "true" } })),
  );
}

export async function poolsIn({ api, may }: Visit) {
  if (!may("pools:read")) return [];
  return allOf((page) => wished(api.call(listPools, { page: { ...page, order: "name.asc" }, query: {} })));
}

export async function jobsIn({ api, may }: Visit) {
  if (!may("jobs:read")) return [];
  return allOf((page) => wished(api.call(listJobs, { page, query: { status: "open,paused" } })));
}

/** Who comes by an event type: its hosts, and one of each pool. */
export async function castOf({ api, may }: Visit, id: string | null) {
  if (id === null || !may("event_types:read")) return undefined;
  const type = await wished(api.call(getEventType, { param: { id } }));
  if (type === undefined) return undefined;
  const pools = may("pools:read")
    ? await Promise.all(type.pools.map((pool) => wished(api.call(getPool, { param: { id: pool } }))))
    : [];
  return { type, pools: pools.flatMap((pool) => pool ?? []) };
}

export const peopleChoices = (names: Names, first: string): Choice[] => [
  { value: "", label: first },
  ...[...names].map(([value, label]) => ({ value, label })),
];

/** Who did something, as far as anybody knows. */
export function actorIn(names: Names, words: SchedulingWords, actor: string | null): string {
  if (actor === null || actor === "system") return words.system;
  if (actor === "public") return words.stranger;
  return names.get(actor) ?? (actor.startsWith("key_") ? words.program : words.unnamed);
}
