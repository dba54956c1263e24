// Calendars as three other implementations read them: every text a person can type, in every field, nothing besides.
import { describe, expect, it } from "vitest";
import { cancellation, feed, invitation } from "#outreach/calendar/rules.ts";
import { grammarFaults, type Said, saidIn, type Tree, withIcalJs } from "../../support/ical.ts";
import { event, feedWith, invitedWith, printed, saidOfFeed, saidOfInvitation } from "../../support/meetings.ts";
import { naughty } from "../../support/naughty.ts";
import { asIcalendarReads, asIcalendarReadsName, ask, read } from "./peers.ts";

type Sample = { text: string; written: string; said: readonly Said[] };

const samples: Sample[] = naughty.flatMap((text) => {
  const one = invitedWith(text);
  return [
    { text, written: invitation(one), said: saidOfInvitation(text) },
    { text, written: cancellation(one), said: saidOfInvitation(text, "CANCEL", "CANCELLED") },
    { text, written: feed(feedWith(text), [one], event.stampedAt), said: saidOfFeed(text) },
  ];
});

const textProperties = new Set(["SUMMARY", "DESCRIPTION", "LOCATION", "NAME", "X-WR-CALNAME"]);
const fields = new Set([...textProperties, "ORGANIZER", "ATTENDEE"]);

/** How the readings differ from what was meant, a line for each sample that does. */
function differences(readings: readonly (() => Tree)[], meant = (said: Said): Said => said, those = samples): string[] {
  return those.flatMap(({ text, said }, index) => {
    const expected = printed(said.map(meant));
    const found = printed(saidIn(readings[index]?.() ?? ["nothing", [], []]));
    const extra = found.filter((line) => !expected.includes(line));
    const missing = expected.filter((line) => !found.includes(line));
    const isEqual = found.length === expected.length && extra.length === 0 && missing.length === 0;
    return isEqual ? [] : [`${JSON.stringify(text.slice(0, 60))}: read ${extra.join()} instead of ${missing.join()}`];
  });
}

const asked = (task: "icalendar" | "libical", those = samples) =>
  ask<Tree>(
    task,
    those.map(({ written }) => written),
  ).answers.map((answer) => () => read(answer));

/** What python-icalendar is known to make of it. */
const asIcalendar = (said: Said): Said => {
  const value = textProperties.has(said.name) ? asIcalendarReads(said.value) : said.value;
  const { CN: name, ...others } = said.parameters;
  return { ...said, value, parameters: name === undefined ? others : { ...others, CN: asIcalendarReadsName(name) } };
};

describe(`${naughty.length} naughty texts in every field of invitations, cancellations and feeds`, () => {
  it("are many, and stand in many places", () => {
    const values = samples.flatMap(({ said }) => said.filter(({ name }) => fields.has(name)));
    console.log(`${naughty.length} texts, ${samples.length} calendars, ${values.length} values`);
    expect(naughty.length).toBeGreaterThanOrEqual(200);
    expect(values.length).toBeGreaterThan(naughty.length * 10);
  });

  it("are written as RFC 5545 has it: octets in a line, whole characters, line ends, escapes", () => {
    const faults = samples.flatMap(({ text, written }) =>
      grammarFaults(Buffer.from(written)).map((fault) => `${JSON.stringify(text.slice(0, 60))}: ${fault}`),
    );
    expect(faults).toEqual([]);
  });

  it("are read by ical.js as they were meant", () => {
    expect(
      differences(
        samples.map(
          ({ written }) =>
            () =>
              withIcalJs(written),
        ),
      ),
    ).toEqual([]);
  });

  it("are read by libical as they were meant", () => {
    expect(differences(asked("libical"))).toEqual([]);
  });

  it("are read by python-icalendar as they were meant, but for what it is known to misread", () => {
    const trees = asked("icalendar").map((tree) => () => withCaretsUndone(tree()));
    expect(differences(trees, asIcalendar)).toEqual([]);
    const misread = samples.flatMap(({ said }) => said.filter((one) => asIcalendar(one).value !== one.value));
    console.log(`${misread.length} values that python-icalendar misreads in the way it is known for`);
  });
});

describe("a writer that does it wrong is seen by each of the readers", () => {
  const text = 'one\nSTATUS:CANCELLED\\n ";PARTSTAT=DECLINED:mailto:mallory@evil.example';
  const honest = { text, written: invitation(invitedWith(text)).replaceAll("\r\n ", ""), said: saidOfInvitation(text) };
  const cutInTwo = Buffer.from(honest.written.replace("one", "éne"))
    .toString("latin1")
    .replace("\u00c3", "\u00c3\r\n ");

  it.each([
    ["forgets the line end", honest.written.replaceAll("\\nSTATUS", "\r\nSTATUS")],
    ["forgets the quote of a name", honest.written.replaceAll("^'", '"')],
    ["cuts a character in two", Buffer.from(cutInTwo, "latin1").toString("utf8")],
    ["adds a property", honest.written.replace("SEQUENCE", "X-EVIL:1\r\nSEQUENCE")],
    ["loses a property", honest.written.replace("SEQUENCE:3\r\n", "")],
  ])("one that %s", (_, written) => {
    expect(written).not.toBe(honest.written);
    const breach = [{ ...honest, written }];
    expect(differences([() => withIcalJs(written)], undefined, breach)).not.toEqual([]);
    expect(differences(asked("libical", breach), undefined, breach)).not.toEqual([]);
    expect(differences(asked("icalendar", breach), asIcalendar, breach)).not.toEqual([]);
  });
});

const withCaretsUndone = ([name, properties, parts]: Tree): Tree => [
  name,
  properties.map(([property, value, parameters]) => {
    const { CN: spelled, ...others } = parameters;
    const undone = spelled?.replaceAll(/\^(['^n])/g, (_, sign: string) => (sign === "'" ? '"' : sign));
    return [property, value, undone === undefined ? others : { ...others, CN: undone }];
  }),
  parts.map(withCaretsUndone),
];
