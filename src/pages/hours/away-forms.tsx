import type { Child } from "hono/jsx";
import { changeTimeOff, createTimeOff, deleteTimeOff, getTimeOff } from "#availability/time-off/contract.ts";
import { changeTravel, createTravel, deleteTravel, getTravel } from "#availability/travel/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { fromWire } from "#kernel/instant.ts";
import { type FieldFault, ifMatchIn, onceIn, typed } from "../kit/forms.tsx";
import { need } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { awayPage, kinds, OffForm, sayOff, sayTrip, type TimeOff, type Travel, TripForm } from "./away.tsx";
import { Clash, type ClashRow } from "./clash.tsx";
import { Frame, framed, refusedAs } from "./frame.tsx";
import { type Hours, ownOf, thingIn } from "./owner.ts";
import { savedTo } from "./undo.ts";
import { toField, wireFromField } from "./when.ts";

/** Either dates or hours, and nothing of the other, as the form says which. */
function offIn({ zone }: Hours, form: URLSearchParams) {
  const kind = kinds.find((one) => one === form.get("off_kind")) ?? "vacation";
  const reason = typed(form, "off_reason") ?? null;
  if (form.get("off_mode") === "hours") {
    const [starts_at, ends_at] = ["off_from", "off_until"].map((name) => wireFromField(zone, typed(form, name)));
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

const findOff = async (hours: Hours): Promise<TimeOff> =>
  ownOf(hours, await need(hours.visit.api.call(getTimeOff, { param: { id: thingIn(hours) } })));

const offForm = ({ zone }: Hours, { kind, first_date, last_date, starts_at, ends_at, reason }: TimeOff) =>
  new URLSearchParams({
    off_kind: kind ?? "vacation",
    off_mode: first_date === null ? "hours" : "days",
    off_first: first_date ?? "",
    off_last: last_date === first_date ? "" : (last_date ?? ""),
    off_from: first_date !== null || starts_at === null ? "" : toField(zone, fromWire(starts_at)),
    off_until: first_date !== null || ends_at === null ? "" : toField(zone, fromWire(ends_at)),
    off_reason: reason ?? "",
  });

/** Whole days have instants too, which are not what was said. */
const offWords = ({ kind, reason = null, first_date, last_date, starts_at, ends_at, metadata }: TimeOff) => ({
  ...(kind === undefined ? {} : { kind }),
  reason,
  metadata,
  ...(first_date === null
    ? { first_date: null, last_date: null, starts_at, ends_at }
    : { first_date, last_date, starts_at: null, ends_at: null }),
});

export async function postOff(hours: Hours): Promise<PageAnswer> {
  const { visit, member } = hours;
  const { form } = visit.asked;
  const body = { member_id: member, ...offIn(hours, form) };
  const made = await visit.api.call(createTimeOff, { body, headers: onceIn(form) });
  if (made.ok) {
    const { id, version } = made.body;
    return savedTo(hours, "/away", "added", { op: "deleteTimeOff", param: { id }, version });
  }
  return awayPage(hours, { of: "off", faults: refusedAs(hours, made.problem, offFields), status: made.status });
}

export async function showOff(hours: Hours): Promise<PageAnswer> {
  const off = await findOff(hours);
  return offPage(hours, off, offForm(hours, off), []);
}

function offPage(
  hours: Hours,
  off: TimeOff,
  form: URLSearchParams,
  faults: readonly FieldFault[],
  status = 200,
): Promise<Response> {
  const of = { id: off.id, version: versionIn(form) ?? off.version };
  return changePage(hours, sayOff(hours, off), faults, status, <OffForm {...{ hours, form, faults, of }} />);
}

const versionIn = (form: URLSearchParams): number | undefined => {
  const said = /^\d{1,15}$/.exec(form.get("version") ?? "")?.[0];
  return said === undefined ? undefined : Number(said);
};

const changePage = (
  hours: Hours,
  when: string,
  faults: readonly FieldFault[],
  status: number,
  form: Child,
): Promise<Response> =>
  framed(
    <Frame hours={hours} tab="away" title={hours.words.changeThis(when)} faults={faults}>
      <h2>{hours.words.changeThis(when)}</h2>
      {form}
      <p>
        <a href={`${hours.base}/away`}>{kitWords[hours.visit.speech.language].back}</a>
      </p>
    </Frame>,
    status,
  );

export async function postOffChange(hours: Hours): Promise<PageAnswer> {
  const { visit, words } = hours;
  const { form } = visit.asked;
  const before = await findOff(hours);
  if (form.get("do") === "look") return offPage(hours, before, form, []);
  const body = offIn(hours, form);
  const saved = await visit.api.call(changeTimeOff, { param: { id: before.id }, body, headers: ifMatchIn(form) });
  if (saved.ok) {
    const { version } = saved.body;
    return savedTo(hours, "/away", "changed", {
      op: "changeTimeOff",
      param: { id: before.id },
      body: offWords(before),
      version,
    });
  }
  if (saved.problem.code !== "version.conflict")
    return offPage(hours, before, form, refusedAs(hours, saved.problem, offFields), saved.status);
  return clash(hours, before, `off/${before.id}`, [
    { label: words.off.title, theirs: sayOff(hours, before), yours: sayOff(hours, body) },
    { label: words.off.kind, theirs: words.off.kinds[before.kind ?? "other"], yours: words.off.kinds[body.kind] },
    { label: words.reason, theirs: before.reason ?? "", yours: body.reason ?? "" },
  ]);
}

const clash = (hours: Hours, { version }: { version: number }, path: string, rows: ClashRow[]): Promise<Response> =>
  framed(
    <Frame hours={hours} tab="away" title={hours.words.clash.title}>
      <Clash
        words={hours.words}
        rows={rows}
        form={hours.visit.asked.form}
        version={version}
        action={hours.visit.asked.url.pathname}
        again="look"
        leave={`${hours.base}/away/${path}`}
      />
    </Frame>,
    412,
  );

/** What was seen is what goes; of what somebody changed since, the list says how it is now. */
const stays = (hours: Hours, of: "off" | "trips", problem: Parameters<typeof refusedAs>[1]): Promise<Response> =>
  awayPage(hours, { of, faults: refusedAs(hours, problem, {}), status: problem.status });

export async function postOffRemove(hours: Hours): Promise<PageAnswer> {
  const { visit, member } = hours;
  const before = await findOff(hours);
  const headers = ifMatchIn(visit.asked.form);
  const gone = await visit.api.call(deleteTimeOff, { param: { id: before.id }, headers });
  if (!gone.ok) return stays(hours, "off", gone.problem);
  return savedTo(hours, "/away", "removed", {
    op: "createTimeOff",
    body: { member_id: member, ...offWords(before) },
  });
}

/** Nothing typed as the end is no end. */
function tripIn({ zone }: Hours, form: URLSearchParams) {
  const until = typed(form, "trip_until");
  return {
    starts_at: wireFromField(zone, typed(form, "trip_from")),
    ends_at: until === undefined ? null : wireFromField(zone, until),
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

const findTrip = async (hours: Hours): Promise<Travel> =>
  ownOf(hours, await need(hours.visit.api.call(getTravel, { param: { id: thingIn(hours) } })));

const tripForm = ({ zone }: Hours, { starts_at, ends_at, time_zone, note }: Travel) =>
  new URLSearchParams({
    trip_from: toField(zone, fromWire(starts_at)),
    trip_until: ends_at === null ? "" : toField(zone, fromWire(ends_at)),
    trip_zone: time_zone,
    trip_note: note ?? "",
  });

const tripWords = ({ starts_at, ends_at, time_zone, note = null, metadata }: Travel) => ({
  starts_at,
  ends_at,
  time_zone,
  note,
  metadata,
});

export async function postTrip(hours: Hours): Promise<PageAnswer> {
  const { visit, member } = hours;
  const { form } = visit.asked;
  const body = { member_id: member, ...tripIn(hours, form) };
  const made = await visit.api.call(createTravel, { body, headers: onceIn(form) });
  if (made.ok) {
    const { id, version } = made.body;
    return savedTo(hours, "/away", "added", { op: "deleteTravel", param: { id }, version });
  }
  return awayPage(hours, { of: "trips", faults: refusedAs(hours, made.problem, tripFields), status: made.status });
}

export async function showTrip(hours: Hours): Promise<PageAnswer> {
  const trip = await findTrip(hours);
  return tripPage(hours, trip, tripForm(hours, trip), []);
}

function tripPage(
  hours: Hours,
  trip: Travel,
  form: URLSearchParams,
  faults: readonly FieldFault[],
  status = 200,
): Promise<Response> {
  const of = { id: trip.id, version: versionIn(form) ?? trip.version };
  return changePage(hours, sayTrip(hours, trip), faults, status, <TripForm {...{ hours, form, faults, of }} />);
}

export async function postTripChange(hours: Hours): Promise<PageAnswer> {
  const { visit, words } = hours;
  const { form } = visit.asked;
  const before = await findTrip(hours);
  if (form.get("do") === "look") return tripPage(hours, before, form, []);
  const body = tripIn(hours, form);
  const saved = await visit.api.call(changeTravel, { param: { id: before.id }, body, headers: ifMatchIn(form) });
  if (saved.ok) {
    const { version } = saved.body;
    return savedTo(hours, "/away", "changed", {
      op: "changeTravel",
      param: { id: before.id },
      body: tripWords(before),
      version,
    });
  }
  if (saved.problem.code !== "version.conflict")
    return tripPage(hours, before, form, refusedAs(hours, saved.problem, tripFields), saved.status);
  return clash(hours, before, `trips/${before.id}`, [
    { label: words.trips.title, theirs: sayTrip(hours, before), yours: sayTrip(hours, body) },
    { label: words.trips.zone, theirs: before.time_zone, yours: body.time_zone },
    { label: words.trips.note, theirs: before.note ?? "", yours: body.note ?? "" },
  ]);
}

export async function postTripRemove(hours: Hours): Promise<PageAnswer> {
  const { visit, member } = hours;
  const before = await findTrip(hours);
  const headers = ifMatchIn(visit.asked.form);
  const gone = await visit.api.call(deleteTravel, { param: { id: before.id }, headers });
  if (!gone.ok) return stays(hours, "trips", gone.problem);
  return savedTo(hours, "/away", "removed", {
    op: "createTravel",
    body: { member_id: member, ...tripWords(before) },
  });
}
