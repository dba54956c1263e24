import type * as z from "zod";
import {
  changeInterviewing,
  getInterviewing,
  type Interviewing as InterviewingWire,
} from "#availability/interviewing/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { fromWire } from "#kernel/instant.ts";
import { refused } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { ifMatchIn, typed } from "../kit/forms.tsx";
import { count, sayMoment, sayNumber } from "../kit/language.ts";
import { need } from "../kit/problem.tsx";
import { momentIn, momentSheet } from "../kit/sheet.ts";
import type { FieldFault } from "../kit/forms.tsx";
import { clashPage, Frame } from "./frame.tsx";
import { LimitsForm, periods, units } from "./limits-form.tsx";
import type { Hours } from "./owner.ts";
import { BesidePreview, previewOf } from "./preview.tsx";
import { savedTo } from "./undo.ts";
import { sayDayOfWeek } from "./week-table.tsx";

export type Interviewing = z.output<typeof InterviewingWire>;

const find = ({ visit, member }: Hours): Promise<Interviewing> =>
  need(visit.api.call(getInterviewing, { param: { id: member } }));

export async function showLimits(hours: Hours): Promise<PageAnswer> {
  const said = await find(hours);
  return limitsPage(hours, said, formOf(hours, said), [], 200);
}

async function limitsPage(
  hours: Hours,
  said: Interviewing,
  form: URLSearchParams,
  faults: readonly FieldFault[],
  status: number,
): Promise<Response> {
  const { visit, words, zone } = hours;
  const until = said.paused_until === null ? undefined : fromWire(said.paused_until);
  const preview = await previewOf(hours);
  return deskResponse(
    <Frame hours={hours} tab="limits" faults={faults}>
      <BesidePreview hours={hours} preview={preview} path="/limits">
        {until === undefined || until <= visit.now ? null : (
          <p class="warning">{words.limits.pausedNow(sayMoment(visit.speech, zone, until))}</p>
        )}
        <LimitsForm hours={hours} said={said} form={form} faults={faults} />
      </BesidePreview>
    </Frame>,
    status,
  );
}

/** In the largest unit it is a whole number of. */
function inUnits(minutes: number): { value: number; unit: keyof typeof units } {
  const unit = minutes === 0 ? "hours" : minutes % 1_440 === 0 ? "days" : minutes % 60 === 0 ? "hours" : "minutes";
  return { value: minutes / units[unit], unit };
}

const text = (value: number | null): string => (value === null ? "" : String(value));

function formOf({ zone }: Hours, said: Interviewing): URLSearchParams {
  const notice = inUnits(said.notice_minutes);
  return new URLSearchParams({
    version: String(said.version),
    before: text(said.buffer_before_minutes),
    after: text(said.buffer_after_minutes),
    notice: text(notice.value),
    notice_unit: notice.unit,
    advance: text(said.advance_days),
    ...Object.fromEntries(
      periods.flatMap((per) => {
        const { count: most, minutes } = said.limits[per];
        return [
          [`${per}_count`, text(most)],
          [`${per}_hours`, minutes === null ? "" : String(Math.round((minutes / 60) * 100) / 100)],
        ];
      }),
    ),
    week_start: String(said.week_start),
    limits_zone: said.time_zone ?? "",
    paused_until: said.paused_until === null ? "" : momentSheet(said.paused_until, zone),
    pause_reason: said.pause_reason ?? "",
    share: text(said.load_weight),
    specialties: said.specialties.join(", "),
    profile: said.profile ?? "",
  });
}

/** What is no number at all is sent as one that nobody may say, so that it is told of. */
function numberIn(form: URLSearchParams, name: string, times = 1): number | undefined {
  const value = typed(form, name)?.replace(",", ".");
  if (value === undefined) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? Math.round(number * times) : -1;
}

function wordsIn({ zone }: Hours, form: URLSearchParams) {
  const unit = form.get("notice_unit") ?? "";
  const times = Object.hasOwn(units, unit) ? units[unit as keyof typeof units] : 1;
  const cap = (per: (typeof periods)[number]) => ({
    count: numberIn(form, `${per}_count`) ?? null,
    minutes: numberIn(form, `${per}_hours`, 60) ?? null,
  });
  return {
    buffer_before_minutes: numberIn(form, "before") ?? 0,
    buffer_after_minutes: numberIn(form, "after") ?? 0,
    notice_minutes: numberIn(form, "notice", times) ?? 0,
    advance_days: numberIn(form, "advance") ?? null,
    limits: { day: cap("day"), week: cap("week"), month: cap("month"), year: cap("year") },
    week_start: weekStartIn(form),
    time_zone: typed(form, "limits_zone") ?? null,
    paused_until: momentIn(form, "paused_until", zone) ?? null,
    pause_reason: typed(form, "pause_reason") ?? null,
    load_weight: numberIn(form, "share") ?? 100,
    specialties: (form.get("specialties") ?? "")
      .split(/[,،]/)
      .map((one) => one.trim())
      .filter(Boolean),
    profile: typed(form, "profile") ?? null,
  };
}

