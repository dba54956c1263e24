import type * as z from "zod";
import { listTimeOff, type TimeOff } from "#availability/time-off/contract.ts";
import { listBookings } from "#booking/bookings/look-contract.ts";
import type { Booking } from "#booking/bookings/shapes.ts";
import { type Hold, listHolds } from "#booking/holds/contract.ts";
import { listInterviews } from "#hiring/interviews/contract.ts";
import type { Interview } from "#hiring/interviews/shapes.ts";
import { type InterviewerLoad, listInterviewerLoad } from "#hiring/load/contract.ts";
import { listOwedScorecards, type OwedScorecard } from "#hiring/scorecards/contract.ts";
import { after, day as dayMs, fromWire, toWire } from "#kernel/instant.ts";
import { addDays, type Day, parseDate, printDate } from "#time/dates.ts";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { type Span, stretchOf, touches } from "./rules.ts";

export type InterviewSeen = z.output<typeof Interview>;
export type BookingSeen = z.output<typeof Booking>;
export type OffSeen = z.output<typeof TimeOff>;
export type OwedSeen = z.output<typeof OwedScorecard>;
export type LoadSeen = z.output<typeof InterviewerLoad>;

/** What stands at a time of somebody's day. An interview that is booked is told once, with its booking. */
export type Item = Span & { id: string } & (
    | { kind: "interview"; interview: InterviewSeen; booking: BookingSeen | undefined }
    | { kind: "booking"; booking: BookingSeen }
    | { kind: "hold"; hold: z.output<typeof Hold> }
  );

export type Agenda = {
  items: Item[];
  off: OffSeen[];
  owed: OwedSeen[];
  load: LoadSeen | undefined;
};

const nothing = { data: [] };
const shown = "pending,confirmed,completed,no_show,canceled";

/** All that a member has in these days, each part as far as they may see it. */
export async function readAgenda(visit: Visit, first: Day, days: number): Promise<Agenda> {
  const { api, may, member, zone } = visit;
  const stretch = stretchOf(zone, first, days);
  // What began on the day before may reach into this one.
  const times = { starts_after: toWire(after(stretch.from, -dayMs)), starts_before: toWire(stretch.until) };
  const page = { limit: 100, order: "starts_at.asc" };
  const [bookings, interviews, holds, off, owed, load] = await Promise.all([
    need(api.call(listBookings, { query: { mine: "true", status: shown, ...times }, page, expand: "event_type" })),
    may("interviews:read")
      ? need(api.call(listInterviews, { query: { mine: "true", ...times }, page, ...besides(visit) }))
      : nothing,
    wished(api.call(listHolds, { query: { member_id: member }, page: { limit: 100 } })),
    wished(
      api.call(listTimeOff, {
        query: { member_id: member, ends_after: toWire(stretch.from), starts_before: toWire(stretch.until) },
        page: { limit: 50 },
      }),
    ),
    may("scorecards:write_own") ? wished(api.call(listOwedScorecards, { page: { limit: 20 } })) : nothing,
    may("interviews:read")
      ? wished(api.call(listInterviewerLoad, { query: { member_id: member, on: printDate(first) } }))
      : nothing,
  ]);
  const told = [...itemsOf(bookings.data, interviews.data), ...(holds?.data ?? []).map(held)];
  return {
    items: told.filter((item) => touches(item, stretch)),
    off: (off?.data ?? []).filter((one) => isOffIn(one, first, days, stretch)),
    owed: owed?.data ?? [],
    load: load?.data[0],
  };
}

/** What may be shown beside an interview; asking for more than that is refused. */
export function besides({ may }: Pick<Visit, "may">): { expand?: string } {
  const names = [may("candidates:read") ? "candidate" : "", may("jobs:read") ? "job" : ""].filter(Boolean);
  return names.length === 0 ? {} : { expand: names.join(",") };
}

function itemsOf(bookings: readonly BookingSeen[], interviews: readonly InterviewSeen[]): Item[] {
  const taken = new Set(interviews.map(({ booking_id }) => booking_id));
  const plain = bookings
    .filter(({ id }) => !taken.has(id))
    .map((booking): Item => ({ kind: "booking", id: booking.id, ...spanOf(booking), booking }));
  const talks = interviews.flatMap((interview): Item[] => {
    const { id, booking_id, starts_at, ends_at } = interview;
    if (starts_at === null || ends_at === null) return [];
    const booking = bookings.find((one) => one.id === booking_id);
    return [{ kind: "interview", id, ...spanOf({ starts_at, ends_at }), interview, booking }];
  });
  return [...plain, ...talks];
}

const held = (hold: z.output<typeof Hold>): Item => ({ kind: "hold", id: hold.id, ...spanOf(hold), hold });

const spanOf = (one: { starts_at: string; ends_at: string }): Span => ({
  from: fromWire(one.starts_at),
  until: fromWire(one.ends_at),
});

/** Whole days are days on their own calendar; the rest is a time like any other. */
export function isOffIn(one: OffSeen, first: Day, days: number, stretch: Span): boolean {
  const [from, until] = [parseDate(one.first_date ?? ""), parseDate(one.last_date ?? "")];
  if (from !== undefined && until !== undefined) return from < addDays(first, days) && until >= first;
  const { starts_at, ends_at } = one;
  return starts_at !== null && ends_at !== null && touches(spanOf({ starts_at, ends_at }), stretch);
}

/** Whether it takes the time it stands at. */
export function takesPlace(item: Item, member: string): boolean {
  if (item.kind === "hold") return true;
  if (item.kind === "booking") return item.booking.status !== "canceled";
  return item.interview.status !== "canceled" && seatOf(item.interview, member)?.rsvp !== "declined";
}

export const seatOf = (interview: InterviewSeen, member: string) =>
  interview.participants.find(({ member_id }) => member_id === member);

/** With whom: the candidate by name, else whoever has booked. */
export function personOf(item: Item): { name: string; zone: string | null } | undefined {
  if (item.kind === "hold") return undefined;
  const { booking } = item;
  const candidate = item.kind === "interview" ? item.interview.candidate : null;
  const invitee = booking?.invitee;
  const zone = invitee?.time_zone ?? candidate?.time_zone ?? null;
  const name = candidate?.name ?? invitee?.name;
  return name === undefined ? undefined : { name, zone };
}
