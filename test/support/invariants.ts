// What must be so of the books and the diaries whatever was lost, late, repeated or killed: S1 to S9, and that both agree in the
// end. Plain rows in, sentences out, so that proofs in the Workers pool and proofs that start the bundle ask the same.

export type ReservationRow = {
  id: string;
  member_id: string;
  txn: string;
  kind: "booking" | "hold";
  starts_at: number;
  ends_at: number;
  before_minutes: number;
  after_minutes: number;
  event_type_id: string | null;
  booking_id: string | null;
  share: string | null;
  capacity: number | null;
  seat_no: number | null;
  active: number;
  lapses_at: number | null;
};
export type BookingRow = {
  id: string;
  txn: string;
  status: string;
  starts_at: number;
  ends_at: number;
  sequence: number;
  version: number;
};
export type EventRow = { booking_id: string; version: number; type: string; status: string; sequence: number };
export type DecisionRow = { id: string; outcome: "commit" | "abort"; hosts: string };
export type ClaimRow = {
  txn: string;
  state: "held" | "prepared" | "booked" | "tomb";
  blocks_from: number;
  blocks_to: number;
  share: string | null;
  seat: number | null;
  supersedes: string | null;
  due_at: number;
};

/** All of one company, read while nobody writes. */
export type Ledgers = {
  now: number;
  reservations: readonly ReservationRow[];
  bookings: readonly BookingRow[];
  hosts: readonly { booking_id: string; member_id: string }[];
  events: readonly EventRow[];
  facts: readonly { entity_id: string; version: number; type: string }[];
  decisions: readonly DecisionRow[];
  diaries: Readonly<Record<string, readonly ClaimRow[]>>;
};

/** What a client was told under a key; `status` 0 where the answer was lost. */
export type Told = {
  key: string;
  status: number;
  body: Record<string, unknown> | null;
  /** Whether it asked for a hold to be confirmed that was alive. */
  confirms?: boolean;
};

/** The part of D1 that both runtimes have. */
type Database = {
  prepare: (sql: string) => {
    bind: (...values: unknown[]) => { all: () => Promise<{ results: unknown[] }> };
  };
};

export async function readLedgers(
  db: Database,
  tenant: string,
  claimsOf: (member: string) => Promise<readonly ClaimRow[]>,
  now: number,
): Promise<Ledgers> {
  // Rows are what the statement names; the types above say so.
  const rows = async <R>(sql: string): Promise<R[]> => (await db.prepare(sql).bind(tenant).all()).results as R[];
  const members = await rows<{ id: string }>("select id from members where tenant_id = ?");
  const diaries: Record<string, readonly ClaimRow[]> = {};
  for (const { id } of members) diaries[id] = await claimsOf(id);
  return {
    now,
    reservations: await rows("select * from reservations where tenant_id = ?"),
    bookings: await rows("select * from bookings where tenant_id = ?"),
    hosts: await rows(
      `select booking_id, member_id from attendees
       where tenant_id = ? and role = 'host' and member_id is not null and removed_at is null`,
    ),
    events: await rows("select * from booking_events where tenant_id = ? order by booking_id, version"),
    facts: await rows("select entity_id, version, type from facts where tenant_id = ? and entity_type = 'booking'"),
    decisions: await rows("select id, outcome, hosts from decisions where tenant_id = ? and outcome is not null"),
    diaries,
  };
}

/** Every invariant that is broken, in words. */
export const violations = (ledgers: Ledgers, told: readonly Told[] = []): string[] => [
  ...overlaps(ledgers),
  ...uncovered(ledgers),
  ...torn(ledgers),
  ...differing(told),
  ...undecided(ledgers),
  ...doubledClaims(ledgers),
  ...seats(ledgers),
  ...lostPromises(ledgers, told),
  ...crooked(ledgers),
  ...brokenHolds(told),
];

const active = ({ reservations }: Ledgers): readonly ReservationRow[] =>
  reservations.filter((row) => row.active === 1 && row.kind === "booking");

const minute = 60_000;
const pairs = <T>(all: readonly T[]): [T, T][] =>
  all.flatMap((one, place) => all.slice(place + 1).map((other): [T, T] => [one, other]));

/** S1: what blocks is blocked once, buffers included. */
function overlaps({ reservations, now }: Ledgers): string[] {
  const blocking = reservations.filter((row) => row.active === 1 && (row.lapses_at === null || row.lapses_at > now));
  return [...Map.groupBy(blocking, ({ member_id }) => member_id).values()].flatMap((rows) =>
    pairs(rows)
      .filter(([a, b]) => from(a) < to(b) && from(b) < to(a) && (a.share === null || a.share !== b.share))
      .map(([a, b]) => `S1: ${a.member_id} is taken twice, by ${a.txn} and ${b.txn}`),
  );
}

