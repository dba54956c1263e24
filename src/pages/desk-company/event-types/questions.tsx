import { setEventTypeQuestions } from "#booking/event-types/contract.ts";
import { questionTypes, textPatterns } from "#booking/event-types/tables.ts";
import type { PageAnswer, PageRoute } from "#http/pages.ts";
import { act, type Fields, standing } from "../../kit/act.ts";
import { worded } from "../../kit/choices.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { deskWords } from "../../kit/desk-words.ts";
import { Choices, Field, Select, TextArea, Tick } from "../../kit/forms.tsx";
import type { Visit } from "../../kit/member.tsx";
import { demand, Door, notThere, Press, Room } from "../../kit/room.tsx";
import {
  type Filled,
  filling,
  isTicked,
  linesIn,
  numberIn,
  oneOf,
  type Sheet,
  sheetOf,
  textIn,
} from "../../kit/sheet.ts";
import { SheetForm } from "../../kit/sheet-form.tsx";
import type { Questions } from "./asks.ts";
import { eventTypeOf, pages, placeOf, root } from "./load.ts";
import type { Whole } from "./reading.ts";
import { eventTypeWords } from "./words.ts";

type Question = Whole["questions"][number];

const { get, post } = pages;

export const questionPages: readonly PageRoute[] = [
  get(`${root}/{id}/questions`, list),
  post(`${root}/{id}/questions`, rearrange),
  get(`${root}/{id}/questions/{question}`, one),
  post(`${root}/{id}/questions/{question}`, keep),
];

/** All that is asked, in its order, each with the ways to change it. */
async function list(visit: Visit, typed?: Filled): Promise<Response> {
  const words = eventTypeWords[visit.speech.language];
  const kept = await eventTypeOf(visit);
  return deskResponse(
    <Room
      visit={visit}
      title={words.questionsTitle}
      back={{ href: placeOf(kept.id), label: kept.title }}
      faults={typed?.faults}
      actions={
        <Door
          visit={visit}
          needs="event_types:write"
          href={`${placeOf(kept.id)}/questions/new`}
          label={words.addQuestion}
        />
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
            {visit.may("event_types:write") ? <Ways visit={visit} kept={kept} at={at} id={id} label={label} /> : null}
          </li>
        ))}
      </ol>
    </Room>,
    typed?.status,
  );
}

type WaysProps = { visit: Visit; kept: Whole; at: number; id: string; label: string };

/** The ways to change one question, and its place. */
const Ways = ({ visit: { speech }, kept, at, id, label }: WaysProps) => {
  const words = eventTypeWords[speech.language];
  const { edit } = deskWords[speech.language];
  const here = `${placeOf(kept.id)}/questions`;
  const same = { action: here, version: kept.version, about: label };
  return (
    <div class="actions">
      <a class="button plain" href={`${here}/${id}`} aria-label={`${edit}: ${label}`}>
        {edit}
      </a>
      {at === 0 ? null : <Press {...same} label={words.up} fields={{ up: id }} />}
      {at === kept.questions.length - 1 ? null : <Press {...same} label={words.down} fields={{ down: id }} />}
      <Press {...same} label={words.removeQuestion} fields={{ remove: id }} />
    </div>
  );
};

/** One question goes up, goes down, or goes away. */
async function rearrange(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const kept = await eventTypeOf(visit);
  const asked = kept.questions.filter(({ id }) => id !== form.get("remove"));
  const [up, down] = [form.get("up"), form.get("down")];
  const from = asked.findIndex(({ id }) => id === (up ?? down));
  const [moved] = from === -1 ? [] : asked.splice(from, 1);
  if (moved !== undefined) asked.splice(Math.max(0, from + (up === null ? 1 : -1)), 0, moved);
  const body = { questions: asked.map(asBefore) };
  return act(visit, visit.api.call(setEventTypeQuestions, { ...standing(visit), body }), {
    to: `${placeOf(kept.id)}/questions?said=${form.has("remove") ? "removed" : "moved"}`,
    again: list,
  });
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
  const words = eventTypeWords[visit.speech.language];
  const kept = await eventTypeOf(visit);
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
      <SheetForm visit={visit} filled={filled} version={kept.version} back={here}>
        <Fields visit={visit} filled={filled} />
      </SheetForm>
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
        choices={worded(questionTypes, words.questionTypes)}
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
          choices={[{ value: "", label: words.anything }, ...worded(textPatterns, words.patterns)]}
          optional
        />
      </fieldset>
    </>
  );
};

async function keep(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const words = eventTypeWords[visit.speech.language];
  const kept = await eventTypeOf(visit);
  const known = sought(visit, kept);
  const at = known === undefined ? kept.questions.length : kept.questions.indexOf(known);
  const written = { ...questionIn(form), ...(known === undefined ? {} : { id: known.id }) };
  const questions = kept.questions.map(asBefore).toSpliced(at, 1, written);
  const here = `${placeOf(kept.id)}/questions`;
  return act(visit, visit.api.call(setEventTypeQuestions, { ...standing(visit), body: { questions } }), {
    to: `${here}?said=${known === undefined ? "added" : "saved"}`,
    again: one,
    fields: fieldsAt(`/questions/${at}`),
    // What is asked anew stands in nobody's way.
    ...(known === undefined
      ? {}
      : {
          clash: () => ({
            action: `${here}/${known.id}`,
            back: here,
            theirs: sheetOfQuestion(known),
            version: kept.version,
            labels: Object.fromEntries([...names, ...ruleNames].map((name) => [name, words.question[name]])),
          }),
        }),
  });
}

const fieldsAt = (spot: string): Fields => ({
  ...Object.fromEntries(names.map((name) => [`${spot}/${name}`, name])),
  [`${spot}/validation`]: "min_length",
  ...Object.fromEntries([...ruleNames, "pattern"].map((name) => [`${spot}/validation/${name}`, name])),
});
