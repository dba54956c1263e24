import type { DiaryVerbs } from "./client.ts";
import type { DiaryBooks } from "./store.ts";

/**
 * When a diary is asked by anybody but the coordinator: somebody gives a hold up or asks for more time, a reaction gives back what a
 * booking has given up, a try clears up after the one before it, somebody looks for free time, cron goes its rounds, an operator
 * looks.
 */
export const occasions = {
  hold: [],
  prepare: [],
  finalize: [],
  release: ["give_up", "give_back", "clear_up"],
  extend: ["extension"],
  liveHolds: ["slots"],
  reconcile: ["rounds"],
  look: ["operator"],
} as const satisfies Record<keyof DiaryVerbs, readonly string[]>;

export type Occasion = (typeof occasions)[keyof typeof occasions][number];

/** What a diary does unasked, and what it asks the books for. */
export const own = {
  alarm: "diary",
  settled: "diary",
  takenSince: "diary",
  givenBack: "diary",
} as const satisfies Record<"alarm" | keyof DiaryBooks, "diary">;
