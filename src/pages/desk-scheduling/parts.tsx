import type { Child } from "hono/jsx";
import { fromWire, type Instant, toWire } from "#kernel/instant.ts";
import { printDate } from "#time/dates.ts";
import { offsetMinutes, type ZoneId, zoneOf } from "#time/zones.ts";
import { dayIn, sayDate, sayTime, sayTimes, sayZone, type Speech } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { dayTyped } from "../kit/sheet.ts";
import { filled, own, saySpan } from "../kit/when.tsx";
import { wordsFor } from "./words.ts";

export type Span = { from: Instant; until: Instant };

export const spanOf = (from: string, until: string): Span => ({ from: fromWire(from), until: fromWire(until) });

/** Only what is said; an empty field of a filter asks for nothing. */
export const given = <const T extends Readonly<Record<string, string | undefined>>>(said: T) =>
  // What is left has no undefined in it, which `fromEntries` cannot tell.
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined && value !== "")) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };

/** What a GET form has said; nothing where it was left empty. */
export const askedFor = (visit: Visit, name: string): string | undefined =>
  visit.asked.url.searchParams.get(name)?.trim() || undefined;

/** The days that a list is narrowed to, as the API asks for them. */
export const daysIn = (visit: Visit) =>
  given({
    starts_after: dayTyped(askedFor(visit, "from"), visit.zone),
    starts_before: dayTyped(askedFor(visit, "until"), visit.zone, 1),
  });

export const today = ({ zone, now }: Pick<Visit, "zone" | "now">): string => printDate(dayIn(zone, now));
export const dateOn = (zone: ZoneId, at: Instant): string => printDate(dayIn(zone, at));

export const zoneIn = (name: string | null | undefined): ZoneId | undefined =>
  name == null ? undefined : zoneOf(name);

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

/** The other side's zone, where its wall shows something else then. */
const elsewhere = (visit: Visit, { from }: Span, theirs: ZoneId | undefined): ZoneId | undefined =>
  theirs !== undefined && offsetMinutes(theirs, from) !== offsetMinutes(visit.zone, from) ? theirs : undefined;

/** A stretch that somebody has named, on both clocks where they differ. */
export const Stretch = ({ visit, at, theirs }: { visit: Visit; at: Span; theirs: ZoneId | undefined }) => {
  const other = elsewhere(visit, at, theirs);
  return (
    <>
      <time datetime={toWire(at.from)}>{saySpan(visit, at)}</time>
      {other === undefined ? null : (
        <span class="quiet"> {filled(wordsFor(visit).times.theirs, saySpan({ ...visit, zone: other }, at))}</span>
      )}
    </>
  );
};

type HoursProps = { visit: Visit; at: Span; theirs?: ZoneId | undefined; inline?: boolean | undefined };

/** Hours in a list whose heading says the day. */
export const Hours = ({ visit, at, theirs, inline = false }: HoursProps) => {
  const other = elsewhere(visit, at, theirs);
  const Line = inline ? "span" : "p";
  return (
    <Line class="hours">
      <time datetime={toWire(at.from)}>
        <span class="unseen">{sayDate(visit.speech, visit.zone, at.from)}, </span>
        <strong>{sayTimes(visit.speech, visit.zone, at.from, at.until)}</strong>
      </time>
      {other === undefined ? null : (
        <span class="quiet">{filled(wordsFor(visit).times.theirs, sayTime(visit.speech, other, at.from))}</span>
      )}
    </Line>
  );
};

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

/** A name, and how it stands. */
export const Titled = ({ name, is, word }: { name: string; is: string; word: string }) => (
  <>
    <bdi>{name}</bdi> <Badge is={is}>{word}</Badge>
  </>
);

type ViewsProps = {
  visit: Visit;
  label: string;
  views: readonly (readonly [name: string, text: string])[];
  now: string;
  /** What tells them apart in the address. */
  by?: string;
  path?: string;
};

/** Ways to look at one thing; each is an address. */
export const Views = ({ visit, label, views, now, by = "view", path = visit.asked.url.pathname }: ViewsProps) => (
  <nav class="views" aria-label={label}>
    <ul>
      {views.map(([name, text]) => (
        <li>
          <a href={`${path}?${by}=${name}`} {...(name === now ? { "aria-current": "page" as const } : {})}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** An address that somebody copies by hand: selected at a tap, read in whole. */
export const Address = ({ id, label, url }: { id: string; label: string; url: string }) => (
  <p class="field">
    <label for={id}>{label}</label>
    <input id={id} class="address" type="text" readonly value={url} dir="ltr" />
  </p>
);
