// `npm run explore`: the reservation protocol at length, every scenario with more faults than CI has, with and without the
// overlap trigger. A number picks one scenario; a violation prints the steps that lead to it.
import { explore } from "../test/booking/explorer/explore.ts";
import { real } from "../test/booking/explorer/parts.ts";
import { type Scenario, scenarios } from "../test/booking/explorer/scenarios.ts";

const [picked] = process.argv.slice(2);
const chosen = scenarios.filter((_, place) => picked === undefined || place === Number(picked));
let total = 0;
const began = performance.now();

for (const overlap of [false, true]) {
  console.log(overlap ? "\nwith the overlap trigger" : "without the overlap trigger");
  for (const scenario of chosen) look(scenario, overlap);
}
console.log(`\n${total} states in ${((performance.now() - began) / 1_000).toFixed(0)} s, 0 violations`);

function look(scenario: Scenario, overlap: boolean): void {
  const start = performance.now();
  const parts = { ...real, walls: { ...real.walls, overlap } };
  const { states, violation } = explore(scenario, { parts, faults: scenario.faultsAtLength });
  const seconds = ((performance.now() - start) / 1_000).toFixed(1);
  console.log(
    `${String(states).padStart(9)} ${seconds.padStart(6)} s  faults ${scenario.faultsAtLength}  ${scenario.name}`,
  );
  total += states;
  if (violation === null) return;
  const { path } = explore(scenario, { parts, faults: scenario.faultsAtLength, traced: true });
  console.error(`${violation}\n${path.join("\n")}`);
  process.exit(1);
}
