import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { office } from "../../src/facts.ts";
import { changeTeam, createTeam, deleteTeam } from "#identity/teams/contract.ts";
import { asInstant, day, hour, minute, second, toWire } from "#kernel/instant.ts";
import { ringCouriers } from "#outreach/webhooks/client.ts";
import {
  changeWebhook,
  deleteWebhook,
  getWebhook,
  getWebhookDelivery,
  listWebhookDeliveries,
  redeliverEvent,
  redeliverToWebhook,
  redeliverWebhookDelivery,
  verifyWebhook,
} from "#outreach/webhooks/contract.ts";
import { judgeFailing } from "#outreach/webhooks/failing.ts";
import { type Webhook, webhooks } from "#outreach/webhooks/tables.ts";
import { sendBatch } from "#platform/d1.ts";
import { queueInLanes } from "#platform/deliveries/lane.ts";
import { sendDue } from "#platform/deliveries/send.ts";
import { loseOverdue } from "#platform/deliveries/store.ts";
import { deliveries, deliveryAttempts } from "#platform/deliveries/tables.ts";
import { listDeliveries, retryDelivery } from "#records/deliveries/contract.ts";
import { listAuditEvents } from "#records/audit/contract.ts";
import worker from "../../src/index.ts";
import type { TestClient } from "../support/client.ts";
import { countMails, mailTo } from "../support/post.ts";
import { type Endpoint, endpointAt, expectSigned, hearAll, linesOf, Receiver, sendAll } from "../support/webhooks.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const { db } = testContext();
const began = Date.UTC(2026, 10, 20, 9);
const error = (status: number) => () => new Response("no", { status });

let world: World;
let key: TestClient;

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ["Date"], now: began });
  world = await newWorld();
  key = world.withKey("full");
});

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const team = async (name: string) => (await key.ok(createTeam, { body: { name } })).id;
const show = (id: string) => key.ok(getWebhook, { param: { id } });
async function rowOf({ id }: Endpoint): Promise<Webhook> {
  const [row] = await db.select().from(webhooks).where(eq(webhooks.id, id));
  if (row === undefined) throw new Error("no such webhook");
  return row;
}
const namesIn = (receiver: Receiver) => receiver.received.map(({ body }) => body.data.after?.["name"]);
const later = (milliseconds: number) => vi.setSystemTime(Date.now() + milliseconds);

async function tick(): Promise<void> {
  const execution = createExecutionContext();
  const moment = { scheduledTime: Date.now(), cron: "* * * * *", noRetry: () => undefined };
  await worker.scheduled(moment, bindings, execution);
  await waitOnExecutionContext(execution);
}

/** What an endpoint was told of one thing, in the order in which it happened. */
const told = (receiver: Receiver) =>
  receiver.received
    .map(({ body }) => body.data)
    .toSorted((a, b) => a.sequence - b.sequence)
    .map(({ type, version, sequence, after, previous_attributes }) => ({
      type,
      version,
      sequence,
      name: after?.["name"],
      was: previous_attributes?.["name"],
    }));

/** What of a tick has to do with who fails; the rest of it asks every diary there is when a day has passed. */
async function lookAfter(): Promise<void> {
  await judgeFailing(testContext());
  await sendDue(testContext(), office);
}

