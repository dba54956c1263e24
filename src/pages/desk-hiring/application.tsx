import { getApplication } from "#hiring/applications/contract.ts";
import { listApplicationHistory } from "#hiring/applications/look-contract.ts";
import { getDebrief, listDecisions } from "#hiring/debriefs/contract.ts";
import { listInterviews } from "#hiring/interviews/contract.ts";
import { getJob } from "#hiring/jobs/contract.ts";
import { listApplicationNotes } from "#hiring/notes/contract.ts";
import { listScorecards } from "#hiring/scorecards/contract.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Faults, faultyTitle, type FieldFault } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { Acts } from "./application-acts.tsx";
import { History, Sheet, Way } from "./application-views.tsx";
import { namesOf, noteIn, refusedInUrl } from "./asking.ts";
import { Own, Room, State } from "./bits.tsx";
import { DebriefPart } from "./debrief.tsx";
import { NextStep, nextStep } from "./next-step.tsx";
import { Notes } from "./notes.tsx";
import { nameOf, statusTones } from "./pipeline.tsx";
import { wordsOf } from "./words.ts";

/** Everything about one application, as far as its reader may see it. */
async function read(visit: Visit, id: string) {
  const { api, may } = visit;
  const expand = [may("candidates:read") ? "candidate" : "", may("jobs:read") ? "job,stage" : ""]
    .filter(Boolean)
    .join(",");
  const param = { id };
  const [application, history, debrief, decisions, cards, interviews, notes, names] = await Promise.all([
    need(api.call(getApplication, { param, expand })),
    need(api.call(listApplicationHistory, { param, page: { limit: 100, order: "version.desc" } })),
    need(api.call(getDebrief, { param })),
    wished(api.call(listDecisions, { param, page: { limit: 50 } })),
    wished(api.call(listScorecards, { query: { application_id: id, status: "submitted" }, page: { limit: 50 } })),
    wished(api.call(listInterviews, { query: { application_id: id }, page: { limit: 50 } })),
    wished(api.call(listApplicationNotes, { param, page: { limit: 50 } })),
    namesOf(api),
  ]);
  const job = may("jobs:read") ? await wished(api.call(getJob, { param: { id: application.job_id } })) : undefined;
  return {
    application,
    history: history.data,
    debrief,
    decisions: decisions?.data,
    cards: cards?.data ?? [],
    interviews: interviews?.data ?? [],
    notes: notes?.data ?? [],
    names,
    job,
    stages: job?.stages.toSorted((one, other) => one.position - other.position) ?? [],
  };
}

export type Whole = Awaited<ReturnType<typeof read>>;

/** A form of this page that was refused, and why. */
export type Refused = { form: string; faults: readonly FieldFault[]; status: number };

export const showApplication = (visit: Visit): Promise<Response> =>
  applicationPage(visit, visit.asked.param["id"] ?? "");

export async function applicationPage(visit: Visit, id: string, refused?: Refused): Promise<Response> {
  const whole = await read(visit, id);
  const { application, names } = whole;
  const words = wordsOf(visit);
  const name = nameOf(application, words.somebody);
  const faults = refused?.faults ?? refusedInUrl(visit);
  const here = `/desk/applications/${id}`;
  const title = application.job == null ? name : `${name} · ${application.job.title}`;
  return deskResponse(
    <Room
      visit={visit}
      title={faultyTitle(title, faults, visit.speech)}
      note={noteIn(visit)}
      under="/desk/pipeline"
      islands={["hiring"]}
    >
      <Faults faults={faults} speech={visit.speech} />
      <p class="trail">
        <a href={`/desk/pipeline?job=${application.job_id}`}>{words.pipeline.title}</a>
      </p>
      <h1>
        <Own>{name}</Own>{" "}
        <State word={words.applicationStatus[application.status]} tone={statusTones[application.status]} />
      </h1>
      <p class="lead">
        {application.job == null ? null : (
          <>
            {words.application.for} <Own>{application.job.title}</Own>
          </>
        )}
      </p>
      <Way visit={visit} whole={whole} />
      <NextStep visit={visit} step={nextStep(whole)} id={id} />
      <div class="two">
        <div>
          {visit.may("applications:write") ? <Acts visit={visit} whole={whole} refused={refused} /> : null}
          <DebriefPart visit={visit} whole={whole} refused={refused} />
        </div>
        <div>
          <Sheet visit={visit} whole={whole} />
          <Notes
            visit={visit}
            notes={whole.notes}
            names={names}
            action={visit.may("applications:write") ? `${here}/notes` : undefined}
            back={`${here}#notes`}
            faults={refused?.form === "notes" ? refused.faults : []}
          />
          <History visit={visit} whole={whole} />
        </div>
      </div>
    </Room>,
    refused?.status ?? 200,
  );
}
