// How applications are looked back on: what became of one, and where they came from.
import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, idOut, instantIn, instantOut, object, wireId } from "#http/wire.ts";
import { status, words } from "./shapes.ts";

const tag = "Applications";

export const ApplicationEvent = z
  .strictObject({
    object: object("application_event"),
    application_id: idOut("application"),
    version: z.int().meta({ description: "The version of the application that this made." }),
    type: z.string().meta({ description: "What happened, as events tell it after `application.`.", example: "moved" }),
    from_stage_id: idOut("stage").nullable(),
    to_stage_id: idOut("stage").nullable(),
    from_status: status.nullable(),
    to_status: status,
    reason: z.string().nullable(),
    actor: z.string().meta({ description: "Who did it: the id of a member or key, or `system` or `public`." }),
    at: instantOut,
  })
  .meta({ id: "ApplicationEvent" });

export const listApplicationHistory = op({
  id: "listApplicationHistory",
  method: "get",
  path: "/v1/applications/{id}/history",
  tag,
  summary: "Read what became of an application",
  description: "One event for each version it ever had; nothing of it is ever changed.",
  may: "applications:read",
  param: z.object({ id: wireId("application") }),
  order: ["version.asc", "version.desc"],
  status: 200,
  answer: ApplicationEvent,
  refusals: ["application.unknown"],
});

const counts = {
  applications: z.int(),
  active: z.int(),
  hired: z.int(),
  rejected: z.int(),
  withdrawn: z.int(),
};

export const getApplicationSources = op({
  id: "getApplicationSources",
  method: "get",
  path: "/v1/application-sources",
  tag,
  summary: "Count applications by where they came from",
  description:
    "All that were made in a time, or for some jobs. Whoever names neither a job nor a beginning gets the last 90 days. The 200 " +
    "sources with the most applications are told; the sums are of all.",
  may: "applications:read",
  query: z.object({
    job_id: anyOf(wireId("job")).optional(),
    created_after: instantIn.optional().meta({ description: "Made from this instant on." }),
    created_before: instantIn.optional(),
  }),
  status: 200,
  drifts: true,
  answer: z
    .strictObject({
      object: object("application_sources"),
      created_after: instantOut.nullable(),
      created_before: instantOut.nullable(),
      ...counts,
      sources: z.array(
        z.strictObject({
          source: z.string().nullable().meta({ description: words.source }),
          medium: z.string().nullable().meta({ description: words.medium }),
          campaign: z.string().nullable().meta({ description: words.campaign }),
          ...counts,
        }),
      ),
      has_more: z.boolean(),
    })
    .meta({ id: "ApplicationSources" }),
});
