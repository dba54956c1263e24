import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, idOut, instantIn, instantOut, line, object, wireId } from "#http/wire.ts";

const tag = "Dead letters";
const status = z.enum(["waiting", "replayed", "resolved"]);

export const DeadLetter = z
  .strictObject({
    object: object("dead_letter"),
    id: idOut("dead_letter"),
    fact_id: idOut("fact"),
    fact_type: z.string(),
    reason: z.string().meta({ description: "Which listeners failed, and the kind of fault." }),
    status,
    buried_at: instantOut,
    closed_at: instantOut.nullable().meta({ description: "When it was replayed or resolved." }),
    closed_by: z.string().nullable(),
    version: z.int(),
  })
  .meta({ id: "DeadLetter" });

const param = z.object({ id: wireId("dead_letter") });

export const listDeadLetters = op({
  id: "listDeadLetters",
  method: "get",
  path: "/v1/dead-letters",
  tag,
  summary: "List what the system could not finish",
  description: "Facts on which a listener failed again and again. What the other listeners did stands.",
  may: "operations:read",
  query: z.object({
    status: anyOf(status).optional(),
    fact_type: anyOf(line(80)).optional(),
    buried_after: instantIn.optional(),
    buried_before: instantIn.optional(),
  }),
  order: ["buried_at.desc", "buried_at.asc"],
  status: 200,
  answer: DeadLetter,
});

export const getDeadLetter = op({
  id: "getDeadLetter",
  method: "get",
  path: "/v1/dead-letters/{id}",
  tag,
  summary: "Get a dead letter",
  may: "operations:read",
  param,
  status: 200,
  answer: DeadLetter,
  refusals: ["dead_letter.unknown"],
});

export const replayDeadLetter = op({
  id: "replayDeadLetter",
  method: "post",
  path: "/v1/dead-letters/{id}/replay",
  tag,
  summary: "Have the system try again",
  description:
    "Rings for the fact once more, for listeners that have not acted on it. One that fails again makes a new dead letter.",
  may: "operations:write",
  param,
  status: 200,
  answer: DeadLetter,
  refusals: ["dead_letter.unknown", "dead_letter.closed", "version.conflict"],
});

export const resolveDeadLetter = op({
  id: "resolveDeadLetter",
  method: "post",
  path: "/v1/dead-letters/{id}/resolve",
  tag,
  summary: "Give a dead letter up",
  description: "Nothing is tried again; whatever had to be done was done by hand, or need not be.",
  may: "operations:write",
  param,
  status: 200,
  answer: DeadLetter,
  refusals: ["dead_letter.unknown", "dead_letter.closed", "version.conflict"],
});
