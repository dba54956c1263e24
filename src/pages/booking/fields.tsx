import { Choices, Field, type FieldFault, Select, TextArea } from "#pages/kit/forms.tsx";
import type { Offer } from "./door.ts";
import type { Guest } from "./frame.tsx";
import { expectation } from "./questions.ts";
import { fieldOf } from "./typed.ts";
import { bookingWords } from "./words.ts";

type Props = {
  question: Offer["questions"][number];
  guest: Guest;
  form: URLSearchParams;
  faults: readonly FieldFault[];
};

/** So many can be looked at together; more are a list to be opened. */
const mostInView = 7;

/** One question of the company's own, by its kind. */
export const QuestionField = ({ question, guest, form, faults }: Props) => {
  const { type, label, help, required, options, validation } = question;
  const { speech } = guest;
  const name = fieldOf(question);
  const expected = expectation(question, speech);
  const hints = [help, expected].filter((one) => one != null);
  const common = {
    name,
    label: <bdi>{label}</bdi>,
    faults,
    speech,
    optional: !required,
    ...(hints.length === 0 ? {} : { hint: <span dir="auto">{hints.join(" · ")}</span> }),
  };
  const value = form.get(name);
  const longest = validation.max_length === null ? {} : { maxlength: validation.max_length };
  const choices = options.map((option) => ({ value: option, label: option }));
  switch (type) {
    case "short_text":
      return <Field {...common} value={value} dir="auto" maxlength={validation.max_length ?? 500} />;
    case "long_text":
      return <TextArea {...common} value={value} maxlength={validation.max_length ?? 5_000} {...longest} />;
    case "single_select":
      return options.length <= mostInView ? (
        <Choices {...common} kind="radio" values={value === null ? [] : [value]} choices={choices} />
      ) : (
        <Select
          {...common}
          value={value}
          choices={[{ value: "", label: bookingWords[speech.language].answer.choose }, ...choices]}
        />
      );
    case "multi_select":
      return <Choices {...common} kind="checkbox" values={form.getAll(name)} choices={choices} />;
    case "phone":
      return <Field {...common} type="tel" value={value} dir="ltr" autocomplete="tel" maxlength={40} />;
    case "email":
      return <Field {...common} type="email" value={value} dir="ltr" maxlength={254} />;
    case "number":
      return <Field {...common} inputmode="decimal" value={value} dir="ltr" maxlength={20} />;
  }
};
