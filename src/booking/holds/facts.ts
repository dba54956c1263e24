import type { FactKind } from "#kernel/fact.ts";

/** Of holds by staff. What strangers hold is written nowhere but in diaries. */
export const holdFacts = {
  "hold.created": { action: "create", entity: "hold" },
  "hold.extended": { action: "update", entity: "hold" },
  "hold.released": { action: "update", entity: "hold" },
} as const satisfies Record<string, FactKind>;
