import * as z from "zod";
import { op } from "#http/op.ts";
import { apiVersions } from "#http/versions.ts";
import { object } from "#http/wire.ts";

const tag = "Service";
const fine = z.literal("ok");

export const getLiveness = op({
  id: "getLiveness",
  method: "get",
  path: "/healthz",
  tag,
  summary: "Ask whether the service runs",
  description: "Looks at nothing beyond itself; `GET /readyz` does.",
  may: "anyone",
  status: 200,
  answer: z.strictObject({ object: object("liveness"), status: z.literal("live") }).meta({ id: "Liveness" }),
});

export const getReadiness = op({
  id: "getReadiness",
  method: "get",
  path: "/readyz",
  tag,
  summary: "Ask whether the service can work",
  description:
    "Asks the database and whether it is migrated, a Durable Object, and whether queue, file store and mail are bound. 503 names what is missing.",
  may: "anyone",
  status: 200,
  answer: z
    .strictObject({
      object: object("readiness"),
      status: z.literal("ready"),
      parts: z.strictObject({ database: fine, migrations: fine, objects: fine, queue: fine, files: fine, mail: fine }),
    })
    .meta({ id: "Readiness" }),
  refusals: ["service.not_ready"],
});

export const listApiVersions = op({
  id: "listApiVersions",
  method: "get",
  path: "/v1/versions",
  tag,
  summary: "List the dated versions of the API",
  description: "Newest first. Send one as `Interlock-Version`, or leave the header out.",
  may: "anyone",
  status: 200,
  answer: z
    .strictObject({
      object: object("list"),
      data: z.array(
        z.strictObject({ object: object("api_version"), version: z.enum(apiVersions), current: z.boolean() }),
      ),
      has_more: z.literal(false),
      next_cursor: z.null(),
    })
    .meta({ id: "ApiVersions" }),
});
