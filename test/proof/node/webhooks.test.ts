// The built Worker in a process of its own, a company's bad server in another; the Worker is killed while it sends.
// Longer: npm run webhooks
import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { root, temporaryFolder } from "../../../scripts/local.ts";
import { type Bundle, startBundle } from "../../../scripts/start-bundle.ts";
import { bodyOf, type Call, callsTo, pooled, untilAnswered } from "./calls.ts";
import { invitee, offer, type Office, openOffice } from "./office.ts";
import type { Report } from "./receiver.ts";

const events = Number(process.env["WEBHOOK_EVENTS"] ?? 500);
const kills = Number(process.env["WEBHOOK_KILLS"] ?? 3);
const perBooking = 25;
const hour = 3_600_000;
/** How long the Worker waits for an answer here; ten seconds elsewhere. */
const patience = 1_000;
const patientFor = Math.max(240_000, events * 400);

const folder = temporaryFolder("proof-webhooks");
const open = { bundle: undefined as Bundle | undefined, receiver: undefined as ChildProcess | undefined };
let bundle: Bundle;
let call: Call;
let office: Office;
let outside = "";

beforeAll(async () => {
  const bindings = { OUTBOUND_ALLOW: "loopback", OUTBOUND_PATIENCE: String(patience) };
  bundle = await startBundle({
    dist: inject("dist"),
    state: join(folder, "state"),
    seeded: true,
    quiet: true,
    bindings,
  });
  open.bundle = bundle;
  call = callsTo(bundle.url).call;
  office = await openOffice(bundle, call, { hosts: 1, keys: Math.max(10, Math.ceil(events / 100)) });
  outside = await startReceiver();
}, 120_000);

afterAll(async () => {
  open.receiver?.kill();
  await open.bundle?.stop();
  rmSync(folder, { recursive: true, force: true });
});

function startReceiver(): Promise<string> {
  const child = spawn("node", [join(root, "test/proof/node/receiver.ts")], { stdio: ["pipe", "pipe", "inherit"] });
  open.receiver = child;
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      const port = /ready (\d+)/.exec(text)?.[1];
      if (port !== undefined) resolve(`http://127.0.0.1:${port}`);
    });
  });
}

async function control(word: "report" | "secrets" | "forget", body: object = {}): Promise<Report> {
  const answer = await fetch(`${outside}/-/${word}`, { method: "POST", body: JSON.stringify(body) });
  return (await answer.json()) as Report;
}

async function rows<Row>(sql: string): Promise<Row[]> {
  const db = await bundle.mf.getD1Database("DB");
  return (await db.prepare(sql).all<Row>()).results;
}

