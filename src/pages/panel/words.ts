import type { PanelView } from "#hiring/panel/contract.ts";
import type * as z from "zod";
import type { Catalogue } from "../kit/language.ts";
import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";

type Told = { title: string; text: string };

/** What the page behind a panel's link says; `#` is what the page puts there: a name, a moment, a number. */
export type PanelWords = {
  hello: string;
  when: string;
  open: string;
  candidate: string;
  where: string;
  part: string;
  rsvp: Record<z.output<typeof PanelView>["rsvp"], string>;
  respond: { title: string; accept: string; decline: string; once: string };
  decline: { title: string; text: string; reason: string; hint: string; button: string; back: string };
  feedback: {
    title: string;
    once: string;
    early: Told;
    criterion: string;
    comment: string;
    overall: string;
    ofFive: string;
    of: string;
    recommendation: string;
    recommendations: Record<"strong_yes" | "yes" | "no" | "strong_no", string>;
    strengths: string;
    concerns: string;
    comments: string;
    button: string;
    missing: string;
  };
  windows: { title: string; text: string; button: string };
  done: Record<"accepted" | "declined" | "feedback" | "windows", Told>;
  see: string;
  refused: Record<"changed" | "again" | "early" | "notHeld" | "nobody" | "given" | "unfit", string>;
  over: Told;
  /** After "if you work here": the name of the way to one's own interviews is put in. */
  staff: string;
  unknown: Told;
};

export const panelWords: Catalogue<PanelWords> = { en, de, fr, es, ar };
