import { longestBufferMinutes, longestMinutes } from "#booking/reservations/rules.ts";
import { asInstant, day, type Instant, minute } from "#kernel/instant.ts";
import type { Birth, Claim, Counts, Diary, Policy, Step } from "./claims.ts";
import { countedWindow } from "./counting.ts";
import type { Asked } from "./ledger.ts";

/** Only ever longer: an object that slept for a year catches up page by page. */
const pages = [
  `CREATE TABLE claims (
    txn TEXT PRIMARY KEY, fingerprint TEXT NOT NULL, state TEXT NOT NULL, reason TEXT,
    starts_at INTEGER NOT NULL, ends_at INTEGER NOT NULL, blocks_from INTEGER NOT NULL, blocks_to INTEGER NOT NULL,
    event_type TEXT, share TEXT, seat INTEGER, supersedes TEXT, open INTEGER NOT NULL,
    lapses_at INTEGER, extended INTEGER NOT NULL, asked INTEGER NOT NULL, due_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX claims_blocking ON claims (blocks_from) WHERE state <> 'tomb';
  CREATE INDEX claims_pending ON claims (due_at) WHERE state IN ('held', 'prepared');
  CREATE INDEX claims_settled ON claims (due_at) WHERE state IN ('booked', 'tomb');`,
];

type Row = {
  txn: string;
  fingerprint: string;
  state: string;
  reason: string | null;
  starts_at: number;
  ends_at: number;
  blocks_from: number;
  blocks_to: number;
  event_type: string | null;
  share: string | null;
  seat: number | null;
  supersedes: string | null;
  open: number;
  lapses_at: number | null;
  extended: number;
  asked: number;
  due_at: number;
};

const longest = (longestMinutes + 2 * longestBufferMinutes) * minute;
const buffer = longestBufferMinutes * minute;
/** A sweep that has more to do rings again. */
const sweepSize = 200;

