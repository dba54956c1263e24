// Who is told what of each fact. Pure: from what is known of a booking to addresses.
import type { bookingFacts } from "#booking/bookings/facts.ts";
import type { BookingEvent } from "#booking/bookings/tables.ts";
import type { linkFacts } from "#booking/links/facts.ts";
import type { requestFacts } from "#booking/requests/facts.ts";
import type { RescheduleRequest } from "#booking/requests/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, hour, type Instant } from "#kernel/instant.ts";
import type { BookingAudience, BookingLetterKey } from "#outreach/templates/rules.ts";
import type { OfInterview } from "./panel-store.ts";
import type { Around } from "./store.ts";

type Told = keyof typeof bookingFacts | keyof typeof requestFacts | keyof typeof linkFacts;

/** Every fact around bookings: the letters it may cause, or why it causes none. */
export const letterPlan: Readonly<Record<Told, readonly BookingLetterKey[] | { silent: string }>> = {
  "booking.created": [
    "booking.created.invitee",
    "booking.created.host",
    "booking.created.guest",
    "booking.pending.invitee",
    "booking.pending.host",
    "interview.invited.host",
  ],
  "booking.confirmed": [
    "booking.confirmed.invitee",
    "booking.created.host",
    "booking.created.guest",
    "interview.invited.host",
  ],
  "booking.declined": ["booking.declined.invitee", "booking.declined.host"],
  "booking.expired": ["booking.expired.invitee", "booking.expired.host"],
  "booking.rescheduled": [
    "booking.rescheduled.invitee",
    "booking.rescheduled.host",
    "booking.rescheduled.guest",
    "booking.reassigned.host_new",
    "booking.reassigned.host_old",
    "interview.replaced.host_new",
    "interview.replaced.host_old",
  ],
  "booking.reassigned": [
    "booking.reassigned.invitee",
    "booking.reassigned.host",
    "booking.reassigned.guest",
    "booking.reassigned.host_new",
    "booking.reassigned.host_old",
    "interview.replaced.host_new",
    "interview.replaced.host_old",
  ],
  "booking.canceled": [
    "booking.canceled.invitee",
    "booking.canceled.host",
    "booking.canceled.guest",
    "interview.ended.invitee",
    "interview.ended.guest",
    "interview.ended.host",
  ],
  "booking.completed": { silent: "It only notes that the meeting took place; whoever was there knows." },
  "booking.no_show": { silent: "It is the company's own note on who came, and not for the people it is about." },
  "booking.guests_added": ["booking.created.guest"],
  "booking.guest_removed": ["booking.guest_removed.guest"],
  "booking.relocated": ["booking.relocated.invitee", "booking.relocated.host", "booking.relocated.guest"],
  "booking.changed": { silent: "Metadata and answers changed: nothing that anybody has to act on." },
  "booking.rsvp": { silent: "An answer from somebody's calendar is shown to its hosts where they work." },
  "booking.wall_time_kept": [
    "booking.wall_time_kept.invitee",
    "booking.wall_time_kept.host",
    "booking.wall_time_kept.guest",
  ],
  "reschedule_request.created": ["reschedule_request.created.invitee", "reschedule_request.created.host"],
  "reschedule_request.accepted": { silent: "The booking moves in the same batch, and its letters tell of it." },
  "reschedule_request.declined": ["reschedule_request.declined.invitee", "reschedule_request.declined.host"],
  "reschedule_request.withdrawn": ["reschedule_request.withdrawn.invitee", "reschedule_request.withdrawn.host"],
  "reschedule_request.closed": { silent: "The booking moved or ended in the same batch, and its letters tell of it." },
  "link.opened": ["booking.created.guest"],
  "scheduling_link.created": { silent: "Whoever made the link hands it on themselves." },
  "scheduling_link.changed": { silent: "It is about an offer, and nobody has taken it yet." },
  "scheduling_link.revoked": { silent: "It is about an offer, and nobody has taken it yet." },
};

type InPlace = Readonly<Partial<Record<BookingLetterKey, BookingLetterKey>>>;

/** What whoever is on the panel of an interview is sent in place of a host's letter: one mail, with the calendar's part in it. */
const forPanels: InPlace = {
  "booking.created.host": "interview.invited.host",
  "booking.reassigned.host_new": "interview.replaced.host_new",
  "booking.reassigned.host_old": "interview.replaced.host_old",
};
/** The same where an interview was called off with its application. */
const forEnded: InPlace = {
  "booking.canceled.invitee": "interview.ended.invitee",
  "booking.canceled.guest": "interview.ended.guest",
  "booking.canceled.host": "interview.ended.host",
};
const replacedBy = new Map(
  Object.entries({ ...forPanels, ...forEnded }).map(([key, instead]) => [instead, key as BookingLetterKey]),
);

/** Which letter about bookings this one takes the place of, whose rules are its own; itself where it takes none's. */
export const ruledAs = (key: BookingLetterKey): BookingLetterKey => replacedBy.get(key) ?? key;

