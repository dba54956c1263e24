import { listMembers } from "#identity/members/contract.ts";
import type { Visit } from "./member.tsx";
import { need } from "./problem.tsx";

export type Person = { id: string; name: string; active: boolean };

/** Everybody who works here, by name; nobody where one may not see them. */
export async function peopleOf({ api, may }: Visit): Promise<Person[]> {
  const people: Person[] = [];
  if (!may("members:read")) return people;
  let next: { cursor?: string } = {};
  // A select with more names than this is no help to anybody.
  for (let pages = 0; pages < 5; pages++) {
    const listed = await need(api.call(listMembers, { page: { limit: 100, order: "display_name.asc", ...next } }));
    for (const { id, display_name: name, status } of listed.data)
      people.push({ id, name, active: status === "active" });
    if (listed.next_cursor === null) break;
    next = { cursor: listed.next_cursor };
  }
  return people;
}

export const nameIn = (people: readonly Person[], id: string): string =>
  people.find((one) => one.id === id)?.name ?? id;
