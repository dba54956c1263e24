import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { HiringSettings } from "./tables.ts";

export const hiringSettingsRoutes = routes()
  .on(contract.getHiringSettings, (scope) => actions.get(scope), settingsView)
  .on(contract.changeHiringSettings, (scope, { body, ifMatch }) => actions.change(scope, body, ifMatch), settingsView);

function settingsView(settings: HiringSettings) {
  const isStored = settings.version > 0;
  return {
    object: "hiring_settings" as const,
    card_due_hours: settings.cardDueHours,
    nudge_every_hours: settings.nudgeEveryHours,
    nudges_at_most: settings.nudgesAtMost,
    replaces: settings.replaces,
    replace_until_hours: settings.replaceUntilHours,
    swaps_at_most: settings.swapsAtMost,
    created_at: isStored ? toWire(settings.createdAt) : null,
    updated_at: isStored ? toWire(settings.updatedAt) : null,
    version: settings.version,
  };
}
