import type { Attendee, Booking, BookingEvent } from "#booking/bookings/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, day, type Instant, minute } from "#kernel/instant.ts";
import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Scope } from "#platform/scope.ts";
import type { ActionWords, ConditionWords, Workflow } from "./tables.ts";

export type WorkflowCode =
  | "workflow.unknown"
  | "workflow.too_many"
  | "workflow.offset_out_of_range"
  | "workflow.action_twice"
  | "workflow.address_unfit"
  | "workflow.text_missing"
  | "workflow.letter_unknown"
  | "workflow.recipient_unfit"
  | "workflow.condition_unknown"
  | "workflow.webhook_unknown"
  | "workflow.loop";

export type Trigger = Workflow["trigger"];

export const maxWorkflows = 50;
export const maxActions = 10;
/** Thirty days. */
export const maxOffset = 43_200;
/** Nearer to the start, a tick that comes a little late would find that a third of the time is gone. */
export const minBeforeStart = 5;

/** Of what happens to a booking and is told as a fact; the others are moments that its times make. */
export const isMoment = (trigger: Trigger): trigger is "before_start" | "after_end" | "feedback_due" =>
  trigger === "before_start" || trigger === "after_end" || trigger === "feedback_due";

/** What a booking must be for what was planned to make sense still. */
const statusesFor: Readonly<Record<Trigger, readonly Booking["status"][]>> = {
  "booking.created": ["pending", "confirmed"],
  "booking.confirmed": ["confirmed"],
  "booking.declined": ["declined"],
  "booking.canceled": ["canceled"],
  "booking.rescheduled": ["pending", "confirmed"],
  "booking.no_show": ["no_show"],
  "booking.completed": ["completed"],
  before_start: ["confirmed"],
  after_end: ["confirmed", "completed"],
  feedback_due: ["confirmed", "completed"],
};

export const statusesOf = (trigger: Trigger): readonly Booking["status"][] => statusesFor[trigger];

/** The triggers of which a booking that stands so has outlived what was planned. */
export const outlived = (status: Booking["status"]): Trigger[] =>
  // The keys of the table above are the triggers.
  (Object.keys(statusesFor) as Trigger[]).filter((trigger) => !statusesFor[trigger].includes(status));

/** What gives a booking another time: whatever was planned for the time before is void. */
export const movingEvents = ["rescheduled", "wall_time_kept"] as const;

/** The version that gave the booking the time it has. */
export const timedAt = (events: readonly Pick<BookingEvent, "version" | "type">[]): number =>
  Math.max(
    1,
    ...events.filter(({ type }) => (movingEvents as readonly string[]).includes(type)).map(({ version }) => version),
  );

export type Times = { baseAt: Instant; dueAt: Instant; usefulUntil: Instant };

/** Whoever is told of a start later than a third of the time before it is told in vain; of anything else, a day later. */
export function timesOf(
  { trigger, offsetMinutes }: Pick<Workflow, "trigger" | "offsetMinutes">,
  booking: Pick<Booking, "startsAt" | "endsAt">,
  factAt: Instant,
): Times {
  const offset = offsetMinutes * minute;
  if (trigger === "before_start") {
    const { startsAt } = booking;
    return { baseAt: startsAt, dueAt: after(startsAt, -offset), usefulUntil: after(startsAt, -offset / 3) };
  }
  const baseAt = isMoment(trigger) ? booking.endsAt : factAt;
  return { baseAt, dueAt: after(baseAt, offset), usefulUntil: after(baseAt, offset + day) };
}

/** What an action is known by in its workflow: what goes by which way to whom. */
export function keyOf(action: ActionWords): string {
  if (action.channel === "webhook") return `webhook:${action.webhook_id}`;
  if (action.channel === "mail" && action.to === "address") return `mail:${action.address}`;
  return `${action.channel}:${action.to}`;
}

