import { newcomer, zoneFor } from "#availability/interviewing/rules.ts";
import type { PoolMember } from "#booking/pools/tables.ts";
import { asInstant, day, type Instant } from "#kernel/instant.ts";
import { done, type Outcome } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { asDay, type Day, type Weekday } from "#time/dates.ts";
import type { ZoneId } from "#time/zones.ts";
import { type Carried, carriedIn, type Counted, dateIn, reachOf, stretchesOf, weighted } from "./rules.ts";
import * as store from "./store.ts";

export type Load = store.Somebody & {
  zone: ZoneId;
  weekStart: Weekday;
  pausedUntil: Instant | null;
  carried: Record<Counted, Carried>;
  loadWeight: number;
  weightedMinutes: number | null;
  seats: readonly PoolMember[];
};

/** What each of a page of interviewers carries in the periods of a date, which is each one's own today where none is named. */
export async function list(
  scope: Scope,
  { on, ...filter }: store.LoadFilter & { on?: Day | undefined },
  cut: Cut,
): Promise<Outcome<Page<Load>>> {
  const people = await store.listPeople(scope, filter, cut);
  const reach = reachOf(on ?? asDay(Math.floor(scope.now / day)));
  const about = await store.readAbout(scope, people.rows, asInstant(reach.from * day), asInstant(reach.until * day));

  const rows = people.rows.map((one): Load => {
    const said = about.said.get(one.id) ?? newcomer;
    const zone = zoneFor(said.timeZone, about.zones.get(one.userId) ?? null, about.companyZone);
    const stretches = stretchesOf(on ?? dateIn(zone, scope.now), said.weekStart);
    const carried = carriedIn(stretches, zone, said.limits, about.meetings.get(one.id) ?? []);
    return {
      ...one,
      zone,
      weekStart: said.weekStart,
      pausedUntil: said.pausedUntil,
      carried,
      loadWeight: said.loadWeight,
      weightedMinutes: weighted(carried.month.minutes, said.loadWeight),
      seats: about.seats.get(one.id) ?? [],
    };
  });
  return done({ rows, next: people.next });
}
