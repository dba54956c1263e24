import type * as z from "zod";
import { type InboxItem, listInbox } from "#hiring/inbox/contract.ts";
import { Tick } from "../kit/forms.tsx";
import { deskResponse } from "../kit/desk.tsx";
import { count } from "../kit/language.ts";
import { Any, filtersIn, More, pageIn } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { jobsIn, type Names, namesIn, toChoices } from "../kit/names.ts";
import { need } from "../kit/problem.tsx";
import { Moment, Room, Tabs } from "../kit/room.tsx";
import { kitWords } from "../kit/words.ts";
import { Asked, readAsked } from "./asked.tsx";
import { hrefWith } from "./asking.ts";
import { Ago, CopyLink, Empty, Filters, State, type Tone } from "./bits.tsx";
import { wordsOf } from "./words.ts";

type Item = z.output<typeof InboxItem>;
type Kind = Item["kind"];

const kinds: readonly Kind[] = [
  "expiring_hold",
  "declined",
  "conflict",
  "to_schedule",
  "waiting_for_candidate",
  "overdue_scorecard",
];

/** How much is read to say how much of each kind there is. */
const counted = 100;

/** What a coordinator has to see to, each with the one thing to do about it. */
export async function showInbox(visit: Visit): Promise<Response> {
  const { api, asked, may } = visit;
  const { kind, ...query } = filtersIn(visit, ["kind", "job_id", "mine"]);
  const expand = [may("candidates:read") ? "candidate" : "", may("jobs:read") ? "job" : ""].filter(Boolean).join(",");
  const beside = expand === "" ? {} : { expand };
  const known = kinds.find((one) => one === kind);
  const isPart = known !== undefined || asked.url.searchParams.has("cursor");
  const [all, shown, jobs, names] = await Promise.all([
    need(api.call(listInbox, { query, page: { limit: counted }, ...beside })),
    isPart
      ? need(
          api.call(listInbox, {
            query: known === undefined ? query : { ...query, kind: known },
            page: pageIn(visit, undefined, counted),
            ...beside,
          }),
        )
      : undefined,
    jobsIn(visit),
    namesIn(visit),
  ]);
  const page = shown ?? all;
  const words = wordsOf(visit).inbox;
  const isWhole = !isPart && query.job_id === undefined && query.mine === undefined;
  const besides = isWhole ? await readAsked(visit) : [];
  const isIdle = isWhole && page.data.length + besides.length === 0;
  return deskResponse(
    <Room visit={visit} title={words.title} islands={["hiring"]}>
      <p class="lead">{words.lead}</p>
      <Kinds visit={visit} items={all.data} besides={besides.length} hasMore={all.has_more} here={known} />
      {isIdle ? null : <Narrow visit={visit} jobs={jobs} />}
      {isIdle ? (
        <Idle visit={visit} isFirst={jobs.size === 0 && may("jobs:write")} />
      ) : page.data.length + besides.length === 0 ? (
        <Empty>{known === undefined ? words.empty : words.emptyKind}</Empty>
      ) : (
        <ul class="todos">
          {besides.map((one) => (
            <Asked visit={visit} {...one} />
          ))}
          {page.data.map((item) => (
            <Todo visit={visit} item={item} names={names} />
          ))}
        </ul>
      )}
      <More visit={visit} cursor={page.next_cursor} />
      {isIdle ? null : <CopyLink visit={visit} />}
    </Room>,
  );
}

/** Nothing waits: what one could begin with instead. */
const Idle = ({ visit, isFirst }: { visit: Visit; isFirst: boolean }) => {
  const words = wordsOf(visit);
  return (
    <>
      <Empty>{isFirst ? words.inbox.begin : words.inbox.empty}</Empty>
      <p class="actions">
        {isFirst ? (
          <a class="button" href="/desk/jobs/new">
            {words.pipeline.createJob}
          </a>
        ) : null}
        <a class="button plain" href="/desk/schedule">
          {kitWords[visit.speech.language].nav.schedule}
        </a>
      </p>
    </>
  );
};

type KindsProps = {
  visit: Visit;
  items: readonly Item[];
  /** How much waits besides what is listed by kinds. */
  besides: number;
  hasMore: boolean;
  here: Kind | undefined;
};

