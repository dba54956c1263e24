import type * as z from "zod";
import { listApplications } from "#hiring/applications/contract.ts";
import type { Application } from "#hiring/applications/shapes.ts";
import { getJob, listJobs } from "#hiring/jobs/contract.ts";
import type { Job } from "#hiring/jobs/shapes.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Select } from "../kit/forms.tsx";
import { count } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { cursorIn, filtersIn, hrefWith, type Names, namesOf, noteIn, oneOf } from "./asking.ts";
import {
  CopyLink,
  Empty,
  Filters,
  Moment,
  Own,
  Pager,
  peopleChoices,
  Room,
  ShortDay,
  State,
  Tabs,
  type Tone,
} from "./bits.tsx";
import { wordsOf } from "./words.ts";

type Card = z.output<typeof Application>;
type Post = z.output<typeof Job>;
type Stage = Post["stages"][number];

/** So many of a stage stand on the board; the list has them all. */
const perStage = 25;

export const statusTones: Readonly<Record<Card["status"], Tone>> = {
  active: "busy",
  hired: "good",
  rejected: "plain",
  withdrawn: "plain",
};

/** Everybody who is considered for a job, stage by stage, or as a list. */
export async function showPipeline(visit: Visit): Promise<Response> {
  const { api, asked, may } = visit;
  const words = wordsOf(visit).pipeline;
  const posts = may("jobs:read")
    ? await need(api.call(listJobs, { query: { status: "open,paused,closed" }, page: { limit: 100 } }))
    : undefined;
  const open = posts?.data.toSorted((one, other) => rank(one) - rank(other)) ?? [];
  const wanted = asked.url.searchParams.get("job") ?? open[0]?.id;
  if (wanted === undefined || wanted === "") {
    return deskResponse(
      <Room visit={visit} title={words.title}>
        <h1>{words.title}</h1>
        <Empty>{words.noJobs}</Empty>
        {may("jobs:write") ? (
          <p>
            <a class="button" href="/desk/jobs/new">
              {words.createJob}
            </a>
          </p>
        ) : null}
      </Room>,
    );
  }
  const job = open.find(({ id }) => id === wanted) ?? (await need(api.call(getJob, { param: { id: wanted } })));
  const isList = asked.url.searchParams.get("view") === "list";
  return isList ? showList(visit, job, open) : showBoard(visit, job, open);
}

const ranks: Readonly<Record<Post["status"], number>> = { open: 0, paused: 1, draft: 2, closed: 3 };
const rank = ({ status }: Post): number => ranks[status];

const Head = ({
  visit,
  job,
  jobs,
  view,
}: {
  visit: Visit;
  job: Post;
  jobs: readonly Post[];
  view: "board" | "list";
}) => {
  const words = wordsOf(visit);
  const { pipeline, jobs: post } = words;
  const choices = jobs.map(({ id, title, status }) => ({ value: id, label: title, group: post.status[status] }));
  return (
    <>
      <h1>
        {pipeline.title}: <Own>{job.title}</Own>
      </h1>
      <div class="bar no-print">
        <form method="get" action="/desk/pipeline" class="choose">
          {view === "list" ? <input type="hidden" name="view" value="list" /> : null}
          <Select name="job" label={pipeline.job} value={job.id} choices={choices} speech={visit.speech} />
          <button type="submit" class="plain">
            {pipeline.choose}
          </button>
        </form>
        <p class="actions">
          {visit.may("applications:write") && visit.may("candidates:read") ? (
            <a class="button" href={`/desk/applications/new?job=${job.id}`}>
              {pipeline.consider}
            </a>
          ) : null}
          <a href={`/desk/jobs/${job.id}`}>{pipeline.editJob}</a>
        </p>
      </div>
      <Tabs
        label={pipeline.view}
        tabs={[
          { href: `/desk/pipeline?job=${job.id}`, label: pipeline.board, here: view === "board" },
          { href: `/desk/pipeline?job=${job.id}&view=list`, label: pipeline.list, here: view === "list" },
        ]}
      />
    </>
  );
};

const expandFor = ({ may }: Visit): string =>
  [may("candidates:read") ? "candidate" : "", may("jobs:read") ? "stage" : ""].filter(Boolean).join(",");

