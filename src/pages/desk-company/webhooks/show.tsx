import type { PageAnswer } from "#http/pages.ts";
import { after, day, fromWire } from "#kernel/instant.ts";
import {
  listWebhookDeliveries,
  listWebhooks,
  redeliverToWebhook,
  rotateWebhookSecret,
  verifyWebhook,
} from "#outreach/webhooks/contract.ts";
import { act, idIn, once } from "../../kit/act.ts";
import { worded } from "../../kit/choices.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { deskWords } from "../../kit/desk-words.ts";
import { Field, ifMatchIn, Once, onceIn, Version } from "../../kit/forms.tsx";
import { count, sayMoment } from "../../kit/language.ts";
import { Any, filtersIn, ListRoom, pageIn, sayNone } from "../../kit/lists.tsx";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { Moment, Press, Room } from "../../kit/room.tsx";
import { type Filled, filling, momentIn, momentSheet, numberIn, sheetOf } from "../../kit/sheet.ts";
import { Doors } from "../../kit/thing.tsx";
import { filled as inPlaces } from "../../kit/when.tsx";
import { Deliveries } from "./deliveries.tsx";
import { shownOnce } from "./form.tsx";
import { HookTabs, type Kept, placeOf, root, sentTo, webhookOf } from "./kept.tsx";
import { webhookWords } from "./words.ts";

export async function list(visit: Visit): Promise<PageAnswer> {
  const { speech, api } = visit;
  const words = webhookWords[speech.language];
  const query = filtersIn(visit, ["status"]);
  const listed = await need(api.call(listWebhooks, { query, page: pageIn(visit) }));
  return deskResponse(
    <ListRoom
      visit={visit}
      title={words.title}
      tabs={<HookTabs visit={visit} here="webhooks" />}
      intro={words.intro}
      make={{ needs: "webhooks:write", href: `${root}/new`, label: words.make }}
      filters={
        <>
          <Any
            visit={visit}
            name="status"
            label={deskWords[speech.language].state}
            choices={worded(["active", "pending", "disabled"], words.statuses)}
          />
        </>
      }
      page={listed}
      none={sayNone(words, query)}
    >
      <ul class="lines">
        {listed.data.map((one) => (
          <li class="card">
            <h2 dir="ltr" class="address">
              <a href={placeOf(one.id)}>{one.url}</a>
            </h2>
            <Standing visit={visit} kept={one} />
            {one.description === null ? null : (
              <p class="quiet" dir="auto">
                {one.description}
              </p>
            )}
            <p class="quiet" dir="ltr">
              {one.events.join(", ")}
            </p>
          </li>
        ))}
      </ul>
    </ListRoom>,
  );
}

/** How it fares, in words. */
const Standing = ({ visit: { speech, zone }, kept }: { visit: Visit; kept: Kept }) => {
  const words = webhookWords[speech.language];
  return (
    <p>
      <span class="badge">{kept.active ? words.statuses[kept.status] : words.switchedOff}</span>{" "}
      {kept.failing_since === null
        ? null
        : inPlaces(words.failing, sayMoment(speech, zone, fromWire(kept.failing_since)))}{" "}
      {kept.disabled_reason === null ? null : words.reasons[kept.disabled_reason]}{" "}
      {kept.circuit === "closed" ? null : words.circuits[kept.circuit]}
    </p>
  );
};

export async function show(visit: Visit, typed?: Filled & { note?: string }): Promise<Response> {
  const { speech, api, may } = visit;
  const words = webhookWords[speech.language];
  const kept = await webhookOf(visit);
  const here = placeOf(kept.id);
  const latest = await need(api.call(listWebhookDeliveries, { param: { id: kept.id }, page: { limit: 5 } }));
  return deskResponse(
    <Room
      visit={visit}
      title={kept.url}
      back={{ href: root, label: words.all }}
      faults={typed?.faults}
      tabs={<HookTabs visit={visit} here="webhooks" />}
      actions={
        <Doors visit={visit} needs="webhooks:write" here={here}>
          <Press action={`${here}/verify`} label={words.verify} />
        </Doors>
      }
    >
      {typed?.note === undefined ? null : (
        <p role="status" class="note">
          {typed.note}
        </p>
      )}
      <Standing visit={visit} kept={kept} />
      {kept.status === "active" ? null : <p class="warning">{words.statusHints[kept.status]}</p>}
      <About visit={visit} kept={kept} />
      <h2>{words.log}</h2>
      {latest.data.length === 0 ? (
        <p class="quiet">{words.logNone}</p>
      ) : (
        <Deliveries visit={visit} sent={latest.data} />
      )}
      <p>
        <a href={sentTo(kept.id)}>{words.logAll}</a>
      </p>
      {may("webhooks:write") ? <Handling visit={visit} kept={kept} typed={typed} /> : null}
    </Room>,
    typed?.status,
  );
}

