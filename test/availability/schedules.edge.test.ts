import { describe, expect, it } from "vitest";
import type { Ask } from "../../src/client.ts";
import { createOverride, getOverride, listOverrides } from "#availability/overrides/contract.ts";
import {
  changeSchedule,
  createSchedule,
  deleteSchedule,
  getSchedule,
  listSchedules,
  replaceSchedule,
} from "#availability/schedules/contract.ts";
import { listAuditEvents } from "#records/audit/contract.ts";
import { removeMember } from "#identity/members/contract.ts";
import { newWorld } from "../support/world/world.ts";

const mornings = { name: "Mornings", hours_text: "Mon-Fri 09:00-12:00 Europe/Berlin" };
const evenings = { name: "Evenings", hours_text: "Mon-Fri 18:00-21:00 Europe/Berlin" };

const rule = (start: string, end: string, weekday: 1 | 7 = 1) => ({ weekday, start, end });

describe("schedules", () => {
  it("a schedule is made from text or rules, and shows both", async () => {
    const world = await newWorld();
    const berlin = await world.as("berlin");
    const made = await berlin.call(createSchedule, {
      body: { name: "Nights", hours_text: "Fri 22:00-02:00; Mon-Tue 09:00-12:00, 13:00-24:00 Asia/Kolkata" },
    });
    if (!made.ok) throw new Error("not made");
    expect(made.headers.get("ETag")).toBe('"1"');
    expect(made.body).toMatchObject({
      member_id: world.people.berlin.member.id,
      time_zone: "Asia/Kolkata",
      is_default: false,
      hours_text: "Mon-Tue 09:00-12:00, 13:00-24:00 Asia/Kolkata; Fri 22:00-02:00",
    });
    expect(made.body.rules).toContainEqual({ weekday: 2, start: "13:00", end: "24:00" });

    const { name, time_zone, rules } = made.body;
    const again = await berlin.ok(createSchedule, {
      body: { name: `${name} again`, time_zone, rules: rules.map((one) => ({ ...one, weekday: one.weekday as 1 })) },
    });
    expect(again.hours_text).toBe(made.body.hours_text);
    expect(await berlin.ok(getSchedule, { param: { id: again.id } })).toEqual(again);
  });

  it("bad hours are refused where they stand, and nothing is written", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const body = (...rules: ReturnType<typeof rule>[]) => ({ name: "Bad", time_zone: "Europe/Paris", rules });
    const before = await owner.ok(listSchedules, {});
    const refusals: [Ask<typeof createSchedule>["body"], string, string][] = [
      [body(rule("09:00", "25:00")), "schedule.time_invalid", "/rules/0/end"],
      [body(rule("09:00", "09:00")), "schedule.range_empty", "/rules/0/end"],
      [body(rule("09:00", "12:00"), rule("11:00", "13:00")), "schedule.overlap", "/rules/1"],
      [body(rule("00:00", "02:00"), rule("23:00", "01:00", 7)), "schedule.overlap", "/rules/1"],
      [{ ...body(), time_zone: "Europe/Atlantis" }, "schedule.zone_unknown", "/time_zone"],
      [{ name: "Bad", rules: [] }, "schedule.zone_unclear", "/time_zone"],
      [{ name: "Bad", time_zone: "Europe/Paris" }, "schedule.hours_unclear", "/rules"],
      [{ name: "Bad", hours_text: "Mon 9-5 Europe/Paris" }, "schedule.hours_unreadable", "/hours_text"],
    ];
    for (const [words, code, pointer] of refusals) {
      const { problem } = await owner.refused(createSchedule, { body: words }, code);
      expect(problem.errors?.map((fault) => fault.pointer)).toEqual([pointer]);
    }
    expect(await owner.ok(listSchedules, {})).toEqual(before);
  });

  it("the first is the default; another takes over, and there is always exactly one", async () => {
    const world = await newWorld();
    const viewer = world.people.viewer.member.id;
    const recruiter = await world.as("recruiter");
    const defaults = async () =>
      (await recruiter.ok(listSchedules, { query: { member_id: viewer, is_default: "true" } })).data.map(
        ({ id }) => id,
      );

    const first = await recruiter.ok(createSchedule, { body: { ...mornings, member_id: viewer } });
    const second = await recruiter.ok(createSchedule, { body: { ...evenings, member_id: viewer } });
    expect([first.is_default, second.is_default]).toEqual([true, false]);

    await recruiter.ok(changeSchedule, { param: { id: second.id }, body: { is_default: true } });
    expect(await defaults()).toEqual([second.id]);
    expect(await recruiter.ok(getSchedule, { param: { id: first.id } })).toMatchObject({
      version: 2,
      is_default: false,
    });
    const third = await recruiter.ok(createSchedule, {
      body: { ...mornings, name: "Third", member_id: viewer, is_default: true },
    });
    expect(await defaults()).toEqual([third.id]);

    const giveUp = { param: { id: third.id }, body: { is_default: false } };
    await recruiter.refused(changeSchedule, giveUp, "schedule.is_default");
    await recruiter.refused(deleteSchedule, { param: { id: third.id } }, "schedule.is_default");
    await recruiter.ok(deleteSchedule, { param: { id: first.id } });
    await recruiter.ok(deleteSchedule, { param: { id: second.id } });
    await recruiter.ok(deleteSchedule, { param: { id: third.id } });
    expect(await defaults()).toEqual([]);
    await recruiter.refused(getSchedule, { param: { id: third.id } }, "schedule.unknown");
  });

  it("several made or chosen at the same moment still leave one default", async () => {
    const world = await newWorld();
    const viewer = world.people.viewer.member.id;
    const recruiter = await world.as("recruiter");
    const defaults = async () =>
      (await recruiter.ok(listSchedules, { query: { member_id: viewer, is_default: "true" } })).data.length;
    const made = await Promise.all(
      ["a", "b", "c"].map((name) => recruiter.ok(createSchedule, { body: { ...mornings, name, member_id: viewer } })),
    );
    expect(await defaults()).toBe(1);
    const chosen = await Promise.all(
      made.map(({ id }) => recruiter.call(changeSchedule, { param: { id }, body: { is_default: true } })),
    );
    expect(chosen.some(({ ok }) => ok)).toBe(true);
    expect(await defaults()).toBe(1);
  });

  it("the whole document is replaced by who has seen it, and by nobody else", async () => {
    const world = await newWorld();
    const berlin = await world.as("berlin");
    const { id } = world.availability.schedules.berlin;
    const ask = { param: { id }, body: { ...evenings, metadata: { season: "winter" } } };
    await berlin.refused(replaceSchedule, ask, "version.required");
    await berlin.refused(replaceSchedule, { ...ask, headers: { "If-Match": '"7"' } }, "version.conflict");
    const replaced = await berlin.ok(replaceSchedule, { ...ask, headers: { "If-Match": '"1"' } });
    expect(replaced).toMatchObject({ name: "Evenings", description: null, is_default: true, version: 2 });
    expect(replaced.rules).toHaveLength(5);
    await berlin.refused(replaceSchedule, { ...ask, headers: { "If-Match": '"1"' } }, "version.conflict");
    await berlin.ok(createSchedule, { body: mornings });
    const taken = { param: { id }, body: { name: "Mornings" } };
    expect((await berlin.refused(changeSchedule, taken, "schedule.name_taken")).problem.errors?.[0]?.pointer).toBe(
      "/name",
    );
  });

  it("everybody keeps their own; a recruiter keeps anybody's, and the trail says who", async () => {
    const world = await newWorld();
    const { berlin, kolkata } = world.people;
    const arjun = await world.as("kolkata");
    const salma = await world.as("recruiter");
    const of = { id: world.availability.schedules.berlin.id };

    await arjun.ok(getSchedule, { param: of });
    await arjun.refused(changeSchedule, { param: of, body: { name: "Mine" } }, "availability.not_yours");
    await arjun.refused(deleteSchedule, { param: of }, "availability.not_yours");
    const forOther = { body: { ...mornings, member_id: berlin.member.id } };
    await arjun.refused(createSchedule, forOther, "availability.not_yours");
    expect((await arjun.ok(createSchedule, { body: mornings })).member_id).toBe(kolkata.member.id);

    await salma.ok(changeSchedule, { param: of, body: { name: "Agreed with Lena" } });
    const owner = await world.as("owner");
    const [event] = (await owner.ok(listAuditEvents, { query: { entity_id: of.id } })).data;
    expect(event).toMatchObject({ type: "schedule.changed", actor: world.people.recruiter.member.id });
    expect(event?.after).toMatchObject({ name: "Agreed with Lena", member_id: berlin.member.id });

    await world.withKey("full").refused(createSchedule, { body: mornings }, "availability.member_required");
    const nobody = { body: { ...mornings, member_id: "mem_01h455vb4pex5vsknk084sn02q" } };
    await world.withKey("full").refused(createSchedule, nobody, "availability.member_unknown");
    await world.withKey("full").ok(createSchedule, forOther);
    await (await world.as("coordinator")).refused(getSchedule, { param: of }, "permission.missing");
  });

  it("lists filter by whose, where and what they are called", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const named = async (query: object) =>
      (await owner.ok(listSchedules, { query, page: { order: "name.asc" } })).data.map((one) => one.member_id);
    const { berlin, kolkata } = world.people;
    expect(await named({ time_zone: "Asia/Kolkata" })).toEqual([kolkata.member.id]);
    expect(await named({ member_id: `${berlin.member.id},${kolkata.member.id}` })).toHaveLength(2);
    expect(await named({ name: "INTERVIEW" })).toHaveLength(5);
    expect(await named({ is_default: "false" })).toEqual([]);
    await owner.refused(listSchedules, { query: { time_zone: "Mars/Olympus" } }, "query.invalid");

    await owner.ok(removeMember, { param: { id: kolkata.member.id } });
    expect(await named({ time_zone: "Asia/Kolkata" })).toEqual([]);
    const gone = { param: { id: world.availability.schedules.kolkata.id } };
    await owner.refused(getSchedule, gone, "schedule.unknown");
  });

  it("a schedule takes its own overrides with it", async () => {
    const world = await newWorld();
    const berlin = await world.as("berlin");
    const schedule = await berlin.ok(createSchedule, { body: mornings });
    const dates = { first_date: "2027-01-05", kind: "unavailable" } as const;
    const own = await berlin.ok(createOverride, { body: { ...dates, schedule_id: schedule.id } });
    const general = await berlin.ok(createOverride, { body: dates });
    await berlin.ok(deleteSchedule, { param: { id: schedule.id } });
    await berlin.refused(getOverride, { param: { id: own.id } }, "override.unknown");
    const left = await berlin.ok(listOverrides, { query: { member_id: world.people.berlin.member.id } });
    expect(left.data.map(({ id }) => id)).toEqual([general.id]);
    const late = { ...dates, first_date: "2027-01-06", schedule_id: schedule.id };
    await berlin.refused(createOverride, { body: late }, "override.schedule_unknown");
  });
});
