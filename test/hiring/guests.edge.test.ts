import { and, asc, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  createApplication,
  createPublicApplication,
  getApplication,
  joinApplication,
  listApplications,
  moveApplication,
  withdrawApplication,
} from "#hiring/applications/contract.ts";
import { listApplicationHistory } from "#hiring/applications/look-contract.ts";
import { applications } from "#hiring/applications/tables.ts";
import { createCandidate, getCandidate } from "#hiring/candidates/contract.ts";
import { candidates } from "#hiring/candidates/tables.ts";
import { factBodies, facts } from "#platform/facts/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, day, hour } from "#kernel/instant.ts";
import { differencesOfApplications, hasGuestApplication, hasJob, someGuest } from "../support/applications.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const consent = { agreed: true, text: "You may keep my data while you consider me." } as const;
const seen = (version: number) => ({ headers: { "If-Match": `"${version}"` } });

const rowsIn = (world: World) =>
  testContext()
    .db.select()
    .from(applications)
    .where(eq(applications.tenantId, world.tenant.id))
    .orderBy(asc(applications.createdAt));

/** Somebody fills in the form on a job's page. */
const apply = (world: World, slug: string, words: object = {}) =>
  world.anonymous.call(createPublicApplication, {
    param: { tenant: world.tenant.slug, slug },
    body: { ...someGuest(world), consent, ...words },
  });

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: Date.UTC(2026, 10, 20, 9) }));
afterEach(() => void vi.useRealTimers());

