import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { listCandidates } from "#hiring/candidates/contract.ts";
import { exportCandidates } from "#hiring/imports/contract.ts";
import { createApiKey } from "#identity/api-keys/contract.ts";
import { utf8 } from "#kernel/bytes.ts";
import { inert, rowsFrom, textBegins } from "#kernel/csv.ts";
import { factBodies, facts } from "#platform/facts/tables.ts";
import { caller, type TestClient } from "../support/client.ts";
import { fileOf, imported } from "../support/imports.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const head = ["name", "email"];

/** Everything that stands in the log of a company about imports and exports. */
async function toldOf(world: World) {
  const rows = await testContext()
    .db.select({ type: facts.type, actor: facts.actor, body: factBodies.after })
    .from(facts)
    .innerJoin(factBodies, and(eq(factBodies.tenantId, facts.tenantId), eq(factBodies.factId, facts.id)))
    .where(
      and(
        eq(facts.tenantId, world.tenant.id),
        sql`${facts.type} in ('import.created', 'import.finished', 'candidate.exported')`,
      ),
    )
    .orderBy(facts.seq);
  return rows;
}

const everyone = async (client: TestClient) => (await client.ok(listCandidates, { page: { limit: 100 } })).data;

const read = (text: string) => {
  const bytes = utf8(text);
  return [...rowsFrom(bytes, textBegins(bytes), ",")].map((row) => ("cells" in row ? row.cells : []));
};

describe("candidates as a file", () => {
  it("hold nothing a spreadsheet executes, are those the filters leave, and can be taken in again elsewhere", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const recruiter = await world.as("recruiter");
    const evil = ["=1+1", "+1", "-1", "@SUM(A1)", "＝HYPERLINK(1)", "'=1", 'a "quoted", one; two'];
    const file = fileOf(
      ["name", "email", "current_title", "phone", "skills"],
      ...evil.map((name, n) => [
        inert(name),
        `c${n}@candidate.example`,
        name === evil[6] ? "" : "'=cmd|' /C calc'!A0",
        "'+4930123456",
        "C++; Go",
      ]),
    );
    expect(await imported(world, recruiter, file)).toMatchObject({ created: 7 });
    const text = await recruiter.ok(exportCandidates, {});
    const [columns = [], ...rows] = read(text);
    expect(rows).toHaveLength(7);
    expect(columns).toContain("current_pay_minor");
    for (const cell of rows.flat()) expect(cell).not.toMatch(/^\s*[=+\-@＝＋－＠\t\r]/u);
    const names = rows.map((row) => row[columns.indexOf("name")]);
    expect(names.map((name) => name ?? "").toSorted()).toEqual(
      evil.map((name) => (name === evil[6] ? name : `'${name}`)).toSorted(),
    );

    const there = await other.as("recruiter");
    const back = await imported(other, there, text);
    // Whoever looks after them there works nowhere here.
    expect(back).toMatchObject({ rows: 7, failed: 7 });
    const nobodys = text.replaceAll(world.people.recruiter.member.id, "");
    expect(await imported(other, there, nobodys)).toMatchObject({ created: 7, failed: 0 });
    expect((await everyone(there)).map(({ name }) => name).toSorted()).toEqual(evil.toSorted());
    expect(await imported(world, recruiter, text)).toMatchObject({ unchanged: 7 });

    expect(read(await recruiter.ok(exportCandidates, { query: { q: "quoted", skill: "go" } }))).toHaveLength(2);
    expect(read(await recruiter.ok(exportCandidates, { query: { email: "c0@candidate.example" } }))).toHaveLength(2);
    expect(read(await recruiter.ok(exportCandidates, { query: { status: "accepted" } }))).toHaveLength(1);
    const exported = (await toldOf(world)).filter(({ type }) => type === "candidate.exported");
    expect(exported.map(({ body }) => body)).toEqual([
      { filter: {}, also_by: [], with_pay: true },
      { filter: { skill: ["go"] }, also_by: ["q"], with_pay: true },
      { filter: {}, also_by: ["email"], with_pay: true },
      { filter: { status: ["accepted"] }, also_by: [], with_pay: true },
    ]);
  });

  it("come page by page, as a file that is saved, with pay only for those who may see it, and for nobody without the right", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const many = Array.from({ length: 230 }, (_, n) => [`Person ${n}`, `p${n}@candidate.example`]);
    await imported(world, owner, fileOf(head, ...many));
    const answer = await owner.fetch("/v1/candidate-export");
    expect(answer.headers.get("Content-Type")).toBe("text/csv; charset=utf-8");
    expect(answer.headers.get("Content-Disposition")).toMatch(
      /^attachment; filename="candidates-\d{4}-\d\d-\d\d\.csv"$/,
    );
    expect(answer.headers.get("X-Content-Type-Options")).toBe("nosniff");
    const bytes = new Uint8Array(await answer.arrayBuffer());
    expect(bytes.slice(0, 3)).toEqual(new Uint8Array([0xef, 0xbb, 0xbf]));
    const [columns = [], ...rows] = read(new TextDecoder("utf-8", { ignoreBOM: true, fatal: true }).decode(bytes));
    expect(new Set(rows.map((row) => row[columns.indexOf("email")])).size).toBe(230);
    await (await world.as("berlin")).refused(exportCandidates, {}, "permission.missing");
    await owner.refused(exportCandidates, { query: { status: "nobody" } }, "query.invalid");

    const key = await owner.ok(createApiKey, {
      body: { name: "Reports", scopes: ["candidates:read", "candidates:export"] },
    });
    const [shown = []] = read(await caller({ mark: world.mark, credential: key.secret }).ok(exportCandidates, {}));
    expect(shown).toContain("email");
    expect(shown.filter((name) => name.includes("_pay"))).toEqual([]);
  });
});
