import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createTimeOff } from "#availability/time-off/contract.ts";
import { suspendMember } from "#identity/members/contract.ts";
import { list } from "#hiring/inbox/actions.ts";
import { listInbox } from "#hiring/inbox/contract.ts";
import { type Interview, interviews, type Participant, participants } from "#hiring/interviews/tables.ts";
import { changeHiringSettings } from "#hiring/settings/contract.ts";
import { after, asInstant, day, hour, toWire } from "#kernel/instant.ts";
import { newTally, openDatabase } from "#platform/d1.ts";
import { alsoPromised } from "../support/bookings.ts";
import type { TestClient } from "../support/client.ts";
import { hasApplication, hasCandidate } from "../support/interviews.ts";
import { sits } from "../support/verdicts.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const now = asInstant(Date.UTC(2027, 10, 19, 9));

type Seat = Partial<Participant> & Pick<Participant, "role">;

/** An interview as it stands in the books, straight. */
async function has(world: World, is: Partial<Interview>, panel: readonly Seat[] = []) {
  const { db, newId } = testContext();
  const id = newId("interview");
  const tenantId = world.tenant.id;
  const dates = { createdAt: now, updatedAt: now };
  await db.insert(interviews).values({
    ...dates,
    tenantId,
    id,
    audience: "one",
    candidateId: await hasCandidate(world),
    organizerId: world.people.recruiter.member.id,
    mode: "video",
    title: `Systems ${world.mark}`,
    timeZone: "Europe/Paris",
    windows: [],
    metadata: {},
    createdBy: "system",
    ...is,
  });
  const seats = panel.map((seat) => ({ ...seat, id: newId("participant") }));
  for (const seat of seats)
    await db
      .insert(participants)
      .values({ ...dates, tenantId, interviewId: id, rsvp: "accepted", card: "required", ...seat });
  return { id, seats: seats.map((seat) => seat.id) };
}

const from = (start: number, hours = 1): Partial<Interview> => ({
  bookingStatus: "confirmed",
  startsAt: after(now, start),
  endsAt: after(now, start + hours * hour),
});

type Query = { kind?: string; mine?: "true"; job_id?: string; organizer_id?: string; application_id?: string };

const pageOf = (client: TestClient, query: Query, page: { limit: number; cursor?: string }) =>
  client.ok(listInbox, { query, page });

async function inbox(world: World, query: Query = {}, limit = 100) {
  const recruiter = await world.as("recruiter");
  const shown = [];
  let next: { cursor?: string } = {};
  for (let pages = 0; pages < 40; pages++) {
    const page: Awaited<ReturnType<typeof pageOf>> = await pageOf(recruiter, query, { limit, ...next });
    expect(page.data.length).toBeLessThanOrEqual(limit);
    shown.push(...page.data);
    if (page.next_cursor === null) return shown;
    next = { cursor: page.next_cursor };
  }
  throw new Error("An inbox without an end.");
}

const at = (text: string): Partial<Interview> => ({
  bookingStatus: "confirmed",
  startsAt: asInstant(Date.parse(text)),
  endsAt: asInstant(Date.parse(text) + hour),
});

