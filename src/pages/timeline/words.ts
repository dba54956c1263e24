import type { Catalogue } from "../kit/language.ts";
import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";

/** What is said of what happened and of what was told: in every language what English says. */
export type TimelineWords = Omit<typeof en, "what" | "outcome"> & {
  /** Words for what others name; what none of them is, is shown as it came. */
  what: Readonly<Record<string, string>>;
  outcome: Readonly<Record<string, string>>;
};

export const timelineWords: Catalogue<TimelineWords> = { en, de, fr, es, ar };
