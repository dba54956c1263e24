import type { Id } from "#kernel/ids.ts";

/** Raised by hand, in a deploy, after D1 was rewound or objects lost their storage: every diary is then read anew. */
const booksEpoch = 1;
/** Worker and object may be a version apart for minutes. */
const spoken = 1;

/** Who calls, on every call. */
export type Caller = { speaks: number; tenant: Id<"tenant">; epoch: number };

export const callerFor = (tenant: Id<"tenant">): Caller => ({ speaks: spoken, tenant, epoch: booksEpoch });

export const isUnderstood = ({ speaks }: Caller): boolean => speaks === spoken;

/** `foreign`: this is another tenant's diary. `outdated`: the two sides are of different versions; a moment later they agree. */
export type Closed = "foreign" | "outdated";

export type Heard<A> = { open: true; answer: A } | { open: false; why: Closed };

export const heard = <A>(answer: A): Heard<A> => ({ open: true, answer });
export const closed = (why: Closed): { open: false; why: Closed } => ({ open: false, why });
