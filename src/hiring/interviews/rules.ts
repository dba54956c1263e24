import type { Application } from "#hiring/applications/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, type Instant, minute, toWire } from "#kernel/instant.ts";
import { done, type Fault, type Outcome, refuse } from "#kernel/outcome.ts";
import { type cardDuties, type Interview, panelRoles, type Participant } from "./tables.ts";

export type InterviewCode =
  | "interview.unknown"
  | "interview.wrong_state"
  | "interview.not_yours"
  | "interview.aim_missing"
  | "interview.candidate_unknown"
  | "interview.candidate_missing"
  | "interview.candidate_other"
  | "interview.application_unknown"
  | "interview.application_closed"
  | "interview.job_unknown"
  | "interview.job_other"
  | "interview.stage_unknown"
  | "interview.stage_without_event_type"
  | "interview.event_type_unknown"
  | "interview.event_type_missing"
  | "interview.form_unknown"
  | "interview.member_unknown"
  | "interview.replaced_unknown"
  | "interview.person_twice"
  | "interview.lead_twice"
  | "interview.role_unfit"
  | "participant.unknown"
  | "interview.last_host"
  | "interview.panel_unfit"
  | "interview.panel_not_held"
  | "interview.windows_unfit"
  | "interview.too_early"
  | "interview.times_reversed"
  | "interview.for_many"
  | "interview.not_for_many"
  | "interview.invited_already";

export type InterviewFault = Fault & { code: InterviewCode };

export const states = [
  "pending_schedule",
  "held",
  "confirmed",
  "in_progress",
  "completed",
  "canceled",
  "no_show",
] as const;
export type State = (typeof states)[number];

type Told = Pick<Interview, "canceledAt" | "bookingStatus" | "actualStart" | "actualEnd">;

/** How a booking ends without its meeting. */
export const endedWithout: readonly Interview["bookingStatus"][] = ["canceled", "declined", "expired"];

/** What an interview is: what is said of it, and what its booking says of its time, which nobody says twice. */
export function stateOf({ canceledAt, bookingStatus, actualStart, actualEnd }: Told): State {
  if (canceledAt !== null || endedWithout.includes(bookingStatus)) return "canceled";
  if (bookingStatus === "no_show") return "no_show";
  if (bookingStatus === "completed" || actualEnd !== null) return "completed";
  if (actualStart !== null) return "in_progress";
  if (bookingStatus === null) return "pending_schedule";
  return bookingStatus === "pending" ? "held" : "confirmed";
}

export const verbs = [
  "change",
  "replan",
  "schedule",
  "offer",
  "ask",
  "reschedule",
  "cancel",
  "start",
  "end",
  "no_show",
  "seat",
  "respond",
] as const;
export type Verb = (typeof verbs)[number];

/** In which states what can be done to an interview. */
const ways: Readonly<Record<Verb, readonly State[]>> = {
  change: ["pending_schedule", "held", "confirmed", "in_progress", "completed", "no_show"],
  // What is booked, and for how long, is settled with its time.
  replan: ["pending_schedule"],
  schedule: ["pending_schedule"],
  offer: ["pending_schedule"],
  ask: ["pending_schedule"],
  reschedule: ["held", "confirmed"],
  cancel: ["pending_schedule", "held", "confirmed"],
  start: ["confirmed"],
  end: ["in_progress", "completed"],
  no_show: ["confirmed", "in_progress", "completed"],
  seat: ["pending_schedule", "held", "confirmed", "in_progress"],
  respond: ["pending_schedule", "held", "confirmed"],
};

/** Whether that may be done to it as it is. */
export function may(interview: Told, verb: Verb): Outcome<State, InterviewCode> {
  const state = stateOf(interview);
  // Not `status`: in a problem document that word is the answer's own.
  return ways[verb].includes(state) ? done(state) : refuse("interview.wrong_state", { interview_status: state });
}

