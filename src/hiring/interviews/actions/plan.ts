// Interviews as they are planned: who is to talk to whom about what. When, is another matter.
import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { type Outcome, refuse } from "#kernel/outcome.ts";
import { seen } from "#kernel/version.ts";
import { commit } from "#platform/commit.ts";
import type { Scope } from "#platform/scope.ts";
import { faultsOfMentions, faultsOfPanel, inOrder, judged, may } from "../rules.ts";
import * as around from "../mentioned.ts";
import * as store from "../store.ts";
import type { Interview, Participant } from "../tables.ts";
import { blank, candidateSeat, memberSeat, nextOf, rowOf, type SeatWords, told } from "./rows.ts";

export type PlanWords = {
  audience: Interview["audience"];
  candidate_id: Id<"candidate"> | null;
  application_id: Id<"application"> | null;
  job_id: Id<"job"> | null;
  stage_id: Id<"stage"> | null;
  event_type_id: Id<"event_type"> | null;
  form_id: Id<"scorecard_form"> | null;
  organizer_id?: Id<"member"> | null | undefined;
  replaces_id: Id<"interview"> | null;
  mode: Interview["mode"];
  title: string;
  description: string | null;
  time_zone?: string | undefined;
  minutes: number | null;
  location: string | null;
  participants: readonly SeatWords[];
  external_id: string | null;
  metadata: Record<string, string>;
};

export async function create(scope: Scope, words: PlanWords): Promise<Outcome<store.InterviewWhole>> {
  const { audience, participants: seats } = words;
  const isForMany = audience === "many";
  if (isForMany && (words.candidate_id !== null || words.application_id !== null))
    return refuse("interview.for_many", { pointer: words.candidate_id === null ? "/application_id" : "/candidate_id" });
  if (!isForMany && words.candidate_id === null && words.application_id === null)
    return refuse("interview.aim_missing", { pointer: "/candidate_id" });
  const asker = scope.actor.kind === "member" ? scope.actor.member : null;
  const said = {
    candidateId: words.candidate_id,
    applicationId: words.application_id,
    jobId: words.job_id,
    stageId: words.stage_id,
    eventTypeId: words.event_type_id,
    formId: words.form_id,
    organizerId: words.organizer_id === undefined ? asker : words.organizer_id,
    replacesId: words.replaces_id,
    seats,
  };
  const known = await around.readMentioned(scope, said);
  const verdict = judged([...faultsOfMentions(said, known), ...faultsOfPanel(seats)]);
  if (!verdict.ok) return verdict;

  const interview: Interview = {
    ...blank(scope, { audience, mode: words.mode, title: words.title, timeZone: words.time_zone ?? known.zone }),
    candidateId: said.candidateId ?? known.application?.candidateId ?? null,
    applicationId: said.applicationId,
    jobId: said.jobId ?? known.application?.jobId ?? null,
    stageId: said.stageId,
    eventTypeId: said.eventTypeId,
    formId: said.formId,
    organizerId: said.organizerId ?? known.application?.recruiterId ?? null,
    replacesId: said.replacesId,
    description: words.description,
    minutes: words.minutes ?? known.minutes,
    location: words.location,
    externalId: words.external_id,
    metadata: words.metadata,
  };
  const people: Participant[] = [
    ...(interview.candidateId === null ? [] : [candidateSeat(scope, interview.id, interview.candidateId)]),
    ...seats.map((seat) => memberSeat(scope, interview.id, seat)),
  ];
  return commit(scope, {
    change: store.insertInterview(scope, interview),
    fact: told("interview.created", null, interview),
    also: store.insertParticipants(scope, people),
    result: { ...interview, participants: inOrder(people) },
  });
}

export type StageWords = Pick<
  PlanWords,
  "mode" | "description" | "location" | "participants" | "external_id" | "metadata"
> & {
  stage_id: Id<"stage"> | null;
  title?: string | undefined;
  organizer_id?: Id<"member"> | null | undefined;
  time_zone?: string | undefined;
  minutes: number | null;
};

/** What an application's stage is made of: its event type, its form, its name. */
export async function createForStage(
  scope: Scope,
  id: Id<"application">,
  words: StageWords,
): Promise<Outcome<store.InterviewWhole>> {
  const { application, stage } = await around.readStage(scope, id, words.stage_id);
  if (application === undefined) return refuse("application.unknown");
  if (stage === undefined || stage.jobId !== application.jobId)
    return refuse("interview.stage_unknown", { pointer: "/stage_id" });
  if (stage.eventTypeId === null) return refuse("interview.stage_without_event_type", { pointer: "/stage_id" });
  return create(scope, {
    ...words,
    audience: "one",
    candidate_id: null,
    application_id: id,
    job_id: null,
    stage_id: stage.id,
    event_type_id: stage.eventTypeId,
    form_id: stage.formId,
    replaces_id: null,
    title: words.title ?? stage.name,
  });
}

export type InterviewPatch = {
  [K in "description" | "location" | "minutes" | "event_type_id" | "form_id" | "organizer_id" | "external_id"]?:
    | Exclude<PlanWords[K], undefined>
    | undefined;
} & {
  title?: string | undefined;
  mode?: Interview["mode"] | undefined;
  time_zone?: string | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  id: Id<"interview">,
  patch: InterviewPatch,
  ifMatch: number | undefined,
): Promise<Outcome<store.InterviewWhole>> {
  const interview = await store.findInterview(scope, id);
  if (interview === undefined) return refuse("interview.unknown");
  const current = seen(interview, ifMatch);
  if (!current.ok) return current;
  const replans = patch.event_type_id !== undefined || patch.minutes !== undefined;
  const state = may(interview, replans ? "replan" : "change");
  if (!state.ok) return state;

  const said = {
    ...nothing,
    eventTypeId: patch.event_type_id ?? null,
    formId: patch.form_id ?? null,
    organizerId: patch.organizer_id ?? null,
  };
  const verdict = judged(faultsOfMentions(said, await around.readMentioned(scope, said)));
  if (!verdict.ok) return verdict;
  const changed = nextOf(scope, interview, {
    title: patch.title ?? interview.title,
    mode: patch.mode ?? interview.mode,
    timeZone: patch.time_zone ?? interview.timeZone,
    description: or(patch.description, interview.description),
    location: or(patch.location, interview.location),
    minutes: or(patch.minutes, interview.minutes),
    eventTypeId: or(patch.event_type_id, interview.eventTypeId),
    formId: or(patch.form_id, interview.formId),
    organizerId: or(patch.organizer_id, interview.organizerId),
    externalId: or(patch.external_id, interview.externalId),
    metadata: mergeMetadata(interview.metadata, patch.metadata),
  });
  return commit(scope, {
    change: store.updateInterview(scope, interview, changed),
    fact: told("interview.changed", rowOf(interview), changed),
    result: { ...changed, participants: interview.participants },
  });
}

const nothing = {
  candidateId: null,
  applicationId: null,
  jobId: null,
  stageId: null,
  eventTypeId: null,
  formId: null,
  organizerId: null,
  replacesId: null,
  seats: [],
};

const or = <T>(named: T | undefined, standing: T): T => (named === undefined ? standing : named);
