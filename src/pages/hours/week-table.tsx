import type { Instant } from "#kernel/instant.ts";
import { asDay, type Day, type Weekday } from "#time/dates.ts";
import type { WeeklyRange } from "#time/hours.ts";
import type { FieldFault } from "../kit/forms.tsx";
import { Select, Version } from "../kit/forms.tsx";
import { sayWeekday, type Speech } from "../kit/language.ts";
import { SaveFirst } from "./frame.tsx";
import type { Hours } from "./owner.ts";
import { barsOf, readable, type Row, weekdays } from "./week.ts";
import { ZoneSelect } from "./zones.tsx";

/** Any date that falls on it: 1970 began on a Thursday. */
const someDay = (weekday: number): Day => asDay(3 + weekday);

export const sayDayOfWeek = (speech: Speech, weekday: number): string => sayWeekday(speech, someDay(weekday));

/** The days of the week, as the reader's weeks begin. */
export const inReadersOrder = ({ firstDay }: Speech): Weekday[] =>
  weekdays.toSorted((one, other) => ((one - firstDay + 7) % 7) - ((other - firstDay + 7) % 7));

export type WeekFormProps = {
  hours: Hours;
  schedule: { id: string; version: number };
  rows: readonly Row[];
  zone: string;
  event: string | undefined;
  faults: readonly FieldFault[];
  now: Instant;
};

/** The week as a table of fields: all of it can be done with a keyboard, and without scripts. */
export const WeekForm = ({ hours, schedule, rows, zone, event, faults, now }: WeekFormProps) => {
  const { visit, words, base } = hours;
  const { speech } = visit;
  const weekly = readable(rows);
  return (
    <form method="post" action={`${base}/schedules/${schedule.id}/week`} class="h-week" data-week="">
      <SaveFirst />
      <Version version={schedule.version} />
      {event === undefined ? null : <input type="hidden" name="event" value={event} />}
      <table>
        <caption>{words.week.caption}</caption>
        <thead class="unseen">
          <tr>
            <th scope="col">{words.week.day}</th>
            <th scope="col">{words.week.ranges}</th>
          </tr>
        </thead>
        <tbody data-part="rows">
          {inReadersOrder(speech).map((weekday) => (
            <DayRow hours={hours} weekday={weekday} rows={rows} faults={faults} weekly={weekly} />
          ))}
        </tbody>
      </table>
      <details class="h-copy">
        <summary>{words.week.copy}</summary>
        <Select
          name="copy-from"
          label={words.week.copyFrom}
          value={String(speech.firstDay)}
          choices={inReadersOrder(speech).map((one) => ({ value: String(one), label: sayDayOfWeek(speech, one) }))}
        />
        <fieldset class="choices h-across">
          <legend>{words.week.copyTo}</legend>
          {inReadersOrder(speech).map((one) => (
            <label class="choice">
              <input type="checkbox" name="copy-to" value={String(one)} />
              <span>{sayDayOfWeek(speech, one)}</span>
            </label>
          ))}
        </fieldset>
        <button type="submit" name="do" value="copy" class="plain" formnovalidate>
          {words.week.copyDo}
        </button>
      </details>
      <ZoneSelect
        name="time_zone"
        label={words.week.zone}
        hint={words.week.zoneHint}
        value={zone}
        speech={speech}
        now={now}
        faults={faults}
      />
      <p class="quiet" data-unsaved="" hidden>
        {words.week.unsaved}
      </p>
      <p class="actions">
        <button type="submit" name="do" value="save">
          {words.week.save}
        </button>
        <button type="submit" name="do" value="look" class="plain">
          {words.week.look}
        </button>
      </p>
    </form>
  );
};

type DayProps = {
  hours: Hours;
  weekday: Weekday;
  rows: readonly Row[];
  faults: readonly FieldFault[];
  weekly: readonly WeeklyRange[];
};

const DayRow = ({ hours: { visit, words }, weekday, rows, faults, weekly }: DayProps) => {
  const day = sayDayOfWeek(visit.speech, weekday);
  const own = rows.filter((row) => row.weekday === weekday);
  return (
    <tr data-day={String(weekday)}>
      <th scope="row">{day}</th>
      <td>
        <div class="h-day">
          <DayBar weekday={weekday} weekly={weekly} />
          <p class="quiet h-closed" data-closed="" hidden={own.length > 0}>
            {words.week.closed}
          </p>
          <ol class="h-ranges">
            {own.map((row, place) => (
              <Range {...{ words, day, faults, row, place: String(place) }} />
            ))}
          </ol>
          <template>
            <Range words={words} day={day} faults={[]} row={{ weekday, from: "", until: "" }} place="#" />
          </template>
          <button
            type="submit"
            name="do"
            value={`add-${weekday}`}
            class="plain h-small"
            aria-label={words.week.addOn(day)}
            data-add=""
            formnovalidate
          >
            <span aria-hidden="true">+</span> {words.week.add}
          </button>
        </div>
      </td>
    </tr>
  );
};

type RangeProps = {
  words: Hours["words"];
  day: string;
  faults: readonly FieldFault[];
  row: Row;
  /** `#` in the model from which scripts make lines. */
  place: string;
};

const Range = ({ words, day, faults, row, place }: RangeProps) => {
  const name = `w${row.weekday}-${place}`;
  const common = { words, day, faults };
  return (
    <li>
      <TimeField {...common} name={`${name}-from`} value={row.from} />
      <span aria-hidden="true">–</span>
      <TimeField {...common} name={`${name}-until`} value={row.until} />
      <button
        type="submit"
        name="do"
        value={`remove-${row.weekday}-${place}`}
        class="plain h-small"
        aria-label={words.week.removeFrom(day, place === "#" ? place : String(Number(place) + 1))}
        formnovalidate
      >
        <span aria-hidden="true">×</span>
      </button>
      <RangeFault name={name} faults={faults} />
    </li>
  );
};

const TimeField = ({
  words,
  day,
  name,
  value,
  faults,
}: {
  words: Hours["words"];
  day: string;
  name: string;
  value: string;
  faults: readonly FieldFault[];
}) => {
  const range = name.replace(/-(?:from|until)$/, "");
  const isWrong = faults.some(({ field }) => field === name || (field === range && name.endsWith("-from")));
  return (
    <input
      // A fault of the whole range leads to where it begins.
      id={name}
      name={name}
      type="time"
      value={value}
      aria-label={name.endsWith("-from") ? words.week.fromOn(day) : words.week.untilOn(day)}
      {...(isWrong ? { "aria-invalid": "true" as const, "aria-describedby": `${range}-fault` } : {})}
    />
  );
};

const RangeFault = ({ name, faults }: { name: string; faults: readonly FieldFault[] }) => {
  const fault = faults.find(({ field }) => field === name || field.startsWith(`${name}-`));
  return fault === undefined ? null : (
    <span class="fault" id={`${name}-fault`}>
      {fault.sentence}
    </span>
  );
};

/** The day at a glance, from midnight to midnight. The table says the same in words. */
const DayBar = ({ weekday, weekly }: { weekday: Weekday; weekly: readonly WeeklyRange[] }) => (
  <svg class="h-bar" viewBox="0 0 1440 24" preserveAspectRatio="none" aria-hidden="true" data-bar={String(weekday)}>
    {[360, 720, 1_080].map((at) => (
      <line x1={String(at)} x2={String(at)} y1="0" y2="24" />
    ))}
    {barsOf(weekly, weekday).map(([from, until]) => (
      <rect x={String(from)} y="0" width={String(until - from)} height="24" />
    ))}
  </svg>
);
