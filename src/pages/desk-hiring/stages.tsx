// The stages of a job as one form: a row for each, in the order of the places that are typed, and a row for another one.
import { listScorecardForms } from "#hiring/forms/contract.ts";
import { getJob, setJobStages } from "#hiring/jobs/contract.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import {
  Faults,
  faultyTitle,
  Field,
  type FieldFault,
  ifMatchIn,
  Select,
  TextArea,
  Tick,
  Version,
} from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, Turned, wished } from "../kit/problem.tsx";
import { kitWords } from "../kit/words.ts";
import { eventTypesOf, type Names, oneOf, refusedBy, saying } from "./asking.ts";
import { Conflict, isConflict, Own, Room } from "./bits.tsx";
import type { Post } from "./jobs.tsx";
import { wordsOf } from "./words.ts";

const kinds = ["interview", "applied", "screen", "assessment", "offer"] as const;

type Row = {
  id: string;
  name: string;
  kind: string;
  event_type_id: string;
  form_id: string;
  instructions: string;
  position: string;
  out: boolean;
};

const rowOf = (stage: Post["stages"][number], place: number): Row => ({
  id: stage.id,
  name: stage.name,
  kind: stage.kind,
  event_type_id: stage.event_type_id ?? "",
  form_id: stage.form_id ?? "",
  instructions: stage.instructions ?? "",
  position: String((place + 1) * 10),
  out: false,
});

const inOrder = ({ stages }: Post) => stages.toSorted((one, other) => one.position - other.position);
const rowsOf = (post: Post): Row[] => inOrder(post).map(rowOf);

const another = (rows: readonly Row[]): Row => ({
  id: "",
  name: "",
  kind: "interview",
  event_type_id: "",
  form_id: "",
  instructions: "",
  position: String((rows.length + 1) * 10),
  out: false,
});

const most = 31;

function rowsIn(form: URLSearchParams): Row[] {
  const size = Math.min(Number(form.get("rows")) || 0, most);
  return Array.from({ length: size }, (_, at) => {
    const said = (name: string) => form.get(`${name}-${at}`) ?? "";
    return {
      id: said("id"),
      name: said("name"),
      kind: said("kind"),
      event_type_id: said("event_type"),
      form_id: said("form"),
      instructions: said("instructions"),
      position: said("position"),
      out: form.has(`out-${at}`),
    };
  });
}

/** Rows that stay, each with the place it had in the form, in the order that was typed. */
const staying = (rows: readonly Row[]): [row: Row, at: number][] =>
  rows
    .map((row, at): [Row, number] => [row, at])
    .filter(([row]) => !row.out && (row.id !== "" || row.name.trim() !== ""))
    .toSorted(([one], [other]) => (Number(one.position) || 0) - (Number(other.position) || 0));

export async function showStages(visit: Visit): Promise<Response> {
  const post = await readJob(visit);
  return stagesPage(visit, post, { rows: rowsOf(post), faults: [], status: 200 });
}

const readJob = ({ api, asked }: Visit): Promise<Post> =>
  need(api.call(getJob, { param: { id: asked.param["id"] ?? "" } }));

type Shown = { rows: readonly Row[]; faults: readonly FieldFault[]; status: number; clash?: boolean };

async function stagesPage(visit: Visit, post: Post, { rows, faults, status, clash }: Shown): Promise<Response> {
  const { speech, api } = visit;
  const words = wordsOf(visit);
  const here = `/desk/jobs/${post.id}`;
  const [eventTypes, forms] = await Promise.all([
    eventTypesOf(api),
    wished(api.call(listScorecardForms, { query: { active: "true" }, page: { limit: 100, order: "name.asc" } })),
  ]);
  const lists = { eventTypes, forms: new Map(forms?.data.map(({ id, name }) => [id, name]) ?? []) };
  const all = rows.some(({ id }) => id === "") ? rows : [...rows, another(rows)];
  return deskResponse(
    <Room visit={visit} title={faultyTitle(`${words.stages.title}: ${post.title}`, faults, speech)}>
      <Faults faults={faults} speech={speech} />
      <p class="trail">
        <a href={here}>
          <Own>{post.title}</Own>
        </a>
      </p>
      <h1>{words.stages.title}</h1>
      <p class="lead">{words.stages.lead}</p>
      {clash === true ? (
        <Conflict
          visit={visit}
          rows={[
            {
              label: words.stages.title,
              theirs: inOrder(post)
                .map(({ name }) => name)
                .join(" → "),
              yours: staying(rows)
                .map(([{ name }]) => name)
                .join(" → "),
            },
          ]}
          keep={`${here}/stages`}
        />
      ) : null}
      <form method="post" action={`${here}/stages`}>
        <Version version={post.version} />
        <input type="hidden" name="rows" value={String(all.length)} />
        {all.map((row, at) => (
          <StageFields visit={visit} row={row} at={at} faults={faults} lists={lists} />
        ))}
        <p class="actions">
          <button type="submit">{words.stages.save}</button>
          <a href={here}>{kitWords[speech.language].cancel}</a>
        </p>
      </form>
    </Room>,
    status,
  );
}

