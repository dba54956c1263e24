import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { takenStatement } from "#booking/reservations/actions.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, hour, minute } from "#kernel/instant.ts";
import { at, isTaken } from "../support/hours.ts";
import { bindings, newWorld, type World } from "../support/world/world.ts";

const ten = at("2026-11-23T10:00:00Z");
const theseMembers = (ids: readonly Id<"member">[]) => sql`(select value from json_each(${JSON.stringify(ids)}))`;

async function takenOf(world: World, from: number, to: number): Promise<number[]> {
  const ids = [world.people.berlin.member.id];
  const rows = await takenStatement(world.scope(), theseMembers(ids), asInstant(from), asInstant(to));
  return rows.map((row) => (row.startsAt - ten) / hour);
}

describe("reservations", () => {
  it("one seat of a session is one person's, until it is given back", async () => {
    const world = await newWorld();
    const seat = { share: "a-session", capacity: 3, seatNo: 1 };
    const given = { ...seat, active: false };
    await isTaken(world, "berlin", ten, 60, given);
    await isTaken(world, "berlin", ten, 60, given);
    await isTaken(world, "berlin", ten, 60, seat);
    await expect(isTaken(world, "berlin", ten, 60, seat)).rejects.toThrow(/reservations/);
    await isTaken(world, "berlin", ten, 60, { ...seat, seatNo: 2 });
    // Another company may call its session the same.
    await isTaken(await newWorld(), "berlin", ten, 60, seat);
  });

  it("what can touch a stretch of time is read, longest meetings and widest buffers included, and no more", async () => {
    const world = await newWorld();
    for (const hours of [-60, -47, -1, 0, 1, 24, 25]) await isTaken(world, "berlin", asInstant(ten + hours * hour), 30);
    await isTaken(world, "kolkata", ten, 30);
    await isTaken(world, "berlin", asInstant(ten + 2 * hour), 30, { active: false });
    expect(await takenOf(world, ten, ten + minute)).toEqual([-47, -1, 0, 1, 24]);
  });

  it("a reservation of another company's member cannot be made", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const intruder = { tenantId: other.tenant.id };
    await expect(isTaken(world, "berlin", ten, 60, intruder)).rejects.toThrow(/reservations/);
    const { results } = await bindings.DB.prepare("select 1 from reservations where tenant_id = ?")
      .bind(other.tenant.id)
      .all();
    expect(results).toEqual([]);
  });
});
