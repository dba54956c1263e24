import type { Child } from "hono/jsx";
import type { ProblemBody } from "#http/client.ts";
import { fromWire, type Instant, toWire } from "#kernel/instant.ts";
import { dayMinutes, parseDate, parseTime, printDate } from "#time/dates.ts";
import { offsetMinutes, toInstant, type ZoneId, zoneOf } from "#time/zones.ts";
import type { FieldFault } from "../kit/forms.tsx";
import { dayIn, sayDate, sayDay, sayMoment, sayTime, sayTimes, sayZone, type Speech } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { faultsIn } from "../kit/problem.tsx";
import { filled, own } from "../kit/when.tsx";
import { kitWords } from "../kit/words.ts";
import { wordsFor } from "./words.ts";

export type Span = { from: Instant; until: Instant };

export const spanOf = (from: string, until: string): Span => ({ from: fromWire(from), until: fromWire(until) });

/** What a page is drawn again with after a refusal. */
export type Refused = { problem: ProblemBody; form: URLSearchParams };

/** Only what is said; an empty field of a filter asks for nothing. */
export const given = <const T extends Readonly<Record<string, string | undefined>>>(said: T) =>
  // What is left has no undefined in it, which `fromEntries` cannot tell.
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined && value !== "")) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** What a GET form has said; nothing where it was left empty. */
export const askedFor = (visit: Visit, name: string): string | undefined =>
  visit.asked.url.searchParams.get(name)?.trim() || undefined;

/** What was just done, from the address that a form led to. */
export function saidIn(visit: Visit): string | undefined {
  const said: Readonly<Record<string, string>> = wordsFor(visit).said;
  const name = askedFor(visit, "said") ?? "";
  return Object.hasOwn(said, name) ? said[name] : undefined;
}

/** A refusal as faults of fields, in the reader's language. */
export function faultsOf(
  visit: Visit,
  refused: Refused | undefined,
  fields: Readonly<Record<string, string>> = {},
): FieldFault[] {
  if (refused === undefined) return [];
  return faultsIn(refused.problem, fields, kitWords[visit.speech.language].faults, wordsFor(visit).refused);
}

/** A day and a time as they were typed, on this wall. */
export function instantTyped(date: string, time: string, zone: ZoneId): Instant | undefined {
  const [day, minutes] = [parseDate(date), parseTime(time.slice(0, 5))];
  return day === undefined || minutes === undefined
    ? undefined
    : toInstant(zone, day * dayMinutes + minutes, "earlier");
}

/** The first moment of a day that was typed, or of the one after it. */
export function dayTyped(text: string | undefined, zone: ZoneId, later = 0): string | undefined {
  const day = parseDate(text ?? "");
  return day === undefined ? undefined : toWire(toInstant(zone, (day + later) * dayMinutes, "earlier"));
}

export const today = ({ zone, now }: Pick<Visit, "zone" | "now">): string => printDate(dayIn(zone, now));
export const dateOn = (zone: ZoneId, at: Instant): string => printDate(dayIn(zone, at));

export const zoneIn = (name: string | null | undefined): ZoneId | undefined =>
  name == null ? undefined : zoneOf(name);

export const Moment = ({ visit, at }: { visit: Visit; at: string }) => (
  <time datetime={at}>{sayMoment(visit.speech, visit.zone, fromWire(at))}</time>
);

/** The same meeting on two walls, side by side; once, where both show the same. */
export const Clocks = ({ visit, at, theirs }: { visit: Visit; at: Span; theirs: ZoneId | undefined }) => {
  const words = wordsFor(visit);
  const isSame = theirs !== undefined && offsetMinutes(theirs, at.from) === offsetMinutes(visit.zone, at.from);
  return (
    <div class="clocks">
      <dl>
        <Clock speech={visit.speech} label={words.yourTime} zone={visit.zone} at={at} />
        {theirs === undefined || isSame ? null : (
          <Clock speech={visit.speech} label={words.theirTime} zone={theirs} at={at} />
        )}
      </dl>
      {isSame ? <p class="quiet">{words.bothClocks}</p> : null}
      {theirs === undefined ? <p class="quiet">{words.unknownZone}</p> : null}
    </div>
  );
};

const Clock = ({ speech, label, zone, at }: { speech: Speech; label: string; zone: ZoneId; at: Span }) => (
  <div class="wall">
    <dt>
      {label} <span class="quiet">{own(sayZone(zone, at.from))}</span>
    </dt>
    <dd>
      <time datetime={toWire(at.from)}>
        <span class="wall-day">{sayDate(speech, zone, at.from)}</span>
        <span class="wall-hours">{sayTimes(speech, zone, at.from, at.until)}</span>
      </time>
    </dd>
  </div>
);

