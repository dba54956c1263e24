import { and, asc, eq } from "drizzle-orm";
import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import { list } from "#hiring/applications/actions.ts";
import {
  changeApplication,
  createApplication,
  getApplication,
  hireApplication,
  joinApplication,
  listApplications,
  moveApplication,
  rejectApplication,
  reopenApplication,
  withdrawApplication,
} from "#hiring/applications/contract.ts";
import { getApplicationSources, listApplicationHistory } from "#hiring/applications/look-contract.ts";
import { edges, type Status, type Verb, verbs } from "#hiring/applications/rules.ts";
import type { ApplicationFilter } from "#hiring/applications/search.ts";
import { applicationEvents, applicationStatuses, applications } from "#hiring/applications/tables.ts";
import { getCandidate } from "#hiring/candidates/contract.ts";
import { candidates } from "#hiring/candidates/tables.ts";
import { jobStages, jobs } from "#hiring/jobs/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, day } from "#kernel/instant.ts";
import { facts } from "#platform/facts/tables.ts";
import { differencesOfApplications, hasGuestApplication, hasJob, someGuest } from "../support/applications.ts";
import type { TestClient } from "../support/client.ts";
import { makeObject } from "../support/objects.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const seen = (version: number) => ({ headers: { "If-Match": `"${version}"` } });
const nobody = "mem_01h455vb4pex5vsknk084sn02q";

async function hasCandidate(world: World): Promise<Id<"candidate">> {
  const id = await makeObject.candidate?.(world, "present");
  if (id === undefined) throw new Error("no candidate");
  return id as Id<"candidate">;
}

/** Everything that may be done with an application, as a recruiter asks for it. */
const doing: Record<Verb, (client: TestClient, id: string, to: string) => Promise<{ status: number; code?: string }>> =
  {
    moved: (client, id, to) => told(client.call(moveApplication, { param: { id }, body: { stage_id: to } })),
    rejected: (client, id) => told(client.call(rejectApplication, { param: { id }, body: { reason: "No." } })),
    withdrawn: (client, id) => told(client.call(withdrawApplication, { param: { id }, body: {} })),
    hired: (client, id) => told(client.call(hireApplication, { param: { id }, body: {} })),
    reopened: (client, id) => told(client.call(reopenApplication, { param: { id }, body: {} })),
    joined: (client, id) => told(client.call(joinApplication, { param: { id }, body: {} })),
    changed: (client, id) => told(client.call(changeApplication, { param: { id }, body: { source: "fair" } })),
  };

async function told(answer: Promise<{ ok: boolean; status: number; problem?: { code: string } }>) {
  const { status, problem } = await answer;
  return problem === undefined ? { status } : { status, code: problem.code };
}

/** How an application comes to where the test begins. */
const wayTo: Record<Status, Verb[]> = {
  active: [],
  hired: ["hired"],
  rejected: ["rejected"],
  withdrawn: ["withdrawn"],
};

