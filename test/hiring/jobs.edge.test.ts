import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { applications } from "#hiring/applications/tables.ts";
import { createScorecardForm, deleteScorecardForm } from "#hiring/forms/contract.ts";
import { getPublic, list, listPublic } from "#hiring/jobs/actions.ts";
import {
  autosaveJob,
  changeJob,
  closeJob,
  createJob,
  deleteJob,
  getJob,
  getPublicJob,
  listJobs,
  listPublicJobs,
  openJob,
  pauseJob,
  publishJob,
  setJobStages,
} from "#hiring/jobs/contract.ts";
import { getRecruiterProfile, replaceRecruiterProfile } from "#hiring/recruiters/contract.ts";
import type { Id } from "#kernel/ids.ts";
import { after, day, toWire } from "#kernel/instant.ts";
import { facts } from "#platform/facts/tables.ts";
import type { Cut } from "#platform/paging.ts";
import type { Scope } from "#platform/scope.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const seen = (version: number) => ({ "If-Match": `"${version}"` });
const idOf = (world: World, who: keyof World["people"]) => world.people[who].member.id;
const inDays = (days: number) => toWire(after(testContext().now, days * day));

const everyField = (world: World) => ({
  title: "Backend engineer",
  slug: "backend",
  is_public: true,
  description: "You build what schedules.",
  requirements: "Five years of it.",
  benefits: "Thirty days off.",
  location: "Berlin",
  is_remote: true,
  employment_type: "full_time" as const,
  experience_level: "senior" as const,
  salary: { min_minor: 7_000_000, max_minor: 9_000_000, currency: "EUR", per: "year" as const },
  headcount: 2,
  deadline: inDays(30),
  recruiter_id: idOf(world, "recruiter"),
  hiring_manager_id: idOf(world, "berlin"),
  team_id: world.team.id,
  external_id: "REQ-1",
  skills: [
    { name: "PostgreSQL", level: "advanced" as const, weight: 3 },
    { name: "Rust", required: false },
  ],
  metadata: { budget: "B7" },
});

/** Somebody is being considered at a stage. */
async function appliesAt(world: World, job: string, stage: string): Promise<Id<"application">> {
  const context = testContext();
  const id = context.newId("application");
  await context.db.insert(applications).values({
    tenantId: world.tenant.id,
    id,
    jobId: job as Id<"job">,
    stageId: stage as Id<"stage">,
    status: "active",
    guestName: "Ada",
    guestEmail: `${id}@guest.example`,
    appliedAt: context.now,
    metadata: {},
    createdBy: "system",
    createdAt: context.now,
    updatedAt: context.now,
  });
  return id;
}

const withdraws = (world: World, id: Id<"application">) =>
  testContext()
    .db.update(applications)
    .set({ status: "withdrawn", version: 2 })
    .where(and(eq(applications.tenantId, world.tenant.id), eq(applications.id, id)));

