// Bookings whose promised hour is another moment since the zone table changed.
import type { ProblemBody } from "#http/client.ts";
import { keepWallTime, listMovedBookings } from "#booking/bookings/wall-contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Room } from "./room.tsx";
import { Faults, faultyTitle, Once, onceIn } from "../kit/forms.tsx";
import { sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { filled } from "../kit/when.tsx";
import { faultsOf, Pager, pageAsked, saidIn, zoneIn } from "./parts.tsx";
import { wordsFor } from "./words.ts";

export const showMoved = (visit: Visit): Promise<Response> => movedPage(visit);

async function movedPage(visit: Visit, problem?: ProblemBody): Promise<Response> {
  const { api, speech, zone, may } = visit;
  const words = wordsFor(visit);
  const page = await need(api.call(listMovedBookings, { page: pageAsked(visit) }));
  const faults = faultsOf(visit, problem && { problem, form: visit.asked.form });
  const on = (at: string, wall = zone) => sayMoment(speech, wall, fromWire(at));
  return deskResponse(
    <Room visit={visit} title={faultyTitle(words.moved.title, faults, speech)} note={saidIn(visit)}>
      <h1>{words.moved.title}</h1>
      <p>{words.moved.text}</p>
      <Faults faults={faults} speech={speech} />
      {page.data.length === 0 ? <p class="quiet">{words.moved.empty}</p> : null}
      <ul class="rows">
        {page.data.map((one) => {
          const wall = zoneIn(one.time_zone) ?? zone;
          return (
            <li>
              <div class="row-main">
                <a href={`/desk/bookings/${one.booking_id}`} class="row-name">
                  {words.moved.promised}:{" "}
                  {sayMoment(speech, zoneIn("UTC") ?? wall, fromWire(`${one.local_starts_at}Z`))}
                </a>
                <span class="quiet">
                  {words.moved.stands}: {on(one.starts_at, wall)}
                </span>
                {one.would_start_at === null ? (
                  <span>{words.moved.never}</span>
                ) : (
                  <span class="quiet">
                    {words.moved.would}: {on(one.would_start_at, wall)}
                  </span>
                )}
              </div>
              {one.would_start_at !== null && may("bookings:write") ? (
                <form method="post" action={`/desk/bookings/${one.booking_id}/keep`}>
                  <Once nonce={`${visit.nonce}-${one.booking_id}`} />
                  <button type="submit">
                    {words.moved.keep}
                    <span class="unseen"> {filled("#", on(one.starts_at, wall))}</span>
                  </button>
                </form>
              ) : (
                <a class="button plain" href={`/desk/bookings/${one.booking_id}/move`}>
                  {words.interview.move}
                </a>
              )}
            </li>
          );
        })}
      </ul>
      <Pager visit={visit} page={page} />
    </Room>,
    problem?.status,
  );
}

export async function keepPromise(visit: Visit): Promise<Response> {
  const { api, asked } = visit;
  const answer = await api.call(keepWallTime, { param: { id: asked.param["id"] ?? "" }, headers: onceIn(asked.form) });
  return answer.ok ? seeOther("/desk/bookings/moved?said=kept") : movedPage(visit, answer.problem);
}
