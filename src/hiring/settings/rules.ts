import type { HiringSettings } from "./tables.ts";

export type Settings = Pick<
  HiringSettings,
  "cardDueHours" | "nudgeEveryHours" | "nudgesAtMost" | "replaces" | "replaceUntilHours" | "swapsAtMost"
>;

/** How a company hires until it says otherwise. */
export const usual: Settings = {
  cardDueHours: 24,
  nudgeEveryHours: 24,
  nudgesAtMost: 3,
  replaces: true,
  replaceUntilHours: 4,
  swapsAtMost: 3,
};

/** What holds for a company, of the rows that were found for it: at most one. */
export const settingsOf = ([said]: readonly Settings[]): Settings => {
  const { cardDueHours, nudgeEveryHours, nudgesAtMost, replaces, replaceUntilHours, swapsAtMost } = said ?? usual;
  return { cardDueHours, nudgeEveryHours, nudgesAtMost, replaces, replaceUntilHours, swapsAtMost };
};
