import * as fc from "fast-check";
import { describe, expect, inject, it } from "vitest";
import { type Document, operationsOf } from "#http/document.ts";
import { assertNoLeak } from "../support/client.ts";
import { makeObject } from "../support/objects.ts";
import { bindings, newWorld, send, type World } from "../support/world/world.ts";
import { judgeOf } from "./fuzz/judge.ts";
import { type Credentials, type Plan, plans, requestOf } from "./fuzz/plans.ts";
import { Pool } from "./fuzz/pool.ts";
import type { FuzzSettings } from "./fuzz/settings.ts";

// Longer: FUZZ_REQUESTS=100000 FUZZ_SEED=7 npm run proof -- test/proof/fuzz.edge.test.ts
const { requests, seed }: FuzzSettings = inject("fuzz");

/** So many requests in one pair of tenants; then others, because some operations end what they act on, and budgets are per credential. */
const perRound = 250;
const atOnce = 6;

type Round = {
  world: World;
  stranger: World;
  pools: { own: Pool; foreign: Pool };
  credentials: Credentials;
  /** How often somebody with a good credential was told that it is none: they signed out, or closed the company. */
  turnedAway: number;
};
type Figures = {
  sent: number;
  bad: number;
  fed: number;
  statuses: Map<number, number>;
  operations: Map<string, Set<number>>;
  faults: string[];
};

const servedDocument = async () =>
  (await (await send(new Request(`${bindings.PUBLIC_ORIGIN}/openapi.json`))).json()) as Document;

async function newRound(): Promise<Round> {
  const [world, stranger] = [await newWorld(), await newWorld({ name: "Harbour & Vale" })];
  const token = (who: Parameters<World["tokenOf"]>[0]) => world.tokenOf(who);
  const credentials: Credentials = {
    owner: await token("owner"),
    admin: await token("admin"),
    recruiter: await token("recruiter"),
    interviewer: await token("kolkata"),
    viewer: await token("viewer"),
    "full key": world.keys.full.text,
    "reader key": world.keys.reader.text,
    stranger: await stranger.tokenOf("owner"),
    anonymous: undefined,
    stale: (await token("owner")).replace(/^(.+)\.(.+)\.(.+)$/, "$1.$3.$2"),
  };
  const pools = { own: new Pool(world), foreign: new Pool(stranger) };
  // One of each kind that no request can make.
  for (const make of Object.values(makeObject)) {
    pools.own.learn(await make(world, "present"));
    pools.own.learn(await make(world, "deleted"));
    pools.foreign.learn(await make(stranger, "present"));
  }
  return { world, stranger, pools, credentials, turnedAway: 0 };
}

async function play(plan: Plan, round: Round, judge: ReturnType<typeof judgeOf>, figures: Figures): Promise<void> {
  const { request, body } = requestOf(plan, round.pools, round.credentials, bindings.PUBLIC_ORIGIN);
  const response = await send(request);
  const text = await response.text();
  const { status, faults } = await judge(plan.listed, response, text);
  const isStranger = plan.principal === "stranger";
  try {
    // What anybody may see is nobody's secret.
    if (plan.listed.operation["x-permission"] !== "anyone")
      assertNoLeak((isStranger ? round.stranger : round.world).mark, text);
  } catch (error) {
    faults.push(String(error));
  }
  const { operationId } = plan.listed.operation;
  figures.sent++;
  if (plan.mutation !== null) figures.bad++;
  figures.statuses.set(status, (figures.statuses.get(status) ?? 0) + 1);
  figures.operations.set(operationId, (figures.operations.get(operationId) ?? new Set()).add(status));
  const label = `${plan.principal}, ${plan.mutation?.kind ?? "good"}: ${request.method} ${request.url} ${body.slice(0, 300)}`;
  for (const fault of faults) figures.faults.push(`${operationId}: ${fault}\n    ${label}\n    ${text.slice(0, 300)}`);
  const isGood =
    !["anonymous", "stale"].includes(plan.principal) && plan.mutation?.kind.includes("credential") !== true;
  if (status === 401 && isGood) round.turnedAway++;
  const isJson = response.headers.get("Content-Type")?.startsWith("application/json") === true;
  if (response.ok && isJson) (isStranger ? round.pools.foreign : round.pools.own).learn(JSON.parse(text));
}

