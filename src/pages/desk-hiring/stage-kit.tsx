// What is asked at a stage: the questions of the bank that are asked here, in their order, and new ones.
import type * as z from "zod";
import { getJob } from "#hiring/jobs/contract.ts";
import {
  type BankQuestion,
  createBankQuestion,
  getStageKit,
  listBankQuestions,
  setStageQuestions,
} from "#hiring/questions/contract.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Faults, faultyTitle, Field, type FieldFault, Once, onceIn, TextArea, typed } from "../kit/forms.tsx";
import { sayNumber } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need, Turned } from "../kit/problem.tsx";
import { noteIn, refusedBy, refusedInUrl, refusing, saying } from "./asking.ts";
import { Empty, Fold, Own, Room } from "./bits.tsx";
import { wordsOf } from "./words.ts";

type Question = z.output<typeof BankQuestion>;
type Refused = { faults: readonly FieldFault[]; status: number };

export const showKit = (visit: Visit): Promise<Response> => kitPage(visit);

const placesIn = ({ asked: { param } }: Visit) => ({ job: param["id"] ?? "", stage: param["stage"] ?? "" });

async function kitPage(visit: Visit, refused?: Refused): Promise<Response> {
  const { api, speech, may } = visit;
  const ids = placesIn(visit);
  const words = wordsOf(visit).kit;
  const [post, kit, bank] = await Promise.all([
    need(api.call(getJob, { param: { id: ids.job } })),
    need(api.call(getStageKit, { param: { id: ids.stage } })),
    need(api.call(listBankQuestions, { query: { active: "true" }, page: { limit: 100 } })),
  ]);
  const left = bank.data.filter(({ id }) => !kit.questions.some((question) => question.id === id));
  const faults = refused?.faults ?? refusedInUrl(visit);
  const here = `/desk/jobs/${ids.job}/stages/${ids.stage}`;
  const name = kit.stage?.name ?? "";
  return deskResponse(
    <Room visit={visit} title={faultyTitle(`${words.title}: ${name}`, faults, speech)} note={noteIn(visit)}>
      <Faults faults={faults} speech={speech} />
      <p class="trail">
        <a href={`/desk/jobs/${ids.job}`}>
          <Own>{post.title}</Own>
        </a>
      </p>
      <h1>
        {words.title}: <Own>{name}</Own>
      </h1>
      <p class="lead">{words.lead}</p>
      {kit.stage?.instructions == null ? null : (
        <p class="prewrap" dir="auto">
          {kit.stage.instructions}
        </p>
      )}
      {kit.questions.length === 0 ? <Empty>{words.none}</Empty> : null}
      {may("jobs:write") ? (
        <>
          <Asked visit={visit} questions={kit.questions} left={left} action={here} />
          <NewQuestion visit={visit} action={`${here}/questions`} refused={refused} />
        </>
      ) : (
        <ol class="questions">
          {kit.questions.map((question) => (
            <li>
              <Words visit={visit} question={question} />
            </li>
          ))}
        </ol>
      )}
    </Room>,
    refused?.status ?? 200,
  );
}

const Words = ({ visit, question }: { visit: Visit; question: Question }) => {
  const words = wordsOf(visit).kit;
  const more = [
    question.competency,
    question.minutes === null ? null : `${sayNumber(visit.speech, question.minutes)} ${words.minutes}`,
  ];
  return (
    <>
      <p class="prewrap" dir="auto">
        <strong>{question.prompt}</strong>
      </p>
      {question.guidance === null ? null : (
        <p class="prewrap" dir="auto">
          {question.guidance}
        </p>
      )}
      <p class="quiet">
        <Own>{more.filter((one) => one !== null).join(" · ")}</Own>
      </p>
    </>
  );
};

type AskedProps = { visit: Visit; questions: readonly Question[]; left: readonly Question[]; action: string };

