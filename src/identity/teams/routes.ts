import { routes } from "#http/routes.ts";
import { toWire } from "#kernel/instant.ts";
import * as actions from "./actions.ts";
import * as contract from "./contract.ts";
import type { TeamMember } from "./tables.ts";

export const teamRoutes = routes()
  .list(contract.listTeams, (scope, { query, page, expand }) => actions.list(scope, query, page, expand), teamView)
  .on(contract.getTeam, (scope, { param, expand }) => actions.get(scope, param.id, expand), teamView)
  .on(contract.createTeam, (scope, { body }) => actions.create(scope, body), teamView)
  .on(
    contract.changeTeam,
    (scope, { param, body, ifMatch }) => actions.change(scope, param.id, body, ifMatch),
    teamView,
  )
  .on(
    contract.deleteTeam,
    (scope, { param, ifMatch }) => actions.remove(scope, param.id, ifMatch),
    () => undefined,
  )
  .list(
    contract.listTeamMembers,
    (scope, { param, query, page }) => actions.listSeats(scope, param.id, query.role, page),
    seatView,
  )
  .on(
    contract.seatTeamMember,
    (scope, { param, body, ifMatch }) => actions.seat(scope, param.id, param.member_id, body.role, ifMatch),
    seatView,
  )
  .on(
    contract.unseatTeamMember,
    (scope, { param, ifMatch }) => actions.unseat(scope, param.id, param.member_id, ifMatch),
    () => undefined,
  );

function teamView(team: actions.TeamShown) {
  return {
    object: "team" as const,
    id: team.id,
    name: team.name,
    description: team.description,
    parent_id: team.parentId,
    ...(team.seats === undefined ? {} : { members: team.seats.map(seatView) }),
    metadata: team.metadata,
    created_at: toWire(team.createdAt),
    updated_at: toWire(team.updatedAt),
    version: team.version,
  };
}

function seatView(seat: TeamMember) {
  return {
    object: "team_member" as const,
    team_id: seat.teamId,
    member_id: seat.memberId,
    role: seat.role,
    created_at: toWire(seat.createdAt),
    updated_at: toWire(seat.updatedAt),
    version: seat.version,
  };
}
