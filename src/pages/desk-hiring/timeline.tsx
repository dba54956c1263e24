// Everything that happened to a candidate's applications and bookings, and everything that was sent about it, in one line.
import type * as z from "zod";
import { listApplicationHistory } from "#hiring/applications/look-contract.ts";
import { fromWire } from "#kernel/instant.ts";
import { listTimeline } from "#outreach/timeline/contract.ts";
import type { Visit } from "../kit/member.tsx";
import type { Names } from "../kit/names.ts";
import { wished } from "../kit/problem.tsx";
import { Moment } from "../kit/room.tsx";
import { actorName, hrefWith } from "./asking.ts";
import type { Whole } from "./candidate.tsx";
import { Empty } from "./bits.tsx";
import { type Words, wordsOf } from "./words.ts";

type Kind = keyof Words["timeline"]["kinds"];

export type Line = {
  at: string;
  kind: Kind;
  /** What happened, in words. */
  what: string;
  about: string;
  status: string | null;
  reason: string | null;
  to: string | null;
  actor: string | null;
};

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
        return (page?.data ?? []).map((event) => ofApplication(visit, application, event, nameOf));
      }),
    ),
    Promise.all(
      (may("bookings:read") ? booked : []).map(async ({ booking_id: id, title }) => {
        const page = await wished(
          api.call(listTimeline, { param: { id: id ?? "" }, page: { limit: 100, order: "at.desc" } }),
        );
        return (page?.data ?? []).map((line) => ofBooking(visit, title, line));
      }),
    ),
  ]);
  return [...histories.flat(), ...timelines.flat()].toSorted((one, other) => (one.at < other.at ? 1 : -1));
}

type Event = z.output<(typeof listApplicationHistory)["answer"]>;
type Told = z.output<(typeof listTimeline)["answer"]>;

type StageName = (id: string | null) => string | undefined;

function ofApplication(
  visit: Visit,
  { job, job_id }: Whole["applications"][number],
  event: Event,
  nameOf: StageName,
): Line {
  const verbs: Readonly<Record<string, string>> = wordsOf(visit).verb;
  const stage = event.type === "moved" ? nameOf(event.to_stage_id) : undefined;
  const what = verbs[event.type] ?? event.type;
  return {
    at: event.at,
    kind: "application",
    what: stage === undefined ? what : `${what}: \u2068${stage}\u2069`,
    about: job?.title ?? job_id,
    status: null,
    reason: event.reason,
    to: null,
    actor: event.actor,
  };
}

function ofBooking(visit: Visit, title: string, { at, kind, type, status, reason, to, actor }: Told): Line {
  return { at, kind, what: sayType(wordsOf(visit), type), about: title, status, reason, to, actor };
}

/** Letters are named by what they tell of and whom they tell it: `booking.created.invitee`. */
function sayType({ timeline }: Words, type: string): string {
  const events: Readonly<Record<string, string>> = timeline.events;
  return events[type] ?? events[type.split(".").slice(0, 2).join(".")] ?? type.replaceAll(/[._]/g, " ");
}

const kinds: readonly Kind[] = ["application", "change", "mail", "reminder", "webhook", "notification"];

export const Timeline = ({ visit, lines, names }: { visit: Visit; lines: readonly Line[]; names: Names }) => {
  const words = wordsOf(visit).timeline;
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
      {present.length < 2 ? null : <KindTabs visit={visit} present={present} known={known} />}
      {coming.length === 0 ? null : (
        <>
          <h3>{words.coming}</h3>
          <List visit={visit} lines={coming} names={names} />
        </>
      )}
      {shown.length === 0 && coming.length === 0 ? <Empty>{words.none}</Empty> : null}
      <List visit={visit} lines={shown} names={names} />
      {past.length > latest ? (
        <p>
          <a href={`${hrefWith(url, { timeline: isAll ? undefined : "all" })}#timeline`}>
            {isAll ? words.latest : words.all}
          </a>
        </p>
      ) : null}
    </section>
  );
};

const KindTabs = ({ visit, present, known }: { visit: Visit; present: readonly Kind[]; known: Kind | undefined }) => {
  const words = wordsOf(visit);
  const { url } = visit.asked;
  const link = (kind: Kind | undefined, label: string) => (
    <li>
      <a href={`${hrefWith(url, { kind })}#timeline`} {...(kind === known ? { "aria-current": "true" as const } : {})}>
        {label}
      </a>
    </li>
  );
  return (
    <nav class="tabs small" aria-label={words.timeline.kind}>
      <ul>
        {link(undefined, words.all)}
        {present.map((kind) => link(kind, words.timeline.kinds[kind]))}
      </ul>
    </nav>
  );
};

const List = ({ visit, lines, names }: { visit: Visit; lines: readonly Line[]; names: Names }) => {
  const words = wordsOf(visit).timeline;
  const statuses: Readonly<Record<string, string>> = words.status;
  if (lines.length === 0) return null;
  return (
    <ol class="line">
      {lines.map((line) => (
        <li class={`line-${line.kind}`}>
          <p>
            <span class="quiet">{words.kinds[line.kind]}</span> <strong>{line.what}</strong>
            {line.status === null ? null : <span class="quiet"> · {statuses[line.status] ?? line.status}</span>}
          </p>
          {line.reason === null ? null : (
            <p class="said prewrap" dir="auto">
              {line.reason}
            </p>
          )}
          <p class="quiet">
            <Moment visit={visit} at={line.at} /> · <bdi>{line.about}</bdi>
            {line.to === null ? null : (
              <>
                {" · "}
                {words.to}{" "}
                <bdi>{names.get(line.to) ?? (line.to.includes("@") ? line.to : wordsOf(visit).somebody)}</bdi>
              </>
            )}
            {line.actor === null ? null : (
              <>
                {" · "}
                <bdi>{actorName(visit, names, line.actor)}</bdi>
              </>
            )}
          </p>
        </li>
      ))}
    </ol>
  );
};
