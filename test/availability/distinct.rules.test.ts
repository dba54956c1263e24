import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { groupsOf, sentBy } from "#availability/slots/distinct.ts";
import type { Host, Question } from "#availability/slots/rules.ts";
import * as choices from "./choices.ts";

const names = ["p", "q", "r", "s", "t"];

/** By pool, the people who are free for it. */
const pools = fc
  .array(fc.uniqueArray(fc.constantFrom("ada", "bo", "cy", "di", "eve", "flo"), { maxLength: 4 }), { maxLength: 5 })
  .map((rows) => rows.map((ids, place) => ({ name: names[place] as string, members: ids.map((id) => ({ id })) })));

describe("pools that share people", () => {
  it("send whom they send in some choice of different people, out of all there are", () => {
    const property = fc.property(pools, (asked) => {
      const hosts = asked.flatMap(({ name, members }) => members.map(({ id }) => ({ id, pool: name }) as Host));
      const question = { recipe: { pools: asked.map(({ name }) => name) }, hosts } as unknown as Question;
      const expected = choices.sentBy(question, hosts);
      const sent = new Map(
        groupsOf(asked).flatMap((group) =>
          sentBy(group).map((members, place) => [group[place]?.name, new Set(members.map(({ id }) => id))] as const),
        ),
      );
      expect(sent).toEqual(expected);
    });
    fc.assert(property, { numRuns: 2_000 });
  });

  it("are one group, directly or by way of others, and those that share nobody are alone", () => {
    const asked = [["ada"], ["bo"], ["cy", "ada"], ["di", "cy"]].map((ids, place) => ({
      name: names[place] as string,
      members: ids.map((id) => ({ id })),
    }));
    expect(groupsOf(asked).map((group) => group.map(({ name }) => name))).toEqual([["p", "r", "s"], ["q"]]);
    const bridge = { name: "t", members: [{ id: "bo" }, { id: "di" }] };
    expect(groupsOf([...asked, bridge]).map((group) => group.map(({ name }) => name))).toEqual([
      ["p", "q", "r", "s", "t"],
    ]);
    expect(groupsOf([])).toEqual([]);
  });
});