describe("applications", () => {
  it("a candidate is considered for a job, and every word that was said of it is kept", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const job = await hasJob(world);
    const candidate = await hasCandidate(world);
    const words = {
      cover_letter: "Dear all,\nI build engines.",
      resume_url: "https://files.example/ida.pdf",
      source: "careers_page",
      medium: "organic",
      campaign: "spring",
      referrer: "https://news.example/robots",
      external_id: "ats-17",
      metadata: { batch: "7" },
    };
    const made = await recruiter.call(createApplication, {
      body: { job_id: job.id, candidate_id: candidate, applied_at: "2026-11-01T08:00:00Z", ...words },
    });
    if (!made.ok) throw new Error("not made");
    expect(made.headers.get("Location")).toBe(`/v1/applications/${made.body.id}`);
    expect(made.headers.get("ETag")).toBe('"1"');
    expect(made.body).toMatchObject({
      ...words,
      job_id: job.id,
      candidate_id: candidate,
      stage_id: job.stages.applied,
      round: 0,
      status: "active",
      reason: null,
      recruiter_id: world.people.recruiter.member.id,
      guest: null,
      applied_at: "2026-11-01T08:00:00Z",
      ended_at: null,
      version: 1,
    });

    const param = { id: made.body.id };
    const changed = await recruiter.ok(changeApplication, {
      param,
      body: { recruiter_id: null, source: "referral", medium: null, metadata: { batch: null, seat: "2" } },
      ...seen(1),
    });
    expect(changed).toMatchObject({
      recruiter_id: null,
      source: "referral",
      medium: null,
      campaign: "spring",
      metadata: { seat: "2" },
      version: 2,
    });
    await recruiter.refused(changeApplication, { param, body: {}, ...seen(1) }, "version.conflict");
    await recruiter.refused(
      changeApplication,
      { param, body: { recruiter_id: nobody } },
      "application.recruiter_unknown",
    );

    const shown = await recruiter.ok(getApplication, { param, expand: "candidate,job,stage" });
    expect(shown).toMatchObject({
      candidate: { id: candidate, status: "new" },
      job: { id: job.id, status: "open" },
      stage: { id: job.stages.applied, name: "Applied", kind: "applied" },
    });
    const viewer = await world.as("viewer");
    expect((await viewer.ok(listApplications, {})).data).toEqual([changed]);
    await viewer.refused(
      createApplication,
      { body: { job_id: job.id, candidate_id: candidate } },
      "permission.missing",
    );
  });

  it("nobody is considered twice for one job, by whichever of their addresses, also when two ask at once", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const job = await hasJob(world);
    const candidate = await hasCandidate(world);
    const body = { job_id: job.id, candidate_id: candidate };
    const tries = await Promise.all([1, 2, 3].map(() => recruiter.call(createApplication, { body })));
    expect(tries.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
    const [first] = tries.flatMap((answer) => (answer.ok ? [answer.body] : []));
    const again = await recruiter.refused(createApplication, { body }, "application.exists");
    expect(again.problem).toMatchObject({ application_id: first?.id });
    const { email } = await recruiter.ok(getCandidate, { param: { id: candidate } });
    const guest = { name: "Ida", email: email.toUpperCase() };
    const asGuest = await recruiter.refused(
      createApplication,
      { body: { job_id: job.id, guest } },
      "application.exists",
    );
    expect(asGuest.problem).toMatchObject({ application_id: first?.id });

    // The other way round: who was a guest there first is joined, not added beside.
    const other = await hasJob(world);
    const begun = await recruiter.ok(createApplication, { body: { job_id: other.id, guest } });
    const beside = { job_id: other.id, candidate_id: candidate };
    const twice = await recruiter.refused(createApplication, { body: beside }, "application.exists");
    expect(twice.problem).toMatchObject({ application_id: begun.id });
    expect(begun).toMatchObject({ candidate_id: null, guest: { name: "Ida", email, phone: null, consent: null } });
  });

  it("what names a job, candidate, stage or recruiter that is not there is refused, each by its name", async () => {
    const [world, stranger] = [await newWorld(), await newWorld()];
    const owner = await world.as("owner");
    const [job, elsewhere, theirs] = [await hasJob(world), await hasJob(world), await hasJob(stranger)];
    const candidate = await hasCandidate(world);
    const ask = (body: object) => ({ body: { job_id: job.id, candidate_id: candidate, ...body } });
    const refused = (body: object, code: string) => owner.refused(createApplication, ask(body), code);
    await refused({ job_id: theirs.id }, "job.unknown");
    await refused({ candidate_id: await hasCandidate(stranger) }, "candidate.unknown");
    await refused({ stage_id: elsewhere.stages.applied }, "application.stage_unknown");
    await refused({ stage_id: theirs.stages.applied }, "application.stage_unknown");
    await refused({ recruiter_id: stranger.people.owner.member.id }, "application.recruiter_unknown");
    await refused({ applied_at: "2036-01-01T00:00:00Z" }, "application.in_future");
    await refused({ guest: someGuest(world) }, "body.invalid");
    await refused({ candidate_id: undefined }, "body.invalid");
    for (const status of ["draft", "closed"] as const) {
      const shut = await hasJob(world, { status });
      const refusal = await owner.refused(createApplication, ask({ job_id: shut.id }), "application.job_closed");
      expect(refusal.problem).toMatchObject({ job_status: status });
    }
    const { db } = testContext();
    expect(await db.select().from(applications).where(eq(applications.tenantId, world.tenant.id))).toEqual([]);
    expect((await owner.ok(createApplication, ask({ stage_id: job.stages.interview }))).round).toBe(2);
    const paused = await hasJob(world, { status: "paused" });
    await owner.ok(createApplication, ask({ job_id: paused.id }));
  });

  it("who may see applications sees candidates and jobs beside them only with the permission for those", async () => {
    const world = await newWorld();
    const { application } = await hasGuestApplication(world);
    const { db } = testContext();
    const reading = { ...world.roles.coordinator, permissions: ["applications:read"] };
    await bindings.DB.prepare("update roles set permissions = ? where tenant_id = ? and id = ?")
      .bind(JSON.stringify(reading.permissions), world.tenant.id, reading.id)
      .run();
    world.roles.coordinator.permissions = reading.permissions;
    world.people.coordinator.role.permissions = reading.permissions;
    const coordinator = await world.as("coordinator");
    const param = { id: application.id };
    expect(await coordinator.ok(getApplication, { param })).toEqual(application);
    for (const expand of ["candidate", "job", "stage"] as const) {
      const one = await coordinator.refused(getApplication, { param, expand }, "permission.missing");
      expect(one.problem).toMatchObject({ permission: expand === "candidate" ? "candidates:read" : "jobs:read" });
      await coordinator.refused(listApplications, { expand }, "permission.missing");
    }
    expect(await db.select().from(candidates).where(eq(candidates.tenantId, world.tenant.id))).toEqual([]);
  });
});

