// Applications in the words of the wire.
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import type { ApplicationShown } from "./search.ts";
import type { Sources } from "./sources.ts";
import type { Application, ApplicationEvent } from "./tables.ts";

function guestView({ guestName: name, guestEmail: email, guestPhone: phone, guestConsent: consent }: Application) {
  if (name === null || email === null) return null;
  return { name, email, phone, consent: consent && { text: consent.text, at: consent.at } };
}

export function view(application: ApplicationShown) {
  const { candidate, job, stage } = application;
  return {
    object: "application" as const,
    id: application.id,
    job_id: application.jobId,
    candidate_id: application.candidateId,
    stage_id: application.stageId,
    round: application.round,
    status: application.status,
    reason: application.reason,
    recruiter_id: application.recruiterId,
    guest: guestView(application),
    joined_at: toWireOrNull(application.joinedAt),
    cover_letter: application.coverLetter,
    resume_url: application.resumeUrl,
    source: application.source,
    medium: application.medium,
    campaign: application.campaign,
    referrer: application.referrer,
    external_id: application.externalId,
    applied_at: toWire(application.appliedAt),
    ended_at: toWireOrNull(application.endedAt),
    metadata: application.metadata,
    ...(candidate === undefined ? {} : { candidate }),
    ...(job === undefined ? {} : { job }),
    ...(stage === undefined ? {} : { stage }),
    created_by: application.createdBy,
    created_at: toWire(application.createdAt),
    updated_at: toWire(application.updatedAt),
    version: application.version,
  };
}

export function eventView(event: ApplicationEvent) {
  return {
    object: "application_event" as const,
    application_id: event.applicationId,
    version: event.version,
    type: event.type,
    from_stage_id: event.fromStageId,
    to_stage_id: event.toStageId,
    from_status: event.fromStatus,
    to_status: event.toStatus,
    reason: event.reason,
    actor: event.actor,
    at: toWire(event.at),
  };
}

export function sourcesView({ createdAfter, createdBefore, rows, hasMore, ...counts }: Sources) {
  return {
    object: "application_sources" as const,
    created_after: toWireOrNull(createdAfter),
    created_before: toWireOrNull(createdBefore),
    ...counts,
    sources: rows.map((row) => ({ ...row })),
    has_more: hasMore,
  };
}
