// A stage in the words it is shown in, wherever it is shown.
import * as z from "zod";
import { idOut, instantOut, object } from "#http/wire.ts";
import { toWire } from "#kernel/instant.ts";
import { type JobStage, stageKinds } from "./tables.ts";

export const Stage = z
  .strictObject({
    object: object("stage"),
    id: idOut("stage"),
    name: z.string(),
    kind: z.enum(stageKinds),
    position: z.int(),
    event_type_id: idOut("event_type").nullable().meta({ description: "What is booked at this stage." }),
    form_id: idOut("scorecard_form")
      .nullable()
      .meta({ description: "What its cards are written on; without one, on the event type's form." }),
    instructions: z.string().nullable().meta({ description: "For whoever interviews here." }),
    created_at: instantOut,
    updated_at: instantOut,
  })
  .meta({ id: "Stage" });

export function stageView(stage: JobStage) {
  return {
    object: "stage" as const,
    id: stage.id,
    name: stage.name,
    kind: stage.kind,
    position: stage.position,
    event_type_id: stage.eventTypeId,
    form_id: stage.formId,
    instructions: stage.instructions,
    created_at: toWire(stage.createdAt),
    updated_at: toWire(stage.updatedAt),
  };
}
