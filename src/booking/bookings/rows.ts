// A booking as it is written: pure, from words and hours to rows.
import { isFindable } from "#booking/event-types/rules.ts";
import type { EventType } from "#booking/event-types/tables.ts";
import { after, asInstant, hour, type Instant, minute } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { HeldHost } from "#booking/holds/client.ts";
import type { Scope } from "#platform/scope.ts";
import { onWall } from "#time/wall.ts";
import { type ZoneId, tzVersion } from "#time/zones.ts";
import type { ReadAnswer } from "./answers.ts";
import { consentOf, utmOf } from "./invitee.ts";
import type { Place } from "./intents.ts";
import { type Plan, sentBy } from "./plan.ts";
import type { BookingCode } from "./rules.ts";
import type { Hour } from "./store.ts";
import type { Attendee, Booking, BookingAnswer, BookingEvent, parties, UtmWords } from "./tables.ts";

export type InviteeWords = {
  name: string;
  email: string;
  phone: string | null;
  time_zone: string | null;
  locale: string | null;
  consent: string | null;
  utm: { [K in keyof UtmWords]?: string | null | undefined } | null;
  referrer: string | null;
  accommodations: string | null;
};
export type GuestWords = { name: string | null; email: string };
export type LocationWords = { kind: Booking["locationKind"]; details: string | null };

/** Whose time was taken, and how, by a plan. */
export function hostsOf(plan: Plan, places: readonly Place[]): HeldHost[] {
  const sent = sentBy(
    plan,
    places.map(({ host }) => host),
  );
  return places.flatMap(({ host, seat }) => {
    const terms = plan.terms.get(host);
    if (terms === undefined) return [];
    const { member, beforeMinutes, afterMinutes } = terms;
    return [{ member, seat, beforeMinutes, afterMinutes, pool: sent.get(host) ?? null }];
  });
}

export type Session = Pick<Plan, "start" | "end" | "share" | "capacity">;

/** The hours of a meeting, as the books take them. */
export const hoursOf = (scope: Pick<Scope, "newId">, session: Session, hosts: readonly HeldHost[]): Hour[] =>
  hosts.map(({ member, seat, beforeMinutes, afterMinutes }) => ({
    id: scope.newId("reservation"),
    memberId: member,
    startsAt: session.start,
    endsAt: session.end,
    beforeMinutes,
    afterMinutes,
    share: session.share,
    capacity: session.capacity,
    seatNo: seat,
  }));

/** Where they meet: a place the event type offers, with what it takes to be there. */
export function locationOf(
  eventType: Pick<EventType, "locations" | "defaultLocation">,
  words: LocationWords | undefined,
  phone: string | null,
): Outcome<LocationWords, BookingCode> {
  const kind = words?.kind ?? eventType.defaultLocation;
  const offered = eventType.locations.find((one) => one.kind === kind);
  if (offered === undefined)
    return refuse("booking.location_unfit", { pointer: "/location/kind", detail: "This is not offered." });
  const said = words?.details ?? null;
  if (kind === "ask_candidate" && said === null && words !== undefined)
    return refuse("booking.location_unfit", { pointer: "/location/details", detail: "Say where." });
  if (kind === "phone") return done({ kind, details: said ?? phone ?? offered.details });
  if (kind === "ask_candidate") return done({ kind, details: said });
  if (said !== null && said !== offered.details)
    return refuse("booking.location_unfit", { pointer: "/location/details", detail: "The company says where." });
  return done({ kind, details: offered.details });
}

/** Where they meet instead: anywhere that can be found. What is not said, the event type or the invitee has said before. */
export function relocationOf(
  { kind, details }: LocationWords,
  offered: EventType["locations"],
  phone: string | null,
): Outcome<LocationWords, BookingCode> {
  const before = offered.find((one) => one.kind === kind)?.details ?? null;
  const location = { kind, details: details ?? (kind === "phone" ? (phone ?? before) : before) };
  if (isFindable(location)) return done(location);
  return refuse("booking.location_unfit", { pointer: "/location/details", detail: "Say where." });
}

