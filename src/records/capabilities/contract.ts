import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, object } from "#http/wire.ts";
import { seeds, statuses } from "./registry.ts";

export const Capability = z
  .strictObject({
    object: object("capability"),
    id: z.string().regex(/^[A-Z]{3}-\d\d$/),
    seed: z.enum(seeds).meta({ description: "The document the row comes from." }),
    entity: z.string().meta({ description: "What it is called there." }),
    capability: z.string(),
    canonical: z.array(z.string()).meta({ description: "What it is here." }),
    status: z.enum(statuses),
    note: z.string().nullable().meta({ description: "What is left out of it, or why it is refused." }),
    routes: z.array(z.string()),
    tests: z.array(z.string()).meta({ description: "The tests that show it, as `file: title`." }),
  })
  .meta({ id: "Capability" });

export const listCapabilities = op({
  id: "listCapabilities",
  method: "get",
  path: "/v1/capabilities",
  tag: "Service",
  summary: "List what this API can do, and what it cannot yet",
  description:
    "Every entity of the documents this product comes from: working (`native`), working through an adapter (`port`), kept without behaviour (`recorded`), `planned`, or `refused` with the reason.",
  may: "anyone",
  query: z.object({ status: anyOf(z.enum(statuses)).optional(), seed: anyOf(z.enum(seeds)).optional() }),
  order: ["id.asc", "id.desc"],
  status: 200,
  answer: Capability,
});
