import type { Catalogue, Forms } from "../kit/language.ts";
import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";

type Card = {
  title: string;
  overall: string;
  own: string;
  noForm: string;
  early: string;
  notHeld: string;
  noCandidate: string;
  /** "Due {when}" */
  due: string;
  required: string;
  notJudged: string;
  comment: string;
  rating: string;
  ratingEnds: string;
  recommendation: string;
  strongYes: string;
  yes: string;
  no: string;
  strongNo: string;
  undecided: string;
  strengths: string;
  concerns: string;
  comments: string;
  nobodySees: string;
  saveDraft: string;
  handIn: string;
  review: string;
  reviewText: string;
  confirm: string;
  keepWriting: string;
  inSince: string;
  afterOthers: string;
  change: string;
  revise: string;
  earlier: string;
  sawOthers: string;
  training: string;
  nothingSaid: string;
  saving: string;
  /** "Saved {time}" */
  savedAt: string;
  unsaved: string;
  offline: string;
  failed: string;
  signedOut: string;
  restored: string;
  conflict: string;
  conflictShow: string;
  conflictText: string;
  theirs: string;
  yours: string;
  takeTheirs: string;
  keepMine: string;
  others: string;
  othersBlind: string;
  /** "{in} of {all} cards are in." */
  counts: string;
  sealed: string;
  decide: string;
  judge: string;
};

export type MyWords = {
  day: {
    title: string;
    today: string;
    earlier: string;
    later: string;
    goTo: string;
    print: string;
    toWeek: string;
    empty: string;
    /** Where somebody looks who wonders why. */
    emptyNext: string;
    none: string;
    week: string;
    previousWeek: string;
    nextWeek: string;
    thisWeek: string;
    zone: string;
    now: string;
    next: string;
    /** "{time} free" */
    free: string;
    overlaps: string;
    meetings: Forms;
    allDay: string;
    timeOff: string;
    away: { vacation: string; sick: string; holiday: string; other: string };
    held: string;
    heldUntil: string;
    /** "{time} for {who}" */
    theirTime: string;
    details: string;
  };
  load: {
    title: string;
    day: string;
    week: string;
    /** "{used} of {limit}" */
    ofLimit: string;
    noLimit: string;
    full: string;
    paused: string;
    meetings: Forms;
  };
  owed: { title: string; due: string; overdue: string };
  status: Record<
    "pending_schedule" | "held" | "confirmed" | "in_progress" | "completed" | "canceled" | "no_show" | "pending",
    string
  >;
  place: Record<"video" | "voice" | "phone" | "on_site" | "link" | "ask_candidate", string> & {
    join: string;
    call: string;
  };
  rsvp: {
    needs_action: string;
    accepted: string;
    declined: string;
    tentative: string;
    accept: string;
    maybe: string;
    decline: string;
    declineWhy: string;
    declineHint: string;
    sendDecline: string;
    change: string;
    confirm: string;
    reject: string;
    /** "Accept: {what}", read out where many buttons say the same. */
    of: string;
  };
  interview: {
    unplanned: string;
    onPage: string;
    whereAndWhen: string;
    yours: string;
    candidates: string;
    candidate: string;
    guest: string;
    works: string;
    lives: string;
    years: Forms;
    skills: string;
    resume: string;
    letter: string;
    notesOn: string;
    panel: string;
    person: string;
    answer: string;
    you: string;
    roles: Record<"lead" | "panelist" | "shadow" | "reverse_shadow" | "observer" | "coordinator" | "candidate", string>;
    kit: string;
    instructions: string;
    noKit: string;
    guidance: string;
    /** "{minutes}, {kind}" */
    yourAnswer: string;
    write: string;
    save: string;
    remove: string;
    by: string;
    ownQuestion: string;
    prompt: string;
    begin: string;
    begun: string;
    end: string;
    ended: string;
    endText: string;
    absent: string;
    noShow: string;
    noShowText: string;
    whoMissed: string;
    missed: { candidate: string; panel: string; both: string };
    notes: string;
    noNotes: string;
    note: string;
    visibility: string;
    visible: { team: string; recruiters: string; private: string };
    addNote: string;
    back: string;
  };
  card: Card;
  notices: {
    title: string;
    unread: Forms;
    allRead: string;
    none: string;
    onlyUnread: string;
    all: string;
    readAll: string;
    read: string;
    remove: string;
    newOne: string;
    urgent: string;
    more: string;
  };
  profile: {
    title: string;
    who: string;
    given: string;
    family: string;
    display: string;
    displayHint: string;
    phone: string;
    phoneHint: string;
    zone: string;
    zoneHint: string;
    noZone: string;
    language: string;
    noLanguage: string;
    email: string;
    account: string;
    hears: string;
    hearsHint: string;
    what: string;
    mail: string;
    inApp: string;
    categories: Record<"booking" | "reminder" | "request" | "security" | "digest", string>;
    always: string;
    quiet: string;
    quietHint: string;
    quietOn: string;
    from: string;
    until: string;
    quietZone: string;
    feed: string;
    feedText: string;
    feedNone: string;
    feedSince: string;
    feedMake: string;
    feedRenew: string;
    feedRenewText: string;
    feedRevoke: string;
    feedNew: string;
    feedOnce: string;
    feedOpen: string;
  };
  said: Record<
    | "answered"
    | "confirmed"
    | "rejected"
    | "begun"
    | "ended"
    | "no_show"
    | "draft"
    | "handed_in"
    | "revised"
    | "noted"
    | "changed"
    | "removed"
    | "note"
    | "read"
    | "all_read"
    | "deleted"
    | "profile"
    | "preferences"
    | "feed_revoked",
    string
  >;
  refusals: Record<
    | "early"
    | "state"
    | "conflict"
    | "notYours"
    | "over"
    | "unfit"
    | "submitted"
    | "quiet"
    | "zone"
    | "phone"
    | "incomplete",
    string
  >;
};

export const myWords: Catalogue<MyWords> = { en, de, fr, es, ar };

/** A sentence with its gaps filled: `{when}`. What people typed stands in it as it is; JSX escapes it. */
export const filled = (sentence: string, words: Readonly<Record<string, string>>): string =>
  sentence.replaceAll(/\{(\w+)\}/g, (gap, name: string) => words[name] ?? gap);
