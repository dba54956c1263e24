import { sql } from "drizzle-orm";
import type { FactKind } from "#kernel/fact.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, toWire } from "#kernel/instant.ts";
import { done, type Outcome, type Refusal, refuse } from "#kernel/outcome.ts";
import { type Statement, sendBatch } from "./d1.ts";
import { insertDecision } from "./decisions/store.ts";
import { ring } from "./facts/relay.ts";
import { factBodies, outbox } from "./facts/tables.ts";
import { type Actor, actorWord, type Scope } from "./scope.ts";

/** A fact about to be told. `before` and `after` go to its body, in the words of the wire, never to the thin row. */
export type Announcement = {
  type: string;
  kind: FactKind;
  entityId: string;
  version: number;
  before: Record<string, unknown> | null;
  after: Record<string, unknown> | null;
  /** Told of nobody: the log says `system`, and nothing of where the request came from. */
  veiled?: true;
};

/** For what others may know has happened, and not by whom: whoever wrote a scorecard. */
export const veil = (announcement: Announcement): Announcement => ({ ...announcement, veiled: true });

/** Binds a feature's table of facts, so that only announced names can be told. */
export const announcer =
  <F extends Record<string, FactKind>>(facts: F) =>
  (
    type: keyof F & string,
    entityId: string,
    version: number,
    before: object | null,
    after: object | null,
  ): Announcement => {
    const kind = facts[type];
    if (kind === undefined) throw new Error(`No such fact: ${type}`);
    return { type, kind, entityId, version, before: before && inWireWords(before), after: after && inWireWords(after) };
  };

/** A row as an auditor reads it. What a feature must not tell (hashes, seeds) it leaves out before it comes here. */
function inWireWords(row: object): Record<string, unknown> {
  const words = Object.entries(row).map(([key, value]) => {
    const name = key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const isMoment = typeof value === "number" && /_(?:at|until|from)$/.test(name);
    return [name, isMoment ? toWire(asInstant(value)) : value] as const;
  });
  return Object.fromEntries(words.filter(([name]) => name !== "tenant_id"));
}

export type Change<T> = {
  /** The guarded write. When it touches no row, nothing of all this happens. Null where data left and nothing changed. */
  change: Statement | null;
  fact: Announcement;
  /** Written before everything else: what decides whether any of this may happen. */
  first?: readonly Statement[];
  /** Whatever hangs on the change. */
  also?: readonly Statement[];
  alsoFacts?: readonly Announcement[];
  /** What the caller will answer with; remembered when the request is idempotent. */
  result: T;
  /** What a broken unique rule means here, by the name SQLite gives (`teams.tenant_id, teams.name`). */
  taken?: Record<string, Refusal>;
};

/** A change that is nobody else's business yet, and is told to nobody: a draft. */
export type QuietChange<T> = Omit<Change<T>, "fact" | "alsoFacts">;

const rightsMoved = "rights have moved";
const missed = "the change touched no row";

/** Fails the batch it stands in, with a message of ours, when `condition` does not hold. */
export const failUnless = (scope: Pick<Scope, "db">, condition: ReturnType<typeof sql>, message: string): Statement =>
  scope.db.run(sql`select case when ${condition} then 1 else json_extract('{}', ${message}) end`);

/** Undoes the batch when the statement before it touched no row; the caller runs again on what is true then. */
export const failIfMissed = (scope: Pick<Scope, "db">): Statement => failUnless(scope, sql`changes() > 0`, missed);

/** Undoes the batch when what was decided on no longer holds; the caller runs again on what is true then. */
export const failUnlessStill = (scope: Pick<Scope, "db">, condition: ReturnType<typeof sql>): Statement =>
  failUnless(scope, condition, missed);

/** The guard's statement: the tenant's rights must still stand where they were read. */
export const failIfRightsMoved = (scope: Pick<Scope, "db">, condition: ReturnType<typeof sql>): Statement =>
  failUnless(scope, condition, rightsMoved);

/**
 * Codes that `commit` itself answers with (`commit.missed`, `commit.decided`, `commit.rights_lost`) are acted upon by the edge
 * and shown to nobody.
 *
 * Change and fact in one D1 batch: the fact is inserted only when the change touched a row, and the batch is undone when it
 * did not. D1 has no interactive transaction, and a batch does not fail by itself when an update matches nothing.
 */