/** Everything a coordinator can have to see to, and beside each what they need not. */
async function busy(world: World) {
  const { berlin, kolkata, vancouver, recruiter, owner } = world.people;
  const owner1 = await world.as("owner");
  const candidate = await hasCandidate(world);
  const { application, job } = await hasApplication(world, candidate);
  const old = (days: number) => asInstant(now - days * day);
  const planned = await has(world, { createdAt: old(9), applicationId: application, jobId: job });
  const linked = await has(world, { createdAt: old(8), linkId: world.booking.link.id });
  const asked = await has(world, { createdAt: old(7), windowsAskedAt: old(7) });
  const given = await has(world, { createdAt: old(6), windowsAskedAt: old(7), windowsGivenAt: old(6) });
  await has(world, { createdAt: old(5), canceledAt: now });
  await has(world, { createdAt: old(5), audience: "many", candidateId: null });

  const no = { rsvp: "declined" as const, declineReason: "On holiday." };
  const declined = await has(world, from(2 * day), [
    { ...sits(berlin.member.id), ...no, poolId: world.booking.pool.id },
    sits(kolkata.member.id),
  ]);
  await has(world, from(-2 * day), [{ ...sits(berlin.member.id, { card: "none" }), ...no }]);

  const { booking } = await alsoPromised(world, {
    eventType: world.booking.eventTypes.one_on_one,
    hosts: [{ member: recruiter.member.id }],
    start: after(now, 3 * day),
    status: "pending",
  });
  const held = await has(world, { ...from(3 * day), bookingStatus: "pending", bookingId: booking.id });

  const late = await has(world, { ...from(-30 * hour), bookingStatus: "completed" }, [
    sits(berlin.member.id),
    sits(kolkata.member.id, { cardSubmittedAt: now }),
    { role: "observer", memberId: owner.member.id, card: "none" },
  ]);
  // Ended a day ago and an hour less: nobody is late yet.
  await has(world, { ...from(-24 * hour), bookingStatus: "completed" }, [sits(kolkata.member.id)]);

  await owner1.ok(createTimeOff, {
    body: { member_id: vancouver.member.id, first_date: "2027-11-23", last_date: "2027-11-24" },
  });
  const away = await has(world, at("2027-11-24T20:00:00Z"), [sits(vancouver.member.id)]);
  // In Vancouver it is the evening before.
  await has(world, at("2027-11-23T05:00:00Z"), [sits(vancouver.member.id)]);
  await owner1.ok(suspendMember, { param: { id: world.people.admin.member.id }, body: { reason: "Left." } });
  const left = await has(world, from(8 * day), [sits(world.people.admin.member.id)]);
  const one = await has(world, from(9 * day), [sits(kolkata.member.id)]);
  const other = await has(world, from(9 * day + hour / 2), [sits(kolkata.member.id)]);
  await has(world, from(9 * day), [{ role: "observer", memberId: kolkata.member.id, card: "none" }]);
  return { planned, linked, asked, given, declined, held, late, away, left, one, other, booking, application, job };
}

