import { expect, it } from "vitest";
import { listCapabilities } from "#records/capabilities/contract.ts";
import { newWorld } from "../support/world/world.ts";

it("anybody may read what works here and what does not, all of it, page by page", async () => {
  const { anonymous } = await newWorld();
  const first = await anonymous.ok(listCapabilities, { page: { limit: 100 } });
  const second = await anonymous.ok(listCapabilities, { page: { limit: 100, cursor: first.next_cursor ?? "" } });
  const ids = [...first.data, ...second.data].map((row) => row.id);
  expect(ids).toHaveLength(164);
  expect(ids).toEqual([...new Set(ids)].toSorted((a, b) => (a < b ? -1 : 1)));
  expect(second.has_more).toBe(false);

  const backwards = await anonymous.ok(listCapabilities, { page: { limit: 1, order: "id.desc" } });
  expect(backwards.data[0]?.id).toBe(ids.at(-1));
  await anonymous.refused(
    listCapabilities,
    { page: { limit: 1, cursor: first.next_cursor ?? "", order: "id.desc" } },
    "cursor.invalid",
  );
});

it("filters what works by standing and by document, and a refusal carries its reason", async () => {
  const { anonymous } = await newWorld();
  const refused = await anonymous.ok(listCapabilities, { query: { status: "refused" } });
  expect(refused.data.map((row) => row.id)).toContain("HOT-92");
  for (const row of refused.data) expect(row.note).toMatch(/\.$/);
  const small = await anonymous.ok(listCapabilities, { query: { seed: "qwa,cly", status: "native" } });
  expect(small.data.length).toBeGreaterThan(0);
  for (const row of small.data)
    expect(row).toMatchObject({ seed: expect.stringMatching(/^(?:qwa|cly)$/), status: "native" });
  await anonymous.refused(listCapabilities, { query: { status: "done" } }, "query.invalid");
});
