// A day of somebody's that falls through: what is planned then is given away, moved or canceled, one by one.
import { cancelBooking, reassignBooking } from "#booking/bookings/contract.ts";
import { listBookings } from "#booking/bookings/look-contract.ts";
import { createRescheduleRequest } from "#booking/requests/contract.ts";
import type { ProblemBody } from "#http/client.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Room } from "./room.tsx";
import { Choices, Faults, faultyTitle, Field, Once, Select, TextArea, typed } from "../kit/forms.tsx";
import { sayNumber } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { filled } from "../kit/when.tsx";
import { type Booked, titleOf } from "./bookings.tsx";
import { askedFor, Badge, dayTyped, Hours, spanOf, today, zoneIn } from "./parts.tsx";
import { allOf, type Names, namesIn, peopleChoices } from "./people.ts";
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
  said?: { sentence: string; form: URLSearchParams },
): Promise<Response> {
  const { speech } = visit;
  const words = wordsFor(visit);
  const names = await namesIn(visit);
  const found = person === undefined ? undefined : await hostedOn(visit, person, date);
  const faults = said === undefined ? [] : [{ field: "booking", sentence: said.sentence }];
  return deskResponse(
    <Room visit={visit} title={faultyTitle(words.day.title, faults, speech)}>
      <h1>{words.day.title}</h1>
      <p>{words.day.text}</p>
      <Faults faults={faults} speech={speech} />
      <form method="get" class="filters">
        <Select
          name="person"
          label={words.day.whose}
          value={person ?? ""}
          choices={peopleChoices(names, "–")}
          speech={speech}
        />
        <Field name="date" type="date" label={words.day.date} value={date} speech={speech} />
        <button type="submit" class="plain">
          {words.day.find}
        </button>
      </form>
      {found === undefined ? null : found.length === 0 ? (
        <p role="status">{words.day.empty}</p>
      ) : (
        <Concerned visit={visit} found={found} names={names} person={person ?? ""} date={date} form={said?.form} />
      )}
    </Room>,
    said === undefined ? 200 : 422,
  );
}

const Concerned = ({
  visit,
  found,
  names,
  person,
  date,
  form,
}: {
  visit: Visit;
  found: readonly Booked[];
  names: Names;
  person: string;
  date: string;
  form: URLSearchParams | undefined;
}) => {
  const words = wordsFor(visit);
  const { speech } = visit;
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
              checked={form === undefined || form.getAll("booking").includes(booking.id)}
            />
            <span>
              <Planned visit={visit} booking={booking} />
            </span>
          </label>
        ))}
      </fieldset>
      <Choices
        name="act"
        kind="radio"
        label={words.day.what}
        values={[form?.get("act") ?? "reassign"]}
        choices={[
          { value: "reassign", label: words.day.reassign, hint: words.day.reassignHint },
          { value: "ask", label: words.day.ask, hint: words.day.askHint },
          { value: "cancel", label: words.day.cancel, hint: words.day.cancelHint },
        ]}
        speech={speech}
      />
      <Select
        name="to"
        label={words.day.instead}
        value={form?.get("to") ?? ""}
        choices={peopleChoices(others, words.day.fair)}
        optional
        speech={speech}
      />
      <TextArea
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        value={form?.get("reason") ?? ""}
        rows={2}
        maxlength={1_000}
        optional
        speech={speech}
      />
      <p class="actions">
        <button type="submit">{words.day.go}</button>
      </p>
    </form>
  );
};

const Planned = ({ visit, booking }: { visit: Visit; booking: Booked }) => (
  <>
    <bdi>{booking.invitee?.name ?? wordsFor(visit).unnamed}</bdi>{" "}
    <span class="quiet">
      <bdi>{titleOf(booking, wordsFor(visit).open)}</bdi>
    </span>
    <Hours
      visit={visit}
      at={spanOf(booking.starts_at, booking.ends_at)}
      theirs={zoneIn(booking.invitee?.time_zone)}
      inline
    />
  </>
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
  if (ticked.size === 0) return dayPage(visit, person, date, { sentence: words.day.tick, form });
  const found = await hostedOn(visit, person, date);
  const outcomes: Outcome[] = [];
  for (const booking of found.filter(({ id }) => ticked.has(id)))
    outcomes.push({ booking, problem: await settled(visit, booking, act, person, date) });
  return resultsPage(visit, outcomes, person, date);
}

async function settled(
  visit: Visit,
  booking: Booked,
  act: Act,
  person: string,
  date: string,
): Promise<ProblemBody | undefined> {
  const { api, asked } = visit;
  const param = { id: booking.id };
  const reason = typed(asked.form, "reason") ?? null;
  const headers = { "Idempotency-Key": `${(asked.form.get("once") ?? visit.nonce).slice(0, 200)}-${booking.id}` };
  if (act === "cancel") {
    const answer = await api.call(cancelBooking, { param, body: { reason }, headers });
    return answer.ok ? undefined : answer.problem;
  }
  if (act === "ask") {
    const body = { reason, windows: fortnightFrom(visit, date) };
    const answer = await api.call(createRescheduleRequest, { param, body, headers });
    return answer.ok ? undefined : answer.problem;
  }
  const to = typed(asked.form, "to");
  const body = { from: person, reason, ...(to === undefined ? {} : { to }) };
  const answer = await api.call(reassignBooking, { param, body, headers });
  return answer.ok ? undefined : answer.problem;
}

function resultsPage(visit: Visit, outcomes: readonly Outcome[], person: string, date: string): Promise<Response> {
  const { speech } = visit;
  const words = wordsFor(visit);
  const done = outcomes.filter(({ problem }) => problem === undefined).length;
  const [all, good] = [sayNumber(speech, outcomes.length), sayNumber(speech, done)];
  return deskResponse(
    <Room visit={visit} title={words.day.results} note={filled(words.day.summary, good, all)}>
      <h1>{words.day.results}</h1>
      <p>
        <progress value={done} max={outcomes.length} aria-label={words.day.results}>
          {filled(words.day.summary, good, all)}
        </progress>
      </p>
      <ul class="rows">
        {outcomes.map(({ booking, problem }) => (
          <li>
            <div class="row-main">
              <a href={`/desk/bookings/${booking.id}`} class="row-name">
                <bdi>{booking.invitee?.name ?? words.unnamed}</bdi>
              </a>
              <span class="quiet">
                <Hours visit={visit} at={spanOf(booking.starts_at, booking.ends_at)} inline />
              </span>
              {problem === undefined ? null : <span>{words.refused[problem.code] ?? problem.title}</span>}
            </div>
            <div class="row-end">
              <Badge is={problem === undefined ? "good" : "declined"}>
                {problem === undefined ? words.day.done : words.day.failed}
              </Badge>
            </div>
          </li>
        ))}
      </ul>
      <p>
        <a class="button plain" href={`/desk/bookings/day?person=${person}&date=${date}`}>
          {words.day.again}
        </a>
      </p>
    </Room>,
  );
}
