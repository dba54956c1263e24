// Who is considered for what: a job is known and a candidate looked for, or the other way round.
import { getCandidate, listCandidates } from "#hiring/candidates/contract.ts";
import { listJobs } from "#hiring/jobs/contract.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, Faults, faultyTitle, type FieldFault, Once, Select } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, Turned } from "../kit/problem.tsx";
import { consider } from "./application-posts.ts";
import { refusedBy, saying } from "./asking.ts";
import { Empty, Own, Room } from "./bits.tsx";
import { wordsOf } from "./words.ts";

export const showConsider = (visit: Visit): Promise<Response> => considerPage(visit, [], 200);

async function considerPage(visit: Visit, faults: readonly FieldFault[], status: number): Promise<Response> {
  const { api, speech, asked } = visit;
  const words = wordsOf(visit);
  const said = (name: string, field: string) => asked.form.get(field) ?? asked.url.searchParams.get(name) ?? "";
  const [job, candidate] = [
    said("job", "job_id"),
    asked.form.get("known") ?? asked.url.searchParams.get("candidate") ?? "",
  ];
  const jobs = await need(api.call(listJobs, { query: { status: "open,paused" }, page: { limit: 100 } }));
  const person = candidate === "" ? undefined : await need(api.call(getCandidate, { param: { id: candidate } }));
  return deskResponse(
    <Room visit={visit} title={faultyTitle(words.application.new, faults, speech)} under="/desk/pipeline">
      <Faults faults={faults} speech={speech} />
      <h1>
        {words.application.new}
        {person === undefined ? null : (
          <>
            : <Own>{person.name}</Own>
          </>
        )}
      </h1>
      {person === undefined ? <Find visit={visit} job={job} /> : null}
      {jobs.data.length === 0 ? <Empty>{words.application.noOpenJobs}</Empty> : null}
      <form method="post" action="/desk/applications/new">
        <Once nonce={asked.form.get("once") ?? visit.nonce} />
        {person === undefined ? (
          <People visit={visit} faults={faults} />
        ) : (
          <>
            <input type="hidden" name="known" value={person.id} />
            <input type="hidden" name="candidate_id" value={person.id} />
          </>
        )}
        <Select
          name="job_id"
          label={words.application.job}
          value={job}
          choices={jobs.data.map(({ id, title }) => ({ value: id, label: title }))}
          faults={faults}
          speech={speech}
        />
        <button type="submit">{words.application.create}</button>
      </form>
    </Room>,
    status,
  );
}

const queryOf = ({ asked }: Visit): string => asked.form.get("q") ?? asked.url.searchParams.get("q") ?? "";

const Find = ({ visit, job }: { visit: Visit; job: string }) => {
  const words = wordsOf(visit);
  return (
    <form method="get" action="/desk/applications/new" class="choose">
      {job === "" ? null : <input type="hidden" name="job" value={job} />}
      <p class="field">
        <label for="q">{words.application.findCandidate}</label>
        <input id="q" name="q" type="search" dir="auto" value={queryOf(visit)} />
      </p>
      <button type="submit" class="plain">
        {words.search}
      </button>
    </form>
  );
};

/** Whoever fits what is looked for; the newest, where nothing is. */
const People = async ({ visit, faults }: { visit: Visit; faults: readonly FieldFault[] }) => {
  const words = wordsOf(visit);
  const q = queryOf(visit).trim();
  const { data } = await need(visit.api.call(listCandidates, { query: q === "" ? {} : { q }, page: { limit: 20 } }));
  if (data.length === 0) return <Empty>{words.candidates.none}</Empty>;
  return (
    <>
      <input type="hidden" name="q" value={q} />
      <Choices
        kind="radio"
        name="candidate_id"
        label={words.application.candidate}
        values={[visit.asked.form.get("candidate_id") ?? ""]}
        choices={data.map(({ id, name, email }) => ({ value: id, label: name, hint: email }))}
        faults={faults}
        speech={visit.speech}
      />
    </>
  );
};

export async function considerOne(visit: Visit): Promise<Response> {
  const answer = await consider(visit);
  if (answer.ok) return seeOther(saying(`/desk/applications/${answer.body.id}`, "considered"));
  const { problem } = answer;
  if (problem.status === 403) throw new Turned(problem);
  const faults = refusedBy(visit, problem, { "/candidate_id": "candidate_id", "/job_id": "job_id" });
  return considerPage(visit, faults, problem.status);
}
