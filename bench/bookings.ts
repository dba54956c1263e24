// What a booking costs beside a plain write of as many rows behind the same door, by the same client in the same run; and that
// history costs nothing. Alone: `node bench/bookings.ts`.
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { root, scratch } from "../scripts/local.ts";
import { type Bundle, buildBundle, startBundle } from "../scripts/start-bundle.ts";
import { type Answer, type Call, callsTo, pooled } from "../test/proof/node/calls.ts";
import { invitee, offer, type Office, openOffice } from "../test/proof/node/office.ts";

const rounds = 7;
const perRound = 120;
const atOnce = 16;
const history = 100_000;
/** Half of them for single bookings, half for panels; and as many more of whom nobody has booked anything in the end but history. */
const cast = 24;
const hour = 3_600_000;
const day = 24 * hour;
const bars = { single: 0.2, panel: 0.1, tail: 4, trips: 3 };

/** One request's line of the Worker's own log. */
type Line = { route: string; status: number; d1_trips: number; d1_rows_read: number; d1_rows_written: number };

type Rig = { bundle: Bundle; call: Call; office: Office; lines: Line[]; next: number };
type Send = (turn: number) => Promise<Answer>;
type Deed = { name: "single" | "panel"; route: string; send: Send };

/** Lines for the report. */
export async function bookingCosts(): Promise<string[]> {
  const dist = join(scratch, "bench-bookings-dist");
  mkdirSync(scratch, { recursive: true });
  await buildBundle(dist, "", join(root, "test", "bench", "index.ts"));
  const lines: Line[] = [];
  const hear = (line: string): void => {
    if (line.startsWith('{"event":"request"')) lines.push(JSON.parse(line) as Line);
  };
  const bundle = await startBundle({ dist, seeded: true, hear });
  const { call, hangUp } = callsTo(bundle.url);
  try {
    const office = await openOffice(bundle, call, { hosts: 2 * cast, keys: 60 });
    const rig: Rig = { bundle, call, office, lines, next: 0 };
    return await measured(rig);
  } finally {
    hangUp();
    await bundle.stop();
    rmSync(dist, { recursive: true, force: true });
  }
}

async function measured(rig: Rig): Promise<string[]> {
  const db = await rig.bundle.mf.getD1Database("DB");
  await db.batch([
    db.prepare(
      "create table bench_rows (tenant_id text not null, id text not null, at integer, text text, primary key (tenant_id, id))",
    ),
    db.prepare("create index bench_rows_at on bench_rows (tenant_id, at)"),
  ]);
  const { hosts } = rig.office;
  const deeds = await deedsOf(rig, hosts.slice(0, cast));
  const young: Cost[] = [];
  for (const deed of deeds) young.push(await costOf(rig, deed));
  const plain: Send[] = [];
  for (const { written } of young) plain.push(await rowsLike(rig, written));
  const speeds = await speedsOf(rig, deeds, plain);
  await writeHistory(rig);
  const old: Cost[] = [];
  for (const deed of await deedsOf(rig, hosts.slice(cast))) old.push(await costOf(rig, deed));
  return report(deeds, young, old, speeds);
}

const keyOf = ({ office }: Rig, turn: number): string => office.keys[turn % office.keys.length] ?? "";

const deedsOf = async (rig: Rig, hosts: readonly string[]): Promise<Deed[]> => [
  await bookingsOf(rig, "single", 1, hosts.slice(0, cast / 2)),
  await bookingsOf(rig, "panel", 3, hosts.slice(cast / 2)),
];

/** Bookings of event types with so many hosts each, every one at an hour that nobody else wants. */
async function bookingsOf(rig: Rig, name: Deed["name"], size: number, hosts: readonly string[]): Promise<Deed> {
  const { call } = rig;
  const casts = Array.from({ length: hosts.length / size }, (_, at) => hosts.slice(at * size, (at + 1) * size));
  const types: string[] = [];
  const limits = { limits: [{ per: "week", count: 500 }] };
  for (const who of casts)
    types.push((await offer(call, keyOf(rig, 0), size === 1 ? "one_on_one" : "collective", who, limits)).id);
  const from = Math.ceil(Date.now() / hour) * hour + 2 * day;
  let places = 0;
  const send: Send = (turn) => {
    const place = places++;
    const starts_at = new Date(from + Math.floor(place / types.length) * (hour / 2)).toISOString().replace(".000", "");
    const body = { event_type_id: types[place % types.length], starts_at, invitee: invitee(`${name}-${turn}`) };
    return call("POST", "/v1/bookings", { credential: keyOf(rig, turn), key: `${name} ${turn}`, body });
  };
  return { name, route: "/v1/bookings", send };
}

