import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { longestFirst } from "./order.ts";
import { inNode, inWorkers } from "./projects.ts";

const long = ["matrix-1", "matrix-2", "matrix-3", "matrix-4", "standing", "isolation", "reference", "bookings"];
const elsewhere = ["test/proof/**", "test/browser/**"];

export default defineConfig({
  test: {
    reporters: ["default", "./test/reporter.ts"],
    allowOnly: false,
    // One more than there are cores: a worker waits a third of its time for its runtime. More than a few would only read all code again.
    maxWorkers: Math.min(availableParallelism(), 4) + 1,
    sequence: { sequencer: longestFirst(long.map((name) => `${name}.edge.test.ts`)) },
    projects: [
      inNode("rules", ["test/**/*.rules.test.ts"], { isolate: false, exclude: [...elsewhere, "test/laws/**"] }),
      inNode("laws-pure", ["test/laws/**/*.rules.test.ts"], { isolate: false }),
      inWorkers("edge", ["test/**/*.edge.test.ts"], { exclude: elsewhere }),
    ],
  },
});
