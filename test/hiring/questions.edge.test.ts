import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { createScorecardForm, setEventTypeForm } from "#hiring/forms/contract.ts";
import { interviews } from "#hiring/interviews/tables.ts";
import { createJob, setJobStages } from "#hiring/jobs/contract.ts";
import {
  changeBankQuestion,
  changeInterviewResponse,
  createBankQuestion,
  deleteBankQuestion,
  deleteInterviewResponse,
  getBankQuestion,
  getInterviewKit,
  getStageKit,
  listBankQuestions,
  listInterviewResponses,
  recordInterviewResponse,
  setStageQuestions,
} from "#hiring/questions/contract.ts";
import { submitScorecard } from "#hiring/scorecards/contract.ts";
import type { Id } from "#kernel/ids.ts";
import { factBodies, facts } from "#platform/facts/tables.ts";
import { hearing } from "../../src/facts.ts";
import { deliver } from "../support/queue.ts";
import { heldInterview, sits } from "../support/verdicts.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const seen = (version: number) => ({ "If-Match": `"${version}"` });
const idOf = (world: World, who: keyof World["people"]) => world.people[who].member.id;
const criteria = [{ label: "Clarity" }];

async function hasQuestions(world: World, ...prompts: string[]): Promise<string[]> {
  const owner = await world.as("owner");
  const made: string[] = [];
  for (const prompt of prompts) made.push((await owner.ok(createBankQuestion, { body: { prompt } })).id);
  return made;
}

async function hasJob(world: World) {
  const job = await (await world.as("owner")).ok(createJob, { body: { title: "Engineer" } });
  const [applied, screen] = job.stages;
  if (applied === undefined || screen === undefined) throw new Error("The job has no stages.");
  return { job, stage: screen };
}

describe("the question bank", () => {
  it("a question is made, found, changed and deleted", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const body = {
      kind: "screening" as const,
      prompt: "Why us?\nAnd why now?",
      guidance: "Has read what we do.",
      competency: "Motivation",
      difficulty: "easy" as const,
      minutes: 5,
    };
    const made = await recruiter.ok(createBankQuestion, { body });
    expect(made).toMatchObject({ ...body, active: true, version: 1 });
    await hasQuestions(world, "How do you test?");
    for (const query of [
      { kind: "screening" },
      { competency: "Motivation" },
      { difficulty: "easy,hard" },
      { q: "WHY US" },
    ])
      expect((await recruiter.ok(listBankQuestions, { query })).data.map(({ id }) => id)).toEqual([made.id]);

    const param = { id: made.id };
    const changed = await recruiter.ok(changeBankQuestion, { param, body: { minutes: null, active: false } });
    expect(changed).toMatchObject({ minutes: null, active: false, competency: "Motivation", version: 2 });
    await recruiter.refused(changeBankQuestion, { param, body: { minutes: 9 }, headers: seen(1) }, "version.conflict");
    expect((await recruiter.ok(listBankQuestions, { query: { active: "true" } })).data).toHaveLength(1);
    await recruiter.ok(deleteBankQuestion, { param });
    await recruiter.refused(getBankQuestion, { param }, "bank_question.unknown");
    const viewer = await world.as("viewer");
    await viewer.refused(createBankQuestion, { body: { prompt: "Mine?" } }, "permission.missing");
  });
});

