import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, flag, idOut, instantOut, object, prose, wireId } from "#http/wire.ts";
import { cardKinds, cardStatuses, recommendations } from "./tables.ts";

const tag = "Scorecards";

const kind = z.enum(cardKinds).meta({
  description:
    "`panelist`: one's own judgement of an interview. `overall`: of an interview as a whole, by whoever leads or organizes it. " +
    "`application`: of a candidate for a job, without an interview.",
});
const kindOfInterview = z.enum(["panelist", "overall"]).default("panelist");
const recommendation = z.enum(recommendations);

const Rating = z
  .strictObject({
    criterion_id: z.string(),
    label: z.string().meta({ description: "As the criterion was called when it was judged." }),
    value: z.int().nullable(),
    comment: z.string().nullable(),
  })
  .meta({ id: "ScorecardRating" });

const content = {
  ratings: z.array(Rating),
  rating: z.int().nullable(),
  recommendation: recommendation.nullable(),
  strengths: z.string().nullable(),
  concerns: z.string().nullable(),
  comments: z.string().nullable(),
};

const CardContent = z.strictObject(content).meta({ id: "ScorecardContent" });

export const Scorecard = z
  .strictObject({
    object: object("scorecard"),
    id: idOut("scorecard"),
    kind,
    interview_id: idOut("interview").nullable(),
    application_id: idOut("application").nullable(),
    candidate_id: idOut("candidate"),
    author_id: idOut("member"),
    form_id: idOut("scorecard_form").nullable(),
    form_version: z.int().nullable(),
    is_training: z.boolean().meta({ description: "A trainee's: shown apart, and no part of the decision." }),
    status: z.enum(cardStatuses),
    content: CardContent.nullable().meta({
      description: "Null while it is sealed: another's, before the debrief is open or one's own cards are in.",
    }),
    submitted_at: instantOut.nullable(),
    saw_others_at: instantOut.nullable().meta({
      description: "Since when its author could read others' cards. What they change from then on keeps both versions.",
    }),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Scorecard" });

export const ScorecardVersion = z
  .strictObject({
    object: object("scorecard_version"),
    scorecard_id: idOut("scorecard"),
    version: z.int(),
    content: CardContent,
    after_others: z.boolean().meta({ description: "Whether its author could read others' cards when they wrote it." }),
    at: instantOut,
  })
  .meta({ id: "ScorecardVersion" });

const counts = z
  .strictObject({
    required: z.int().meta({ description: "Cards the debrief waits for; trainees' are not counted." }),
    submitted: z.int(),
    missing: z.int(),
  })
  .meta({ id: "ScorecardCounts" });

const SheetForm = z
  .strictObject({
    id: idOut("scorecard_form"),
    name: z.string(),
    description: z.string().nullable(),
    scale: z.int(),
    scale_labels: z.array(z.string()),
    criteria: z.array(
      z.strictObject({
        id: z.string(),
        label: z.string(),
        description: z.string().nullable(),
        required: z.boolean(),
        weight: z.int(),
      }),
    ),
    recommendation_required: z.boolean(),
    comments_required: z.boolean(),
    version: z.int(),
  })
  .meta({ id: "ScorecardSheetForm" });

/** What an interviewer's page needs: the form, the card as far as it is written, and how many others there are. */
export const ScorecardSheet = z
  .strictObject({
    object: object("scorecard_sheet"),
    interview_id: idOut("interview").nullable(),
    application_id: idOut("application").nullable(),
    kind,
    form: SheetForm.nullable(),
    due_at: instantOut.nullable(),
    card: Scorecard.nullable(),
    cards: counts,
  })
  .meta({ id: "ScorecardSheet" });

export const OwedScorecard = z
  .strictObject({
    object: object("owed_scorecard"),
    interview_id: idOut("interview"),
    participant_id: idOut("participant"),
    application_id: idOut("application").nullable(),
    candidate_id: idOut("candidate").nullable(),
    title: z.string(),
    required: z.boolean(),
    ended_at: instantOut,
    due_at: instantOut,
    overdue: z.boolean(),
  })
  .meta({ id: "OwedScorecard" });

const text = prose(10_000).nullable();
const ratingIn = z.strictObject({
  criterion_id: z.string().min(1).max(64),
  value: z.int().min(1).max(100).nullable().default(null),
  comment: prose(4_000).nullable().default(null),
});
const words = {
  ratings: z.array(ratingIn).max(50).default([]),
  rating: z.int().min(1).max(5).nullable().default(null).meta({ description: "Of the whole, from 1 to 5." }),
  recommendation: recommendation.nullable().default(null),
  strengths: text.default(null),
  concerns: text.default(null),
  comments: text.default(null),
};
const CardWords = z.strictObject(words).meta({ id: "ScorecardWords" });

const ofInterview = z.object({ id: wireId("interview") });
const ofApplication = z.object({ id: wireId("application") });
const ofCard = z.object({ id: wireId("scorecard") });
const judging = [
  "scorecard.no_candidate",
  "scorecard.not_yours",
  "scorecard.too_early",
  "scorecard.not_held",
  "scorecard.submitted",
  "scorecard.unfit",
  "version.conflict",
] as const;
const judgingApart = [
  "scorecard.no_candidate",
  "scorecard.not_yours",
  "scorecard.submitted",
  "scorecard.unfit",
  "version.conflict",
] as const;
const example = {
  body: {
    rating: 4,
    recommendation: "yes",
    strengths: "Names what would break first, and why.",
    concerns: null,
    comments: "Would work well with the platform group.",
  },
};

export const getOwnScorecard = op({
  id: "getOwnScorecard",
  method: "get",
  path: "/v1/interviews/{id}/scorecard",
  tag,
  summary: "Get one's own card of an interview, and the form it is written on",
  may: "scorecards:write_own",
  param: ofInterview,
  query: z.object({ kind: kindOfInterview }),
  drifts: true,
  status: 200,
  answer: ScorecardSheet,
  refusals: ["interview.unknown", "scorecard.not_yours"],
});

export const saveScorecard = op({
  id: "saveScorecard",
  method: "put",
  path: "/v1/interviews/{id}/scorecard",
  tag,
  summary: "Save one's own card of an interview as a draft",
  description: "As often as one likes. Nobody else sees a draft, nor that there is one, and no event tells of it.",
  may: "scorecards:write_own",
  param: ofInterview,
  query: z.object({ kind: kindOfInterview }),
  body: CardWords,
  status: 200,
  answer: Scorecard,
  refusals: ["interview.unknown", ...judging],
  example,
});

export const submitScorecard = op({
  id: "submitScorecard",
  method: "post",
  path: "/v1/interviews/{id}/scorecard/submit",
  tag,
  summary: "Hand in one's own card of an interview",
  description: "With `card`, that is what it says; without, what was saved. The events that tell of it name no author.",
  may: "scorecards:write_own",
  param: ofInterview,
  query: z.object({ kind: kindOfInterview }),
  body: z.strictObject({ card: CardWords.optional() }).meta({ id: "ScorecardSubmit" }),
  status: 200,
  answer: Scorecard,
  refusals: ["interview.unknown", "scorecard.incomplete", ...judging],
  example: { body: { card: example.body } },
});

export const getOwnApplicationScorecard = op({
  id: "getOwnApplicationScorecard",
  method: "get",
  path: "/v1/applications/{id}/scorecard",
  tag,
  summary: "Get one's own card of an application, given without an interview",
  may: "scorecards:write_own",
  param: ofApplication,
  drifts: true,
  status: 200,
  answer: ScorecardSheet,
  refusals: ["application.unknown", "scorecard.not_yours"],
});

export const saveApplicationScorecard = op({
  id: "saveApplicationScorecard",
  method: "put",
  path: "/v1/applications/{id}/scorecard",
  tag,
  summary: "Save one's own card of an application as a draft",
  may: "scorecards:write_own",
  param: ofApplication,
  body: CardWords,
  status: 200,
  answer: Scorecard,
  refusals: ["application.unknown", ...judgingApart],
  example,
});

export const submitApplicationScorecard = op({
  id: "submitApplicationScorecard",
  method: "post",
  path: "/v1/applications/{id}/scorecard/submit",
  tag,
  summary: "Hand in one's own card of an application, given without an interview",
  may: "scorecards:write_own",
  param: ofApplication,
  body: z.strictObject({ card: CardWords.optional() }).meta({ id: "ApplicationScorecardSubmit" }),
  status: 200,
  answer: Scorecard,
  refusals: ["application.unknown", "scorecard.incomplete", ...judgingApart],
  example: { body: { card: example.body } },
});

export const listScorecards = op({
  id: "listScorecards",
  method: "get",
  path: "/v1/scorecards",
  tag,
  summary: "List scorecards, as far as one may see them",
  description:
    "One's own, drafts too, and the others' that were handed in. Whoever still owes a card on an application sees none of the others' " +
    "there. `scorecards:read` shows whose cards are in; what they say, once the debrief is open. Who has only " +
    "`scorecards:write_own` sees others' cards where they ask by `application_id` or `interview_id`, after their own.",
  may: "tenant",
  query: z.object({
    application_id: wireId("application").optional(),
    interview_id: wireId("interview").optional(),
    candidate_id: wireId("candidate").optional(),
    author_id: wireId("member").optional(),
    kind: anyOf(kind).optional(),
    status: z.enum(cardStatuses).optional(),
    training: flag.optional().meta({ description: "Trainees' cards only, or none. Left out: none but one's own." }),
  }),
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: Scorecard,
});

export const getScorecard = op({
  id: "getScorecard",
  method: "get",
  path: "/v1/scorecards/{id}",
  tag,
  summary: "Get a scorecard",
  may: "tenant",
  param: ofCard,
  drifts: true,
  status: 200,
  answer: Scorecard,
  refusals: ["scorecard.unknown", "scorecard.sealed"],
});

export const reviseScorecard = op({
  id: "reviseScorecard",
  method: "patch",
  path: "/v1/scorecards/{id}",
  tag,
  summary: "Change one's own card after it was handed in",
  description: "What it said before is kept beside it, with whether others' cards could be read by then.",
  may: "scorecards:write_own",
  param: ofCard,
  body: z
    .strictObject({
      ratings: z.array(ratingIn).max(50).optional(),
      rating: z.int().min(1).max(5).nullable().optional(),
      recommendation: recommendation.nullable().optional(),
      strengths: text.optional(),
      concerns: text.optional(),
      comments: text.optional(),
    })
    .meta({ id: "ScorecardRevision" }),
  status: 200,
  answer: Scorecard,
  refusals: [
    "scorecard.unknown",
    "scorecard.not_yours",
    "scorecard.not_submitted",
    "scorecard.incomplete",
    "scorecard.unfit",
    "version.conflict",
  ],
  example: { body: { comments: "On reflection, the second answer was the better one." } },
});

export const listScorecardVersions = op({
  id: "listScorecardVersions",
  method: "get",
  path: "/v1/scorecards/{id}/versions",
  tag,
  summary: "List what a card has said since it was handed in",
  description: "Every version, the present one too.",
  may: "tenant",
  param: ofCard,
  order: ["version.asc", "version.desc"],
  status: 200,
  answer: ScorecardVersion,
  refusals: ["scorecard.unknown", "scorecard.sealed"],
});

export const listOwedScorecards = op({
  id: "listOwedScorecards",
  method: "get",
  path: "/v1/owed-scorecards",
  tag,
  summary: "List the cards one still owes",
  description: "Of interviews that have ended. Next is what has been due longest.",
  may: "scorecards:write_own",
  query: z.object({ required: flag.optional() }),
  order: ["ended_at.asc", "ended_at.desc"],
  status: 200,
  answer: OwedScorecard,
});
