import type { Permission } from "#identity/permissions.ts";
import { pagesOf, type Visit } from "../../kit/member.tsx";
import { Tabs } from "../../kit/room.tsx";
import { settingsWords } from "./words.ts";

export const root = "/desk/settings";
export const pages = pagesOf("firm", settingsWords);

const rooms: readonly { name: "company" | "booking" | "hiring" | "suppressions" | "close"; needs: Permission }[] = [
  { name: "company", needs: "tenant:read" },
  { name: "booking", needs: "tenant:read" },
  { name: "hiring", needs: "tenant:read" },
  { name: "suppressions", needs: "deliveries:read" },
  { name: "close", needs: "tenant:delete" },
];

/** The rooms of the settings. */
export const SettingsTabs = ({ visit, here }: { visit: Visit; here: (typeof rooms)[number]["name"] }) => {
  const words = settingsWords[visit.speech.language].tabs;
  return (
    <Tabs
      visit={visit}
      label={words.name}
      tabs={rooms.map(({ name, needs }) => ({
        href: name === "company" ? root : `${root}/${name}`,
        label: words[name],
        here: name === here,
        needs,
      }))}
    />
  );
};