describe("kits", () => {
  it("a stage asks its questions in order, and a question that is asked stays in the bank", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { stage } = await hasJob(world);
    const [one = "", two = "", three = ""] = await hasQuestions(world, "One?", "Two?", "Three?");
    const param = { id: stage.id };
    const asks = (...ids: string[]) => ({ param, body: { question_ids: ids } });
    const prompts = async () => (await owner.ok(getStageKit, { param })).questions.map(({ prompt }) => prompt);

    await owner.ok(setStageQuestions, asks(two, one));
    expect(await prompts()).toEqual(["Two?", "One?"]);
    await owner.refused(deleteBankQuestion, { param: { id: one } }, "bank_question.in_use");
    await owner.refused(setStageQuestions, asks(one, one), "stage.question_twice");
    await owner.refused(setStageQuestions, asks(testContext().newId("bank_question")), "stage.question_unknown");
    await owner.ok(changeBankQuestion, { param: { id: two }, body: { active: false } });
    await owner.ok(changeBankQuestion, { param: { id: three }, body: { active: false } });
    // What is asked already is asked on; nothing inactive comes in.
    await owner.ok(setStageQuestions, asks(one, two));
    await owner.refused(setStageQuestions, asks(three), "stage.question_inactive");
    expect(await prompts()).toEqual(["One?", "Two?"]);
    await owner.ok(setStageQuestions, asks());
    await owner.ok(deleteBankQuestion, { param: { id: one } });
    const viewer = await world.as("viewer");
    await viewer.refused(setStageQuestions, asks(), "permission.missing");
  });

  it("two who say at once what a stage asks: one whole list stands, never a mixture", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { stage } = await hasJob(world);
    const ids = await hasQuestions(world, "One?", "Two?", "Three?", "Four?");
    const param = { id: stage.id };
    const lists = [ids.slice(0, 2), ids.slice(2), ids.toReversed()];
    const answers = await Promise.all(
      lists.map((question_ids) => owner.call(setStageQuestions, { param, body: { question_ids } })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    const kit = await owner.ok(getStageKit, { param });
    expect(lists).toContainEqual(kit.questions.map(({ id }) => id));
  });

  it("who interviews has the questions of the stage and the form of the card in hand", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { job, stage } = await hasJob(world);
    const [one = ""] = await hasQuestions(world, "One?");
    await owner.ok(setStageQuestions, { param: { id: stage.id }, body: { question_ids: [one] } });
    const eventType = world.booking.eventTypes.one_on_one.id;
    const held = await heldInterview(world, [sits(idOf(world, "berlin"))], {
      stageId: stage.id as Id<"stage">,
      eventTypeId: eventType,
    });
    const berlin = await world.as("berlin");
    const param = { id: held.interview };
    const bare = await berlin.ok(getInterviewKit, { param });
    expect(bare).toMatchObject({ interview_id: held.interview, stage: { id: stage.id }, form: null });
    expect(bare.questions.map(({ prompt }) => prompt)).toEqual(["One?"]);

    const usual = await owner.ok(createScorecardForm, { body: { name: "Usual", criteria } });
    await owner.ok(setEventTypeForm, { param: { id: eventType }, body: { form_id: usual.id } });
    expect((await berlin.ok(getInterviewKit, { param })).form?.name).toBe("Usual");
    const own = await owner.ok(createScorecardForm, { body: { name: "Of the stage", criteria } });
    const stages = job.stages.map(({ id, name, kind }) => ({
      id,
      name,
      kind,
      ...(id === stage.id && { form_id: own.id }),
    }));
    await owner.ok(setJobStages, { param: { id: job.id }, body: { stages }, headers: seen(1) });
    expect((await berlin.ok(getInterviewKit, { param })).form?.name).toBe("Of the stage");
    expect((await berlin.ok(getStageKit, { param: { id: stage.id } })).form?.name).toBe("Of the stage");
    // A stage that is taken out has no kit of its own any more, but interviews planned in it keep theirs.
    const rest = stages.filter(({ id }) => id !== stage.id);
    await owner.ok(setJobStages, { param: { id: job.id }, body: { stages: rest }, headers: seen(2) });
    await owner.refused(getStageKit, { param: { id: stage.id } }, "stage.unknown");
    expect((await berlin.ok(getInterviewKit, { param })).questions).toHaveLength(1);
  });

  it("a job made from another's text is handed its kits, once", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { job, stage } = await hasJob(world);
    const ids = await hasQuestions(world, "One?", "Two?");
    await owner.ok(setStageQuestions, { param: { id: stage.id }, body: { question_ids: ids } });
    const copy = await owner.ok(createJob, { body: { template_id: job.id } });
    const notes = (await testContext().db.select().from(facts).where(eq(facts.tenantId, world.tenant.id))).map(
      ({ id }) => ({ tenant: world.tenant.id, fact: id }),
    );
    await deliver(hearing, notes);
    const param = { id: copy.stages[1]?.id ?? "" };
    expect((await owner.ok(getStageKit, { param })).questions.map(({ id }) => id)).toEqual(ids);
    expect((await owner.ok(getStageKit, { param: { id: copy.stages[0]?.id ?? "" } })).questions).toEqual([]);
  });
});

