// Who wants what of whom, and how much may go wrong.
import type { Answer, Place, Take } from "#booking/bookings/intents.ts";
import type { Policy } from "#booking/diary/claims.ts";
import { asInstant, hour as hourMs } from "#kernel/instant.ts";
import type { ZoneId } from "#time/zones.ts";
import type { Books, Hour, Meeting, Plan } from "./books.ts";

type Held = Extract<Answer, { said: "held" }> | null;

/** One attempt: when it may begin, and what it has loaded when it does; or somebody's wish about what they hold. */
export type Slot = {
  plan?: (books: Books, held: Held) => Plan | null;
  wish?: "release" | "extend";
  /** The attempt of the same client before it. */
  after: number | null;
  /** The attempt whose hold it confirms. */
  needs: number | null;
};

export type Scenario = {
  name: string;
  resources: readonly string[];
  slots: readonly Slot[];
  capacity: number;
  /** In CI, and at length. */
  faults: number;
  faultsAtLength: number;
  /** Whether diaries compare themselves with the books meanwhile. */
  compares: boolean;
  /** Whether the books are rewound meanwhile, as after a restore. */
  rewinds: boolean;
  /** Whether hosts give one meeting a day. */
  oneADay: boolean;
};

type Planned = NonNullable<Slot["plan"]>;

const later = asInstant(0);
const at = (from: number, to: number): Hour => ({ from: from * hourMs, to: to * hourMs, share: null, capacity: null });
const ten = at(200, 201);
const noon = at(204, 205);
const halfPast = at(200.5, 201.5);
const eleven = at(201, 202);

type TakeWords = Partial<Pick<Take, "fixed" | "choices" | "part" | "fingerprint">> & {
  hour?: Hour;
  booking?: string;
  pending?: boolean;
  /** Who is to come was looked up, and may be somebody else at the next attempt. */
  lookedUp?: boolean;
  policy?: Policy;
};

const take = (txn: string, words: TakeWords, held: readonly Place[] = []): Plan => {
  const { fixed = [], choices = [], part = "whole", fingerprint = txn, hour = ten, booking = `of ${txn}` } = words;
  const own = { fixed, choices, part, fingerprint, held, certain: choices.length === 0 && words.lookedUp !== true };
  return {
    intent: { does: "take", txn, deadline: later, replaces: null, ...own },
    hour,
    booking,
    guard: null,
    to: words.pending === true ? "pending" : "confirmed",
    policy: words.policy ?? null,
  };
};

const books = (txn: string, words: TakeWords) => (): Plan => take(txn, words);

const meetingOf = (known: Books, booking: string): Meeting | null => known.meetings[booking] ?? null;

const moves =
  (txn: string, booking: string, hour: Hour, policy?: Policy) =>
  (known: Books): Plan | null => {
    const before = meetingOf(known, booking);
    if (before === null) return null;
    const plan = take(txn, { fixed: before.hosts, hour, booking, ...(policy && { policy }) });
    // Its own row may be the one that stands: whoever asks again reads the answer before anything else.
    const replaces = { txn: before.txn, hosts: before.hosts };
    const guard = { version: before.version, from: ["confirmed" as const] };
    return { ...plan, intent: { ...(plan.intent as Take), replaces }, guard };
  };

/** A move whose new hour is held first, and decided when its holder says so. */
const movesByHold = (txn: string, booking: string, hour: Hour) => {
  const move = moves(txn, booking, hour);
  const partly =
    (part: "hold" | "confirm") =>
    (known: Books, held: Held): Plan | null => {
      const plan = part === "confirm" && held === null ? null : move(known);
      return plan && { ...plan, intent: { ...(plan.intent as Take), part, held: held?.places ?? [] } };
    };
  return { holds: partly("hold"), confirms: partly("confirm") };
};

const changes =
  (txn: string, booking: string, from: readonly ("pending" | "confirmed")[], to: Plan["to"]) =>
  (known: Books): Plan | null => {
    const before = meetingOf(known, booking);
    if (before === null) return null;
    const frees = to === "confirmed" ? null : { txn: before.txn, hosts: before.hosts };
    return {
      intent: { does: "change", txn, fingerprint: txn, deadline: later, frees },
      hour: ten,
      booking,
      guard: { version: before.version, from },
      to,
      policy: null,
    };
  };

