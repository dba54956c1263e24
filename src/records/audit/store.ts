import { and, asc, desc, eq, gt, gte, inArray, lt } from "drizzle-orm";
import type { Action } from "#kernel/fact.ts";
import type { Id, Kind } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { factBodies, facts } from "#platform/facts/tables.ts";
import { type Cut, contains } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";

export type AuditFilter = {
  actor?: string[] | undefined;
  action?: Action[] | undefined;
  type?: string[] | undefined;
  entity_type?: Kind[] | undefined;
  entity_id?: string[] | undefined;
  version?: string[] | undefined;
  before?: string | undefined;
  after?: string | undefined;
  ip?: string[] | undefined;
  user_agent?: string | undefined;
  session_id?: Id<"session">[] | undefined;
  request_id?: string[] | undefined;
  at_after?: Instant | undefined;
  at_before?: Instant | undefined;
};

export type AuditEvent = Awaited<ReturnType<typeof select>>[number];

/** A fact and its body. A body that erasure has emptied leaves the fact standing. */
const select = (scope: Scope) =>
  scope.db
    .select({
      id: facts.id,
      seq: facts.seq,
      type: facts.type,
      action: facts.action,
      actor: facts.actor,
      entityType: facts.entityType,
      entityId: facts.entityId,
      version: facts.version,
      sessionId: facts.sessionId,
      requestId: facts.requestId,
      at: facts.at,
      before: factBodies.before,
      after: factBodies.after,
      ip: factBodies.ip,
      userAgent: factBodies.userAgent,
    })
    .from(facts)
    .leftJoin(factBodies, and(eq(factBodies.tenantId, facts.tenantId), eq(factBodies.factId, facts.id)));

/**
 * `seq` alone is the place in this list: it is unique, and unlike ids it has the order in which things were committed.
 */
export async function listEvents(scope: Scope, filter: AuditFilter, cut: Cut): Promise<Page<AuditEvent>> {
  const { after } = cut;
  const beyond = cut.descending ? lt : gt;
  const rows = await select(scope)
    .where(
      and(
        eq(facts.tenantId, scope.tenant.id),
        filter.actor && inArray(facts.actor, filter.actor),
        filter.action && inArray(facts.action, filter.action),
        filter.type && inArray(facts.type, filter.type),
        filter.entity_type && inArray(facts.entityType, filter.entity_type),
        filter.entity_id && inArray(facts.entityId, filter.entity_id),
        filter.version && inArray(facts.version, filter.version.map(Number)),
        filter.session_id && inArray(facts.sessionId, filter.session_id),
        filter.request_id && inArray(facts.requestId, filter.request_id),
        filter.at_after && gte(facts.at, filter.at_after),
        filter.at_before && lt(facts.at, filter.at_before),
        filter.before === undefined ? undefined : contains(factBodies.before, filter.before),
        filter.after === undefined ? undefined : contains(factBodies.after, filter.after),
        filter.ip && inArray(factBodies.ip, filter.ip),
        filter.user_agent === undefined ? undefined : contains(factBodies.userAgent, filter.user_agent),
        after === null ? undefined : beyond(facts.seq, Number(after.key)),
      ),
    )
    .orderBy(cut.descending ? desc(facts.seq) : asc(facts.seq))
    .limit(cut.limit + 1);
  return pageOf(rows, cut.limit, (row) => ({ key: row.seq, id: row.id }));
}

export const findEvent = (scope: Scope, id: Id<"fact">): Promise<AuditEvent | undefined> =>
  select(scope)
    .where(and(eq(facts.tenantId, scope.tenant.id), eq(facts.id, id)))
    .get();
