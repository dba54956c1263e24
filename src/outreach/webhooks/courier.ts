import { bodyOf } from "#outreach/events/rules.ts";
import { findEvent } from "#outreach/events/actions.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { second } from "#kernel/instant.ts";
import { readClock, stopwatch } from "#platform/clock.ts";
import { sendBatch } from "#platform/d1.ts";
import { endTry, takeBackLate, takeNext } from "#platform/deliveries/lane.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";
import { logEvent, logFault } from "#platform/log.ts";
import type { Context, Scope } from "#platform/scope.ts";
import { disable } from "./actions/disable.ts";
import { post } from "./post.ts";
import {
  challengeType,
  type Ended,
  endOf,
  isWithheld,
  leaseFor,
  lostTries,
  verdictOf,
  widthOf,
  withheldEnd,
} from "./rules.ts";
import * as store from "./store.ts";
import type { Webhook } from "./tables.ts";

/** After so long nothing new is begun: whoever is left is served by the next ring, which comes within a minute. */
const shift = 55 * second;

/** Who rings while a round is made is heard here. */
export type Bell = { answer: (() => void) | undefined };

/** Sends to one endpoint what is due, in as many lanes as it has, until nothing is. */
export async function serve(open: () => Context, ref: store.WebhookRef, bell: Bell): Promise<void> {
  const elapsed = stopwatch();
  const first = await openTenant(open(), ref.tenant);
  if (first === undefined) return;
  const scope = (): Scope => ({ ...first, now: readClock() });
  await takeBackLate(scope(), ref.id, { once: challengeType, most: lostTries });
  for (let isGoing = true; isGoing && elapsed() < shift; ) {
    const now = scope();
    const webhook = await store.findWebhook(now, ref.id);
    const width = webhook === undefined ? 0 : widthOf(webhook, now.now);
    const lane = async () => {
      let sent = 0;
      while (elapsed() < shift && (await sendNext(scope, ref))) sent += 1;
      return sent;
    };
    // One that tries the ground is alone, and what comes of it is looked at before anything follows.
    isGoing = width === 1 ? await sendNext(scope, ref) : (await inLanes(width, lane, bell)) > 0;
  }
  const end = scope();
  await sendBatch(end.db, [store.setWaking(end, ref.id)]);
}

/**
 * Lanes end when they find nothing; whoever rings has them opened again, so that what was queued since need not wait for the slow
 * ones. All have ended when this does, also when one has failed: otherwise the next round would be made beside them.
 */
async function inLanes(width: number, lane: () => Promise<number>, bell: Bell): Promise<number> {
  const busy = new Set<Promise<void>>();
  const faults: unknown[] = [];
  let [sent, looksAgain] = [0, false];
  const begin = () => {
    const one: Promise<void> = lane()
      .then((count) => void (sent += count))
      .catch((fault: unknown) => void faults.push(fault))
      .finally(() => {
        busy.delete(one);
        if (looksAgain) widen();
      });
    busy.add(one);
  };
  const widen = () => {
    // One that has just looked may have missed what the ring is about: whoever ends next looks again.
    looksAgain = busy.size === width;
    while (busy.size < width && faults.length === 0) begin();
  };
  bell.answer = widen;
  widen();
  while (busy.size > 0) await Promise.race(busy);
  bell.answer = undefined;
  if (faults.length > 0) throw faults[0];
  return sent;
}

/** Takes what has waited longest, and tries it. False when nothing is due, or nothing may go. */
async function sendNext(scope: () => Scope, { id }: store.WebhookRef): Promise<boolean> {
  const began = scope();
  const [[webhook], [delivery]] = await began.db.batch([
    store.webhookStatement(began, id),
    ...takeNext(began, id, store.standsOpen(began, id), leaseFor),
  ]);
  if (webhook === undefined || delivery === undefined) return false;

  if (isWithheld(began.tenant.mode, webhook.url)) {
    await sendBatch(began.db, endTry(began, delivery, withheldEnd(delivery, webhook.url)));
    return true;
  }
  const heard = await send(began, webhook, delivery);
  const ended = scope();
  const end = endOf(delivery, webhook.url, heard, ended.now, Math.random());
  const verdict = verdictOf(heard);
  const fares = verdict === "answered" ? store.noteAnswer(ended, id) : store.noteFailure(ended, id);
  const isOurs = heard.error === "not_written";
  await sendBatch(ended.db, [...endTry(ended, delivery, end), ...(isOurs ? [] : [fares])]);
  logEvent("webhook", {
    tenant: began.tenant.id,
    webhook: id,
    delivery: delivery.id,
    attempt: delivery.attempts,
    status: end.status,
    error: end.error,
    ms: heard.milliseconds,
  });
  if (verdict === "gone") await disable(ended, id, "gone");
  return true;
}

/** The event as it was stored, signed now. Nothing has gone out yet when it cannot be written. */
async function send(scope: Scope, webhook: Webhook, delivery: Delivery): Promise<Ended> {
  try {
    const event = delivery.factId === null ? undefined : await findEvent(scope, delivery.factId);
    if (event === undefined) throw new Error("A delivery without an event.");
    return await post(scope, webhook, { id: event.id, at: scope.now, body: JSON.stringify(bodyOf(event)) });
  } catch (error) {
    logFault(scope.requestId, error);
    return { status: null, milliseconds: 0, error: "not_written" };
  }
}
