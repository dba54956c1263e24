import type { PageAnswer } from "#http/pages.ts";
import { type Event, listEvents } from "#outreach/events/contract.ts";
import { redeliverEvent } from "#outreach/webhooks/contract.ts";
import type * as z from "zod";
import { act, idIn } from "../../kit/act.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { onceIn } from "../../kit/forms.tsx";
import { sayNumber } from "../../kit/language.ts";
import { filtersIn, ListRoom, pageIn, Seek } from "../../kit/lists.tsx";
import type { Visit } from "../../kit/member.tsx";
import { Turned } from "../../kit/problem.tsx";
import { Moment, Press } from "../../kit/room.tsx";
import type { Filled } from "../../kit/sheet.ts";
import { HookTabs, root } from "./kept.tsx";
import { webhookWords } from "./words.ts";

/** The feed that programs read, as people may look at it: newest first. */
export async function events(visit: Visit, typed?: Filled): Promise<Response> {
  const { api, speech } = visit;
  const words = webhookWords[speech.language];
  const { types } = filtersIn(visit, ["types"]);
  const query = types === undefined ? {} : { types: types.replaceAll(/\s/g, "") };
  const answer = await api.call(listEvents, { query, page: pageIn(visit, "seq.desc") });
  // A name that nobody knows is a fault of the filter, not of the page.
  const isUnknown = !answer.ok && (answer.status === 400 || answer.status === 422);
  if (!answer.ok && !isUnknown) throw new Turned(answer.problem);
  const own = isUnknown ? [{ field: "types", sentence: words.refusals["event.name_unknown"] }] : typed?.faults;
  const listed = answer.ok ? answer.body : { data: [], next_cursor: null };
  return deskResponse(
    <ListRoom
      visit={visit}
      title={words.eventsTitle}
      intro={words.eventsIntro}
      faults={own}
      tabs={<HookTabs visit={visit} here="events" />}
      filters={
        <Seek
          visit={visit}
          name="types"
          label={words.eventTypes}
          hint={words.eventTypesHint}
          faults={own ?? []}
          dir="ltr"
        />
      }
      page={listed}
      none={isUnknown ? "" : types === undefined ? words.eventsNone : words.eventsNoneFit}
    >
      <ol class="lines">
        {listed.data.map((event) => (
          <Told visit={visit} event={event} />
        ))}
      </ol>
    </ListRoom>,
    isUnknown ? 422 : typed?.status,
  );
}

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
          <Press
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

export const toAll = (visit: Visit): Promise<PageAnswer> =>
  act(
    visit,
    visit.api.call(redeliverEvent, { param: { id: idIn(visit, "event") }, headers: onceIn(visit.asked.form) }),
    { to: ({ queued }) => `${root}/events?said=${queued === 0 ? "nothingQueued" : "queued"}`, again: events },
  );