describe("what happens", () => {
  it("reaches each endpoint that asks for it, once, signed, as it was stored then and not as it is now", async () => {
    const [one, two, none] = [new Receiver(world, "one"), new Receiver(world, "two"), new Receiver(world, "none")];
    const first = await endpointAt(key, one, ["team.*"]);
    const other = await endpointAt(key, two, ["team.created", "team.deleted"]);
    await endpointAt(key, none, ["booking.*"]);
    const id = await team("Platform");
    await key.ok(changeTeam, { param: { id }, body: { name: "Platforms" } });
    await key.ok(changeTeam, { param: { id }, body: { name: "Foundations" } });
    await key.ok(deleteTeam, { param: { id } });
    await sendAll(world);
    await sendAll(world);

    expect(told(one)).toEqual([
      { type: "team.created", version: 1, sequence: 1, name: "Platform", was: undefined },
      { type: "team.changed", version: 2, sequence: 2, name: "Platforms", was: "Platform" },
      { type: "team.changed", version: 3, sequence: 3, name: "Foundations", was: "Platforms" },
      { type: "team.deleted", version: 4, sequence: 4, name: undefined, was: "Foundations" },
    ]);
    expect(told(two).map(({ type }) => type)).toEqual(["team.created", "team.deleted"]);
    expect(none.received).toEqual([]);
    for (const message of one.received) {
      expectSigned(first.secret, message);
      expect(message.id).toBe(message.body.data.id);
      expect(message.headers).toMatchObject({ "content-type": "application/json", "interlock-version": "2026-11-20" });
    }
    for (const message of two.received) expectSigned(other.secret, message);
    expect(one.received.find(({ body }) => body.data.sequence === 2)?.body.data.previous_id).toBe(
      one.received.find(({ body }) => body.data.sequence === 1)?.id,
    );
    expect((await linesOf(world, first)).map(({ status }) => status)).toEqual(Array(4).fill("sent"));
  });

  it("stands in the log with request and answer, as far as they are anybody's business", async () => {
    const receiver = new Receiver(world);
    receiver.answer = () => new Response(`<b>${"x".repeat(300)}`, { status: 201 });
    const { id } = await endpointAt(key, receiver, ["team.created"]);
    await team("Platform");
    await sendAll(world);
    const log = await key.ok(listWebhookDeliveries, { param: { id }, query: { status: "sent", type: "team.created" } });
    expect(log.data).toMatchObject([{ event_id: receiver.received[0]?.id, attempts: 1, ordinal: 1, error: null }]);
    const sent = await key.ok(getWebhookDelivery, { param: { id, delivery_id: log.data[0]?.id ?? "" } });
    const [message] = receiver.received;
    expect(sent.request?.body).toBe(message?.text);
    for (const [name, value] of Object.entries(sent.request?.headers ?? {})) expect(message?.headers[name]).toBe(value);
    expect(sent.tries).toMatchObject([
      { attempt: 1, outcome: "sent", url: receiver.url, response_status: 201, response_text: `<b>${"x".repeat(197)}` },
    ]);
    const listed = await key.ok(listWebhookDeliveries, { param: { id }, query: { event_id: message?.id ?? "" } });
    expect(listed.data).toEqual(log.data);

    // The one ledger has it too, by endpoint.
    const ledger = await key.ok(listDeliveries, {
      query: { recipient: id, channel: "webhook", template: "team.created" },
    });
    expect(ledger.data).toMatchObject([
      { channel: "webhook", recipient: id, subject_id: message?.id, adapter: "http" },
    ]);
    const { problem } = await key.refused(
      retryDelivery,
      { param: { id: log.data[0]?.id ?? "" } },
      "delivery.not_retryable",
    );
    expect(problem["channel"]).toBe("webhook");

    const other = await endpointAt(key, receiver, ["booking.*"]);
    const param = { id: other.id, delivery_id: log.data[0]?.id ?? "" };
    await key.refused(getWebhookDelivery, { param }, "webhook_delivery.unknown");
    await key.refused(redeliverWebhookDelivery, { param }, "webhook_delivery.unknown");
  });

  it("is tried nine times within three days, under one name, and then no more", async () => {
    const receiver = new Receiver(world);
    receiver.answer = error(500);
    const endpoint = await endpointAt(key, receiver, ["team.created"]);
    await team("Platform");
    const at: number[] = [];
    for (let tries = 1; tries <= 9; tries++) {
      await sendAll(world);
      at.push(Date.now());
      expect(receiver.received).toHaveLength(tries);
      const [line] = await linesOf(world, endpoint);
      expect(line).toMatchObject({ status: tries === 9 ? "failed" : "pending", attempts: tries, error: "http_500" });
      if (tries === 9) break;
      vi.setSystemTime((line?.dueAt ?? 0) - 1);
      await sendAll(world);
      expect(receiver.received).toHaveLength(tries);
      vi.setSystemTime(line?.dueAt ?? 0);
    }
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
    expect(receiver.received.map(({ headers }) => Number(headers["webhook-timestamp"]))).toEqual(
      at.map((moment) => Math.floor(moment / 1_000)),
    );
    expect(((at[8] ?? 0) - began) / day).toBeGreaterThan(2);
    expect(((at[8] ?? 0) - began) / day).toBeLessThan(3.6);
    later(10 * day);
    await sendAll(world);
    expect(receiver.received).toHaveLength(9);
    expect((await show(endpoint.id)).failing_since).toBe(toWire(asInstant(began)));
  });

  it("is sent again when its sender died with it in hand, and never by two at once", async () => {
    const receiver = new Receiver(world);
    const endpoint = await endpointAt(key, receiver, ["team.created"]);
    await team("Platform");
    await hearAll(world);
    const inHand = { status: "sending", attempts: 1, leaseUntil: asInstant(Date.now() + minute) } as const;
    await db.update(deliveries).set(inHand).where(eq(deliveries.recipient, endpoint.id));
    const [line] = await linesOf(world, endpoint);
    await db.insert(deliveryAttempts).values({ deliveryId: line?.id ?? "dlv_", attempt: 1, beganAt: asInstant(began) });
    await sendAll(world);
    expect(receiver.received).toEqual([]);
    later(minute + 1);
    await Promise.all(Array.from({ length: 5 }, () => sendAll(world)));
    expect(receiver.received.map(({ id }) => id)).toEqual([line?.factId]);
    expect(await linesOf(world, endpoint)).toMatchObject([{ status: "sent", attempts: 2 }]);
    const sent = await key.ok(getWebhookDelivery, { param: { id: endpoint.id, delivery_id: line?.id ?? "" } });
    expect(sent.tries.map(({ outcome, error: why }) => [outcome, why])).toEqual([
      ["unknown", "sender_lost"],
      ["sent", null],
    ]);
  });

  it("that cannot be written is our fault: tried again, and not held against the endpoint", async () => {
    const receiver = new Receiver(world);
    const endpoint = await endpointAt(key, receiver, ["team.created"]);
    // A seal of another place: it cannot be opened.
    const row = await rowOf(endpoint);
    await db.update(webhooks).set({ secret: "2.AAAA.AAAA" }).where(eq(webhooks.id, endpoint.id));
    await team("Platform");
    await sendAll(world);
    expect(await linesOf(world, endpoint)).toMatchObject([{ status: "pending", error: "not_written", attempts: 1 }]);
    expect(await show(endpoint.id)).toMatchObject({ failing_since: null });
    await db.update(webhooks).set({ secret: row.secret }).where(eq(webhooks.id, endpoint.id));
    later(minute);
    await sendAll(world);
    expect(namesIn(receiver)).toEqual(["Platform"]);
  });

  it("reaches the couriers by the cron, when no bell was heard", async () => {
    const receiver = new Receiver(world);
    const endpoint = await endpointAt(key, receiver, ["team.created"]);
    receiver.answer = error(503);
    await team("Platform");
    await sendAll(world);
    receiver.answer = () => new Response();
    const waking = async () => (await rowOf(endpoint)).wakesAt;
    expect(await waking()).toBeGreaterThan(Date.now());
    later(minute);
    expect(await waking()).toBeLessThan(Date.now());
    await tick();
    for (let looks = 0; looks < 200 && receiver.received.length < 2; looks++) await scheduler.wait(10);
    expect(receiver.received).toHaveLength(2);
    for (let looks = 0; looks < 200 && (await waking()) !== null; looks++) await scheduler.wait(10);
    // Nothing waits any more, so that nobody is woken for it.
    expect(await waking()).toBeNull();
  });
});

