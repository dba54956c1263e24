// Everything that happened to a candidate's applications and bookings, and everything that was sent about it, in one line.
import type * as z from "zod";
import { listApplicationHistory } from "#hiring/applications/look-contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { listTimeline } from "#outreach/timeline/contract.ts";
import type { Visit } from "../kit/member.tsx";
import type { Names } from "../kit/names.ts";
import { wished } from "../kit/problem.tsx";
import { own } from "../kit/when.tsx";
import { Kinds, kinds, type Line, Lines, sayWhat, whoDid } from "../timeline/lines.tsx";
import { timelineWords } from "../timeline/words.ts";
import { hrefWith } from "./asking.ts";
import type { Whole } from "./candidate.tsx";
import { Empty } from "./bits.tsx";
import { wordsOf } from "./words.ts";

/** So many applications and bookings are asked about: whoever has more has a list of each. */
const most = 12;
const latest = 15;

export async function readTimeline(visit: Visit, whole: Whole): Promise<Line[]> {
  const { api, may } = visit;
  const booked = whole.interviews.filter(({ booking_id }) => booking_id !== null).slice(0, most);
  const [histories, timelines] = await Promise.all([
    Promise.all(
      whole.applications.slice(0, most).map(async (application) => {
        const page = await wished(
          api.call(listApplicationHistory, {
            param: { id: application.id },
            page: { limit: 50, order: "version.desc" },
          }),
        );
        const stages = whole.stages.get(application.job_id) ?? [];
        const nameOf = (id: string | null) => stages.find((stage) => stage.id === id)?.name;
        return (page?.data ?? []).map((event) => ofApplication(visit, whole.names, application, event, nameOf));
      }),
    ),
    Promise.all(
      (may("bookings:read") ? booked : []).map(async ({ booking_id: id, title }) => {
        const page = await wished(
          api.call(listTimeline, { param: { id: id ?? "" }, page: { limit: 100, order: "at.desc" } }),
        );
        return (page?.data ?? []).map((line) => ofBooking(visit, whole.names, title, line));
      }),
    ),
  ]);
  return [...histories.flat(), ...timelines.flat()].toSorted((one, other) => (one.at < other.at ? 1 : -1));
}

type Event = z.output<(typeof listApplicationHistory)["answer"]>;
type Told = z.output<(typeof listTimeline)["answer"]>;

type StageName = (id: string | null) => string | undefined;
type Application = Whole["applications"][number];

function ofApplication(visit: Visit, names: Names, of: Application, event: Event, nameOf: StageName): Line {
  const verbs: Readonly<Record<string, string>> = wordsOf(visit).verb;
  const stage = event.type === "moved" ? nameOf(event.to_stage_id) : undefined;
  const what = verbs[event.type] ?? event.type;
  return {
    at: event.at,
    kind: "application",
    what: stage === undefined ? what : `${what}: ${own(stage)}`,
    about: of.job?.title ?? of.job_id,
    status: null,
    reason: event.reason,
    by: whoDid(visit, names, event.actor),
  };
}

function ofBooking(visit: Visit, names: Names, about: string, { type, to, actor, ...line }: Told): Line {
  const { who } = timelineWords[visit.speech.language];
  return {
    ...line,
    about,
    what: sayWhat(visit, type),
    to: to === null ? undefined : (names.get(to) ?? (to.includes("@") ? to : who.somebody)),
    by: line.kind === "change" ? whoDid(visit, names, actor) : undefined,
  };
}

export const Timeline = ({ visit, lines }: { visit: Visit; lines: readonly Line[] }) => {
  const words = timelineWords[visit.speech.language];
  const { url } = visit.asked;
  const isAll = url.searchParams.get("timeline") === "all";
  const known = kinds.find((kind) => kind === url.searchParams.get("kind"));
  const wanted = lines.filter(({ kind }) => known === undefined || kind === known);
  const coming = wanted.filter(({ at }) => fromWire(at) > visit.now).toReversed();
  const past = wanted.filter(({ at }) => fromWire(at) <= visit.now);
  const shown = isAll ? past : past.slice(0, latest);
  const present = kinds.filter((kind) => lines.some((line) => line.kind === kind));
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">{words.title}</h2>
      <p class="quiet">{words.lead}</p>
      {present.length < 2 ? null : (
        <Kinds visit={visit} kinds={present} now={known} hrefOf={(kind) => hrefWith(url, { kind })} />
      )}
      {coming.length === 0 ? null : (
        <>
          <h3>{words.coming}</h3>
          <Lines visit={visit} lines={coming} />
        </>
      )}
      {shown.length === 0 && coming.length === 0 ? <Empty>{words.empty}</Empty> : null}
      <Lines visit={visit} lines={shown} />
      {past.length > latest ? (
        <p>
          <a href={`${hrefWith(url, { timeline: isAll ? undefined : "all" })}#timeline`}>
            {isAll ? words.latest : words.whole}
          </a>
        </p>
      ) : null}
    </section>
  );
};
