import type { PageAnswer } from "#http/pages.ts";
import { type Event, listEvents } from "#outreach/events/contract.ts";
import { redeliverEvent } from "#outreach/webhooks/contract.ts";
import type * as z from "zod";
import { seeOther } from "../../kit/answers.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { onceIn } from "../../kit/forms.tsx";
import { sayNumber } from "../../kit/language.ts";
import type { Visit } from "../../kit/member.tsx";
import { Turned } from "../../kit/problem.tsx";
import { Filters, filtersIn, More, pageIn } from "../lists.tsx";
import { Act, type Filled, Moment, Room } from "../parts.tsx";
import { HookTabs, refused, root } from "./kept.tsx";
import { webhookWords } from "./words.ts";

/** The feed that programs read, as people may look at it: newest first. */
export async function events(visit: Visit, faults?: Filled["faults"], status = 200): Promise<Response> {
  const { api, speech } = visit;
  const words = webhookWords[speech.language];
  const { types } = filtersIn(visit, ["types"]);
  const query = types === undefined ? {} : { types: types.replaceAll(/\s/g, "") };
  const answer = await api.call(listEvents, { query, page: { ...pageIn(visit), order: "seq.desc" } });
  // A name that nobody knows is a fault of the filter, not of the page.
  const isUnknown = !answer.ok && (answer.status === 400 || answer.status === 422);
  if (!answer.ok && !isUnknown) throw new Turned(answer.problem);
  const own = isUnknown ? [{ field: "types", sentence: words.refusals["event.name_unknown"] }] : faults;
  const listed = answer.ok ? answer.body : { data: [], next_cursor: null };
  return deskResponse(
    <Room visit={visit} title={words.eventsTitle} faults={own} tabs={<HookTabs visit={visit} here="events" />}>
      <p class="quiet">{words.eventsIntro}</p>
      <Filters visit={visit}>
        <Types visit={visit} />
      </Filters>
      {listed.data.length === 0 && !isUnknown ? (
        <p>{types === undefined ? words.eventsNone : words.eventsNoneFit}</p>
      ) : null}
      <ol class="lines">
        {listed.data.map((event) => (
          <Told visit={visit} event={event} />
        ))}
      </ol>
      <More visit={visit} cursor={listed.next_cursor} />
    </Room>,
    isUnknown ? 422 : status,
  );
}

/** Which events are meant: names, or a noun with a star. */
const Types = ({ visit: { speech, asked } }: { visit: Visit }) => {
  const words = webhookWords[speech.language];
  return (
    <p class="field">
      <label for="types">{words.eventTypes}</label>
      <span class="quiet hint" id="types-hint">
        {words.eventTypesHint}
      </span>
      <input
        id="types"
        name="types"
        type="search"
        dir="ltr"
        aria-describedby="types-hint"
        value={asked.url.searchParams.get("types") ?? ""}
      />
    </p>
  );
};

/** One event, with its body folded behind it. */
const Told = ({ visit, event }: { visit: Visit; event: z.output<typeof Event> }) => {
  const { speech, may, nonce } = visit;
  const words = webhookWords[speech.language];
  return (
    <li class="card">
      <p class="name" dir="ltr">
        {event.type}
      </p>
      <p class="quiet">
        <Moment visit={visit} at={event.timestamp} /> · {words.number} {sayNumber(speech, event.data.seq)} · {words.by}{" "}
        <bdi>{event.data.actor}</bdi>
      </p>
      <details>
        <summary aria-label={`${words.body}: ${event.type}`}>{words.body}</summary>
        <pre tabindex={0} dir="ltr">
          <code>{JSON.stringify(event.data, null, 2)}</code>
        </pre>
        {may("webhooks:write") ? (
          <Act
            action={`${root}/events/${event.id}/again`}
            label={words.toAll}
            about={event.type}
            fields={{ once: `${nonce}${event.id}` }}
          />
        ) : null}
      </details>
    </li>
  );
};

export async function toAll(visit: Visit): Promise<PageAnswer> {
  const { api, asked } = visit;
  const answer = await api.call(redeliverEvent, {
    param: { id: asked.param["event"] ?? "" },
    headers: onceIn(asked.form),
  });
  if (answer.ok) return seeOther(`${root}/events?said=${answer.body.queued === 0 ? "nothingQueued" : "queued"}`);
  const { faults, status } = refused(visit, answer);
  return events(visit, faults, status);
}
