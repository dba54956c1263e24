import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createTeam, changeTeam } from "#identity/teams/contract.ts";
import type { Id } from "#kernel/ids.ts";
import { day, hour } from "#kernel/instant.ts";
import { getEvent, listEvents } from "#outreach/events/contract.ts";
import {
  changeWebhook,
  createWebhook,
  deleteWebhook,
  getWebhook,
  getWebhookDelivery,
  listWebhookDeliveries,
  listWebhooks,
  redeliverEvent,
  rotateWebhookSecret,
  verifyWebhook,
} from "#outreach/webhooks/contract.ts";
import { companyPolicy, maxEndpoints } from "#outreach/webhooks/rules.ts";
import { webhooks } from "#outreach/webhooks/tables.ts";
import { facts } from "#platform/facts/tables.ts";
import { listAuditEvents } from "#records/audit/contract.ts";
import { endpointAt, expectSigned, linesOf, Receiver, sendAll, settled } from "../support/webhooks.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const { db } = testContext();
const somewhere = "https://hooks.lumen.example/interlock";

const rowOf = (id: string) =>
  db
    .select()
    .from(webhooks)
    .where(eq(webhooks.id, id as Id<"webhook">))
    .get();

const make = (url: string, events = ["*"]) => ({ body: { url, events } });

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("webhooks", () => {
  it("are made, read, listed, changed and deleted by whoever runs the account", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const receiver = new Receiver(world);
    const made = await owner.ok(createWebhook, {
      body: {
        url: receiver.url,
        events: ["booking.*", "team.created"],
        description: "Into the ATS",
        metadata: { team: "it" },
      },
    });
    expect(made).toMatchObject({
      status: "pending",
      active: true,
      api_version: "2026-11-20",
      circuit: "closed",
      version: 1,
    });
    await settled(owner, made.id);

    const { secret, ...shown } = made;
    const read = await owner.ok(getWebhook, { param: { id: made.id } });
    expect(read).toMatchObject({
      ...shown,
      status: "active",
      version: 2,
      updated_at: read.updated_at,
      verified_at: read.verified_at,
    });
    expect(read.verified_at).not.toBeNull();
    expect(secret).toMatch(/^whsec_/);

    const changed = await owner.ok(changeWebhook, {
      param: { id: made.id },
      body: { events: ["*"], description: null, metadata: { team: null } },
      headers: { "If-Match": '"2"' },
    });
    expect(changed).toMatchObject({ events: ["*"], description: null, metadata: {}, status: "active", version: 3 });
    await owner.refused(
      changeWebhook,
      { param: { id: made.id }, body: {}, headers: { "If-Match": '"2"' } },
      "version.conflict",
    );

    const off = await owner.ok(createWebhook, { body: { url: receiver.url, events: ["*"], active: false } });
    await settled(owner, off.id);
    const ids = async (query: object) => (await owner.ok(listWebhooks, { query })).data.map(({ id }) => id);
    expect(await ids({})).toEqual([off.id, made.id]);
    expect(await ids({ active: "true" })).toEqual([made.id]);
    expect(await ids({ status: "pending,disabled" })).toEqual([]);

    await owner.ok(deleteWebhook, { param: { id: made.id } });
    await owner.refused(getWebhook, { param: { id: made.id } }, "webhook.unknown");
    expect(await ids({})).toEqual([off.id]);
    expect(await rowOf(made.id)).toMatchObject({ secret: null, previousSecret: null });

    const recruiter = await world.as("recruiter");
    await recruiter.refused(listWebhooks, {}, "permission.missing");
    const admin = await world.as("admin");
    expect((await admin.ok(listWebhooks, {})).data).toHaveLength(1);
  });

  it("go to public https addresses only, and ask for events that exist", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    for (const [url, reason] of [
      ["http://hooks.lumen.example/", "scheme"],
      ["https://127.0.0.1/", "no_name"],
      ["https://printer.local/", "reserved"],
      ["https://key@hooks.lumen.example/", "userinfo"],
      ["https://hooks.lumen.example:22/", "port"],
      ["hooks.lumen.example", "malformed"],
    ] as const) {
      const { problem } = await owner.refused(createWebhook, make(url), "webhook.url_refused");
      expect(problem).toMatchObject({ reason, errors: [{ pointer: "/url", code: "webhook.url_refused" }] });
    }
    const { problem } = await owner.refused(
      createWebhook,
      make(somewhere, ["booking.created", "booking.exploded", "nothing.*"]),
      "event.name_unknown",
    );
    expect(problem.errors?.map(({ pointer, detail }) => [pointer, detail])).toEqual([
      ["/events/1", "booking.exploded"],
      ["/events/2", "nothing.*"],
    ]);
    for (const events of [[], ["booking"], ["Booking.created"], ["booking.*", "booking.*"]])
      await owner.refused(createWebhook, make(somewhere, events), "body.invalid");
    expect((await owner.ok(listWebhooks, {})).data).toEqual([]);

    const { id } = await owner.ok(createWebhook, make(somewhere));
    await owner.refused(changeWebhook, { param: { id }, body: { url: "https://[::1]/" } }, "webhook.url_refused");
    await owner.refused(changeWebhook, { param: { id }, body: { events: ["x.y"] } }, "event.name_unknown");
  });

  it("are twenty at most", async () => {
    const world = await newWorld({ mode: "test" });
    const key = world.withKey("full");
    for (let count = 0; count < maxEndpoints; count++) await key.ok(createWebhook, make(somewhere));
    const { problem } = await key.refused(createWebhook, make(somewhere), "webhook.too_many");
    expect(problem["limit"]).toBe(20);
  });

  it("show their secret once; at rest it is sealed, and no trail and no list has it", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const ask = { body: { url: somewhere, events: ["*"] }, headers: { "Idempotency-Key": "one" } };
    const made = await owner.ok(createWebhook, ask);
    const again = await owner.refused(createWebhook, ask, "idempotency.secret_shown");
    expect(again.problem["id"]).toBe(made.id);
    const rotated = await owner.ok(rotateWebhookSecret, { param: { id: made.id }, body: {} });
    expect(rotated.secret).not.toBe(made.secret);
    const row = JSON.stringify(await rowOf(made.id));
    const trail = JSON.stringify((await owner.ok(listAuditEvents, { query: { entity_type: "webhook" } })).data);
    expect(trail).toContain("webhook.rotated");
    for (const secret of [made.secret, rotated.secret].map((text) => text.slice("whsec_".length)))
      for (const place of [row, trail]) expect(place).not.toContain(secret);
    expect(trail).not.toContain("secret");
  });

  it("sign with both secrets while they overlap, and with the new one alone afterwards", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 20, 9) });
    const world = await newWorld();
    const key = world.withKey("full");
    const receiver = new Receiver(world);
    const { id, secret: old } = await endpointAt(key, receiver, ["team.created"]);
    const { secret: fresh, previous_secret_signs_until: until } = await key.ok(rotateWebhookSecret, {
      param: { id },
      body: { overlap_hours: 2 },
    });
    expect(until).toBe("2026-11-20T11:00:00Z");
    await key.ok(createTeam, { body: { name: "One" } });
    await sendAll(world);
    const [both] = receiver.received;
    if (both === undefined) throw new Error("nothing came");
    expect(both.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    expectSigned(old, both);
    expectSigned(fresh, both);

    vi.setSystemTime(Date.UTC(2026, 10, 20, 11));
    expect((await key.ok(getWebhook, { param: { id } })).previous_secret_signs_until).toBeNull();
    await key.ok(createTeam, { body: { name: "Two" } });
    await sendAll(world);
    const alone = receiver.received[1];
    if (alone === undefined) throw new Error("nothing came");
    expectSigned(fresh, alone);
    expect(() => expectSigned(old, alone)).toThrow("No matching signature");

    const { secret: last } = await key.ok(rotateWebhookSecret, { param: { id }, body: { overlap_hours: 0 } });
    await key.ok(createTeam, { body: { name: "Three" } });
    await sendAll(world);
    const third = receiver.received[2];
    if (third === undefined) throw new Error("nothing came");
    expect(third.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
    expectSigned(last, third);
  });
});

