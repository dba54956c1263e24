// Books and diaries of a world in the Workers pool: brought to rest, and looked at.
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { diaryOf } from "#booking/diary/client.ts";
import { readClock } from "#platform/clock.ts";
import type { FactNote } from "#platform/scope.ts";
import { hearing } from "../../src/facts.ts";
import { type ClaimRow, disagreements, type Ledgers, readLedgers, type Told, violations } from "./invariants.ts";
import { deliver } from "./queue.ts";
import { bindings, type World } from "./world/world.ts";

const stubOf = (world: World, member: string) => bindings.DIARY.getByName(`${world.tenant.id}:${member}`);

const ledgersOf = (world: World): Promise<Ledgers> =>
  readLedgers(bindings.DB, world.tenant.id, (member) => claimsOf(world, member), readClock());

export const claimsOf = (world: World, member: string): Promise<ClaimRow[]> =>
  runInDurableObject(stubOf(world, member), (_, { storage }) =>
    // Columns of the table are the fields of the row.
    storage.sql
      .exec("SELECT * FROM claims")
      .toArray()
      .map((row) => row as unknown as ClaimRow),
  );

/** Facts that wait are heard, alarms ring, and cron goes its round. Whoever calls this has let time pass. */
export async function settle(world: World): Promise<void> {
  for (let rounds = 0; rounds < 3; rounds++) {
    const notes = await bindings.DB.prepare(
      "select tenant_id as tenant, fact_id as fact from outbox where tenant_id = ?",
    )
      .bind(world.tenant.id)
      .all<FactNote>();
    if (notes.results.length > 0) await deliver(hearing, notes.results);
  }
  await Promise.all(
    Object.values(world.people).map(async ({ member }) => {
      await runDurableObjectAlarm(stubOf(world, member.id));
      await diaryOf(bindings, world.tenant.id, member.id).reconcile();
    }),
  );
}

/** Everything that is wrong with a world at rest. */
export async function wrongIn(world: World, told: readonly Told[]): Promise<string[]> {
  const ledgers = await ledgersOf(world);
  return [...violations(ledgers, told), ...disagreements(ledgers)];
}
