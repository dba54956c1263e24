import { pagesOf, type Visit } from "../kit/member.tsx";
import { Tabs } from "../kit/room.tsx";
import { type PeopleWords, words } from "./words.ts";

export const pages = pagesOf("firm", words);

export const wordsFor = ({ speech }: Visit): PeopleWords => words[speech.language];

const rooms = ["people", "invitations", "teams", "roles"] as const;
const rights = {
  people: "members:read",
  invitations: "invitations:read",
  teams: "teams:read",
  roles: "roles:read",
} as const;

/** Who works here, who is asked in, and how they are grouped. */
export const PeopleTabs = ({ visit, here }: { visit: Visit; here: (typeof rooms)[number] }) => {
  const said = wordsFor(visit).tabs;
  return (
    <Tabs
      visit={visit}
      label={said.name}
      tabs={rooms.map((name) => ({
        href: `/desk/${name}`,
        label: said[name],
        here: name === here,
        needs: rights[name],
      }))}
    />
  );
};
