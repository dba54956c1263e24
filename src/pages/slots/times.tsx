import type { Child } from "hono/jsx";
import { fromWire, type Instant } from "#kernel/instant.ts";
import { count, dayIn, sayDay, sayMonth, sayOffset, sayTime, type Speech } from "#pages/kit/language.ts";
import { addMonths, printDate, timeOfLocal } from "#time/dates.ts";
import { localMinutes, type ZoneId } from "#time/zones.ts";
import type { Look, Pick, SlotOffer } from "./pick.ts";
import { Step, Typed } from "./step.tsx";
import { slotWords } from "./words.ts";

export type Hidden = readonly (readonly [string, string])[];

/** Where the chosen time goes. */
export type TimesForm = {
  action: string;
  /** What goes along unseen. */
  hidden?: Hidden;
  submit: string;
  /** Stands below the times, before the button. */
  below?: Child;
  /** Which start is chosen already. */
  chosen?: string | undefined;
  /** Seats are worth a word only where there are several. */
  seats?: boolean;
  /** What else is said of a start: the same on somebody else's wall. */
  also?: (startsAt: string) => string;
};

/** The field that carries the chosen start: the instant, then its token where there is one. */
export const chosenName = "slot";

export type Chosen = { startsAt: string; token: string | undefined };

/** The start that a form of ours has sent. */
export function chosenIn(form: URLSearchParams): Chosen | undefined {
  const [startsAt = "", token] = (form.get(chosenName) ?? "").split(" ");
  return Number.isNaN(Date.parse(startsAt)) ? undefined : { startsAt, token };
}

type Props = { speech: Speech; pick: Pick; look: Look; zone: ZoneId; form: TimesForm; empty?: Child };

/** The times of the chosen day in one radio group, by part of the day; or the way to the next day that has any. */
export const Times = ({ speech, pick, look, zone, form, empty }: Props) => {
  const { day, days, month, next } = look;
  const offers = day === undefined ? undefined : days.get(day);
  const words = slotWords[speech.language];
  if (day === undefined || offers === undefined) {
    const isInMonth = [...days.keys()].some((one) => one >= month && one < addMonths(month, 1));
    const missed =
      day !== undefined && isInMonth
        ? words.emptyDay(sayDay(speech, day))
        : next === undefined
          ? words.nothing
          : words.emptyMonth(sayMonth(speech, month));
    return (
      <div class="nothing">
        <h2 id="times" tabindex={-1} data-focus>
          {missed}
        </h2>
        {next === undefined ? (
          <p>{words.nothingText}</p>
        ) : (
          <>
            <p>{words.nextIs(sayDay(speech, next))}</p>
            <p>
              <Step pick={pick} to={{ date: printDate(next) }} at="times" class="button">
                {words.goTo(sayDay(speech, next))}
              </Step>
            </p>
          </>
        )}
        {empty}
      </div>
    );
  }
  return (
    <form method="post" action={form.action} class="times" data-swap="main">
      {form.hidden?.map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <Typed pick={pick} />
      <h2 id="times" tabindex={-1} data-focus>
        {sayDay(speech, day)}
      </h2>
      <TimeChoice speech={speech} zone={zone} offers={offers} form={form} />
      {form.below}
      <p class="go">
        <button type="submit">{form.submit}</button>
      </p>
    </form>
  );
};

/** What a reader of screens is told when the times have been replaced. */
export function saidOf(speech: Speech, { day, days, month, next }: Look): string {
  const words = slotWords[speech.language];
  const free = day === undefined ? 0 : (days.get(day)?.length ?? 0);
  if (day !== undefined && free > 0) return `${sayDay(speech, day)}: ${count(speech.language, free, words.times)}`;
  return next === undefined ? words.nothing : words.emptyMonth(sayMonth(speech, month));
}

type Part = "night" | "morning" | "afternoon" | "evening";

function partOf(zone: ZoneId, at: Instant): Part {
  const hour = timeOfLocal(localMinutes(zone, at)) / 60;
  if (hour < 5) return "night";
  if (hour < 12) return "morning";
  return hour < 17 ? "afternoon" : "evening";
}

/** One radio group: one stop of the Tab key, the arrows go through all parts of the day. */
const TimeChoice = (props: Choosing) => {
  const { speech, zone, offers } = props;
  const words = slotWords[speech.language];
  const parts = (["night", "morning", "afternoon", "evening"] as const)
    .map((part) => ({ part, own: offers.filter(({ starts_at }) => partOf(zone, fromWire(starts_at)) === part) }))
    .filter(({ own }) => own.length > 0);
  const sayOne = timeWords(speech, zone, offers);
  return (
    <fieldset class="slots">
      <legend>{words.chooseTime}</legend>
      {parts.map(({ part, own }) => (
        <div class="part">
          <h3>{words[part]}</h3>
          <ul>
            {own.map((offer) => (
              <li>
                <OneTime {...props} offer={offer} says={sayOne(offer)} />
              </li>
            ))}
          </ul>
        </div>
      ))}
    </fieldset>
  );
};

type Choosing = { speech: Speech; zone: ZoneId; offers: readonly SlotOffer[]; form: TimesForm };

const OneTime = ({ speech, offer, form, says }: Choosing & { offer: SlotOffer; says: string }) => {
  const { starts_at, slot_token, open } = offer;
  const seats = form.seats === true ? count(speech.language, open, slotWords[speech.language].seats) : undefined;
  return (
    <label class="time">
      <input
        type="radio"
        name={chosenName}
        value={slot_token === undefined ? starts_at : `${starts_at} ${slot_token}`}
        required
        checked={form.chosen === starts_at}
      />
      <time datetime={starts_at}>{says}</time>
      {seats === undefined ? null : <span class="quiet">{seats}</span>}
      {form.also === undefined ? null : <span class="quiet">{form.also(starts_at)}</span>}
    </label>
  );
};

/** A wall that shows an hour twice in a night says which of the two is meant. */
function timeWords(speech: Speech, zone: ZoneId, offers: readonly SlotOffer[]): (offer: SlotOffer) => string {
  const wall = (at: Instant) => localMinutes(zone, at);
  const twice = new Set<number>();
  const seen = new Set<number>();
  for (const { starts_at } of offers) {
    const shown = wall(fromWire(starts_at));
    if (seen.has(shown)) twice.add(shown);
    seen.add(shown);
  }
  return ({ starts_at }) => {
    const at = fromWire(starts_at);
    const text = sayTime(speech, zone, at);
    return twice.has(wall(at)) ? `${text} (${sayOffset(zone, at)})` : text;
  };
}

/** A few starts on different days, to be chosen from as well: the nearest to one that is gone. */
type Few = Omit<Choosing, "form"> & {
  legend: string;
  /** What else is said of each: another clock. */
  also?: ((at: string) => string) | undefined;
};

export const FewTimes = ({ speech, zone, offers, legend, also }: Few) => (
  <fieldset class="slots few">
    <legend>{legend}</legend>
    <ul>
      {offers.map(({ starts_at, slot_token }, at) => {
        const start = fromWire(starts_at);
        const day = dayIn(zone, start);
        return (
          <li>
            <label class="time">
              <input
                type="radio"
                name={chosenName}
                value={slot_token === undefined ? starts_at : `${starts_at} ${slot_token}`}
                required
                checked={at === 0}
              />
              <time datetime={starts_at}>
                {sayDay(speech, day)}, {sayTime(speech, zone, start)}
              </time>
              {also === undefined ? null : <span class="quiet"> {also(starts_at)}</span>}
            </label>
          </li>
        );
      })}
    </ul>
  </fieldset>
);
