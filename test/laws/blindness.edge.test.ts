import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { apiRoutes, pageRoutes } from "../../src/api.ts";
import { problemOf } from "../../src/problems.ts";
import { createDecision, openDebrief } from "#hiring/debriefs/contract.ts";
import { reviseScorecard, submitApplicationScorecard, submitScorecard } from "#hiring/scorecards/contract.ts";
import { edge } from "#http/edge.ts";
import { type OpDef, op } from "#http/op.ts";
import { type Route, routes } from "#http/routes.ts";
import { wireId } from "#http/wire.ts";
import { gate } from "#identity/gate/gate.ts";
import { done } from "#kernel/outcome.ts";
import { factBodies } from "#platform/facts/tables.ts";
import { endpointAt, Receiver, sendAll } from "../support/webhooks.ts";
import { bindings, newWorld, send, testContext, type World } from "../support/world/world.ts";
import {
  aimsAt,
  answersTo,
  askingsFor,
  canaries,
  type Found,
  hideMoments,
  type Look,
  newFound,
  portionsOf,
  rationale,
  readBy,
  revision,
  type Sealed,
  sealed,
  tracesIn,
} from "./sealed.ts";

/**
 * Whoever owes a card reads nothing of the others': not by any route there is, nor in what is told of them. The routes come from the
 * router, so that a new one is under this law the moment it exists (what writes answer is looked at in test/proof). The debrief is open by override and something was decided, which is
 * when others read most.
 */
const now = Date.UTC(2026, 10, 20, 9);
const queued: unknown[] = [];

beforeAll(() => {
  vi.useFakeTimers({ toFake: ["Date"], now });
  const sendBatch = env.FACTS.sendBatch.bind(env.FACTS);
  vi.spyOn(env.FACTS, "sendBatch").mockImplementation((messages, options) => {
    const batch = [...messages];
    queued.push(...batch.map(({ body }) => body));
    return sendBatch(batch, options);
  });
});
afterEach(() => void vi.useRealTimers());
afterAll(() => void vi.restoreAllMocks());

type Judged = { world: World; things: Sealed; receiver: Receiver; hidden: readonly string[] };

/** Everybody but the two who look has judged, by the API; then the debrief was opened without those two. */
async function judged(): Promise<Judged> {
  vi.useFakeTimers({ toFake: ["Date"], now });
  const world = await newWorld();
  const receiver = new Receiver(world);
  await endpointAt(await world.as("owner"), receiver);
  const things = await sealed(world, "draft");
  const [kolkata, vancouver, recruiter] = [
    await world.as("kolkata"),
    await world.as("vancouver"),
    await world.as("recruiter"),
  ];
  const ofInterview = { param: { id: things.interview }, body: {} };
  const ofApplication = { param: { id: things.application } };
  const card = await kolkata.ok(submitScorecard, ofInterview);
  await vancouver.ok(submitScorecard, ofInterview);
  await recruiter.ok(submitScorecard, { ...ofInterview, query: { kind: "overall" } });
  await recruiter.ok(submitApplicationScorecard, { ...ofApplication, body: {} });
  await kolkata.ok(reviseScorecard, { param: { id: card.id }, body: { comments: revision } });
  await recruiter.ok(openDebrief, { ...ofApplication, body: { override_reason: "Two are on leave." } });
  await recruiter.ok(createDecision, { ...ofApplication, body: { outcome: "hold", rationale } });
  await hideMoments(world, things);
  await sendAll(world);
  return { world, things, receiver, hidden: [...canaries, ...things.cards] };
}

const ops = apiRoutes.map((route) => route.op);
const reads = ops.filter(({ method }) => method === "get");

async function readAll(look: Look, things: Sealed, wanted: readonly OpDef[], found = newFound()): Promise<Found> {
  const aims = await aimsAt(look.world, things);
  for (const one of wanted) await readBy(look, one, aims, found);
  return found;
}

/** Required, submitted and missing cards are what everybody may know. */
const withoutCounts = (answer: string): string =>
  answer.replaceAll(/"cards":\{"required":\d+,"submitted":\d+,"missing":\d+\}/g, '"cards":{}');

/** What each of the two reads besides: were they turned away there, nothing would have been looked at. */
const alsoRead = {
  berlin: [],
  admin: ["listEvents", "getEvent", "listAuditEvents", "getAuditEvent", "listDeliveries"],
};

