import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Criterion, ScorecardForm } from "./tables.ts";

export type FormCode =
  | "scorecard_form.unknown"
  | "scorecard_form.name_taken"
  | "scorecard_form.in_use"
  | "scorecard_form.inactive"
  | "scorecard_form.criterion_twice"
  | "scorecard_form.labels_off";

/** A criterion as it is said; one without an id is a new one. */
export type CriterionWords = Omit<Criterion, "id"> & { id?: string | undefined };

/** Criteria as they are kept: whoever says no id is given one that no other criterion ever had. */
export const criteriaOf = (words: readonly CriterionWords[], fresh: () => string): Criterion[] =>
  words.map(({ id, label, description, required, weight }) => ({
    id: id ?? fresh(),
    label,
    description,
    required,
    weight,
  }));

/** All that is wrong with a form at once: a criterion judged twice, and a scale with some steps named and others not. */
export function judgedForm(form: Pick<ScorecardForm, "scale" | "scaleLabels" | "criteria">): Outcome<true, FormCode> {
  const faults = [...faultsOfCriteria(form.criteria), ...faultsOfLabels(form)];
  const [first] = faults;
  return first === undefined ? done(true) : refuse(first.code, { pointer: first.pointer, errors: faults });
}

type FormFault = Fault & { code: FormCode };

function faultsOfCriteria(criteria: readonly Criterion[]): FormFault[] {
  const ids = criteria.map(({ id }) => id);
  const labels = criteria.map(({ label }) => label.toLowerCase());
  return criteria.flatMap((_, at): FormFault[] => {
    const isAgain = (list: readonly string[]) => list.indexOf(list[at] ?? "") < at;
    const field = isAgain(ids) ? "id" : isAgain(labels) ? "label" : undefined;
    return field === undefined ? [] : [{ pointer: `/criteria/${at}/${field}`, code: "scorecard_form.criterion_twice" }];
  });
}

const faultsOfLabels = ({ scale, scaleLabels }: Pick<ScorecardForm, "scale" | "scaleLabels">): FormFault[] =>
  scaleLabels.length === 0 || scaleLabels.length === scale
    ? []
    : [{ pointer: "/scale_labels", code: "scorecard_form.labels_off" }];
