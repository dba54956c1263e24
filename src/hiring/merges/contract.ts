import * as z from "zod";
import { Candidate } from "#hiring/candidates/client.ts";
import { op } from "#http/op.ts";
import { wireId } from "#http/wire.ts";

export const mergeCandidates = op({
  id: "mergeCandidates",
  method: "post",
  path: "/v1/candidates/{id}/merge",
  tag: "Candidates",
  summary: "Bring two records of one person together",
  description:
    "What `from_id` has goes to this candidate: addresses, tags, skills, notes, applications, interviews, cards, and every field this " +
    "one has nothing in; a copy of the record as it was is kept. An application for a job this candidate was considered for as well " +
    "stays with the record that goes, withdrawn with the reason `merged`; its interviews come along. `from_id` answers 410 from then on.",
  may: "candidates:write",
  param: z.object({ id: wireId("candidate") }),
  body: z.strictObject({ from_id: wireId("candidate") }).meta({ id: "CandidateMerge" }),
  status: 200,
  answer: Candidate,
  refusals: [
    "candidate.unknown",
    "candidate.merged",
    "candidate.merge_self",
    "candidate.merge_unknown",
    "candidate.merge_open",
    "version.conflict",
  ],
  example: { body: { from_id: "cnd_01h455vb4pex5vsknk084sn02q" } },
});
