import { listMembers } from "#identity/members/contract.ts";
import { listRoles } from "#identity/roles/contract.ts";
import { named, worded } from "../kit/choices.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Any, Filters, filtersIn, Listed, pageIn, Seek, Table } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { Moment, Room } from "../kit/room.tsx";
import { PeopleTabs, wordsFor } from "./room.tsx";

/** Who works here. */
export async function showPeople(visit: Visit): Promise<Response> {
  const { api } = visit;
  const query = filtersIn(visit, ["q", "status", "role_id"]);
  const [people, roles] = await Promise.all([
    need(api.call(listMembers, { query, page: pageIn(visit, "display_name.asc"), expand: "roles" })),
    wished(api.call(listRoles, { page: { limit: 100 } })),
  ]);
  const { people: said, search } = wordsFor(visit);
  const { statuses } = said;
  return deskResponse(
    <Room visit={visit} title={said.title} tabs={<PeopleTabs visit={visit} here="people" />}>
      <Filters visit={visit}>
        <Seek visit={visit} name="q" label={search} />
        <Any
          visit={visit}
          name="status"
          label={said.status}
          choices={worded(["active", "suspended", "deactivated"], statuses)}
        />
        {roles === undefined ? null : (
          <Any visit={visit} name="role_id" label={said.role} choices={named(roles.data)} />
        )}
      </Filters>
      <Listed visit={visit} page={people} none={said.none}>
        <Table label={said.title} head={[said.name, said.email, said.role, said.status, said.joined]}>
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
      </Listed>
    </Room>,
  );
}