describe("jobs", () => {
  it("a job keeps every field it is given, is changed by a merge patch, and its ETag follows", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const said = everyField(world);
    const made = await recruiter.call(createJob, { body: said });
    if (!made.ok) throw new Error("not made");
    expect(made.headers.get("ETag")).toBe('"1"');
    expect(made.body).toMatchObject({ kind: "job", status: "draft", posted_at: null, accepts_applications: false });
    const { skills, ...plain } = said;
    expect(made.body).toMatchObject(plain);
    expect(made.body.skills).toEqual([
      { name: "PostgreSQL", required: true, level: "advanced", weight: 3 },
      { name: "Rust", required: false, level: null, weight: 1 },
    ]);
    expect(skills).toHaveLength(2);
    expect(made.body.stages.map(({ name }) => name)).toEqual(["Applied", "Screen", "Interview", "Offer"]);

    const param = { id: made.body.id };
    const body = { salary: null, skills: [], deadline: null, metadata: { budget: null, floor: "2" }, headcount: 1 };
    const changed = await recruiter.ok(changeJob, { param, body });
    expect(changed).toMatchObject({ salary: null, skills: [], deadline: null, metadata: { floor: "2" }, version: 2 });
    expect(changed).toMatchObject({ title: "Backend engineer", benefits: "Thirty days off." });
    await recruiter.refused(changeJob, { param, body: { headcount: 3 }, headers: seen(1) }, "version.conflict");
    expect(await recruiter.ok(getJob, { param })).toEqual(changed);

    await recruiter.ok(deleteJob, { param });
    await recruiter.refused(getJob, { param }, "job.unknown");
    await recruiter.ok(createJob, { body: said });
  });

  it("whatever is wrong with a job is said all at once, and nothing is written", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const elsewhere = await newWorld();
    const wrong = async (body: object, code: string, pointer: string) => {
      const refusal = await owner.refused(createJob, { body: { title: "Engineer", ...body } }, code);
      expect(refusal.problem.errors?.map((fault) => fault.pointer)).toContain(pointer);
    };
    await wrong({ title: "" }, "job.unfinished", "/title");
    const salary = { min_minor: 2, max_minor: 1, currency: "EUR", per: "hour" };
    await wrong({ salary }, "job.salary_reversed", "/salary/max_minor");
    await wrong(
      { salary, skills: [{ name: "Go  lang" }, { name: "go lang" }] },
      "job.salary_reversed",
      "/skills/1/name",
    );
    await wrong({ skills: [{ name: "C" }, { name: "c" }] }, "job.skill_twice", "/skills/1/name");
    await wrong({ status: "open", deadline: inDays(-1) }, "job.deadline_past", "/deadline");
    await wrong({ recruiter_id: idOf(elsewhere, "recruiter") }, "job.member_unknown", "/recruiter_id");
    await wrong({ team_id: elsewhere.team.id }, "job.team_unknown", "/team_id");
    const theirs = elsewhere.booking.eventTypes.group.id;
    await wrong(
      { stages: [{ name: "A", event_type_id: theirs }] },
      "job.event_type_unknown",
      "/stages/0/event_type_id",
    );
    await wrong({ stages: [{ name: "A" }, { name: "a" }] }, "job.stage_twice", "/stages/1/name");
    await wrong({ template_id: testContext().newId("job") }, "job.template_unknown", "/template_id");
    await wrong({ kind: "template", status: "open" }, "job.not_a_job", "/status");
    expect((await owner.ok(listJobs, {})).data).toEqual([]);

    await owner.ok(createJob, { body: everyField(world) });
    await owner.refused(createJob, { body: { title: "B", slug: "backend" } }, "job.slug_taken");
    await owner.refused(createJob, { body: { title: "B", external_id: "REQ-1" } }, "job.external_id_taken");
  });

  it("a job is made from a template, which stays as it is", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const stages = [
      { name: "Applied", kind: "applied" as const },
      { name: "Call", instructions: "Be kind." },
    ];
    const template = await owner.ok(createJob, { body: { ...everyField(world), kind: "template", stages } });
    const job = await owner.ok(createJob, { body: { template_id: template.id, title: "Backend engineer II" } });
    expect(job).toMatchObject({
      kind: "job",
      title: "Backend engineer II",
      requirements: "Five years of it.",
      skills: template.skills,
      metadata: { budget: "B7" },
      template_id: template.id,
      external_id: null,
      deadline: null,
    });
    // A public job that names no address is given one.
    expect(job.slug).toMatch(/^backend-engineer-ii-[0-9a-z]{6}$/);
    expect(job.stages.map(({ name, instructions }) => [name, instructions])).toEqual([
      ["Applied", null],
      ["Call", "Be kind."],
    ]);
    expect(job.stages[0]?.id).not.toBe(template.stages[0]?.id);
    await owner.refused(openJob, { param: { id: template.id } }, "job.not_a_job");
    expect((await owner.ok(listJobs, { query: { kind: "template" } })).data.map(({ id }) => id)).toEqual([template.id]);
    expect((await owner.ok(listJobs, {})).data.map(({ id }) => id)).toEqual([job.id]);
  });

  it("a draft is saved again and again, unfinished, until it is published", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const draft = await recruiter.ok(createJob, { body: { kind: "draft" } });
    const param = { id: draft.id };
    const body = { title: "", description: "You bui", skills: [{ name: "Rust" }], headcount: 3 };
    const saved = await recruiter.ok(autosaveJob, { param, body });
    expect(saved).toMatchObject({ description: "You bui", headcount: 3, version: 2 });
    expect(saved.autosaved_at).not.toBeNull();
    await recruiter.refused(publishJob, { param, body: {} }, "job.unfinished");
    // What was taken out of the editor is gone.
    const again = await recruiter.ok(autosaveJob, { param, body: { title: "Engineer", is_public: true } });
    expect(again).toMatchObject({ title: "Engineer", description: null, headcount: 1, skills: [] });
    expect(again.stages).toEqual(draft.stages);

    const job = await recruiter.ok(publishJob, { param, body: {} });
    expect(job).toMatchObject({ kind: "job", status: "open", accepts_applications: true });
    expect(job.posted_at).not.toBeNull();
    expect(job.slug).toMatch(/^engineer-/);
    await recruiter.refused(autosaveJob, { param, body: { title: "E" } }, "job.not_a_draft");
    await recruiter.refused(publishJob, { param, body: {} }, "job.not_a_draft");
    const told = await testContext()
      .db.select({ type: facts.type })
      .from(facts)
      .where(and(eq(facts.tenantId, world.tenant.id), eq(facts.entityId, job.id)));
    expect(told.map(({ type }) => type)).toEqual(["job.created", "job.autosaved", "job.autosaved", "job.published"]);
  });

  it("a job is opened, paused and closed along its edges, and was posted when it was opened first", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { id } = await owner.ok(createJob, { body: { title: "Engineer" } });
    const param = { id };
    const refusal = await owner.refused(pauseJob, { param }, "job.no_edge");
    expect(refusal.problem).toMatchObject({ status_now: "draft" });
    const opened = await owner.ok(openJob, { param });
    expect(opened).toMatchObject({ status: "open", accepts_applications: true });
    await owner.refused(openJob, { param }, "job.no_edge");
    expect(await owner.ok(pauseJob, { param })).toMatchObject({ status: "paused", accepts_applications: false });
    await owner.ok(closeJob, { param });
    await owner.refused(closeJob, { param }, "job.no_edge");
    await owner.ok(changeJob, { param, body: { deadline: inDays(-1) } });
    await owner.refused(openJob, { param }, "job.deadline_past");
    await owner.ok(changeJob, { param, body: { deadline: inDays(1) } });
    expect((await owner.ok(openJob, { param })).posted_at).toBe(opened.posted_at);
    await owner.refused(changeJob, { param, body: { deadline: inDays(-1) } }, "job.deadline_past");
  });

  it("stages are named, ordered and taken out, but never from under somebody who stands there", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const job = await owner.ok(createJob, { body: { title: "Engineer", status: "open" } });
    const [applied, screen, interview] = job.stages;
    if (applied === undefined || screen === undefined || interview === undefined) throw new Error("no stages");
    const form = await owner.ok(createScorecardForm, { body: { name: "Call", criteria: [{ label: "Clarity" }] } });
    const param = { id: job.id };
    const type = world.booking.eventTypes.one_on_one.id;
    const words = [
      { id: interview.id, name: "Call", event_type_id: type, form_id: form.id },
      { id: applied.id, name: "Applied", kind: "applied" as const },
      { name: "Reference" },
    ];
    const guest = await appliesAt(world, job.id, screen.id);
    await owner.refused(setJobStages, { param, body: { stages: words }, headers: seen(1) }, "job.stage_in_use");
    await owner.refused(deleteJob, { param }, "job.in_use");
    await withdraws(world, guest);
    await owner.refused(setJobStages, { param, body: { stages: words } }, "version.required");
    const moved = await owner.ok(setJobStages, { param, body: { stages: words }, headers: seen(1) });
    expect(moved.stages.map(({ id, position }) => [id, position]).slice(0, 2)).toEqual([
      [interview.id, 0],
      [applied.id, 1],
    ]);
    expect(moved.stages[0]).toMatchObject({ name: "Call", event_type_id: type, form_id: form.id });
    expect(moved).toMatchObject({ version: 2 });
    await owner.refused(deleteScorecardForm, { param: { id: form.id } }, "scorecard_form.in_use");
    const gone = [{ id: screen.id, name: "Screen" }];
    await owner.refused(setJobStages, { param, body: { stages: gone }, headers: seen(2) }, "job.stage_unknown");

    await owner.ok(deleteJob, { param });
    await owner.ok(deleteScorecardForm, { param: { id: form.id } });
  });

  it("jobs are found by every filter, and a page goes on where the last one ended", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const wanted = await owner.ok(createJob, { body: { ...everyField(world), status: "open" } });
    for (const title of ["Designer", "Writer", "Baker"]) await owner.ok(createJob, { body: { title } });
    for (const query of [
      { status: "open,paused" },
      { recruiter_id: idOf(world, "recruiter") },
      { hiring_manager_id: idOf(world, "berlin") },
      { team_id: world.team.id },
      { is_public: "true" as const },
      { is_remote: "true" as const },
      { employment_type: "full_time" },
      { experience_level: "senior,lead" },
      { skill: "  POSTGRESQL " },
      { external_id: "REQ-1" },
      { q: "BACK" },
    ])
      expect((await owner.ok(listJobs, { query })).data.map(({ id }) => id)).toEqual([wanted.id]);
    expect((await owner.ok(listJobs, { query: { created_by: idOf(world, "owner") } })).data).toHaveLength(4);
    const first = await owner.ok(listJobs, { page: { limit: 3 } });
    const rest = await owner.ok(listJobs, { page: { limit: 3, cursor: first.next_cursor ?? "" } });
    expect(rest.data).toHaveLength(1);
    const viewer = await world.as("viewer");
    await viewer.refused(createJob, { body: { title: "Mine" } }, "permission.missing");
  });
});