const from = (row: ReservationRow): number => row.starts_at - row.before_minutes * minute;
const to = (row: ReservationRow): number => row.ends_at + row.after_minutes * minute;

/** S2: every active row stands on a claim that only the books can end. */
const uncovered = (ledgers: Ledgers): string[] =>
  active(ledgers)
    .filter(({ member_id, txn }) => {
      const claim = ledgers.diaries[member_id]?.find((one) => one.txn === txn);
      return claim?.state !== "prepared" && claim?.state !== "booked";
    })
    .map(({ member_id, txn }) => `S2: ${member_id} knows nothing of ${txn}`);

const standing = new Set(["pending", "confirmed", "completed", "no_show"]);

/** S3: a booking has the hours of all its hosts at its time, or none at all; and no hour stands for nothing. */
function torn(ledgers: Ledgers): string[] {
  const rowsOf = Map.groupBy(active(ledgers), ({ booking_id }) => booking_id);
  const hostsOf = Map.groupBy(ledgers.hosts, ({ booking_id }) => booking_id);
  const known = new Set(ledgers.bookings.map(({ id }) => id));
  const strays = active(ledgers).filter(({ booking_id }) => booking_id === null || !known.has(booking_id));
  return [
    ...strays.map(({ txn, member_id }) => `S3: ${member_id} is kept for ${txn}, which is no booking's`),
    ...ledgers.bookings.flatMap(({ id, status, txn, starts_at, ends_at }) => {
      const hours = (rowsOf.get(id) ?? []).toSorted((a, b) => (a.member_id < b.member_id ? -1 : 1));
      const hosts = (hostsOf.get(id) ?? []).map(({ member_id }) => member_id).toSorted();
      const wanted = standing.has(status) ? hosts.map((host) => `${host} ${txn} ${starts_at} ${ends_at}`) : [];
      const found = hours.map((row) => `${row.member_id} ${row.txn} ${row.starts_at} ${row.ends_at}`);
      if (wanted.join() === found.join()) return [];
      return [`S3: ${id} is ${status}, wants ${wanted.join() || "nothing"} and has ${found.join() || "nothing"}`];
    }),
  ];
}

const lasting = new Set([404, 409, 410, 412, 422]);
const saysNothing = new Set<unknown>(["change.raced", "idempotency.key_reused"]);

/** What says something of the intent: not that somebody was too busy, or that the key was another request's. */
const isDefinite = ({ status, body }: Told): boolean =>
  (status >= 200 && status < 300) || (lasting.has(status) && !saysNothing.has(body?.["code"]));

/** What says when and where something was asked is no part of the answer. */
const wordsOf = ({ status, body }: Told): string =>
  JSON.stringify([status, { ...body, request_id: null, instance: null }]);

/** S4: whoever asks again is told the same. */
const differing = (told: readonly Told[]): string[] =>
  [...Map.groupBy(told.filter(isDefinite), ({ key }) => key)].flatMap(([key, answers]) => {
    const different = [...new Set(answers.map(wordsOf))];
    return different.length > 1 ? [`S4: ${key} was told ${different.join(" and ")}`] : [];
  });

/** S4: what is decided is what stands. A commit names the hosts whose hours it wrote, an abort wrote none. */
function undecided({ decisions, reservations }: Ledgers): string[] {
  const rowsOf = Map.groupBy(
    reservations.filter(({ kind }) => kind === "booking"),
    ({ txn }) => txn,
  );
  return decisions.flatMap(({ id, outcome, hosts }) => {
    const named = (JSON.parse(hosts) as string[]).toSorted().join();
    const wrote = (rowsOf.get(id) ?? []).map(({ member_id }) => member_id).toSorted();
    if (outcome === "commit" && named === wrote.join()) return [];
    if (outcome === "abort" && named === "" && wrote.length === 0) return [];
    return [`S4: ${id} is decided as ${outcome} of ${named || "nobody"} and wrote ${wrote.join() || "nothing"}`];
  });
}

/** S5: claims of one diary are disjoint, except those of one move and the seats of one session. */
function doubledClaims({ diaries, now }: Ledgers): string[] {
  const isLive = ({ state, due_at }: ClaimRow) => (state === "held" ? due_at > now : state !== "tomb");
  return Object.entries(diaries).flatMap(([member, claims]) =>
    pairs(claims.filter(isLive))
      .filter(([a, b]) => a.blocks_from < b.blocks_to && b.blocks_from < a.blocks_to)
      .filter(([a, b]) => a.supersedes !== b.txn && b.supersedes !== a.txn)
      .filter(([a, b]) => a.share === null || a.share !== b.share || a.seat === b.seat)
      .map(([a, b]) => `S5: ${member} has given one hour to ${a.txn} and ${b.txn}`),
  );
}

