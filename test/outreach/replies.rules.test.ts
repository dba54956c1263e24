import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { invitation, readReply, type Reply } from "#outreach/calendar/rules.ts";
import { invited } from "../support/meetings.ts";
import { naughty } from "../support/naughty.ts";

const uid = "bkg_01kq0000000000000000000000@interlock.example";
const crlf = (lines: readonly string[]): string => `${lines.join("\r\n")}\r\n`;

const eventLines = [
  `UID:${uid}`,
  "DTSTAMP:20261120T090000Z",
  "SEQUENCE:3",
  "ATTENDEE;PARTSTAT=ACCEPTED;CN=Lena:mailto:lena@mail.example",
];
const replyWith = (lines: readonly string[], calendar: readonly string[] = ["METHOD:REPLY"]): string =>
  crlf(["BEGIN:VCALENDAR", "VERSION:2.0", ...calendar, "BEGIN:VEVENT", ...lines, "END:VEVENT", "END:VCALENDAR"]);
const withAttendee = (line: string): string => replyWith([...eventLines.slice(0, 3), line]);
const without = (name: string): string[] => eventLines.filter((line) => !line.startsWith(name));

const accepted: Reply = { uid, sequence: 3, attendee: "lena@mail.example", answer: "accepted" };

/** As large calendar programs write them. */
const google = crlf([
  "BEGIN:VCALENDAR",
  "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
  "VERSION:2.0",
  "CALSCALE:GREGORIAN",
  "METHOD:REPLY",
  "BEGIN:VEVENT",
  "DTSTART:20261123T100000Z",
  "DTEND:20261123T104500Z",
  "DTSTAMP:20261120T090000Z",
  "ORGANIZER;CN=Lumen:mailto:rsvp@interlock.example",
  `UID:${uid}`,
  "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=Lena;X",
  " -NUM-GUESTS=0:mailto:lena@mail.example",
  "CREATED:20261120T080000Z",
  "DESCRIPTION:With the team",
  "LAST-MODIFIED:20261120T090000Z",
  "LOCATION:Room 4",
  "SEQUENCE:3",
  "STATUS:CONFIRMED",
  "SUMMARY:Interview",
  "TRANSP:OPAQUE",
  "END:VEVENT",
  "END:VCALENDAR",
]);
const exchange = crlf([
  "BEGIN:VCALENDAR",
  "METHOD:REPLY",
  "PRODID:Microsoft Exchange Server 2010",
  "VERSION:2.0",
  "BEGIN:VTIMEZONE",
  "TZID:W. Europe Standard Time",
  "BEGIN:STANDARD",
  "DTSTART:16010101T030000",
  "TZOFFSETFROM:+0200",
  "TZOFFSETTO:+0100",
  "RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10",
  "END:STANDARD",
  "END:VTIMEZONE",
  "BEGIN:VEVENT",
  'ATTENDEE;PARTSTAT=ACCEPTED;CN="Möller, Lena":MAILTO:Lena@mail.example',
  "COMMENT;LANGUAGE=de-DE:Ich komme\\, gern.\\n",
  `UID:${uid}`,
  "SUMMARY;LANGUAGE=de-DE:Angenommen: Interview",
  "DTSTART;TZID=W. Europe Standard Time:20261123T110000",
  "SEQUENCE:3",
  "X-MICROSOFT-CDO-APPT-SEQUENCE:3",
  "BEGIN:VALARM",
  "ACTION:DISPLAY",
  "ATTENDEE;PARTSTAT=DECLINED:mailto:mallory@evil.example",
  "END:VALARM",
  "END:VEVENT",
  "END:VCALENDAR",
]);

function attendeeIn(value: string): string {
  const found = readReply(withAttendee(`ATTENDEE;PARTSTAT=ACCEPTED:${value}`));
  return "reply" in found ? found.reply.attendee : found.refused;
}

/** The answer, or the word of the refusal. */
function verdictOn(text: string): string {
  const found = readReply(text);
  return "refused" in found ? found.refused : found.reply.answer;
}