/** Rows that the duties of a tick read which have to do with what is sent. */
async function cost(): Promise<number> {
  const context = testContext();
  await ringCouriers(context);
  await judgeFailing(context);
  await sendDue(context, office);
  await loseOverdue(context, []);
  return context.tally.rowsRead;
}

describe("a backlog", () => {
  it("costs the cron nothing: it reads who is to be woken, not what waits for them", async () => {
    const receiver = new Receiver(world);
    const endpoint = await endpointAt(key, receiver, ["team.created"]);
    receiver.answer = error(500);
    await team("Platform");
    await sendAll(world);
    await db
      .update(webhooks)
      .set({ failures: 10, pausedUntil: asInstant(Date.now() + hour) })
      .where(eq(webhooks.id, endpoint.id));
    later(minute);
    const before = await cost();
    const context = testContext();
    for (let batch = 0; batch < 5; batch++) {
      const rows = Array.from({ length: 400 }, () => ({
        id: context.newId("delivery"),
        template: "team.created",
        factId: context.newId("fact"),
        recipient: endpoint.id,
      }));
      await sendBatch(db, [queueInLanes(world.scope(), rows)]);
    }
    expect(await linesOf(world, endpoint)).toHaveLength(2_001);
    expect(await cost()).toBe(before);
    expect(before).toBeLessThan(10);
  });
});