/** Whether it speaks of an interview, and not of a booking alone. */
export const isOfInterview = (key: BookingLetterKey): boolean =>
  replacedBy.has(key) || key === "reminder.feedback_due.host";

/** The letter as whoever belongs to an interview is sent it. */
export function asTold(
  key: BookingLetterKey,
  { interview }: { interview?: Pick<OfInterview, "applicationStatus"> | undefined },
  party: BookingEvent["party"] | undefined,
): BookingLetterKey {
  if (interview === undefined) return key;
  const { applicationStatus: status } = interview;
  const isEnded = party === "system" && (status === "rejected" || status === "withdrawn");
  return forPanels[key] ?? (isEnded ? (forEnded[key] ?? key) : key);
}

export const isTold = (type: string): type is Told => Object.hasOwn(letterPlan, type);

/** The facts that cause letters. */
export const factsTold: readonly string[] = Object.entries(letterPlan)
  .filter(([, told]) => !("silent" in told))
  .map(([type]) => type);

/** Somebody of a booking who can be written to. */
export type Person = {
  attendee: Id<"attendee">;
  audience: BookingAudience;
  address: string;
  cameAt: Instant;
  leftAt: Instant | null;
};

/** Everybody who is or was in a booking and has an address; of hosts, those who still work here. */
export function peopleOf({ people, staff }: Pick<Around, "people" | "staff">): Person[] {
  return people.flatMap((one): Person[] => {
    const member = one.role === "host" ? staff.find(({ id }) => id === one.memberId) : undefined;
    const address = one.role === "host" ? (member?.isHere === 1 ? member.address : null) : one.email;
    if (address == null) return [];
    const { id: attendee, role: audience, createdAt: cameAt, removedAt: leftAt } = one;
    return [{ attendee, audience, address, cameAt, leftAt }];
  });
}

export type Wanted = { key: BookingLetterKey; address: string };

/** Whoever works here may ask anybody along. */
export const isVouchedFor = (
  events: readonly Pick<BookingEvent, "type" | "party" | "at">[],
  { createdAt }: { createdAt: Instant },
): boolean =>
  events.some(
    ({ type, party, at }) =>
      (type === "created" || type === "guests_added") && (party === "staff" || party === "host") && at === createdAt,
  );

/** Guests whom nobody here has named are strangers until the invitee has shown, by opening their link, that the address is theirs. */
const guestMayBeTold = ({ hands, events }: Pick<Around, "hands" | "events">, guest: { createdAt: Instant }): boolean =>
  hands.some(({ openedAt }) => openedAt !== null) || isVouchedFor(events, guest);

/** Whether it was ever promised, so that calendars may hold it and guests may know of it. */
export const wasConfirmed = ({ events }: Pick<Around, "events">): boolean =>
  events.some(({ status }) => status === "confirmed");

/** Who is there to be told of a version of a booking. */
type Crowd = {
  event: BookingEvent;
  /** Who is in it now and may hear of it, and who was. */
  here: readonly Person[];
  everybody: readonly Person[];
  /** Whom nobody here has named. */
  isStranger: (person: Person) => boolean;
  hears: (person: Person) => boolean;
};

const told = (whom: readonly Person[], key: (person: Person) => BookingLetterKey): Wanted[] =>
  whom.map((person) => ({ key: key(person), address: person.address }));

/** Who joined or left with this very version. */
const joined = ({ event }: Crowd, { cameAt }: Person): boolean => event.version > 1 && cameAt === event.at;
const left = ({ event }: Crowd, { leftAt }: Person): boolean => leftAt === event.at;

const toEach =
  (type: "booking.canceled" | "booking.relocated" | "booking.wall_time_kept") =>
  ({ here }: Crowd): Wanted[] =>
    told(here, ({ audience }) => `${type}.${audience}`);

/** Nobody else has heard of what was never promised. */
const toBothSides =
  (type: "booking.declined" | "booking.expired") =>
  ({ here }: Crowd): Wanted[] =>
    told(
      here.filter(({ audience }) => audience !== "guest"),
      ({ audience }) => `${type}.${audience === "invitee" ? "invitee" : "host"}`,
    );

const withOtherHosts =
  (type: "booking.rescheduled" | "booking.reassigned") =>
  (crowd: Crowd): Wanted[] => [
    ...told(crowd.here, (person) =>
      person.audience === "host" && joined(crowd, person)
        ? "booking.reassigned.host_new"
        : `${type}.${person.audience}`,
    ),
    ...told(
      crowd.everybody.filter((person) => person.audience === "host" && left(crowd, person)),
      () => "booking.reassigned.host_old",
    ),
  ];

const guestsIn = (people: readonly Person[]) => people.filter(({ audience }) => audience === "guest");

