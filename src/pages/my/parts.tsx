// What the pages of one's own day are put together from.
import type { Child } from "hono/jsx";
import { fromWire, type Instant, toWire } from "#kernel/instant.ts";
import type { ZoneId } from "#time/zones.ts";
import { count, sayMoment, sayNumber, sayTime, sayTimes, type Speech } from "../kit/language.ts";
import { TextArea } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { type BookingSeen, type InterviewSeen, type Item, type LoadSeen, personOf, seatOf } from "./agenda.ts";
import { otherZone, sayElsewhere, sayLength } from "./say.ts";
import { filled, type MyWords, myWords } from "./words.ts";

export const wordsFor = ({ speech }: Pick<Visit, "speech">): MyWords => myWords[speech.language];

/** What people typed, in whichever direction they write. */
export const Typed = ({ text }: { text: string }) => <bdi dir="auto">{text}</bdi>;

export const Prose = ({ text }: { text: string }) => (
  <p class="prose" dir="auto">
    {text}
  </p>
);

export const Times = ({
  speech,
  zone,
  from,
  until,
}: {
  speech: Speech;
  zone: ZoneId;
  from: Instant;
  until: Instant;
}) => (
  <time datetime={toWire(from)} class="my-times">
    {sayTimes(speech, zone, from, until)}
  </time>
);

type Mood = "good" | "alarm" | "plain";

/** A word on the state of something; its colour says nothing that the word does not. */
export const Badge = ({ mood = "plain", children }: { mood?: Mood; children?: Child }) => (
  <span class={`badge mood-${mood}`}>{children}</span>
);

const moods: Readonly<Record<string, Mood>> = {
  confirmed: "good",
  in_progress: "good",
  pending: "alarm",
  held: "alarm",
  no_show: "alarm",
  canceled: "alarm",
  accepted: "good",
  declined: "alarm",
};

export const moodOf = (state: string): Mood => moods[state] ?? "plain";

/** What an item is called where there is room for a few words only. */
export function nameOf(item: Item, words: MyWords): string {
  if (item.kind === "hold") return words.day.held;
  const person = personOf(item)?.name;
  const title = item.kind === "interview" ? item.interview.title : item.booking.event_type?.title;
  return person ?? title ?? words.day.details;
}

/** With what else it collides, each by its name and hour. */
export const Collides = ({ others, visit }: { others: readonly Item[]; visit: Visit }) => {
  const { speech, zone } = visit;
  const words = wordsFor(visit);
  if (others.length === 0) return null;
  const named = others.map((other) => `${nameOf(other, words)} (${sayTime(speech, zone, other.from)})`);
  return <Badge mood="alarm">{filled(words.day.overlaps, { what: named.join(", ") })}</Badge>;
};

type Where = { kind: keyof MyWords["place"]; details: string | null; phone: string | null };

/** Where it takes place: what the booking says, else what was said of the interview itself. */
export function whereOf(interview: InterviewSeen | undefined, booking: BookingSeen | undefined): Where {
  const details = interview?.location ?? booking?.location.details ?? null;
  const kind = booking?.location.kind ?? interview?.mode ?? "video";
  return { kind, details, phone: booking?.invitee?.phone ?? null };
}

const isAddress = (text: string): boolean => /^https:\/\/\S+$/.test(text);

export const Place = ({ where, words }: { where: Where; words: MyWords }) => {
  const { kind, details, phone } = where;
  const calls = (kind === "phone" || kind === "ask_candidate") && phone !== null;
  return (
    <p class="my-place">
      {words.place[kind]}
      {details === null || isAddress(details) ? null : (
        <>
          {": "}
          <Typed text={details} />
        </>
      )}{" "}
      {details !== null && isAddress(details) ? (
        <a class="button no-print" href={details} rel="noreferrer">
          {words.place.join}
        </a>
      ) : null}
      {details !== null && isAddress(details) ? <span class="print-only my-address">{details}</span> : null}
      {calls ? (
        <a href={`tel:${phone}`} dir="ltr">
          {filled(words.place.call, { number: phone })}
        </a>
      ) : null}
    </p>
  );
};

/** The other side's clock, where it shows another time. */
export const TheirTime = ({ item, visit }: { item: Item; visit: Visit }) => {
  const person = personOf(item);
  const zone = otherZone(visit.zone, person?.zone, item.from);
  if (person === undefined || zone === undefined) return null;
  const time = sayElsewhere(visit.speech, visit.zone, zone, item.from);
  return <p class="quiet my-theirs">{filled(wordsFor(visit).day.theirTime, { time, who: person.name })}</p>;
};

const respondable: ReadonlySet<string> = new Set(["pending_schedule", "held", "confirmed"]);

type RsvpProps = { interview: InterviewSeen; visit: Visit; back: string; what: string };

