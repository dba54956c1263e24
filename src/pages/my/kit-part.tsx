// What is asked in an interview, and what was answered to it.
import { Field, Once, TextArea, Version } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { seatOf } from "./agenda.ts";
import type { AnswerSeen, InterviewDesk } from "./interview-desk.ts";
import { Prose, Typed, wordsFor } from "./parts.tsx";
import { sayLength } from "./say.ts";
import type { InterviewTry } from "./tries.ts";
import { filled } from "./words.ts";

type PartProps = { desk: InterviewDesk; visit: Visit; tried: InterviewTry };

export const KitPart = ({ desk, visit, tried }: PartProps) => {
  const words = wordsFor(visit).interview;
  const { kit, responses, interview } = desk;
  const questions = kit?.questions ?? [];
  const asked = new Set<string | null>(questions.map(({ id }) => id));
  const besides = responses.filter(({ question_id }) => !asked.has(question_id));
  const writes = seatOf(interview, visit.member) !== undefined && visit.may("scorecards:write_own");
  return (
    <section aria-labelledby="kit">
      <h2 id="kit">{words.kit}</h2>
      {kit?.stage?.instructions == null ? null : (
        <div class="note">
          <h3>{words.instructions}</h3>
          <Prose text={kit.stage.instructions} />
        </div>
      )}
      {questions.length === 0 ? <p class="quiet">{words.noKit}</p> : null}
      <ol class="my-questions">
        {questions.map((question) => (
          <Question question={question} writes={writes} desk={desk} visit={visit} tried={tried} />
        ))}
      </ol>
      {besides.map((answer) => (
        <div class="my-said">
          <p>
            <strong>
              <Typed text={answer.prompt} />
            </strong>
          </p>
          <Answered answer={answer} desk={desk} visit={visit} tried={tried} />
        </div>
      ))}
      {writes ? <OwnQuestion desk={desk} visit={visit} tried={tried} /> : null}
    </section>
  );
};

type QuestionSeen = NonNullable<InterviewDesk["kit"]>["questions"][number];

const Question = ({ question, writes, ...rest }: PartProps & { question: QuestionSeen; writes: boolean }) => {
  const { desk, visit } = rest;
  const words = wordsFor(visit).interview;
  const { id, prompt, guidance, competency, minutes } = question;
  const answers = desk.responses.filter(({ question_id }) => question_id === id);
  const mine = answers.some(({ recorded_by }) => recorded_by === visit.member);
  const marks = [competency, minutes === null ? null : sayLength(visit.speech, minutes * 60_000)].filter(
    (mark) => mark !== null,
  );
  return (
    <li>
      <h3>
        <Typed text={prompt} />
      </h3>
      {marks.length === 0 ? null : (
        <p class="quiet">
          <Typed text={marks.join(" · ")} />
        </p>
      )}
      {guidance === null ? null : (
        <p class="my-look-for">
          <strong>{words.guidance}</strong> <Typed text={guidance} />
        </p>
      )}
      {answers.map((answer) => (
        <Answered answer={answer} {...rest} />
      ))}
      {writes && !mine ? <WriteDown id={id} prompt={prompt} {...rest} /> : null}
    </li>
  );
};

const WriteDown = ({ id, prompt, desk, visit, tried }: PartProps & { id: string; prompt: string }) => {
  const words = wordsFor(visit).interview;
  const name = `answer-${id}`;
  return (
    <details class="no-print" open={tried.typed?.has(name) === true}>
      <summary>
        {words.write}
        <span class="unseen">{`: ${prompt}`}</span>
      </summary>
      <form method="post" action={`/my/interviews/${desk.interview.id}/responses`}>
        <Once nonce={`${visit.nonce}-${id}`} />
        <input type="hidden" name="question" value={id} />
        <TextArea
          name={name}
          label={words.yourAnswer}
          value={tried.typed?.get(name)}
          maxlength={20_000}
          faults={tried.faults ?? []}
          speech={visit.speech}
        />
        <button type="submit">{words.save}</button>
      </form>
    </details>
  );
};

/** What somebody wrote down; one's own can be changed and taken back. */
const Answered = ({ answer, desk, visit, tried }: PartProps & { answer: AnswerSeen }) => {
  const words = wordsFor(visit).interview;
  const { id, recorded_by, version } = answer;
  const name = `answer-${id}`;
  if (recorded_by !== visit.member)
    return (
      <figure class="my-said">
        <figcaption class="quiet">{filled(words.by, { who: desk.nameOf(recorded_by) ?? "" })}</figcaption>
        <Prose text={answer.answer} />
      </figure>
    );
  return (
    <div class="my-said my-own">
      <p class="print-only" dir="auto">
        {answer.answer}
      </p>
      <form method="post" action={`/my/interviews/${desk.interview.id}/responses/${id}`}>
        <Version version={version} />
        <TextArea
          name={name}
          label={
            <>
              {words.yourAnswer}
              <span class="unseen">{`: ${answer.prompt}`}</span>
            </>
          }
          value={tried.typed?.get(name) ?? answer.answer}
          maxlength={20_000}
          rows={3}
          faults={tried.faults ?? []}
          speech={visit.speech}
        />
        <div class="actions">
          <button type="submit" name="do" value="change" class="plain">
            {words.save}
          </button>
          <button type="submit" name="do" value="delete" class="plain" formnovalidate>
            {words.remove}
          </button>
        </div>
      </form>
    </div>
  );
};

const OwnQuestion = ({ desk, visit, tried }: PartProps) => {
  const words = wordsFor(visit).interview;
  const common = { faults: tried.faults ?? [], speech: visit.speech };
  return (
    <details class="no-print" open={tried.typed?.has("prompt") === true}>
      <summary>{words.ownQuestion}</summary>
      <form method="post" action={`/my/interviews/${desk.interview.id}/responses`}>
        <Once nonce={`${visit.nonce}-own`} />
        <Field {...common} name="prompt" label={words.prompt} value={tried.typed?.get("prompt") ?? ""} dir="auto" />
        <TextArea
          {...common}
          name="answer-own"
          label={words.yourAnswer}
          value={tried.typed?.get("answer-own")}
          maxlength={20_000}
        />
        <button type="submit">{words.save}</button>
      </form>
    </details>
  );
};
