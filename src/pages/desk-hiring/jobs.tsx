import type * as z from "zod";
import { closeJob, deleteJob, getJob, listJobs, openJob, pauseJob, publishJob } from "#hiring/jobs/contract.ts";
import type { Job } from "#hiring/jobs/shapes.ts";
import { createJobNote, listJobNotes } from "#hiring/notes/contract.ts";
import type { PageRoute } from "#http/pages.ts";
import { act, idIn, standing } from "../kit/act.ts";
import { worded } from "../kit/choices.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Any, filtersIn, More, pageIn, Seek, Table } from "../kit/lists.tsx";
import type { Pages, Visit } from "../kit/member.tsx";
import { type Names, namesIn } from "../kit/names.ts";
import { need, wished } from "../kit/problem.tsx";
import { Room, Tabs } from "../kit/room.tsx";
import { type Filled, oneOf } from "../kit/sheet.ts";
import { backTo, hrefWith, refusedInUrl, saying } from "./asking.ts";
import { CopyLink, Empty, Filters, Order, orders, ShortDay, State, type Tone } from "./bits.tsx";
import { JobFacts, JobSteps, StagesPart } from "./job-views.tsx";
import { noteFields, Notes, writeNote } from "./notes.tsx";
import { type Words, wordsOf } from "./words.ts";

export type Post = z.output<typeof Job>;

const kinds = ["job", "template", "draft"] as const;

const jobTones: Readonly<Record<Post["status"], Tone>> = {
  open: "good",
  paused: "busy",
  draft: "plain",
  closed: "plain",
};

export async function showJobs(visit: Visit): Promise<Response> {
  const { api, asked, may } = visit;
  const words = wordsOf(visit).jobs;
  const { searchParams } = asked.url;
  const kind = oneOf(searchParams, "kind", kinds);
  const filters = filtersIn(visit, ["status", "q"]);
  const order = oneOf(searchParams, "order", orders);
  const [page, names] = await Promise.all([
    need(api.call(listJobs, { query: { ...filters, kind }, page: pageIn(visit, order, 50) })),
    namesIn(visit),
  ]);
  return deskResponse(
    <Room visit={visit} title={words.title} islands={["hiring"]}>
      {may("jobs:write") ? (
        <p class="actions no-print">
          <a class="button" href="/desk/jobs/new">
            {words.add}
          </a>
          {may("candidates:write") ? <a href="/desk/imports?kind=jobs">{words.import}</a> : null}
        </p>
      ) : null}
      <Tabs
        visit={visit}
        label={words.saveAs}
        tabs={kinds.map((one) => ({ href: `/desk/jobs?kind=${one}`, label: words.kind[one], here: one === kind }))}
      />
      <Narrow visit={visit} kind={kind} />
      {page.data.length === 0 ? (
        <Empty>{Object.keys(filters).length > 0 ? words.none : words.empty}</Empty>
      ) : (
        <Posts visit={visit} posts={page.data} names={names} />
      )}
      <More visit={visit} cursor={page.next_cursor} />
      <CopyLink visit={visit} />
    </Room>,
  );
}

const Narrow = ({ visit, kind }: { visit: Visit; kind: string }) => {
  const { jobs: words } = wordsOf(visit);
  const { url } = visit.asked;
  return (
    <Filters
      visit={visit}
      isOpen={["status", "q"].some((name) => Boolean(url.searchParams.get(name)))}
      clear={hrefWith(url, { status: undefined, q: undefined, cursor: undefined })}
    >
      <input type="hidden" name="kind" value={kind} />
      <Seek visit={visit} name="q" label={words.q} />
      {kind === "job" ? (
        <Any visit={visit} name="status" label={words.columns.status} choices={worded(statuses, words.status)} />
      ) : null}
      <Order visit={visit} />
    </Filters>
  );
};

const statuses = Object.keys(jobTones) as Post["status"][];

const placeOf = ({ location, is_remote: remote }: Post, { jobs }: Words): string =>
  [location, remote ? jobs.remote : null].filter(Boolean).join(" · ");

