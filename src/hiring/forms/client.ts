// A form in the words it is shown in, wherever it is shown.
import * as z from "zod";
import { idOut, instantOut, object } from "#http/wire.ts";
import { toWire } from "#kernel/instant.ts";
import type { ScorecardForm as Form } from "./tables.ts";

const Criterion = z
  .strictObject({
    id: z.string(),
    label: z.string(),
    description: z.string().nullable(),
    required: z.boolean(),
    weight: z.int(),
  })
  .meta({ id: "Criterion" });

export const ScorecardForm = z
  .strictObject({
    object: object("scorecard_form"),
    id: idOut("scorecard_form"),
    name: z.string(),
    description: z.string().nullable(),
    scale: z.int().meta({ description: "Criteria are judged from 1 to this." }),
    scale_labels: z.array(z.string()).meta({ description: "What each step is called, from 1 on; or none." }),
    criteria: z.array(Criterion),
    recommendation_required: z.boolean(),
    comments_required: z.boolean(),
    active: z.boolean().meta({ description: "An inactive form is chosen for nothing new; what has it keeps it." }),
    created_by: z.string(),
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "ScorecardForm" });

export function formView(form: Form) {
  return {
    object: "scorecard_form" as const,
    id: form.id,
    name: form.name,
    description: form.description,
    scale: form.scale,
    scale_labels: form.scaleLabels,
    criteria: form.criteria,
    recommendation_required: form.recommendationRequired,
    comments_required: form.commentsRequired,
    active: form.active,
    created_by: form.createdBy,
    created_at: toWire(form.createdAt),
    updated_at: toWire(form.updatedAt),
    version: form.version,
  };
}