const About = ({ visit, kept }: { visit: Visit; kept: Kept }) => {
  const { speech, zone } = visit;
  const words = webhookWords[speech.language];
  return (
    <dl class="short">
      {kept.description === null ? null : (
        <div>
          <dt>{words.fields.description}</dt>
          <dd class="typed" dir="auto">
            {kept.description}
          </dd>
        </div>
      )}
      <div>
        <dt>{words.fields.event}</dt>
        <dd dir="ltr">{kept.events.join(", ")}</dd>
      </div>
      {kept.verified_at === null ? null : (
        <div>
          <dt>{words.verified}</dt>
          <dd>
            <Moment visit={visit} at={kept.verified_at} />
          </dd>
        </div>
      )}
      <div>
        <dt>{words.version}</dt>
        <dd dir="ltr">{kept.api_version}</dd>
      </div>
      {kept.previous_secret_signs_until === null ? null : (
        <div>
          <dt>{words.secretTitle}</dt>
          <dd>{inPlaces(words.oldSigns, sayMoment(speech, zone, fromWire(kept.previous_secret_signs_until)))}</dd>
        </div>
      )}
    </dl>
  );
};

const Handling = ({ visit, kept, typed }: { visit: Visit; kept: Kept; typed: Filled | undefined }) => {
  const { speech, zone, now, nonce } = visit;
  const words = webhookWords[speech.language];
  const usual = sheetOf({ overlap: 24, after: momentSheet(kept.failing_since ?? after(now, -day), zone) });
  const { line } = filling(
    typed === undefined ? { sheet: usual } : { ...typed, sheet: merged(usual, typed.sheet) },
    speech,
  );
  const here = placeOf(kept.id);
  return (
    <div class="beside">
      <form method="post" action={`${here}/redeliver`} class="group">
        <h2>{words.sinceTitle}</h2>
        <p class="quiet">{words.sinceText}</p>
        <Once nonce={nonce} />
        <Field {...line("after")} label={words.after} type="datetime-local" />
        <Field {...line("before")} label={words.before} type="datetime-local" optional />
        <button type="submit" class="plain">
          {words.since}
        </button>
      </form>
      <form method="post" action={`${here}/rotate`} class="group">
        <h2>{words.rotate}</h2>
        <p class="quiet">{words.rotateText}</p>
        <Once nonce={nonce} />
        <Version version={kept.version} />
        <Field {...line("overlap")} label={words.overlap} type="number" min={0} />
        <button type="submit" class="plain">
          {words.rotate}
        </button>
      </form>
    </div>
  );
};

/** What was typed, over what is usual: the page has two forms, of which one was sent. */
function merged(usual: URLSearchParams, typed: URLSearchParams): URLSearchParams {
  const both = new URLSearchParams(usual);
  for (const [name, value] of typed) both.set(name, value);
  return both;
}

export const verify = (visit: Visit): Promise<PageAnswer> =>
  act(visit, visit.api.call(verifyWebhook, { param: { id: idIn(visit) } }), {
    to: `${placeOf(idIn(visit))}?said=verified`,
    again: show,
  });

export function rotate(visit: Visit): Promise<PageAnswer> {
  const { form } = visit.asked;
  const asked = visit.api.call(rotateWebhookSecret, {
    param: { id: idIn(visit) },
    body: { overlap_hours: numberIn(form, "overlap") ?? 0 },
    headers: { ...onceIn(form), ...ifMatchIn(form) },
  });
  return act(visit, asked, {
    to: ({ secret }) => shownOnce(visit, secret),
    again: show,
    fields: { "/overlap_hours": "overlap" },
  });
}

export function redeliver(visit: Visit): Promise<PageAnswer> {
  const { asked, api, zone, speech } = visit;
  const words = webhookWords[speech.language];
  const before = momentIn(asked.form, "before", zone);
  const sent = api.call(redeliverToWebhook, {
    ...once(visit),
    body: { after: momentIn(asked.form, "after", zone) ?? "", ...(before === undefined ? {} : { before }) },
  });
  return act(visit, sent, {
    to({ queued, next_after: next }) {
      if (queued === 0) return `${placeOf(idIn(visit))}?said=nothingQueued`;
      const more = next === null ? "" : ` ${inPlaces(words.queuedMore, sayMoment(speech, zone, fromWire(next)))}`;
      const sheet = next === null ? sheetOf({}) : sheetOf({ after: momentSheet(next, zone) });
      return show(visit, { sheet, note: count(speech.language, queued, words.queued) + more });
    },
    again: show,
    fields: { "/after": "after", "/before": "before", "": "after" },
  });
}
