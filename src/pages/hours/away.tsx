import type { Child } from "hono/jsx";
import type * as z from "zod";
import { listTimeOff, type TimeOff as TimeOffWire } from "#availability/time-off/contract.ts";
import { listTravel, type Travel as TravelWire } from "#availability/travel/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { fromWire, toWire } from "#kernel/instant.ts";
import { parseDate } from "#time/dates.ts";
import { zoneOf } from "#time/zones.ts";
import { Choices, Field, type FieldFault, Once, Select, Version } from "../kit/forms.tsx";
import { dayIn, sayDay, sayMoment, sayZone } from "../kit/language.ts";
import { own } from "../kit/when.tsx";
import { need } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { Frame, framed } from "./frame.tsx";
import type { Hours } from "./owner.ts";
import { BesidePreview, midnight, previewOf } from "./preview.tsx";
import { ZoneSelect } from "./zones.tsx";

export type TimeOff = z.output<typeof TimeOffWire>;
export type Travel = z.output<typeof TravelWire>;
export type Refused = { of: "off" | "trips"; faults: readonly FieldFault[]; status: number };

export const showAway = (hours: Hours): Promise<PageAnswer> => awayPage(hours);

export async function awayPage(hours: Hours, refused?: Refused): Promise<Response> {
  const { visit, member, words, zone } = hours;
  const query = { member_id: member, ends_after: toWire(midnight(zone, dayIn(zone, visit.now))) };
  const page = { limit: 100, order: "starts_at.asc" };
  const [off, trips, preview] = await Promise.all([
    need(visit.api.call(listTimeOff, { query, page })),
    need(visit.api.call(listTravel, { query, page })),
    previewOf(hours),
  ]);
  const faults = refused?.faults ?? [];
  const formFor = (of: Refused["of"]) => (refused?.of === of ? visit.asked.form : new URLSearchParams());
  return framed(
    <Frame hours={hours} tab="away" faults={faults}>
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
          <details class="h-more" open={refused?.of === "off" || off.data.length === 0}>
            <summary>{words.off.add}</summary>
            <OffForm hours={hours} form={formFor("off")} faults={faults} />
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
          <details class="h-more" open={refused?.of === "trips"}>
            <summary>{words.trips.add}</summary>
            <TripForm hours={hours} form={formFor("trips")} faults={faults} />
          </details>
        </section>
      </BesidePreview>
    </Frame>,
    refused?.status,
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
  const { words } = hours;
  const when = sayOff(hours, off);
  return (
    <EntryCard hours={hours} path={`/away/off/${off.id}`} when={when} version={off.version}>
      {off.kind === undefined ? null : <p>{words.off.kinds[off.kind]}</p>}
      {off.reason == null ? null : (
        <p class="quiet h-as-typed" dir="auto">
          {off.reason}
        </p>
      )}
    </EntryCard>
  );
};

const TripEntry = ({ hours, trip }: { hours: Hours; trip: Travel }) => {
  const zone = zoneOf(trip.time_zone);
  return (
    <EntryCard hours={hours} path={`/away/trips/${trip.id}`} when={sayTrip(hours, trip)} version={trip.version}>
      <p>
        <bdi>{zone === undefined ? trip.time_zone : sayZone(zone, fromWire(trip.starts_at))}</bdi>
      </p>
      {trip.note == null ? null : (
        <p class="quiet h-as-typed" dir="auto">
          {trip.note}
        </p>
      )}
    </EntryCard>
  );
};

type CardProps = { hours: Hours; path: string; when: string; version: number; children?: Child };

const EntryCard = ({ hours: { words, base }, path, when, version, children }: CardProps) => (
  <li class="card">
    <div>
      <h3>{when}</h3>
      {children}
    </div>
    <div class="actions">
      <a class="button plain" href={base + path} aria-label={words.changeThis(when)}>
        {words.change}
      </a>
      <form method="post" action={`${base}${path}/remove`}>
        <Version version={version} />
        <button type="submit" class="plain" aria-label={words.removeThis(when)}>
          {words.remove}
        </button>
      </form>
    </div>
  </li>
);

type FormProps = {
  hours: Hours;
  form: URLSearchParams;
  faults: readonly FieldFault[];
  /** What is changed, and the version the form was made from. */
  of?: { id: string; version: number };
};

const head = ({ hours: { visit }, of }: FormProps) =>
  of === undefined ? <Once nonce={visit.nonce} /> : <Version version={of.version} />;

const button = ({ hours: { visit, words }, of }: FormProps) => (
  <button type="submit">{of === undefined ? words.addDo : kitWords[visit.speech.language].save}</button>
);

export const OffForm = (props: FormProps) => {
  const { hours, form, faults, of } = props;
  const { words, base, visit, zone } = hours;
  const value = (name: string): string => form.get(name) ?? "";
  const common = { faults, speech: visit.speech };
  return (
    <form method="post" action={`${base}/away/off${of === undefined ? "" : `/${of.id}`}`} class="h-dated">
      {head(props)}
      <Select
        name="off_kind"
        label={words.off.kind}
        value={value("off_kind") || "vacation"}
        choices={kinds.map((one) => ({ value: one, label: words.off.kinds[one] }))}
        {...common}
      />
      <Choices
        name="off_mode"
        kind="radio"
        label={words.off.mode}
        values={[value("off_mode") || "days"]}
        choices={[
          { value: "days", label: words.off.days },
          { value: "hours", label: words.off.hours },
        ]}
        {...common}
      />
      <div class="h-pair h-if-days">
        <Field
          name="off_first"
          label={words.dates.first}
          type="date"
          value={value("off_first")}
          required={false}
          {...common}
        />
        <Field name="off_last" label={words.dates.last} type="date" value={value("off_last")} optional {...common} />
      </div>
      <div class="h-pair h-if-hours">
        <Field
          name="off_from"
          label={words.from}
          hint={words.inZone(own(sayZone(zone, visit.now)))}
          type="datetime-local"
          value={value("off_from")}
          required={false}
          {...common}
        />
        <Field
          name="off_until"
          label={words.until}
          hint={words.inZone(own(sayZone(zone, visit.now)))}
          type="datetime-local"
          value={value("off_until")}
          required={false}
          {...common}
        />
      </div>
      <Field
        name="off_reason"
        label={words.reason}
        hint={words.reasonHint}
        value={value("off_reason")}
        maxlength={500}
        dir="auto"
        optional
        {...common}
      />
      {button(props)}
    </form>
  );
};

export const kinds = ["vacation", "sick", "holiday", "other"] as const;

export const TripForm = (props: FormProps) => {
  const { hours, form, faults, of } = props;
  const { words, base, visit, zone } = hours;
  const value = (name: string): string => form.get(name) ?? "";
  const common = { faults, speech: visit.speech };
  const hint = words.inZone(own(sayZone(zone, visit.now)));
  return (
    <form method="post" action={`${base}/away/trips${of === undefined ? "" : `/${of.id}`}`}>
      {head(props)}
      <ZoneSelect
        name="trip_zone"
        label={words.trips.zone}
        value={value("trip_zone") || zone}
        now={visit.now}
        {...common}
      />
      <div class="h-pair">
        <Field
          name="trip_from"
          label={words.from}
          hint={hint}
          type="datetime-local"
          value={value("trip_from")}
          {...common}
        />
        <Field
          name="trip_until"
          label={words.until}
          hint={words.trips.untilHint}
          type="datetime-local"
          value={value("trip_until")}
          optional
          {...common}
        />
      </div>
      <Field
        name="trip_note"
        label={words.trips.note}
        hint={words.reasonHint}
        value={value("trip_note")}
        maxlength={500}
        dir="auto"
        optional
        {...common}
      />
      {button(props)}
    </form>
  );
};