const Kinds = ({ visit, items, besides, hasMore, here }: KindsProps) => {
  const words = wordsOf(visit);
  const { url } = visit.asked;
  const tab = (kind: Kind | undefined, label: string, size: number) => ({
    href: hrefWith(url, { kind, cursor: undefined }),
    here: kind === here,
    label: (
      <>
        {label}{" "}
        <span class="count" aria-label={count(visit.speech.language, size, words.inbox.items)}>
          {hasMore ? `${size}+` : size}
        </span>
      </>
    ),
  });
  const sizes = kinds.map((kind) => [kind, items.filter((item) => item.kind === kind).length] as const);
  return (
    <Tabs
      visit={visit}
      label={words.inbox.kinds}
      tabs={[
        tab(undefined, words.all, items.length + besides),
        ...sizes
          .filter(([kind, size]) => size > 0 || hasMore || kind === here)
          .map(([kind, size]) => tab(kind, words.inbox.kind[kind], size)),
      ]}
    />
  );
};

const Narrow = ({ visit, jobs }: { visit: Visit; jobs: Names }) => {
  const words = wordsOf(visit);
  const { searchParams } = visit.asked.url;
  const [job, kind] = [searchParams.get("job_id"), searchParams.get("kind")];
  const isMine = searchParams.get("mine") === "true";
  return (
    <Filters visit={visit} isOpen={Boolean(job) || isMine}>
      {kind ? <input type="hidden" name="kind" value={kind} /> : null}
      <Any visit={visit} name="job_id" label={words.inbox.job} choices={toChoices(jobs)} />
      <Tick name="mine" value="true" label={words.inbox.mine} checked={isMine} />
    </Filters>
  );
};

const tones: Readonly<Record<Kind, Tone>> = {
  expiring_hold: "alarm",
  declined: "alarm",
  conflict: "alarm",
  to_schedule: "busy",
  waiting_for_candidate: "plain",
  overdue_scorecard: "busy",
};

const Todo = ({ visit, item, names }: { visit: Visit; item: Item; names: Names }) => {
  const words = wordsOf(visit).inbox;
  const whom = item.candidate?.name ?? item.title;
  const member = item.member_id === null ? undefined : names.get(item.member_id);
  const why = item.why === null ? undefined : words.why[item.why];
  return (
    <li class="todo">
      <div>
        <h2>
          <State word={words.kind[item.kind]} tone={tones[item.kind]} /> <bdi>{whom}</bdi>
        </h2>
        <p>
          {item.candidate == null ? null : <bdi>{item.title}</bdi>}
          {item.job == null ? null : (
            <>
              {" · "}
              <bdi>{item.job.title}</bdi>
            </>
          )}
        </p>
        {why === undefined && member === undefined ? null : (
          <p>
            {member === undefined ? null : (
              <>
                <bdi>{member}</bdi>:{" "}
              </>
            )}
            {why}
          </p>
        )}
        {item.reason === null ? null : (
          <p class="said" dir="auto">
            “{item.reason}”
          </p>
        )}
        <When visit={visit} item={item} />
      </div>
      <p class="act">
        <Act visit={visit} item={item} whom={whom} />
      </p>
    </li>
  );
};

const When = ({ visit, item }: { visit: Visit; item: Item }) => {
  const words = wordsOf(visit).inbox;
  const ahead = item.kind === "declined" || item.kind === "conflict" || item.kind === "expiring_hold";
  return (
    <p class="quiet">
      {ahead ? words.begins : item.kind === "overdue_scorecard" ? words.due : words.since}{" "}
      {ahead ? <Moment visit={visit} at={item.at} /> : <Ago visit={visit} at={item.at} />}
      {item.expires_at === null ? null : (
        <>
          {" · "}
          {words.until} <Moment visit={visit} at={item.expires_at} />
        </>
      )}
    </p>
  );
};

/** The one thing it needs. Whom it is about is said for those who go from link to link. */
const Act = ({ visit, item, whom }: { visit: Visit; item: Item; whom: string }) => {
  const { act } = wordsOf(visit).inbox;
  const isOpen = item.kind === "to_schedule" || item.kind === "waiting_for_candidate";
  const label =
    act[isOpen && item.why !== null && item.why in act ? (item.why as keyof typeof act) : fallback(item.kind)];
  const isDebrief = item.kind === "overdue_scorecard" && item.application_id !== null;
  const href = isDebrief
    ? `/desk/applications/${item.application_id}#debrief`
    : `/desk/interviews/${item.interview_id}`;
  return (
    <a class={item.kind === "waiting_for_candidate" ? "button plain" : "button"} href={href}>
      {label}
      <span class="unseen">
        : <bdi>{whom}</bdi>
      </span>
    </a>
  );
};

const fallback = (kind: Kind) => (kind === "to_schedule" || kind === "waiting_for_candidate" ? "planned" : kind);
