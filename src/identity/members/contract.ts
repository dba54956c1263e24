import * as z from "zod";
import { op } from "#http/op.ts";
import {
  anyOf,
  idOut,
  instantIn,
  instantOut,
  line,
  metadata,
  metadataPatch,
  object,
  prose,
  wireId,
} from "#http/wire.ts";

const tag = "Members";
const status = z.enum(["active", "suspended", "deactivated"]);

const MemberRole = z
  .strictObject({
    id: idOut("role"),
    key: z.string(),
    name: z.string(),
    built_in: z.boolean(),
    active: z.boolean(),
    permissions: z.array(z.string()),
  })
  .meta({ id: "MemberRole" });

const MemberTeam = z
  .strictObject({ id: idOut("team"), name: z.string(), role: z.enum(["owner", "admin", "member", "viewer"]) })
  .meta({ id: "MemberTeam" });

const MemberUser = z
  .strictObject({
    id: idOut("user"),
    given_name: z.string().nullable(),
    family_name: z.string().nullable(),
    image_url: z.string().nullable(),
    time_zone: z.string().nullable(),
    locale: z.string().nullable(),
  })
  .meta({ id: "MemberUser" });

export const Member = z
  .strictObject({
    object: object("member"),
    id: idOut("member"),
    user_id: idOut("user"),
    display_name: z.string(),
    email: z.string(),
    title: z.string().nullable(),
    company_role: z.string().nullable(),
    status,
    role_ids: z.array(idOut("role")),
    role_keys: z.array(z.string()),
    roles: z.array(MemberRole).optional().meta({ description: "Present when `expand=roles` was asked for." }),
    teams: z.array(MemberTeam).optional().meta({ description: "Present when `expand=teams` was asked for." }),
    user: MemberUser.optional().meta({ description: "Present when `expand=user` was asked for." }),
    suspended_at: instantOut.nullable(),
    suspended_by: z.string().nullable(),
    suspended_reason: z.string().nullable().optional().meta({ description: "Told to those who may suspend." }),
    deactivated_at: instantOut.nullable(),
    deactivated_by: z.string().nullable(),
    invited_by: z.string().nullable(),
    joined_at: instantOut,
    metadata,
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Member" });

export const RoleGrant = z
  .strictObject({
    object: object("role_grant"),
    member_id: idOut("member"),
    role_id: idOut("role"),
    role_key: z.string(),
    role_name: z.string(),
    granted_by: z.string(),
    granted_at: instantOut,
  })
  .meta({ id: "RoleGrant" });

const param = z.object({ id: wireId("member") });
const expand = ["roles", "teams", "user"] as const;
const roleIds = z
  .array(wireId("role"))
  .min(1)
  .max(20)
  .refine((list) => new Set(list).size === list.length, "must name each role once");

export const listMembers = op({
  id: "listMembers",
  method: "get",
  path: "/v1/members",
  tag,
  summary: "List members",
  description: "Everybody who works here, suspended and deactivated people too. Who has left is not in the list.",
  may: "members:read",
  query: z.object({
    status: anyOf(status).optional(),
    role_id: anyOf(wireId("role")).optional(),
    role_key: anyOf(line(40)).optional(),
    team_id: anyOf(wireId("team")).optional(),
    q: line(200).optional().meta({ description: "Members whose name or e-mail contains this, in any case." }),
    joined_after: instantIn.optional(),
    joined_before: instantIn.optional(),
  }),
  order: ["created_at.desc", "created_at.asc", "display_name.asc", "display_name.desc"],
  expand,
  status: 200,
  answer: Member,
});

export const getMember = op({
  id: "getMember",
  method: "get",
  path: "/v1/members/{id}",
  tag,
  summary: "Get a member",
  may: "members:read",
  param,
  expand,
  status: 200,
  answer: Member,
  refusals: ["member.unknown"],
});

export const changeMember = op({
  id: "changeMember",
  method: "patch",
  path: "/v1/members/{id}",
  tag,
  summary: "Change a member's place in the company",
  description: "Names and addresses are the person's own and are changed by them.",
  may: "members:write",
  param,
  body: z
    .strictObject({
      title: line(200).nullable().optional(),
      company_role: line(200).nullable().optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "MemberChange" }),
  status: 200,
  answer: Member,
  refusals: ["member.unknown", "version.conflict"],
  example: { body: { title: "Engineering manager" } },
});

export const listMemberRoles = op({
  id: "listMemberRoles",
  method: "get",
  path: "/v1/members/{id}/roles",
  tag,
  summary: "List a member's roles, and who granted them",
  may: "members:read",
  param,
  order: ["granted_at.asc", "granted_at.desc"],
  status: 200,
  answer: RoleGrant,
  refusals: ["member.unknown"],
});

export const setMemberRoles = op({
  id: "setMemberRoles",
  method: "put",
  path: "/v1/members/{id}/roles",
  tag,
  summary: "Say which roles a member has",
  description: "The whole set. Nobody grants more than they hold, or takes from somebody who holds more than they do.",
  may: "members:write",
  param,
  body: z.strictObject({ role_ids: roleIds }).meta({ id: "MemberRoles" }),
  status: 200,
  answer: Member,
  refusals: [
    "member.unknown",
    "member.role_unknown",
    "member.beyond_yours",
    "member.last_owner",
    "role.beyond_yours",
    "version.conflict",
  ],
  example: { body: { role_ids: ["rol_01h455vb4pex5vsknk084sn02q"] } },
});

export const suspendMember = op({
  id: "suspendMember",
  method: "post",
  path: "/v1/members/{id}/suspend",
  tag,
  summary: "Suspend a member",
  description:
    "Takes their rights away, to write at once and to read within half a minute. Roles and team seats come back with `restore`.",
  may: "members:write",
  param,
  body: z.strictObject({ reason: prose(500).nullable().default(null) }).meta({ id: "MemberSuspend" }),
  status: 200,
  answer: Member,
  refusals: ["member.unknown", "member.not_active", "member.beyond_yours", "member.last_owner", "version.conflict"],
  example: { body: { reason: "Laptop reported stolen" } },
});

export const restoreMember = op({
  id: "restoreMember",
  method: "post",
  path: "/v1/members/{id}/restore",
  tag,
  summary: "Lift a member's suspension",
  may: "members:write",
  param,
  status: 200,
  answer: Member,
  refusals: ["member.unknown", "member.not_suspended", "member.beyond_yours", "version.conflict"],
});

export const deactivateMember = op({
  id: "deactivateMember",
  method: "post",
  path: "/v1/members/{id}/deactivate",
  tag,
  summary: "Deactivate a member",
  description:
    "Ends their service here. Nothing is freed silently: roles and team seats stay as they are, without effect.",
  may: "members:write",
  param,
  status: 200,
  answer: Member,
  refusals: [
    "member.unknown",
    "member.already_deactivated",
    "member.beyond_yours",
    "member.last_owner",
    "version.conflict",
  ],
});

export const reactivateMember = op({
  id: "reactivateMember",
  method: "post",
  path: "/v1/members/{id}/reactivate",
  tag,
  summary: "Reactivate a member",
  description: "Somebody who was suspended before comes back suspended.",
  may: "members:write",
  param,
  status: 200,
  answer: Member,
  refusals: ["member.unknown", "member.not_deactivated", "member.beyond_yours", "version.conflict"],
});

export const removeMember = op({
  id: "removeMember",
  method: "delete",
  path: "/v1/members/{id}",
  tag,
  summary: "Remove a member",
  description:
    "They leave every list. Roles and team seats stay on record without effect; a new invitation brings them back.",
  may: "members:write",
  param,
  status: 204,
  refusals: ["member.unknown", "member.beyond_yours", "member.last_owner", "version.conflict"],
});

export const leaveTenant = op({
  id: "leaveTenant",
  method: "post",
  path: "/v1/tenant/leave",
  tag,
  summary: "Leave the company the session is in",
  description: "For people only. The last owner cannot leave.",
  may: "person",
  status: 204,
  refusals: ["member.unknown", "member.last_owner"],
});
