import { asc, lte, type SQL, sql } from "drizzle-orm";
import type { Fact } from "#kernel/fact.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Statement } from "#platform/d1.ts";
import type { Context, FactNote, Scope } from "#platform/scope.ts";
import { facts, inbox, outbox } from "./tables.ts";

/** A fact, and who has acted on it already. */
export type Heard = { fact: Fact; acted: ReadonlySet<string> };

export const keyOf = (note: FactNote): string => `${note.tenant} ${note.fact}`;

/** Facts are named by tenant and id; a list of pairs goes as one parameter. */
const anyOf = (notes: readonly FactNote[]): SQL =>
  sql`(select value ->> 0, value ->> 1 from json_each(${JSON.stringify(notes.map(({ tenant, fact }) => [tenant, fact]))}))`;

/** What the notes are about, in one trip. */
export async function readNotes(context: Context, notes: readonly FactNote[]): Promise<ReadonlyMap<string, Heard>> {
  const [factRows, inboxRows] = await context.db.batch([
    context.db
      .select()
      .from(facts)
      .where(sql`(${facts.tenantId}, ${facts.id}) in ${anyOf(notes)}`),
    context.db
      .select()
      .from(inbox)
      .where(sql`(${inbox.tenantId}, ${inbox.factId}) in ${anyOf(notes)}`),
  ]);
  const acted = Map.groupBy(inboxRows, (row) => keyOf({ tenant: row.tenantId, fact: row.factId }));
  return new Map(
    factRows.map(({ tenantId, sessionId, ...row }) => {
      const key = keyOf({ tenant: tenantId, fact: row.id });
      const listeners = new Set((acted.get(key) ?? []).map(({ listener }) => listener));
      return [key, { fact: { ...row, tenant: tenantId, session: sessionId }, acted: listeners }];
    }),
  );
}

/** Collides when this listener has acted on this fact; the collision undoes the batch it stands in. */
export const insertInbox = (scope: Scope, fact: Fact, listener: string): Statement =>
  scope.db.insert(inbox).values({ tenantId: scope.tenant.id, factId: fact.id, listener, at: scope.now });

export const isInboxCollision = (message: string): boolean => message.includes("UNIQUE constraint failed: inbox.");

export const clearOutbox = (context: Context, notes: readonly FactNote[]): Statement =>
  context.db.delete(outbox).where(sql`(${outbox.tenantId}, ${outbox.factId}) in ${anyOf(notes)}`);

/** Puts a fact back, for everybody who has not acted on it. */
export const refillOutbox = (scope: Scope, fact: FactNote["fact"]): Statement =>
  scope.db.insert(outbox).values({ tenantId: scope.tenant.id, factId: fact, dueAt: scope.now }).onConflictDoNothing();

/** Facts that should have been acted upon by now, in every tenant, longest waiting first. */
export async function listUnheard(context: Context, dueBefore: Instant, limit: number): Promise<FactNote[]> {
  const rows = await context.db
    .select({ tenant: outbox.tenantId, fact: outbox.factId })
    .from(outbox)
    .where(lte(outbox.dueAt, dueBefore))
    .orderBy(asc(outbox.dueAt))
    .limit(limit);
  return rows;
}

/** Counts a ring, and puts the next one off: 1, 2, 4 … 64 minutes. */
export const putOff = (context: Context, notes: readonly FactNote[]): Statement =>
  context.db
    .update(outbox)
    .set({ rings: sql`${outbox.rings} + 1`, dueAt: sql`${context.now} + (1 << min(${outbox.rings}, 6)) * 60000` })
    .where(sql`(${outbox.tenantId}, ${outbox.factId}) in ${anyOf(notes)}`);
