import { env } from "cloudflare:workers";
import { describe, expect, it, vi } from "vitest";
import {
  changeTeam,
  createTeam,
  deleteTeam,
  getTeam,
  listTeamMembers,
  listTeams,
  seatTeamMember,
  unseatTeamMember,
} from "#identity/teams/contract.ts";
import { newWorld } from "../support/world/world.ts";

/** Something that happens between what the next request reads of the tree and what it writes. */
function afterNextTree(work: () => Promise<unknown>): void {
  const prepare = env.DB.prepare.bind(env.DB);
  const spy = vi.spyOn(env.DB, "prepare").mockImplementation((text) => {
    const statement = prepare(text);
    if (!text.startsWith('select "id", "parent_id" from "teams"')) return statement;
    spy.mockRestore();
    const bind = (...values: unknown[]) => ({
      all: async () => {
        const rows = await statement.bind(...values).all();
        await work();
        return rows;
      },
    });
    // Only what CountedStatement asks of a statement is there.
    return { bind } as unknown as D1PreparedStatement;
  });
}

const hang = (team: { id: string }, below: { id: string }) => ({
  param: { id: team.id },
  body: { parent_id: below.id },
});

describe("teams", () => {
  it("a team is made, read, changed and deleted, and its ETag follows", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");

    const made = await owner.call(createTeam, { body: { name: "Design", metadata: { floor: "2" } } });
    if (!made.ok) throw new Error("not made");
    expect(made.headers.get("ETag")).toBe('"1"');
    expect(made.headers.get("Location")).toBe(`/v1/teams/${made.body.id}`);

    const changed = await owner.ok(changeTeam, {
      param: { id: made.body.id },
      body: { name: "Design hiring", metadata: { floor: null, wing: "b" } },
    });
    expect(changed).toMatchObject({ name: "Design hiring", metadata: { wing: "b" }, version: 2 });

    await owner.ok(deleteTeam, { param: { id: made.body.id } });
    await owner.refused(getTeam, { param: { id: made.body.id } }, "team.unknown");
  });

  it("two teams of one tenant never share a name, and a deleted one gives its name back", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const first = await owner.ok(createTeam, { body: { name: "Design" } });
    const refusal = await owner.refused(createTeam, { body: { name: "Design" } }, "team.name_taken");
    expect(refusal.problem.errors?.[0]?.pointer).toBe("/name");
    await owner.ok(deleteTeam, { param: { id: first.id } });
    await owner.ok(createTeam, { body: { name: "Design" } });
  });

  it("a team cannot hang below itself, below nothing, or more than five levels deep", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const names = ["one", "two", "three", "four", "five"];
    let parent: string | null = null;
    const ids: string[] = [];
    for (const name of names) {
      const team: { id: string } = await owner.ok(createTeam, { body: { name, parent_id: parent } });
      parent = team.id;
      ids.push(team.id);
    }
    await owner.refused(createTeam, { body: { name: "six", parent_id: parent } }, "team.too_deep");
    await owner.refused(changeTeam, { param: { id: ids[0] ?? "" }, body: { parent_id: parent } }, "team.circular");
    await owner.refused(
      changeTeam,
      { param: { id: ids[0] ?? "" }, body: { parent_id: ids[0] ?? "" } },
      "team.circular",
    );
    await owner.refused(
      createTeam,
      { body: { name: "lost", parent_id: "tea_01h455vb4pex5vsknk084sn02q" } },
      "team.parent_unknown",
    );
    await owner.refused(deleteTeam, { param: { id: ids[0] ?? "" } }, "team.has_children");
  });

  it("two teams hung below each other at once make no circle, and nothing hangs below what is gone", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const make = (name: string, parent_id: string | null = null) => owner.ok(createTeam, { body: { name, parent_id } });
    const [one, two, three] = [await make("one"), await make("two"), await make("three")];

    afterNextTree(() => owner.ok(changeTeam, hang(two, one)));
    await owner.refused(changeTeam, hang(one, two), "team.circular");
    afterNextTree(() => owner.ok(deleteTeam, { param: { id: three.id } }));
    await owner.refused(changeTeam, hang(one, three), "team.parent_unknown");
    const four = await make("four");
    afterNextTree(() => owner.ok(deleteTeam, { param: { id: four.id } }));
    await owner.refused(createTeam, { body: { name: "five", parent_id: four.id } }, "team.parent_unknown");
    expect(await owner.ok(getTeam, { param: { id: one.id } })).toMatchObject({ parent_id: null, version: 1 });
  });

  it("members are seated, given another role, listed and unseated", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const team = await owner.ok(createTeam, { body: { name: "Design" } });
    const param = { id: team.id, member_id: world.people.berlin.member.id };
    expect(await owner.ok(seatTeamMember, { param, body: { role: "member" } })).toMatchObject({
      role: "member",
      version: 1,
    });
    expect(await owner.ok(seatTeamMember, { param, body: { role: "admin" } })).toMatchObject({
      role: "admin",
      version: 2,
    });
    const seats = await owner.ok(listTeamMembers, { param: { id: team.id } });
    expect(seats.data).toHaveLength(1);
    const shown = await owner.ok(getTeam, { param: { id: team.id }, expand: "members" });
    expect(shown.members?.map((seat) => seat.member_id)).toEqual([world.people.berlin.member.id]);
    const unchanged = { "If-None-Match": '"1"' };
    expect((await owner.fetch(`/v1/teams/${team.id}`, { headers: unchanged })).status).toBe(304);
    // Who sits in a team is not part of its version.
    expect((await owner.fetch(`/v1/teams/${team.id}?expand=members`, { headers: unchanged })).status).toBe(200);
    await owner.ok(unseatTeamMember, { param });
    await owner.refused(unseatTeamMember, { param }, "team.member_unknown");
  });

  it("lists page by a signed cursor, filter and sort", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    for (const name of ["a", "b", "c"]) await owner.ok(createTeam, { body: { name: `Squad ${name}` } });
    const first = await owner.ok(listTeams, { query: { name: "squad" }, page: { limit: 2, order: "name.asc" } });
    expect(first.data.map((team) => team.name)).toEqual(["Squad a", "Squad b"]);
    const second = await owner.ok(listTeams, {
      query: { name: "squad" },
      page: { limit: 2, order: "name.asc", cursor: first.next_cursor ?? "" },
    });
    expect(second).toMatchObject({ data: [{ name: "Squad c" }], has_more: false });
    // The longest name, three bytes a letter: the cursor that carries it is still one we take.
    for (const last of ["一", "二"]) await owner.ok(createTeam, { body: { name: `${"漢".repeat(199)}${last}` } });
    const long = await owner.ok(listTeams, { query: { name: "漢" }, page: { limit: 1, order: "name.asc" } });
    const page = { limit: 1, order: "name.asc", cursor: long.next_cursor ?? "" };
    expect((await owner.ok(listTeams, { query: { name: "漢" }, page })).data[0]?.name).toMatch(/二$/);
    await owner.refused(
      listTeams,
      { query: { name: "other" }, page: { limit: 2, order: "name.asc", cursor: first.next_cursor ?? "" } },
      "cursor.invalid",
    );
  });
});
