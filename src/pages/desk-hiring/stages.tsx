// The stages of a job as one form: a row for each, in the order of the places that are typed, and a row for another one.
import { listScorecardForms } from "#hiring/forms/contract.ts";
import { setJobStages } from "#hiring/jobs/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { act, standing } from "../kit/act.ts";
import { worded } from "../kit/choices.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field, Select, TextArea, Tick } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { eventTypesIn, type Names, toChoices } from "../kit/names.ts";
import { wished } from "../kit/problem.tsx";
import { Room } from "../kit/room.tsx";
import { type Filled, filling, type Sheet, sheetOf } from "../kit/sheet.ts";
import { SheetForm } from "../kit/sheet-form.tsx";
import { saying } from "./asking.ts";
import { type Post, readJob } from "./jobs.tsx";
import { wordsOf } from "./words.ts";

const kinds = ["interview", "applied", "screen", "assessment", "offer"] as const;

/** A stage as it stands in the form. */
type Row = {
  at: number;
  id: string;
  name: string;
  kind: string;
  event_type_id: string;
  form_id: string;
  instructions: string;
  position: string;
  out: boolean;
};

const inOrder = ({ stages }: Post) => stages.toSorted((one, other) => one.position - other.position);

/** A row for each stage, and one for another. */
function sheetOfStages(post: Post): Sheet {
  const stages = inOrder(post);
  const kept = stages.map((stage, at) => rowSheet(at, stage));
  return sheetOf(Object.assign({ rows: stages.length + 1 }, ...kept, rowSheet(stages.length)));
}

const rowSheet = (at: number, stage?: Post["stages"][number]) => ({
  [`id-${at}`]: stage?.id ?? "",
  [`name-${at}`]: stage?.name ?? "",
  [`kind-${at}`]: stage?.kind ?? "interview",
  [`event_type-${at}`]: stage?.event_type_id ?? "",
  [`form-${at}`]: stage?.form_id ?? "",
  [`instructions-${at}`]: stage?.instructions ?? "",
  [`position-${at}`]: (at + 1) * 10,
});

const most = 31;

function rowsIn(sheet: Sheet): Row[] {
  const size = Math.min(Number(sheet.get("rows")) || 0, most);
  return Array.from({ length: size }, (_, at) => {
    const said = (name: string) => sheet.get(`${name}-${at}`) ?? "";
    return {
      at,
      id: said("id"),
      name: said("name"),
      kind: said("kind"),
      event_type_id: said("event_type"),
      form_id: said("form"),
      instructions: said("instructions"),
      position: said("position"),
      out: sheet.has(`out-${at}`),
    };
  });
}

/** Rows that stay, in the order that was typed. */
const staying = (sheet: Sheet): Row[] =>
  rowsIn(sheet)
    .filter(({ id, name, out }) => !out && (id !== "" || name.trim() !== ""))
    .toSorted((one, other) => (Number(one.position) || 0) - (Number(other.position) || 0));

export async function showStages(visit: Visit): Promise<Response> {
  const post = await readJob(visit);
  return stagesPage(visit, post, { sheet: sheetOfStages(post) });
}

async function stagesPage(visit: Visit, post: Post, filled: Filled): Promise<Response> {
  const words = wordsOf(visit).stages;
  const here = `/desk/jobs/${post.id}`;
  const [eventTypes, forms] = await Promise.all([
    eventTypesIn(visit),
    wished(visit.api.call(listScorecardForms, { query: { active: "true" }, page: { limit: 100, order: "name.asc" } })),
  ]);
  const lists = { eventTypes, forms: new Map(forms?.data.map(({ id, name }) => [id, name]) ?? []) };
  const rows = rowsIn(filled.sheet);
  return deskResponse(
    <Room
      visit={visit}
      title={`${words.title}: ${post.title}`}
      back={{ href: here, label: post.title }}
      faults={filled.faults}
    >
      <p class="lead">{words.lead}</p>
      <SheetForm visit={visit} filled={filled} version={post.version} back={here} save={words.save}>
        <input type="hidden" name="rows" value={String(rows.length)} />
        {rows.map((row) => (
          <StageFields visit={visit} row={row} filled={filled} lists={lists} />
        ))}
      </SheetForm>
    </Room>,
    filled.status,
  );
}

type StageProps = { visit: Visit; row: Row; filled: Filled; lists: { eventTypes: Names; forms: Names } };

const StageFields = ({ visit, row: { at, id, name, out }, filled, lists }: StageProps) => {
  const words = wordsOf(visit).stages;
  const form = filling(filled, visit.speech);
  const isNew = id === "";
  const common = (field: string, label: string) => ({ ...form.line(`${field}-${at}`), label });
  return (
    <fieldset class="stage">
      <legend dir="auto">{isNew ? words.new : name}</legend>
      <input type="hidden" name={`id-${at}`} value={id} />
      <div class="stage-row">
        <Field {...common("position", words.position)} type="number" min={0} max={9999} />
        <Field
          {...common("name", words.name)}
          dir="auto"
          maxlength={80}
          {...(isNew ? { hint: words.newHint } : {})}
          optional={isNew}
        />
        <Select {...common("kind", words.kind)} choices={worded(kinds, words.kinds)} />
        <Select {...common("event_type", words.eventType)} choices={toChoices(lists.eventTypes, words.none)} optional />
      </div>
      <details class="more" open={out || form.isWrong(`form-${at}`, `instructions-${at}`)}>
        <summary>{wordsOf(visit).person.details}</summary>
        <Select {...common("form", words.form)} choices={toChoices(lists.forms, words.noForm)} optional />
        <TextArea {...common("instructions", words.instructions)} rows={2} optional />
        {isNew ? null : <Tick {...form.tick(`out-${at}`)} label={words.out} />}
      </details>
    </fieldset>
  );
};

const columns = {
  name: "name",
  kind: "kind",
  event_type_id: "event_type",
  form_id: "form",
  instructions: "instructions",
};

export async function saveStages(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const stay = staying(form);
  const stages = stay.map(({ id, name, kind, event_type_id, form_id, instructions }) => ({
    ...(id === "" ? {} : { id }),
    name,
    kind: kinds.find((one) => one === kind) ?? kinds[0],
    event_type_id: event_type_id || null,
    form_id: form_id || null,
    instructions: instructions.trim() === "" ? null : instructions,
  }));
  const post = await readJob(visit);
  const here = `/desk/jobs/${post.id}`;
  const places = stay.flatMap(({ at }, place) =>
    Object.entries(columns).map(([field, name]) => [`/stages/${place}/${field}`, `${name}-${at}`] as const),
  );
  return act(visit, visit.api.call(setJobStages, { ...standing(visit), body: { stages } }), {
    to: saying(here, "staged"),
    again: (_, filled) => stagesPage(visit, post, filled),
    fields: Object.fromEntries(places),
    clash: () => ({
      action: `${here}/stages`,
      back: `${here}/stages`,
      theirs: sheetOfStages(post),
      version: post.version,
      labels: { stages: wordsOf(visit).stages.title },
      say: (sheet) =>
        sheetOf({
          stages: staying(sheet)
            .map(({ name }) => name)
            .join(" → "),
        }),
    }),
  });
}
