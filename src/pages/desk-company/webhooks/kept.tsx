import type { ProblemBody } from "#http/client.ts";
import { getWebhook, type listWebhooks } from "#outreach/webhooks/contract.ts";
import type * as z from "zod";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { faultsOf, type Filled, Tabs } from "../parts.tsx";
import { webhookWords } from "./words.ts";

export const root = "/desk/webhooks";
export const placeOf = (id: string): string => `${root}/${id}`;
export const sentTo = (id: string): string => `${root}/${id}/sent`;

export type Kept = z.output<typeof listWebhooks.answer>;

export const webhookOf = ({ api, asked }: Visit): Promise<Kept> =>
  need(api.call(getWebhook, { param: { id: asked.param["id"] ?? "" } }));

export const HookTabs = ({ visit, here }: { visit: Visit; here: "webhooks" | "events" }) => {
  const words = webhookWords[visit.speech.language].tabs;
  return (
    <Tabs
      label={words.name}
      tabs={[
        { href: root, label: words.webhooks, here: here === "webhooks" },
        { href: `${root}/events`, label: words.events, here: here === "events" },
      ]}
    />
  );
};

type Refused = { problem: ProblemBody; status: number };

/** What was refused, with what was typed. */
export const refused = (
  visit: Visit,
  answer: Refused,
  fields: Record<string, string> = {},
): Filled & { status: number } => ({
  sheet: visit.asked.form,
  faults: faultsOf(answer, visit.speech, fields, webhookWords[visit.speech.language].refusals),
  status: answer.status,
});
