import type { Child } from "hono/jsx";
import { english, type Speech } from "./language.ts";
import { kitWords } from "./words.ts";

/** `field` is the id of the control it means; empty where it means none. */
export type FieldFault = { field: string; sentence: string };

/** Says what is wrong at the head of the page, takes the focus there, and leads to the field. */
export const Faults = ({ faults, speech = english }: { faults: readonly FieldFault[]; speech?: Speech }) =>
  faults.length === 0 ? null : (
    <div class="faults" role="alert" tabindex={-1} autofocus>
      <h2>{kitWords[speech.language].problem}</h2>
      <ul>
        {faults.map(({ field, sentence }) => (
          <li>{field === "" ? sentence : <a href={`#${field}`}>{sentence}</a>}</li>
        ))}
      </ul>
    </div>
  );

/** A page that tells of faults says so in its title, which is what is read out first. */
export const faultyTitle = (title: string, faults: readonly FieldFault[], speech: Speech = english): string =>
  faults.length === 0 ? title : `${kitWords[speech.language].error}: ${title}`;

type Common = {
  name: string;
  /** Where several of one name stand on a page. */
  id?: string;
  label: Child;
  hint?: Child;
  faults?: readonly FieldFault[];
  /** Most fields are; one that is not says so in words. */
  optional?: boolean;
  speech?: Speech;
};

const faultOf = ({ name, id = name, faults }: Common): FieldFault | undefined =>
  faults?.find(({ field }) => field === id);

function described(props: Common) {
  const { name, id = name, hint } = props;
  const fault = faultOf(props);
  const ids = [hint === undefined ? "" : `${id}-hint`, fault === undefined ? "" : `${id}-fault`].filter(Boolean);
  return {
    ...(ids.length === 0 ? {} : { "aria-describedby": ids.join(" ") }),
    ...(fault === undefined ? {} : { "aria-invalid": "true" as const }),
  };
}

