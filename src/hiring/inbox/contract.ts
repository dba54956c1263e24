import * as z from "zod";
import { whyNots } from "#hiring/panel/rules.ts";
import { op } from "#http/op.ts";
import { anyOf, idOut, instantOut, object, wireId } from "#http/wire.ts";
import { kinds } from "./rules.ts";

const kind = z.enum(kinds).meta({
  description:
    "`to_schedule`: planned and without a time. `waiting_for_candidate`: they have a link, or were asked when they can. `declined`: " +
    "somebody of the panel does not come, and nobody was sent instead. `expiring_hold`: its time is kept until `expires_at` unless a " +
    "host says yes. `overdue_scorecard`: a card is late. `conflict`: somebody of the panel cannot come to an hour of the next 30 days.",
});

export const InboxItem = z
  .strictObject({
    object: object("inbox_item"),
    id: z.string().meta({ description: "Names this item for as long as it is there." }),
    kind,
    at: instantOut.meta({
      description: "Since when it waits or is late; of what lies ahead, when the interview begins. Lists go by it.",
    }),
    why: z
      .enum(["planned", "link_open", "windows_asked", "windows_given", ...whyNots, "left", "away", "double_booked"])
      .nullable(),
    reason: z.string().nullable().meta({ description: "What who declined has said." }),
    interview_id: idOut("interview"),
    title: z.string(),
    application_id: idOut("application").nullable(),
    candidate_id: idOut("candidate").nullable(),
    job_id: idOut("job").nullable(),
    organizer_id: idOut("member").nullable(),
    booking_id: idOut("booking").nullable(),
    starts_at: instantOut.nullable(),
    participant_id: idOut("participant").nullable().meta({ description: "Of whom it is about." }),
    member_id: idOut("member").nullable(),
    expires_at: instantOut.nullable(),
    candidate: z
      .strictObject({
        id: idOut("candidate").nullable(),
        name: z.string(),
        email: z.string(),
        time_zone: z.string().nullable(),
      })
      .nullable()
      .optional()
      .meta({ description: "Whom it is with; a guest has no id. Present when `expand=candidate` was asked for." }),
    job: z
      .strictObject({ id: idOut("job"), title: z.string() })
      .nullable()
      .optional()
      .meta({ description: "Present when `expand=job` was asked for." }),
  })
  .meta({ id: "InboxItem" });

export const listInbox = op({
  id: "listInbox",
  method: "get",
  path: "/v1/inbox",
  tag: "Interviews",
  summary: "List what a coordinator has to see to",
  description:
    "What is longest late first. Nothing is kept for it: whatever is settled is gone from it. Late scorecards are for who holds " +
    "`scorecards:read`; `expand=candidate` also needs `candidates:read`, and `job` `jobs:read`.",
  may: "interviews:write",
  query: z.object({
    kind: anyOf(kind).optional(),
    job_id: anyOf(wireId("job")).optional(),
    application_id: anyOf(wireId("application")).optional(),
    organizer_id: anyOf(wireId("member")).optional(),
    mine: z.literal("true").optional().meta({ description: "Interviews the caller organises; a key organises none." }),
  }),
  order: ["at.asc"],
  expand: ["candidate", "job"],
  drifts: true,
  status: 200,
  answer: InboxItem,
  refusals: ["permission.missing"],
});
