import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { BookingSettings } from "./tables.ts";

export const bookingSettingsRoutes = routes()
  .on(contract.getBookingSettings, (scope) => actions.get(scope), settingsView)
  .on(contract.changeBookingSettings, (scope, { body, ifMatch }) => actions.change(scope, body, ifMatch), settingsView)
  .on(
    contract.getEmbedding,
    (context, { param }) => actions.embedding(context, param.tenant),
    (origins) => ({ object: "embedding" as const, origins }),
  );

function settingsView(settings: BookingSettings) {
  const isStored = settings.version > 0;
  return {
    object: "booking_settings" as const,
    public_holds_per_network: settings.publicHoldsPerNetwork,
    public_hold_percent: settings.publicHoldPercent,
    approval_hours: settings.approvalHours,
    embed_origins: settings.embedOrigins,
    created_at: isStored ? toWire(settings.createdAt) : null,
    updated_at: isStored ? toWire(settings.updatedAt) : null,
    version: settings.version,
  };
}
