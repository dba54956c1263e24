import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import * as z from "zod";
import { apiRoutes, pageRoutes } from "../../src/api.ts";
import { problemOf } from "../../src/problems.ts";
import { edge } from "#http/edge.ts";
import { op } from "#http/op.ts";
import { type Route, routes } from "#http/routes.ts";
import { wireId } from "#http/wire.ts";
import { gate } from "#identity/gate/gate.ts";
import { done } from "#kernel/outcome.ts";
import { factBodies } from "#platform/facts/tables.ts";
import { bindings, testContext } from "../support/world/world.ts";
import { differences, judged, now, everythingReadBy, readAll, reads } from "./blindness.ts";
import { type Look, revision, tracesIn } from "./sealed.ts";

/**
 * Whoever owes a card reads nothing of the others': not by any route there is, nor in what is told of them. The routes come from the
 * router, so that a new one is under this law the moment it exists. The debrief is open by override and something was decided, which
 * is when others read most. Here everything is read by an administrator on the panel, whom a company lets read most, what is told is
 * looked through, and leaks are planted. test/proof/blindness.edge.test.ts reads it all as an interviewer, asks whether any answer
 * differs once another has handed in their card, and looks at what every write answers.
 */
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

describe("a panelist who has not judged finds no trace of the others' cards", () => {
  it("in anything that an administrator can read, list or search", async () => {
    const read = await everythingReadBy("admin");
    expect(read.traces).toEqual([]);
    // What the router reads by was asked, each of it; and nobody was turned away at the door, or its permission is not theirs.
    expect([read.unasked, read.turnedAway]).toEqual([[], []]);
    expect(read.answered).toEqual(expect.arrayContaining(read.mustAnswer));
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
      const one = [leaking, finding, ...reads].filter((known) => known.id === id);
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
