// Lists of meetings and of what belongs to them.
import type { Child } from "hono/jsx";
import { fromWire } from "#kernel/instant.ts";
import { count, dayIn, type Forms, sayDay } from "../kit/language.ts";
import { Filters, More, Seek } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { Room } from "../kit/room.tsx";
import { Views } from "./parts.tsx";
import { wordsFor } from "./words.ts";

/** Texts of others in one line, each in its own direction. */
export const Joined = ({ texts, by = " · " }: { texts: readonly (string | null | undefined)[]; by?: string }) => (
  <>
    {texts.filter(Boolean).map((text, at) => (
      <>
        {at === 0 ? "" : by}
        <bdi>{text}</bdi>
      </>
    ))}
  </>
);

type RowProps = {
  when?: Child;
  name: string;
  href?: string;
  /** What else is known, a line each. */
  about?: readonly Child[];
  /** How it stands, and what can be done. */
  end?: Child;
  children?: Child;
};

/** One of a list. */
export const Row = ({ when, name, href, about = [], end, children }: RowProps) => (
  <li>
    {when}
    <div class="row-main">
      {href === undefined ? (
        <strong dir="auto">{name}</strong>
      ) : (
        <a href={href} class="row-name">
          <bdi>{name}</bdi>
        </a>
      )}
      {about.map((line) => (
        <span class="quiet">{line}</span>
      ))}
      {children}
    </div>
    {end === undefined ? null : <div class="row-end">{end}</div>}
  </li>
);

type Paged<T> = { data: readonly T[]; next_cursor: string | null };

type ListProps<T> = {
  visit: Visit;
  words: { title: string; empty: string; found: Forms };
  actions: Child;
  /** Ways to look at them, and which of these it is now. */
  views: readonly (readonly [name: string, text: string])[];
  view: string;
  filters: Child;
  /** Whether they can be narrowed to some days. */
  hasDays: boolean;
  page: Paged<T>;
  children: (one: T) => Child;
};

/** Bookings or interviews, by days. */
export function MeetingList<T extends { starts_at: string | null }>(props: ListProps<T>) {
  const { visit, words, actions, views, view, filters, hasDays, page, children } = props;
  const { view: label, from, until } = wordsFor(visit);
  return (
    <Room visit={visit} title={words.title} actions={actions}>
      <Views visit={visit} label={label} now={view} views={views} />
      <Filters visit={visit}>
        <input type="hidden" name="view" value={view} />
        {filters}
        {hasDays ? (
          <>
            <Seek visit={visit} name="from" type="date" label={from} />
            <Seek visit={visit} name="until" type="date" label={until} />
          </>
        ) : null}
      </Filters>
      <Found visit={visit} words={words} page={page} />
      <Days visit={visit} all={page.data}>
        {children}
      </Days>
      <More visit={visit} cursor={page.next_cursor} />
      {page.data.length === 0 ? null : <AsFile visit={visit} />}
    </Room>
  );
}

/** The whole list to take along, narrowed as it is. */
const AsFile = ({ visit }: { visit: Visit }) => {
  const { csv, csvHint } = wordsFor(visit);
  const { pathname, searchParams } = visit.asked.url;
  const query = new URLSearchParams(searchParams);
  for (const own of ["cursor", "said"]) query.delete(own);
  return (
    <p class="actions no-print">
      <a class="button plain" href={`${pathname}.csv?${query.toString()}`} download aria-describedby="csv-hint">
        {csv}
      </a>
      <span class="quiet" id="csv-hint">
        {csvHint}
      </span>
    </p>
  );
};

type FoundProps = { visit: Visit; words: { empty: string; found: Forms }; page: Paged<unknown> };

/** How many there are, told to whoever has just looked for them. */
export const Found = ({ visit, words, page: { data } }: FoundProps) => (
  <p class="quiet" role="status">
    {data.length === 0 ? words.empty : count(visit.speech.language, data.length, words.found)}
  </p>
);

type DaysProps<T> = { visit: Visit; all: readonly T[]; children: (one: T) => Child };

/** A list that is read by days, each with its name. */
function Days<T extends { starts_at: string | null }>({ visit, all, children }: DaysProps<T>) {
  const days = Map.groupBy(all, ({ starts_at: start }) =>
    start === null ? undefined : dayIn(visit.zone, fromWire(start)),
  );
  return (
    <>
      {[...days].map(([day, ours]) => (
        <section class="day">
          <h2>{day === undefined ? wordsFor(visit).noTime : sayDay(visit.speech, day)}</h2>
          <ul class="rows">{ours.map(children)}</ul>
        </section>
      ))}
    </>
  );
}
