// Whom an interview is with: before it is planned, and before it has a time.
import { listApplications } from "#hiring/applications/contract.ts";
import { listCandidates } from "#hiring/candidates/contract.ts";
import { listInterviews } from "#hiring/interviews/contract.ts";
import { deskResponse } from "../kit/desk.tsx";
import { More, pageIn, Seek } from "../kit/lists.tsx";
import type { Visit } from "../kit/member.tsx";
import { need, wished } from "../kit/problem.tsx";
import { Room } from "../kit/room.tsx";
import { own } from "../kit/when.tsx";
import { askedFor, given } from "./parts.tsx";
import { planPage, whoseName } from "./plan.tsx";
import { Joined, Row } from "./rows.tsx";
import { wordsFor } from "./words.ts";

export async function showSchedule(visit: Visit): Promise<Response> {
  const [application, candidate] = [askedFor(visit, "application"), askedFor(visit, "candidate")];
  if (application !== undefined || candidate !== undefined) return planPage(visit, { application, candidate });
  return choosePage(visit);
}

/** Whoever is considered now, whoever fits what was typed, and what was planned and has no time. */
async function choosePage(visit: Visit): Promise<Response> {
  const { api, may } = visit;
  const words = wordsFor(visit);
  const q = askedFor(visit, "q");
  const found =
    q === undefined || !may("candidates:read")
      ? undefined
      : (await need(api.call(listCandidates, { query: { q }, page: { limit: 20 } }))).data;
  const [waiting, active] = await Promise.all([waitingIn(visit), activeIn(visit, found)]);
  const others = (found ?? []).filter(({ id }) => active?.data.every((one) => one.candidate_id !== id));
  return deskResponse(
    <Room visit={visit} title={words.schedule.title}>
      <form method="get" class="finder" role="search">
        <Seek visit={visit} name="q" label={words.schedule.find} hint={words.schedule.findHint} />
        <button type="submit">{words.search}</button>
      </form>
      <section aria-labelledby="active">
        <h2 id="active">{words.schedule.active}</h2>
        {(active?.data.length ?? 0) + others.length === 0 ? <p class="quiet">{words.schedule.none}</p> : null}
        <ul class="rows">
          {active?.data.map((one) => (
            <Next
              name={whoseName(one) ?? words.unnamed}
              about={[one.job?.title, one.stage?.name]}
              href={`/desk/schedule?application=${one.id}`}
              label={words.schedule.plan}
            />
          ))}
          {others.map(({ id, name }) => (
            <Next
              name={name}
              about={[words.schedule.planAlone]}
              href={`/desk/schedule?candidate=${id}`}
              label={words.schedule.plan}
            />
          ))}
        </ul>
        <More visit={visit} cursor={active?.next_cursor ?? null} />
      </section>
      <Waiting visit={visit} waiting={waiting} />
    </Room>,
  );
}

type WaitingProps = { visit: Visit; waiting: Awaited<ReturnType<typeof waitingIn>> };

const Waiting = ({ visit, waiting }: WaitingProps) => {
  const { schedule, interview } = wordsFor(visit);
  return waiting.length === 0 ? null : (
    <section aria-labelledby="waiting">
      <h2 id="waiting">{schedule.waiting}</h2>
      <ul class="rows">
        {waiting.map(({ id, title, candidate }) => (
          <Next name={title} about={[candidate?.name]} href={`/desk/schedule/${id}`} label={interview.choose} />
        ))}
      </ul>
    </section>
  );
};

type NextProps = { name: string; about: readonly (string | undefined)[]; href: string; label: string };

const Next = ({ name, about, href, label }: NextProps) => (
  <Row
    name={name}
    about={[<Joined texts={about} />]}
    end={
      <a class="button plain" href={href}>
        {label}
        <span class="unseen"> {own(name)}</span>
      </a>
    }
  />
);

/** Planned, without a time: the oldest. */
async function waitingIn({ api, may }: Visit) {
  const page = await wished(
    api.call(listInterviews, {
      query: { status: "pending_schedule", audience: "one" },
      page: { limit: 10, order: "created_at.asc" },
      ...(may("candidates:read") ? { expand: "candidate" } : {}),
    }),
  );
  return page?.data ?? [];
}

/** Applications that go on, of these people alone where somebody has looked for them. */
function activeIn(visit: Visit, people: readonly { id: string }[] | undefined) {
  if (people?.length === 0) return undefined;
  const { api, may } = visit;
  const expand = may("candidates:read") && may("jobs:read") ? { expand: "candidate,job,stage" } : {};
  return wished(
    api.call(listApplications, {
      query: { status: "active", ...given({ candidate_id: people?.map(({ id }) => id).join(",") }) },
      page: pageIn(visit, undefined, 20),
      ...expand,
    }),
  );
}