describe("a challenge", () => {
  it("comes before anything else; who does not give it back gets nothing until they do", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const receiver = new Receiver(world);
    receiver.echo = () => new Response("who are you?");
    const { id, secret } = await owner.ok(createWebhook, { body: { url: receiver.url, events: ["team.*"] } });
    const first = await owner.refused(verifyWebhook, { param: { id } }, "webhook.unanswered");
    expect(first.problem).toMatchObject({ reason: "challenge_not_echoed", response_status: 200 });
    receiver.echo = (challenge) => new Response(challenge, { status: 500 });
    const second = await owner.refused(verifyWebhook, { param: { id } }, "webhook.unanswered");
    expect(second.problem).toMatchObject({ reason: "http_500", response_status: 500 });

    await owner.ok(createTeam, { body: { name: "Before" } });
    await sendAll(world);
    receiver.echo = (challenge) => new Response(challenge);
    const verified = await owner.ok(verifyWebhook, { param: { id } });
    expect(verified).toMatchObject({ status: "active", version: 2 });
    await owner.ok(createTeam, { body: { name: "After" } });
    await sendAll(world);
    expect(receiver.received.map(({ body }) => body.data.after?.["name"])).toEqual(["After"]);

    // Asked again when it is in use, it is asked, and nothing changes; also not when it fails.
    expect(await owner.ok(verifyWebhook, { param: { id } })).toMatchObject({ version: 2 });
    receiver.echo = () => new Response("busy", { status: 503 });
    await owner.refused(verifyWebhook, { param: { id } }, "webhook.unanswered");
    expect(await owner.ok(getWebhook, { param: { id } })).toMatchObject({ status: "active", version: 2 });

    // It is signed like everything else, stands in the log, and what it was nobody can read there.
    const log = await owner.ok(listWebhookDeliveries, { param: { id }, query: { type: "endpoint.challenge" } });
    expect(log.data.map(({ ordinal, status }) => [ordinal, status])).toEqual([
      [6, "failed"],
      [5, "sent"],
      [4, "sent"],
      [3, "failed"],
      [2, "failed"],
      [1, "failed"],
    ]);
    expect(receiver.challenged).toHaveLength(6);
    expect(receiver.challenged.every((headers) => headers["webhook-signature"]?.startsWith("v1,"))).toBe(true);
    const sent = await owner.ok(getWebhookDelivery, { param: { id, delivery_id: log.data[1]?.id ?? "" } });
    expect(sent).toMatchObject({ request: null, event_id: null, tries: [{ outcome: "sent", response_text: null }] });
    expect(secret).toMatch(/^whsec_/);
  });

  it("is not sent to anybody any number of times", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 20, 9) });
    const world = await newWorld();
    const key = world.withKey("full");
    const receiver = new Receiver(world);
    const { id } = await endpointAt(key, receiver, ["team.*"]);
    for (let asked = 1; asked < companyPolicy.quota; asked++) await key.ok(verifyWebhook, { param: { id } });
    const { problem, headers } = await key.refused(verifyWebhook, { param: { id } }, "quota.exceeded");
    expect(problem).toMatchObject({ status: 429, policy: "challenges" });
    expect(headers.get("Retry-After")).toBe("900");
    expect(receiver.challenged).toHaveLength(companyPolicy.quota);
    vi.setSystemTime(Date.UTC(2026, 10, 20, 9, 15));
    await key.ok(verifyWebhook, { param: { id } });
  });

  it("comes again with a new address; what happens meanwhile waits for it", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const [old, fresh] = [new Receiver(world, "old"), new Receiver(world, "new")];
    const endpoint = await endpointAt(owner, old, ["team.created"]);
    fresh.echo = () => new Response("not yet", { status: 404 });
    const moved = await owner.ok(changeWebhook, { param: { id: endpoint.id }, body: { url: fresh.url } });
    expect(moved).toMatchObject({ status: "pending", url: fresh.url });
    await owner.ok(createTeam, { body: { name: "Meanwhile" } });
    await sendAll(world);
    expect(await linesOf(world, endpoint)).toMatchObject([{ status: "pending", attempts: 0 }]);

    fresh.echo = (challenge) => Response.json({ challenge });
    await owner.ok(verifyWebhook, { param: { id: endpoint.id } });
    await sendAll(world);
    expect(old.received).toEqual([]);
    expect(fresh.received.map(({ body }) => body.data.after?.["name"])).toEqual(["Meanwhile"]);
    expect(await owner.ok(getWebhook, { param: { id: endpoint.id } })).toMatchObject({ failing_since: null });
  });
});

