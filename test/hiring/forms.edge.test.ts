import { describe, expect, it } from "vitest";
import { formFor } from "#hiring/forms/actions.ts";
import {
  changeScorecardForm,
  createScorecardForm,
  deleteScorecardForm,
  getEventTypeForm,
  getScorecardForm,
  listScorecardForms,
  setEventTypeForm,
} from "#hiring/forms/contract.ts";
import type { Id } from "#kernel/ids.ts";
import { newWorld, type World } from "../support/world/world.ts";

const seen = (version: number) => ({ "If-Match": `"${version}"` });
const criteria = [{ id: "design", label: "System design", weight: 2 }, { label: "Coding" }];
const typeOf = (world: World) => world.booking.eventTypes.one_on_one.id;

describe("scorecard forms", () => {
  it("a form is made, read, changed and deleted; criteria keep their ids while their words change", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const made = await recruiter.ok(createScorecardForm, { body: { name: "Technical", criteria } });
    expect(made).toMatchObject({ scale: 5, recommendation_required: true, comments_required: false, active: true });
    const [design, coding] = made.criteria;
    expect(design).toEqual({ id: "design", label: "System design", description: null, required: true, weight: 2 });
    expect(coding?.id).toMatch(/^[0-9a-z]{26}$/);

    const param = { id: made.id };
    const changed = await recruiter.ok(changeScorecardForm, {
      param,
      body: {
        criteria: [{ id: coding?.id, label: "Code, written together" }],
        scale: 3,
        scale_labels: ["no", "so", "yes"],
      },
    });
    expect(changed).toMatchObject({
      version: 2,
      scale: 3,
      criteria: [{ id: coding?.id, label: "Code, written together" }],
    });
    await recruiter.refused(
      changeScorecardForm,
      { param, body: { scale: 4 }, headers: seen(2) },
      "scorecard_form.labels_off",
    );
    await recruiter.refused(
      changeScorecardForm,
      { param, body: { active: false }, headers: seen(1) },
      "version.conflict",
    );

    const viewer = await world.as("viewer");
    expect((await viewer.ok(listScorecardForms, { query: { q: "TECH", active: "true" } })).data).toHaveLength(1);
    await viewer.refused(createScorecardForm, { body: { name: "Mine", criteria } }, "permission.missing");
    await recruiter.ok(deleteScorecardForm, { param });
    await recruiter.refused(getScorecardForm, { param }, "scorecard_form.unknown");
  });

  it("no two forms share a name, and none judges a criterion twice", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const first = await owner.ok(createScorecardForm, { body: { name: "Technical", criteria } });
    await owner.refused(createScorecardForm, { body: { name: "Technical", criteria } }, "scorecard_form.name_taken");
    const twice = [{ label: "Coding" }, { label: "CODING" }];
    const refusal = await owner.refused(
      createScorecardForm,
      { body: { name: "Twice", criteria: twice } },
      "scorecard_form.criterion_twice",
    );
    expect(refusal.problem.errors?.[0]?.pointer).toBe("/criteria/1/label");
    await owner.refused(createScorecardForm, { body: { name: "None", criteria: [] } }, "body.invalid");
    await owner.ok(deleteScorecardForm, { param: { id: first.id } });
    await owner.ok(createScorecardForm, { body: { name: "Technical", criteria } });
  });

  it("an event type is judged on the form that was said for it, and a form in use stays", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const one = await owner.ok(createScorecardForm, { body: { name: "One", criteria } });
    const two = await owner.ok(createScorecardForm, { body: { name: "Two", criteria, active: false } });
    const param = { id: typeOf(world) };
    const where = { formId: null, stageId: null, eventTypeId: typeOf(world) };

    expect((await owner.ok(getEventTypeForm, { param })).form_id).toBeNull();
    expect(await formFor(world.scope(), where)).toBeUndefined();
    await owner.ok(setEventTypeForm, { param, body: { form_id: one.id } });
    expect((await owner.ok(getEventTypeForm, { param })).form_id).toBe(one.id);
    expect((await formFor(world.scope(), where))?.name).toBe("One");
    const own = { ...where, formId: two.id as Id<"scorecard_form"> };
    expect((await formFor(world.scope(), own))?.name).toBe("Two");

    await owner.refused(deleteScorecardForm, { param: { id: one.id } }, "scorecard_form.in_use");
    await owner.refused(setEventTypeForm, { param, body: { form_id: two.id } }, "scorecard_form.inactive");
    const stranger = await (await (await newWorld()).as("owner")).ok(createScorecardForm, {
      body: { name: "Elsewhere", criteria },
    });
    await owner.refused(setEventTypeForm, { param, body: { form_id: stranger.id } }, "scorecard_form.unknown");
    await owner.ok(setEventTypeForm, { param, body: { form_id: null } });
    await owner.ok(setEventTypeForm, { param, body: { form_id: null } });
    await owner.ok(deleteScorecardForm, { param: { id: one.id } });
  });
});