describe("guests", () => {
  it("one applies without an account, and staff see all that was said, and what was agreed to", async () => {
    const world = await newWorld();
    const job = await hasJob(world);
    const words = {
      ...someGuest(world),
      phone: "+493012345678",
      cover_letter: "I would like to.",
      resume_url: "https://files.example/gale.pdf",
      source: "job_board",
      medium: "cpc",
      campaign: "spring",
      referrer: "https://board.example/42",
    };
    const answer = await apply(world, job.slug, words);
    expect(answer.status).toBe(202);
    if (!answer.ok) throw new Error("not received");
    expect(Object.keys(answer.body)).toEqual(["object", "job", "received_at"]);
    expect(answer.headers.get("ETag")).toBeNull();
    expect(answer.headers.get("Location")).toBeNull();

    const owner = await world.as("owner");
    const [made, ...more] = (await owner.ok(listApplications, { query: { guest: "true" } })).data;
    expect(more).toEqual([]);
    const { name, email, phone, ...papers } = words;
    expect(made).toMatchObject({
      ...papers,
      guest: { name, email, phone, consent: { text: consent.text, at: answer.body.received_at } },
      job_id: job.id,
      stage_id: job.stages.applied,
      candidate_id: null,
      status: "active",
      recruiter_id: world.people.recruiter.member.id,
      created_by: "public",
    });
    const told = await testContext()
      .db.select({ type: facts.type, actor: facts.actor })
      .from(facts)
      .where(and(eq(facts.tenantId, world.tenant.id), eq(facts.entityId, made?.id ?? "")));
    expect(told).toEqual([{ type: "application.created", actor: "public" }]);
  });

  it("known and unknown get one answer, and whoever applied before changes nothing", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const job = await hasJob(world);
    const [unknown, known, applied] = [someGuest(world), someGuest(world), someGuest(world)];
    const candidate = await owner.ok(createCandidate, { body: known });
    await owner.ok(createApplication, { body: { job_id: job.id, candidate_id: candidate.id } });
    await owner.ok(createApplication, { body: { job_id: job.id, guest: applied } });
    const before = await rowsIn(world);

    const bodyOf = async (words: object) => {
      const answer = await apply(world, job.slug, words);
      const headers = [...answer.headers].filter(([header]) => !["request-id", "date"].includes(header));
      return { status: answer.status, body: answer.ok ? answer.body : answer.problem, headers };
    };
    const first = await bodyOf(unknown);
    expect(first.status).toBe(202);
    for (const words of [unknown, known, applied, { ...known, email: known.email.toUpperCase() }])
      expect(await bodyOf({ ...words, name: "Somebody Else" })).toEqual(first);
    const after = await rowsIn(world);
    expect(after).toHaveLength(before.length + 1);
    expect(after.filter(({ id }) => before.some((row) => row.id === id))).toEqual(before);
  });

  it("ten tries at once from one address are one application, and a key tells nothing of them", async () => {
    const world = await newWorld();
    const job = await hasJob(world);
    const guest = someGuest(world);
    const answers = await Promise.all(Array.from({ length: 10 }, () => apply(world, job.slug, guest)));
    expect(answers.map(({ status }) => status).filter((status) => status >= 500)).toEqual([]);
    expect(answers.filter(({ status }) => status === 202).length).toBeGreaterThan(0);
    expect(await rowsIn(world)).toHaveLength(1);

    // A key changes nothing of this: what it kept would tell who was new.
    const ask = { param: { tenant: world.tenant.slug, slug: job.slug }, headers: { "Idempotency-Key": "once" } };
    for (const name of ["One", "Other"]) {
      const answer = await world.anonymous.call(createPublicApplication, { ...ask, body: { ...guest, name, consent } });
      expect(answer.status).toBe(202);
      expect(answer.headers.get("Idempotency-Replayed")).toBeNull();
    }
    expect(await rowsIn(world)).toHaveLength(1);
  });

  it("only for a job that is public, open, and before its deadline; and never without consent", async () => {
    const world = await newWorld();
    const { now } = testContext();
    const refused = async (slug: string, code: string, words: object = {}) => {
      const answer = await apply(world, slug, words);
      expect(answer.ok ? "taken" : answer.problem.code).toBe(code);
    };
    await refused("nowhere", "job.unknown");
    await refused((await hasJob(world, { isPublic: false })).slug, "job.unknown");
    await refused((await hasJob(world, { status: "draft", kind: "draft" })).slug, "job.unknown");
    await refused((await hasJob(world, { deletedAt: now })).slug, "job.unknown");
    await refused((await hasJob(await newWorld())).slug, "job.unknown");
    for (const status of ["paused", "closed"] as const)
      await refused((await hasJob(world, { status })).slug, "application.job_closed");
    await refused((await hasJob(world, { deadline: asInstant(now - hour) })).slug, "application.job_closed");
    const { slug } = await hasJob(world, { deadline: asInstant(now + day) });
    await refused(slug, "body.invalid", { consent: undefined });
    await refused(slug, "body.invalid", { consent: { agreed: false, text: consent.text } });
    await refused(slug, "body.invalid", { consent: { agreed: true, text: "  " } });
    await refused(slug, "body.invalid", { email: "nobody" });
    await refused(slug, "body.invalid", { status: "hired" });
    const elsewhere = { param: { tenant: "no-such-company", slug }, body: { ...someGuest(world), consent } };
    await world.anonymous.refused(createPublicApplication, elsewhere, "tenant.unknown");
    expect(await rowsIn(world)).toEqual([]);
  });

  it("one network applies thirty times an hour at one company, and at others besides", async () => {
    const world = await newWorld();
    const { slug } = await hasJob(world);
    for (let place = 0; place < 30; place++) expect((await apply(world, slug)).status).toBe(202);
    const refusal = await apply(world, slug);
    expect(refusal).toMatchObject({ status: 429, problem: { code: "quota.exceeded", policy: "applications" } });
    expect(refusal.headers.get("Retry-After")).toBe("3600");
    const other = await newWorld();
    expect((await apply(other, (await hasJob(other)).slug)).status).toBe(202);
    vi.setSystemTime(Date.UTC(2026, 10, 20, 10));
    expect((await apply(world, slug)).status).toBe(202);
    expect(await rowsIn(world)).toHaveLength(31);
  });
});