const Posts = ({ visit, posts, names }: { visit: Visit; posts: readonly Post[]; names: Names }) => {
  const words = wordsOf(visit);
  const { columns } = words.jobs;
  const head = [columns.title, columns.status, columns.place, columns.recruiter, columns.created, words.jobs.pipeline];
  return (
    <Table label={words.jobs.title} head={head}>
      {posts.map((post) => (
        <tr>
          <th scope="row">
            <a href={`/desk/jobs/${post.id}`}>
              <bdi>{post.title === "" ? words.jobs.kind.draft : post.title}</bdi>
            </a>
          </th>
          <td>
            <State word={words.jobs.status[post.status]} tone={jobTones[post.status]} />
          </td>
          <td dir="auto">{placeOf(post, words)}</td>
          <td dir="auto" data-of={columns.recruiter}>
            {post.recruiter_id === null ? null : names.get(post.recruiter_id)}
          </td>
          <td data-of={columns.created}>
            <ShortDay visit={visit} at={post.created_at} />
          </td>
          <td>
            {post.kind === "job" ? (
              <a href={`/desk/pipeline?job=${post.id}`}>
                {words.jobs.pipeline}
                <span class="unseen">
                  : <bdi>{post.title}</bdi>
                </span>
              </a>
            ) : null}
          </td>
        </tr>
      ))}
    </Table>
  );
};

export const readJob = (visit: Visit): Promise<Post> => need(visit.api.call(getJob, { param: { id: idIn(visit) } }));

export const showJob = (visit: Visit): Promise<Response> => jobPage(visit);

async function jobPage(visit: Visit, again: Filled = { sheet: new URLSearchParams() }): Promise<Response> {
  const { api, may } = visit;
  const id = idIn(visit);
  const words = wordsOf(visit);
  const [post, notes, names] = await Promise.all([
    readJob(visit),
    wished(api.call(listJobNotes, { param: { id }, page: { limit: 50 } })),
    namesIn(visit),
  ]);
  const title = post.title === "" ? words.jobs.kind.draft : post.title;
  const mayWrite = may("jobs:write");
  return deskResponse(
    <Room
      visit={visit}
      title={title}
      heading={
        <>
          <bdi>{title}</bdi> <State word={words.jobs.status[post.status]} tone={jobTones[post.status]} />
        </>
      }
      back={{ href: `/desk/jobs?kind=${post.kind}`, label: words.jobs.kind[post.kind] }}
      faults={again.faults ?? refusedInUrl(visit)}
    >
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
          again={again}
        />
      </div>
    </Room>,
    again.status,
  );
}

const steps = {
  open: { op: openJob, said: "opened" },
  pause: { op: pauseJob, said: "paused" },
  close: { op: closeJob, said: "closed" },
} as const;
export type StepName = keyof typeof steps;

const here = (visit: Visit): string => `/desk/jobs/${idIn(visit)}`;

/** What a job goes through, and how it ends. */
export const jobPosts = ({ post }: Pages): PageRoute[] => [
  ...Object.entries(steps).map(([name, { op, said }]) =>
    // All three take and answer the same.
    post(`/desk/jobs/{id}/${name}`, async (visit) =>
      backTo(here(visit), await visit.api.call(op as typeof openJob, standing(visit)), said),
    ),
  ),
  post("/desk/jobs/{id}/publish", async (visit) =>
    backTo(here(visit), await visit.api.call(publishJob, { ...standing(visit), body: {} }), "published"),
  ),
  post("/desk/jobs/{id}/delete", async (visit) => {
    const answer = await visit.api.call(deleteJob, standing(visit));
    return backTo(answer.ok ? "/desk/jobs" : here(visit), answer, "deleted");
  }),
  post("/desk/jobs/{id}/notes", (visit) =>
    act(visit, writeNote(visit, createJobNote), {
      to: saying(`${here(visit)}#notes`, "noted"),
      again: jobPage,
      fields: noteFields,
    }),
  ),
];
