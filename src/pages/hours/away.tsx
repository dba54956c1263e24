import type * as z from "zod";
import { listTimeOff, type TimeOff as TimeOffWire } from "#availability/time-off/contract.ts";
import { listTravel, type Travel as TravelWire } from "#availability/travel/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { fromWire, toWire } from "#kernel/instant.ts";
import { parseDate } from "#time/dates.ts";
import { zoneOf } from "#time/zones.ts";
import { worded } from "../kit/choices.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, Field, Select } from "../kit/forms.tsx";
import { dayIn, sayDay, sayMoment, sayZone } from "../kit/language.ts";
import { need } from "../kit/problem.tsx";
import { type Filled, filling } from "../kit/sheet.ts";
import { own } from "../kit/when.tsx";
import { AsTyped, DatedForm, type DatedFormProps, Entry } from "./dated.tsx";
import { Frame } from "./frame.tsx";
import type { Hours } from "./owner.ts";
import { BesidePreview, midnight, previewOf } from "./preview.tsx";
import { ZoneSelect } from "./zones.tsx";

export type TimeOff = z.output<typeof TimeOffWire>;
export type Travel = z.output<typeof TravelWire>;

export const showAway = (hours: Hours): Promise<PageAnswer> => awayPage(hours);

export async function awayPage(hours: Hours, again: Filled = { sheet: new URLSearchParams() }): Promise<Response> {
  const { visit, member, words, zone } = hours;
  const query = { member_id: member, ends_after: toWire(midnight(zone, dayIn(zone, visit.now))) };
  const page = { limit: 100, order: "starts_at.asc" };
  const [off, trips, preview] = await Promise.all([
    need(visit.api.call(listTimeOff, { query, page })),
    need(visit.api.call(listTravel, { query, page })),
    previewOf(hours),
  ]);
  return deskResponse(
    <Frame hours={hours} tab="away" faults={again.faults ?? []}>
      <BesidePreview hours={hours} preview={preview} path="/away">
        <section aria-labelledby="off">
          <h2 id="off">{words.off.title}</h2>
          {off.data.length === 0 ? (
            <p class="quiet">{words.off.none}</p>
          ) : (
            <ul class="h-entries">
              {off.data.map((one) => (
                <OffEntry hours={hours} off={one} />
              ))}
            </ul>
          )}
          <details class="h-more" open={again.sheet.has("off_mode") || off.data.length === 0}>
            <summary>{words.off.add}</summary>
            <OffForm hours={hours} filled={again} />
          </details>
        </section>
        <section aria-labelledby="trips">
          <h2 id="trips">{words.trips.title}</h2>
          <p>{words.trips.lead}</p>
          {trips.data.length === 0 ? (
            <p class="quiet">{words.trips.none}</p>
          ) : (
            <ul class="h-entries">
              {trips.data.map((one) => (
                <TripEntry hours={hours} trip={one} />
              ))}
            </ul>
          )}
          <details class="h-more" open={again.sheet.has("trip_zone")}>
            <summary>{words.trips.add}</summary>
            <TripForm hours={hours} filled={again} />
          </details>
        </section>
      </BesidePreview>
    </Frame>,
    again.status,
  );
}

/** From when to when somebody is off: dates as dates, hours in the zone these hours are kept in. */
export function sayOff(
  { visit, zone }: Hours,
  off: Pick<TimeOff, "first_date" | "last_date" | "starts_at" | "ends_at">,
) {
  const { first_date, last_date, starts_at, ends_at } = off;
  if (first_date !== null) {
    const days = [...new Set([first_date, last_date ?? first_date])].map(parseDate);
    return days.map((day) => (day === undefined ? "" : sayDay(visit.speech, day))).join(" – ");
  }
  return [starts_at, ends_at].map((at) => (at === null ? "" : sayMoment(visit.speech, zone, fromWire(at)))).join(" – ");
}

export function sayTrip(hours: Hours, { starts_at, ends_at }: Pick<Travel, "starts_at" | "ends_at">): string {
  const { visit, words, zone } = hours;
  const from = sayMoment(visit.speech, zone, fromWire(starts_at));
  return ends_at === null ? words.trips.since(from) : `${from} – ${sayMoment(visit.speech, zone, fromWire(ends_at))}`;
}

const OffEntry = ({ hours, off }: { hours: Hours; off: TimeOff }) => {
  const name = sayOff(hours, off);
  return (
    <Entry hours={hours} path={`/away/off/${off.id}`} when={<h3>{name}</h3>} name={name} version={off.version}>
      {off.kind === undefined ? null : <p>{hours.words.off.kinds[off.kind]}</p>}
      <AsTyped text={off.reason} />
    </Entry>
  );
};

const TripEntry = ({ hours, trip }: { hours: Hours; trip: Travel }) => {
  const zone = zoneOf(trip.time_zone);
  const name = sayTrip(hours, trip);
  return (
    <Entry hours={hours} path={`/away/trips/${trip.id}`} when={<h3>{name}</h3>} name={name} version={trip.version}>
      <p>
        <bdi>{zone === undefined ? trip.time_zone : sayZone(zone, fromWire(trip.starts_at))}</bdi>
      </p>
      <AsTyped text={trip.note} />
    </Entry>
  );
};

export const kinds = ["vacation", "sick", "holiday", "other"] as const;

export const OffForm = (props: DatedFormProps) => {
  const { hours, filled } = props;
  const { words, visit, zone } = hours;
  const { line, many } = filling(filled, visit.speech);
  const modes = { days: words.off.days, hours: words.off.hours };
  const moment = (name: string, label: string) => (
    <Field
      {...line(name)}
      label={label}
      hint={words.inZone(own(sayZone(zone, visit.now)))}
      type="datetime-local"
      required={false}
    />
  );
  return (
    <DatedForm {...props} path="/away/off" look="h-dated">
      <Select {...line("off_kind", "vacation")} label={words.off.kind} choices={worded(kinds, words.off.kinds)} />
      <Choices
        {...many("off_mode")}
        values={[line("off_mode", "days").value ?? ""]}
        kind="radio"
        label={words.off.mode}
        choices={worded(["days", "hours"], modes)}
      />
      <div class="h-pair h-if-days">
        <Field {...line("off_first")} label={words.dates.first} type="date" required={false} />
        <Field {...line("off_last")} label={words.dates.last} type="date" optional />
      </div>
      <div class="h-pair h-if-hours">
        {moment("off_from", words.from)}
        {moment("off_until", words.until)}
      </div>
      <Field {...line("off_reason")} label={words.reason} hint={words.reasonHint} maxlength={500} dir="auto" optional />
    </DatedForm>
  );
};

export const TripForm = (props: DatedFormProps) => {
  const { hours, filled } = props;
  const { words, visit, zone } = hours;
  const { line } = filling(filled, visit.speech);
  const hint = words.inZone(own(sayZone(zone, visit.now)));
  return (
    <DatedForm {...props} path="/away/trips">
      <ZoneSelect
        name="trip_zone"
        label={words.trips.zone}
        value={line("trip_zone", zone).value ?? zone}
        now={visit.now}
        faults={filled.faults ?? []}
        speech={visit.speech}
      />
      <div class="h-pair">
        <Field {...line("trip_from")} label={words.from} hint={hint} type="datetime-local" />
        <Field
          {...line("trip_until")}
          label={words.until}
          hint={words.trips.untilHint}
          type="datetime-local"
          optional
        />
      </div>
      <Field
        {...line("trip_note")}
        label={words.trips.note}
        hint={words.reasonHint}
        maxlength={500}
        dir="auto"
        optional
      />
    </DatedForm>
  );
};
