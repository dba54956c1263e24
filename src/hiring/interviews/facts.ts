import type { FactKind } from "#kernel/fact.ts";

export const interviewFacts = {
  "interview.created": { action: "create", entity: "interview" },
  "interview.changed": { action: "update", entity: "interview" },
  "interview.offered": { action: "update", entity: "interview" },
  "interview.windows_asked": { action: "update", entity: "interview" },
  "interview.windows_given": { action: "update", entity: "interview" },
  "interview.scheduled": { action: "update", entity: "interview" },
  "interview.canceled": { action: "update", entity: "interview" },
  "interview.started": { action: "update", entity: "interview" },
  "interview.ended": { action: "update", entity: "interview" },
  "interview.no_show": { action: "update", entity: "interview" },
  "interview.participant_added": { action: "update", entity: "interview" },
  "interview.participant_changed": { action: "update", entity: "interview" },
  "interview.participant_removed": { action: "update", entity: "interview" },
  "interview.participant_replaced": { action: "update", entity: "interview" },
  "interview.responded": { action: "update", entity: "interview" },
} as const satisfies Record<string, FactKind>;