describe("the life of an application", () => {
  it.each(applicationStatuses)(
    "from %s every edge leads where it is meant to, and all else is refused",
    async (status) => {
      const world = await newWorld();
      const recruiter = await world.as("recruiter");
      const [found, expected]: [string[], string[]] = [[], []];
      for (const verb of verbs) {
        const { job, application } = await hasGuestApplication(world);
        for (const step of wayTo[status]) await doing[step](recruiter, application.id, job.stages.screen);
        const before = await recruiter.ok(getApplication, { param: { id: application.id } });
        expect(before.status).toBe(status);

        const answer = await doing[verb](recruiter, application.id, job.stages.screen);
        const after = await recruiter.ok(getApplication, { param: { id: application.id } });
        const to = edges[status][verb];
        const isOver = after.ended_at !== null;
        found.push(
          `${verb}: ${answer.status} ${answer.code ?? ""} ${after.status} ${after.version - before.version} ${isOver}`,
        );
        expected.push(
          to === undefined
            ? `${verb}: 409 application.no_edge ${status} 0 ${status !== "active"}`
            : `${verb}: 200  ${to} 1 ${to !== "active"}`,
        );
      }
      expect(found).toEqual(expected);
      expect(await differencesOfApplications(world)).toEqual([]);
    },
  );

  it("the books themselves refuse an edge that nobody may go, and a version that is left out", async () => {
    const world = await newWorld();
    const { application } = await hasGuestApplication(world);
    const put = (status: Status, version: string) =>
      bindings.DB.prepare(`update applications set status = ?, version = ${version} where tenant_id = ? and id = ?`)
        .bind(status, world.tenant.id, application.id)
        .run();
    const gone: string[] = [];
    for (const from of applicationStatuses)
      for (const to of applicationStatuses) {
        await put("active", "version + 1");
        await put(from, "version + 1");
        const why = await put(to, "version + 1").then(
          () => "went",
          (error: unknown) => (String(error).includes("APPLICATION_EDGE") ? "refused" : String(error)),
        );
        gone.push(`${from} to ${to} ${why}`);
        if (why === "went" && to !== "active") await put("active", "version + 1");
      }
    const meant = applicationStatuses.flatMap((from) =>
      applicationStatuses.map((to) => {
        const may = from === to || Object.values(edges[from]).includes(to);
        return `${from} to ${to} ${may ? "went" : "refused"}`;
      }),
    );
    expect(gone).toEqual(meant);
    await expect(put("active", "version")).rejects.toThrow("APPLICATION_EDGE");
    await expect(put("active", "version + 2")).rejects.toThrow("APPLICATION_EDGE");
    await expect(
      bindings.DB.prepare("update application_events set reason = 'other' where tenant_id = ?")
        .bind(world.tenant.id)
        .run(),
    ).rejects.toThrow("append-only");
  });

  it("every version leaves one event and one fact, and the candidate's round and status follow", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const job = await hasJob(world);
    const candidate = await hasCandidate(world);
    const made = await recruiter.ok(createApplication, { body: { job_id: job.id, candidate_id: candidate } });
    const param = { id: made.id };
    const standing = async () => {
      const { current_round: round, status } = await recruiter.ok(getCandidate, { param: { id: candidate } });
      return `${round} ${status}`;
    };
    expect(await standing()).toBe("0 new");
    await recruiter.ok(moveApplication, { param, body: { stage_id: job.stages.interview, reason: "Strong letter" } });
    expect(await standing()).toBe("2 in_progress");
    await recruiter.ok(moveApplication, { param, body: { stage_id: job.stages.screen } });
    expect(await standing()).toBe("1 in_progress");
    const rejected = await recruiter.ok(rejectApplication, { param, body: { reason: "Too far away" } });
    expect(rejected).toMatchObject({ status: "rejected", reason: "Too far away", round: 1 });
    expect(await standing()).toBe("0 rejected");
    expect(await recruiter.ok(reopenApplication, { param, body: { reason: "They moved" } })).toMatchObject({
      status: "active",
      stage_id: job.stages.screen,
      ended_at: null,
    });
    await recruiter.ok(hireApplication, { param, body: {} });
    expect(await standing()).toBe("0 accepted");

    const { data } = await recruiter.ok(listApplicationHistory, { param });
    const { applied, screen, interview } = job.stages;
    const actor = world.people.recruiter.member.id;
    expect(
      data.map((event) => [
        event.version,
        event.type,
        event.from_stage_id,
        event.to_stage_id,
        event.from_status,
        event.to_status,
        event.reason,
        event.actor,
      ]),
    ).toEqual(
      [
        ["created", null, applied, null, "active", null],
        ["moved", applied, interview, "active", "active", "Strong letter"],
        ["moved", interview, screen, "active", "active", null],
        ["rejected", screen, screen, "active", "rejected", "Too far away"],
        ["reopened", screen, screen, "rejected", "active", "They moved"],
        ["hired", screen, screen, "active", "hired", null],
      ].map((words, place) => [place + 1, ...words, actor]),
    );
    const page = await recruiter.ok(listApplicationHistory, { param, page: { limit: 2, order: "version.desc" } });
    expect(page.data.map(({ version }) => version)).toEqual([6, 5]);
    const { db } = testContext();
    const toldOf = await db
      .select({ type: facts.type, version: facts.version })
      .from(facts)
      .where(and(eq(facts.tenantId, world.tenant.id), eq(facts.entityId, made.id)))
      .orderBy(asc(facts.seq));
    expect(toldOf).toEqual(data.map(({ type, version }) => ({ type: `application.${type}`, version })));
    expect(await differencesOfApplications(world)).toEqual([]);
  });

  it("of a closed job nothing is opened again, and of a candidate who is gone neither", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const job = await hasJob(world);
    const candidate = await hasCandidate(world);
    const made = await recruiter.ok(createApplication, { body: { job_id: job.id, candidate_id: candidate } });
    const param = { id: made.id };
    await recruiter.ok(withdrawApplication, { param, body: { reason: "Took another offer" } });
    const { db, now } = testContext();
    const ofJob = and(eq(jobs.tenantId, world.tenant.id), eq(jobs.id, job.id));
    await db.update(jobs).set({ status: "closed" }).where(ofJob);
    await recruiter.refused(reopenApplication, { param, body: {} }, "application.job_closed");
    await db.update(jobs).set({ status: "paused" }).where(ofJob);
    const ofCandidate = and(eq(candidates.tenantId, world.tenant.id), eq(candidates.id, candidate));
    await db.update(candidates).set({ deletedAt: now }).where(ofCandidate);
    await recruiter.refused(reopenApplication, { param, body: {} }, "candidate.unknown");
    await recruiter.refused(
      createApplication,
      { body: { job_id: job.id, candidate_id: candidate } },
      "candidate.unknown",
    );
    const other = await hasCandidate(world);
    await db.update(candidates).set({ mergedInto: other }).where(ofCandidate);
    const merged = await recruiter.refused(reopenApplication, { param, body: {} }, "candidate.merged");
    expect(merged.problem).toMatchObject({ merged_into: other });
    await recruiter.refused(
      createApplication,
      { body: { job_id: job.id, candidate_id: candidate } },
      "candidate.merged",
    );
    await db.update(candidates).set({ deletedAt: null, mergedInto: null }).where(ofCandidate);
    await recruiter.ok(reopenApplication, { param, body: {} });
  });

  it("nobody is moved to a stage that was taken out, and whoever is at one moves on", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const { job, application } = await hasGuestApplication(world);
    const param = { id: application.id };
    await recruiter.ok(moveApplication, { param, body: { stage_id: job.stages.screen } });
    const { db, now } = testContext();
    await db
      .update(jobStages)
      .set({ removedAt: now })
      .where(and(eq(jobStages.tenantId, world.tenant.id), eq(jobStages.id, job.stages.screen)));
    const moved = await recruiter.ok(moveApplication, { param, body: { stage_id: job.stages.interview } });
    expect(moved.round).toBe(1);
    await recruiter.refused(
      moveApplication,
      { param, body: { stage_id: job.stages.screen } },
      "application.stage_unknown",
    );
  });
});

