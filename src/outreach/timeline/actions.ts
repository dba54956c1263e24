import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import type { Line, LineKind } from "./rules.ts";
import * as store from "./store.ts";

export async function list(
  scope: Scope,
  booking: Id<"booking">,
  kinds: readonly LineKind[] | undefined,
  cut: Cut,
): Promise<Outcome<Page<Line>>> {
  const told = await store.readTold(scope, booking);
  return told === undefined ? refuse("booking.unknown") : done(await store.listLines(scope, booking, told, kinds, cut));
}