describe("a guest becomes a candidate", () => {
  it("who is made of what the guest said, with their consent, and keeps the application as it stands", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const job = await hasJob(world);
    const guest = { ...someGuest(world), phone: "+493012345678", source: "job_board", campaign: "spring" };
    expect((await apply(world, job.slug, guest)).status).toBe(202);
    const [made] = (await recruiter.ok(listApplications, { query: { guest_email: guest.email } })).data;
    const param = { id: made?.id ?? "" };
    await recruiter.ok(moveApplication, { param, body: { stage_id: job.stages.interview } });

    await recruiter.refused(joinApplication, { param, body: {}, ...seen(1) }, "version.conflict");
    const joined = await recruiter.ok(joinApplication, { param, body: { expected_version: 2 } });
    expect(joined).toMatchObject({ status: "active", stage_id: job.stages.interview, round: 2, version: 3 });
    expect(joined.guest).toEqual(made?.guest);
    expect(joined.joined_at).not.toBeNull();
    const candidate = await recruiter.ok(getCandidate, { param: { id: joined.candidate_id ?? "" } });
    expect(candidate).toMatchObject({
      name: guest.name,
      email: guest.email,
      phone: guest.phone,
      source: "job_board",
      campaign: "spring",
      owner_id: world.people.recruiter.member.id,
      consents: [{ purpose: "application", text: consent.text, until: null }],
      status: "in_progress",
      current_round: 2,
    });
    expect((await recruiter.ok(listApplications, { query: { guest: "true" } })).data).toEqual([]);
    expect((await recruiter.ok(listApplications, { query: { candidate_id: candidate.id } })).data).toEqual([joined]);
    const { data } = await recruiter.ok(listApplicationHistory, { param });
    expect(data.map(({ type, actor }) => `${type} by ${actor.slice(0, 6)}`)).toEqual([
      "created by public",
      "moved by mem_" + world.people.recruiter.member.id.slice(4, 6),
      "joined by mem_" + world.people.recruiter.member.id.slice(4, 6),
    ]);
    const again = await recruiter.refused(joinApplication, { param, body: {} }, "application.joined");
    expect(again.problem).toMatchObject({ candidate_id: candidate.id });
    const types = await testContext()
      .db.select({ type: facts.type })
      .from(facts)
      .where(eq(facts.tenantId, world.tenant.id))
      .orderBy(asc(facts.seq));
    expect(types.map(({ type }) => type)).toEqual([
      "application.created",
      "application.moved",
      "application.joined",
      "candidate.created",
    ]);
  });

  it("or who has the guest's address already, and gets their consent with it", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const job = await hasJob(world);
    const guest = someGuest(world);
    const candidate = await owner.ok(createCandidate, {
      body: { name: "Gale Known", email: "gale@private.example", other_emails: [guest.email], source: "referral" },
    });
    await apply(world, job.slug, guest);
    const [made] = (await owner.ok(listApplications, {})).data;
    const joined = await owner.ok(joinApplication, { param: { id: made?.id ?? "" }, body: {} });
    expect(joined.candidate_id).toBe(candidate.id);
    const known = await owner.ok(getCandidate, { param: { id: candidate.id } });
    expect(known).toMatchObject({
      name: "Gale Known",
      email: "gale@private.example",
      other_emails: [guest.email],
      source: "referral",
      consents: [{ purpose: "application", text: consent.text }],
    });
  });

  it("or whom staff name, who is found by the guest's address from then on", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { application, job } = await hasGuestApplication(world);
    const email = application.guest?.email ?? "";
    const candidate = await owner.ok(createCandidate, { body: { name: "Gale Known", email: "gale@private.example" } });
    const body = { candidate_id: candidate.id };
    await owner.ok(withdrawApplication, { param: { id: application.id }, body: {} });
    const joined = await owner.ok(joinApplication, { param: { id: application.id }, body });
    expect(joined).toMatchObject({ candidate_id: candidate.id, status: "withdrawn" });
    const known = await owner.ok(getCandidate, { param: { id: candidate.id } });
    expect(known).toMatchObject({ email: "gale@private.example", other_emails: [email], status: "rejected" });
    // So their next application under that address is theirs at once.
    const next = await hasJob(world);
    await owner.ok(createApplication, { body: { job_id: next.id, candidate_id: candidate.id } });
    const guest = { name: "Gale", email };
    await owner.refused(createApplication, { body: { job_id: next.id, guest } }, "application.exists");
    await owner.refused(createApplication, { body: { job_id: job.id, guest } }, "application.exists");
  });

  it("but not one who is considered there already, has gone, or has another's address", async () => {
    const [world, stranger] = [await newWorld(), await newWorld()];
    const owner = await world.as("owner");
    const { application, job } = await hasGuestApplication(world);
    const param = { id: application.id };
    const person = (name: string) =>
      owner.ok(createCandidate, { body: { name, email: `${name}@private.example` } }).then(({ id }) => id);
    const [ada, ben, cleo] = [await person("ada"), await person("ben"), await person("cleo")];
    const first = await owner.ok(createApplication, { body: { job_id: job.id, candidate_id: ada } });
    const twice = await owner.refused(joinApplication, { param, body: { candidate_id: ada } }, "application.exists");
    expect(twice.problem).toMatchObject({ application_id: first.id });
    await owner.refused(joinApplication, { param: { id: first.id }, body: {} }, "application.no_guest");
    await testContext()
      .db.update(candidates)
      .set({ deletedAt: testContext().now })
      .where(and(eq(candidates.tenantId, world.tenant.id), eq(candidates.id, ben as Id<"candidate">)));
    await owner.refused(joinApplication, { param, body: { candidate_id: ben } }, "candidate.unknown");
    const theirs = await (await stranger.as("owner")).ok(createCandidate, {
      body: { name: "Dan", email: "dan@private.example" },
    });
    await owner.refused(joinApplication, { param, body: { candidate_id: theirs.id } }, "candidate.unknown");
    const holder = await owner.ok(createCandidate, {
      body: { name: "Eve", email: application.guest?.email ?? "" },
    });
    const held = { param, body: { candidate_id: cleo } };
    const elsewhere = await owner.refused(joinApplication, held, "application.email_elsewhere");
    expect(elsewhere.problem).toMatchObject({ candidate_id: holder.id });
    expect(await owner.ok(getApplication, { param })).toEqual(application);
    expect((await owner.ok(joinApplication, { param, body: {} })).candidate_id).toBe(holder.id);
  });

  it("once, also when five join them at once, and two guests of one address are one candidate", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const guest = someGuest(world);
    const made = await Promise.all(
      [await hasJob(world), await hasJob(world)].map(({ id }) =>
        owner.ok(createApplication, { body: { job_id: id, guest } }),
      ),
    );
    const answers = await Promise.all(
      made.flatMap(({ id }) => [1, 2, 3].map(() => owner.call(joinApplication, { param: { id }, body: {} }))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(2);
    expect(answers.filter(({ status }) => status >= 500)).toEqual([]);
    const people = await testContext()
      .db.select({ id: candidates.id })
      .from(candidates)
      .where(eq(candidates.tenantId, world.tenant.id));
    expect(people).toHaveLength(1);
    expect(await differencesOfApplications(world)).toEqual([]);
  });

  it("whom nobody knows leave their address in no line of the log but the fact's own body", async () => {
    const world = await newWorld();
    const lines: string[] = [];
    const spies = (["log", "info", "warn", "error"] as const).map((level) =>
      vi.spyOn(console, level).mockImplementation((...words) => void lines.push(words.join(" "))),
    );
    const job = await hasJob(world);
    const guest = someGuest(world);
    await apply(world, job.slug, guest);
    for (const spy of spies) spy.mockRestore();
    expect(lines.join("\n")).not.toContain(guest.email);
    const bodies = await testContext().db.select().from(factBodies).where(eq(factBodies.tenantId, world.tenant.id));
    expect(bodies.map(({ after }) => after?.["guest_email"])).toEqual([guest.email]);
  });
});
