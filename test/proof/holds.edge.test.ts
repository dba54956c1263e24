// A thousand strangers hold a slot each and never come back. No limit is raised for them: they come from 200 networks, five from
// each, and hold less than a fifth of anybody's week.
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createEventType } from "#booking/event-types/contract.ts";
import { createPublicHold } from "#booking/holds/contract.ts";
import { getPublicSlots } from "#booking/slots/contract.ts";
import { asInstant, day, hour, second } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import { bindings, newWorld, type World } from "../support/world/world.ts";

const hosts = ["owner", "recruiter", "berlin", "kolkata", "vancouver"] as const;
const each = 200;
const total = hosts.length * each;
const perNetwork = 5;
const atOnce = 10;

const now = asInstant(Math.ceil(readClock() / hour) * hour);
const range = {
  starts_after: new Date(now + day).toISOString(),
  starts_before: new Date(now + 2 * day).toISOString(),
};

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

type Offer = { slug: string; member: string };

async function office(): Promise<{ world: World; offers: Offer[] }> {
  const world = await newWorld();
  await forgetHours(world);
  const owner = await world.as("owner");
  const offers: Offer[] = [];
  for (const who of hosts) {
    await keepsHours(world, who, "Mon-Sun 00:00-24:00 UTC");
    const member = world.people[who].member.id;
    const words = { slug: `chat-${who}`, title: "Chat", kind: "one_on_one" as const, durations: [5] };
    await owner.ok(createEventType, { body: { ...words, hosts: [{ member_id: member }] } });
    offers.push({ slug: words.slug, member });
  }
  return { world, offers };
}

async function tokensOf({ anonymous, tenant }: World, slug: string): Promise<string[]> {
  const { offers } = await anonymous.ok(getPublicSlots, { param: { tenant: tenant.slug, slug }, query: range });
  return (offers[0]?.slots ?? []).map(({ slot_token }) => slot_token);
}

/** How many rows there are of everything. */
async function rowsOfAll(): Promise<Record<string, number>> {
  const { DB } = bindings;
  const tables = await DB.prepare("select name from sqlite_master where type = 'table'").all<{ name: string }>();
  const names = tables.results.map(({ name }) => name).filter((name) => !/^(?:sqlite|_cf|d1)_/.test(name));
  const counts = await DB.batch<{ n: number }>(names.map((name) => DB.prepare(`select count(*) as n from "${name}"`)));
  return Object.fromEntries(names.map((name, place) => [name, counts[place]?.results[0]?.n ?? -1]));
}

/** What the making of event types has told the queue must not be taken for the work of holds. */
async function untilQuiet(): Promise<void> {
  for (let looks = 0; (await rowsOfAll())["outbox"] !== 0; looks++) {
    expect(looks).toBeLessThan(500);
    await scheduler.wait(20);
  }
}

type States = Record<string, number>;

async function statesOf({ tenant }: World, members: readonly string[]): Promise<States> {
  const all: States = {};
  for (const member of members) {
    const rows = await runInDurableObject(bindings.DIARY.getByName(`${tenant.id}:${member}`), (_, { storage }) =>
      storage.sql
        .exec<{ state: string; n: number }>("select state, count(*) as n from claims group by state")
        .toArray(),
    );
    for (const { state, n } of rows) all[state] = (all[state] ?? 0) + n;
  }
  return all;
}

/** What the Worker's own log says of each request for a hold. */
function linesOfHolds(): { status: number; d1_rows_written: number; d1_trips: number }[] {
  const lines: ReturnType<typeof linesOfHolds> = [];
  const speak = console.log;
  vi.spyOn(console, "log").mockImplementation((...words: unknown[]) => {
    const [line] = words;
    if (typeof line === "string" && line.includes('"route":"/v1/public/{tenant}/holds"')) lines.push(JSON.parse(line));
    speak(...words);
  });
  return lines;
}

it(`${total} holds that nobody comes back for are gone five seconds after their time, and D1 never hears of them`, async () => {
  const { world, offers } = await office();
  const members = offers.map(({ member }) => member);
  const wanted: string[] = [];
  for (const { slug } of offers) wanted.push(...(await tokensOf(world, slug)).slice(0, each));
  expect(wanted).toHaveLength(total);
  await untilQuiet();
  const before = await rowsOfAll();
  const lines = linesOfHolds();
  const param = { tenant: world.tenant.slug };

  const ends: number[] = [];
  for (let at = 0; at < total; at += atOnce) {
    const held = await Promise.all(
      wanted.slice(at, at + atOnce).map((slot_token, place) => {
        const network = Math.floor((at + place) / perNetwork);
        const headers = { "CF-Connecting-IP": `10.0.${network}.${1 + place}` };
        return world.anonymous.ok(createPublicHold, { param, body: { slot_token }, headers });
      }),
    );
    ends.push(...held.map(({ expires_at }) => Date.parse(expires_at)));
  }
  expect(lines.map(({ status, d1_rows_written }) => [status, d1_rows_written])).toEqual(ends.map(() => [201, 0]));
  const lapse = Math.max(...ends);
  const kept = { begun: await statesOf(world, members) };
  expect(kept.begun).toEqual({ held: total });

  // To the last moment that anybody was told, and the five seconds that nobody was told of.
  vi.setSystemTime(lapse + 5 * second - 1);
  for (const member of members) await runDurableObjectAlarm(bindings.DIARY.getByName(`${world.tenant.id}:${member}`));
  expect(await statesOf(world, members)).toEqual({ held: total });
  const [stillHeld = ""] = wanted;
  await world.anonymous.refused(createPublicHold, { param, body: { slot_token: stillHeld } }, "slot.taken");

  vi.setSystemTime(lapse + 5 * second);
  // Free as soon as anybody looks, and gone as soon as the alarm rings.
  for (const { slug } of offers) expect(await tokensOf(world, slug)).toHaveLength(day / (5 * 60 * second));
  for (const member of members) await runDurableObjectAlarm(bindings.DIARY.getByName(`${world.tenant.id}:${member}`));
  const { held = 0, prepared = 0, booked = 0, tomb = 0 } = await statesOf(world, members);
  expect({ held, prepared, booked }).toEqual({ held: 0, prepared: 0, booked: 0 });
  expect(tomb).toBeGreaterThanOrEqual(total);
  expect(await rowsOfAll()).toEqual(before);

  const trips = lines.reduce((sum, line) => sum + line.d1_trips, 0) / lines.length;
  console.info(
    `${total} holds of ${total / perNetwork} networks: gone at TTL + 5 s (${(lapse - now) / second + 5} s), not a moment before; ` +
      `D1 rows written: 0, D1 trips each: ${trips.toFixed(1)}`,
  );
});
