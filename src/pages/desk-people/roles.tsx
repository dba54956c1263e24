import { isPermission } from "#identity/permissions.ts";
import { changeRole, createRole, deleteRole, getRole, listRoles, type Role } from "#identity/roles/contract.ts";
import type * as z from "zod";
import { idIn, standing } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field, onceIn, TextArea, Tick, typed } from "../kit/forms.tsx";
import { ListRoom, pageIn } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { Room } from "../kit/room.tsx";
import { type Filled, filling, isTicked, proseIn, type Sheet, sheetOf, textIn } from "../kit/sheet.ts";
import { Doors, type Thing } from "../kit/thing.tsx";
import { Held, Rights } from "./rights.tsx";
import { PeopleTabs, wordsFor } from "./room.tsx";

type Kept = z.output<typeof Role>;

const root = "/desk/roles";

const roleOf = (visit: Visit): Promise<Kept> => need(visit.api.call(getRole, { param: { id: idIn(visit) } }));

const bodyIn = (sheet: Sheet) => ({
  name: textIn(sheet, "name") ?? "",
  description: proseIn(sheet, "description"),
  active: isTicked(sheet, "active"),
  permissions: sheet.getAll("permission").filter(isPermission),
});

export const role: Thing<Kept, Kept> = {
  root,
  needs: "roles:write",
  words: (visit) => ({ ...wordsFor(visit).roles, all: wordsFor(visit).roles.title }),
  find: roleOf,
  nameOf: ({ name }) => name,
  sheetOf: (kept) =>
    sheetOf({
      name: kept?.name,
      description: kept?.description,
      active: kept?.active ?? true,
      permission: kept?.permissions,
    }),
  form: (visit, filled, kept) => <RoleFields visit={visit} filled={filled} isNew={kept === undefined} />,
  fields: () => ({
    "/key": "key",
    "/name": "name",
    "/description": "description",
    "/permissions": "permission",
    "role.key_taken": "key",
    "role.name_taken": "name",
  }),
  labels: (visit) => {
    const { name, text, active, rights } = wordsFor(visit).roles;
    return { name, description: text, active, permission: rights };
  },
  make: ({ api, asked: { form } }) =>
    api.call(createRole, { body: { ...bodyIn(form), key: typed(form, "key") ?? "" }, headers: onceIn(form) }),
  change: (visit) => visit.api.call(changeRole, { ...standing(visit), body: bodyIn(visit.asked.form) }),
  end: (visit) => visit.api.call(deleteRole, standing(visit)),
};

const RoleFields = ({ visit, filled, isNew }: { visit: Visit; filled: Filled; isNew: boolean }) => {
  const said = wordsFor(visit).roles;
  const { line, tick, many } = filling(filled, visit.speech);
  return (
    <>
      {isNew ? <Field {...line("key")} label={said.key} hint={said.keyHint} dir="ltr" /> : null}
      <Field {...line("name")} label={said.name} dir="auto" />
      <TextArea {...line("description")} label={said.text} rows={2} optional />
      <Tick {...tick("active")} label={said.active} hint={said.activeHint} />
      <Rights {...many("permission")} label={said.rights} may={visit.may} />
    </>
  );
};

export async function showRoles(visit: Visit): Promise<Response> {
  const roles = await need(visit.api.call(listRoles, { page: pageIn(visit, undefined, 50) }));
  const said = wordsFor(visit).roles;
  return deskResponse(
    <ListRoom
      visit={visit}
      title={said.title}
      tabs={<PeopleTabs visit={visit} here="roles" />}
      make={{ needs: "roles:write", href: `${root}/new`, label: said.make }}
      page={roles}
      none=""
    >
      <ul class="cards">
        {roles.data.map(({ id, name, description, built_in, active }) => (
          <li class="card">
            <h2 dir="auto">
              <a href={`${root}/${id}`}>{name}</a>
            </h2>
            {built_in ? <p class="badge">{said.builtIn}</p> : null}
            {active ? null : <p class="badge">{said.inactive}</p>}
            {description === null ? null : <p dir="auto">{description}</p>}
          </li>
        ))}
      </ul>
    </ListRoom>,
  );
}

/** A role, what it allows and how many hold it. */
export async function showRole(visit: Visit): Promise<Response> {
  const kept = await roleOf(visit);
  const said = wordsFor(visit).roles;
  return deskResponse(
    <Room
      visit={visit}
      title={kept.name}
      back={{ href: root, label: said.title }}
      tabs={<PeopleTabs visit={visit} here="roles" />}
      actions={kept.built_in ? undefined : <Doors visit={visit} needs="roles:write" here={`${root}/${kept.id}`} />}
    >
      {kept.active ? null : <p class="warning">{said.inactive}</p>}
      {kept.built_in ? <p>{said.builtInText}</p> : null}
      <p dir="auto">{kept.description}</p>
      <p>{said.holders(kept.member_count ?? 0)}</p>
      <h2>{said.rights}</h2>
      <Held rights={kept.permissions} />
    </Room>,
  );
}
