import { defineConfig } from "vitest/config";
import { inNode, inWorkers } from "./projects.ts";

const elsewhere = ["test/proof/**", "test/browser/**"];

export default defineConfig({
  test: {
    reporters: ["default", "./test/reporter.ts"],
    allowOnly: false,
    maxWorkers: 2,
    projects: [
      inNode("rules", ["test/**/*.rules.test.ts"], { exclude: [...elsewhere, "test/laws/**"] }),
      inNode("laws-pure", ["test/laws/**/*.rules.test.ts"]),
      inWorkers("edge", ["test/**/*.edge.test.ts"], { exclude: elsewhere }),
    ],
  },
});
