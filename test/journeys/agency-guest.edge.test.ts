import { describe, expect, it } from "vitest";
import {
  createApplication,
  createPublicApplication,
  hireApplication,
  joinApplication,
  listApplications,
  moveApplication,
  reopenApplication,
} from "#hiring/applications/contract.ts";
import { getApplicationSources, listApplicationHistory } from "#hiring/applications/look-contract.ts";
import { createCandidate, getCandidate, listCandidates } from "#hiring/candidates/contract.ts";
import { createJob, closeJob, getPublicJob, openJob } from "#hiring/jobs/contract.ts";
import { mergeCandidates } from "#hiring/merges/contract.ts";
import { createApplicationNote, listApplicationNotes } from "#hiring/notes/contract.ts";
import { differencesOfApplications } from "../support/applications.ts";
import { newWorld } from "../support/world/world.ts";

describe("an agency", () => {
  it("finds in a guest of its careers page somebody it knew, brings both together, and places them", async () => {
    const world = await newWorld({ name: "Brightwater Recruiting" });
    const recruiter = await world.as("recruiter");
    const tenant = world.tenant.slug;

    // A job is opened; its page shows what is asked for, and nothing of the way behind it.
    const skills = [{ name: "PLC" }, { name: "TypeScript", required: false }];
    const made = await recruiter.ok(createJob, {
      body: { title: `Automation engineer ${world.mark}`, is_public: true, skills },
    });
    const job = await recruiter.ok(openJob, { param: { id: made.id } });
    const slug = job.slug ?? "";
    const page = await world.anonymous.ok(getPublicJob, { param: { tenant, slug } });
    expect(page.accepts_applications).toBe(true);
    expect(JSON.stringify(page)).not.toContain(job.stages[1]?.id);

    // Somebody the agency once met under another address applies, twice to be sure.
    const known = await recruiter.ok(createCandidate, {
      body: { name: "Noor Haddad", email: "noor@old-mail.example", phone: "+4915112345678", skills: ["PLC"] },
    });
    const body = {
      name: "Noor Haddad",
      email: "noor@new-mail.example",
      cover_letter: "I have built lines like yours.",
      source: "job_board",
      campaign: "autumn",
      consent: { agreed: true, text: "You may pass my data on to the company that hires." },
    } as const;
    for (let times = 0; times < 2; times++)
      await world.anonymous.ok(createPublicApplication, { param: { tenant, slug }, body });
    const [guest, ...more] = (await recruiter.ok(listApplications, { query: { guest: "true", job_id: job.id } })).data;
    expect(more).toEqual([]);
    const param = { id: guest?.id ?? "" };
    await recruiter.ok(createApplicationNote, {
      param,
      body: { body: `Sounds like the Noor of last year ${world.mark}` },
    });

    // Joined first, recognised afterwards: the two records become one, and nothing of either is lost.
    const joined = await recruiter.ok(joinApplication, { param, body: {} });
    expect(joined.candidate_id).not.toBe(known.id);
    const one = await recruiter.ok(mergeCandidates, {
      param: { id: known.id },
      body: { from_id: joined.candidate_id ?? "" },
    });
    expect(one).toMatchObject({
      id: known.id,
      email: "noor@old-mail.example",
      other_emails: ["noor@new-mail.example"],
      phone: "+4915112345678",
    });
    const theirs = (await recruiter.ok(listApplications, { query: { candidate_id: known.id } })).data;
    expect(theirs.map(({ id }) => id)).toEqual([param.id]);
    expect((await recruiter.ok(listApplicationNotes, { param })).data).toHaveLength(1);
    const found = await recruiter.ok(listCandidates, { query: { q: "new-mail" } });
    expect(found.data.map(({ id }) => id)).toEqual([known.id]);
    // Who is asked for under either address is considered already.
    for (const email of ["noor@old-mail.example", "noor@new-mail.example"])
      await recruiter.refused(
        createApplication,
        { body: { job_id: job.id, guest: { name: "Noor", email } } },
        "application.exists",
      );

    // On through the stages, and placed.
    for (const stage of job.stages.slice(1))
      await recruiter.ok(moveApplication, { param, body: { stage_id: stage.id } });
    const candidate = () => recruiter.ok(getCandidate, { param: { id: known.id } });
    expect(await candidate()).toMatchObject({ status: "in_progress", current_round: job.stages.length - 1 });
    await recruiter.ok(hireApplication, { param, body: { reason: "Placed with Quarry Systems" } });
    expect((await candidate()).status).toBe("accepted");
    await recruiter.ok(closeJob, { param: { id: job.id } });
    await recruiter.refused(reopenApplication, { param, body: {} }, "application.job_closed");
    await world.anonymous.refused(
      createPublicApplication,
      { param: { tenant, slug }, body: { ...body, email: "late@guest.example" } },
      "application.job_closed",
    );

    const { data } = await recruiter.ok(listApplicationHistory, { param });
    expect(data.map(({ type }) => type)).toEqual([
      "created",
      "joined",
      "changed",
      ...job.stages.slice(1).map(() => "moved"),
      "hired",
    ]);
    expect(await differencesOfApplications(world)).toEqual([]);
    expect(await recruiter.ok(getApplicationSources, { query: { job_id: job.id } })).toMatchObject({
      applications: 1,
      hired: 1,
      sources: [{ source: "job_board", medium: null, campaign: "autumn", hired: 1 }],
    });
  });
});
