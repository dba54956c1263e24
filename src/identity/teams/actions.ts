import { mergeMetadata } from "#http/wire.ts";
import type { Id } from "#kernel/ids.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { Page } from "#kernel/page.ts";
import { seen } from "#kernel/version.ts";
import { announcer, commit } from "#platform/commit.ts";
import type { Cut } from "#platform/paging.ts";
import { actorWord, type Scope } from "#platform/scope.ts";
import { teamFacts } from "./facts.ts";
import { hang } from "./rules.ts";
import * as store from "./store.ts";
import type { Team, TeamMember } from "./tables.ts";

// Unsent, for the batch that lets somebody into the company.
export { deleteSeatsOf, insertSeats } from "./store.ts";

const tell = announcer(teamFacts);
const nameTaken = { "teams.tenant_id, teams.name": { code: "team.name_taken", pointer: "/name" } };

/** A team, and its people when they were asked for. */
export type TeamShown = Team & { seats?: readonly TeamMember[] };

type Wish = ReadonlySet<"members">;

export async function list(
  scope: Scope,
  filter: store.TeamFilter,
  cut: Cut & { by: "created_at" | "name" },
  expand: Wish,
): Promise<Outcome<Page<TeamShown>>> {
  const page = await store.listTeams(scope, filter, cut);
  return done({ ...page, rows: await withSeats(scope, page.rows, expand) });
}

export async function get(scope: Scope, id: Id<"team">, expand: Wish): Promise<Outcome<TeamShown>> {
  const team = await store.findTeam(scope, id);
  if (team === undefined) return refuse("team.unknown");
  const [shown = team] = await withSeats(scope, [team], expand);
  return done(shown);
}

async function withSeats(scope: Scope, teams: readonly Team[], expand: Wish): Promise<readonly TeamShown[]> {
  if (!expand.has("members") || teams.length === 0) return teams;
  const seats = await store.seatsOf(
    scope,
    teams.map((team) => team.id),
  );
  return teams.map((team) => ({ ...team, seats: seats.get(team.id) ?? [] }));
}

export type TeamWords = {
  name: string;
  description: string | null;
  parent_id: Id<"team"> | null;
  metadata: Record<string, string>;
};

export async function create(scope: Scope, words: TeamWords): Promise<Outcome<Team>> {
  const tree = words.parent_id === null ? new Map() : await store.readTree(scope);

  const id = scope.newId("team");
  const hung = hang(id, words.parent_id, tree);
  if (!hung.ok) return hung;
  const team: Team = {
    tenantId: scope.tenant.id,
    id,
    parentId: words.parent_id,
    name: words.name,
    description: words.description,
    metadata: words.metadata,
    createdAt: scope.now,
    updatedAt: scope.now,
    version: 1,
    deletedAt: null,
    deletedBy: null,
  };

  return commit(scope, {
    change: store.insertTeam(scope, team),
    also: words.parent_id === null ? [] : [store.stillHangs(scope, team)],
    fact: tell("team.created", id, 1, null, team),
    result: team,
    taken: nameTaken,
  });
}

export type TeamPatch = {
  name?: string | undefined;
  description?: string | null | undefined;
  parent_id?: Id<"team"> | null | undefined;
  metadata?: Record<string, string | null> | undefined;
};

export async function change(
  scope: Scope,
  id: Id<"team">,
  patch: TeamPatch,
  ifMatch: number | undefined,
): Promise<Outcome<Team>> {
  const team = await store.findTeam(scope, id);
  if (team === undefined) return refuse("team.unknown");
  const tree = patch.parent_id == null ? new Map() : await store.readTree(scope);

  const current = seen(team, ifMatch);
  if (!current.ok) return current;
  const hung = hang(id, patch.parent_id ?? null, tree);
  if (!hung.ok) return hung;
  const after: Team = {
    ...team,
    name: patch.name ?? team.name,
    description: patch.description === undefined ? team.description : patch.description,
    parentId: patch.parent_id === undefined ? team.parentId : patch.parent_id,
    metadata: mergeMetadata(team.metadata, patch.metadata),
    updatedAt: scope.now,
    version: team.version + 1,
  };

  return commit(scope, {
    change: store.updateTeam(scope, team, after),
    also: patch.parent_id == null ? [] : [store.stillHangs(scope, after)],
    fact: tell("team.changed", id, after.version, team, after),
    result: after,
    taken: nameTaken,
  });
}

export async function remove(scope: Scope, id: Id<"team">, ifMatch: number | undefined): Promise<Outcome<null>> {
  const team = await store.findTeam(scope, id);
  if (team === undefined) return refuse("team.unknown");
  const current = seen(team, ifMatch);
  if (!current.ok) return current;
  if (await store.hasChildren(scope, id)) return refuse("team.has_children");

  const after: Team = {
    ...team,
    deletedAt: scope.now,
    deletedBy: actorWord(scope.actor),
    updatedAt: scope.now,
    version: team.version + 1,
  };

  return commit(scope, {
    change: store.retireTeam(scope, team, after),
    fact: tell("team.deleted", id, after.version, team, null),
    result: null,
  });
}

export async function listSeats(
  scope: Scope,
  id: Id<"team">,
  roles: TeamMember["role"][] | undefined,
  cut: Cut,
): Promise<Outcome<Page<TeamMember>>> {
  const team = await store.findTeam(scope, id);
  return team === undefined ? refuse("team.unknown") : done(await store.listSeats(scope, id, roles, cut));
}

export async function seat(
  scope: Scope,
  id: Id<"team">,
  member: Id<"member">,
  role: TeamMember["role"],
  ifMatch: number | undefined,
): Promise<Outcome<TeamMember>> {
  const found = await store.readSeat(scope, id, member);
  if (found.team === undefined) return refuse("team.unknown");
  if (found.member === undefined) return refuse("team.member_unknown");

  const before = found.seat;
  if (before !== undefined) {
    const current = seen(before, ifMatch);
    if (!current.ok) return current;
  }
  const after: TeamMember =
    before === undefined
      ? {
          tenantId: scope.tenant.id,
          teamId: id,
          memberId: member,
          role,
          createdAt: scope.now,
          updatedAt: scope.now,
          version: 1,
        }
      : { ...before, role, updatedAt: scope.now, version: before.version + 1 };

  return commit(scope, {
    change: before === undefined ? store.insertSeat(scope, after) : store.updateSeat(scope, before, after),
    fact: tell("team.member_seated", id, found.team.version, before ?? null, after),
    result: after,
    // Two who seat the same member at once: the second finds the seat taken and looks again.
    taken: { "team_members.tenant_id, team_members.team_id, team_members.member_id": { code: "commit.missed" } },
  });
}

export async function unseat(
  scope: Scope,
  id: Id<"team">,
  member: Id<"member">,
  ifMatch: number | undefined,
): Promise<Outcome<null>> {
  const found = await store.readSeat(scope, id, member);
  if (found.team === undefined) return refuse("team.unknown");
  if (found.seat === undefined) return refuse("team.member_unknown");
  const current = seen(found.seat, ifMatch);
  if (!current.ok) return current;

  return commit(scope, {
    change: store.deleteSeat(scope, found.seat),
    fact: tell("team.member_unseated", id, found.team.version, found.seat, null),
    result: null,
  });
}
