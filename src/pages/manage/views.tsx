import type { Child } from "hono/jsx";
import { fromWire, type Instant } from "#kernel/instant.ts";
import { wordsIn } from "#outreach/templates/rules.ts";
import { zoneOf } from "#time/zones.ts";
import { type Bearer, BearerPage, type House, keeping } from "../kit/bearer.tsx";
import type { FieldFault } from "../kit/forms.tsx";
import { count, sayDate, sayTime } from "../kit/language.ts";
import { MeetingPlace } from "../kit/meeting-place.tsx";
import { filled, saySpan, When } from "../kit/when.tsx";
import type { CalendarLinks } from "./calendar.ts";
import {
  type Chance,
  chanceToCancel,
  chanceToMove,
  isAsked,
  type LinkShown,
  mayAsk,
  type Note,
  type Shown,
  type Standing,
  standingOf,
} from "./rules.ts";
import { ClocksNote } from "../slots/zone.tsx";
import type { ManageWords } from "./words.ts";

/** Somebody with the link to their booking, and what it opens. */
export type Visit = Bearer & { link: LinkShown; booking: Shown; house: House; words: ManageWords };

export const pathOf = (visit: Visit, step = ""): string => keeping(visit, `/manage/${visit.token}${step}`);
/** As much of a visit as it takes to name the meeting, and to put it into a calendar. */
export type Named = Pick<Visit, "booking"> & { words: Pick<ManageWords, "meeting"> };
export type Meeting = Named & Pick<Visit, "link" | "speech" | "token">;

export const titleOf = ({ booking, words }: Named): string => booking.title ?? words.meeting;
export const spanOf = ({ booking }: Pick<Visit, "booking">) => ({
  from: fromWire(booking.starts_at),
  until: fromWire(booking.ends_at),
});

/** "Sunday 22 November 2026, 10:00", in full: it stands in sentences. */
export const sayAt = ({ speech, zone }: Bearer, at: Instant): string =>
  `${sayDate(speech, zone, at)}, ${sayTime(speech, zone, at)}`;

type FrameProps = {
  visit: Visit;
  title: string;
  faults?: readonly FieldFault[];
  /** Whether the page says times that can be read on another clock. */
  timed?: boolean;
  children?: Child;
};

/** A page about the booking: in its company's colours, and with its times on the reader's clock. */
export const Frame = ({ visit, title, faults = [], timed = true, children }: FrameProps) => (
  <BearerPage
    bearer={visit}
    house={visit.house}
    title={title}
    faults={faults}
    at={timed ? fromWire(visit.booking.starts_at) : undefined}
  >
    {children}
  </BearerPage>
);

export type BookingProps = {
  visit: Visit;
  note: Note | undefined;
  faults?: readonly FieldFault[];
  calendar: CalendarLinks | undefined;
};

/** The booking as it is now, and everything that can be done with it. */
export const BookingPage = ({ visit, note, faults = [], calendar }: BookingProps) => {
  const { words, booking, now } = visit;
  const standing = standingOf(booking, now);
  return (
    <Frame visit={visit} title={titleOf(visit)} faults={faults}>
      {note === undefined ? null : (
        <p role="status" class="note">
          {words.said[note]}
        </p>
      )}
      <h1 tabindex={-1} data-focus>
        <bdi>{titleOf(visit)}</bdi>
      </h1>
      <State visit={visit} standing={standing} />
      <Facts visit={visit} standing={standing} />
      <Request visit={visit} />
      <Changes visit={visit} />
      {booking.description === null || !isStill(standing) ? null : (
        <section>
          <h2>{words.prepare}</h2>
          <p class="words" dir="auto">
            {booking.description}
          </p>
        </section>
      )}
      {calendar === undefined ? null : <AddTo visit={visit} calendar={calendar} />}
      <Contact visit={visit} />
    </Frame>
  );
};

/** Nobody prepares for what is off or over. */
const isStill = (standing: Standing): boolean =>
  standing === "pending" || standing === "confirmed" || standing === "now";

