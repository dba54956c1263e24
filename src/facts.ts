import { apiKeyFacts } from "#identity/api-keys/facts.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { teamFacts } from "#identity/teams/facts.ts";
import type { FactKind } from "#kernel/fact.ts";
import type { PostOffice, Templates } from "#platform/deliveries/send.ts";
import type { Hearing } from "#platform/facts/hear.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import { deadLetterFacts } from "#records/dead-letters/facts.ts";
import { deliveryFacts } from "#records/deliveries/facts.ts";

/** Every fact the system announces. A fact that is not here is not announced. */
export const factTypes = {
  ...teamFacts,
  ...apiKeyFacts,
  ...deliveryFacts,
  ...deadLetterFacts,
} as const satisfies Record<string, FactKind>;

/** Everyone who acts on facts. */
export const reactions: readonly Reaction[] = [];

/** How each mail of a tenant is written. */
export const templates: Templates = {};

export const hearing: Hearing = { reactions, openTenant };
export const office: PostOffice = { templates, openTenant };
