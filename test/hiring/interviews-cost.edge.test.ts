import { env } from "cloudflare:workers";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { book } from "#booking/bookings/actions.ts";
import { cancel, create, list, schedule } from "#hiring/interviews/actions.ts";
import type { InterviewCut, InterviewFilter } from "#hiring/interviews/search.ts";
import type { Id } from "#kernel/ids.ts";
import { asInstant, minute } from "#kernel/instant.ts";
import type { PlaceInList } from "#kernel/page.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { hasCandidate } from "../support/interviews.ts";
import { newWorld, type World } from "../support/world/world.ts";

const many = 10_000;
const limit = 25;
const now = Date.UTC(2027, 10, 19, 9);
const run = (sql: string) => env.DB.prepare(sql).run();

/** So many interviews, each with a candidate and a lead: one in ten waits for its time, one in a hundred was missed, the others are over. */
async function agenda(world: World, candidate: Id<"candidate">): Promise<void> {
  const tenant = world.tenant.id;
  const body = tenant.slice(4, 24);
  const numbers = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${many})`;
  const id = `'itv_${body}' || printf('%06d', i)`;
  await run(`${numbers} insert into interviews (tenant_id, id, audience, candidate_id, mode, title, time_zone, booking_status, starts_at,
      ends_at, actual_start, windows, metadata, created_by, created_at, updated_at)
    select '${tenant}', ${id}, 'one', iif(i % 1000 = 0, '${candidate}', null), 'video', 'Talk', 'UTC',
      iif(i % 10 = 0, null, iif(i % 100 = 1, 'no_show', 'completed')), iif(i % 10 = 0, null, i * ${minute}),
      iif(i % 10 = 0, null, (i + 1) * ${minute}), iif(i % 10 = 0, null, i * ${minute}), '[]', '{}', 'system', i, i from n`);
  const people = world.people;
  const member = `iif(i % 500 = 0 or i % 500 = 1, '${people.kolkata.member.id}', '${people.berlin.member.id}')`;
  await run(`${numbers} insert into participants (tenant_id, id, interview_id, role, member_id, rsvp, card, created_at, updated_at)
    select '${tenant}', 'prt_${body}' || printf('%06d', i), ${id}, 'lead', ${member}, 'accepted', 'required', i, i from n`);
}

/** What the page of this number is read for. */
async function costOf(world: World, filter: InterviewFilter, by: InterviewCut["by"], turn: number) {
  let after: PlaceInList | null = null;
  for (let place = 0; ; place++) {
    const scope = world.scope();
    const page = await list(scope, filter, { limit, descending: by === "created_at", after, by });
    if (!page.ok) throw new Error(page.refusal.code);
    const { rows, next } = page.value;
    if (place === turn || next === null) return { found: rows.length, read: scope.tally.rowsRead };
    after = next;
  }
}

describe("what interviews cost", () => {
  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
  afterAll(() => void vi.useRealTimers());

  it("a page of ten thousand reads rows by the page, whatever is asked, and however far", async () => {
    const world = await newWorld();
    const candidate = await hasCandidate(world);
    await agenda(world, candidate);
    const { berlin, kolkata } = world.people;
    const asked: [filter: InterviewFilter, by: InterviewCut["by"], found: number][] = [
      [{}, "created_at", limit],
      [{}, "starts_at", limit],
      [{ status: ["pending_schedule"] }, "created_at", limit],
      [{ status: ["completed"] }, "starts_at", limit],
      [{ candidate_id: [candidate] }, "created_at", 10],
      [{ member_id: [kolkata.member.id] }, "created_at", limit],
      [{ member_id: [berlin.member.id] }, "starts_at", limit],
      [{ starts_after: asInstant(5_000 * minute), starts_before: asInstant(5_010 * minute) }, "starts_at", 9],
      [{ member_id: [berlin.member.id], starts_after: asInstant(9_900 * minute) }, "starts_at", limit],
    ];
    const dear: unknown[] = [];
    for (const [filter, by, found] of asked) {
      const [first, far] = [await costOf(world, filter, by, 0), await costOf(world, filter, by, 3)];
      expect({ filter, found: first.found }).toEqual({ filter, found });
      console.info(`interviews by ${by} ${JSON.stringify(filter)}: ${first.read} rows, on the fourth page ${far.read}`);
      if (first.read > 12 * limit || far.read > 12 * limit) dear.push({ filter, by, first, far });
    }
    expect(dear).toEqual([]);
  }, 60_000);

  it("a booking is as dear as it was, and an interview's a few rows dearer for each who is in it", async () => {
    const world = await newWorld();
    await forgetHours(world);
    for (const who of ["recruiter", "berlin", "kolkata"] as const)
      await keepsHours(world, who, "Mon-Fri 09:00-17:00 Europe/Paris");
    const eventType = world.booking.eventTypes.one_on_one.id;
    const details = { guests: [], answers: [] };
    const invitee = { name: "Ada", email: "ada@guest.example", phone: null, time_zone: null, locale: null };
    const nothing = { consent: null, accommodations: null, utm: null, referrer: null };
    const plain = world.scope();
    const words = { ...time("10:00"), ...details, event_type_id: eventType, metadata: {} };
    expect((await book(plain, { ...words, invitee: { ...invitee, ...nothing } })).ok).toBe(true);

    const { interview, candidate } = await planned(world, eventType);
    const scope = world.scope();
    expect(
      (await schedule(scope, interview, { ...time("12:00"), ...details, with_member_ids: [] }, undefined)).ok,
    ).toBe(true);
    const ending = world.scope();
    expect((await cancel(ending, interview, null, undefined)).ok).toBe(true);
    const told = (name: string, { tally }: typeof scope) =>
      console.info(`${name}: ${tally.trips} trips, ${tally.rowsWritten} rows written, ${tally.rowsRead} read`);
    told("a plain booking", plain);
    told("an interview of two", scope);
    told("its cancellation", ending);
    expect(candidate).toBeDefined();
    expect({ trips: plain.tally.trips, dear: plain.tally.rowsWritten > 48 }).toEqual({ trips: 2, dear: false });
    expect({ trips: scope.tally.trips, dear: scope.tally.rowsWritten > 48 + 45 }).toEqual({ trips: 4, dear: false });
  });
});

const time = (clock: string) => ({ starts_at: asInstant(Date.parse(`2027-11-22T${clock}:00Z`)), force: false });

async function planned(world: World, eventType: Id<"event_type">) {
  const candidate = await hasCandidate(world);
  const made = await create(world.scope(), {
    audience: "one",
    candidate_id: candidate,
    application_id: null,
    job_id: null,
    stage_id: null,
    event_type_id: eventType,
    form_id: null,
    replaces_id: null,
    mode: "video",
    title: "First conversation",
    description: null,
    minutes: null,
    location: null,
    participants: [{ member_id: world.people.recruiter.member.id, role: "lead" }],
    external_id: null,
    metadata: {},
  });
  if (!made.ok) throw new Error(made.refusal.code);
  return { interview: made.value.id, candidate };
}