/** When it is, on the organiser's wall. */
export const timeOf = (zone: ZoneId, { start, end }: Pick<Plan, "start" | "end">) => ({
  startsAt: start,
  endsAt: end,
  timeZone: zone,
  localStartsAt: onWall(start, zone),
  tzVersion,
});

/** A word is waited for so long, and never beyond the start. */
export const decideBy = (now: Instant, start: Instant, hours: number): Instant =>
  asInstant(Math.min(after(now, hours * hour), start));

type Born = Pick<Booking, "tenantId" | "id">;

export function hostRows(
  scope: Pick<Scope, "newId" | "now">,
  { tenantId, id }: Born,
  hosts: readonly HeldHost[],
): Attendee[] {
  return hosts.map(({ member, pool }, position) => ({
    ...nobody,
    tenantId,
    bookingId: id,
    id: scope.newId("attendee"),
    role: "host",
    memberId: member,
    poolId: pool,
    assignedAt: pool === null ? null : scope.now,
    rsvp: "accepted",
    position,
    createdAt: scope.now,
    updatedAt: scope.now,
  }));
}

/** Invitee and guests come after all hosts. */
const inviteePosition = 100;

export function inviteeRow(scope: Pick<Scope, "newId" | "now">, { tenantId, id }: Born, words: InviteeWords): Attendee {
  return {
    ...nobody,
    tenantId,
    bookingId: id,
    id: scope.newId("attendee"),
    role: "invitee",
    name: words.name,
    email: words.email,
    phone: words.phone,
    timeZone: words.time_zone,
    locale: words.locale,
    rsvp: "accepted",
    consent: consentOf(words.consent, scope.now),
    utm: utmOf(words.utm),
    referrer: words.referrer,
    accommodations: words.accommodations,
    position: inviteePosition,
    createdAt: scope.now,
    updatedAt: scope.now,
  };
}

/** `here`: who is in it already; new guests come after all of them. */
export function guestRows(
  scope: Pick<Scope, "newId" | "now">,
  { tenantId, id }: Born,
  guests: readonly GuestWords[],
  here: readonly Attendee[] = [],
): Attendee[] {
  const last = Math.max(inviteePosition, ...here.map(({ position }) => position));
  return guests.map(({ name, email }, place) => ({
    ...nobody,
    tenantId,
    bookingId: id,
    id: scope.newId("attendee"),
    role: "guest",
    name,
    email,
    rsvp: "needs_action",
    position: last + 1 + place,
    createdAt: scope.now,
    updatedAt: scope.now,
  }));
}

const nobody = {
  memberId: null,
  poolId: null,
  assignedAt: null,
  // Written from the booking's own row.
  startsAt: null,
  name: null,
  email: null,
  phone: null,
  timeZone: null,
  locale: null,
  consent: null,
  utm: null,
  referrer: null,
  accommodations: null,
  removedAt: null,
} as const;

export const answerRows = ({ tenantId, id }: Born, answers: readonly ReadAnswer[]): BookingAnswer[] =>
  answers.map((answer) => ({ ...answer, tenantId, bookingId: id }));

/** What a version was made by; its type is the fact's without the noun. */
export const eventOf = (
  booking: Booking,
  fact: string,
  party: (typeof parties)[number],
  reason: string | null,
  now: Instant,
): BookingEvent => ({
  tenantId: booking.tenantId,
  bookingId: booking.id,
  version: booking.version,
  type: fact.slice("booking.".length),
  status: booking.status,
  sequence: booking.sequence,
  startsAt: booking.startsAt,
  endsAt: booking.endsAt,
  party,
  reason,
  at: now,
});

export const endOf = (start: Instant, minutes: number): Instant => after(start, minutes * minute);
