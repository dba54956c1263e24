// The two kinds of test: plain Node for pure rules, and the real Workers runtime with D1, objects, queues and R2.
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-pool-workers";
import type { TestProjectInlineConfiguration } from "vitest/config";
import { forgetfulPlace } from "../scripts/local.ts";
import { testSecrets } from "./support/secrets.ts";

// Only silences the warning about missing secrets; the bindings below are what the Worker sees.
Object.assign(process.env, testSecrets);
// Where the runtime of the tests keeps rows, objects and files.
process.env.TMPDIR = forgetfulPlace();

// A project inherits nothing from the root of its configuration. Two busy cores can make a fast test slow; only a hang takes this long.
const patience = { testTimeout: 60_000 };

export function inNode(name: string, include: string[], options: TestProjectInlineConfiguration["test"] = {}) {
  // As [define] in wrangler.toml has it, which only the Workers runtime reads.
  const define = { DEV_BUILD: "true" };
  return {
    define,
    test: { ...patience, ...options, name, include, environment: "node" },
  } satisfies TestProjectInlineConfiguration;
}

/**
 * Files share the runtime of their worker and start with empty, migrated storage all the same (see afresh.ts). Only what modules
 * remember is handed on, so whoever changes a module's memory puts it back.
 */
export function inWorkers(name: string, include: string[], options: TestProjectInlineConfiguration["test"] = {}) {
  return {
    plugins: [
      cloudflareTest(async () => ({
        wrangler: { configPath: "./wrangler.toml" },
        miniflare: { bindings: { ...testSecrets, MIGRATIONS: await readD1Migrations("./migrations") } },
      })),
    ],
    test: {
      ...patience,
      ...options,
      name,
      include,
      isolate: false,
      setupFiles: ["./test/support/afresh.ts"],
    },
  } satisfies TestProjectInlineConfiguration;
}
