import type { Fact } from "#kernel/fact.ts";
import type { Id } from "#kernel/ids.ts";
import type { Statement } from "#platform/d1.ts";
import type { Context, Scope } from "#platform/scope.ts";

/**
 * Someone who acts on facts. `react` takes the fact as a tap on the shoulder: it reads what is true now, and answers
 * the writes it wants, unsent. They are sent in one batch with the listener's inbox row, so they happen once, however
 * often it is asked.
 */
export type Reaction = {
  /** Stands in the inbox for ever: a renamed listener would act again on facts that are still unsent. */
  listener: string;
  on: readonly string[];
  react: (scope: Scope, fact: Fact) => Promise<readonly Statement[]>;
};

/** A scope of a tenant for work nobody asked for just now; undefined when there is no such tenant. */
export type OpenTenant = (context: Context, tenant: Id<"tenant">) => Promise<Scope | undefined>;
