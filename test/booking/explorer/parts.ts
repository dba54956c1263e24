import { begin, next } from "#booking/bookings/coordinator.ts";
import { blocks } from "#booking/diary/claims.ts";
import { extend, finalize, hold, lapse, prepare, release } from "#booking/diary/ledger.ts";
import { repaired } from "#booking/diary/repair.ts";
import { sent, soundWalls } from "./books.ts";

/** Everything the explorer drives. All but the last three are the product's own; a planted fault replaces one. */
export const real = {
  begin,
  next,
  hold,
  prepare,
  finalize,
  release,
  extend,
  lapse,
  blocks,
  repaired,
  sent,
  /** Whether a prepared claim asks for its decision, and whether asking ends the matter. */
  resolver: "writes" as "writes" | "reads" | "none",
  walls: soundWalls,
};

export type Parts = typeof real;
