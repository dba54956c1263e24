import { after, hour, type Instant, minute } from "#kernel/instant.ts";
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

/** Providers remember a key for a day; by then nobody sends again under it. */
export const remembered = 23 * hour;

/** The same, where whatever is in doubt may be sent again: the provider was given a key, and still knows it. */
export function settledOrAgain(delivery: Delivery, outcome: Dispatched, now: Instant): Settled {
  const end = settled(delivery, outcome, now);
  const isKnown = outcome.outcome === "unknown" && outcome.keyed === true && now < delivery.createdAt + remembered;
  if (!isKnown || delivery.attempts >= maxAttempts) return end;
  return {
    ...end,
    status: "pending",
    error: `${doubt}${outcome.error}`,
    dueAt: after(now, backoff(delivery.attempts)),
  };
}

/** How the error of a try begins of which nobody knows how it ended, and which is made again. */
const doubt = "doubt_";

/** How the try itself ended; a delivery that is to be tried again has a try that failed. */
export function outcomeOf({ status, error }: Settled): NonNullable<DeliveryAttempt["outcome"]> {
  if (status === "sent" || status === "unknown" || status === "canceled") return status;
  return error?.startsWith(doubt) === true ? "unknown" : "failed";
}

/** 1, 4, 16, 64 minutes. */
const backoff = (attempts: number): number => 4 ** (attempts - 1) * minute;
