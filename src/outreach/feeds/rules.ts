import type { Booking } from "#booking/bookings/tables.ts";
import { day } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { type CalendarEvent, uidOf } from "#outreach/calendar/rules.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import type { CalendarFeed } from "./tables.ts";

export type FeedCode = "calendar_feed.unknown" | "calendar_feed.over";

/** What is in it: a month back, a year ahead, and as many as any calendar shows. */
export const reach = { back: 30 * day, ahead: 366 * day, most: 1_000 } as const;

export const refreshMinutes = 60;

const utc = zoneOf("Etc/UTC") as ZoneId;

export const zoneOr = (name: string): ZoneId => zoneOf(name) ?? utc;

/**
 * A feed opens by its newest address, for somebody who works in a company that is open. An address that was ours once says so;
 * everything else is as unknown as what never was.
 */
export function opened(
  feed: CalendarFeed | undefined,
  version: number | undefined,
  isThere: boolean,
): Outcome<CalendarFeed, FeedCode> {
  if (feed === undefined || version === undefined || !isThere) return refuse("calendar_feed.unknown");
  return feed.revokedAt === null && version === feed.keyVersion ? done(feed) : refuse("calendar_feed.over");
}

export type Hosted = Pick<
  Booking,
  "id" | "status" | "sequence" | "startsAt" | "endsAt" | "timeZone" | "locationKind" | "locationDetails" | "updatedAt"
> & { title: string; invitee: string | null };

const places: Partial<Record<Booking["locationKind"], string>> = { video: "Video", voice: "Voice", phone: "Phone" };

/** A booking in its host's calendar. It wears the name that invitations to it wear. */
export function eventOf(booking: Hosted, baseUrl: string): CalendarEvent {
  const { locationKind, locationDetails: details } = booking;
  const isOnline = locationKind === "video" || locationKind === "link";
  return {
    uid: uidOf(booking.id, baseUrl),
    sequence: booking.sequence,
    stampedAt: booking.updatedAt,
    startsAt: booking.startsAt,
    endsAt: booking.endsAt,
    zone: zoneOr(booking.timeZone),
    status: booking.status === "pending" ? "tentative" : "confirmed",
    busy: true,
    summary: booking.invitee === null ? booking.title : `${booking.title}: ${booking.invitee}`,
    description: null,
    location: details ?? places[locationKind] ?? null,
    url: null,
    joinUrl: isOnline ? details : null,
    organizer: null,
  };
}