describe("many jobs", () => {
  it("a page of them costs a page, whoever asks and wherever it begins", async () => {
    const world = await newWorld();
    const tenant = world.tenant.id;
    const count = `with recursive n(i) as (select 1 union all select i + 1 from n where i < 2000)`;
    const id = (prefix: string) => `'${prefix}_' || '${world.mark}' || printf('%05d', i)`;
    await bindings.DB.batch([
      bindings.DB.prepare(`${count} insert into jobs (tenant_id, id, kind, status, slug, is_public, title, is_remote, posted_at,
        recruiter_id, metadata, created_by, created_at, updated_at)
        select '${tenant}', ${id("job")}, 'job', case i % 4 when 0 then 'closed' else 'open' end, 'job-' || i, 1, 'One of many',
          0, i, '${idOf(world, "recruiter")}', '{}', 'system', i, i from n`),
      bindings.DB.prepare(`${count} insert into job_stages (tenant_id, id, job_id, name, kind, position, created_at, updated_at)
        select '${tenant}', ${id("stg")}, ${id("job")}, 'Applied', 'applied', 0, 0, 0 from n`),
      bindings.DB.prepare(`${count} insert into job_skills (tenant_id, job_id, skill, label, required, weight, position)
        select '${tenant}', ${id("job")}, 'rust', 'Rust', 1, 1, 0 from n`),
    ]);
    const costs = async (read: (scope: Scope) => Promise<unknown>) => {
      const scope = world.scope();
      await read(scope);
      return scope.tally.rowsRead;
    };
    const newest: Cut = { limit: 10, descending: true, after: null };
    const later: Cut = { ...newest, after: { key: 400, id: "job_z" } };
    for (const cut of [newest, later]) {
      expect(await costs((scope) => list(scope, { kind: "job" }, cut))).toBeLessThan(150);
      expect(await costs((scope) => list(scope, { kind: "job", status: ["open"] }, cut))).toBeLessThan(150);
      expect(await costs((scope) => listPublic(scope, world.tenant.slug, cut))).toBeLessThan(150);
    }
    expect(await costs((scope) => getPublic(scope, world.tenant.slug, "job-7"))).toBeLessThan(20);
  });

  it("two who open a job at once: one does, and the other hears that it is open", async () => {
    const world = await newWorld();
    const [owner, recruiter] = [await world.as("owner"), await world.as("recruiter")];
    const { id } = await owner.ok(createJob, { body: { title: "Engineer" } });
    const answers = await Promise.all([owner, recruiter].map((who) => who.call(openJob, { param: { id } })));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect(await owner.ok(getJob, { param: { id } })).toMatchObject({ status: "open", version: 2 });
  });
});

