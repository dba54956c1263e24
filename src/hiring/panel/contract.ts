import * as z from "zod";
import { verbs } from "#hiring/panel-links/rules.ts";
import { op } from "#http/op.ts";
import { idOut, instantOut, object, prose, wireId } from "#http/wire.ts";

const tag = "Panel links";

const form = z
  .strictObject({
    name: z.string(),
    description: z.string().nullable(),
    scale: z.int().meta({ description: "Criteria are judged from 1 to this." }),
    scale_labels: z.array(z.string()),
    criteria: z.array(
      z.strictObject({ id: z.string(), label: z.string(), description: z.string().nullable(), required: z.boolean() }),
    ),
    recommendation_required: z.boolean(),
    comments_required: z.boolean(),
  })
  .meta({ id: "PanelForm" });

export const PanelView = z
  .strictObject({
    object: object("panel_view"),
    purpose: z.enum(["respond", "feedback", "windows"]),
    verbs: z.array(z.enum(verbs)).meta({
      description: "What it lets its bearer do now, once. A card can be given when the interview has begun.",
    }),
    expires_at: instantOut,
    company: z.strictObject({
      name: z.string(),
      branding: z.strictObject({
        logo_url: z.string().nullable(),
        primary_colour: z.string().nullable(),
        accent_colour: z.string().nullable(),
      }),
    }),
    name: z.string().nullable().meta({ description: "Who it was written to." }),
    candidate: z
      .string()
      .nullable()
      .meta({ description: "Whom the interview is with, by name; of a candidate's own link null." }),
    interview: z.strictObject({
      title: z.string(),
      mode: z.enum(["video", "voice", "phone", "on_site"]),
      starts_at: instantOut.nullable(),
      ends_at: instantOut.nullable(),
      minutes: z.int().nullable(),
      time_zone: z.string(),
    }),
    role: z.string(),
    rsvp: z.enum(["needs_action", "accepted", "declined", "tentative"]),
    form: form.nullable().meta({ description: "Of a link for a card: what it asks." }),
  })
  .meta({ id: "PanelView" });

const Answer = z
  .strictObject({
    object: object("panel_answer"),
    interview_id: idOut("interview"),
    rsvp: z.enum(["accepted", "declined"]),
    responded_at: instantOut,
  })
  .meta({ id: "PanelAnswer" });

const HandedIn = z
  .strictObject({ object: object("panel_feedback"), interview_id: idOut("interview"), submitted_at: instantOut })
  .meta({ id: "PanelFeedback" });

const borne = z.object({ token: z.string().min(1).max(300) });
const linkRefusals = ["panel_link.unknown", "panel_link.over"] as const;
const example = {
  param: { token: "act_01h455vb4pex5vsknk084sn02q.ten_01h455vb4pex5vsknk084sn02q.signature" },
};

export const getPanelView = op({
  id: "getPanelView",
  method: "get",
  path: "/v1/panel/{token}",
  tag,
  summary: "See what a panel's link opens",
  description:
    "Whoever has the link may do that one thing, once, and needs nothing else. One that was used, taken back or has expired, or whose " +
    "interview has no more need of it, answers 410 and tells nothing of what it opened.",
  may: "anyone",
  param: borne,
  status: 200,
  answer: PanelView,
  refusals: linkRefusals,
  example,
});

const answering = [...linkRefusals, "panel_link.other_purpose", "interview.wrong_state", "booking.over"] as const;

export const acceptByPanelLink = op({
  id: "acceptByPanelLink",
  method: "post",
  path: "/v1/panel/{token}/accept",
  tag,
  summary: "Say that one comes",
  description: "A retry with the same Idempotency-Key gets the same answer, though the link is used up by then.",
  may: "anyone",
  param: borne,
  status: 200,
  answer: Answer,
  refusals: answering,
  example,
});

export const declineByPanelLink = op({
  id: "declineByPanelLink",
  method: "post",
  path: "/v1/panel/{token}/decline",
  tag,
  summary: "Say that one does not come",
  description: "Somebody else of the pool is asked, as far as the company wants that; else its coordinator sees to it.",
  may: "anyone",
  param: borne,
  body: z.strictObject({ reason: prose(1_000).nullable().default(null) }).meta({ id: "PanelDecline" }),
  status: 200,
  answer: Answer,
  refusals: answering,
  example,
});

const text = prose(10_000).nullable().default(null);

export const giveFeedbackByPanelLink = op({
  id: "giveFeedbackByPanelLink",
  method: "post",
  path: "/v1/panel/{token}/feedback",
  tag,
  summary: "Hand in one's scorecard",
  description:
    "As its author, who is whoever the link was written to. What others wrote is not shown by it, before or after.",
  may: "anyone",
  param: borne,
  body: z
    .strictObject({
      ratings: z
        .array(
          z.strictObject({
            criterion_id: z.string().min(1).max(64),
            value: z.int().min(1).max(100).nullable().default(null),
            comment: prose(4_000).nullable().default(null),
          }),
        )
        .max(50)
        .default([]),
      rating: z.int().min(1).max(5).nullable().default(null).meta({ description: "Of the whole, from 1 to 5." }),
      recommendation: z.enum(["strong_yes", "yes", "no", "strong_no"]).nullable().default(null),
      strengths: text,
      concerns: text,
      comments: text,
    })
    .meta({ id: "PanelFeedbackWords" }),
  status: 200,
  answer: HandedIn,
  refusals: [
    ...linkRefusals,
    "panel_link.other_purpose",
    "scorecard.no_candidate",
    "scorecard.not_yours",
    "scorecard.too_early",
    "scorecard.not_held",
    "scorecard.submitted",
    "scorecard.unfit",
    "scorecard.incomplete",
  ],
  example: { ...example, body: { rating: 4, recommendation: "yes", strengths: "Names what would break first." } },
});

export const Replacement = z
  .strictObject({
    object: object("panel_replacement"),
    interview_id: idOut("interview"),
    left: z.strictObject({ participant_id: idOut("participant"), member_id: idOut("member").nullable() }),
    came: z
      .strictObject({ participant_id: idOut("participant"), member_id: idOut("member").nullable() })
      .nullable()
      .meta({ description: "Null where somebody has taken the place who was in the interview already." }),
    swaps: z.int(),
    interview_version: z.int(),
  })
  .meta({ id: "PanelReplacement" });

export const replaceParticipant = op({
  id: "replaceParticipant",
  method: "post",
  path: "/v1/interviews/{id}/participants/{participant_id}/replace",
  tag: "Interviews",
  summary: "Send somebody else to an interview in a host's place",
  description:
    "At the same hour: the fairest of the pool that sent them who is free and has not declined it, or whom you name, as long as they are " +
    "free by their own hours and limits. What the company says of replacing by itself does not bind you.",
  may: "interviews:write",
  key: "required",
  param: z.object({ id: wireId("interview"), participant_id: wireId("participant") }),
  body: z
    .strictObject({ to: wireId("member").optional(), reason: prose(1_000).nullable().default(null) })
    .meta({ id: "ParticipantReplace" }),
  status: 200,
  answer: Replacement,
  refusals: [
    "interview.unknown",
    "participant.unknown",
    "interview.panel_not_held",
    "event_type.unknown",
    "slot.taken",
    "slot.unavailable",
    "booking.wrong_status",
    "booking.over",
    "booking.raced",
    "booking.host_unfit",
    "booking.host_unclear",
    "booking.session_shared",
  ],
});