/** One conversation has a time; an offer to many has none of its own. */
export const isForOne = ({ audience }: Pick<Interview, "audience">): Outcome<true, InterviewCode> =>
  audience === "one" ? done(true) : refuse("interview.for_many");

export type Role = (typeof panelRoles)[number];
export type MemberRole = Exclude<Role, "candidate">;
type Card = (typeof cardDuties)[number];

export const memberRoles = ["lead", "panelist", "shadow", "reverse_shadow", "observer", "coordinator"] as const;

/** A panel as it is read: the candidate, who leads, who asks, who learns, who looks on. */
export const inOrder = (people: readonly Participant[]): Participant[] =>
  people.toSorted(
    (a, b) =>
      panelRoles.indexOf(a.role) - panelRoles.indexOf(b.role) || a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1),
  );

/** Whose time an interview takes: whoever talks or learns in it. Who looks in or organises it comes if they can. */
export const takesTime = (role: Role): boolean =>
  role === "lead" || role === "panelist" || role === "shadow" || role === "reverse_shadow";

/** Of whom a card is asked where nobody says otherwise: whoever judges; a shadow learns, and may. */
export function cardOf(role: Role): Card {
  if (role === "lead" || role === "panelist" || role === "reverse_shadow") return "required";
  return role === "shadow" ? "optional" : "none";
}

/** Whose time an interview asks for by name. */
export const namedIn = (people: readonly Pick<Participant, "memberId" | "role">[]): Id<"member">[] =>
  people.flatMap(({ memberId, role }) => (memberId !== null && takesTime(role) ? [memberId] : []));

export type Seat = { member_id: Id<"member">; role: MemberRole };

/** Everybody is there once, and one leads. `here`: who is in it already. */
export function faultsOfPanel(
  seats: readonly Seat[],
  here: readonly Pick<Participant, "memberId" | "role">[] = [],
  at = "/participants",
): InterviewFault[] {
  const people = new Set<string>(here.flatMap(({ memberId }) => memberId ?? []));
  let led = here.some(({ role }) => role === "lead");
  const faults: InterviewFault[] = [];
  for (const [place, { member_id, role }] of seats.entries()) {
    if (people.has(member_id)) faults.push({ pointer: `${at}/${place}/member_id`, code: "interview.person_twice" });
    if (role === "lead" && led) faults.push({ pointer: `${at}/${place}/role`, code: "interview.lead_twice" });
    people.add(member_id);
    led ||= role === "lead";
  }
  return faults;
}

/** What was mentioned, and what is known of it; undefined where it is not here. */
export type Mentioned = {
  candidate: { id: string } | undefined;
  application: Pick<Application, "candidateId" | "jobId" | "stageId" | "status" | "recruiterId"> | undefined;
  job: { id: string } | undefined;
  stage: { id: string; jobId: string } | undefined;
  eventType: { id: string } | undefined;
  form: { id: string } | undefined;
  replaced: { id: string } | undefined;
  /** The members who are here. */
  members: ReadonlySet<string>;
};

export type Mentions = Pick<
  Interview,
  "candidateId" | "applicationId" | "jobId" | "stageId" | "eventTypeId" | "formId" | "organizerId" | "replacesId"
> & { seats: readonly Seat[] };

