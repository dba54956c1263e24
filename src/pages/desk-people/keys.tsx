import type { PageAnswer } from "#http/pages.ts";
import {
  changeApiKey,
  createApiKey,
  getApiKey,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
} from "#identity/api-keys/contract.ts";
import { isPermission } from "#identity/permissions.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field, ifMatchIn, Once, onceIn, typed, Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { faultsIn, need } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { Rights } from "./rights.tsx";
import { act, afresh, type Again, Moment, More, pageIn, Press, Room, Table, wordsFor } from "./room.tsx";

export async function showKeys(visit: Visit, again: Again = afresh): Promise<Response> {
  const keys = await need(visit.api.call(listApiKeys, { page: pageIn(visit) }));
  const said = wordsFor(visit).keys;
  const { form, faults } = again;
  return deskResponse(
    <Room visit={visit} title={said.title} again={again}>
      {keys.data.length === 0 ? <p>{said.none}</p> : null}
      {keys.data.length === 0 ? null : (
        <Table label={said.title} head={[said.name, said.begins, said.status, said.expires, said.used]}>
          {keys.data.map(({ id, name, prefix, status, expires_at, last_used_at }) => (
            <tr>
              <th scope="row" dir="auto">
                <a href={`/desk/keys/${id}`}>{name}</a>
              </th>
              <td>
                <code>{prefix}</code>
              </td>
              <td>{said.statuses[status]}</td>
              <td>
                <Moment visit={visit} at={expires_at} />
              </td>
              <td>{last_used_at === null ? said.never : <Moment visit={visit} at={last_used_at} />}</td>
            </tr>
          ))}
        </Table>
      )}
      <More visit={visit} cursor={keys.next_cursor} />
      {visit.may("api_keys:write") ? (
        <form method="post" action="/desk/keys">
          <h2>{said.make}</h2>
          <Once nonce={visit.nonce} />
          <Field name="name" label={said.name} value={form.get("name")} faults={faults} dir="auto" />
          <Field
            name="days"
            label={said.days}
            hint={said.daysHint}
            type="number"
            min={1}
            max={365}
            value={form.get("days")}
            faults={faults}
            optional
            speech={visit.speech}
          />
          <Rights name="scope" label={said.scopes} values={form.getAll("scope")} faults={faults} may={visit.may} />
          <p>
            <button type="submit">{said.make}</button>
          </p>
        </form>
      ) : null}
    </Room>,
    again.status,
  );
}

/** The one page that shows a key's secret. It is an answer to a form, and so is never found in a history. */
const SecretPage = ({ visit, title, secret }: { visit: Visit; title: string; secret: string }) => {
  const said = wordsFor(visit).keys;
  return (
    <Room visit={visit} title={title} under="/desk/keys">
      <p class="note">{said.secretText}</p>
      <Field name="secret" label={said.secret} value={secret} dir="ltr" autocomplete="off" />
      <p>
        <a class="button" href="/desk/keys">
          {said.seen}
        </a>
      </p>
    </Room>
  );
};

const fields = { "/name": "name", "/scopes": "scope", "/expires_in_days": "days", "/overlap_hours": "overlap" };
const idIn = ({ asked }: Visit): string => asked.param["id"] ?? "";

export async function make(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const days = typed(form, "days");
  const made = await visit.api.call(createApiKey, {
    body: {
      name: typed(form, "name") ?? "",
      scopes: form.getAll("scope").filter(isPermission),
      ...(days === undefined ? {} : { expires_in_days: Number(days) }),
    },
    headers: onceIn(form),
  });
  if (made.ok) return deskResponse(<SecretPage visit={visit} title={made.body.name} secret={made.body.secret} />);
  return refused(visit, made, (again) => showKeys(visit, again));
}

type Refused = { status: number; problem: Parameters<typeof faultsIn>[0] };

function refused(
  visit: Visit,
  { status, problem }: Refused,
  show: (again: Again) => Promise<Response>,
): Promise<Response> {
  const said = wordsFor(visit);
  const own = { ...said.refusals, "idempotency.secret_shown": said.keys.shown };
  const faults = faultsIn(problem, fields, kitWords[visit.speech.language].faults, own);
  return show({ faults, form: visit.asked.form, status });
}

export async function showKey(visit: Visit, again: Again = afresh): Promise<Response> {
  const key = await need(visit.api.call(getApiKey, { param: { id: idIn(visit) } }));
  const said = wordsFor(visit).keys;
  const path = `/desk/keys/${key.id}`;
  const { form, faults } = again;
  const isAgain = form.size > 0;
  return deskResponse(
    <Room visit={visit} title={key.name} again={again} back={{ href: "/desk/keys", label: said.title }}>
      <p>
        <code>{key.prefix}</code> <span class="badge">{said.statuses[key.status]}</span>
      </p>
      <p>
        {said.expires} <Moment visit={visit} at={key.expires_at} />
      </p>
      {key.status !== "active" || !visit.may("api_keys:write") ? (
        <ul>
          {key.scopes.map((scope) => (
            <li>
              <code>{scope}</code>
            </li>
          ))}
        </ul>
      ) : (
        <>
          <form method="post" action={path}>
            <Version version={key.version} />
            <Field name="name" label={said.name} value={form.get("name") ?? key.name} faults={faults} dir="auto" />
            <Rights
              name="scope"
              label={said.scopes}
              values={isAgain ? form.getAll("scope") : key.scopes}
              faults={faults}
              may={visit.may}
            />
            <p>
              <button type="submit">{kitWords[visit.speech.language].save}</button>
            </p>
          </form>
          <form method="post" action={`${path}/rotate`}>
            <h2>{said.rotate}</h2>
            <Once nonce={visit.nonce} />
            <Field
              name="overlap"
              label={said.overlap}
              hint={said.rotateText}
              type="number"
              min={0}
              value="24"
              faults={faults}
            />
            <p>
              <button type="submit" class="plain">
                {said.rotate}
              </button>
            </p>
          </form>
          <h2>{said.revoke}</h2>
          <p>{said.revokeText}</p>
          <Press action={`${path}/revoke`} label={said.revoke} kind="alarm" />
        </>
      )}
    </Room>,
    again.status,
  );
}

const again = (visit: Visit) => (what: Again) => showKey(visit, what);

export const change = (visit: Visit): Promise<PageAnswer> =>
  act(
    visit,
    visit.api.call(changeApiKey, {
      param: { id: idIn(visit) },
      body: {
        name: typed(visit.asked.form, "name") ?? "",
        scopes: visit.asked.form.getAll("scope").filter(isPermission),
      },
      headers: ifMatchIn(visit.asked.form),
    }),
    `/desk/keys/${idIn(visit)}?said=saved`,
    again(visit),
    fields,
  );

export async function rotate(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const rotated = await visit.api.call(rotateApiKey, {
    param: { id: idIn(visit) },
    body: { overlap_hours: Number(typed(form, "overlap") ?? "24") },
    headers: onceIn(form),
  });
  if (rotated.ok) {
    return deskResponse(<SecretPage visit={visit} title={rotated.body.name} secret={rotated.body.secret} />);
  }
  return refused(visit, rotated, again(visit));
}

export const revoke = (visit: Visit): Promise<PageAnswer> =>
  act(
    visit,
    visit.api.call(revokeApiKey, { param: { id: idIn(visit) } }),
    `/desk/keys/${idIn(visit)}?said=revoked`,
    again(visit),
  );
