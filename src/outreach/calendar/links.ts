import type { CalendarEvent } from "./ics.ts";
import { oneLine, plainText } from "./lines.ts";
import { utcStamp } from "./stamps.ts";

export type AddLinks = { google: string; outlook: string; office365: string; yahoo: string };

/** Some of them refuse an address of more than two thousand letters; who wants all of it takes the file. */
const limits = { title: 400, place: 400, details: 800 } as const;

/** Where a person puts the meeting into a calendar on the web by hand. */
export function addLinks(event: CalendarEvent): AddLinks {
  const [start, end] = [utcStamp(event.startsAt), utcStamp(event.endsAt)];
  const title = shortened(oneLine(event.summary), limits.title);
  const details = shortened(plainText(event.description ?? ""), limits.details);
  const place = shortened(oneLine(event.location ?? ""), limits.place);
  const composed = {
    path: "/calendar/action/compose",
    rru: "addevent",
    startdt: dashed(start),
    enddt: dashed(end),
    subject: title,
    body: details,
    location: place,
  };
  return {
    google: link("https://calendar.google.com/calendar/render", {
      action: "TEMPLATE",
      text: title,
      dates: `${start}/${end}`,
      ctz: event.zone,
      details,
      location: place,
    }),
    outlook: link("https://outlook.live.com/calendar/0/action/compose", composed),
    office365: link("https://outlook.office.com/calendar/0/action/compose", composed),
    yahoo: link("https://calendar.yahoo.com/", { v: "60", title, st: start, et: end, desc: details, in_loc: place }),
  };
}

/** A plus sign is not read as a space by all of them, so spaces are spelled out. */
function link(base: string, said: Readonly<Record<string, string>>): string {
  const words = Object.entries(said).filter(([, value]) => value !== "");
  return `${base}?${words.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join("&")}`;
}

/** 20261123T100000Z as 2026-11-23T10:00:00Z. */
const dashed = (stamp: string): string =>
  stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, "$1-$2-$3T$4:$5:$6Z");

/** Whole characters, of which a text keeps the first that find room once they are spelled for an address. */
function shortened(text: string, limit: number): string {
  let room = limit;
  let kept = "";
  for (const character of text) {
    room -= encodeURIComponent(character).length;
    if (room < 0) return `${kept}…`;
    kept += character;
  }
  return text;
}