const cancels = (txn: string, booking: string) => changes(txn, booking, ["pending", "confirmed"], "canceled");

const confirms =
  (txn: string, words: TakeWords) =>
  (_: Books, held: Held): Plan | null =>
    held === null ? null : take(txn, { ...words, part: "confirm" }, held.places);

/** So many clients, each with its attempts in order. */
function of(...clients: readonly (readonly Planned[])[]): readonly Slot[] {
  const slots: Slot[] = [];
  for (const plans of clients) {
    for (const [place, plan] of plans.entries()) {
      slots.push({ plan, after: place === 0 ? null : slots.length - 1, needs: null });
    }
  }
  return slots;
}

const usual = { capacity: 1, faults: 1, faultsAtLength: 2, compares: false, rewinds: false, oneADay: false };
const seat = { ...ten, share: "session", capacity: 2 };

const one = (txn: string, hour = ten) => books(txn, { fixed: ["A"], hour });
const panel = (txn: string, hour = ten) => books(txn, { fixed: ["A", "B"], hour });
const twice = (plan: Planned): readonly Planned[] => [plan, plan];

/** One meeting a day, in the words of that version. */
const oneADay = (version: number): Policy => ({
  version,
  // Of our own table, as every zone is that a policy names.
  zone: "UTC" as ZoneId,
  weekStart: 1,
  caps: [{ per: "day", count: 1, minutes: null }],
  eventTypeCaps: {},
});

const heldMove = movesByHold("m", "of x", halfPast);

