import * as z from "zod";
import { op } from "#http/op.ts";
import { idOut, instantOut, object, wireId } from "#http/wire.ts";
import { standings } from "./rules.ts";
import { purposes } from "./tables.ts";

const tag = "Interviews";

export const PanelLink = z
  .strictObject({
    object: object("panel_link"),
    id: idOut("panel_link"),
    interview_id: idOut("interview"),
    participant_id: idOut("participant"),
    purpose: z.enum(purposes).meta({
      description:
        "`respond`: accept or decline. `feedback`: hand in one's card. `windows`: say when one can. It does that once.",
    }),
    status: z.enum(standings).meta({
      description:
        "`moot`: what it was for is over, or somebody else has their place. Only a `good` one opens anything.",
    }),
    token: z.string().nullable().meta({
      description:
        "What `/v1/panel/{token}` takes. Of a link to answer by, while it is good; others go out in mails alone.",
    }),
    expires_at: instantOut,
    used_at: instantOut.nullable(),
    revoked_at: instantOut.nullable(),
    created_by: z.string(),
    created_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "PanelLink" });

const ofInterview = z.object({ id: wireId("interview") });
const ofSeat = z.object({ id: wireId("interview"), participant_id: wireId("participant") });

export const listPanelLinks = op({
  id: "listPanelLinks",
  method: "get",
  path: "/v1/interviews/{id}/links",
  tag,
  summary: "List the links that were made for a panel",
  description: "Those that are used up, expired or taken back stay in the list.",
  may: "interviews:write",
  param: ofInterview,
  order: ["created_at.desc", "created_at.asc"],
  drifts: true,
  status: 200,
  answer: PanelLink,
  refusals: ["interview.unknown"],
});

export const getPanelLink = op({
  id: "getPanelLink",
  method: "get",
  path: "/v1/panel-links/{id}",
  tag,
  summary: "Get a panel's link",
  may: "interviews:write",
  param: z.object({ id: wireId("panel_link") }),
  drifts: true,
  status: 200,
  answer: PanelLink,
  refusals: ["panel_link.unknown"],
});

export const createPanelLink = op({
  id: "createPanelLink",
  method: "post",
  path: "/v1/interviews/{id}/participants/{participant_id}/links",
  tag,
  summary: "Make a link by which somebody of the panel accepts or declines",
  description: "They need no account for it, and it works once.",
  may: "interviews:write",
  param: ofSeat,
  status: 201,
  answer: PanelLink,
  home: "/v1/panel-links",
  refusals: ["interview.unknown", "participant.unknown", "panel_link.over"],
});

export const revokePanelLink = op({
  id: "revokePanelLink",
  method: "post",
  path: "/v1/panel-links/{id}/revoke",
  tag,
  summary: "Take a panel's link back",
  may: "interviews:write",
  param: z.object({ id: wireId("panel_link") }),
  status: 200,
  answer: PanelLink,
  refusals: ["panel_link.unknown"],
});
