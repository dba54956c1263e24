import * as z from "zod";
import { op } from "#http/op.ts";
import { idOut, instantIn, instantOut, object, wireId } from "#http/wire.ts";

const tag = "Interviews";

export const WindowsRequest = z
  .strictObject({
    object: object("windows_request"),
    interview_id: idOut("interview"),
    panel_link_id: idOut("panel_link"),
    token: z.string().meta({ description: "What `/v1/panel/{token}/windows` takes, once." }),
    asked_at: instantOut,
    expires_at: instantOut,
  })
  .meta({ id: "WindowsRequest" });

export const askInterviewWindows = op({
  id: "askInterviewWindows",
  method: "post",
  path: "/v1/interviews/{id}/ask-windows",
  tag,
  summary: "Ask the candidate when they can",
  description: "Makes a link by which they say so once, without an account.",
  may: "interviews:write",
  param: z.object({ id: wireId("interview") }),
  status: 200,
  answer: WindowsRequest,
  refusals: [
    "interview.unknown",
    "interview.wrong_state",
    "interview.for_many",
    "interview.candidate_missing",
    "version.conflict",
  ],
});

export const GivenWindows = z
  .strictObject({
    object: object("given_windows"),
    windows: z.array(z.strictObject({ from: instantOut, to: instantOut })),
    given_at: instantOut,
  })
  .meta({ id: "GivenWindows" });

export const giveWindowsByLink = op({
  id: "giveWindowsByLink",
  method: "post",
  path: "/v1/panel/{token}/windows",
  tag,
  summary: "Say when one can",
  description: "By the candidate, with the link they were sent; it works once.",
  may: "anyone",
  param: z.object({ token: z.string().min(1).max(300) }),
  body: z
    .strictObject({
      windows: z
        .array(z.strictObject({ from: instantIn, to: instantIn }))
        .min(1)
        .max(50),
    })
    .meta({ id: "WindowsGive" }),
  status: 200,
  answer: GivenWindows,
  refusals: [
    "panel_link.unknown",
    "panel_link.over",
    "panel_link.other_purpose",
    "interview.wrong_state",
    "interview.windows_unfit",
  ],
  example: {
    param: { token: "act_01h455vb4pex5vsknk084sn02q.ten_01h455vb4pex5vsknk084sn02q.signature" },
    body: { windows: [{ from: "2026-11-23T09:00:00Z", to: "2026-11-23T12:00:00Z" }] },
  },
});
