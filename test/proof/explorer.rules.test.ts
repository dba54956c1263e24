// Every interleaving of the real coordinator and the real ledger, with D1's overlap trigger taken away.
import { describe, expect, it } from "vitest";
import { explore } from "../booking/explorer/explore.ts";
import { mutants, unsorted, withFault } from "../booking/explorer/mutants.ts";
import { real } from "../booking/explorer/parts.ts";
import { contests, scenarios } from "../booking/explorer/scenarios.ts";

/** Answers that some order of things must lead to, or the scenario would say little. */
const everyAnswer = ["done", "refused"];

describe("however requests are lost, delayed, repeated or cut off, nobody is promised an hour twice", () => {
  const sizes: number[] = [];
  const began = performance.now();

  it.each(scenarios)("$name", (scenario) => {
    const { states, violation, answers } = explore(scenario);
    sizes.push(states);
    expect(violation).toBeNull();
    const told = new Set([...answers].map((answer) => answer.split(" ")[1]));
    expect([...told]).toEqual(expect.arrayContaining(everyAnswer));
  });

  it("and that is at least 400,000 states of nine scenarios or more, in three minutes at most", () => {
    const total = sizes.reduce((sum, size) => sum + size, 0);
    const seconds = (performance.now() - began) / 1_000;
    console.log(
      `${total} states of ${sizes.length} scenarios in ${seconds.toFixed(1)} s, trigger removed, 0 violations`,
    );
    expect(sizes.length).toBeGreaterThanOrEqual(9);
    expect(total).toBeGreaterThanOrEqual(400_000);
    expect(seconds).toBeLessThan(180);
  });
});

describe("of those who contend for the same people somebody gets through", () => {
  it.each(contests)("$name", (scenario) => {
    expect(explore(scenario, { calm: true }).violation).toBeNull();
  });

  it.each(contests)("which is not so for those who take their hosts as they are listed: $name", (scenario) => {
    expect(explore(scenario, { calm: true, parts: withFault(unsorted) }).violation).toContain("L4");
  });
});

describe("a protocol with one thought left out is found out", () => {
  it.each(mutants)("%s", (name, fault) => {
    const parts = withFault(fault);
    const found = scenarios.some((scenario) => {
      const { violation, states } = explore(scenario, { parts, limit: 30_000, faults: 1 });
      if (violation !== null) console.log(`${name}: ${violation}, seen after ${states} states of "${scenario.name}"`);
      return violation !== null;
    });
    expect(found).toBe(true);
  });

  it("and with the trigger in place none of them books an hour twice", () => {
    let states = 0;
    let doubles = 0;
    for (const [name, fault] of mutants) {
      const sound = withFault(fault).walls;
      const walled = { ...withFault(fault), walls: { ...sound, overlap: true } };
      for (const scenario of scenarios) {
        const walledOff = explore(scenario, { parts: walled, limit: 5_000, faults: 1, onlyDoubles: true });
        expect(walledOff.violation, `${name}: ${scenario.name}`).toBeNull();
        states += walledOff.states;
      }
      const open = scenarios.some(
        (scenario) =>
          explore(scenario, { parts: withFault(fault), limit: 5_000, faults: 1, onlyDoubles: true }).violation,
      );
      if (open) doubles++;
    }
    console.log(
      `${mutants.length} faults: ${doubles} book twice without the trigger, none in ${states} states with it`,
    );
    expect(mutants.length).toBeGreaterThanOrEqual(15);
    expect(doubles).toBeGreaterThan(0);
  });

  it.each(scenarios.slice(0, 3))("and without a fault the trigger is never needed: $name", (scenario) => {
    const parts = { ...real, walls: { ...real.walls, overlap: true } };
    expect(explore(scenario, { parts, faults: 1 }).violation).toBeNull();
  });
});
