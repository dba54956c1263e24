import { linkToken } from "#booking/links/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { toWire, toWireOrNull } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";
import { tzVersion } from "#time/zones.ts";
import type { InterviewOffered, Invitee, Slots } from "./actions.ts";
import { inviteeStateOf, stateOf } from "./rules.ts";
import type { InterviewShown } from "./beside.ts";
import type { Participant } from "./tables.ts";

export const interviewView = (interview: InterviewShown) => ({
  object: "interview" as const,
  id: interview.id,
  status: stateOf(interview),
  audience: interview.audience,
  parent_id: interview.parentId,
  candidate_id: interview.candidateId,
  application_id: interview.applicationId,
  job_id: interview.jobId,
  stage_id: interview.stageId,
  event_type_id: interview.eventTypeId,
  form_id: interview.formId,
  organizer_id: interview.organizerId,
  replaces_id: interview.replacesId,
  mode: interview.mode,
  title: interview.title,
  description: interview.description,
  time_zone: interview.timeZone,
  minutes: interview.minutes,
  location: interview.location,
  booking_id: interview.bookingId,
  booking_status: interview.bookingStatus,
  starts_at: toWireOrNull(interview.startsAt),
  ends_at: toWireOrNull(interview.endsAt),
  link_id: interview.linkId,
  link_sent_at: toWireOrNull(interview.linkSentAt),
  windows_asked_at: toWireOrNull(interview.windowsAskedAt),
  windows_given_at: toWireOrNull(interview.windowsGivenAt),
  windows: interview.windows.map(({ from, to }) => ({ from, to })),
  actual_start: toWireOrNull(interview.actualStart),
  actual_end: toWireOrNull(interview.actualEnd),
  canceled_at: toWireOrNull(interview.canceledAt),
  canceled_by: interview.canceledBy,
  cancel_reason: interview.cancelReason,
  swaps: interview.swaps,
  participants: interview.participants.map(participantView),
  ...(interview.candidate === undefined ? {} : { candidate: interview.candidate }),
  ...(interview.job === undefined ? {} : { job: interview.job }),
  external_id: interview.externalId,
  metadata: interview.metadata,
  created_by: interview.createdBy,
  created_at: toWire(interview.createdAt),
  updated_at: toWire(interview.updatedAt),
  version: interview.version,
});

/** Somebody's part; whether their card is in is nobody's to see here. */
export const participantView = (one: Participant) => ({
  object: "participant" as const,
  id: one.id,
  role: one.role,
  member_id: one.memberId,
  candidate_id: one.candidateId,
  pool_id: one.poolId,
  attendee_id: one.attendeeId,
  rsvp: one.rsvp,
  responded_at: toWireOrNull(one.respondedAt),
  decline_reason: one.declineReason,
  card: one.card,
  invited_at: toWireOrNull(one.invitedAt),
  joined_at: toWireOrNull(one.joinedAt),
  left_at: toWireOrNull(one.leftAt),
  attended: one.attended,
  replaces_id: one.replacesId,
  created_at: toWire(one.createdAt),
});

export const linkView = ({ interview, link }: InterviewOffered, { config }: Pick<Context, "config">) => ({
  object: "interview_link" as const,
  interview_id: interview.id,
  link_id: link.id,
  url: config.baseUrl,
  token: `${link.id}.${link.tenantId}`,
  starts_after: toWireOrNull(link.startsAfter),
  starts_before: toWireOrNull(link.startsBefore),
  expires_at: toWire(link.expiresAt),
  sent_at: toWire(interview.linkSentAt ?? link.createdAt),
  version: interview.version,
});

/** The address is signed on its way out, so that no answer that is kept holds it. */
export async function printed(answer: Record<string, unknown>, { config }: Context) {
  const [id = "", tenantId = ""] = String(answer["token"]).split(".");
  const link = { id: id as Id<"link">, tenantId: tenantId as Id<"tenant">, keyVersion: 1 };
  const token = await linkToken(config, link);
  return { ...answer, url: `${config.baseUrl}/book/${token}`, token };
}

export const inviteeView = ({ interview, candidate }: Invitee) => ({
  object: "interview_invitee" as const,
  interview_id: interview.id,
  candidate_id: interview.candidateId,
  name: candidate?.name ?? null,
  email: candidate?.email ?? null,
  mode: interview.mode,
  status: inviteeStateOf(interview),
  interview_status: stateOf(interview),
  link_id: interview.linkId,
  sent_at: toWireOrNull(interview.linkSentAt),
  starts_at: toWireOrNull(interview.startsAt),
  created_at: toWire(interview.createdAt),
});

export const slotsView = ({ interview, offered }: Slots) => ({
  object: "interview_slots" as const,
  interview_id: interview,
  time_zone: offered.zone,
  tz_version: tzVersion,
  offers: offered.offers.map(({ minutes, slots }) => ({
    minutes,
    slots: slots.map(({ at, open }) => ({ starts_at: toWire(at), open })),
  })),
});