describe("two at one application", () => {
  it("of two recruiters who move it with the version they have seen, one does", async () => {
    const world = await newWorld();
    const [one, other] = [await world.as("recruiter"), await world.as("owner")];
    const { job, application } = await hasGuestApplication(world);
    const param = { id: application.id };
    const { screen, interview } = job.stages;
    const answers = await Promise.all([
      one.call(moveApplication, { param, body: { stage_id: screen }, ...seen(1) }),
      other.call(moveApplication, { param, body: { stage_id: interview, expected_version: 1 } }),
    ]);
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 412]);
    const lost = answers.find(({ ok }) => !ok);
    expect(lost).toMatchObject({ problem: { code: "version.conflict", current_version: 2 } });
    // Who says the same twice, with both words, must mean one version.
    await one.refused(
      moveApplication,
      { param, body: { stage_id: job.stages.offer, expected_version: 1 }, ...seen(2) },
      "version.conflict",
    );
  });

  it("ten who do the same without a version: one does, the others find nothing that leads there", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const { job, application } = await hasGuestApplication(world);
    const param = { id: application.id };
    const tried = async (verb: Verb) => {
      const answers = await Promise.all(
        Array.from({ length: 10 }, () => doing[verb](recruiter, application.id, job.stages.screen)),
      );
      const codes = answers.map(({ status, code }) => `${status} ${code ?? ""}`.trim());
      return Object.fromEntries([...Map.groupBy(codes, (code) => code)].map(([code, all]) => [code, all.length]));
    };
    for (const verb of ["moved", "hired", "reopened", "rejected"] as const) {
      const counted = await tried(verb);
      expect(counted["200"]).toBe(1);
      expect(
        Object.keys(counted).every((code) => ["200", "409 application.no_edge", "409 change.raced"].includes(code)),
      ).toBe(true);
    }
    expect((await recruiter.ok(getApplication, { param })).version).toBe(5);
    const { db } = testContext();
    const events = await db
      .select()
      .from(applicationEvents)
      .where(
        and(
          eq(applicationEvents.tenantId, world.tenant.id),
          eq(applicationEvents.applicationId, application.id as Id<"application">),
        ),
      );
    expect(events).toHaveLength(5);
    expect(await differencesOfApplications(world)).toEqual([]);
  });

  it("one hires while another rejects: one of them has their way, and the candidate's status says whose", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    for (let round = 0; round < 5; round++) {
      const { job, application } = await hasGuestApplication(world);
      const both = await Promise.all([
        doing.hired(recruiter, application.id, job.id),
        doing.rejected(recruiter, application.id, job.id),
      ]);
      expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
    }
  });
});

