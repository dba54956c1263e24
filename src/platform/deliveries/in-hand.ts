// Mails that somebody sends themselves, at their own time: the ledger has their line, and leaves them alone.
import { and, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import { after } from "#kernel/instant.ts";
import type { Statement } from "#platform/d1.ts";
import type { Dispatched } from "#platform/mail/dispatch.ts";
import type { Mail } from "#platform/mail/port.ts";
import type { Scope } from "#platform/scope.ts";
import { leaseFor, settled } from "./rules.ts";
import { postMail } from "./send.ts";
import { beginAttempt, type DeliveryRef, settlement } from "./store.ts";
import { deliveries } from "./tables.ts";

export type InHand = {
  id: Id<"delivery">;
  template: string;
  subjectId: string;
  recipient: string;
  factId: Id<"fact"> | null;
};

/** Unsent: its line, in hand from now on, and the try that begins; nothing where `stands` does not hold. */
export function takeInHand(scope: Scope, wanted: InHand, stands: SQL): Statement[] {
  const { id, template, subjectId, recipient, factId } = wanted;
  const ref: DeliveryRef = { tenantId: scope.tenant.id, id };
  return [
    scope.db.run(sql`
      insert into deliveries (id, tenant_id, channel, template, subject_id, ordinal, recipient, status, attempts, due_at, fact_id,
        request_id, created_at, updated_at, version)
      select ${id}, ${scope.tenant.id}, 'mail', ${template}, ${subjectId}, 1, ${recipient}, 'failed', 0, ${scope.now}, ${factId},
        ${scope.requestId}, ${scope.now}, ${scope.now}, 0
      where ${stands} and not exists (select 1 from deliveries known where known.tenant_id = ${scope.tenant.id} and known.id = ${id})`),
    scope.db
      .update(deliveries)
      .set({
        status: "sending",
        leaseUntil: after(scope.now, leaseFor),
        attempts: sql`${deliveries.attempts} + 1`,
        recipient,
        updatedAt: scope.now,
        version: sql`${deliveries.version} + 1`,
      })
      .where(
        and(
          eq(deliveries.tenantId, scope.tenant.id),
          eq(deliveries.id, id),
          // What is in doubt was taken up again by whoever may: its name is the same, and the provider tells by that.
          inArray(deliveries.status, ["failed", "sending", "unknown"]),
          stands,
        ),
      )
      .returning({ attempts: deliveries.attempts }),
    beginAttempt(scope, ref),
  ];
}

/** Sends it; never throws because of the mail. */
export const postInHand = (scope: Scope, id: Id<"delivery">, attempt: number, mail: Mail): Promise<Dispatched> =>
  postMail(scope, scope.tenant.mode, { id, attempts: attempt }, mail);

/** Unsent: how a try ended. A failure is one, however passing: whoever sends it knows when to try again. */
export function endInHand(scope: Scope, id: Id<"delivery">, attempt: number, outcome: Dispatched): Statement[] {
  const tried = { tenantId: scope.tenant.id, id, attempts: attempt };
  const end = settled(
    { attempts: attempt, dueAt: scope.now },
    outcome.outcome === "failed" ? { ...outcome, lasting: true } : outcome,
    scope.now,
  );
  return settlement(scope, tried, end);
}
