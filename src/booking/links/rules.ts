import type { Booking } from "#booking/bookings/tables.ts";
import type { CancellationWords, EventType, ReschedulingWords } from "#booking/event-types/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, day, type Instant, minute } from "#kernel/instant.ts";
import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Link, Verb } from "./tables.ts";

export type LinkCode =
  | "link.unknown"
  | "link.over"
  | "link.verb_missing"
  | "link.event_type_missing"
  | "scheduling_link.unknown"
  | "scheduling_link.revoked"
  | "scheduling_link.aim_missing"
  | "scheduling_link.event_type_unknown"
  | "scheduling_link.event_type_inactive"
  | "scheduling_link.member_unknown"
  | "scheduling_link.member_not_host"
  | "scheduling_link.nothing_to_book"
  | "scheduling_link.window_unfit"
  | "scheduling_link.expiry_unfit";

type LinkFault = Fault & { code: LinkCode };

export const standings = ["good", "expired", "revoked", "used"] as const;
export type Standing = (typeof standings)[number];

/** What a link is at a moment. What was taken back stays so, and what is used up is not merely late. */
export function standingOf(link: Pick<Link, "revokedAt" | "maxUses" | "uses" | "expiresAt">, now: Instant): Standing {
  if (link.revokedAt !== null) return "revoked";
  if (link.maxUses !== null && link.uses >= link.maxUses) return "used";
  return link.expiresAt <= now ? "expired" : "good";
}

/**
 * A good link, printed with its newest key, leads into a company that is open. What was ours and is over says so; whatever a closed
 * company ever printed is as unknown as what nobody did.
 */
export function opened(
  link: Link | undefined,
  version: number | undefined,
  isOpen: boolean,
  now: Instant,
): Outcome<Link, LinkCode> {
  if (link === undefined || version === undefined || !isOpen) return refuse("link.unknown");
  const good = standingOf(link, now) === "good" && version === link.keyVersion;
  return good ? done(link) : refuse("link.over");
}

/** A link lets its bearer do what stands on it, and nothing more. */
export const lets = ({ verbs }: Pick<Link, "verbs">, verb: Verb): Outcome<true, LinkCode> =>
  verbs.includes(verb) ? done(true) : refuse("link.verb_missing", { verb });

/** What slots are for: an offer is booked, a booking is moved. */
export const verbOfSlots = ({ kind }: Pick<Link, "kind">): Verb => (kind === "scheduling" ? "book" : "reschedule");

type House = { status: "active" | "suspended" | "demo"; deletedAt: Instant | null; demoEndsAt: Instant | null };

/** A company that strangers may deal with. */
export function isOpenHouse({ status, deletedAt, demoEndsAt }: House, now: Instant): boolean {
  const demoOver = status === "demo" && demoEndsAt !== null && demoEndsAt <= now;
  return deletedAt === null && status !== "suspended" && !demoOver;
}

export const bookingVerbs: readonly Verb[] = ["view", "reschedule", "cancel", "upload"];
export const schedulingVerbs: readonly Verb[] = ["view", "book"];
/** Once a booking is canceled, its links only show it. */
export const verbsOfEnded: readonly Verb[] = ["view"];

const daysAfterMeeting = 30;

/** A booking's link outlives the meeting by a month. */
export const expiryOfBookingLink = (endsAt: Instant): Instant => after(endsAt, daysAfterMeeting * day);

export const defaultDays = 30;
export const longestDays = 365;

export type Policies = { cancellation: CancellationWords; rescheduling: ReschedulingWords };
export type VerbLeft = { verb: Verb; until: Instant };

/** Where no event type says otherwise, an invitee may. */
export const freely: Policies = {
  cancellation: { allowed: true, cutoff_minutes: 0, reason_required: false },
  rescheduling: { allowed: true, cutoff_minutes: 0, max_times: null, reason_required: false },
};

/**
 * What an invitee may still do with their booking, and until when: what the link lets them, while policy and status do. Who is
 * asked to move it may, whatever the policy.
 */
