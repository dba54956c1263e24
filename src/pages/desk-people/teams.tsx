import type { PageAnswer } from "#http/pages.ts";
import {
  changeTeam,
  createTeam,
  deleteTeam,
  getTeam,
  listTeams,
  seatTeamMember,
  type Team,
  unseatTeamMember,
} from "#identity/teams/contract.ts";
import type * as z from "zod";
import { act, idIn, standing } from "../kit/act.ts";
import { named, worded } from "../kit/choices.ts";
import { deskResponse } from "../kit/desk.tsx";
import { deskWords } from "../kit/desk-words.ts";
import { Field, onceIn, Select, TextArea } from "../kit/forms.tsx";
import { count } from "../kit/language.ts";
import { ListRoom, pageIn } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { nameIn, peopleOf } from "../kit/people.ts";
import { need } from "../kit/problem.tsx";
import { Press, Room } from "../kit/room.tsx";
import { type Filled, filling, oneOf, proseIn, type Sheet, sheetOf, textIn } from "../kit/sheet.ts";
import { Doors, type Thing } from "../kit/thing.tsx";
import { PeopleTabs, wordsFor } from "./room.tsx";

type Kept = z.output<typeof Team>;

const root = "/desk/teams";
const seatRoles = ["member", "owner", "admin", "viewer"] as const;

const teamOf = (visit: Visit): Promise<Kept> =>
  need(visit.api.call(getTeam, { param: { id: idIn(visit) }, expand: "members" }));

const bodyIn = (sheet: Sheet) => ({
  name: textIn(sheet, "name") ?? "",
  description: proseIn(sheet, "description"),
  parent_id: textIn(sheet, "parent"),
});

export const team: Thing<Kept, Kept> = {
  root,
  needs: "teams:write",
  words: (visit) => ({ ...wordsFor(visit).teams, all: wordsFor(visit).teams.title }),
  find: teamOf,
  nameOf: ({ name }) => name,
  sheetOf: (kept) => sheetOf({ name: kept?.name, description: kept?.description, parent: kept?.parent_id }),
  form: teamFields,
  fields: () => ({
    "/name": "name",
    "/description": "description",
    "/parent_id": "parent",
    "team.name_taken": "name",
  }),
  labels: (visit) => {
    const { name, text, parent } = wordsFor(visit).teams;
    return { name, description: text, parent };
  },
  make: ({ api, asked: { form } }) => api.call(createTeam, { body: bodyIn(form), headers: onceIn(form) }),
  change: (visit) => visit.api.call(changeTeam, { ...standing(visit), body: bodyIn(visit.asked.form) }),
  end: (visit) => visit.api.call(deleteTeam, standing(visit)),
};

async function teamFields(visit: Visit, filled: Filled, kept: Kept | undefined) {
  const said = wordsFor(visit).teams;
  const { line } = filling(filled, visit.speech);
  const { data } = await need(visit.api.call(listTeams, { page: { limit: 100, order: "name.asc" } }));
  const others = data.filter(({ id }) => id !== kept?.id);
  return (
    <>
      <Field {...line("name")} label={said.name} dir="auto" />
      <TextArea {...line("description")} label={said.text} rows={2} optional />
      <Select
        {...line("parent")}
        label={said.parent}
        choices={[{ value: "", label: said.noParent }, ...named(others)]}
        optional
      />
    </>
  );
}

export async function showTeams(visit: Visit): Promise<Response> {
  const teams = await need(visit.api.call(listTeams, { page: pageIn(visit, "name.asc"), expand: "members" }));
  const { language } = visit.speech;
  const said = wordsFor(visit).teams;
  return deskResponse(
    <ListRoom
      visit={visit}
      title={said.title}
      tabs={<PeopleTabs visit={visit} here="teams" />}
      make={{ needs: "teams:write", href: `${root}/new`, label: said.make }}
      page={teams}
      none={said.none}
    >
      <ul class="cards">
        {teams.data.map(({ id, name, description, members = [] }) => (
          <li class="card">
            <h2 dir="auto">
              <a href={`${root}/${id}`}>{name}</a>
            </h2>
            <p>{count(language, members.length, deskWords[language].people)}</p>
            {description === null ? null : <p dir="auto">{description}</p>}
          </li>
        ))}
      </ul>
    </ListRoom>,
  );
}

/** A team and its people. */
export async function showTeam(visit: Visit, typed?: Filled): Promise<Response> {
  const [kept, people] = await Promise.all([teamOf(visit), peopleOf(visit)]);
  const said = wordsFor(visit).teams;
  const { line } = filling(typed ?? { sheet: sheetOf({ role: "member" }) }, visit.speech);
  const here = `${root}/${kept.id}`;
  return deskResponse(
    <Room
      visit={visit}
      title={kept.name}
      faults={typed?.faults}
      back={{ href: root, label: said.title }}
      tabs={<PeopleTabs visit={visit} here="teams" />}
      actions={<Doors visit={visit} needs="teams:write" here={here} />}
    >
      {kept.description === null ? null : (
        <p class="typed" dir="auto">
          {kept.description}
        </p>
      )}
      <h2>{said.members}</h2>
      <ul class="seats">
        {kept.members?.map(({ member_id: id, role }) => (
          <li class="card actions">
            <a href={`/desk/people/${id}`} dir="auto">
              {nameIn(people, id)}
            </a>
            <span>{said.seatRoles[role]}</span>
            {visit.may("teams:write") ? (
              <Press action={`${here}/people/${id}/unseat`} label={said.unseat(nameIn(people, id))} />
            ) : null}
          </li>
        ))}
      </ul>
      {visit.may("teams:write") ? (
        <form method="post" action={`${here}/people`} class="filters">
          <Select {...line("member")} label={said.seat} choices={named(people.filter(({ active }) => active))} />
          <Select {...line("role")} label={said.seatRole} choices={worded(seatRoles, said.seatRoles)} />
          <button type="submit" class="plain">
            {said.seat}
          </button>
        </form>
      ) : null}
    </Room>,
    typed?.status,
  );
}

export function seat(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const id = idIn(visit);
  const asked = visit.api.call(seatTeamMember, {
    param: { id, member_id: form.get("member") ?? "" },
    body: { role: oneOf(form, "role", seatRoles) },
  });
  return act(visit, asked, {
    to: `${root}/${id}?said=seated`,
    again: showTeam,
    fields: { "/path/member_id": "member" },
  });
}

export function unseat(visit: Visit): Promise<PageAnswer> {
  const id = idIn(visit);
  const asked = visit.api.call(unseatTeamMember, { param: { id, member_id: idIn(visit, "member_id") } });
  return act(visit, asked, { to: `${root}/${id}?said=unseated`, again: showTeam });
}
