import type { Interview, Participant } from "#hiring/interviews/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, hour } from "#kernel/instant.ts";
import type { Booking } from "./booking.ts";
import { type House, nextMonday, type Promised, promised } from "./bookings.ts";
import type { Hiring } from "./hiring.ts";

/** With whom the company talks: one panel that is booked, and a first call that waits for its time. */
export type Talks = { bookings: Promised[]; interviews: Interview[]; participants: Participant[] };

type Recipe = House & {
  hiring: Hiring;
  eventTypes: Booking["eventTypes"];
  memberOf: (who: "recruiter" | "berlin" | "kolkata") => Id<"member">;
};

/** The log's first three bookings and a wish end at five. */
const firstSeq = 6;

export function talks(recipe: Recipe): Talks {
  const { now, eventTypes, memberOf, hiring } = recipe;
  const [mara, , chiara] = hiring.applications;
  if (mara === undefined || chiara === undefined) throw new Error("Nobody is considered for anything.");
  const hosts = [memberOf("berlin"), memberOf("kolkata")];
  const start = after(nextMonday(now), 2 * 24 * hour + 12 * hour);
  const words = {
    eventType: eventTypes.collective,
    start,
    status: "confirmed",
    source: "staff",
    seq: firstSeq,
  } as const;
  const plain = promised(recipe, { ...words, hosts: hosts.map((member) => ({ member })) });
  const who = hiring.candidates.find(({ id }) => id === mara.candidateId);
  const booked: Promised = {
    ...plain,
    attendees: plain.attendees.map((one) =>
      one.role === "invitee" && who !== undefined ? { ...one, name: who.name, email: who.email, phone: null } : one,
    ),
  };
  const panel = interviewOf(recipe, mara, "Panel", {
    eventTypeId: eventTypes.collective.id,
    minutes: eventTypes.collective.defaultMinutes,
    bookingId: booked.booking.id,
    bookingStatus: "confirmed",
    startsAt: booked.booking.startsAt,
    endsAt: booked.booking.endsAt,
    version: 2,
  });
  const call = interviewOf(recipe, chiara, "First call", {
    eventTypeId: eventTypes.one_on_one.id,
    minutes: eventTypes.one_on_one.defaultMinutes,
  });
  const invitee = booked.attendees.find(({ role }) => role === "invitee");
  return {
    bookings: [booked],
    interviews: [panel, call],
    participants: [
      seat(recipe, panel, { candidateId: panel.candidateId, attendeeId: invitee?.id ?? null, rsvp: "accepted" }),
      ...booked.attendees
        .filter(({ role }) => role === "host")
        .map(({ id, memberId }, place) =>
          seat(recipe, panel, {
            role: place === 0 ? "lead" : "panelist",
            memberId,
            attendeeId: id,
            rsvp: "accepted",
            card: "required",
          }),
        ),
      seat(recipe, call, { candidateId: call.candidateId }),
      seat(recipe, call, { role: "lead", memberId: memberOf("recruiter"), card: "required" }),
    ],
  };
}

type Application = Hiring["applications"][number];

function interviewOf(
  { tenantId, now, mint, marked, memberOf }: Recipe,
  application: Application,
  title: string,
  words: Partial<Interview>,
): Interview {
  const at = after(now, -2 * hour);
  return {
    tenantId,
    id: mint("interview"),
    audience: "one",
    parentId: null,
    candidateId: application.candidateId,
    applicationId: application.id,
    jobId: application.jobId,
    stageId: application.stageId,
    eventTypeId: null,
    formId: null,
    organizerId: memberOf("recruiter"),
    mode: "video",
    title: marked(title),
    description: null,
    timeZone: "Europe/Paris",
    minutes: null,
    location: null,
    bookingId: null,
    bookingStatus: null,
    startsAt: null,
    endsAt: null,
    linkId: null,
    linkSentAt: null,
    windowsAskedAt: null,
    windowsGivenAt: null,
    windows: [],
    actualStart: null,
    actualEnd: null,
    canceledAt: null,
    canceledBy: null,
    cancelReason: null,
    replacesId: null,
    swaps: 0,
    externalId: null,
    metadata: {},
    createdBy: memberOf("recruiter"),
    createdAt: at,
    updatedAt: at,
    version: 1,
    deletedAt: null,
    deletedBy: null,
    ...words,
  };
}

const seat = ({ tenantId, now, mint }: Recipe, interview: Interview, words: Partial<Participant>): Participant => ({
  tenantId,
  id: mint("participant"),
  interviewId: interview.id,
  role: "candidate",
  memberId: null,
  candidateId: null,
  poolId: null,
  attendeeId: null,
  rsvp: "needs_action",
  respondedAt: null,
  declineReason: null,
  card: "none",
  cardSubmittedAt: null,
  invitedAt: after(now, -2 * hour),
  joinedAt: null,
  leftAt: null,
  attended: null,
  // Told by their interview as they come.
  startsAt: null,
  endsAt: null,
  replacesId: null,
  removedAt: null,
  createdAt: after(now, -2 * hour),
  updatedAt: after(now, -2 * hour),
  ...words,
});
