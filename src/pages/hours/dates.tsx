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
import { type FieldFault, ifMatchIn, onceIn, typed, Version } from "../kit/forms.tsx";
import { dayIn, sayDay } from "../kit/language.ts";
import { need } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { Clash } from "./clash.tsx";
import { DateForm, type Named, wordsIn } from "./dates-form.tsx";
import { Frame, framed, refusedAs } from "./frame.tsx";
import { type Hours, ownOf, thingIn } from "./owner.ts";
import { BesidePreview, previewOf } from "./preview.tsx";
import { sayClock } from "./say.ts";
import { savedTo } from "./undo.ts";

type Override = z.output<typeof OverrideWire>;

export const showDates = (hours: Hours): Promise<PageAnswer> => datesPage(hours);

async function datesPage(hours: Hours, refused?: { faults: readonly FieldFault[]; status: number }): Promise<Response> {
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
  const faults = refused?.faults ?? [];
  return framed(
    <Frame hours={hours} tab="dates" faults={faults}>
      <BesidePreview hours={hours} preview={preview} path="/dates">
        <p>{words.dates.lead}</p>
        {data.length === 0 ? (
          <p class="quiet">{words.dates.none}</p>
        ) : (
          <ul class="h-entries">
            {data.map((one) => (
              <Entry hours={hours} override={one} schedules={schedules} />
            ))}
          </ul>
        )}
        <section aria-labelledby="add">
          <h2 id="add">{words.dates.add}</h2>
          <DateForm
            hours={hours}
            schedules={schedules}
            form={refused === undefined ? new URLSearchParams() : visit.asked.form}
            faults={faults}
          />
        </section>
      </BesidePreview>
    </Frame>,
    refused?.status,
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

const Entry = ({ hours, override, schedules }: { hours: Hours; override: Override; schedules: readonly Named[] }) => {
  const { base, words } = hours;
  const dates = sayDates(hours, override);
  const only = schedules.find(({ id }) => id === override.schedule_id);
  const path = `${base}/dates/${override.id}`;
  return (
    <li class="card">
      <div>
        <h2>
          <time datetime={override.first_date}>{dates}</time>
        </h2>
        <p>
          {sayRanges(hours, override)}
          {only === undefined ? null : (
            <span class="quiet" dir="auto">
              {" "}
              · {only.name}
            </span>
          )}
        </p>
        {override.reason == null ? null : (
          <p class="quiet h-as-typed" dir="auto">
            {override.reason}
          </p>
        )}
      </div>
      <div class="actions">
        <a class="button plain" href={path} aria-label={words.changeThis(dates)}>
          {words.change}
        </a>
        <form method="post" action={`${path}/remove`}>
          <Version version={override.version} />
          <button type="submit" class="plain" aria-label={words.removeThis(dates)}>
            {words.remove}
          </button>
        </form>
      </div>
    </li>
  );
};

export async function postDate(hours: Hours): Promise<PageAnswer> {
  const { visit, member } = hours;
  const { form } = visit.asked;
  const { body, fields } = wordsIn(form);
  const made = await visit.api.call(createOverride, {
    body: { member_id: member, schedule_id: typed(form, "schedule_id") ?? null, ...body },
    headers: onceIn(form),
  });
  if (!made.ok) return datesPage(hours, { faults: refusedAs(hours, made.problem, fields), status: made.status });
  const { id, version } = made.body;
  return savedTo(hours, "/dates", "added", { op: "deleteOverride", param: { id }, version });
}

const find = async (hours: Hours): Promise<Override> =>
  ownOf(hours, await need(hours.visit.api.call(getOverride, { param: { id: thingIn(hours) } })));

const formOf = ({ first_date, last_date, kind, ranges, reason }: Override): URLSearchParams =>
  new URLSearchParams({
    first_date,
    last_date: last_date === first_date ? "" : last_date,
    kind,
    reason: reason ?? "",
    ...Object.fromEntries(
      ranges.flatMap(({ start, end }, place) => [
        [`r${place}-from`, start],
        [`r${place}-until`, end === "24:00" ? "00:00" : end],
      ]),
    ),
  });

export async function showDate(hours: Hours): Promise<PageAnswer> {
  const override = await find(hours);
  return datePage(hours, override, formOf(override), [], 200);
}

const datePage = (
  hours: Hours,
  override: Override,
  form: URLSearchParams,
  faults: readonly FieldFault[],
  status: number,
): Promise<Response> =>
  framed(
    <Frame hours={hours} tab="dates" title={hours.words.changeThis(sayDates(hours, override))} faults={faults}>
      <h2>{hours.words.changeThis(sayDates(hours, override))}</h2>
      <DateForm hours={hours} schedules={[]} form={form} faults={faults} override={override} />
      <p>
        <a href={`${hours.base}/dates`}>{kitWords[hours.visit.speech.language].back}</a>
      </p>
    </Frame>,
    status,
  );

const wordsOf = ({ first_date, last_date, kind, ranges, reason = null, metadata }: Override) => ({
  first_date,
  last_date,
  kind,
  ranges,
  reason,
  metadata,
});

export async function postDateChange(hours: Hours): Promise<PageAnswer> {
  const { visit } = hours;
  const { form } = visit.asked;
  const before = await find(hours);
  if (form.get("do") === "look") return datePage(hours, before, form, [], 200);
  const { body, fields } = wordsIn(form);
  const saved = await visit.api.call(replaceOverride, {
    param: { id: before.id },
    body: { ...body, metadata: before.metadata },
    headers: ifMatchIn(form),
  });
  if (saved.ok) {
    const { version } = saved.body;
    const undo = { op: "replaceOverride", param: { id: before.id }, body: wordsOf(before), version } as const;
    return savedTo(hours, "/dates", "changed", undo);
  }
  if (saved.problem.code === "version.conflict") return clash(hours, before, body);
  return datePage(hours, before, form, refusedAs(hours, saved.problem, fields), saved.status);
}

function clash(hours: Hours, theirs: Override, yours: ReturnType<typeof wordsIn>["body"]): Promise<Response> {
  const { words, base, visit } = hours;
  const yourDates = { first_date: yours.first_date, last_date: yours.last_date ?? yours.first_date };
  const rows = [
    { label: words.tabs.dates, theirs: sayDates(hours, theirs), yours: sayDates(hours, yourDates) },
    { label: words.dates.ranges, theirs: sayRanges(hours, theirs), yours: sayRanges(hours, yours) },
    { label: words.reason, theirs: theirs.reason ?? "", yours: yours.reason ?? "" },
  ];
  return framed(
    <Frame hours={hours} tab="dates" title={words.clash.title}>
      <Clash
        words={words}
        rows={rows}
        form={visit.asked.form}
        version={theirs.version}
        action={visit.asked.url.pathname}
        again="look"
        leave={`${base}/dates/${theirs.id}`}
      />
    </Frame>,
    412,
  );
}

export async function postDateRemove(hours: Hours): Promise<PageAnswer> {
  const { visit, member } = hours;
  const before = await find(hours);
  const { id, schedule_id, version } = before;
  // What was seen is what goes: somebody else's newer one stays.
  const gone = await visit.api.call(deleteOverride, { param: { id }, headers: ifMatchIn(visit.asked.form) });
  if (gone.ok) {
    const body = { member_id: member, schedule_id, ...wordsOf(before) };
    return savedTo(hours, "/dates", "removed", { op: "createOverride", body });
  }
  if (gone.problem.code !== "version.conflict")
    return datesPage(hours, { faults: refusedAs(hours, gone.problem, {}), status: gone.status });
  const faults = [{ field: "", sentence: hours.words.refusals["version.conflict"] ?? gone.problem.title }];
  return datePage(hours, before, new URLSearchParams([...formOf(before), ["version", String(version)]]), faults, 412);
}
