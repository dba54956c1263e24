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
import type { PageAnswer } from "#http/pages.ts";
import { idIn, refused } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Field, Once, onceIn, Select, TextArea, typed } from "../kit/forms.tsx";
import { sayNumber } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { Fold, Room } from "../kit/room.tsx";
import { type Filled, filling } from "../kit/sheet.ts";
import { backTo, refusedInUrl } from "./asking.ts";
import { Empty } from "./bits.tsx";
import { wordsOf } from "./words.ts";

type Question = z.output<typeof BankQuestion>;

export const showKit = (visit: Visit): Promise<Response> => kitPage(visit);

const pathOf = (visit: Visit): string => `/desk/jobs/${idIn(visit)}/stages/${idIn(visit, "stage")}`;

async function kitPage(visit: Visit, again?: Filled): Promise<Response> {
  const { api, may } = visit;
  const words = wordsOf(visit).kit;
  const [post, kit, bank] = await Promise.all([
    need(api.call(getJob, { param: { id: idIn(visit) } })),
    need(api.call(getStageKit, { param: { id: idIn(visit, "stage") } })),
    need(api.call(listBankQuestions, { query: { active: "true" }, page: { limit: 100 } })),
  ]);
  const left = bank.data.filter(({ id }) => !kit.questions.some((question) => question.id === id));
  const here = pathOf(visit);
  return deskResponse(
    <Room
      visit={visit}
      title={`${words.title}: ${kit.stage?.name ?? ""}`}
      back={{ href: `/desk/jobs/${post.id}`, label: post.title }}
      faults={again?.faults ?? refusedInUrl(visit)}
    >
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
          <NewQuestion visit={visit} action={`${here}/questions`} again={again} />
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
    again?.status,
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
        <bdi>{more.filter((one) => one !== null).join(" · ")}</bdi>
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
        <Select
          name="add"
          label={`${words.kit.addFrom} (${left.length})`}
          choices={[
            { value: "", label: "–" },
            ...left.map(({ id, prompt }) => ({ value: id, label: prompt.slice(0, 120) })),
          ]}
          required={false}
        />
      )}
      {questions.length + left.length === 0 ? null : <button type="submit">{words.kit.save}</button>}
    </form>
  );
};

const NewQuestion = ({ visit, action, again }: { visit: Visit; action: string; again: Filled | undefined }) => {
  const words = wordsOf(visit).kit;
  const { line } = filling(again ?? { sheet: new URLSearchParams() }, visit.speech);
  return (
    <Fold label={words.new} open={again !== undefined}>
      <form method="post" action={action}>
        <Once nonce={visit.nonce} />
        <TextArea {...line("prompt")} label={words.prompt} rows={3} />
        <TextArea {...line("guidance")} label={words.guidance} hint={words.guidanceHint} rows={3} optional />
        <Field {...line("competency")} label={words.competency} dir="auto" optional />
        <Field {...line("minutes")} label={words.minutes} type="number" min={1} max={480} optional />
        <button type="submit">{words.create}</button>
      </form>
    </Fold>
  );
};

const setQuestions = async (visit: Visit, question_ids: string[]): Promise<PageAnswer> => {
  const param = { id: idIn(visit, "stage") };
  return backTo(pathOf(visit), await visit.api.call(setStageQuestions, { param, body: { question_ids } }), "asked");
};

export function saveKit(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const out = new Set(form.getAll("out"));
  const place = (id: string) => Number(form.get(`place-${id}`)) || 0;
  const kept = form
    .getAll("question")
    .filter((id) => !out.has(id))
    .toSorted((one, other) => place(one) - place(other));
  const added = typed(form, "add");
  return setQuestions(visit, added === undefined ? kept : [...kept, added]);
}

const fields = { "/prompt": "prompt", "/guidance": "guidance", "/competency": "competency", "/minutes": "minutes" };

/** A new question goes to the bank, and is asked here at once. */
export async function addQuestion(visit: Visit): Promise<PageAnswer> {
  const { api, asked } = visit;
  const { form } = asked;
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
  if (!made.ok) return kitPage(visit, refused(visit, made, fields));
  const kit = await need(api.call(getStageKit, { param: { id: idIn(visit, "stage") } }));
  const known = kit.questions.map(({ id }) => id);
  return setQuestions(visit, known.includes(made.body.id) ? known : [...known, made.body.id]);
}
