import { listMembers } from "#identity/members/contract.ts";
import type { Visit } from "./member.tsx";
import { choosable } from "./choosable.ts";
import { need } from "./problem.tsx";

export type Person = { id: string; name: string; active: boolean };

/** Everybody who works here, by name; nobody where one may not see them. */
export async function peopleOf(visit: Visit): Promise<Person[]> {
  const { api, may } = visit;
  if (!may("members:read")) return [];
  const members = await choosable(visit, (page, query) =>
    need(api.call(listMembers, { page: { ...page, order: "display_name.asc" }, query })),
  );
  return members.map(({ id, display_name: name, status }) => ({ id, name, active: status === "active" }));
}

export const nameIn = (people: readonly Person[], id: string): string =>
  people.find((one) => one.id === id)?.name ?? id;
