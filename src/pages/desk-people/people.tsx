import { listMembers, type Member } from "#identity/members/contract.ts";
import { listRoles } from "#identity/roles/contract.ts";
import type * as z from "zod";
import { named, worded } from "../kit/choices.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Any, filtersIn, ListRoom, pageIn, Seek, Table } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { Moment } from "../kit/room.tsx";
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
  return deskResponse(
    <ListRoom
      visit={visit}
      title={said.title}
      tabs={<PeopleTabs visit={visit} here="people" />}
      filters={
        <>
          <Seek visit={visit} name="q" label={search} />
          <Any
            visit={visit}
            name="status"
            label={said.status}
            choices={worded(["active", "suspended", "deactivated"], said.statuses)}
          />
          {roles === undefined ? null : (
            <Any visit={visit} name="role_id" label={said.role} choices={named(roles.data)} />
          )}
        </>
      }
      page={people}
      none={said.none}
    >
      <Table label={said.title} head={[said.name, said.email, said.role, said.status, said.joined]}>
        {people.data.map((one) => (
          <Line visit={visit} one={one} />
        ))}
      </Table>
    </ListRoom>,
  );
}

const Line = ({ visit, one }: { visit: Visit; one: z.output<typeof Member> }) => {
  const { statuses } = wordsFor(visit).people;
  const { status, title } = one;
  return (
    <tr>
      <th scope="row" dir="auto">
        <a href={`/desk/people/${one.id}`}>{one.display_name}</a>
        {title === null ? null : <span class="quiet"> {title}</span>}
      </th>
      <td>
        <bdi>{one.email}</bdi>
      </td>
      <td dir="auto">{one.roles?.map(({ name }) => name).join(", ")}</td>
      <td>{status === "active" ? statuses.active : <span class="badge">{statuses[status]}</span>}</td>
      <td>
        <Moment visit={visit} at={one.joined_at} />
      </td>
    </tr>
  );
};