describe("in test mode", () => {
  it("nothing leaves the house: the log has what would have been sent, with a signature to try receivers on", async () => {
    const world = await newWorld({ mode: "test" });
    const owner = await world.as("owner");
    const receiver = new Receiver(world);
    const outside = vi.spyOn(globalThis, "fetch");
    const { id, secret, status } = await owner.ok(createWebhook, { body: { url: receiver.url, events: ["team.*"] } });
    expect(status).toBe("active");
    expect(await owner.ok(verifyWebhook, { param: { id } })).toMatchObject({ status: "active" });
    await owner.ok(createTeam, { body: { name: "Quiet" } });
    await sendAll(world);

    const [line] = (await owner.ok(listWebhookDeliveries, { param: { id } })).data;
    expect(line).toMatchObject({ type: "team.created", status: "canceled", error: "test_mode", attempts: 1 });
    const sent = await owner.ok(getWebhookDelivery, { param: { id, delivery_id: line?.id ?? "" } });
    expect(sent.tries).toMatchObject([
      { outcome: "canceled", error: "test_mode", url: receiver.url, response_status: null },
    ]);
    const { headers = {}, body = "" } = sent.request ?? {};
    expectSigned(secret, { headers, text: body });
    expect(headers["webhook-id"]).toBe(line?.event_id);

    const [event] = (await owner.ok(listEvents, { query: { types: "team.*" } })).data;
    expect(JSON.parse(body)).toEqual({ type: event?.type, timestamp: event?.timestamp, data: event?.data });
    expect(outside).not.toHaveBeenCalled();
  });
});

