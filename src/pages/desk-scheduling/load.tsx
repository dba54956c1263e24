// How much everybody who interviews carries, as a table one can also look at.
import { fromWire } from "#kernel/instant.ts";
import { addDays, parseDate, printDate } from "#time/dates.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field } from "../kit/forms.tsx";
import { count, sayMoment, sayNumber, sayShortDay, type Speech } from "../kit/language.ts";
import { Any, Filters } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { Room } from "../kit/room.tsx";
import { filled } from "../kit/when.tsx";
import { poolsIn, toChoices } from "../kit/names.ts";
import { type Load, loadsOn, shareOf } from "./load-of.ts";
import { askedFor, Badge, today } from "./parts.tsx";
import { wordsFor } from "./words.ts";

const columns = ["name", "week", "next", "day", "month"] as const;
type Column = (typeof columns)[number];

type Period = Load["week"];
type Line = { load: Load; next: Period | undefined };

const valueOf: Readonly<Record<Exclude<Column, "name">, (line: Line) => number>> = {
  week: ({ load }) => shareOf(load.week) * 1_000 + load.week.meetings,
  next: ({ next }) => (next === undefined ? 0 : shareOf(next) * 1_000 + next.meetings),
  day: ({ load }) => shareOf(load.day) * 1_000 + load.day.meetings,
  month: ({ load }) => load.weighted_minutes ?? load.month.minutes,
};

/** By name from A on, by load from the fullest on; once more turns it round. */
function sorted(visit: Visit, lines: readonly Line[], by: Column, isTurned: boolean): Line[] {
  const names = new Intl.Collator(visit.speech.locale);
  const order = (one: Line, other: Line) =>
    by === "name" ? names.compare(one.load.name, other.load.name) : valueOf[by](other) - valueOf[by](one);
  const found = lines.toSorted((one, other) => order(one, other) || names.compare(one.load.name, other.load.name));
  return isTurned ? found.toReversed() : found;
}

export async function showLoad(visit: Visit): Promise<Response> {
  const { speech } = visit;
  const words = wordsFor(visit);
  const day = parseDate(askedFor(visit, "on") ?? "") ?? parseDate(today(visit));
  const on = day === undefined ? today(visit) : printDate(day);
  const later = (days: number) => (day === undefined ? on : printDate(addDays(day, days)));
  const pool = askedFor(visit, "pool");
  const by = columns.find((one) => one === askedFor(visit, "sort")) ?? "week";
  const isTurned = askedFor(visit, "turned") !== undefined;
  const [loads, next, pools] = await Promise.all([
    loadsOn(visit, on, pool),
    loadsOn(visit, later(7), pool),
    poolsIn(visit),
  ]);
  const nextOf = new Map(next.map((load) => [load.member_id, load.week]));
  const lines = sorted(
    visit,
    loads.map((load) => ({ load, next: nextOf.get(load.member_id) })),
    by,
    isTurned,
  );
  const at = (changes: Readonly<Record<string, string>>) => {
    const query = new URLSearchParams({ on, ...(pool === undefined ? {} : { pool }), sort: by, ...changes });
    return `/desk/load?${query.toString()}`;
  };
  const weeks = [
    [later(-7), words.load.previous],
    [today(visit), words.load.now],
    [later(7), words.load.nextWeek],
  ] as const;
  return deskResponse(
    <Room visit={visit} title={words.load.title}>
      <Summary visit={visit} loads={loads} />
      <Filters visit={visit}>
        <Field name="on" type="date" label={words.load.date} value={on} speech={speech} />
        {pools.size === 0 ? null : <Any visit={visit} name="pool" label={words.load.pool} choices={toChoices(pools)} />}
        <input type="hidden" name="sort" value={by} />
      </Filters>
      <nav class="views" aria-label={words.load.date}>
        <ul>
          {weeks.map(([first, label]) => (
            <li>
              <a href={at({ on: first })}>{label}</a>
            </li>
          ))}
        </ul>
      </nav>
      {lines.length === 0 ? (
        <p class="quiet">{words.load.empty}</p>
      ) : (
        <Chart visit={visit} lines={lines} sorting={{ by, isTurned, at }} on={on} />
      )}
    </Room>,
  );
}

const Summary = ({ visit, loads }: { visit: Visit; loads: readonly Load[] }) => {
  const words = wordsFor(visit).load;
  const { language } = visit.speech;
  const meetings = loads.reduce((sum, { week }) => sum + week.meetings, 0);
  const full = loads.filter(({ week }) => week.full).length;
  const people = count(language, loads.length, words.people);
  return (
    <p>
      {filled(words.summary, people, count(language, meetings, words.meetings))}{" "}
      {full === 0 ? words.noneFull : count(language, full, words.full)}
    </p>
  );
};

type Sorting = {
  by: Column;
  isTurned: boolean;
  at: (changes: Readonly<Record<string, string>>) => string;
};
type ChartProps = { visit: Visit; lines: readonly Line[]; sorting: Sorting; on: string };

const Chart = ({ visit, lines, sorting, on }: ChartProps) => {
  const words = wordsFor(visit).load;
  const titles = titlesOf(visit, lines[0], on);
  // All bars of the chart are drawn to one scale, so that they can be compared.
  const most = Math.max(
    60,
    ...lines.flatMap(({ load, next }) => [load.week, next].map((one) => (one === undefined ? 0 : reachOf(one)))),
  );
  return (
    <div class="scroll" tabindex={0} role="region" aria-labelledby="load-caption">
      <table class="load">
        <caption id="load-caption">{words.caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <Heading column={column} title={titles[column]} {...sorting} />
            ))}
            <th scope="col">{words.training}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Person visit={visit} line={line} most={most} />
          ))}
        </tbody>
      </table>
    </div>
  );
};

