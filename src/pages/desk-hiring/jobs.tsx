import type * as z from "zod";
import { closeJob, deleteJob, getJob, listJobs, openJob, pauseJob, publishJob } from "#hiring/jobs/contract.ts";
import type { Job } from "#hiring/jobs/shapes.ts";
import { createJobNote, listJobNotes } from "#hiring/notes/contract.ts";
import { seeOther } from "../kit/answers.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Faults, faultyTitle, Field, type FieldFault, ifMatchIn, Select } from "../kit/forms.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, Turned, wished } from "../kit/problem.tsx";
import {
  cursorIn,
  filtersIn,
  hrefWith,
  type Names,
  namesOf,
  noteIn,
  oneOf,
  refusedBy,
  refusedInUrl,
  refusing,
  saying,
} from "./asking.ts";
import { CopyLink, Empty, Filters, Own, Pager, Room, ShortDay, State, Tabs, type Tone } from "./bits.tsx";
import { JobFacts, JobSteps, StagesPart } from "./job-views.tsx";
import { noteFields, Notes, writeNote } from "./notes.tsx";
import { type Words, wordsOf } from "./words.ts";

export type Post = z.output<typeof Job>;

const kinds = ["job", "template", "draft"] as const;
const orders = ["created_at.desc", "created_at.asc"] as const;

export const jobTones: Readonly<Record<Post["status"], Tone>> = {
  open: "good",
  paused: "busy",
  draft: "plain",
  closed: "plain",
};

export async function showJobs(visit: Visit): Promise<Response> {
  const { api, asked, may } = visit;
  const words = wordsOf(visit).jobs;
  const { searchParams } = asked.url;
  const kind = oneOf(kinds, searchParams.get("kind"));
  const filters = filtersIn(asked.url, ["status", "q"]);
  const order = oneOf(orders, searchParams.get("order"));
  const [page, names] = await Promise.all([
    need(api.call(listJobs, { query: { ...filters, kind }, page: { limit: 50, order, ...cursorIn(asked.url) } })),
    namesOf(api),
  ]);
  return deskResponse(
    <Room visit={visit} title={words.title} note={noteIn(visit)} islands={["hiring"]}>
      <h1>{words.title}</h1>
      {may("jobs:write") ? (
        <p class="actions no-print">
          <a class="button" href="/desk/jobs/new">
            {words.add}
          </a>
          {may("candidates:write") ? <a href="/desk/imports?kind=jobs">{words.import}</a> : null}
        </p>
      ) : null}
      <Tabs
        label={words.saveAs}
        tabs={kinds.map((one) => ({ href: `/desk/jobs?kind=${one}`, label: words.kind[one], here: one === kind }))}
      />
      <Narrow visit={visit} kind={kind} />
      {page.data.length === 0 ? (
        <Empty>{Object.keys(filters).length > 0 ? words.none : words.empty}</Empty>
      ) : (
        <Posts visit={visit} posts={page.data} names={names} />
      )}
      <Pager visit={visit} next={page.next_cursor} />
      <CopyLink visit={visit} />
    </Room>,
  );
}

const Narrow = ({ visit, kind }: { visit: Visit; kind: string }) => {
  const words = wordsOf(visit);
  const { speech } = visit;
  const { searchParams } = visit.asked.url;
  const isOpen = ["status", "q"].some((name) => Boolean(searchParams.get(name)));
  return (
    <Filters
      visit={visit}
      isOpen={isOpen}
      clear={hrefWith(visit.asked.url, { status: undefined, q: undefined, cursor: undefined })}
    >
      <input type="hidden" name="kind" value={kind} />
      <Field name="q" label={words.jobs.q} value={searchParams.get("q")} speech={speech} dir="auto" optional />
      {kind === "job" ? (
        <Select
          name="status"
          label={words.jobs.columns.status}
          value={searchParams.get("status")}
          choices={[
            { value: "", label: words.any },
            ...Object.entries(words.jobs.status).map(([value, label]) => ({ value, label })),
          ]}
          speech={speech}
          optional
        />
      ) : null}
      <Select
        name="order"
        label={words.order}
        value={searchParams.get("order")}
        choices={[
          { value: "created_at.desc", label: words.newest },
          { value: "created_at.asc", label: words.oldest },
        ]}
        speech={speech}
      />
    </Filters>
  );
};

const placeOf = ({ location, is_remote: remote }: Post, { jobs }: Words): string =>
  [location, remote ? jobs.remote : null].filter(Boolean).join(" · ");

