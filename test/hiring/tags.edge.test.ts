import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { createCandidate, getCandidate, listCandidates } from "#hiring/candidates/contract.ts";
import {
  changeTag,
  createTag,
  deleteTag,
  getTag,
  listCandidateTags,
  listMemberTags,
  listTags,
  tagCandidate,
  tagMember,
  untagCandidate,
  untagMember,
} from "#hiring/tags/contract.ts";
import { newWorld } from "../support/world/world.ts";

const nobody = "cnd_01h455vb4pex5vsknk084sn02q";

describe("tags", () => {
  it("a tag is made, changed and deleted, and its name is taken once per kind", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const made = await owner.ok(createTag, { body: { name: "Relocates" } });
    expect(made).toMatchObject({ kind: "candidate", colour: null, version: 1 });
    await owner.refused(createTag, { body: { name: "Relocates" } }, "tag.name_taken");
    await owner.ok(createTag, { body: { name: "Relocates", kind: "interviewer" } });
    const param = { id: made.id };
    expect(await owner.ok(changeTag, { param, body: { colour: "#1f4fa3" } })).toMatchObject({ version: 2 });
    expect(await owner.ok(getTag, { param })).toMatchObject({ colour: "#1f4fa3" });
    const query = { kind: "candidate", name: "reloc" };
    expect((await owner.ok(listTags, { query })).data.map(({ id }) => id)).toEqual([made.id]);
    await owner.refused(deleteTag, { param, headers: { "If-Match": '"1"' } }, "version.conflict");
    await owner.ok(deleteTag, { param });
    await owner.refused(getTag, { param }, "tag.unknown");
    await owner.ok(createTag, { body: { name: "Relocates" } });
  });

  it("candidates wear tags for candidates, members those for interviewers, once each", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const ida = await owner.ok(createCandidate, { body: { name: "Ida", email: "ida@candidate.example" } });
    const warm = await owner.ok(createTag, { body: { name: "Warm" } });
    const trained = await owner.ok(createTag, { body: { name: "Trained", kind: "interviewer" } });
    const on = { id: ida.id, tag_id: warm.id };
    const first = await owner.ok(tagCandidate, { param: on });
    expect(first).toMatchObject({ tag_id: warm.id, subject_id: ida.id, name: "Warm" });
    expect(await owner.ok(tagCandidate, { param: on })).toEqual(first);
    await owner.refused(tagCandidate, { param: { id: ida.id, tag_id: trained.id } }, "tag.wrong_kind");
    await owner.refused(tagCandidate, { param: { id: nobody, tag_id: warm.id } }, "candidate.unknown");
    expect((await owner.ok(listCandidateTags, { param: { id: ida.id } })).data).toEqual([first]);
    const shown = await owner.ok(getCandidate, { param: { id: ida.id }, expand: "tags" });
    expect(shown.tags).toEqual([{ id: warm.id, name: "Warm", colour: null }]);

    const lena = { id: world.people.berlin.member.id, tag_id: trained.id };
    await owner.ok(tagMember, { param: lena });
    expect((await owner.ok(listMemberTags, { param: { id: lena.id } })).data).toHaveLength(1);
    await owner.refused(tagMember, { param: { ...lena, tag_id: warm.id } }, "tag.wrong_kind");
    await owner.ok(untagMember, { param: lena });
    await owner.refused(untagMember, { param: lena }, "tag.not_assigned");
    await owner.refused(tagMember, { param: { ...lena, id: "mem_01h455vb4pex5vsknk084sn02q" } }, "member.unknown");

    await owner.ok(untagCandidate, { param: on });
    await owner.refused(untagCandidate, { param: on }, "tag.not_assigned");
  });

  it("candidates are found by what they wear, under its newest name, and by nothing that is gone", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const ida = await owner.ok(createCandidate, { body: { name: "Ida", email: "ida@candidate.example" } });
    await owner.ok(createCandidate, { body: { name: "Bo", email: "bo@candidate.example" } });
    const tag = await owner.ok(createTag, { body: { name: "Déjà vu" } });
    const param = { id: ida.id, tag_id: tag.id };
    await owner.ok(tagCandidate, { param });
    const found = async (query: Record<string, string>) =>
      (await owner.ok(listCandidates, { query })).data.map(({ id }) => id);
    expect(await found({ q: "deja" })).toEqual([ida.id]);
    expect(await found({ q: "vu ida" })).toEqual([ida.id]);
    expect(await found({ tag_id: tag.id })).toEqual([ida.id]);
    await owner.ok(changeTag, { param: { id: tag.id }, body: { name: "Boomerang" } });
    expect(await found({ q: "deja" })).toEqual([]);
    expect(await found({ q: "boom" })).toEqual([ida.id]);
    await owner.ok(untagCandidate, { param });
    expect(await found({ q: "boom" })).toEqual([]);
    await owner.ok(tagCandidate, { param });
    await owner.ok(deleteTag, { param: { id: tag.id } });
    expect(await found({ q: "boom" })).toEqual([]);
    expect(await found({ tag_id: tag.id })).toEqual([]);
  });

  it("a company has five hundred tags of a kind and no more", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    await env.DB.prepare(
      `with recursive n(i) as (select 1 union all select i + 1 from n where i < 499)
       insert into tags (tenant_id, id, kind, name, created_by, created_at, updated_at)
       select ?, 'tag_' || i, 'candidate', 'Tag ' || i, 'system', 1, 1 from n`,
    )
      .bind(world.tenant.id)
      .run();
    const last = await Promise.all(["x", "y", "z"].map((name) => owner.call(createTag, { body: { name } })));
    expect(last.filter(({ ok }) => ok)).toHaveLength(1);
    const { problem } = await owner.refused(createTag, { body: { name: "One more" } }, "tag.too_many");
    expect(problem["limit"]).toBe(500);
    await owner.ok(createTag, { body: { name: "Another kind", kind: "interviewer" } });
  });
});
