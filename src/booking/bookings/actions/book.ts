import { and, eq } from "drizzle-orm";
import { questionsStatement } from "#booking/event-types/actions.ts";
import type { EventType } from "#booking/event-types/tables.ts";
import type { Held, HeldHost } from "#booking/holds/client.ts";
import { newBookingLink, useStatement } from "#booking/links/client.ts";
import { leavePlace } from "#booking/holds/client.ts";
import { standingOf } from "#booking/links/rules.ts";
import { type Link, links } from "#booking/links/tables.ts";
import { type Settings, settingsOf, settingsStatement } from "#booking/settings/actions.ts";
import type { Found } from "#booking/slots/actions.ts";
import { verdictIn, verdictStatement } from "#booking/verdicts.ts";
import { publicTenant } from "#identity/gate/public-tenant.ts";
import type { Id } from "#kernel/ids.ts";
import { second } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Change } from "#platform/commit.ts";
import { actorWord, type Context, type Scope } from "#platform/scope.ts";
import { type Along, type Joins, joinsOf } from "../along.ts";
import { refusalFor, refusedTime } from "../alternatives.ts";
import { type GivenAnswer, readAnswers } from "../answers.ts";
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
import { guestsOf } from "../invitee.ts";
import type { Place, Take } from "../intents.ts";
import { overridesOf } from "../overrides.ts";
import { askedOf, type Plan } from "../plan.ts";
import {
  answerRows,
  decideBy,
  endOf,
  eventOf,
  type GuestWords,
  guestRows,
  hostRows,
  hostsOf,
  hoursOf,
  type InviteeWords,
  inviteeRow,
  type LocationWords,
  locationOf,
  type Session,
  timeOf,
} from "../rows.ts";
import {
  insideOf,
  isProved,
  lookAt,
  type Narrowed,
  narrowedBy,
  planFor,
  type Sought,
  soughtBy,
  type TimeWords,
} from "../seek.ts";
import * as store from "../store.ts";
import { told } from "./stand.ts";
import type { Booking, BookingAnswer } from "../tables.ts";

/** Of a booking made at once the time is held only until it is decided. */
export const innerHold = 15 * second;

export type DetailWords = {
  invitee: InviteeWords;
  guests: readonly GuestWords[];
  answers: readonly GivenAnswer[];
  location?: LocationWords | undefined;
};

/** A booking as it was just made, with the link its invitee gets. */
export type Made = store.BookingWhole & { link: Pick<Link, "id" | "tenantId" | "keyVersion"> };

export type StaffWords = TimeWords &
  DetailWords & { event_type_id?: Id<"event_type"> | undefined; metadata: Record<string, string> };

/** By staff, or by a program, for somebody else. `named` come beside those whom the event type has, or none of them does. */
export const book = (
  scope: Scope,
  words: StaffWords,
  joining: { named?: readonly Id<"member">[]; along?: Along } = {},
): Promise<Outcome<store.BookingWhole>> =>
  booked(scope, words, { ...words, ...joining, source: "staff", eventType: words.event_type_id, link: null });

/** By anyone, at a company's address. */
export const bookPublicly = (context: Context, slug: string, words: TimeWords & DetailWords): Promise<Outcome<Made>> =>
  booked(publicTenant(context, slug), words, {
    ...words,
    source: "public",
    metadata: {},
    eventType: undefined,
    link: null,
  });

/** By whoever bears a scheduling link; `scope` is the company's own. */
export const bookByLink = (scope: Scope, link: Link, words: TimeWords & DetailWords): Promise<Outcome<Made>> =>
  booked(scope, words, { ...words, source: "link", metadata: {}, eventType: undefined, link });

type Order = DetailWords & {
  source: Booking["source"];
  metadata: Record<string, string>;
  eventType: Id<"event_type"> | undefined;
  link: Link | null;
  named?: readonly Id<"member">[];
  along?: Along;
};

/** Who may come, and when, as far as the order itself says. */
const narrowedFor = ({ link, named }: Order): Narrowed => ({
  ...narrowedBy(link),
  ...(named === undefined ? {} : { named }),
});

async function booked(reading: Scope, words: TimeWords, order: Order): Promise<Outcome<Made>> {
  const sought = await soughtBy(reading, words, order.eventType);
  if (!sought.ok) return sought;
  if (sought.value.link !== (order.link?.id ?? null))
    return sought.value.held === undefined
      ? refuse("slot_token.invalid", { pointer: "/slot_token" })
      : refuse("hold_token.invalid", { pointer: "/hold_token" });
  if (order.eventType !== undefined && sought.value.eventType !== order.eventType)
    return refuse("booking.other_event_type");
  return inTries(reading, (one) => bookOnce(reading, sought.value, order, one));
}

