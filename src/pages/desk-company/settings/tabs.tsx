import type { Permission } from "#identity/permissions.ts";
import type { Visit } from "../../kit/member.tsx";
import { Tabs } from "../parts.tsx";
import { settingsWords } from "./words.ts";

export const root = "/desk/settings";

const rooms: readonly { name: "company" | "booking" | "hiring" | "suppressions" | "close"; needs: Permission }[] = [
  { name: "company", needs: "tenant:read" },
  { name: "booking", needs: "tenant:read" },
  { name: "hiring", needs: "tenant:read" },
  { name: "suppressions", needs: "deliveries:read" },
  { name: "close", needs: "tenant:delete" },
];

/** The rooms of the settings that open for this reader. */
export const SettingsTabs = ({ visit, here }: { visit: Visit; here: (typeof rooms)[number]["name"] }) => {
  const words = settingsWords[visit.speech.language].tabs;
  return (
    <Tabs
      label={words.name}
      tabs={rooms
        .filter(({ needs }) => visit.may(needs))
        .map(({ name }) => ({
          href: name === "company" ? root : `${root}/${name}`,
          label: words[name],
          here: name === here,
        }))}
    />
  );
};
