import { named, worded } from "../kit/choices.ts";
import { Choices, Field, Select, typed } from "../kit/forms.tsx";
import { type Filled, filling } from "../kit/sheet.ts";
import { DatedForm, type DatedFormProps } from "./dated.tsx";
import type { Hours } from "./owner.ts";

export type Named = { id: string; name: string };

/** Three lines, or as many as there are already. */
function placesIn(form: URLSearchParams): number[] {
  const known = [...form.keys()].map((name) => Number(/^r(\d{1,2})-from$/.exec(name)?.[1] ?? 0) + 1);
  return [...Array(Math.min(24, Math.max(3, ...known))).keys()];
}

export const DateForm = (props: DatedFormProps & { schedules: readonly Named[] }) => {
  const { hours, filled, of, schedules } = props;
  const { visit, words } = hours;
  const { line } = filling(filled, visit.speech);
  return (
    <DatedForm {...props} path="/dates" look="h-dated">
      <div class="h-pair">
        <Field {...line("first_date")} label={words.dates.first} type="date" />
        <Field {...line("last_date")} label={words.dates.last} type="date" optional />
      </div>
      <Choices
        name="kind"
        kind="radio"
        label={words.dates.kind}
        values={[line("kind", "unavailable").value ?? ""]}
        choices={worded(["unavailable", "available"], {
          unavailable: words.dates.closed,
          available: words.dates.other,
        })}
        faults={filled.faults ?? []}
      />
      <fieldset class="h-if-available">
        <legend>{words.dates.ranges}</legend>
        <ol class="h-ranges">
          {placesIn(filled.sheet).map((place) => (
            <RangeFields hours={hours} place={place} filled={filled} />
          ))}
        </ol>
      </fieldset>
      {schedules.length < 2 || of !== undefined ? null : (
        <Select
          {...line("schedule_id")}
          label={words.dates.schedule}
          optional
          choices={[{ value: "", label: words.dates.allSchedules }, ...named(schedules)]}
        />
      )}
      <Field {...line("reason")} label={words.reason} hint={words.reasonHint} maxlength={500} dir="auto" optional />
    </DatedForm>
  );
};

type RangeProps = { hours: Hours; place: number; filled: Filled };

const RangeFields = ({ hours: { words }, place, filled: { sheet, faults = [] } }: RangeProps) => {
  const fault = faults.find(({ field }) => field.startsWith(`r${place}-`));
  const input = (end: "from" | "until") => (
    <input
      id={`r${place}-${end}`}
      name={`r${place}-${end}`}
      type="time"
      value={sheet.get(`r${place}-${end}`) ?? ""}
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