describe("a question about applications", () => {
  const asked: [string, ApplicationFilter][] = [
    ["applications_created", {}],
    ["applications_created", { created_after: asInstant(0) }],
    ["applications_status", { status: ["active"], created_before: asInstant(day) }],
    ["applications_job", { job_id: ["job_"], source: "fair" }],
    ["applications_stage", { stage_id: ["stg_"], job_id: ["job_"], status: ["active"] }],
    ["applications_recruiter", { recruiter_id: ["mem_"] }],
    ["applications_candidate", { candidate_id: ["cnd_"], status: ["active"] }],
    ["applications_source", { source: "fair", medium: "cpc" }],
    ["applications_medium", { medium: "cpc" }],
    ["applications_campaign", { campaign: "spring", source: "fair" }],
    ["applications_unjoined", { guest: "true" }],
    ["applications_guests", { guest_email: "gale@guest.example" }],
  ];

  it.each(asked)("is answered along %s where it asks for %o, and looks through nothing", async (index, filter) => {
    const world = await newWorld();
    for (const after of [null, { key: 7, id: "app_" }]) {
      const statements = vi.spyOn(env.DB, "prepare");
      await list(world.scope(), filter, { limit: 10, descending: true, after }, new Set());
      const [sql = ""] = statements.mock.calls.flatMap(([text]) => (text.includes("applications") ? [text] : []));
      statements.mockRestore();
      const { results } = await env.DB.prepare(`explain query plan ${sql}`)
        .bind(...(sql.match(/\?/g) ?? []).map(() => null))
        .all<{ detail: string }>();
      const plan = results.map(({ detail }) => detail);
      expect(plan.filter((step) => /\bapplications\b/.test(step))).toEqual([
        expect.stringMatching(
          /^SEARCH applications USING INDEX sqlite_autoindex_applications_1 \(tenant_id=\? AND id=\?\)$/,
        ),
        expect.stringMatching(new RegExp(`^SEARCH applications USING INDEX ${index} \\(tenant_id=\\?`)),
      ]);
    }
  });
});

