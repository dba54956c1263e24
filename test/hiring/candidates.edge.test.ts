import { describe, expect, it } from "vitest";
import {
  changeCandidate,
  createCandidate,
  deleteCandidate,
  getCandidate,
  listCandidates,
} from "#hiring/candidates/contract.ts";
import { newWorld } from "../support/world/world.ts";

const pay = { amount_minor: 6_500_000, currency: "EUR", per: "year" } as const;

const everything = {
  name: "Ida Example",
  email: "Ida@Candidate.example",
  other_emails: ["ida@private.example"],
  phone: "+493012345678",
  location: "Berlin",
  time_zone: "Europe/Berlin",
  locale: "de",
  current_company: "Harbour & Vale",
  current_title: "Engineer",
  years_of_experience: 7,
  current_pay: pay,
  expected_pay: { ...pay, amount_minor: 7_500_000 },
  notice_period_days: 90,
  resume_url: "https://ida.example/cv.pdf",
  skills: ["TypeScript", "SQL"],
  source: "referral",
  medium: "person",
  campaign: "autumn",
  consents: [{ purpose: "process", text: "You may keep this.", at: "2026-11-01T09:00:00Z", until: null }],
  external_id: "crm-17",
  metadata: { badge: "7" },
};

describe("candidates", () => {
  it("a candidate keeps every field they were added with, and whoever adds them owns them", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const made = await recruiter.ok(createCandidate, { body: everything });
    expect(made).toMatchObject({
      ...everything,
      email: "ida@candidate.example",
      status: "new",
      said_status: null,
      current_round: 0,
      owner_id: world.people.recruiter.member.id,
      created_by: world.people.recruiter.member.id,
      version: 1,
    });
    expect(await recruiter.ok(getCandidate, { param: { id: made.id } })).toEqual(made);

    const changed = await recruiter.ok(changeCandidate, {
      param: { id: made.id },
      body: {
        email: "ida@private.example",
        other_emails: ["ida@third.example"],
        skills: ["sql", "Go"],
        said_status: "contacted",
        phone: null,
        metadata: { badge: null },
      },
    });
    expect(changed).toMatchObject({
      email: "ida@private.example",
      other_emails: ["ida@third.example"],
      skills: ["sql", "Go"],
      status: "contacted",
      phone: null,
      location: "Berlin",
      metadata: {},
      version: 2,
    });
    // The address they no longer have is anybody's again.
    const second = await recruiter.ok(createCandidate, { body: { name: "Ida Two", email: "ida@candidate.example" } });
    await recruiter.refused(
      changeCandidate,
      { param: { id: second.id }, body: { external_id: "crm-17" } },
      "candidate.external_id_taken",
    );
  });

  it("one candidate per company and address, and the refusal says who it is", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const owner = await world.as("owner");
    const ida = await owner.ok(createCandidate, { body: everything });
    const elsewhere = await (await other.as("owner")).ok(createCandidate, { body: everything });
    expect(elsewhere.id).not.toBe(ida.id);
    const body = {
      name: "Somebody",
      email: "some@body.example",
      other_emails: ["x@body.example", "ida@private.example"],
    };
    const { problem } = await owner.refused(createCandidate, { body }, "candidate.email_taken");
    expect(problem).toMatchObject({ candidate_id: ida.id, errors: [{ pointer: "/other_emails/1" }] });
    // Many at once: one is added, all others hear of that one.
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        owner.call(createCandidate, { body: { name: "Twin", email: "twin@body.example" } }),
      ),
    );
    const added = answers.filter((answer) => answer.ok);
    expect(added).toHaveLength(1);
    const [twin] = added.map((answer) => (answer.ok ? answer.body.id : ""));
    expect(answers.filter((answer) => !answer.ok && answer.problem["candidate_id"] === twin)).toHaveLength(7);
  });

  it("pay is for those who look after candidates", async () => {
    const world = await newWorld();
    const made = await (await world.as("owner")).ok(createCandidate, { body: everything });
    const viewer = await world.as("viewer");
    const seen = await viewer.ok(getCandidate, { param: { id: made.id } });
    expect(seen).not.toHaveProperty("current_pay");
    expect(seen).not.toHaveProperty("expected_pay");
    const listed = await viewer.ok(listCandidates, {});
    expect(JSON.stringify(listed)).not.toContain("6500000");
  });

  it("who owns a candidate works here, and a deleted one gives their addresses back", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const owner = await world.as("owner");
    const owner_id = other.people.berlin.member.id;
    await owner.refused(createCandidate, { body: { ...everything, owner_id } }, "candidate.owner_unknown");
    const made = await owner.ok(createCandidate, { body: { ...everything, owner_id: null } });
    expect(made.owner_id).toBe(null);
    const param = { id: made.id };
    const stale = { param, headers: { "If-Match": '"7"' } };
    await owner.refused(deleteCandidate, stale, "version.conflict");
    await owner.ok(deleteCandidate, { param });
    await owner.refused(getCandidate, { param }, "candidate.unknown");
    expect((await owner.ok(listCandidates, {})).data).toEqual([]);
    await owner.ok(createCandidate, { body: everything });
  });

  it("candidates are found by address, by an id of one's own, by status and by owner", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const ida = await owner.ok(createCandidate, { body: everything });
    const bo = await owner.ok(createCandidate, {
      body: { name: "Bo", email: "bo@body.example", said_status: "on_hold", owner_id: world.people.berlin.member.id },
    });
    const found = async (query: Record<string, string>) =>
      (await owner.ok(listCandidates, { query })).data.map(({ id }) => id);
    expect(await found({ email: "IDA@private.example" })).toEqual([ida.id]);
    expect(await found({ email: "nobody@body.example" })).toEqual([]);
    expect(await found({ external_id: "crm-17" })).toEqual([ida.id]);
    expect(await found({ status: "on_hold,contacted" })).toEqual([bo.id]);
    expect(await found({ owner_id: world.people.berlin.member.id })).toEqual([bo.id]);
    expect(await found({})).toHaveLength(2);
  });
});
