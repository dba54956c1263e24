// Interviews as a list by days.
import { listInterviews } from "#hiring/interviews/contract.ts";
import { toWire } from "#kernel/instant.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Room } from "./room.tsx";
import { Field, Select } from "../kit/forms.tsx";
import { count } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { own } from "../kit/when.tsx";
import {
  askedFor,
  Badge,
  byDay,
  dayTyped,
  given,
  Hours,
  Pager,
  pageAsked,
  saidIn,
  spanOf,
  Views,
  zoneIn,
} from "./parts.tsx";
import { jobsIn, type Names, namesIn, peopleChoices } from "./people.ts";
import { expandedFor } from "./when.tsx";
import type { Talk } from "./when-views.tsx";
import { wordsFor } from "./words.ts";

const views = ["coming", "toSchedule", "past", "all"] as const;
type View = (typeof views)[number];

const statuses = ["held", "confirmed", "in_progress", "completed", "no_show", "canceled"] as const;

/** What each view asks for where nobody says more. */
function queryOf(visit: Visit, view: View) {
  const { now, zone } = visit;
  const [from, until] = [dayTyped(askedFor(visit, "from"), zone), dayTyped(askedFor(visit, "until"), zone, 1)];
  const said = given({
    status: view === "toSchedule" ? "pending_schedule" : askedFor(visit, "status"),
    member_id: askedFor(visit, "person"),
    job_id: askedFor(visit, "job"),
  });
  if (view === "toSchedule") return { query: said, order: "created_at.asc" };
  if (view === "all")
    return {
      query: { ...said, ...given({ starts_after: from, starts_before: until }) },
      order: from === undefined && until === undefined ? "created_at.desc" : "starts_at.asc",
    };
  if (view === "past")
    return {
      query: { ...said, starts_before: until ?? toWire(now), ...given({ starts_after: from }) },
      order: "starts_at.desc",
    };
  return {
    query: {
      ...said,
      status: said.status ?? "held,confirmed,in_progress",
      starts_after: from ?? dayTyped(todayIn(visit), zone) ?? toWire(now),
      ...given({ starts_before: until }),
    },
    order: "starts_at.asc",
  };
}

const todayIn = ({ now }: Visit): string => toWire(now).slice(0, 10);

export async function showInterviews(visit: Visit): Promise<Response> {
  const { api, speech } = visit;
  const words = wordsFor(visit);
  const view = views.find((one) => one === askedFor(visit, "view")) ?? "coming";
  const { query, order } = queryOf(visit, view);
  const [page, names, jobs] = await Promise.all([
    need(api.call(listInterviews, { query, page: { ...pageAsked(visit), order }, ...expandedFor(visit) })),
    namesIn(visit),
    jobsIn(visit),
  ]);
  return deskResponse(
    <Room visit={visit} title={words.interviews.title} note={saidIn(visit)}>
      <div class="head">
        <h1>{words.interviews.title}</h1>
        <p class="actions">
          {visit.may("interviews:write") ? (
            <a class="button" href="/desk/schedule">
              {words.interviews.plan}
            </a>
          ) : null}
          {visit.may("bookings:write") ? <a href="/desk/bookings/day">{words.interviews.day}</a> : null}
        </p>
      </div>
      <Views
        visit={visit}
        label={words.view}
        now={view}
        views={[
          ["coming", words.interviews.coming],
          ["toSchedule", words.interviews.toSchedule],
          ["past", words.interviews.past],
          ["all", words.all],
        ]}
      />
      <form method="get" class="filters" aria-label={words.filters}>
        <input type="hidden" name="view" value={view} />
        <Select
          name="person"
          label={words.interviews.panel}
          value={askedFor(visit, "person") ?? ""}
          choices={peopleChoices(names, words.anybody)}
          optional
          speech={speech}
        />
        {jobs.length === 0 ? null : (
          <Select
            name="job"
            label={words.job}
            value={askedFor(visit, "job") ?? ""}
            choices={[
              { value: "", label: words.anyJob },
              ...jobs.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            optional
            speech={speech}
          />
        )}
        {view === "toSchedule" ? null : (
          <>
            <Select
              name="status"
              label={words.links.status}
              value={askedFor(visit, "status") ?? ""}
              choices={[
                { value: "", label: words.all },
                ...statuses.map((value) => ({ value, label: words.status[value] })),
              ]}
              optional
              speech={speech}
            />
            <Field
              name="from"
              type="date"
              label={words.from}
              value={askedFor(visit, "from") ?? ""}
              optional
              speech={speech}
            />
            <Field
              name="until"
              type="date"
              label={words.until}
              value={askedFor(visit, "until") ?? ""}
              optional
              speech={speech}
            />
          </>
        )}
        <button type="submit" class="plain">
          {words.show}
        </button>
      </form>
      <p class="quiet" role="status">
        {page.data.length === 0
          ? words.interviews.empty
          : count(speech.language, page.data.length, words.interviews.found)}
      </p>
      {byDay(visit, page.data, ({ starts_at }) => starts_at).map(({ name, rows }) => (
        <section class="day">
          <h2>{name}</h2>
          <ul class="rows">
            {rows.map((talk) => (
              <Row visit={visit} talk={talk} names={names} />
            ))}
          </ul>
        </section>
      ))}
      <Pager visit={visit} page={page} />
    </Room>,
  );
}

const Row = ({ visit, talk, names }: { visit: Visit; talk: Talk; names: Names }) => {
  const words = wordsFor(visit);
  const panel = talk.participants.filter(({ member_id }) => member_id !== null);
  const declined = panel.filter(({ rsvp }) => rsvp === "declined");
  const nameOf = (id: string | null) => (id === null ? "" : (names.get(id) ?? words.unnamed));
  return (
    <li>
      {talk.starts_at === null || talk.ends_at === null ? null : (
        <Hours visit={visit} at={spanOf(talk.starts_at, talk.ends_at)} theirs={zoneIn(talk.candidate?.time_zone)} />
      )}
      <div class="row-main">
        <a href={`/desk/interviews/${talk.id}`} class="row-name">
          <bdi>{talk.title}</bdi>
        </a>
        <span class="quiet">
          {[talk.candidate?.name, talk.job?.title]
            .filter((text) => text !== undefined)
            .map((text, at) => (
              <>
                {at === 0 ? "" : " · "}
                <bdi>{text}</bdi>
              </>
            ))}
        </span>
        <span class="quiet">
          {panel.map(({ member_id }, at) => (
            <>
              {at === 0 ? "" : ", "}
              <bdi>{nameOf(member_id)}</bdi>
            </>
          ))}
        </span>
      </div>
      <div class="row-end">
        <Badge is={talk.status}>{words.status[talk.status]}</Badge>
        {declined.map(({ member_id }) => (
          <Badge is="declined">
            {own(nameOf(member_id))}: {words.rsvp.declined}
          </Badge>
        ))}
        {talk.status === "pending_schedule" && talk.audience === "one" && visit.may("interviews:write") ? (
          <a class="button plain" href={`/desk/schedule/${talk.id}`}>
            {words.interview.choose}
            <span class="unseen"> {own(talk.title)}</span>
          </a>
        ) : null}
      </div>
    </li>
  );
};