describe("where applications come from", () => {
  it("is counted for jobs and times by source, medium and campaign", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const [job, other] = [await hasJob(world), await hasJob(world)];
    const apply = (job_id: string, words: object) =>
      owner.ok(createApplication, { body: { job_id, guest: someGuest(world), ...words } });
    const board = { source: "job_board", medium: "cpc", campaign: "spring" };
    const [first] = [
      await apply(job.id, board),
      await apply(job.id, board),
      await apply(job.id, { source: "referral" }),
    ];
    await apply(other.id, {});
    await owner.ok(hireApplication, { param: { id: first.id }, body: {} });

    const all = await owner.ok(getApplicationSources, {});
    expect(all).toMatchObject({ applications: 4, active: 3, hired: 1, rejected: 0, withdrawn: 0, has_more: false });
    const of = await owner.ok(getApplicationSources, { query: { job_id: job.id } });
    const none = { active: 0, hired: 0, rejected: 0, withdrawn: 0 };
    expect(of).toMatchObject({
      created_after: null,
      created_before: null,
      applications: 3,
      sources: [
        { ...board, ...none, applications: 2, active: 1, hired: 1 },
        { source: "referral", medium: null, campaign: null, ...none, applications: 1, active: 1 },
      ],
    });
    const before = { created_before: "2020-01-01T00:00:00Z" };
    expect(await owner.ok(getApplicationSources, { query: before })).toMatchObject({
      created_after: "2019-10-03T00:00:00Z",
      applications: 0,
      sources: [],
    });
    const found = await owner.ok(listApplications, { query: { source: "job_board", medium: "cpc" } });
    expect(found.data).toHaveLength(2);
    expect((await owner.ok(listApplications, { query: { campaign: "spring", status: "hired" } })).data).toHaveLength(1);
  });
});
