// D1 as the explorer has it: one batch is one step, and it says what the driver's statements say.
import type { Call, Decision, Intent, Reply, Written } from "#booking/bookings/intents.ts";
import type { Policy } from "#booking/diary/claims.ts";
import { day } from "#kernel/instant.ts";

type Status = "pending" | "confirmed" | "declined" | "canceled";

/** The hour a plan asks for, in whole numbers; `share` makes it a seat of a session. */
export type Hour = { from: number; to: number; share: string | null; capacity: number | null };

/** What an attempt has loaded before it starts: its intent, and what the driver's batch would say. */
export type Plan = {
  intent: Intent;
  hour: Hour;
  booking: string;
  /** Null for a new booking. */
  guard: { version: number; from: readonly Status[] } | null;
  to: Status;
  /** The host's limits as they were read. */
  policy: Policy | null;
};

type Row = { txn: string; host: string; from: number; to: number; share: string | null; seat: number | null };
export type Meeting = { status: Status; version: number; txn: string; hosts: readonly string[] };
export type Owed = { host: string; txn: string };

export type Books = {
  decisions: Readonly<Record<string, Decision>>;
  /** Active ones only: what is given back blocks nothing. */
  rows: readonly Row[];
  meetings: Readonly<Record<string, Meeting>>;
  /** The outbox: claims to be given back. */
  owed: readonly Owed[];
  /** Hours that were booked when the books were rewound to before them, until an operator gives them back. */
  lost: readonly Owed[];
  givenBack: readonly Owed[];
  isRewound: boolean;
};

export const emptyBooks: Books = {
  decisions: {},
  rows: [],
  meetings: {},
  owed: [],
  lost: [],
  givenBack: [],
  isRewound: false,
};

/** As an operator does it, in the books alone. */
export const operated = (books: Books): Books => ({
  ...books,
  lost: books.lost.slice(1),
  givenBack: [...books.givenBack, ...books.lost.slice(0, 1)],
});

export const isAmong = (owed: readonly Owed[], host: string, txn: string): boolean =>
  owed.some((one) => one.host === host && one.txn === txn);

/** What the walls and guards of D1 are; a planted fault takes one away. */
export type Walls = {
  /** Of reservations: the trigger, and the unique seats. */
  overlap: boolean;
  insertOnce: boolean;
  guarded: boolean;
  /** The release stands in the outbox, in the batch that makes it due. */
  outbox: boolean;
  /** A batch is one transaction. */
  atomic: boolean;
  /** Rows of the meeting before it was moved are given back in the same batch. */
  deactivates: boolean;
};

export const soundWalls: Walls = {
  overlap: false,
  insertOnce: true,
  guarded: true,
  outbox: true,
  atomic: true,
  deactivates: true,
};

type D1Call = Extract<Call, { do: "read" | "commit" | "change" | "abort" }>;

export function sent(books: Books, plan: Plan, call: D1Call, walls: Walls): { books: Books; reply: Reply } {
  const known = books.decisions[call.txn];
  if (call.do === "read") return { books, reply: { did: "read", decision: known ?? null } };
  if (call.do === "abort") {
    const { fingerprint } = plan.intent;
    const abort: Decision = { outcome: "abort", hosts: [], fingerprint, why: call.why };
    if (known !== undefined && walls.insertOnce) return { books, reply: { did: "abort", decision: known } };
    return { books: withDecision(books, call.txn, abort), reply: { did: "abort", decision: abort } };
  }
  const written = batch(books, plan, call, walls);
  return { books: written.books, reply: { did: call.do, said: written.said } };
}

