import { listMembers } from "#identity/members/contract.ts";
import { listRoles } from "#identity/roles/contract.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field, Select } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { filtersIn, Moment, More, pageIn, Room, Table, wordsFor } from "./room.tsx";

/** Who works here. */
export async function showPeople(visit: Visit): Promise<Response> {
  const { api } = visit;
  const filters = filtersIn(visit, ["q", "status", "role_id"]);
  const page = { ...pageIn(visit), order: "display_name.asc" };
  const [people, roles] = await Promise.all([
    need(api.call(listMembers, { query: filters, page, expand: "roles" })),
    wished(api.call(listRoles, { page: { limit: 100 } })),
  ]);
  const said = wordsFor(visit);
  const { statuses } = said.people;
  return deskResponse(
    <Room visit={visit} title={said.people.title} tabs>
      <form method="get" class="filters" role="search">
        <Field
          name="q"
          label={said.search}
          type="search"
          value={filters["q"] ?? ""}
          optional
          speech={visit.speech}
          dir="auto"
        />
        <Select
          name="status"
          label={said.people.status}
          value={filters["status"] ?? ""}
          optional
          speech={visit.speech}
          choices={[
            { value: "", label: said.all },
            ...(["active", "suspended", "deactivated"] as const).map((value) => ({ value, label: statuses[value] })),
          ]}
        />
        {roles === undefined ? null : (
          <Select
            name="role_id"
            label={said.people.role}
            value={filters["role_id"] ?? ""}
            optional
            speech={visit.speech}
            choices={[
              { value: "", label: said.all },
              ...roles.data.map(({ id, name }) => ({ value: id, label: name })),
            ]}
          />
        )}
        <button type="submit" class="plain">
          {said.filter}
        </button>
      </form>
      {people.data.length === 0 ? <p>{said.people.none}</p> : null}
      {people.data.length === 0 ? null : (
        <Table
          label={said.people.title}
          head={[said.people.name, said.people.email, said.people.role, said.people.status, said.people.joined]}
        >
          {people.data.map(({ id, display_name, email, title, status, roles: held = [], joined_at }) => (
            <tr>
              <th scope="row" dir="auto">
                <a href={`/desk/people/${id}`}>{display_name}</a>
                {title === null ? null : <span class="quiet"> {title}</span>}
              </th>
              <td>
                <bdi>{email}</bdi>
              </td>
              <td dir="auto">{held.map(({ name }) => name).join(", ")}</td>
              <td>{status === "active" ? statuses.active : <span class="badge">{statuses[status]}</span>}</td>
              <td>
                <Moment visit={visit} at={joined_at} />
              </td>
            </tr>
          ))}
        </Table>
      )}
      <More visit={visit} cursor={people.next_cursor} />
    </Room>,
  );
}
