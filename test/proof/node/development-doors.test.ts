// What `DEV_BUILD` guards is a matter of the bundle, so the bundles are what is looked at.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, inject, it } from "vitest";
import { temporaryFolder } from "../../../scripts/local.ts";
import { buildBundle } from "../../../scripts/start-bundle.ts";

const folder = temporaryFolder("proof-doors");
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The mailbox's doors, the place where it keeps bodies, what the world says when it is told to fail, and the way to this machine. */
const developments = [
  "/dev/mail",
  "dev-mail/",
  "FAULTS",
  "Network connection lost.",
  "OUTBOUND_ALLOW",
  "OUTBOUND_PATIENCE",
  "MAIL_API_ORIGIN",
];
const traces = [...developments, "DEV_BUILD"];

async function tracesIn(environment: string): Promise<string[]> {
  const dist = environment === "" ? inject("dist") : join(folder, environment);
  if (environment !== "") await buildBundle(dist, environment);
  const code = readFileSync(join(dist, "index.js"), "utf8");
  return traces.filter((trace) => code.includes(trace));
}

describe("the mailbox of a development build, its failing on demand, and its writing to this machine", () => {
  it("are in the local bundle, and not a word of them in those of staging and production", async () => {
    expect(await tracesIn("")).toEqual(developments);
    expect(await tracesIn("staging")).toEqual([]);
    expect(await tracesIn("production")).toEqual([]);
  });
});
