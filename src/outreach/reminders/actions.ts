import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import * as store from "./store.ts";
import type { Reminder } from "./tables.ts";

export { tryWorkflow, type Trial } from "./trial.ts";

export async function list(
  scope: Scope,
  booking: Id<"booking">,
  filter: store.ReminderFilter,
  cut: Cut,
): Promise<Outcome<Page<Reminder>>> {
  if (!(await store.isBooking(scope, booking))) return refuse("booking.unknown");
  return done(await store.listReminders(scope, booking, filter, cut));
}
