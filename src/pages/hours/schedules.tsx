import type * as z from "zod";
import {
  changeSchedule,
  createSchedule,
  deleteSchedule,
  getSchedule,
  listSchedules,
  replaceSchedule,
  type Schedule as ScheduleWire,
} from "#availability/schedules/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { type Refused, refused } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { type FieldFault, ifMatchIn, onceIn, typed } from "../kit/forms.tsx";
import { own } from "../kit/when.tsx";
import { need } from "../kit/problem.tsx";
import { clashPage, Frame } from "./frame.tsx";
import { type Hours, ownOf, thingIn } from "./owner.ts";
import { type DraftWeek, previewOf } from "./preview.tsx";
import { savedTo, type Undo } from "./undo.ts";
import { edited, inLines, type Row, rowsIn, rowsOfText, rulesOf, textOf, weeklyOf } from "./week.ts";
import { NewScheduleForm, WeekPage } from "./week-page.tsx";

export type Schedule = z.output<typeof ScheduleWire>;

const all = async ({ visit, member }: Hours): Promise<Schedule[]> => {
  const asked = visit.api.call(listSchedules, {
    query: { member_id: member },
    page: { limit: 100, order: "name.asc" },
  });
  const { data } = await need(asked);
  return data.toSorted((one, other) => Number(other.is_default) - Number(one.is_default));
};

export async function showWeek(hours: Hours): Promise<PageAnswer> {
  return weekPage(hours, hours.visit.asked.url.searchParams.get("schedule") ?? undefined);
}

/** What stands in the two forms instead of what is saved. */
export type Draft = {
  rows?: readonly Row[];
  text?: string;
  zone?: string;
  faults?: readonly FieldFault[];
  /** Of the form at the foot: what is wrong there does not belong to the week. */
  settings?: URLSearchParams;
  version?: number;
  note?: string;
  status?: number;
};

async function weekPage(hours: Hours, id: string | undefined, draft: Draft = {}): Promise<Response> {
  const [schedules, preview] = await Promise.all([all(hours), previewOf(hours, draftWeek(draft))]);
  const schedule = schedules.find((one) => one.id === id) ?? schedules[0];
  if (schedule === undefined) {
    return deskResponse(
      <Frame hours={hours} tab="week" faults={draft.faults ?? []}>
        <p>{hours.words.schedules.none}</p>
        <NewScheduleForm hours={hours} isFirst={true} form={draft.settings} faults={draft.faults ?? []} />
      </Frame>,
      draft.status,
    );
  }
  return deskResponse(
    <WeekPage hours={hours} schedules={schedules} schedule={schedule} preview={preview} draft={draft} />,
    draft.status,
  );
}

/** Of hours that were only typed, what they would come to; of those that were refused, what is saved. */
function draftWeek({ rows, zone, faults }: Draft): DraftWeek | "unready" | undefined {
  if (rows === undefined || zone === undefined || faults !== undefined) return undefined;
  return weeklyOf(rows) === undefined ? "unready" : { time_zone: zone, rules: rulesOf(rows).rules };
}

const find = async (hours: Hours): Promise<Schedule> =>
  ownOf(hours, await need(hours.visit.api.call(getSchedule, { param: { id: thingIn(hours) } })));

/** The whole document as it stands, for saving another week, and for putting this one back. */
const wordsOf = ({ name, description, is_default, metadata }: Schedule) => ({
  name,
  description,
  ...(is_default ? { is_default } : {}),
  metadata,
});

const putBack = (before: Schedule, version: number): Undo => ({
  op: "replaceSchedule",
  param: { id: before.id },
  body: { ...wordsOf(before), time_zone: before.time_zone, rules: before.rules },
  version,
});

/** The week, from the table: saved, looked at, or with a line more or less. */
export async function postWeek(hours: Hours): Promise<PageAnswer> {
  const { visit, words } = hours;
  const { form } = visit.asked;
  const before = await find(hours);
  const rows = rowsIn(form);
  const zone = form.get("time_zone") ?? before.time_zone;
  const wish = form.get("do") ?? "save";
  const version = versionTyped(form);
  if (wish !== "save") {
    const now = edited(rows, wish, form);
    const weekly = weeklyOf(now);
    const text = weekly === undefined ? {} : { text: textOf(zone, weekly) };
    return weekPage(hours, before.id, { rows: now, zone, ...text, version, note: words.week.unsaved });
  }
  const { rules, names } = rulesOf(rows);
  const saved = await visit.api.call(replaceSchedule, {
    param: { id: before.id },
    // The contract reads the words and says which are wrong.
    body: { ...wordsOf(before), time_zone: zone, rules },
    headers: ifMatchIn(form),
  });
  if (saved.ok) return savedTo(hours, pathOf(before.id, form), "week", putBack(before, saved.body.version));
  const { problem } = saved;
  if (problem.code === "version.conflict") {
    const weekly = weeklyOf(rows);
    return clash(hours, before, weekly === undefined ? null : textOf(zone, weekly));
  }
  const fields = { ...fieldsOfRules(names), "/time_zone": "time_zone" };
  return weekPage(hours, before.id, {
    rows,
    zone,
    faults: refused(visit, saved, fields).faults,
    version,
    status: saved.status,
  });
}

const fieldsOfRules = (names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.flatMap((name, place) => [
      [`/rules/${place}/start`, `${name}-from`],
      [`/rules/${place}/end`, `${name}-until`],
      [`/rules/${place}`, `${name}-from`],
    ]),
  );

