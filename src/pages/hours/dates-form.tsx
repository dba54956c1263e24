import { Choices, Field, type FieldFault, Once, Select, typed, Version } from "../kit/forms.tsx";
import { kitWords } from "../kit/words.ts";
import type { Hours } from "./owner.ts";

export type Named = { id: string; name: string };

/** Three lines, or as many as there are already. */
function placesIn(form: URLSearchParams): number[] {
  const known = [...form.keys()].map((name) => Number(/^r(\d{1,2})-from$/.exec(name)?.[1] ?? 0) + 1);
  return [...Array(Math.min(24, Math.max(3, ...known))).keys()];
}

type FormProps = {
  hours: Hours;
  schedules: readonly Named[];
  form: URLSearchParams;
  faults: readonly FieldFault[];
  /** What is changed, and the version it has. */
  override?: { id: string; version: number };
};

export const DateForm = ({ hours, schedules, form, faults, override }: FormProps) => {
  const { visit, words, base } = hours;
  const { speech } = visit;
  const value = (name: string): string => form.get(name) ?? "";
  return (
    <form method="post" action={`${base}/dates${override === undefined ? "" : `/${override.id}`}`} class="h-dated">
      {override === undefined ? <Once nonce={visit.nonce} /> : <Version version={versionFor(form, override)} />}
      <div class="h-pair">
        <Field
          name="first_date"
          label={words.dates.first}
          type="date"
          value={value("first_date")}
          faults={faults}
          speech={speech}
        />
        <Field
          name="last_date"
          label={words.dates.last}
          type="date"
          value={value("last_date")}
          optional
          faults={faults}
          speech={speech}
        />
      </div>
      <Choices
        name="kind"
        kind="radio"
        label={words.dates.kind}
        values={[value("kind") || "unavailable"]}
        choices={[
          { value: "unavailable", label: words.dates.closed },
          { value: "available", label: words.dates.other },
        ]}
        faults={faults}
      />
      <fieldset class="h-if-available">
        <legend>{words.dates.ranges}</legend>
        <ol class="h-ranges">
          {placesIn(form).map((place) => (
            <RangeFields hours={hours} place={place} form={form} faults={faults} />
          ))}
        </ol>
      </fieldset>
      {schedules.length < 2 || override !== undefined ? null : (
        <Select
          name="schedule_id"
          label={words.dates.schedule}
          value={value("schedule_id")}
          optional
          speech={speech}
          choices={[
            { value: "", label: words.dates.allSchedules },
            ...schedules.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          faults={faults}
        />
      )}
      <Field
        name="reason"
        label={words.reason}
        hint={words.reasonHint}
        value={value("reason")}
        maxlength={500}
        dir="auto"
        optional
        faults={faults}
        speech={speech}
      />
      <button type="submit">{override === undefined ? words.dates.addDo : kitWords[speech.language].save}</button>
    </form>
  );
};

const RangeFields = ({
  hours: { words },
  place,
  form,
  faults,
}: {
  hours: Hours;
  place: number;
  form: URLSearchParams;
  faults: readonly FieldFault[];
}) => {
  const fault = faults.find(({ field }) => field.startsWith(`r${place}-`));
  const input = (end: "from" | "until") => (
    <input
      id={`r${place}-${end}`}
      name={`r${place}-${end}`}
      type="time"
      value={form.get(`r${place}-${end}`) ?? ""}
      aria-label={(end === "from" ? words.dates.fromOf : words.dates.untilOf)(place + 1)}
      {...(fault?.field === `r${place}-${end}`
        ? { "aria-invalid": "true" as const, "aria-describedby": `r${place}-fault` }
        : {})}
    />
  );
  return (
    <li>
      {input("from")}
      <span aria-hidden="true">–</span>
      {input("until")}
      {fault === undefined ? null : (
        <span class="fault" id={`r${place}-fault`}>
          {fault.sentence}
        </span>
      )}
    </li>
  );
};

const versionFor = (form: URLSearchParams, { version }: { version: number }): number => {
  const said = /^\d{1,15}$/.exec(form.get("version") ?? "")?.[0];
  return said === undefined ? version : Number(said);
};

/** What was typed, as the API takes it, and the field each of its ranges came from. */
export function wordsIn(form: URLSearchParams) {
  const kind = form.get("kind") === "available" ? ("available" as const) : ("unavailable" as const);
  const places =
    kind === "unavailable"
      ? []
      : placesIn(form).filter((place) => typed(form, `r${place}-from`) ?? typed(form, `r${place}-until`));
  const ranges = places.map((place) => ({
    start: form.get(`r${place}-from`) ?? "",
    end: form.get(`r${place}-until`) === "00:00" ? "24:00" : (form.get(`r${place}-until`) ?? ""),
  }));
  const last_date = typed(form, "last_date");
  const body = {
    first_date: form.get("first_date") ?? "",
    ...(last_date === undefined ? {} : { last_date }),
    kind,
    ranges,
    reason: typed(form, "reason") ?? null,
  };
  const fields = Object.fromEntries(
    places.flatMap((place, at) => [
      [`/ranges/${at}/start`, `r${place}-from`],
      [`/ranges/${at}/end`, `r${place}-until`],
      [`/ranges/${at}`, `r${place}-from`],
    ]),
  );
  const plain = { "/first_date": "first_date", "/last_date": "last_date", "/kind": "kind", "/reason": "reason" };
  return { body, fields: { ...plain, "/ranges": "r0-from", "/schedule_id": "schedule_id", ...fields } };
}
