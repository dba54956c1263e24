import type { Id, Kind } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { Config } from "./config.ts";
import type { Database, Statement, Tally } from "./d1.ts";

/** The bindings as declared in wrangler.toml, with the queue's cargo typed. */
export type Bindings = Omit<Cloudflare.Env, "FACTS"> & { FACTS: Queue<FactNote> };

/** What travels on the queue: a tap on the shoulder. Whoever gets it reads the truth from D1. */
export type FactNote = { tenant: Id<"tenant">; fact: Id<"fact"> };
/** Another tap, on the same queue: this reminder has been taken up, and is to be sent. */
export type ReminderNote = { tenant: Id<"tenant">; reminder: Id<"reminder"> };
/** And another: of this import a part is to be taken in. */
export type ImportNote = { tenant: Id<"tenant">; import: Id<"import"> };

export type Actor =
  | { kind: "public" }
  | { kind: "system" }
  /** Someone signed in, outside any tenant. */
  | { kind: "person"; user: Id<"user">; session: Id<"session"> }
  | { kind: "member"; member: Id<"member">; user: Id<"user">; session: Id<"session"> }
  | { kind: "key"; key: Id<"api_key"> }
  /** Work that goes on after whoever began it has left: what it does bears their word. */
  | { kind: "author"; author: string };

/** The word an actor leaves in the fact log: an id, never a name. */
export function actorWord(actor: Actor): string {
  if (actor.kind === "member") return actor.member;
  if (actor.kind === "person") return actor.user;
  if (actor.kind === "author") return actor.author;
  return actor.kind === "key" ? actor.key : actor.kind;
}

/** What every door hands on: one moment, one request, one actor. Never ambient, always the first argument. */
export type Context = {
  now: Instant;
  requestId: Id<"request">;
  newId: <K extends Kind>(kind: K) => Id<K>;
  db: Database;
  tally: Tally;
  config: Config;
  bindings: Bindings;
  actor: Actor;
  /** Where the request came from; null where nobody asked (cron, queue). */
  caller: Caller | null;
  /** Work that may finish after the answer. */
  later: (work: Promise<unknown>) => void;
  /** Set by the edge when the request carries an Idempotency-Key: how its answer is to be remembered. */
  decision?: PendingDecision;
};

export type Caller = { ip: string; userAgent: string | null };

export type PersonContext = Context & {
  actor: { kind: "person" | "member"; user: Id<"user">; session: Id<"session"> };
};

/** A context inside one tenant. Whatever touches a tenant's rows takes one of these, so its signature says so. */
export type Scope = Context & {
  tenant: { id: Id<"tenant">; slug: string; mode: "live" | "test" };
  permissions: ReadonlySet<string>;
  /** Present where the actor's rights were read earlier than now: the write asks again, in its own transaction. */
  guard?: Guard;
};

export type Guard = {
  /** A statement that fails, and so undoes the whole batch, when rights have changed since they were read. */
  statement: () => Statement;
  /** Reads the rights anew; false when the actor has lost them. */
  renew: () => Promise<boolean>;
};

export type PendingDecision = {
  id: string;
  fingerprint: string;
  /** The stored answer; null where it would contain a secret. */
  render: (result: unknown) => StoredAnswer;
};

/** For an action that has another commit for it and answers with more than that one's result: the answer is kept as `said` puts it. */
export const answeringWith = <S extends Context>(scope: S, said: (result: never) => unknown): S =>
  scope.decision === undefined ? scope : { ...scope, decision: sayingOtherwise(scope.decision, said) };

const sayingOtherwise = (decision: PendingDecision, said: (result: never) => unknown): PendingDecision => ({
  ...decision,
  // The result is what the action that commits hands over.
  render: (result) => decision.render(said(result as never)),
});

export type StoredAnswer = {
  status: number;
  body: string | null;
  entity: string | null;
  headers: Record<string, string>;
};
