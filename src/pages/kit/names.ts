import { listEventTypes } from "#booking/event-types/contract.ts";
import { listPools } from "#booking/pools/contract.ts";
import { listJobs } from "#hiring/jobs/contract.ts";
import type { Choice } from "./forms.tsx";
import type { Visit } from "./member.tsx";
import { peopleOf } from "./people.ts";
import { wished } from "./problem.tsx";

/** What things and people are called, by their ids. */
export type Names = ReadonlyMap<string, string>;

/** A company of more is asked for page by page; nobody looks for a name in a longer list. */
const mostPages = 5;

type Page = { data: readonly unknown[]; has_more: boolean; next_cursor: string | null };

/** All of a list, as far as anybody wants to choose from it, or to take it along. */
export async function allOf<P extends Page>(
  ask: (page: { limit: number; cursor?: string }) => Promise<P | undefined>,
  most = mostPages,
): Promise<P["data"][number][]> {
  const found: P["data"][number][] = [];
  let cursor: string | null = null;
  for (let pages = 0; pages < most; pages++) {
    const page = await ask({ limit: 100, ...(cursor === null ? {} : { cursor }) });
    found.push(...(page?.data ?? []));
    cursor = page?.next_cursor ?? null;
    if (cursor === null) break;
  }
  return found;
}

/** Everybody who works here; nobody where one may not see them. */
export const namesIn = async (visit: Visit): Promise<Names> =>
  new Map((await peopleOf(visit)).map(({ id, name }) => [id, name]));

/** What can be booked. */
export async function eventTypesIn({ api, may }: Visit): Promise<Names> {
  if (!may("event_types:read")) return new Map();
  const types = await allOf((page) =>
    wished(api.call(listEventTypes, { page: { ...page, order: "title.asc" }, query: { active: "true" } })),
  );
  return new Map(types.map(({ id, title }) => [id, title]));
}

export async function poolsIn({ api, may }: Visit): Promise<Names> {
  if (!may("pools:read")) return new Map();
  const pools = await allOf((page) => wished(api.call(listPools, { page: { ...page, order: "name.asc" }, query: {} })));
  return new Map(pools.map(({ id, name }) => [id, name]));
}

/** Jobs that somebody is considered for. */
export async function jobsIn({ api, may }: Visit): Promise<Names> {
  if (!may("jobs:read")) return new Map();
  const jobs = await allOf((page) => wished(api.call(listJobs, { page, query: { status: "open,paused" } })));
  return new Map(jobs.map(({ id, title }) => [id, title]));
}

/** All of these; before them the choice of none, where there is a word for it. */
export const toChoices = (names: Names, none?: string): Choice[] => [
  ...(none === undefined ? [] : [{ value: "", label: none }]),
  ...[...names].map(([value, label]) => ({ value, label })),
];
