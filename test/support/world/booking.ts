import type { EventType, EventTypeHost, EventTypePool, Question } from "#booking/event-types/tables.ts";
import { noValidation } from "#booking/event-types/rules.ts";
import { schedulingVerbs } from "#booking/links/rules.ts";
import type { Link } from "#booking/links/tables.ts";
import type { Pool, PoolMember } from "#booking/pools/tables.ts";
import type { Id, Kind } from "#kernel/ids.ts";
import { after, day, type Instant } from "#kernel/instant.ts";
import type { PersonKey } from "./company.ts";

/** What the company can be booked for: an event type of each kind, the pool one of them draws from, and a link to one. */
export type Booking = {
  pool: Pool;
  seats: PoolMember[];
  eventTypes: Record<EventType["kind"], EventType>;
  hosts: EventTypeHost[];
  draws: EventTypePool[];
  questions: Question[];
  link: Link;
};

type Recipe = {
  tenantId: Id<"tenant">;
  mint: <K extends Kind>(kind: K) => Id<K>;
  marked: (text: string) => string;
  dates: { createdAt: Instant; updatedAt: Instant; version: number };
  memberOf: (who: PersonKey) => Id<"member">;
};

type Kinds = EventType["kind"];

const offered: Record<Kinds, Partial<EventType> & Pick<EventType, "slug" | "title" | "durations">> = {
  one_on_one: {
    slug: "first-call",
    title: "First call",
    durations: [30],
    noticeMinutes: 120,
    locations: [
      { kind: "video", details: null },
      { kind: "phone", details: null },
    ],
  },
  collective: {
    slug: "panel-interview",
    title: "Panel interview",
    durations: [60],
    incrementMinutes: 30,
    beforeMinutes: 10,
    afterMinutes: 10,
    horizon: { kind: "business_days", days: 20 },
  },
  round_robin: {
    slug: "technical",
    title: "Technical interview",
    durations: [45, 60],
    incrementMinutes: 15,
    limits: [{ per: "day", count: 2, minutes: null }],
    horizon: { kind: "calendar_days", days: 30 },
  },
  group: {
    slug: "open-house",
    title: "Open house",
    durations: [90],
    capacity: 20,
    locations: [{ kind: "on_site", details: "12 Quay Street, Paris" }],
    defaultLocation: "on_site",
  },
};

const hosting: Record<Kinds, PersonKey[]> = {
  one_on_one: ["recruiter"],
  collective: ["berlin", "kolkata"],
  round_robin: [],
  group: ["owner"],
};

export function booking({ tenantId, mint, marked, dates, memberOf }: Recipe): Booking {
  const pool: Pool = {
    tenantId,
    id: mint("pool"),
    name: marked("Backend interviewers"),
    description: marked("Who asks about systems."),
    strategy: "least_recent",
    active: true,
    metadata: {},
    ...dates,
    deletedAt: null,
    deletedBy: null,
  };
  const seat = (who: PersonKey, standing: PoolMember["standing"]): PoolMember => ({
    tenantId,
    poolId: pool.id,
    memberId: memberOf(who),
    standing,
    weight: 1,
    priority: 1,
    startingCount: 0,
    assignedCount: 0,
    lastAssignedAt: null,
    ...dates,
  });
  const kinds = Object.keys(offered) as Kinds[];
  const eventTypes = Object.fromEntries(
    kinds.map((kind) => [kind, eventType(kind, { tenantId, mint, marked, dates, memberOf })]),
  ) as Booking["eventTypes"];
  return {
    pool,
    seats: [seat("berlin", "qualified"), seat("kolkata", "qualified"), seat("vancouver", "trainee")],
    eventTypes,
    hosts: kinds.flatMap((kind) =>
      hosting[kind].map((who, position) => ({
        tenantId,
        eventTypeId: eventTypes[kind].id,
        memberId: memberOf(who),
        position,
        scheduleId: null,
      })),
    ),
    draws: [{ tenantId, eventTypeId: eventTypes.round_robin.id, poolId: pool.id, position: 0 }],
    questions: [
      {
        tenantId,
        id: mint("question"),
        eventTypeId: eventTypes.one_on_one.id,
        position: 0,
        type: "long_text",
        label: marked("What would you like to talk about?"),
        help: null,
        required: false,
        options: [],
        validation: { ...noValidation, max_length: 1_000 },
        createdAt: dates.createdAt,
        updatedAt: dates.updatedAt,
        deletedAt: null,
      },
    ],
    link: {
      tenantId,
      id: mint("link"),
      kind: "scheduling",
      verbs: [...schedulingVerbs],
      keyVersion: 1,
      bookingId: null,
      eventTypeId: eventTypes.round_robin.id,
      memberId: null,
      name: marked("For referrals"),
      maxUses: 5,
      uses: 0,
      startsAfter: null,
      startsBefore: null,
      expiresAt: after(dates.createdAt, 60 * day),
      revokedAt: null,
      revokedBy: null,
      openedAt: null,
      metadata: {},
      createdBy: memberOf("recruiter"),
      ...dates,
    },
  };
}

function eventType(kind: Kinds, { tenantId, mint, marked, dates }: Recipe): EventType {
  const own = offered[kind];
  return {
    tenantId,
    id: mint("event_type"),
    description: marked("An hour well spent."),
    kind,
    capacity: null,
    defaultMinutes: own.durations[0] ?? 30,
    incrementMinutes: null,
    offsetMinutes: 0,
    packed: false,
    beforeMinutes: 0,
    afterMinutes: 0,
    noticeMinutes: 0,
    horizon: null,
    limits: [],
    locations: [{ kind: "video", details: null }],
    defaultLocation: "video",
    confirmationRequired: false,
    cancellation: { allowed: true, cutoff_minutes: 60, reason_required: false },
    rescheduling: { allowed: true, cutoff_minutes: 60, max_times: 3, reason_required: false },
    hidden: false,
    active: true,
    publicPage: true,
    branding: { colour: null, logo_url: null },
    timeZone: null,
    metadata: {},
    ...dates,
    deletedAt: null,
    deletedBy: null,
    ...own,
    title: marked(own.title),
  };
}
