import { fromWire } from "#kernel/instant.ts";
import { addDays, type Day, printDate } from "#time/dates.ts";
import { Faults, faultyTitle, type FieldFault } from "../kit/forms.tsx";
import { Desk } from "../kit/desk.tsx";
import { count, dayIn, sayDay, sayMoment, sayTime, sayZone } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { noteOf } from "../kit/room.tsx";
import { type Agenda, type Item, personOf, takesPlace } from "./agenda.ts";
import {
  Badge,
  Collides,
  Load,
  moodOf,
  nameOf,
  Place,
  Rsvp,
  TheirTime,
  Times,
  Typed,
  whereOf,
  wordsFor,
} from "./parts.tsx";
import { Sheet, type SheetOf } from "./sheet.tsx";
import { type Strung, strung, stretchOf } from "./rules.ts";
import { sayLength } from "./say.ts";
import { filled } from "./words.ts";

type DayProps = {
  visit: Visit;
  day: Day;
  agenda: Agenda;
  sheets: readonly SheetOf[];
  faults?: readonly FieldFault[];
};

export const DayPage = ({ visit, day, agenda, sheets, faults = [] }: DayProps) => {
  const { speech, zone, now, member } = visit;
  const words = wordsFor(visit);
  const isToday = dayIn(zone, now) === day;
  const date = sayDay(speech, day);
  const items = strung(agenda.items, (item) => takesPlace(item, member));
  const next = isToday
    ? items.find(({ item }) => item.from > now && !isOn(item) && takesPlace(item, member))
    : undefined;
  const busy = items.filter(({ item }) => takesPlace(item, member)).length;
  return (
    <Desk visit={visit} title={faultyTitle(`${words.day.title}: ${date}`, faults, speech)} note={noteOf(visit)}>
      <Faults faults={faults} speech={speech} />
      <div class="my-day-head">
        <div>
          <p class="my-eyebrow">
            {words.day.title}
            {isToday ? <Badge mood="good">{words.day.today}</Badge> : null}
          </p>
          <h1>
            <time datetime={printDate(day)}>{date}</time>
          </h1>
          <p class="quiet">
            {count(speech.language, busy, words.day.meetings)}
            {". "}
            {filled(words.day.zone, { zone: sayZone(zone, stretchOf(zone, day).from) })}
          </p>
        </div>
        <Load load={agenda.load} visit={visit} days={1} />
      </div>
      <DayPager visit={visit} day={day} isToday={isToday} />
      <Off agenda={agenda} visit={visit} />
      {items.length === 0 ? (
        <div class="my-empty">
          <p>{words.day.empty}</p>
          {visit.may("availability:write_own") ? (
            <p>
              <a href="/my/hours">{words.day.emptyNext}</a>
            </p>
          ) : null}
        </div>
      ) : null}
      <ol class="my-agenda">
        {items.map((one) => (
          <Entry one={one} visit={visit} isNext={one === next} back={pathOf(day)} />
        ))}
      </ol>
      <Owed agenda={agenda} visit={visit} />
      <Sheet sheets={sheets} visit={visit} />
    </Desk>
  );
};

/** Begun, perhaps before its hour. */
const isOn = (item: Item): boolean => item.kind === "interview" && item.interview.status === "in_progress";

const pathOf = (day: Day): string => `/my/day?date=${printDate(day)}`;

const DayPager = ({ visit, day, isToday }: { visit: Visit; day: Day; isToday: boolean }) => {
  const words = wordsFor(visit).day;
  return (
    <nav class="my-pager" aria-label={words.goTo}>
      <a class="button plain" href={pathOf(addDays(day, -1))} rel="prev">
        <span class="my-arrow" aria-hidden="true">
          ←
        </span>{" "}
        <span class="my-words">{words.earlier}</span>
      </a>
      {isToday ? null : (
        <a class="button plain" href="/my/day">
          {words.today}
        </a>
      )}
      <a class="button plain" href={pathOf(addDays(day, 1))} rel="next">
        <span class="my-words">{words.later}</span>{" "}
        <span class="my-arrow" aria-hidden="true">
          →
        </span>
      </a>
      <a href={`/my/week?week=${printDate(day)}`}>{words.toWeek}</a>
      <form method="get" action="/my/day" class="my-jump">
        <label for="date" class="unseen">
          {words.goTo}
        </label>
        <input id="date" name="date" type="date" value={printDate(day)} required />
        <button type="submit" class="plain">
          {words.goTo}
        </button>
      </form>
      <button type="button" class="plain" data-print hidden>
        {words.print}
      </button>
    </nav>
  );
};

export const Off = ({ agenda, visit }: { agenda: Pick<Agenda, "off">; visit: Visit }) => {
  const { speech, zone } = visit;
  const words = wordsFor(visit).day;
  if (agenda.off.length === 0) return null;
  return (
    <ul class="my-off" aria-label={words.timeOff}>
      {agenda.off.map(({ kind = "other", all_day, starts_at, ends_at, reason }) => (
        <li>
          <strong>{words.away[kind]}</strong>{" "}
          {all_day || starts_at === null || ends_at === null ? (
            words.allDay
          ) : (
            <Times speech={speech} zone={zone} from={fromWire(starts_at)} until={fromWire(ends_at)} />
          )}
          {reason == null ? null : (
            <>
              {" "}
              <span class="quiet">
                <Typed text={reason} />
              </span>
            </>
          )}
        </li>
      ))}
    </ul>
  );
};

type EntryProps = { one: Strung<Item>; visit: Visit; isNext: boolean; back: string };

