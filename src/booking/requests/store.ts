import { and, eq, sql } from "drizzle-orm";
import type { Id } from "#kernel/ids.ts";
import type { Statement } from "#platform/d1.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { rescheduleRequests } from "./tables.ts";

/** Unsent, for whoever moves or ends a booking: what was asked about it needs no answer any more. */
export const closeRequests = (scope: Scope, booking: { id: Id<"booking"> }): Statement[] => [
  scope.db
    .update(rescheduleRequests)
    .set({
      status: "closed",
      settledAt: scope.now,
      settledBy: actorWord(scope.actor),
      updatedAt: scope.now,
      version: sql`${rescheduleRequests.version} + 1`,
    })
    .where(
      and(
        eq(rescheduleRequests.tenantId, scope.tenant.id),
        eq(rescheduleRequests.bookingId, booking.id),
        eq(rescheduleRequests.status, "pending"),
      ),
    ),
];
