import type { Child } from "hono/jsx";

export type FieldFault = { field: string; sentence: string };

/** Says what is wrong at the head of the page, takes the focus there, and leads to the field. */
export const Faults = ({ faults }: { faults: readonly FieldFault[] }) =>
  faults.length === 0 ? null : (
    <div class="faults" role="alert" tabindex={-1} autofocus>
      <h2>There is a problem</h2>
      <ul>
        {faults.map(({ field, sentence }) => (
          <li>
            <a href={`#${field}`}>{sentence}</a>
          </li>
        ))}
      </ul>
    </div>
  );

type FieldProps = {
  name: string;
  label: string;
  hint?: Child;
  fault?: FieldFault | undefined;
  value?: string;
  type?: "email" | "text";
  autocomplete: "email" | "one-time-code";
  inputmode?: "numeric" | "email";
};

/** One labelled field. Its hint and its fault are read out with it. */
export const Field = ({ name, label, hint, fault, value = "", type = "text", autocomplete, inputmode }: FieldProps) => {
  const described = [hint === undefined ? "" : `${name}-hint`, fault === undefined ? "" : `${name}-fault`].filter(
    Boolean,
  );
  return (
    <p class="field">
      <label for={name}>{label}</label>
      {hint === undefined ? null : (
        <span class="quiet" id={`${name}-hint`}>
          {hint}
        </span>
      )}
      {fault === undefined ? null : (
        <span class="fault" id={`${name}-fault`}>
          {fault.sentence}
        </span>
      )}
      <input
        id={name}
        name={name}
        type={type}
        value={value}
        required
        autocomplete={autocomplete}
        {...(inputmode === undefined ? {} : { inputmode })}
        {...(fault === undefined ? {} : { "aria-invalid": "true" })}
        {...(described.length === 0 ? {} : { "aria-describedby": described.join(" ") })}
      />
    </p>
  );
};