const Posts = ({ visit, posts, names }: { visit: Visit; posts: readonly Post[]; names: Names }) => {
  const words = wordsOf(visit);
  const { columns } = words.jobs;
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={words.jobs.title}>
      <table class="rows">
        <thead>
          <tr>
            {[
              columns.title,
              columns.status,
              columns.place,
              columns.recruiter,
              columns.created,
              words.jobs.pipeline,
            ].map((name) => (
              <th scope="col">{name}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {posts.map((post) => (
            <tr>
              <th scope="row">
                <a href={`/desk/jobs/${post.id}`}>
                  <Own>{post.title === "" ? words.jobs.kind.draft : post.title}</Own>
                </a>
              </th>
              <td>
                <State word={words.jobs.status[post.status]} tone={jobTones[post.status]} />
              </td>
              <td dir="auto">{placeOf(post, words)}</td>
              <td dir="auto">{post.recruiter_id === null ? null : names.get(post.recruiter_id)}</td>
              <td>
                <ShortDay visit={visit} at={post.created_at} />
              </td>
              <td>
                {post.kind === "job" ? (
                  <a href={`/desk/pipeline?job=${post.id}`}>
                    {words.jobs.pipeline}
                    <span class="unseen">
                      : <Own>{post.title}</Own>
                    </span>
                  </a>
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

export const showJob = (visit: Visit): Promise<Response> => jobPage(visit, undefined);

async function jobPage(visit: Visit, refused: { faults: readonly FieldFault[]; status: number } | undefined) {
  const { api, speech, asked, may } = visit;
  const id = asked.param["id"] ?? "";
  const words = wordsOf(visit);
  const [post, notes, names] = await Promise.all([
    need(api.call(getJob, { param: { id } })),
    wished(api.call(listJobNotes, { param: { id }, page: { limit: 50 } })),
    namesOf(api),
  ]);
  const faults = refused?.faults ?? refusedInUrl(visit);
  const title = post.title === "" ? words.jobs.kind.draft : post.title;
  const mayWrite = may("jobs:write");
  return deskResponse(
    <Room visit={visit} title={faultyTitle(title, faults, speech)} note={noteIn(visit)}>
      <Faults faults={faults} speech={speech} />
      <p class="trail">
        <a href={`/desk/jobs?kind=${post.kind}`}>{words.jobs.kind[post.kind]}</a>
      </p>
      <h1>
        <Own>{title}</Own> <State word={words.jobs.status[post.status]} tone={jobTones[post.status]} />
      </h1>
      <p class="lead" dir="auto">
        {placeOf(post, words)}
      </p>
      <div class="actions no-print">
        {post.kind === "job" && may("applications:read") ? (
          <a class="button" href={`/desk/pipeline?job=${id}`}>
            {words.jobs.pipeline}
          </a>
        ) : null}
        {mayWrite ? <JobSteps visit={visit} post={post} /> : null}
      </div>
      <div class="two">
        <div>
          <StagesPart visit={visit} post={post} />
          <JobFacts visit={visit} post={post} names={names} />
        </div>
        <Notes
          visit={visit}
          notes={notes?.data ?? []}
          names={names}
          action={mayWrite ? `/desk/jobs/${id}/notes` : undefined}
          back={`/desk/jobs/${id}#notes`}
          faults={refused?.faults ?? []}
        />
      </div>
    </Room>,
    refused?.status ?? 200,
  );
}

const steps = { open: openJob, pause: pauseJob, close: closeJob } as const;
const said = { open: "opened", pause: "paused", close: "closed" } as const;
export type StepName = keyof typeof steps;
export const stepNames = Object.keys(steps) as readonly StepName[];

export const stepping =
  (name: StepName) =>
  async (visit: Visit): Promise<Response> => {
    const {
      api,
      asked: { form, param },
    } = visit;
    const id = param["id"] ?? "";
    // All three take and answer the same.
    const answer = await api.call(steps[name] as typeof openJob, { param: { id }, headers: ifMatchIn(form) });
    return settledAt(answer, id, said[name]);
  };

type Told = { ok: true } | { ok: false; problem: ConstructorParameters<typeof Turned>[0] };

function settledAt(answer: Told, id: string, word: keyof Words["said"]): Response {
  if (answer.ok) return seeOther(saying(`/desk/jobs/${id}`, word));
  if (answer.problem.status === 403 || answer.problem.status === 404) throw new Turned(answer.problem);
  return seeOther(refusing(`/desk/jobs/${id}`, answer.problem.code));
}

export async function publishOne({ api, asked: { form, param } }: Visit): Promise<Response> {
  const id = param["id"] ?? "";
  return settledAt(await api.call(publishJob, { param: { id }, body: {}, headers: ifMatchIn(form) }), id, "published");
}

export async function dropJob({ api, asked: { form, param } }: Visit): Promise<Response> {
  const id = param["id"] ?? "";
  const answer = await api.call(deleteJob, { param: { id }, headers: ifMatchIn(form) });
  return answer.ok ? seeOther(saying("/desk/jobs", "deleted")) : settledAt(answer, id, "deleted");
}

export async function noteJob(visit: Visit): Promise<Response> {
  const id = visit.asked.param["id"] ?? "";
  const answer = await writeNote(visit, createJobNote, id);
  if (answer.ok) return seeOther(saying(`/desk/jobs/${id}#notes`, "noted"));
  const { problem } = answer;
  if (problem.status === 403 || problem.status === 404) throw new Turned(problem);
  return jobPage(visit, { faults: refusedBy(visit, problem, noteFields), status: problem.status });
}