describe("public jobs", () => {
  it("anyone sees open public jobs, whom to ask when they show themselves, and no id of anything", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const recruiter = await world.as("recruiter");
    const job = await owner.ok(createJob, { body: { ...everyField(world), status: "open" } });
    await owner.ok(createJob, { body: { title: "Secret", status: "open" } });
    await owner.ok(createJob, { body: { title: "Not yet", is_public: true } });
    const tenant = world.tenant.slug;
    const address = { tenant, slug: "backend" };
    const shown = await world.anonymous.ok(getPublicJob, { param: address });
    expect(shown).toMatchObject({ title: "Backend engineer", recruiter: null, accepts_applications: true });
    expect(JSON.stringify(shown)).not.toMatch(/\b(?:job|mem|stg|tea|ten)_[0-9a-z]{26}/);
    expect((await world.anonymous.ok(listPublicJobs, { param: { tenant } })).data).toEqual([shown]);

    const param = { id: idOf(world, "recruiter") };
    const body = { headline: "Hires engineers", phone: "+493012345678", specialties: ["Backend"] };
    await recruiter.ok(replaceRecruiterProfile, { param, body, headers: seen(0) });
    expect((await world.anonymous.ok(getPublicJob, { param: address })).recruiter).toBeNull();
    await recruiter.ok(replaceRecruiterProfile, { param, body: { ...body, is_public: true }, headers: seen(1) });
    expect((await world.anonymous.ok(getPublicJob, { param: address })).recruiter).toMatchObject({
      name: world.people.recruiter.member.displayName,
      headline: "Hires engineers",
      phone: "+493012345678",
    });

    await owner.ok(pauseJob, { param: { id: job.id } });
    await world.anonymous.refused(getPublicJob, { param: address }, "job.unknown");
    expect((await world.anonymous.ok(listPublicJobs, { param: { tenant } })).data).toEqual([]);
  });
});

describe("recruiter profiles", () => {
  it("everybody says for themselves how candidates meet them, and an admin for anybody", async () => {
    const world = await newWorld();
    const berlin = await world.as("berlin");
    const param = { id: idOf(world, "berlin") };
    expect(await berlin.ok(getRecruiterProfile, { param })).toMatchObject({
      headline: null,
      version: 0,
      updated_at: null,
    });
    const body = { bio: "Twelve years of it." };
    await berlin.refused(replaceRecruiterProfile, { param, body }, "version.required");
    expect(await berlin.ok(replaceRecruiterProfile, { param, body, headers: seen(0) })).toMatchObject({
      bio: "Twelve years of it.",
      is_public: false,
      version: 1,
    });
    await berlin.refused(replaceRecruiterProfile, { param, body, headers: seen(0) }, "version.conflict");
    const recruiter = await world.as("recruiter");
    const others = { param, body, headers: seen(1) };
    await recruiter.refused(replaceRecruiterProfile, others, "recruiter_profile.not_yours");
    expect(await (await world.as("admin")).ok(replaceRecruiterProfile, { ...others, body: {} })).toMatchObject({
      bio: null,
      version: 2,
    });
  });
});
