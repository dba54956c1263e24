import type { PageAnswer } from "#http/pages.ts";
import {
  type ApiKey,
  changeApiKey,
  createApiKey,
  getApiKey,
  listApiKeys,
  revokeApiKey,
  rotateApiKey,
} from "#identity/api-keys/contract.ts";
import { isPermission } from "#identity/permissions.ts";
import type * as z from "zod";
import { act, idIn, once, standing } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field, onceIn, typed } from "../kit/forms.tsx";
import { ListRoom, pageIn, Table } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { Confirm, demand, Moment, Room, secretPage } from "../kit/room.tsx";
import { deskWords } from "../kit/desk-words.ts";
import { type Filled, filling, type Sheet, sheetOf, textIn } from "../kit/sheet.ts";
import { SheetForm } from "../kit/sheet-form.tsx";
import type { Thing } from "../kit/thing.tsx";
import { Held, Rights } from "./rights.tsx";
import { wordsFor } from "./room.tsx";

type Kept = z.output<typeof ApiKey>;

const root = "/desk/keys";

const keyOf = (visit: Visit): Promise<Kept> => need(visit.api.call(getApiKey, { param: { id: idIn(visit) } }));

const bodyIn = (sheet: Sheet) => ({
  name: textIn(sheet, "name") ?? "",
  scopes: sheet.getAll("scope").filter(isPermission),
});

export const key: Thing<Kept, { id: string; name: string; secret: string }> = {
  root,
  needs: "api_keys:write",
  words: (visit) => ({ ...wordsFor(visit).keys, all: wordsFor(visit).keys.title }),
  find: keyOf,
  nameOf: ({ name }) => name,
  sheetOf: (kept) => sheetOf({ name: kept?.name, scope: kept?.scopes }),
  form: (visit, filled, kept) => <KeyFields visit={visit} filled={filled} isNew={kept === undefined} />,
  fields: () => ({ "/name": "name", "/scopes": "scope", "/expires_in_days": "days" }),
  labels: (visit) => {
    const { name, scopes } = wordsFor(visit).keys;
    return { name, scope: scopes };
  },
  make({ api, asked: { form } }) {
    const days = typed(form, "days");
    const body = { ...bodyIn(form), ...(days === undefined ? {} : { expires_in_days: Number(days) }) };
    return api.call(createApiKey, { body, headers: onceIn(form) });
  },
  made: shownOnce,
  change: (visit) => visit.api.call(changeApiKey, { ...standing(visit), body: bodyIn(visit.asked.form) }),
};

const KeyFields = ({ visit, filled, isNew }: { visit: Visit; filled: Filled; isNew: boolean }) => {
  const said = wordsFor(visit).keys;
  const { line, many } = filling(filled, visit.speech);
  return (
    <>
      <Field {...line("name")} label={said.name} dir="auto" />
      {isNew ? (
        <Field {...line("days")} label={said.days} hint={said.daysHint} type="number" min={1} max={365} optional />
      ) : null}
      <Rights {...many("scope")} label={said.scopes} may={visit.may} />
    </>
  );
};

function shownOnce(visit: Visit, { name, secret }: { name: string; secret: string }): Promise<Response> {
  const said = wordsFor(visit).keys;
  return secretPage(visit, {
    title: name,
    text: said.secretText,
    label: said.secret,
    secret,
    onward: { href: root, label: said.seen },
  });
}

export async function showKeys(visit: Visit): Promise<Response> {
  const keys = await need(visit.api.call(listApiKeys, { page: pageIn(visit) }));
  const said = wordsFor(visit).keys;
  return deskResponse(
    <ListRoom
      visit={visit}
      title={said.title}
      make={{ needs: "api_keys:write", href: `${root}/new`, label: said.make }}
      page={keys}
      none={said.none}
    >
      <Table label={said.title} head={[said.name, said.begins, said.status, said.expires, said.used]}>
        {keys.data.map(({ id, name, prefix, status, expires_at, last_used_at }) => (
          <tr>
            <th scope="row" dir="auto">
              <a href={`${root}/${id}`}>{name}</a>
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
    </ListRoom>,
  );
}

/** A key: what it may do, how long, and the ways to another secret and to its end. */
export async function showKey(visit: Visit, again?: Filled): Promise<Response> {
  const kept = await keyOf(visit);
  const said = wordsFor(visit).keys;
  const here = `${root}/${kept.id}`;
  const isMine = kept.status === "active" && visit.may("api_keys:write");
  const filled = again ?? { sheet: sheetOf({ overlap: 24 }) };
  return deskResponse(
    <Room
      visit={visit}
      title={kept.name}
      faults={filled.faults}
      back={{ href: root, label: said.title }}
      actions={
        isMine ? (
          <>
            <a class="button" href={`${here}/edit`}>
              {deskWords[visit.speech.language].edit}
            </a>
            <a class="button plain" href={`${here}/revoke`}>
              {said.revoke}
            </a>
          </>
        ) : undefined
      }
    >
      <p>
        <code>{kept.prefix}</code> <span class="badge">{said.statuses[kept.status]}</span>
      </p>
      <p>
        {said.expires} <Moment visit={visit} at={kept.expires_at} />
      </p>
      <h2>{said.scopes}</h2>
      <Held rights={kept.scopes} />
      {isMine ? <NewSecret visit={visit} filled={filled} action={`${here}/rotate`} /> : null}
    </Room>,
    filled.status,
  );
}

const NewSecret = ({ visit, filled, action }: { visit: Visit; filled: Filled; action: string }) => {
  const said = wordsFor(visit).keys;
  const { line } = filling(filled, visit.speech);
  return (
    <SheetForm visit={visit} filled={filled} version={undefined} action={action} save={said.rotate} look="group">
      <h2>{said.rotate}</h2>
      <Field {...line("overlap")} label={said.overlap} hint={said.rotateText} type="number" min={0} />
    </SheetForm>
  );
};

export function rotate(visit: Visit): Promise<PageAnswer> {
  const body = { overlap_hours: Number(typed(visit.asked.form, "overlap") ?? "24") };
  return act(visit, visit.api.call(rotateApiKey, { ...once(visit), body }), {
    to: (made) => shownOnce(visit, made),
    again: showKey,
    fields: { "/overlap_hours": "overlap" },
  });
}

export async function sureToRevoke(visit: Visit, again?: Filled): Promise<Response> {
  demand(visit, "api_keys:write");
  const { id, name } = await keyOf(visit);
  const said = wordsFor(visit).keys;
  return deskResponse(
    <Confirm
      visit={visit}
      title={`${said.revoke}: ${name}`}
      action={`${root}/${id}/revoke`}
      back={`${root}/${id}`}
      button={said.revoke}
      faults={again?.faults}
    >
      <p>{said.revokeText}</p>
    </Confirm>,
    again?.status,
  );
}

export const revoke = (visit: Visit): Promise<PageAnswer> =>
  act(visit, visit.api.call(revokeApiKey, { param: { id: idIn(visit) } }), {
    to: `${root}/${idIn(visit)}?said=revoked`,
    again: sureToRevoke,
  });
