import type { Attendee, Booking, BookingAnswer, BookingEvent } from "#booking/bookings/tables.ts";
import type { EventType, Question } from "#booking/event-types/tables.ts";
import { bookingVerbs, expiryOfBookingLink, verbsOfEnded } from "#booking/links/rules.ts";
import type { Link } from "#booking/links/tables.ts";
import type { PoolMember } from "#booking/pools/tables.ts";
import type { RescheduleRequest } from "#booking/requests/tables.ts";
import type { Reservation } from "#booking/reservations/tables.ts";
import type { Id, Kind } from "#kernel/ids.ts";
import type { facts } from "#platform/facts/tables.ts";
import { after, asInstant, day, hour, type Instant, minute, toWire } from "#kernel/instant.ts";
import { onWall } from "#time/wall.ts";
import { tzVersion, type ZoneId, zoneOf } from "#time/zones.ts";

/** A booking with all that the books, the log and its invitee have of it. */
export type Promised = {
  booking: Booking;
  attendees: Attendee[];
  answers: BookingAnswer[];
  events: BookingEvent[];
  hours: Reservation[];
  link: Link;
  requests: RescheduleRequest[];
  /** What the log holds of it: a fact for each event, and of whatever was asked about it. */
  facts: (typeof facts.$inferSelect)[];
};

export type House = {
  tenantId: Id<"tenant">;
  now: Instant;
  mint: <K extends Kind>(kind: K) => Id<K>;
  marked: (text: string) => string;
  slug: string;
};

export type Promise = {
  eventType: EventType;
  hosts: readonly { member: Id<"member">; pool?: Id<"pool"> }[];
  start: Instant;
  status: "pending" | "confirmed" | "canceled";
  source?: Booking["source"];
  answer?: { question: Question; value: string };
  guest?: string;
  /** What its invitee would rather, an hour later or on the day after, and its place in the log. */
  asks?: { reason: string; seq: number };
  /** The place in the log of its first fact; each event has one. */
  seq?: number;
  /** What else is other than usual. */
  change?: Partial<Booking>;
};

const paris = zoneOf("Europe/Paris") as ZoneId;

export function promised(house: House, words: Promise): Promised {
  const { tenantId, now, mint, marked, slug } = house;
  const { eventType, start, status } = words;
  const isOver = status === "canceled";
  const version = isOver ? 2 : 1;
  const dates = { createdAt: after(now, -2 * hour), updatedAt: isOver ? after(now, -hour) : after(now, -2 * hour) };
  const id = mint("booking");
  const txn = mint("hold");
  const end = after(start, eventType.defaultMinutes * minute);
  const firstSeq = words.seq ?? 1;
  const booking: Booking = {
    tenantId,
    id,
    eventTypeId: eventType.id,
    kind: eventType.kind,
    txn,
    status,
    source: words.source ?? "public",
    linkId: null,
    startsAt: start,
    endsAt: end,
    timeZone: "Europe/Paris",
    localStartsAt: onWall(start, paris),
    tzVersion,
    share: null,
    seatNo: null,
    locationKind: eventType.defaultLocation,
    locationDetails: null,
    decideBy: status === "pending" ? asInstant(Math.min(after(now, day), start)) : null,
    endedBy: isOver ? "invitee" : null,
    endedReason: isOver ? marked("I have taken another offer.") : null,
    noShow: null,
    rescheduledCount: 0,
    sequence: isOver ? 1 : 0,
    seq: firstSeq + version - 1,
    metadata: {},
    createdBy: words.source === "staff" ? "system" : "public",
    ...dates,
    version,
    ...words.change,
  };
  const person = (role: Attendee["role"], position: number, change: Partial<Attendee>): Attendee => ({
    tenantId,
    id: mint("attendee"),
    bookingId: id,
    role,
    memberId: null,
    poolId: null,
    assignedAt: null,
    startsAt: null,
    name: null,
    email: null,
    phone: null,
    timeZone: null,
    locale: null,
    rsvp: role === "guest" ? "needs_action" : "accepted",
    consent: null,
    utm: null,
    referrer: null,
    accommodations: null,
    position,
    ...dates,
    removedAt: null,
    ...change,
  });
  const hosts = words.hosts.map(({ member, pool = null }, place) =>
    person("host", place, {
      memberId: member,
      poolId: pool,
      assignedAt: pool === null || isOver ? null : dates.createdAt,
      startsAt: start,
    }),
  );
  const invitee = person("invitee", 100, {
    name: marked("Iris Novak"),
    email: `iris.novak@guest-of-${slug}.example`,
    phone: "+420222333444",
    timeZone: "Europe/Prague",
    locale: "cs",
    utm: { source: marked("newsletter"), medium: null, campaign: null, term: null, content: null },
  });
  const { guest, answer } = words;
  const guests =
    guest === undefined ? [] : [person("guest", 101, { name: marked(guest), email: `guest@${slug}.example` })];
  const event = (at: number): BookingEvent => ({
    tenantId,
    bookingId: id,
    version: at,
    type: at === 1 ? "created" : "canceled",
    status: at === 1 && isOver ? "confirmed" : status,
    sequence: at - 1,
    startsAt: start,
    endsAt: end,
    party: words.source === "staff" ? "staff" : "invitee",
    reason: at === 1 ? null : booking.endedReason,
    at: at === 1 ? dates.createdAt : dates.updatedAt,
  });
  const requests = words.asks === undefined ? [] : [requestOf(house, booking, words.asks.reason)];
  const events = Array.from({ length: version }, (_, place) => event(place + 1));
  return {
    booking,
    attendees: [...hosts, invitee, ...guests],
    answers:
      answer === undefined
        ? []
        : [
            {
              tenantId,
              bookingId: id,
              questionId: answer.question.id,
              position: answer.question.position,
              label: answer.question.label,
              type: answer.question.type,
              value: answer.value,
            },
          ],
    events,
    requests,
    facts: [
      ...events.map(({ version: told, type, at }) => ({
        tenantId,
        seq: firstSeq + told - 1,
        id: mint("fact"),
        type: `booking.${type}`,
        action: told === 1 ? ("create" as const) : ("update" as const),
        entityType: "booking" as const,
        entityId: id,
        version: told,
        actor: booking.createdBy,
        sessionId: null,
        requestId: mint("request"),
        at,
      })),
      ...requests.map((request) => ({
        tenantId,
        seq: words.asks?.seq ?? 0,
        id: mint("fact"),
        type: "reschedule_request.created",
        action: "create" as const,
        entityType: "reschedule_request" as const,
        entityId: request.id,
        version: 1,
        actor: request.askedByActor,
        sessionId: null,
        requestId: mint("request"),
        at: request.createdAt,
      })),
    ],
    hours: words.hosts.map(({ member }) => ({
      tenantId,
      id: mint("reservation"),
      memberId: member,
      txn,
      kind: "booking",
      startsAt: start,
      endsAt: end,
      beforeMinutes: eventType.beforeMinutes,
      afterMinutes: eventType.afterMinutes,
      eventTypeId: eventType.id,
      bookingId: id,
      share: booking.share,
      capacity: booking.share === null ? null : eventType.capacity,
      seatNo: booking.seatNo,
      active: !isOver,
      lapsesAt: null,
      ...dates,
      version,
    })),
    link: {
      tenantId,
      id: mint("link"),
      kind: "booking",
      verbs: isOver ? [...verbsOfEnded] : [...bookingVerbs],
      keyVersion: 1,
      bookingId: id,
      eventTypeId: null,
      memberId: null,
      name: null,
      maxUses: null,
      uses: 0,
      startsAfter: null,
      startsBefore: null,
      expiresAt: expiryOfBookingLink(end),
      revokedAt: null,
      revokedBy: null,
      openedAt: null,
      metadata: {},
      createdBy: booking.createdBy,
      ...dates,
      version,
    },
  };
}

