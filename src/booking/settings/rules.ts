import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { BookingSettings } from "./tables.ts";

export type BookingSettingsCode = "booking_settings.origin_unfit";

export type Settings = Pick<
  BookingSettings,
  "publicHoldsPerNetwork" | "publicHoldPercent" | "approvalHours" | "embedOrigins"
>;

/** How a company is booked until it says otherwise. */
export const usual: Settings = { publicHoldsPerNetwork: 5, publicHoldPercent: 20, approvalHours: 48, embedOrigins: [] };

/** What holds for a company, of the rows that were found for it: at most one. */
export function settingsOf([said]: readonly Settings[]): Settings {
  const { publicHoldsPerNetwork, publicHoldPercent, approvalHours, embedOrigins } = said ?? usual;
  return { publicHoldsPerNetwork, publicHoldPercent, approvalHours, embedOrigins };
}

export const mostOrigins = 50;

/** A name of at least two parts, the last of letters: neither an address nor a whole country can be let in. */
const origin =
  /^https:\/\/(?:\*\.)?(?=.{4,253}(?::|$))(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:[a-z]{2,63}|xn--[a-z0-9-]{0,58}[a-z0-9])(?::\d{1,5})?$/;
/** A page that is being built stands on the machine it is built on. */
const besideUs = /^http:\/\/(?:localhost|127\.0\.0\.1):\d{1,5}$/;

/** Origins as browsers write them, each once. What is none of theirs is told by its place. */
export function originsIn(texts: readonly string[], loopback: boolean): Outcome<string[], BookingSettingsCode> {
  const written = texts.map((text) => text.trim().toLowerCase().replace(/\/$/, "").replace(/:443$/, ""));
  const unfit = written.findIndex((text) => !origin.test(text) && !(loopback && besideUs.test(text)));
  if (unfit >= 0) return refuse("booking_settings.origin_unfit", { pointer: `/embed_origins/${unfit}` });
  return done([...new Set(written)]);
}