const tellings: Readonly<Partial<Record<Told, (crowd: Crowd) => Wanted[]>>> = {
  "booking.created": ({ event, here }) =>
    told(here, ({ audience }) =>
      event.status === "pending" && audience !== "guest"
        ? `booking.pending.${audience}`
        : `booking.created.${audience}`,
    ),
  "booking.confirmed": ({ here }) =>
    told(here, ({ audience }) =>
      audience === "invitee" ? "booking.confirmed.invitee" : `booking.created.${audience}`,
    ),
  "booking.declined": toBothSides("booking.declined"),
  "booking.expired": toBothSides("booking.expired"),
  "booking.canceled": toEach("booking.canceled"),
  "booking.relocated": toEach("booking.relocated"),
  "booking.wall_time_kept": toEach("booking.wall_time_kept"),
  "booking.rescheduled": withOtherHosts("booking.rescheduled"),
  "booking.reassigned": withOtherHosts("booking.reassigned"),
  "booking.guests_added": (crowd) =>
    told(
      guestsIn(crowd.here).filter((person) => joined(crowd, person)),
      () => "booking.created.guest",
    ),
  "booking.guest_removed": (crowd) =>
    told(
      guestsIn(crowd.everybody).filter((person) => left(crowd, person) && crowd.hears(person)),
      () => "booking.guest_removed.guest",
    ),
  "link.opened": ({ here, isStranger }) => told(guestsIn(here).filter(isStranger), () => "booking.created.guest"),
};

/** To whom a version of a booking is told, and how. */
export function tellingsOf(around: Around, type: Told, event: BookingEvent): Wanted[] {
  const everybody = peopleOf(around);
  const isPromised = event.status !== "pending" && wasConfirmed(around);
  const hears = ({ audience, cameAt: createdAt }: Person) =>
    audience !== "guest" || (isPromised && guestMayBeTold(around, { createdAt }));
  const isStranger = ({ cameAt: createdAt }: Person) => !isVouchedFor(around.events, { createdAt });
  const here = everybody.filter((person) => person.leftAt === null && hears(person));
  const wanted = tellings[type]?.({ event, here, everybody, isStranger, hears }) ?? [];
  return wanted.map(({ key, address }) => ({ key: asTold(key, around, event.party), address }));
}

/** A wish to meet at another time is told to the other side; what became of it, to who had it, or to who was asked. */
export function tellingsOfRequest(
  around: Around,
  type: Told,
  { askedBy }: Pick<RescheduleRequest, "askedBy">,
): Wanted[] {
  const side = askedBy === "invitee" ? "invitee" : "host";
  const other = side === "invitee" ? "host" : "invitee";
  const audience = type === "reschedule_request.declined" ? side : other;
  if (
    type !== "reschedule_request.created" &&
    type !== "reschedule_request.declined" &&
    type !== "reschedule_request.withdrawn"
  )
    return [];
  return peopleOf(around)
    .filter((person) => person.leftAt === null && person.audience === audience)
    .map(({ address }) => ({ key: `${type}.${audience}` as const, address }));
}

const stands = ({ booking }: Around): boolean => booking.status === "pending" || booking.status === "confirmed";

/** Whoever hears of a meeting within an hour of its start, or of what waits for their word of its end, may as well hear nothing. */
export function usefulUntil({ booking }: Pick<Around, "booking">): Instant {
  const { startsAt, decideBy, status } = booking;
  const until = status === "pending" && decideBy !== null ? Math.min(decideBy, startsAt) : startsAt;
  return after(asInstant(until), -hour);
}

/** Whether what a letter tells of is still so at the moment it goes out: what was changed since is told by a letter of its own. */
export function stillTrue(
  key: BookingLetterKey,
  around: Around,
  event: BookingEvent,
  { attendee }: { attendee: { createdAt: Instant; removedAt: Instant | null } },
  now: Instant,
): boolean {
  const { booking } = around;
  const isHere = attendee.removedAt === null;
  const isOver = booking.endsAt <= now;
  const ruled = ruledAs(key);
  const [noun, verb = "", whom] = ruled.split(".");
  if (noun !== "booking") return false;
  if (ruled === "booking.guest_removed.guest" || whom === "host_old") return !isHere && !isOver;
  if (!isHere) return false;
  if (whom === "guest" && !guestMayBeTold(around, attendee)) return false;
  switch (verb) {
    case "created":
    case "confirmed":
      return booking.status === "confirmed" && !isOver;
    case "pending":
      return booking.status === "pending" && !isOver;
    case "declined":
    case "expired":
    case "canceled":
      return booking.status === verb;
    default:
      return stands(around) && booking.sequence === event.sequence && !isOver;
  }
}

/** A wish that was settled since is told as settled; and no wish outlives its meeting. */
export function stillTrueOfRequest(
  key: BookingLetterKey,
  around: Around,
  { status }: Pick<RescheduleRequest, "status">,
  now: Instant,
): boolean {
  const [, verb] = key.split(".");
  const wanted = verb === "created" ? "pending" : verb;
  return status === wanted && stands(around) && around.booking.endsAt > now;
}
