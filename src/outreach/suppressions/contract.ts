import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, emailIn, idOut, instantOut, object, prose, wireId } from "#http/wire.ts";
import { reasons, scopes } from "./tables.ts";

const tag = "Suppressions";
const reason = z.enum(reasons);
const category = z.enum(scopes);

export const Suppression = z
  .strictObject({
    object: object("suppression"),
    id: idOut("suppression"),
    email: z.string(),
    category: category.meta({ description: "What it is not written to about; `all` is everything." }),
    reason: reason.meta({
      description:
        "`bounce`: a mail came back. `complaint`: a mail was called spam. `unsubscribe`: by the link of a mail. `manual`: staff. " +
        "What was asked for, such as the confirmation of a booking, still goes to whoever complained or unsubscribed.",
    }),
    note: z.string().nullable(),
    delivery_id: idOut("delivery").nullable().meta({ description: "The mail that came back or was complained of." }),
    created_by: z.string(),
    created_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Suppression" });

const param = z.object({ id: wireId("suppression") });

export const listSuppressions = op({
  id: "listSuppressions",
  method: "get",
  path: "/v1/suppressions",
  tag,
  summary: "List suppressed addresses",
  may: "deliveries:read",
  query: z.object({
    email: emailIn.optional(),
    reason: anyOf(reason).optional(),
    category: anyOf(category).optional(),
  }),
  order: ["created_at.desc", "created_at.asc"],
  status: 200,
  answer: Suppression,
});

export const getSuppression = op({
  id: "getSuppression",
  method: "get",
  path: "/v1/suppressions/{id}",
  tag,
  summary: "Get a suppressed address",
  may: "deliveries:read",
  param,
  status: 200,
  answer: Suppression,
  refusals: ["suppression.unknown"],
});

export const createSuppression = op({
  id: "createSuppression",
  method: "post",
  path: "/v1/suppressions",
  tag,
  summary: "Suppress an address",
  description: "By staff, or from a list kept elsewhere. From now on it is not written to.",
  may: "suppressions:write",
  body: z
    .strictObject({
      email: emailIn,
      category: category.default("all"),
      reason: reason.default("manual"),
      note: prose(500).nullable().default(null),
    })
    .meta({ id: "SuppressionCreate" }),
  status: 201,
  answer: Suppression,
  refusals: ["suppression.exists"],
  example: { body: { email: "no-more@guest.example", note: "Asked us on the phone" } },
});

export const deleteSuppression = op({
  id: "deleteSuppression",
  method: "delete",
  path: "/v1/suppressions/{id}",
  tag,
  summary: "Write to an address again",
  description: "For whoever has asked to be written to again, or whose mailbox works again.",
  may: "suppressions:write",
  param,
  status: 204,
  refusals: ["suppression.unknown", "version.conflict"],
});
