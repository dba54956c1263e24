import { type Id, isId } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { eventsMeant, type StoredEvent } from "./rules.ts";
import * as store from "./store.ts";

// For whoever sends events: the event as it was stored, however old.
export { findEvent } from "./store.ts";

export type EventFilter = { after?: string | undefined; types?: readonly string[] | undefined };

export async function list(
  scope: Scope,
  known: readonly string[],
  filter: EventFilter,
  cut: Cut,
): Promise<Outcome<Page<StoredEvent>>> {
  const meant = filter.types === undefined ? undefined : eventsMeant(filter.types, known, "/types");
  if (meant?.ok === false) return meant;

  const gone = await store.lastGone(scope);
  const place = filter.after === undefined ? done(gone) : await placeOf(scope, filter.after);
  if (!place.ok) return place;
  // Between the two lies what the caller has not seen and never will.
  if (place.value < gone && place.value > 0) return refuse("event.over", { oldest_seq: gone + 1 });
  const after = Math.max(place.value, gone);
  return done(await store.listEvents(scope, { after, types: meant?.value }, cut));
}

async function placeOf(scope: Scope, word: string): Promise<Outcome<number>> {
  if (!isId("fact", word)) return done(Number(word));
  const found = await store.findPlace(scope, word);
  return found === undefined ? refuse("event.unknown", { pointer: "/after" }) : done(found.seq);
}

export async function get(scope: Scope, id: Id<"fact">): Promise<Outcome<StoredEvent>> {
  const event = await store.findEvent(scope, id);
  if (event === undefined) return refuse("event.unknown");
  return event.at < store.horizonOf(scope) ? refuse("event.over") : done(event);
}
