import type { Child } from "hono/jsx";
import { kinds, locationKinds, periods } from "#booking/event-types/tables.ts";
import { worded } from "../../kit/choices.ts";
import { Choices, Field, Select, TextArea, Tick } from "../../kit/forms.tsx";
import type { Visit } from "../../kit/member.tsx";
import { zoneChoices } from "../../kit/zones.tsx";
import { type Filled, filling } from "../../kit/sheet.ts";
import { MetadataField, Span } from "../parts.tsx";
import { Colour } from "../swatch.tsx";
import { type Cast, PeopleFields } from "./people.tsx";
import { horizons } from "./reading.ts";
import { type EventTypeWords, eventTypeWords } from "./words.ts";

type Part = { visit: Visit; filled: Filled };

const use = ({ visit, filled }: Part) => ({
  words: eventTypeWords[visit.speech.language],
  speech: visit.speech,
  ...filling(filled, visit.speech),
});

const Group = ({ name, title, children }: { name: string; title: string; children?: Child }) => (
  <fieldset class="group" id={`group-${name}`}>
    <legend>{title}</legend>
    {children}
  </fieldset>
);

/** Title, address, kind, seats. */
const Basics = (part: Part) => {
  const { words, line, many } = use(part);
  return (
    <>
      <Field {...line("title")} label={words.fields.title} maxlength={200} dir="auto" />
      <Field {...line("slug")} label={words.fields.slug} hint={words.hints.slug} maxlength={63} dir="ltr" optional />
      <Choices
        {...many("kind")}
        kind="radio"
        label={words.fields.kind}
        choices={kinds.map((value) => ({ value, label: words.kinds[value], hint: words.kindHints[value] }))}
      />
      <Field
        {...line("capacity")}
        label={words.fields.capacity}
        hint={words.hints.capacity}
        type="number"
        min={1}
        max={1_000}
        optional
      />
    </>
  );
};

const Durations = (part: Part) => {
  const { words, line } = use(part);
  return (
    <Field
      {...line("durations")}
      label={words.fields.durations}
      hint={words.hints.durations}
      dir="ltr"
      maxlength={80}
    />
  );
};

const Times = (part: Part) => {
  const { words, line, tick } = use(part);
  const { visit, filled } = part;
  const zones = zoneChoices(visit.now);
  const chosen = filled.sheet.get("time_zone") ?? "";
  const kept = chosen === "" || zones.some(({ value }) => value === chosen) ? [] : [{ value: chosen, label: chosen }];
  return (
    <Group name="times" title={words.groups.times}>
      <Durations {...part} />
      <div class="row">
        <Field
          {...line("default_duration")}
          label={words.fields.default_duration}
          hint={words.hints.default_duration}
          type="number"
          min={5}
          optional
        />
        <Field
          {...line("increment_minutes")}
          label={words.fields.increment_minutes}
          hint={words.hints.increment}
          type="number"
          min={5}
          optional
        />
        <Field
          {...line("offset_minutes")}
          label={words.fields.offset_minutes}
          hint={words.hints.offset}
          type="number"
          min={0}
          optional
        />
      </div>
      <Tick {...tick("packed")} label={words.fields.packed} />
      <Select
        {...line("time_zone")}
        label={words.fields.time_zone}
        hint={words.hints.time_zone}
        choices={[{ value: "", label: "–" }, ...kept, ...zones]}
        optional
      />
    </Group>
  );
};

const Around = (part: Part) => {
  const { words, line, many, tick, speech } = use(part);
  const { filled } = part;
  return (
    <Group name="room" title={words.groups.room}>
      <div class="row">
        {(["buffer_before_minutes", "buffer_after_minutes"] as const).map((name) => (
          <Field {...line(name)} label={words.fields[name]} type="number" min={0} optional />
        ))}
      </div>
      <Span filled={filled} name="notice" label={words.fields.notice} speech={speech} />
      <Choices
        {...many("horizon")}
        kind="radio"
        label={words.fields.horizon}
        choices={worded(horizons, words.horizons)}
      />
      <div class="row">
        <Field {...line("horizon_days")} label={words.fields.horizon_days} type="number" min={1} max={730} optional />
        <Field {...line("horizon_first")} label={words.fields.horizon_first} type="date" optional />
        <Field {...line("horizon_last")} label={words.fields.horizon_last} type="date" optional />
      </div>
      <Tick {...tick("horizon_weekdays")} label={words.fields.horizon_weekdays} />
    </Group>
  );
};

