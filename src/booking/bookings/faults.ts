import { behindPoints } from "#platform/faults.ts";
import type { World } from "./drive.ts";
import type { Call, Errand } from "./intents.ts";

/** What the coordinator is run for. */
export type Purpose = "book" | "hold" | "confirm" | "reschedule" | "reassign" | "decide" | "cancel";

/** An alert is a line in the log: nothing can be lost between us and it. */
type Effect = Call["do"] | Exclude<Errand["do"], "alert">;

const takes = ["book", "confirm", "reschedule", "reassign"] as const;
const changes = ["decide", "cancel"] as const;

/** Everything the coordinator has others do, and for what: who adds an effect must say here where it can fail. */
export const occasions = {
  read: [...takes, "hold", ...changes],
  hold: ["book", "hold", "reschedule", "reassign"],
  prepare: takes,
  commit: takes,
  change: changes,
  abort: [...takes, "hold", ...changes],
  finalize: takes,
  release: [...takes, "hold", ...changes],
} as const satisfies Record<Effect, readonly Purpose[]>;

/** The world, failing where it is told to. In builds for the world it is the world. */
export const withFaults = (world: World, purpose: Purpose): World =>
  DEV_BUILD
    ? {
        ...world,
        books: behindPoints(world.books, purpose, world.later),
        diary: (host) => behindPoints(world.diary(host), purpose, world.later),
      }
    : world;
