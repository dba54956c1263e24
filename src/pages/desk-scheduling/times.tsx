// When an interview or a booking could be: the shared picker, any other time, and what is asked before it is done.
import type { Child } from "hono/jsx";
import type { Answer, ProblemBody } from "#http/client.ts";
import { after, fromWire, minute, toWire } from "#kernel/instant.ts";
import { type Look, look, type Pick, pickIn, rangeOf, type SlotOffer } from "../slots/pick.ts";
import { Picker } from "../slots/picker.tsx";
import { chosenIn, FewTimes } from "../slots/times.tsx";
import { deskResponse } from "../kit/desk.tsx";
import { Room } from "./room.tsx";
import { Faults, faultyTitle, Field, type FieldFault, Once, Tick, typed } from "../kit/forms.tsx";
import { sayTime, sayZone } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { filled } from "../kit/when.tsx";
import type { ZoneId } from "#time/zones.ts";
import type { getInterviewSlots } from "#hiring/interviews/offer-contract.ts";
import type { getSlots } from "#booking/slots/contract.ts";
import { Clocks, dateOn, instantTyped, type Span } from "./parts.tsx";
import { wordsFor } from "./words.ts";

/** What a time is looked for, for. */
export type Wanted = {
  /** The page that shows the times; forms about them are posted there. */
  path: string;
  title: string;
  minutes: number | null;
  theirs: ZoneId | undefined;
  /** Held as soon as it is chosen, so that nobody takes it while it is confirmed. */
  holds: boolean;
};

type Ask = (range: {
  starts_after: string;
  starts_before: string;
}) => Promise<Answer<typeof getInterviewSlots> | Answer<typeof getSlots>>;

export type Found = { pick: Pick; look: Look; zone: ZoneId };

/** The month that is looked at, and what is free in it. */
export async function timesIn(visit: Visit, ask: Ask): Promise<Found> {
  const read = pickIn({ url: visit.asked.url, now: visit.now, guessedZone: visit.zone, keep: ["by"] });
  const zone = read.chosen ?? visit.zone;
  const pick: Pick = { ...read, chosen: zone };
  const offersIn = async (range: { starts_after: string; starts_before: string }): Promise<readonly SlotOffer[]> =>
    (await need<typeof getSlots | typeof getInterviewSlots>(ask(range))).offers.flatMap(({ slots }) => slots);
  const range = rangeOf(pick);
  const offers = range === undefined ? [] : await offersIn(range);
  return { pick, zone, look: await look(pick, zone, offers, offersIn) };
}

export const TimePicker = ({
  visit,
  wanted,
  found,
  empty,
}: {
  visit: Visit;
  wanted: Wanted;
  found: Found;
  empty?: Child;
}) => {
  const words = wordsFor(visit);
  const { theirs } = wanted;
  const also =
    theirs === undefined || theirs === found.zone
      ? {}
      : { also: (at: string) => filled(words.times.theirs, sayTime(visit.speech, theirs, fromWire(at))) };
  return (
    <Picker
      speech={visit.speech}
      pick={found.pick}
      look={found.look}
      zone={found.zone}
      form={{
        action: wanted.path,
        hidden: [["once", visit.nonce]],
        submit: wanted.holds ? words.times.hold : words.times.take,
        ...also,
      }}
      empty={empty}
    />
  );
};

/** Any start, on the grid or not; over the rules too, for whoever may. */
export const OtherTime = ({
  visit,
  wanted,
  form,
  faults,
}: {
  visit: Visit;
  wanted: Wanted;
  form?: URLSearchParams | undefined;
  faults: readonly FieldFault[];
}) => {
  const words = wordsFor(visit);
  const { speech, zone, now } = visit;
  return (
    <details class="fold" open={form?.has("date") === true}>
      <summary>{words.times.other}</summary>
      <form method="post" action={wanted.path} class="fold-body">
        <Once nonce={visit.nonce} />
        <p class="quiet">{filled(words.times.otherHint, sayZone(zone, now))}</p>
        <div class="pair">
          <Field
            name="date"
            type="date"
            label={words.times.date}
            min={dateOn(zone, now)}
            value={form?.get("date") ?? ""}
            faults={faults}
            speech={speech}
          />
          <Field
            name="time"
            type="time"
            label={words.times.time}
            value={form?.get("time") ?? ""}
            faults={faults}
            speech={speech}
          />
        </div>
        {visit.may("limits:override") ? (
          <Tick name="force" label={words.times.force} checked={form?.get("force") === "yes"} />
        ) : null}
        <p class="actions">
          <button type="submit" class="plain">
            {words.times.take}
          </button>
        </p>
      </form>
    </details>
  );
};

