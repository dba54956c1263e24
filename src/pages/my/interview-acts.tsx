// What an interviewer does on the page of an interview: each form asks the API once; a refusal keeps what was typed.
import { respondToInterview } from "#hiring/interviews/seat-contract.ts";
import { endInterview, markInterviewNoShow, startInterview } from "#hiring/interviews/course-contract.ts";
import { createInterviewNote } from "#hiring/notes/contract.ts";
import {
  changeInterviewResponse,
  deleteInterviewResponse,
  recordInterviewResponse,
} from "#hiring/questions/contract.ts";
import { getOwnScorecard, reviseScorecard, saveScorecard, submitScorecard } from "#hiring/scorecards/contract.ts";
import type { ProblemBody } from "#http/client.ts";
import type { PageAnswer } from "#http/pages.ts";
import { fromWire } from "#kernel/instant.ts";
import { act, type Fields, idIn, once, onceStanding, type Refused } from "../kit/act.ts";
import { seeOther } from "../kit/answers.ts";
import { Desk, deskResponse } from "../kit/desk.tsx";
import { ifMatchIn, onceIn, typed } from "../kit/forms.tsx";
import { sayTime } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { oneOf } from "../kit/sheet.ts";
import { kitWords } from "../kit/words.ts";
import { HandIn, pathOfCard } from "./card.tsx";
import { cardIn, type Criteria, faultsOfCard } from "./card-form.ts";
import { InterviewPage } from "./interview.tsx";
import { type CardKind, candidateNameOf, readDesk, type SheetSeen } from "./interview-desk.ts";
import { wordsFor } from "./parts.tsx";
import { backIn, saying } from "./rules.ts";
import type { InterviewTry } from "./tries.ts";
import { filled, type MyWords } from "./words.ts";

const pathOf = (visit: Visit): string => `/my/interviews/${idIn(visit)}`;

const kindIn = (text: string | null): CardKind | undefined =>
  text === "overall" || text === "panelist" ? text : undefined;

export async function showInterview(visit: Visit): Promise<Response> {
  const { searchParams } = visit.asked.url;
  const desk = await readDesk(visit, idIn(visit), kindIn(searchParams.get("kind")));
  const tried = { revising: searchParams.has("revise") };
  return deskResponse(<InterviewPage visit={visit} desk={desk} tried={tried} />);
}

async function again(visit: Visit, status: number, tried: InterviewTry): Promise<Response> {
  const desk = await readDesk(visit, idIn(visit), kindIn(visit.asked.form.get("kind")));
  return deskResponse(<InterviewPage visit={visit} desk={desk} tried={tried} />, status);
}

type Shown = { to?: string; anchor?: string; fields?: Fields };

/** Sends whoever has done something on to where it shows, or shows why it could not be done. */
const done = (
  visit: Visit,
  asked: Promise<{ ok: true; body: unknown } | Refused>,
  said: keyof MyWords["said"],
  { to = pathOf(visit), anchor = "", fields = {} }: Shown = {},
): Promise<PageAnswer> =>
  act(visit, asked, {
    to: saying(to, said, anchor),
    again: (_, { faults = [], status = 200, sheet }) => again(visit, status, { faults, typed: sheet }),
    fields,
  });

export function respond(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const id = idIn(visit);
  const asked = visit.api.call(respondToInterview, {
    param: { id },
    body: {
      answer: oneOf(form, "answer", ["tentative", "accepted", "declined"]),
      reason: typed(form, `reason-${id}`) ?? null,
    },
  });
  const to = backIn(form.get("back"), pathOf(visit));
  return done(visit, asked, "answered", {
    to,
    anchor: to.startsWith("/my/day") ? `#${id}` : "",
    fields: { "/reason": `reason-${id}` },
  });
}

export const begin = (visit: Visit): Promise<PageAnswer> =>
  done(visit, visit.api.call(startInterview, { ...onceStanding(visit), body: {} }), "begun");

export function end(visit: Visit): Promise<PageAnswer> {
  const body = { absent_ids: visit.asked.form.getAll("absent") };
  const asked = visit.api.call(endInterview, { ...onceStanding(visit), body });
  return done(visit, asked, "ended", { anchor: "#card", fields: { "/absent_ids": "absent" } });
}

export function noShow(visit: Visit): Promise<PageAnswer> {
  const who = oneOf(visit.asked.form, "who", ["candidate", "panel", "both"]);
  const asked = visit.api.call(markInterviewNoShow, { ...onceStanding(visit), body: { who } });
  return done(visit, asked, "no_show", { fields: { "/who": "who" } });
}

export function writeDown(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const question = typed(form, "question");
  const field = `answer-${question ?? "own"}`;
  const asked = visit.api.call(recordInterviewResponse, {
    ...once(visit),
    body: {
      question_id: question ?? null,
      prompt: question === undefined ? (typed(form, "prompt") ?? "") : null,
      answer: typed(form, field) ?? "",
    },
  });
  return done(visit, asked, "noted", { anchor: "#kit", fields: { "/answer": field, "/prompt": "prompt" } });
}

export function writeAgain(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const responseId = idIn(visit, "response");
  const at = { param: { id: idIn(visit), response_id: responseId }, headers: ifMatchIn(form) };
  if (form.get("do") === "delete")
    return done(visit, visit.api.call(deleteInterviewResponse, at), "removed", { anchor: "#kit" });
  const field = `answer-${responseId}`;
  const asked = visit.api.call(changeInterviewResponse, { ...at, body: { answer: typed(form, field) ?? "" } });
  return done(visit, asked, "changed", { anchor: "#kit", fields: { "/answer": field } });
}