/** Whatever is named is here, and belongs together. */
export function faultsOfMentions(said: Mentions, known: Mentioned): InterviewFault[] {
  const faults: InterviewFault[] = [];
  const need = (is: boolean, pointer: string, code: InterviewCode) => {
    if (!is) faults.push({ pointer, code });
  };
  const { application } = known;
  if (said.candidateId !== null) need(known.candidate !== undefined, "/candidate_id", "interview.candidate_unknown");
  if (said.applicationId !== null) need(application !== undefined, "/application_id", "interview.application_unknown");
  if (said.jobId !== null) need(known.job !== undefined, "/job_id", "interview.job_unknown");
  if (said.stageId !== null) need(known.stage !== undefined, "/stage_id", "interview.stage_unknown");
  if (said.eventTypeId !== null) need(known.eventType !== undefined, "/event_type_id", "interview.event_type_unknown");
  if (said.formId !== null) need(known.form !== undefined, "/form_id", "interview.form_unknown");
  if (said.replacesId !== null) need(known.replaced !== undefined, "/replaces_id", "interview.replaced_unknown");
  if (said.organizerId !== null) need(known.members.has(said.organizerId), "/organizer_id", "interview.member_unknown");
  for (const [place, { member_id }] of said.seats.entries())
    need(known.members.has(member_id), `/participants/${place}/member_id`, "interview.member_unknown");
  if (application !== undefined) {
    need(application.status === "active", "/application_id", "interview.application_closed");
    need(
      said.candidateId === null || said.candidateId === application.candidateId,
      "/candidate_id",
      "interview.candidate_other",
    );
    need(said.jobId === null || said.jobId === application.jobId, "/job_id", "interview.job_other");
  }
  const job = application?.jobId ?? said.jobId;
  if (known.stage !== undefined) need(known.stage.jobId === job, "/stage_id", "interview.stage_unknown");
  return faults;
}

/** All faults at once, the first of them giving the refusal its name. */
export function judged(faults: readonly InterviewFault[]): Outcome<true, InterviewCode> {
  const [first] = faults;
  return first === undefined ? done(true) : refuse(first.code, { errors: faults });
}

/** People begin early by minutes, not by hours. */
const earlyMinutes = 15;

/** An interview has begun as soon as somebody says so, or its hour has come. */
export const hasBegun = (interview: Told & Pick<Interview, "startsAt">, now: Instant): boolean => {
  const state = stateOf(interview);
  if (state === "in_progress" || state === "completed" || state === "no_show") return true;
  return state === "confirmed" && interview.startsAt !== null && interview.startsAt <= now;
};

export function mayStart(
  interview: Told & Pick<Interview, "startsAt">,
  at: Instant,
  now: Instant,
): Outcome<State, InterviewCode> {
  const state = may(interview, "start");
  if (!state.ok) return state;
  if (at > now) return refuse("interview.too_early", { pointer: "/at" });
  const from = interview.startsAt === null ? null : after(interview.startsAt, -earlyMinutes * minute);
  return from === null || at >= from ? state : refuse("interview.too_early", { possible_from: toWire(from) });
}

export function mayEnd(
  { actualStart, actualEnd, ...told }: Told,
  at: Instant,
  now: Instant,
): Outcome<State, InterviewCode> {
  const state = may({ ...told, actualStart, actualEnd }, "end");
  if (!state.ok) return state;
  // What was never begun, or has ended already, does not end now.
  if (actualStart === null || actualEnd !== null)
    return refuse("interview.wrong_state", { interview_status: state.value });
  if (at > now) return refuse("interview.too_early", { pointer: "/at" });
  return at > actualStart ? state : refuse("interview.times_reversed", { pointer: "/at" });
}

export type Window = { from: Instant; to: Instant };

/** Each ends after it begins, and not before now. */
export const faultsOfWindows = (windows: readonly Window[], now: Instant): InterviewFault[] =>
  windows.flatMap(({ from, to }, place): InterviewFault[] =>
    to > from && to > now ? [] : [{ pointer: `/windows/${place}/to`, code: "interview.windows_unfit" }],
  );

export const inviteeStates = ["pending", "accepted", "completed", "canceled", "no_show"] as const;

/** How far somebody is who was sent a link: it waits for them, they have chosen a time, they have been there. */
export function inviteeStateOf(interview: Told): (typeof inviteeStates)[number] {
  const state = stateOf(interview);
  if (state === "pending_schedule") return "pending";
  return state === "held" || state === "confirmed" || state === "in_progress" ? "accepted" : state;
}
