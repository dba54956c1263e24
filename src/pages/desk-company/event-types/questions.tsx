import { setEventTypeQuestions } from "#booking/event-types/contract.ts";
import { questionTypes, textPatterns } from "#booking/event-types/tables.ts";
import type { PageAnswer, PageRoute } from "#http/pages.ts";
import { seeOther } from "../../kit/answers.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { Choices, Field, ifMatchIn, Select, TextArea, Tick, Version } from "../../kit/forms.tsx";
import { forMembers, type Visit } from "../../kit/member.tsx";
import { kitWords } from "../../kit/words.ts";
import { clashPage, isClash } from "../clash.tsx";
import { Act, demand, faultsOf, type Filled, filling, notThere, Room } from "../parts.tsx";
import { isTicked, linesIn, numberIn, oneOf, type Sheet, sheetOf, textIn } from "../sheet.ts";
import { sharedWords } from "../words.ts";
import type { Questions } from "./asks.ts";
import { eventTypeOf, placeOf } from "./load.ts";
import type { Whole } from "./reading.ts";
import { eventTypeWords } from "./words.ts";

type Question = Whole["questions"][number];

export const questionPages: readonly PageRoute[] = [
  { method: "get", path: "/desk/event-types/{id}/questions", render: forMembers((visit) => list(visit)) },
  { method: "post", path: "/desk/event-types/{id}/questions", render: forMembers(rearrange) },
  { method: "get", path: "/desk/event-types/{id}/questions/{question}", render: forMembers((visit) => one(visit)) },
  { method: "post", path: "/desk/event-types/{id}/questions/{question}", render: forMembers(keep) },
];

/** All that is asked, in its order, each with the ways to change it. */
async function list(visit: Visit, faults?: Filled["faults"], status = 200): Promise<Response> {
  const { speech, may } = visit;
  const words = eventTypeWords[speech.language];
  const shared = sharedWords[speech.language];
  const { kept, version } = await eventTypeOf(visit);
  const here = `${placeOf(kept.id)}/questions`;
  const isMine = may("event_types:write");
  return deskResponse(
    <Room
      visit={visit}
      title={words.questionsTitle}
      back={{ href: placeOf(kept.id), label: kept.title }}
      faults={faults}
      actions={
        isMine ? (
          <a class="button" href={`${here}/new`}>
            {words.addQuestion}
          </a>
        ) : undefined
      }
    >
      <p>{words.questionsIntro}</p>
      {kept.questions.length === 0 ? <p class="quiet">{words.noQuestions}</p> : null}
      <ol class="asked">
        {kept.questions.map(({ id, label, type, required, options }, at) => (
          <li class="card">
            <p class="name" dir="auto">
              {label}
            </p>
            <p class="quiet">
              {words.questionTypes[type]}
              {required ? ` · ${words.required}` : null}
              {options.length === 0 ? null : <bdi> · {options.join(", ")}</bdi>}
            </p>
            {isMine ? (
              <div class="actions">
                <a class="button plain" href={`${here}/${id}`} aria-label={`${shared.edit}: ${label}`}>
                  {shared.edit}
                </a>
                {at === 0 ? null : (
                  <Act action={here} version={version} label={words.up} about={label} fields={{ up: id }} />
                )}
                {at === kept.questions.length - 1 ? null : (
                  <Act action={here} version={version} label={words.down} about={label} fields={{ down: id }} />
                )}
                <Act
                  action={here}
                  version={version}
                  label={words.removeQuestion}
                  about={label}
                  fields={{ remove: id }}
                />
              </div>
            ) : null}
          </li>
        ))}
      </ol>
    </Room>,
    status,
  );
}

/** One question goes up, goes down, or goes away. */
async function rearrange(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const { kept } = await eventTypeOf(visit);
  const asked = kept.questions.filter(({ id }) => id !== form.get("remove"));
  const [up, down] = [form.get("up"), form.get("down")];
  const from = asked.findIndex(({ id }) => id === (up ?? down));
  const [moved] = from === -1 ? [] : asked.splice(from, 1);
  if (moved !== undefined) asked.splice(Math.max(0, from + (up === null ? 1 : -1)), 0, moved);
  const answer = await visit.api.call(setEventTypeQuestions, {
    param: { id: kept.id },
    body: { questions: asked.map(asBefore) },
    headers: ifMatchIn(form),
  });
  const word = form.has("remove") ? "removed" : "moved";
  if (answer.ok) return seeOther(`${placeOf(kept.id)}/questions?said=${word}`);
  return list(visit, faultsOf(answer, visit.speech, {}, eventTypeWords[visit.speech.language].refusals), answer.status);
}

/** Its place says where it stands. */
const asBefore = ({ id, type, label, help, required, options, validation }: Question): Questions[number] => ({
  id,
  type,
  label,
  help,
  required,
  options,
  validation,
});

const sheetOfQuestion = ({ type, label, help, required, options, validation }: Question): Sheet =>
  sheetOf({ type, label, help, required, options: options.join("\n"), ...validation });