/** The ledger's rows in the object. Everything here is synchronous: nobody comes between a reading and its writing. */
export class DiaryStorage {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    const read = storage.kv.get<number>("page") ?? 0;
    if (read === pages.length) return;
    storage.transactionSync(() => {
      for (const page of pages.slice(read)) storage.sql.exec(page);
      storage.kv.put("page", pages.length);
    });
  }

  birth(): Birth | undefined {
    return this.#storage.kv.get<Birth>("birth");
  }

  policy(): Policy | null {
    return this.#storage.kv.get<Policy>("policy") ?? null;
  }

  /** All that a hold has to see: itself, what it may touch, what its limits count, and what strangers hold. */
  around(resource: string, asked: Asked): Diary {
    const known = this.policy();
    const windows = [countedWindow(known, asked), countedWindow(asked.policy, asked)].filter((one) => one !== null);
    const from = Math.min(asked.from - longest, ...windows.map((window) => window.from - buffer));
    const to = Math.max(asked.to, ...windows.map((window) => window.to));
    const rows = [
      ...this.#rows("SELECT * FROM claims WHERE txn IN (?, ?)", asked.txn, asked.supersedes ?? asked.txn),
      ...this.#rows("SELECT * FROM claims WHERE state <> 'tomb' AND blocks_from >= ? AND blocks_from < ?", from, to),
      ...(asked.openMillis === null ? [] : this.#pending()),
    ];
    return { resource, claims: [...new Map(rows.map((row) => [row.txn, row])).values()], policy: known };
  }

  one(resource: string, txn: string): Diary {
    return { resource, claims: this.#rows("SELECT * FROM claims WHERE txn = ?", txn), policy: null };
  }

  pending(resource: string): Diary {
    return { resource, claims: this.#pending(), policy: null };
  }

  due(resource: string, now: Instant): Diary {
    const settled = "SELECT * FROM claims WHERE state IN ('booked', 'tomb') AND due_at <= ? ORDER BY due_at LIMIT ?";
    const claims = [...this.#pending().filter(({ dueAt }) => dueAt <= now), ...this.#rows(settled, now, sweepSize)];
    return { resource, claims, policy: null };
  }

  /** Everything that begins from then on, and every grave: those are forgotten long before any meeting is. */
  since(resource: string, from: Instant, now: Instant): Diary {
    const live = "SELECT * FROM claims WHERE state <> 'tomb' AND blocks_from >= ? AND starts_at >= ?";
    const graves = "SELECT * FROM claims WHERE state IN ('booked', 'tomb') AND due_at <= ? AND state = 'tomb'";
    const claims = [...this.#rows(live, from - buffer, from), ...this.#rows(graves, now + 2 * day)];
    return { resource, claims, policy: null };
  }

  /** What the alarm is computed from: the first of those that end by themselves or by a decision, and of those forgotten. */
  nextDue(): Pick<Diary, "claims"> {
    const first = (states: string) =>
      this.#rows(`SELECT * FROM claims WHERE state IN (${states}) ORDER BY due_at LIMIT 1`);
    return { claims: [...first("'held', 'prepared'"), ...first("'booked', 'tomb'")] };
  }

  counts(): Counts {
    const rows = this.#storage.sql.exec<{ state: Claim["state"]; n: number }>(
      "SELECT state, count(*) AS n FROM claims GROUP BY state",
    );
    const none: Counts = { held: 0, prepared: 0, booked: 0, tomb: 0 };
    return { ...none, ...Object.fromEntries(rows.toArray().map(({ state, n }) => [state, n])) };
  }

  write<A>({ answer, changed, gone = [], policy }: Step<A>, birth?: Birth): A {
    if (changed.length === 0 && gone.length === 0 && policy === undefined && birth === undefined) return answer;
    this.#storage.transactionSync(() => {
      for (const claim of changed) this.#put(claim);
      for (const txn of gone) this.#storage.sql.exec("DELETE FROM claims WHERE txn = ?", txn);
      if (policy !== undefined && JSON.stringify(policy) !== JSON.stringify(this.policy()))
        this.#storage.kv.put("policy", policy);
      if (birth !== undefined) this.#storage.kv.put("birth", birth);
    });
    return answer;
  }

  #put(claim: Claim): void {
    const { lapsesAt, extended, open, ...rest } = claim;
    this.#storage.sql.exec(
      `INSERT INTO claims (txn, fingerprint, state, reason, starts_at, ends_at, blocks_from, blocks_to, event_type, share,
        seat, supersedes, open, lapses_at, extended, asked, due_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (txn) DO UPDATE SET fingerprint = excluded.fingerprint, state = excluded.state,
        reason = excluded.reason, starts_at = excluded.starts_at, ends_at = excluded.ends_at,
        blocks_from = excluded.blocks_from, blocks_to = excluded.blocks_to, event_type = excluded.event_type,
        share = excluded.share, seat = excluded.seat, supersedes = excluded.supersedes, open = excluded.open,
        lapses_at = excluded.lapses_at, extended = excluded.extended, asked = excluded.asked, due_at = excluded.due_at`,
      rest.txn,
      rest.fingerprint,
      rest.state,
      rest.reason,
      rest.start,
      rest.end,
      rest.from,
      rest.to,
      rest.eventType,
      rest.share,
      rest.seat,
      rest.supersedes,
      open ? 1 : 0,
      lapsesAt,
      extended ? 1 : 0,
      rest.asked,
      rest.dueAt,
    );
  }

  #pending(): Claim[] {
    return this.#rows("SELECT * FROM claims WHERE state IN ('held', 'prepared') ORDER BY due_at");
  }

  #rows(sql: string, ...values: SqlStorageValue[]): Claim[] {
    return this.#storage.sql
      .exec<Row>(sql, ...values)
      .toArray()
      .map(claimIn);
  }
}

function claimIn(row: Row): Claim {
  return {
    txn: row.txn,
    fingerprint: row.fingerprint,
    // Written by `put` alone, from a claim.
    state: row.state as Claim["state"],
    reason: row.reason as Claim["reason"],
    start: asInstant(row.starts_at),
    end: asInstant(row.ends_at),
    from: asInstant(row.blocks_from),
    to: asInstant(row.blocks_to),
    eventType: row.event_type,
    share: row.share,
    seat: row.seat,
    supersedes: row.supersedes,
    open: row.open === 1,
    lapsesAt: row.lapses_at === null ? null : asInstant(row.lapses_at),
    extended: row.extended === 1,
    asked: row.asked,
    dueAt: asInstant(row.due_at),
  };
}
