import type { PageAnswer } from "#http/pages.ts";
import {
  changeMember,
  deactivateMember,
  getMember,
  type Member,
  reactivateMember,
  removeMember,
  restoreMember,
  setMemberRoles,
  suspendMember,
} from "#identity/members/contract.ts";
import { listRoles } from "#identity/roles/contract.ts";
import { endMemberSessions } from "#identity/sessions/contract.ts";
import type { Child } from "hono/jsx";
import type * as z from "zod";
import { act, idIn, standing } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, Field } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { Press, Room } from "../kit/room.tsx";
import { type Filled, filling, sheetOf, textIn } from "../kit/sheet.ts";
import { SheetForm } from "../kit/sheet-form.tsx";
import { PeopleTabs, wordsFor } from "./room.tsx";

type Kept = z.output<typeof Member>;

const home = (visit: Visit): string => `/desk/people/${idIn(visit)}`;

const personOf = (visit: Visit): Promise<Kept> =>
  need(visit.api.call(getMember, { param: { id: idIn(visit) }, expand: "roles,teams,user" }));

const rolesOf = ({ api }: Visit) => wished(api.call(listRoles, { query: { active: "true" }, page: { limit: 100 } }));

/** One who works here: their place, their roles, their teams, and whether they still do. */
export async function showPerson(visit: Visit, typed?: Filled): Promise<Response> {
  const person = await personOf(visit);
  const said = wordsFor(visit);
  const part = { visit, person, typed };
  return deskResponse(
    <Room
      visit={visit}
      title={person.display_name}
      faults={typed?.faults}
      back={{ href: "/desk/people", label: said.person.back }}
      tabs={<PeopleTabs visit={visit} here="people" />}
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
          <a href={`${home(visit)}/hours`}>{said.person.hours}</a>
        </p>
      ) : null}
      {visit.may("members:write") ? <Place {...part} /> : null}
      <h2>{said.person.roles}</h2>
      {await heldRoles(part)}
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
      {visit.may("members:write") ? <Service {...part} /> : null}
    </Room>,
    typed?.status,
  );
}

type Part = { visit: Visit; person: Kept; typed: Filled | undefined };

const placeSheet = ({ title, company_role }: Kept) => sheetOf({ title, company_role });

const Place = ({ visit, person, typed }: Part) => {
  const said = wordsFor(visit).person;
  const filled = typed?.sheet.has("title") === true ? typed : { sheet: placeSheet(person) };
  const { line } = filling(filled, visit.speech);
  return (
    <SheetForm visit={visit} filled={filled} version={person.version} action={home(visit)}>
      <Field {...line("title")} label={said.jobTitle} dir="auto" optional />
      <Field {...line("company_role")} label={said.companyRole} dir="auto" optional />
    </SheetForm>
  );
};

const rolesSheet = ({ role_ids: role }: Kept) => sheetOf({ role });

async function heldRoles({ visit, person, typed }: Part): Promise<Child> {
  const said = wordsFor(visit).person;
  const roles = visit.may("members:write") ? await rolesOf(visit) : undefined;
  if (roles === undefined) return <p dir="auto">{person.roles?.map(({ name }) => name).join(", ")}</p>;
  const filled = typed?.sheet.has("role") === true ? typed : { sheet: rolesSheet(person), faults: typed?.faults };
  return (
    <SheetForm
      visit={visit}
      filled={filled}
      version={person.version}
      action={`${home(visit)}/roles`}
      save={said.saveRoles}
    >
      <Choices
        {...filling(filled, visit.speech).many("role")}
        kind="checkbox"
        label={said.roles}
        hint={said.rolesHint}
        choices={roles.data.map(({ id, name, description }) => ({
          value: id,
          label: name,
          ...(description === null ? {} : { hint: description }),
        }))}
      />
    </SheetForm>
  );
}

