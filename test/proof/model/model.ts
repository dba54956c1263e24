// Who has which hour, and in which state: all that a booking has to be, with nothing in it of how it comes about.
export type Kind = "one_on_one" | "collective" | "round_robin" | "group";
export type By = "public" | "staff";

const second = 1_000;
const minute = 60 * second;
/** Hosts are numbered in the order of their ids. */
const hosts = [0, 1, 2];
export const offers = {
  one_on_one: { minutes: 30, buffer: 0, hosts: [1] },
  collective: { minutes: 60, buffer: 10, hosts: [0, 1] },
  round_robin: { minutes: 45, buffer: 0, hosts: [] },
  group: { minutes: 90, buffer: 0, hosts: [2] },
} as const satisfies Record<Kind, { minutes: number; buffer: number; hosts: readonly number[] }>;
export const seats = 3;
export const mostADay = 1;

/** The start that has this number: eight on each of two days, half an hour apart. */
export const startOf = (base: number, at: number): number =>
  base + Math.floor(at / 8) * 24 * 60 * minute + (at % 8) * 30 * minute;

type Hour = { kind: Kind; at: number; hosts: readonly number[] };
export type Hold = Hour & {
  by: By;
  lapsesAt: number;
  /** As long as the diary keeps it, a little longer than told. */
  keptUntil: number;
  /** Until then its token says which time is meant. */
  goodUntil: number;
  extended: boolean;
  end: "confirmed" | "released" | null;
  /** Whether somebody has been told for good that it is over. */
  decided: boolean;
  /** What it became, by its place among the bookings. */
  booking: number | null;
};
export type Booking = Hour & {
  status: "pending" | "confirmed" | "canceled" | "declined" | "expired";
  version: number;
  /** A pending one that nobody has decided on by then is over at the next tick. */
  decideBy: number;
  /** When its turn was taken, where a turn counts. */
  turnAt: number | null;
  /** The hold whose hour it still has. */
  hold: number | null;
};

const grace = 5 * second;
const afterwards = 30 * minute;
const lasts = { public: 5 * minute, staff: 15 * minute } as const;
const stands = ({ status }: Booking): boolean => status === "pending" || status === "confirmed";

export class Model {
  readonly holds: Hold[] = [];
  readonly bookings: Booking[] = [];
  now: number;
  readonly #born: number;
  readonly #base: number;

  constructor(now: number, base: number) {
    this.now = now;
    this.#born = now;
    this.#base = base;
  }

  /** Every step takes a moment, and some wait for longer. */
  passes = (minutes = 0): number => (this.now += minutes * minute + second);

  /** Answers are kept for a day; no life is longer. */
  mayWait = (minutes: number): boolean => this.now + minutes * minute < this.#born + 20 * 60 * minute;

  isLive = (hold: Hold): boolean => hold.end === null && this.now < hold.keptUntil;

  /** Every hour that is not to be had by anybody else. */
  taken = (except?: Hour): Hour[] =>
    [...this.bookings.filter(stands), ...this.holds.filter(this.isLive)].filter((one) => one !== except);

  /** Whose time is taken from when to when. */
  blocked = (): string[] =>
    this.taken()
      .flatMap((one) => {
        const [from, to] = this.spanOf(one);
        return one.hosts.map((host) => `${host} ${"status" in one ? "booked" : "held"} ${from} ${to}`);
      })
      .toSorted();

  /** Who would come; null where it cannot be. `keep` has the meeting that is moved. */
  whoFor(kind: Kind, at: number, keep?: Booking): readonly number[] | null {
    const isFree = (host: number) => this.#isFree(host, { kind, at }, this.taken(keep));
    if (kind !== "round_robin") return offers[kind].hosts.every(isFree) ? offers[kind].hosts : null;
    const free = this.fairest().filter(isFree);
    const [first] = keep === undefined ? free : [...free.filter((host) => keep.hosts.includes(host)), ...free];
    return first === undefined ? null : [first];
  }

  /** Who would come in the place of the one who was sent. */
  whoInstead(booking: Booking): readonly number[] | null {
    const isFree = (host: number) => this.#isFree(host, booking, this.taken(booking));
    const [first] = this.fairest().filter((host) => !booking.hosts.includes(host) && isFree(host));
    return first === undefined ? null : [first];
  }

  #isFree(host: number, wanted: Pick<Hour, "kind" | "at">, taken: readonly Hour[]): boolean {
    const theirs = taken.filter((one) => one.hosts.includes(host));
    const isSame = (one: Hour) => wanted.kind === "group" && one.kind === "group" && one.at === wanted.at;
    const [from, to] = this.spanOf(wanted);
    const clashes = theirs.some((one) => {
      const [start, end] = this.spanOf(one);
      return !isSame(one) && from < end && start < to;
    });
    const today = theirs.filter(
      (one) => one.kind === "round_robin" && Math.floor(one.at / 8) === Math.floor(wanted.at / 8),
    );
    const isFull = theirs.filter(isSame).length >= seats || (wanted.kind === "round_robin" && today.length >= mostADay);
    return !clashes && !isFull;
  }

  spanOf({ kind, at }: Pick<Hour, "kind" | "at">): [number, number] {
    const { minutes, buffer } = offers[kind];
    const start = startOf(this.#base, at);
    return [start - buffer * minute, start + (minutes + buffer) * minute];
  }

  /** Fewest turns first, then whoever had none for longest. */
  fairest(): number[] {
    const turns = hosts.map((host) =>
      this.bookings.filter((one) => one.turnAt !== null && one.hosts.includes(host)).map((one) => one.turnAt ?? 0),
    );
    const count = (host: number) => turns[host]?.length ?? 0;
    const last = (host: number) => Math.max(-Infinity, ...(turns[host] ?? []));
    const later = (one: number, other: number) => (last(one) === last(other) ? 0 : last(one) < last(other) ? -1 : 1);
    return hosts.toSorted((one, other) => count(one) - count(other) || later(one, other) || one - other);
  }

  hold(by: By, kind: Kind, at: number, who: readonly number[]): void {
    const lapsesAt = this.now + lasts[by];
    this.holds.push({
      by,
      kind,
      at,
      hosts: who,
      lapsesAt,
      keptUntil: lapsesAt + grace,
      goodUntil: lapsesAt + afterwards,
      extended: false,
      decided: false,
      end: null,
      booking: null,
    });
  }

  extend(hold: Hold): void {
    hold.lapsesAt += lasts[hold.by];
    hold.keptUntil = hold.lapsesAt + grace;
    hold.extended = true;
  }

  book(by: By, kind: Kind, at: number, who: readonly number[], hold: number | null = null): Booking {
    const status = by === "public" && kind === "one_on_one" ? "pending" : "confirmed";
    const turnAt = kind === "round_robin" ? this.now : null;
    const decideBy = this.now + 60 * minute;
    const booking: Booking = { decideBy, kind, at, hosts: who, status, version: 1, turnAt, hold };
    this.bookings.push(booking);
    return booking;
  }

  move(booking: Booking, at: number, who: readonly number[]): void {
    const isNew = booking.hosts.join() !== who.join();
    Object.assign(booking, { at, hosts: who, version: booking.version + 1, hold: null });
    if (isNew) booking.turnAt = this.now;
  }

  /** By the clock, and only when cron looks at it. */
  expire(): void {
    for (const booking of this.bookings)
      if (booking.status === "pending" && booking.decideBy <= this.now) this.end(booking, "expired");
  }

  end(booking: Booking, status: "canceled" | "declined" | "expired"): void {
    Object.assign(booking, { status, version: booking.version + 1, turnAt: null });
  }

  stands = stands;
}
