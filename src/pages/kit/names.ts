import { listEventTypes } from "#booking/event-types/contract.ts";
import { listPools } from "#booking/pools/contract.ts";
import { listJobs } from "#hiring/jobs/contract.ts";
import { choosable } from "./choosable.ts";
import type { Choice } from "./forms.tsx";
import type { Visit } from "./member.tsx";
import { peopleOf } from "./people.ts";
import { wished } from "./problem.tsx";

/** What things and people are called, by their ids. */
export type Names = ReadonlyMap<string, string>;

export { allOf } from "./choosable.ts";

/** Everybody who works here; nobody where one may not see them. */
export const namesIn = async (visit: Visit): Promise<Names> =>
  new Map((await peopleOf(visit)).map(({ id, name }) => [id, name]));

/** What can be booked. */
export async function eventTypesIn(visit: Visit): Promise<Names> {
  const { api, may } = visit;
  if (!may("event_types:read")) return new Map();
  const types = await choosable(visit, (page, sought) =>
    wished(api.call(listEventTypes, { page: { ...page, order: "title.asc" }, query: { active: "true", ...sought } })),
  );
  return new Map(types.map(({ id, title }) => [id, title]));
}

export async function poolsIn(visit: Visit): Promise<Names> {
  const { api, may } = visit;
  if (!may("pools:read")) return new Map();
  const pools = await choosable(visit, (page, query) =>
    wished(api.call(listPools, { page: { ...page, order: "name.asc" }, query })),
  );
  return new Map(pools.map(({ id, name }) => [id, name]));
}

/** Jobs that somebody is considered for. */
export async function jobsIn(visit: Visit): Promise<Names> {
  const { api, may } = visit;
  if (!may("jobs:read")) return new Map();
  const jobs = await choosable(visit, (page, sought) =>
    wished(api.call(listJobs, { page, query: { status: "open,paused", ...sought } })),
  );
  return new Map(jobs.map(({ id, title }) => [id, title]));
}

/** All of these; before them the choice of none, where there is a word for it. */
export const toChoices = (names: Names, none?: string): Choice[] => [
  ...(none === undefined ? [] : [{ value: "", label: none }]),
  ...[...names].map(([value, label]) => ({ value, label })),
];