/** A label, what helps to fill it in, and what is wrong with it: all are read out with the control. */
const Labelled = ({ control, ...props }: Common & { control: Child }) => {
  const { name, id = name, label, hint, optional, speech = english } = props;
  const fault = faultOf(props);
  return (
    <p class="field">
      <label for={id}>
        {label}
        {optional === true ? <span class="quiet"> ({kitWords[speech.language].optional})</span> : null}
      </label>
      {hint === undefined ? null : (
        <span class="quiet hint" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault === undefined ? null : (
        <span class="fault" id={`${id}-fault`}>
          {fault.sentence}
        </span>
      )}
      {control}
    </p>
  );
};

export type FieldProps = Common & {
  value?: string | null;
  type?: "email" | "text" | "tel" | "url" | "number" | "date" | "time" | "datetime-local" | "search" | "color";
  autocomplete?: string;
  inputmode?: "numeric" | "email" | "tel" | "url" | "decimal";
  maxlength?: number;
  min?: string | number;
  max?: string | number;
  step?: string | number;
  /** People write their names and answers from right to left in a page that is read from left to right. */
  dir?: "auto" | "ltr";
  /** False where another field may stand in for this one, or nothing typed means something too. */
  required?: false;
};

/** One labelled line. */
export const Field = (props: FieldProps) => {
  const {
    name,
    label: _,
    hint: _hint,
    faults: _faults,
    optional,
    speech: _speech,
    value,
    type = "text",
    ...rest
  } = props;
  return (
    <Labelled
      {...props}
      control={
        <input
          id={name}
          name={name}
          type={type}
          value={value ?? ""}
          required={optional !== true}
          {...rest}
          {...described(props)}
        />
      }
    />
  );
};

/** Several lines. */
export const TextArea = (
  props: Common & { value?: string | null | undefined; rows?: number; maxlength?: number; mono?: boolean },
) => {
  const { name, id = name, value, rows = 4, maxlength, optional, mono } = props;
  return (
    <Labelled
      {...props}
      control={
        <textarea
          id={id}
          name={name}
          rows={rows}
          dir="auto"
          class={mono === true ? "mono" : "prose"}
          required={optional !== true}
          {...(maxlength === undefined ? {} : { maxlength })}
          {...described(props)}
        >
          {value ?? ""}
        </textarea>
      }
    />
  );
};

export type Choice = { value: string; label: string; group?: string };

/** One of many. */
export const Select = (
  props: Common & {
    value?: string | null;
    choices: readonly Choice[];
    multiple?: boolean;
    values?: readonly string[];
    /** False where the choice of nothing means something too. */
    required?: false;
  },
) => {
  const { name, id = name, value, values, choices, optional, multiple, required = optional !== true } = props;
  const chosen = new Set(values ?? (value == null ? [] : [value]));
  const groups = [...new Set(choices.map(({ group }) => group))];
  const option = ({ value: own, label }: Choice) => (
    <option value={own} selected={chosen.has(own)}>
      {label}
    </option>
  );
  return (
    <Labelled
      {...props}
      control={
        <select id={id} name={name} required={required} multiple={multiple === true} {...described(props)}>
          {groups.map((group) => {
            const own = choices.filter((choice) => choice.group === group).map(option);
            return group === undefined ? own : <optgroup label={group}>{own}</optgroup>;
          })}
        </select>
      }
    />
  );
};

/** Controls that are one answer: a name for all of them, what helps to fill them in, and what is wrong. */
export const Grouped = ({ look = "", children, ...props }: Common & { look?: string; children?: Child }) => {
  const { name, label, hint, optional, speech = english } = props;
  const fault = faultOf(props);
  const { "aria-invalid": _, ...help } = described(props);
  return (
    <fieldset class={`choices ${look}`.trim()} {...help}>
      <legend>
        {label}
        {optional === true ? <span class="quiet"> ({kitWords[speech.language].optional})</span> : null}
      </legend>
      {hint === undefined ? null : (
        <p class="quiet hint" id={`${name}-hint`}>
          {hint}
        </p>
      )}
      {fault === undefined ? null : (
        <p class="fault" id={`${name}-fault`}>
          {fault.sentence}
        </p>
      )}
      {children}
    </fieldset>
  );
};

/** One of few (`radio`), or any of few (`checkbox`): a group with a name of its own. The first control bears the group's id. */
export const Choices = (
  props: Common & {
    kind: "radio" | "checkbox";
    values: readonly string[];
    choices: readonly (Choice & { hint?: string })[];
  },
) => {
  const { name, kind, values, choices, optional } = props;
  return (
    <Grouped {...props}>
      {choices.map(({ value, label, hint }, at) => (
        <label class="choice">
          <input
            id={at === 0 ? name : `${name}-${at}`}
            type={kind}
            name={name}
            value={value}
            checked={values.includes(value)}
            required={kind === "radio" && optional !== true}
          />
          <span>
            {label}
            {hint === undefined ? null : <span class="quiet"> {hint}</span>}
          </span>
        </label>
      ))}
    </Grouped>
  );
};

/** A single yes. */
export const Tick = (props: Common & { checked?: boolean; value?: string; mustTick?: boolean }) => {
  const { name, label, checked, value = "yes", mustTick, hint } = props;
  const fault = faultOf(props);
  return (
    <p class="field tick">
      {fault === undefined ? null : (
        <span class="fault" id={`${name}-fault`}>
          {fault.sentence}
        </span>
      )}
      <label class="choice" for={name}>
        <input
          id={name}
          type="checkbox"
          name={name}
          value={value}
          checked={checked === true}
          required={mustTick === true}
          {...described(props)}
        />
        <span>{label}</span>
      </label>
      {hint === undefined ? null : (
        <span class="quiet hint" id={`${name}-hint`}>
          {hint}
        </span>
      )}
    </p>
  );
};

/** Sent with a form that must act once, however often it is sent: the name of this one try. */
export const Once = ({ nonce }: { nonce: string }) => <input type="hidden" name="once" value={nonce} />;

/** The header that a form with `Once` brings along. */
export const onceIn = (form: URLSearchParams): { "Idempotency-Key": string } => ({
  "Idempotency-Key": form.get("once")?.slice(0, 255) || crypto.randomUUID(),
});

/** The version a form was made from. */
export const Version = ({ version }: { version: number }) => (
  <input type="hidden" name="version" value={String(version)} />
);
export const ifMatchIn = (form: URLSearchParams): { "If-Match": string } => ({
  "If-Match": `"${/^\d{1,15}$/.exec(form.get("version") ?? "")?.[0] ?? "0"}"`,
});

/** What was typed; nothing where only blanks were. */
export const typed = (form: URLSearchParams, name: string): string | undefined => {
  const value = form.get(name)?.trim();
  return value === undefined || value === "" ? undefined : value;
};
