import * as z from "zod";
import { op } from "#http/op.ts";
import { idOut, instantOut, line, object, prose, wireId } from "#http/wire.ts";
import { outcomes } from "./tables.ts";

const tag = "Debriefs";

const param = z.object({ id: wireId("application") });
const outcome = z.enum(outcomes);
const reason = line(1_000).nullable().default(null);

export const Debrief = z
  .strictObject({
    object: object("debrief"),
    application_id: idOut("application"),
    status: z.enum(["waiting", "ready", "open"]).meta({
      description: "`waiting`: required cards are missing. `ready`: all are in. `open`: they may be read.",
    }),
    cards: z.strictObject({ required: z.int(), submitted: z.int(), missing: z.int() }),
    missing_member_ids: z.array(idOut("member")).nullable().meta({
      description: "Who has yet to hand a card in. Null to who owes one, or may not see whose are in.",
    }),
    summary: z
      .strictObject({
        recommendations: z.strictObject({ strong_yes: z.int(), yes: z.int(), no: z.int(), strong_no: z.int() }),
        mean_rating: z.number().nullable(),
      })
      .nullable()
      .meta({ description: "What the cards come to, without trainees'. Null while they are sealed to the caller." }),
    opened_at: instantOut.nullable(),
    opened_by: z.string().nullable(),
    override_reason: z.string().nullable(),
    missing_at_opening: z.int().nullable(),
  })
  .meta({ id: "Debrief" });

export const Decision = z
  .strictObject({
    object: object("decision"),
    id: idOut("decision"),
    application_id: idOut("application"),
    outcome,
    rationale: z.string(),
    decided_by: z.string(),
    interview_id: idOut("interview").nullable().meta({ description: "The meeting it was made in." }),
    ordinal: z
      .int()
      .meta({ description: "Counts the decisions on one application from 1; the last is the one that holds." }),
    created_at: instantOut,
  })
  .meta({ id: "Decision" });

export const getDebrief = op({
  id: "getDebrief",
  method: "get",
  path: "/v1/applications/{id}/debrief",
  tag,
  summary: "See how far the debrief of an application is",
  description: "How many cards there are, everybody may know. Who and what, only whoever may read them.",
  may: "applications:read",
  param,
  drifts: true,
  status: 200,
  answer: Debrief,
  refusals: ["application.unknown"],
});

export const openDebrief = op({
  id: "openDebrief",
  method: "post",
  path: "/v1/applications/{id}/debrief",
  tag,
  summary: "Open the debrief of an application",
  description:
    "When all required cards are in, or before, for a reason that stands in the audit trail. From then on its cards are read by " +
    "deciders and holders of `scorecards:read`, but for those who still owe one.",
  may: "decisions:write",
  param,
  body: z.strictObject({ override_reason: reason }).meta({ id: "DebriefOpen" }),
  status: 200,
  answer: Debrief,
  refusals: ["application.unknown", "debrief.already_open", "debrief.cards_missing"],
  example: { body: { override_reason: "One interviewer has left the company." } },
});

export const listDecisions = op({
  id: "listDecisions",
  method: "get",
  path: "/v1/applications/{id}/decisions",
  tag,
  summary: "List what was decided on an application",
  may: "applications:read",
  param,
  order: ["ordinal.desc", "ordinal.asc"],
  status: 200,
  answer: Decision,
  refusals: ["application.unknown", "decision.sealed"],
});

export const createDecision = op({
  id: "createDecision",
  method: "post",
  path: "/v1/applications/{id}/decisions",
  tag,
  summary: "Decide on an application",
  description:
    "After its debrief was opened. `hire` and `reject` also end the application, at once or not at all; `hold` leaves it as it is. A " +
    "decision is never changed: a later one stands beside it.",
  may: "decisions:write",
  param,
  body: z
    .strictObject({
      outcome,
      rationale: prose(10_000).refine((text) => text.trim() !== "", "must say why"),
      interview_id: wireId("interview").nullable().default(null),
      reason: reason.meta({
        description: "Stands with the ended application, where everybody reads it who may see that.",
      }),
    })
    .meta({ id: "DecisionCreate" }),
  status: 201,
  answer: Decision,
  refusals: [
    "application.unknown",
    "decision.debrief_closed",
    "decision.card_owed",
    "decision.application_over",
    "decision.interview_unknown",
  ],
  example: { body: { outcome: "hold", rationale: "We would like to hear the second panel first." } },
});
