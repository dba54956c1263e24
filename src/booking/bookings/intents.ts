import type { Instant } from "#kernel/instant.ts";
import type { Conflict, HoldAnswer, PrepareAnswer, Proof, Reason } from "#booking/diary/rules.ts";

/** Whose time a booking has, and which seat of a session. */
export type Place = { host: string; seat: number | null };

type Common = {
  /** What all retries of one intent share; the key of its decision. */
  txn: string;
  fingerprint: string;
  /** After this moment nobody waits for another try. */
  deadline: Instant;
};

/** To take time: a hold, a booking, a hold confirmed, a meeting moved or handed to another host. */
export type Take = Common & {
  does: "take";
  /** All of these. */
  fixed: readonly string[];
  /** And one of each of these, in the order of fairness. */
  choices: readonly (readonly string[])[];
  /** Every attempt names the same hosts, so what one of them never had, no other attempt has passed. */
  certain: boolean;
  /** `hold` stops when time is held, `confirm` begins there. */
  part: "whole" | "hold" | "confirm";
  /** What is held already, where the part is `confirm`. */
  held: readonly Place[];
  /** The claims that are given back once the new ones are decided. */
  replaces: { txn: string; hosts: readonly string[] } | null;
};

/** To change a booking whose time is settled: approve, decline, cancel, let expire. */
export type Change = Common & {
  does: "change";
  /** What it gives back; null where the time stays taken. */
  frees: { txn: string; hosts: readonly string[] } | null;
};

export type Intent = Take | Change;

/** Written once. An abort names nobody. */
export type Decision = {
  outcome: "commit" | "abort";
  hosts: readonly string[];
  fingerprint: string;
  /** Why it was an abort; null for a commit. */
  why: Why | null;
};

/** `stale`: what the change was decided on is no longer so. `expired`: a resolver asked before anybody committed. */
export type Why = Conflict | Reason | "stale" | "expired";

export type Answer =
  | { said: "held"; places: readonly Place[]; lapsesAt: Instant | null }
  | { said: "done"; hosts: readonly string[] }
  | { said: "refused"; why: Why }
  /** The key stands for another request. */
  | { said: "mismatch" }
  /** Nobody can tell yet; the same key will. */
  | { said: "unknown" };

/** What the coordinator wants done and waits for. Failpoints are made of these. */
export type Call =
  | { do: "read"; txn: string }
  | { do: "hold"; host: string; txn: string }
  | { do: "prepare"; host: string; txn: string }
  | { do: "commit"; txn: string; places: readonly Place[] }
  | { do: "change"; txn: string }
  | { do: "abort"; txn: string; why: Why };

/** What it wants done and does not wait for. Alarms and sweeps do the same later. */
export type Errand =
  | { do: "finalize"; host: string; txn: string; hosts: readonly string[] }
  | { do: "release"; host: string; txn: string; proof: Proof; why: Reason }
  | { do: "alert"; what: "overlap"; txn: string };

export type Effect = Call | Errand | { do: "answer"; answer: Answer };

/** `clash`: somebody decided first. `overlap`: the second wall held, which must never be needed. */
export type Written = "done" | "clash" | "stale" | "overlap";

export type Reply =
  | { did: "read"; decision: Decision | null }
  | { did: "hold"; said: HoldAnswer }
  | { did: "prepare"; said: PrepareAnswer }
  | { did: "commit"; said: Written }
  | { did: "change"; said: Written }
  | { did: "abort"; decision: Decision }
  /** It may have happened, may happen later, or never. */
  | { did: "failed" };

export type Event = Reply & { at: Instant };
