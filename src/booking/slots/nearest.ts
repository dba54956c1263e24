import { slots, type Span } from "#availability/slots/rules.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import { gather, type Which } from "./gather.ts";
import { withHolds } from "./live.ts";
import { around, nearestTo } from "./rules.ts";

/**
 * The free starts nearest to one that is not to be had, at most three, the nearest first. Whoever asks knows that a meeting may
 * last so long. `within` is a window that all must lie in, as a link has one; `besides` are starts that would help nobody, as the
 * one a meeting is moved away from.
 */
export async function nearest(
  scope: Scope,
  which: Which,
  start: Instant,
  minutes: number,
  { within, besides = [] }: { within?: Span | undefined; besides?: readonly Instant[] } = {},
): Promise<readonly Instant[]> {
  const range = around(start, scope.now, within);
  if (range === undefined) return [];
  const gathered = await gather(scope, which, range);
  if (gathered.eventType === undefined) return [];

  const recipe = { ...gathered.question.recipe, durations: [minutes] };
  const question = await withHolds(scope, gathered, { ...gathered.question, recipe }, which.without);
  const offer = slots(question).find((one) => one.minutes === minutes);
  return nearestTo(start, offer?.starts ?? [], besides);
}