/** What shows facts, or that they were sent: somebody's card is one. */
const tellsOfFacts = [
  "listEvents",
  "listAuditEvents",
  "listDeliveries",
  "getWebhook",
  "listWebhooks",
  "listWebhookDeliveries",
];

/** Which answers to an administrator who owes a card are others after another has handed in theirs. */
async function differences(wanted: readonly OpDef[], via: Look["send"] = send) {
  vi.useFakeTimers({ toFake: ["Date"], now });
  const world = await newWorld();
  const things = await sealed(world, "draft");
  const look: Look = { world, who: "admin", send: via, hidden: [] };
  const author = await world.as("kolkata");
  const askings = await askingsFor(world, wanted, await aimsAt(world, things));
  const before = await answersTo(look, askings);
  const again = await answersTo(look, askings);
  await author.ok(submitScorecard, { param: { id: things.interview }, body: {} });
  const after = await answersTo(look, askings);
  // What is printed anew each time tells nothing by being different.
  const steady = before.flatMap((answer, at) => (answer === again[at] ? at : []));
  const changed = steady.filter((at) => withoutCounts(after[at] ?? "") !== withoutCounts(before[at] ?? ""));
  const ids = changed.map((at) => askings[at]?.op.id ?? "");
  return { changed: [...new Set(ids)], answers: askings.length, steady: steady.length };
}

describe("a panelist who has not judged finds no trace of the others' cards", () => {
  it.each(["berlin", "admin"] as const)("in anything that %s can read, list or search", async (who) => {
    const found = newFound();
    for (const portion of portionsOf(reads)) {
      const { world, things, hidden } = await judged();
      await readAll({ world, who, send, hidden }, things, portion, found);
    }
    console.info(`blindness: ${reads.length} reads, ${found.asked} questions as ${who}, ${found.traces.length} traces`);
    expect(found.traces).toEqual([]);
    // Nobody was turned away at the door: each read was made once at least, or its permission is not theirs.
    const unanswered = [...found.statuses].filter(([, statuses]) => statuses.every((status) => status === 401));
    expect(unanswered).toEqual([]);
    const answered = [...found.statuses].filter(([, statuses]) => statuses.includes(200)).map(([id]) => id);
    expect(answered).toEqual(
      expect.arrayContaining(["listScorecards", "getDebrief", "getInterview", ...alsoRead[who]]),
    );
  });

  it("nor any difference when another hands theirs in, but for the count and that it was told", async () => {
    const parts: Awaited<ReturnType<typeof differences>>[] = [];
    for (const portion of portionsOf(reads)) parts.push(await differences(portion));
    const changed = parts.flatMap((part) => part.changed);
    const sum = (of: "answers" | "steady") => parts.reduce((total, part) => total + part[of], 0);
    const [answers, steady] = [sum("answers"), sum("steady")];
    console.info(`blindness: ${answers} answers before and after, ${steady} steady, changed: ${changed.join(", ")}`);
    expect(changed.filter((id) => !tellsOfFacts.includes(id))).toEqual([]);
    expect(changed).toContain("listEvents");
    expect(steady).toBeGreaterThan(0.8 * answers);
  });

  it("in the log, in what the queue carries, and in what webhooks are sent; nor who wrote one", async () => {
    queued.length = 0;
    const { world, receiver, hidden } = await judged();
    const { db } = testContext();
    const log = await db.all(sql`select * from facts where tenant_id = ${world.tenant.id}`);
    const bodies = await db.all(sql`select * from fact_bodies where tenant_id = ${world.tenant.id}`);
    const ledger = await db.all(sql`select * from deliveries where tenant_id = ${world.tenant.id}`);
    const told = await db.all(sql`select * from notifications where tenant_id = ${world.tenant.id}`);
    const sent = receiver.received.map(({ text, headers }) => `${text} ${JSON.stringify(headers)}`);
    const texts = [log, bodies, ledger, told, queued, sent].map((rows) => JSON.stringify(rows));
    expect(texts.flatMap((text) => tracesIn(text, hidden))).toEqual([]);

    const ofCards = receiver.received.filter(({ body }) => body.type.startsWith("scorecard."));
    expect(ofCards.map(({ body }) => body.type).toSorted()).toEqual([
      "scorecard.revised",
      "scorecard.submitted",
      "scorecard.submitted",
      "scorecard.submitted",
      "scorecard.submitted_apart",
    ]);
    const authors = ["kolkata", "vancouver", "recruiter"].map((who) => world.people[who as "kolkata"]);
    for (const { text } of ofCards)
      for (const { member, user } of authors) for (const id of [member.id, user.id]) expect(text).not.toContain(id);
    expect(new Set(ofCards.map(({ body }) => body.data.actor))).toEqual(new Set(["system"]));
    expect(queued.length).toBeGreaterThan(6);
    for (const note of queued) expect(Object.keys(note as object).toSorted()).toEqual(["fact", "tenant"]);
  });
});

