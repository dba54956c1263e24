/**
 * A refusal is a *no* we meant: a stable code `feature.reason` and the facts that explain it. It is a value, never thrown.
 * What is thrown is a fault: a surprise, logged whole and told to the world as a bare 500.
 */
export type Refusal<Code extends string = string> = {
  code: Code;
  /** One sentence about this very case, for people; the code's general sentence stands in `problems.ts`. */
  detail?: string;
  /** JSON pointer to the part of the request that is at fault. */
  pointer?: string;
  /** All faults at once, when there are several. */
  errors?: readonly Fault[];
  /** Members the problem document carries beside the standard ones. */
  [extension: string]: unknown;
};

export type Fault = { pointer: string; code: string; detail?: string };

export type Outcome<T, Code extends string = string> = { ok: true; value: T } | { ok: false; refusal: Refusal<Code> };

export const done = <T>(value: T): { ok: true; value: T } => ({ ok: true, value });

export const refuse = <Code extends string>(
  code: Code,
  facts: Omit<Refusal, "code"> = {},
): { ok: false; refusal: Refusal<Code> } => ({ ok: false, refusal: { code, ...facts } });
