// What is shown while a time is looked for: who comes, what is free, and the candidate's own ways.
import type * as z from "zod";
import { getSchedulingLink } from "#booking/links/contract.ts";
import { getSlots } from "#booking/slots/contract.ts";
import { getInterviewSlots } from "#hiring/interviews/offer-contract.ts";
import type { Interview } from "#hiring/interviews/shapes.ts";
import { fromWire } from "#kernel/instant.ts";
import { Field, type FieldFault, Once, TextArea, Version } from "../kit/forms.tsx";
import { count, sayMoment } from "../kit/language.ts";
import type { Visit } from "../kit/member.tsx";
import { wished } from "../kit/problem.tsx";
import { filled, saySpan, type TypedWindow, Windows } from "../kit/when.tsx";
import { Address, Badge, type Refused, spanOf, today } from "./parts.tsx";
import type { castOf } from "./people.ts";
import { OtherTime, TimePicker, timesIn, type Wanted } from "./times.tsx";
import { wordsFor } from "./words.ts";

export type Talk = z.output<typeof Interview>;

export const ways = ["time", "link", "windows"] as const;
export type Way = (typeof ways)[number];

export type Again = Refused & { way?: Way; faults?: readonly FieldFault[]; windows?: readonly TypedWindow[] };

export const isMove = ({ status }: Talk): boolean => status === "held" || status === "confirmed";

export const ReasonField = ({ visit }: { visit: Visit }) => (
  <TextArea
    name="reason"
    label={wordsFor(visit).reason}
    hint={wordsFor(visit).reasonHint}
    rows={2}
    optional
    maxlength={1_000}
    speech={visit.speech}
  />
);

type Cast = Awaited<ReturnType<typeof castOf>>;

/** Whose time is looked for: the event type's own people, and whoever was named. */
export const WhoComes = ({
  visit,
  talk,
  cast,
  names,
}: {
  visit: Visit;
  talk: Talk;
  cast: Cast;
  names: ReadonlyMap<string, string>;
}) => {
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

export const ChooseTime = async ({
  visit,
  talk,
  wanted,
  again,
  faults,
}: {
  visit: Visit;
  talk: Talk;
  wanted: Wanted;
  again: Again | undefined;
  faults: readonly FieldFault[];
}) => {
  const words = wordsFor(visit);
  if (talk.event_type_id === null) return <p class="warning">{words.refused["interview.event_type_missing"]}</p>;
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
      <OtherTime visit={visit} wanted={wanted} form={again?.form} faults={faults} />
    </>
  );
};

export const ByLink = async ({
  visit,
  talk,
  form,
  faults,
}: {
  visit: Visit;
  talk: Talk;
  form: URLSearchParams | undefined;
  faults: readonly FieldFault[];
}) => {
  const words = wordsFor(visit);
  const { api, may, speech } = visit;
  const link =
    talk.link_id === null || !may("scheduling_links:read")
      ? undefined
      : await wished(api.call(getSchedulingLink, { param: { id: talk.link_id } }));
  const day = (name: string, label: string) => (
    <Field
      name={name}
      type="date"
      label={label}
      min={today(visit)}
      value={form?.get(name) ?? ""}
      optional
      faults={faults}
      speech={speech}
    />
  );
  return (
    <section aria-labelledby="by-link">
      <h2 id="by-link">{words.times.linkTitle}</h2>
      {link?.status === "good" ? (
        <div class="card">
          <Address id="address" label={words.times.linkReady} url={link.url} />
          {talk.link_sent_at === null ? null : (
            <p class="quiet">
              {filled(words.times.linkGiven, sayMoment(speech, visit.zone, fromWire(talk.link_sent_at)))}
            </p>
          )}
        </div>
      ) : null}
      <p>{words.times.linkText}</p>
      <form method="post" action={`/desk/schedule/${talk.id}/link`} class="sheet">
        <Once nonce={visit.nonce} />
        <Version version={talk.version} />
        {day("first", words.times.linkFrom)}
        {day("last", words.times.linkUntil)}
        {day("ends", words.times.linkEnds)}
        <p class="actions">
          <button type="submit">{words.times.linkButton}</button>
        </p>
      </form>
    </section>
  );
};

export const ByWindows = ({
  visit,
  talk,
  again,
  faults,
  madeUrl,
}: {
  visit: Visit;
  talk: Talk;
  again: Again | undefined;
  faults: readonly FieldFault[];
  madeUrl: string | undefined;
}) => {
  const words = wordsFor(visit);
  const { speech, zone } = visit;
  const rows = again?.windows ?? [0, 1, 2].map(() => ({ day: "", from: "", until: "" }));
  return (
    <section aria-labelledby="by-windows">
      <h2 id="by-windows">{words.times.windowsTitle}</h2>
      {madeUrl === undefined ? null : (
        <div class="card">
          <Address id="address" label={words.times.windowsReady} url={madeUrl} />
        </div>
      )}
      {talk.windows.length > 0 ? (
        <div class="card">
          <p>{words.times.windowsGiven}</p>
          <ul>
            {talk.windows.map(({ from, to }) => (
              <li>
                <time datetime={from}>{saySpan({ speech, zone }, spanOf(from, to))}</time>
              </li>
            ))}
          </ul>
          <p>
            <a class="button plain" href={`/desk/schedule/${talk.id}?by=time`}>
              {words.interview.choose}
            </a>
          </p>
        </div>
      ) : talk.windows_asked_at === null ? null : (
        <p>
          <Badge is="pending">{words.times.windowsNone}</Badge>
        </p>
      )}
      <p>{words.times.windowsText}</p>
      <form method="post" action={`/desk/schedule/${talk.id}/ask`}>
        <Once nonce={visit.nonce} />
        <Version version={talk.version} />
        <button type="submit">{words.times.windowsButton}</button>
      </form>
      <details class="fold" open={again?.windows !== undefined}>
        <summary>{words.times.windowsNote}</summary>
        <form method="post" action={`/desk/schedule/${talk.id}/windows`} class="fold-body">
          <Version version={talk.version} />
          <Windows bearer={visit} rows={rows} faults={faults} first={today(visit)} />
          <p class="actions">
            <button type="submit" class="plain">
              {words.times.windowsSave}
            </button>
          </p>
        </form>
      </details>
    </section>
  );
};
