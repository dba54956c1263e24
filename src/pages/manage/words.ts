import type { Catalogue, Forms } from "../kit/language.ts";
import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";

/** What the page behind an invitee's link says; `#` is what the page puts there: a company, a moment, a number. */
export type ManageWords = {
  /** Of a meeting whose kind has no name any more. */
  meeting: string;
  status: Record<
    "pending" | "confirmed" | "now" | "past" | "canceled" | "declined" | "expired" | "completed" | "no_show",
    string
  >;
  tells: {
    pending: string;
    decideBy: string;
    confirmed: string;
    now: string;
    past: string;
    canceledByYou: string;
    canceledByThem: string;
    canceled: string;
    declined: string;
    expired: string;
    completed: string;
    noShow: string;
    moved: Forms;
    reason: string;
  };
  when: string;
  where: string;
  withWhom: string;
  prepare: string;
  length: Forms;
  change: {
    title: string;
    move: string;
    moveUntil: string;
    movesLeft: Forms;
    cancel: string;
    cancelUntil: string;
    moveNotAllowed: string;
    moveTooLate: string;
    movedEnough: Forms;
    cancelNotAllowed: string;
    cancelTooLate: string;
    ask: string;
    askInstead: string;
  };
  request: {
    theirs: string;
    theirTimes: string;
    choose: string;
    keep: string;
    yours: string;
    yourTimes: string;
    wait: string;
    withdraw: string;
  };
  calendar: { title: string; file: string };
  contact: { title: string; write: string };
  said: Record<"moved" | "canceled" | "asked" | "kept" | "withdrawn", string>;
  reason: { label: string; hint: string };
  back: string;
  cancel: { title: string; text: string; last: string; button: string; keep: string };
  move: {
    title: string;
    now: string;
    reopened: string;
    last: string;
    continue: string;
    nearest: string;
    confirm: string;
    next: string;
    held: string;
    /** What scripts say instead, minute by minute. */
    heldFor: string;
    button: string;
    another: string;
  };
  ask: { title: string; text: string; why: string; button: string };
  keep: { title: string; text: string; message: string; button: string };
  refused: Record<
    "changed" | "notAllowed" | "tooLate" | "reason" | "enough" | "taken" | "lapsed" | "tooMany" | "pending" | "again",
    string
  >;
  over: { title: string; text: string };
  unknown: { title: string; text: string };
};

export const manageWords: Catalogue<ManageWords> = { en, de, fr, es, ar };