/** Everybody an action is for, among those who are in the booking now. */
export function recipientsOf(
  action: ActionWords,
  people: readonly Pick<Attendee, "id" | "role" | "memberId">[],
): string[] {
  if (action.channel === "webhook") return [action.webhook_id];
  if (action.channel === "mail" && action.to === "address") return action.address === null ? [] : [action.address];
  const { to } = action;
  if (to === "hosts")
    return people.flatMap(({ role, memberId }) => (role === "host" && memberId !== null ? [memberId] : []));
  const role = to === "guests" ? "guest" : "invitee";
  return people.filter((one) => one.role === role).map(({ id }) => id);
}

/** What is asked of a booking before a workflow acts. */
export type Bearings = { eventTypeId: Id<"event_type"> | null; kind: Booking["kind"]; teams: ReadonlySet<string> };

export const conditions = ["event_type_ids", "kinds", "team_ids"] as const;

/** The conditions that a booking does not meet; each leaves out nothing where it names nothing. */
export function unmet(
  { event_type_ids, kinds, team_ids }: ConditionWords,
  of: Bearings,
): (typeof conditions)[number][] {
  const isMet = {
    event_type_ids: event_type_ids.length === 0 || (of.eventTypeId !== null && event_type_ids.includes(of.eventTypeId)),
    kinds: kinds.length === 0 || kinds.includes(of.kind),
    team_ids: team_ids.length === 0 || team_ids.some((id) => of.teams.has(id)),
  };
  return conditions.filter((name) => !isMet[name]);
}

/** The letter that says it where an action has no words of its own: what comes before a start has one, and what asks for a card. */
export function letterOf(action: ActionWords, trigger: Trigger): string | null {
  if (action.channel === "webhook") return null;
  if (action.channel !== "sms" && action.letter !== null) return action.letter;
  if (trigger === "feedback_due") return action.channel === "sms" ? null : feedbackLetter;
  if (trigger !== "before_start" || action.to === "address") return null;
  return `reminder.${audienceOf(action)}`;
}

/** What asks somebody of a panel for their card. */
export const feedbackLetter = "reminder.feedback_due.host";

/** As whom its reader is spoken to. */
export function audienceOf(action: ActionWords): "invitee" | "host" | "guest" {
  if (action.channel === "webhook" || action.to === "hosts") return "host";
  return action.to === "invitee" ? "invitee" : "guest";
}

export function fitOffset(trigger: Trigger, offset: number): Outcome<true, WorkflowCode> {
  const min = trigger === "before_start" ? minBeforeStart : 0;
  return offset >= min && offset <= maxOffset
    ? done(true)
    : refuse("workflow.offset_out_of_range", { pointer: "/offset_minutes", min, max: maxOffset });
}

/** What is around the actions of a workflow: endpoints by id, letters by key with whom each speaks to, and names of our own. */
export type Surroundings = {
  endpoints: ReadonlyMap<string, string>;
  letters: ReadonlyMap<string, string>;
  ours: string;
};

/**
 * Whether actions can be carried out. None of them can set off a workflow: they write reminders, lines of the ledger, notes and the
 * fact `reminder.fell_due`, and no trigger is any of these. The one way back would be a request to ourselves, so none is made.
 */
export function fitActions(
  trigger: Trigger,
  actions: readonly ActionWords[],
  around: Surroundings,
): Outcome<true, WorkflowCode> {
  const keys = actions.map(keyOf);
  const errors = actions.flatMap((action, place): Fault[] => {
    const at = `/actions/${place}`;
    const twice = keys.indexOf(keyOf(action)) < place;
    return [
      ...(twice ? [{ pointer: at, code: "workflow.action_twice" }] : []),
      ...faultsOfRecipient(action, trigger, at),
      ...faultsOfEndpoint(action, at, around),
      ...faultsOfWords(action, trigger, at, around),
    ];
  });
  const [first] = errors;
  // Each line above carries one of our own codes.
  return first === undefined ? done(true) : refuse(first.code as WorkflowCode, { errors });
}

/** A card is asked of whoever owes it, and nobody else hears whose is missing. */
const faultsOfRecipient = (action: ActionWords, trigger: Trigger, at: string): Fault[] =>
  trigger === "feedback_due" && (action.channel === "webhook" || action.channel === "sms" || action.to !== "hosts")
    ? [
        {
          pointer: "to" in action && action.channel !== "sms" ? `${at}/to` : `${at}/channel`,
          code: "workflow.recipient_unfit",
        },
      ]
    : [];

