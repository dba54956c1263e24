import type { Visit } from "../../kit/member.tsx";
import { Tabs } from "../../kit/room.tsx";
import { letterWords } from "./words.ts";

/** Letters, and the workflows that send some of them. */
export const SayingTabs = ({ visit, here }: { visit: Visit; here: "letters" | "workflows" }) => {
  const words = letterWords[visit.speech.language].tabs;
  return (
    <Tabs
      visit={visit}
      label={words.name}
      tabs={[
        { href: "/desk/templates", label: words.letters, here: here === "letters", needs: "templates:read" },
        {
          href: "/desk/templates/workflows",
          label: words.workflows,
          here: here === "workflows",
          needs: "workflows:read",
        },
      ]}
    />
  );
};
