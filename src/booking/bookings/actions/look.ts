import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import * as store from "../store.ts";

export async function get(scope: Scope, id: Id<"booking">): Promise<Outcome<store.BookingWhole>> {
  const found = await store.findBooking(scope, id);
  return found === undefined ? refuse("booking.unknown") : done(found);
}
