// When an interview or a booking could be: the shared picker, any other time, and what is asked before it is done.
import type { Child } from "hono/jsx";
import type { Answer } from "#http/client.ts";
import { after, fromWire, minute, toWire } from "#kernel/instant.ts";
import { type Look, look, type Pick, pickIn, rangeOf, type SlotOffer } from "../slots/pick.ts";
import { Picker } from "../slots/picker.tsx";
import { chosenIn, FewTimes } from "../slots/times.tsx";
import { type Fields, type Refused, refused } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field, Once, Tick, typed } from "../kit/forms.tsx";
import { sayTime, sayZone } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { Fold, Press, Room } from "../kit/room.tsx";
import { type Filled, filling, instantTyped } from "../kit/sheet.ts";
import { filled } from "../kit/when.tsx";
import type { ZoneId } from "#time/zones.ts";
import type { getInterviewSlots } from "#hiring/interviews/offer-contract.ts";
import type { getSlots } from "#booking/slots/contract.ts";
import { unread } from "./acts.ts";
import { Clocks, dateOn, type Span } from "./parts.tsx";
import { wordsFor } from "./words.ts";

/** What a time is looked for, for. */
export type Wanted = {
  /** The page that shows the times; forms about them are posted there. */
  path: string;
  /** What it is a time of. */
  of: { href: string; label: string };
  title: string;
  minutes: number | null;
  /** Where it stands now, when it is to be moved. */
  stands: Span | undefined;
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
  const also = theirClock(visit, wanted, found.zone);
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
        ...(also === undefined ? {} : { also }),
      }}
      empty={empty}
    />
  );
};

type OtherProps = { visit: Visit; wanted: Wanted; typed: Filled };

/** What each time is on the other side's clock, where that is another one. */
const theirClock = (visit: Visit, { theirs }: Wanted, zone: ZoneId) =>
  theirs === undefined || theirs === zone
    ? undefined
    : (at: string) => filled(wordsFor(visit).times.theirs, sayTime(visit.speech, theirs, fromWire(at)));

/** Any start, on the grid or not; over the rules too, for whoever may. */
export const OtherTime = ({ visit, wanted, typed: said }: OtherProps) => {
  const form = filling(said, visit.speech);
  const words = wordsFor(visit).times;
  const { zone, now } = visit;
  return (
    <Fold label={words.other} open={form.isWrong("date", "time")}>
      <form method="post" action={wanted.path}>
        <Once nonce={visit.nonce} />
        <p class="quiet">{filled(words.otherHint, sayZone(zone, now))}</p>
        <div class="pair">
          <Field {...form.line("date")} type="date" label={words.date} min={dateOn(zone, now)} />
          <Field {...form.line("time")} type="time" label={words.time} />
        </div>
        {visit.may("limits:override") ? <Tick {...form.tick("force")} label={words.force} /> : null}
        <p class="actions">
          <button type="submit" class="plain">
            {words.take}
          </button>
        </p>
      </form>
    </Fold>
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

/** Over the rules, by whoever may. */
export const isForced = ({ asked }: Visit): { force?: true } =>
  asked.form.get("force") === "yes" ? { force: true } : {};

export const unreadTime = (visit: Visit): Required<Refused> =>
  unread([{ field: "date", sentence: wordsFor(visit).unreadable }]);

/** A page of times as it was left: what was wrong, and what is free instead. */
export type Again = Filled & { nearest?: readonly SlotOffer[] };

export const againOf = (visit: Visit, answer: Refused, fields: Fields): Again => ({
  ...refused(visit, answer, fields),
  nearest: nearestIn(answer.problem),
});

/** The other times that a refusal names. */
const nearestIn = ({ alternatives }: Refused["problem"]): SlotOffer[] => {
  if (!Array.isArray(alternatives)) return [];
  return alternatives.flatMap((one: unknown) =>
    typeof one === "object" && one !== null && "starts_at" in one && typeof one.starts_at === "string"
      ? [{ starts_at: one.starts_at, open: 1 }]
      : [],
  );
};

/** What was not to be had, and the nearest that are: one of them is chosen with one press. */
const Nearest = ({ visit, wanted, offers }: { visit: Visit; wanted: Wanted; offers: readonly SlotOffer[] }) => {
  if (offers.length === 0) return null;
  const words = wordsFor(visit);
  return (
    <form method="post" action={wanted.path} class="nearest">
      <Once nonce={visit.nonce} />
      <FewTimes
        speech={visit.speech}
        zone={visit.zone}
        offers={offers}
        legend={words.times.nearest}
        also={theirClock(visit, wanted, visit.zone)}
      />
      <p class="actions">
        <button type="submit">{wanted.holds ? words.times.hold : words.times.take}</button>
      </p>
    </form>
  );
};

type Asking = { visit: Visit; wanted: Wanted; again: Again };

/** A page on which a time is looked for: of what, what was not to be had, and where it stands now. */
export const timesResponse = ({ visit, wanted, again }: Asking, children: Child): Promise<Response> =>
  deskResponse(
    <Room visit={visit} title={wanted.title} faults={again.faults} back={wanted.of} islands={["booking"]}>
      <Nearest visit={visit} wanted={wanted} offers={again.nearest ?? []} />
      {wanted.stands === undefined ? null : <Clocks visit={visit} at={wanted.stands} theirs={wanted.theirs} />}
      {children}
    </Room>,
    again.status,
  );

type Chosen = {
  start: string;
  hidden: Readonly<Record<string, string>>;
  held?: { until: string; id: string };
  more: Child;
};

/** The last word before anybody is told. */
export function confirmPage(visit: Visit, wanted: Wanted, { start, hidden, held, more }: Chosen): Promise<Response> {
  const words = wordsFor(visit).times;
  const from = fromWire(start);
  const at = { from, until: after(from, (wanted.minutes ?? 30) * minute) };
  const sent = { start, ...hidden, ...(isForced(visit).force ? { force: "yes" } : {}) };
  return deskResponse(
    <Room visit={visit} title={words.confirmTitle}>
      <p>{wanted.title}</p>
      <Clocks visit={visit} at={at} theirs={wanted.theirs} />
      <p class="note">
        {held === undefined ? (
          words.notHeld
        ) : (
          <time datetime={held.until}>
            {filled(words.held, sayTime(visit.speech, visit.zone, fromWire(held.until)))}
          </time>
        )}
      </p>
      <form method="post" action={`${wanted.path}/confirm`} class="sheet">
        <Once nonce={visit.nonce} />
        {Object.entries(sent).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {more}
        <p class="actions">
          <button type="submit">{words.confirm}</button>
          {held === undefined ? <a href={wanted.path}>{words.back}</a> : null}
        </p>
      </form>
      {held === undefined ? null : (
        <Press action={`${wanted.path}/release`} fields={{ hold: held.id }} label={words.letGo} />
      )}
    </Room>,
  );
}