type Cost = { trips: number; written: number; read: number };

/** What the Worker says of forty of them, made one after the other; each must say the same, of reads the most. */
async function costOf(rig: Rig, { send, route }: Deed): Promise<Cost> {
  const keys = Array.from({ length: 40 }, () => rig.next++);
  // Whoever comes first reads the key and wakes the objects.
  for (const turn of keys.slice(0, 20)) made(await send(turn));
  const begin = rig.lines.length;
  for (const turn of keys.slice(20)) made(await send(turn));
  const mine = rig.lines.slice(begin).filter((line) => line.route === route && line.status === 201);
  const written = [...new Set(mine.map((line) => line.d1_rows_written))];
  if (mine.length !== 20 || written.length !== 1) throw new Error(`Rows written differ: ${written.join(", ")}`);
  const most = (pick: (line: Line) => number): number => Math.max(...mine.map(pick));
  return { trips: most((line) => line.d1_trips), written: written[0] ?? 0, read: most((line) => line.d1_rows_read) };
}

/** The plain write that D1 counts as many rows for, or a few less. */
async function rowsLike(rig: Rig, written: number): Promise<Send> {
  const text = "What a row of a booking holds, more or less: names, moments, ids. ".repeat(3);
  const sendOf =
    (rows: number): Send =>
    (turn) =>
      rig.call("POST", "/v1/bench-rows", { credential: keyOf(rig, turn), key: `rows ${turn}`, body: { rows, text } });
  const told = async (rows: number): Promise<number> => {
    made(await sendOf(rows)(rig.next++));
    return rig.lines.findLast(({ route }) => route === "/v1/bench-rows")?.d1_rows_written ?? 0;
  };
  const [one, two] = [await told(1), await told(2)];
  return sendOf(1 + Math.floor((written - one) / (two - one)));
}

function made(answer: Answer): void {
  if (answer.status !== 201) throw new Error(`${answer.status} ${answer.text.slice(0, 300)}`);
}

type Burst = { perSecond: number; millis: number[] };

async function burst(rig: Rig, send: Send, count: number): Promise<Burst> {
  const millis: number[] = [];
  const turns = Array.from({ length: count }, () => rig.next++);
  const began = performance.now();
  await pooled(turns, atOnce, async (turn) => {
    const asked = performance.now();
    made(await send(turn));
    millis.push(performance.now() - asked);
  });
  return { perSecond: (1_000 * count) / (performance.now() - began), millis };
}

type Speed = { ratio: number; booked: number; plain: number; p50: number; p99: number };

/** In turns, so that whatever else the machine does slows both alike; the median of rounds. */
async function speedsOf(rig: Rig, deeds: readonly Deed[], plain: readonly Send[]): Promise<Speed[]> {
  const rows = deeds.map(() => [] as { booked: Burst; written: Burst }[]);
  for (let round = 0; round <= rounds; round++) {
    for (const [place, { send }] of deeds.entries()) {
      const booked = await burst(rig, send, perRound);
      const written = await burst(rig, plain[place] ?? send, perRound);
      if (round > 0) rows[place]?.push({ booked, written });
    }
  }
  return rows.map((pairs) => ({
    ratio: median(pairs.map(({ booked, written }) => booked.perSecond / written.perSecond)),
    booked: median(pairs.map(({ booked }) => booked.perSecond)),
    plain: median(pairs.map(({ written }) => written.perSecond)),
    // Of each round by itself: a round in which somebody else had the machine says nothing of tails.
    p50: median(pairs.map(({ booked }) => quantile(booked.millis, 0.5))),
    p99: median(pairs.map(({ booked }) => quantile(booked.millis, 0.99))),
  }));
}

const quantile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? Number.NaN;
const median = (values: readonly number[]): number => quantile(values, 0.5);

