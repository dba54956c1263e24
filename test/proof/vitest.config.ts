import { defineConfig } from "vitest/config";
import { longestFirst } from "../order.ts";
import { inNode, inWorkers } from "../projects.ts";
import { fuzzSettings } from "./fuzz/settings.ts";
import { modelSettings } from "./model/settings.ts";

const patient = { testTimeout: 300_000, hookTimeout: 60_000 };

const long = [
  "model.edge.test.ts",
  "webhooks.test.ts",
  "failpoints.edge.test.ts",
  "storm.test.ts",
  "reminders-keyless.test.ts",
  "reminders-keyed.test.ts",
  "offers.edge.test.ts",
  "explorer.rules.test.ts",
  "holds.edge.test.ts",
  "slots.rules.test.ts",
  "keys.test.ts",
  "racers.test.ts",
  "facts.test.ts",
  "fuzz.edge.test.ts",
];

export default defineConfig({
  test: {
    reporters: ["default", "./test/reporter.ts"],
    allowOnly: false,
    maxWorkers: 2,
    sequence: { sequencer: longestFirst(long) },
    projects: [
      inNode("proof-rules", ["test/proof/**/*.rules.test.ts"], { ...patient, exclude: ["test/proof/node/**"] }),
      inWorkers("proof-edge", ["test/proof/**/*.edge.test.ts"], {
        ...patient,
        exclude: ["test/proof/node/**"],
        provide: { fuzz: fuzzSettings, model: modelSettings },
      }),
      // These start the built bundle as a process of its own, to kill it.
      inNode("proof-bundle", ["test/proof/node/**/*.test.ts"], {
        ...patient,
        globalSetup: "./test/proof/node/build.ts",
      }),
    ],
  },
});