/** The same week, from the text. */
export async function postText(hours: Hours): Promise<PageAnswer> {
  const { visit, words } = hours;
  const { form } = visit.asked;
  const before = await find(hours);
  const text = form.get("hours_text") ?? "";
  const version = versionTyped(form);
  const read = rowsOfText(text);
  if (form.get("do") === "table" && read !== undefined) {
    const zone = read.zone ?? before.time_zone;
    return weekPage(hours, before.id, { rows: read.rows, zone, text, version, note: words.week.unsaved });
  }
  // A zone may stand in the text; where it does not, the schedule keeps its own.
  const zone = read === undefined || read.zone !== null ? {} : { time_zone: before.time_zone };
  const saved = await visit.api.call(replaceSchedule, {
    param: { id: before.id },
    body: { ...wordsOf(before), ...zone, hours_text: text },
    headers: ifMatchIn(form),
  });
  if (saved.ok) return savedTo(hours, pathOf(before.id, form), "week", putBack(before, saved.body.version));
  if (saved.problem.code === "version.conflict") return clash(hours, before, text);
  const faults = [textFault(hours, saved, text)];
  return weekPage(hours, before.id, { text, faults, version, status: saved.status });
}

/** What cannot be read is shown from where it cannot. */
function textFault(hours: Hours, answer: Refused, text: string): FieldFault {
  const { problem } = answer;
  const { column } = problem;
  if (problem.code === "schedule.hours_unreadable" && typeof column === "number") {
    const rest = text.slice(column - 1, column + 23).trim();
    const { unreadable, unreadableEnd } = hours.words.week;
    return { field: "hours_text", sentence: rest === "" ? unreadableEnd : unreadable(own(rest)) };
  }
  const [first] = refused(hours.visit, answer, { "": "hours_text" }).faults;
  return { field: "hours_text", sentence: first?.sentence ?? problem.title };
}

const versionTyped = (form: URLSearchParams): number => Number(/^\d{1,15}$/.exec(form.get("version") ?? "")?.[0] ?? 0);

function pathOf(id: string, form: URLSearchParams): string {
  const event = typed(form, "event");
  return `?schedule=${id}${event === undefined ? "" : `&event=${encodeURIComponent(event)}`}`;
}

/** Somebody was faster: theirs beside yours, and the choice. */
function clash(hours: Hours, theirs: Schedule, yours: string | null): Promise<Response> {
  const { words, visit } = hours;
  const row = { label: words.tabs.week, theirs: inLines(theirs.hours_text), yours: yours ?? words.unfinished };
  return clashPage(hours, "week", [row], {
    version: theirs.version,
    back: `?schedule=${theirs.id}`,
    again: visit.asked.url.pathname.endsWith("/text") ? "table" : "look",
  });
}

export async function postNew(hours: Hours): Promise<PageAnswer> {
  const { visit, member } = hours;
  const { form } = visit.asked;
  const text = typed(form, "new_hours") ?? "";
  const read = rowsOfText(text);
  const zone = read === undefined || read.zone === null ? { time_zone: form.get("new_zone") ?? "" } : {};
  const made = await visit.api.call(createSchedule, {
    body: { member_id: member, name: form.get("new_name") ?? "", ...zone, hours_text: text },
    headers: onceIn(form),
  });
  if (made.ok) return savedTo(hours, `?schedule=${made.body.id}`, "made");
  const fields = { "/name": "new_name", "/time_zone": "new_zone", "/hours_text": "new_hours" };
  const { faults: told } = refused(visit, made, fields);
  const faults = told.map((fault) =>
    fault.field === "new_hours" ? { ...textFault(hours, made, text), field: "new_hours" } : fault,
  );
  return weekPage(hours, undefined, { faults, settings: form, status: made.status });
}

/** Its name, and whether it is the one that counts. */
export async function postSettings(hours: Hours): Promise<PageAnswer> {
  const { visit, words } = hours;
  const { form } = visit.asked;
  const before = await find(hours);
  const isDefault = form.get("is_default") === "yes";
  const saved = await visit.api.call(changeSchedule, {
    param: { id: before.id },
    body: { name: form.get("name") ?? "", ...(isDefault ? { is_default: true } : {}) },
    headers: ifMatchIn(form),
  });
  if (saved.ok) {
    const undo: Undo = {
      op: "changeSchedule",
      param: { id: before.id },
      body: { name: before.name },
      version: saved.body.version,
    };
    return savedTo(
      hours,
      `?schedule=${before.id}`,
      "saved",
      before.is_default === saved.body.is_default ? undo : undefined,
    );
  }
  if (saved.problem.code === "version.conflict") {
    const rows = [{ label: words.schedules.name, theirs: before.name, yours: form.get("name") ?? "" }];
    return clashPage(hours, "week", rows, {
      version: before.version,
      back: `?schedule=${before.id}`,
      again: "",
    });
  }
  const { faults } = refused(visit, saved, { "/name": "name", "/is_default": "is_default" });
  return weekPage(hours, before.id, { faults, settings: form, status: saved.status });
}

export async function postRemove(hours: Hours): Promise<PageAnswer> {
  const { visit } = hours;
  const before = await find(hours);
  const gone = await visit.api.call(deleteSchedule, {
    param: { id: before.id },
    headers: ifMatchIn(visit.asked.form),
  });
  if (gone.ok) return savedTo(hours, "", "removed");
  return weekPage(hours, before.id, { faults: refused(visit, gone).faults, status: gone.status });
}
