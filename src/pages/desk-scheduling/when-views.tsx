// What is shown while a time is looked for: who comes, what is free, and the candidate's own ways.
import type * as z from "zod";
import { getSchedulingLink } from "#booking/links/contract.ts";
import { getSlots } from "#booking/slots/contract.ts";
import { getInterviewSlots } from "#hiring/interviews/offer-contract.ts";
import type { Interview } from "#hiring/interviews/shapes.ts";
import { fromWire } from "#kernel/instant.ts";
import { Field, Once, Version } from "../kit/forms.tsx";
import { count, sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { wished } from "../kit/problem.tsx";
import { Fold, Press } from "../kit/room.tsx";
import type { Filled, Lines } from "../kit/sheet.ts";
import { filled, Windows } from "../kit/when.tsx";
import { rowsOf } from "./meeting-forms.tsx";
import { Address, Badge, spanOf, Stretch, today, zoneIn } from "./parts.tsx";
import type { castOf } from "./people.ts";
import { OtherTime, TimePicker, timesIn, type Wanted } from "./times.tsx";
import { wordsFor } from "./words.ts";

export type Talk = z.output<typeof Interview>;

export const ways = ["time", "link", "windows"] as const;
export type Way = (typeof ways)[number];

export const isMove = ({ status }: Talk): boolean => status === "held" || status === "confirmed";

type Cast = Awaited<ReturnType<typeof castOf>>;

type CastProps = { visit: Visit; talk: Talk; cast: Cast; names: ReadonlyMap<string, string> };

/** Whose time is looked for: the event type's own people, and whoever was named. */
export const WhoComes = ({ visit, talk, cast, names }: CastProps) => {
  const words = wordsFor(visit);
  const nameOf = (id: string | null) => (id === null ? "" : (names.get(id) ?? words.unnamed));
  const hosts = cast?.type.hosts ?? [];
  const isHost = new Set(hosts.map(({ member_id }) => member_id));
  const named = talk.participants.filter(({ member_id: id }) => id !== null && !isHost.has(id));
  const list = new Intl.ListFormat(visit.speech.locale, { type: "conjunction" });
  return (
    <section class="card who" aria-labelledby="who">
      <h2 id="who">{words.times.who}</h2>
      <ul>
        {hosts.length === 0 ? null : (
          <li>{filled(words.times.hosts, list.format(hosts.map((one) => nameOf(one.member_id))))}</li>
        )}
        {cast?.pools.map((pool) => (
          <li>{filled(words.times.pool, pool.name)}</li>
        ))}
        {named.length === 0 ? null : (
          <li>{filled(words.times.named, list.format(named.map((one) => nameOf(one.member_id))))}</li>
        )}
      </ul>
      <p class="quiet">
        {[
          cast?.type.title,
          talk.minutes === null ? undefined : count(visit.speech.language, talk.minutes, words.minutes),
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
    </section>
  );
};

type TimeProps = { visit: Visit; talk: Talk; wanted: Wanted; typed: Filled };

export const ChooseTime = async ({ visit, talk, wanted, typed }: TimeProps) => {
  const words = wordsFor(visit);
  if (talk.event_type_id === null) return <p class="warning">{words.refusals["interview.event_type_missing"]}</p>;
  const { api } = visit;
  const type = talk.event_type_id;
  const found = await timesIn(visit, (range) =>
    isMove(talk) && talk.booking_id !== null
      ? api.call(getSlots, { param: { id: type }, query: { ...range, booking_id: talk.booking_id } })
      : api.call(getInterviewSlots, { param: { id: talk.id }, query: range }),
  );
  return (
    <>
      {talk.windows.length > 0 && !isMove(talk) ? <p class="note">{words.times.inWindows}</p> : null}
      <TimePicker visit={visit} wanted={wanted} found={found} empty={<p>{words.times.none}</p>} />
      <OtherTime visit={visit} wanted={wanted} typed={typed} />
    </>
  );
};

type WayProps = { visit: Visit; talk: Talk; form: Lines };

export const ByLink = async ({ visit, talk, form }: WayProps) => {
  const words = wordsFor(visit).times;
  const { api, may, speech } = visit;
  const link =
    talk.link_id === null || !may("scheduling_links:read")
      ? undefined
      : await wished(api.call(getSchedulingLink, { param: { id: talk.link_id } }));
  const day = (name: string, label: string) => (
    <Field {...form.line(name)} type="date" label={label} min={today(visit)} optional />
  );
  return (
    <section aria-labelledby="by-link">
      <h2 id="by-link">{words.linkTitle}</h2>
      {link?.status === "good" ? (
        <div class="card">
          <Address id="address" label={words.linkReady} url={link.url} />
          {talk.link_sent_at === null ? null : (
            <p class="quiet">{filled(words.linkGiven, sayMoment(speech, visit.zone, fromWire(talk.link_sent_at)))}</p>
          )}
        </div>
      ) : null}
      <p>{words.linkText}</p>
      <form method="post" action={`/desk/schedule/${talk.id}/link`} class="sheet">
        <Once nonce={visit.nonce} />
        <Version version={talk.version} />
        {day("first", words.linkFrom)}
        {day("last", words.linkUntil)}
        {day("ends", words.linkEnds)}
        <p class="actions">
          <button type="submit">{words.linkButton}</button>
        </p>
      </form>
    </section>
  );
};

type WindowsProps = WayProps & { madeUrl: string | undefined };

export const ByWindows = ({ visit, talk, form, madeUrl }: WindowsProps) => {
  const words = wordsFor(visit).times;
  const path = `/desk/schedule/${talk.id}`;
  return (
    <section aria-labelledby="by-windows">
      <h2 id="by-windows">{words.windowsTitle}</h2>
      {madeUrl === undefined ? null : (
        <div class="card">
          <Address id="address" label={words.windowsReady} url={madeUrl} />
        </div>
      )}
      <Given visit={visit} talk={talk} />
      <p>{words.windowsText}</p>
      <Press
        action={`${path}/ask`}
        version={talk.version}
        fields={{ once: visit.nonce }}
        label={words.windowsButton}
        kind="main"
      />
      <Fold label={words.windowsNote} open={form.line("day-0").value !== null}>
        <form method="post" action={`${path}/windows`}>
          <Version version={talk.version} />
          <Windows bearer={visit} rows={rowsOf(form)} faults={form.faults} first={today(visit)} />
          <p class="actions">
            <button type="submit" class="plain">
              {words.windowsSave}
            </button>
          </p>
        </form>
      </Fold>
    </section>
  );
};

/** When the candidate can, as far as they have said; where zones differ, on both clocks. */
const Given = ({ visit, talk }: Omit<WayProps, "form">) => {
  const words = wordsFor(visit);
  if (talk.windows.length === 0)
    return talk.windows_asked_at === null ? null : (
      <p>
        <Badge is="pending">{words.times.windowsNone}</Badge>
      </p>
    );
  return (
    <div class="card">
      <p>{words.times.windowsGiven}</p>
      <ul>
        {talk.windows.map(({ from, to }) => (
          <li>
            <Stretch visit={visit} at={spanOf(from, to)} theirs={zoneIn(talk.candidate?.time_zone)} />
          </li>
        ))}
      </ul>
      <p>
        <a class="button plain" href={`/desk/schedule/${talk.id}?by=time`}>
          {words.interview.choose}
        </a>
      </p>
    </div>
  );
};
