import type { FactKind } from "#kernel/fact.ts";

export const auditFacts = {
  "audit.exported": { action: "export", entity: "audit_export" },
} as const satisfies Record<string, FactKind>;