const count = async (sql: string): Promise<number> =>
  (await rows<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`))[0]?.n ?? -1;

/** No duty of the cron's is waited for: it rings, and others work. */
async function tick(): Promise<void> {
  await fetch(`${bundle.url}/cdn-cgi/local/scheduled?cron=${encodeURIComponent("* * * * *")}&time=${Date.now()}`);
}

async function untilItAnswers(): Promise<void> {
  const end = AbortSignal.timeout(30_000);
  for (let isUp = false; !isUp; await sleep(25)) {
    end.throwIfAborted();
    isUp = (await call("GET", "/readyz")).status === 200;
  }
}

/** The hours and days between tries have passed: whatever waits is due, and circuits may be tried. */
async function letTimePass(): Promise<void> {
  const past = "due_at > 1 and status = 'pending' and channel = 'webhook'";
  await rows(`UPDATE deliveries SET due_at = 1 WHERE ${past}`);
  await rows("UPDATE webhooks SET paused_until = NULL, wakes_at = 1 WHERE deleted_at IS NULL");
}

/** So has the time after which facts are rung for again: when nobody hears them, that is, since a bell for each of them is enough. */
async function letBellsRing(unheard: number): Promise<number> {
  const still = await count("outbox");
  if (still >= unheard) await rows("UPDATE outbox SET due_at = 1");
  return still;
}

/** The minute of a lease has passed. Only when nobody is left who could hold one. */
const letLeasesPass = () => rows("UPDATE deliveries SET lease_until = 1 WHERE status = 'sending'");

type Made = { id: string; secret: string; status: string };

async function endpointAt(path: string, wanted = ["booking.*"]): Promise<Made> {
  const body = { url: `${outside}${path}`, events: wanted };
  const made = bodyOf(await call("POST", "/v1/webhooks", { credential: office.keys[0], body }), 201) as Made;
  await control("secrets", { [path]: made.secret });
  const verified = await call("POST", `/v1/webhooks/${made.id}/verify`, { credential: office.keys[0] });
  return { ...made, ...(bodyOf(verified, 200) as { status: string }) };
}

const keyOf = (place: number): string => office.keys[place % office.keys.length] ?? "";

/** One booking, and what becomes of it: each step is an event. */
async function busyBooking(eventType: string, place: number): Promise<void> {
  const starts = new Date((Math.ceil(Date.now() / hour) + 48 + place) * hour);
  const body = { event_type_id: eventType, starts_at: starts.toISOString(), invitee: invitee(place) };
  const credential = keyOf(place);
  const ask = () => call("POST", "/v1/bookings", { credential, key: `booking ${place}`, body });
  const { id } = bodyOf(await insisting(ask), 201) as { id: string };
  for (let step = 1; step < perBooking; step++) {
    const change = { credential: keyOf(place + step), body: { metadata: { step: String(step) } } };
    bodyOf(await insisting(() => call("PATCH", `/v1/bookings/${id}`, change)), 200);
  }
}

/** The Worker is killed every now and then; whoever wants something asks again. */
async function insisting(ask: () => ReturnType<Call>): ReturnType<Call> {
  for (let tries = 0; ; tries++) {
    const answer = await untilAnswered(ask);
    if ((answer.status > 0 && answer.status < 500) || tries > 60) return answer;
    await sleep(200);
  }
}

/** What has happened to bookings since then: those of the seeded company were told to nobody. */
const toldSince = (seq: number): string =>
  `facts WHERE tenant_id = '${office.tenant}' AND type LIKE 'booking.%' AND seq > ${seq}`;

/**
 * Ends when every event of a booking has arrived at these endpoints, as the ledger sees it. What was given up after nine tries is asked
 * for again, as its owner would: with dice this bad it happens to one in a thousand.
 */
async function untilAllIsSent(endpoints: readonly Made[], since: number): Promise<{ rounds: number; givenUp: number }> {
  const began = Date.now();
  const ids = endpoints.map(({ id }) => `'${id}'`).join(", ");
  const mine = `recipient IN (${ids}) AND subject_id IN (SELECT id FROM ${toldSince(since)})`;
  for (let [rounds, givenUp, unheard] = [0, 0, 0]; ; rounds++) {
    const told = await count(toldSince(since));
    const sent = await count(
      `(SELECT DISTINCT subject_id, recipient FROM deliveries WHERE status = 'sent' AND ${mine})`,
    );
    if (sent === told * endpoints.length) return { rounds, givenUp };
    if (Date.now() - began > patientFor) throw new Error(`${sent} of ${told * endpoints.length} were sent in time`);
    const lost = await rows<{ id: string; recipient: string }>(
      `SELECT max(id) AS id, recipient FROM deliveries WHERE ${mine}
       GROUP BY subject_id, recipient HAVING sum(status <> 'failed') = 0`,
    );
    for (const { id, recipient } of lost) {
      const path = `/v1/webhooks/${recipient}/deliveries/${id}/redeliver`;
      bodyOf(await call("POST", path, { credential: keyOf(rounds) }), 202);
    }
    givenUp += lost.length;
    await letTimePass();
    // The queue takes a second to gather a batch, and more to hear it.
    if (rounds % 8 === 0) unheard = await letBellsRing(unheard);
    await tick();
    await sleep(400);
  }
}

describe("webhooks at a bad server", () => {
  it(
    "killed while sending, every event arrives at every endpoint under one id, verified, without a gap",
    async () => {
      const [flaky, steady] = [await endpointAt("/flaky"), await endpointAt("/steady")];
      expect([flaky.status, steady.status]).toEqual(["active", "active"]);
      const event = await offer(call, office.keys[0], "one_on_one", office.hosts, {
        horizon: { kind: "calendar_days", days: 90 },
      });

      const [{ since } = { since: 0 }] = await rows<{ since: number }>(
        `SELECT max(seq) AS since FROM facts WHERE tenant_id = '${office.tenant}'`,
      );
      const began = Date.now();
      const bookings = Array.from({ length: Math.ceil(events / perBooking) }, (_, place) => place);
      const making = pooled(bookings, 8, (place) => busyBooking(event.id, place));
      const killing = (async () => {
        let inHand = 0;
        for (let round = 0; round < kills; round++) {
          // Not before something is under way, so that each kill finds a sender at work.
          for (let looks = 0; looks < 200 && (await count("deliveries WHERE status = 'sending'")) === 0; looks++) {
            await letTimePass();
            await tick();
            await sleep(50);
          }
          await sleep(37 * (round % 9));
          await bundle.kill();
          await untilItAnswers();
          inHand += await count("deliveries WHERE status = 'sending'");
          await letLeasesPass();
          await letBellsRing(0);
        }
        return inHand;
      })();
      const [inHand] = await Promise.all([killing, making]);
      const made = Date.now();
      const { rounds, givenUp } = await untilAllIsSent([flaky, steady], since);

      const facts = await rows<{ id: string; entity: string; version: number }>(
        `SELECT id, entity_id AS entity, version FROM ${toldSince(since)}`,
      );
      expect(facts.length).toBeGreaterThanOrEqual(events);
      const { paths, faults } = await control("report");
      expect(faults).toEqual([]);
      for (const path of ["/flaky", "/steady"]) {
        const lines = paths[path]?.lines ?? [];
        const accepted = new Set(lines.filter((line) => line.accepted > 0).map(({ id }) => id));
        expect(facts.filter(({ id }) => !accepted.has(id))).toEqual([]);
        // No id but those of events, whatever was tried how often.
        expect(lines).toHaveLength(facts.length);
        const ofEach = Map.groupBy(lines, ({ entity }) => entity);
        for (const [, told] of ofEach)
          expect(told.map(({ sequence }) => sequence).toSorted((a, b) => a - b)).toEqual(told.map((_, at) => at + 1));
        expect(paths[path]?.most).toBeLessThanOrEqual(4);
      }
      const twice = (paths["/flaky"]?.lines ?? []).filter(({ accepted }) => accepted > 1).length;
      const once = await count(`(SELECT subject_id FROM deliveries WHERE channel = 'webhook' AND ordinal = 1
        AND recipient = '${flaky.id}' AND template LIKE 'booking.%' GROUP BY subject_id HAVING count(*) = 1)`);
      expect(once).toBe(facts.length);

      console.log(
        `events: ${facts.length}; kills: ${kills}, ${inHand} deliveries in hand at them; requests: ${paths["/flaky"]?.requests} to the ` +
          `flaky endpoint, ${paths["/steady"]?.requests} to the steady one, never more than ${paths["/flaky"]?.most} and ` +
          `${paths["/steady"]?.most} at a time; delivered: ${facts.length} and ${facts.length} (100 %); accepted twice, under one id: ` +
          `${twice}; given up after nine tries and asked for again: ${givenUp}; verified by standardwebhooks: all; gaps in sequence: 0; made and killed in ${Math.round((made - began) / 1_000)} s, ` +
          `all there ${Math.round((Date.now() - made) / 1_000)} s and ${rounds} rounds later`,
      );
    },
    patientFor + 120_000,
  );

  it("a redirect is not followed", async () => {
    const made = await call("POST", "/v1/webhooks", {
      credential: office.keys[0],
      body: { url: `${outside}/moved`, events: ["team.created"] },
    });
    const { id } = bodyOf(made, 201) as Made;
    const refused = await call("POST", `/v1/webhooks/${id}/verify`, { credential: office.keys[0] });
    expect(bodyOf(refused, 409)).toMatchObject({
      code: "webhook.unanswered",
      reason: "http_302",
      response_status: 302,
    });
    expect((await control("report")).faults).toEqual([]);
  });
});

/** Has an endpoint sent whatever happened within the hour. */
async function again({ id }: Made): Promise<void> {
  const body = { after: new Date(Date.now() - 3_600_000).toISOString() };
  bodyOf(await call("POST", `/v1/webhooks/${id}/redeliver`, { credential: office.keys[0], body }), 202);
}

/** Off or on again: what waits for one that is off is canceled. */
const turn = async ({ id }: Made, active: boolean): Promise<void> => {
  bodyOf(await call("PATCH", `/v1/webhooks/${id}`, { credential: office.keys[0], body: { active } }), 200);
};

const least = (times: readonly number[]): number => Math.min(...times);
const shown = (times: readonly number[]): string => times.map((time) => Math.round(time)).join(", ");

describe("a slow endpoint", () => {
  const pairs = 4;
  const each = 20;
  /** Long beside the work that an event is: what others do on this machine meanwhile must not be taken for a delay. */
  const thinking = 400;

  /** Has an endpoint sent so many events that happened already, and answers how long it took until the last one was accepted. */
  async function drain(endpoint: Made, path: string): Promise<number> {
    await control("forget");
    const began = Date.now();
    await again(endpoint);
    for (;;) {
      const heard = (await control("report")).paths[path];
      if (heard !== undefined && heard.accepted >= each) return heard.lastAt - began;
      if (Date.now() - began > 60_000) throw new Error("it never ended");
      await sleep(100);
    }
  }

  it("delays others by less than a twentieth", async () => {
    for (let at = 0; at < each; at++)
      bodyOf(await call("POST", "/v1/teams", { credential: keyOf(at), body: { name: `Slow ${at}` } }), 201);
    const wanted = ["team.created"];
    const [quickPath, slowPath] = [`/after/${thinking}`, `/after/${patience - 100}`];
    const [quick, slow] = [await endpointAt(quickPath, wanted), await endpointAt(slowPath, wanted)];
    await drain(quick, quickPath);
    const [alone, beside]: [number[], number[]] = [[], []];
    for (let pair = 0; pair < pairs; pair++) {
      await turn(slow, false);
      await sleep(patience);
      alone.push(await drain(quick, quickPath));
      await turn(slow, true);
      await again(slow);
      await sleep(100);
      beside.push(await drain(quick, quickPath));
      const busy = (await control("report")).paths[slowPath];
      // It was waited for all the while, by whoever sends to it.
      expect(busy?.most).toBe(4);
      expect(await count(`deliveries WHERE recipient = '${slow.id}' AND status = 'pending'`)).toBeGreaterThan(0);
    }
    const ratio = least(beside) / least(alone) - 1;
    console.log(
      `${each} events at an endpoint that answers after ${thinking} ms: alone ${shown(alone)} ms, beside one that answers after ` +
        `${patience - 100} ms ${shown(beside)} ms; the quickest of each: ${(100 * ratio).toFixed(1)} % later`,
    );
    expect(ratio).toBeLessThan(0.05);
  }, 240_000);
});
