import type { FactKind } from "#kernel/fact.ts";

export const requestFacts = {
  "reschedule_request.created": { action: "create", entity: "reschedule_request" },
  "reschedule_request.accepted": { action: "update", entity: "reschedule_request" },
  "reschedule_request.declined": { action: "update", entity: "reschedule_request" },
  "reschedule_request.withdrawn": { action: "update", entity: "reschedule_request" },
  "reschedule_request.closed": { action: "update", entity: "reschedule_request" },
} as const satisfies Record<string, FactKind>;