describe("one endpoint", () => {
  it("has at most four requests under way; a slow one is waited for by nobody else", async () => {
    const [slow, quick] = [new Receiver(world, "slow"), new Receiver(world, "quick")];
    const held = Promise.withResolvers<undefined>();
    let [underWay, most] = [0, 0];
    slow.answer = async () => {
      most = Math.max(most, ++underWay);
      await held.promise;
      underWay -= 1;
      return new Response();
    };
    await endpointAt(key, slow, ["team.created"]);
    await endpointAt(key, quick, ["team.created"]);
    for (let at = 0; at < 9; at++) await team(`Team ${at}`);
    await hearAll(world);
    const sending = sendAll(world);
    for (let looks = 0; looks < 500 && (quick.received.length < 9 || slow.received.length < 4); looks++)
      await scheduler.wait(10);
    // Others who ring meanwhile change nothing about it.
    await ringCouriers(testContext());
    await scheduler.wait(50);
    expect(quick.received).toHaveLength(9);
    expect(slow.received).toHaveLength(4);
    held.resolve(undefined);
    await sending;
    expect(slow.received).toHaveLength(9);
    expect(most).toBe(4);
  });

  it("is sent what happens while others are waited for, in the lanes that are idle then", async () => {
    const receiver = new Receiver(world);
    const held = Promise.withResolvers<undefined>();
    let [underWay, most] = [0, 0];
    receiver.answer = async () => {
      most = Math.max(most, ++underWay);
      await held.promise;
      underWay -= 1;
      return new Response();
    };
    const arrived = async (count: number) => {
      for (let looks = 0; looks < 500 && receiver.received.length < count; looks++) await scheduler.wait(10);
      return receiver.received.length;
    };
    await endpointAt(key, receiver, ["team.created"]);
    await team("Team 0");
    const sending = sendAll(world);
    expect(await arrived(1)).toBe(1);
    for (let at = 1; at < 9; at++) await team(`Team ${at}`);
    await hearAll(world);
    await ringCouriers(testContext());
    expect(await arrived(4)).toBe(4);
    held.resolve(undefined);
    await sending;
    expect(receiver.received).toHaveLength(9);
    expect(most).toBe(4);
  });

  it("that fails ten times in a row is spared: one event at a time tries the ground, ever later, until one gets through", async () => {
    const receiver = new Receiver(world);
    receiver.answer = error(500);
    const endpoint = await endpointAt(key, receiver, ["team.created"]);
    for (let at = 0; at < 12; at++) await team(`Team ${at}`);
    await sendAll(world);
    const opened = receiver.received.length;
    expect(opened).toBeGreaterThanOrEqual(10);
    expect(opened).toBeLessThan(10 + 4);
    expect((await show(endpoint.id)).circuit).toBe("open");
    later(50 * second);
    await sendAll(world);
    expect(receiver.received).toHaveLength(opened);

    // Probes: each is one request, and the pause after it is longer.
    for (let probes = 1; probes <= 3; probes++) {
      const row = await rowOf(endpoint);
      const pause = (row.pausedUntil ?? 0) - Date.now();
      vi.setSystemTime(row.pausedUntil ?? 0);
      expect((await show(endpoint.id)).circuit).toBe("half_open");
      await sendAll(world);
      expect(receiver.received).toHaveLength(opened + probes);
      const next = await rowOf(endpoint);
      expect((next.pausedUntil ?? 0) - Date.now()).toBeGreaterThan(pause);
    }
    receiver.answer = () => new Response();
    later(2 * hour);
    await sendAll(world);
    expect(await show(endpoint.id)).toMatchObject({ circuit: "closed", failing_since: null });
    expect((await linesOf(world, endpoint)).map(({ status }) => status)).toEqual(Array(12).fill("sent"));
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(12);
  });

  it("that says 410 is disabled, its owner told, and comes back when it proves itself again", async () => {
    const receiver = new Receiver(world);
    const endpoint = await endpointAt(key, receiver, ["team.created"]);
    receiver.answer = error(500);
    await team("Waits");
    await sendAll(world);
    receiver.answer = error(410);
    await team("Platform");
    await sendAll(world);
    expect(await show(endpoint.id)).toMatchObject({ status: "disabled", disabled_reason: "gone", active: true });
    expect((await linesOf(world, endpoint)).map(({ status, error: why }) => `${status} ${why}`).toSorted()).toEqual([
      "canceled webhook_disabled",
      "failed http_410",
    ]);
    const asked = receiver.received.length;
    await team("Unheard");
    await sendAll(world);
    expect(receiver.received).toHaveLength(asked);

    await hearAll(world);
    await sendDue(testContext(), office);
    const mail = await mailTo(world.people.owner.member.email, receiver.host);
    expect(mail.subject).toContain("disabled");
    expect(mail.text).toContain("410");
    expect(mail.text).not.toContain("/interlock");

    await key.refused(
      redeliverToWebhook,
      { param: { id: endpoint.id }, body: { after: toWire(asInstant(began)) } },
      "webhook.not_active",
    );
    receiver.answer = () => new Response();
    expect(await key.ok(verifyWebhook, { param: { id: endpoint.id } })).toMatchObject({
      status: "active",
      disabled_at: null,
      disabled_reason: null,
    });
    await team("Heard");
    await sendAll(world);
    expect(namesIn(receiver).slice(asked)).toEqual(["Heard"]);
    const trail = await key.ok(listAuditEvents, { query: { entity_id: endpoint.id }, page: { order: "seq.asc" } });
    expect(trail.data.map(({ type, actor }) => `${type} ${actor.slice(0, 3)}`)).toEqual([
      "webhook.created key",
      "webhook.verified sys",
      "webhook.disabled sys",
      "webhook.verified key",
    ]);
  });

  it("that has failed for a day is told of, once, and after three days it is disabled", async () => {
    const receiver = new Receiver(world);
    const endpoint = await endpointAt(key, receiver, ["team.created"]);
    const owner = world.people.owner.member.email;
    receiver.answer = error(500);
    await team("Platform");
    await sendAll(world);
    vi.setSystemTime(began + day - 1);
    await lookAfter();
    expect(await countMails(owner)).toBe(0);
    vi.setSystemTime(began + day);
    await lookAfter();
    later(minute);
    await lookAfter();
    expect(await countMails(owner)).toBe(1);
    const mail = await mailTo(owner, receiver.host);
    expect(mail.subject).toContain("failing");
    expect(mail.text).toContain("2026-11-23 09:00 UTC");

    vi.setSystemTime(began + 3 * day - 1);
    await lookAfter();
    expect(await show(endpoint.id)).toMatchObject({ status: "active" });
    vi.setSystemTime(began + 3 * day);
    await lookAfter();
    expect(await show(endpoint.id)).toMatchObject({
      status: "disabled",
      disabled_reason: "failing",
      failing_since: null,
    });
    await hearAll(world);
    later(minute);
    await lookAfter();
    expect(await countMails(owner)).toBe(2);
  });

  it("that recovers within the day is told of to nobody, and the next stretch of failing is another", async () => {
    const receiver = new Receiver(world);
    const endpoint = await endpointAt(key, receiver, ["team.created"]);
    receiver.answer = error(500);
    await team("Platform");
    await sendAll(world);
    receiver.answer = () => new Response();
    later(hour);
    await sendAll(world);
    expect(await show(endpoint.id)).toMatchObject({ failing_since: null });
    vi.setSystemTime(began + 2 * day);
    await lookAfter();
    expect(await countMails(world.people.owner.member.email)).toBe(0);
    const row = await rowOf(endpoint);
    expect(row.stretch).toBe(1);
  });

  it("whose new address does not answer the challenge is not waited for for ever", async () => {
    const [old, fresh] = [new Receiver(world, "old"), new Receiver(world, "new")];
    const endpoint = await endpointAt(key, old, ["team.created"]);
    fresh.echo = error(404);
    await key.ok(changeWebhook, { param: { id: endpoint.id }, body: { url: fresh.url } });
    await team("Waits");
    await hearAll(world);
    vi.setSystemTime(began + 3 * day);
    await lookAfter();
    expect(await show(endpoint.id)).toMatchObject({ status: "disabled", disabled_reason: "failing" });
    expect(await linesOf(world, endpoint)).toMatchObject([{ status: "canceled", error: "webhook_disabled" }]);
  });

  it("that is switched off or deleted gets nothing more, and what waited for it is canceled", async () => {
    const [one, two] = [new Receiver(world, "one"), new Receiver(world, "two")];
    const [off, gone] = [await endpointAt(key, one, ["team.created"]), await endpointAt(key, two, ["team.created"])];
    one.answer = two.answer = error(500);
    await team("Waits");
    await sendAll(world);
    await key.ok(changeWebhook, { param: { id: off.id }, body: { active: false } });
    await key.ok(deleteWebhook, { param: { id: gone.id } });
    await team("Unheard");
    later(hour);
    await sendAll(world);
    for (const [endpoint, receiver] of [
      [off, one],
      [gone, two],
    ] as const) {
      expect(await linesOf(world, endpoint)).toMatchObject([{ status: "canceled", error: "webhook_off", attempts: 1 }]);
      expect(receiver.received).toHaveLength(1);
    }
    one.answer = () => new Response();
    await key.ok(changeWebhook, { param: { id: off.id }, body: { active: true } });
    await team("Heard");
    await sendAll(world);
    expect(namesIn(one).slice(1)).toEqual(["Heard"]);
  });
});

