import { routes } from "#http/routes.ts";
import { done } from "#kernel/outcome.ts";
import { pageOf } from "#kernel/page.ts";
import type { Cut } from "#platform/paging.ts";
import { listCapabilities } from "./contract.ts";
import { type Capability, type CapabilityStatus, capabilities, type Seed } from "./registry.ts";

export const capabilityRoutes = routes().list(
  listCapabilities,
  async (_, { query, page }) => done(select(query, page)),
  (capability) => ({
    object: "capability" as const,
    ...capability,
    canonical: [...capability.canonical],
    routes: [...capability.routes],
    tests: [...capability.tests],
  }),
);

type Filter = { status?: CapabilityStatus[] | undefined; seed?: Seed[] | undefined };

/** The registry is a constant of the build, so it is cut here and not by a database. */
function select({ status, seed }: Filter, { limit, descending, after }: Cut) {
  const sign = descending ? -1 : 1;
  const compare = (a: string, b: string) => sign * Number(a > b) - sign * Number(a < b);
  const rows = capabilities
    .filter((row) => status?.includes(row.status) ?? true)
    .filter((row) => seed?.includes(row.seed) ?? true)
    .filter((row) => after === null || compare(row.id, after.id) > 0)
    .toSorted((a: Capability, b: Capability) => compare(a.id, b.id));
  return pageOf(rows.slice(0, limit + 1), limit, (row) => ({ key: row.id, id: row.id }));
}
