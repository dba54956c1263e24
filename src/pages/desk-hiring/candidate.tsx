import { listApplications } from "#hiring/applications/contract.ts";
import { deleteCandidate, getCandidate } from "#hiring/candidates/contract.ts";
import { listInterviews } from "#hiring/interviews/contract.ts";
import { getJob } from "#hiring/jobs/contract.ts";
import { createCandidateNote, listCandidateNotes } from "#hiring/notes/contract.ts";
import { listTags, tagCandidate, untagCandidate } from "#hiring/tags/contract.ts";
import { zoneOf } from "#time/zones.ts";
import type { PageAnswer } from "#http/pages.ts";
import { act, idIn, standing } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import type { Visit } from "../kit/member.tsx";
import { namesIn } from "../kit/names.ts";
import { need, wished } from "../kit/problem.tsx";
import { Room } from "../kit/room.tsx";
import type { Filled } from "../kit/sheet.ts";
import { backTo, refusedInUrl, saying } from "./asking.ts";
import { State } from "./bits.tsx";
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
    namesIn(visit),
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

export const showCandidate = (visit: Visit): Promise<Response> => candidatePage(visit);

async function candidatePage(visit: Visit, again: Filled = { sheet: new URLSearchParams() }): Promise<Response> {
  const id = idIn(visit);
  const whole = await read(visit, id);
  const lines = await readTimeline(visit, whole);
  const { person, notes, names } = whole;
  const words = wordsOf(visit);
  const here = `/desk/candidates/${id}`;
  const mayWrite = visit.may("candidates:write");
  return deskResponse(
    <Room
      visit={visit}
      title={person.name}
      heading={
        <>
          <bdi>{person.name}</bdi>{" "}
          <State word={words.candidateStatus[person.status]} tone={candidateTones[person.status]} />
        </>
      }
      back={{ href: "/desk/candidates", label: words.candidates.title }}
      faults={again.faults ?? refusedInUrl(visit)}
      islands={["hiring"]}
    >
      <p class="lead" dir="auto">
        {workOf(person, words.candidates.at)}
      </p>
      <Clocks visit={visit} zone={whole.zone} />
      <Applications visit={visit} whole={whole} />
      <Agenda visit={visit} whole={whole} />
      <div class="two">
        <div>
          <Timeline visit={visit} lines={lines} />
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
            again={again}
          />
          {mayWrite ? <Record visit={visit} person={person} /> : null}
        </div>
      </div>
    </Room>,
    again.status,
  );
}

export const noteCandidate = (visit: Visit): Promise<PageAnswer> =>
  act(visit, writeNote(visit, createCandidateNote), {
    to: saying(`/desk/candidates/${idIn(visit)}#notes`, "noted"),
    again: candidatePage,
    fields: noteFields,
  });

/** Puts a tag on, or takes one off. */
export async function tagOne(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const id = idIn(visit);
  const off = form.get("off");
  const answer =
    off === null
      ? await visit.api.call(tagCandidate, { param: { id, tag_id: form.get("tag") ?? "" } })
      : await visit.api.call(untagCandidate, { param: { id, tag_id: off } });
  return backTo(`/desk/candidates/${id}#tags`, answer, off === null ? "tagged" : "untagged");
}

export async function dropCandidate(visit: Visit): Promise<PageAnswer> {
  const answer = await visit.api.call(deleteCandidate, standing(visit));
  return backTo(answer.ok ? "/desk/candidates" : `/desk/candidates/${idIn(visit)}`, answer, "deleted");
}
