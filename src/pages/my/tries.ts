// What a page of an interview was last sent, and what came of it.
import type { FieldFault } from "../kit/forms.tsx";
import type { CardSeen } from "./interview-desk.ts";

export type CardTry = {
  values?: URLSearchParams | undefined;
  faults?: readonly FieldFault[] | undefined;
  /** Saved elsewhere while this was written; both are shown. */
  conflict?: CardSeen | null | undefined;
  revising?: boolean | undefined;
};

export type InterviewTry = CardTry & {
  faults?: readonly FieldFault[];
  /** What was typed into any other form of the page. */
  typed?: URLSearchParams;
};
