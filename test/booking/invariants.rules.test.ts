import { describe, expect, it } from "vitest";
import {
  type ClaimRow,
  disagreements,
  type Ledgers,
  type ReservationRow,
  type Told,
  violations,
} from "../support/invariants.ts";

const now = 1_795_000_000_000;
const hour = 3_600_000;

const hours = (txn: string, member_id: string, words: Partial<ReservationRow> = {}): ReservationRow => ({
  id: `res of ${txn} ${member_id}`,
  member_id,
  txn,
  kind: "booking",
  starts_at: now + hour,
  ends_at: now + 2 * hour,
  before_minutes: 0,
  after_minutes: 15,
  event_type_id: "ety",
  booking_id: "x",
  share: null,
  capacity: null,
  seat_no: null,
  active: 1,
  lapses_at: null,
  ...words,
});

const claim = (txn: string, words: Partial<ClaimRow> = {}): ClaimRow => ({
  txn,
  state: "booked",
  blocks_from: now + hour,
  blocks_to: now + 2.25 * hour,
  share: null,
  seat: null,
  supersedes: null,
  due_at: now + 400 * hour,
  ...words,
});

/** A panel of two that was moved once, a canceled meeting of one of them, and a hold. */
const sound: Ledgers = {
  now,
  reservations: [
    hours("x2", "A"),
    hours("x2", "B"),
    hours("x1", "A", { active: 0, starts_at: now + 5 * hour, ends_at: now + 6 * hour }),
    hours("x1", "B", { active: 0, starts_at: now + 5 * hour, ends_at: now + 6 * hour }),
    hours("y1", "A", { active: 0, booking_id: "y" }),
    hours("h1", "B", {
      kind: "hold",
      booking_id: null,
      starts_at: now + 9 * hour,
      ends_at: now + 10 * hour,
      lapses_at: now,
    }),
  ],
  bookings: [
    {
      id: "x",
      txn: "x2",
      status: "confirmed",
      starts_at: now + hour,
      ends_at: now + 2 * hour,
      sequence: 1,
      version: 2,
    },
    { id: "y", txn: "y1", status: "canceled", starts_at: now + hour, ends_at: now + 2 * hour, sequence: 1, version: 2 },
  ],
  hosts: [
    { booking_id: "x", member_id: "B" },
    { booking_id: "x", member_id: "A" },
    { booking_id: "y", member_id: "A" },
  ],
  events: [
    { booking_id: "x", version: 1, type: "created", status: "confirmed", sequence: 0 },
    { booking_id: "x", version: 2, type: "rescheduled", status: "confirmed", sequence: 1 },
    { booking_id: "y", version: 1, type: "created", status: "pending", sequence: 0 },
    { booking_id: "y", version: 2, type: "canceled", status: "canceled", sequence: 1 },
  ],
  facts: [
    { entity_id: "x", version: 1, type: "booking.created" },
    { entity_id: "x", version: 2, type: "booking.rescheduled" },
    { entity_id: "y", version: 1, type: "booking.created" },
    { entity_id: "y", version: 2, type: "booking.canceled" },
  ],
  decisions: [
    { id: "x1", outcome: "commit", hosts: '["A","B"]' },
    { id: "x2", outcome: "commit", hosts: '["B","A"]' },
    { id: "y1", outcome: "commit", hosts: '["A"]' },
    { id: "c1", outcome: "commit", hosts: "[]" },
    { id: "z1", outcome: "abort", hosts: "[]" },
  ],
  diaries: {
    A: [claim("x2", { supersedes: "x1" }), claim("x1", { state: "tomb" }), claim("y1", { state: "tomb" })],
    B: [
      claim("x2"),
      claim("h1", { state: "held", blocks_from: now + 9 * hour, blocks_to: now + 10 * hour, due_at: now + 1 }),
    ],
  },
};

const promised = { object: "booking", id: "x", version: 1 };
const told: readonly Told[] = [
  { key: "one", status: 201, body: promised },
  { key: "one", status: 0, body: null },
  { key: "one", status: 503, body: { code: "storage.unavailable" } },
  { key: "one", status: 201, body: promised },
  { key: "two", status: 409, body: { code: "slot.taken", request_id: "1" } },
  { key: "two", status: 409, body: { code: "slot.taken", request_id: "2" } },
  { key: "two", status: 422, body: { code: "idempotency.key_reused" } },
  { key: "three", status: 201, body: promised, confirms: true },
];

const seat = (txn: string, seat_no: number, words: Partial<ReservationRow> = {}) =>
  hours(txn, "A", { share: "s", capacity: 2, seat_no, ...words });

const shared = (rows: readonly ReservationRow[]): Partial<Ledgers> => ({
  reservations: rows,
  bookings: [],
  hosts: [],
  events: [],
  facts: [],
  decisions: [],
  diaries: { A: rows.map(({ txn, share, seat_no }) => claim(txn, { share, seat: seat_no })) },
});

