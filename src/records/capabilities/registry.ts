import { evidence } from "./evidence.ts";
import { rows } from "./rows.ts";

export const seeds = ["cly", "hot", "mir", "caf", "qwa"] as const;
export type Seed = (typeof seeds)[number];

/** `native` works here; `port` works through an adapter; `recorded` is kept and exported, no more; `refused` says why. */
export const statuses = ["native", "port", "recorded", "refused", "planned"] as const;
export type CapabilityStatus = (typeof statuses)[number];

export type Capability = {
  id: string;
  seed: Seed;
  entity: string;
  capability: string;
  canonical: readonly string[];
  status: CapabilityStatus;
  note: string | null;
  routes: readonly string[];
  tests: readonly string[];
};

/** In the order of the documents. */
export const capabilities: readonly Capability[] = rows.trim().split("\n").map(readRow);

function readRow(line: string): Capability {
  const [id = "", entity = "", capability = "", canonical = "", status = ""] = line.split(" | ");
  const shown = evidence[id] ?? {};
  return {
    id,
    // A law test holds every line to these words.
    seed: id.slice(0, 3).toLowerCase() as Seed,
    entity,
    capability,
    canonical: canonical.split(", "),
    status: status as CapabilityStatus,
    note: shown.note ?? null,
    routes: shown.routes ?? [],
    tests: shown.tests ?? [],
  };
}
