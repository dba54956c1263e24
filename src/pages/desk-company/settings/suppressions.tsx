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
import { seeOther } from "../../kit/answers.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { Field, ifMatchIn, Once, onceIn, Select } from "../../kit/forms.tsx";
import type { Visit } from "../../kit/member.tsx";
import { need, Turned } from "../../kit/problem.tsx";
import { Any, Filters, filtersIn, More, pageIn, Seek } from "../lists.tsx";
import { Confirm, faultsOf, type Filled, filling, Moment, Room } from "../parts.tsx";
import { oneOf, proseIn, sheetOf, textIn } from "../sheet.ts";
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
    <Room
      visit={visit}
      title={words.suppressionsTitle}
      faults={typed?.faults}
      tabs={<SettingsTabs visit={visit} here="suppressions" />}
    >
      <p class="quiet">{words.suppressionsIntro}</p>
      <Filters visit={visit}>
        <Seek visit={visit} name="email" label={words.suppression.email} />
        <Any
          visit={visit}
          name="reason"
          label={words.suppression.reason}
          choices={reasons.map((value) => ({ value, label: words.reasons[value] }))}
        />
        <Any
          visit={visit}
          name="category"
          label={words.suppression.category}
          choices={scopes.map((value) => ({ value, label: words.categories[value] }))}
        />
      </Filters>
      {listed.data.length === 0 ? <p>{words.suppressionsNone}</p> : null}
      <ul class="lines">
        {listed.data.map((one) => (
          <Line visit={visit} one={one} />
        ))}
      </ul>
      <More visit={visit} cursor={listed.next_cursor} />
      {may("suppressions:write") ? <NewOne visit={visit} typed={typed} /> : null}
    </Room>,
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
      <Select
        {...own("category")}
        label={words.suppression.category}
        choices={scopes.map((value) => ({ value, label: words.categories[value] }))}
      />
      <Field {...own("note")} label={words.suppression.note} maxlength={500} dir="auto" optional />
      <button type="submit">{words.suppress}</button>
    </form>
  );
};

export async function suppress(visit: Visit): Promise<PageAnswer> {
  const { api, asked, speech } = visit;
  const { form } = asked;
  const answer = await api.call(createSuppression, {
    body: {
      email: textIn(form, "new_email") ?? "",
      category: oneOf(form, "new_category", scopes),
      note: proseIn(form, "new_note"),
    },
    headers: onceIn(form),
  });
  if (answer.ok) return seeOther(`${root}?said=added`);
  const fields = { "": "new_email", "/email": "new_email", "/category": "new_category", "/note": "new_note" };
  const faults = faultsOf(answer, speech, fields, settingsWords[speech.language].refusals);
  return showSuppressions(visit, { sheet: form, faults, status: answer.status });
}

export async function sureToWrite(visit: Visit, faults?: Filled["faults"], status = 200): Promise<Response> {
  const words = settingsWords[visit.speech.language];
  const { id = "" } = visit.asked.param;
  const kept = await need(visit.api.call(getSuppression, { param: { id } }));
  return deskResponse(
    <Confirm
      visit={visit}
      title={words.writeTitle.replace("#", () => kept.email)}
      action={`${root}/${id}`}
      back={root}
      button={words.write}
      version={kept.version}
      faults={faults}
    >
      <p>{words.writeText}</p>
    </Confirm>,
    status,
  );
}

export async function writeAgain(visit: Visit): Promise<PageAnswer> {
  const { api, asked, speech } = visit;
  const answer = await api.call(deleteSuppression, {
    param: { id: asked.param["id"] ?? "" },
    headers: ifMatchIn(asked.form),
  });
  if (answer.ok) return seeOther(`${root}?said=removed`);
  return sureToWrite(visit, faultsOf(answer, speech, {}), answer.status);
}
