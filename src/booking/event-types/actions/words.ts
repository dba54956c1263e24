import type { Id } from "#kernel/ids.ts";
import type { Instant } from "#kernel/instant.ts";
import type { People, QuestionWords } from "../rules.ts";
import type { EventTypeWhole } from "../store.ts";
import type {
  BrandingWords,
  CancellationWords,
  EventType,
  EventTypeHost,
  EventTypePool,
  HorizonWords,
  LimitWords,
  LocationWords,
  Question,
  ReschedulingWords,
} from "../tables.ts";

type Patch<T> = { [K in keyof T]?: T[K] | undefined };

/** What making and changing an event type have in common. */
export type RecipeWords = Patch<{
  slug: string;
  title: string;
  kind: EventType["kind"];
  description: string | null;
  capacity: number | null;
  durations: number[];
  default_duration: number;
  increment_minutes: number | null;
  offset_minutes: number;
  packed: boolean;
  buffer_before_minutes: number;
  buffer_after_minutes: number;
  notice_minutes: number;
  horizon: HorizonWords | null;
  limits: LimitWords[];
  locations: LocationWords[];
  default_location: LocationWords["kind"];
  confirmation_required: boolean;
  cancellation: Patch<CancellationWords>;
  rescheduling: Patch<ReschedulingWords>;
  hidden: boolean;
  active: boolean;
  public_page: boolean;
  branding: Patch<BrandingWords>;
  time_zone: string | null;
}>;

const or = <T>(named: T | undefined, standing: T): T => (named === undefined ? standing : named);

function merged<T extends object>(standing: T, patch: Patch<T> | undefined): T {
  const named = Object.entries(patch ?? {}).filter(([, value]) => value !== undefined);
  return { ...standing, ...Object.fromEntries(named) };
}

/** The named fields over those that stand. */
export function recipeOf(standing: EventType, words: RecipeWords): EventType {
  return {
    ...standing,
    slug: or(words.slug, standing.slug),
    title: or(words.title, standing.title),
    kind: or(words.kind, standing.kind),
    description: or(words.description, standing.description),
    capacity: or(words.capacity, standing.capacity),
    durations: or(words.durations, standing.durations),
    defaultMinutes: or(words.default_duration, standing.defaultMinutes),
    incrementMinutes: or(words.increment_minutes, standing.incrementMinutes),
    offsetMinutes: or(words.offset_minutes, standing.offsetMinutes),
    packed: or(words.packed, standing.packed),
    beforeMinutes: or(words.buffer_before_minutes, standing.beforeMinutes),
    afterMinutes: or(words.buffer_after_minutes, standing.afterMinutes),
    noticeMinutes: or(words.notice_minutes, standing.noticeMinutes),
    horizon: or(words.horizon, standing.horizon),
    limits: or(words.limits, standing.limits),
    locations: or(words.locations, standing.locations),
    defaultLocation: or(words.default_location, standing.defaultLocation),
    confirmationRequired: or(words.confirmation_required, standing.confirmationRequired),
    cancellation: merged(standing.cancellation, words.cancellation),
    rescheduling: merged(standing.rescheduling, words.rescheduling),
    hidden: or(words.hidden, standing.hidden),
    active: or(words.active, standing.active),
    publicPage: or(words.public_page, standing.publicPage),
    branding: merged(standing.branding, words.branding),
    timeZone: or(words.time_zone, standing.timeZone),
  };
}

/** An event type by its column names alone: what is told of it, and written to its row. */
export function rowOf(eventType: EventTypeWhole): EventType {
  const { hosts: _, pools: __, questions: ___, ...row } = eventType;
  return row;
}

type Owner = Pick<EventType, "tenantId" | "id">;

export const hostRows = ({ tenantId, id }: Owner, { hosts }: People): EventTypeHost[] =>
  hosts.map((host, position) => ({
    tenantId,
    eventTypeId: id,
    memberId: host.member_id,
    position,
    scheduleId: host.schedule_id,
  }));

export const poolRows = ({ tenantId, id }: Owner, { pools }: People): EventTypePool[] =>
  pools.map((poolId, position) => ({ tenantId, eventTypeId: id, poolId, position }));

/** The people of an event type in the words of a request. */
export const peopleOf = ({ hosts, pools }: EventTypeWhole): People => ({
  hosts: hosts.map((host) => ({ member_id: host.memberId, schedule_id: host.scheduleId })),
  pools: pools.map((pool) => pool.poolId),
});

/** Questions as rows; one that is known keeps its id and the day it was first asked. */
export function questionRows(
  { tenantId, id }: Owner,
  words: readonly QuestionWords[],
  known: readonly Question[],
  fresh: { newId: (kind: "question") => Id<"question">; now: Instant },
): Question[] {
  const before = new Map(known.map((question) => [question.id, question]));
  return words.map((said, position) => ({
    tenantId,
    eventTypeId: id,
    position,
    type: said.type,
    label: said.label,
    help: said.help,
    required: said.required,
    options: said.options,
    validation: said.validation,
    id: said.id ?? fresh.newId("question"),
    createdAt: (said.id && before.get(said.id)?.createdAt) ?? fresh.now,
    updatedAt: fresh.now,
    deletedAt: null,
  }));
}
