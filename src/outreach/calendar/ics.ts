import { type Id, isId } from "#kernel/ids.ts";
import { asInstant, type Instant } from "#kernel/instant.ts";
import type { ZoneId } from "#time/zones.ts";
import { type Component, oneLine, plainText, print, quotedValue, textValue, webAddress } from "./lines.ts";
import { onWall, utcStamp } from "./stamps.ts";
import { zoneComponent } from "./vtimezone.ts";

export type Person = { name: string | null; email: string };

export type Guest = Person & {
  role: "chair" | "required" | "optional";
  reply: "needs_action" | "accepted" | "declined" | "tentative";
};

/** A meeting as calendars know it. */
export type CalendarEvent = {
  uid: string;
  /** Grows with every change of the time; calendars ignore what is older than they have. */
  sequence: number;
  stampedAt: Instant;
  startsAt: Instant;
  endsAt: Instant;
  /** The organiser's wall. */
  zone: ZoneId;
  status: "confirmed" | "tentative" | "canceled";
  /** Whether it keeps its hours free of other things. */
  busy: boolean;
  summary: string;
  description: string | null;
  location: string | null;
  /** Where the meeting can be looked at, and where it is held; over https or not at all. */
  url: string | null;
  joinUrl: string | null;
  organizer: Person | null;
};

export type Invitation = CalendarEvent & { organizer: Person; guests: readonly [Guest, ...Guest[]] };

/** A calendar that others subscribe to. */
export type Feed = {
  name: string;
  zone: ZoneId;
  /** How often it is worth asking again. */
  refreshMinutes: number;
  /** How long before each meeting it rings; null for not at all. */
  alarmMinutes: number | null;
};

export type Method = "REQUEST" | "CANCEL" | "PUBLISH";

/** The booking's name in every calendar, for ever: `bkg_…@host`. */
export const uidOf = (booking: Id<"booking">, origin: string): string => `${booking}@${new URL(origin).hostname}`;

/** The booking a calendar speaks of; undefined when the name is not one of ours. */
export function bookingOf(uid: string, origin: string): Id<"booking"> | undefined {
  const [id = "", host, ...rest] = uid.split("@");
  return rest.length === 0 && host === new URL(origin).hostname && isId("booking", id) ? id : undefined;
}

/** Asks the guests to come, for the first time or to something that has changed. */
export const invitation = (event: Invitation): string =>
  object("REQUEST", [eventComponent(event, { guests: event.guests, isAsked: true })], [event]);

/** Tells everybody that it does not take place. */
export const cancellation = (event: Invitation): string => {
  const canceled = { ...event, status: "canceled" as const };
  return object("CANCEL", [eventComponent(canceled, { guests: event.guests })], [event]);
};

/** Tells those named as guests that they are no longer asked; the meeting itself stands. */
export const withdrawal = (event: Invitation): string =>
  object("CANCEL", [eventComponent(event, { guests: event.guests, isStatusTold: false })], [event]);

/** The meeting for whoever wants it in a calendar; nobody is asked to answer. */
export const publication = (event: CalendarEvent): string => object("PUBLISH", [eventComponent(event)], [event]);

/** All these meetings as one calendar. It is never empty: the owner's zone is in it. */
export function feed(about: Feed, events: readonly CalendarEvent[], now: Instant): string {
  const refresh = `PT${about.refreshMinutes}M`;
  const lines = [
    ...textLine("NAME", oneLine(about.name)),
    ...textLine("X-WR-CALNAME", oneLine(about.name)),
    `X-WR-TIMEZONE:${about.zone}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${refresh}`,
    `X-PUBLISHED-TTL:${refresh}`,
  ];
  const components = events.map((event) => eventComponent(event, { alarmMinutes: about.alarmMinutes }));
  const owner = { zone: about.zone, startsAt: now, endsAt: now };
  return object("PUBLISH", components, [owner, ...events], { lines, alwaysTold: about.zone });
}

type Hours = Pick<CalendarEvent, "zone" | "startsAt" | "endsAt">;

function object(
  method: Method,
  components: readonly Component[],
  hours: readonly Hours[],
  more: { lines: readonly string[]; alwaysTold?: ZoneId } = { lines: [] },
): string {
  const lines = ["VERSION:2.0", "PRODID:-//Interlock//Interlock//EN", "CALSCALE:GREGORIAN", `METHOD:${method}`];
  const zones = new Set(hours.flatMap((one) => (wallTimes(one) === undefined ? [] : [one.zone])));
  if (more.alwaysTold !== undefined) zones.add(more.alwaysTold);
  const zoneComponents = [...zones].map((zone) => {
    const there = hours.filter((one) => one.zone === zone);
    const first = Math.min(...there.map(({ startsAt }) => startsAt));
    const last = Math.max(...there.map(({ endsAt }) => endsAt));
    return zoneComponent(zone, asInstant(first), asInstant(last));
  });
  return print({ name: "VCALENDAR", lines: [...lines, ...more.lines], parts: [...zoneComponents, ...components] });
}

