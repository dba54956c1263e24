import type { PageAnswer, PageRoute } from "#http/pages.ts";
import { changeWorkflow, createWorkflow, deleteWorkflow, listWorkflows } from "#outreach/workflows/contract.ts";
import { act, idIn, standing } from "../../kit/act.ts";
import { worded } from "../../kit/choices.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { deskWords } from "../../kit/desk-words.ts";
import { onceIn } from "../../kit/forms.tsx";
import { count } from "../../kit/language.ts";
import { Any, AnyState, filtersIn, ListRoom, pageIn, sayNone, Seek } from "../../kit/lists.tsx";
import { pagesOf, type Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { metadataIn, metadataPatchIn } from "../../kit/sheet.ts";
import { type Thing, thingPages } from "../../kit/thing.tsx";
import { SayingTabs } from "../letters/tabs.tsx";
import { workflowFields } from "./form.tsx";
import { type Kept, placeOf, root, rowsIn, sheetOfWorkflow, triggers, workflowIn } from "./reading.ts";
import { sayWhen, show, workflowOf } from "./show.tsx";
import { workflowWords } from "./words.ts";

const wordsOf = ({ speech }: Visit) => workflowWords[speech.language];

const workflow: Thing<Kept, Kept> = {
  root,
  needs: "workflows:write",
  words: wordsOf,
  find: workflowOf,
  nameOf: ({ name }) => name,
  sheetOf: (kept) => sheetOfWorkflow(kept),
  form: workflowFields,
  buttons: (visit) => (
    <button type="submit" class="plain" name="next" value="more">
      {wordsOf(visit).another}
    </button>
  ),
  fields: (sheet) => workflowIn(sheet).fields,
  labels: labelsOf,
  make: ({ api, asked: { form } }) =>
    api.call(createWorkflow, {
      body: { ...workflowIn(form).body, metadata: metadataIn(form) },
      headers: onceIn(form),
    }),
  change: (visit, { metadata }) => {
    const { form } = visit.asked;
    const body = { ...workflowIn(form).body, metadata: metadataPatchIn(form, metadata) };
    return visit.api.call(changeWorkflow, { ...standing(visit), body });
  },
  // Whoever has more to add comes back to the form.
  onward: ({ asked }, id) => placeOf(id) + (asked.form.get("next") === "more" ? "/edit" : ""),
  end: (visit) => visit.api.call(deleteWorkflow, standing(visit)),
};

const pages = pagesOf("firm", workflowWords);
const { get, post } = pages;

export const workflowPages: readonly PageRoute[] = [
  get(root, list),
  ...thingPages(pages, workflow),
  get(`${root}/{id}`, show),
  post(`${root}/{id}/on`, switched(true)),
  post(`${root}/{id}/off`, switched(false)),
];

async function list(visit: Visit): Promise<PageAnswer> {
  const { speech, api } = visit;
  const words = wordsOf(visit);
  const query = filtersIn(visit, ["name", "trigger", "active"]);
  const listed = await need(api.call(listWorkflows, { query, page: pageIn(visit, "name.asc") }));
  return deskResponse(
    <ListRoom
      visit={visit}
      title={words.title}
      tabs={<SayingTabs visit={visit} here="workflows" />}
      intro={words.intro}
      make={{ needs: "workflows:write", href: `${root}/new`, label: words.make }}
      filters={
        <>
          <Seek visit={visit} name="name" label={deskWords[speech.language].search} />
          <Any visit={visit} name="trigger" label={words.fields.trigger} choices={worded(triggers, words.triggers)} />
          <AnyState visit={visit} />
        </>
      }
      page={listed}
      none={sayNone(words, query)}
    >
      <ul class="cards">
        {listed.data.map((one) => (
          <Card visit={visit} one={one} />
        ))}
      </ul>
    </ListRoom>,
  );
}

const Card = ({ visit, one }: { visit: Visit; one: Kept }) => {
  const { language } = visit.speech;
  const words = wordsOf(visit);
  return (
    <li class="card">
      <h2 dir="auto">
        <a href={placeOf(one.id)}>{one.name}</a>
      </h2>
      <p>{sayWhen(visit, one)}</p>
      <p class="quiet">
        {count(language, one.actions.length, words.actionCount)}{" "}
        {one.active ? null : <span class="badge">{deskWords[language].inactive}</span>}{" "}
        {one.built_in ? <span class="badge">{words.builtIn}</span> : null}
      </p>
    </li>
  );
};

function labelsOf(visit: Visit, kept: Kept): Record<string, string> {
  const words = wordsOf(visit);
  const rows = new Set([...rowsIn(visit.asked.form), ...kept.actions.keys()]);
  const parts = {
    way: words.does,
    address: words.address,
    webhook: words.webhook,
    subject: words.subject,
    body: words.body,
  };
  return {
    ...words.fields,
    ...Object.fromEntries(
      [...rows].flatMap((row) =>
        Object.entries(parts).map(([name, label]) => [
          `${name}_${row}`,
          `${words.action.replace("#", String(row + 1))}: ${label}`,
        ]),
      ),
    ),
  };
}

function switched(active: boolean) {
  return (visit: Visit): Promise<PageAnswer> =>
    act(visit, visit.api.call(changeWorkflow, { ...standing(visit), body: { active } }), {
      to: `${placeOf(idIn(visit))}?said=${active ? "on" : "off"}`,
      again: show,
    });
}