export const scenarios: readonly Scenario[] = [
  {
    ...usual,
    name: "one hour, two who want it, one of them twice over",
    compares: true,
    resources: ["A"],
    slots: of(twice(one("x")), [one("y", halfPast)]),
    faults: 2,
    faultsAtLength: 3,
  },
  {
    ...usual,
    name: "a panel of two against one of its members",
    resources: ["A", "B"],
    slots: of(twice(panel("x")), [books("y", { fixed: ["B"] })]),
  },
  {
    ...usual,
    name: "two panels of the same two",
    resources: ["A", "B"],
    slots: of([panel("x")], [panel("y", halfPast)]),
    faultsAtLength: 3,
  },
  {
    ...usual,
    name: "booked, canceled, and the hour wanted by another",
    compares: true,
    resources: ["A"],
    slots: of([one("x")], twice(cancels("c", "of x")), [one("y")]),
  },
  {
    ...usual,
    name: "a meeting moved onto its own hour, canceled meanwhile, and somebody waiting for the hour",
    resources: ["A"],
    slots: of([one("x")], [moves("m", "of x", halfPast)], [cancels("c", "of x")], [one("y")]),
    faults: 0,
    faultsAtLength: 1,
  },
  {
    ...usual,
    name: "a meeting moved, twice over, and canceled meanwhile",
    resources: ["A"],
    slots: of([one("x")], twice(moves("m", "of x", halfPast)), [cancels("c", "of x")]),
    faults: 0,
    faultsAtLength: 1,
  },
  {
    ...usual,
    name: "a panel moved, twice over, while one of its members is wanted",
    resources: ["A", "B"],
    slots: of([panel("x")], [moves("m", "of x", halfPast)], [books("y", { fixed: ["B"], hour: eleven })]),
    faults: 0,
    faultsAtLength: 1,
  },
  {
    ...usual,
    name: "two moves of one meeting",
    compares: true,
    resources: ["A"],
    slots: of([one("x")], [moves("m", "of x", eleven)], [moves("n", "of x", halfPast)]),
    faultsAtLength: 2,
  },
  {
    ...usual,
    name: "a meeting that waits for a yes, gets a yes and a no, and somebody waiting for the hour",
    compares: true,
    resources: ["A"],
    slots: of(
      [books("x", { fixed: ["A"], pending: true })],
      [changes("yes", "of x", ["pending"], "confirmed")],
      [changes("no", "of x", ["pending"], "declined")],
      [one("y")],
    ),
  },
  {
    ...usual,
    name: "two seats, three who want one, one of them leaving",
    resources: ["A"],
    capacity: 2,
    slots: of(
      [books("x", { fixed: ["A"], hour: seat })],
      [books("y", { fixed: ["A"], hour: seat })],
      [books("z", { fixed: ["A"], hour: seat })],
      [cancels("c", "of x")],
    ),
    faults: 0,
    faultsAtLength: 1,
  },
  {
    ...usual,
    name: "one key, two attempts, and between them the event type got another host",
    resources: ["A", "B"],
    slots: of(
      [books("x", { fixed: ["A"], lookedUp: true }), books("x", { fixed: ["B"], lookedUp: true })],
      [books("y", { fixed: ["B"] })],
    ),
  },
  {
    ...usual,
    name: "one key, two attempts, two hosts to choose from in either order",
    compares: true,
    resources: ["A", "B"],
    slots: of([books("x", { choices: [["A", "B"]] }), books("x", { choices: [["B", "A"]] })], [one("y")]),
  },
  {
    ...usual,
    name: "one key, two attempts, a panel with a pool from which each sends another",
    resources: ["A", "B", "C"],
    slots: of(
      [books("x", { fixed: ["B"], choices: [["A", "C"]] }), books("x", { fixed: ["B"], choices: [["C", "A"]] })],
      [books("y", { fixed: ["A"] })],
    ),
    faults: 0,
    faultsAtLength: 1,
  },
  {
    ...usual,
    name: "one key for two requests, and one of them again",
    resources: ["A", "B"],
    slots: of([one("x"), books("x", { fixed: ["B"], fingerprint: "other" }), one("x")]),
    faultsAtLength: 3,
  },
  {
    ...usual,
    name: "an hour held, confirmed twice over, while another wants it",
    resources: ["A"],
    slots: [
      { plan: books("x", { fixed: ["A"], part: "hold" }), after: null, needs: null },
      { plan: confirms("x", { fixed: ["A"] }), after: 0, needs: 0 },
      { plan: confirms("x", { fixed: ["A"] }), after: 1, needs: 0 },
      { plan: one("y"), after: null, needs: null },
    ],
    faultsAtLength: 3,
  },
  {
    ...usual,
    name: "an hour held, asked for longer, given up and confirmed all at once, while another wants it",
    resources: ["A"],
    slots: [
      { plan: books("x", { fixed: ["A"], part: "hold" }), after: null, needs: null },
      { wish: "extend", after: 0, needs: 0 },
      { wish: "release", after: 0, needs: 0 },
      { plan: confirms("x", { fixed: ["A"] }), after: 0, needs: 0 },
      { plan: one("y", halfPast), after: null, needs: null },
    ],
  },
  {
    ...usual,
    name: "a meeting moved to an hour that was held for it, canceled meanwhile, and somebody waiting for either hour",
    resources: ["A"],
    slots: [
      { plan: one("x"), after: null, needs: null },
      { plan: heldMove.holds, after: 0, needs: null },
      { plan: heldMove.confirms, after: 1, needs: 1 },
      { plan: cancels("c", "of x"), after: 0, needs: null },
      { plan: one("y"), after: null, needs: null },
    ],
    faults: 0,
    faultsAtLength: 1,
  },
  {
    ...usual,
    name: "a day with room for one meeting, which is moved, and others who want an hour of it",
    resources: ["A"],
    oneADay: true,
    slots: of(
      [books("x", { fixed: ["A"], policy: oneADay(2) })],
      [moves("m", "of x", noon, oneADay(2))],
      // Whoever read the limits before there were any.
      [books("y", { fixed: ["A"], hour: eleven, policy: { ...oneADay(1), caps: [] } })],
    ),
    faultsAtLength: 2,
  },
  {
    ...usual,
    name: "books that are rewound to before a booking, and another who wants its hour",
    compares: true,
    rewinds: true,
    resources: ["A"],
    slots: of(twice(one("x")), [one("y", halfPast)]),
    faultsAtLength: 2,
  },
];

/** Contenders who must not all lose to one another when nothing goes wrong. */
export const contests: readonly Scenario[] = [
  {
    ...usual,
    name: "three panels in a ring",
    resources: ["A", "B", "C"],
    slots: of(
      [books("x", { fixed: ["A", "B"] })],
      [books("y", { fixed: ["B", "C"] })],
      [books("z", { fixed: ["C", "A"] })],
    ),
    faults: 0,
  },
  {
    ...usual,
    name: "two panels in opposite orders",
    resources: ["A", "B"],
    slots: of([books("x", { fixed: ["A", "B"] })], [books("y", { fixed: ["B", "A"] })]),
    faults: 0,
  },
];