/** Hours in a list whose heading says the day. */
export const Hours = ({
  visit,
  at,
  theirs,
  inline = false,
}: {
  visit: Visit;
  at: Span;
  theirs?: ZoneId | undefined;
  inline?: boolean;
}) => {
  const isElsewhere = theirs !== undefined && offsetMinutes(theirs, at.from) !== offsetMinutes(visit.zone, at.from);
  const Line = inline ? "span" : "p";
  return (
    <Line class="hours">
      <time datetime={toWire(at.from)}>
        <span class="unseen">{sayDate(visit.speech, visit.zone, at.from)}, </span>
        <strong>{sayTimes(visit.speech, visit.zone, at.from, at.until)}</strong>
      </time>
      {isElsewhere ? (
        <span class="quiet">{filled(wordsFor(visit).times.theirs, sayTime(visit.speech, theirs, at.from))}</span>
      ) : null}
    </Line>
  );
};

/** A list that is read by days: the rows of each under its name. */
export function byDay<T>(visit: Visit, rows: readonly T[], startOf: (row: T) => string | null) {
  const days = Map.groupBy(rows, (row) => {
    const start = startOf(row);
    return start === null ? undefined : dayIn(visit.zone, fromWire(start));
  });
  return [...days].map(([day, ours]) => ({
    name: day === undefined ? wordsFor(visit).noTime : sayDay(visit.speech, day),
    rows: ours,
  }));
}

const tones: Readonly<Record<string, string>> = {
  pending_schedule: "todo",
  held: "todo",
  pending: "todo",
  confirmed: "good",
  accepted: "good",
  good: "good",
  in_progress: "good",
  no_show: "bad",
  declined: "bad",
  canceled: "off",
  expired: "off",
  revoked: "off",
};

/** A word in a frame; its shade says it again, never alone. */
export const Badge = ({ is, children }: { is: string; children?: Child }) => (
  <span class={`badge tone-${tones[is] ?? "plain"}`}>{children}</span>
);

type Paged = { has_more: boolean; next_cursor: string | null };

/** The way to the next page of a list, and back to its beginning. */
export const Pager = ({ visit, page }: { visit: Visit; page: Paged }) => {
  const words = wordsFor(visit);
  const { url } = visit.asked;
  const at = (cursor: string | null) => {
    const query = new URLSearchParams(url.search);
    query.delete("said");
    if (cursor === null) query.delete("cursor");
    else query.set("cursor", cursor);
    return `${url.pathname}?${query.toString()}`;
  };
  const isLater = url.searchParams.has("cursor");
  if (!page.has_more && !isLater) return null;
  return (
    <p class="actions">
      {page.next_cursor === null ? null : (
        <a class="button plain" href={at(page.next_cursor)} rel="next">
          {words.more}
        </a>
      )}
      {isLater ? <a href={at(null)}>{words.fromStart}</a> : null}
    </p>
  );
};

export const pageAsked = (visit: Visit, limit = 25): { limit: number; cursor?: string } => ({
  limit,
  ...given({ cursor: askedFor(visit, "cursor") }),
});

/** Ways to look at one list; each is an address. */
export const Views = ({
  visit,
  label,
  views,
  now,
}: {
  visit: Visit;
  label: string;
  views: readonly (readonly [name: string, text: string])[];
  now: string;
}) => (
  <nav class="views" aria-label={label}>
    <ul>
      {views.map(([name, text]) => (
        <li>
          <a
            href={`${visit.asked.url.pathname}?view=${name}`}
            {...(name === now ? { "aria-current": "page" as const } : {})}
          >
            {text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** A form that one opens before one sees it: what is not done every day stays out of the way. */
export const Fold = ({
  label,
  open,
  children,
  id,
}: {
  label: Child;
  open?: boolean;
  children?: Child;
  id?: string;
}) => (
  <details class="fold" open={open === true} {...(id === undefined ? {} : { id })}>
    <summary>{label}</summary>
    <div class="fold-body">{children}</div>
  </details>
);

/** An address that somebody copies by hand: selected at a tap, read in whole. */
export const Address = ({ id, label, url }: { id: string; label: string; url: string }) => (
  <p class="field">
    <label for={id}>{label}</label>
    <input id={id} class="address" type="text" readonly value={url} dir="ltr" />
  </p>
);
