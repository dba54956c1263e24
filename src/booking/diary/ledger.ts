// Whose hour it is. Pure: the object, the explorer and the property tests all run these verbs.
import { after, asInstant, day, hour, type Instant, second } from "#kernel/instant.ts";
import {
  blocks,
  type Claim,
  claimOf,
  type Conflict,
  type Diary,
  newerPolicy,
  overlap,
  type Policy,
  type Reason,
  sameSession,
  type Step,
  unchanged,
} from "./claims.ts";
import { hasRoomFor } from "./counting.ts";

/** A hold is kept a little longer than told, so that nobody loses one they still see. */
const grace = 5 * second;
/** So long a prepared claim waits before the decision is asked for. */
const patience = 4 * second;
const longestPatience = 60 * second;
/** Longer than decisions are kept, so that a tombstone outlives the answer it stands for. */
const tombsKept = 25 * hour;
/** Limits count by the year. */
const bookedKept = 400 * day;
/** The stretch in which strangers may hold only so much. */
const crowdedDays = 7 * day;

/** What is asked of a diary. It has no say in who asks, but knows strangers. */
export type Asked = Pick<Claim, "txn" | "fingerprint" | "start" | "end" | "from" | "to" | "eventType" | "share"> & {
  supersedes: string | null;
  capacity: number | null;
  ttlMillis: number;
  policy: Policy | null;
  /** Staff may pass over every limit the diary knows; never over another claim. */
  force?: boolean;
  /** For strangers: how much of the next seven days all of them together may hold; null for people we know. */
  openMillis: number | null;
};

export type HoldAnswer =
  | { said: "held"; lapsesAt: Instant | null; seat: number | null; again: boolean }
  | { said: "refused"; why: Conflict }
  | { said: "tomb"; reason: Reason }
  | { said: "booked" }
  | { said: "mismatch" };

/** Time is taken here before it is written anywhere else. Whoever asks again meets what they asked for. */
export function hold(diary: Diary, asked: Asked, now: Instant): Step<HoldAnswer> {
  const known = claimOf(diary, asked.txn);
  if (known !== undefined) return holdAgain(known, asked, now);

  const policy = newerPolicy(diary.policy, asked.policy);
  const live = diary.claims.filter((claim) => blocks(claim, now) && claim.txn !== asked.supersedes);
  const beside = live.filter((claim) => sameSession(claim, asked));
  const why = whyNot(live, beside, asked, asked.force === true ? null : policy, now);
  const word = policy === null || policy === diary.policy ? {} : { policy };
  if (why !== null) return { answer: { said: "refused", why }, changed: [tombOf(asked, why, now)], ...word };

  // What lapsed is over once somebody else was let in for it, whatever a clock that runs backwards may say later.
  const lapsed = diary.claims.filter((claim) => claim.state === "held" && !blocks(claim, now));
  const lapsesAt = after(now, asked.ttlMillis);
  const seat = asked.share === null ? null : smallestFree(beside);
  const claim: Claim = { ...blank(asked), state: "held", seat, lapsesAt, dueAt: after(lapsesAt, grace) };
  return {
    answer: { said: "held", lapsesAt, seat, again: false },
    changed: [...lapsed.map((other) => buried(other, "lapsed", now)), claim],
    ...word,
  };
}

function holdAgain(known: Claim, asked: Asked, now: Instant): Step<HoldAnswer> {
  if (known.fingerprint !== "" && known.fingerprint !== asked.fingerprint) return unchanged({ said: "mismatch" });
  if (known.state === "tomb") return unchanged({ said: "tomb", reason: known.reason ?? "lapsed" });
  // Same words, other minutes: what they mean was changed in between, and the row must not outgrow the claim.
  if (known.from !== asked.from || known.to !== asked.to) return unchanged({ said: "tomb", reason: "changed" });
  if (known.state === "booked") return unchanged({ said: "booked" });
  if (!blocks(known, now)) return over(known, "lapsed", now, { said: "tomb", reason: "lapsed" });
  return unchanged({ said: "held", lapsesAt: known.lapsesAt, seat: known.seat, again: true });
}

function whyNot(
  live: readonly Claim[],
  beside: readonly Claim[],
  asked: Asked,
  policy: Policy | null,
  now: Instant,
): Conflict | null {
  const met = live.filter((claim) => overlap(claim, asked) && !sameSession(claim, asked));
  if (met.length > 0) return clashOf(met, asked);
  if (asked.share !== null && beside.length >= (asked.capacity ?? 1)) return "full";
  // Whoever joins a session adds no meeting to anybody's day.
  if (policy !== null && beside.length === 0 && !hasRoomFor(policy, asked, live)) return "limit";
  return isCrowded(live, asked, now) ? "crowded" : null;
}

