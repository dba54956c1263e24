import type { PageAnswer } from "#http/pages.ts";
import { listMembers } from "#identity/members/contract.ts";
import {
  changeTeam,
  createTeam,
  deleteTeam,
  getTeam,
  listTeams,
  seatTeamMember,
  unseatTeamMember,
} from "#identity/teams/contract.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field, ifMatchIn, Once, onceIn, Select, TextArea, typed, Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { act, afresh, type Again, More, pageIn, Press, Room, wordsFor } from "./room.tsx";

export async function showTeams(visit: Visit, again: Again = afresh): Promise<Response> {
  const teams = await need(
    visit.api.call(listTeams, { page: { ...pageIn(visit), order: "name.asc" }, expand: "members" }),
  );
  const said = wordsFor(visit).teams;
  return deskResponse(
    <Room visit={visit} title={said.title} again={again} tabs under="/desk/people">
      {teams.data.length === 0 ? <p>{said.none}</p> : null}
      <ul class="cards">
        {teams.data.map(({ id, name, description, members = [] }) => (
          <li class="card">
            <h2 dir="auto">
              <a href={`/desk/teams/${id}`}>{name}</a>
            </h2>
            <p>{said.people(members.length)}</p>
            {description === null ? null : <p dir="auto">{description}</p>}
          </li>
        ))}
      </ul>
      <More visit={visit} cursor={teams.next_cursor} />
      {visit.may("teams:write") ? (
        <form method="post" action="/desk/teams">
          <h2>{said.make}</h2>
          <Once nonce={visit.nonce} />
          <TeamFields visit={visit} again={again} teams={teams.data} />
          <p>
            <button type="submit">{said.make}</button>
          </p>
        </form>
      ) : null}
    </Room>,
    again.status,
  );
}

type TeamLine = { id: string; name: string };
type TeamFieldsProps = {
  visit: Visit;
  again: Again;
  teams: readonly TeamLine[];
  standing?: { name: string; description: string | null; parent_id: string | null };
};

const TeamFields = ({ visit, again: { form, faults }, teams, standing }: TeamFieldsProps) => {
  const said = wordsFor(visit).teams;
  const { speech } = visit;
  return (
    <>
      <Field
        name="name"
        label={said.name}
        value={form.get("name") ?? standing?.name ?? ""}
        faults={faults}
        dir="auto"
      />
      <TextArea
        name="description"
        label={said.text}
        value={form.get("description") ?? standing?.description ?? ""}
        faults={faults}
        rows={2}
        optional
        speech={speech}
      />
      <Select
        name="parent"
        label={said.parent}
        value={form.get("parent") ?? standing?.parent_id ?? ""}
        faults={faults}
        optional
        speech={speech}
        choices={[{ value: "", label: said.noParent }, ...teams.map(({ id, name }) => ({ value: id, label: name }))]}
      />
    </>
  );
};

const bodyIn = ({ asked: { form } }: Visit) => ({
  name: typed(form, "name") ?? "",
  description: typed(form, "description") ?? null,
  parent_id: typed(form, "parent") ?? null,
});
const fields = { "/name": "name", "/description": "description", "/parent_id": "parent" };
const idIn = ({ asked }: Visit): string => asked.param["id"] ?? "";
const home = (visit: Visit, said: string): string => `/desk/teams/${idIn(visit)}?said=${said}`;

export const make = (visit: Visit): Promise<PageAnswer> =>
  act(
    visit,
    visit.api.call(createTeam, { body: bodyIn(visit), headers: onceIn(visit.asked.form) }),
    "/desk/teams?said=made",
    (again) => showTeams(visit, again),
    fields,
  );

export async function showTeam(visit: Visit, again: Again = afresh): Promise<Response> {
  const { api } = visit;
  const [team, teams, people] = await Promise.all([
    need(api.call(getTeam, { param: { id: idIn(visit) }, expand: "members" })),
    need(api.call(listTeams, { page: { limit: 100, order: "name.asc" } })),
    wished(api.call(listMembers, { query: { status: "active" }, page: { limit: 100, order: "display_name.asc" } })),
  ]);
  const said = wordsFor(visit).teams;
  const may = visit.may("teams:write");
  const names = new Map(people?.data.map(({ id, display_name }) => [id, display_name]));
  const path = `/desk/teams/${team.id}`;
  return deskResponse(
    <Room
      visit={visit}
      title={team.name}
      again={again}
      under="/desk/people"
      back={{ href: "/desk/teams", label: said.title }}
    >
      <h2>{said.members}</h2>
      <ul>
        {team.members?.map(({ member_id, role }) => (
          <li class="actions">
            <a href={`/desk/people/${member_id}`} dir="auto">
              {names.get(member_id) ?? member_id}
            </a>
            <span>{said.seatRoles[role]}</span>
            {may ? (
              <Press
                action={`${path}/people/${member_id}/unseat`}
                label={said.unseat(names.get(member_id) ?? member_id)}
                kind="plain"
              />
            ) : null}
          </li>
        ))}
      </ul>
      {may ? (
        <>
          <form method="post" action={`${path}/people`} class="filters">
            <Select
              name="member"
              label={said.seat}
              choices={(people?.data ?? []).map(({ id, display_name }) => ({ value: id, label: display_name }))}
              faults={again.faults}
            />
            <Select
              name="role"
              label={said.seatRole}
              value="member"
              choices={(["owner", "admin", "member", "viewer"] as const).map((value) => ({
                value,
                label: said.seatRoles[value],
              }))}
            />
            <button type="submit" class="plain">
              {said.seat}
            </button>
          </form>
          <form method="post" action={path}>
            <Version version={team.version} />
            <TeamFields
              visit={visit}
              again={again}
              teams={teams.data.filter(({ id }) => id !== team.id)}
              standing={team}
            />
            <p>
              <button type="submit">{kitWords[visit.speech.language].save}</button>
            </p>
          </form>
          <Press action={`${path}/delete`} label={said.remove} kind="alarm" />
        </>
      ) : null}
    </Room>,
    again.status,
  );
}

const again = (visit: Visit) => (what: Again) => showTeam(visit, what);

export const change = (visit: Visit): Promise<PageAnswer> =>
  act(
    visit,
    visit.api.call(changeTeam, {
      param: { id: idIn(visit) },
      body: bodyIn(visit),
      headers: ifMatchIn(visit.asked.form),
    }),
    home(visit, "saved"),
    again(visit),
    fields,
  );

export const remove = (visit: Visit): Promise<PageAnswer> =>
  act(visit, visit.api.call(deleteTeam, { param: { id: idIn(visit) } }), "/desk/teams?said=deleted", again(visit));

const seatRoles = ["owner", "admin", "member", "viewer"] as const;

export const seat = (visit: Visit): Promise<PageAnswer> =>
  act(
    visit,
    visit.api.call(seatTeamMember, {
      param: { id: idIn(visit), member_id: visit.asked.form.get("member") ?? "" },
      body: { role: seatRoles.find((role) => role === visit.asked.form.get("role")) ?? "member" },
    }),
    home(visit, "seated"),
    again(visit),
    { "/path/member_id": "member" },
  );

export const unseat = (visit: Visit): Promise<PageAnswer> =>
  act(
    visit,
    visit.api.call(unseatTeamMember, {
      param: { id: idIn(visit), member_id: visit.asked.param["member_id"] ?? "" },
    }),
    home(visit, "unseated"),
    again(visit),
  );