/** A door that tells what it should not. */
const leaking = op({
  id: "leakCards",
  method: "get",
  path: "/v1/interviews/{id}/planted",
  tag: "Planted",
  summary: "Tell what should be sealed",
  may: "interviews:read",
  param: z.object({ id: wireId("interview") }),
  status: 200,
  answer: z.strictObject({ mean: z.number(), used: z.boolean() }),
});

/** One that shows nothing, and finds. */
const finding = op({
  id: "findByCards",
  method: "get",
  path: "/v1/planted",
  tag: "Planted",
  summary: "Find by what should be sealed",
  may: "interviews:read",
  query: z.object({ q: z.string().optional() }),
  order: ["created_at.desc"],
  status: 200,
  answer: z.strictObject({ id: z.string() }),
});

const planted: readonly Route[] = routes()
  .on(
    leaking,
    async (scope, { param }) => {
      const rows = await scope.db.all<{
        mean: number;
        used: number;
      }>(sql`select json_extract(content, '$.rating') as mean,
        status = 'submitted' as used from scorecards where tenant_id = ${scope.tenant.id} and interview_id = ${param.id}
        and kind = 'panelist' and is_training = 0`);
      return done({ mean: rows[0]?.mean ?? 0, used: rows[0]?.used === 1 });
    },
    (said) => said,
  )
  .list(
    finding,
    async (scope, { query }) => {
      const rows = await scope.db.all<{ id: string }>(sql`select distinct interview_id as id from scorecards
        where tenant_id = ${scope.tenant.id} and interview_id is not null and instr(content, ${query.q ?? ""}) > 0`);
      return done({ rows, next: null });
    },
    ({ id }) => ({ id }),
  ).all;

describe("a leak is seen", () => {
  it("of a number, of a search that finds by cards, of a fact that says more, and of eyes that were opened", async () => {
    const { world, things, hidden } = await judged();
    const leaky = edge({ routes: [...apiRoutes, ...planted], pages: pageRoutes, problems: problemOf, gate });
    const look: Look = {
      world,
      who: "admin",
      hidden,
      send: async (request) => leaky.fetch(request, bindings, createExecutionContext()),
    };
    const tracesOf = async (id: string) => {
      const one = [leaking, finding, ...ops].filter((known) => known.id === id);
      return (await readAll(look, things, one)).traces;
    };
    expect(await tracesOf("leakCards")).not.toEqual([]);
    expect((await differences([leaking], look.send)).changed).toEqual(["leakCards"]);
    expect(await tracesOf("findByCards")).toContain("findByCards finds what stands on a card, by q");

    const { db } = testContext();
    expect(await tracesOf("listEvents")).toEqual([]);
    const id = testContext().newId("fact");
    await db.run(sql`insert into facts (tenant_id, seq, id, type, action, entity_type, entity_id, version, actor, request_id, at)
      select tenant_id, max(seq) + 1, ${id}, 'scorecard.submitted', 'update', 'interview', ${things.interview}, 1, 'system', 'req', at
      from facts where tenant_id = ${world.tenant.id}`);
    await db.insert(factBodies).values({
      tenantId: world.tenant.id,
      factId: id,
      before: null,
      after: { comments: revision },
      ip: null,
      userAgent: null,
    });
    for (const route of ["listEvents", "getEvent", "listAuditEvents", "getAuditEvent"])
      expect(await tracesOf(route)).not.toEqual([]);

    expect(await tracesOf("listScorecards")).toEqual([]);
    await db.run(sql`update participants set card = 'none' where tenant_id = ${world.tenant.id}
      and member_id = ${world.people.admin.member.id}`);
    for (const route of ["listScorecards", "getScorecard", "listScorecardVersions", "getDebrief", "listDecisions"])
      expect([route, (await tracesOf(route)).length > 0]).toEqual([route, true]);
  });
});