function questionIn(sheet: Sheet): Questions[number] {
  const pattern = textPatterns.find((known) => known === sheet.get("pattern")) ?? null;
  return {
    type: oneOf(sheet, "type", questionTypes),
    label: textIn(sheet, "label") ?? "",
    help: textIn(sheet, "help"),
    required: isTicked(sheet, "required"),
    options: linesIn(sheet, "options"),
    validation: {
      min_length: numberIn(sheet, "min_length"),
      max_length: numberIn(sheet, "max_length"),
      pattern,
      min: numberIn(sheet, "min"),
      max: numberIn(sheet, "max"),
    },
  };
}

const names = ["type", "label", "help", "required", "options"] as const;
const ruleNames = ["min_length", "max_length", "min", "max"] as const;

function sought(visit: Visit, kept: Whole): Question | undefined {
  const { question } = visit.asked.param;
  const found = kept.questions.find(({ id }) => id === question);
  if (found === undefined && question !== "new") throw notThere("event_type.question_unknown");
  return found;
}

async function one(visit: Visit, typed?: Filled): Promise<Response> {
  demand(visit, "event_types:write");
  const { speech } = visit;
  const words = eventTypeWords[speech.language];
  const { kept, version } = await eventTypeOf(visit);
  const known = sought(visit, kept);
  const filled = typed ?? {
    sheet: known === undefined ? sheetOf({ type: "short_text" }) : sheetOfQuestion(known),
  };
  const here = `${placeOf(kept.id)}/questions`;
  return deskResponse(
    <Room
      visit={visit}
      title={known === undefined ? words.addQuestion : words.changeQuestion}
      back={{ href: here, label: words.questionsTitle }}
      faults={filled.faults}
    >
      <form method="post" class="sheet">
        <Version version={typed === undefined ? version : Number(filled.sheet.get("version") ?? 0)} />
        <Fields visit={visit} filled={filled} />
        <div class="actions">
          <button type="submit">{kitWords[speech.language].save}</button>
          <a class="button plain" href={here}>
            {kitWords[speech.language].cancel}
          </a>
        </div>
      </form>
    </Room>,
    filled.status,
  );
}

const Fields = ({ visit: { speech }, filled }: { visit: Visit; filled: Filled }) => {
  const words = eventTypeWords[speech.language];
  const { line, tick, many } = filling(filled, speech);
  return (
    <>
      <Field {...line("label")} label={words.question.label} maxlength={300} dir="auto" />
      <Choices
        {...many("type")}
        kind="radio"
        label={words.question.type}
        choices={questionTypes.map((value) => ({ value, label: words.questionTypes[value] }))}
      />
      <Tick {...tick("required")} label={words.question.required} />
      <TextArea
        {...line("options")}
        label={words.question.options}
        hint={words.question.optionsHint}
        rows={5}
        optional
      />
      <Field {...line("help")} label={words.question.help} maxlength={500} dir="auto" optional />
      <fieldset class="group">
        <legend>{words.question.rules}</legend>
        <p class="quiet">{words.question.rulesHint}</p>
        <div class="row">
          {ruleNames.map((name) => (
            <Field {...line(name)} label={words.question[name]} type="number" optional />
          ))}
        </div>
        <Select
          {...line("pattern")}
          label={words.question.pattern}
          choices={[
            { value: "", label: words.anything },
            ...textPatterns.map((value) => ({ value, label: words.patterns[value] })),
          ]}
          optional
        />
      </fieldset>
    </>
  );
};

async function keep(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const words = eventTypeWords[visit.speech.language];
  const { kept, version } = await eventTypeOf(visit);
  const known = sought(visit, kept);
  const at = known === undefined ? kept.questions.length : kept.questions.indexOf(known);
  const written = { ...questionIn(form), ...(known === undefined ? {} : { id: known.id }) };
  const questions = kept.questions.map(asBefore).toSpliced(at, 1, written);
  const answer = await visit.api.call(setEventTypeQuestions, {
    param: { id: kept.id },
    body: { questions },
    headers: ifMatchIn(form),
  });
  const here = `${placeOf(kept.id)}/questions`;
  if (answer.ok) return seeOther(`${here}?said=${known === undefined ? "added" : "saved"}`);
  if (isClash(answer) && known !== undefined) {
    const labels = Object.fromEntries([...names, ...ruleNames].map((name) => [name, words.question[name]]));
    return clashPage({
      visit,
      action: `${here}/${known.id}`,
      back: here,
      theirs: sheetOfQuestion(known),
      version,
      labels,
    });
  }
  const spot = `/questions/${at}`;
  const fields = {
    ...Object.fromEntries(names.map((name) => [`${spot}/${name}`, name])),
    [`${spot}/validation`]: "min_length",
    ...Object.fromEntries([...ruleNames, "pattern"].map((name) => [`${spot}/validation/${name}`, name])),
  };
  return one(visit, {
    sheet: form,
    faults: faultsOf(answer, visit.speech, fields, words.refusals),
    status: answer.status,
  });
}
