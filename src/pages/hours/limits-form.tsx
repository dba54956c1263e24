import { fromWire } from "#kernel/instant.ts";
import { zoneOf } from "#time/zones.ts";
import { Field, type FieldFault, Select, TextArea, Version } from "../kit/forms.tsx";
import { sayZone } from "../kit/language.ts";
import { own } from "../kit/when.tsx";
import { kitWords } from "../kit/words.ts";
import type { Interviewing } from "./limits.tsx";
import type { Hours } from "./owner.ts";
import { inReadersOrder, sayDayOfWeek } from "./week-table.tsx";
import { ZoneSelect } from "./zones.tsx";

export const periods = ["day", "week", "month", "year"] as const;

/** In minutes. */
export const units = { minutes: 1, hours: 60, days: 1_440 } as const;

type FormProps = { hours: Hours; said: Interviewing; form: URLSearchParams; faults: readonly FieldFault[] };

export const LimitsForm = (props: FormProps) => {
  const { hours, form } = props;
  const { visit, words, base } = hours;
  const version = Number(/^\d{1,15}$/.exec(form.get("version") ?? "")?.[0] ?? 0);
  return (
    <form method="post" action={`${base}/limits`} class="h-limits">
      <Version version={version} />
      <Room {...props} />
      <Caps {...props} />
      <Pause {...props} />
      <About {...props} />
      <p class="actions">
        <button type="submit">{kitWords[visit.speech.language].save}</button>
      </p>
      <p class="quiet">{words.calendars.wishes}</p>
    </form>
  );
};

const common = ({ hours, faults, form }: FormProps, name: string) => ({
  name,
  value: form.get(name) ?? "",
  faults,
  speech: hours.visit.speech,
});

const number = { type: "text", inputmode: "decimal", required: false, maxlength: 8 } as const;

/** Room between interviews, and from now until the first. */
const Room = (props: FormProps) => {
  const { words } = props.hours;
  const { limits: w } = words;
  return (
    <fieldset>
      <legend>{w.room}</legend>
      <div class="h-pair">
        <Field {...common(props, "before")} {...number} label={w.before} hint={w.minutesHint} />
        <Field {...common(props, "after")} {...number} label={w.after} hint={w.minutesHint} />
      </div>
      <div class="h-pair">
        <Field {...common(props, "notice")} {...number} label={w.notice} hint={w.noticeHint} />
        <Select
          {...common(props, "notice_unit")}
          label={w.unit}
          choices={(["minutes", "hours", "days"] as const).map((unit) => ({ value: unit, label: w.units[unit] }))}
        />
      </div>
      <Field {...common(props, "advance")} {...number} optional label={w.advance} hint={w.advanceHint} />
    </fieldset>
  );
};

const Caps = (props: FormProps) => {
  const { hours, said } = props;
  const { words, visit } = hours;
  const { limits: w } = words;
  const counted = zoneOf(said.effective_time_zone);
  return (
    <fieldset>
      <legend>{w.caps}</legend>
      <p class="quiet">{w.capsHint}</p>
      <table class="h-caps">
        <caption class="unseen">{w.caps}</caption>
        <thead>
          <tr>
            <th scope="col">{w.period}</th>
            <th scope="col">{w.most}</th>
            <th scope="col">{w.mostHours}</th>
          </tr>
        </thead>
        <tbody>
          {periods.map((per) => (
            <tr>
              <th scope="row">{w.per[per]}</th>
              <td>
                <CapField {...props} name={`${per}_count`} label={`${w.per[per]}: ${w.most}`} />
              </td>
              <td>
                <CapField {...props} name={`${per}_hours`} label={`${w.per[per]}: ${w.mostHours}`} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div class="h-pair">
        <Select
          {...common(props, "week_start")}
          label={w.weekStart}
          choices={inReadersOrder(visit.speech).map((one) => ({
            value: String(one),
            label: sayDayOfWeek(visit.speech, one),
          }))}
        />
        <ZoneSelect
          {...common(props, "limits_zone")}
          label={w.zone}
          none={counted === undefined ? said.effective_time_zone : w.zoneOwn(own(sayZone(counted, visit.now)))}
          now={visit.now}
        />
      </div>
    </fieldset>
  );
};

const CapField = ({ name, label, form, faults }: FormProps & { name: string; label: string }) => {
  const fault = faults.find(({ field }) => field === name);
  return (
    <>
      <input
        id={name}
        name={name}
        inputmode="decimal"
        maxlength={8}
        value={form.get(name) ?? ""}
        aria-label={label}
        {...(fault === undefined ? {} : { "aria-invalid": "true" as const, "aria-describedby": `${name}-fault` })}
      />
      {fault === undefined ? null : (
        <span class="fault" id={`${name}-fault`}>
          {fault.sentence}
        </span>
      )}
    </>
  );
};

const Pause = (props: FormProps) => {
  const { words, zone, visit } = props.hours;
  const { limits: w } = words;
  const until = props.said.paused_until;
  const at = until === null ? visit.now : fromWire(until);
  return (
    <fieldset>
      <legend>{w.pause}</legend>
      <p class="quiet">{w.pauseHint}</p>
      <div class="h-pair">
        <Field
          {...common(props, "paused_until")}
          type="datetime-local"
          optional
          label={w.pausedUntil}
          hint={words.inZone(own(sayZone(zone, at)))}
        />
        <Field
          {...common(props, "pause_reason")}
          optional
          maxlength={500}
          dir="auto"
          label={words.reason}
          hint={words.reasonHint}
        />
      </div>
    </fieldset>
  );
};

const About = (props: FormProps) => {
  const { limits: w } = props.hours.words;
  return (
    <fieldset>
      <legend>{w.about}</legend>
      <Field {...common(props, "share")} {...number} label={w.share} hint={w.shareHint} />
      <Field {...common(props, "specialties")} optional dir="auto" label={w.specialties} hint={w.specialtiesHint} />
      <TextArea {...common(props, "profile")} optional maxlength={4_000} label={w.profile} hint={w.profileHint} />
    </fieldset>
  );
};