export const commit = <T>(scope: Scope, change: Change<T>): Promise<Outcome<T>> =>
  attemptTwice(scope, change, [change.fact, ...(change.alsoFacts ?? [])]);

/** As `commit`, and leaves nothing in the log. For what only its author may know of; everything else is told. */
export const commitQuietly = <T>(scope: Scope, change: QuietChange<T> & { change: Statement }): Promise<Outcome<T>> =>
  attemptTwice(scope, change, []);

async function attemptTwice<T>(
  scope: Scope,
  change: QuietChange<T>,
  announcements: readonly Announcement[],
): Promise<Outcome<T>> {
  const facts = announcements.map((announcement) => ({ announcement, id: scope.newId("fact") }));

  const attempt = await send(scope, change, facts);
  if (attempt !== "rights moved") return attempt;

  // Somebody's rights in this tenant changed since ours were read. If ours still stand, the write may go ahead.
  if (!(await scope.guard?.renew())) return refuse("commit.rights_lost");
  const second = await send(scope, change, facts);
  return second === "rights moved" ? refuse("commit.missed") : second;
}

async function send<T>(
  scope: Scope,
  change: QuietChange<T>,
  facts: readonly { announcement: Announcement; id: Id<"fact"> }[],
): Promise<Outcome<T> | "rights moved"> {
  const [first, ...more] = facts;
  const statements: Statement[] = [];
  if (scope.guard !== undefined) statements.push(scope.guard.statement());
  statements.push(...(change.first ?? []));
  if (scope.decision !== undefined) {
    statements.push(insertDecision(scope, scope.decision, scope.tenant.id, scope.decision.render(change.result)));
  }
  const isChange = change.change !== null;
  if (change.change !== null) statements.push(change.change);
  if (first !== undefined) statements.push(insertFact(scope, first.id, first.announcement, isChange));
  if (isChange) statements.push(failIfMissed(scope));
  for (const fact of more) statements.push(insertFact(scope, fact.id, fact.announcement, false));
  for (const fact of facts) statements.push(...sidecars(scope, fact.id, fact.announcement));
  statements.push(...(change.also ?? []));

  try {
    await sendBatch(scope.db, statements);
  } catch (error) {
    const message = messageOf(error);
    if (message.includes(rightsMoved)) return "rights moved";
    if (message.includes(missed)) return refuse("commit.missed");
    if (message.includes("UNIQUE constraint failed: decisions.id")) return refuse("commit.decided");
    for (const [constraint, refusal] of Object.entries(change.taken ?? {})) {
      if (message.includes(`UNIQUE constraint failed: ${constraint}`)) return { ok: false, refusal };
    }
    throw error;
  }
  if (facts.length > 0)
    ring(
      scope,
      facts.map((fact) => fact.id),
    );
  return done(change.result);
}

/** Both texts: D1 puts its words into `message`, Drizzle wraps them and keeps them in `cause`. */
export function messageOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message} ${error.cause.message}` : error.message;
}

function insertFact(scope: Scope, id: Id<"fact">, fact: Announcement, onlyIfChanged: boolean): Statement {
  const actor: Actor = fact.veiled ? { kind: "system" } : scope.actor;
  const session = actor.kind === "member" || actor.kind === "person" ? actor.session : null;
  return scope.db.run(sql`
    insert into facts (tenant_id, seq, id, type, action, entity_type, entity_id, version, actor, session_id, request_id, at)
    select ${scope.tenant.id}, coalesce((select max(seq) from facts where tenant_id = ${scope.tenant.id}), 0) + 1, ${id},
      ${fact.type}, ${fact.kind.action}, ${fact.kind.entity}, ${fact.entityId}, ${fact.version},
      ${actorWord(actor)}, ${session}, ${scope.requestId}, ${scope.now}
    ${onlyIfChanged ? sql`where changes() > 0` : sql``}`);
}

function sidecars(scope: Scope, id: Id<"fact">, fact: Announcement): Statement[] {
  const caller = fact.veiled ? null : scope.caller;
  return [
    scope.db.insert(factBodies).values({
      tenantId: scope.tenant.id,
      factId: id,
      before: fact.before,
      after: fact.after,
      ip: caller?.ip ?? null,
      userAgent: caller?.userAgent ?? null,
    }),
    scope.db.insert(outbox).values({ tenantId: scope.tenant.id, factId: id, dueAt: scope.now }),
  ];
}
