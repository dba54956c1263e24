import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Limit } from "#availability/slots/rules.ts";
import type { Weekday } from "#time/dates.ts";
import type { ZoneId } from "#time/zones.ts";

/**
 * No, and nothing was ever taken here: a meeting has the hour, or somebody holds it, or buffers do; a limit is full, a session is full,
 * strangers hold too much.
 */
export const conflicts = ["taken", "hold", "buffer", "limit", "full", "crowded"] as const;
export type Conflict = (typeof conflicts)[number];

/** Why a claim is over. */
export type Reason = Conflict | "lapsed" | "released" | "aborted" | "unchosen" | "canceled" | "changed";

export const isConflict = (reason: Reason): reason is Conflict => (conflicts as readonly Reason[]).includes(reason);

/** A stretch of somebody's time that an intent has asked for. All its retries meet in this one row. */
export type Claim = {
  txn: string;
  /** Of what was asked: a retry that asks for something else is told so. Empty where nobody asked (a late release). */
  fingerprint: string;
  state: "held" | "prepared" | "booked" | "tomb";
  /** Null while it is not over. */
  reason: Reason | null;
  /** The meeting, which limits count. */
  start: Instant;
  end: Instant;
  /** The meeting with its buffers, which nothing else may touch. */
  from: Instant;
  to: Instant;
  eventType: string | null;
  /** The group session this is a seat of. */
  share: string | null;
  seat: number | null;
  /** The claim this one is to replace; the two may overlap. */
  supersedes: string | null;
  /** Asked for by nobody we know. */
  open: boolean;
  /** As told to whoever holds it; null from PREPARED on. */
  lapsesAt: Instant | null;
  extended: boolean;
  /** How often its decision has been asked for in vain. */
  asked: number;
  /** When something is to be done about it: sweep, ask for the decision, forget. */
  dueAt: Instant;
};

/** Whose diary this is, since its first day. */
export type Birth = { tenant: Id<"tenant">; resource: Id<"member">; epoch: number };

/** How many claims there are of each state. */
export type Counts = Record<Claim["state"], number>;

/** What a diary counts by. The interviewer's part and each event type's part have versions of their own. */
export type Policy = {
  version: number;
  zone: ZoneId;
  weekStart: Weekday;
  caps: readonly Limit[];
  eventTypeCaps: Readonly<Record<string, { version: number; caps: readonly Limit[] }>>;
};

/** One resource's diary, or as much of it as a question needs. */
export type Diary = { resource: string; claims: readonly Claim[]; policy: Policy | null };

/** What a verb answers, and what must be written for the answer to be true. */
export type Step<A> = {
  answer: A;
  changed: readonly Claim[];
  /** Claims to be forgotten. */
  gone?: readonly string[];
  policy?: Policy;
};

export const unchanged = <A>(answer: A): Step<A> => ({ answer, changed: [] });

/** The diary as it is after a step. */
export function applied<A>(diary: Diary, { changed, gone = [], policy }: Step<A>): Diary {
  if (changed.length === 0 && gone.length === 0 && policy === undefined) return diary;
  const written = new Map(changed.map((claim) => [claim.txn, claim]));
  const known = new Set(diary.claims.map(({ txn }) => txn));
  const kept = diary.claims.filter(({ txn }) => !gone.includes(txn)).map((claim) => written.get(claim.txn) ?? claim);
  const added = changed.filter(({ txn }) => !known.has(txn));
  return { ...diary, claims: [...kept, ...added], policy: policy ?? diary.policy };
}

export const claimOf = (diary: Diary, txn: string): Claim | undefined =>
  diary.claims.find((claim) => claim.txn === txn);

/** A lapsed HELD is free when read; a PREPARED one is not, because only the decision row ends it. */
export const blocks = (claim: Claim, now: Instant): boolean =>
  claim.state === "prepared" || claim.state === "booked" || (claim.state === "held" && now < claim.dueAt);

export const overlap = (a: Pick<Claim, "from" | "to">, b: Pick<Claim, "from" | "to">): boolean =>
  a.from < b.to && b.from < a.to;

/** Seats of one session stand side by side. */
export const sameSession = (
  a: Pick<Claim, "share" | "from" | "to">,
  b: Pick<Claim, "share" | "from" | "to">,
): boolean => a.share !== null && a.share === b.share && a.from === b.from && a.to === b.to;

/** The newest words on each part, wherever they came from: a delayed request brings older ones. */
export function newerPolicy(known: Policy | null, brought: Policy | null): Policy | null {
  if (known === null || brought === null) return known ?? brought;
  const own = brought.version > known.version ? brought : known;
  const eventTypeCaps = { ...known.eventTypeCaps };
  for (const [eventType, caps] of Object.entries(brought.eventTypeCaps)) {
    const before = eventTypeCaps[eventType];
    if (before === undefined || caps.version > before.version) eventTypeCaps[eventType] = caps;
  }
  return { ...own, eventTypeCaps };
}
