import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit, failIfMissed, failUnlessStill } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { printHours } from "#time/notation.ts";
import { retireOverridesOf } from "../overrides/actions.ts";
import { keeps, ownerFor } from "../owner.ts";
import { scheduleFacts } from "./facts.ts";
import { keepsDefault, mayGo, readWeek, type WrittenWeek } from "./rules.ts";
import * as store from "./store.ts";
import type { Schedule } from "./tables.ts";

const tell = announcer(scheduleFacts);
const unknown = refuse("schedule.unknown");

const taken = {
  "schedules.tenant_id, schedules.member_id, schedules.name": { code: "schedule.name_taken", pointer: "/name" },
  // Somebody else's default stood first: look again.
  "schedules.tenant_id, schedules.member_id": { code: "commit.missed" },
};

/** Hours as people write them, where an auditor reads. */
function audited({ weekly, ...schedule }: Schedule) {
  return { ...schedule, hoursText: hoursTextOf({ ...schedule, weekly }) };
}

export const hoursTextOf = ({ timeZone, weekly }: Schedule): string => printHours({ zone: timeZone, weekly });

export async function list(
  scope: Scope,
  filter: store.ScheduleFilter,
  cut: Cut & { by: "created_at" | "name" },
): Promise<Outcome<Page<Schedule>>> {
  return done(await store.listSchedules(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"schedule">): Promise<Outcome<Schedule>> {
  const schedule = await store.findSchedule(scope, id);
  return schedule === undefined ? unknown : done(schedule);
}

export type ScheduleWords = WrittenWeek & {
  name: string;
  description: string | null;
  is_default?: boolean | undefined;
  metadata: Record<string, string>;
};

export async function create(
  scope: Scope,
  words: ScheduleWords & { member_id?: Id<"member"> | undefined },
): Promise<Outcome<Schedule>> {
  const owner = ownerFor(scope, words.member_id);
  if (!owner.ok) return owner;
  const { isHere, standing } = await store.readOwner(scope, owner.value);

  if (!isHere) return refuse("availability.member_unknown", { pointer: "/member_id" });
  const week = readWeek(words);
  if (!week.ok) return week;
  const schedule: Schedule = {
    tenantId: scope.tenant.id,
    id: scope.newId("schedule"),
    memberId: owner.value,
    name: words.name,
    description: words.description,
    ...week.value,
    isDefault: words.is_default === true || standing === undefined,
    metadata: words.metadata,
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };

  const insert = store.insertSchedule(scope, schedule);
  const created = tell("schedule.created", schedule.id, 1, null, audited(schedule));
  if (schedule.isDefault && standing !== undefined) {
    return commit(scope, {
      ...stepDown(scope, standing),
      also: [insert],
      alsoFacts: [created],
      result: schedule,
      taken,
    });
  }
  const also = schedule.isDefault ? [] : [failUnlessStill(scope, store.memberHasDefault(scope, owner.value))];
  return commit(scope, { change: insert, fact: created, also, result: schedule, taken });
}

/** The default until now makes room for another. */
function stepDown(scope: Scope, standing: Schedule) {
  const after = { ...standing, isDefault: false, updatedAt: scope.now, version: standing.version + 1 };
  return {
    change: store.updateSchedule(scope, standing, after),
    fact: tell("schedule.changed", standing.id, after.version, audited(standing), audited(after)),
  };
}

export async function replace(
  scope: Scope,
  id: Id<"schedule">,
  words: ScheduleWords,
  ifMatch: number | undefined,
): Promise<Outcome<Schedule>> {
  return rewrite(scope, id, ifMatch, words.is_default, (before) => {
    const week = readWeek(words);
    if (!week.ok) return week;
    const { name, description, metadata } = words;
    return done({ ...before, ...week.value, name, description, metadata });
  });
}

export type SchedulePatch = {
  name?: string | undefined;
  description?: string | null | undefined;
  is_default?: boolean | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  id: Id<"schedule">,
  patch: SchedulePatch,
  ifMatch: number | undefined,
): Promise<Outcome<Schedule>> {
  return rewrite(scope, id, ifMatch, patch.is_default, (before) =>
    done({
      ...before,
      name: patch.name ?? before.name,
      description: patch.description === undefined ? before.description : patch.description,
      metadata: mergeMetadata(before.metadata, patch.metadata),
    }),
  );
}

async function rewrite(
  scope: Scope,
  id: Id<"schedule">,
  ifMatch: number | undefined,
  wantsDefault: boolean | undefined,
  turn: (before: Schedule) => Outcome<Schedule>,
): Promise<Outcome<Schedule>> {
  const { schedule, standing } = await store.readSchedule(scope, id);
  if (schedule === undefined) return unknown;

  const yours = keeps(scope, schedule.memberId, unknown);
  if (!yours.ok) return yours;
  const current = seen(schedule, ifMatch);
  if (!current.ok) return current;
  const kept = keepsDefault(schedule, wantsDefault);
  if (!kept.ok) return kept;
  const turned = turn(schedule);
  if (!turned.ok) return turned;
  const isDefault = schedule.isDefault || wantsDefault === true;
  const after: Schedule = { ...turned.value, isDefault, updatedAt: scope.now, version: schedule.version + 1 };

  const update = store.updateSchedule(scope, schedule, after);
  const changed = tell("schedule.changed", id, after.version, audited(schedule), audited(after));
  if (after.isDefault && !schedule.isDefault && standing !== undefined) {
    return commit(scope, {
      ...stepDown(scope, standing),
      also: [update, failIfMissed(scope)],
      alsoFacts: [changed],
      result: after,
      taken,
    });
  }
  return commit(scope, { change: update, fact: changed, result: after, taken });
}

export async function remove(scope: Scope, id: Id<"schedule">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const schedule = await store.findSchedule(scope, id);
  if (schedule === undefined) return unknown;

  const yours = keeps(scope, schedule.memberId, unknown);
  if (!yours.ok) return yours;
  const current = seen(schedule, ifMatch);
  if (!current.ok) return current;
  const goes = mayGo(schedule, await store.hasOthers(scope, schedule));
  if (!goes.ok) return goes;
  const after: Schedule = {
    ...schedule,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: schedule.version + 1,
  };

  const others = schedule.isDefault ? [failUnlessStill(scope, store.memberHasNone(scope, schedule.memberId))] : [];
  return commit(scope, {
    change: store.updateSchedule(scope, schedule, after),
    fact: tell("schedule.deleted", id, after.version, audited(schedule), null),
    also: [...others, retireOverridesOf(scope, id)],
    result: null,
  });
}
