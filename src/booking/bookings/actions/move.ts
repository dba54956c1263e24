import type { EventType } from "#booking/event-types/tables.ts";
import { type Held, type HeldHost, leavePlace } from "#booking/holds/client.ts";
import { followBooking } from "#booking/links/client.ts";
import { pendingStatement, type Settling, settling } from "#booking/requests/client.ts";
import { settledByMove } from "#booking/requests/rules.ts";
import type { RescheduleRequest } from "#booking/requests/tables.ts";
import type { Found } from "#booking/slots/actions.ts";
import { castThatStands } from "#booking/slots/rules.ts";
import { verdictIn, verdictStatement } from "#booking/verdicts.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, type Instant, minute } from "#kernel/instant.ts";
import { done, type Outcome, type Refusal, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import type { Change } from "#platform/commit.ts";
import type { Statement } from "#platform/d1.ts";
import type { Scope } from "#platform/scope.ts";
import { type ZoneId, zoneOf } from "#time/zones.ts";
import { type Acting, type Joins, joinsOf } from "../along.ts";
import { refusalFor, refusedHost, refusedTime } from "../alternatives.ts";
import {
  answeredElsewhere,
  attempt,
  clearUp,
  deadlineOf,
  type Ended,
  inTries,
  type Try,
  triedBefore,
} from "../attempt.ts";
import { afterEdge, type Edge } from "../edges.ts";
import type { Purpose } from "../faults.ts";
import type { Place, Take } from "../intents.ts";
import { overridesOf } from "../overrides.ts";
import { askedOf, type Plan } from "../plan.ts";
import { endOf, hostRows, hostsOf, hoursOf, type Session, timeOf } from "../rows.ts";
import {
  isProved,
  lookAt,
  type Narrowed,
  planFor,
  type Sought,
  soughtBy,
  type Standing,
  type TimeWords,
} from "../seek.ts";
import * as store from "../store.ts";
import type { Attendee, Booking } from "../tables.ts";
import { innerHold } from "./book.ts";
import { type FactName, hostsIn, type Party, partyOf, stepped, turnsOf } from "./stand.ts";

type Answered = Outcome<store.BookingWhole>;

/** A new time for a booking that stands, or new people for its time. */
export type Moving = Acting & {
  purpose: Extract<Purpose, "reschedule" | "reassign">;
  edge: Extract<Edge, "reschedule" | "keep_wall_time" | "reassign">;
  fact: FactName;
  reason: string | null;
  ifMatch?: number | undefined;
  /** The link it is asked through, whose offers it may take. */
  link?: Id<"link">;
  seek: (booking: store.BookingWhole) => Promise<Outcome<Sought>>;
  narrowed?: (booking: store.BookingWhole) => Narrowed;
  plan?: (scope: Scope, found: Found, sought: Sought, booking: store.BookingWhole) => Promise<Outcome<Plan>>;
  /** What else must be so of the booking, by its event type, the new start, and what waits for an answer about it. */
  check?: (booking: store.BookingWhole, eventType: EventType, asked: Aim) => Outcome<true>;
  /** What becomes of a request that waits about it; it goes on waiting where nothing is said. */
  settles?: (request: RescheduleRequest, party: Party, start: Instant) => "accepted" | "closed";
  /** What is written with it. */
  also?: (booking: store.BookingWhole) => readonly Statement[];
};

/** Where a booking is to go, and what somebody has asked about it before. */
export type Aim = { start: Instant; request: RescheduleRequest | undefined };

export type MoveWords = TimeWords & { reason: string | null };

export const reschedule = (
  scope: Scope,
  id: Id<"booking">,
  words: MoveWords,
  ifMatch: number | undefined,
  acting: Acting = {},
): Promise<Answered> => moved(scope, id, { ...rescheduling(scope, words), ...acting, ifMatch });

/** By the invitee, through their link; `check` is the event type's policy. */
export const rescheduleAsInvitee = (
  scope: Scope,
  id: Id<"booking">,
  words: MoveWords,
  link: Id<"link">,
  check: NonNullable<Moving["check"]>,
): Promise<Answered> => moved(scope, id, { ...rescheduling(scope, words), party: "invitee", link, check });

export const rescheduling = (scope: Scope, words: MoveWords): Moving => ({
  purpose: "reschedule",
  edge: "reschedule",
  fact: "booking.rescheduled",
  reason: words.reason,
  settles: settledByMove,
  seek: ({ eventTypeId }) => soughtBy(scope, words, eventTypeId ?? undefined),
});

/** The new hours are taken first; the old ones are given back in the very batch that decides. */
export const moved = (scope: Scope, id: Id<"booking">, moving: Moving): Promise<Answered> =>
  inTries(scope, (one) => moveOnce(scope, id, moving, one));

async function moveOnce(scope: Scope, id: Id<"booking">, moving: Moving, one: Try): Promise<Answered | "again"> {
  const [verdicts, found, attendees, answers, [request]] = await scope.db.batch([
    verdictStatement(scope, scope.tenant.id, one.txn),
    store.bookingStatement(scope, id),
    store.attendeesStatement(scope, [id]),
    store.answersStatement(scope, [id]),
    pendingStatement(scope, id),
  ]);
  const [row] = found;
  if (row === undefined) return refuse("booking.unknown");
  const booking: store.BookingWhole = { ...row, attendees, answers };
  const sought = await moving.seek(booking);
  if (!sought.ok) return sought;
  // A hold is confirmed once; after that its time is tried as if it had not been held.
  const held = one.before === null ? sought.value.held : undefined;
  const txn = held?.id ?? one.txn;
  const known =
    held === undefined ? verdictIn(verdicts) : verdictIn(await verdictStatement(scope, scope.tenant.id, txn));
  const joins = await joinsOf(scope, known === null ? moving.along : undefined);
  if (!joins.ok) return joins;
  const drafted =
    known === null ? await draftOf(scope, booking, { sought: sought.value, held, request }, moving) : null;
  if (drafted !== null && !drafted.ok) return drafted;
  const draft = drafted?.value ?? null;

  const fingerprint = held?.fingerprint ?? one.fingerprint;
  const plan = draft?.plan ?? null;
  if (plan !== null) await clearUp(scope, triedBefore(one, sought.value.held), [...plan.terms.keys()]);
  const ended = await attempt(scope, moving.purpose, {
    intent: intentOf(scope, booking, txn, fingerprint, plan, held),
    known,
    asked: (host) => {
      if (plan === null) throw new Error("Nobody is asked for an hour that is held.");
      const asking = { txn, fingerprint, ttlMillis: innerHold, supersedes: booking.txn, openPercent: null };
      return askedOf(plan, host, asking);
    },
    write: (places) => {
      if (draft === null) throw new Error("What is decided is not written again.");
      return writingOf(scope, booking, draft, { ...moving, joins: joins.value }, txn, held, places);
    },
    entity: id,
  });
  if (ended.said === "done" && held?.written === false) scope.later(leavePlace(scope, scope.tenant.id, held.id));
  return settledBy(scope, booking, moving, ended, draft, sought.value);
}

type Draft = {
  plan: Plan | null;
  session: Session;
  party: Party;
  status: Booking["status"];
  eventType: EventType;
  request: RescheduleRequest | undefined;
};

type Wanted = { sought: Sought; held: Held | undefined; request: RescheduleRequest | undefined };

async function draftOf(
  scope: Scope,
  booking: store.BookingWhole,
  { sought, held, request }: Wanted,
  moving: Moving,
): Promise<Outcome<Draft>> {
  const party = moving.party === undefined ? partyOf(scope, booking.attendees) : done(moving.party);
  if (!party.ok) return party;
  const current = seen(booking, moving.ifMatch);
  if (!current.ok) return current;
  const status = afterEdge(booking, moving.edge, scope.now, party.value);
  if (!status.ok) return status;
  if (sought.eventType !== booking.eventTypeId) return refuse("booking.other_event_type");
  if (sought.link !== (moving.link ?? null))
    return sought.held === undefined
      ? refuse("slot_token.invalid", { pointer: "/slot_token" })
      : refuse("hold_token.invalid", { pointer: "/hold_token" });
  const proved = await isProved(scope.config, scope.tenant.id, sought);
  if (!proved.ok) return proved;

  const found = await lookAt(scope, sought, [], narrowedFor(booking, moving));
  if (found.eventType === undefined) return refuse("event_type.unknown");
  const { eventType } = found;
  const checked = moving.check?.(booking, eventType, { start: sought.start, request }) ?? done(true);
  if (!checked.ok) return checked;
  const settled = { party: party.value, status: status.value, eventType, request };
  if (held !== undefined) {
    const { start, minutes, share, capacity } = held;
    return done({ ...settled, plan: null, session: { start, end: endOf(start, minutes), share, capacity } });
  }
  const planned =
    moving.plan === undefined
      ? await planFor(scope, found, sought, { standing: standingOf(booking) })
      : await moving.plan(scope, found, sought, booking);
  if (planned.ok) return done({ ...settled, plan: planned.value, session: planned.value });
  return refusedMove(scope, booking, moving, { sought, eventType }, planned.refusal);
}

async function refusedMove(
  scope: Scope,
  booking: store.BookingWhole,
  moving: Moving,
  { sought, eventType }: { sought: Sought; eventType: EventType },
  refusal: Refusal,
): Promise<Outcome<never>> {
  if (moving.edge === "reassign") return refusedHost(refusal);
  const source = moving.party === "invitee" ? "link" : "staff";
  const wanted = { ...sought, minutes: sought.minutes ?? standingOf(booking).minutes };
  return refusedTime(scope, refusal, wanted, eventType, source, narrowedFor(booking, moving));
}

/** Its own hours are no obstacle to it, its own start is no other time, and whoever came without a pool still comes. */
export const narrowedTo = (booking: store.BookingWhole): Narrowed => ({
  without: booking.txn,
  besides: [booking.startsAt],
  ...castThatStands(
    booking.kind,
    booking.attendees.filter(({ role }) => role === "host"),
  ),
});

const narrowedFor = (booking: store.BookingWhole, moving: Moving): Narrowed => ({
  ...narrowedTo(booking),
  ...moving.narrowed?.(booking),
});

export const standingOf = ({ startsAt, endsAt, attendees }: store.BookingWhole): Standing => ({
  minutes: (endsAt - startsAt) / minute,
  hosts: hostsIn(attendees),
});

function intentOf(
  scope: Scope,
  booking: store.BookingWhole,
  txn: string,
  fingerprint: string,
  plan: Plan | null,
  held: Held | undefined,
): Take {
  const choices = plan?.choices ?? [];
  return {
    does: "take",
    txn,
    fingerprint,
    deadline: deadlineOf(scope),
    fixed: plan?.fixed ?? [],
    choices,
    certain: choices.length === 0,
    part: held === undefined ? "whole" : "confirm",
    held: held?.hosts.map(({ member, seat }) => ({ host: member, seat })) ?? [],
    replaces: { txn: booking.txn, hosts: hostsIn(booking.attendees) },
  };
}

/** The organiser's zone, as it was when the booking was made; should it be none any more, UTC is one. */
function zoneFor({ timeZone }: Booking): ZoneId {
  const zone = zoneOf(timeZone) ?? zoneOf("UTC");
  if (zone === undefined) throw new Error("UTC is no zone of the table.");
  return zone;
}

function writingOf(
  scope: Scope,
  booking: store.BookingWhole,
  { plan, session, party, status, request }: Draft,
  moving: Moving & { joins: Joins },
  txn: string,
  held: Held | undefined,
  places: readonly Place[],
): Change<store.BookingWhole> {
  const hosts: readonly HeldHost[] = held?.hosts ?? (plan === null ? [] : hostsOf(plan, places));
  const { people, gone, came } = recast(scope, booking, hosts);
  const isMoved = moving.edge === "reschedule";
  const { settles } = moving;
  const settled: Settling =
    settles === undefined
      ? { also: [], alsoFacts: [] }
      : settling(scope, booking.id, request, (waiting) => settles(waiting, party, session.start));
  const taking = { txn, kind: "booking" as const, eventType: booking.eventTypeId, booking: booking.id, lapsesAt: null };
  return stepped(scope, booking, status, {
    edge: moving.edge,
    fact: moving.fact,
    party,
    reason: moving.reason,
    set: {
      txn,
      // What was promised at the time stays promised; only another time is told anew.
      ...(moving.edge === "reassign" ? {} : timeOf(zoneFor(booking), session)),
      share: session.share,
      seatNo: hosts[0]?.seat ?? null,
      rescheduledCount: booking.rescheduledCount + (isMoved ? 1 : 0),
      decideBy: booking.decideBy === null ? null : asInstant(Math.min(booking.decideBy, session.start)),
    },
    attendees: people,
    also: [
      store.freeHours(scope, booking.txn),
      ...(held?.written === true
        ? store.bookHeldHours(scope, txn, booking.id, hosts.length)
        : [
            ...store.strikeLapsedSeats(scope, session.share),
            store.insertHours(scope, taking, hoursOf(scope, session, hosts)),
          ]),
      ...store.undoTurns(scope, turnsOf(gone), booking.id),
      ...store.removeAttendees(
        scope,
        booking.id,
        gone.map(({ id }) => id),
      ),
      ...(came.length === 0 ? [] : [store.insertAttendees(scope, came)]),
      ...store.takeTurns(scope, turnsOf(came)),
      followBooking(scope, { id: booking.id, endsAt: session.end }),
      ...(moving.also?.(booking) ?? []),
      ...settled.also,
    ],
    alsoFacts: [...settled.alsoFacts, ...overridesOf(plan, hosts, { booking_id: booking.id })],
    joins: moving.joins,
  });
}

/** Who is in it afterwards: hosts who stay keep their place and their turn. */
function recast(scope: Scope, booking: store.BookingWhole, hosts: readonly HeldHost[]) {
  const standing = booking.attendees.filter(({ role }) => role === "host");
  const wanted = new Set<string>(hosts.map(({ member }) => member));
  const here = new Set<string>(standing.flatMap(({ memberId }) => memberId ?? []));
  const gone = standing.filter(({ memberId }) => memberId === null || !wanted.has(memberId));
  const came = hostRows(
    scope,
    booking,
    hosts.filter(({ member }) => !here.has(member)),
  ).map((row, place): Attendee => ({ ...row, position: standing.length + place }));
  const kept = standing.filter((row) => !gone.includes(row));
  const others = booking.attendees.filter(({ role }) => role !== "host");
  return { people: [...kept, ...came, ...others], gone, came };
}

async function settledBy(
  scope: Scope,
  booking: store.BookingWhole,
  moving: Moving,
  ended: Ended<store.BookingWhole>,
  draft: Draft | null,
  sought: Sought,
): Promise<Answered | "again"> {
  switch (ended.said) {
    case "done":
      return done(ended.value);
    case "again":
      return "again";
    case "other":
      return { ok: false, refusal: ended.refusal };
    case "refused": {
      const refusal = refusalFor(ended.why);
      if (draft === null) return { ok: false, refusal };
      return refusedMove(scope, booking, moving, { sought, eventType: draft.eventType }, refusal);
    }
    case "found": {
      if (await answeredElsewhere(scope)) return refuse("commit.decided");
      // Whoever moves by a hold that another request has used finds it used, were it for this very booking.
      if (sought.held !== undefined || ended.entity !== booking.id)
        return refuse("hold.confirmed", { booking_id: ended.entity });
      const now = await store.findBooking(scope, booking.id);
      return now === undefined ? refuse("booking.unknown") : done(now);
    }
  }
}
