import { addDays, type Day, printDate } from "#time/dates.ts";
import { Desk } from "../kit/desk.tsx";
import { count, dayIn, sayDay, sayShortDay, sayWeekday, sayZone } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { noteOf } from "../kit/room.tsx";
import { type Agenda, isOffIn, type Item, seatOf, takesPlace } from "./agenda.ts";
import { Off, Owed } from "./day.tsx";
import { Badge, Collides, Load, moodOf, nameOf, Rsvp, TheirTime, Times, Typed, wordsFor } from "./parts.tsx";
import { type Strung, strung, stretchOf, touches } from "./rules.ts";
import { sayDayOfMonth, sayLength } from "./say.ts";
import { filled } from "./words.ts";

type WeekProps = { visit: Visit; first: Day; isThis: boolean; agenda: Agenda };

export const WeekPage = ({ visit, first, isThis, agenda }: WeekProps) => {
  const { speech, zone } = visit;
  const words = wordsFor(visit);
  const name = `${sayShortDay(speech, first)} – ${sayShortDay(speech, addDays(first, 6))}`;
  return (
    <Desk visit={visit} title={`${words.day.week}: ${name}`} note={noteOf(visit)}>
      <div class="my-day-head">
        <div>
          <p class="my-eyebrow">
            {words.day.week}
            {isThis ? <Badge mood="good">{words.day.thisWeek}</Badge> : null}
          </p>
          <h1>
            <time datetime={printDate(first)}>{name}</time>
          </h1>
          <p class="quiet">{filled(words.day.zone, { zone: sayZone(zone, stretchOf(zone, first).from) })}</p>
        </div>
        <Load load={agenda.load} visit={visit} days={7} />
      </div>
      <WeekPager visit={visit} first={first} isThis={isThis} />
      <ol class="my-week">
        {Array.from({ length: 7 }, (_, at) => (
          <WeekDay visit={visit} day={addDays(first, at)} agenda={agenda} back={pathOf(first)} />
        ))}
      </ol>
      <Owed agenda={agenda} visit={visit} />
    </Desk>
  );
};

const pathOf = (day: Day): string => `/my/week?week=${printDate(day)}`;

const WeekPager = ({ visit, first, isThis }: { visit: Visit; first: Day; isThis: boolean }) => {
  const words = wordsFor(visit).day;
  return (
    <nav class="my-pager" aria-label={words.goTo}>
      <a class="button plain" href={pathOf(addDays(first, -7))} rel="prev">
        <span class="my-arrow" aria-hidden="true">
          ←
        </span>{" "}
        <span class="my-words">{words.previousWeek}</span>
      </a>
      {isThis ? null : (
        <a class="button plain" href="/my/week">
          {words.thisWeek}
        </a>
      )}
      <a class="button plain" href={pathOf(addDays(first, 7))} rel="next">
        <span class="my-words">{words.nextWeek}</span>{" "}
        <span class="my-arrow" aria-hidden="true">
          →
        </span>
      </a>
      <form method="get" action="/my/week" class="my-jump">
        <label for="week" class="unseen">
          {words.goTo}
        </label>
        <input id="week" name="week" type="date" value={printDate(first)} required />
        <button type="submit" class="plain">
          {words.goTo}
        </button>
      </form>
    </nav>
  );
};

type WeekDayProps = { visit: Visit; day: Day; agenda: Agenda; back: string };

const WeekDay = ({ visit, day, agenda, back }: WeekDayProps) => {
  const { speech, zone, now, member } = visit;
  const words = wordsFor(visit);
  const stretch = stretchOf(zone, day);
  const counts = (item: Item) => takesPlace(item, member);
  const items = strung(
    agenda.items.filter((item) => touches(item, stretch)),
    counts,
  );
  const off = agenda.off.filter((one) => isOffIn(one, day, 1, stretch));
  const isToday = dayIn(zone, now) === day;
  const busy = items.filter(({ item }) => counts(item)).length;
  return (
    <li class={isToday ? "my-today" : ""}>
      <h2>
        <a href={`/my/day?date=${printDate(day)}`} aria-label={sayDay(speech, day)}>
          <span>{sayWeekday(speech, day)}</span> <span class="quiet">{sayDayOfMonth(speech, day)}</span>
        </a>
        {isToday ? <Badge mood="good">{words.day.today}</Badge> : null}
      </h2>
      <Off agenda={{ off }} visit={visit} />
      {items.length === 0 ? (
        off.length > 0 ? null : (
          <p class="quiet">{words.day.none}</p>
        )
      ) : (
        <>
          <p class="unseen">{count(speech.language, busy, words.day.meetings)}</p>
          <ol>
            {items.map((one) => (
              <WeekItem one={one} visit={visit} back={back} />
            ))}
          </ol>
        </>
      )}
    </li>
  );
};

const WeekItem = ({
  one: { item, freeMs, collides },
  visit,
  back,
}: {
  one: Strung<Item>;
  visit: Visit;
  back: string;
}) => {
  const { speech, zone, member } = visit;
  const words = wordsFor(visit);
  const what = nameOf(item, words);
  const talk = item.kind === "interview" ? item.interview : undefined;
  const status = talk?.status ?? (item.kind === "booking" ? item.booking.status : "held");
  const state = status === "declined" || status === "expired" ? "canceled" : status;
  const asks = talk !== undefined && seatOf(talk, member)?.rsvp === "needs_action";
  return (
    <>
      {freeMs < 60_000 ? null : (
        <li class="my-gap quiet">{filled(words.day.free, { time: sayLength(speech, freeMs) })}</li>
      )}
      <li class={takesPlace(item, member) ? "card" : "card my-off-it"}>
        <p class="my-hours">
          <Times speech={speech} zone={zone} from={item.from} until={item.until} />
        </p>
        <p>
          {talk === undefined ? (
            <Typed text={what} />
          ) : (
            <a href={`/my/interviews/${talk.id}`}>
              <Typed text={what} />
            </a>
          )}
        </p>
        {talk === undefined ? null : (
          <p class="quiet">
            <Typed text={talk.title} />
          </p>
        )}
        <TheirTime item={item} visit={visit} />
        {state === "confirmed" || item.kind === "hold" ? null : (
          <Badge mood={moodOf(state)}>{words.status[state]}</Badge>
        )}
        <Collides others={collides} visit={visit} />
        {asks && talk !== undefined ? <Rsvp interview={talk} visit={visit} back={back} what={what} /> : null}
      </li>
    </>
  );
};
