import type * as z from "zod";
import {
  createOverride,
  deleteOverride,
  getOverride,
  listOverrides,
  type Override as OverrideWire,
  replaceOverride,
} from "#availability/overrides/contract.ts";
import { listSchedules } from "#availability/schedules/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { parseDate, parseTime, printDate } from "#time/dates.ts";
import { deskResponse } from "../kit/desk.tsx";
import { ifMatchIn, onceIn, typed } from "../kit/forms.tsx";
import { dayIn, sayDay } from "../kit/language.ts";
import { need } from "../kit/problem.tsx";
import { type Filled, type Sheet, sheetOf } from "../kit/sheet.ts";
import { AsTyped, type Dated, Entry } from "./dated.tsx";
import { DateForm, type Named, wordsIn } from "./dates-form.tsx";
import { Frame } from "./frame.tsx";
import { type Hours, ownOf, thingIn } from "./owner.ts";
import { BesidePreview, previewOf } from "./preview.tsx";
import { sayClock } from "./say.ts";

type Override = z.output<typeof OverrideWire>;

export const showDates = (hours: Hours): Promise<PageAnswer> => datesPage(hours);

async function datesPage(hours: Hours, again: Filled = { sheet: new URLSearchParams() }): Promise<Response> {
  const { visit, member, words, zone } = hours;
  const today = printDate(dayIn(zone, visit.now));
  const [{ data }, schedules, preview] = await Promise.all([
    need(
      visit.api.call(listOverrides, {
        query: { member_id: member, on_or_after: today },
        page: { limit: 100, order: "first_date.asc" },
      }),
    ),
    schedulesOf(hours),
    previewOf(hours),
  ]);
  return deskResponse(
    <Frame hours={hours} tab="dates" faults={again.faults ?? []}>
      <BesidePreview hours={hours} preview={preview} path="/dates">
        <p>{words.dates.lead}</p>
        {data.length === 0 ? (
          <p class="quiet">{words.dates.none}</p>
        ) : (
          <ul class="h-entries">
            {data.map((one) => (
              <DateEntry hours={hours} override={one} schedules={schedules} />
            ))}
          </ul>
        )}
        <section aria-labelledby="add">
          <h2 id="add">{words.dates.add}</h2>
          <DateForm hours={hours} schedules={schedules} filled={again} />
        </section>
      </BesidePreview>
    </Frame>,
    again.status,
  );
}

const schedulesOf = async ({ visit, member }: Hours): Promise<Named[]> =>
  (await need(visit.api.call(listSchedules, { query: { member_id: member }, page: { limit: 100 } }))).data;

function sayDates({ visit }: Hours, { first_date, last_date }: Pick<Override, "first_date" | "last_date">): string {
  const days = [...new Set([first_date, last_date])].map((text) => parseDate(text));
  return days.map((one) => (one === undefined ? "" : sayDay(visit.speech, one))).join(" – ");
}

function sayRanges({ visit, words }: Hours, { ranges }: Pick<Override, "ranges">): string {
  const clock = (text: string) => sayClock(visit.speech, parseTime(text) ?? 0);
  return ranges.length === 0
    ? words.dates.closed
    : ranges.map(({ start, end }) => `${clock(start)} – ${clock(end)}`).join(", ");
}

type EntryProps = { hours: Hours; override: Override; schedules: readonly Named[] };

const DateEntry = ({ hours, override, schedules }: EntryProps) => {
  const name = sayDates(hours, override);
  const only = schedules.find(({ id }) => id === override.schedule_id);
  return (
    <Entry
      hours={hours}
      path={`/dates/${override.id}`}
      when={
        <h2>
          <time datetime={override.first_date}>{name}</time>
        </h2>
      }
      name={name}
      version={override.version}
    >
      <p>
        {sayRanges(hours, override)}
        {only === undefined ? null : (
          <span class="quiet" dir="auto">
            {" "}
            · {only.name}
          </span>
        )}
      </p>
      <AsTyped text={override.reason} />
    </Entry>
  );
};

const sheetOfDate = ({ first_date, last_date, kind, ranges, reason }: Override): Sheet =>
  sheetOf({
    first_date,
    last_date: last_date === first_date ? null : last_date,
    kind,
    reason,
    ...Object.fromEntries(
      ranges.flatMap(({ start, end }, place) => [
        [`r${place}-from`, start],
        [`r${place}-until`, end === "24:00" ? "00:00" : end],
      ]),
    ),
  });

const wordsOf = ({ first_date, last_date, kind, ranges, reason = null, metadata }: Override) => ({
  first_date,
  last_date,
  kind,
  ranges,
  reason,
  metadata,
});

export const dates: Dated<Override, ReturnType<typeof wordsIn>["body"]> = {
  path: "/dates",
  tab: "dates",
  list: datesPage,
  find: async (hours) => ownOf(hours, await need(hours.visit.api.call(getOverride, { param: { id: thingIn(hours) } }))),
  say: sayDates,
  Form: (props) => <DateForm {...props} schedules={[]} />,
  sheetOf: (_, kept) => sheetOfDate(kept),
  read: (_, form) => wordsIn(form),
  wordsOf,
  placeOf: ({ schedule_id }) => ({ schedule_id }),
  differences: (hours, theirs, yours) => {
    const { tabs, dates: words, reason } = hours.words;
    const { first_date, last_date = first_date } = yours;
    return [
      { label: tabs.dates, theirs: sayDates(hours, theirs), yours: sayDates(hours, { first_date, last_date }) },
      { label: words.ranges, theirs: sayRanges(hours, theirs), yours: sayRanges(hours, yours) },
      { label: reason, theirs: theirs.reason ?? "", yours: yours.reason ?? "" },
    ];
  },
  make: ({ visit, member }, body) => {
    const { form } = visit.asked;
    return visit.api.call(createOverride, {
      body: { member_id: member, schedule_id: typed(form, "schedule_id") ?? null, ...body },
      headers: onceIn(form),
    });
  },
  change: ({ visit }, { id, metadata }, body) =>
    visit.api.call(replaceOverride, {
      param: { id },
      body: { ...body, metadata },
      headers: ifMatchIn(visit.asked.form),
    }),
  end: ({ visit }, { id }) => visit.api.call(deleteOverride, { param: { id }, headers: ifMatchIn(visit.asked.form) }),
  undo: { made: "deleteOverride", changed: "replaceOverride", ended: "createOverride" },
};
