import type { PageRoute } from "#http/pages.ts";
import { eventTypePages } from "./event-types/routes.tsx";
import { letterPages } from "./letters/routes.tsx";
import { poolPages } from "./pools/routes.tsx";
import { settingsPages } from "./settings/routes.tsx";
import { webhookPages } from "./webhooks/routes.tsx";
import { workflowPages } from "./workflows/routes.tsx";

/** What a company offers, says and is. `eventNames` are the events that webhooks can be told of. */
export const deskCompanyPages = (eventNames: readonly string[]): readonly PageRoute[] => [
  ...eventTypePages,
  ...poolPages,
  // A letter's page takes any name that stands where theirs does.
  ...workflowPages,
  ...letterPages,
  ...webhookPages(eventNames),
  ...settingsPages,
];