async function showBoard(visit: Visit, job: Post, jobs: readonly Post[]): Promise<Response> {
  const { api } = visit;
  const words = wordsOf(visit).pipeline;
  const stages = job.stages.toSorted((one, other) => one.position - other.position);
  const columns = await Promise.all(
    stages.map((stage) =>
      need(
        api.call(listApplications, {
          query: { stage_id: stage.id, status: "active" },
          page: { limit: perStage, order: "created_at.asc" },
          expand: expandFor(visit),
        }),
      ),
    ),
  );
  const mayMove = visit.may("applications:write") && stages.length > 1;
  return deskResponse(
    <Room visit={visit} title={`${words.title}: ${job.title}`} note={noteIn(visit)} islands={["hiring"]}>
      <Head visit={visit} job={job} jobs={jobs} view="board" />
      {mayMove ? (
        <p class="quiet drag-hint" data-drag-hint hidden>
          {words.drag}
        </p>
      ) : null}
      <div class="board" role="region" aria-label={words.scrolls} tabindex={0}>
        {stages.map((stage, place) => {
          const page = columns[place];
          return (
            <section class="column" aria-labelledby={stage.id} data-stage={stage.id}>
              <h2 id={stage.id}>
                <Own>{stage.name}</Own>{" "}
                <span class="count">
                  <span aria-hidden="true">{sizeOf(page)}</span>
                  <span class="unseen">{saySize(visit, page)}</span>
                </span>
              </h2>
              {page === undefined || page.data.length === 0 ? <Empty>{words.empty}</Empty> : null}
              <ul>
                {page?.data.map((card) => (
                  <BoardCard visit={visit} card={card} stages={mayMove ? stages : []} />
                ))}
              </ul>
              {page?.has_more ? (
                <p>
                  <a href={`/desk/pipeline?job=${job.id}&view=list&stage_id=${stage.id}&status=active`}>
                    {words.restIn}
                  </a>
                </p>
              ) : null}
            </section>
          );
        })}
      </div>
      <CopyLink visit={visit} />
    </Room>,
  );
}

type Column = { data: readonly Card[]; has_more: boolean } | undefined;

const sizeOf = (page: Column): string => `${page?.data.length ?? 0}${page?.has_more ? "+" : ""}`;

function saySize({ speech, ...visit }: Visit, page: Column): string {
  const words = wordsOf({ speech, ...visit }).pipeline;
  const size = page?.data.length ?? 0;
  return page?.has_more ? words.atLeast.replace("#", String(size)) : count(speech.language, size, words.people);
}

export const nameOf = ({ candidate, guest }: Card, otherwise: string): string =>
  candidate?.name ?? guest?.name ?? otherwise;

const BoardCard = ({ visit, card, stages }: { visit: Visit; card: Card; stages: readonly Stage[] }) => {
  const words = wordsOf(visit);
  const name = nameOf(card, words.somebody);
  return (
    <li class="card" id={`card-${card.id}`} data-card={card.id}>
      <p class="who">
        <a href={`/desk/applications/${card.id}`}>
          <Own>{name}</Own>
        </a>
      </p>
      <p class="quiet">
        {card.candidate == null ? words.pipeline.guest : words.candidateStatus[card.candidate.status]}
        {" · "}
        <ShortDay visit={visit} at={card.applied_at} />
      </p>
      {stages.length === 0 ? null : (
        <details class="move">
          <summary>
            {words.pipeline.move}
            <span class="unseen">
              {" "}
              <Own>{name}</Own>
            </span>
          </summary>
          <form method="post" action={`/desk/applications/${card.id}/move`} data-move>
            <input type="hidden" name="version" value={String(card.version)} />
            <input type="hidden" name="back" value={hrefWith(visit.asked.url, {})} />
            <p class="field">
              <label for={`to-${card.id}`}>{words.pipeline.moveTo}</label>
              <select id={`to-${card.id}`} name="stage_id" required>
                {onward(stages, card.stage_id).map(({ id, name: label }) => (
                  <option value={id}>{label}</option>
                ))}
              </select>
            </p>
            <button type="submit">{words.pipeline.moveThem}</button>
          </form>
        </details>
      )}
    </li>
  );
};