/** What an invitee asks for, which nobody has answered yet. */
export function requestOf({ now, mint, marked }: House, booking: Booking, reason: string): RescheduleRequest {
  const window = (from: number) => ({
    from: toWire(after(booking.startsAt, from)),
    until: toWire(after(booking.startsAt, from + 3 * hour)),
  });
  const at = after(now, -hour);
  return {
    tenantId: booking.tenantId,
    id: mint("reschedule_request"),
    bookingId: booking.id,
    askedBy: "invitee",
    askedByActor: "public",
    reason: marked(reason),
    windows: [window(hour), window(day)],
    status: "pending",
    reply: null,
    settledAt: null,
    settledBy: null,
    createdAt: at,
    updatedAt: at,
    version: 1,
  };
}

type Offered = {
  eventTypes: Record<EventType["kind"], EventType>;
  questions: readonly Question[];
  pool: { id: Id<"pool"> };
};

/** A technical interview that stands and its invitee would rather have later, a first call that waits for a word, and a panel that was called off. */
export function threeBookings(
  house: House,
  { eventTypes, questions, pool }: Offered,
  memberOf: (who: "berlin" | "kolkata" | "recruiter") => Id<"member">,
): Promised[] {
  const monday = nextMonday(house.now);
  const [question] = questions;
  return [
    promised(house, {
      eventType: eventTypes.round_robin,
      hosts: [{ member: memberOf("berlin"), pool: pool.id }],
      start: after(monday, 9 * hour),
      status: "confirmed",
      guest: "Petr Dvorak",
      asks: { reason: "My train gets in at nine.", seq: 5 },
      seq: 1,
    }),
    promised(house, {
      eventType: eventTypes.one_on_one,
      hosts: [{ member: memberOf("recruiter") }],
      start: after(monday, 13 * hour),
      status: "pending",
      ...(question === undefined ? {} : { answer: { question, value: house.marked("How you decide what to build.") } }),
      seq: 2,
    }),
    promised(house, {
      eventType: eventTypes.collective,
      hosts: [{ member: memberOf("berlin") }, { member: memberOf("kolkata") }],
      start: after(monday, day + 9 * hour),
      status: "canceled",
      seq: 3,
    }),
  ];
}

/** The midnight in UTC at which the next week begins. */
export function nextMonday(now: Instant): Instant {
  const today = Math.floor(now / day);
  // 1970 began on a Thursday.
  return asInstant((today + 7 - ((today + 3) % 7)) * day);
}

/** The pool's seats, with the turns that stand. */
export const afterTurns = (seats: readonly PoolMember[], made: readonly Promised[]): PoolMember[] =>
  seats.map((seat) => {
    const turns = made
      .flatMap(({ attendees }) => attendees)
      .filter(({ memberId, poolId, assignedAt }) => memberId === seat.memberId && poolId === seat.poolId && assignedAt)
      .map(({ assignedAt }) => assignedAt ?? seat.createdAt);
    if (turns.length === 0) return seat;
    return {
      ...seat,
      assignedCount: seat.assignedCount + turns.length,
      lastAssignedAt: asInstant(Math.max(...turns)),
      version: seat.version + turns.length,
    };
  });
