// Who is considered for what: a job is known and a candidate looked for, or the other way round.
import type * as z from "zod";
import { type Candidate, getCandidate, listCandidates } from "#hiring/candidates/contract.ts";
import type { PageAnswer } from "#http/pages.ts";
import { act } from "../kit/act.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Choices, Once, Select } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { jobsIn, toChoices } from "../kit/names.ts";
import { need } from "../kit/problem.tsx";
import { Door, Room } from "../kit/room.tsx";
import { type Filled, filling } from "../kit/sheet.ts";
import { consider } from "./application-posts.ts";
import { saying } from "./asking.ts";
import { Empty } from "./bits.tsx";
import { wordsOf } from "./words.ts";

type Person = z.output<typeof Candidate>;

/** Both may be known from the address, or from the form as it was sent. */
export const showConsider = (visit: Visit): Promise<Response> => {
  const { searchParams } = visit.asked.url;
  const sheet = new URLSearchParams({
    job_id: searchParams.get("job") ?? "",
    known: searchParams.get("candidate") ?? "",
  });
  return considerPage(visit, { sheet });
};

async function considerPage(visit: Visit, filled: Filled): Promise<Response> {
  const { api } = visit;
  const words = wordsOf(visit).application;
  const { line } = filling(filled, visit.speech);
  const [job, known] = [line("job_id").value ?? "", line("known").value ?? ""];
  const jobs = await jobsIn(visit);
  const person = known === "" ? undefined : await need(api.call(getCandidate, { param: { id: known } }));
  const people = person === undefined ? await fitting(visit) : [];
  const isHopeless = jobs.size === 0 || (person === undefined && people.length === 0);
  return deskResponse(
    <Room
      visit={visit}
      title={person === undefined ? words.new : `${words.new}: ${person.name}`}
      faults={filled.faults}
    >
      {jobs.size === 0 ? <NoJobs visit={visit} /> : null}
      {person === undefined ? <Find visit={visit} job={job} /> : null}
      {person === undefined && people.length === 0 ? <NoPeople visit={visit} /> : null}
      {isHopeless ? null : (
        <form method="post" action="/desk/applications/new">
          <Once nonce={visit.asked.form.get("once") ?? visit.nonce} />
          {person === undefined ? (
            <People visit={visit} people={people} filled={filled} />
          ) : (
            <>
              <input type="hidden" name="known" value={person.id} />
              <input type="hidden" name="candidate_id" value={person.id} />
            </>
          )}
          <Select {...line("job_id")} label={words.job} choices={toChoices(jobs)} />
          <button type="submit">{words.create}</button>
        </form>
      )}
    </Room>,
    filled.status,
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

/** Without a job nobody can be considered for one: where it is made comes first. */
const NoJobs = ({ visit }: { visit: Visit }) => {
  const words = wordsOf(visit);
  return (
    <>
      <Empty>{words.application.noOpenJobs}</Empty>
      <p>
        <Door visit={visit} needs="jobs:write" href="/desk/jobs/new" label={words.pipeline.createJob} />
      </p>
    </>
  );
};

const NoPeople = ({ visit }: { visit: Visit }) => {
  const words = wordsOf(visit).candidates;
  return (
    <>
      <Empty>{queryOf(visit).trim() === "" ? words.empty : words.none}</Empty>
      <p class="actions">
        <Door visit={visit} needs="candidates:write" href="/desk/candidates/new" label={words.add} kind="plain" />
        <Door visit={visit} needs="candidates:write" href="/desk/imports" label={words.import} kind="plain" />
      </p>
    </>
  );
};

/** Whoever fits what is looked for; the newest, where nothing is. */
async function fitting(visit: Visit): Promise<readonly Person[]> {
  const q = queryOf(visit).trim();
  const found = await need(visit.api.call(listCandidates, { query: q === "" ? {} : { q }, page: { limit: 20 } }));
  return found.data;
}

type PeopleProps = { visit: Visit; people: readonly Person[]; filled: Filled };

const People = ({ visit, people, filled }: PeopleProps) => {
  const words = wordsOf(visit);
  return (
    <>
      <input type="hidden" name="q" value={queryOf(visit).trim()} />
      <Choices
        {...filling(filled, visit.speech).many("candidate_id")}
        kind="radio"
        label={words.application.candidate}
        choices={people.map(({ id, name, email }) => ({ value: id, label: name, hint: email }))}
      />
    </>
  );
};

export const considerOne = (visit: Visit): Promise<PageAnswer> =>
  act(visit, consider(visit), {
    to: ({ id }) => saying(`/desk/applications/${id}`, "considered"),
    again: considerPage,
    fields: { "/candidate_id": "candidate_id", "/job_id": "job_id" },
  });
