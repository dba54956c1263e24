// Files of candidates and jobs, taken in without waiting for queue or clock.
import { createImport, getImport, listImportRows } from "#hiring/imports/contract.ts";
import { takeIn } from "#hiring/imports/client.ts";
import { imports } from "#hiring/imports/tables.ts";
import { openTenant } from "#identity/gate/open-tenant.ts";
import type { Id } from "#kernel/ids.ts";
import { csvLine } from "#kernel/csv.ts";
import { and, eq } from "drizzle-orm";
import type { TestClient } from "./client.ts";
import { testContext, type World } from "./world/world.ts";

export const fileOf = (...rows: readonly (readonly string[])[]): string => rows.map((row) => csvLine(row)).join("");

type Query = { kind?: "candidates" | "jobs"; dry_run?: "true" | "false" };

/** Takes the rest in, unless the queue is at it; then it is waited for. */
export async function takeAll(world: World, id: string): Promise<void> {
  const note = { tenant: world.tenant.id, import: id as Id<"import"> };
  for (let tries = 0; tries < 2_000; tries++) {
    const end = await takeIn(testContext(), openTenant, note);
    if (end === "done" || end === "failed" || (await isOver(note))) return;
    if (end === "left") await scheduler.wait(20);
  }
  throw new Error("An import comes to no end.");
}

async function isOver(note: { tenant: Id<"tenant">; import: Id<"import"> }): Promise<boolean> {
  const row = await testContext()
    .db.select({ status: imports.status })
    .from(imports)
    .where(and(eq(imports.tenantId, note.tenant), eq(imports.id, note.import)))
    .get();
  return row?.status === "done" || row?.status === "failed";
}

export async function imported(world: World, client: TestClient, body: string, query: Query = {}) {
  const { id } = await client.ok(createImport, { body, query });
  await takeAll(world, id);
  return client.ok(getImport, { param: { id } });
}

/** What became of every row. */
export async function rowsOf(client: TestClient, id: string, outcome?: "failed" | "changed" | "created" | "unchanged") {
  const rows: Awaited<ReturnType<typeof page>>["data"] = [];
  const page = (cursor: string | null) =>
    client.ok(listImportRows, {
      param: { id },
      query: outcome === undefined ? {} : { outcome },
      page: { limit: 100, ...(cursor === null ? {} : { cursor }) },
    });
  for (let next: string | null = null; ; ) {
    const one: Awaited<ReturnType<typeof page>> = await page(next);
    rows.push(...one.data);
    next = one.next_cursor;
    if (next === null) return rows;
  }
}
