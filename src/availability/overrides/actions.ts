import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit, failUnlessStill } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { type Day, printDate } from "#time/dates.ts";
import { keeps, ownerFor } from "../owner.ts";
import { printRange, type WallRange } from "../wall-ranges.ts";
import { overrideFacts } from "./facts.ts";
import { readDates, standsAlone, type WrittenDates } from "./rules.ts";
import * as store from "./store.ts";
import type { Override } from "./tables.ts";

// Unsent, for the batch that takes a schedule away.
export { retireOverridesOf } from "./store.ts";

const tell = announcer(overrideFacts);
const unknown = refuse("override.unknown");

const audited = (override: Override) => ({
  ...override,
  firstDate: printDate(override.firstDate),
  lastDate: printDate(override.lastDate),
  ranges: override.ranges.map(printRange),
});

export async function list(scope: Scope, filter: store.OverrideFilter, cut: Cut): Promise<Outcome<Page<Override>>> {
  return done(await store.listOverrides(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"override">): Promise<Outcome<Override>> {
  const override = await store.findOverride(scope, id);
  return override === undefined ? unknown : done(override);
}

export type OverrideWords = WrittenDates & { reason: string | null; metadata: Record<string, string> };

export async function create(
  scope: Scope,
  words: OverrideWords & { member_id?: Id<"member"> | undefined; schedule_id: Id<"schedule"> | null },
): Promise<Outcome<Override>> {
  const owner = ownerFor(scope, words.member_id);
  if (!owner.ok) return owner;
  const dates = readDates(words);
  if (!dates.ok) return dates;
  const override: Override = {
    tenantId: scope.tenant.id,
    id: scope.newId("override"),
    memberId: owner.value,
    scheduleId: words.schedule_id,
    ...dates.value,
    reason: words.reason,
    metadata: words.metadata,
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
  const around = await store.readAround(scope, override);

  if (!around.memberIsHere) return refuse("availability.member_unknown", { pointer: "/member_id" });
  if (!around.scheduleIsHere) return refuse("override.schedule_unknown", { pointer: "/schedule_id" });
  const alone = standsAlone(around.clash);
  if (!alone.ok) return alone;

  return commit(scope, {
    change: store.insertOverride(scope, override),
    fact: tell("override.created", override.id, 1, null, audited(override)),
    also: [failUnlessStill(scope, store.fits(scope, override))],
    result: override,
  });
}

export async function replace(
  scope: Scope,
  id: Id<"override">,
  words: OverrideWords,
  ifMatch: number | undefined,
): Promise<Outcome<Override>> {
  return rewrite(scope, id, ifMatch, (before) => {
    const dates = readDates(words);
    return dates.ok ? done({ ...before, ...dates.value, reason: words.reason, metadata: words.metadata }) : dates;
  });
}

export type OverridePatch = {
  first_date?: Day | undefined;
  last_date?: Day | undefined;
  kind?: Override["kind"] | undefined;
  ranges?: readonly WallRange[] | undefined;
  reason?: string | null | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  id: Id<"override">,
  patch: OverridePatch,
  ifMatch: number | undefined,
): Promise<Outcome<Override>> {
  return rewrite(scope, id, ifMatch, (before) => {
    const dates = readDates({
      first_date: patch.first_date ?? before.firstDate,
      last_date: patch.last_date ?? before.lastDate,
      kind: patch.kind ?? before.kind,
      ranges: patch.ranges ?? before.ranges.map(printRange),
    });
    if (!dates.ok) return dates;
    const reason = patch.reason === undefined ? before.reason : patch.reason;
    return done({ ...before, ...dates.value, reason, metadata: mergeMetadata(before.metadata, patch.metadata) });
  });
}

async function rewrite(
  scope: Scope,
  id: Id<"override">,
  ifMatch: number | undefined,
  turn: (before: Override) => Outcome<Override>,
): Promise<Outcome<Override>> {
  const before = await store.findOverride(scope, id);
  if (before === undefined) return unknown;

  const yours = keeps(scope, before.memberId, unknown);
  if (!yours.ok) return yours;
  const current = seen(before, ifMatch);
  if (!current.ok) return current;
  const turned = turn(before);
  if (!turned.ok) return turned;
  const { clash } = await store.readAround(scope, turned.value);
  const alone = standsAlone(clash);
  if (!alone.ok) return alone;
  const after: Override = { ...turned.value, updatedAt: scope.now, version: before.version + 1 };

  return commit(scope, {
    change: store.updateOverride(scope, before, after),
    fact: tell("override.changed", id, after.version, audited(before), audited(after)),
    also: [failUnlessStill(scope, store.fits(scope, after))],
    result: after,
  });
}

export async function remove(scope: Scope, id: Id<"override">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const before = await store.findOverride(scope, id);
  if (before === undefined) return unknown;

  const yours = keeps(scope, before.memberId, unknown);
  if (!yours.ok) return yours;
  const current = seen(before, ifMatch);
  if (!current.ok) return current;
  const after: Override = {
    ...before,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: before.version + 1,
  };

  return commit(scope, {
    change: store.updateOverride(scope, before, after),
    fact: tell("override.deleted", id, after.version, audited(before), null),
    result: null,
  });
}