function faultsOfEndpoint(action: ActionWords, at: string, { endpoints, ours }: Surroundings): Fault[] {
  if (!("webhook_id" in action)) return [];
  const url = endpoints.get(action.webhook_id);
  const pointer = `${at}/webhook_id`;
  if (url === undefined) return [{ pointer, code: "workflow.webhook_unknown" }];
  return leadsBack(url, ours) ? [{ pointer, code: "workflow.loop" }] : [];
}

/** Whether somebody who writes there writes to us. */
export const leadsBack = (url: string, ours: string): boolean => new URL(url).host === new URL(ours).host;

function faultsOfWords(action: ActionWords, trigger: Trigger, at: string, { letters }: Surroundings): Fault[] {
  if (action.channel === "webhook") return [];
  const faults: Fault[] = [];
  if (action.channel === "mail" && (action.to === "address") !== (action.address !== null))
    faults.push({ pointer: `${at}/address`, code: "workflow.address_unfit" });
  const isOfTrigger = (letter: string) => (letter === feedbackLetter) === (trigger === "feedback_due");
  if (
    action.channel !== "sms" &&
    action.letter !== null &&
    (letters.get(action.letter) !== audienceOf(action) || !isOfTrigger(action.letter))
  )
    faults.push({ pointer: `${at}/letter`, code: "workflow.letter_unknown" });
  if (action.text === null && letterOf(action, trigger) === null)
    faults.push({ pointer: `${at}/text`, code: "workflow.text_missing" });
  if (action.channel === "mail" && action.text !== null && action.text.subject === null)
    faults.push({ pointer: `${at}/text/subject`, code: "workflow.text_missing" });
  return faults;
}

export const toInvitee: ActionWords = { channel: "mail", to: "invitee", address: null, letter: null, text: null };
const toPanel: readonly ActionWords[] = [
  { channel: "mail", to: "hosts", address: null, letter: null, text: null },
  { channel: "in_app", to: "hosts", letter: null, text: null },
];

/**
 * What every company begins with, and may change, switch off or delete: the invitee hears of the start a day and an hour before, and
 * whoever owes a card of an interview is asked for it from an hour after its end on.
 */
export const builtIns = [
  {
    key: "day_before",
    name: "A day before, to the invitee",
    trigger: "before_start",
    offsetMinutes: 24 * 60,
    actions: [toInvitee],
  },
  {
    key: "hour_before",
    name: "An hour before, to the invitee",
    trigger: "before_start",
    offsetMinutes: 60,
    actions: [toInvitee],
  },
  {
    key: "feedback_due",
    name: "After an interview, to whoever owes a scorecard",
    trigger: "feedback_due",
    offsetMinutes: 60,
    actions: toPanel,
  },
] as const satisfies readonly (Pick<Workflow, "name" | "trigger" | "offsetMinutes" | "actions"> & { key: string })[];

export const everything: ConditionWords = { event_type_ids: [], team_ids: [], kinds: [] };

/** Those as a company gets them, but for those it has had. */
export const builtInRows = (
  { tenant, newId, now }: Pick<Scope, "tenant" | "newId" | "now">,
  had: ReadonlySet<string | null>,
): Workflow[] =>
  builtIns
    .filter(({ key }) => !had.has(key))
    .map(({ key, ...words }) => ({
      ...words,
      tenantId: tenant.id,
      id: newId("workflow"),
      builtIn: key,
      conditions: everything,
      active: true,
      metadata: {},
      createdBy: "system",
      createdAt: now,
      updatedAt: now,
      version: 1,
      deletedAt: null,
      deletedBy: null,
    }));

/** After a try that certainly sent nothing: 1, 2, 4, 8 … minutes. */
export const backoff = (attempt: number, now: Instant): Instant =>
  asInstant(now + 2 ** Math.min(attempt - 1, 6) * minute);