async function bookOnce(reading: Scope, sought: Sought, order: Order, one: Try): Promise<Outcome<Made> | "again"> {
  // A hold is confirmed once. When that did not come about, its time is tried as if it had not been held.
  const held = one.before === null ? sought.held : undefined;
  const txn = held?.id ?? one.txn;
  const found = await lookAt(
    reading,
    sought,
    [
      verdictStatement(reading, reading.tenant.id, txn),
      questionsStatement(reading, sought.eventType),
      settingsStatement(reading),
      linkStatement(reading, order.link),
    ],
    narrowedFor(order),
  );
  if (!found.tenantIsThere) return refuse("tenant.unknown");
  if (found.eventType === undefined || !isOffered(found.eventType, order)) return refuse("event_type.unknown");
  const scope = insideOf(reading, found);
  const proved = await isProved(scope.config, scope.tenant.id, sought);
  if (!proved.ok) return proved;

  const [verdicts, questions, settings, [link]] = found.more;
  const known = verdictIn(verdicts);
  if (known === null && link !== undefined && standingOf(link, scope.now) !== "good") return refuse("link.over");
  const joins = await joinsOf(scope, known === null ? order.along : undefined);
  if (!joins.ok) return joins;
  const drafted =
    known === null ? await draftOf(scope, found, sought, held, order, questions, settingsOf(settings)) : null;
  if (drafted !== null && !drafted.ok)
    return refusedTime(scope, drafted.refusal, sought, found.eventType, order.source, narrowedFor(order));
  const draft = drafted?.value ?? null;

  if (draft?.plan != null) await clearUp(scope, triedBefore(one, sought.held), [...draft.plan.terms.keys()]);
  const ended = await attempt(scope, held === undefined ? "book" : "confirm", {
    intent: intentOf(scope, txn, held?.fingerprint ?? one.fingerprint, draft?.plan ?? null, held),
    known,
    asked: (host) => {
      if (draft?.plan == null) throw new Error("Nobody is asked for an hour that is held.");
      return askedOf(draft.plan, host, { ...asking, txn, fingerprint: one.fingerprint });
    },
    write: (places) => {
      if (draft === null) throw new Error("What is decided is not written again.");
      return writingOf(scope, draft, order, joins.value, { txn, held, places });
    },
    entity: draft?.booking.id ?? null,
  });
  if (ended.said === "done" && held?.written === false) scope.later(leavePlace(scope, scope.tenant.id, held.id));
  return settledBy(scope, ended, sought, found.eventType, order);
}

const linkStatement = ({ db, tenant }: Scope, link: Link | null) =>
  db
    .select()
    .from(links)
    .where(and(eq(links.tenantId, tenant.id), eq(links.id, link?.id ?? "lnk_")));

const asking = { ttlMillis: innerHold, supersedes: null, openPercent: null };

/** Whoever comes from outside books what is on offer to them. */
const isOffered = ({ active, publicPage }: EventType, { source }: Order): boolean =>
  source === "staff" || (active && (publicPage || source === "link"));

type Draft = {
  booking: Booking;
  session: Session;
  plan: Plan | null;
  answers: readonly BookingAnswer[];
  invitee: ReturnType<typeof inviteeRow>;
  guests: ReturnType<typeof guestRows>;
};

/** Everything that can be judged before anybody's time is asked for. */
async function draftOf(
  scope: Scope,
  found: Found,
  sought: Sought,
  held: Held | undefined,
  order: Order,
  questions: Parameters<typeof readAnswers>[0],
  settings: Settings,
): Promise<Outcome<Draft>> {
  const { eventType, zone } = found;
  const answers = readAnswers(questions, order.answers);
  if (!answers.ok) return answers;
  const guests = guestsOf(order.guests, { invitee: order.invitee.email, guests: [] });
  if (!guests.ok) return guests;
  const location = locationOf(eventType, order.location, order.invitee.phone);
  if (!location.ok) return location;
  const { within } = narrowedBy(order.link);
  const planned = held === undefined ? await planFor(scope, found, sought, { within }) : null;
  if (planned !== null && !planned.ok) return planned;
  if (order.named?.some((one) => held?.hosts.every(({ member }) => member !== one)))
    return refuse("booking.host_unfit", { pointer: "/hold_token", detail: "The hold is not on everybody's time." });
  const plan = planned?.value ?? null;
  const session = plan ?? sessionOf(held);

  const waits = eventType.confirmationRequired && order.source !== "staff";
  const booking: Booking = {
    tenantId: scope.tenant.id,
    id: scope.newId("booking"),
    eventTypeId: eventType.id,
    kind: eventType.kind,
    txn: "",
    status: waits ? "pending" : "confirmed",
    source: order.source,
    linkId: order.link?.id ?? null,
    ...timeOf(zone, session),
    share: session.share,
    seatNo: null,
    locationKind: location.value.kind,
    locationDetails: location.value.details,
    decideBy: waits ? decideBy(scope.now, session.start, settings.approvalHours) : null,
    endedBy: null,
    endedReason: null,
    noShow: null,
    rescheduledCount: 0,
    sequence: 0,
    seq: 0,
    metadata: order.metadata,
    createdBy: actorWord(scope.actor),
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
  };
  return done({
    booking,
    session,
    plan,
    answers: answerRows(booking, answers.value),
    invitee: inviteeRow(scope, booking, order.invitee),
    guests: guestRows(scope, booking, order.guests),
  });
}

