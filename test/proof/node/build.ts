// One bundle for every proof that starts it.
import { rmSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { temporaryFolder } from "../../../scripts/local.ts";
import { buildBundle } from "../../../scripts/start-bundle.ts";

declare module "vitest" {
  interface ProvidedContext {
    dist: string;
  }
}

export default async function build({ provide }: TestProject): Promise<() => void> {
  const dist = temporaryFolder("proof-dist");
  await buildBundle(dist);
  provide("dist", dist);
  return () => rmSync(dist, { recursive: true, force: true });
}
