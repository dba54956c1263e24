import type { PageAnswer } from "#http/pages.ts";
import { getWebhookDelivery, listWebhookDeliveries, redeliverWebhookDelivery } from "#outreach/webhooks/contract.ts";
import type * as z from "zod";
import { seeOther } from "../../kit/answers.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { onceIn } from "../../kit/forms.tsx";
import { sayNumber } from "../../kit/language.ts";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { Any, Filters, filtersIn, More, pageIn, Seek } from "../lists.tsx";
import { Act, type Filled, Moment, Room } from "../parts.tsx";
import { momentIn } from "../sheet.ts";
import { HookTabs, placeOf, refused, sentTo, webhookOf } from "./kept.tsx";
import { type WebhookWords, webhookWords } from "./words.ts";

type Sent = z.output<typeof listWebhookDeliveries.answer>;
type Whole = z.output<typeof getWebhookDelivery.answer>;

const statuses = ["pending", "sending", "sent", "failed", "unknown", "canceled"] as const;

/** What went wrong, in words; a word that nobody has put into others stays what it is. */
function sayError(error: string, { errors }: WebhookWords): string {
  const known: Readonly<Record<string, string>> = errors;
  const status = /^http_(\d{3})$/.exec(error)?.[1];
  return status === undefined ? (known[error] ?? error) : errors.http.replace("#", status);
}

