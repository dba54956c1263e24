import type { FactKind } from "#kernel/fact.ts";

export const sessionFacts = {
  "session.opened": { action: "login", entity: "session" },
  /** The person went on in this tenant, coming from another of theirs. */
  "session.switched": { action: "login", entity: "session" },
  "session.ended": { action: "logout", entity: "session" },
  /** A refresh token came twice: somebody else has one. */
  "session.reuse_detected": { action: "logout", entity: "session" },
  /** Every session of one person in this tenant. */
  "member.sessions_ended": { action: "logout", entity: "member" },
} as const satisfies Record<string, FactKind>;