const State = ({ visit, standing }: { visit: Visit; standing: Standing }) => {
  const { words, booking, speech } = visit;
  const { tells } = words;
  const moved = booking.rescheduled_count;
  const stands = standing === "pending" || standing === "confirmed";
  const reason = booking.ended?.reason;
  const told = tellOf(visit, standing);
  return (
    <div class="standing">
      <p>
        <strong class={`state state-${standing}`}>{words.status[standing]}</strong>
      </p>
      {told === "" ? null : (
        <p>
          {told}
          {standing === "pending" && booking.decide_by !== null
            ? ` ${filled(tells.decideBy, sayAt(visit, fromWire(booking.decide_by)))}`
            : null}
        </p>
      )}
      {reason === undefined || reason === null ? null : <p>{filled(tells.reason, reason)}</p>}
      {stands && moved > 0 ? <p>{count(speech.language, moved, tells.moved)}</p> : null}
    </div>
  );
};

function tellOf({ words: { tells }, link, booking }: Visit, standing: Standing): string {
  const company = link.company.name;
  switch (standing) {
    case "pending":
      return filled(tells.pending, company);
    case "declined":
      return filled(tells.declined, company);
    case "canceled": {
      const by = booking.ended?.by;
      if (by === "invitee") return tells.canceledByYou;
      return by === "host" || by === "staff" ? filled(tells.canceledByThem, company) : tells.canceled;
    }
    case "no_show":
      return tells.noShow;
    // Who is asked for another time is not told that nothing is left to do.
    case "confirmed":
      return isAsked(booking) ? "" : tells.confirmed;
    default:
      return tells[standing];
  }
}

const Facts = ({ visit, standing }: { visit: Visit; standing: Standing }) => {
  const { words, booking, speech } = visit;
  const isOff = standing === "canceled" || standing === "declined" || standing === "expired";
  return (
    <dl class={isOff ? "gist former" : "gist"}>
      <div>
        <dt>{words.when}</dt>
        <dd>
          <When bearer={visit} at={spanOf(visit)} other={zoneOf(booking.time_zone)} />
          <p class="quiet">{count(speech.language, booking.minutes, words.length)}</p>
          {isOff ? null : (
            <ClocksNote speech={speech} zone={visit.zone} at={fromWire(booking.starts_at)} now={visit.now} />
          )}
        </dd>
      </div>
      <div>
        <dt>{words.where}</dt>
        <dd>
          <Place visit={visit} standing={standing} />
        </dd>
      </div>
      {booking.hosts.length === 0 ? null : (
        <div>
          <dt>{words.withWhom}</dt>
          <dd>
            <ul class="hosts">
              {booking.hosts.map((name) => (
                <li>
                  <bdi>{name}</bdi>
                </li>
              ))}
            </ul>
          </dd>
        </div>
      )}
    </dl>
  );
};

const Place = ({ visit, standing }: { visit: Visit; standing: Standing }) => {
  const { booking, speech, link } = visit;
  const { kind, details } = booking.location;
  const isOpen = standing === "confirmed" || standing === "now";
  return (
    <MeetingPlace
      speech={speech}
      kind={kind}
      name={wordsIn(speech.language).places[kind]}
      details={details}
      company={link.company.name}
      standing={isOpen ? "open" : standing === "pending" ? "pending" : "over"}
    />
  );
};

const Spans = ({ visit, windows }: { visit: Visit; windows: readonly { from: string; until: string }[] }) => (
  <ul>
    {windows.map(({ from, until }) => (
      <li>
        <time datetime={from}>{saySpan(visit, { from: fromWire(from), until: fromWire(until) })}</time>
      </li>
    ))}
  </ul>
);

