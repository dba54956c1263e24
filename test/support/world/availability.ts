import { newcomer } from "#availability/interviewing/rules.ts";
import type { Interviewer } from "#availability/interviewing/tables.ts";
import type { Override } from "#availability/overrides/tables.ts";
import type { Schedule } from "#availability/schedules/tables.ts";
import { reachOf } from "#availability/time-off/rules.ts";
import type { TimeOff } from "#availability/time-off/tables.ts";
import type { Travel } from "#availability/travel/tables.ts";
import type { Id, Kind } from "#kernel/ids.ts";
import { asInstant, day, type Instant } from "#kernel/instant.ts";
import { addDays, asDay, asLocalTime } from "#time/dates.ts";
import { parseHours } from "#time/notation.ts";
import type { PersonKey } from "./company.ts";

type Worker = Extract<PersonKey, "owner" | "recruiter" | "berlin" | "kolkata" | "vancouver">;

/** When the company's people work: a week each, an afternoon off, a vacation, a trip, and one who has said how she is booked. */
export type Availability = {
  schedules: Record<Worker, Schedule>;
  override: Override;
  timeOff: TimeOff;
  travel: Travel;
  interviewer: Interviewer;
};

type Recipe = {
  tenantId: Id<"tenant">;
  now: Instant;
  mint: <K extends Kind>(kind: K) => Id<K>;
  marked: (text: string) => string;
  dates: { createdAt: Instant; updatedAt: Instant; version: number };
  memberOf: (who: PersonKey) => Id<"member">;
};

const weeks: Record<Worker, string> = {
  owner: "Mon-Fri 10:00-12:00 Europe/Paris",
  recruiter: "Mon-Fri 09:00-12:30, 13:30-17:30 Europe/Paris",
  berlin: "Mon-Thu 09:00-12:00, 13:00-17:00 Europe/Berlin; Fri 09:00-13:00",
  // Half an hour off everybody else's full hours.
  kolkata: "Mon-Fri 10:00-13:00, 14:00-18:30 Asia/Kolkata",
  vancouver: "Mon-Fri 08:30-16:30 America/Vancouver",
};

export function availability({ tenantId, now, mint, marked, dates, memberOf }: Recipe): Availability {
  const today = asDay(Math.floor(now / day));
  const kept = { metadata: {}, ...dates, deletedAt: null, deletedBy: null };

  const schedule = (who: Worker): Schedule => {
    const week = parseHours(weeks[who]);
    if (!week.ok || week.value.zone === null) throw new Error(`The hours of ${who} cannot be read.`);
    return {
      tenantId,
      id: mint("schedule"),
      memberId: memberOf(who),
      name: marked("Interview hours"),
      description: marked("When I like to talk to people."),
      timeZone: week.value.zone,
      isDefault: true,
      weekly: week.value.weekly,
      ...kept,
    };
  };
  const schedules = Object.fromEntries((Object.keys(weeks) as Worker[]).map((who) => [who, schedule(who)]));

  const [first, last] = [addDays(today, 30), addDays(today, 43)];
  return {
    // One entry for each worker, which `fromEntries` cannot tell.
    schedules: schedules as Availability["schedules"],
    override: {
      tenantId,
      id: mint("override"),
      memberId: memberOf("vancouver"),
      scheduleId: null,
      firstDate: addDays(today, 20),
      lastDate: addDays(today, 20),
      kind: "available",
      ranges: [{ start: asLocalTime(13 * 60), end: asLocalTime(16 * 60 + 30) }],
      reason: marked("Dentist in the morning"),
      ...kept,
    },
    timeOff: {
      tenantId,
      id: mint("time_off"),
      memberId: memberOf("kolkata"),
      kind: "vacation",
      firstDate: first,
      lastDate: last,
      ...reachOf(first, last),
      reason: marked("Family in Pune"),
      ...kept,
    },
    travel: {
      tenantId,
      id: mint("travel"),
      memberId: memberOf("berlin"),
      startsAt: asInstant((today + 50) * day),
      endsAt: asInstant((today + 57) * day),
      timeZone: schedules["vancouver"]?.timeZone ?? schedule("vancouver").timeZone,
      note: marked("The team offsite"),
      ...kept,
    },
    interviewer: {
      ...newcomer,
      tenantId,
      memberId: memberOf("berlin"),
      afterMinutes: 10,
      noticeMinutes: 120,
      limits: { ...newcomer.limits, day: { count: 3, minutes: null }, week: { count: null, minutes: 600 } },
      specialties: [marked("Distributed systems"), "Databases"],
      profile: marked("Builds the part that must not fall over."),
      ...dates,
    },
  };
}