describe("the inbox of whoever coordinates", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("holds what waits, what was declined, what expires, what is late and what clashes, longest due first", async () => {
    const world = await newWorld();
    const made = await busy(world);
    const shown = await inbox(world);
    const { berlin, kolkata, vancouver, admin } = world.people;
    expect(shown.map(({ kind, interview_id, why, member_id }) => [kind, interview_id, why, member_id])).toEqual([
      ["to_schedule", made.planned.id, "planned", null],
      ["waiting_for_candidate", made.linked.id, "link_open", null],
      ["waiting_for_candidate", made.asked.id, "windows_asked", null],
      ["to_schedule", made.given.id, "windows_given", null],
      ["overdue_scorecard", made.late.id, null, berlin.member.id],
      ["declined", made.declined.id, "no_pool", berlin.member.id],
      ["expiring_hold", made.held.id, null, null],
      ["conflict", made.away.id, "away", vancouver.member.id],
      ["conflict", made.left.id, "left", admin.member.id],
      ["conflict", made.one.id, "double_booked", kolkata.member.id],
      ["conflict", made.other.id, "double_booked", kolkata.member.id],
    ]);
    const of = (kind: string) => shown.find((item) => item.kind === kind);
    expect(of("declined")).toMatchObject({ reason: "On holiday.", at: toWire(after(now, 2 * day)) });
    expect(of("expiring_hold")).toMatchObject({ booking_id: made.booking.id, expires_at: toWire(after(now, day)) });
    expect(of("overdue_scorecard")?.at).toBe(toWire(after(now, -5 * hour)));
    expect(of("to_schedule")).toMatchObject({ application_id: made.application, job_id: made.job });

    // By one and by several, every page takes up where the one before ended.
    expect(await inbox(world, {}, 1)).toEqual(shown);
    expect(await inbox(world, {}, 3)).toEqual(shown);
    for (const kind of new Set(shown.map((item) => item.kind)))
      expect(await inbox(world, { kind }, 1)).toEqual(shown.filter((item) => item.kind === kind));
    expect(await inbox(world, { mine: "true" })).toEqual(shown);
    expect(await inbox(world, { organizer_id: world.people.owner.member.id })).toEqual([]);
    expect(await inbox(world, { mine: "true", organizer_id: world.people.owner.member.id })).toEqual([]);
    expect((await inbox(world, { job_id: made.job })).map((item) => item.interview_id)).toEqual([made.planned.id]);
    expect(await inbox(world, { application_id: made.application })).toHaveLength(1);

    // Cards are late when the company says so.
    const owner = await world.as("owner");
    await owner.ok(changeHiringSettings, { body: { card_due_hours: 48 } });
    expect(await inbox(world, { kind: "overdue_scorecard" })).toEqual([]);
    // A link that is over leads nobody to a time: the word is the company's again.
    await testContext().db.run(sql`update links set revoked_at = 1 where tenant_id = ${world.tenant.id}`);
    expect((await inbox(world, { kind: "waiting_for_candidate" })).map((item) => item.interview_id)).toEqual([
      made.asked.id,
    ]);
  });

  it("is for who plans interviews, and tells of cards only who may see whose are in", async () => {
    const world = await newWorld();
    const made = await busy(world);
    await (await world.as("berlin")).refused(listInbox, {}, "permission.missing");

    const named = await (await world.as("recruiter")).ok(listInbox, { expand: "candidate,job", page: { limit: 100 } });
    expect(named.data.length).toBeGreaterThan(5);
    for (const { candidate, candidate_id, job, job_id } of named.data) {
      expect(candidate?.id ?? null).toBe(candidate_id);
      expect(candidate?.name ?? world.mark).toContain(world.mark);
      expect(job?.id ?? null).toBe(job_id);
    }
    const plannerOnly = { ...world.scope(), permissions: new Set(["interviews:read", "interviews:write"]) };
    const all = { limit: 100, descending: false, after: null };
    expect(await list(plannerOnly, {}, all, new Set(["candidate"]))).toMatchObject({
      refusal: { code: "permission.missing", permission: "candidates:read" },
    });
    const scope = { ...world.scope(), permissions: new Set(["interviews:read", "interviews:write"]) };
    const page = await list(scope, {}, { limit: 100, descending: false, after: null });
    const seen = page.ok ? page.value.rows.map(({ kind }) => kind) : [];
    expect(seen).toContain("declined");
    expect(seen).not.toContain("overdue_scorecard");
    const elsewhere = await newWorld();
    expect((await inbox(elsewhere)).some((item) => item.interview_id === made.planned.id)).toBe(false);
  });

  it("costs by the page, whatever has been", async () => {
    const world = await newWorld();
    const { db } = testContext();
    const many = Array.from({ length: 2_000 }, (_, place) => place);
    const like = await has(world, from(-20 * day), [sits(world.people.berlin.member.id, { cardSubmittedAt: now })]);
    const ids = sql`json_each(${JSON.stringify(many)})`;
    // Long over, judged, some declined; and many that wait.
    await db.run(sql`
      insert into interviews (tenant_id, id, audience, candidate_id, mode, title, time_zone, windows, metadata, created_by,
        booking_status, starts_at, ends_at, actual_start, swaps, created_at, updated_at, version)
      select i.tenant_id, 'itv_old' || value, 'one', i.candidate_id, 'video', 'Old', 'Europe/Paris', '[]', '{}', 'system',
        'completed', i.starts_at - value * 3600000, i.ends_at - value * 3600000, i.starts_at, 0, i.created_at - value, i.updated_at, 1
      from ${ids} cross join interviews i where i.tenant_id = ${world.tenant.id} and i.id = ${like.id}`);
    await db.run(sql`
      insert into participants (tenant_id, id, interview_id, role, member_id, rsvp, card, card_submitted_at, created_at, updated_at)
      select ${world.tenant.id}, 'prt_old' || value, 'itv_old' || value, 'lead', ${world.people.berlin.member.id},
        case when value % 10 = 0 then 'declined' else 'accepted' end, 'required', ${now}, ${now}, ${now} from ${ids}`);
    await db.run(sql`
      insert into interviews (tenant_id, id, audience, candidate_id, mode, title, time_zone, windows, metadata, created_by,
        swaps, created_at, updated_at, version)
      select i.tenant_id, 'itv_new' || value, 'one', i.candidate_id, 'video', 'New', 'Europe/Paris', '[]', '{}', 'system',
        0, i.created_at - value, i.updated_at, 1
      from ${ids} cross join interviews i where i.tenant_id = ${world.tenant.id} and i.id = ${like.id}`);
    const spent: number[] = [];
    let place = null;
    for (let pages = 0; pages < 3; pages++) {
      const tally = newTally();
      const scope = { ...world.scope(), db: openDatabase(bindings.DB, tally), tally };
      const page = await list(scope, {}, { limit: 20, descending: false, after: place });
      if (!page.ok) throw new Error("The inbox was refused.");
      expect(page.value.rows).toHaveLength(20);
      place = page.value.next;
      spent.push(tally.rowsRead);
    }
    console.info(
      `inbox: rows read for pages of 20 beside ${many.length} that wait and ${many.length} that are over: ${spent.join(", ")}`,
    );
    for (const rows of spent) expect(rows).toBeLessThan(200);
  });
});
