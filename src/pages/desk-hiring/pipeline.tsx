import type * as z from "zod";
import { listApplications } from "#hiring/applications/contract.ts";
import type { Application } from "#hiring/applications/shapes.ts";
import { getJob, listJobs } from "#hiring/jobs/contract.ts";
import type { Job } from "#hiring/jobs/shapes.ts";
import { worded } from "../kit/choices.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Select, Version } from "../kit/forms.tsx";
import { count } from "../kit/language.ts";
import { Any, filtersIn, More, pageIn, Seek, Table } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { choosable } from "../kit/choosable.ts";
import { type Names, namesIn, toChoices } from "../kit/names.ts";
import { need } from "../kit/problem.tsx";
import { Moment, Room, Tabs } from "../kit/room.tsx";
import { oneOf } from "../kit/sheet.ts";
import { hrefWith } from "./asking.ts";
import { CopyLink, Empty, Filters, Order, orders, ShortDay, State, type Tone } from "./bits.tsx";
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
    ? await choosable(visit, (page, sought) =>
        need(api.call(listJobs, { query: { status: "open,paused,closed", ...sought }, page })),
      )
    : [];
  const open = posts.toSorted((one, other) => rank(one) - rank(other));
  const wanted = asked.url.searchParams.get("job") ?? open[0]?.id;
  if (wanted === undefined || wanted === "") {
    return deskResponse(
      <Room visit={visit} title={words.title}>
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

type HeadProps = { visit: Visit; job: Post; jobs: readonly Post[]; view: "board" | "list" };

const Head = ({ visit, job, jobs, view }: HeadProps) => {
  const words = wordsOf(visit);
  const { pipeline, jobs: post } = words;
  const choices = jobs.map(({ id, title, status }) => ({ value: id, label: title, group: post.status[status] }));
  return (
    <>
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
        visit={visit}
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
    <Room visit={visit} title={`${words.title}: ${job.title}`} islands={["hiring"]}>
      <Head visit={visit} job={job} jobs={jobs} view="board" />
      {mayMove ? (
        <p class="quiet drag-hint" data-drag-hint hidden>
          {words.drag}
        </p>
      ) : null}
      <div class="board" role="region" aria-label={words.scrolls} tabindex={0}>
        {stages.map((stage, place) => (
          <StageColumn visit={visit} job={job} stage={stage} page={columns[place]} onwards={mayMove ? stages : []} />
        ))}
      </div>
      <CopyLink visit={visit} />
    </Room>,
  );
}

type Column = { data: readonly Card[]; has_more: boolean } | undefined;
type ColumnProps = { visit: Visit; job: Post; stage: Stage; page: Column; onwards: readonly Stage[] };

const StageColumn = ({ visit, job, stage, page, onwards }: ColumnProps) => {
  const words = wordsOf(visit).pipeline;
  return (
    <section class="column" aria-labelledby={stage.id} data-stage={stage.id}>
      <h2 id={stage.id}>
        <bdi>{stage.name}</bdi>{" "}
        <span class="count">
          <span aria-hidden="true">{sizeOf(page)}</span>
          <span class="unseen">{saySize(visit, page)}</span>
        </span>
      </h2>
      {page === undefined || page.data.length === 0 ? <Empty>{words.empty}</Empty> : null}
      <ul>
        {page?.data.map((card) => (
          <BoardCard visit={visit} card={card} stages={onwards} />
        ))}
      </ul>
      {page?.has_more ? (
        <p>
          <a href={`/desk/pipeline?job=${job.id}&view=list&stage_id=${stage.id}&status=active`}>{words.restIn}</a>
        </p>
      ) : null}
    </section>
  );
};

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
          <bdi>{name}</bdi>
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
              <bdi>{name}</bdi>
            </span>
          </summary>
          <form method="post" action={`/desk/applications/${card.id}/move`} data-move>
            <Version version={card.version} />
            <input type="hidden" name="back" value={hrefWith(visit.asked.url, {})} />
            <Select
              name="stage_id"
              id={`to-${card.id}`}
              label={words.pipeline.moveTo}
              choices={onward(stages, card.stage_id).map(({ id, name: label }) => ({ value: id, label }))}
            />
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

async function showList(visit: Visit, job: Post, jobs: readonly Post[]): Promise<Response> {
  const { api, asked } = visit;
  const words = wordsOf(visit).pipeline;
  const filters = filtersIn(visit, ["status", "stage_id", "recruiter_id", "source"]);
  const order = oneOf(asked.url.searchParams, "order", orders);
  const [page, names] = await Promise.all([
    need(
      api.call(listApplications, {
        query: { ...filters, job_id: job.id },
        page: pageIn(visit, order, 50),
        expand: expandFor(visit),
      }),
    ),
    namesIn(visit),
  ]);
  return deskResponse(
    <Room visit={visit} title={`${words.title}: ${job.title}`} islands={["hiring"]}>
      <Head visit={visit} job={job} jobs={jobs} view="list" />
      <ListFilters visit={visit} job={job} names={names} isOpen={Object.keys(filters).length > 0} />
      {page.data.length === 0 ? (
        <Empty>{words.emptyList}</Empty>
      ) : (
        <List visit={visit} cards={page.data} names={names} />
      )}
      <More visit={visit} cursor={page.next_cursor} />
      <CopyLink visit={visit} />
    </Room>,
  );
}

type ListFiltersProps = { visit: Visit; job: Post; names: Names; isOpen: boolean };

const ListFilters = ({ visit, job, names, isOpen }: ListFiltersProps) => {
  const words = wordsOf(visit);
  const { columns } = words.pipeline;
  const stages = job.stages.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <Filters visit={visit} isOpen={isOpen} clear={`/desk/pipeline?job=${job.id}&view=list`}>
      <input type="hidden" name="job" value={job.id} />
      <input type="hidden" name="view" value="list" />
      <Any visit={visit} name="status" label={columns.status} choices={worded(statuses, words.applicationStatus)} />
      <Any visit={visit} name="stage_id" label={columns.stage} choices={stages} />
      <Any visit={visit} name="recruiter_id" label={columns.recruiter} choices={toChoices(names)} />
      <Seek visit={visit} name="source" label={columns.source} />
      <Order visit={visit} />
    </Filters>
  );
};

const statuses = Object.keys(statusTones) as Card["status"][];

const List = ({ visit, cards, names }: { visit: Visit; cards: readonly Card[]; names: Names }) => {
  const words = wordsOf(visit);
  const { columns } = words.pipeline;
  const head = [columns.who, columns.stage, columns.status, columns.source, columns.recruiter, columns.applied];
  return (
    <Table label={words.pipeline.list} head={head}>
      {cards.map((card) => (
        <tr>
          <th scope="row">
            <a href={`/desk/applications/${card.id}`}>
              <bdi>{nameOf(card, words.somebody)}</bdi>
            </a>
          </th>
          <td dir="auto">{card.stage?.name}</td>
          <td>
            <State word={words.applicationStatus[card.status]} tone={statusTones[card.status]} />
          </td>
          <td dir="auto" data-of={columns.source}>
            {card.source}
          </td>
          <td dir="auto" data-of={columns.recruiter}>
            {card.recruiter_id === null ? null : names.get(card.recruiter_id)}
          </td>
          <td data-of={columns.applied}>
            <Moment visit={visit} at={card.applied_at} />
          </td>
        </tr>
      ))}
    </Table>
  );
};
