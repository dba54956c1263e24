import { type Instant, toWire } from "#kernel/instant.ts";
import { parseDate, parseTime } from "#time/dates.ts";
import { type ZoneId, offsetMinutes } from "#time/zones.ts";
import type { Bearer } from "./bearer.tsx";
import { typed, type FieldFault } from "./forms.tsx";
import { dayIn, type Speech, sayDate, sayMoment, sayNumber, sayTimes, sayZone } from "./language.ts";
import { readingWords } from "./reading-words.ts";
import { instantTyped } from "./sheet.ts";

type Span = { from: Instant; until: Instant };

/** What somebody else has written, in a sentence of ours that may run the other way. */
export const own = (text: string): string => `\u2068${text}\u2069`;

/** Each `#` of a sentence in turn. */
export const filled = (sentence: string, ...parts: readonly string[]): string =>
  sentence
    .split("#")
    // A part that ends with a stop ends the sentence too: "until 10:00 p.m."
    .map((text, at) => (parts[at - 1]?.endsWith(".") === true ? text.replace(/^\./, "") : text))
    .map((text, at) => text + (parts[at] === undefined ? "" : own(parts[at])))
    .join("");

type Reading = { speech: Speech; zone: ZoneId };

/** A meeting's day and hours on the reader's clock, and on the other side's where that shows something else. */
export const When = ({ bearer, at, other }: { bearer: Reading; at: Span; other?: ZoneId | undefined }) => {
  const { speech, zone } = bearer;
  const words = readingWords[speech.language];
  const isElsewhere = other !== undefined && offsetMinutes(other, at.from) !== offsetMinutes(zone, at.from);
  return (
    <div class="at">
      <p>
        <time datetime={toWire(at.from)}>
          <strong>{sayDate(speech, zone, at.from)}</strong>
          <span class="span">{sayTimes(speech, zone, at.from, at.until)}</span>
        </time>{" "}
        <span class="quiet">{filled(words.here, sayZone(zone, at.from))}</span>
      </p>
      {isElsewhere ? (
        <p class="quiet">{filled(words.there, sayOther({ speech, zone: other }, zone, at), sayZone(other, at.from))}</p>
      ) : null}
    </div>
  );
};

/** The day is said again only where it is another one. */
const sayOther = (there: Reading, here: ZoneId, at: Span): string =>
  dayIn(there.zone, at.from) === dayIn(here, at.from) && dayIn(there.zone, at.until) === dayIn(here, at.from)
    ? sayTimes(there.speech, there.zone, at.from, at.until)
    : saySpan(there, at);

/** "Mon 23 Nov 2026, 10:00 – 12:00", also over midnight. */
export function saySpan({ speech, zone }: Reading, { from, until }: Span): string {
  const [first, last] = [sayDate(speech, zone, from), sayDate(speech, zone, until)];
  return first === last
    ? `${first}, ${sayTimes(speech, zone, from, until)}`
    : `${sayMoment(speech, zone, from)} – ${sayMoment(speech, zone, until)}`;
}

/** A stretch as it was typed: `day-0`, `from-0`, `until-0`. */
export type TypedWindow = { day: string; from: string; until: string };

export const windowsTyped = (form: URLSearchParams, rows: number): TypedWindow[] =>
  Array.from({ length: rows }, (_, at) => ({
    day: typed(form, `day-${at}`) ?? "",
    from: typed(form, `from-${at}`) ?? "",
    until: typed(form, `until-${at}`) ?? "",
  }));

/** What was typed as instants, each with the row it stands in; rows that are empty say nothing. */
export function windowsIn(
  rows: readonly TypedWindow[],
  { speech, zone }: Reading,
): { windows: (Span & { row: number })[]; faults: FieldFault[] } {
  const words = readingWords[speech.language].windows;
  const windows: (Span & { row: number })[] = [];
  const faults: FieldFault[] = [];
  for (const [row, { day, from, until }] of rows.entries()) {
    if (day === "" && from === "" && until === "") continue;
    const [start, end] = [instantTyped(day, from, zone), instantTyped(day, until, zone)];
    if (start === undefined || end === undefined) {
      const first = parseDate(day) === undefined ? "day" : parseTime(from) === undefined ? "from" : "until";
      faults.push({ field: `${first}-${row}`, sentence: words.half });
    } else windows.push({ from: start, until: end, row });
  }
  if (windows.length === 0 && faults.length === 0) faults.push({ field: "day-0", sentence: words.none });
  return { windows, faults };
}

type WindowsProps = {
  bearer: Pick<Bearer, "speech" | "zone" | "now">;
  rows: readonly TypedWindow[];
  faults: readonly FieldFault[];
  /** The first day that can be named. */
  first: string;
};

/** Rows in which somebody says when they could: a day, from when, until when. */
export const Windows = ({ bearer: { speech, zone, now }, rows, faults, first }: WindowsProps) => (
  <>
    <input type="hidden" name="zone" value={zone} />
    <p class="quiet">{filled(readingWords[speech.language].windows.inZone, sayZone(zone, now))}</p>
    {rows.map((row, at) => (
      <WindowRow speech={speech} row={row} at={at} faults={faults} first={first} />
    ))}
  </>
);

type WindowRowProps = Pick<WindowsProps, "faults" | "first"> & { speech: Speech; row: TypedWindow; at: number };

const WindowRow = ({ speech, row, at, faults, first }: WindowRowProps) => {
  const words = readingWords[speech.language].windows;
  const fault = faults.find(({ field }) => /^(?:day|from|until)-/.test(field) && field.endsWith(`-${at}`));
  const isFaulty = (id: string) =>
    fault?.field === id ? { "aria-invalid": "true" as const, "aria-describedby": `window-${at}-fault` } : {};
  const input = (name: keyof TypedWindow, type: "date" | "time") => (
    <p class="field">
      <label for={`${name}-${at}`}>{words[name]}</label>
      <input
        id={`${name}-${at}`}
        name={`${name}-${at}`}
        type={type}
        value={row[name]}
        required={at === 0}
        {...(type === "date" ? { min: first } : {})}
        {...isFaulty(`${name}-${at}`)}
      />
    </p>
  );
  return (
    <fieldset class="window">
      <legend>{words.legend.replace("#", sayNumber(speech, at + 1))}</legend>
      {fault === undefined ? null : (
        <p class="fault" id={`window-${at}-fault`}>
          {fault.sentence}
        </p>
      )}
      <div class="window-row">
        {input("day", "date")}
        {input("from", "time")}
        {input("until", "time")}
      </div>
    </fieldset>
  );
};