/** Of what kind the nearest obstacle is: a meeting before a hold, and either before what is kept free around them. */
function clashOf(met: readonly Claim[], { start, end }: Asked): Conflict {
  const inside = met.filter((claim) => claim.start < end && start < claim.end);
  if (inside.length === 0) return "buffer";
  return inside.every(({ state }) => state === "held") ? "hold" : "taken";
}

/** Strangers' holds must leave most of the coming days to everybody else. */
function isCrowded(live: readonly Claim[], asked: Asked, now: Instant): boolean {
  const until = after(now, crowdedDays);
  if (asked.openMillis === null || asked.from >= until) return false;
  const held = live.filter((claim) => claim.state === "held" && claim.open && claim.from < until);
  return held.reduce((sum, claim) => sum + claim.to - claim.from, asked.to - asked.from) > asked.openMillis;
}

function smallestFree(beside: readonly Claim[]): number {
  const taken = new Set(beside.map(({ seat }) => seat));
  let seat = 1;
  while (taken.has(seat)) seat++;
  return seat;
}

export type PrepareAnswer = { said: "prepared" } | { said: "tomb"; reason: Reason };

/** A live hold always prepares. From here on only the decision ends the claim. */
export function prepare(diary: Diary, txn: string, now: Instant): Step<PrepareAnswer> {
  const known = claimOf(diary, txn);
  if (known === undefined)
    return { answer: { said: "tomb", reason: "lapsed" }, changed: [strangersTomb(txn, "lapsed", now)] };
  if (known.state === "tomb") return unchanged({ said: "tomb", reason: known.reason ?? "lapsed" });
  if (known.state === "booked") return unchanged({ said: "prepared" });
  if (!blocks(known, now)) return over(known, "lapsed", now, { said: "tomb", reason: "lapsed" });
  const claim: Claim = { ...known, state: "prepared", lapsesAt: null, dueAt: after(now, patience) };
  return { answer: { said: "prepared" }, changed: [claim] };
}

/** What a decision says of a diary: those it names are booked, and an abort names nobody. */
export type Verdict = { hosts: readonly string[] };

/** Once it is decided: who is named is booked, who is not is free. Late, or told twice, it changes nothing. */
export function finalize(diary: Diary, txn: string, verdict: Verdict, now: Instant): Step<Claim["state"] | null> {
  const known = claimOf(diary, txn);
  if (known === undefined || known.state === "tomb" || known.state === "booked") return unchanged(known?.state ?? null);
  if (verdict.hosts.includes(diary.resource)) return { answer: "booked", changed: [booked(known)] };
  return over(known, verdict.hosts.length === 0 ? "aborted" : "unchosen", now, "tomb");
}

/** On what strength an hour is given back: a hold needs none, a prepared claim an abort, a booked one its row's end. */
export type Proof = "none" | "aborted" | "canceled";

/** Gives time back. What is not there yet is buried in advance, so that a late hold finds its own grave. */
export function release(diary: Diary, txn: string, proof: Proof, why: Reason, now: Instant): Step<boolean> {
  const known = claimOf(diary, txn);
  if (known === undefined) return { answer: true, changed: [strangersTomb(txn, why, now)] };
  if (known.state === "tomb") return unchanged(true);
  if (known.state === "booked" && proof !== "canceled") return unchanged(false);
  if (known.state === "prepared" && proof === "none") return unchanged(false);
  return over(known, why, now, true);
}

export type ExtendAnswer =
  | { said: "extended"; lapsesAt: Instant }
  | { said: "refused"; why: "extended_before" | "decided" | "over" };

/** Once, and only while it lives. */
export function extend(diary: Diary, txn: string, millis: number, now: Instant): Step<ExtendAnswer> {
  const known = claimOf(diary, txn);
  if (known?.state === "prepared" || known?.state === "booked") return unchanged({ said: "refused", why: "decided" });
  if (known === undefined || !blocks(known, now)) return unchanged({ said: "refused", why: "over" });
  if (known.extended) return unchanged({ said: "refused", why: "extended_before" });
  const lapsesAt = after(known.lapsesAt ?? now, millis);
  const claim: Claim = { ...known, extended: true, lapsesAt, dueAt: after(lapsesAt, grace) };
  return { answer: { said: "extended", lapsesAt }, changed: [claim] };
}

/** What the alarm does to holds whose time is over. */
export function lapse(diary: Diary, txn: string, now: Instant): Step<boolean> {
  const known = claimOf(diary, txn);
  if (known?.state !== "held" || blocks(known, now)) return unchanged(false);
  return over(known, "lapsed", now, true);
}

