import type { FactKind } from "#kernel/fact.ts";

export const diaryFacts = {
  /** Hours that the books had lost were given back by an operator. */
  "diary.given_back": { action: "update", entity: "member" },
} as const satisfies Record<string, FactKind>;
