// One attempt to take or to change time: the coordinator, driven against D1 and the diaries.
import { diaryFor, diaryOf } from "#booking/diary/client.ts";
import type { Asked } from "#booking/diary/rules.ts";
import { aborted, insertCommit, type Verdict, verdictIn, verdictStatement } from "#booking/verdicts.ts";
import { after, type Instant, second } from "#kernel/instant.ts";
import { type Outcome, type Refusal, refuse } from "#kernel/outcome.ts";
import { readClock } from "#platform/clock.ts";
import { type Change, commit, messageOf } from "#platform/commit.ts";
import { findDecision } from "#platform/decisions/store.ts";
import { logEvent, logFault } from "#platform/log.ts";
import type { Scope } from "#platform/scope.ts";
import { mintSecret } from "#platform/secrets.ts";
import { type Books, drive, type World } from "./drive.ts";
import { type Purpose, withFaults } from "./faults.ts";
import type { Answer, Decision, Intent, Place, Why, Written } from "./intents.ts";

/** So long an answer is worth waiting for. */
const patience = 10 * second;
const mostTries = 3;

export const deadlineOf = ({ now }: Scope) => after(now, patience);

export type Attempt<T> = {
  intent: Intent;
  /** What was decided when everything else was read. */
  known: Verdict | null;
  /** What a host's diary is asked for. A change asks for nothing. */
  asked: (host: string) => Asked;
  /** What is written when it is decided, with whose time was taken. */
  write: (places: readonly Place[]) => Change<T>;
  /** What the hours are for; whoever finds the intent decided finds it by this. */
  entity: string | null;
};

/**
 * `again`: nobody was refused anything, but this try is over: its time ran out, or what it was decided on is no longer so.
 * `found`: somebody else's try of this intent has done it.
 */
export type Ended<T> =
  | { said: "done"; value: T }
  | { said: "found"; entity: string | null }
  | { said: "refused"; why: Why }
  | { said: "other"; refusal: Refusal }
  | { said: "again" };

const overWithoutRefusal: readonly Why[] = ["stale", "expired", "aborted", "unchosen", "changed", "lapsed"];

/** Runs one try to its end. */
export async function attempt<T>(scope: Scope, purpose: Purpose, asking: Attempt<T>): Promise<Ended<T>> {
  const kept: Kept<T> = {};
  const answer = await driven(scope, purpose, asking, kept);
  if (answer.said === "held") throw new Error("A hold is nobody's booking.");
  return endedOf(scope, asking.intent, answer, kept);
}

/** Time that is held until `lapsesAt`, and nothing more. */
export type Holding = { said: "held"; places: readonly Place[]; lapsesAt: Instant };

/** Holds time, and writes nothing. */
export async function holding(
  scope: Scope,
  asking: Pick<Attempt<never>, "intent" | "known" | "asked">,
): Promise<Holding | Ended<never>> {
  const answer = await driven(scope, "hold", { ...asking, write: unwritten, entity: null }, {});
  if (answer.said !== "held") return endedOf(scope, asking.intent, answer, {});
  if (answer.lapsesAt === null) throw new Error("A hold that never ends.");
  return { said: "held", places: answer.places, lapsesAt: answer.lapsesAt };
}

function unwritten(): never {
  throw new Error("A hold is not written by whoever takes it.");
}

type Kept<T> = { value?: { it: T }; refusal?: Refusal };

function driven<T>(scope: Scope, purpose: Purpose, asking: Attempt<T>, kept: Kept<T>): Promise<Answer> {
  const world: World = {
    books: booksOf(scope, asking, kept),
    diary: (host) => diaryOf(scope.bindings, scope.tenant.id, host),
    asked: asking.asked,
    now: readClock,
    later: scope.later,
    alert: ({ what, txn }) => logEvent("alert", { what, tenant: scope.tenant.id, txn }),
  };
  return drive(asking.intent, watched(scope, withFaults(world, purpose)));
}

async function endedOf<T>(
  scope: Scope,
  { txn }: Intent,
  answer: Exclude<Answer, { said: "held" }>,
  { value, refusal }: Kept<T>,
): Promise<Ended<T>> {
  switch (answer.said) {
    case "done": {
      if (value !== undefined) return { said: "done", value: value.it };
      const verdict = verdictIn(await verdictStatement(scope, scope.tenant.id, txn));
      return { said: "found", entity: verdict?.entity ?? null };
    }
    case "refused": {
      const isRace = refusal === undefined || refusal.code === "commit.missed";
      if (answer.why === "stale" && !isRace) return { said: "other", refusal };
      return overWithoutRefusal.includes(answer.why) ? { said: "again" } : { said: "refused", why: answer.why };
    }
    case "mismatch":
      return { said: "other", refusal: { code: "idempotency.key_reused" } };
    case "unknown":
      return { said: "other", refusal: { code: "storage.unavailable", retry_after: 2 } };
  }
}

