import type { BookingSettings } from "./tables.ts";

export type Settings = Pick<BookingSettings, "publicHoldsPerNetwork" | "publicHoldPercent" | "approvalHours">;

/** How a company is booked until it says otherwise. */
export const usual: Settings = { publicHoldsPerNetwork: 5, publicHoldPercent: 20, approvalHours: 48 };

/** What holds for a company, of the rows that were found for it: at most one. */
export function settingsOf([said]: readonly Settings[]): Settings {
  const { publicHoldsPerNetwork, publicHoldPercent, approvalHours } = said ?? usual;
  return { publicHoldsPerNetwork, publicHoldPercent, approvalHours };
}
