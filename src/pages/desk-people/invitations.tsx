import type { PageAnswer } from "#http/pages.ts";
import {
  createInvitation,
  type Invitation,
  listInvitations,
  resendInvitation,
  revokeInvitation,
} from "#identity/invitations/contract.ts";
import { listRoles } from "#identity/roles/contract.ts";
import { listTeams } from "#identity/teams/contract.ts";
import type * as z from "zod";
import { act, idIn } from "../kit/act.ts";
import { named } from "../kit/choices.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, Field, onceIn, TextArea } from "../kit/forms.tsx";
import { ListRoom, pageIn, Table } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { Moment, Press } from "../kit/room.tsx";
import { type Filled, filling, proseIn, sheetOf, textIn } from "../kit/sheet.ts";
import { SheetForm } from "../kit/sheet-form.tsx";
import { PeopleTabs, wordsFor } from "./room.tsx";

const root = "/desk/invitations";

type Named = { id: string; name: string };

/** Who was asked in, and a form to ask somebody. */
export async function showInvitations(visit: Visit, typed?: Filled): Promise<Response> {
  const { api } = visit;
  const [sent, roles, teams] = await Promise.all([
    need(api.call(listInvitations, { page: pageIn(visit) })),
    wished(api.call(listRoles, { query: { active: "true" }, page: { limit: 100 } })),
    wished(api.call(listTeams, { page: { limit: 100, order: "name.asc" } })),
  ]);
  const { tabs, invite: said, people } = wordsFor(visit);
  return deskResponse(
    <ListRoom
      visit={visit}
      title={tabs.invitations}
      faults={typed?.faults}
      tabs={<PeopleTabs visit={visit} here="invitations" />}
      page={sent}
      none={said.none}
      below={
        visit.may("invitations:write") ? (
          <Inviting
            visit={visit}
            filled={typed ?? { sheet: sheetOf({}) }}
            roles={roles?.data ?? []}
            teams={teams?.data ?? []}
          />
        ) : null
      }
    >
      <Table label={tabs.invitations} head={[said.email, said.roles, people.status, said.until, said.resend]}>
        {sent.data.map((one) => (
          <Line visit={visit} one={one} roles={roles?.data ?? []} />
        ))}
      </Table>
    </ListRoom>,
    typed?.status,
  );
}

type LineProps = { visit: Visit; one: z.output<typeof Invitation>; roles: readonly Named[] };

const Line = ({ visit, one, roles }: LineProps) => {
  const said = wordsFor(visit).invite;
  const { id, email, role_ids: held, status, expires_at: until, sent_count: times } = one;
  const isOpen = status === "pending" || status === "expired";
  return (
    <tr>
      <th scope="row">
        <bdi>{email}</bdi>
      </th>
      <td dir="auto">{held.map((role) => roles.find((known) => known.id === role)?.name ?? role).join(", ")}</td>
      <td>
        {said.statuses[status]} <span class="quiet">{said.sent(times)}</span>
      </td>
      <td>
        <Moment visit={visit} at={until} />
      </td>
      <td>
        {isOpen && visit.may("invitations:write") ? (
          <div class="actions">
            <Press action={`${root}/${id}/resend`} label={said.resend} about={email} />
            <Press action={`${root}/${id}/revoke`} label={said.revoke} about={email} />
          </div>
        ) : null}
      </td>
    </tr>
  );
};

type InvitingProps = { visit: Visit; filled: Filled; roles: readonly Named[]; teams: readonly Named[] };

const Inviting = ({ visit, filled, roles, teams }: InvitingProps) => {
  const said = wordsFor(visit).invite;
  const { line, many } = filling(filled, visit.speech);
  return (
    <SheetForm visit={visit} filled={filled} version={undefined} action={root} save={said.send} look="group">
      <h2>{said.title}</h2>
      <Field {...line("email")} label={said.email} type="email" inputmode="email" dir="ltr" />
      <Choices {...many("role")} kind="checkbox" label={said.roles} choices={named(roles)} />
      {teams.length === 0 ? null : (
        <Choices {...many("team")} kind="checkbox" label={said.teams} choices={named(teams)} optional />
      )}
      <TextArea {...line("message")} label={said.message} hint={said.messageHint} optional />
    </SheetForm>
  );
};

export function invite(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const body = {
    email: textIn(form, "email") ?? "",
    role_ids: form.getAll("role"),
    team_ids: form.getAll("team"),
    message: proseIn(form, "message"),
  };
  return act(visit, visit.api.call(createInvitation, { body, headers: onceIn(form) }), {
    to: `${root}?said=invited`,
    again: showInvitations,
    fields: { "/email": "email", "/role_ids": "role", "/team_ids": "team", "/message": "message" },
  });
}

const settled = (op: typeof resendInvitation | typeof revokeInvitation, said: string) => (visit: Visit) =>
  act(visit, visit.api.call(op, { param: { id: idIn(visit) } }), {
    to: `${root}?said=${said}`,
    again: showInvitations,
  });

export const resend = settled(resendInvitation, "resent");
export const revoke = settled(revokeInvitation, "revoked");
