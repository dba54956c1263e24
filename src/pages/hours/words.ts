import type { Catalogue, Forms } from "../kit/language.ts";
import { ar } from "./words/ar.ts";
import { de } from "./words/de.ts";
import { en } from "./words/en.ts";
import { es } from "./words/es.ts";
import { fr } from "./words/fr.ts";

type With = (part: string) => string;

export type HoursWords = {
  mine: string;
  of: With;
  tabsName: string;
  tabs: { week: string; dates: string; away: string; limits: string; why: string };
  said: {
    week: string;
    made: string;
    saved: string;
    added: string;
    changed: string;
    removed: string;
    limits: string;
    undone: string;
    undone_late: string;
  };
  undo: string;
  change: string;
  changeThis: With;
  remove: string;
  removeThis: With;
  addDo: string;
  from: string;
  until: string;
  inZone: With;
  reason: string;
  reasonHint: string;
  /** "30 minutes". */
  minutes: With;
  schedules: {
    title: string;
    none: string;
    default: string;
    isDefault: string;
    makeDefault: string;
    defaultHint: string;
    settings: string;
    name: string;
    nameHint: string;
    firstName: string;
    add: string;
    create: string;
    remove: string;
    removeSure: string;
  };
  week: {
    caption: string;
    day: string;
    ranges: string;
    closed: string;
    add: string;
    addOn: With;
    removeFrom: (day: string, place: string) => string;
    fromOn: With;
    untilOn: With;
    copy: string;
    copyFrom: string;
    copyTo: string;
    copyDo: string;
    zone: string;
    zoneHint: string;
    save: string;
    look: string;
    unsaved: string;
    textTitle: string;
    text: string;
    textHint: string;
    saveText: string;
    toTable: string;
    unreadable: With;
    unreadableEnd: string;
  };
  preview: {
    title: string;
    noTypes: string;
    pick: string;
    show: string;
    total: Forms;
    times: Forms;
    none: string;
    why: string;
    whyOn: With;
    /** Of hours that are not saved. */
    draft: string;
    /** While a change is not finished. */
    unready: string;
  };
  outside: { title: string; text: string };
  calendars: { title: string; text: string; wishes: string };
  dates: {
    lead: string;
    none: string;
    add: string;
    addDo: string;
    first: string;
    last: string;
    kind: string;
    closed: string;
    other: string;
    ranges: string;
    fromOf: (place: number) => string;
    untilOf: (place: number) => string;
    schedule: string;
    allSchedules: string;
  };
  off: {
    title: string;
    none: string;
    add: string;
    kind: string;
    kinds: { vacation: string; sick: string; holiday: string; other: string };
    mode: string;
    days: string;
    hours: string;
  };
  trips: {
    title: string;
    lead: string;
    none: string;
    add: string;
    zone: string;
    since: With;
    untilHint: string;
    note: string;
  };
  limits: {
    room: string;
    before: string;
    after: string;
    minutesHint: string;
    notice: string;
    noticeHint: string;
    unit: string;
    units: { minutes: string; hours: string; days: string };
    advance: string;
    advanceHint: string;
    caps: string;
    capsHint: string;
    period: string;
    per: { day: string; week: string; month: string; year: string };
    most: string;
    mostHours: string;
    interviews: Forms;
    weekStart: string;
    zone: string;
    zoneOwn: With;
    pause: string;
    pauseHint: string;
    pausedUntil: string;
    pausedNow: With;
    about: string;
    share: string;
    shareHint: string;
    specialties: string;
    specialtiesHint: string;
    profile: string;
    profileHint: string;
  };
  why: {
    lead: string;
    date: string;
    time: string;
    timeHint: With;
    ask: string;
    noDate: string;
    noTime: string;
    you: string;
    pool: With;
    offered: string;
    notOffered: string;
    offGrid: With;
    dayEmpty: string;
    daySome: string;
    theseAre: string;
    free: string;
    freeAllDay: string;
    allDay: string;
    goTo: With;
  };
  /** Why time is not free, one sentence for each rule there is. */
  reasons: {
    outside_hours: string;
    override: string;
    restriction: string;
    time_off: string;
    busy: string;
    hold: string;
    buffer: string;
    paused: string;
    notice: string;
    horizon: string;
    limit: string;
    too_short: string;
    no_pool_member: string;
  };
  /** Of two who saved at once: go on with one's own; and what could not be read yet. */
  again: string;
  unfinished: string;
  /** What the API refuses, by its code. */
  refusals: Readonly<Record<RefusalWord, string>>;
};

type RefusalWord =
  | "schedule.name_taken"
  | "schedule.is_default"
  | "schedule.hours_unreadable"
  | "schedule.time_invalid"
  | "schedule.range_empty"
  | "schedule.overlap"
  | "schedule.zone_unknown"
  | "schedule.zone_unclear"
  | "override.schedule_unknown"
  | "override.ends_early"
  | "override.too_long"
  | "override.ranges_unfit"
  | "override.time_invalid"
  | "override.range_empty"
  | "override.ranges_overlap"
  | "override.overlap"
  | "time_off.times_unclear"
  | "time_off.ends_early"
  | "time_off.too_long"
  | "travel.ends_early"
  | "travel.zone_unknown"
  | "travel.overlap"
  | "interviewing.zone_unknown"
  | "availability.not_yours"
  | "availability.member_unknown"
  | "idempotency.key_reused"
  | "version.conflict";

export const hoursWords: Catalogue<HoursWords> = { en, de, fr, es, ar };
