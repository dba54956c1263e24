import { listApplications } from "#hiring/applications/contract.ts";
import { deleteCandidate, getCandidate } from "#hiring/candidates/contract.ts";
import { listInterviews } from "#hiring/interviews/contract.ts";
import { getJob } from "#hiring/jobs/contract.ts";
import { createCandidateNote, listCandidateNotes } from "#hiring/notes/contract.ts";
import { listTags, tagCandidate, untagCandidate } from "#hiring/tags/contract.ts";
import { zoneOf } from "#time/zones.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Faults, faultyTitle, ifMatchIn, type FieldFault } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, Turned, wished } from "../kit/problem.tsx";
import { namesOf, noteIn, refusedBy, refusedInUrl, refusing, saying } from "./asking.ts";
import { Own, Room, State } from "./bits.tsx";
import { Agenda, Applications, Clocks, Facts, Record, Tags } from "./candidate-views.tsx";
import { candidateTones, workOf } from "./candidates.tsx";
import { noteFields, Notes, writeNote } from "./notes.tsx";
import { readTimeline, Timeline } from "./timeline.tsx";
import { wordsOf } from "./words.ts";

async function read(visit: Visit, id: string) {
  const { api, may } = visit;
  const person = await need(api.call(getCandidate, { param: { id }, expand: "tags" }));
  const [applications, interviews, notes, tags, names] = await Promise.all([
    wished(
      api.call(listApplications, {
        query: { candidate_id: id },
        page: { limit: 50 },
        expand: may("jobs:read") ? "job,stage" : "",
      }),
    ),
    wished(api.call(listInterviews, { query: { candidate_id: id }, page: { limit: 50 } })),
    wished(api.call(listCandidateNotes, { param: { id }, page: { limit: 50 } })),
    may("candidates:write")
      ? wished(api.call(listTags, { query: { kind: "candidate" }, page: { limit: 100, order: "name.asc" } }))
      : undefined,
    namesOf(api),
  ]);
  const jobIds = [
    ...new Set(applications?.data.filter(({ status }) => status === "active").map(({ job_id }) => job_id)),
  ];
  const jobs = may("jobs:read")
    ? await Promise.all(jobIds.map((job) => wished(api.call(getJob, { param: { id: job } }))))
    : [];
  return {
    person,
    applications: applications?.data ?? [],
    interviews: interviews?.data ?? [],
    notes: notes?.data ?? [],
    allTags: tags?.data ?? [],
    stages: new Map(jobs.flatMap((job) => (job === undefined ? [] : [[job.id, job.stages] as const]))),
    names,
    zone: person.time_zone === null ? undefined : zoneOf(person.time_zone),
  };
}

export type Whole = Awaited<ReturnType<typeof read>>;

export const showCandidate = (visit: Visit): Promise<Response> => candidatePage(visit, visit.asked.param["id"] ?? "");

type Refused = { faults: readonly FieldFault[]; status: number };

async function candidatePage(visit: Visit, id: string, refused?: Refused): Promise<Response> {
  const whole = await read(visit, id);
  const lines = await readTimeline(visit, whole);
  const { person, notes, names } = whole;
  const words = wordsOf(visit);
  const faults = refused?.faults ?? refusedInUrl(visit);
  const here = `/desk/candidates/${id}`;
  const mayWrite = visit.may("candidates:write");
  return deskResponse(
    <Room
      visit={visit}
      title={faultyTitle(person.name, faults, visit.speech)}
      note={noteIn(visit)}
      islands={["hiring"]}
    >
      <Faults faults={faults} speech={visit.speech} />
      <p class="trail">
        <a href="/desk/candidates">{words.candidates.title}</a>
      </p>
      <h1>
        <Own>{person.name}</Own>{" "}
        <State word={words.candidateStatus[person.status]} tone={candidateTones[person.status]} />
      </h1>
      <p class="lead" dir="auto">
        {workOf(person, words.candidates.at)}
      </p>
      <Clocks visit={visit} zone={whole.zone} />
      <Applications visit={visit} whole={whole} />
      <Agenda visit={visit} whole={whole} />
      <div class="two">
        <div>
          <Timeline visit={visit} lines={lines} names={names} />
        </div>
        <div>
          <Facts visit={visit} whole={whole} />
          <Tags visit={visit} whole={whole} />
          <Notes
            visit={visit}
            notes={notes}
            names={names}
            action={mayWrite ? `${here}/notes` : undefined}
            back={`${here}#notes`}
            faults={refused?.faults ?? []}
          />
          {mayWrite ? <Record visit={visit} person={person} /> : null}
        </div>
      </div>
    </Room>,
    refused?.status ?? 200,
  );
}

export async function noteCandidate(visit: Visit): Promise<Response> {
  const id = visit.asked.param["id"] ?? "";
  const answer = await writeNote(visit, createCandidateNote, id);
  if (answer.ok) return seeOther(saying(`/desk/candidates/${id}#notes`, "noted"));
  const { problem } = answer;
  if (problem.status === 403 || problem.status === 404) throw new Turned(problem);
  return candidatePage(visit, id, { faults: refusedBy(visit, problem, noteFields), status: problem.status });
}

/** Puts a tag on, or takes one off. */
export async function tagOne({ api, asked: { form, param } }: Visit): Promise<Response> {
  const id = param["id"] ?? "";
  const here = `/desk/candidates/${id}#tags`;
  const off = form.get("off");
  const answer =
    off === null
      ? await api.call(tagCandidate, { param: { id, tag_id: form.get("tag") ?? "" } })
      : await api.call(untagCandidate, { param: { id, tag_id: off } });
  if (answer.ok) return seeOther(saying(here, off === null ? "tagged" : "untagged"));
  if (answer.problem.status === 403) throw new Turned(answer.problem);
  return seeOther(refusing(here, answer.problem.code));
}

export async function dropCandidate({ api, asked: { form, param } }: Visit): Promise<Response> {
  const id = param["id"] ?? "";
  const answer = await api.call(deleteCandidate, { param: { id }, headers: ifMatchIn(form) });
  if (answer.ok) return seeOther(saying("/desk/candidates", "deleted"));
  if (answer.problem.status === 403 || answer.problem.status === 404) throw new Turned(answer.problem);
  return seeOther(refusing(`/desk/candidates/${id}`, answer.problem.code));
}
