import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import {
  createApplication,
  getApplication,
  hireApplication,
  listApplications,
  moveApplication,
  rejectApplication,
} from "#hiring/applications/contract.ts";
import { listApplicationHistory } from "#hiring/applications/look-contract.ts";
import {
  changeCandidate,
  createCandidate,
  deleteCandidate,
  getCandidate,
  listCandidates,
} from "#hiring/candidates/contract.ts";
import { createInterview, getInterview } from "#hiring/interviews/contract.ts";
import { mergeCandidates } from "#hiring/merges/contract.ts";
import { createCandidateNote, listCandidateNotes } from "#hiring/notes/contract.ts";
import { createTag, listCandidateTags, tagCandidate } from "#hiring/tags/contract.ts";
import { hasJob } from "../support/applications.ts";
import { newWorld, type World } from "../support/world/world.ts";

const nobody = "cnd_01h455vb4pex5vsknk084sn02q";

/** Two records of one person, of whom one was considered, talked to, noted and tagged. */
async function twoRecords(world: World) {
  const owner = await world.as("owner");
  const stays = await owner.ok(createCandidate, {
    body: {
      name: "Ida Example",
      email: "ida@work.example",
      skills: ["SQL"],
      phone: "+493012345678",
      metadata: { a: "1" },
    },
  });
  const goes = await owner.ok(createCandidate, {
    body: {
      name: "I. Example",
      email: "ida@home.example",
      other_emails: ["ida@old.example"],
      skills: ["sql", "Go"],
      phone: "+33123456789",
      location: "Lyon",
      current_company: "Zephyr Looms",
      external_id: "crm-9",
      said_status: "contacted",
      consents: [{ purpose: "process", text: "Yes.", at: "2026-11-01T09:00:00Z" }],
      metadata: { a: "2", b: "3" },
    },
  });
  return { owner, stays, goes };
}

const consider = async (world: World, candidate_id: string, job_id: string) =>
  (await world.as("owner")).ok(createApplication, { body: { candidate_id, job_id } });

