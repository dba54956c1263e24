import type { PageAnswer } from "#http/pages.ts";
import { after, day, fromWire } from "#kernel/instant.ts";
import {
  deleteWebhook,
  listWebhookDeliveries,
  listWebhooks,
  redeliverToWebhook,
  rotateWebhookSecret,
  verifyWebhook,
} from "#outreach/webhooks/contract.ts";
import { seeOther } from "../../kit/answers.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { Field, ifMatchIn, Once, onceIn, Version } from "../../kit/forms.tsx";
import { count, sayMoment } from "../../kit/language.ts";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { filled as inPlaces } from "../../kit/when.tsx";
import { Any, Filters, filtersIn, More, pageIn } from "../lists.tsx";
import { Act, Confirm, demand, type Filled, filling, Moment, Room } from "../parts.tsx";
import { momentIn, momentSheet, numberIn, sheetOf } from "../sheet.ts";
import { sharedWords } from "../words.ts";
import { Deliveries } from "./deliveries.tsx";
import { secretGone, secretPage } from "./form.tsx";
import { HookTabs, type Kept, placeOf, refused, root, sentTo, webhookOf } from "./kept.tsx";
import { webhookWords } from "./words.ts";

export async function list(visit: Visit): Promise<PageAnswer> {
  const { speech, api, may } = visit;
  const words = webhookWords[speech.language];
  const query = filtersIn(visit, ["status"]);
  const listed = await need(api.call(listWebhooks, { query, page: pageIn(visit) }));
  return deskResponse(
    <Room
      visit={visit}
      title={words.title}
      tabs={<HookTabs visit={visit} here="webhooks" />}
      actions={
        may("webhooks:write") ? (
          <a class="button" href={`${root}/new`}>
            {words.make}
          </a>
        ) : undefined
      }
    >
      <p class="quiet">{words.intro}</p>
      <Filters visit={visit}>
        <Any
          visit={visit}
          name="status"
          label={sharedWords[speech.language].state}
          choices={(["active", "pending", "disabled"] as const).map((value) => ({
            value,
            label: words.statuses[value],
          }))}
        />
      </Filters>
      {listed.data.length === 0 ? <p>{Object.keys(query).length === 0 ? words.none : words.noneFit}</p> : null}
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
      <More visit={visit} cursor={listed.next_cursor} />
    </Room>,
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

export async function show(visit: Visit, typed?: Filled, note?: string): Promise<Response> {
  const { speech, api, may } = visit;
  const words = webhookWords[speech.language];
  const shared = sharedWords[speech.language];
  const kept = await webhookOf(visit);
  const here = placeOf(kept.id);
  const latest = await need(api.call(listWebhookDeliveries, { param: { id: kept.id }, page: { limit: 5 } }));
  const isMine = may("webhooks:write");
  return deskResponse(
    <Room
      visit={visit}
      title={kept.url}
      back={{ href: root, label: words.all }}
      faults={typed?.faults}
      tabs={<HookTabs visit={visit} here="webhooks" />}
      actions={
        isMine ? (
          <>
            <a class="button" href={`${here}/edit`}>
              {shared.edit}
            </a>
            <Act action={`${here}/verify`} label={words.verify} />
            <a class="button plain" href={`${here}/delete`}>
              {shared.remove}
            </a>
          </>
        ) : undefined
      }
    >
      {note === undefined ? null : (
        <p role="status" class="note">
          {note}
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
      {isMine ? <Handling visit={visit} kept={kept} typed={typed} /> : null}
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

export async function verify(visit: Visit): Promise<PageAnswer> {
  const id = visit.asked.param["id"] ?? "";
  const answer = await visit.api.call(verifyWebhook, { param: { id } });
  return answer.ok ? seeOther(`${placeOf(id)}?said=verified`) : show(visit, refused(visit, answer));
}

export async function rotate(visit: Visit): Promise<PageAnswer> {
  const { form, param } = visit.asked;
  const id = param["id"] ?? "";
  const answer = await visit.api.call(rotateWebhookSecret, {
    param: { id },
    body: { overlap_hours: numberIn(form, "overlap") ?? 0 },
    headers: { ...onceIn(form), ...ifMatchIn(form) },
  });
  if (answer.ok) return secretPage(visit, id, answer.body.secret);
  if (answer.problem.code === "idempotency.secret_shown") return secretGone(visit);
  return show(visit, refused(visit, answer, { "/overlap_hours": "overlap" }));
}

export async function redeliver(visit: Visit): Promise<PageAnswer> {
  const { asked, api, zone, speech } = visit;
  const words = webhookWords[speech.language];
  const before = momentIn(asked.form, "before", zone);
  const answer = await api.call(redeliverToWebhook, {
    param: { id: asked.param["id"] ?? "" },
    body: { after: momentIn(asked.form, "after", zone) ?? "", ...(before === undefined ? {} : { before }) },
    headers: onceIn(asked.form),
  });
  if (!answer.ok) return show(visit, refused(visit, answer, { "/after": "after", "/before": "before", "": "after" }));
  const { queued, next_after: next } = answer.body;
  if (queued === 0) return seeOther(`${placeOf(asked.param["id"] ?? "")}?said=nothingQueued`);
  const more = next === null ? "" : ` ${inPlaces(words.queuedMore, sayMoment(speech, zone, fromWire(next)))}`;
  const sheet = next === null ? sheetOf({}) : sheetOf({ after: momentSheet(next, zone) });
  return show(visit, { sheet }, count(speech.language, queued, words.queued) + more);
}

export async function sure(visit: Visit, faults?: Filled["faults"], status = 200): Promise<Response> {
  demand(visit, "webhooks:write");
  const words = webhookWords[visit.speech.language];
  const shared = sharedWords[visit.speech.language];
  const kept = await webhookOf(visit);
  return deskResponse(
    <Confirm
      visit={visit}
      title={`${shared.remove}: ${kept.url}`}
      action={`${placeOf(kept.id)}/delete`}
      back={placeOf(kept.id)}
      button={shared.remove}
      version={kept.version}
      faults={faults}
    >
      <p>{words.deleteText}</p>
      <p>{shared.certain}</p>
    </Confirm>,
    status,
  );
}

export async function remove(visit: Visit): Promise<PageAnswer> {
  const { form, param } = visit.asked;
  const answer = await visit.api.call(deleteWebhook, { param: { id: param["id"] ?? "" }, headers: ifMatchIn(form) });
  if (answer.ok) return seeOther(`${root}?said=deleted`);
  const { faults, status } = refused(visit, answer);
  return sure(visit, faults, status);
}
