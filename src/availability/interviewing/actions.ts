import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Scope } from "#platform/scope.ts";
import type { Weekday } from "#time/dates.ts";
import type { ZoneId } from "#time/zones.ts";
import { keeps } from "../owner.ts";
import { interviewingFacts } from "./facts.ts";
import { mergeLimits, newcomer, readZone, type Settings, settled, type WrittenLimits, zoneFor } from "./rules.ts";
import * as store from "./store.ts";
import type { Interviewer } from "./tables.ts";

const tell = announcer(interviewingFacts);
const unknown = refuse("member.unknown");

/** What a member said, or version 0 of what holds until they do; and the zone that comes of it. */
export type InterviewerShown = Interviewer & { zone: ZoneId };

type Found = { shown: InterviewerShown; zoneOf: (said: ZoneId | null) => ZoneId };

async function read(scope: Scope, member: Id<"member">): Promise<Found | undefined> {
  const found = await store.readInterviewer(scope, member);
  if (found === undefined) return undefined;
  const { personZone, companyZone } = found;
  const zoneOf = (said: ZoneId | null) => zoneFor(said, personZone, companyZone);
  const said = found.said ?? {
    ...newcomer,
    tenantId: scope.tenant.id,
    memberId: member,
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 0,
  };
  return { shown: { ...said, zone: zoneOf(said.timeZone) }, zoneOf };
}

export async function get(scope: Scope, member: Id<"member">): Promise<Outcome<InterviewerShown>> {
  const found = await read(scope, member);
  return found === undefined ? unknown : done(found.shown);
}

export type InterviewingPatch = {
  time_zone?: string | null | undefined;
  default_duration_minutes?: number | undefined;
  buffer_before_minutes?: number | undefined;
  buffer_after_minutes?: number | undefined;
  notice_minutes?: number | undefined;
  advance_days?: number | null | undefined;
  limits?: WrittenLimits | undefined;
  week_start?: Weekday | undefined;
  paused_until?: Instant | null | undefined;
  pause_reason?: string | null | undefined;
  load_weight?: number | undefined;
  specialties?: readonly string[] | undefined;
  profile?: string | null | undefined;
};

/** The whole: what is not said goes back to what a newcomer has. */
export const replace = (
  scope: Scope,
  member: Id<"member">,
  words: InterviewingPatch,
  ifMatch: number | undefined,
): Promise<Outcome<InterviewerShown>> => rewrite(scope, member, ifMatch, () => turned(newcomer, words));

export const change = (
  scope: Scope,
  member: Id<"member">,
  patch: InterviewingPatch,
  ifMatch: number | undefined,
): Promise<Outcome<InterviewerShown>> => rewrite(scope, member, ifMatch, (before) => turned(before, patch));

async function rewrite(
  scope: Scope,
  member: Id<"member">,
  ifMatch: number | undefined,
  turn: (before: Settings) => Outcome<Settings>,
): Promise<Outcome<InterviewerShown>> {
  const found = await read(scope, member);
  if (found === undefined) return unknown;
  const { zone: _, ...before } = found.shown;

  const yours = keeps(scope, member, unknown);
  if (!yours.ok) return yours;
  const current = seen(before, ifMatch);
  if (!current.ok) return current;
  const settings = turn(before);
  if (!settings.ok) return settings;
  const after: Interviewer = { ...before, ...settings.value, updatedAt: scope.now, version: before.version + 1 };

  const isFirst = before.version === 0;
  return commit(scope, {
    change: isFirst ? store.insertInterviewer(scope, after) : store.updateInterviewer(scope, before, after),
    fact: tell("interviewing.changed", member, after.version, isFirst ? null : before, after),
    result: { ...after, zone: found.zoneOf(after.timeZone) },
    // Two who speak first at once: the second looks again.
    taken: { "interviewers.tenant_id, interviewers.member_id": { code: "commit.missed" } },
  });
}

const or = <T>(said: T | undefined, standing: T): T => (said === undefined ? standing : said);

function turned(before: Settings, patch: InterviewingPatch): Outcome<Settings> {
  const zone = patch.time_zone === undefined ? done(before.timeZone) : readZone(patch.time_zone);
  if (!zone.ok) return zone;
  return done(
    settled({
      timeZone: zone.value,
      defaultMinutes: or(patch.default_duration_minutes, before.defaultMinutes),
      beforeMinutes: or(patch.buffer_before_minutes, before.beforeMinutes),
      afterMinutes: or(patch.buffer_after_minutes, before.afterMinutes),
      noticeMinutes: or(patch.notice_minutes, before.noticeMinutes),
      advanceDays: or(patch.advance_days, before.advanceDays),
      limits: mergeLimits(before.limits, patch.limits ?? {}),
      weekStart: or(patch.week_start, before.weekStart),
      pausedUntil: or(patch.paused_until, before.pausedUntil),
      pauseReason: or(patch.pause_reason, before.pauseReason),
      loadWeight: or(patch.load_weight, before.loadWeight),
      specialties: or(patch.specialties, before.specialties),
      profile: or(patch.profile, before.profile),
    }),
  );
}