const Service = ({ visit, person: { status }, typed }: Part) => {
  const said = wordsFor(visit).person;
  const { line } = filling(typed ?? { sheet: sheetOf({}) }, visit.speech);
  const here = home(visit);
  return (
    <>
      <h2>{said.service}</h2>
      {status === "active" ? (
        <form method="post" action={`${here}/suspend`}>
          <Field {...line("reason")} label={said.reason} hint={said.suspendHint} dir="auto" optional />
          <p>
            <button type="submit" class="plain">
              {said.suspend}
            </button>
          </p>
        </form>
      ) : null}
      <div class="cards">
        {status === "suspended" ? <Press action={`${here}/restore`} label={said.restore} kind="main" /> : null}
        {status === "deactivated" ? <Press action={`${here}/reactivate`} label={said.reactivate} kind="main" /> : null}
        {status === "deactivated" ? null : (
          <div class="card">
            <p>{said.deactivateHint}</p>
            <Press action={`${here}/deactivate`} label={said.deactivate} />
          </div>
        )}
        <div class="card">
          <p>{said.removeHint}</p>
          <Press action={`${here}/remove`} label={said.remove} kind="alarm" />
        </div>
        {visit.may("sessions:write") ? (
          <div class="card">
            <p>{said.sessions}</p>
            <Press action={`${here}/end-sessions`} label={said.endSessions} />
          </div>
        ) : null}
      </div>
    </>
  );
};

const next = (visit: Visit, said: string) => ({ to: `${home(visit)}?said=${said}`, again: showPerson });

export async function changePlace(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const person = await personOf(visit);
  const { jobTitle: title, companyRole: company_role } = wordsFor(visit).person;
  const body = { title: textIn(form, "title"), company_role: textIn(form, "company_role") };
  const here = home(visit);
  return act(visit, visit.api.call(changeMember, { ...standing(visit), body }), {
    ...next(visit, "saved"),
    fields: { "/title": "title", "/company_role": "company_role" },
    clash: () => ({
      action: here,
      back: here,
      theirs: placeSheet(person),
      version: person.version,
      labels: { title, company_role },
    }),
  });
}

export async function setRoles(visit: Visit): Promise<PageAnswer> {
  const person = await personOf(visit);
  const body = { role_ids: visit.asked.form.getAll("role") };
  return act(visit, visit.api.call(setMemberRoles, { ...standing(visit), body }), {
    ...next(visit, "saved"),
    fields: { "/role_ids": "role" },
    async clash() {
      const names = new Map((await rolesOf(visit))?.data.map(({ id, name }) => [id, name]));
      return {
        action: `${home(visit)}/roles`,
        back: home(visit),
        theirs: rolesSheet(person),
        say: (sheet) => sheetOf({ role: sheet.getAll("role").map((id) => names.get(id) ?? id) }),
        version: person.version,
        labels: { role: wordsFor(visit).person.roles },
      };
    },
  });
}

export function suspend(visit: Visit): Promise<PageAnswer> {
  const body = { reason: textIn(visit.asked.form, "reason") };
  const asked = visit.api.call(suspendMember, { param: { id: idIn(visit) }, body });
  return act(visit, asked, { ...next(visit, "suspended"), fields: { "/reason": "reason" } });
}

type Simple =
  | typeof restoreMember
  | typeof deactivateMember
  | typeof reactivateMember
  | typeof removeMember
  | typeof endMemberSessions;

const simply = (op: Simple, said: string, to?: string) => (visit: Visit) =>
  act(visit, visit.api.call(op, { param: { id: idIn(visit) } }), {
    ...next(visit, said),
    ...(to === undefined ? {} : { to }),
  });

export const restore = simply(restoreMember, "restored");
export const deactivate = simply(deactivateMember, "deactivated");
export const reactivate = simply(reactivateMember, "reactivated");
export const endSessions = simply(endMemberSessions, "ended");
export const remove = simply(removeMember, "removed", "/desk/people?said=removed");
