import type { PageAnswer } from "#http/pages.ts";
import {
  createInvitation,
  listInvitations,
  resendInvitation,
  revokeInvitation,
} from "#identity/invitations/contract.ts";
import { listRoles } from "#identity/roles/contract.ts";
import { listTeams } from "#identity/teams/contract.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, Field, Once, onceIn, TextArea, typed } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { act, afresh, type Again, Moment, More, pageIn, Press, Room, Table, wordsFor } from "./room.tsx";

/** Who was asked in, and a form to ask somebody. */
export async function showInvitations(visit: Visit, again: Again = afresh): Promise<Response> {
  const { api } = visit;
  const [sent, roles, teams] = await Promise.all([
    need(api.call(listInvitations, { page: pageIn(visit) })),
    wished(api.call(listRoles, { query: { active: "true" }, page: { limit: 100 } })),
    wished(api.call(listTeams, { page: { limit: 100, order: "name.asc" } })),
  ]);
  const said = wordsFor(visit);
  const may = visit.may("invitations:write");
  const names = new Map(roles?.data.map(({ id, name }) => [id, name]));
  return deskResponse(
    <Room visit={visit} title={said.tabs.invitations} again={again} tabs under="/desk/people">
      {sent.data.length === 0 ? <p>{said.invite.none}</p> : null}
      {sent.data.length === 0 ? null : (
        <Table
          label={said.tabs.invitations}
          head={[said.invite.email, said.invite.roles, said.people.status, said.invite.until, said.invite.resend]}
        >
          {sent.data.map(({ id, email, role_ids, status, expires_at, sent_count }) => (
            <tr>
              <th scope="row">
                <bdi>{email}</bdi>
              </th>
              <td dir="auto">{role_ids.map((role) => names.get(role) ?? role).join(", ")}</td>
              <td>
                {said.invite.statuses[status]} <span class="quiet">{said.invite.sent(sent_count)}</span>
              </td>
              <td>
                <Moment visit={visit} at={expires_at} />
              </td>
              <td>
                {may && (status === "pending" || status === "expired") ? (
                  <div class="actions">
                    <Press
                      action={`/desk/invitations/${id}/resend`}
                      label={said.invite.resend}
                      name={`${said.invite.resend}: ${email}`}
                      kind="plain"
                    />
                    <Press
                      action={`/desk/invitations/${id}/revoke`}
                      label={said.invite.revoke}
                      name={`${said.invite.revoke}: ${email}`}
                      kind="plain"
                    />
                  </div>
                ) : null}
              </td>
            </tr>
          ))}
        </Table>
      )}
      <More visit={visit} cursor={sent.next_cursor} />
      {may ? <InviteForm visit={visit} again={again} roles={roles?.data ?? []} teams={teams?.data ?? []} /> : null}
    </Room>,
    again.status,
  );
}

type Named = { id: string; name: string };
const choices = (list: readonly Named[]) => list.map(({ id, name }) => ({ value: id, label: name }));

type InviteProps = { visit: Visit; again: Again; roles: readonly Named[]; teams: readonly Named[] };

const InviteForm = ({ visit, again: { form, faults }, roles, teams }: InviteProps) => {
  const said = wordsFor(visit).invite;
  const { speech } = visit;
  return (
    <form method="post" action="/desk/invitations" novalidate>
      <h2>{said.title}</h2>
      <Once nonce={visit.nonce} />
      <Field
        name="email"
        label={said.email}
        type="email"
        inputmode="email"
        value={form.get("email")}
        faults={faults}
        dir="ltr"
      />
      <Choices
        name="role"
        kind="checkbox"
        label={said.roles}
        values={form.getAll("role")}
        choices={choices(roles)}
        faults={faults}
      />
      {teams.length === 0 ? null : (
        <Choices
          name="team"
          kind="checkbox"
          label={said.teams}
          values={form.getAll("team")}
          choices={choices(teams)}
          faults={faults}
          optional
          speech={speech}
        />
      )}
      <TextArea
        name="message"
        label={said.message}
        hint={said.messageHint}
        value={form.get("message")}
        faults={faults}
        optional
        speech={speech}
      />
      <p>
        <button type="submit">{said.send}</button>
      </p>
    </form>
  );
};

const again = (visit: Visit) => (what: Again) => showInvitations(visit, what);

export const invite = (visit: Visit): Promise<PageAnswer> => {
  const { form } = visit.asked;
  return act(
    visit,
    visit.api.call(createInvitation, {
      body: {
        email: typed(form, "email") ?? "",
        role_ids: form.getAll("role"),
        team_ids: form.getAll("team"),
        message: typed(form, "message") ?? null,
      },
      headers: onceIn(form),
    }),
    "/desk/invitations?said=invited",
    again(visit),
    { "/email": "email", "/role_ids": "role", "/team_ids": "team", "/message": "message" },
  );
};

const param = ({ asked }: Visit) => ({ id: asked.param["id"] ?? "" });

export const resend = (visit: Visit): Promise<PageAnswer> =>
  act(visit, visit.api.call(resendInvitation, { param: param(visit) }), "/desk/invitations?said=resent", again(visit));

export const revoke = (visit: Visit): Promise<PageAnswer> =>
  act(visit, visit.api.call(revokeInvitation, { param: param(visit) }), "/desk/invitations?said=revoked", again(visit));
