// A meeting with one text in every place where a person can type one, and what every honest reader makes of it.
import { asInstant } from "#kernel/instant.ts";
import type { CalendarEvent, Guest, Invitation } from "#outreach/calendar/rules.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import type { Said } from "./ical.ts";

export const origin = "https://interlock.example";
export const at = (text: string) => asInstant(Date.parse(text));

export function zoneNamed(name: string): ZoneId {
  const zone = zoneOf(name);
  if (zone === undefined) throw new Error(`${name} is missing`);
  return zone;
}

export const event: CalendarEvent = {
  uid: "bkg_01kq0000000000000000000000@interlock.example",
  sequence: 3,
  stampedAt: at("2026-11-20T08:00:00Z"),
  startsAt: at("2026-11-23T10:00:00Z"),
  endsAt: at("2026-11-23T10:45:00Z"),
  zone: zoneNamed("Etc/UTC"),
  status: "confirmed",
  busy: true,
  summary: "Interview",
  description: "With the team",
  location: "Room 4",
  url: "https://interlock.example/b/1",
  joinUrl: "https://meet.example/abc?x=1&y=2",
  organizer: { name: "Lumen", email: "rsvp@interlock.example" },
};

const host: Guest = { name: "Ada", email: "ada@lumen.example", role: "chair", reply: "accepted" };
const invitee: Guest = { name: "Lena", email: "lena+i@mail.example", role: "required", reply: "needs_action" };

export const invited: Invitation = {
  ...event,
  organizer: { name: "Lumen", email: "rsvp@interlock.example" },
  guests: [host, invitee],
};

/** The text in every field at once. */
export const invitedWith = (text: string): Invitation => ({
  ...invited,
  summary: text,
  description: text,
  location: text,
  organizer: { ...invited.organizer, name: text },
  guests: [
    { ...host, name: text },
    { ...invitee, name: text },
  ],
});

/** What a calendar can keep of a text, told once more in other words than the writer's. */
export function kept(text: string): string {
  let left = "";
  for (const character of text.replaceAll("\r\n", "\n")) {
    const code = character.codePointAt(0) ?? 0;
    if (code >= 0xd800 && code <= 0xdfff) left += "\ufffd";
    else if ([0x0d, 0x85, 0x2028, 0x2029].includes(code)) left += "\n";
    else if (code === 0x09 || code === 0x0a || (code >= 0x20 && code < 0x7f) || code > 0x9f) left += character;
  }
  return left.trim();
}

export const keptOnOneLine = (text: string): string => kept(text).split("\n").join(" ");

const calendar = "VCALENDAR";
const meeting = "VCALENDAR VEVENT";

const plain = (path: string, lines: Readonly<Record<string, string>>): Said[] =>
  Object.entries(lines).map(([name, value]) => ({ path, name, value, parameters: {} }));

const unlessEmpty = (said: Said): Said[] => (said.value === "" ? [] : [said]);

/** A backslash in a name has its wide twin there. */
const named = (text: string): Record<string, string> =>
  keptOnOneLine(text) === "" ? {} : { CN: keptOnOneLine(text).split("\\").join("＼") };

const header = (method: string): Said[] =>
  plain(calendar, { VERSION: "2.0", PRODID: "-//Interlock//Interlock//EN", CALSCALE: "GREGORIAN", METHOD: method });

const body = (text: string, status: string): Said[] => [
  ...plain(meeting, {
    UID: event.uid,
    DTSTAMP: "20261120T080000Z",
    DTSTART: "20261123T100000Z",
    DTEND: "20261123T104500Z",
    SEQUENCE: "3",
    STATUS: status,
    TRANSP: "OPAQUE",
    URL: "https://interlock.example/b/1",
    CONFERENCE: "https://meet.example/abc?x=1&y=2",
  }),
  ...["SUMMARY", "DESCRIPTION", "LOCATION"].flatMap((name) =>
    unlessEmpty({ path: meeting, name, value: kept(text), parameters: {} }),
  ),
  { path: meeting, name: "ORGANIZER", value: "mailto:rsvp@interlock.example", parameters: named(text) },
];

/** All that is to be read in the invitation with this text, and nothing besides. */
export const saidOfInvitation = (text: string, method = "REQUEST", status = "CONFIRMED"): Said[] => [
  ...header(method),
  ...body(text, status),
  {
    path: meeting,
    name: "ATTENDEE",
    value: "mailto:ada@lumen.example",
    parameters: { ...named(text), ROLE: "CHAIR", PARTSTAT: "ACCEPTED" },
  },
  {
    path: meeting,
    name: "ATTENDEE",
    value: "mailto:lena+i@mail.example",
    parameters: {
      ...named(text),
      ROLE: "REQ-PARTICIPANT",
      PARTSTAT: "NEEDS-ACTION",
      ...(method === "REQUEST" ? { RSVP: "TRUE" } : {}),
    },
  },
];

const alarm = (text: string): Said[] =>
  plain("VCALENDAR VEVENT VALARM", { ACTION: "DISPLAY", DESCRIPTION: kept(text), TRIGGER: "-PT15M" });

/** The same for a feed in UTC of that one meeting, which rings a quarter of an hour before. */
export const saidOfFeed = (text: string): Said[] => [
  ...header("PUBLISH"),
  ...["NAME", "X-WR-CALNAME"].flatMap((name) =>
    unlessEmpty({ path: calendar, name, value: keptOnOneLine(text), parameters: {} }),
  ),
  ...plain(calendar, {
    "X-WR-TIMEZONE": "Etc/UTC",
    "REFRESH-INTERVAL": "PT60M",
    "X-PUBLISHED-TTL": "PT60M",
  }),
  ...plain("VCALENDAR VTIMEZONE", { TZID: "Etc/UTC" }),
  ...plain("VCALENDAR VTIMEZONE STANDARD", { DTSTART: "19700101T000000", TZOFFSETFROM: "+0000", TZOFFSETTO: "+0000" }),
  ...body(text, "CONFIRMED"),
  ...(kept(text) === "" ? [] : alarm(text)),
];

export const feedWith = (text: string) => ({ name: text, zone: event.zone, refreshMinutes: 60, alarmMinutes: 15 });

/** Comparable: what kind of value it is is told by its name, the order by nobody. */
export const printed = (said: readonly Said[]): string[] =>
  said
    .map(({ path, name, value, parameters }) => {
      const told = Object.entries(parameters).filter(([parameter]) => parameter !== "VALUE");
      return JSON.stringify([path, name, value, told.toSorted(([a], [b]) => (a < b ? -1 : 1))]);
    })
    .toSorted();