function batch(
  books: Books,
  plan: Plan,
  call: Extract<Call, { do: "commit" | "change" }>,
  walls: Walls,
): { books: Books; said: Written } {
  if (books.decisions[call.txn] !== undefined && walls.insertOnce) return { books, said: "clash" };
  const before = books.meetings[plan.booking];
  if (walls.guarded && !passes(before, plan)) return { books, said: "stale" };

  const { intent } = plan;
  const ended = intent.does === "take" ? intent.replaces : intent.frees;
  const places = call.do === "commit" ? call.places : [];
  const hosts = places.map(({ host }) => host);
  const given = ended !== null && walls.deactivates ? ended.txn : null;
  const kept = books.rows.filter(({ txn }) => txn !== given);
  const { from, to, share } = plan.hour;
  const added = places.map(({ host, seat }): Row => ({ txn: call.txn, host, from, to, share, seat }));
  const rows = walls.atomic ? [...kept, ...added] : [...kept, ...added.slice(0, 1)];
  if (walls.overlap && overlapsIn(rows).length > 0) return { books, said: "overlap" };

  const owed = ended === null || !walls.outbox ? [] : ended.hosts.map((host) => ({ host, txn: ended.txn }));
  const isNew = call.do === "commit";
  const meeting: Meeting = {
    status: plan.to,
    version: (before?.version ?? 0) + 1,
    txn: isNew ? call.txn : (before?.txn ?? ""),
    hosts: isNew ? hosts : (before?.hosts ?? []),
  };
  const decision: Decision = { outcome: "commit", hosts, fingerprint: intent.fingerprint, why: null };
  const next = {
    ...withDecision(books, call.txn, decision),
    rows: rows.toSorted((a, b) => order(a.host + a.txn, b.host + b.txn)),
    meetings: sorted({ ...books.meetings, [plan.booking]: meeting }),
    owed: [...books.owed, ...owed].toSorted((a, b) => order(a.host + a.txn, b.host + b.txn)),
  };
  return { books: next, said: "done" };
}

const passes = (before: Meeting | undefined, { guard }: Plan): boolean =>
  guard === null
    ? before === undefined
    : before !== undefined && before.version === guard.version && guard.from.includes(before.status);

const withDecision = (books: Books, txn: string, decision: Decision): Books => ({
  ...books,
  decisions: sorted({ ...books.decisions, [txn]: decision }),
});

const sorted = <T>(record: Record<string, T>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => order(a, b)));

const order = (a: string, b: string): number => (a < b ? -1 : 1);

export function paid(books: Books, { host, txn }: Owed): Books {
  const at = books.owed.findIndex((one) => one.host === host && one.txn === txn);
  return { ...books, owed: books.owed.toSpliced(at, 1) };
}

/** Whether there is a row of it that blocks nothing any more: what is decided was written, and is never taken out. */
export const wasGivenBack = ({ decisions, rows, givenBack }: Books, host: string, txn: string): boolean =>
  isAmong(givenBack, host, txn) || (decisions[txn]?.hosts.includes(host) === true && !isAmong(rows, host, txn));

/** Two meetings of one host on a day that has room for one. */
export const overfullIn = (rows: readonly Row[]): string[] =>
  rows.flatMap((a, place) =>
    rows
      .slice(place + 1)
      .filter((b) => a.host === b.host && Math.floor(a.from / day) === Math.floor(b.from / day))
      .map((b) => `limit: the day of ${a.host} has room for ${a.txn} or ${b.txn}`),
  );

/** S1 and S6: two active rows that may not stand beside each other. */
export const overlapsIn = (rows: readonly Row[]): string[] =>
  rows.flatMap((a, place) =>
    rows
      .slice(place + 1)
      .filter((b) => a.host === b.host && a.from < b.to && b.from < a.to)
      .filter((b) => a.share === null || a.share !== b.share || a.seat === b.seat)
      .map((b) => `S1: ${a.host} is promised to ${a.txn} and ${b.txn}`),
  );

/** S3, S6 and S8 of the meetings as they stand. */
export function faultsIn(books: Books, capacity: number, oneADay: boolean): string[] {
  const faults = [...overlapsIn(books.rows), ...(oneADay ? overfullIn(books.rows) : [])];
  const current = new Set<string>();
  for (const [booking, { status, txn, hosts }] of Object.entries(books.meetings)) {
    const isOn = status === "confirmed" || status === "pending";
    const active = books.rows.filter((row) => row.txn === txn).map(({ host }) => host);
    if (isOn) current.add(txn);
    if (active.join() !== (isOn ? hosts.toSorted().join() : ""))
      faults.push(`S3: ${booking} is ${status} for ${hosts.join()} and has ${active.join() || "nobody"}`);
  }
  for (const { txn, host, seat } of books.rows) {
    if (!current.has(txn)) faults.push(`S3: ${host} is kept for ${txn}, which no meeting stands for`);
    if (seat !== null && (seat < 1 || seat > capacity)) faults.push(`S6: seat ${seat} of ${capacity}`);
  }
  return faults;
}