export function addNote(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const asked = visit.api.call(createInterviewNote, {
    ...once(visit),
    body: {
      body: typed(form, "note") ?? "",
      visibility: oneOf(form, "visibility", ["private", "team", "recruiters"]),
    },
  });
  return done(visit, asked, "note", { anchor: "#notes", fields: { "/body": "note", "/visibility": "visibility" } });
}

type Trial = { visit: Visit; kind: CardKind; sheet: SheetSeen; criteria: Criteria };

/** The form that a card is written on decides what of what was typed is read. */
async function cardTrial(visit: Visit): Promise<Trial> {
  const kind = kindIn(visit.asked.form.get("kind")) ?? "panelist";
  const sheet = await need(visit.api.call(getOwnScorecard, { param: { id: idIn(visit) }, query: { kind } }));
  return { visit, kind, sheet, criteria: sheet.form?.criteria ?? [] };
}

const saveIn = ({ visit, kind, criteria }: Trial) =>
  visit.api.call(saveScorecard, {
    param: { id: idIn(visit) },
    query: { kind },
    body: cardIn(visit.asked.form, criteria),
    headers: ifMatchIn(visit.asked.form),
  });

/** What was typed into a card that was refused, beside what is saved where that is why. */
async function cardAgain({ visit, kind, criteria }: Trial, problem: ProblemBody, revising = false): Promise<Response> {
  const words = wordsFor(visit);
  const values = visit.asked.form;
  if (problem.code === "version.conflict") {
    const now = await wished(visit.api.call(getOwnScorecard, { param: { id: idIn(visit) }, query: { kind } }));
    const faults = [{ field: "conflict", sentence: words.card.conflictText }];
    return again(visit, 412, { values, conflict: now?.card ?? null, revising, faults });
  }
  const faults = faultsOfCard(problem, criteria, words, kitWords[visit.speech.language].faults);
  return again(visit, problem.status, { values, faults, revising });
}

/** Saved by hand, or by the page itself while one writes. */
export async function saveDraft(visit: Visit): Promise<Response> {
  const trial = await cardTrial(visit);
  const answer = await saveIn(trial);
  const bySelf = visit.asked.header("Accept") === "application/json";
  if (!answer.ok) {
    const { problem } = answer;
    const said = visit.room.refusals[problem.code] ?? problem.title;
    return bySelf ? Response.json({ said, code: problem.code }, { status: problem.status }) : cardAgain(trial, problem);
  }
  const { version, updated_at } = answer.body;
  const time = sayTime(visit.speech, visit.zone, fromWire(updated_at));
  if (bySelf) return Response.json({ version, said: filled(wordsFor(visit).card.savedAt, { time }) });
  return seeOther(`${pathOf(visit)}?kind=${trial.kind}&said=draft#card`);
}

/** Before it is handed in, a card is saved and read once more. */
export async function checkCard(visit: Visit): Promise<Response> {
  const trial = await cardTrial(visit);
  const answer = await saveIn(trial);
  return answer.ok ? seeOther(`${pathOf(visit)}/hand-in?kind=${trial.kind}`) : cardAgain(trial, answer.problem);
}

export async function showHandIn(visit: Visit): Promise<Response> {
  const kind = kindIn(visit.asked.url.searchParams.get("kind")) ?? "panelist";
  const desk = await readDesk(visit, idIn(visit), kind);
  const card = desk.sheet?.card ?? null;
  if (card === null || card.status === "submitted") return seeOther(pathOfCard(desk.interview.id, kind));
  const { review } = wordsFor(visit).card;
  return deskResponse(
    <Desk visit={visit} title={review}>
      <p class="my-eyebrow" dir="auto">
        {[candidateNameOf(desk), desk.interview.title].filter(Boolean).join(" · ")}
      </p>
      <h1>{review}</h1>
      <HandIn desk={desk} card={card} visit={visit} />
    </Desk>,
  );
}

export async function handIn(visit: Visit): Promise<Response> {
  const { form } = visit.asked;
  const trial = await cardTrial(visit);
  const answer = await visit.api.call(submitScorecard, {
    param: { id: idIn(visit) },
    query: { kind: trial.kind },
    body: {},
    headers: { ...onceIn(form), ...ifMatchIn(form) },
  });
  if (answer.ok) return seeOther(`${pathOf(visit)}?kind=${trial.kind}&said=handed_in#card`);
  const faults = faultsOfCard(answer.problem, trial.criteria, wordsFor(visit), kitWords[visit.speech.language].faults);
  return again(visit, answer.problem.status, { faults });
}

export async function revise(visit: Visit): Promise<Response> {
  const trial = await cardTrial(visit);
  const { card } = trial.sheet;
  if (card === null) return seeOther(pathOf(visit));
  const answer = await visit.api.call(reviseScorecard, {
    param: { id: card.id },
    body: cardIn(visit.asked.form, trial.criteria),
    headers: ifMatchIn(visit.asked.form),
  });
  if (!answer.ok) return cardAgain(trial, answer.problem, true);
  return seeOther(`${pathOf(visit)}?kind=${trial.kind}&said=revised#card`);
}
