import * as z from "zod";
import { op } from "#http/op.ts";
import { flag, idOut, line, object, prose, wireId } from "#http/wire.ts";
import { ScorecardForm } from "./client.ts";

const tag = "Scorecard forms";

const weight = z.int().min(0).max(100).meta({ description: "Share in a mean over the criteria; 0 counts nothing." });

const criterionIn = z
  .strictObject({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, "must be lower-case letters, digits, hyphens and underscores")
      .optional()
      .meta({ description: "Keeps a criterion the same one while its words change; left out, it is a new one." }),
    label: line(200),
    description: prose(2_000).nullable().default(null),
    required: z.boolean().default(true),
    weight: weight.default(1),
  })
  .meta({ id: "CriterionWords" });

export const EventTypeForm = z
  .strictObject({
    object: object("event_type_form"),
    event_type_id: idOut("event_type"),
    form_id: idOut("scorecard_form").nullable(),
  })
  .meta({ id: "EventTypeForm" });

const param = z.object({ id: wireId("scorecard_form") });
const criteria = z.array(criterionIn).min(1).max(50);
const scale = z.int().min(2).max(10);
const labels = z.array(line(80)).max(10);
const faults = ["scorecard_form.name_taken", "scorecard_form.criterion_twice", "scorecard_form.labels_off"] as const;

export const listScorecardForms = op({
  id: "listScorecardForms",
  method: "get",
  path: "/v1/scorecard-forms",
  tag,
  summary: "List scorecard forms",
  may: "jobs:read",
  query: z.object({
    active: flag.optional(),
    q: line(200).optional().meta({ description: "Forms whose name contains this, in any case." }),
  }),
  order: ["created_at.desc", "created_at.asc", "name.asc", "name.desc"],
  status: 200,
  answer: ScorecardForm,
});

export const getScorecardForm = op({
  id: "getScorecardForm",
  method: "get",
  path: "/v1/scorecard-forms/{id}",
  tag,
  summary: "Get a scorecard form",
  may: "jobs:read",
  param,
  status: 200,
  answer: ScorecardForm,
  refusals: ["scorecard_form.unknown"],
});

export const createScorecardForm = op({
  id: "createScorecardForm",
  method: "post",
  path: "/v1/scorecard-forms",
  tag,
  summary: "Make a scorecard form",
  may: "jobs:write",
  body: z
    .strictObject({
      name: line(200),
      description: prose(2_000).nullable().default(null),
      scale: scale.default(5),
      scale_labels: labels.default([]),
      criteria,
      recommendation_required: z.boolean().default(true),
      comments_required: z.boolean().default(false),
      active: z.boolean().default(true),
    })
    .meta({ id: "ScorecardFormCreate" }),
  status: 201,
  answer: ScorecardForm,
  refusals: faults,
  example: {
    body: {
      name: "Technical interview",
      scale: 4,
      scale_labels: ["Weak", "Mixed", "Good", "Excellent"],
      criteria: [
        { id: "design", label: "System design", weight: 2 },
        { id: "coding", label: "Coding" },
      ],
    },
  },
});

export const changeScorecardForm = op({
  id: "changeScorecardForm",
  method: "patch",
  path: "/v1/scorecard-forms/{id}",
  tag,
  summary: "Change a scorecard form",
  description:
    "`criteria` are all of them, in their order. Cards that were written keep the words they were written under.",
  may: "jobs:write",
  param,
  body: z
    .strictObject({
      name: line(200).optional(),
      description: prose(2_000).nullable().optional(),
      scale: scale.optional(),
      scale_labels: labels.optional(),
      criteria: criteria.optional(),
      recommendation_required: z.boolean().optional(),
      comments_required: z.boolean().optional(),
      active: z.boolean().optional(),
    })
    .meta({ id: "ScorecardFormChange" }),
  status: 200,
  answer: ScorecardForm,
  refusals: ["scorecard_form.unknown", ...faults, "version.conflict"],
  example: { body: { comments_required: true } },
});

export const deleteScorecardForm = op({
  id: "deleteScorecardForm",
  method: "delete",
  path: "/v1/scorecard-forms/{id}",
  tag,
  summary: "Delete a scorecard form",
  description: "One that a stage or an event type is judged on is kept.",
  may: "jobs:write",
  param,
  status: 204,
  refusals: ["scorecard_form.unknown", "scorecard_form.in_use", "version.conflict"],
});

const ofEventType = z.object({ id: wireId("event_type") });

export const getEventTypeForm = op({
  id: "getEventTypeForm",
  method: "get",
  path: "/v1/event-types/{id}/scorecard-form",
  tag,
  summary: "Get the form an event type is judged on",
  may: "jobs:read",
  param: ofEventType,
  status: 200,
  answer: EventTypeForm,
  refusals: ["event_type.unknown"],
});

export const setEventTypeForm = op({
  id: "setEventTypeForm",
  method: "put",
  path: "/v1/event-types/{id}/scorecard-form",
  tag,
  summary: "Say on which form an event type is judged",
  description: "Where the interview and its stage name no form of their own. Null takes it away.",
  may: "jobs:write",
  param: ofEventType,
  body: z.strictObject({ form_id: wireId("scorecard_form").nullable() }).meta({ id: "EventTypeFormChoice" }),
  status: 200,
  answer: EventTypeForm,
  refusals: ["event_type.unknown", "scorecard_form.unknown", "scorecard_form.inactive"],
  example: { body: { form_id: null } },
});
