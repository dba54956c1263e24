import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { printDate } from "#time/dates.ts";
import { keeps, ownerFor } from "../owner.ts";
import { timeOffFacts } from "./facts.ts";
import { readTimes, type WrittenTimes } from "./rules.ts";
import * as store from "./store.ts";
import type { TimeOff } from "./tables.ts";

const tell = announcer(timeOffFacts);
const unknown = refuse("time_off.unknown");

function audited({ startsAt, endsAt, firstDate, lastDate, ...away }: TimeOff) {
  return firstDate === null || lastDate === null
    ? { ...away, startsAt, endsAt }
    : { ...away, firstDate: printDate(firstDate), lastDate: printDate(lastDate) };
}

export async function list(scope: Scope, filter: store.TimeOffFilter, cut: Cut): Promise<Outcome<Page<TimeOff>>> {
  return done(await store.listTimeOff(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"time_off">): Promise<Outcome<TimeOff>> {
  const away = await store.findTimeOff(scope, id);
  return away === undefined ? unknown : done(away);
}

export type TimeOffWords = WrittenTimes & {
  member_id?: Id<"member"> | undefined;
  kind: TimeOff["kind"];
  reason: string | null;
  metadata: Record<string, string>;
};

export async function create(scope: Scope, words: TimeOffWords): Promise<Outcome<TimeOff>> {
  const owner = ownerFor(scope, words.member_id);
  if (!owner.ok) return owner;
  const isHere = await store.readOwner(scope, owner.value);

  if (!isHere) return refuse("availability.member_unknown", { pointer: "/member_id" });
  const times = readTimes(words);
  if (!times.ok) return times;
  const away: TimeOff = {
    tenantId: scope.tenant.id,
    id: scope.newId("time_off"),
    memberId: owner.value,
    kind: words.kind,
    ...times.value,
    reason: words.reason,
    metadata: words.metadata,
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };

  return commit(scope, {
    change: store.insertTimeOff(scope, away),
    fact: tell("time_off.created", away.id, 1, null, audited(away)),
    result: away,
  });
}

export type TimeOffPatch = WrittenTimes & {
  kind?: TimeOff["kind"] | undefined;
  reason?: string | null | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  id: Id<"time_off">,
  patch: TimeOffPatch,
  ifMatch: number | undefined,
): Promise<Outcome<TimeOff>> {
  const before = await readYours(scope, id, ifMatch);
  if (!before.ok) return before;

  const times = readTimes(merged(before.value, patch));
  if (!times.ok) return times;
  const after: TimeOff = {
    ...before.value,
    ...times.value,
    kind: patch.kind ?? before.value.kind,
    reason: patch.reason === undefined ? before.value.reason : patch.reason,
    metadata: mergeMetadata(before.value.metadata, patch.metadata),
    updatedAt: scope.now,
    version: before.value.version + 1,
  };

  return commit(scope, {
    change: store.updateTimeOff(scope, before.value, after),
    fact: tell("time_off.changed", id, after.version, audited(before.value), audited(after)),
    result: after,
  });
}

/** What stands, where the patch is silent. */
function merged({ firstDate, lastDate, startsAt, endsAt }: TimeOff, patch: TimeOffPatch): WrittenTimes {
  const standing: WrittenTimes =
    firstDate === null ? { starts_at: startsAt, ends_at: endsAt } : { first_date: firstDate, last_date: lastDate };
  const said = (["first_date", "last_date", "starts_at", "ends_at"] as const).filter((key) => patch[key] !== undefined);
  return { ...standing, ...Object.fromEntries(said.map((key) => [key, patch[key]])) };
}

export async function remove(scope: Scope, id: Id<"time_off">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const before = await readYours(scope, id, ifMatch);
  if (!before.ok) return before;

  const after: TimeOff = {
    ...before.value,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: before.value.version + 1,
  };

  return commit(scope, {
    change: store.updateTimeOff(scope, before.value, after),
    fact: tell("time_off.deleted", id, after.version, audited(before.value), null),
    result: null,
  });
}

async function readYours(scope: Scope, id: Id<"time_off">, ifMatch: number | undefined): Promise<Outcome<TimeOff>> {
  const away = await store.findTimeOff(scope, id);
  if (away === undefined) return unknown;
  const yours = keeps(scope, away.memberId, unknown);
  if (!yours.ok) return yours;
  const current = seen(away, ifMatch);
  return current.ok ? done(away) : current;
}
