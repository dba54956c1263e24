import { and, eq } from "drizzle-orm";
import { interviewers } from "#availability/interviewing/tables.ts";
import { overrides } from "#availability/overrides/tables.ts";
import { schedules } from "#availability/schedules/tables.ts";
import { timeOff } from "#availability/time-off/tables.ts";
import { travel } from "#availability/travel/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, type Instant, minute } from "#kernel/instant.ts";
import { reservations, type Reservation } from "#booking/reservations/tables.ts";
import { parseHours } from "#time/notation.ts";
import type { PersonKey } from "./world/company.ts";
import { testContext, type World } from "./world/world.ts";

/** As if nobody in this company had ever said when they work. */
export async function forgetHours(world: World): Promise<void> {
  const { db } = testContext();
  const { id } = world.tenant;
  await db.batch([
    db.delete(overrides).where(eq(overrides.tenantId, id)),
    db.delete(timeOff).where(eq(timeOff.tenantId, id)),
    db.delete(travel).where(eq(travel.tenantId, id)),
    db.delete(interviewers).where(eq(interviewers.tenantId, id)),
    db.delete(schedules).where(eq(schedules.tenantId, id)),
  ]);
}

/** Gives somebody other hours by default, as people write them: `Mon-Fri 09:00-17:00 Europe/Paris`. */
export async function keepsHours(world: World, who: PersonKey, text: string): Promise<Id<"schedule">> {
  const read = parseHours(text);
  if (!read.ok || read.value.zone === null) throw new Error(`${text} are no hours`);
  const context = testContext();
  const id = context.newId("schedule");
  const memberId = world.people[who].member.id;
  await context.db
    .update(schedules)
    .set({ isDefault: false })
    .where(and(eq(schedules.tenantId, world.tenant.id), eq(schedules.memberId, memberId)));
  await context.db.insert(schedules).values({
    tenantId: world.tenant.id,
    id,
    memberId,
    name: `Hours ${id}`,
    timeZone: read.value.zone,
    isDefault: true,
    weekly: read.value.weekly,
    metadata: {},
    createdAt: context.now,
    updatedAt: context.now,
    version: 1,
  });
  return id;
}

export const at = (text: string): Instant => asInstant(Date.parse(text));

/** An hour of somebody's that is taken, as a booking would take it. */
export async function isTaken(
  world: World,
  who: PersonKey,
  startsAt: Instant,
  minutes: number,
  more: Partial<Reservation> = {},
): Promise<void> {
  const context = testContext();
  const id = context.newId("reservation");
  await context.db.insert(reservations).values({
    tenantId: world.tenant.id,
    id,
    memberId: world.people[who].member.id,
    txn: id,
    kind: "booking",
    startsAt,
    endsAt: asInstant(startsAt + minutes * minute),
    beforeMinutes: 0,
    afterMinutes: 0,
    active: true,
    createdAt: context.now,
    updatedAt: context.now,
    ...more,
  });
}