async function teams(world: World, count: number): Promise<string[]> {
  const key = world.withKey("full");
  const made: string[] = [];
  for (let at = 0; at < count; at++) made.push((await key.ok(createTeam, { body: { name: `Team ${at}` } })).id);
  return made;
}

describe("the feed of events", () => {
  it("tells in order what happened, from anywhere on, by kind, as webhooks would", async () => {
    const world = await newWorld();
    const key = world.withKey("full");
    const [first = ""] = await teams(world, 3);
    await key.ok(changeTeam, { param: { id: first }, body: { name: "Renamed" } });

    const all = (await key.ok(listEvents, {})).data;
    expect(all.map(({ type, data }) => [type, data.seq, data.sequence])).toEqual([
      ["team.created", 1, 1],
      ["team.created", 2, 1],
      ["team.created", 3, 1],
      ["team.changed", 4, 2],
    ]);
    const last = all[3];
    expect(last).toMatchObject({
      timestamp: last?.data.at,
      data: {
        entity_id: first,
        version: 2,
        previous_id: all[0]?.id,
        after: { name: "Renamed" },
        previous_attributes: { name: "Team 0" },
      },
    });
    expect(await key.ok(getEvent, { param: { id: last?.id ?? "" } })).toEqual(last);
    // Neither address nor program of whoever did it: that is the audit trail's.
    expect(JSON.stringify(all)).not.toMatch(/"ip"|user_agent|session/);

    const seqs = async (query: object, page: object = {}) =>
      (await key.ok(listEvents, { query, page })).data.map(({ data }) => data.seq);
    expect(await seqs({ after: all[1]?.id ?? "" })).toEqual([3, 4]);
    expect(await seqs({ after: "3" })).toEqual([4]);
    expect(await seqs({ after: "4" })).toEqual([]);
    expect(await seqs({ after: "0", types: "team.changed,booking.*" })).toEqual([4]);
    expect(await seqs({}, { order: "seq.desc", limit: 2 })).toEqual([4, 3]);

    const page = await key.ok(listEvents, { query: { after: "1" }, page: { limit: 2 } });
    expect(page).toMatchObject({ has_more: true });
    expect(await seqs({ after: "1" }, { limit: 2, cursor: page.next_cursor ?? "" })).toEqual([4]);

    await key.refused(listEvents, { query: { types: "team.*,team.exploded" } }, "event.name_unknown");
    await key.refused(listEvents, { query: { after: testContext().newId("fact") } }, "event.unknown");
    await key.refused(getEvent, { param: { id: testContext().newId("fact") } }, "event.unknown");
    const recruiter = await world.as("recruiter");
    await recruiter.refused(listEvents, {}, "permission.missing");
  });

  it("keeps thirty days, and says so to whoever has missed something", async () => {
    const began = Date.UTC(2026, 10, 20, 9);
    vi.useFakeTimers({ toFake: ["Date"], now: began });
    const world = await newWorld();
    const key = world.withKey("full");
    await teams(world, 2);
    vi.setSystemTime(began + 10 * day);
    await key.ok(createTeam, { body: { name: "Later" } });
    const rows = await db.select().from(facts).where(eq(facts.tenantId, world.tenant.id));
    const idOf = (seq: number): string => rows.find((row) => row.seq === seq)?.id ?? "";

    vi.setSystemTime(began + 30 * day + hour);
    const seqs = async (query: object) => (await key.ok(listEvents, { query })).data.map(({ data }) => data.seq);
    expect(await seqs({})).toEqual([3]);
    expect(await seqs({ after: "0" })).toEqual([3]);
    // The second is gone too, but behind it nothing was missed.
    expect(await seqs({ after: idOf(2) })).toEqual([3]);
    const { problem } = await key.refused(listEvents, { query: { after: idOf(1) } }, "event.over");
    expect(problem).toMatchObject({ status: 410, oldest_seq: 3 });
    await key.refused(getEvent, { param: { id: idOf(1) } }, "event.over");
    await key.refused(redeliverEvent, { param: { id: idOf(1) } }, "event.over");
  });
});
