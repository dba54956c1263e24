import * as z from "zod";
import { op } from "#http/op.ts";
import { anyOf, idOut, instantIn, instantOut, line, metadata, metadataPatch, object, wireId } from "#http/wire.ts";
import { allPermissions } from "#identity/permissions.ts";
import { defaultDays, defaultOverlapHours, maxDays, maxOverlapHours } from "./rules.ts";

const tag = "API keys";
const scope = z.enum(allPermissions);
const scopes = z
  .array(scope)
  .min(1)
  .refine((list) => new Set(list).size === list.length, "must name each permission once");
const status = z.enum(["active", "expired", "revoked"]);

const shape = {
  object: object("api_key"),
  id: idOut("api_key"),
  name: z.string(),
  prefix: z.string().meta({ description: "How the key begins: enough to recognise it by, no use to anybody else." }),
  scopes: z.array(z.string()),
  status,
  api_version: z.string(),
  expires_at: instantOut,
  last_used_at: instantOut.nullable().meta({ description: "To the minute. It moves without a new `version`." }),
  previous_works_until: instantOut
    .nullable()
    .meta({ description: "After a rotation: how long the old secret goes on." }),
  revoked_at: instantOut.nullable(),
  revoked_by: z.string().nullable(),
  created_by: z.string(),
  metadata,
  created_at: instantOut,
  updated_at: instantOut,
  version: z.int(),
};

export const ApiKey = z.strictObject(shape).meta({ id: "ApiKey" });

export const ApiKeyWithSecret = z
  .strictObject({
    ...shape,
    secret: z.string().meta({ description: "The key itself. Shown this once and not kept: store it now." }),
  })
  .meta({ id: "ApiKeyWithSecret" });

const param = z.object({ id: wireId("api_key") });

export const listApiKeys = op({
  id: "listApiKeys",
  method: "get",
  path: "/v1/api-keys",
  tag,
  summary: "List API keys",
  description: "Revoked and expired keys stay in the list.",
  may: "api_keys:read",
  query: z.object({
    status: anyOf(status).optional(),
    scope: anyOf(scope).optional().meta({ description: "Keys that hold any of these permissions." }),
    created_by: anyOf(z.union([wireId("member"), wireId("api_key")])).optional(),
    expires_before: instantIn.optional(),
    name: line(200).optional().meta({ description: "Keys whose name contains this, in any case." }),
  }),
  order: ["created_at.desc", "created_at.asc", "name.asc", "name.desc", "expires_at.asc", "expires_at.desc"],
  status: 200,
  answer: ApiKey,
});

export const getApiKey = op({
  id: "getApiKey",
  method: "get",
  path: "/v1/api-keys/{id}",
  tag,
  summary: "Get an API key",
  may: "api_keys:read",
  param,
  drifts: true,
  status: 200,
  answer: ApiKey,
  refusals: ["api_key.unknown"],
});

export const createApiKey = op({
  id: "createApiKey",
  method: "post",
  path: "/v1/api-keys",
  tag,
  summary: "Make an API key",
  description:
    "The answer holds the key, once. It may do no more than you may, and a key made with a key ends no later than that one.",
  may: "api_keys:write",
  body: z
    .strictObject({
      name: line(200),
      scopes,
      expires_in_days: z
        .int()
        .min(1)
        .max(maxDays)
        .optional()
        .meta({ description: `${defaultDays} when left out, or less when your own key ends sooner.` }),
      metadata: metadata.default({}),
    })
    .meta({ id: "ApiKeyCreate" }),
  status: 201,
  answer: ApiKeyWithSecret,
  secret: true,
  refusals: ["api_key.beyond_yours", "api_key.outlives_yours"],
  example: { body: { name: "Nightly export", scopes: ["teams:read", "members:read"], expires_in_days: 30 } },
});

export const changeApiKey = op({
  id: "changeApiKey",
  method: "patch",
  path: "/v1/api-keys/{id}",
  tag,
  summary: "Change an API key",
  description: "Permissions can be taken away, and added as far as you hold them yourself.",
  may: "api_keys:write",
  param,
  body: z
    .strictObject({ name: line(200).optional(), scopes: scopes.optional(), metadata: metadataPatch.optional() })
    .meta({ id: "ApiKeyChange" }),
  status: 200,
  answer: ApiKey,
  refusals: ["api_key.unknown", "api_key.beyond_yours", "api_key.revoked", "api_key.expired", "version.conflict"],
  example: { body: { scopes: ["teams:read"] } },
});

export const rotateApiKey = op({
  id: "rotateApiKey",
  method: "post",
  path: "/v1/api-keys/{id}/rotate",
  tag,
  summary: "Give an API key a new secret",
  description:
    "The answer holds the new key, once. The old one works until the overlap ends; one from an earlier rotation ends now. Name, permissions and expiry stay.",
  may: "api_keys:write",
  param,
  body: z
    .strictObject({ overlap_hours: z.int().min(0).max(maxOverlapHours).default(defaultOverlapHours) })
    .meta({ id: "ApiKeyRotation" }),
  status: 200,
  answer: ApiKeyWithSecret,
  secret: true,
  refusals: [
    "api_key.unknown",
    "api_key.beyond_yours",
    "api_key.outlives_yours",
    "api_key.revoked",
    "api_key.expired",
    "version.conflict",
  ],
  example: { body: { overlap_hours: 24 } },
});

export const revokeApiKey = op({
  id: "revokeApiKey",
  method: "post",
  path: "/v1/api-keys/{id}/revoke",
  tag,
  summary: "Revoke an API key",
  description:
    "It writes nothing more from this moment on, and reads nothing more within seconds. This cannot be undone.",
  may: "api_keys:write",
  param,
  status: 200,
  answer: ApiKey,
  refusals: ["api_key.unknown", "api_key.revoked", "version.conflict"],
});

export const deleteApiKey = op({
  id: "deleteApiKey",
  method: "delete",
  path: "/v1/api-keys/{id}",
  tag,
  summary: "Revoke an API key and be done with it",
  description: "The same as revoking: the row stays, because the audit trail names it.",
  may: "api_keys:write",
  param,
  status: 204,
  refusals: ["api_key.unknown", "api_key.revoked", "version.conflict"],
});
