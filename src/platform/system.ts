import { mintId } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { configOf } from "./config.ts";
import { newTally, openDatabase } from "./d1.ts";
import { logFault } from "./log.ts";
import type { Bindings, Context } from "./scope.ts";

/** The hallway of the doors nobody knocks at: cron and queue. */
export function systemContext(
  bindings: Bindings,
  execution: Pick<ExecutionContext, "waitUntil">,
  now: Instant,
): Context {
  const tally = newTally();
  const requestId = mintId("request", now);
  return {
    now,
    requestId,
    newId: (kind) => mintId(kind, now),
    db: openDatabase(bindings.DB, tally),
    tally,
    config: configOf(bindings),
    bindings,
    actor: { kind: "system" },
    caller: null,
    later: (work) => execution.waitUntil(work.catch((error: unknown) => logFault(requestId, error))),
  };
}
