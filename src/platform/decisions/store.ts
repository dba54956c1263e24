import { eq, lt, sql } from "drizzle-orm";
import { asInstant, day } from "#kernel/instant.ts";
import type { Database, Statement } from "#platform/d1.ts";
import type { Context, PendingDecision, StoredAnswer } from "#platform/scope.ts";
import { decisions } from "./tables.ts";

export type Decision = typeof decisions.$inferSelect;

/** Collides with the decision that was first; the collision undoes the whole batch. */
export function insertDecision(
  context: Context,
  pending: PendingDecision,
  tenant: string | null,
  answer: StoredAnswer,
): Statement {
  return context.db.insert(decisions).values({
    id: pending.id,
    tenantId: tenant,
    fingerprint: pending.fingerprint,
    status: answer.status,
    body: answer.body,
    headers: answer.headers,
    entity: answer.entity,
    at: context.now,
  });
}

/** Unsent: whether this request has its answer already. */
export const answerStatement = ({ db, decision }: Pick<Context, "db" | "decision">) =>
  db
    .select({ id: decisions.id })
    .from(decisions)
    .where(eq(decisions.id, decision?.id ?? ""));

export async function findDecision(db: Database, id: string): Promise<Decision | undefined> {
  return db.select().from(decisions).where(eq(decisions.id, id)).get();
}

/** Remembers a refusal unless something was decided first, and tells what stands. */
export async function settleRefusal(
  context: Context,
  pending: PendingDecision,
  tenant: string | null,
  answer: StoredAnswer,
): Promise<Decision> {
  const [, standing] = await context.db.batch([
    context.db
      .insert(decisions)
      .values({ id: pending.id, tenantId: tenant, fingerprint: pending.fingerprint, at: context.now, ...answer })
      .onConflictDoNothing(),
    context.db.select().from(decisions).where(eq(decisions.id, pending.id)),
  ]);
  const [decision] = standing;
  if (decision === undefined) throw new Error("A decision was neither there nor written.");
  return decision;
}

export const isDecisionCollision = (message: string): boolean =>
  message.includes("UNIQUE constraint failed: decisions.id");

/** Answers are kept for a day; a thousand a tick keeps each sweep short. */
export async function sweepDecisions(context: Context): Promise<void> {
  const old = context.db
    .select({ id: decisions.id })
    .from(decisions)
    .where(lt(decisions.at, asInstant(context.now - day)))
    .limit(1_000);
  await context.db.delete(decisions).where(sql`${decisions.id} in ${old}`);
}