/** Every question with its place: whoever types another place moves it, without a script as well. */
const Asked = ({ visit, questions, left, action }: AskedProps) => {
  const words = wordsOf(visit);
  return (
    <form method="post" action={action}>
      <ol class="questions">
        {questions.map((question, at) => (
          <li class="card">
            <Words visit={visit} question={question} />
            <input type="hidden" name="question" value={question.id} />
            <div class="actions">
              <p class="field place">
                <label for={`place-${at}`}>{words.kit.place}</label>
                <input
                  id={`place-${at}`}
                  name={`place-${question.id}`}
                  type="number"
                  min={0}
                  value={String((at + 1) * 10)}
                  required
                />
              </p>
              <label class="choice">
                <input type="checkbox" name="out" value={question.id} />
                <span>{words.kit.out}</span>
              </label>
            </div>
          </li>
        ))}
      </ol>
      {left.length === 0 ? (
        <p class="quiet">{questions.length > 0 ? words.kit.full : null}</p>
      ) : (
        <p class="field">
          <label for="add">
            {words.kit.addFrom} <span class="quiet">({left.length})</span>
          </label>
          <select id="add" name="add">
            <option value="">–</option>
            {left.map(({ id, prompt }) => (
              <option value={id}>{prompt.slice(0, 120)}</option>
            ))}
          </select>
        </p>
      )}
      {questions.length + left.length === 0 ? null : <button type="submit">{words.kit.save}</button>}
    </form>
  );
};

const NewQuestion = ({ visit, action, refused }: { visit: Visit; action: string; refused: Refused | undefined }) => {
  const words = wordsOf(visit).kit;
  const {
    speech,
    asked: { form },
  } = visit;
  const common = (name: string, label: string) => ({
    name,
    label,
    value: refused === undefined ? "" : form.get(name),
    faults: refused?.faults ?? [],
    speech,
  });
  return (
    <Fold title={words.new} open={refused !== undefined}>
      <form method="post" action={action}>
        <Once nonce={visit.nonce} />
        <TextArea {...common("prompt", words.prompt)} rows={3} />
        <TextArea {...common("guidance", words.guidance)} hint={words.guidanceHint} rows={3} optional />
        <Field {...common("competency", words.competency)} dir="auto" optional />
        <Field {...common("minutes", words.minutes)} type="number" min={1} max={480} optional />
        <button type="submit">{words.create}</button>
      </form>
    </Fold>
  );
};

export async function saveKit(visit: Visit): Promise<Response> {
  const {
    api,
    asked: { form },
  } = visit;
  const ids = placesIn(visit);
  const out = new Set(form.getAll("out"));
  const place = (id: string) => Number(form.get(`place-${id}`)) || 0;
  const kept = form
    .getAll("question")
    .filter((id) => !out.has(id))
    .toSorted((one, other) => place(one) - place(other));
  const added = typed(form, "add");
  const question_ids = added === undefined ? kept : [...kept, added];
  const answer = await api.call(setStageQuestions, { param: { id: ids.stage }, body: { question_ids } });
  return told(answer, ids);
}

type Told = { ok: true } | { ok: false; problem: ConstructorParameters<typeof Turned>[0] };

function told(answer: Told, { job, stage }: { job: string; stage: string }): Response {
  const here = `/desk/jobs/${job}/stages/${stage}`;
  if (answer.ok) return seeOther(saying(here, "asked"));
  if (answer.problem.status === 403 || answer.problem.status === 404) throw new Turned(answer.problem);
  return seeOther(refusing(here, answer.problem.code));
}

/** A new question goes to the bank, and is asked here at once. */
export async function addQuestion(visit: Visit): Promise<Response> {
  const {
    api,
    asked: { form },
  } = visit;
  const ids = placesIn(visit);
  const minutes = typed(form, "minutes");
  const made = await api.call(createBankQuestion, {
    body: {
      prompt: form.get("prompt") ?? "",
      guidance: typed(form, "guidance") ?? null,
      competency: typed(form, "competency") ?? null,
      minutes: minutes === undefined ? null : Number(minutes),
    },
    headers: onceIn(form),
  });
  if (!made.ok) {
    const { problem } = made;
    if (problem.status === 403) throw new Turned(problem);
    const fields = { "/prompt": "prompt", "/guidance": "guidance", "/competency": "competency", "/minutes": "minutes" };
    return kitPage(visit, { faults: refusedBy(visit, problem, fields), status: problem.status });
  }
  const kit = await need(api.call(getStageKit, { param: { id: ids.stage } }));
  const asked = kit.questions.map(({ id }) => id);
  const question_ids = asked.includes(made.body.id) ? asked : [...asked, made.body.id];
  return told(await api.call(setStageQuestions, { param: { id: ids.stage }, body: { question_ids } }), ids);
}
