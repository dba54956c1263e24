import type { Choice } from "./forms.tsx";

/** One choice for each, by its name. */
export const named = (all: readonly { id: string; name: string }[]): Choice[] =>
  all.map(({ id, name }) => ({ value: id, label: name }));

/** One choice for each of these, as they are called. */
export const worded = <const T extends string>(values: readonly T[], words: Readonly<Record<T, string>>): Choice[] =>
  values.map((value) => ({ value, label: words[value] }));
