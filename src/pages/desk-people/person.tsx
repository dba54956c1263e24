import type { PageAnswer } from "#http/pages.ts";
import {
  changeMember,
  deactivateMember,
  getMember,
  reactivateMember,
  removeMember,
  restoreMember,
  setMemberRoles,
  suspendMember,
} from "#identity/members/contract.ts";
import { listRoles } from "#identity/roles/contract.ts";
import { endMemberSessions } from "#identity/sessions/contract.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, Field, ifMatchIn, typed, Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { act, afresh, type Again, Press, Room, wordsFor } from "./room.tsx";

const idIn = ({ asked }: Visit): string => asked.param["id"] ?? "";
const home = (visit: Visit, said: string): string => `/desk/people/${idIn(visit)}?said=${said}`;

/** One who works here: their place, their roles, their teams, and whether they still do. */
export async function showPerson(visit: Visit, again: Again = afresh): Promise<Response> {
  const { api } = visit;
  const [person, roles] = await Promise.all([
    need(api.call(getMember, { param: { id: idIn(visit) }, expand: "roles,teams,user" })),
    wished(api.call(listRoles, { query: { active: "true" }, page: { limit: 100 } })),
  ]);
  const said = wordsFor(visit);
  const may = visit.may("members:write");
  const path = `/desk/people/${person.id}`;
  const held = again.form.has("role") ? again.form.getAll("role") : person.role_ids;
  return deskResponse(
    <Room
      visit={visit}
      title={person.display_name}
      again={again}
      under="/desk/people"
      back={{ href: "/desk/people", label: said.person.back }}
    >
      <p>
        <bdi>{person.email}</bdi> <span class="badge">{said.people.statuses[person.status]}</span>
      </p>
      {person.suspended_reason == null ? null : (
        <p class="warning" dir="auto">
          {person.suspended_reason}
        </p>
      )}
      {visit.may("availability:write") ? (
        <p>
          <a href={`${path}/hours`}>{said.person.hours}</a>
        </p>
      ) : null}
      {may ? <Place visit={visit} path={path} person={person} again={again} /> : null}
      <h2>{said.person.roles}</h2>
      {may && roles !== undefined ? (
        <form method="post" action={`${path}/roles`}>
          <Version version={person.version} />
          <Choices
            name="role"
            kind="checkbox"
            label={said.person.roles}
            hint={said.person.rolesHint}
            values={held}
            faults={again.faults}
            choices={roles.data.map(({ id, name, description }) => ({
              value: id,
              label: name,
              ...(description === null ? {} : { hint: description }),
            }))}
          />
          <p>
            <button type="submit">{said.person.saveRoles}</button>
          </p>
        </form>
      ) : (
        <p dir="auto">{person.roles?.map(({ name }) => name).join(", ")}</p>
      )}
      <h2>{said.person.teams}</h2>
      {person.teams?.length === 0 ? <p>{said.person.noTeam}</p> : null}
      <ul>
        {person.teams?.map(({ id, name, role }) => (
          <li>
            <a href={`/desk/teams/${id}`} dir="auto">
              {name}
            </a>
            , {said.teams.seatRoles[role]}
          </li>
        ))}
      </ul>
      {may ? <Service visit={visit} path={path} status={person.status} again={again} /> : null}
    </Room>,
    again.status,
  );
}

type PlaceProps = {
  visit: Visit;
  path: string;
  person: { version: number; title: string | null; company_role: string | null };
  again: Again;
};

const Place = ({ visit, path, person, again: { form, faults } }: PlaceProps) => {
  const said = wordsFor(visit).person;
  const { speech } = visit;
  const line = (name: "title" | "company_role", label: string) => (
    <Field
      name={name}
      label={label}
      value={form.get(name) ?? person[name]}
      faults={faults}
      optional
      speech={speech}
      dir="auto"
    />
  );
  return (
    <form method="post" action={path}>
      <Version version={person.version} />
      {line("title", said.jobTitle)}
      {line("company_role", said.companyRole)}
      <p>
        <button type="submit">{kitWords[speech.language].save}</button>
      </p>
    </form>
  );
};