/** Where somebody can go, the next stage first. */
export function onward(stages: readonly Stage[], from: string): Stage[] {
  const at = stages.findIndex(({ id }) => id === from);
  return [...stages.slice(at + 1), ...stages.slice(0, Math.max(at, 0))];
}

const orders = ["created_at.desc", "created_at.asc"] as const;

async function showList(visit: Visit, job: Post, jobs: readonly Post[]): Promise<Response> {
  const { api, asked } = visit;
  const words = wordsOf(visit).pipeline;
  const filters = filtersIn(asked.url, ["status", "stage_id", "recruiter_id", "source"]);
  const order = oneOf(orders, asked.url.searchParams.get("order"));
  const [page, names] = await Promise.all([
    need(
      api.call(listApplications, {
        query: { ...filters, job_id: job.id },
        page: { limit: 50, order, ...cursorIn(asked.url) },
        expand: expandFor(visit),
      }),
    ),
    namesOf(api),
  ]);
  return deskResponse(
    <Room visit={visit} title={`${words.title}: ${job.title}`} note={noteIn(visit)} islands={["hiring"]}>
      <Head visit={visit} job={job} jobs={jobs} view="list" />
      <ListFilters visit={visit} job={job} names={names} isOpen={Object.keys(filters).length > 0} />
      {page.data.length === 0 ? (
        <Empty>{words.emptyList}</Empty>
      ) : (
        <List visit={visit} cards={page.data} names={names} />
      )}
      <Pager visit={visit} next={page.next_cursor} />
      <CopyLink visit={visit} />
    </Room>,
  );
}

type ListFiltersProps = { visit: Visit; job: Post; names: Names; isOpen: boolean };

const ListFilters = ({ visit, job, names, isOpen }: ListFiltersProps) => {
  const words = wordsOf(visit);
  const { pipeline, applicationStatus } = words;
  const { speech } = visit;
  const { searchParams } = visit.asked.url;
  const any = { value: "", label: words.any };
  return (
    <Filters visit={visit} isOpen={isOpen} clear={`/desk/pipeline?job=${job.id}&view=list`}>
      <input type="hidden" name="job" value={job.id} />
      <input type="hidden" name="view" value="list" />
      <Select
        name="status"
        label={pipeline.columns.status}
        value={searchParams.get("status")}
        choices={[any, ...Object.entries(applicationStatus).map(([value, label]) => ({ value, label }))]}
        speech={speech}
        optional
      />
      <Select
        name="stage_id"
        label={pipeline.columns.stage}
        value={searchParams.get("stage_id")}
        choices={[any, ...job.stages.map(({ id, name }) => ({ value: id, label: name }))]}
        speech={speech}
        optional
      />
      <Select
        name="recruiter_id"
        label={pipeline.columns.recruiter}
        value={searchParams.get("recruiter_id")}
        choices={peopleChoices(names, words.any)}
        speech={speech}
        optional
      />
      <p class="field">
        <label for="source">{pipeline.columns.source}</label>
        <input id="source" name="source" dir="auto" value={searchParams.get("source") ?? ""} />
      </p>
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

const List = ({ visit, cards, names }: { visit: Visit; cards: readonly Card[]; names: Names }) => {
  const words = wordsOf(visit);
  const { columns } = words.pipeline;
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={words.pipeline.list}>
      <table class="rows">
        <thead>
          <tr>
            {[columns.who, columns.stage, columns.status, columns.source, columns.recruiter, columns.applied].map(
              (name) => (
                <th scope="col">{name}</th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {cards.map((card) => (
            <tr>
              <th scope="row">
                <a href={`/desk/applications/${card.id}`}>
                  <Own>{nameOf(card, words.somebody)}</Own>
                </a>
              </th>
              <td dir="auto">{card.stage?.name}</td>
              <td>
                <State word={words.applicationStatus[card.status]} tone={statusTones[card.status]} />
              </td>
              <td dir="auto">{card.source}</td>
              <td dir="auto">{card.recruiter_id === null ? null : names.get(card.recruiter_id)}</td>
              <td>
                <Moment visit={visit} at={card.applied_at} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
