// A booking that stands: who may lay hands on it, and the one way in which all its versions are written.
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import { type Announcement, announcer, type Change, commit } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { type Acting, type Joins, joinsOf } from "../along.ts";
import { type Edge, afterEdge, raisesSequence } from "../edges.ts";
import { bookingFacts } from "../facts.ts";
import { eventOf } from "../rows.ts";
import type { BookingCode } from "../rules.ts";
import * as store from "../store.ts";
import type { Attendee, Booking, parties } from "../tables.ts";

const tell = announcer(bookingFacts);

export type Party = (typeof parties)[number];
export type FactName = keyof typeof bookingFacts;

/** Whoever hosts it, and whoever may change any. Invitees come by a link, which has let them in already. */
export function partyOf(scope: Scope, people: readonly Attendee[]): Outcome<Party, BookingCode> {
  const { actor, permissions } = scope;
  if (actor.kind === "system") return done("system");
  const hosts = people.some(
    ({ role, memberId }) => role === "host" && actor.kind === "member" && memberId === actor.member,
  );
  if (hosts) return done("host");
  return permissions.has("bookings:write") ? done("staff") : refuse("booking.not_yours");
}

/** The booking, if the caller may change it and has seen it as it is. */
export async function openBooking(
  scope: Scope,
  id: Id<"booking">,
  ifMatch?: number,
  acting: Acting = {},
): Promise<Outcome<{ booking: store.BookingWhole; party: Party }>> {
  const booking = await store.findBooking(scope, id);
  if (booking === undefined) return refuse("booking.unknown");
  const party = acting.party === undefined ? partyOf(scope, booking.attendees) : done(acting.party);
  if (!party.ok) return party;
  const current = seen(booking, ifMatch);
  return current.ok ? done({ booking, party: party.value }) : current;
}

/** A booking by its own columns alone: what is told of it, and written to its row. */
export function rowOf(booking: store.BookingWhole): Booking {
  const { attendees: _, answers: __, ...row } = booking;
  return row;
}

/** What an auditor reads of a booking: its row, and who is in it. */
export function told(
  type: FactName,
  before: Booking | null,
  after: Booking,
  people: readonly Attendee[],
): Announcement {
  const present = people.map(({ role, memberId, name, email, rsvp }) => ({
    role,
    member_id: memberId,
    name,
    email,
    rsvp,
  }));
  return tell(type, after.id, after.version, before, { ...after, attendees: present });
}

export type Step = {
  edge: Edge;
  fact: FactName;
  party: Party;
  reason: string | null;
  /** What is other than before, beside what every step changes. */
  set: Partial<Booking>;
  /** Who is in it afterwards, where that changes too. */
  attendees?: readonly Attendee[];
  also?: readonly Statement[];
  alsoFacts?: readonly Announcement[];
  joins?: Joins;
};

/** The next version of a booking: its row guarded by the one before, what made it, and the fact. */
export function stepped(
  scope: Scope,
  before: store.BookingWhole,
  status: Booking["status"],
  step: Step,
): Change<store.BookingWhole> {
  const row = rowOf(before);
  const after: Booking = {
    ...row,
    ...step.set,
    status,
    sequence: row.sequence + (raisesSequence(step.edge) ? 1 : 0),
    updatedAt: scope.now,
    version: row.version + 1,
  };
  const people = step.attendees ?? before.attendees;
  const result: store.BookingWhole = { ...after, attendees: people, answers: before.answers };
  const joined = step.joins?.(result);
  return {
    change: store.updateBooking(scope, row, after),
    fact: told(step.fact, row, after, people),
    also: [
      store.insertEvent(scope, eventOf(after, step.fact, step.party, step.reason, scope.now)),
      ...(step.also ?? []),
      ...(joined?.also ?? []),
    ],
    alsoFacts: [...(step.alsoFacts ?? []), ...(joined?.alsoFacts ?? [])],
    result,
  };
}

type NextStep = Outcome<Omit<Step, "party"> | null>;

/** A step that gives no time back and takes none; null where it would change nothing. */
export async function take(
  scope: Scope,
  id: Id<"booking">,
  ifMatch: number | undefined,
  step: (booking: store.BookingWhole) => NextStep | Promise<NextStep>,
  acting: Acting = {},
): Promise<Outcome<store.BookingWhole>> {
  const opened = await openBooking(scope, id, ifMatch, acting);
  if (!opened.ok) return opened;
  const { booking, party } = opened.value;

  const next = await step(booking);
  if (!next.ok) return next;
  if (next.value === null) return done(booking);
  const status = afterEdge(booking, next.value.edge, scope.now, party);
  if (!status.ok) return status;
  const joins = await joinsOf(scope, acting.along);
  if (!joins.ok) return joins;

  return commit(scope, stepped(scope, booking, status.value, { ...next.value, party, joins: joins.value }));
}

/** The turns of round robins that count for this booking. */
export const turnsOf = (people: readonly Attendee[]) =>
  people.flatMap(({ poolId, memberId, assignedAt }) =>
    poolId === null || memberId === null || assignedAt === null
      ? []
      : [{ pool: poolId, member: memberId, at: assignedAt }],
  );

/** Whose time it has. */
export const hostsIn = (people: readonly Attendee[]): Id<"member">[] =>
  people.flatMap(({ role, memberId }) => (role === "host" && memberId !== null ? [memberId] : []));
