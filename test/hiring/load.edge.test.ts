import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { changeInterviewing } from "#availability/interviewing/contract.ts";
import { createBooking } from "#booking/bookings/contract.ts";
import { list } from "#hiring/load/actions.ts";
import { listInterviewerLoad } from "#hiring/load/contract.ts";
import { asInstant, day, hour, toWire } from "#kernel/instant.ts";
import { openDatabase, newTally } from "#platform/d1.ts";
import { forgetHours, isTaken, keepsHours } from "../support/hours.ts";
import { bindings, newWorld, testContext } from "../support/world/world.ts";

const any = { count: null, minutes: null };
const ada = { name: "Ada Example", email: "ada@guest.example" };

describe("the load of interviewers", () => {
  it("shows what each carries against their own limits, and where they take turns", async () => {
    const world = await newWorld();
    await forgetHours(world);
    const owner = await world.as("owner");
    const { berlin, kolkata, recruiter, viewer } = world.people;
    await keepsHours(world, "recruiter", "Mon-Sun 00:00-24:00 Europe/Paris");
    await owner.ok(changeInterviewing, {
      param: { id: berlin.member.id },
      body: {
        limits: { day: { count: 1, minutes: null }, week: { count: null, minutes: 600 }, month: any, year: any },
        load_weight: 50,
        week_start: 7,
      },
    });
    const sunday = Date.UTC(2027, 2, 7);
    await isTaken(world, "berlin", asInstant(sunday + 9 * hour), 60);
    await isTaken(world, "berlin", asInstant(sunday + 3 * day), 45);
    await isTaken(world, "berlin", asInstant(sunday - day), 30);
    // Given back, and held: neither is a meeting.
    await isTaken(world, "berlin", asInstant(sunday + 12 * hour), 60, { active: false });
    await isTaken(world, "berlin", asInstant(sunday + 15 * hour), 60, { kind: "hold", lapsesAt: asInstant(sunday) });
    const starts_at = toWire(asInstant(sunday + 10 * hour));
    const type = world.booking.eventTypes.one_on_one.id;
    await owner.ok(createBooking, { body: { event_type_id: type, starts_at, invitee: ada } });

    const { data } = await owner.ok(listInterviewerLoad, { query: { on: "2027-03-07" } });
    const of = (id: string) => data.find(({ member_id }) => member_id === id);
    expect(of(berlin.member.id)).toMatchObject({
      time_zone: "Europe/Berlin",
      day: { from: "2027-03-07", until: "2027-03-08", meetings: 1, minutes: 60, full: true, limit: { count: 1 } },
      week: { from: "2027-03-07", until: "2027-03-14", meetings: 2, minutes: 105, full: false },
      month: { from: "2027-03-01", until: "2027-04-01", meetings: 3, minutes: 135, full: false },
      load_weight: 50,
      weighted_minutes: 270,
      pools: [{ pool_id: world.booking.pool.id, standing: "qualified", weight: 1 }],
    });
    expect(of(recruiter.member.id)).toMatchObject({
      day: { meetings: 1, minutes: 30 },
      weighted_minutes: 30,
      pools: [],
    });
    expect(of(kolkata.member.id)).toMatchObject({ month: { meetings: 0, minutes: 0 }, weighted_minutes: 0 });
    // Who never interviews carries nothing that could be told.
    expect(of(viewer.member.id)).toBeUndefined();

    const pooled = await owner.ok(listInterviewerLoad, { query: { pool_id: world.booking.pool.id } });
    expect(pooled.data.map(({ member_id }) => member_id).toSorted()).toEqual(
      world.booking.seats.map(({ memberId }) => memberId).toSorted(),
    );
    const first = await owner.ok(listInterviewerLoad, { page: { limit: 2 } });
    const rest = await owner.ok(listInterviewerLoad, { page: { limit: 50, cursor: first.next_cursor ?? "" } });
    expect([...first.data, ...rest.data].map(({ name }) => name)).toEqual(data.map(({ name }) => name));
    expect(data.map(({ name }) => name)).toEqual(data.map(({ name }) => name).toSorted());
    await (await world.as("viewer")).ok(listInterviewerLoad, { query: { member_id: berlin.member.id } });
    await (await world.as("coordinator")).refused(listInterviewerLoad, {}, "permission.missing");
  });

  it("costs by people and window, whatever they did before", async () => {
    const world = await newWorld();
    const { now, db } = testContext();
    const { berlin } = world.people;
    const many = 3_000;
    await db.run(sql`
      insert into reservations (tenant_id, id, member_id, txn, kind, starts_at, ends_at, before_minutes, after_minutes, active,
        created_at, updated_at, version)
      select ${world.tenant.id}, 'rsv_old' || value, ${berlin.member.id}, 'txn' || value, 'booking',
        ${now} - (value + 2000) * 3600000, ${now} - (value + 2000) * 3600000 + 1800000, 0, 0, 1, ${now}, ${now}, 1
      from json_each(${JSON.stringify(Array.from({ length: many }, (_, place) => place))})`);
    const tally = newTally();
    const scope = { ...world.scope(), db: openDatabase(bindings.DB, tally), tally };
    const cut = { limit: 25, descending: false, after: null };
    const page = await list(scope, {}, cut);
    const people = page.ok ? page.value.rows.length : 0;
    console.info(
      `load of ${people} interviewers beside ${many} older meetings: ${tally.rowsRead} rows in ${tally.trips} trips`,
    );
    expect(people).toBeGreaterThan(3);
    expect(tally.trips).toBe(2);
    expect(tally.rowsRead).toBeLessThan(120);
  });
});
