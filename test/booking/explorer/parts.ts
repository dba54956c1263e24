import { begin, next } from "#booking/bookings/coordinator.ts";
import { blocks } from "#booking/diary/claims.ts";
import { finalize, hold, lapse, prepare, release } from "#booking/diary/ledger.ts";
import { sent, soundWalls } from "./books.ts";

/** Everything the explorer drives. The first six and the coordinator are the product's own; a planted fault replaces one. */
export const real = {
  begin,
  next,
  hold,
  prepare,
  finalize,
  release,
  lapse,
  blocks,
  sent,
  /** Whether a prepared claim asks for its decision, and whether asking ends the matter. */
  resolver: "writes" as "writes" | "reads" | "none",
  walls: soundWalls,
};

export type Parts = typeof real;
