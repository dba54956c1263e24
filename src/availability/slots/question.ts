import type { Instant } from "#kernel/instant.ts";
import type { Day, Weekday } from "#time/dates.ts";
import type { Hours } from "#time/hours.ts";
import type { ZoneId } from "#time/zones.ts";

/** Half-open, in milliseconds. Slots begin on whole minutes; what is busy, asked or read from a clock need not. */
export type Span = { start: Instant; end: Instant };

export type Kind = "one_on_one" | "collective" | "round_robin" | "group";

/** How many meetings, or minutes of meetings, a period may hold; null is no limit. */
export type Limit = { per: "day" | "week" | "month" | "year"; count: number | null; minutes: number | null };

/** The dates a slot may begin on, on the calendar of the event type's zone. */
export type Horizon =
  /** Today and so many days after it; of `business_days` only Monday to Friday are counted. */
  | { kind: "calendar_days" | "business_days"; days: number }
  /** Until so many days had a slot; `weekdaysOnly` does not count those of a weekend. */
  | { kind: "available_days"; days: number; weekdaysOnly: boolean }
  | { kind: "dates"; first: Day; last: Day };

/** What is asked for: a recipe, whatever those who ask call it. */
export type Recipe = {
  kind: Kind;
  /** Each is answered on its own, as if the others did not exist. */
  durations: readonly number[];
  /** From one start to the next; null is the duration. */
  incrementMinutes: number | null;
  offsetMinutes: number;
  /** Starts follow the beginning of free time, not the clock. */
  packed: boolean;
  beforeMinutes: number;
  afterMinutes: number;
  noticeMinutes: number;
  horizon: Horizon | null;
  /** Whose calendar the horizon is counted on. */
  zone: ZoneId;
  /** Of meetings of this recipe, for each host. */
  limits: readonly Limit[];
  /** Seats of a group session. */
  capacity: number;
  /** Narrows the hours of every host. */
  restriction: Hours | null;
  /** Every pool that must send somebody to a round robin, those without members too: they leave nothing to offer. */
  pools: readonly string[];
};

export type Busy = Span & {
  /** The buffers it brought along; time off and imported events have none. */
  beforeMinutes: number;
  afterMinutes: number;
  /** Bookings and holds are meetings and count against limits; what a calendar shows is none. */
  what: "booking" | "hold" | "calendar";
  /** A canceled or declined one is not, a pending one is. Inactive ones are as if they were not there. */
  active: boolean;
  /** Of the recipe that is asked for. */
  own: boolean;
  /** The group session that this is a seat of: all its seats are one meeting. */
  session: string | null;
};

/** Dates on the host's own wall, the last one included. */
export type TimeOff = { first: Day; last: Day };

export type Host = {
  /** Whoever is in several pools, or in one and always there, is a host for each, with one id: they come only once. */
  id: string;
  /** Of a round robin: the pool this host is in, null for one who is always there. Other kinds need all hosts. */
  pool: string | null;
  hours: Hours;
  timeOff: readonly TimeOff[];
  busy: readonly Busy[];
  /** Where and in which weeks limits are counted, at home and away. */
  zone: ZoneId;
  weekStart: Weekday;
  /** Of all meetings, whatever their recipe. */
  limits: readonly Limit[];
  /** Buffers and notice: the larger of the host's and the recipe's. */
  beforeMinutes: number;
  afterMinutes: number;
  noticeMinutes: number;
  /** How many days after today a meeting may begin. */
  advanceDays: number | null;
  pausedUntil: Instant | null;
};

export type Question = {
  now: Instant;
  /** Starts are asked for, and free time is never cut by it. */
  range: Span;
  recipe: Recipe;
  hosts: readonly Host[];
  /** Live holds of others, by host. */
  reserved: readonly (Busy & { host: string })[];
};

/**
 * The starts of one duration, sorted, and beside each how many could take it: of the pool with the least choice, the
 * free members who can come while different people come for all other pools; seats that are left; or one. Never who.
 */
export type Offer = { minutes: number; starts: readonly Instant[]; open: readonly number[] };
