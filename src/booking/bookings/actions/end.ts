import { endVerbs } from "#booking/links/client.ts";
import { pendingStatement, settling } from "#booking/requests/client.ts";
import type { RescheduleRequest } from "#booking/requests/tables.ts";
import { verdictIn, verdictStatement } from "#booking/verdicts.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import type { Scope } from "#platform/scope.ts";
import { type Acting, type Joins, joinsOf } from "../along.ts";
import { answeredElsewhere, attempt, deadlineOf, inTries, type Try } from "../attempt.ts";
import { afterEdge } from "../edges.ts";
import * as store from "../store.ts";
import { type FactName, hostsIn, partyOf, type Step, stepped, take, turnsOf } from "./stand.ts";

type Ending = Acting & {
  edge: "cancel" | "decline" | "expire";
  fact: FactName;
  reason: string | null;
  ifMatch?: number | undefined;
  /** What else must be so of a booking that is there. */
  check?: (booking: store.BookingWhole) => Outcome<true>;
};

export type Answered = Outcome<store.BookingWhole>;

export const cancel = (
  scope: Scope,
  id: Id<"booking">,
  reason: string | null,
  ifMatch: number | undefined,
  acting: Acting = {},
): Promise<Answered> => ended(scope, id, { ...acting, edge: "cancel", fact: "booking.canceled", reason, ifMatch });

/** By the invitee; `check` is the event type's policy. */
export const cancelAsInvitee = (
  scope: Scope,
  id: Id<"booking">,
  reason: string | null,
  check: NonNullable<Ending["check"]>,
): Promise<Answered> => ended(scope, id, { edge: "cancel", fact: "booking.canceled", reason, party: "invitee", check });

export const decline = (
  scope: Scope,
  id: Id<"booking">,
  reason: string | null,
  ifMatch: number | undefined,
): Promise<Answered> => ended(scope, id, { edge: "decline", fact: "booking.declined", reason, ifMatch });

/** Nobody said a word in time. */
export const expire = (scope: Scope, id: Id<"booking">): Promise<Answered> =>
  ended(scope, id, { edge: "expire", fact: "booking.expired", reason: null });

export const confirm = (scope: Scope, id: Id<"booking">, ifMatch: number | undefined): Promise<Answered> =>
  take(scope, id, ifMatch, () =>
    done({ edge: "confirm", fact: "booking.confirmed", reason: null, set: { decideBy: null } }),
  );

/** An end that gives time back: in the books first, then in the diaries. */
const ended = (scope: Scope, id: Id<"booking">, ending: Ending): Promise<Answered> =>
  inTries(scope, (one) => endOnce(scope, id, ending, one));

async function endOnce(scope: Scope, id: Id<"booking">, ending: Ending, one: Try): Promise<Answered | "again"> {
  const [verdicts, found, attendees, answers, [request]] = await scope.db.batch([
    verdictStatement(scope, scope.tenant.id, one.txn),
    store.bookingStatement(scope, id),
    store.attendeesStatement(scope, [id]),
    store.answersStatement(scope, [id]),
    pendingStatement(scope, id),
  ]);
  const known = verdictIn(verdicts);
  const [row] = found;
  if (row === undefined) return refuse("booking.unknown");
  const booking: store.BookingWhole = { ...row, attendees, answers };
  const joins = await joinsOf(scope, known === null ? ending.along : undefined);
  if (!joins.ok) return joins;
  const judged = known === null ? judge(scope, booking, ending, request, joins.value) : null;
  if (judged !== null && !judged.ok) return judged;

  const outcome = await attempt(scope, ending.edge === "cancel" ? "cancel" : "decide", {
    intent: {
      does: "change",
      txn: one.txn,
      fingerprint: one.fingerprint,
      deadline: deadlineOf(scope),
      frees: { txn: booking.txn, hosts: hostsIn(attendees) },
    },
    known,
    asked: () => {
      throw new Error("Nobody is asked for an hour that is given back.");
    },
    write: () => {
      if (judged === null) throw new Error("What is decided is not written again.");
      return judged.value(booking);
    },
    entity: id,
  });
  switch (outcome.said) {
    case "done":
      return done(outcome.value);
    case "found":
      if (await answeredElsewhere(scope)) return refuse("commit.decided");
      return foundAgain(scope, id);
    case "other":
      return { ok: false, refusal: outcome.refusal };
    case "again":
      return "again";
    case "refused":
      throw new Error("Nobody refuses to be free.");
  }
}

type Writing = (booking: store.BookingWhole) => ReturnType<typeof stepped>;

/** Whether it may end like this, and how that is written. */
function judge(
  scope: Scope,
  booking: store.BookingWhole,
  ending: Ending,
  request: RescheduleRequest | undefined,
  joins: Joins,
): Outcome<Writing> {
  const party = ending.party === undefined ? partyOf(scope, booking.attendees) : done(ending.party);
  if (!party.ok) return party;
  const current = seen(booking, ending.ifMatch);
  if (!current.ok) return current;
  const status = afterEdge(booking, ending.edge, scope.now, party.value);
  if (!status.ok) return status;
  const checked = ending.check?.(booking) ?? done(true);
  if (!checked.ok) return checked;
  return done((before) => {
    const closed = settling(scope, before.id, request, () => "closed");
    const step: Step = {
      edge: ending.edge,
      fact: ending.fact,
      party: party.value,
      reason: ending.reason,
      set: { endedBy: party.value, endedReason: ending.reason, decideBy: null },
      attendees: before.attendees.map((one) => ({ ...one, assignedAt: null })),
      also: [
        store.freeHours(scope, before.txn),
        ...store.undoTurns(scope, turnsOf(before.attendees), before.id),
        endVerbs(scope, before.id),
        ...closed.also,
      ],
      alsoFacts: closed.alsoFacts,
      joins,
    };
    return stepped(scope, before, status.value, step);
  });
}

async function foundAgain(scope: Scope, id: Id<"booking">): Promise<Answered> {
  const booking = await store.findBooking(scope, id);
  return booking === undefined ? refuse("booking.unknown") : done(booking);
}