const Limits = ({ filled, words }: Part & { words: EventTypeWords }) => {
  const cell = (name: string, label: string) => {
    const fault = filled.faults?.find(({ field }) => field === name);
    return (
      <td>
        {fault === undefined ? null : (
          <span class="fault" id={`${name}-fault`}>
            {fault.sentence}
          </span>
        )}
        <input
          id={name}
          name={name}
          type="number"
          min={1}
          aria-label={label}
          value={filled.sheet.get(name) ?? ""}
          {...(fault === undefined ? {} : { "aria-invalid": "true" as const, "aria-describedby": `${name}-fault` })}
        />
      </td>
    );
  };
  return (
    <Group name="limits" title={words.groups.limits}>
      <table class="limits">
        <caption class="quiet">{words.limitsIntro}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{words.limitCount}</th>
            <th scope="col">{words.limitMinutes}</th>
          </tr>
        </thead>
        <tbody>
          {periods.map((per) => (
            <tr>
              <th scope="row">{words.periods[per]}</th>
              {cell(`limit_${per}_count`, `${words.periods[per]}: ${words.limitCount}`)}
              {cell(`limit_${per}_minutes`, `${words.periods[per]}: ${words.limitMinutes}`)}
            </tr>
          ))}
        </tbody>
      </table>
    </Group>
  );
};

/** Where it can take place, with what somebody must know to find there. */
const Places = (part: Part) => {
  const { words, line, many } = use(part);
  return (
    <Group name="places" title={words.groups.places}>
      <Choices
        {...many("location")}
        kind="checkbox"
        label={words.hints.location}
        choices={locationKinds.map((value) => ({ value, label: words.places[value] }))}
      />
      <div class="row">
        {(["on_site", "link", "phone"] as const).map((kind) => (
          <Field {...line(`details_${kind}`)} label={words.details[kind]} maxlength={500} dir="auto" optional />
        ))}
      </div>
      {(["video", "voice", "ask_candidate"] as const).map((kind) =>
        part.filled.sheet.get(`details_${kind}`) === null ? null : (
          <Field {...line(`details_${kind}`)} label={words.details[kind]} maxlength={500} dir="auto" optional />
        ),
      )}
      <Select
        {...line("default_location")}
        label={words.fields.default_location}
        choices={[{ value: "", label: "–" }, ...locationKinds.map((value) => ({ value, label: words.places[value] }))]}
        optional
      />
    </Group>
  );
};

const Rules = (part: Part) => {
  const { words, line, tick, speech } = use(part);
  const { filled } = part;
  return (
    <Group name="rules" title={words.groups.rules}>
      <Tick {...tick("confirmation_required")} label={words.fields.confirmation_required} />
      <Tick {...tick("cancel_allowed")} label={words.fields.cancel_allowed} />
      <div class="under">
        <Span filled={filled} name="cancel_cutoff" label={words.fields.cancel_cutoff} speech={speech} />
        <Tick {...tick("cancel_reason")} label={words.fields.cancel_reason} />
      </div>
      <Tick {...tick("move_allowed")} label={words.fields.move_allowed} />
      <div class="under">
        <Span filled={filled} name="move_cutoff" label={words.fields.move_cutoff} speech={speech} />
        <Field
          {...line("move_max")}
          label={words.fields.move_max}
          hint={words.hints.move_max}
          type="number"
          min={1}
          max={100}
          optional
        />
        <Tick {...tick("move_reason")} label={words.fields.move_reason} />
      </div>
    </Group>
  );
};

const Look = (part: Part) => {
  const { words, line, tick } = use(part);
  return (
    <Group name="page" title={words.groups.page}>
      <Tick {...tick("public_page")} label={words.fields.public_page} hint={words.hints.public_page} />
      <Tick {...tick("hidden")} label={words.fields.hidden} hint={words.hints.hidden} />
      <Tick {...tick("own_colour")} label={words.useColour} />
      <Colour {...line("colour")} label={words.fields.colour} hint={words.hints.colour} />
      <Field
        {...line("logo_url")}
        label={words.fields.logo_url}
        hint={words.hints.logo}
        type="url"
        maxlength={2_000}
        dir="ltr"
        optional
      />
    </Group>
  );
};

/** Everything an event type has, in groups. */
export const WholeForm = (part: Part) => {
  const { words, line, speech } = use(part);
  return (
    <>
      <Group name="basics" title={words.groups.basics}>
        <Basics {...part} />
        <TextArea {...line("description")} label={words.fields.description} maxlength={5_000} optional />
      </Group>
      <Times {...part} />
      <Places {...part} />
      <Around {...part} />
      <Limits {...part} words={words} />
      <Rules {...part} />
      <Look {...part} />
      <Group name="more" title={words.groups.more}>
        <MetadataField filled={part.filled} speech={speech} />
      </Group>
    </>
  );
};

/** What a new one cannot do without. */
export const NewForm = ({ cast, ...part }: Part & { cast: Cast }) => {
  const { words } = use(part);
  return (
    <>
      <p class="quiet">{words.makeIntro}</p>
      <Group name="basics" title={words.groups.basics}>
        <Basics {...part} />
        <Durations {...part} />
      </Group>
      <Group name="hosts" title={words.hostsTitle}>
        <PeopleFields {...part} cast={cast} />
      </Group>
      <Places {...part} />
    </>
  );
};