describe("books and diaries in order", () => {
  it("break nothing and agree", () => {
    expect(violations(sound, told)).toEqual([]);
    expect(disagreements(sound)).toEqual([]);
  });
});

describe("a breach is seen", () => {
  it.each<[string, Partial<Ledgers>]>([
    [
      "S1: A is taken twice",
      {
        reservations: [
          ...sound.reservations,
          hours("w", "A", { starts_at: now + 2.2 * hour, ends_at: now + 3 * hour }),
        ],
      },
    ],
    [
      "S1: B is taken twice",
      { reservations: [...sound.reservations, hours("w", "B", { kind: "hold", lapses_at: now + 1 })] },
    ],
    ["S2: A knows nothing of x2", { diaries: { ...sound.diaries, A: [] } }],
    ["S2: A knows nothing of x2", { diaries: { ...sound.diaries, A: [claim("x2", { state: "held" })] } }],
    [
      "S3: x is confirmed",
      { reservations: sound.reservations.filter(({ member_id, txn }) => `${member_id} ${txn}` !== "B x2") },
    ],
    [
      "S3: y is canceled",
      {
        reservations: sound.reservations.map((row) =>
          row.txn === "y1" ? { ...row, active: 1, starts_at: now + 7 * hour } : row,
        ),
      },
    ],
    ["S3: x is confirmed", { bookings: sound.bookings.map((one) => ({ ...one, starts_at: one.starts_at + 1 })) }],
    [
      "S3: A is kept for w",
      {
        reservations: [
          ...sound.reservations,
          hours("w", "A", { booking_id: "w", starts_at: now + 7 * hour, ends_at: now + 8 * hour }),
        ],
      },
    ],
    ["S4: x2 is decided as commit", { decisions: [{ id: "x2", outcome: "commit", hosts: '["A"]' }] }],
    ["S4: x2 is decided as abort", { decisions: [{ id: "x2", outcome: "abort", hosts: "[]" }] }],
    [
      "S5: A has given one hour to x2 and w",
      { diaries: { ...sound.diaries, A: [claim("x2"), claim("w", { state: "held" })] } },
    ],
    ["S6: p has seat 3 of 2", shared([seat("p", 3)])],
    ["S6: s seat 1 is taken twice", shared([seat("p", 1), seat("q", 1)])],
    ["S6: ety of A at", shared([seat("p", 1), seat("q", 1, { share: "t" })])],
    [
      "S8: y has version 3 in place 2",
      { events: sound.events.map((one) => (one.type === "canceled" ? { ...one, version: 3 } : one)) },
    ],
    [
      "S8: y went from canceled to confirmed",
      {
        events: [...sound.events, { booking_id: "y", version: 3, type: "confirmed", status: "confirmed", sequence: 1 }],
      },
    ],
    [
      "S8: x counts 3 at 2",
      { events: sound.events.map((one) => (one.type === "rescheduled" ? { ...one, sequence: 3 } : one)) },
    ],
    [
      "S8: x is confirmed 2, and its path ends at confirmed 1",
      { events: sound.events.filter(({ type }) => type !== "rescheduled") },
    ],
    ["S8: x tells nothing of rescheduled", { facts: sound.facts.filter(({ type }) => type !== "booking.rescheduled") }],
    [
      "S8: x tells booking.created,booking.created of created",
      { facts: [...sound.facts, { entity_id: "x", version: 1, type: "booking.created" }] },
    ],
  ])("%s", (words, breach) => {
    expect(violations({ ...sound, ...breach })).toContainEqual(expect.stringContaining(words));
  });

  it.each<[string, Told[]]>([
    ["S4: one was told", [...told, { key: "one", status: 409, body: { code: "slot.taken" } }]],
    ["S4: one was told", [...told, { key: "one", status: 201, body: { ...promised, version: 2 } }]],
    ["S7: four was promised z", [{ key: "four", status: 201, body: { object: "booking", id: "z", version: 1 } }]],
    [
      "S7: four was promised x, version 3",
      [{ key: "four", status: 200, body: { object: "booking", id: "x", version: 3 } }],
    ],
    ["S9: four held its hour", [{ key: "four", status: 409, body: { code: "slot.taken" }, confirms: true }]],
  ])("%s", (words, answers) => {
    expect(violations(sound, answers)).toEqual([expect.stringContaining(words)]);
  });

  it.each<[string, ClaimRow]>([
    ["L1: w waits for a decision", claim("w", { state: "prepared" })],
    ["L1: w is held by A beyond its time", claim("w", { state: "held", due_at: now })],
    ["L2: w is booked at A alone", claim("w")],
  ])("%s", (words, one) => {
    expect(disagreements({ ...sound, diaries: { A: [one] } })).toEqual([expect.stringContaining(words)]);
  });
});
