import ICAL from "ical.js";
import { describe, expect, it } from "vitest";
import { asInstant, minute } from "#kernel/instant.ts";
import {
  addLinks,
  bookingOf,
  type CalendarEvent,
  cancellation,
  feed,
  invitation,
  publication,
  uidOf,
  withdrawal,
} from "#outreach/calendar/rules.ts";
import { grammarFaults, type Said, saidIn, withIcalJs } from "../support/ical.ts";
import {
  at,
  event,
  feedWith,
  invited,
  invitedWith,
  origin,
  printed,
  saidOfFeed,
  saidOfInvitation,
  zoneNamed,
} from "../support/meetings.ts";
import { ownNaughty } from "../support/naughty.ts";

const booking = "bkg_01kq0000000000000000000000";
const readIn = (text: string): string[] => printed(saidIn(withIcalJs(text)));
const faultsIn = (text: string): string[] => grammarFaults(Buffer.from(text));
const inZone = (zone: string, startsAt: string, minutes = 45): CalendarEvent => {
  const start = at(startsAt);
  return { ...event, zone: zoneNamed(zone), startsAt: start, endsAt: asInstant(start + minutes * minute) };
};
const linesOf = (text: string, name: string): string[] =>
  text
    .replaceAll("\r\n ", "")
    .split("\r\n")
    .filter((line) => line.startsWith(name));

