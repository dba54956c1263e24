import type { PageAnswer, PageRoute } from "#http/pages.ts";
import { changeWorkflow, createWorkflow, deleteWorkflow, listWorkflows } from "#outreach/workflows/contract.ts";
import { seeOther } from "../../kit/answers.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { ifMatchIn, Once, onceIn, Version } from "../../kit/forms.tsx";
import { count } from "../../kit/language.ts";
import { forMembers, type Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { kitWords } from "../../kit/words.ts";
import { SayingTabs } from "../letters/tabs.tsx";
import { clashPage, isClash } from "../clash.tsx";
import { Any, Filters, filtersIn, More, pageIn, Seek } from "../lists.tsx";
import { Confirm, demand, faultsOf, type Filled, Room } from "../parts.tsx";
import { metadataIn, metadataPatchIn } from "../sheet.ts";
import { sharedWords } from "../words.ts";
import { aroundOf, WorkflowFields } from "./form.tsx";
import { type Kept, placeOf, root, rowsIn, sheetOfWorkflow, triggers, workflowIn } from "./reading.ts";
import { sayWhen, show, workflowOf } from "./show.tsx";
import { workflowWords } from "./words.ts";

export const workflowPages: readonly PageRoute[] = [
  { method: "get", path: root, render: forMembers(list) },
  { method: "get", path: `${root}/new`, render: forMembers((visit) => form(visit)) },
  { method: "post", path: `${root}/new`, render: forMembers(make) },
  { method: "get", path: `${root}/{id}`, render: forMembers((visit) => show(visit)) },
  { method: "get", path: `${root}/{id}/edit`, render: forMembers(edit) },
  { method: "post", path: `${root}/{id}/edit`, render: forMembers(change) },
  { method: "post", path: `${root}/{id}/on`, render: forMembers(switched(true)) },
  { method: "post", path: `${root}/{id}/off`, render: forMembers(switched(false)) },
  { method: "get", path: `${root}/{id}/delete`, render: forMembers((visit) => sure(visit)) },
  { method: "post", path: `${root}/{id}/delete`, render: forMembers(remove) },
];

async function list(visit: Visit): Promise<PageAnswer> {
  const { speech, api, may } = visit;
  const words = workflowWords[speech.language];
  const shared = sharedWords[speech.language];
  const query = filtersIn(visit, ["name", "trigger", "active"]);
  const listed = await need(api.call(listWorkflows, { query, page: { ...pageIn(visit), order: "name.asc" } }));
  return deskResponse(
    <Room
      visit={visit}
      title={words.title}
      tabs={<SayingTabs visit={visit} here="workflows" />}
      actions={
        may("workflows:write") ? (
          <a class="button" href={`${root}/new`}>
            {words.make}
          </a>
        ) : undefined
      }
    >
      <p class="quiet">{words.intro}</p>
      <Filters visit={visit}>
        <Seek visit={visit} name="name" label={shared.search} />
        <Any
          visit={visit}
          name="trigger"
          label={words.fields.trigger}
          choices={triggers.map((value) => ({ value, label: words.triggers[value] }))}
        />
        <Any
          visit={visit}
          name="active"
          label={shared.state}
          choices={[
            { value: "true", label: shared.active },
            { value: "false", label: shared.inactive },
          ]}
        />
      </Filters>
      {listed.data.length === 0 ? <p>{Object.keys(query).length === 0 ? words.none : words.noneFit}</p> : null}
      <ul class="cards">
        {listed.data.map((one) => (
          <li class="card">
            <h2 dir="auto">
              <a href={placeOf(one.id)}>{one.name}</a>
            </h2>
            <p>{sayWhen(visit, one)}</p>
            <p class="quiet">
              {count(speech.language, one.actions.length, words.actionCount)}{" "}
              {one.active ? null : <span class="badge">{shared.inactive}</span>}{" "}
              {one.built_in ? <span class="badge">{words.builtIn}</span> : null}
            </p>
          </li>
        ))}
      </ul>
      <More visit={visit} cursor={listed.next_cursor} />
    </Room>,
  );
}

async function edit(visit: Visit): Promise<Response> {
  return form(visit, await workflowOf(visit));
}

async function form(visit: Visit, kept?: Kept, typed?: Filled): Promise<Response> {
  demand(visit, "workflows:write");
  const { speech } = visit;
  const words = workflowWords[speech.language];
  const around = await aroundOf(visit);
  const filled = typed ?? { sheet: sheetOfWorkflow(kept) };
  const back = kept === undefined ? root : placeOf(kept.id);
  return deskResponse(
    <Room
      visit={visit}
      title={kept === undefined ? words.make : `${sharedWords[speech.language].edit}: ${kept.name}`}
      back={{ href: back, label: kept?.name ?? words.all }}
      faults={filled.faults}
    >
      <form method="post" class="sheet">
        {kept === undefined ? (
          <Once nonce={visit.nonce} />
        ) : (
          <Version version={Number(typed?.sheet.get("version") ?? kept.version)} />
        )}
        <WorkflowFields visit={visit} filled={filled} around={around} />
        <div class="actions">
          <button type="submit">{kitWords[speech.language].save}</button>
          <button type="submit" class="plain" name="next" value="more">
            {words.another}
          </button>
          <a class="button plain" href={back}>
            {kitWords[speech.language].cancel}
          </a>
        </div>
      </form>
    </Room>,
    filled.status,
  );
}

const after = (visit: Visit, id: string, said: string): Response =>
  seeOther(`${placeOf(id)}${visit.asked.form.get("next") === "more" ? "/edit" : ""}?said=${said}`);

const refused = (visit: Visit, answer: Parameters<typeof faultsOf>[0], fields: Record<string, string>): Filled => ({
  sheet: visit.asked.form,
  faults: faultsOf(answer, visit.speech, fields, workflowWords[visit.speech.language].refusals),
  status: answer.status,
});

async function make(visit: Visit): Promise<PageAnswer> {
  const sheet = visit.asked.form;
  const { body, fields } = workflowIn(sheet);
  const answer = await visit.api.call(createWorkflow, {
    body: { ...body, metadata: metadataIn(sheet) },
    headers: onceIn(sheet),
  });
  return answer.ok ? after(visit, answer.body.id, "made") : form(visit, undefined, refused(visit, answer, fields));
}

async function change(visit: Visit): Promise<PageAnswer> {
  const sheet = visit.asked.form;
  const kept = await workflowOf(visit);
  const { body, fields } = workflowIn(sheet);
  const answer = await visit.api.call(changeWorkflow, {
    param: { id: kept.id },
    body: { ...body, metadata: metadataPatchIn(sheet, kept.metadata) },
    headers: ifMatchIn(sheet),
  });
  if (answer.ok) return after(visit, kept.id, "saved");
  if (!isClash(answer)) return form(visit, kept, refused(visit, answer, fields));
  return clashPage({
    visit,
    action: `${placeOf(kept.id)}/edit`,
    back: placeOf(kept.id),
    theirs: sheetOfWorkflow(kept),
    version: kept.version,
    labels: labelsOf(visit, kept),
  });
}

function labelsOf({ speech, asked }: Visit, kept: Kept): Record<string, string> {
  const words = workflowWords[speech.language];
  const rows = new Set([...rowsIn(asked.form), ...kept.actions.keys()]);
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
  return async (visit: Visit): Promise<PageAnswer> => {
    const { api, asked } = visit;
    const id = asked.param["id"] ?? "";
    const answer = await api.call(changeWorkflow, { param: { id }, body: { active }, headers: ifMatchIn(asked.form) });
    if (answer.ok) return seeOther(`${placeOf(id)}?said=${active ? "on" : "off"}`);
    return show(visit, refused(visit, answer, {}).faults, answer.status);
  };
}

async function sure(visit: Visit, faults?: Filled["faults"], status = 200): Promise<Response> {
  demand(visit, "workflows:write");
  const words = workflowWords[visit.speech.language];
  const shared = sharedWords[visit.speech.language];
  const kept = await workflowOf(visit);
  return deskResponse(
    <Confirm
      visit={visit}
      title={`${shared.remove}: ${kept.name}`}
      action={`${placeOf(kept.id)}/delete`}
      back={placeOf(kept.id)}
      button={shared.remove}
      version={kept.version}
      faults={faults}
    >
      <p>{words.deleteText}</p>
      <p>{shared.certain}</p>
    </Confirm>,
    status,
  );
}

async function remove(visit: Visit): Promise<PageAnswer> {
  const { api, asked } = visit;
  const answer = await api.call(deleteWorkflow, {
    param: { id: asked.param["id"] ?? "" },
    headers: ifMatchIn(asked.form),
  });
  if (answer.ok) return seeOther(`${root}?said=deleted`);
  return sure(visit, refused(visit, answer, {}).faults, answer.status);
}
