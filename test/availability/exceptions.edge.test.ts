import { describe, expect, it } from "vitest";
import {
  changeOverride,
  createOverride,
  deleteOverride,
  getOverride,
  listOverrides,
  replaceOverride,
} from "#availability/overrides/contract.ts";
import {
  changeTimeOff,
  createTimeOff,
  deleteTimeOff,
  getTimeOff,
  listTimeOff,
} from "#availability/time-off/contract.ts";
import { changeTravel, createTravel, deleteTravel, getTravel, listTravel } from "#availability/travel/contract.ts";
import { newWorld } from "../support/world/world.ts";

describe("overrides", () => {
  it("a date is blocked or opened, singly and for a range, with its reason", async () => {
    const world = await newWorld();
    const berlin = await world.as("berlin");
    const holidays = await berlin.ok(createOverride, {
      body: { first_date: "2026-12-24", last_date: "2026-12-31", kind: "unavailable", reason: "Family" },
    });
    expect(holidays).toMatchObject({ first_date: "2026-12-24", last_date: "2026-12-31", ranges: [], reason: "Family" });
    const saturday = await berlin.ok(createOverride, {
      body: {
        first_date: "2027-01-09",
        kind: "available",
        ranges: [
          { start: "13:00", end: "24:00" },
          { start: "09:00", end: "12:00" },
        ],
      },
    });
    expect(saturday.last_date).toBe("2027-01-09");
    expect(saturday.ranges.map(({ start }) => start)).toEqual(["09:00", "13:00"]);
    expect(await berlin.ok(getOverride, { param: { id: saturday.id } })).toEqual(saturday);

    const whole = { first_date: "2027-01-10", kind: "unavailable" } as const;
    const put = { param: { id: saturday.id }, body: whole };
    await berlin.refused(replaceOverride, put, "version.required");
    expect(await berlin.ok(replaceOverride, { ...put, headers: { "If-Match": '"1"' } })).toMatchObject({
      ...whole,
      last_date: "2027-01-10",
      ranges: [],
      version: 2,
    });
    const reopened = await berlin.ok(changeOverride, {
      param: { id: saturday.id },
      body: { kind: "available", ranges: [{ start: "10:00", end: "11:00" }], metadata: { a: "b" } },
    });
    expect(reopened).toMatchObject({ kind: "available", metadata: { a: "b" }, version: 3 });
    await berlin.ok(deleteOverride, { param: { id: saturday.id } });
    await berlin.refused(getOverride, { param: { id: saturday.id } }, "override.unknown");
  });

  it("what makes no sense is refused where it stands", async () => {
    const world = await newWorld();
    const berlin = await world.as("berlin");
    const refusals = [
      [{ first_date: "2027-01-09", last_date: "2027-01-08" }, "override.ends_early", "/last_date"],
      [{ first_date: "2027-01-09", last_date: "2028-02-01" }, "override.too_long", "/last_date"],
      [{ first_date: "2027-01-09", kind: "available" }, "override.ranges_unfit", "/ranges"],
      [{ first_date: "2027-02-29" }, "body.invalid", "/first_date"],
      [{ first_date: "2027-01-09", member_id: world.people.kolkata.member.id }, "availability.not_yours", "/member_id"],
      [
        { first_date: "2027-01-09", schedule_id: world.availability.schedules.kolkata.id },
        "override.schedule_unknown",
        "/schedule_id",
      ],
    ] as const;
    for (const [words, code, pointer] of refusals) {
      const answer = await berlin.refused(createOverride, { body: { kind: "unavailable", ...words } }, code);
      expect(answer.problem.errors?.[0]?.pointer).toBe(pointer);
    }
    const times = [
      [[{ start: "9", end: "25:00" }], "override.time_invalid", ["/ranges/0/start", "/ranges/0/end"]],
      [[{ start: "09:00", end: "09:00" }], "override.range_empty", ["/ranges/0/end"]],
      [
        [
          { start: "09:00", end: "12:00" },
          { start: "11:00", end: "13:00" },
        ],
        "override.ranges_overlap",
        ["/ranges/1"],
      ],
    ] as const;
    for (const [ranges, code, pointers] of times) {
      const body = {
        first_date: "2027-01-09",
        kind: "available",
        ranges: ranges.map((range) => ({ ...range })),
      } as const;
      const answer = await berlin.refused(createOverride, { body }, code);
      expect(answer.problem.errors?.map(({ pointer }) => pointer)).toEqual(pointers);
    }
  });

  it("a date has one override of a member and one of each schedule, whoever comes first", async () => {
    const world = await newWorld();
    const berlin = await world.as("berlin");
    const dates = { first_date: "2027-01-04", last_date: "2027-01-08", kind: "unavailable" } as const;
    const week = await berlin.ok(createOverride, { body: dates });
    const inside = { ...dates, first_date: "2027-01-08", last_date: "2027-01-12" };
    const refusal = await berlin.refused(createOverride, { body: inside }, "override.overlap");
    expect(refusal.problem["override_id"]).toBe(week.id);
    const schedule_id = world.availability.schedules.berlin.id;
    await berlin.ok(createOverride, { body: { ...inside, schedule_id } });
    await berlin.refused(createOverride, { body: { ...dates, schedule_id } }, "override.overlap");
    await (await world.as("kolkata")).ok(createOverride, { body: dates });

    const next = await berlin.ok(createOverride, {
      body: { ...dates, first_date: "2027-01-11", last_date: "2027-01-12" },
    });
    const closer = { param: { id: next.id }, body: { first_date: "2027-01-08" } };
    await berlin.refused(changeOverride, closer, "override.overlap");
    await berlin.ok(changeOverride, { param: { id: next.id }, body: { first_date: "2027-01-09" } });

    const race = await Promise.all(
      ["2027-02-01", "2027-02-02", "2027-02-03"].map((first_date) =>
        berlin.call(createOverride, { body: { ...dates, first_date, last_date: "2027-02-05" } }),
      ),
    );
    expect(race.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("lists find what touches some dates, and tell reasons to those they concern", async () => {
    const world = await newWorld();
    const { vancouver, kolkata, recruiter } = {
      vancouver: await world.as("vancouver"),
      kolkata: await world.as("kolkata"),
      recruiter: await world.as("recruiter"),
    };
    await vancouver.ok(createOverride, {
      body: { first_date: "2027-03-01", last_date: "2027-03-10", kind: "unavailable", reason: "Surgery" },
    });
    const query = { on_or_after: "2027-03-10", on_or_before: "2027-03-31" };
    const seen = async (client: typeof vancouver) => (await client.ok(listOverrides, { query })).data;
    expect((await seen(vancouver)).map(({ reason }) => reason)).toEqual(["Surgery"]);
    expect((await seen(recruiter)).map(({ reason }) => reason)).toEqual(["Surgery"]);
    expect((await seen(kolkata)).map((one) => "reason" in one)).toEqual([false]);
    const later = { query: { on_or_after: "2027-03-11", member_id: world.people.vancouver.member.id } };
    expect((await vancouver.ok(listOverrides, later)).data).toEqual([]);
  });
});

describe("time off", () => {
  it("is whole dates or from one instant to another, and can turn from one into the other", async () => {
    const world = await newWorld();
    const berlin = await world.as("berlin");
    const dates = { first_date: "2027-07-05", last_date: "2027-07-23" };
    const vacation = await berlin.ok(createTimeOff, { body: { ...dates, reason: "Sardinia" } });
    expect(vacation).toMatchObject({ ...dates, kind: "vacation", all_day: true, starts_at: null, reason: "Sardinia" });
    const longer = { param: { id: vacation.id }, body: { last_date: "2027-07-30" } };
    expect(await berlin.ok(changeTimeOff, longer)).toMatchObject({ first_date: "2027-07-05", last_date: "2027-07-30" });
    const instants = { starts_at: "2027-07-05T08:00:00Z", ends_at: "2027-07-05T10:30:00Z" };
    const param = { id: vacation.id };
    await berlin.refused(changeTimeOff, { param, body: instants }, "time_off.times_unclear");
    const turned = { first_date: null, last_date: null, ...instants };
    expect(await berlin.ok(changeTimeOff, { param, body: turned })).toMatchObject({ ...turned, all_day: false });
    expect(await berlin.ok(changeTimeOff, { param, body: { ends_at: "2027-07-05T11:00:00Z" } })).toMatchObject({
      starts_at: instants.starts_at,
      ends_at: "2027-07-05T11:00:00Z",
      version: 4,
    });
    await berlin.ok(deleteTimeOff, { param });
    await berlin.refused(getTimeOff, { param }, "time_off.unknown");

    await berlin.refused(createTimeOff, { body: {} }, "time_off.times_unclear");
    await berlin.refused(createTimeOff, { body: { ...dates, last_date: "2027-07-04" } }, "time_off.ends_early");
    await berlin.refused(createTimeOff, { body: { ...dates, last_date: "2037-07-04" } }, "time_off.too_long");
  });

  it("is listed by time; what it is for is told to those it concerns, and cannot be found out by a filter", async () => {
    const world = await newWorld();
    const berlin = await world.as("berlin");
    await berlin.ok(createTimeOff, { body: { first_date: "2027-02-01", kind: "sick", reason: "Flu" } });
    const query = { ends_after: "2027-02-01T12:00:00Z", starts_before: "2027-02-02T00:00:00Z" };
    const [own] = (await berlin.ok(listTimeOff, { query })).data;
    expect(own).toMatchObject({ kind: "sick", reason: "Flu" });
    const kolkata = await world.as("kolkata");
    const [seen] = (await kolkata.ok(listTimeOff, { query })).data;
    expect(seen).toMatchObject({ id: own?.id, first_date: "2027-02-01" });
    expect(seen).not.toHaveProperty("kind");
    expect(seen).not.toHaveProperty("reason");
    expect((await kolkata.ok(listTimeOff, { query: { ...query, kind: "sick" } })).data).toEqual([]);
    expect((await berlin.ok(listTimeOff, { query: { kind: "sick" } })).data).toHaveLength(1);
    const recruiter = await world.as("recruiter");
    expect((await recruiter.ok(listTimeOff, { query: { kind: "sick,vacation" } })).data).toHaveLength(2);
    const notMine = { param: { id: own?.id ?? "" }, body: { kind: "other" } } as const;
    await kolkata.refused(changeTimeOff, notMine, "availability.not_yours");
  });
});

describe("travel", () => {
  it("leads elsewhere for a while or for good, and never to two places at once", async () => {
    const world = await newWorld();
    const kolkata = await world.as("kolkata");
    const trip = { starts_at: "2027-03-01T08:00:00Z", ends_at: "2027-03-12T20:00:00Z", time_zone: "Asia/Tokyo" };
    const tokyo = await kolkata.ok(createTravel, { body: { ...trip, note: "Customer" } });
    expect(await kolkata.ok(getTravel, { param: { id: tokyo.id } })).toMatchObject({ ...trip, note: "Customer" });
    const moved = await kolkata.ok(createTravel, {
      body: { starts_at: trip.ends_at, time_zone: "Europe/Lisbon" },
    });
    expect(moved.ends_at).toBeNull();
    const later = { starts_at: "2031-01-01T00:00:00Z", time_zone: "Europe/Paris" };
    const refusal = await kolkata.refused(createTravel, { body: later }, "travel.overlap");
    expect(refusal.problem["travel_id"]).toBe(moved.id);
    await kolkata.refused(
      changeTravel,
      { param: { id: tokyo.id }, body: { ends_at: "2027-03-12T20:00:01Z" } },
      "travel.overlap",
    );
    await kolkata.refused(
      changeTravel,
      { param: { id: tokyo.id }, body: { ends_at: trip.starts_at } },
      "travel.ends_early",
    );
    await kolkata.refused(
      changeTravel,
      { param: { id: tokyo.id }, body: { time_zone: "Tokyo" } },
      "travel.zone_unknown",
    );
    await kolkata.ok(changeTravel, { param: { id: moved.id }, body: { ends_at: "2030-01-01T00:00:00Z" } });
    await kolkata.ok(createTravel, { body: later });
    await kolkata.ok(deleteTravel, { param: { id: tokyo.id } });
    await kolkata.refused(getTravel, { param: { id: tokyo.id } }, "travel.unknown");

    const race = await Promise.all(
      ["Asia/Seoul", "Asia/Tokyo", "Asia/Manila"].map((time_zone) =>
        kolkata.call(createTravel, { body: { ...trip, time_zone } }),
      ),
    );
    expect(race.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("is listed by time and zone; notes are told to those they concern", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const member_id = world.people.vancouver.member.id;
    const body = { member_id, starts_at: "2027-05-01T00:00:00Z", time_zone: "Asia/Tokyo", note: "Wedding" };
    const trip = await recruiter.ok(createTravel, { body });
    const query = { ends_after: "2040-01-01T00:00:00Z", time_zone: "Asia/Tokyo,Asia/Seoul" };
    expect((await recruiter.ok(listTravel, { query })).data).toMatchObject([{ id: trip.id, note: "Wedding" }]);
    const kolkata = await world.as("kolkata");
    const [seen] = (await kolkata.ok(listTravel, { query })).data;
    expect(seen).not.toHaveProperty("note");
    const early = { query: { member_id, starts_before: "2027-05-01T00:00:00Z" } };
    expect((await recruiter.ok(listTravel, early)).data).toEqual([]);
  });
});
