// What is left when a storm is over, and whether it is what everybody was told.
import { pathToFileURL } from "node:url";
import { join } from "node:path";
import { root } from "../../../../scripts/local.ts";
import type { Bundle } from "../../../../scripts/start-bundle.ts";
import {
  type ClaimRow,
  disagreements,
  type Ledgers,
  readLedgers,
  type Told,
  violations,
} from "../../../support/invariants.ts";
import type { Settled } from "./asking.ts";

type Database = Awaited<ReturnType<Bundle["mf"]["getD1Database"]>>;

const claims = `select txn, state, blocks_from, blocks_to, share, seat, supersedes, due_at from claims`;

/** The books of a company and all its diaries, read from outside: nobody is asked to repair anything. */
export async function ledgersOf({ mf, worker }: Bundle, tenant: string): Promise<Ledgers> {
  const db = await mf.getD1Database("DB");
  const claimsOf = async (member: string): Promise<readonly ClaimRow[]> => {
    const storage = await mf.unsafeGetDurableObjectStorage(worker, "Diary", { name: `${tenant}:${member}` });
    // Rows are what the statement names.
    return (await storage.exec(claims)) as unknown as ClaimRow[];
  };
  return readLedgers(db, tenant, claimsOf, Date.now());
}

export const unsettled = (ledgers: Ledgers): string[] => disagreements(ledgers);

/** Everything that is not as it must be, of books, diaries and what people were told. */
export async function faultsLeft(
  { mf }: Bundle,
  ledgers: Ledgers,
  told: readonly Told[],
  settled: readonly Settled[],
): Promise<string[]> {
  const db = await mf.getD1Database("DB");
  return [
    ...violations(ledgers, told),
    ...disagreements(ledgers),
    ...(await faultsOfTraces(db, settled)),
    ...(await faultsOfCounters(db)),
    ...settled.filter(({ answer }) => answer === undefined).map(({ intent }) => `L3: ${intent.key} was never answered`),
  ];
}

/** Whatever was granted was done once, and whatever was refused was not done at all. */
async function faultsOfTraces(db: Database, settled: readonly Settled[]): Promise<string[]> {
  const invitees = await db
    .prepare("select email, group_concat(booking_id) as ids from attendees where role = 'invitee' group by email")
    .all<{ email: string; ids: string }>();
  const reasons = await db
    .prepare(
      "select reason, group_concat(booking_id) as ids from booking_events where reason is not null group by reason",
    )
    .all<{ reason: string; ids: string }>();
  const made = new Map(invitees.results.map(({ email, ids }) => [email, ids]));
  const changed = new Map(reasons.results.map(({ reason, ids }) => [reason, ids]));
  return settled.flatMap(({ intent: { key, trace }, answer }) => {
    if (trace === null || answer === undefined) return [];
    const found = "made" in trace ? made.get(trace.made) : changed.get(trace.reason);
    const wanted = answer.status < 300 ? (JSON.parse(answer.text) as { id: string }).id : undefined;
    return found === wanted
      ? []
      : [`S7: ${key} was told ${answer.status}, ${wanted ?? "nothing"}; it made ${found ?? "nothing"}`];
  });
}

type Counters = { faultsOfFairness: (db: Database) => Promise<string[]> };

/** Loaded by path: it belongs to the Worker's TypeScript project, whose globals are not Node's. */
async function faultsOfCounters(db: Database): Promise<string[]> {
  const file = pathToFileURL(join(root, "test", "support", "fairness.ts")).href;
  const { faultsOfFairness } = (await import(file)) as Counters;
  return faultsOfFairness(db);
}
