import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import { type Interviewer, type Limits, periods } from "./tables.ts";

export type InterviewingCode = "interviewing.zone_unknown";

export type Settings = Omit<Interviewer, "tenantId" | "memberId" | "createdAt" | "updatedAt" | "version">;

const noLimit = { count: null, minutes: null };

/** What holds for a member who never said anything. */
export const newcomer: Settings = {
  timeZone: null,
  defaultMinutes: 60,
  beforeMinutes: 0,
  afterMinutes: 0,
  noticeMinutes: 0,
  advanceDays: null,
  limits: { day: noLimit, week: noLimit, month: noLimit, year: noLimit },
  weekStart: 1,
  pausedUntil: null,
  pauseReason: null,
  loadWeight: 100,
  specialties: [],
  profile: null,
};

/** The zone a person's limits are counted in: what they said for interviews, else for themselves, else their company's. */
export const zoneFor = (said: ZoneId | null, person: string | null, company: string): ZoneId => {
  const zone = said ?? [person ?? "", company].map(zoneOf).find((known) => known !== undefined) ?? zoneOf("UTC");
  if (zone === undefined) throw new Error("UTC is no zone of the table.");
  return zone;
};

export function readZone(name: string | null): Outcome<ZoneId | null, InterviewingCode> {
  const zone = name === null ? null : zoneOf(name);
  return zone === undefined ? refuse("interviewing.zone_unknown", { pointer: "/time_zone" }) : done(zone);
}

type OneLimit = { count?: number | null | undefined; minutes?: number | null | undefined };
export type WrittenLimits = { [P in (typeof periods)[number]]?: OneLimit | null | undefined };

/** A merge patch: null takes a period's limits away, silence keeps them. */
export function mergeLimits(before: Limits, patch: WrittenLimits): Limits {
  const merged = periods.map((period) => {
    const said = patch[period];
    if (said === null) return [period, noLimit] as const;
    const { count = before[period].count, minutes = before[period].minutes } = said ?? {};
    return [period, { count, minutes }] as const;
  });
  // Every period has its entry, which `fromEntries` cannot tell.
  return Object.fromEntries(merged) as Limits;
}

/** Who is not paused has no reason to be. */
export const settled = (settings: Settings): Settings =>
  settings.pausedUntil === null ? { ...settings, pauseReason: null } : settings;