/** Everything due that needs nobody's word: holds lapse, old graves and old meetings are forgotten. */
export function sweep(diary: Diary, now: Instant): Step<number> {
  const changed = diary.claims.flatMap(({ txn }) => lapse(diary, txn, now).changed);
  const gone = diary.claims
    .filter(({ state, dueAt }) => (state === "tomb" || state === "booked") && dueAt <= now)
    .map(({ txn }) => txn);
  return { answer: changed.length + gone.length, changed, gone };
}

/** Prepared claims whose decision is to be asked for, the oldest first. */
export const undecided = (diary: Diary, now: Instant): readonly Claim[] =>
  diary.claims.filter(({ state, dueAt }) => state === "prepared" && dueAt <= now).toSorted((a, b) => a.dueAt - b.dueAt);

/** Nobody could tell: asked again later, each time after twice as long. */
export function postpone(diary: Diary, txn: string, now: Instant): Step<null> {
  const known = claimOf(diary, txn);
  if (known?.state !== "prepared") return unchanged(null);
  const wait = Math.min(longestPatience, patience * 2 ** known.asked);
  return { answer: null, changed: [{ ...known, asked: known.asked + 1, dueAt: after(now, wait) }] };
}

/** An hour that D1 knows as taken and the diary does not: its storage was lost or rewound. Holds give way. */
export function restore(
  diary: Diary,
  row: Omit<Asked, "ttlMillis" | "policy" | "openMillis" | "capacity"> & { seat: number | null },
  now: Instant,
): Step<"known" | "restored" | "clashes" | "buried"> {
  const known = claimOf(diary, row.txn);
  if (known?.state === "tomb") return unchanged("buried");
  if (known?.state === "booked") return unchanged("known");
  if (known !== undefined) return { answer: "known", changed: [booked(known)] };
  const others = diary.claims.filter(
    (claim) =>
      claim.state !== "tomb" && claim.supersedes !== row.txn && overlap(claim, row) && !sameSession(claim, row),
  );
  const standing = others.some(({ state }) => state !== "held");
  const evicted = others.filter(({ state }) => state === "held").map((claim) => buried(claim, "lapsed", now));
  const claim = booked({ ...blank({ ...row, openMillis: null }), seat: row.seat });
  return { answer: standing ? "clashes" : "restored", changed: [...evicted, claim] };
}

/** When the alarm is to ring next; null when nothing is ever due. What is only to be forgotten waits for a full hour. */
export function nextWake(diary: Pick<Diary, "claims">): Instant | null {
  const dues = diary.claims.map(({ state, dueAt }) =>
    state === "held" || state === "prepared" ? dueAt : asInstant(Math.ceil(dueAt / hour) * hour),
  );
  return dues.length === 0 ? null : asInstant(Math.min(...dues));
}

/** What others have to know of holds: when, never whose. */
export const liveHolds = (diary: Diary, now: Instant): readonly Claim[] =>
  diary.claims.filter((claim) => claim.state !== "booked" && blocks(claim, now));

function blank(asked: Omit<Asked, "ttlMillis" | "policy" | "capacity">): Claim {
  const { txn, fingerprint, start, end, from, to, eventType, share, supersedes, openMillis } = asked;
  return {
    txn,
    fingerprint,
    start,
    end,
    from,
    to,
    eventType,
    share,
    supersedes,
    state: "tomb",
    reason: null,
    seat: null,
    open: openMillis !== null,
    lapsesAt: null,
    extended: false,
    asked: 0,
    dueAt: asInstant(0),
  };
}

const tombOf = (asked: Asked, reason: Reason, now: Instant): Claim => buried(blank(asked), reason, now);

/** The grave of something that has not arrived; who asked for it is not known. */
function strangersTomb(txn: string, reason: Reason, now: Instant): Claim {
  const never = asInstant(0);
  const nothing = { start: never, end: never, from: never, to: never, eventType: null, share: null, supersedes: null };
  return buried(blank({ txn, fingerprint: "", ...nothing, openMillis: null }), reason, now);
}

const buried = (claim: Claim, reason: Reason, now: Instant): Claim => ({
  ...claim,
  state: "tomb",
  reason,
  lapsesAt: null,
  dueAt: after(now, tombsKept),
});

const booked = (claim: Claim): Claim => ({
  ...claim,
  state: "booked",
  reason: null,
  lapsesAt: null,
  dueAt: after(claim.end, bookedKept),
});

const over = <A>(claim: Claim, reason: Reason, now: Instant, answer: A): Step<A> => ({
  answer,
  changed: [buried(claim, reason, now)],
});
