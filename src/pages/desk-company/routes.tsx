import type { PageRoute } from "#http/pages.ts";
import { eventTypePages } from "./event-types/routes.tsx";
import { poolPages } from "./pools/routes.tsx";
import { settingsPages } from "./settings/routes.tsx";

/** What a company offers, says and is. */
export const deskCompanyPages = (_eventNames: readonly string[]): readonly PageRoute[] => [
  ...eventTypePages,
  ...poolPages,
  ...settingsPages,
];
