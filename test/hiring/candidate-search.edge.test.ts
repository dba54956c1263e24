import { env } from "cloudflare:workers";
import { describe, expect, it } from "vitest";
import { changeCandidate, createCandidate, deleteCandidate, listCandidates } from "#hiring/candidates/contract.ts";
import type { TestClient } from "../support/client.ts";
import { newWorld } from "../support/world/world.ts";

const names = ["Jürgen Müller", "山田太郎", "Sinéad O’Brien", "Иосиф Бродский", "أَحْمَد", "राम मोहन", "김민준"];

const searching = (client: TestClient) => async (query: Record<string, string>) =>
  (await client.ok(listCandidates, { query })).data.map(({ name }) => name);

/** The index holds what the documents say, no more and no less; SQLite compares the two. */
const agrees = () =>
  env.DB.prepare("insert into candidate_search (candidate_search, rank) values ('integrity-check', 1)").run();

/** In how many parts of the index a word stands, without its first letter: terms that begin alike share what is alike. */
async function traces(rest: string): Promise<number | undefined> {
  const sql = "select count(*) as count from candidate_search_data where instr(block, cast(? as blob)) > 0";
  return (await env.DB.prepare(sql).bind(rest).first<{ count: number }>())?.count;
}

describe("looking for candidates", () => {
  it("names in any script are found, by the beginnings of their words", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    for (const [place, name] of names.entries())
      await owner.ok(createCandidate, { body: { name, email: `c${place}@candidate.example` } });
    const found = searching(owner);
    expect(await found({ q: "mull JUR" })).toEqual(["Jürgen Müller"]);
    expect(await found({ q: "太郎" })).toEqual(["山田太郎"]);
    expect(await found({ q: "o'bri" })).toEqual(["Sinéad O’Brien"]);
    expect(await found({ q: "брод" })).toEqual(["Иосиф Бродский"]);
    expect(await found({ q: "احمد" })).toEqual(["أَحْمَد"]);
    expect(await found({ q: "राम" })).toEqual(["राम मोहन"]);
    expect(await found({ q: "민준" })).toEqual(["김민준"]);
    expect(await found({ q: "c3@candidate" })).toEqual(["Иосиф Бродский"]);
    expect(await found({ q: "candidate.example" })).toHaveLength(names.length);
    expect(await found({ q: "?!" })).toEqual([]);
    await agrees();
  });

  it("pages follow one another without gap or repetition, in either order, while others are added", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const add = (place: number) =>
      owner.ok(createCandidate, { body: { name: `Ida ${place}`, email: `ida${place}@candidate.example` } });
    for (let place = 0; place < 7; place++) await add(place);
    for (const order of ["created_at.desc", "created_at.asc"]) {
      const seen: string[] = [];
      let cursor: string | undefined;
      do {
        const page = { limit: 3, order, ...(cursor === undefined ? {} : { cursor }) };
        const answer = await owner.ok(listCandidates, { query: { q: "ida", status: "new" }, page });
        seen.push(...answer.data.map(({ name }) => name));
        cursor = answer.next_cursor ?? undefined;
        if (order === "created_at.desc") await add(100 + seen.length);
      } while (cursor !== undefined);
      const first = seen.filter((name) => Number(name.slice(4)) < 100);
      const ordered = Array.from({ length: 7 }, (_, place) => `Ida ${place}`);
      expect(first).toEqual(order === "created_at.desc" ? ordered.toReversed() : ordered);
      expect(new Set(seen).size).toBe(seen.length);
    }
  });

  it("what is changed is found under its new words, what is deleted under none, and no word of it stays behind", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const found = searching(owner);
    const body = { name: "Ida Quixotable", email: "ida@candidate.example", skills: ["C++", "COBOL"] };
    const { id } = await owner.ok(createCandidate, { body });
    expect(await found({ skill: "c++" })).toHaveLength(1);
    expect(await found({ skill: "c" })).toEqual([]);
    expect(await found({ skill: "c++,cobol", status: "new" })).toHaveLength(1);
    expect(await found({ skill: "c++,fortran" })).toEqual([]);
    await owner.ok(changeCandidate, {
      param: { id },
      body: { name: "Ida Renamed", skills: ["Go"], said_status: "on_hold", owner_id: world.people.berlin.member.id },
    });
    expect(await found({ q: "quixot" })).toEqual([]);
    expect(await found({ q: "cobol" })).toEqual([]);
    expect(await found({ status: "new" })).toEqual([]);
    expect(
      await found({ q: "renamed go", status: "on_hold", owner_id: world.people.berlin.member.id, email: body.email }),
    ).toEqual(["Ida Renamed"]);
    await agrees();
    expect(await traces("enamed")).toBe(1);
    expect(await traces("uixotable")).toBe(0);
    await owner.ok(deleteCandidate, { param: { id } });
    expect(await found({ q: "ida" })).toEqual([]);
    await agrees();
    expect(await traces("enamed")).toBe(0);
  });

  it("one company's words are never another's", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const [owner, stranger] = [await world.as("owner"), await other.as("owner")];
    await owner.ok(createCandidate, {
      body: { name: "Ida Secretive", email: "ida@candidate.example", skills: ["Go"] },
    });
    const body = world.tenant.id.slice(4);
    const found = searching(stranger);
    for (const q of ["ida", "secretive", `${body}_w_ida`, `${body} ida`, `" OR "${body}_w_ida`])
      expect(await found({ q })).toEqual([]);
    expect(await found({ skill: "go" })).toEqual([]);
    expect(await found({ skill: `${body}_k_go` })).toEqual([]);
    expect(await found({ status: "new" })).toEqual([]);
    expect(await found({ email: "ida@candidate.example" })).toEqual([]);
    expect(await searching(owner)({ q: "ida" })).toHaveLength(1);
  });
});
