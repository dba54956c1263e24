import { sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { getApplication } from "#hiring/applications/contract.ts";
import { listApplicationHistory } from "#hiring/applications/look-contract.ts";
import { createDecision, getDebrief, listDecisions, openDebrief } from "#hiring/debriefs/contract.ts";
import { listScorecards, submitScorecard } from "#hiring/scorecards/contract.ts";
import { heldInterview, sits } from "../support/verdicts.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

const memberOf = (world: World, who: keyof World["people"]) => world.people[who].member.id;
const said = { rating: 4, recommendation: "yes", comments: "Named what would break first." } as const;

/** An application whose panel of two has yet to judge. */
async function considered(panel: (keyof World["people"])[] = ["berlin", "kolkata"]) {
  const world = await newWorld();
  const held = await heldInterview(
    world,
    panel.map((who) => sits(memberOf(world, who))),
  );
  const judge = async (who: keyof World["people"], is: object = {}) =>
    (await world.as(who)).ok(submitScorecard, { param: { id: held.interview }, body: { card: { ...said, ...is } } });
  return { world, held, judge, recruiter: await world.as("recruiter"), param: { id: held.application } };
}

const bodies = (world: World) =>
  testContext().db.all<{
    type: string;
    actor: string;
    after: string;
  }>(sql`select f.type as type, f.actor as actor, b."after" as "after"
    from facts f, fact_bodies b where f.tenant_id = ${world.tenant.id} and b.tenant_id = f.tenant_id and b.fact_id = f.id order by f.seq`);

describe("a debrief", () => {
  it("opens when all required cards are in; staff read them then, and what they come to", async () => {
    const { world, held, judge, recruiter, param } = await considered();
    expect(await recruiter.ok(getDebrief, { param })).toMatchObject({
      status: "waiting",
      cards: { required: 2, submitted: 0, missing: 2 },
      missing_member_ids: [memberOf(world, "berlin"), memberOf(world, "kolkata")].toSorted(),
      summary: null,
    });
    await judge("berlin");
    const waiting = await recruiter.refused(openDebrief, { param, body: {} }, "debrief.cards_missing");
    expect(waiting.problem).toMatchObject({ missing: 1 });
    await judge("kolkata", { rating: 1, recommendation: "strong_no" });
    expect(await recruiter.ok(getDebrief, { param })).toMatchObject({
      status: "ready",
      missing_member_ids: [],
      summary: null,
    });
    const query = { application_id: held.application };
    expect((await recruiter.ok(listScorecards, { query })).data).toMatchObject([{ content: null }, { content: null }]);
    const opened = await recruiter.ok(openDebrief, { param, body: { override_reason: "Just in case" } });
    expect(opened).toMatchObject({
      status: "open",
      opened_by: memberOf(world, "recruiter"),
      override_reason: null,
      missing_at_opening: 0,
      summary: { recommendations: { strong_yes: 0, yes: 1, no: 0, strong_no: 1 }, mean_rating: 2.5 },
    });
    expect(
      (await recruiter.ok(listScorecards, { query })).data.map((card) => `${card.content?.rating}`).toSorted(),
    ).toEqual(["1", "4"]);
    expect((await world.withKey("full").ok(listScorecards, { query })).data).toMatchObject([
      { content: {} },
      { content: {} },
    ]);
    await recruiter.refused(openDebrief, { param, body: {} }, "debrief.already_open");
  });

  it("opens before that to who says why, which the trail keeps; and stays shut to who still owes a card", async () => {
    const { world, held, judge, recruiter, param } = await considered(["berlin", "admin"]);
    await judge("berlin");
    const override_reason = "Jonas is ill for the month.";
    expect(await recruiter.ok(openDebrief, { param, body: { override_reason } })).toMatchObject({
      override_reason,
      missing_at_opening: 1,
      missing_member_ids: [memberOf(world, "admin")],
    });
    const [told] = (await bodies(world)).slice(-1);
    expect(told).toMatchObject({ type: "debrief.opened", actor: memberOf(world, "recruiter") });
    expect(JSON.parse(told?.after ?? "{}")).toMatchObject({ override_reason, missing: 1 });

    const admin = await world.as("admin");
    expect(await admin.ok(getDebrief, { param })).toMatchObject({
      status: "open",
      missing_member_ids: null,
      summary: null,
    });
    const query = { application_id: held.application };
    expect((await admin.ok(listScorecards, { query })).data).toEqual([]);
    const decision = { param, body: { outcome: "hire", rationale: "We all agree." } } as const;
    await admin.refused(createDecision, decision, "decision.card_owed");
    await recruiter.ok(createDecision, { param, body: { outcome: "hold", rationale: "Lena said it best." } });
    await admin.refused(listDecisions, { param }, "decision.sealed");
    await judge("admin");
    expect((await admin.ok(listScorecards, { query })).data).toHaveLength(2);
    expect((await admin.ok(listDecisions, { param })).data).toMatchObject([{ rationale: "Lena said it best." }]);
  });

  it("says how many cards there are to everybody who sees the application, and nothing else", async () => {
    const { world, judge, param } = await considered();
    await judge("berlin");
    const viewer = await world.as("viewer");
    expect(await viewer.ok(getDebrief, { param })).toMatchObject({
      cards: { required: 2, submitted: 1, missing: 1 },
      missing_member_ids: null,
      summary: null,
    });
    await viewer.refused(openDebrief, { param, body: {} }, "permission.missing");
    await viewer.refused(listDecisions, { param }, "decision.sealed");
    const elsewhere = await newWorld();
    await (await elsewhere.as("owner")).refused(getDebrief, { param }, "application.unknown");
  });

  it("opened by two at once is opened once", async () => {
    const { recruiter, world, judge, param } = await considered(["berlin"]);
    await judge("berlin");
    const owner = await world.as("owner");
    const answers = await Promise.all(
      [recruiter, owner].map((client) => client.call(openDebrief, { param, body: {} })),
    );
    expect(answers.map((answer) => (answer.ok ? "opened" : answer.problem.code)).toSorted()).toEqual([
      "debrief.already_open",
      "opened",
    ]);
  });
});

describe("a decision", () => {
  it("comes after the debrief, ends the application with it, and stands for ever", async () => {
    const { world, held, judge, recruiter, param } = await considered();
    const hire = { outcome: "hire", rationale: "Both would work with her.", interview_id: held.interview } as const;
    await recruiter.refused(createDecision, { param, body: hire }, "decision.debrief_closed");
    await judge("berlin");
    await judge("kolkata");
    await recruiter.ok(openDebrief, { param, body: {} });
    const other = await heldInterview(world, []);
    const astray = { ...hire, interview_id: other.interview };
    await recruiter.refused(createDecision, { param, body: astray }, "decision.interview_unknown");
    const before = (await bodies(world)).length;
    const hold = { outcome: "hold", rationale: "One more talk." } as const;
    expect(await recruiter.ok(createDecision, { param, body: hold })).toMatchObject({ ordinal: 1 });
    expect(await recruiter.ok(getApplication, { param })).toMatchObject({ status: "active" });
    const made = await recruiter.ok(createDecision, { param, body: hire });
    expect(made).toMatchObject({ ordinal: 2, decided_by: memberOf(world, "recruiter"), outcome: "hire" });
    expect(await recruiter.ok(getApplication, { param })).toMatchObject({ status: "hired" });
    const history = await recruiter.ok(listApplicationHistory, { param });
    expect(JSON.stringify(history.data)).toContain("hired");
    await recruiter.refused(createDecision, { param, body: hold }, "decision.application_over");
    expect((await recruiter.ok(listDecisions, { param })).data.map(({ ordinal }) => ordinal)).toEqual([2, 1]);

    const told = (await bodies(world)).slice(before);
    expect(told.map(({ type }) => type)).toEqual(["decision.made", "application.hired", "decision.made"]);
    // A rationale speaks of cards: no log holds it.
    expect(JSON.stringify(told)).not.toContain("work with her");
    const rewrite = bindings.DB.prepare("update hiring_decisions set rationale = 'x' where tenant_id = ?");
    await expect(rewrite.bind(world.tenant.id).run()).rejects.toThrow(/append-only/);
  });

  it("rejects with the reason that others may read", async () => {
    const { recruiter, param } = await considered([]);
    await recruiter.ok(openDebrief, { param, body: {} });
    const body = { outcome: "reject", rationale: "Nobody could be found to meet.", reason: "Position filled" } as const;
    await recruiter.ok(createDecision, { param, body });
    expect(await recruiter.ok(getApplication, { param })).toMatchObject({
      status: "rejected",
      reason: "Position filled",
    });
  });

  it("made by two at once is made twice where both hold, and once where both end the application", async () => {
    const { world, recruiter, param } = await considered([]);
    await recruiter.ok(openDebrief, { param, body: {} });
    const clients = [recruiter, await world.as("owner")];
    const both = (outcome: "hold" | "hire") =>
      Promise.all(clients.map((client) => client.call(createDecision, { param, body: { outcome, rationale: "So." } })));
    expect((await both("hold")).map(({ ok }) => ok)).toEqual([true, true]);
    expect((await both("hire")).map((answer) => (answer.ok ? "hired" : answer.problem.code)).toSorted()).toEqual([
      "decision.application_over",
      "hired",
    ]);
    expect((await recruiter.ok(listDecisions, { param })).data.map(({ ordinal }) => ordinal)).toEqual([3, 2, 1]);
  });
});