describe("what was answered", () => {
  it("is written down by who is in the interview, with the question as it was asked", async () => {
    const world = await newWorld();
    const [question = ""] = await hasQuestions(world, "One?");
    const held = await heldInterview(world, [sits(idOf(world, "berlin")), sits(idOf(world, "kolkata"))]);
    const param = { id: held.interview };
    const berlin = await world.as("berlin");
    const answer = "Twelve services, one of them hers.";
    const made = await berlin.ok(recordInterviewResponse, { param, body: { question_id: question, answer } });
    expect(made).toMatchObject({ prompt: "One?", answer, recorded_by: idOf(world, "berlin"), version: 1 });
    // The bank may say it otherwise later.
    await (await world.as("owner")).ok(changeBankQuestion, {
      param: { id: question },
      body: { prompt: "One, again?" },
    });
    const free = await berlin.ok(recordInterviewResponse, {
      param,
      body: { prompt: "And then?", answer: "Then she left." },
    });
    const listed = await berlin.ok(listInterviewResponses, { param });
    expect(listed.data.map(({ prompt }) => prompt)).toEqual(["One?", "And then?"]);
    expect((await berlin.ok(listInterviewResponses, { param, query: { question_id: question } })).data).toHaveLength(1);

    await berlin.refused(recordInterviewResponse, { param, body: { answer } }, "response.prompt_missing");
    const elsewhere = testContext().newId("bank_question");
    const unknown = { question_id: elsewhere, answer };
    await berlin.refused(recordInterviewResponse, { param, body: unknown }, "response.question_unknown");
    const outsider = await world.as("vancouver");
    await outsider.refused(recordInterviewResponse, { param, body: { prompt: "?", answer } }, "response.not_on_panel");
    const nobody = { param: { id: testContext().newId("interview") }, body: { prompt: "?", answer } };
    await berlin.refused(recordInterviewResponse, nobody, "interview.unknown");

    const one = { id: held.interview, response_id: made.id };
    const changed = await berlin.ok(changeInterviewResponse, { param: one, body: { answer: "Eleven." } });
    expect(changed).toMatchObject({ answer: "Eleven.", prompt: "One?", version: 2 });
    await berlin.refused(
      changeInterviewResponse,
      { param: one, body: { answer: "Ten." }, headers: seen(1) },
      "version.conflict",
    );
    const kolkata = await world.as("kolkata");
    await kolkata.refused(changeInterviewResponse, { param: one, body: { answer: "None." } }, "response.not_yours");
    await kolkata.refused(deleteInterviewResponse, { param: one }, "response.not_yours");
    await berlin.ok(deleteInterviewResponse, { param: { ...one, response_id: free.id } });
    await berlin.refused(deleteInterviewResponse, { param: { ...one, response_id: free.id } }, "response.unknown");
    expect((await berlin.ok(listInterviewResponses, { param })).data.map(({ answer: said }) => said)).toEqual([
      "Eleven.",
    ]);
  });

  it("stands in no fact", async () => {
    const world = await newWorld();
    const held = await heldInterview(world, [sits(idOf(world, "berlin"))]);
    const berlin = await world.as("berlin");
    const body = { prompt: "Asked-canary?", answer: "Answered-canary." };
    const made = await berlin.ok(recordInterviewResponse, { param: { id: held.interview }, body });
    const param = { id: held.interview, response_id: made.id };
    await berlin.ok(changeInterviewResponse, { param, body: { answer: "Changed-canary." } });
    await berlin.ok(deleteInterviewResponse, { param });
    const told = await testContext().db.select().from(factBodies).where(eq(factBodies.tenantId, world.tenant.id));
    expect(told).toHaveLength(3);
    expect(JSON.stringify(told)).not.toMatch(/canary/);
  });

  it("nobody reads what another wrote down while they have yet to judge", async () => {
    const world = await newWorld();
    const panel = [sits(idOf(world, "berlin")), sits(idOf(world, "kolkata")), sits(idOf(world, "admin"))];
    const held = await heldInterview(world, panel);
    const param = { id: held.interview };
    const berlin = await world.as("berlin");
    await berlin.ok(recordInterviewResponse, { param, body: { prompt: "Why?", answer: "Because." } });
    const reads = async (who: keyof World["people"]) =>
      (await (await world.as(who)).ok(listInterviewResponses, { param })).data.map(({ answer }) => answer);

    // Neither a colleague of the panel, though an administrator, nor those who may never read cards, nor a key before the debrief.
    for (const who of ["kolkata", "admin", "viewer", "vancouver"] as const) expect(await reads(who)).toEqual([]);
    expect((await world.withKey("full").ok(listInterviewResponses, { param })).data).toEqual([]);
    expect(await reads("berlin")).toEqual(["Because."]);

    const submits = async (who: keyof World["people"]) => {
      const body = { card: { rating: 3, recommendation: "yes" as const, comments: "Spoke well." } };
      await (await world.as(who)).ok(submitScorecard, { param, body });
    };
    await submits("kolkata");
    expect(await reads("kolkata")).toEqual(["Because."]);
    expect(await reads("admin")).toEqual([]);
    await submits("admin");
    expect(await reads("admin")).toEqual(["Because."]);
    await testContext()
      .db.update(interviews)
      .set({ deletedAt: testContext().now })
      .where(eq(interviews.id, held.interview));
    await berlin.refused(listInterviewResponses, { param }, "interview.unknown");
  });
});