const Entry = ({ one: { item, freeMs, collides }, visit, isNext, back }: EntryProps) => {
  const { speech, zone, now, member } = visit;
  const words = wordsFor(visit);
  const isNow = isOn(item) || (item.from <= now && now < item.until);
  const isOff = !takesPlace(item, member);
  return (
    <>
      {freeMs < 60_000 ? null : (
        <li class="my-gap quiet">{filled(words.day.free, { time: sayLength(speech, freeMs) })}</li>
      )}
      <li id={item.id} class={isOff ? "my-entry my-off-it" : isNow ? "my-entry my-now" : "my-entry"}>
        <p class="my-hours">
          <Times speech={speech} zone={zone} from={item.from} until={item.until} />
          <span class="quiet my-length">{sayLength(speech, item.until - item.from)}</span>
        </p>
        <article class="card">
          <p class="my-marks">
            {isOff ? null : isNow ? <Badge mood="good">{words.day.now}</Badge> : null}
            {isNext ? <Badge>{words.day.next}</Badge> : null}
            <Collides others={collides} visit={visit} />
          </p>
          <What item={item} visit={visit} back={back} />
        </article>
      </li>
    </>
  );
};

const What = ({ item, visit, back }: { item: Item; visit: Visit; back: string }) => {
  const words = wordsFor(visit);
  if (item.kind === "hold") {
    const until = sayTime(visit.speech, visit.zone, fromWire(item.hold.expires_at));
    return (
      <>
        <h2>{words.day.held}</h2>
        <p class="quiet">{filled(words.day.heldUntil, { time: until })}</p>
      </>
    );
  }
  return item.kind === "interview" ? (
    <InterviewEntry item={item} visit={visit} back={back} />
  ) : (
    <BookingEntry item={item} visit={visit} back={back} />
  );
};

const InterviewEntry = ({ item, visit, back }: { item: Item & { kind: "interview" }; visit: Visit; back: string }) => {
  const words = wordsFor(visit);
  const { interview, booking } = item;
  const what = nameOf(item, words);
  return (
    <>
      <h2>
        <a href={`/my/interviews/${interview.id}`}>
          <Typed text={what} />
        </a>{" "}
        {interview.status === "confirmed" || interview.status === "in_progress" ? null : (
          <Badge mood={moodOf(interview.status)}>{words.status[interview.status]}</Badge>
        )}
      </h2>
      <p>
        <Typed text={interview.title} />
        {interview.job == null ? null : (
          <>
            {" · "}
            <Typed text={interview.job.title} />
          </>
        )}
      </p>
      <TheirTime item={item} visit={visit} />
      {interview.status === "canceled" ? null : <Place where={whereOf(interview, booking)} words={words} />}
      {booking?.status === "pending" && visit.may("bookings:write_own") ? (
        <Deciding booking={booking} visit={visit} back={back} what={what} />
      ) : (
        <Rsvp interview={interview} visit={visit} back={back} what={what} />
      )}
    </>
  );
};

const BookingEntry = ({ item, visit, back }: { item: Item & { kind: "booking" }; visit: Visit; back: string }) => {
  const words = wordsFor(visit);
  const { booking } = item;
  const { status } = booking;
  const state = status === "declined" || status === "expired" ? "canceled" : status;
  const what = nameOf(item, words);
  return (
    <>
      <h2>
        <Typed text={what} /> {state === "confirmed" ? null : <Badge mood={moodOf(state)}>{words.status[state]}</Badge>}
      </h2>
      {personOf(item) === undefined || booking.event_type == null ? null : (
        <p>
          <Typed text={booking.event_type.title} />
        </p>
      )}
      <TheirTime item={item} visit={visit} />
      {state === "canceled" ? null : <Place where={whereOf(undefined, booking)} words={words} />}
      {booking.answers.length === 0 ? null : (
        <dl class="my-told">
          {booking.answers.map(({ label, value }) => (
            <>
              <dt>
                <Typed text={label} />
              </dt>
              <dd>
                <Typed text={Array.isArray(value) ? value.join(", ") : String(value)} />
              </dd>
            </>
          ))}
        </dl>
      )}
      {status === "pending" && visit.may("bookings:write_own") ? (
        <Deciding booking={booking} visit={visit} back={back} what={what} />
      ) : null}
    </>
  );
};

type DecidingProps = { booking: { id: string }; visit: Visit; back: string; what: string };

const Deciding = ({ booking: { id }, visit, back, what }: DecidingProps) => {
  const { rsvp } = wordsFor(visit);
  return (
    <form method="post" action={`/my/bookings/${id}/decide`} class="actions">
      <input type="hidden" name="back" value={back} />
      <button type="submit" name="word" value="confirm" aria-label={filled(rsvp.of, { act: rsvp.confirm, what })}>
        {rsvp.confirm}
      </button>
      <button
        type="submit"
        name="word"
        value="decline"
        class="plain"
        aria-label={filled(rsvp.of, { act: rsvp.reject, what })}
      >
        {rsvp.reject}
      </button>
    </form>
  );
};

/** Cards of interviews that are over: what one owes comes before what is to come. */
export const Owed = ({ agenda, visit }: { agenda: Pick<Agenda, "owed">; visit: Visit }) => {
  const { speech, zone } = visit;
  const words = wordsFor(visit).owed;
  if (agenda.owed.length === 0) return null;
  return (
    <section class="my-owed no-print" aria-labelledby="owed">
      <h2 id="owed">{words.title}</h2>
      <ul>
        {agenda.owed.map(({ interview_id, title, due_at, overdue }) => (
          <li>
            <a href={`/my/interviews/${interview_id}#card`}>
              <Typed text={title} />
            </a>{" "}
            <span class={overdue ? "fault" : "quiet"}>
              {filled(overdue ? words.overdue : words.due, { when: sayMoment(speech, zone, fromWire(due_at)) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};
