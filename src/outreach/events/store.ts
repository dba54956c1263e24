import { and, asc, desc, eq, gt, gte, lt, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { asInstant, type Instant } from "#kernel/instant.ts";
import { type Page, pageOf } from "#kernel/page.ts";
import { factBodies, facts } from "#platform/facts/tables.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { keptFor, type StoredEvent } from "./rules.ts";

/** What is older than this is no longer shown. */
export const horizonOf = ({ now }: Scope): Instant => asInstant(now - keptFor);

const mine = (scope: Scope) => eq(facts.tenantId, scope.tenant.id);

/** Those told of the same thing up to this one: its own place among them, and the one before. */
const ofSame = sql`told.tenant_id = ${facts.tenantId} and told.entity_id = ${facts.entityId}`;
const sequence = sql<number>`(select count(*) from facts told where ${ofSame} and told.seq <= ${facts.seq})`;
const previousId = sql<Id<"fact"> | null>`(select told.id from facts told where ${ofSame} and told.seq < ${facts.seq}
  order by told.seq desc limit 1)`;

const select = (scope: Scope) =>
  scope.db
    .select({
      id: facts.id,
      seq: facts.seq,
      type: facts.type,
      entityType: facts.entityType,
      entityId: facts.entityId,
      entityVersion: facts.version,
      actor: facts.actor,
      requestId: facts.requestId,
      at: facts.at,
      before: factBodies.before,
      after: factBodies.after,
      sequence: sequence.as("sequence"),
      previousId: previousId.as("previous_id"),
    })
    .from(facts)
    .leftJoin(factBodies, and(eq(factBodies.tenantId, facts.tenantId), eq(factBodies.factId, facts.id)));

export const findEvent = (scope: Scope, id: Id<"fact">): Promise<StoredEvent | undefined> =>
  select(scope)
    .where(and(mine(scope), eq(facts.id, id)))
    .get();

export type Stretch = {
  /** The place behind which it begins. */
  after: number;
  /** All, where there are none. */
  types: readonly string[] | undefined;
};

/** `seq` alone is the place in this list: unlike ids it has the order in which things were committed. */
export async function listEvents(scope: Scope, { after, types }: Stretch, cut: Cut): Promise<Page<StoredEvent>> {
  const beyond = cut.descending ? lt : gt;
  const rows = await select(scope)
    .where(
      and(
        mine(scope),
        gt(facts.seq, after),
        gte(facts.at, horizonOf(scope)),
        types && sql`${facts.type} in (select value from json_each(${JSON.stringify(types)}))`,
        cut.after === null ? undefined : beyond(facts.seq, Number(cut.after.key)),
      ),
    )
    .orderBy(cut.descending ? desc(facts.seq) : asc(facts.seq))
    .limit(cut.limit + 1);
  return pageOf(rows, cut.limit, (row) => ({ key: row.seq, id: row.id }));
}

/** The place of an event. */
export const findPlace = (scope: Scope, id: Id<"fact">): Promise<{ seq: number } | undefined> =>
  scope.db
    .select({ seq: facts.seq })
    .from(facts)
    .where(and(mine(scope), eq(facts.id, id)))
    .get();

/** The last place of which the feed does not tell any more; 0 when it tells of all. */
export async function lastGone(scope: Scope): Promise<number> {
  const row = await scope.db
    .select({ seq: facts.seq })
    .from(facts)
    .where(and(mine(scope), lt(facts.at, horizonOf(scope))))
    .orderBy(desc(facts.at))
    .limit(1)
    .get();
  return row?.seq ?? 0;
}
