import { type Id, isId } from "#kernel/ids.ts";
import type { Birth, Claim, Counts } from "./claims.ts";

/** Raised by hand, in a deploy, after D1 was rewound or objects lost their storage: every diary is then read anew. */
const booksEpoch = 1;
/** Worker and object may be a version apart for minutes. */
const spoken = 1;

/** Who calls, on every call. */
export type Caller = { speaks: number; tenant: Id<"tenant">; epoch: number };

export const callerFor = (tenant: Id<"tenant">): Caller => ({ speaks: spoken, tenant, epoch: booksEpoch });

/** `foreign`: this is another tenant's diary. `outdated`: the two sides are of different versions; a moment later they agree. */
export type Closed = "foreign" | "outdated";

export type Heard<A> = { open: true; answer: A } | { open: false; why: Closed };

export const heard = <A>(answer: A): Heard<A> => ({ open: true, answer });
export const closed = (why: Closed): { open: false; why: Closed } => ({ open: false, why });

/** A diary beside the books: how many claims it has of each state, and which of its hours the books have lost. */
export type Standing = { epoch: number; counts: Counts; missing: readonly Claim[] };

/** To whom a diary of this name opens, and as what: the one it was born as, or one that is to be born from the books. */
export function bornFor(caller: Caller, name: string | undefined, known: Birth | undefined): Birth | { why: Closed } {
  const [tenant = "", resource = ""] = (name ?? "").split(":");
  if (caller.speaks !== spoken || caller.epoch < (known?.epoch ?? 0)) return { why: "outdated" };
  const isOurs = caller.tenant === tenant && (known === undefined || known.tenant === tenant);
  if (!isOurs || !isId("tenant", tenant) || !isId("member", resource)) return { why: "foreign" };
  return known?.epoch === caller.epoch ? known : { tenant, resource, epoch: caller.epoch };
}
