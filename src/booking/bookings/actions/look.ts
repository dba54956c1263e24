import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import {
  type BookingCut,
  type BookingFilter,
  type BookingShown,
  type PastEvent,
  pastOf,
  searchBookings,
  shown,
  type Wish,
} from "../search.ts";
import * as store from "../store.ts";

export async function get(scope: Scope, id: Id<"booking">, expand: Wish): Promise<Outcome<BookingShown>> {
  const found = await store.findBooking(scope, id);
  if (found === undefined) return refuse("booking.unknown");
  const [booking = found] = await shown(scope, [found], expand);
  return done(booking);
}

export async function list(
  scope: Scope,
  { mine, ...filter }: BookingFilter & { mine?: "true" | undefined },
  cut: BookingCut,
  expand: Wish,
): Promise<Outcome<Page<BookingShown>>> {
  const hosts = mine === undefined ? filter.host_id : ownAmong(scope, filter.host_id);
  const page = await searchBookings(scope, { ...filter, host_id: hosts }, cut);
  return done({ ...page, rows: await shown(scope, await store.wholeOf(scope, page.rows), expand) });
}

/** Of the hosts who were asked for, the caller; nobody where that is none of them, or no member. */
function ownAmong({ actor }: Scope, asked: readonly Id<"member">[] | undefined): Id<"member">[] {
  if (actor.kind !== "member") return [];
  return asked === undefined || asked.includes(actor.member) ? [actor.member] : [];
}

export async function history(scope: Scope, id: Id<"booking">, cut: Cut): Promise<Outcome<Page<PastEvent>>> {
  const page = await pastOf(scope, id, cut);
  return page === undefined ? refuse("booking.unknown") : done(page);
}
