import type { Id } from "#kernel/ids.ts";
import { fromWire } from "#kernel/instant.ts";
import { addLinks, type CalendarEvent, publication, uidOf } from "#outreach/calendar/rules.ts";
import { wordsIn } from "#outreach/templates/rules.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import { type Meeting, titleOf, type Visit } from "./views.tsx";

export type CalendarLinks = readonly { name: string; href: string }[];

/** The meeting as the mails about it put it into calendars, so that whoever adds it here has it once. */
export function eventOf(visit: Meeting, baseUrl: string): CalendarEvent {
  const { booking, link, speech } = visit;
  const title = titleOf(visit);
  const { kind, details } = booking.location;
  const name = wordsIn(speech.language).places[kind];
  const place = details === null ? name : `${name}, ${details}`;
  const url = `${baseUrl}/manage/${visit.token}`;
  const isWeb = details !== null && /^https:\/\/[^\s]+$/.test(details) && URL.canParse(details);
  return {
    // It came from our own door, which prints no other ids.
    uid: uidOf(booking.id as Id<"booking">, baseUrl),
    sequence: booking.sequence,
    stampedAt: fromWire(booking.updated_at),
    startsAt: fromWire(booking.starts_at),
    endsAt: fromWire(booking.ends_at),
    zone: zoneOf(booking.time_zone) ?? ("Etc/UTC" as ZoneId),
    status: "confirmed",
    busy: true,
    summary: `${title}: ${link.company.name}`,
    description: [title, link.company.name, booking.hosts.join(", "), place, url]
      .filter((line) => line !== "")
      .join("\n"),
    location: place,
    url,
    joinUrl: isWeb ? details : null,
    organizer: null,
  };
}

/** Only what is settled and lies ahead belongs into a calendar. */
export const isForCalendars = ({ booking, now }: Pick<Visit, "booking" | "now">): boolean =>
  booking.status === "confirmed" && fromWire(booking.ends_at) > now;

export function calendarLinks(event: CalendarEvent): CalendarLinks {
  const { google, outlook, office365 } = addLinks(event);
  return [
    { name: "Google", href: google },
    { name: "Outlook.com", href: outlook },
    { name: "Microsoft 365", href: office365 },
  ];
}

export const fileOf = (event: CalendarEvent): Response =>
  new Response(publication(event), {
    headers: {
      "Content-Type": "text/calendar; charset=utf-8; method=PUBLISH",
      "Content-Disposition": 'attachment; filename="meeting.ics"',
    },
  });