/** The books as D1 keeps them. Each of these is one batch or one read of the primary. */
function booksOf<T>(scope: Scope, { intent, known, write, entity }: Attempt<T>, kept: Kept<T>): Books {
  const { txn, fingerprint } = intent;
  const place = { tenant: scope.tenant.id, txn, fingerprint };
  let first: Decision | null | undefined = known && decisionOf(known);

  const send = async (places: readonly Place[]): Promise<Written> => {
    const hosts = places.map(({ host }) => host);
    const change = write(places);
    const verdict = insertCommit(scope, place, hosts, entity);
    const outcome = await commit(scope, { ...change, first: [verdict, ...(change.first ?? [])] });
    if (outcome.ok) {
      kept.value = { it: outcome.value };
      return "done";
    }
    const isDecided = outcome.refusal.code === "commit.decided";
    // Two rows are inserted once: what was decided, and what was answered. Which of them was there already?
    if (isDecided && verdictIn(await verdictStatement(scope, scope.tenant.id, txn)) !== null) return "clash";
    kept.refusal = outcome.refusal;
    return "stale";
  };

  const written = (places: readonly Place[]): Promise<Written> =>
    send(places).catch((error: unknown) => {
      if (isWall(messageOf(error))) return "overlap";
      throw error;
    });

  return {
    async read() {
      const read = first === undefined ? verdictIn(await verdictStatement(scope, scope.tenant.id, txn)) : null;
      const decision = first === undefined ? read && decisionOf(read) : first;
      first = undefined;
      return decision;
    },
    commit: written,
    change: () => written([]),
    abort: async (_, why) => decisionOf(await aborted(scope, place, why)),
  };
}

/** The second wall: an hour, or a seat of a session, that is taken already. */
const isWall = (message: string): boolean =>
  message.includes("OVERLAP") || message.includes("UNIQUE constraint failed: reservations.");

// Written by `insertCommit` and `aborted` alone, from a `Why`.
const decisionOf = ({ outcome, hosts, fingerprint, why }: Verdict): Decision => ({
  outcome,
  hosts,
  fingerprint,
  why: why as Why | null,
});

/** A fault on the way is an answer nobody has; what it was stands in the log. */
function watched(scope: Scope, { books, diary, ...world }: World): World {
  const told = <A>(work: Promise<A>): Promise<A> =>
    work.catch((error: unknown) => {
      logFault(scope.requestId, error);
      throw error;
    });
  return {
    ...world,
    diary,
    books: {
      read: (txn) => told(books.read(txn)),
      commit: (places) => told(books.commit(places)),
      change: () => told(books.change()),
      abort: (txn, why) => told(books.abort(txn, why)),
    },
  };
}

/** What all retries of one request share. A request without a key has no retries. */
export const nameOf = ({ decision }: Scope): { id: string; fingerprint: string } =>
  decision === undefined ? { id: mintSecret(), fingerprint: "" } : decision;

export type Try = { txn: string; before: string | null; fingerprint: string };

/**
 * A try that ended without anybody being refused an hour is made again under the next name. Retries of a request walk the same
 * names and find what became of each.
 */
export async function inTries<T>(scope: Scope, run: (one: Try) => Promise<Outcome<T> | "again">): Promise<Outcome<T>> {
  const { id, fingerprint } = nameOf(scope);
  for (let number = 1; number <= mostTries; number++) {
    const before = number === 1 ? null : `${id}.${number - 1}`;
    const outcome = await run({ txn: `${id}.${number}`, before, fingerprint });
    if (outcome !== "again") return outcome;
  }
  return refuse("booking.raced", { retry: "new-key" });
}

/** The try before, whose first name may be a hold's. */
export const triedBefore = ({ before }: Try, held: { id: string } | undefined): string | null =>
  before?.endsWith(".1") === true ? (held?.id ?? before) : before;

/** Gives back what an earlier try, which is known to be over, may still hold. */
export async function clearUp(scope: Scope, before: string | null, hosts: readonly string[]): Promise<void> {
  if (before === null) return;
  const verbs = hosts.map((host) => diaryFor(scope, scope.tenant.id, host, "clear_up"));
  await Promise.allSettled(verbs.map((diary) => diary.release(before, "aborted", "aborted")));
}

/** Somebody else's try of the same request has done it: the edge finds the answer that was stored with it. */
export async function answeredElsewhere(scope: Scope): Promise<boolean> {
  return scope.decision !== undefined && (await findDecision(scope.db, scope.decision.id)) !== undefined;
}
