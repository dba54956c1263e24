import { type Outcome, refuse } from "#kernel/outcome.ts";
import type { Actor, PersonContext, Scope } from "#platform/scope.ts";

/** A member at work in their company: what is one's own there, is asked for from here. */
export type Desk = Scope & { actor: Extract<Actor, { kind: "member" }> };

const isAtDesk = (context: PersonContext): context is PersonContext & Desk =>
  "tenant" in context && context.actor.kind === "member";

/** Who is signed in and works nowhere yet has nothing there. */
export const atDesk = async <T>(
  context: PersonContext,
  work: (desk: Desk) => Promise<Outcome<T>>,
): Promise<Outcome<T>> =>
  isAtDesk(context)
    ? work(context)
    : refuse("credentials.wrong_kind", { detail: "This needs a tenant: switch the session to one." });
