import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { getDiary, giveBackMissing } from "#booking/diary/contract.ts";
import { diaryOf } from "#booking/diary/client.ts";
import { askDiaries } from "#booking/diary/rounds.ts";
import type { Id } from "#kernel/ids.ts";
import { after, asInstant, day, hour, minute, toWire } from "#kernel/instant.ts";
import { listAuditEvents } from "#records/audit/contract.ts";
import type { TestClient } from "../support/client.ts";
import { hourAsked } from "../support/diaries.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const tomorrow = asInstant(Math.floor(testContext().now / day) * day + day + 9 * hour);
let world: World;
let owner: TestClient;
let member: Id<"member">;
let param: { member_id: string };

const diary = () => diaryOf(bindings, world.tenant.id, member);

/** Booked in the diary, and in the books not a word of it. */
async function lose(txn: string, hours: number): Promise<void> {
  const start = after(tomorrow, hours * hour);
  await diary().hold(hourAsked(txn, start, { to: after(start, hour + 15 * minute) }));
  await diary().prepare(txn);
  await diary().finalize(txn, { hosts: [member] });
}

const free = async (hours: number): Promise<string> => {
  const txn = `probe ${hours} ${crypto.randomUUID()}`;
  const { said } = await diary().hold(hourAsked(txn, after(tomorrow, hours * hour)));
  await diary().release(txn, "none", "released");
  return said;
};

beforeEach(async () => {
  world = await newWorld();
  owner = await world.as("owner");
  member = world.people.berlin.member.id;
  param = { member_id: member };
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a diary beside the books", () => {
  it("shows how many hours it has of each kind, and which of them the books have lost", async () => {
    const empty = { epoch: expect.any(Number), held: 0, prepared: 0, booked: 0, over: 0, missing: [] };
    expect(await owner.ok(getDiary, { param })).toEqual({ object: "diary", member_id: member, ...empty });
    await lose("x", 0);
    await diary().hold(hourAsked("y", after(tomorrow, 5 * hour)));
    expect(await owner.ok(getDiary, { param })).toMatchObject({
      held: 1,
      booked: 1,
      missing: [
        {
          txn: "x",
          starts_at: toWire(tomorrow),
          ends_at: toWire(after(tomorrow, hour)),
          blocks_from: toWire(tomorrow),
          blocks_to: toWire(after(tomorrow, hour + 15 * minute)),
          event_type_id: null,
        },
      ],
    });
  });

  it("is shown to nobody who only books", async () => {
    const recruiter = await world.as("recruiter");
    expect((await recruiter.refused(getDiary, { param }, "permission.missing")).status).toBe(403);
    expect((await recruiter.refused(giveBackMissing, { param, body: {} }, "permission.missing")).status).toBe(403);
  });
});

describe("an hour that the books have lost", () => {
  it("blocks until an operator gives it back, which is told once and stays so", async () => {
    await lose("x", 0);
    await lose("y", 3);
    expect(await free(0)).toBe("refused");
    const headers = { "Idempotency-Key": "give-back-1234567890" };
    const given = await owner.ok(giveBackMissing, { param, body: { txns: ["x"] }, headers });
    expect(given).toMatchObject({ booked: 1, missing: [{ txn: "y" }] });
    expect(await free(0)).toBe("held");
    expect(await free(3)).toBe("refused");
    expect(await owner.ok(giveBackMissing, { param, body: { txns: ["x"] }, headers })).toEqual(given);
    await owner.refused(giveBackMissing, { param, body: { txns: ["x"] } }, "diary.not_missing");
    const { data } = await owner.ok(listAuditEvents, { query: { type: "diary.given_back" } });
    expect(data).toHaveLength(1);
  });

  it("is given back with all others where none is named; where there are none there is nothing to do", async () => {
    await lose("x", 0);
    await lose("y", 3);
    expect(await owner.ok(giveBackMissing, { param, body: {} })).toMatchObject({ booked: 0, missing: [] });
    expect([await free(0), await free(3)]).toEqual(["held", "held"]);
    await owner.refused(giveBackMissing, { param, body: {} }, "diary.not_missing");
  });

  it("is the only kind that can be: one wrong name, and none is", async () => {
    await lose("x", 0);
    await diary().hold(hourAsked("y", after(tomorrow, 3 * hour)));
    const { problem } = await owner.refused(
      giveBackMissing,
      { param, body: { txns: ["x", "y"] } },
      "diary.not_missing",
    );
    expect(problem).toMatchObject({ txns: ["y"] });
    expect(await free(0)).toBe("refused");
  });

  it("is free within a minute where the diary did not hear of it at once", async () => {
    await lose("x", 0);
    const getByName = bindings.DIARY.getByName.bind(bindings.DIARY);
    let calls = 0;
    const cutOff = vi.spyOn(bindings.DIARY, "getByName").mockImplementation((name) => {
      if (name.startsWith(world.tenant.id) && ++calls === 2) throw new Error("Network connection lost.");
      return getByName(name);
    });
    await owner.ok(giveBackMissing, { param, body: {} });
    cutOff.mockRestore();
    expect(await free(0)).toBe("refused");
    await askDiaries(testContext());
    expect(await free(0)).toBe("held");
  });
});
