import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { createCandidate } from "#hiring/candidates/contract.ts";
import {
  changeNote,
  createApplicationNote,
  createCandidateNote,
  createInterviewNote,
  createJobNote,
  deleteNote,
  getNote,
  listApplicationNotes,
  listCandidateNotes,
  listInterviewNotes,
  listJobNotes,
} from "#hiring/notes/contract.ts";
import { makeObject } from "../support/objects.ts";
import { newWorld, type World } from "../support/world/world.ts";

async function ida(world: World) {
  const owner = await world.as("owner");
  const { id } = await owner.ok(createCandidate, { body: { name: "Ida", email: "ida@candidate.example" } });
  return { id };
}

describe("notes", () => {
  it("a note is for the team, for recruiters or for its author, on every way to it", async () => {
    const world = await newWorld();
    const param = await ida(world);
    const recruiter = await world.as("recruiter");
    const write = (visibility: "team" | "recruiters" | "private") =>
      recruiter.ok(createCandidateNote, { param, body: { body: `For ${visibility}`, visibility } });
    const [team, recruiters, own] = [await write("team"), await write("recruiters"), await write("private")];
    expect(own).toMatchObject({ author_id: world.people.recruiter.member.id, subject_id: param.id, version: 1 });

    const seenBy = async (client: Awaited<ReturnType<World["as"]>>) => {
      const listed = (await client.ok(listCandidateNotes, { param })).data.map(({ visibility }) => visibility);
      const alone = await Promise.all(
        [team, recruiters, own].map(async ({ id }) => (await client.call(getNote, { param: { id } })).ok),
      );
      return { listed: listed.toSorted(), alone };
    };
    const everything = { listed: ["private", "recruiters", "team"], alone: [true, true, true] };
    expect(await seenBy(recruiter)).toEqual(everything);
    const rest = { listed: ["recruiters", "team"], alone: [true, true, false] };
    expect(await seenBy(await world.as("owner"))).toEqual(rest);
    expect(await seenBy(world.withKey("full"))).toEqual(rest);
    expect(await seenBy(await world.as("berlin"))).toEqual({ listed: ["team"], alone: [true, false, false] });
    await world.anonymous.refused(getNote, { param: { id: team.id } }, "credentials.missing");
  });

  it("its author changes a note; who looks after candidates takes it away", async () => {
    const world = await newWorld();
    const param = await ida(world);
    const [recruiter, owner, viewer] = [await world.as("recruiter"), await world.as("owner"), await world.as("viewer")];
    const note = await recruiter.ok(createCandidateNote, { param, body: { body: "Would rather begin in spring." } });
    const own = { param: { id: note.id } };
    const changed = await recruiter.ok(changeNote, { ...own, body: { body: "In May.", visibility: "team" } });
    expect(changed).toMatchObject({ body: "In May.", version: 2 });
    await owner.refused(changeNote, { ...own, body: { body: "Never." } }, "note.not_yours");
    await viewer.refused(deleteNote, own, "note.not_yours");
    await owner.refused(deleteNote, { ...own, headers: { "If-Match": '"1"' } }, "version.conflict");
    await owner.ok(deleteNote, own);
    await recruiter.refused(getNote, own, "note.unknown");
    expect((await recruiter.ok(listCandidateNotes, { param })).data).toEqual([]);
  });

  it("a program writes notes too, and keeps none to itself", async () => {
    const world = await newWorld();
    const param = await ida(world);
    const program = world.withKey("full");
    const note = await program.ok(createCandidateNote, { param, body: { body: "Imported." } });
    expect(note.author_id).toBe(null);
    const hidden = { param, body: { body: "Hidden.", visibility: "private" as const } };
    await program.refused(createCandidateNote, hidden, "note.no_author");
  });

  it("notes are written about applications, interviews and jobs as well, each under what reading and writing those takes", async () => {
    const world = await newWorld();
    const [owner, interviewer] = [await world.as("owner"), await world.as("berlin")];
    const idOf = async (kind: "application" | "interview" | "job") => {
      const id = await makeObject[kind]?.(world, "present");
      if (id === undefined) throw new Error(`No ${kind} was made.`);
      return { id };
    };
    const body = { body: "Noted." };
    const application = await idOf("application");
    await owner.ok(createApplicationNote, { param: application, body });
    await interviewer.refused(createApplicationNote, { param: application, body }, "permission.missing");
    expect((await interviewer.ok(listApplicationNotes, { param: application })).data).toHaveLength(1);
    const interview = await idOf("interview");
    const own = await interviewer.ok(createInterviewNote, { param: interview, body });
    await interviewer.ok(changeNote, { param: { id: own.id }, body: { body: "Noted again." } });
    expect((await owner.ok(listInterviewNotes, { param: interview })).data).toMatchObject([{ body: "Noted again." }]);
    const job = await idOf("job");
    await owner.ok(createJobNote, { param: job, body });
    expect((await owner.ok(listJobNotes, { param: job })).data).toHaveLength(1);
    const missing = { id: "job_01h455vb4pex5vsknk084sn02q" };
    await owner.refused(createJobNote, { param: missing, body }, "job.unknown");
  });

  it("what a note says stands in no log", async () => {
    const world = await newWorld();
    const param = await ida(world);
    const owner = await world.as("owner");
    const note = await owner.ok(createCandidateNote, { param, body: { body: "A wary heron." } });
    await owner.ok(changeNote, { param: { id: note.id }, body: { body: "A wary heron, twice." } });
    await owner.ok(deleteNote, { param: { id: note.id } });
    const { results } = await env.DB.prepare("select * from fact_bodies where tenant_id = ?")
      .bind(world.tenant.id)
      .all();
    expect(results.length).toBeGreaterThanOrEqual(4);
    expect(JSON.stringify(results)).not.toContain("heron");
  });
});
