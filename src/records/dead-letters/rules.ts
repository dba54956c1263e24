import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { DeadLetter } from "#platform/facts/tables.ts";

export type DeadLetterCode = "dead_letter.unknown" | "dead_letter.closed";

/** A letter waits until somebody either has it tried again or gives it up; then it is history. */
export function close(
  letter: DeadLetter,
  how: "replayed" | "resolved",
  by: string,
  now: Instant,
): Outcome<DeadLetter, DeadLetterCode> {
  if (letter.status !== "waiting") return refuse("dead_letter.closed", { current_status: letter.status });
  return done({ ...letter, status: how, replayedAt: now, replayedBy: by, version: letter.version + 1 });
}
