import type { PageAnswer } from "#http/pages.ts";
import { isPermission } from "#identity/permissions.ts";
import { changeRole, createRole, deleteRole, getRole, listRoles } from "#identity/roles/contract.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field, ifMatchIn, Once, onceIn, TextArea, Tick, typed, Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { Rights } from "./rights.tsx";
import { act, afresh, type Again, More, pageIn, Press, Room, wordsFor } from "./room.tsx";

export async function showRoles(visit: Visit, again: Again = afresh): Promise<Response> {
  const roles = await need(visit.api.call(listRoles, { page: pageIn(visit, 50) }));
  const said = wordsFor(visit).roles;
  return deskResponse(
    <Room visit={visit} title={said.title} again={again} tabs under="/desk/people">
      <ul class="cards">
        {roles.data.map(({ id, name, description, built_in, active }) => (
          <li class="card">
            <h2 dir="auto">
              <a href={`/desk/roles/${id}`}>{name}</a>
            </h2>
            {built_in ? <p class="badge">{said.builtIn}</p> : null}
            {active ? null : <p class="badge">{said.inactive}</p>}
            {description === null ? null : <p dir="auto">{description}</p>}
          </li>
        ))}
      </ul>
      <More visit={visit} cursor={roles.next_cursor} />
      {visit.may("roles:write") ? (
        <form method="post" action="/desk/roles">
          <h2>{said.make}</h2>
          <Once nonce={visit.nonce} />
          <Field
            name="key"
            label={said.key}
            hint={said.keyHint}
            value={again.form.get("key")}
            faults={again.faults}
            dir="ltr"
          />
          <RoleFields visit={visit} again={again} />
          <p>
            <button type="submit">{said.make}</button>
          </p>
        </form>
      ) : null}
    </Room>,
    again.status,
  );
}

type Standing = { name: string; description: string | null; permissions: readonly string[]; active: boolean };

const RoleFields = ({
  visit,
  again: { form, faults },
  standing,
}: {
  visit: Visit;
  again: Again;
  standing?: Standing;
}) => {
  const said = wordsFor(visit).roles;
  const isAgain = form.size > 0;
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
        speech={visit.speech}
      />
      <Tick
        name="active"
        label={said.active}
        hint={said.activeHint}
        checked={isAgain ? form.has("active") : (standing?.active ?? true)}
      />
      <Rights
        name="permission"
        label={said.rights}
        values={isAgain ? form.getAll("permission") : (standing?.permissions ?? [])}
        faults={faults}
        may={visit.may}
      />
    </>
  );
};

const idIn = ({ asked }: Visit): string => asked.param["id"] ?? "";
const bodyIn = ({ asked: { form } }: Visit) => ({
  name: typed(form, "name") ?? "",
  description: typed(form, "description") ?? null,
  active: form.has("active"),
  permissions: form.getAll("permission").filter(isPermission),
});
const fields = { "/key": "key", "/name": "name", "/description": "description", "/permissions": "permission" };

export const make = (visit: Visit): Promise<PageAnswer> =>
  act(
    visit,
    visit.api.call(createRole, {
      body: { ...bodyIn(visit), key: typed(visit.asked.form, "key") ?? "" },
      headers: onceIn(visit.asked.form),
    }),
    "/desk/roles?said=made",
    (again) => showRoles(visit, again),
    fields,
  );

export async function showRole(visit: Visit, again: Again = afresh): Promise<Response> {
  const role = await need(visit.api.call(getRole, { param: { id: idIn(visit) } }));
  const said = wordsFor(visit).roles;
  const path = `/desk/roles/${role.id}`;
  return deskResponse(
    <Room
      visit={visit}
      title={role.name}
      again={again}
      under="/desk/people"
      back={{ href: "/desk/roles", label: said.title }}
    >
      <p>{said.holders(role.member_count ?? 0)}</p>
      {role.built_in || !visit.may("roles:write") ? (
        <>
          {role.built_in ? <p>{said.builtInText}</p> : null}
          <p dir="auto">{role.description}</p>
          <h2>{said.rights}</h2>
          <ul>
            {role.permissions.map((permission) => (
              <li>
                <code>{permission}</code>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <>
          <form method="post" action={path}>
            <Version version={role.version} />
            <RoleFields visit={visit} again={again} standing={role} />
            <p>
              <button type="submit">{kitWords[visit.speech.language].save}</button>
            </p>
          </form>
          <Press action={`${path}/delete`} label={said.remove} kind="alarm" />
        </>
      )}
    </Room>,
    again.status,
  );
}

const again = (visit: Visit) => (what: Again) => showRole(visit, what);

export const change = (visit: Visit): Promise<PageAnswer> =>
  act(
    visit,
    visit.api.call(changeRole, {
      param: { id: idIn(visit) },
      body: bodyIn(visit),
      headers: ifMatchIn(visit.asked.form),
    }),
    `/desk/roles/${idIn(visit)}?said=saved`,
    again(visit),
    fields,
  );

export const remove = (visit: Visit): Promise<PageAnswer> =>
  act(visit, visit.api.call(deleteRole, { param: { id: idIn(visit) } }), "/desk/roles?said=deleted", again(visit));