/** The start that a form of these pages has sent: one of those that were shown, or any other. */
export function startIn(visit: Visit): string | undefined {
  const { form } = visit.asked;
  const chosen = chosenIn(form);
  if (chosen !== undefined) return chosen.startsAt;
  const said = instantTyped(typed(form, "date") ?? "", typed(form, "time") ?? "", visit.zone);
  return said === undefined ? undefined : toWire(said);
}

/** The other times that a refusal names. */
export const nearestIn = (problem: ProblemBody): SlotOffer[] => {
  const { alternatives } = problem;
  if (!Array.isArray(alternatives)) return [];
  return alternatives.flatMap((one: unknown) =>
    typeof one === "object" && one !== null && "starts_at" in one && typeof one.starts_at === "string"
      ? [{ starts_at: one.starts_at, open: 1 }]
      : [],
  );
};

/** What was not to be had, and the nearest that are: one of them is chosen with one press. */
export const Nearest = ({ visit, wanted, offers }: { visit: Visit; wanted: Wanted; offers: readonly SlotOffer[] }) => {
  if (offers.length === 0) return null;
  const words = wordsFor(visit);
  return (
    <form method="post" action={wanted.path} class="nearest">
      <Once nonce={visit.nonce} />
      <FewTimes speech={visit.speech} zone={visit.zone} offers={offers} legend={words.times.nearest} />
      <p class="actions">
        <button type="submit">{wanted.holds ? words.times.hold : words.times.take}</button>
      </p>
    </form>
  );
};

export const spanFrom = (start: string, minutes: number | null): Span => {
  const from = fromWire(start);
  return { from, until: after(from, (minutes ?? 30) * minute) };
};

/** The last word before anybody is told. */
export function confirmPage(
  visit: Visit,
  wanted: Wanted,
  said: {
    start: string;
    hidden: readonly (readonly [string, string])[];
    held?: { until: string; id: string } | undefined;
    more?: Child;
    faults?: readonly FieldFault[];
    status?: number | undefined;
  },
): Promise<Response> {
  const words = wordsFor(visit);
  const { speech, zone } = visit;
  const { held, faults = [] } = said;
  return deskResponse(
    <Room visit={visit} title={faultyTitle(words.times.confirmTitle, faults, speech)}>
      <h1>{words.times.confirmTitle}</h1>
      <p>{wanted.title}</p>
      <Faults faults={faults} speech={speech} />
      <Clocks visit={visit} at={spanFrom(said.start, wanted.minutes)} theirs={wanted.theirs} />
      <p class="note">
        {held === undefined ? (
          words.times.notHeld
        ) : (
          <time datetime={held.until}>{filled(words.times.held, sayTime(speech, zone, fromWire(held.until)))}</time>
        )}
      </p>
      <form method="post" action={`${wanted.path}/confirm`} class="sheet">
        <Once nonce={visit.nonce} />
        <input type="hidden" name="start" value={said.start} />
        {said.hidden.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {said.more}
        <p class="actions">
          <button type="submit">{words.times.confirm}</button>
          {held === undefined ? <a href={wanted.path}>{words.times.back}</a> : null}
        </p>
      </form>
      {held === undefined ? null : (
        <form method="post" action={`${wanted.path}/release`}>
          <input type="hidden" name="hold" value={held.id} />
          <button type="submit" class="plain">
            {words.times.letGo}
          </button>
        </form>
      )}
    </Room>,
    said.status,
  );
}
