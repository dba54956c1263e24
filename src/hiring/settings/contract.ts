import * as z from "zod";
import { op } from "#http/op.ts";
import { instantOut, object } from "#http/wire.ts";

const tag = "Hiring";

const words = {
  cardDue: "A scorecard is due so long after its interview ends.",
  nudgeEvery: "Whoever owes a scorecard is reminded every so often.",
  nudges: "After so many reminders a scorecard that is still missing becomes the coordinator's to see to.",
  replaces: "Whether somebody else of the pool is asked at once when an interviewer declines.",
  replaceUntil: "Nobody is replaced by themselves any more when the interview begins in less than this.",
  swaps: "How often the panel of one interview may change so.",
};

export const HiringSettings = z
  .strictObject({
    object: object("hiring_settings"),
    card_due_hours: z.int().meta({ description: words.cardDue }),
    nudge_every_hours: z.int().meta({ description: words.nudgeEvery }),
    nudges_at_most: z.int().meta({ description: words.nudges }),
    replaces: z.boolean().meta({ description: words.replaces }),
    replace_until_hours: z.int().meta({ description: words.replaceUntil }),
    swaps_at_most: z.int().meta({ description: words.swaps }),
    created_at: instantOut.nullable(),
    updated_at: instantOut.nullable().meta({ description: "Null while nothing was ever changed, which is version 0." }),
    version: z.int(),
  })
  .meta({ id: "HiringSettings" });

export const getHiringSettings = op({
  id: "getHiringSettings",
  method: "get",
  path: "/v1/hiring-settings",
  tag,
  summary: "Get how the company hires",
  may: "tenant:read",
  status: 200,
  answer: HiringSettings,
});

export const changeHiringSettings = op({
  id: "changeHiringSettings",
  method: "patch",
  path: "/v1/hiring-settings",
  tag,
  summary: "Change how the company hires",
  description: "Scorecards that are owed already keep the moment they are due.",
  may: "tenant:write",
  body: z
    .strictObject({
      card_due_hours: z.int().min(1).max(720).optional().meta({ description: words.cardDue }),
      nudge_every_hours: z.int().min(1).max(336).optional().meta({ description: words.nudgeEvery }),
      nudges_at_most: z.int().min(0).max(20).optional().meta({ description: words.nudges }),
      replaces: z.boolean().optional().meta({ description: words.replaces }),
      replace_until_hours: z.int().min(0).max(336).optional().meta({ description: words.replaceUntil }),
      swaps_at_most: z.int().min(0).max(20).optional().meta({ description: words.swaps }),
    })
    .meta({ id: "HiringSettingsChange" }),
  status: 200,
  answer: HiringSettings,
  refusals: ["version.conflict"],
  example: { body: { card_due_hours: 48, swaps_at_most: 2 } },
});
