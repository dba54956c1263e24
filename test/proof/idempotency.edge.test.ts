import { describe, expect, it } from "vitest";
import { createTeam, listTeams } from "#identity/teams/contract.ts";
import { bindings, newWorld, send } from "../support/world/world.ts";

const parallel = 500;

describe("one intent, sent many times at once", () => {
  it(`${parallel} parallel POSTs with one Idempotency-Key have one effect and get one answer, byte for byte`, async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const ask = (name: string) =>
      send(
        new Request(`${bindings.PUBLIC_ORIGIN}${createTeam.path}`, {
          method: "POST",
          headers: {
            Authorization: `Bearer ${owner.credential}`,
            "Content-Type": "application/json",
            "Idempotency-Key": "one-intent",
          },
          body: JSON.stringify({ name, metadata: { from: "storm" } }),
        }),
      );
    const began = Date.now();
    const answers = await Promise.all(
      Array.from({ length: parallel }, async () => {
        const response = await ask("Storm");
        const replayed = response.headers.get("Idempotency-Replayed") === "true";
        return { status: response.status, text: await response.text(), etag: response.headers.get("ETag"), replayed };
      }),
    );
    const took = Date.now() - began;

    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201]));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(new Set(answers.map((answer) => answer.etag))).toEqual(new Set(['"1"']));
    const firsts = answers.filter((answer) => !answer.replayed).length;
    expect(firsts).toBe(1);
    expect((await owner.ok(listTeams, { query: { name: "Storm" } })).data).toHaveLength(1);
    const facts = bindings.DB.prepare("select count(*) as n from facts where tenant_id = ? and type = 'team.created'");
    expect(await facts.bind(world.tenant.id).first("n")).toBe(1);
    const decisions = bindings.DB.prepare("select count(*) as n from decisions where tenant_id = ?");
    expect(await decisions.bind(world.tenant.id).first("n")).toBe(1);

    const other = await ask("Another storm");
    expect(other.status).toBe(422);
    expect(await other.json()).toMatchObject({ code: "idempotency.key_reused" });
    console.info(`idempotency: ${parallel} parallel POSTs, ${firsts} made, ${parallel - firsts} replayed, ${took} ms`);
  });
});
