import { afterEach, describe, expect, it, vi } from "vitest";
import { apiRoutes } from "../../src/api.ts";
import { differences, everythingReadBy, reads } from "../laws/blindness.ts";
import { aimsAt, canaries, newFound, portionsOf, sealed, writtenBy } from "../laws/sealed.ts";
import { newWorld, send } from "../support/world/world.ts";

/** What shows facts, or that they were sent: somebody's card is one. */
const tellsOfFacts = [
  "listEvents",
  "listAuditEvents",
  "listDeliveries",
  "getWebhook",
  "listWebhooks",
  "listWebhookDeliveries",
];

afterEach(() => void vi.useRealTimers());

/**
 * The law of test/laws/blindness.edge.test.ts, where an administrator reads everything and leaks are planted, in its whole breadth:
 * as an interviewer, by what differs, and for writes, with a company of its own for each.
 */
describe("a panelist who has not judged finds no trace of the others' cards", () => {
  it("in anything that an interviewer can read, list or search", async () => {
    const read = await everythingReadBy("berlin");
    expect(read.traces).toEqual([]);
    // What the router reads by was asked, each of it; and nobody was turned away at the door, or its permission is not theirs.
    expect([read.unasked, read.turnedAway]).toEqual([[], []]);
    expect(read.answered).toEqual(expect.arrayContaining(read.mustAnswer));
  });

  it("nor any difference when another hands theirs in, but for the count and that it was told", async () => {
    const parts: Awaited<ReturnType<typeof differences>>[] = [];
    for (const portion of portionsOf(reads)) parts.push(await differences(portion));
    const changed = parts.flatMap((part) => part.changed);
    const sum = (of: "answers" | "steady") => parts.reduce((total, part) => total + part[of], 0);
    const [answers, steady] = [sum("answers"), sum("steady")];
    console.info(`blindness: ${answers} answers before and after, ${steady} steady, changed: ${changed.join(", ")}`);
    expect(changed.filter((id) => !tellsOfFacts.includes(id))).toEqual([]);
    expect(changed).toContain("listEvents");
    expect(steady).toBeGreaterThan(0.8 * answers);
  });

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