describe("requests made from the served document", () => {
  it(`${requests} of them, more than 40 % invalid: never a fault, and every answer is as documented`, async () => {
    const document = await servedDocument();
    // Doors that speak no JSON have tests of their own.
    const listed = operationsOf(document).filter(({ operation }) => operation["x-door"] !== true);
    const judge = judgeOf(document);
    const figures: Figures = { sent: 0, bad: 0, fed: 0, statuses: new Map(), operations: new Map(), faults: [] };
    const made = plans(document, listed);
    const began = Date.now();

    for (let round = 0; round * perRound < requests; round++) {
      const numRuns = Math.min(perRound, requests - round * perRound);
      const queue = fc.sample(made, { seed: seed + round, numRuns });
      let place = await newRound();
      while (queue.length > 0) {
        await Promise.all(queue.splice(0, atOnce).map((plan) => play(plan, place, judge, figures)));
        if (place.turnedAway < 3) continue;
        countFed(place, figures);
        place = await newRound();
      }
      countFed(place, figures);
    }
    report(figures, listed.length, Date.now() - began);

    expect(figures.faults.slice(0, 20)).toEqual([]);
    expect(figures.bad / figures.sent).toBeGreaterThan(0.4);
    // Every operation was reached, and requests went deep enough to succeed, not only to be turned away. What the others need is
    // a state that hardly ever comes about by chance, such as an interview that has begun; the matrix arranges it.
    expect(figures.operations.size).toBe(listed.length);
    const succeeded = [...figures.operations].filter(([, statuses]) => [...statuses].some((status) => status < 300));
    expect(succeeded.length / listed.length).toBeGreaterThan(0.6);
  });
});

function countFed({ pools }: Round, figures: Figures): void {
  figures.fed += pools.own.fed + pools.foreign.fed;
}

describe("the judge of answers", () => {
  const problem = {
    type: "/problems/team.unknown",
    title: "x",
    status: 404,
    code: "team.unknown",
    instance: "x",
    request_id: "x",
  };
  const team = {
    object: "team",
    id: "tea_01h455vb4pex5vsknk084sn02q",
    name: "x",
    description: null,
    parent_id: null,
    metadata: {},
    created_at: "2026-11-20T08:00:00Z",
    updated_at: "2026-11-20T08:00:00Z",
    version: 1,
  };
  const headers = { "Content-Type": "application/json", "Request-Id": "req_x", "X-Content-Type-Options": "nosniff" };
  const asProblem = { ...headers, "Content-Type": "application/problem+json" };

  it.each<[string, number, unknown, Record<string, string>, RegExp | undefined]>([
    ["a good answer passes", 200, team, headers, undefined],
    ["a documented refusal passes", 404, problem, asProblem, undefined],
    ["a fault", 500, { ...problem, status: 500, code: "fault.unexpected" }, asProblem, /answered 500/],
    ["a status nobody documented", 418, problem, asProblem, /418 is not documented/],
    ["a field nobody documented", 200, { ...team, secret: 1 }, headers, /additional properties/],
    ["a missing field", 200, { ...team, version: undefined }, headers, /required property 'version'/],
    ["an id of another kind", 200, { ...team, id: "mem_01h455vb4pex5vsknk084sn02q" }, headers, /pattern/],
    ["an instant that is none", 200, { ...team, created_at: "yesterday" }, headers, /format "date-time"/],
    [
      "another content type",
      200,
      team,
      { ...headers, "Content-Type": "text/html" },
      /text\/html, not application\/json/,
    ],
    ["an error that is no problem", 404, problem, headers, /application\/json, not application\/problem/],
    ["a code of another operation", 404, { ...problem, code: "api_key.unknown" }, asProblem, /allowed values/],
    ["a stack", 200, { ...team, name: "at Object (x.ts:1)" }, headers, /shows its inside/],
    ["a word of the database", 200, { ...team, name: "D1_ERROR: no such table" }, headers, /shows its inside/],
    ["no request id", 200, team, { ...headers, "Request-Id": "" }, /no Request-Id/],
  ])("sees %s", async (_, status, body, sent, fault) => {
    const document = await servedDocument();
    const listed = operationsOf(document).find(({ operation }) => operation.operationId === "getTeam");
    if (listed === undefined) throw new Error("no getTeam");
    const text = JSON.stringify(body);
    const { faults } = await judgeOf(document)(listed, new Response(text, { status, headers: sent }), text);
    expect(faults.join("; ")).toMatch(fault ?? /^$/);
  });
});

function report({ sent, bad, fed, statuses, operations, faults }: Figures, known: number, milliseconds: number): void {
  const answers = [...statuses].toSorted(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
  const never = [...operations]
    .filter(([, seen]) => ![...seen].some((status) => status < 300))
    .map(([id, seen]) => `${id} (${[...seen].toSorted((a, b) => a - b).join(" ")})`);
  console.info(
    [
      `fuzz: ${sent} requests, seed ${seed}, ${Math.round((100 * bad) / sent)} % made invalid, ${operations.size} of ${known} operations, ${fed} ids of earlier answers fed back, ${Math.round(milliseconds / 100) / 10} s`,
      `  answers ${answers.join(", ")}; faults ${faults.length}`,
      `  never succeeded: ${never.join(", ") || "none"}`,
    ].join("\n"),
  );
}
