// How much of a company's time strangers may hold: so many holds at a time for each network they come from.
import { networkOf } from "#http/guard.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { giveLeaseBack, takeLease } from "#platform/limiter/client.ts";
import type { Context } from "#platform/scope.ts";
import type { HoldCode } from "./rules.ts";

type Within = Pick<Context, "bindings" | "caller">;

/** One object for each company and network: who fills one company's places has places left with all others. */
const placesOf = ({ caller }: Within, tenant: Id<"tenant">): string =>
  `${tenant}:${networkOf(caller?.ip ?? "0.0.0.0")}`;

/**
 * A place for one hold, until it is over. Who asks again for the same hold keeps the place they have, for longer if `until` is
 * later; `quota` is as the company has it now.
 */
export async function takePlace(
  within: Within,
  tenant: Id<"tenant">,
  hold: Id<"hold">,
  until: Instant,
  quota: number,
): Promise<Outcome<true, HoldCode>> {
  const answer = await takeLease(within.bindings, placesOf(within, tenant), { holder: hold, until, quota });
  return answer.allowed ? done(true) : refuse("hold.too_many", { retry_after: answer.retryAfterSeconds });
}

/** When a hold is released, confirmed or was not to be had. From another network nothing is given back: the place ends by itself. */
export const leavePlace = (within: Within, tenant: Id<"tenant">, hold: Id<"hold">): Promise<void> =>
  giveLeaseBack(within.bindings, placesOf(within, tenant), hold);
