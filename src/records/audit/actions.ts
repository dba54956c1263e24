import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import * as store from "./store.ts";

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
