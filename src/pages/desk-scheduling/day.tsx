// A day of somebody's that falls through: what is planned then is given away, moved or canceled, one by one.
import { cancelBooking, reassignBooking } from "#booking/bookings/contract.ts";
import { listBookings } from "#booking/bookings/look-contract.ts";
import { createRescheduleRequest } from "#booking/requests/contract.ts";
import type { ProblemBody } from "#http/client.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, Field, Once, Select, TextArea, typed } from "../kit/forms.tsx";
import { sayNumber } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { Room } from "../kit/room.tsx";
import { dayTyped, type Filled, filling } from "../kit/sheet.ts";
import { filled } from "../kit/when.tsx";
import { allOf, type Names, namesIn, toChoices } from "../kit/names.ts";
import { type Booked, titleOf, WhenBooked } from "./bookings.tsx";
import { askedFor, Badge, today } from "./parts.tsx";
import { Row } from "./rows.tsx";
import { fortnightFrom } from "./when.tsx";
import { wordsFor } from "./words.ts";

const acts = ["reassign", "ask", "cancel"] as const;
type Act = (typeof acts)[number];

/** All that somebody hosts on a day. */
async function hostedOn({ api, zone }: Visit, person: string, date: string): Promise<Booked[]> {
  const [from, until] = [dayTyped(date, zone), dayTyped(date, zone, 1)];
  if (from === undefined || until === undefined) return [];
  const query = { status: "pending,confirmed", host_id: person, starts_after: from, starts_before: until };
  return allOf((page) =>
    need(api.call(listBookings, { query, page: { ...page, order: "starts_at.asc" }, expand: "event_type" })),
  );
}

export const showDay = (visit: Visit): Promise<Response> =>
  dayPage(visit, askedFor(visit, "person"), askedFor(visit, "date"));

async function dayPage(
  visit: Visit,
  person: string | undefined,
  date = today(visit),
  again?: Filled,
): Promise<Response> {
  const words = wordsFor(visit);
  const names = await namesIn(visit);
  const found = person === undefined ? undefined : await hostedOn(visit, person, date);
  const { speech } = visit;
  return deskResponse(
    <Room
      visit={visit}
      title={words.day.title}
      back={{ href: "/desk/bookings", label: words.bookings.title }}
      faults={again?.faults}
    >
      <p>{words.day.text}</p>
      <form method="get" class="filters">
        <Select
          name="person"
          label={words.day.whose}
          value={person ?? ""}
          choices={toChoices(names, "–")}
          speech={speech}
        />
        <Field name="date" type="date" label={words.day.date} value={date} speech={speech} />
        <button type="submit" class="plain">
          {words.day.find}
        </button>
      </form>
      {found?.length === 0 ? <p role="status">{words.day.empty}</p> : null}
      {found === undefined || found.length === 0 ? null : (
        <Concerned visit={visit} found={found} names={names} person={person ?? ""} date={date} again={again} />
      )}
    </Room>,
    again?.status,
  );
}

type ConcernedProps = {
  visit: Visit;
  found: readonly Booked[];
  names: Names;
  person: string;
  date: string;
  again: Filled | undefined;
};

const Concerned = ({ visit, found, names, person, date, again }: ConcernedProps) => {
  const words = wordsFor(visit);
  const form = filling(again ?? { sheet: new URLSearchParams() }, visit.speech);
  const others = new Map([...names].filter(([id]) => id !== person));
  return (
    <form method="post" action="/desk/bookings/day" class="sheet">
      <Once nonce={visit.nonce} />
      <input type="hidden" name="person" value={person} />
      <input type="hidden" name="date" value={date} />
      <fieldset class="choices">
        <legend>{words.bookings.title}</legend>
        {found.map((booking, at) => (
          <label class="choice">
            <input
              id={at === 0 ? "booking" : `booking-${at}`}
              type="checkbox"
              name="booking"
              value={booking.id}
              checked={again === undefined || again.sheet.getAll("booking").includes(booking.id)}
            />
            <Planned visit={visit} booking={booking} />
          </label>
        ))}
      </fieldset>
      <Choices
        name="act"
        kind="radio"
        label={words.day.what}
        values={[form.line("act", "reassign").value ?? ""]}
        choices={acts.map((value) => ({ value, label: words.day[value], hint: words.day[`${value}Hint`] }))}
        speech={visit.speech}
      />
      <Select {...form.line("to")} label={words.day.instead} choices={toChoices(others, words.day.fair)} optional />
      <TextArea
        {...form.line("reason")}
        label={words.reason}
        hint={words.reasonHint}
        rows={2}
        maxlength={1_000}
        optional
      />
      <p class="actions">
        <button type="submit">{words.day.go}</button>
      </p>
    </form>
  );
};