export function verbsLeft(
  link: Pick<Link, "verbs" | "expiresAt">,
  booking: Pick<Booking, "status" | "startsAt" | "rescheduledCount">,
  { cancellation, rescheduling }: Policies,
  now: Instant,
  isAsked = false,
): VerbLeft[] {
  const { max_times: most } = rescheduling;
  const movedEnough = most !== null && booking.rescheduledCount >= most;
  const alone = movedEnough ? null : lastMoment(booking, rescheduling);
  const movable = isAsked && stands(booking) ? booking.startsAt : alone;
  const until: Record<Verb, Instant | null> = {
    view: link.expiresAt,
    upload: stands(booking) ? link.expiresAt : null,
    cancel: lastMoment(booking, cancellation),
    reschedule: booking.startsAt <= now ? null : movable,
    book: null,
  };
  return link.verbs.flatMap((verb) => {
    const moment = until[verb] === null ? null : asInstant(Math.min(until[verb], link.expiresAt));
    return moment === null || moment < now ? [] : [{ verb, until: moment }];
  });
}

export const stands = ({ status }: Pick<Booking, "status">): boolean => status === "pending" || status === "confirmed";

function lastMoment(
  booking: Pick<Booking, "status" | "startsAt">,
  { allowed, cutoff_minutes: cutoff }: CancellationWords,
): Instant | null {
  return allowed && stands(booking) ? asInstant(booking.startsAt - cutoff * minute) : null;
}

/** What a link is to be for, as far as the request says it. */
export type Aim = Pick<Link, "eventTypeId" | "memberId">;

/** What is known of what a link is aimed at; undefined where it is not here. */
export type Aimed = {
  eventType: Pick<EventType, "active"> | undefined;
  /** Whether the member is here. */
  member: boolean;
  /** Whether the member is one of the event type's hosts, or can be sent by one of its pools. */
  hosts: boolean;
  /** Whether the member gives an active event type alone. */
  hasOwnType: boolean;
};

/** A link is for an event type, for a member, or for both where that member can host it; and there is something to book. */
export function faultsOfAim({ eventTypeId, memberId }: Aim, known: Aimed): LinkFault[] {
  if (eventTypeId === null && memberId === null)
    return [{ pointer: "/event_type_id", code: "scheduling_link.aim_missing" }];
  const faults: LinkFault[] = [];
  if (eventTypeId !== null && known.eventType === undefined)
    faults.push({ pointer: "/event_type_id", code: "scheduling_link.event_type_unknown" });
  else if (eventTypeId !== null && known.eventType?.active === false)
    faults.push({ pointer: "/event_type_id", code: "scheduling_link.event_type_inactive" });
  if (memberId !== null && !known.member)
    faults.push({ pointer: "/member_id", code: "scheduling_link.member_unknown" });
  if (faults.length > 0 || memberId === null) return faults;
  if (eventTypeId === null)
    return known.hasOwnType ? [] : [{ pointer: "/member_id", code: "scheduling_link.nothing_to_book" }];
  return known.hosts ? [] : [{ pointer: "/member_id", code: "scheduling_link.member_not_host" }];
}

/** A window ends after it begins, and not before now. */
export function faultsOfWindow(
  { startsAfter, startsBefore }: Pick<Link, "startsAfter" | "startsBefore">,
  now: Instant,
) {
  const fits = startsBefore === null || startsBefore > Math.max(startsAfter ?? now, now);
  const fault: LinkFault = { pointer: "/starts_before", code: "scheduling_link.window_unfit" };
  return fits ? [] : [fault];
}

/** A link ends some time, and within a year. */
export function faultsOfExpiry(expiresAt: Instant, now: Instant): LinkFault[] {
  const fits = expiresAt > now && expiresAt <= after(now, longestDays * day);
  return fits ? [] : [{ pointer: "/expires_at", code: "scheduling_link.expiry_unfit" }];
}

/** All faults at once, the first of them giving the refusal its name. */
export function judged(faults: readonly LinkFault[]): Outcome<true, LinkCode> {
  const [first] = faults;
  return first === undefined ? done(true) : refuse(first.code, { errors: faults });
}

/** What was taken back stays so. */
export const stillTheirs = (link: Pick<Link, "revokedAt">): Outcome<true, LinkCode> =>
  link.revokedAt === null ? done(true) : refuse("scheduling_link.revoked");

type Offered = Pick<EventType, "id" | "kind" | "active">;

/** Whether a link offers this event type: the one it names, or any that its member gives alone. */
export function offers(aim: Aim, eventType: Offered, fixed: readonly Id<"member">[]): boolean {
  if (!eventType.active) return false;
  if (aim.eventTypeId !== null) return eventType.id === aim.eventTypeId;
  return eventType.kind === "one_on_one" && aim.memberId !== null && fixed.includes(aim.memberId);
}
