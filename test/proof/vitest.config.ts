import { defineConfig } from "vitest/config";
import { inNode, inWorkers } from "../projects.ts";
import { fuzzSettings } from "./fuzz/settings.ts";
import { modelSettings } from "./model/settings.ts";

const patient = { testTimeout: 300_000, hookTimeout: 60_000 };

export default defineConfig({
  test: {
    reporters: ["default", "./test/reporter.ts"],
    allowOnly: false,
    maxWorkers: 2,
    projects: [
      inNode("proof-rules", ["test/proof/**/*.rules.test.ts"], { ...patient, exclude: ["test/proof/node/**"] }),
      inWorkers("proof-edge", ["test/proof/**/*.edge.test.ts"], {
        ...patient,
        exclude: ["test/proof/node/**"],
        provide: { fuzz: fuzzSettings, model: modelSettings },
      }),
      // These start the built bundle as a process of its own, to kill it.
      inNode("proof-bundle", ["test/proof/node/**/*.test.ts"], patient),
    ],
  },
});