const Planned = ({ visit, booking }: { visit: Visit; booking: Booked }) => (
  <span>
    <bdi>{booking.invitee?.name ?? wordsFor(visit).unnamed}</bdi>{" "}
    <span class="quiet">
      <bdi>{titleOf(booking, wordsFor(visit).open)}</bdi>
    </span>
    <WhenBooked visit={visit} booking={booking} inline />
  </span>
);

type Outcome = { booking: Booked; problem: ProblemBody | undefined };

/** One after the other, each by itself: what could not be done stands beside what was. */
export async function settleDay(visit: Visit): Promise<Response> {
  const { asked } = visit;
  const { form } = asked;
  const [person, date] = [typed(form, "person") ?? "", typed(form, "date") ?? today(visit)];
  const act = acts.find((one) => one === form.get("act")) ?? "reassign";
  const ticked = new Set(form.getAll("booking"));
  const words = wordsFor(visit);
  if (ticked.size === 0)
    return dayPage(visit, person, date, {
      sheet: form,
      faults: [{ field: "booking", sentence: words.day.tick }],
      status: 422,
    });
  const found = await hostedOn(visit, person, date);
  const outcomes: Outcome[] = [];
  for (const booking of found.filter(({ id }) => ticked.has(id)))
    outcomes.push({ booking, problem: await settled(visit, booking, act, person, date) });
  return resultsPage(visit, outcomes, person, date);
}

/** What the form says, done to one of them; sent again, it gets the same answer. */
async function settled(visit: Visit, booking: Booked, act: Act, person: string, date: string) {
  const { api, asked } = visit;
  const reason = typed(asked.form, "reason") ?? null;
  const headers = { "Idempotency-Key": `${(asked.form.get("once") ?? visit.nonce).slice(0, 200)}-${booking.id}` };
  const one = { param: { id: booking.id }, headers };
  const to = typed(asked.form, "to");
  const answer =
    act === "cancel"
      ? await api.call(cancelBooking, { ...one, body: { reason } })
      : act === "ask"
        ? await api.call(createRescheduleRequest, { ...one, body: { reason, windows: fortnightFrom(visit, date) } })
        : await api.call(reassignBooking, {
            ...one,
            body: { from: person, reason, ...(to === undefined ? {} : { to }) },
          });
  return answer.ok ? undefined : answer.problem;
}

function resultsPage(visit: Visit, outcomes: readonly Outcome[], person: string, date: string): Promise<Response> {
  const { speech } = visit;
  const words = wordsFor(visit);
  const done = outcomes.filter(({ problem }) => problem === undefined).length;
  const summary = filled(words.day.summary, sayNumber(speech, done), sayNumber(speech, outcomes.length));
  const again = `/desk/bookings/day?person=${person}&date=${date}`;
  return deskResponse(
    <Room visit={visit} title={words.day.results} back={{ href: again, label: words.day.again }}>
      <p role="status">{summary}</p>
      <p>
        <progress value={done} max={outcomes.length} aria-label={words.day.results}>
          {summary}
        </progress>
      </p>
      <ul class="rows">
        {outcomes.map(({ booking, problem }) => (
          <Row
            name={booking.invitee?.name ?? words.unnamed}
            href={`/desk/bookings/${booking.id}`}
            about={[<WhenBooked visit={visit} booking={booking} inline />]}
            end={
              <Badge is={problem === undefined ? "good" : "declined"}>
                {problem === undefined ? words.day.done : words.day.failed}
              </Badge>
            }
          >
            {problem === undefined ? null : <span>{visit.room.refusals[problem.code] ?? problem.title}</span>}
          </Row>
        ))}
      </ul>
    </Room>,
  );
}
