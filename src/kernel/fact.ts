import type { Id, Kind } from "./ids.ts";
import type { Instant } from "./instant.ts";

/** What an auditor filters by. `share` and `export` are written when data leaves, even though nothing changed. */
export const actions = ["create", "update", "delete", "login", "logout", "export", "share"] as const;
export type Action = (typeof actions)[number];

/** What a feature announces: the name (`noun.verb`, past tense), how an auditor files it, and the kind it is about. */
export type FactKind = { action: Action; entity: Kind };

/** A fact as it stands in the log: ids and moments only, so that erasing a person never means rewriting history. */
export type Fact = {
  id: Id<"fact">;
  tenant: Id<"tenant">;
  seq: number;
  type: string;
  action: Action;
  entityType: Kind;
  entityId: string;
  version: number;
  actor: string;
  session: Id<"session"> | null;
  requestId: string;
  at: Instant;
};
