import { after, day, hour, type Instant, minute, second } from "#kernel/instant.ts";
import { done, type Outcome, refuse } from "#kernel/outcome.ts";
import type { TryEnd } from "#platform/deliveries/lane.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";
import type { Policy } from "#platform/limiter/budget.ts";
import type { Heard } from "#platform/outbound.ts";
import { isLoopback, outsideUrl, type Surroundings } from "#platform/outbound-guard.ts";
import type { Webhook } from "./tables.ts";

export type WebhookCode =
  | "webhook.unknown"
  | "webhook.url_refused"
  | "webhook.too_many"
  | "webhook.unanswered"
  | "webhook.not_active"
  | "webhook.nothing_between"
  | "webhook_delivery.unknown"
  | "webhook_delivery.under_way"
  | "webhook_delivery.no_event";

export const maxEndpoints = 20;
export const defaultOverlapHours = 24;
export const maxOverlapHours = 168;
/** So many events are sent again at one request. */
export const maxAgain = 1_000;

/** A challenge is the one message that goes to whoever is named: neither a company nor a host is asked often. */
export const companyPolicy: Policy = { name: "challenges", quota: 60, windowSeconds: 900 };
export const hostPolicy: Policy = { name: "challenges_to_host", quota: 60, windowSeconds: 900 };

/** The name of the one message that is no event. */
export const challengeType = "endpoint.challenge";

/** The address as it will be written to. */
export function fitUrl(text: string, surroundings: Surroundings): Outcome<string, WebhookCode> {
  const judged = outsideUrl(text, surroundings);
  return "url" in judged
    ? done(judged.url.href)
    : refuse("webhook.url_refused", { pointer: "/url", reason: judged.fault });
}

/**
 * A test tenant sends nothing outside. This machine is not outside: a development build, which alone takes its address, sends
 * there in either mode.
 */
export const isWithheld = (mode: "live" | "test", url: string): boolean => mode === "test" && !isLoopback(new URL(url));

/** Whether it gets what happens: also while a new address of it has still to answer. One that never answered gets nothing. */
export const isSubscribed = (webhook: Pick<Webhook, "active" | "status" | "verifiedAt">): boolean =>
  webhook.active && (webhook.status === "active" || (webhook.status === "pending" && webhook.verifiedAt !== null));

/** What anything that is sent to it must find. */
export const isOpen = (webhook: Pick<Webhook, "active" | "status" | "deletedAt">): boolean =>
  webhook.active && webhook.status === "active" && webhook.deletedAt === null;

/** At most so many requests to one endpoint are under way. */
export const lanes = 4;
/** A try takes ten seconds at most; who has not ended it by then has died. */
export const leaseFor = minute;

/** What is waited after the first, second … eighth try: nine within three days. */
const waits = [5 * second, 5 * minute, 30 * minute, 2 * hour, 5 * hour, 12 * hour, 24 * hour, 28 * hour] as const;
export const maxTries = waits.length + 1;
/** A try that its sender did not live to end is made again; a row that so many senders died of is not. */
export const lostTries = 2 * maxTries;
const jitter = 0.2;

/** `luck` is from 0 up to 1: it spreads the tries of many by a fifth either way. */
export function dueAfter(tries: number, now: Instant, luck: number): Instant | null {
  const wait = waits[tries - 1];
  return wait === undefined ? null : after(now, Math.round(wait * (1 - jitter + 2 * jitter * luck)));
}

/** After so many failures in a row, whatever waits is spared, and one row tries the ground. */
export const opensAfter = 10;
export const shortestPause = minute;
/** Each probe that fails doubles the pause, so many times: to about an hour. */
export const doublings = 6;

export const tellAfter = day;
export const disableAfter = 3 * day;

/** How many may be sent now: none while the circuit is open, one to try the ground, else as many as there are lanes. */
export function widthOf(webhook: Webhook, now: Instant): number {
  if (!isOpen(webhook) || (webhook.pausedUntil !== null && webhook.pausedUntil > now)) return 0;
  return webhook.failures >= opensAfter ? 1 : lanes;
}

export const circuitOf = (
  webhook: Pick<Webhook, "failures" | "pausedUntil">,
  now: Instant,
): "closed" | "open" | "half_open" => {
  if (webhook.failures < opensAfter) return "closed";
  return webhook.pausedUntil !== null && webhook.pausedUntil > now ? "open" : "half_open";
};

/** What a try says of its endpoint. */
export type Verdict = "answered" | "failed" | "gone";

/** What came of a request; `not_written`: we could not even make it. */
export type Ended = Heard | { status: null; milliseconds: number; error: "not_written" };

/** What an answer means: 2xx is a yes, 410 means never again, whatever else is no (3xx too: redirects are not followed). */
export function errorOf(heard: Ended): string | null {
  if (heard.status === null) return heard.error;
  return heard.status >= 200 && heard.status < 300 ? null : `http_${heard.status}`;
}

export const verdictOf = (heard: Ended): Verdict =>
  errorOf(heard) === null ? "answered" : heard.status === 410 ? "gone" : "failed";

/** Takes a try that was made, and says what it leaves behind. */
export function endOf(
  tried: Pick<Delivery, "attempts" | "dueAt">,
  url: string,
  heard: Ended,
  now: Instant,
  luck: number,
): TryEnd {
  const error = errorOf(heard);
  const attempt = {
    error,
    url,
    responseStatus: heard.status,
    milliseconds: heard.milliseconds,
    responseText: heard.status === null ? null : heard.excerpt,
  };
  if (error === null)
    return { status: "sent", error, dueAt: tried.dueAt, sentAt: now, attempt: { outcome: "sent", ...attempt } };
  const next = verdictOf(heard) === "gone" ? null : dueAfter(tried.attempts, now, luck);
  return {
    status: next === null ? "failed" : "pending",
    error,
    dueAt: next ?? tried.dueAt,
    sentAt: null,
    attempt: { outcome: "failed", ...attempt },
  };
}

/** A row of a test tenant: everything was done but the sending. */
export const withheldEnd = ({ dueAt }: Pick<Delivery, "dueAt">, url: string): TryEnd => ({
  status: "canceled",
  error: "test_mode",
  dueAt,
  sentAt: null,
  attempt: {
    outcome: "canceled",
    error: "test_mode",
    url,
    responseStatus: null,
    milliseconds: null,
    responseText: null,
  },
});

/** Whether an answer gives back what it was given: as the whole text, or as `challenge` in JSON. */
export function echoes(body: string, challenge: string): boolean {
  if (body.trim() === challenge) return true;
  try {
    const said: unknown = JSON.parse(body);
    return typeof said === "object" && said !== null && "challenge" in said && said.challenge === challenge;
  } catch {
    return false;
  }
}

/** A challenge is asked once: whoever could not answer asks for another. */
export function challengeEnd(heard: Heard, url: string, challenge: string, now: Instant): TryEnd {
  const isRight = heard.status !== null && errorOf(heard) === null && echoes(heard.body, challenge);
  const error = isRight ? null : (errorOf(heard) ?? "challenge_not_echoed");
  return {
    status: isRight ? "sent" : "failed",
    error,
    dueAt: now,
    sentAt: isRight ? now : null,
    attempt: {
      outcome: isRight ? "sent" : "failed",
      error,
      url,
      responseStatus: heard.status,
      milliseconds: heard.milliseconds,
      // What it says may be the challenge itself.
      responseText: heard.status === null || isRight ? null : heard.excerpt,
    },
  };
}
