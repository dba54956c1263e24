// What is said of a meeting once it has begun: that it took place, or who was not there.
import { pendingStatement, settling } from "#booking/requests/client.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import type { Acting } from "../along.ts";
import type { BookingWhole } from "../store.ts";
import type { noShows } from "../tables.ts";
import { take } from "./stand.ts";

/** By people, from the start on; by the clock, at the end. */
export const complete = (
  scope: Scope,
  id: Id<"booking">,
  ifMatch?: number,
  acting: Acting = {},
): Promise<Outcome<BookingWhole>> =>
  take(
    scope,
    id,
    ifMatch,
    async () =>
      done({
        edge: "complete",
        fact: "booking.completed",
        reason: null,
        set: { noShow: null },
        ...(await nothingWaits(scope, id)),
      }),
    acting,
  );

export const noShow = (
  scope: Scope,
  id: Id<"booking">,
  who: (typeof noShows)[number],
  ifMatch: number | undefined,
  acting: Acting = {},
): Promise<Outcome<BookingWhole>> =>
  take(
    scope,
    id,
    ifMatch,
    async () =>
      done({
        edge: "no_show",
        fact: "booking.no_show",
        reason: null,
        set: { noShow: who },
        ...(await nothingWaits(scope, id)),
      }),
    acting,
  );

/** What is over is not moved, so that whoever asked for it has their answer. */
async function nothingWaits(scope: Scope, id: Id<"booking">) {
  const [request] = await pendingStatement(scope, id);
  return settling(scope, id, request, () => "closed");
}