describe("two records of one person", () => {
  it("become one that has everything of both, and the other says who it is now", async () => {
    const world = await newWorld();
    const { owner, stays, goes } = await twoRecords(world);
    const [first, second] = [await hasJob(world), await hasJob(world)];
    const other = await consider(world, goes.id, second.id);
    await owner.ok(moveApplication, {
      param: { id: other.id },
      body: { stage_id: second.stages.screen },
      headers: { "If-Match": '"1"' },
    });
    const [kept, doubled] = [await consider(world, stays.id, first.id), await consider(world, goes.id, first.id)];
    const plan = (candidate_id: string, application_id: string) =>
      owner.ok(createInterview, {
        body: {
          title: "First conversation",
          candidate_id,
          application_id,
          mode: "video",
          participants: [{ member_id: world.people.berlin.member.id, role: "lead" }],
        },
      });
    const [talk, doubledTalk] = [await plan(goes.id, other.id), await plan(goes.id, doubled.id)];
    await owner.ok(createCandidateNote, { param: { id: goes.id }, body: { body: "Prefers mornings." } });
    const [warm, rare] = [
      await owner.ok(createTag, { body: { name: "Warm" } }),
      await owner.ok(createTag, { body: { name: "Rare" } }),
    ];
    for (const [id, tag_id] of [
      [stays.id, warm.id],
      [goes.id, warm.id],
      [goes.id, rare.id],
    ] as const)
      await owner.ok(tagCandidate, { param: { id, tag_id } });

    const merged = await owner.ok(mergeCandidates, { param: { id: stays.id }, body: { from_id: goes.id } });
    expect(merged).toMatchObject({
      id: stays.id,
      name: "Ida Example",
      email: "ida@work.example",
      skills: ["SQL", "Go"],
      phone: "+493012345678",
      location: "Lyon",
      current_company: "Zephyr Looms",
      external_id: "crm-9",
      said_status: "contacted",
      status: "in_progress",
      current_round: 1,
      metadata: { a: "1", b: "3" },
    });
    expect(merged.other_emails.toSorted()).toEqual(["ida@home.example", "ida@old.example"]);
    expect(merged.consents).toHaveLength(1);
    expect(await owner.ok(getCandidate, { param: { id: stays.id } })).toEqual(merged);

    const { problem } = await owner.refused(getCandidate, { param: { id: goes.id } }, "candidate.merged");
    expect(problem["merged_into"]).toBe(stays.id);
    await owner.refused(changeCandidate, { param: { id: goes.id }, body: { name: "X" } }, "candidate.merged");
    await owner.refused(deleteCandidate, { param: { id: goes.id } }, "candidate.merged");
    const found = async (query: Record<string, string>) =>
      (await owner.ok(listCandidates, { query })).data.map(({ id }) => id);
    for (const query of [{ email: "ida@old.example" }, { q: "zephyr" }, { q: "rare" }, { skill: "go" }, {}])
      expect(await found(query)).toEqual([stays.id]);

    const applications = await owner.ok(listApplications, { query: { candidate_id: stays.id } });
    expect(applications.data.map(({ id }) => id).toSorted()).toEqual([kept.id, other.id].toSorted());
    expect(await owner.ok(getApplication, { param: { id: doubled.id } })).toMatchObject({
      candidate_id: goes.id,
      status: "withdrawn",
      reason: "merged",
    });
    const history = await owner.ok(listApplicationHistory, { param: { id: other.id } });
    expect(history.data).toHaveLength(3);
    expect(await owner.ok(getInterview, { param: { id: talk.id } })).toMatchObject({
      candidate_id: stays.id,
      application_id: other.id,
    });
    expect(await owner.ok(getInterview, { param: { id: doubledTalk.id } })).toMatchObject({
      candidate_id: stays.id,
      application_id: kept.id,
    });
    expect((await owner.ok(listCandidateNotes, { param: { id: stays.id } })).data).toHaveLength(1);
    const worn = await owner.ok(listCandidateTags, { param: { id: stays.id } });
    expect(worn.data.map(({ name }) => name)).toEqual(["Rare", "Warm"]);

    const snapshot = await env.DB.prepare("select before from candidate_merges where tenant_id = ? and loser_id = ?")
      .bind(world.tenant.id, goes.id)
      .first<{ before: string }>();
    expect(JSON.parse(snapshot?.before ?? "{}")).toMatchObject({
      candidate: { name: "I. Example", phone: "+33123456789", emails: expect.arrayContaining(["ida@old.example"]) },
      applications: [other.id],
      kept_applications: [doubled.id],
    });
    // Once more is the same; a third record takes the first along.
    expect(await owner.ok(mergeCandidates, { param: { id: stays.id }, body: { from_id: goes.id } })).toEqual(merged);
    const third = await owner.ok(createCandidate, { body: { name: "Ida", email: "ida@third.example" } });
    await owner.ok(mergeCandidates, { param: { id: third.id }, body: { from_id: stays.id } });
    const gone = await owner.refused(getCandidate, { param: { id: goes.id } }, "candidate.merged");
    expect(gone.problem["merged_into"]).toBe(third.id);
  });

  it("are not brought together against sense, or where somebody's standing would be lost", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const { owner, stays, goes } = await twoRecords(world);
    const merge = { param: { id: stays.id }, body: { from_id: goes.id } };
    await owner.refused(mergeCandidates, { ...merge, body: { from_id: stays.id } }, "candidate.merge_self");
    await owner.refused(mergeCandidates, { ...merge, body: { from_id: nobody } }, "candidate.merge_unknown");
    const foreign = (await twoRecords(other)).goes.id;
    await owner.refused(mergeCandidates, { ...merge, body: { from_id: foreign } }, "candidate.merge_unknown");
    await owner.refused(mergeCandidates, { ...merge, param: { id: foreign } }, "candidate.unknown");
    await owner.refused(mergeCandidates, { ...merge, headers: { "If-Match": '"9"' } }, "version.conflict");

    const job = await hasJob(world);
    const [ended, open] = [await consider(world, stays.id, job.id), await consider(world, goes.id, job.id)];
    const seen = { headers: { "If-Match": '"1"' } };
    await owner.ok(rejectApplication, { param: { id: ended.id }, body: { reason: "No." }, ...seen });
    const { problem } = await owner.refused(mergeCandidates, merge, "candidate.merge_open");
    expect(problem["job_ids"]).toEqual([job.id]);
    await owner.refused(deleteCandidate, { param: { id: goes.id } }, "candidate.in_process");
    await owner.ok(hireApplication, { param: { id: open.id }, body: {}, ...seen });
    const turned = await owner.ok(mergeCandidates, { param: { id: goes.id }, body: { from_id: stays.id } });
    expect(turned).toMatchObject({ id: goes.id, status: "accepted", external_id: "crm-9" });
  });

  it("merged both ways at once, one stays", async () => {
    const world = await newWorld();
    const { owner, stays, goes } = await twoRecords(world);
    await consider(world, goes.id, (await hasJob(world)).id);
    const answers = await Promise.all(
      [
        [stays.id, goes.id],
        [goes.id, stays.id],
      ].map(([id = "", from_id = ""]) => owner.call(mergeCandidates, { param: { id }, body: { from_id } })),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.every(({ status }) => status < 500)).toBe(true);
    expect((await owner.ok(listCandidates, {})).data).toHaveLength(1);
  });
});
