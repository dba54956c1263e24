// Interviews as a list by days.
import { listInterviews } from "#hiring/interviews/contract.ts";
import { toWire } from "#kernel/instant.ts";
import { deskResponse } from "../kit/desk.tsx";
import { Any, filtersIn, pageIn } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { need } from "../kit/problem.tsx";
import { Door } from "../kit/room.tsx";
import { dayTyped } from "../kit/sheet.ts";
import { own } from "../kit/when.tsx";
import { allOf, jobsIn, type Names, namesIn, toChoices } from "../kit/names.ts";
import { csvResponse, mostPages, timeHeads, timesOf } from "./csv.ts";
import { whoseSeat } from "./interview-forms.tsx";
import { askedFor, Badge, daysIn, Hours, spanOf, today, zoneIn } from "./parts.tsx";
import { Joined, MeetingList, Row } from "./rows.tsx";
import { expandedFor } from "./when.tsx";
import type { Talk } from "./when-views.tsx";
import { wordsFor } from "./words.ts";

const views = ["coming", "toSchedule", "past", "all"] as const;
type View = (typeof views)[number];

const statuses = ["held", "confirmed", "in_progress", "completed", "no_show", "canceled"] as const;

/** What each view asks for where nobody says more. */
function queryOf(visit: Visit, view: View) {
  const days = daysIn(visit);
  const said = filtersIn(visit, ["status", "member_id", "job_id"]);
  if (view === "toSchedule") return { query: { ...said, status: "pending_schedule" }, order: "created_at.asc" };
  if (view === "all") {
    const isDated = Object.keys(days).length > 0;
    return { query: { ...said, ...days }, order: isDated ? "starts_at.asc" : "created_at.desc" };
  }
  const present = toWire(visit.now);
  if (view === "past") return { query: { starts_before: present, ...said, ...days }, order: "starts_at.desc" };
  const morning = dayTyped(today(visit), visit.zone) ?? present;
  return {
    query: { status: "held,confirmed,in_progress", starts_after: morning, ...said, ...days },
    order: "starts_at.asc",
  };
}

const viewIn = (visit: Visit): View => views.find((one) => one === askedFor(visit, "view")) ?? "coming";

export async function showInterviews(visit: Visit): Promise<Response> {
  const words = wordsFor(visit);
  const view = viewIn(visit);
  const { query, order } = queryOf(visit, view);
  const [page, names, jobs] = await Promise.all([
    need(visit.api.call(listInterviews, { query, page: pageIn(visit, order), ...expandedFor(visit) })),
    namesIn(visit),
    jobsIn(visit),
  ]);
  const hasDays = view !== "toSchedule";
  const states = statuses.map((value) => ({ value, label: words.status[value] }));
  return deskResponse(
    <MeetingList
      visit={visit}
      words={words.interviews}
      actions={
        <>
          <Door visit={visit} needs="interviews:write" href="/desk/schedule" label={words.interviews.plan} />
          {visit.may("bookings:write") ? <a href="/desk/bookings/day">{words.day.title}</a> : null}
        </>
      }
      view={view}
      views={views.map((one) => [one, one === "all" ? words.all : words.interviews[one]])}
      filters={
        <>
          <Any visit={visit} name="member_id" label={words.interviews.panel} choices={toChoices(names)} />
          {jobs.size === 0 ? null : <Any visit={visit} name="job_id" label={words.job} choices={toChoices(jobs)} />}
          {hasDays ? <Any visit={visit} name="status" label={words.links.status} choices={states} /> : null}
        </>
      }
      hasDays={hasDays}
      page={page}
    >
      {(talk) => <TalkRow visit={visit} talk={talk} names={names} />}
    </MeetingList>,
  );
}

/** The same list as a file. */
export async function interviewsCsv(visit: Visit): Promise<Response> {
  const words = wordsFor(visit);
  const { query, order } = queryOf(visit, viewIn(visit));
  const [names, all] = await Promise.all([
    namesIn(visit),
    allOf(
      (page) => need(visit.api.call(listInterviews, { query, page: { ...page, order }, ...expandedFor(visit) })),
      mostPages,
    ),
  ]);
  const { interview, interviews, links } = words;
  const head = [
    ...timeHeads(visit),
    interview.titleField,
    words.role.candidate,
    words.job,
    interviews.panel,
    links.status,
  ];
  const rows = all.map((talk) => [
    ...timesOf(visit, talk, zoneIn(talk.candidate?.time_zone)),
    talk.title,
    talk.candidate?.name ?? "",
    talk.job?.title ?? "",
    panelOf(talk)
      .map((seat) => whoseSeat({ visit, talk, names }, seat))
      .join(", "),
    words.status[talk.status],
  ]);
  return csvResponse("interviews", head, rows);
}

const panelOf = ({ participants }: Talk) => participants.filter(({ member_id }) => member_id !== null);

const TalkRow = ({ visit, talk, names }: { visit: Visit; talk: Talk; names: Names }) => {
  const words = wordsFor(visit);
  const panel = panelOf(talk);
  const nameOf = (seat: (typeof panel)[number]) => whoseSeat({ visit, talk, names }, seat);
  const isOpen = talk.status === "pending_schedule" && talk.audience === "one";
  return (
    <Row
      when={
        talk.starts_at === null || talk.ends_at === null ? null : (
          <Hours visit={visit} at={spanOf(talk.starts_at, talk.ends_at)} theirs={zoneIn(talk.candidate?.time_zone)} />
        )
      }
      name={talk.title}
      href={`/desk/interviews/${talk.id}`}
      about={[<Joined texts={[talk.candidate?.name, talk.job?.title]} />, <Joined texts={panel.map(nameOf)} by=", " />]}
      end={
        <>
          <Badge is={talk.status}>{words.status[talk.status]}</Badge>
          {panel
            .filter(({ rsvp }) => rsvp === "declined")
            .map((seat) => (
              <Badge is="declined">
                {own(nameOf(seat))}: {words.rsvp.declined}
              </Badge>
            ))}
          {isOpen && visit.may("interviews:write") ? (
            <a class="button plain" href={`/desk/schedule/${talk.id}`}>
              {words.interview.choose}
              <span class="unseen"> {own(talk.title)}</span>
            </a>
          ) : null}
        </>
      }
    />
  );
};
