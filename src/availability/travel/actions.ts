import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit, failUnlessStill } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { keeps, ownerFor } from "../owner.ts";
import { travelFacts } from "./facts.ts";
import { readTrip, standsAlone, type WrittenTrip } from "./rules.ts";
import * as store from "./store.ts";
import type { Travel } from "./tables.ts";

const tell = announcer(travelFacts);
const unknown = refuse("travel.unknown");

export async function list(scope: Scope, filter: store.TravelFilter, cut: Cut): Promise<Outcome<Page<Travel>>> {
  return done(await store.listTravel(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"travel">): Promise<Outcome<Travel>> {
  const trip = await store.findTravel(scope, id);
  return trip === undefined ? unknown : done(trip);
}

export type TravelWords = WrittenTrip & {
  member_id?: Id<"member"> | undefined;
  note: string | null;
  metadata: Record<string, string>;
};

export async function create(scope: Scope, words: TravelWords): Promise<Outcome<Travel>> {
  const owner = ownerFor(scope, words.member_id);
  if (!owner.ok) return owner;
  const read = readTrip(words);
  if (!read.ok) return read;
  const trip: Travel = {
    tenantId: scope.tenant.id,
    id: scope.newId("travel"),
    memberId: owner.value,
    ...read.value,
    note: words.note,
    metadata: words.metadata,
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };
  const around = await store.readAround(scope, trip);

  if (!around.memberIsHere) return refuse("availability.member_unknown", { pointer: "/member_id" });
  const alone = standsAlone(around.clash);
  if (!alone.ok) return alone;

  return commit(scope, {
    change: store.insertTravel(scope, trip),
    fact: tell("travel.created", trip.id, 1, null, trip),
    also: [failUnlessStill(scope, store.isAlone(scope, trip))],
    result: trip,
  });
}

export type TravelPatch = {
  starts_at?: Instant | undefined;
  ends_at?: Instant | null | undefined;
  time_zone?: string | undefined;
  note?: string | null | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  id: Id<"travel">,
  patch: TravelPatch,
  ifMatch: number | undefined,
): Promise<Outcome<Travel>> {
  const found = await readYours(scope, id, ifMatch);
  if (!found.ok) return found;
  const before = found.value;

  const read = readTrip({
    starts_at: patch.starts_at ?? before.startsAt,
    ends_at: patch.ends_at === undefined ? before.endsAt : patch.ends_at,
    time_zone: patch.time_zone ?? before.timeZone,
  });
  if (!read.ok) return read;
  const after: Travel = {
    ...before,
    ...read.value,
    note: patch.note === undefined ? before.note : patch.note,
    metadata: mergeMetadata(before.metadata, patch.metadata),
    updatedAt: scope.now,
    version: before.version + 1,
  };
  const { clash } = await store.readAround(scope, after);
  const alone = standsAlone(clash);
  if (!alone.ok) return alone;

  return commit(scope, {
    change: store.updateTravel(scope, before, after),
    fact: tell("travel.changed", id, after.version, before, after),
    also: [failUnlessStill(scope, store.isAlone(scope, after))],
    result: after,
  });
}

export async function remove(scope: Scope, id: Id<"travel">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const found = await readYours(scope, id, ifMatch);
  if (!found.ok) return found;
  const before = found.value;

  const after: Travel = {
    ...before,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: before.version + 1,
  };

  return commit(scope, {
    change: store.updateTravel(scope, before, after),
    fact: tell("travel.deleted", id, after.version, before, null),
    result: null,
  });
}

async function readYours(scope: Scope, id: Id<"travel">, ifMatch: number | undefined): Promise<Outcome<Travel>> {
  const trip = await store.findTravel(scope, id);
  if (trip === undefined) return unknown;
  const yours = keeps(scope, trip.memberId, unknown);
  if (!yours.ok) return yours;
  const current = seen(trip, ifMatch);
  return current.ok ? done(trip) : current;
}
