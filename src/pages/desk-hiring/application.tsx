import { getApplication } from "#hiring/applications/contract.ts";
import { listApplicationHistory } from "#hiring/applications/look-contract.ts";
import { getDebrief, listDecisions } from "#hiring/debriefs/contract.ts";
import { listInterviews } from "#hiring/interviews/contract.ts";
import { getJob } from "#hiring/jobs/contract.ts";
import { listApplicationNotes } from "#hiring/notes/contract.ts";
import { listScorecards } from "#hiring/scorecards/contract.ts";
import { deskResponse } from "../kit/desk.tsx";
import { idIn } from "../kit/act.ts";
import type { Visit } from "../kit/member.tsx";
import { namesIn } from "../kit/names.ts";
import { need, wished } from "../kit/problem.tsx";
import { Room } from "../kit/room.tsx";
import type { Filled } from "../kit/sheet.ts";
import { Acts } from "./application-acts.tsx";
import { History, Sheet, Way } from "./application-views.tsx";
import { refusedInUrl } from "./asking.ts";
import { State } from "./bits.tsx";
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
    namesIn(visit),
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

export async function applicationPage(visit: Visit, again: Filled = { sheet: new URLSearchParams() }) {
  const id = idIn(visit);
  const whole = await read(visit, id);
  const { application, names } = whole;
  const words = wordsOf(visit);
  const name = nameOf(application, words.somebody);
  const here = `/desk/applications/${id}`;
  const title = application.job == null ? name : `${name} · ${application.job.title}`;
  return deskResponse(
    <Room
      visit={visit}
      title={title}
      heading={
        <>
          <bdi>{name}</bdi>{" "}
          <State word={words.applicationStatus[application.status]} tone={statusTones[application.status]} />
        </>
      }
      back={{ href: `/desk/pipeline?job=${application.job_id}`, label: words.pipeline.title }}
      faults={again.faults ?? refusedInUrl(visit)}
      islands={["hiring"]}
    >
      <p class="lead">
        {application.job == null ? null : (
          <>
            {words.application.for} <bdi>{application.job.title}</bdi>
          </>
        )}
      </p>
      <Way visit={visit} whole={whole} />
      <NextStep visit={visit} step={nextStep(whole)} id={id} />
      <div class="two">
        <div>
          {visit.may("applications:write") ? <Acts visit={visit} whole={whole} again={again} /> : null}
          <DebriefPart visit={visit} whole={whole} again={again} />
        </div>
        <div>
          <Sheet visit={visit} whole={whole} />
          <Notes
            visit={visit}
            notes={whole.notes}
            names={names}
            action={visit.may("applications:write") ? `${here}/notes` : undefined}
            back={`${here}#notes`}
            again={again}
          />
          <History visit={visit} whole={whole} />
        </div>
      </div>
    </Room>,
    again.status,
  );
}