describe("a calendar program's answer", () => {
  it("is read as it is written by those that people use", () => {
    for (const text of [
      google,
      exchange,
      `\uFEFF${google}`,
      google.replaceAll("\r\n", "\n"),
      google.replaceAll("\r\n", "\r"),
    ])
      expect(readReply(text)).toEqual({ reply: accepted });
    expect(readReply(replyWith(without("SEQUENCE")))).toEqual({ reply: { ...accepted, sequence: 0 } });
  });

  it.each(["accepted", "declined", "tentative"])("says %s, and nothing else is believed", (answer) => {
    const spelled = [answer.toUpperCase(), answer, `"${answer.toUpperCase()}"`];
    for (const partstat of spelled)
      expect(readReply(withAttendee(`attendee;Partstat=${partstat}:mailto:lena@mail.example`))).toEqual({
        reply: { ...accepted, answer },
      });
    const lies = [
      "STATUS:CANCELLED",
      "DTSTART:20300101T000000Z",
      "ORGANIZER:mailto:mallory@evil.example",
      "COMMENT:ATTENDEE",
      "X-UID:1",
    ];
    expect(readReply(replyWith([...eventLines, ...lies]))).toEqual({ reply: accepted });
  });

  it("reads addresses in any honest spelling and no other", () => {
    expect(attendeeIn("MAILTO:Lena+I%2BX@Mail.example")).toBe("lena+i+x@mail.example");
    for (const value of [
      "lena@mail.example",
      "mailto:",
      "mailto:lena",
      "mailto:lena@mail.example,mallory@evil.example",
      "mailto:lena@mail.example?cc=mallory@evil.example",
      "mailto:lena@mail.example%0D%0AX",
      "mailto:%E0%A4%A",
      "mailto:%00lena@mail.example",
      "mailto:\ud800@mail.example",
      "https://mail.example/lena",
      "urn:uuid:1",
      "",
    ])
      expect(attendeeIn(value)).toBe("malformed");
  });

  it.each([
    ["not_a_reply", replyWith(eventLines, ["METHOD:REQUEST"])],
    ["not_a_reply", replyWith(eventLines, ["METHOD:COUNTER"])],
    ["not_a_reply", replyWith(eventLines, [])],
    ["not_a_reply", replyWith(eventLines, ["METHOD:REPLY", "METHOD:REQUEST"])],
    ["not_a_reply", replyWith(["METHOD:REPLY", ...eventLines], [])],
    ["not_a_reply", invitation(invited)],
    ["of_a_series", replyWith([...eventLines, "RECURRENCE-ID:20261123T100000Z"])],
    ["of_a_series", replyWith([...eventLines, "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Paris:20261123T100000"])],
    ["not_one_event", replyWith([...eventLines, "END:VEVENT", "BEGIN:VEVENT", ...eventLines])],
    ["not_one_event", replyWith(eventLines) + replyWith(eventLines, [])],
    [
      "not_one_event",
      crlf(["BEGIN:VCALENDAR", "METHOD:REPLY", "BEGIN:VTODO", ...eventLines, "END:VTODO", "END:VCALENDAR"]),
    ],
    ["no_answer", withAttendee("ATTENDEE;CN=Lena:mailto:lena@mail.example")],
    ["no_answer", withAttendee("ATTENDEE;PARTSTAT=NEEDS-ACTION:mailto:lena@mail.example")],
    [
      "no_answer",
      withAttendee('ATTENDEE;PARTSTAT=DELEGATED;DELEGATED-TO="mailto:x@y.example":mailto:lena@mail.example'),
    ],
    ["no_answer", withAttendee("ATTENDEE;PARTSTAT=__proto__:mailto:lena@mail.example")],
    ["malformed", replyWith(without("ATTENDEE"))],
    ["malformed", replyWith([...eventLines, "ATTENDEE;PARTSTAT=DECLINED:mailto:mallory@evil.example"])],
    ["malformed", withAttendee("ATTENDEE;PARTSTAT=ACCEPTED;PARTSTAT=DECLINED:mailto:lena@mail.example")],
    ["malformed", withAttendee('ATTENDEE;CN="open;PARTSTAT=ACCEPTED:mailto:lena@mail.example')],
    ["malformed", withAttendee("ATTENDEE;PARTSTAT=ACCEPTED")],
    ["malformed", withAttendee(`ATTENDEE;PARTSTAT=ACCEPTED;CN=${"x".repeat(5_000)}:mailto:lena@mail.example`)],
    ["malformed", replyWith(without("UID"))],
    ["malformed", replyWith([...eventLines, "UID:another"])],
    ["malformed", replyWith([...without("UID"), `UID:${"x".repeat(300)}`])],
    ["malformed", replyWith([...without("UID"), "UID:bkg\u0000x"])],
    ["malformed", replyWith([...without("UID"), "UID:\ud800"])],
    ["malformed", replyWith([...without("SEQUENCE"), "SEQUENCE:-1"])],
    ["malformed", replyWith([...without("SEQUENCE"), "SEQUENCE:1e9"])],
    ["malformed", replyWith([...without("SEQUENCE"), "SEQUENCE:99999999999"])],
    ["malformed", replyWith([...eventLines, "SEQUENCE:4"])],
    ["not_a_calendar", ""],
    ["not_a_calendar", "\uFEFF"],
    ["not_a_calendar", "hello"],
    ["not_a_calendar", crlf(["BEGIN:VEVENT", ...eventLines, "END:VEVENT"])],
    ["not_a_calendar", `X:1\r\n${replyWith(eventLines)}`],
    ["not_a_calendar", `${replyWith(eventLines)}X:1`],
    ["not_a_calendar", "\u0000".repeat(1_000)],
    ["cut_short", replyWith(eventLines).slice(0, -20)],
    ["cut_short", replyWith([...eventLines, "END:VCALENDAR"])],
    ["cut_short", "BEGIN:VCALENDAR\r\nMETHOD:REPLY"],
    ["nested_too_deep", replyWith([...eventLines, ...["A", "B", "C"].map((name) => `BEGIN:${name}`)])],
    ["nested_too_deep", "BEGIN:VCALENDAR\r\n".repeat(1_000)],
    ["too_many_components", replyWith([...eventLines, ...Array<string>(300).fill("BEGIN:VALARM\r\nEND:VALARM")])],
    ["too_many_lines", replyWith([...eventLines, ...Array<string>(6_000).fill("X:1")])],
    ["too_many_lines", replyWith([...eventLines, "X:1", ...Array<string>(6_000).fill(" y")])],
    ["too_many_lines", "\r\n \r\n".repeat(40_000)],
    ["too_long", replyWith([...eventLines, `DESCRIPTION:${"x".repeat(1_000_000)}`])],
    ["too_long", replyWith([...eventLines, `DESCRIPTION:${"語".repeat(90_000)}`])],
  ])("is refused as %s", (refused, text) => {
    expect(readReply(text)).toEqual({ refused });
  });

  it("is not slowed down by what it does not read: rules that never end, long lines, floods of signs", () => {
    const bombs = [
      "RRULE:FREQ=SECONDLY;COUNT=999999999",
      `RRULE:FREQ=YEARLY;BYSETPOS=${Array.from({ length: 366 }, (_, place) => place + 1).join()};BYHOUR=0,1,2,3`,
      `EXDATE:${Array<string>(10_000).fill("20261123T100000Z").join()}`,
      `DESCRIPTION:${"x".repeat(200_000)}`,
      `DESCRIPTION:${"\\".repeat(200_000)}`,
      `DESCRIPTION:\u0000\ud800${'"'.repeat(100_000)}`,
      ...Array<string>(3_000).fill("RDATE:20261123T100000Z"),
    ];
    const floods = [
      ";A=".repeat(1_300),
      `;A=${",".repeat(4_000)}`,
      `;A=${'"",'.repeat(1_300)}`,
      '"'.repeat(4_000),
      ";".repeat(4_000),
    ];
    const began = performance.now();
    for (const bomb of bombs.slice(0, 6))
      expect(readReply(replyWith([...eventLines, bomb]))).toEqual({ reply: accepted });
    expect(readReply(replyWith([...eventLines, ...bombs.slice(6)]))).toEqual({ reply: accepted });
    for (const flood of floods) expect(readReply(withAttendee(`ATTENDEE${flood}`))).toEqual({ refused: "malformed" });
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it("is a reply or a refusal, never a surprise, whatever the text", () => {
    const pieces = [
      ...eventLines,
      "BEGIN:VCALENDAR",
      "END:VCALENDAR",
      "BEGIN:VEVENT",
      "END:VEVENT",
      "METHOD:REPLY",
      "\r\n",
      "\n ",
      ";",
      ":",
      '"',
      "\u0000",
      "\ud800",
      "BEGIN:__proto__",
      "constructor:1",
    ];
    const anything = fc.array(fc.nat(0xffff), { maxLength: 12 }).map((codes) => String.fromCharCode(...codes));
    const soup = fc.array(fc.oneof(fc.constantFrom(...pieces), anything), { maxLength: 30 });
    const mutated = fc
      .tuple(fc.nat(google.length), fc.nat(20), anything)
      .map(([at, gone, put]) => google.slice(0, at) + put + google.slice(at + gone));
    fc.assert(
      fc.property(
        fc.oneof(
          soup.map((list) => list.join("\r\n")),
          mutated,
        ),
        (text) => {
          expect(verdictOn(text)).toMatch(/^[a-z_]+$/);
        },
      ),
      { numRuns: 3_000 },
    );
    for (const text of naughty) {
      expect(readReply(text)).toHaveProperty("refused");
      // Whatever it takes the name for, it answers for nobody else.
      const read = readReply(withAttendee(`ATTENDEE;PARTSTAT=ACCEPTED;CN="${text}":mailto:lena@mail.example`));
      expect([{ reply: accepted }, { refused: "malformed" }]).toContainEqual(read);
    }
  });
});