const statusWords = { confirmed: "CONFIRMED", tentative: "TENTATIVE", canceled: "CANCELLED" } as const;

function eventComponent(
  event: CalendarEvent,
  told: { guests?: readonly Guest[]; isAsked?: boolean; isStatusTold?: boolean; alarmMinutes?: number | null } = {},
): Component {
  const { guests = [], isAsked = false, isStatusTold = true, alarmMinutes = null } = told;
  const lines = [
    `UID:${textValue(oneLine(event.uid))}`,
    `DTSTAMP:${utcStamp(event.stampedAt)}`,
    ...timeLines(event),
    `SEQUENCE:${event.sequence}`,
    ...(isStatusTold ? [`STATUS:${statusWords[event.status]}`] : []),
    `TRANSP:${event.busy ? "OPAQUE" : "TRANSPARENT"}`,
    ...textLine("SUMMARY", event.summary),
    ...textLine("DESCRIPTION", event.description),
    ...textLine("LOCATION", event.location),
    ...webLine("URL", event.url),
    ...webLine("CONFERENCE;VALUE=URI", event.joinUrl),
    ...(event.organizer === null ? [] : [`ORGANIZER${nameOf(event.organizer)}:${calendarAddress(event.organizer)}`]),
    ...guests.map((guest) => guestLine(guest, isAsked)),
  ];
  const rings = alarmMinutes !== null && event.status !== "canceled" && plainText(event.summary) !== "";
  return { name: "VEVENT", lines, parts: rings ? [alarm(event.summary, alarmMinutes)] : [] };
}

function timeLines(event: Hours): string[] {
  const wall = wallTimes(event);
  return wall === undefined
    ? [`DTSTART:${utcStamp(event.startsAt)}`, `DTEND:${utcStamp(event.endsAt)}`]
    : [`DTSTART;TZID=${event.zone}:${wall.start}`, `DTEND;TZID=${event.zone}:${wall.end}`];
}

const isUtc = (zone: ZoneId): boolean => /^(?:Etc\/)?(?:UTC|UCT|Universal|Zulu)$/.test(zone);

/** Both ends on the organiser's wall; undefined where only UTC says what is meant. */
function wallTimes({ zone, startsAt, endsAt }: Hours): { start: string; end: string } | undefined {
  if (isUtc(zone)) return undefined;
  const [start, end] = [onWall(startsAt, zone), onWall(endsAt, zone)];
  return start === undefined || end === undefined ? undefined : { start, end };
}

const textLine = (name: string, text: string | null): string[] =>
  text === null || plainText(text) === "" ? [] : [`${name}:${textValue(text)}`];

function webLine(name: string, text: string | null): string[] {
  const address = text === null ? undefined : webAddress(text);
  return address === undefined ? [] : [`${name}:${address}`];
}

const roleWords = { chair: "CHAIR", required: "REQ-PARTICIPANT", optional: "OPT-PARTICIPANT" } as const;
const replyWords = {
  needs_action: "NEEDS-ACTION",
  accepted: "ACCEPTED",
  declined: "DECLINED",
  tentative: "TENTATIVE",
} as const;

function guestLine(guest: Guest, isAsked: boolean): string {
  const about = `;ROLE=${roleWords[guest.role]};PARTSTAT=${replyWords[guest.reply]}`;
  const asked = isAsked && guest.reply === "needs_action" ? ";RSVP=TRUE" : "";
  return `ATTENDEE${nameOf(guest)}${about}${asked}:${calendarAddress(guest)}`;
}

const nameOf = ({ name }: Person): string => (name === null || oneLine(name) === "" ? "" : `;CN=${quotedValue(name)}`);

/** An address was checked when it was taken in; one that could break its line is a fault of ours. */
function calendarAddress({ email }: Person): string {
  if (!/^[^\s\p{C}@"<>\\,;:]+@[^\s\p{C}@"<>\\,;:]+$/u.test(email)) throw new Error("This is no address of one person.");
  return `mailto:${email.replaceAll(/[%?#^`{|}]/g, encodeURIComponent)}`;
}

const alarm = (summary: string, minutes: number): Component => ({
  name: "VALARM",
  lines: ["ACTION:DISPLAY", `DESCRIPTION:${textValue(summary)}`, `TRIGGER:-PT${minutes}M`],
  parts: [],
});
