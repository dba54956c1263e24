import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, emailIn, idOut, instantIn, instantOut, line, object, wireId } from "#http/wire.ts";
import { param, tag } from "./contract.ts";
import { inviteeStates } from "./rules.ts";
import { Interview, minutesIn, mode, state } from "./shapes.ts";

const linkTime = {
  expires_at: instantIn.optional().meta({ description: "When the link ends; a month from now without it." }),
  starts_after: instantIn.nullable().default(null),
  starts_before: instantIn.nullable().default(null).meta({ description: "Only starts between the two are offered." }),
};

const linkRefusals = [
  "interview.unknown",
  "interview.wrong_state",
  "interview.event_type_missing",
  "interview.panel_unfit",
  "scheduling_link.event_type_unknown",
  "scheduling_link.event_type_inactive",
  "scheduling_link.member_unknown",
  "scheduling_link.window_unfit",
  "scheduling_link.expiry_unfit",
] as const;

export const InterviewLink = z
  .strictObject({
    object: object("interview_link"),
    interview_id: idOut("interview"),
    link_id: idOut("link"),
    url: z.url().meta({ description: "What to send to the candidate." }),
    token: z.string().meta({ description: "What stands in the address." }),
    starts_after: instantOut.nullable(),
    starts_before: instantOut.nullable(),
    expires_at: instantOut,
    sent_at: instantOut,
    version: z.int().meta({ description: "Of the interview." }),
  })
  .meta({ id: "InterviewLink" });

export const offerInterview = op({
  id: "offerInterview",
  method: "post",
  path: "/v1/interviews/{id}/link",
  tag,
  summary: "Let the candidate choose a time",
  description:
    "A link for one booking, which is the interview's from the batch that makes it. By it come the event type's own hosts, and one of its " +
    "pool whom the interview names. A link that was given before leads nowhere from now on.",
  may: "interviews:write",
  param,
  body: z.strictObject(linkTime).meta({ id: "InterviewOffer" }),
  status: 200,
  answer: InterviewLink,
  refusals: [...linkRefusals, "interview.for_many", "version.conflict"],
});

export const inviteeState = z.enum(inviteeStates);

export const InterviewInvitee = z
  .strictObject({
    object: object("interview_invitee"),
    interview_id: idOut("interview").meta({ description: "Their own interview." }),
    candidate_id: idOut("candidate").nullable(),
    name: z.string().nullable(),
    email: z.string().nullable(),
    mode,
    status: inviteeState.meta({
      description:
        "`pending`: the link waits for them. `accepted`: they have chosen a time. `completed`: they were there.",
    }),
    interview_status: state,
    link_id: idOut("link").nullable(),
    sent_at: instantOut.nullable(),
    starts_at: instantOut.nullable(),
    created_at: instantOut,
  })
  .meta({ id: "InterviewInvitee" });

export const inviteToInterview = op({
  id: "inviteToInterview",
  method: "post",
  path: "/v1/interviews/{id}/invitees",
  tag,
  summary: "Offer an interview to many",
  description:
    "Each gets an interview of their own, with the same panel, and a link to book it by. Who is named by address and new here becomes a " +
    "candidate. All of them are invited, or nobody.",
  may: "interviews:write",
  param,
  body: z
    .strictObject({
      ...linkTime,
      invitees: z
        .array(
          z.union([
            z.strictObject({ candidate_id: wireId("candidate") }),
            z.strictObject({ name: line(200), email: emailIn }),
          ]),
        )
        .min(1)
        .max(25),
    })
    .meta({ id: "InterviewInvite" }),
  status: 200,
  answer: z
    .strictObject({ object: object("interview_invitees"), data: z.array(InterviewInvitee) })
    .meta({ id: "InterviewInvitees" }),
  refusals: [
    ...linkRefusals,
    "interview.not_for_many",
    "interview.candidate_unknown",
    "interview.person_twice",
    "interview.invited_already",
  ],
  example: { body: { invitees: [{ name: "Ada Example", email: "ada@example.com" }] } },
});

export const listInterviewInvitees = op({
  id: "listInterviewInvitees",
  method: "get",
  path: "/v1/interviews/{id}/invitees",
  tag,
  summary: "List whom an interview was offered to",
  may: "interviews:read",
  param,
  query: z.object({ interview_status: anyOf(state).optional() }),
  order: ["created_at.asc", "created_at.desc"],
  status: 200,
  answer: InterviewInvitee,
  refusals: ["interview.unknown", "interview.not_for_many"],
});

export const windowsIn = z
  .array(z.strictObject({ from: instantIn, to: instantIn }))
  .min(1)
  .max(50);

export const putInterviewWindows = op({
  id: "putInterviewWindows",
  method: "put",
  path: "/v1/interviews/{id}/windows",
  tag,
  summary: "Note when a candidate can",
  description: "What was said before is forgotten.",
  may: "interviews:write",
  param,
  body: z.strictObject({ windows: windowsIn }).meta({ id: "InterviewWindowsPut" }),
  status: 200,
  answer: Interview,
  refusals: [
    "interview.unknown",
    "interview.wrong_state",
    "interview.for_many",
    "interview.windows_unfit",
    "version.conflict",
  ],
  example: { body: { windows: [{ from: "2026-11-23T09:00:00Z", to: "2026-11-23T12:00:00Z" }] } },
});

export const InterviewSlots = z
  .strictObject({
    object: object("interview_slots"),
    interview_id: idOut("interview"),
    time_zone: z.string(),
    tz_version: z.string(),
    offers: z.array(
      z
        .strictObject({
          minutes: z.int(),
          slots: z.array(z.strictObject({ starts_at: instantOut, open: z.int() }).meta({ id: "InterviewSlot" })),
        })
        .meta({ id: "InterviewSlotOffer" }),
    ),
  })
  .meta({ id: "InterviewSlots" });

export const getInterviewSlots = op({
  id: "getInterviewSlots",
  method: "get",
  path: "/v1/interviews/{id}/slots",
  tag,
  summary: "When an interview can be",
  description:
    "Starts at which the event type's hosts and everybody whom the interview names are free, inside the windows the candidate has given, " +
    "where they gave any. Of the interview's own length, unless another is asked for.",
  may: "interviews:read",
  param,
  query: z.object({
    starts_after: instantIn.optional(),
    starts_before: instantIn.optional().meta({ description: "At most 62 days later; a fortnight later without it." }),
    minutes: z.coerce.number().pipe(minutesIn).optional(),
  }),
  status: 200,
  answer: InterviewSlots,
  refusals: [
    "interview.unknown",
    "interview.wrong_state",
    "interview.for_many",
    "interview.event_type_missing",
    "event_type.unknown",
    "slots.range_reversed",
    "slots.range_too_long",
    "slots.duration_unknown",
  ],
});
