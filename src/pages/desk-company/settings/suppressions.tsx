import type { PageAnswer } from "#http/pages.ts";
import {
  createSuppression,
  deleteSuppression,
  getSuppression,
  listSuppressions,
  type Suppression,
} from "#outreach/suppressions/contract.ts";
import { reasons, scopes } from "#outreach/suppressions/tables.ts";
import type * as z from "zod";
import { act, idIn, standing } from "../../kit/act.ts";
import { worded } from "../../kit/choices.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { Field, Once, onceIn, Select } from "../../kit/forms.tsx";
import { Any, filtersIn, ListRoom, pageIn, Seek } from "../../kit/lists.tsx";
import type { Visit } from "../../kit/member.tsx";
import { need, Turned } from "../../kit/problem.tsx";
import { Confirm, Moment } from "../../kit/room.tsx";
import { type Filled, filling, oneOf, proseIn, sheetOf, textIn } from "../../kit/sheet.ts";
import { root as settings, SettingsTabs } from "./tabs.tsx";
import { settingsWords } from "./words.ts";

const root = `${settings}/suppressions`;

export async function showSuppressions(visit: Visit, typed?: Filled): Promise<Response> {
  const { speech, api, may } = visit;
  const words = settingsWords[speech.language];
  const query = filtersIn(visit, ["email", "reason", "category"]);
  // An address that is none finds nothing; it is no fault of whoever looks.
  const answer = await api.call(listSuppressions, { query, page: pageIn(visit) });
  const isUnfit = answer.status === 400 || answer.status === 422;
  if (!answer.ok && !isUnfit) throw new Turned(answer.problem);
  const listed = answer.ok ? answer.body : { data: [], next_cursor: null };
  return deskResponse(
    <ListRoom
      visit={visit}
      title={words.suppressionsTitle}
      faults={typed?.faults}
      tabs={<SettingsTabs visit={visit} here="suppressions" />}
      intro={words.suppressionsIntro}
      filters={
        <>
          <Seek visit={visit} name="email" label={words.suppression.email} />
          <Any visit={visit} name="reason" label={words.suppression.reason} choices={worded(reasons, words.reasons)} />
          <Any
            visit={visit}
            name="category"
            label={words.suppression.category}
            choices={worded(scopes, words.categories)}
          />
        </>
      }
      page={listed}
      none={words.suppressionsNone}
      below={may("suppressions:write") ? <NewOne visit={visit} typed={typed} /> : null}
    >
      <ul class="lines">
        {listed.data.map((one) => (
          <Line visit={visit} one={one} />
        ))}
      </ul>
    </ListRoom>,
    typed?.status,
  );
}

const Line = ({ visit, one }: { visit: Visit; one: z.output<typeof Suppression> }) => {
  const words = settingsWords[visit.speech.language];
  return (
    <li class="card">
      <p class="name" dir="auto">
        {one.email}
      </p>
      <p>
        <span class="badge">{words.categories[one.category]}</span> {words.reasons[one.reason]} ·{" "}
        <Moment visit={visit} at={one.created_at} />
      </p>
      {one.note === null ? null : (
        <p class="quiet typed" dir="auto">
          {one.note}
        </p>
      )}
      {visit.may("suppressions:write") ? (
        <p>
          <a href={`${root}/${one.id}`} aria-label={`${words.write}: ${one.email}`}>
            {words.write}
          </a>
        </p>
      ) : null}
    </li>
  );
};

const NewOne = ({ visit, typed }: { visit: Visit; typed: Filled | undefined }) => {
  const { speech } = visit;
  const words = settingsWords[speech.language];
  const { line } = filling(typed ?? { sheet: sheetOf({ category: "all" }) }, speech);
  // The filter above has an address and a category of its own.
  const own = (name: string) => ({ ...line(`new_${name}`) });
  return (
    <form method="post" action={root} class="sheet group">
      <h2>{words.suppress}</h2>
      <Once nonce={visit.nonce} />
      <Field {...own("email")} label={words.suppression.email} type="email" autocomplete="off" />
      <Select {...own("category")} label={words.suppression.category} choices={worded(scopes, words.categories)} />
      <Field {...own("note")} label={words.suppression.note} maxlength={500} dir="auto" optional />
      <button type="submit">{words.suppress}</button>
    </form>
  );
};

export function suppress(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const made = visit.api.call(createSuppression, {
    body: {
      email: textIn(form, "new_email") ?? "",
      category: oneOf(form, "new_category", scopes),
      note: proseIn(form, "new_note"),
    },
    headers: onceIn(form),
  });
  return act(visit, made, {
    to: `${root}?said=added`,
    again: showSuppressions,
    fields: { "": "new_email", "/email": "new_email", "/category": "new_category", "/note": "new_note" },
  });
}

export async function sureToWrite(visit: Visit, typed?: Filled): Promise<Response> {
  const words = settingsWords[visit.speech.language];
  const kept = await need(visit.api.call(getSuppression, { param: { id: idIn(visit) } }));
  return deskResponse(
    <Confirm
      visit={visit}
      title={words.writeTitle.replace("#", () => kept.email)}
      action={`${root}/${kept.id}`}
      back={root}
      button={words.write}
      version={kept.version}
      faults={typed?.faults}
    >
      <p>{words.writeText}</p>
    </Confirm>,
    typed?.status,
  );
}

export const writeAgain = (visit: Visit): Promise<PageAnswer> =>
  act(visit, visit.api.call(deleteSuppression, standing(visit)), { to: `${root}?said=removed`, again: sureToWrite });