function sessionOf(held: Held | undefined): Session {
  if (held === undefined) throw new Error("A booking without a time.");
  const { start, minutes, share, capacity } = held;
  return { start, end: endOf(start, minutes), share, capacity };
}

function intentOf(scope: Scope, txn: string, fingerprint: string, plan: Plan | null, held: Held | undefined): Take {
  const choices = plan?.choices ?? [];
  return {
    does: "take",
    txn,
    fingerprint,
    deadline: deadlineOf(scope),
    fixed: plan?.fixed ?? [],
    choices,
    // Where one of several may come, another try may be about to commit with somebody else.
    certain: choices.length === 0,
    part: held === undefined ? "whole" : "confirm",
    held: held?.hosts.map(({ member, seat }) => ({ host: member, seat })) ?? [],
    replaces: null,
  };
}

/** All rows of a new booking. */
function writingOf(
  scope: Scope,
  draft: Draft,
  order: Order,
  joins: Joins,
  { txn, held, places }: { txn: string; held: Held | undefined; places: readonly Place[] },
): Change<Made> {
  const hosts: readonly HeldHost[] = held?.hosts ?? (draft.plan === null ? [] : hostsOf(draft.plan, places));
  const booking: Booking = { ...draft.booking, txn, seatNo: hosts[0]?.seat ?? null };
  const people = [...hostRows(scope, booking, hosts), draft.invitee, ...draft.guests];
  const link = newBookingLink(scope, booking);
  const taking = { txn, kind: "booking" as const, eventType: booking.eventTypeId, booking: booking.id, lapsesAt: null };
  const turns = hosts.flatMap(({ pool, member }) => (pool === null ? [] : [{ pool, member }]));
  const result: Made = { ...booking, attendees: people, answers: draft.answers, link: link.row };
  const joined = joins(result);
  return {
    change: store.insertBooking(scope, booking),
    fact: told("booking.created", null, booking, people),
    also: [
      store.insertEvent(scope, eventOf(booking, "booking.created", partyOf(order), null, scope.now)),
      store.insertAttendees(scope, people),
      ...(draft.answers.length === 0 ? [] : [store.insertAnswers(scope, draft.answers)]),
      ...(held?.written === true
        ? store.bookHeldHours(scope, txn, booking.id, hosts.length)
        : [
            ...store.strikeLapsedSeats(scope, draft.session.share),
            store.insertHours(scope, taking, hoursOf(scope, draft.session, hosts)),
          ]),
      ...store.takeTurns(scope, turns),
      link.statement,
      ...(order.link === null ? [] : useStatement(scope, order.link)),
      ...joined.also,
    ],
    alsoFacts: [...overridesOf(draft.plan, hosts, { booking_id: booking.id }), ...joined.alsoFacts],
    result,
  };
}

const partyOf = ({ source }: Order) => (source === "staff" ? "staff" : "invitee");

async function settledBy(
  scope: Scope,
  ended: Ended<Made>,
  sought: Sought,
  eventType: EventType,
  order: Order,
): Promise<Outcome<Made> | "again"> {
  switch (ended.said) {
    case "done":
      return done(ended.value);
    case "again":
      return "again";
    case "other":
      return { ok: false, refusal: ended.refusal };
    case "refused":
      return refusedTime(scope, refusalFor(ended.why), sought, eventType, order.source, narrowedFor(order));
    case "found":
      if (await answeredElsewhere(scope)) return refuse("commit.decided");
      return refuse("hold.confirmed", { booking_id: ended.entity });
  }
}
