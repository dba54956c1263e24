// Time off and travel, as their forms say them.
import { changeTimeOff, createTimeOff, deleteTimeOff, getTimeOff } from "#availability/time-off/contract.ts";
import { changeTravel, createTravel, deleteTravel, getTravel } from "#availability/travel/contract.ts";
import { ifMatchIn, onceIn, typed } from "../kit/forms.tsx";
import { need } from "../kit/problem.tsx";
import { momentIn, momentSheet, type Sheet, sheetOf } from "../kit/sheet.ts";
import { awayPage, kinds, OffForm, sayOff, sayTrip, type TimeOff, type Travel, TripForm } from "./away.tsx";
import type { Dated } from "./dated.tsx";
import { type Hours, ownOf, thingIn } from "./owner.ts";

/** Either dates or hours, and nothing of the other, as the form says which. */
function offIn({ zone }: Hours, form: URLSearchParams) {
  const kind = kinds.find((one) => one === form.get("off_kind")) ?? "vacation";
  const reason = typed(form, "off_reason") ?? null;
  if (form.get("off_mode") === "hours") {
    const [starts_at, ends_at] = ["off_from", "off_until"].map((name) => momentIn(form, name, zone) ?? "");
    return { kind, reason, first_date: null, last_date: null, starts_at: starts_at ?? "", ends_at: ends_at ?? "" };
  }
  const first_date = form.get("off_first") ?? "";
  return { kind, reason, first_date, last_date: typed(form, "off_last") ?? null, starts_at: null, ends_at: null };
}

const offFields = {
  "/kind": "off_kind",
  "/first_date": "off_first",
  "/last_date": "off_last",
  "/starts_at": "off_from",
  "/ends_at": "off_until",
  "/reason": "off_reason",
};

function offSheet({ zone }: Hours, { kind, first_date, last_date, starts_at, ends_at, reason }: TimeOff): Sheet {
  const isDays = first_date !== null;
  const moment = (at: string | null) => (isDays || at === null ? null : momentSheet(at, zone));
  return sheetOf({
    off_kind: kind ?? "vacation",
    off_mode: isDays ? "days" : "hours",
    off_first: first_date,
    off_last: last_date === first_date ? null : last_date,
    off_from: moment(starts_at),
    off_until: moment(ends_at),
    off_reason: reason,
  });
}

/** Whole days have instants too, which are not what was said. */
const offWords = ({ kind, reason = null, first_date, last_date, starts_at, ends_at, metadata }: TimeOff) => ({
  ...(kind === undefined ? {} : { kind }),
  reason,
  metadata,
  ...(first_date === null
    ? { first_date: null, last_date: null, starts_at, ends_at }
    : { first_date, last_date, starts_at: null, ends_at: null }),
});

export const timeOff: Dated<TimeOff, ReturnType<typeof offIn>> = {
  path: "/away/off",
  tab: "away",
  list: awayPage,
  find: async (hours) => ownOf(hours, await need(hours.visit.api.call(getTimeOff, { param: { id: thingIn(hours) } }))),
  say: sayOff,
  Form: OffForm,
  sheetOf: offSheet,
  read: (hours, form) => ({ body: offIn(hours, form), fields: offFields }),
  wordsOf: offWords,
  differences: (hours, theirs, yours) => {
    const { off, reason } = hours.words;
    return [
      { label: off.title, theirs: sayOff(hours, theirs), yours: sayOff(hours, yours) },
      { label: off.kind, theirs: off.kinds[theirs.kind ?? "other"], yours: off.kinds[yours.kind] },
      { label: reason, theirs: theirs.reason ?? "", yours: yours.reason ?? "" },
    ];
  },
  make: ({ visit, member }, body) =>
    visit.api.call(createTimeOff, { body: { member_id: member, ...body }, headers: onceIn(visit.asked.form) }),
  change: ({ visit }, { id }, body) =>
    visit.api.call(changeTimeOff, { param: { id }, body, headers: ifMatchIn(visit.asked.form) }),
  end: ({ visit }, { id }) => visit.api.call(deleteTimeOff, { param: { id }, headers: ifMatchIn(visit.asked.form) }),
  undo: { made: "deleteTimeOff", changed: "changeTimeOff", ended: "createTimeOff" },
};

/** Nothing typed as the end is no end. */
function tripIn({ zone }: Hours, form: URLSearchParams) {
  return {
    starts_at: momentIn(form, "trip_from", zone) ?? "",
    ends_at: momentIn(form, "trip_until", zone) ?? null,
    time_zone: form.get("trip_zone") ?? "",
    note: typed(form, "trip_note") ?? null,
  };
}

const tripFields = {
  "/starts_at": "trip_from",
  "/ends_at": "trip_until",
  "/time_zone": "trip_zone",
  "/note": "trip_note",
};

const tripSheet = ({ zone }: Hours, { starts_at, ends_at, time_zone, note }: Travel): Sheet =>
  sheetOf({
    trip_from: momentSheet(starts_at, zone),
    trip_until: ends_at === null ? null : momentSheet(ends_at, zone),
    trip_zone: time_zone,
    trip_note: note,
  });

const tripWords = ({ starts_at, ends_at, time_zone, note = null, metadata }: Travel) => ({
  starts_at,
  ends_at,
  time_zone,
  note,
  metadata,
});

export const travel: Dated<Travel, ReturnType<typeof tripIn>> = {
  path: "/away/trips",
  tab: "away",
  list: awayPage,
  find: async (hours) => ownOf(hours, await need(hours.visit.api.call(getTravel, { param: { id: thingIn(hours) } }))),
  say: sayTrip,
  Form: TripForm,
  sheetOf: tripSheet,
  read: (hours, form) => ({ body: tripIn(hours, form), fields: tripFields }),
  wordsOf: tripWords,
  differences: (hours, theirs, yours) => {
    const { trips } = hours.words;
    return [
      { label: trips.title, theirs: sayTrip(hours, theirs), yours: sayTrip(hours, yours) },
      { label: trips.zone, theirs: theirs.time_zone, yours: yours.time_zone },
      { label: trips.note, theirs: theirs.note ?? "", yours: yours.note ?? "" },
    ];
  },
  make: ({ visit, member }, body) =>
    visit.api.call(createTravel, { body: { member_id: member, ...body }, headers: onceIn(visit.asked.form) }),
  change: ({ visit }, { id }, body) =>
    visit.api.call(changeTravel, { param: { id }, body, headers: ifMatchIn(visit.asked.form) }),
  end: ({ visit }, { id }) => visit.api.call(deleteTravel, { param: { id }, headers: ifMatchIn(visit.asked.form) }),
  undo: { made: "deleteTravel", changed: "changeTravel", ended: "createTravel" },
};
