import {
  acceptByPanelLink,
  declineByPanelLink,
  getPanelView,
  giveFeedbackByPanelLink,
} from "#hiring/panel/contract.ts";
import { giveWindowsByLink } from "#hiring/windows/contract.ts";
import type { ProblemBody } from "#http/client.ts";
import type { PageAsk, PageRoute } from "#http/pages.ts";
import { toWire } from "#kernel/instant.ts";
import type { Context } from "#platform/scope.ts";
import { type Bearer, bearerOf, houseOf } from "../kit/bearer.tsx";
import { type FieldFault, onceIn, typed } from "../kit/forms.tsx";
import { pageResponse } from "../kit/layout.tsx";
import { faultsIn } from "../kit/problem.tsx";
import { readingWords } from "../kit/reading-words.ts";
import { own, windowsIn, windowsTyped } from "../kit/when.tsx";
import { kitWords } from "../kit/words.ts";
import { CardPage, cardIn } from "./card.tsx";
import {
  DeclinePage,
  DonePage,
  EarlyPage,
  mostRows,
  OverPage,
  RespondPage,
  type Visit,
  WindowsPage,
} from "./views.tsx";
import { type PanelWords, panelWords } from "./words.ts";

/**
 * What the links in letters to a panel open, and the one that asks a candidate when they can. Such a link does one thing once and
 * then tells nothing: what was done is therefore shown by the answer to the form itself.
 */
export const panelPages: readonly PageRoute[] = [
  { method: "get", path: "/panel/{token}", render: show },
  { method: "post", path: "/panel/{token}", render: act },
];

type Opened = { bearer: Bearer; visit: Visit | undefined; refused: ProblemBody | undefined };

async function open(context: Context, asked: PageAsk): Promise<Opened> {
  const token = asked.param["token"] ?? "";
  const found = await asked.api().call(getPanelView, { param: { token } });
  const known = found.ok ? { otherwise: found.body.interview.time_zone } : {};
  const bearer = bearerOf(context, asked, known);
  const words = panelWords[bearer.speech.language];
  if (!found.ok) return { bearer, visit: undefined, refused: found.problem };
  const house = await houseOf(context, found.body.company);
  return { bearer, visit: { ...bearer, view: found.body, house, words }, refused: undefined };
}

const over = (bearer: Bearer, { code, status }: Pick<ProblemBody, "code" | "status">): Promise<Response> =>
  pageResponse(<OverPage bearer={bearer} isOver={code === "panel_link.over"} />, { status });

async function show(context: Context, asked: PageAsk): Promise<Response> {
  const { bearer, visit, refused } = await open(context, asked);
  return visit === undefined ? over(bearer, refused ?? lost) : pageFor(visit);
}

const lost = { code: "panel_link.unknown", status: 404 };

/** What the link is for, and nothing is done by looking: an answer in the address is only where the question stands. */
function pageFor(visit: Visit, faults: FieldFault[] = [], status = 200): Promise<Response> {
  const { view, asked } = visit;
  const { form } = asked;
  if (view.purpose === "windows") {
    const rows = windowsTyped(form, rowsIn(form.get("more") ?? form.get("rows")));
    return pageResponse(<WindowsPage visit={visit} faults={faults} rows={rows} />, { status });
  }
  if (view.purpose === "feedback") {
    if (!view.verbs.includes("give_feedback")) return pageResponse(<EarlyPage visit={visit} />, { status });
    return pageResponse(<CardPage visit={visit} faults={faults} posted={form} />, { status });
  }
  if (asked.url.searchParams.get("answer") === "decline" && form.get("do") !== "accept")
    return pageResponse(<DeclinePage visit={visit} faults={faults} typed={typed(form, "reason")} />, { status });
  return pageResponse(<RespondPage visit={visit} faults={faults} />, { status });
}

const rowsIn = (text: string | null): number => Math.min(mostRows, Math.max(1, Number.parseInt(text ?? "3", 10) || 3));

type Did = { ok: true; did: keyof PanelWords["done"]; interview: string | undefined };
type Undone = { ok: false; problem: ProblemBody; fields: Readonly<Record<string, string>> };