const Service = ({
  visit,
  path,
  status,
  again: { form, faults },
}: {
  visit: Visit;
  path: string;
  status: "active" | "suspended" | "deactivated";
  again: Again;
}) => {
  const said = wordsFor(visit).person;
  return (
    <>
      <h2>{said.service}</h2>
      {status === "active" ? (
        <form method="post" action={`${path}/suspend`}>
          <Field
            name="reason"
            label={said.reason}
            hint={said.suspendHint}
            value={form.get("reason")}
            faults={faults}
            optional
            speech={visit.speech}
            dir="auto"
          />
          <p>
            <button type="submit" class="plain">
              {said.suspend}
            </button>
          </p>
        </form>
      ) : null}
      <div class="cards">
        {status === "suspended" ? <Press action={`${path}/restore`} label={said.restore} /> : null}
        {status === "deactivated" ? <Press action={`${path}/reactivate`} label={said.reactivate} /> : null}
        {status === "deactivated" ? null : (
          <div class="card">
            <p>{said.deactivateHint}</p>
            <Press action={`${path}/deactivate`} label={said.deactivate} kind="plain" />
          </div>
        )}
        <div class="card">
          <p>{said.removeHint}</p>
          <Press action={`${path}/remove`} label={said.remove} kind="alarm" />
        </div>
        {visit.may("sessions:write") ? (
          <div class="card">
            <p>{said.sessions}</p>
            <Press action={`${path}/end-sessions`} label={said.endSessions} kind="plain" />
          </div>
        ) : null}
      </div>
    </>
  );
};

const again = (visit: Visit) => (what: Again) => showPerson(visit, what);

export const changePlace = (visit: Visit): Promise<PageAnswer> =>
  act(
    visit,
    visit.api.call(changeMember, {
      param: { id: idIn(visit) },
      body: {
        title: typed(visit.asked.form, "title") ?? null,
        company_role: typed(visit.asked.form, "company_role") ?? null,
      },
      headers: ifMatchIn(visit.asked.form),
    }),
    home(visit, "saved"),
    again(visit),
    { "/title": "title", "/company_role": "company_role" },
  );

export const setRoles = (visit: Visit): Promise<PageAnswer> =>
  act(
    visit,
    visit.api.call(setMemberRoles, {
      param: { id: idIn(visit) },
      body: { role_ids: visit.asked.form.getAll("role") },
      headers: ifMatchIn(visit.asked.form),
    }),
    home(visit, "saved"),
    again(visit),
    { "/role_ids": "role" },
  );

export const suspend = (visit: Visit): Promise<PageAnswer> =>
  act(
    visit,
    visit.api.call(suspendMember, {
      param: { id: idIn(visit) },
      body: { reason: typed(visit.asked.form, "reason") ?? null },
    }),
    home(visit, "suspended"),
    again(visit),
    { "/reason": "reason" },
  );

const simply =
  (op: typeof restoreMember | typeof deactivateMember | typeof reactivateMember, said: string) =>
  (visit: Visit): Promise<PageAnswer> =>
    act(visit, visit.api.call(op, { param: { id: idIn(visit) } }), home(visit, said), again(visit));

export const restore = simply(restoreMember, "restored");
export const deactivate = simply(deactivateMember, "deactivated");
export const reactivate = simply(reactivateMember, "reactivated");

export const remove = (visit: Visit): Promise<PageAnswer> =>
  act(visit, visit.api.call(removeMember, { param: { id: idIn(visit) } }), "/desk/people?said=removed", again(visit));

export const endSessions = (visit: Visit): Promise<PageAnswer> =>
  act(visit, visit.api.call(endMemberSessions, { param: { id: idIn(visit) } }), home(visit, "ended"), again(visit));
