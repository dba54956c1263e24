import type { Instant } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";

export type DeliveryCode = "delivery.unknown" | "delivery.not_retryable";

/**
 * Only what has ended without arriving for certain is sent once more; that it may arrive twice is for a person to say.
 */
export function again(delivery: Delivery, now: Instant): Outcome<Delivery, DeliveryCode> {
  const { channel, status } = delivery;
  if (channel === "webhook")
    return refuse("delivery.not_retryable", { detail: "Redeliver it by its webhook.", channel });
  if (status !== "failed" && status !== "unknown") return refuse("delivery.not_retryable", { current_status: status });
  return done({
    ...delivery,
    status: "pending",
    error: null,
    dueAt: now,
    updatedAt: now,
    version: delivery.version + 1,
  });
}