/** What was sent, newest first, each leading to its request and answers. */
export const Deliveries = ({ visit, sent }: { visit: Visit; sent: readonly Sent[] }) => {
  const { speech } = visit;
  const words = webhookWords[speech.language];
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={words.log}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.delivery.type}</th>
            <th scope="col">{words.delivery.status}</th>
            <th scope="col">{words.delivery.attempts}</th>
            <th scope="col">{words.delivery.created}</th>
            <th scope="col">{words.delivery.error}</th>
          </tr>
        </thead>
        <tbody>
          {sent.map((one) => (
            <tr>
              <th scope="row">
                <a href={`${sentTo(one.webhook_id)}/${one.id}`} dir="ltr">
                  {one.type}
                </a>
              </th>
              <td>
                <span class="badge">{words.deliveries[one.status]}</span>
              </td>
              <td>{sayNumber(speech, one.attempts)}</td>
              <td>
                <Moment visit={visit} at={one.created_at} />
              </td>
              <td dir="auto">{one.error === null ? null : sayError(one.error, words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

/** The whole log of one webhook, with filters that the address keeps. */
export async function log(visit: Visit): Promise<PageAnswer> {
  const { api, asked, speech, zone } = visit;
  const words = webhookWords[speech.language];
  const kept = await webhookOf(visit);
  const { after: _a, before: _b, ...query } = filtersIn(visit, ["status", "type", "after", "before"]);
  const [after, before] = [
    momentIn(asked.url.searchParams, "after", zone),
    momentIn(asked.url.searchParams, "before", zone),
  ];
  const listed = await need(
    api.call(listWebhookDeliveries, {
      param: { id: kept.id },
      query: {
        ...query,
        ...(after === undefined ? {} : { created_after: after }),
        ...(before === undefined ? {} : { created_before: before }),
      },
      page: pageIn(visit, 50),
    }),
  );
  const isFiltered = Object.keys(query).length > 0 || after !== undefined || before !== undefined;
  return deskResponse(
    <Room
      visit={visit}
      title={words.log}
      back={{ href: placeOf(kept.id), label: kept.url }}
      tabs={<HookTabs visit={visit} here="webhooks" />}
    >
      <Filters visit={visit}>
        <Any
          visit={visit}
          name="status"
          label={words.delivery.status}
          choices={statuses.map((value) => ({ value, label: words.deliveries[value] }))}
        />
        <Seek visit={visit} name="type" label={words.delivery.type} />
        {(["after", "before"] as const).map((name) => (
          <p class="field">
            <label for={name}>{words.delivery[name]}</label>
            <input id={name} name={name} type="datetime-local" value={asked.url.searchParams.get(name) ?? ""} />
          </p>
        ))}
      </Filters>
      {listed.data.length === 0 ? (
        <p>{isFiltered ? words.logNoneFit : words.logNone}</p>
      ) : (
        <Deliveries visit={visit} sent={listed.data} />
      )}
      <More visit={visit} cursor={listed.next_cursor} />
    </Room>,
  );
}

/** One sending: what went out, and what came back at every try. */
export async function showSent(visit: Visit, faults?: Filled["faults"], status = 200): Promise<Response> {
  const { api, asked, speech, may, nonce } = visit;
  const words = webhookWords[speech.language];
  const { id = "", delivery = "" } = asked.param;
  const sent = await need(api.call(getWebhookDelivery, { param: { id, delivery_id: delivery } }));
  return deskResponse(
    <Room
      visit={visit}
      title={sent.type}
      back={{ href: sentTo(id), label: words.log }}
      faults={faults}
      tabs={<HookTabs visit={visit} here="webhooks" />}
      actions={
        may("webhooks:write") && sent.event_id !== null ? (
          <Act action={`${sentTo(id)}/${sent.id}/again`} label={words.again} fields={{ once: nonce }} kind="" />
        ) : undefined
      }
    >
      <p>
        <span class="badge">{words.deliveries[sent.status]}</span> <Moment visit={visit} at={sent.created_at} /> ·{" "}
        {words.delivery.ordinal} {sayNumber(speech, sent.ordinal)}
      </p>
      {sent.status === "pending" ? (
        <p>
          {words.delivery.due}: <Moment visit={visit} at={sent.due_at} />
        </p>
      ) : null}
      {sent.error === null ? null : <p class="warning">{sayError(sent.error, words)}</p>}
      <p class="quiet">{words.againHint}</p>
      <h2>{words.tries}</h2>
      {sent.tries.length === 0 ? <p class="quiet">{words.noTries}</p> : <Tries visit={visit} sent={sent} />}
      <h2>{words.request}</h2>
      {sent.request === null ? (
        <p class="quiet">{words.noRequest}</p>
      ) : (
        <>
          <h3>{words.headers}</h3>
          <pre tabindex={0} dir="ltr">
            <code>
              {Object.entries(sent.request.headers)
                .map(([name, value]) => `${name}: ${value}`)
                .join("\n")}
            </code>
          </pre>
          <h3>{words.content}</h3>
          <pre tabindex={0} dir="ltr">
            <code>{pretty(sent.request.body)}</code>
          </pre>
        </>
      )}
    </Room>,
    status,
  );
}

/** JSON as people read it; the bytes that were signed stand closer. */
export function pretty(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

const Tries = ({ visit, sent }: { visit: Visit; sent: Whole }) => {
  const { speech } = visit;
  const words = webhookWords[speech.language];
  return (
    <div class="scroll" tabindex={0} role="region" aria-label={words.tries}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.tryNumber}</th>
            <th scope="col">{words.began}</th>
            <th scope="col">{words.delivery.status}</th>
            <th scope="col">{words.answer}</th>
            <th scope="col">{words.took}</th>
          </tr>
        </thead>
        <tbody>
          {sent.tries.map((one) => (
            <tr>
              <th scope="row">{sayNumber(speech, one.attempt)}</th>
              <td>
                <Moment visit={visit} at={one.began_at} />
              </td>
              <td>
                {one.outcome === null ? words.underWay : words.outcomes[one.outcome]}
                {one.error === null ? null : <bdi>: {sayError(one.error, words)}</bdi>}
              </td>
              <td dir="auto">
                {one.response_status ?? words.noAnswer}
                {one.response_text === null || one.response_text === "" ? null : <code> {one.response_text}</code>}
              </td>
              <td>
                {one.milliseconds === null
                  ? null
                  : words.milliseconds.replace("#", sayNumber(speech, one.milliseconds))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};

export async function again(visit: Visit): Promise<PageAnswer> {
  const { api, asked } = visit;
  const { id = "", delivery = "" } = asked.param;
  const answer = await api.call(redeliverWebhookDelivery, {
    param: { id, delivery_id: delivery },
    headers: onceIn(asked.form),
  });
  if (answer.ok) return seeOther(`${sentTo(id)}/${answer.body.id}?said=queued`);
  const { faults, status } = refused(visit, answer);
  return showSent(visit, faults, status);
}
