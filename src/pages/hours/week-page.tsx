import { Field, type FieldFault, Once, TextArea, Tick, Version } from "../kit/forms.tsx";
import { kitWords } from "../kit/words.ts";
import { Frame, SaveFirst } from "./frame.tsx";
import type { Hours } from "./owner.ts";
import { OutsidePart, type Preview, PreviewPart } from "./preview.tsx";
import type { Draft, Schedule } from "./schedules.tsx";
import { inLines, rowsOf } from "./week.ts";
import { WeekForm } from "./week-table.tsx";
import { ZoneSelect } from "./zones.tsx";

type WeekPageProps = {
  hours: Hours;
  schedules: readonly Schedule[];
  schedule: Schedule;
  preview: Preview;
  draft: Draft;
};

export const WeekPage = ({ hours, schedules, schedule, preview, draft }: WeekPageProps) => {
  const { visit, words } = hours;
  const faults = draft.faults ?? [];
  // A form that was made from an older version still says so, so that nobody's hours are overwritten unseen.
  const version = draft.version ?? schedule.version;
  const event = preview.types.length > 1 ? preview.type?.id : undefined;
  return (
    <Frame
      hours={hours}
      tab="week"
      faults={faults}
      islands={["hours"]}
      {...(draft.note === undefined ? {} : { note: draft.note })}
    >
      <div class="h-beside">
        <div>
          <ScheduleTabs hours={hours} schedules={schedules} schedule={schedule} />
          <OutsidePart hours={hours} preview={preview} />
          <section aria-labelledby="week">
            <h2 id="week">
              <bdi>{schedule.name}</bdi>
              {schedule.is_default ? <span class="badge">{words.schedules.default}</span> : null}
            </h2>
            <WeekForm
              hours={hours}
              schedule={{ id: schedule.id, version }}
              rows={draft.rows ?? rowsOf(schedule.rules)}
              zone={draft.zone ?? schedule.time_zone}
              event={event}
              faults={faults}
              now={visit.now}
            />
          </section>
          <TextForm hours={hours} schedule={schedule} version={version} draft={draft} event={event} />
          <Settings hours={hours} schedule={schedule} alone={schedules.length === 1} draft={draft} />
          <details class="h-more" open={draft.settings?.has("new_name") === true}>
            <summary>{words.schedules.add}</summary>
            <NewScheduleForm hours={hours} isFirst={false} form={draft.settings} faults={faults} />
          </details>
        </div>
        <div>
          <PreviewPart hours={hours} preview={preview} schedule={schedule.id} />
          <section aria-labelledby="calendars">
            <h2 id="calendars">{words.calendars.title}</h2>
            <p class="quiet">{words.calendars.text}</p>
          </section>
        </div>
      </div>
    </Frame>
  );
};

const ScheduleTabs = ({ hours, schedules, schedule }: Pick<WeekPageProps, "hours" | "schedules" | "schedule">) =>
  schedules.length === 1 ? null : (
    <nav aria-label={hours.words.schedules.title} class="h-pills">
      <ul>
        {schedules.map(({ id, name }) => (
          <li>
            <a
              href={`${hours.base}?schedule=${id}`}
              dir="auto"
              {...(id === schedule.id ? { "aria-current": "page" as const } : {})}
            >
              {name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );

type TextProps = { hours: Hours; schedule: Schedule; version: number; draft: Draft; event: string | undefined };

const TextForm = ({ hours, schedule, version, draft, event }: TextProps) => {
  const { words, base, visit } = hours;
  const text = draft.text ?? inLines(schedule.hours_text);
  return (
    <section aria-labelledby="as-text">
      <h2 id="as-text">{words.week.textTitle}</h2>
      <form method="post" action={`${base}/schedules/${schedule.id}/text`} data-text="">
        <Version version={version} />
        {event === undefined ? null : <input type="hidden" name="event" value={event} />}
        <TextArea
          name="hours_text"
          label={words.week.text}
          hint={words.week.textHint}
          value={text}
          rows={Math.max(3, text.split("\n").length + 1)}
          maxlength={2_000}
          mono
          faults={draft.faults ?? []}
          speech={visit.speech}
        />
        <p class="actions">
          <button type="submit" name="do" value="save">
            {words.week.saveText}
          </button>
          <button type="submit" name="do" value="table" class="plain">
            {words.week.toTable}
          </button>
        </p>
      </form>
    </section>
  );
};

type SettingsProps = { hours: Hours; schedule: Schedule; alone: boolean; draft: Draft };

const Settings = ({ hours, schedule, alone, draft }: SettingsProps) => {
  const { words, base, visit } = hours;
  const path = `${base}/schedules/${schedule.id}`;
  const isOwn = draft.settings?.has("name") === true;
  const faults = draft.faults ?? [];
  return (
    <details class="h-more" open={isOwn}>
      <summary>{words.schedules.settings}</summary>
      <form method="post" action={path}>
        <SaveFirst />
        <Version version={schedule.version} />
        <Field
          name="name"
          label={words.schedules.name}
          value={(isOwn ? draft.settings?.get("name") : undefined) ?? schedule.name}
          maxlength={200}
          dir="auto"
          faults={faults}
        />
        {schedule.is_default ? (
          <p class="quiet">{words.schedules.isDefault}</p>
        ) : (
          <Tick
            name="is_default"
            label={words.schedules.makeDefault}
            hint={words.schedules.defaultHint}
            checked={draft.settings?.get("is_default") === "yes"}
            faults={faults}
          />
        )}
        <button type="submit">{kitWords[visit.speech.language].save}</button>
      </form>
      {schedule.is_default && !alone ? null : (
        <form method="post" action={`${path}/remove`}>
          <Version version={schedule.version} />
          <Tick name="sure" label={words.schedules.removeSure} mustTick />
          <button type="submit" class="alarm">
            {words.schedules.remove}
          </button>
        </form>
      )}
    </details>
  );
};

type NewProps = {
  hours: Hours;
  isFirst: boolean;
  form: URLSearchParams | undefined;
  faults: readonly FieldFault[];
};

export const NewScheduleForm = ({ hours, isFirst, form, faults }: NewProps) => {
  const { visit, words, base } = hours;
  const typedOr = (name: string, otherwise: string) => form?.get(name) ?? otherwise;
  return (
    <form method="post" action={`${base}/schedules`}>
      <Once nonce={visit.nonce} />
      <Field
        name="new_name"
        label={words.schedules.name}
        hint={words.schedules.nameHint}
        value={typedOr("new_name", isFirst ? words.schedules.firstName : "")}
        maxlength={200}
        dir="auto"
        faults={faults}
      />
      <TextArea
        name="new_hours"
        label={words.week.text}
        hint={words.week.textHint}
        value={typedOr("new_hours", "Mon-Fri 09:00-17:00")}
        rows={3}
        maxlength={2_000}
        mono
        faults={faults}
        speech={visit.speech}
      />
      <ZoneSelect
        name="new_zone"
        label={words.week.zone}
        hint={words.week.zoneHint}
        value={typedOr("new_zone", hours.zone)}
        speech={visit.speech}
        now={visit.now}
        faults={faults}
      />
      <button type="submit">{words.schedules.create}</button>
    </form>
  );
};
