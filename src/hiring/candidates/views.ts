import { toWire } from "#kernel/instant.ts";
import type { Scope } from "#platform/scope.ts";
import type { CandidateShown } from "./actions.ts";
import { paySeenBy, wordsOf } from "./rules.ts";

export function view(one: CandidateShown, { permissions }: Scope) {
  const { current_pay, expected_pay, ...words } = wordsOf(one);
  return {
    object: "candidate" as const,
    id: one.id,
    ...words,
    ...(paySeenBy(permissions) ? { current_pay, expected_pay } : {}),
    status: one.status,
    current_round: one.round,
    ...(one.tags === undefined ? {} : { tags: one.tags.map(({ id, name, colour }) => ({ id, name, colour })) }),
    created_by: one.createdBy,
    created_at: toWire(one.createdAt),
    updated_at: toWire(one.updatedAt),
    version: one.version,
  };
}