/** S6: seats are numbered, each is somebody's once, and a host has one session of an event type at a time. */
function seats(ledgers: Ledgers): string[] {
  const taken = active(ledgers).filter(({ share }) => share !== null);
  const unfit = taken
    .filter(({ seat_no, capacity }) => seat_no === null || seat_no < 1 || seat_no > (capacity ?? 0))
    .map(({ txn, seat_no, capacity }) => `S6: ${txn} has seat ${seat_no} of ${capacity}`);
  const bySeat = Map.groupBy(taken, ({ share, seat_no }) => `${share} seat ${seat_no}`);
  const doubled = [...bySeat].filter(([, rows]) => rows.length > 1).map(([seat]) => `S6: ${seat} is taken twice`);
  const byTime = Map.groupBy(taken, (row) => `${row.event_type_id} of ${row.member_id} at ${row.starts_at}`);
  const parted = [...byTime]
    .filter(([, rows]) => new Set(rows.map(({ share }) => share)).size > 1)
    .map(([session]) => `S6: ${session} is two sessions`);
  return [...unfit, ...doubled, ...parted];
}

/** S7: what was promised is in the books, in the version that was told or a later one. */
const lostPromises = ({ bookings }: Ledgers, told: readonly Told[]): string[] =>
  told.flatMap(({ key, status, body }) => {
    if (status < 200 || status > 299 || !/^(?:public_)?booking$/.test(String(body?.["object"]))) return [];
    const { id, version } = body as { id: string; version: number };
    const found = bookings.find((booking) => booking.id === id);
    return found !== undefined && found.version >= version ? [] : [`S7: ${key} was promised ${id}, version ${version}`];
  });

const edges: Readonly<Record<string, readonly string[]>> = {
  pending: ["confirmed", "declined", "expired", "canceled"],
  confirmed: ["canceled", "completed", "no_show"],
  completed: ["no_show"],
  no_show: ["completed"],
};

/** S8: a booking went along its edges, one version at a time, each with one event and one fact. */
function crooked({ bookings, events, facts }: Ledgers): string[] {
  const eventsOf = Map.groupBy(events, ({ booking_id }) => booking_id);
  const factsOf = Map.groupBy(facts, ({ entity_id, version }) => `${entity_id} ${version}`);
  return bookings.flatMap((booking) => {
    const path = (eventsOf.get(booking.id) ?? []).toSorted((a, b) => a.version - b.version);
    const wrong: string[] = [];
    for (const [place, event] of path.entries()) {
      const before = path[place - 1];
      const isEdge =
        before === undefined
          ? event.status === "pending" || event.status === "confirmed"
          : before.status === event.status || edges[before.status]?.includes(event.status) === true;
      const step = event.sequence - (before?.sequence ?? 0);
      const told = (factsOf.get(`${booking.id} ${event.version}`) ?? []).map(({ type }) => type);
      if (event.version !== place + 1) wrong.push(`has version ${event.version} in place ${place + 1}`);
      if (!isEdge) wrong.push(`went from ${before?.status ?? "nothing"} to ${event.status}`);
      if (step !== 0 && (step !== 1 || before === undefined))
        wrong.push(`counts ${event.sequence} at ${event.version}`);
      if (told.join() !== `booking.${event.type}`) wrong.push(`tells ${told.join() || "nothing"} of ${event.type}`);
    }
    const last = path.at(-1);
    if (last?.version !== booking.version || last.status !== booking.status || last.sequence !== booking.sequence)
      wrong.push(`is ${booking.status} ${booking.version}, and its path ends at ${last?.status} ${last?.version}`);
    return wrong.map((what) => `S8: ${booking.id} ${what}`);
  });
}

/** S9: whoever confirms a live hold is not refused for anybody else's sake. */
const brokenHolds = (told: readonly Told[]): string[] =>
  told
    .filter(({ confirms, body }) => confirms === true && body?.["code"] === "slot.taken")
    .map(({ key }) => `S9: ${key} held its hour and was refused it`);

/** L1 and L2, once all is quiet: nothing is half done, and the diaries have booked what the books have taken. */
export function disagreements(ledgers: Ledgers): string[] {
  const taken = new Set(active(ledgers).map(({ member_id, txn }) => `${member_id} ${txn}`));
  return Object.entries(ledgers.diaries).flatMap(([member, claims]) =>
    claims.flatMap(({ txn, state, due_at }) => {
      if (state === "prepared") return [`L1: ${txn} waits for a decision at ${member}`];
      if (state === "held" && due_at <= ledgers.now) return [`L1: ${txn} is held by ${member} beyond its time`];
      if (state === "booked" && !taken.has(`${member} ${txn}`)) return [`L2: ${txn} is booked at ${member} alone`];
      return [];
    }),
  );
}
