import { getWebhook, type listWebhooks } from "#outreach/webhooks/contract.ts";
import type * as z from "zod";
import { idIn } from "../../kit/act.ts";
import { pagesOf, type Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { Tabs } from "../../kit/room.tsx";
import { webhookWords } from "./words.ts";

export const root = "/desk/webhooks";
export const placeOf = (id: string): string => `${root}/${id}`;
export const sentTo = (id: string): string => `${root}/${id}/sent`;

export const pages = pagesOf("firm", webhookWords);

export type Kept = z.output<typeof listWebhooks.answer>;

export const webhookOf = (visit: Visit): Promise<Kept> =>
  need(visit.api.call(getWebhook, { param: { id: idIn(visit) } }));

export const HookTabs = ({ visit, here }: { visit: Visit; here: "webhooks" | "events" }) => {
  const words = webhookWords[visit.speech.language].tabs;
  return (
    <Tabs
      visit={visit}
      label={words.name}
      tabs={[
        { href: root, label: words.webhooks, here: here === "webhooks" },
        { href: `${root}/events`, label: words.events, here: here === "events" },
      ]}
    />
  );
};
