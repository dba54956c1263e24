import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { auditFacts } from "./facts.ts";
import * as store from "./store.ts";

const tell = announcer(auditFacts);

export async function list(
  scope: Scope,
  filter: store.AuditFilter,
  cut: Cut,
): Promise<Outcome<Page<store.AuditEvent>>> {
  return done(await store.listEvents(scope, filter, cut));
}

export async function get(scope: Scope, id: Id<"fact">): Promise<Outcome<store.AuditEvent>> {
  const event = await store.findEvent(scope, id);
  return event === undefined ? refuse("audit_event.unknown") : done(event);
}

/** A copy of a stretch of the trail, as it left the house. */
export type AuditCopy = {
  id: Id<"audit_export">;
  at: Instant;
  events: readonly store.AuditEvent[];
  hasMore: boolean;
  lastSeq: number | null;
};

/** The copy is handed out only when the trail says that it was. */
export async function takeCopy(
  scope: Scope,
  wanted: store.AuditFilter & { seq_after: number; limit: number },
): Promise<Outcome<AuditCopy>> {
  const { seq_after, limit, ...filter } = wanted;
  const page = await store.listEvents(scope, filter, { limit, descending: false, after: { key: seq_after, id: "" } });

  const id = scope.newId("audit_export");
  const lastSeq = page.rows.at(-1)?.seq ?? null;
  const copy = { id, at: scope.now, events: page.rows, hasMore: page.next !== null, lastSeq };
  const told = { filter, seq_after, last_seq: lastSeq, events: page.rows.length };

  return commit(scope, { change: null, fact: tell("audit.exported", id, 1, null, told), result: copy });
}