/** A link that is used up still answers the form that used it up: it is asked even when it shows nothing. */
async function act(context: Context, asked: PageAsk): Promise<Response> {
  const { bearer, visit, refused } = await open(context, asked);
  const { form } = asked;
  if (form.get("more") !== null && visit !== undefined) return pageFor(visit);
  const said = form.get("do") === "windows" ? windowsSaid(bearer) : undefined;
  if (said !== undefined && said.faults.length > 0)
    return visit === undefined ? over(bearer, refused ?? lost) : pageFor(visit, said.faults, 422);

  const done = await doneBy(bearer, said?.windows ?? []);
  if (done === undefined) return visit === undefined ? over(bearer, refused ?? lost) : pageFor(visit);
  if (done.ok) {
    const { did, interview } = done;
    return pageResponse(<DonePage bearer={bearer} visit={visit} did={did} interview={interview} />);
  }
  const { problem, fields } = done;
  if (visit === undefined || problem.code.startsWith("panel_link.")) return over(bearer, problem);
  return pageFor(visit, faultsOf(visit, problem, fields), problem.status);
}

const windowsSaid = (bearer: Bearer) =>
  windowsIn(windowsTyped(bearer.asked.form, rowsIn(bearer.asked.form.get("rows"))), bearer);

type Said = ReturnType<typeof windowsSaid>["windows"];

async function doneBy(bearer: Bearer, said: Said): Promise<Did | Undone | undefined> {
  const { api, token, asked } = bearer;
  const { form } = asked;
  const ask = { param: { token }, headers: onceIn(form) };
  switch (form.get("do")) {
    case "accept": {
      const answer = await api.call(acceptByPanelLink, ask);
      return answer.ok
        ? { ok: true, did: "accepted", interview: answer.body.interview_id }
        : { ok: false, problem: answer.problem, fields: {} };
    }
    case "decline": {
      const answer = await api.call(declineByPanelLink, { ...ask, body: { reason: typed(form, "reason") ?? null } });
      return answer.ok
        ? { ok: true, did: "declined", interview: answer.body.interview_id }
        : { ok: false, problem: answer.problem, fields: { "/reason": "reason" } };
    }
    case "feedback": {
      const { body, placed } = cardIn(form);
      const answer = await api.call(giveFeedbackByPanelLink, { ...ask, body });
      return answer.ok
        ? { ok: true, did: "feedback", interview: answer.body.interview_id }
        : { ok: false, problem: answer.problem, fields: placed };
    }
    case "windows": {
      const windows = said.map(({ from, until }) => ({ from: toWire(from), to: toWire(until) }));
      const answer = await api.call(giveWindowsByLink, { ...ask, body: { windows } });
      const fields = Object.fromEntries(said.map(({ row }, place) => [`/windows/${place}`, `until-${row}`]));
      return answer.ok
        ? { ok: true, did: "windows", interview: undefined }
        : { ok: false, problem: answer.problem, fields };
    }
    default:
      return undefined;
  }
}

const refusalOf: Readonly<Record<string, keyof PanelWords["refused"]>> = {
  "interview.wrong_state": "changed",
  "booking.over": "changed",
  "scorecard.too_early": "early",
  "scorecard.not_held": "notHeld",
  "scorecard.no_candidate": "nobody",
  "scorecard.not_yours": "changed",
  "scorecard.submitted": "given",
  "scorecard.unfit": "unfit",
};

function faultsOf({ words, speech, view }: Visit, problem: ProblemBody, fields: Undone["fields"]): FieldFault[] {
  const refusals: Record<string, string> = {
    "scorecard.incomplete": words.feedback.missing,
    "interview.windows_unfit": readingWords[speech.language].windows.unfit,
  };
  for (const [code, word] of Object.entries(refusalOf)) refusals[code] = words.refused[word];
  if (refusals[problem.code] === undefined && (problem.errors ?? []).length === 0)
    return [{ field: "", sentence: words.refused.again }];
  const { errors = [] } = problem;
  // A criterion that was left out has no place among those that were sent: it is named instead.
  const left = errors.map(({ pointer, detail }) =>
    pointer === "/ratings" ? (view.form?.criteria.findIndex(({ id }) => id === detail) ?? -1) : -1,
  );
  const named: Record<string, string> = {
    recommendation: words.feedback.recommendation,
    comments: words.feedback.comments,
  };
  return faultsIn(problem, fields, kitWords[speech.language].faults, refusals).map(({ field, sentence }, at) => {
    const place = left[at] ?? -1;
    const name =
      view.form?.criteria[place]?.label ?? (problem.code === "scorecard.incomplete" ? named[field] : undefined);
    return {
      field: place < 0 ? field : `criterion-${place}`,
      // Several of them say the same: each says of what.
      sentence: name === undefined ? sentence : `${own(name)}${/[?؟]$/.test(name) ? "" : ":"} ${sentence}`,
    };
  });
}
