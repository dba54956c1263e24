import type { FactKind } from "#kernel/fact.ts";

export const importFacts = {
  "import.created": { action: "create", entity: "import" },
  "import.finished": { action: "update", entity: "import" },
  "candidate.exported": { action: "export", entity: "candidate_export" },
} as const satisfies Record<string, FactKind>;
