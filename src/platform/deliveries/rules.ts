import { after, type Instant, minute } from "#kernel/instant.ts";
import type { Dispatched } from "#platform/mail/dispatch.ts";
import type { Delivery, DeliveryAttempt } from "./tables.ts";

export const maxAttempts = 5;

/** Longer than any send takes: past it, nobody is going to say any more what became of the mail. */
export const leaseFor = 2 * minute;

/** What a try leaves behind in the ledger. */
export type Settled = Pick<Delivery, "status" | "adapter" | "providerId" | "error" | "dueAt" | "sentAt">;

/**
 * A definite, passing failure is tried again, up to five times, ever later; a doubt never is: the mail may have gone
 * out.
 */
export function settled(delivery: Pick<Delivery, "attempts" | "dueAt">, outcome: Dispatched, now: Instant): Settled {
  const left = { adapter: null, providerId: null, error: null, dueAt: delivery.dueAt, sentAt: null };
  switch (outcome.outcome) {
    case "sent":
      return { ...left, status: "sent", adapter: outcome.adapter, providerId: outcome.providerId, sentAt: now };
    case "withheld":
      return { ...left, status: "canceled", error: "test_mode" };
    case "unknown":
      return { ...left, status: "unknown", adapter: outcome.adapter, error: outcome.error };
    case "failed": {
      const isOver = outcome.lasting || delivery.attempts >= maxAttempts;
      const dueAt = isOver ? delivery.dueAt : after(now, backoff(delivery.attempts));
      return { ...left, status: isOver ? "failed" : "pending", adapter: outcome.adapter, error: outcome.error, dueAt };
    }
  }
}

/** How the try itself ended; a delivery that is to be tried again has a try that failed. */
export const outcomeOf = ({ status }: Settled): NonNullable<DeliveryAttempt["outcome"]> =>
  status === "sent" || status === "unknown" || status === "canceled" ? status : "failed";

/** 1, 4, 16, 64 minutes. */
const backoff = (attempts: number): number => 4 ** (attempts - 1) * minute;