/** Meetings of these very people that were over before any period that is counted, with all that belongs to them. */
async function writeHistory({ bundle, office }: Rig): Promise<void> {
  const db = await bundle.mf.getD1Database("DB");
  const first = Math.floor(Date.now() / hour) * hour - 800 * day;
  const type = await db.prepare("select id from event_types where slug like 'proof-%' limit 1").first<string>("id");
  const past = `with recursive n(i) as (select cast(? as integer) union all select i + 1 from n where i + 1 < cast(? as integer)),
    past as (select 'bkg_past' || i as id, ${first} - (i / ${office.hosts.length}) * ${hour} as at,
      json_extract(?, '$[' || (i % ${office.hosts.length}) || ']') as member from n)`;
  const writes = [
    `insert into bookings (tenant_id, id, event_type_id, kind, txn, status, source, starts_at, ends_at, time_zone, local_starts_at,
      tz_version, location_kind, seq, metadata, created_by, created_at, updated_at)
     ${past} select '${office.tenant}', id, '${type}', 'one_on_one', id, 'completed', 'staff', at, at + ${hour / 2}, 'UTC', 'past',
      '2024a', 'video', 1, '{}', 'system', at, at from past`,
    `insert into reservations (tenant_id, id, member_id, txn, kind, starts_at, ends_at, before_minutes, after_minutes, event_type_id,
      booking_id, active, created_at, updated_at)
     ${past} select '${office.tenant}', id, member, id, 'booking', at, at + ${hour / 2}, 0, 0, '${type}', id, 1, at, at from past`,
    `insert into attendees (tenant_id, id, booking_id, role, member_id, rsvp, position, created_at, updated_at)
     ${past} select '${office.tenant}', id, id, 'host', member, 'accepted', 0, at, at from past`,
    `insert into booking_events (tenant_id, booking_id, version, type, status, sequence, starts_at, ends_at, party, at)
     ${past} select '${office.tenant}', id, 1, 'created', 'completed', 0, at, at + ${hour / 2}, 'staff', at from past`,
  ];
  const step = 5_000;
  for (let at = 0; at < history; at += step) {
    const bound = (sql: string) => db.prepare(sql).bind(at, at + step, JSON.stringify(office.hosts));
    await db.batch(writes.map(bound));
  }
}

function report(
  deeds: readonly Deed[],
  young: readonly Cost[],
  old: readonly Cost[],
  speeds: readonly Speed[],
): string[] {
  const speedRows = deeds.flatMap(({ name }, place) => {
    const speed = speeds[place];
    if (speed === undefined) return [];
    const { ratio, booked, plain, p50, p99 } = speed;
    const figures = [
      `${ratio.toFixed(2)} ×`,
      `≥ ${bars[name].toFixed(2)} ×`,
      (p99 / p50).toFixed(1),
      `≤ ${bars.tail}`,
      `${booked.toFixed(0)}/s of ${plain.toFixed(0)}/s, p50 ${p50.toFixed(0)} ms, p99 ${p99.toFixed(0)} ms`,
    ];
    return [`| ${words[name]} | ${figures.join(" | ")} |`];
  });
  const costRows = deeds.map(({ name }, place) => {
    const [now, then] = [young[place], old[place]];
    const figures = [now?.trips, `≤ ${bars.trips}`, now?.written, then?.written, now?.read, then?.read];
    return `| ${words[name]} | ${figures.join(" | ")} |`;
  });
  return [
    "## Bookings",
    "",
    `Beside a route with the same credential, key and guard that writes as many rows in one batch; ${atOnce} requests at a time, ` +
      `the median of ${rounds} rounds in turns.`,
    "",
    "| | of the plain write's speed | bar | p99 of p50 | bar | here |",
    "|---|---|---|---|---|---|",
    ...speedRows,
    "",
    `D1, as the Worker's log counts it, in a company without history and in one with ${history.toLocaleString("en")} meetings of the same hosts:`,
    "",
    "| | round trips | bar | rows written | with history | rows read, at most | with history |",
    "|---|---|---|---|---|---|---|",
    ...costRows,
    "",
  ];
}

const words = { single: "one host", panel: "a panel of three" } as const;

if (import.meta.main) console.log((await bookingCosts()).join("\n"));
