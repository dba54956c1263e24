import type { FactKind } from "#kernel/fact.ts";

export const jobFacts = {
  "job.created": { action: "create", entity: "job" },
  "job.changed": { action: "update", entity: "job" },
  "job.autosaved": { action: "update", entity: "job" },
  "job.stages_changed": { action: "update", entity: "job" },
  "job.published": { action: "update", entity: "job" },
  "job.opened": { action: "update", entity: "job" },
  "job.paused": { action: "update", entity: "job" },
  "job.closed": { action: "update", entity: "job" },
  "job.deleted": { action: "delete", entity: "job" },
} as const satisfies Record<string, FactKind>;
