import { sql } from "drizzle-orm";
import { second } from "#kernel/instant.ts";
import type { Policy } from "./limiter/budget.ts";
import type { Context } from "./scope.ts";

export const parts = ["database", "migrations", "objects", "queue", "files", "mail"] as const;
export type Part = (typeof parts)[number];
export type PartState = "ok" | "missing" | "unreachable" | "behind";
export type Readiness = Record<Part, PartState>;

const patience = 3 * second;
// A budget nobody can spend: asking for it proves that an object answers, and writes nothing down.
const harmless: Policy = { name: "readyz", quota: 1_000_000_000, windowSeconds: 60 };

/** Asks everything the Worker stands on at once. Nothing is sent, stored or changed. */
export async function readinessOf(context: Context, migrations: readonly string[]): Promise<Readiness> {
  const { bindings } = context;
  const [applied, objects] = await Promise.all([answers(appliedMigrations(context)), answers(askObject(context))]);
  return {
    database: applied === undefined ? "unreachable" : "ok",
    migrations: migrations.every((name) => applied?.has(name)) ? "ok" : "behind",
    objects: objects === undefined ? "unreachable" : "ok",
    queue: hasVerb(bindings.FACTS, "send"),
    files: hasVerb(bindings.FILES, "head"),
    mail: hasVerb(bindings.MAIL, "send"),
  };
}

export const missingParts = (readiness: Readiness): Part[] => parts.filter((part) => readiness[part] !== "ok");

async function appliedMigrations({ db }: Context): Promise<Set<string>> {
  await db.get(sql`select 1 as alive`);
  // A database nobody has migrated lacks even the ledger: it answers, and it is behind.
  const rows = await db.all<{ name: string }>(sql`select name from d1_migrations`).catch(() => []);
  return new Set(rows.map(({ name }) => name.replace(/\.sql$/, "")));
}

async function askObject({ bindings }: Context): Promise<true> {
  await bindings.LIMITER.getByName("readyz").take(harmless);
  return true;
}

/** Undefined when it throws or takes too long: a probe that hangs is an answer as well. */
async function answers<T>(asked: Promise<T>): Promise<T | undefined> {
  const inTime = new AbortController();
  try {
    const tooLate = scheduler.wait(patience, { signal: inTime.signal }).then(() => undefined);
    return await Promise.race([asked, tooLate]);
  } catch {
    return undefined;
  } finally {
    inTime.abort();
  }
}

const hasVerb = (binding: object | undefined, verb: string): PartState =>
  binding !== undefined && verb in binding ? "ok" : "missing";
