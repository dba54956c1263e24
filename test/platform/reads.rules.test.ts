import { and, eq, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { teams } from "#identity/teams/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, type Instant } from "#kernel/instant.ts";
import { readsWrittenOnce } from "#platform/reads.ts";

type Asked = { tenant: Id<"tenant">; since: Instant };

function counted() {
  let times = 0;
  const reads = readsWrittenOnce((db, { tenant, since }: Asked, { recent }: { recent: boolean }) => {
    times += 1;
    const lately = recent ? sql`${teams.createdAt} >= ${since}` : undefined;
    return [
      db
        .select({ id: teams.id })
        .from(teams)
        .where(and(eq(teams.tenantId, tenant), eq(teams.version, 1), lately)),
    ] as const;
  });
  return { reads, written: () => times };
}

const lumen = { tenant: "ten_lumen" as Id<"tenant">, since: asInstant(5) };
const harbour = { tenant: "ten_harbour" as Id<"tenant">, since: asInstant(7) };

const writing = (wrongly: (since: Instant) => number | string) => () =>
  readsWrittenOnce(
    (db, { since }: Asked) =>
      [
        db
          .select()
          .from(teams)
          .where(sql`${teams.createdAt} > ${wrongly(since)}`),
      ] as const,
  )(lumen, {});

describe("a read that is asked often", () => {
  it("is written once, and asked with the values of each time", () => {
    const { reads, written } = counted();
    const [first] = reads(lumen, { recent: true });
    const [second] = reads(harbour, { recent: true });
    expect(written()).toBe(1);
    expect(first.params).toEqual(["ten_lumen", 1, 5]);
    expect(second.params).toEqual(["ten_harbour", 1, 7]);
    expect(second.sql).toBe(first.sql);
    expect(first.sql).toContain('"tenant_id" = ?');
  });

  it("is written anew where its words are others", () => {
    const { reads, written } = counted();
    reads(lumen, { recent: true });
    const [plain] = reads(lumen, { recent: false });
    expect(written()).toBe(2);
    expect(plain.params).toEqual(["ten_lumen", 1]);
  });

  it("cannot be written by somebody who reckons with what is not there yet", () => {
    for (const wrongly of [
      (since: Instant) => since + 1_000,
      (since: Instant) => since * 2,
      (since: Instant) => Math.max(since, 9),
      (since: Instant) => `from ${since}`,
      (since: Instant) => JSON.stringify([since]),
    ])
      expect(writing(wrongly)).toThrow("since is not known yet");
  });
});
