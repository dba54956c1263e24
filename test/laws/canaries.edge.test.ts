import { describe, expect, it } from "vitest";
import { getTeam } from "#identity/teams/contract.ts";
import { assertNoLeak } from "../support/client.ts";
import { findLeaks } from "../support/logs.ts";
import { newWorld } from "../support/world/world.ts";

describe("canaries", () => {
  it("every text of a company carries its mark", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const team = await owner.ok(getTeam, { param: { id: world.team.id } });
    expect(team.name).toContain(world.mark);
    expect(team.description).toContain(world.mark);
  });

  it("an answer that holds another company's text is noticed", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    expect(() => assertNoLeak(world.mark, `{"name":"${other.team.name}"}`)).toThrow(other.mark);
    expect(() => assertNoLeak(world.mark, `{"name":"${world.team.name}"}`)).not.toThrow();
  });

  it("a log line that holds a tenant's text, an address or a credential is noticed", async () => {
    const world = await newWorld();
    const good = '{"event":"request","route":"/v1/teams","tenant":"ten_01h455vb4pex5vsknk084sn02q"}';
    const bad = [world.team.name, world.people.owner.member.email, world.keys.full.text].map(
      (text) => `{"event":"request","note":"${text}"}`,
    );
    expect(findLeaks([good, ...bad], new Set([world.mark]))).toEqual(bad);
  });
});