/** Whether one comes: what was said, and the way to say something else. */
export const Rsvp = ({ interview, visit, back, what }: RsvpProps) => {
  const words = wordsFor(visit);
  const seat = seatOf(interview, visit.member);
  if (seat === undefined) return null;
  const open = respondable.has(interview.status) && visit.may("interviews:write_own");
  if (!open && seat.rsvp === "needs_action") return null;
  const said = <Badge mood={moodOf(seat.rsvp)}>{words.rsvp[seat.rsvp]}</Badge>;
  if (!open) return <p class="my-rsvp">{said}</p>;
  const forms = <RsvpForms interview={interview} words={words} back={back} what={what} now={seat.rsvp} />;
  return (
    <div class="my-rsvp">
      {said}
      {seat.rsvp === "needs_action" ? (
        forms
      ) : (
        <details class="no-print">
          <summary>
            {words.rsvp.change}
            <span class="unseen">{`: ${what}`}</span>
          </summary>
          {forms}
        </details>
      )}
    </div>
  );
};

type RsvpFormsProps = { interview: InterviewSeen; words: MyWords; back: string; what: string; now: string };

const RsvpForms = ({ interview: { id }, words: { rsvp }, back, what, now }: RsvpFormsProps) => {
  const path = `/my/interviews/${id}/respond`;
  const of = (act: string) => filled(rsvp.of, { act, what });
  const answer = (value: "accepted" | "tentative", label: string) =>
    now === value ? null : (
      <button
        type="submit"
        name="answer"
        value={value}
        class={value === "accepted" ? "" : "plain"}
        aria-label={of(label)}
      >
        {label}
      </button>
    );
  return (
    <>
      <form method="post" action={path} class="actions">
        <input type="hidden" name="back" value={back} />
        {answer("accepted", rsvp.accept)}
        {answer("tentative", rsvp.maybe)}
      </form>
      {now === "declined" ? null : (
        <details class="no-print">
          <summary aria-label={of(rsvp.decline)}>{rsvp.decline}</summary>
          <form method="post" action={path}>
            <input type="hidden" name="back" value={back} />
            <TextArea
              name={`reason-${id}`}
              label={rsvp.declineWhy}
              hint={rsvp.declineHint}
              optional
              rows={2}
              maxlength={1000}
            />
            <button type="submit" name="answer" value="declined" class="alarm">
              {rsvp.sendDecline}
            </button>
          </form>
        </details>
      )}
    </>
  );
};

type MeterProps = { label: string; period: LoadSeen["day"]; visit: Visit };

/** How much of a day or week is taken: by every limit there is in words, and as a bar by the one that is nearer. */
const Meter = ({ label, period, visit }: MeterProps) => {
  const { speech } = visit;
  const { load } = wordsFor(visit);
  const { meetings, minutes, limit, full } = period;
  const inShort = (value: number) => sayLength(speech, value * 60_000, "short");
  const limits = [
    {
      used: meetings,
      most: limit.count,
      say: [sayNumber(speech, meetings), (most: number) => count(speech.language, most, load.meetings)],
    },
    { used: minutes, most: limit.minutes, say: [inShort(minutes), inShort] },
  ] as const;
  const kept = limits.flatMap(({ used, most, say: [now, all] }) =>
    most === null
      ? []
      : [{ used, most: Math.max(1, most), text: filled(load.ofLimit, { used: now, limit: all(most) }) }],
  );
  const nearest = kept.toSorted((one, other) => other.used / other.most - one.used / one.most)[0];
  const text =
    nearest === undefined
      ? filled(load.noLimit, { used: count(speech.language, meetings, load.meetings) })
      : kept.map((one) => one.text).join(" · ");
  return (
    <div class="my-load">
      <p>
        <span class="quiet">{label}</span> <strong>{text}</strong>{" "}
        {full ? <Badge mood="alarm">{load.full}</Badge> : null}
      </p>
      {nearest === undefined ? null : (
        <meter
          min={0}
          max={nearest.most}
          high={nearest.most - 0.5}
          optimum={0}
          value={Math.min(nearest.used, nearest.most)}
        >
          {text}
        </meter>
      )}
    </div>
  );
};

type LoadProps = { load: LoadSeen | undefined; visit: Visit; days: 1 | 7 };

/** How full it is: of a day with its week, or of a week. */
export const Load = ({ load, visit, days }: LoadProps) => {
  if (load === undefined) return null;
  const { speech, zone, now } = visit;
  const words = wordsFor(visit).load;
  const paused = load.paused_until === null ? now : fromWire(load.paused_until);
  return (
    <section class="my-loads" aria-label={words.title}>
      {days === 1 ? <Meter label={words.day} period={load.day} visit={visit} /> : null}
      <Meter label={words.week} period={load.week} visit={visit} />
      {paused <= now ? null : <p class="warning">{filled(words.paused, { when: sayMoment(speech, zone, paused) })}</p>}
    </section>
  );
};
