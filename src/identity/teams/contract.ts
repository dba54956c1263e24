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

const tag = "Teams";
const teamRole = z.enum(["owner", "admin", "member", "viewer"]);

export const TeamMembership = z
  .strictObject({
    object: object("team_member"),
    team_id: idOut("team"),
    member_id: idOut("member"),
    role: teamRole,
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "TeamMember" });

export const Team = z
  .strictObject({
    object: object("team"),
    id: idOut("team"),
    name: z.string(),
    description: z.string().nullable(),
    parent_id: idOut("team").nullable(),
    members: z.array(TeamMembership).optional().meta({ description: "Present when `expand=members` was asked for." }),
    metadata,
    created_at: instantOut,
    updated_at: instantOut,
    version: z.int(),
  })
  .meta({ id: "Team" });

const param = z.object({ id: wireId("team") });
const seat = z.object({ id: wireId("team"), member_id: wireId("member") });

export const listTeams = op({
  id: "listTeams",
  method: "get",
  path: "/v1/teams",
  tag,
  summary: "List teams",
  may: "teams:read",
  query: z.object({
    parent_id: anyOf(wireId("team")).optional(),
    member_id: anyOf(wireId("member")).optional(),
    name: line(200).optional().meta({ description: "Teams whose name contains this, in any case." }),
    created_after: instantIn.optional(),
    created_before: instantIn.optional(),
  }),
  order: ["created_at.desc", "created_at.asc", "name.asc", "name.desc"],
  expand: ["members"],
  status: 200,
  answer: Team,
});

export const getTeam = op({
  id: "getTeam",
  method: "get",
  path: "/v1/teams/{id}",
  tag,
  summary: "Get a team",
  may: "teams:read",
  param,
  expand: ["members"],
  status: 200,
  answer: Team,
  refusals: ["team.unknown"],
});

export const createTeam = op({
  id: "createTeam",
  method: "post",
  path: "/v1/teams",
  tag,
  summary: "Make a team",
  may: "teams:write",
  body: z
    .strictObject({
      name: line(200),
      description: prose(2_000).nullable().default(null),
      parent_id: wireId("team").nullable().default(null),
      metadata: metadata.default({}),
    })
    .meta({ id: "TeamCreate" }),
  status: 201,
  answer: Team,
  refusals: ["team.name_taken", "team.parent_unknown", "team.too_deep"],
  example: { body: { name: "Platform hiring" } },
});

export const changeTeam = op({
  id: "changeTeam",
  method: "patch",
  path: "/v1/teams/{id}",
  tag,
  summary: "Change a team",
  may: "teams:write",
  param,
  body: z
    .strictObject({
      name: line(200).optional(),
      description: prose(2_000).nullable().optional(),
      parent_id: wireId("team").nullable().optional(),
      metadata: metadataPatch.optional(),
    })
    .meta({ id: "TeamChange" }),
  status: 200,
  answer: Team,
  refusals: [
    "team.unknown",
    "team.name_taken",
    "team.parent_unknown",
    "team.circular",
    "team.too_deep",
    "version.conflict",
  ],
  example: { body: { description: "Hires for the platform group" } },
});

export const deleteTeam = op({
  id: "deleteTeam",
  method: "delete",
  path: "/v1/teams/{id}",
  tag,
  summary: "Delete a team",
  description:
    "The team leaves every list; its people stay members of the tenant. A team that has teams below it is kept.",
  may: "teams:write",
  param,
  status: 204,
  refusals: ["team.unknown", "team.has_children", "version.conflict"],
});

export const listTeamMembers = op({
  id: "listTeamMembers",
  method: "get",
  path: "/v1/teams/{id}/members",
  tag,
  summary: "List the people of a team",
  may: "teams:read",
  param,
  query: z.object({ role: anyOf(teamRole).optional() }),
  order: ["created_at.asc", "created_at.desc"],
  status: 200,
  answer: TeamMembership,
  refusals: ["team.unknown"],
});

export const seatTeamMember = op({
  id: "seatTeamMember",
  method: "put",
  path: "/v1/teams/{id}/members/{member_id}",
  tag,
  summary: "Put a member into a team, or give them another role there",
  may: "teams:write",
  param: seat,
  body: z.strictObject({ role: teamRole }).meta({ id: "TeamSeat" }),
  status: 200,
  answer: TeamMembership,
  refusals: ["team.unknown", "team.member_unknown", "version.conflict"],
  example: { body: { role: "member" } },
});

export const unseatTeamMember = op({
  id: "unseatTeamMember",
  method: "delete",
  path: "/v1/teams/{id}/members/{member_id}",
  tag,
  summary: "Take a member out of a team",
  may: "teams:write",
  param: seat,
  status: 204,
  refusals: ["team.unknown", "team.member_unknown", "version.conflict"],
});