const Request = ({ visit }: { visit: Visit }) => {
  const { words, booking, link } = visit;
  const { reschedule_request: request } = booking;
  if (request === null) return null;
  const isOurs = request.asked_by === "invitee";
  const { request: said } = words;
  return (
    <section class="card asked">
      <h2>{isOurs ? said.yours : filled(said.theirs, link.company.name)}</h2>
      {request.reason === null ? null : <p>{filled(words.tells.reason, request.reason)}</p>}
      <h3>{isOurs ? said.yourTimes : said.theirTimes}</h3>
      <Spans visit={visit} windows={request.windows} />
      {isOurs ? (
        <>
          <p>{said.wait}</p>
          <form method="post" action={pathOf(visit, "/withdraw")}>
            <input type="hidden" name="request" value={request.id} />
            <button type="submit" class="plain">
              {said.withdraw}
            </button>
          </form>
        </>
      ) : (
        <p class="actions">
          <a class="button" href={pathOf(visit, "/move")}>
            {said.choose}
          </a>
          <a class="button plain" href={pathOf(visit, "/keep")}>
            {said.keep}
          </a>
        </p>
      )}
    </section>
  );
};

/** What the policy says, before anything is pressed. */
export function moveTold(visit: Visit, chance: Chance): string[] {
  const { words, speech } = visit;
  const said = words.change;
  switch (chance.is) {
    case "free": {
      const left = chance.left === null ? [] : [count(speech.language, chance.left, said.movesLeft)];
      return [filled(said.moveUntil, sayAt(visit, chance.until)), ...left];
    }
    case "late":
      return [filled(said.moveTooLate, sayAt(visit, chance.until))];
    case "enough":
      return [count(speech.language, chance.most, said.movedEnough)];
    case "barred":
      return [said.moveNotAllowed];
    case "gone":
      return [];
  }
}

export function cancelTold(visit: Visit, chance: Chance): string {
  const said = visit.words.change;
  if (chance.is === "free") return filled(said.cancelUntil, sayAt(visit, chance.until));
  return chance.is === "late" ? filled(said.cancelTooLate, sayAt(visit, chance.until)) : said.cancelNotAllowed;
}

const Changes = ({ visit }: { visit: Visit }) => {
  const { words, booking, link, now } = visit;
  const said = words.change;
  const [move, cancel] = [chanceToMove(booking, now), chanceToCancel(booking, now)];
  if (move.is === "gone" && cancel.is === "gone") return null;
  const asks = mayAsk(booking, link, now);
  return (
    <section>
      <h2>{said.title}</h2>
      <ul class="paths">
        {/* Whoever is asked for another time has the way to it above. */}
        {isAsked(booking) ? null : (
          <li>
            {move.is === "free" ? (
              <a class="button plain" href={pathOf(visit, "/move")}>
                {said.move}
              </a>
            ) : null}
            <p class="quiet">{moveTold(visit, move).join(" ")}</p>
            {asks ? (
              <p>
                {move.is === "free" ? `${said.askInstead} ` : null}
                <a href={pathOf(visit, "/ask")}>{said.ask}</a>
              </p>
            ) : null}
          </li>
        )}
        <li>
          {cancel.is === "free" ? (
            <a class="button plain alarm" href={pathOf(visit, "/cancel")}>
              {said.cancel}
            </a>
          ) : null}
          <p class="quiet">{cancelTold(visit, cancel)}</p>
        </li>
      </ul>
    </section>
  );
};

const AddTo = ({ visit, calendar }: { visit: Visit; calendar: CalendarLinks }) => (
  <section class="no-print">
    <h2>{visit.words.calendar.title}</h2>
    <ul class="calendars">
      <li>
        <a href={pathOf(visit, "/calendar.ics")}>{visit.words.calendar.file}</a>
      </li>
      {calendar.map(({ name, href }) => (
        <li>
          <a href={href} rel="noreferrer">
            {name}
          </a>
        </li>
      ))}
    </ul>
  </section>
);

const Contact = ({ visit: { words, link } }: { visit: Visit }) =>
  link.company.email === null ? null : (
    <section>
      <h2>{words.contact.title}</h2>
      <p>
        <a href={`mailto:${link.company.email}`}>{filled(words.contact.write, link.company.email)}</a>
      </p>
    </section>
  );
