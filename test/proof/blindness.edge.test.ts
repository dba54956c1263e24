import { describe, expect, it } from "vitest";
import { apiRoutes } from "../../src/api.ts";
import { aimsAt, canaries, newFound, sealed, writtenBy } from "../laws/sealed.ts";
import { newWorld, send } from "../support/world/world.ts";

/** As test/laws/blindness.edge.test.ts has it for reads, with a company of its own for each write. */
describe("a panelist who has not judged finds no trace of the others' cards", () => {
  it("in what any write answers to them: an export, or a change of what was judged", async () => {
    const writes = apiRoutes.map(({ op }) => op).filter(({ method }) => method !== "get");
    const found = newFound();
    for (const op of writes) {
      const world = await newWorld();
      const things = await sealed(world, "submitted");
      const look = { world, who: "admin" as const, send, hidden: [...canaries, ...things.cards] };
      await writtenBy(look, op, await aimsAt(world, things), found);
    }
    console.info(
      `blindness: ${writes.length} writes as admin, ${found.asked - found.refused} answered, ${found.traces.length} traces`,
    );
    expect(found.traces).toEqual([]);
    expect(found.asked).toBe(writes.length);
    expect(found.asked - found.refused).toBeGreaterThan(found.refused);
  });
});