function titlesOf(visit: Visit, first: Line | undefined, on: string): Readonly<Record<Column, string>> {
  const words = wordsFor(visit).load;
  const short = (text: string | undefined) => {
    const day = parseDate(text ?? "");
    return day === undefined ? "" : sayShortDay(visit.speech, day);
  };
  return {
    name: words.name,
    week: filled(words.week, short(first?.load.week.from)),
    next: filled(words.week, short(first?.next?.from)),
    day: filled(words.day, short(on)),
    month: words.month,
  };
}

/** What a column says; pressed, the table is sorted by it, and pressed again, the other way round. */
const Heading = ({ column, title, by, isTurned, at }: Sorting & { column: Column; title: string }) => {
  if (column !== by)
    return (
      <th scope="col">
        <a href={at({ sort: column })}>{title}</a>
      </th>
    );
  const isDown = (by === "name") === isTurned;
  return (
    <th scope="col" aria-sort={isDown ? "descending" : "ascending"}>
      <a href={at({ sort: column, ...(isTurned ? {} : { turned: "1" }) })}>
        {title}
        <span aria-hidden="true">{isDown ? " ↓" : " ↑"}</span>
      </a>
    </th>
  );
};

const Person = ({ visit, line: { load, next }, most }: { visit: Visit; line: Line; most: number }) => {
  const words = wordsFor(visit).load;
  const { speech, zone, now } = visit;
  const isResting = load.paused_until !== null && fromWire(load.paused_until) > now;
  return (
    <tr>
      <th scope="row">
        <a href={`/desk/people/${load.member_id}/hours`}>
          <bdi>{load.name}</bdi>
        </a>
        {isResting && load.paused_until !== null ? (
          <>
            <br />
            <Badge is="held">{filled(words.paused, sayMoment(speech, zone, fromWire(load.paused_until)))}</Badge>
          </>
        ) : null}
      </th>
      <td>
        <Bar visit={visit} period={load.week} most={most} />
      </td>
      <td>{next === undefined ? null : <Bar visit={visit} period={next} most={most} />}</td>
      <td>{carriedOf(visit, load.day)}</td>
      <td>
        {filled(words.hours, hours(speech, load.month.minutes))}
        {load.load_weight === 100 ? null : (
          <>
            <br />
            <span class="quiet">
              {load.load_weight === 0 ? words.rests : `${words.share}: ${sayNumber(speech, load.load_weight)} %`}
            </span>
          </>
        )}
      </td>
      <td>
        <Standings visit={visit} load={load} />
      </td>
    </tr>
  );
};

const Standings = ({ visit, load }: { visit: Visit; load: Load }) => {
  const words = wordsFor(visit).load;
  const counted = Map.groupBy(load.pools, ({ standing }) => standing);
  return (
    <>
      {[...counted].map(([standing, seats]) => (
        <>
          <Badge is={standing === "qualified" ? "good" : "plain"}>
            {words.standing[standing]}
            {seats.length === 1 ? "" : ` × ${sayNumber(visit.speech, seats.length)}`}
          </Badge>{" "}
        </>
      ))}
    </>
  );
};

function carriedOf({ speech }: Visit, { meetings, minutes, limit }: Period): string {
  const words = wordsFor({ speech }).load;
  const done = sayNumber(speech, meetings);
  const said = limit.count === null ? done : filled(words.of, done, sayNumber(speech, limit.count));
  return limit.minutes === null
    ? said
    : `${said} · ${filled(words.ofHours, hours(speech, minutes), hours(speech, limit.minutes))}`;
}

const hours = (speech: Speech, minutes: number): string => sayNumber(speech, Math.round(minutes / 6) / 10);

/** In minutes: what they allow, a limit of so many meetings taken for meetings as long as those there are. */
function roomOf({ meetings, minutes, limit }: Period): number | undefined {
  const each = meetings === 0 ? 60 : minutes / meetings;
  const rooms = [limit.minutes, limit.count === null ? null : limit.count * each].filter((room) => room !== null);
  return rooms.length === 0 ? undefined : Math.min(...rooms);
}

const reachOf = (period: Period): number => Math.max(period.minutes, roomOf(period) ?? 0);

/** What is said in numbers, drawn once more: how far it goes, and where the limit stands. */
const Bar = ({ visit, period, most }: { visit: Visit; period: Period; most: number }) => {
  const words = wordsFor(visit).load;
  const { limit, minutes, full } = period;
  const width = (of: number) => Math.round((of / most) * 1_000) / 10;
  const room = roomOf(period);
  return (
    <div class="bar">
      <svg viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true" focusable="false">
        <rect class="bar-room" x="0" y="3" width={width(room ?? 0)} height="6" rx="1" />
        <rect class={full ? "bar-full" : "bar-part"} x="0" y="3" width={width(minutes)} height="6" rx="1" />
        {room === undefined ? null : (
          <rect class="bar-limit" x={Math.max(0, width(room) - 1)} y="0" width="1" height="12" />
        )}
      </svg>
      <span>
        {carriedOf(visit, period)}
        {limit.count === null && limit.minutes === null ? <span class="quiet"> ({words.noCap})</span> : null}
        {full ? (
          <>
            {" "}
            <Badge is="declined">{words.isFull}</Badge>
          </>
        ) : null}
      </span>
    </div>
  );
};
