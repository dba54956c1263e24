import type { PageAnswer } from "#http/pages.ts";
import { getWebhookDelivery, listWebhookDeliveries, redeliverWebhookDelivery } from "#outreach/webhooks/contract.ts";
import type * as z from "zod";
import { act, idIn } from "../../kit/act.ts";
import { worded } from "../../kit/choices.ts";
import { deskResponse } from "../../kit/desk.tsx";
import { onceIn } from "../../kit/forms.tsx";
import { sayNumber } from "../../kit/language.ts";
import { Any, filtersIn, ListRoom, pageIn, Seek, Table } from "../../kit/lists.tsx";
import type { Visit } from "../../kit/member.tsx";
import { need } from "../../kit/problem.tsx";
import { Moment, Press, Room } from "../../kit/room.tsx";
import { type Filled, momentIn } from "../../kit/sheet.ts";
import { HookTabs, placeOf, sentTo, webhookOf } from "./kept.tsx";
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
  const { type, status, attempts, created, error } = words.delivery;
  return (
    <Table label={words.log} head={[type, status, attempts, created, error]}>
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
    </Table>
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
      page: pageIn(visit, undefined, 50),
    }),
  );
  const isFiltered = Object.keys(query).length > 0 || after !== undefined || before !== undefined;
  return deskResponse(
    <ListRoom
      visit={visit}
      title={words.log}
      back={{ href: placeOf(kept.id), label: kept.url }}
      tabs={<HookTabs visit={visit} here="webhooks" />}
      filters={
        <>
          <Any visit={visit} name="status" label={words.delivery.status} choices={worded(statuses, words.deliveries)} />
          <Seek visit={visit} name="type" label={words.delivery.type} />
          {(["after", "before"] as const).map((name) => (
            <Seek visit={visit} name={name} label={words.delivery[name]} type="datetime-local" />
          ))}
        </>
      }
      page={listed}
      none={isFiltered ? words.logNoneFit : words.logNone}
    >
      <Deliveries visit={visit} sent={listed.data} />
    </ListRoom>,
  );
}

/** One sending: what went out, and what came back at every try. */
export async function showSent(visit: Visit, typed?: Filled): Promise<Response> {
  const { api, asked, speech, may, nonce } = visit;
  const words = webhookWords[speech.language];
  const { id = "", delivery = "" } = asked.param;
  const sent = await need(api.call(getWebhookDelivery, { param: { id, delivery_id: delivery } }));
  return deskResponse(
    <Room
      visit={visit}
      title={sent.type}
      back={{ href: sentTo(id), label: words.log }}
      faults={typed?.faults}
      tabs={<HookTabs visit={visit} here="webhooks" />}
      actions={
        may("webhooks:write") && sent.event_id !== null ? (
          <Press action={`${sentTo(id)}/${sent.id}/again`} label={words.again} fields={{ once: nonce }} kind="main" />
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
      <Request visit={visit} sent={sent} />
    </Room>,
    typed?.status,
  );
}

/** What went out. */
const Request = ({ visit, sent }: { visit: Visit; sent: Whole }) => {
  const words = webhookWords[visit.speech.language];
  return (
    <>
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
    </>
  );
};

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
  const { tryNumber, began, answer, took } = words;
  return (
    <Table label={words.tries} head={[tryNumber, began, words.delivery.status, answer, took]}>
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
            {one.milliseconds === null ? null : words.milliseconds.replace("#", sayNumber(speech, one.milliseconds))}
          </td>
        </tr>
      ))}
    </Table>
  );
};

export function again(visit: Visit): Promise<PageAnswer> {
  const id = idIn(visit);
  const asked = visit.api.call(redeliverWebhookDelivery, {
    param: { id, delivery_id: idIn(visit, "delivery") },
    headers: onceIn(visit.asked.form),
  });
  return act(visit, asked, { to: (sent) => `${sentTo(id)}/${sent.id}?said=queued`, again: showSent });
}
