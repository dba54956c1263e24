// What the two halves of the proof of reminders share: meetings, three crons at once, a queue that repeats itself, and kills.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, expect, inject } from "vitest";
import { temporaryFolder } from "../../../scripts/local.ts";
import { type Bundle, startBundle } from "../../../scripts/start-bundle.ts";
import { mintId } from "../../../src/kernel/ids.ts";
import { dice } from "./dice.ts";
import { inBatches } from "./office.ts";

const many = Number(process.env["REMINDERS"] ?? 1_000);
const kills = Number(process.env["REMINDER_KILLS"] ?? 5);
const crons = 3;
const minute = 60_000;
const hour = 60 * minute;
export const patience = Math.max(240_000, many * 300);

/** A built Worker for the tests of one file, which is gone with all it wrote when they are over. */
export function aBundle(): (bindings?: Record<string, string>) => Promise<Bundle> {
  const folder = temporaryFolder("proof-reminders");
  let bundle: Bundle | undefined;
  afterAll(async () => {
    await bundle?.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return async (bindings) => {
    const state = join(folder, "state");
    bundle = await startBundle({
      dist: inject("dist"),
      state,
      seeded: true,
      quiet: true,
      ...(bindings === undefined ? {} : { bindings }),
    });
    expect(await (await fetch(`${bundle.url}/readyz`)).text()).toContain("ok");
    return bundle;
  };
}

type Database = Awaited<ReturnType<Bundle["mf"]["getD1Database"]>>;

const database = (bundle: Bundle): Promise<Database> => bundle.mf.getD1Database("DB");

async function rows<Row>(bundle: Bundle, sql: string): Promise<Row[]> {
  return (await (await database(bundle)).prepare(sql).all<Row>()).results;
}

export const count = async (bundle: Bundle, what: string): Promise<number> =>
  (await rows<{ n: number }>(bundle, `SELECT count(*) AS n FROM ${what}`))[0]?.n ?? -1;

/** A row like that one, but for these columns. */
async function twin(db: Database, table: string, like: string, columns: readonly string[]): Promise<string> {
  const { results } = await db.prepare(`SELECT name FROM pragma_table_info('${table}')`).all<{ name: string }>();
  const names = results.map(({ name }) => name);
  const said = names.map((name) => (columns.includes(name) ? "?" : name));
  const places = names.filter((name) => columns.includes(name));
  if (places.join() !== columns.join()) throw new Error(`${table} has its columns in the order ${places.join()}`);
  return `INSERT INTO ${table} (${names.join(", ")}) SELECT ${said.join(", ")} FROM ${table} WHERE ${like} LIMIT 1`;
}

type Fixture = { tenant: string; off: ReadonlySet<string> };

/** Many meetings an hour from now, each with a reminder that is due; one in ten was called off, and no reaction has heard of it. */
export async function meetings(bundle: Bundle): Promise<Fixture> {
  const db = await database(bundle);
  const now = Date.now();
  const [house] = await rows<{ id: string }>(bundle, "SELECT id FROM tenants WHERE slug = 'lumen'");
  const tenant = house?.id ?? "";
  await rows(bundle, `UPDATE tenants SET mode = 'live' WHERE id = '${tenant}'`);
  const workflow = mintId("workflow", now);
  const actions = JSON.stringify([{ channel: "mail", to: "invitee", address: null, letter: null, text: null }]);
  const nothing = JSON.stringify({ event_type_ids: [], team_ids: [], kinds: [] });
  await db
    .prepare(
      `INSERT INTO workflows (tenant_id, id, name, "trigger", offset_minutes, conditions, actions, active, metadata, created_by,
        created_at, updated_at) VALUES (?, ?, 'Proof', 'before_start', 60, ?, ?, 1, '{}', 'system', ?, ?)`,
    )
    .bind(tenant, workflow, nothing, actions, now, now)
    .run();
  const [like] = await rows<{ id: string }>(
    bundle,
    `SELECT id FROM bookings WHERE tenant_id = '${tenant}' AND status = 'confirmed' LIMIT 1`,
  );
  const ofLike = `tenant_id = '${tenant}' AND booking_id = '${like?.id}'`;
  const booking = await twin(db, "bookings", `tenant_id = '${tenant}' AND id = '${like?.id}'`, [
    "id",
    "txn",
    "status",
    "starts_at",
    "ends_at",
  ]);
  const person = await twin(db, "attendees", `${ofLike} AND role = 'invitee'`, ["id", "booking_id", "email"]);
  const reminder = `INSERT INTO reminders (tenant_id, id, booking_id, booking_version, workflow_id, "trigger", action, channel, recipient,
    base_at, due_at, useful_until, state, fact_id, created_at, updated_at) VALUES (?, ?, ?, 1, ?, 'before_start', 'mail:invitee', 'mail', ?,
    ?, ?, ?, 'due', 'evt_proof', ?, ?)`;
  const starts = now + hour;
  const off = new Set<string>();
  const statements = Array.from({ length: many }, (_, place) => {
    const [id, att, rem] = [mintId("booking", now), mintId("attendee", now), mintId("reminder", now)];
    if (place % 10 === 0) off.add(rem);
    const status = off.has(rem) ? "canceled" : "confirmed";
    return [
      db.prepare(booking).bind(id, `hld_proof_${place}`, status, starts, starts + hour),
      db.prepare(person).bind(att, id, `ada.${place}@guest.example`),
      db.prepare(reminder).bind(tenant, rem, id, workflow, att, starts, now - minute, starts - 20 * minute, now, now),
    ];
  }).flat();
  await inBatches(db, statements, 90);
  return { tenant, off };
}

async function untilItAnswers(bundle: Bundle): Promise<void> {
  const end = AbortSignal.timeout(30_000);
  for (let isUp = false; !isUp; await sleep(25)) {
    end.throwIfAborted();
    isUp = await fetch(`${bundle.url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  }
}

/** Three crons that know nothing of each other, all at the same time. */
const ticks = (bundle: Bundle) =>
  Promise.all(
    Array.from({ length: crons }, () =>
      fetch(`${bundle.url}/cdn-cgi/local/scheduled?cron=${encodeURIComponent("* * * * *")}&time=${Date.now()}`).catch(
        () => undefined,
      ),
    ),
  );

/** One message in ten is brought twice. */
async function repeat(bundle: Bundle, tenant: string, roll: (below: number) => number): Promise<number> {
  const claimed = await rows<{ id: string }>(bundle, "SELECT id FROM reminders WHERE state IN ('claimed', 'sending')");
  const twice = claimed.filter(() => roll(10) === 0).map(({ id }) => ({ body: { tenant, reminder: id } }));
  const queue = await bundle.mf.getQueueProducer<object>("FACTS", bundle.worker);
  for (let at = 0; at < twice.length; at += 100) await queue.sendBatch(twice.slice(at, at + 100));
  return twice.length;
}

const isOpen = "reminders WHERE fact_id = 'evt_proof' AND state IN ('due', 'claimed', 'sending')";
const isSending = "reminders WHERE state = 'sending'";

type Run = { inFlight: number; repeated: number; rounds: number; took: number };

/** Until nothing is open any more: ticks, repetitions, and kills while somebody sends. */
export async function run(bundle: Bundle, { tenant }: Fixture): Promise<Run> {
  const began = Date.now();
  const roll = dice(20_261_120);
  const done = { inFlight: 0, repeated: 0, rounds: 0, took: 0 };
  let killed = 0;
  for (let left = many; left > 0; done.rounds += 1) {
    if (Date.now() - began > patience) throw new Error(`${left} are open still`);
    // Nobody waits for them here: a tick may be answered as late as all it rang for has been sent.
    const ticking = ticks(bundle);
    await sleep(150);
    done.repeated += await repeat(bundle, tenant, roll);
    // In every round until there were enough, and blindly: while it works, the Worker answers nobody who would look.
    if (killed < kills) {
      await sleep(500 + roll(1_000));
      await bundle.kill();
      await untilItAnswers(bundle);
      killed += 1;
      done.inFlight += await count(bundle, isSending);
      // The lease of whoever died is over; the local queue has forgotten what it held.
      await rows(bundle, "UPDATE reminders SET lease_until = 1 WHERE state IN ('claimed', 'sending')");
    } else await sleep(2_000);
    await ticking;
    // What failed for a moment, or is to be tried once more, is due at once.
    await rows(bundle, "UPDATE reminders SET due_at = 1 WHERE state = 'due' AND attempt > 0");
    left = await count(bundle, isOpen);
  }
  done.took = Math.round((Date.now() - began) / 1_000);
  expect(killed).toBe(kills);
  return done;
}

export type Told = { id: string; state: string; reason: string | null; delivery: string | null; attempt: number };

export const ended = (bundle: Bundle) =>
  rows<Told>(
    bundle,
    "SELECT id, state, reason, delivery_id AS delivery, attempt FROM reminders WHERE fact_id = 'evt_proof'",
  );

/** What holds whoever sends: everybody who was to be told was tried, and nobody whose meeting had been called off. */
export function expectAttempted(all: readonly Told[], { off }: Fixture): void {
  expect(all).toHaveLength(many);
  expect(
    all.filter(({ id, state, reason }) => off.has(id) && (state !== "void" || reason !== "status_changed")),
  ).toEqual([]);
  expect(all.filter(({ id, attempt }) => !off.has(id) && attempt === 0)).toEqual([]);
}

export const shown = (all: readonly Told[], { inFlight, repeated, rounds, took }: Run): string => {
  const of = (state: string) => all.filter((row) => row.state === state).length;
  return (
    `${many} reminders, ${crons} crons at once for ${rounds} rounds, ${kills} kills with ${inFlight} sends in flight, ${repeated} messages ` +
    `brought twice: ${of("sent")} sent, ${of("unknown")} in doubt, ${of("void")} void (called off before), ${took} s`
  );
};
