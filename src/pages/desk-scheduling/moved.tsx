// Bookings whose promised hour is another moment since the zone table changed.
import type * as z from "zod";
import { keepWallTime, listMovedBookings } from "#booking/bookings/wall-contract.ts";
import { fromWire } from "#kernel/instant.ts";
import type { PageAnswer } from "#http/pages.ts";
import { act, once } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { sayMoment } from "../kit/language.ts";
import { More, pageIn } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { Press, Room } from "../kit/room.tsx";
import type { Filled } from "../kit/sheet.ts";
import { zoneIn } from "./parts.tsx";
import { Row } from "./rows.tsx";
import { wordsFor } from "./words.ts";

export const showMoved = (visit: Visit): Promise<Response> => movedPage(visit);

async function movedPage(visit: Visit, again?: Filled): Promise<Response> {
  const words = wordsFor(visit).moved;
  const page = await need(visit.api.call(listMovedBookings, { page: pageIn(visit) }));
  return deskResponse(
    <Room
      visit={visit}
      title={words.title}
      back={{ href: "/desk/bookings", label: wordsFor(visit).bookings.title }}
      faults={again?.faults}
    >
      <p>{words.text}</p>
      {page.data.length === 0 ? <p class="quiet">{words.empty}</p> : null}
      <ul class="rows">
        {page.data.map((moved) => (
          <MovedRow visit={visit} moved={moved} />
        ))}
      </ul>
      <More visit={visit} cursor={page.next_cursor} />
    </Room>,
    again?.status,
  );
}

type Moved = z.output<(typeof listMovedBookings)["answer"]>;

const MovedRow = ({ visit, moved }: { visit: Visit; moved: Moved }) => {
  const words = wordsFor(visit);
  const wall = zoneIn(moved.time_zone) ?? visit.zone;
  const on = (at: string) => sayMoment(visit.speech, wall, fromWire(at));
  const would = moved.would_start_at;
  const promised = sayMoment(visit.speech, zoneIn("UTC") ?? wall, fromWire(`${moved.local_starts_at}Z`));
  const path = `/desk/bookings/${moved.booking_id}`;
  return (
    <Row
      name={`${words.moved.promised}: ${promised}`}
      href={path}
      about={[
        `${words.moved.stands}: ${on(moved.starts_at)}`,
        would === null ? words.moved.never : `${words.moved.would}: ${on(would)}`,
      ]}
      end={
        would !== null && visit.may("bookings:write") ? (
          <Press
            action={`${path}/keep`}
            fields={{ once: `${visit.nonce}-${moved.booking_id}` }}
            label={words.moved.keep}
            about={on(moved.starts_at)}
            kind="main"
          />
        ) : (
          <a class="button plain" href={`${path}/move`}>
            {words.interview.move}
          </a>
        )
      }
    />
  );
};

export const keepPromise = (visit: Visit): Promise<PageAnswer> =>
  act(visit, visit.api.call(keepWallTime, once(visit)), { to: "/desk/bookings/moved?said=kept", again: movedPage });
