import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { rejectApplication } from "#hiring/applications/contract.ts";
import {
  cancelInterview,
  changeInterview,
  createInterview,
  createStageInterview,
  getInterview,
  listInterviews,
} from "#hiring/interviews/contract.ts";
import { jobStages } from "#hiring/jobs/tables.ts";
import { askInterviewWindows } from "#hiring/windows/contract.ts";
import type { Id, Kind } from "#kernel/ids.ts";
import { hasApplication, hasCandidate } from "../support/interviews.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const gone = <K extends Kind>(kind: K) => testContext().newId(kind);

/** A stage at which nothing is booked. */
const withoutEventType = (world: World, id: Id<"stage">) =>
  testContext()
    .db.update(jobStages)
    .set({ eventTypeId: null })
    .where(and(eq(jobStages.tenantId, world.tenant.id), eq(jobStages.id, id)));

describe("an interview that is planned", () => {
  it("is made, read, changed and canceled, and its ETag follows", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const candidate = await hasCandidate(world);
    const made = await recruiter.call(createInterview, {
      body: {
        title: "First conversation",
        candidate_id: candidate,
        event_type_id: world.booking.eventTypes.one_on_one.id,
        participants: [
          { member_id: world.people.recruiter.member.id, role: "lead" },
          { member_id: world.people.berlin.member.id, role: "observer" },
        ],
      },
    });
    if (!made.ok) throw new Error(JSON.stringify(made.problem));
    expect(made.headers.get("ETag")).toBe('"1"');
    expect(made.body).toMatchObject({
      status: "pending_schedule",
      minutes: 30,
      time_zone: "Europe/Paris",
      organizer_id: world.people.recruiter.member.id,
    });
    expect(made.body.participants.map(({ role, card }) => [role, card])).toEqual([
      ["candidate", "none"],
      ["lead", "required"],
      ["observer", "none"],
    ]);
    const param = { id: made.body.id };
    expect(await recruiter.ok(getInterview, { param })).toEqual(made.body);
    const changed = await recruiter.ok(changeInterview, { param, body: { title: "Second thoughts", minutes: 45 } });
    expect(changed).toMatchObject({ title: "Second thoughts", minutes: 45, version: 2 });
    const canceled = await recruiter.ok(cancelInterview, { param, body: { reason: "Filled." } });
    expect(canceled).toMatchObject({ status: "canceled", cancel_reason: "Filled.", version: 3 });
    expect(await recruiter.ok(getInterview, { param })).toEqual(canceled);
    await recruiter.refused(cancelInterview, { param, body: {} }, "interview.wrong_state");
    await recruiter.refused(changeInterview, { param, body: { title: "No" } }, "interview.wrong_state");
  });

  it("of an application's stage has what the stage says, and of a guest's no candidate yet", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const candidate = await hasCandidate(world);
    const { application, stage, job } = await hasApplication(world, candidate);
    const made = await recruiter.ok(createStageInterview, { param: { id: application }, body: {} });
    expect(made).toMatchObject({
      application_id: application,
      candidate_id: candidate,
      job_id: job,
      stage_id: stage,
      event_type_id: world.booking.eventTypes.one_on_one.id,
      title: `Screen ${world.mark}`,
    });
    const guest = await hasApplication(world, null);
    const other = await recruiter.ok(createStageInterview, { param: { id: guest.application }, body: {} });
    expect(other).toMatchObject({ candidate_id: null, participants: [] });
    const found = await recruiter.ok(listInterviews, { query: { application_id: application } });
    expect(found.data.map(({ id }) => id)).toEqual([made.id]);
  });

  it("names whoever and whatever is here and belongs together", async () => {
    const world = await newWorld();
    const other = await newWorld();
    const recruiter = await world.as("recruiter");
    const candidate = await hasCandidate(world);
    const stranger = await hasCandidate(other);
    const { application } = await hasApplication(world, candidate);
    const elsewhere = await hasApplication(world, await hasCandidate(world));
    const lead = { member_id: world.people.berlin.member.id, role: "lead" as const };
    const title = "First conversation";
    const refused = (body: object, code: string) =>
      recruiter.refused(createInterview, { body: { title, ...body } }, code);
    await refused({}, "interview.aim_missing");
    await refused({ audience: "many", candidate_id: candidate }, "interview.for_many");
    await refused({ candidate_id: stranger }, "interview.candidate_unknown");
    await refused(
      { candidate_id: await hasCandidate(world), application_id: application },
      "interview.candidate_other",
    );
    await refused(
      { candidate_id: candidate, participants: [lead, { ...lead, role: "observer" }] },
      "interview.person_twice",
    );
    await refused(
      { candidate_id: candidate, participants: [lead, { member_id: world.people.kolkata.member.id, role: "lead" }] },
      "interview.lead_twice",
    );
    await refused(
      { candidate_id: candidate, participants: [{ member_id: other.people.berlin.member.id }] },
      "interview.member_unknown",
    );
    const withOne = { candidate_id: candidate };
    await refused({ application_id: gone("application") }, "interview.application_unknown");
    await refused({ ...withOne, job_id: gone("job") }, "interview.job_unknown");
    await refused({ application_id: application, job_id: elsewhere.job }, "interview.job_other");
    await refused({ application_id: application, stage_id: elsewhere.stage }, "interview.stage_unknown");
    await refused({ ...withOne, event_type_id: other.booking.eventTypes.group.id }, "interview.event_type_unknown");
    await refused({ ...withOne, form_id: gone("scorecard_form") }, "interview.form_unknown");
    await refused({ ...withOne, replaces_id: gone("interview") }, "interview.replaced_unknown");
    const forApplication = (id: string, code: string) =>
      recruiter.refused(createStageInterview, { param: { id }, body: {} }, code);
    await forApplication(gone("application"), "application.unknown");
    await withoutEventType(world, elsewhere.stage);
    await forApplication(elsewhere.application, "interview.stage_without_event_type");
    await recruiter.ok(rejectApplication, { param: { id: application }, body: { reason: "Another was hired." } });
    await refused({ application_id: application }, "interview.application_closed");
    const guest = await hasApplication(world, null);
    expect((await recruiter.ok(listInterviews, {})).data).toEqual([]);
    const made = await recruiter.ok(createStageInterview, { param: { id: guest.application }, body: {} });
    await recruiter.refused(askInterviewWindows, { param: { id: made.id } }, "interview.candidate_missing");
  });
});