describe("what was missed", () => {
  it("is sent again one by one, under the same name, as a line of its own", async () => {
    const receiver = new Receiver(world);
    const { id } = await endpointAt(key, receiver, ["team.created"]);
    await team("Platform");
    await hearAll(world);
    const [line] = await linesOf(world, { id });
    const param = { id, delivery_id: line?.id ?? "" };
    await db
      .update(deliveries)
      .set({ status: "sending" })
      .where(and(eq(deliveries.id, line?.id ?? "dlv_")));
    await key.refused(redeliverWebhookDelivery, { param }, "webhook_delivery.under_way");
    await db
      .update(deliveries)
      .set({ status: "pending" })
      .where(and(eq(deliveries.id, line?.id ?? "dlv_")));
    await sendAll(world);
    const again = await key.ok(redeliverWebhookDelivery, { param });
    expect(again).toMatchObject({ ordinal: 2, attempts: 0, status: "pending", event_id: line?.factId });
    await sendAll(world);
    expect(receiver.received.map((message) => message.id)).toEqual([line?.factId, line?.factId]);
    expect((await linesOf(world, { id })).map(({ id: each, ordinal, status }) => [each, ordinal, status])).toEqual([
      [line?.id, 1, "sent"],
      [again.id, 2, "sent"],
    ]);

    const [challenge] = (await key.ok(listWebhookDeliveries, { param: { id }, query: { type: "endpoint.challenge" } }))
      .data;
    const ofChallenge = { param: { id, delivery_id: challenge?.id ?? "" } };
    await key.refused(redeliverWebhookDelivery, ofChallenge, "webhook_delivery.no_event");
  });

  it("is sent between two moments, whether it was tried before or not, and not what is on its way", async () => {
    const receiver = new Receiver(world);
    const { id } = await endpointAt(key, receiver, ["team.created"]);
    await team("Early");
    await sendAll(world);
    await key.ok(changeWebhook, { param: { id }, body: { active: false } });
    later(hour);
    await team("Unheard");
    await team("Unheard too");
    // Heard while it is off, however slow the queue is.
    await hearAll(world);
    later(hour);
    await key.ok(changeWebhook, { param: { id }, body: { active: true } });
    const again = (after: number, before?: number) =>
      key.call(redeliverToWebhook, {
        param: { id },
        body: {
          after: toWire(asInstant(after)),
          ...(before === undefined ? {} : { before: toWire(asInstant(before)) }),
        },
      });
    expect(await again(began + minute, began + 2 * hour)).toMatchObject({
      status: 202,
      body: { queued: 2, has_more: false },
    });
    await sendAll(world);
    expect(new Set(namesIn(receiver))).toEqual(new Set(["Early", "Unheard", "Unheard too"]));
    expect(receiver.received).toHaveLength(3);

    receiver.answer = error(500);
    await team("Late");
    await sendAll(world);
    // The last one waits for its second try.
    expect(await again(began)).toMatchObject({ body: { queued: 3, has_more: false, next_after: null } });
    expect(await again(began)).toMatchObject({ body: { queued: 0 } });
    expect(await again(began + day)).toMatchObject({ problem: { code: "webhook.nothing_between" } });
    expect(await again(began - 31 * day)).toMatchObject({ problem: { code: "event.over" } });
  });

  it("is sent to everybody once more: to all that ask for it and are in use", async () => {
    const [one, two, other] = [new Receiver(world, "one"), new Receiver(world, "two"), new Receiver(world, "other")];
    await endpointAt(key, one, ["team.*"]);
    const late = await endpointAt(key, two, ["*"]);
    await endpointAt(key, other, ["booking.*"]);
    two.answer = error(500);
    await team("Platform");
    await sendAll(world);
    const event = one.received[0]?.id ?? "";
    // The second is still being tried at.
    expect(await key.ok(redeliverEvent, { param: { id: event } })).toMatchObject({ queued: 1 });
    await key.ok(changeWebhook, { param: { id: late.id }, body: { events: ["booking.*"] } });
    await sendAll(world);
    expect(one.received.map(({ id }) => id)).toEqual([event, event]);
    await key.ok(changeWebhook, { param: { id: late.id }, body: { active: false } });
    expect(await key.ok(redeliverEvent, { param: { id: event } })).toMatchObject({ queued: 1 });
    expect(other.received).toEqual([]);
    await key.refused(redeliverEvent, { param: { id: testContext().newId("fact") } }, "event.unknown");
  });
});