const weekStartIn = (form: URLSearchParams) =>
  ([1, 2, 3, 4, 5, 6, 7] as const).find((one) => String(one) === form.get("week_start")) ?? 1;

const fields = {
  "/buffer_before_minutes": "before",
  "/buffer_after_minutes": "after",
  "/notice_minutes": "notice",
  "/advance_days": "advance",
  ...Object.fromEntries(
    periods.flatMap((per) => [
      [`/limits/${per}/count`, `${per}_count`],
      [`/limits/${per}/minutes`, `${per}_hours`],
    ]),
  ),
  "/week_start": "week_start",
  "/time_zone": "limits_zone",
  "/paused_until": "paused_until",
  "/pause_reason": "pause_reason",
  "/load_weight": "share",
  "/specialties": "specialties",
  "/profile": "profile",
};

/** As it was, for putting it back. */
const wordsOf = (said: Interviewing) => ({
  buffer_before_minutes: said.buffer_before_minutes,
  buffer_after_minutes: said.buffer_after_minutes,
  notice_minutes: said.notice_minutes,
  advance_days: said.advance_days,
  limits: said.limits,
  week_start: said.week_start,
  time_zone: said.time_zone,
  paused_until: said.paused_until,
  pause_reason: said.pause_reason ?? null,
  load_weight: said.load_weight,
  specialties: said.specialties,
  profile: said.profile,
});

export async function postLimits(hours: Hours): Promise<PageAnswer> {
  const { visit, member } = hours;
  const { form } = visit.asked;
  const before = await find(hours);
  if (form.get("do") === "look") return limitsPage(hours, before, form, [], 200);
  const body = wordsIn(hours, form);
  const saved = await visit.api.call(changeInterviewing, { param: { id: member }, body, headers: ifMatchIn(form) });
  if (saved.ok) {
    const { version } = saved.body;
    const undo = { op: "changeInterviewing", param: { id: member }, body: wordsOf(before), version } as const;
    return savedTo(hours, "/limits", "limits", undo);
  }
  if (saved.problem.code === "version.conflict") return clash(hours, before, body);
  return limitsPage(hours, before, form, refused(visit, saved, fields).faults, saved.status);
}

type Words = ReturnType<typeof wordsOf>;

function clash(hours: Hours, theirs: Interviewing, yours: Words): Promise<Response> {
  const [one, other] = [tellingsOf(hours, wordsOf(theirs)), tellingsOf(hours, yours)];
  const rows = one.map(([label, said], place) => ({ label, theirs: said, yours: other[place]?.[1] ?? "" }));
  return clashPage(hours, "limits", rows, { version: theirs.version, back: "/limits" });
}

/** Everything as people read it, in one order. */
function tellingsOf({ visit, words, zone }: Hours, said: Words): [label: string, said: string][] {
  const { limits: w } = words;
  const { language } = visit.speech;
  const minutes = (value: number) => words.minutes(sayNumber(visit.speech, value));
  const cap = ({ count: most, minutes: long }: Words["limits"]["day"]) =>
    [most === null ? "" : count(language, most, w.interviews), long === null ? "" : minutes(long)]
      .filter(Boolean)
      .join(" · ");
  return [
    [w.before, minutes(said.buffer_before_minutes)],
    [w.after, minutes(said.buffer_after_minutes)],
    [w.notice, minutes(said.notice_minutes)],
    [w.advance, said.advance_days === null ? "" : sayNumber(visit.speech, said.advance_days)],
    ...periods.map((per): [string, string] => [w.per[per], cap(said.limits[per])]),
    [w.weekStart, sayDayOfWeek(visit.speech, said.week_start)],
    [w.zone, said.time_zone ?? ""],
    [w.pausedUntil, said.paused_until === null ? "" : sayMoment(visit.speech, zone, fromWire(said.paused_until))],
    [words.reason, said.pause_reason ?? ""],
    [w.share, `${sayNumber(visit.speech, said.load_weight)} %`],
    [w.specialties, said.specialties.join(", ")],
    [w.profile, said.profile ?? ""],
  ];
}