type StageProps = {
  visit: Visit;
  row: Row;
  at: number;
  faults: readonly FieldFault[];
  lists: { eventTypes: Names; forms: Names };
};

const StageFields = ({ visit, row, at, faults, lists }: StageProps) => {
  const words = wordsOf(visit).stages;
  const { speech } = visit;
  const { details } = wordsOf(visit).person;
  const isNew = row.id === "";
  const isWrong = faults.some(({ field }) => field === `form-${at}` || field === `instructions-${at}`);
  const common = (name: string, label: string, value: string) => ({
    name: `${name}-${at}`,
    label,
    value,
    faults,
    speech,
  });
  return (
    <fieldset class="stage">
      <legend dir="auto">{isNew ? words.new : row.name}</legend>
      <input type="hidden" name={`id-${at}`} value={row.id} />
      <div class="stage-row">
        <Field {...common("position", words.position, row.position)} type="number" min={0} max={9999} />
        <Field
          {...common("name", words.name, row.name)}
          dir="auto"
          maxlength={80}
          {...(isNew ? { hint: words.newHint } : {})}
          optional={isNew}
        />
        <Select
          {...common("kind", words.kind, row.kind)}
          choices={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        />
        <Select
          {...common("event_type", words.eventType, row.event_type_id)}
          choices={chosen(lists.eventTypes, words.none)}
          optional
        />
      </div>
      <details class="more" open={isWrong || row.out}>
        <summary>{details}</summary>
        <Select {...common("form", words.form, row.form_id)} choices={chosen(lists.forms, words.noForm)} optional />
        <TextArea {...common("instructions", words.instructions, row.instructions)} rows={2} optional />
        {isNew ? null : <Tick name={`out-${at}`} label={words.out} checked={row.out} />}
      </details>
    </fieldset>
  );
};

const chosen = (names: Names, none: string) => [
  { value: "", label: none },
  ...[...names].map(([value, label]) => ({ value, label })),
];

const columns = {
  name: "name",
  kind: "kind",
  event_type_id: "event_type",
  form_id: "form",
  instructions: "instructions",
};

export async function saveStages(visit: Visit): Promise<Response> {
  const {
    api,
    asked: { form, param },
  } = visit;
  const id = param["id"] ?? "";
  const rows = rowsIn(form);
  const stay = staying(rows);
  const answer = await api.call(setJobStages, {
    param: { id },
    body: {
      stages: stay.map(([row]) => ({
        ...(row.id === "" ? {} : { id: row.id }),
        name: row.name,
        kind: oneOf(kinds, row.kind),
        event_type_id: row.event_type_id || null,
        form_id: row.form_id || null,
        instructions: typedText(row.instructions),
      })),
    },
    headers: ifMatchIn(form),
  });
  if (answer.ok) return seeOther(saying(`/desk/jobs/${id}`, "staged"));
  const { problem } = answer;
  if (problem.status === 403) throw new Turned(problem);
  const post = await readJob(visit);
  const places = stay.flatMap(([, at], place) =>
    Object.entries(columns).map(([field, name]) => [`/stages/${place}/${field}`, `${name}-${at}`] as const),
  );
  const faults = refusedBy(visit, problem, Object.fromEntries(places));
  const clash = isConflict(problem);
  const shown = clash ? post : { ...post, version: Number(form.get("version")) || post.version };
  return stagesPage(visit, shown, { rows, faults, status: problem.status, clash });
}

const typedText = (text: string): string | null => (text.trim() === "" ? null : text);
