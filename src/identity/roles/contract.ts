import * as z from "zod";
import { op } from "#http/op.ts";
import { flag, idOut, instantOut, line, metadata, metadataPatch, object, prose, wireId } from "#http/wire.ts";
import { allPermissions } from "#identity/permissions.ts";

const tag = "Roles";
const permissions = z
  .array(z.enum(allPermissions))
  .refine((list) => new Set(list).size === list.length, "must name each permission once");
const key = z.string().regex(/^[a-z][a-z0-9_-]{0,39}$/, "must be lower-case letters, digits, hyphens and underscores");

export const Permission = z
  .strictObject({ object: object("permission"), key: z.string(), description: z.string() })
  .meta({ id: "Permission" });

export const Role = z
  .strictObject({
    object: object("role"),
    id: idOut("role"),
    key: z.string(),
    name: z.string(),
    description: z.string().nullable(),
    built_in: z.boolean(),
    active: z.boolean().meta({ description: "An inactive role stays granted and allows nothing." }),
    permissions: z.array(z.string()),
    member_count: z.int().optional().meta({ description: "How many members hold it; present when one role is read." }),
    metadata,
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Role" });

const param = z.object({ id: wireId("role") });

export const listPermissions = op({
  id: "listPermissions",
  method: "get",
  path: "/v1/permissions",
  tag,
  summary: "List every permission there is",
  description: "Roles and the scopes of API keys are made of these.",
  may: "tenant",
  order: ["key.asc", "key.desc"],
  status: 200,
  answer: Permission,
});

export const listRoles = op({
  id: "listRoles",
  method: "get",
  path: "/v1/roles",
  tag,
  summary: "List roles",
  may: "roles:read",
  query: z.object({
    built_in: flag.optional(),
    active: flag.optional(),
    q: line(200).optional().meta({ description: "Roles whose name or key contains this, in any case." }),
  }),
  order: ["created_at.asc", "created_at.desc", "name.asc", "name.desc"],
  status: 200,
  answer: Role,
});

export const getRole = op({
  id: "getRole",
  method: "get",
  path: "/v1/roles/{id}",
  tag,
  summary: "Get a role, and how many hold it",
  may: "roles:read",
  param,
  drifts: true,
  status: 200,
  answer: Role,
  refusals: ["role.unknown"],
});

export const createRole = op({
  id: "createRole",
  method: "post",
  path: "/v1/roles",
  tag,
  summary: "Make a role",
  description: "It may allow no more than the caller may.",
  may: "roles:write",
  body: z
    .strictObject({
      key,
      name: line(100),
      description: prose(1_000).nullable().default(null),
      permissions,
      active: z.boolean().default(true),
      metadata: metadata.default({}),
    })
    .meta({ id: "RoleCreate" }),
  status: 201,
  answer: Role,
  refusals: ["role.key_taken", "role.name_taken", "role.beyond_yours"],
  example: { body: { key: "sourcer", name: "Sourcer", permissions: ["tenant:read", "members:read"] } },
});

export const changeRole = op({
  id: "changeRole",
  method: "patch",
  path: "/v1/roles/{id}",
  tag,
  summary: "Change a role",
  description: "Takes effect for everybody who holds it: writes at once, reads within half a minute.",
  may: "roles:write",
  param,
  body: z
    .strictObject({
      name: line(100).optional(),
      description: prose(1_000).nullable().optional(),
      permissions: permissions.optional(),
      active: z.boolean().optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "RoleChange" }),
  status: 200,
  answer: Role,
  refusals: ["role.unknown", "role.built_in", "role.name_taken", "role.beyond_yours", "version.conflict"],
  example: { body: { description: "Finds people and hands them on." } },
});

export const deleteRole = op({
  id: "deleteRole",
  method: "delete",
  path: "/v1/roles/{id}",
  tag,
  summary: "Delete a role",
  description: "Refused while a member holds it or an open invitation promises it.",
  may: "roles:write",
  param,
  status: 204,
  refusals: ["role.unknown", "role.built_in", "role.in_use", "role.beyond_yours", "version.conflict"],
});