describe("a calendar object", () => {
  it("is an invitation whose name follows the booking and the host for ever", () => {
    expect(uidOf(booking, "https://interlock.example")).toBe(`${booking}@interlock.example`);
    expect(uidOf(booking, "http://127.0.0.1:8787")).toBe(`${booking}@127.0.0.1`);
    expect(bookingOf(`${booking}@interlock.example`, origin)).toBe(booking);
    for (const other of [
      booking,
      `${booking}@evil.example`,
      `${booking}@x@interlock.example`,
      "x@interlock.example",
      "",
    ])
      expect(bookingOf(other, origin)).toBeUndefined();
  });

  it("reads line by line as RFC 5545 and 5546 have it", () => {
    expect(invitation(invited).replaceAll("\r\n ", "").split("\r\n")).toEqual([
      "BEGIN:VCALENDAR",
      "VERSION:2.0",
      "PRODID:-//Interlock//Interlock//EN",
      "CALSCALE:GREGORIAN",
      "METHOD:REQUEST",
      "BEGIN:VEVENT",
      "UID:bkg_01kq0000000000000000000000@interlock.example",
      "DTSTAMP:20261120T080000Z",
      "DTSTART:20261123T100000Z",
      "DTEND:20261123T104500Z",
      "SEQUENCE:3",
      "STATUS:CONFIRMED",
      "TRANSP:OPAQUE",
      "SUMMARY:Interview",
      "DESCRIPTION:With the team",
      "LOCATION:Room 4",
      "URL:https://interlock.example/b/1",
      "CONFERENCE;VALUE=URI:https://meet.example/abc?x=1&y=2",
      'ORGANIZER;CN="Lumen":mailto:rsvp@interlock.example',
      'ATTENDEE;CN="Ada";ROLE=CHAIR;PARTSTAT=ACCEPTED:mailto:ada@lumen.example',
      'ATTENDEE;CN="Lena";ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:lena+i@mail.example',
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });

  it("takes the whole meeting back, or only the asking of some", () => {
    expect(linesOf(cancellation(invited), "STATUS")).toEqual(["STATUS:CANCELLED"]);
    expect(linesOf(cancellation(invited), "METHOD")).toEqual(["METHOD:CANCEL"]);
    expect(linesOf(withdrawal(invited), "STATUS")).toEqual([]);
    expect(linesOf(withdrawal(invited), "METHOD")).toEqual(["METHOD:CANCEL"]);
  });

  it("asks nobody when it is only published, and says when its hours are not taken", () => {
    const text = publication({ ...invited, status: "tentative", busy: false });
    expect(linesOf(text, "ATTENDEE")).toEqual([]);
    expect(linesOf(text, "METHOD")).toEqual(["METHOD:PUBLISH"]);
    expect([...linesOf(text, "STATUS"), ...linesOf(text, "TRANSP")]).toEqual([
      "STATUS:TENTATIVE",
      "TRANSP:TRANSPARENT",
    ]);
  });

  it("leads to the web over https or nowhere, and holds addresses that stay one address", () => {
    for (const url of [
      "http://interlock.example/",
      "javascript:alert(1)",
      "data:text/html,x",
      "https://user:secret@interlock.example/",
      "https://",
      "nonsense",
      "",
    ])
      expect(linesOf(publication({ ...event, url, joinUrl: url }), "URL")).toEqual([]);
    const spelled = publication({ ...event, url: 'https://interlock.example/ä b"\\;,?q=\\n"<ü>\r\nX:1#^{|}' });
    expect(linesOf(spelled, "URL")).toEqual([
      "URL:https://interlock.example/%C3%A4%20b%22/;,?q=%5Cn%22%3C%C3%BC%3EX:1#%5E%7B%7C%7D",
    ]);
    for (const email of [
      "a b@x.example",
      "a@x.example,b@y.example",
      "a\r\n@x.example",
      "@x.example",
      "a@",
      '"a"@x.example',
    ])
      expect(() => invitation({ ...invited, organizer: { name: null, email } })).toThrow("no address");
    const odd = { name: null, email: "o'neil+50%?#x@mail.example" };
    expect(linesOf(invitation({ ...invited, organizer: odd }), "ORGANIZER")).toEqual([
      "ORGANIZER:mailto:o'neil+50%25%3F%23x@mail.example",
    ]);
  });

  it("is a feed that is never empty, says when to come back, and rings where it is wanted", () => {
    const paris = zoneNamed("Europe/Paris");
    const about = { name: "Ada's interviews", zone: paris, refreshMinutes: 15, alarmMinutes: null };
    const empty = feed(about, [], event.stampedAt);
    expect(readIn(empty).filter((line) => line.includes("VTIMEZONE STANDARD"))).not.toEqual([]);
    expect(linesOf(empty, "REFRESH-INTERVAL")).toEqual(["REFRESH-INTERVAL;VALUE=DURATION:PT15M"]);
    const two = [inZone("Europe/Paris", "2026-11-23T10:00Z"), inZone("America/New_York", "2027-07-05T10:00Z")];
    const canceled = { ...inZone("Europe/Paris", "2026-11-24T10:00Z"), status: "canceled" as const };
    const full = feed({ ...about, alarmMinutes: 10 }, [...two, canceled], event.stampedAt);
    expect(linesOf(full, "TZID:")).toEqual(["TZID:Europe/Paris", "TZID:America/New_York"]);
    expect(linesOf(full, "TRIGGER")).toEqual(["TRIGGER:-PT10M", "TRIGGER:-PT10M"]);
    expect(linesOf(full, "UID")).toHaveLength(3);
  });
});

describe("what a person typed", () => {
  it("is read back as it was, in every field, with nothing besides, and spelled by the book", () => {
    expect(ownNaughty.length).toBeGreaterThanOrEqual(200);
    for (const text of ownNaughty) {
      const one = invitedWith(text);
      for (const [written, said] of [
        [invitation(one), saidOfInvitation(text)],
        [feed(feedWith(text), [one], event.stampedAt), saidOfFeed(text)],
      ] satisfies [string, Said[]][]) {
        expect([text, faultsIn(written)]).toEqual([text, []]);
        expect([text, readIn(written)]).toEqual([text, printed(said)]);
      }
    }
  });

  const evil = 'one; two, three\nSTATUS:CANCELLED\\n ";PARTSTAT=DECLINED:mailto:mallory@evil.example';
  const honest = invitation(invitedWith(evil));
  const unfolded = honest.replaceAll("\r\n ", "");
  const isSeen = (written: string | Uint8Array): boolean => {
    const octets = Buffer.from(written);
    if (grammarFaults(octets).some((fault) => !fault.includes("octets in a line"))) return true;
    return readIn(octets.toString("utf8")).join() !== printed(saidOfInvitation(evil)).join();
  };

  it.each([
    ["forgets the semicolon", unfolded.replaceAll("\\;", ";")],
    ["forgets the comma", unfolded.replaceAll("\\,", ",")],
    ["forgets the backslash", unfolded.replaceAll("\\\\n", "\\n")],
    ["forgets the line end", unfolded.replaceAll("\\nSTATUS", "\r\nSTATUS")],
    ["forgets the quote of a name", unfolded.replaceAll("^'", '"')],
    ["ends its lines with a line feed", unfolded.replaceAll("\r\n", "\n")],
    ["adds a property", unfolded.replace("SEQUENCE", "X-EVIL:1\r\nSEQUENCE")],
    ["loses a property", unfolded.replace("SEQUENCE:3\r\n", "")],
  ])("a writer that %s is seen", (_, written) => {
    expect(isSeen(unfolded)).toBe(false);
    expect(isSeen(written)).toBe(true);
  });

  it("a folder that cuts characters, or counts them instead of octets, is seen", () => {
    const text = "é語😀".repeat(40);
    const lines = invitation(invitedWith(text)).replaceAll("\r\n ", "").split("\r\n");
    const byOctets = lines.map((line) => {
      const octets = Buffer.from(line);
      const rows = Array.from({ length: Math.ceil(octets.length / 74) }, (_, row) =>
        octets.subarray(row * 74, row * 74 + 74),
      );
      return Buffer.concat(rows.flatMap((row, index) => (index === 0 ? [row] : [Buffer.from("\r\n "), row])));
    });
    const cut = Buffer.concat(byOctets.flatMap((line, index) => (index === 0 ? [line] : [Buffer.from("\r\n"), line])));
    expect(grammarFaults(cut)).toContain("a character is cut in two");
    const byCharacters = lines.map((line) => line.replaceAll(/.{74}/gu, "$&\r\n ")).join("\r\n");
    expect(faultsIn(byCharacters).some((fault) => fault.endsWith("octets in a line"))).toBe(true);
  });
});

/** When it begins and ends for ical.js, by the zone that is written beside it. */
function hoursOf(written: string): number[] {
  const component = new ICAL.Component(ICAL.parse(written) as unknown[]).getFirstSubcomponent("vevent");
  const { startDate, endDate } = new ICAL.Event(component ?? undefined);
  return [startDate, endDate].map((time) => time.toUnixTime() * 1_000);
}

describe("the zone of a meeting", () => {
  it("is told as one offset, as a yearly rule, or change by change, as the clocks there go", () => {
    const told = (zone: string) => linesOf(publication(inZone(zone, "2026-11-23T10:00Z")), "RRULE");
    expect(told("Europe/Paris")).toEqual([
      "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
      "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
    ]);
    expect(told("America/New_York")).toEqual([
      "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU",
      "RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU",
    ]);
    expect(told("Asia/Tokyo")).toEqual([]);
    const tokyo = publication(inZone("Asia/Tokyo", "2026-11-23T10:00Z"));
    expect(linesOf(tokyo, "TZOFFSET")).toEqual(["TZOFFSETFROM:+0900", "TZOFFSETTO:+0900"]);
    const vancouver = publication(inZone("America/Vancouver", "2026-11-23T10:00Z"));
    expect(linesOf(vancouver, "DTSTART;")).toEqual(["DTSTART;TZID=America/Vancouver:20261123T030000"]);
    expect([...linesOf(vancouver, "RRULE"), ...linesOf(vancouver, "DTSTART:")]).toEqual([
      "DTSTART:20241231T160000",
      "DTSTART:20250309T020000",
      "DTSTART:20251102T020000",
      "DTSTART:20260308T020000",
    ]);
  });

  it("is not told where there is none: in UTC, by whatever name", () => {
    for (const zone of ["UTC", "Etc/UTC", "Zulu", "Etc/Universal"])
      expect(publication(inZone(zone, "2026-11-23T10:00Z"))).not.toContain("TZ");
  });

  it("gives way to UTC in the hour that a clock shows twice", () => {
    const [before, first, second, later] = [-60, -30, 30, 61].map((shift) => {
      const startsAt = asInstant(at("2026-10-25T01:00Z") + shift * minute);
      return linesOf(
        publication({ ...event, zone: zoneNamed("Europe/Paris"), startsAt, endsAt: asInstant(startsAt + minute) }),
        "DTSTART",
      );
    });
    expect(before).toContain("DTSTART:20261025T000000Z");
    expect(first).toContain("DTSTART:20261025T003000Z");
    expect(second).toContain("DTSTART:20261025T013000Z");
    expect(later).toContain("DTSTART;TZID=Europe/Paris:20261025T030100");
  });

  it.each([
    "Europe/Paris",
    "America/New_York",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Asia/Gaza",
    "America/Santiago",
  ])("means to others what it means to us, around the changes of %s", (zone) => {
    for (let shift = -400; shift <= 400; shift += 23) {
      for (const near of ["2026-03-29T01:00Z", "2026-10-25T01:00Z", "2026-04-05T03:00Z", "2026-02-15T02:00Z"]) {
        const meeting = inZone(zone, near);
        const startsAt = asInstant(meeting.startsAt + shift * 11 * minute);
        const moved = { ...meeting, startsAt, endsAt: asInstant(startsAt + 45 * minute) };
        expect(hoursOf(publication(moved))).toEqual([moved.startsAt, moved.endsAt]);
      }
    }
  });
});

const saidBy = (url: string) => Object.fromEntries(new URL(url).searchParams);

describe("links to calendars on the web", () => {
  const links = addLinks({
    ...event,
    summary: "Interview & talk",
    description: "a=b&c\nline two",
    location: "Room + 4",
  });

  it("carry the same meeting to each of them", () => {
    expect(saidBy(links.google)).toEqual({
      action: "TEMPLATE",
      text: "Interview & talk",
      dates: "20261123T100000Z/20261123T104500Z",
      ctz: "Etc/UTC",
      details: "a=b&c\nline two",
      location: "Room + 4",
    });
    for (const url of [links.outlook, links.office365])
      expect(saidBy(url)).toEqual({
        path: "/calendar/action/compose",
        rru: "addevent",
        startdt: "2026-11-23T10:00:00Z",
        enddt: "2026-11-23T10:45:00Z",
        subject: "Interview & talk",
        body: "a=b&c\nline two",
        location: "Room + 4",
      });
    expect(saidBy(links.yahoo)).toEqual({
      v: "60",
      title: "Interview & talk",
      st: "20261123T100000Z",
      et: "20261123T104500Z",
      desc: "a=b&c\nline two",
      in_loc: "Room + 4",
    });
    const hosts = Object.values(links).map((url) => new URL(url).hostname);
    expect(hosts).toEqual(["calendar.google.com", "outlook.live.com", "outlook.office.com", "calendar.yahoo.com"]);
  });

  it("stay addresses whatever was typed, and short enough to be followed", () => {
    for (const text of ownNaughty) {
      for (const url of Object.values(addLinks(invitedWith(text)))) {
        expect(url).toMatch(/^https:\/\/[\w.-]+\/[\w./]*\?[\w.%&=~!'()*-]+$/);
        expect(url.length).toBeLessThan(2_000);
      }
    }
  });
});
