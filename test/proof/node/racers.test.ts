// Thousands who want the same hour, at the built Worker in a process of its own. No limit is raised for them: whoever has a key
// shares it with so few others that its 600 requests a minute suffice, and each stranger comes from a network of their own.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { temporaryFolder } from "../../../scripts/local.ts";
import { type Bundle, startBundle } from "../../../scripts/start-bundle.ts";
import { type Answer, bodyOf, callsTo, untilAnswered } from "./calls.ts";
import { hostName, invitee, type Offer, offer, type Office, openOffice, slotToken, tallied } from "./office.ts";

const racers = 2_000;
const panels = 60;
const seats = 10;
const latecomers = 490;

type Booking = { id: string; seat: number | null; hosts: { member_id: string }[] };
type Refusal = { code: string; clash?: string; alternatives?: { starts_at: string }[]; retry?: string };

const folder = temporaryFolder("proof-racers");
const open = { bundle: undefined as Bundle | undefined, hangUp: () => undefined as void };
let call: ReturnType<typeof callsTo>["call"];
let office: Office;

beforeAll(async () => {
  open.bundle = await startBundle({ dist: inject("dist"), state: join(folder, "state"), seeded: true, quiet: true });
  const calls = callsTo(open.bundle.url);
  call = calls.call;
  open.hangUp = calls.hangUp;
  office = await openOffice(open.bundle, call, { hosts: 14, keys: 40 });
}, 120_000);

afterAll(async () => {
  open.hangUp();
  await open.bundle?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const keyOf = (racer: number): string => office.keys[racer % office.keys.length] ?? "";
const networkOf = (racer: number): string => `10.${racer >> 8}.${racer & 255}.7`;

/** A full hour of the day after tomorrow: free, and with free hours all round. */
const hour = 3_600_000;
const start = new Date(Math.ceil(Date.now() / hour) * hour + 48 * hour).toISOString().replace(".000", "");

const byStaff = (racer: number, { id }: Offer): Promise<Answer> =>
  call("POST", "/v1/bookings", {
    credential: keyOf(racer),
    key: `${id} ${racer}`,
    body: { event_type_id: id, starts_at: start, invitee: invitee(racer) },
  });

const byStranger = (racer: number, { id }: Offer, token: string): Promise<Answer> =>
  call("POST", `/v1/public/${office.slug}/bookings`, {
    network: networkOf(racer),
    key: `${id} ${racer}`,
    body: { slot_token: token, invitee: invitee(racer) },
  });

async function race(
  run: (racer: number) => Promise<Answer>,
  count: number,
): Promise<{ answers: Answer[]; took: string }> {
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: count }, (_, racer) => untilAnswered(() => run(racer))));
  return { answers, took: `${((performance.now() - began) / 1_000).toFixed(1)} s` };
}

/** Of what kind the obstacle was, other times, and nobody's name or number. */
function clashesOf(answers: readonly Answer[]): Record<string, number> {
  const clashes: Record<string, number> = {};
  for (const answer of answers.filter(({ status }) => status === 409)) {
    const { code, clash = "", alternatives = [], retry } = bodyOf(answer, 409) as Refusal;
    expect({ code, retry }).toEqual({ code: "slot.taken", retry: "new-key" });
    expect(alternatives.length).toBeGreaterThan(0);
    expect(alternatives.map((other) => other.starts_at)).not.toContain(start);
    expect(answer.text).not.toContain(hostName);
    expect(answer.text).not.toMatch(/mem_|@/);
    clashes[clash] = (clashes[clash] ?? 0) + 1;
  }
  return clashes;
}

async function takenAtStart(
  hosts: readonly string[],
): Promise<{ member: string; booking: string; seat: number | null }[]> {
  const db = await open.bundle?.mf.getD1Database("DB");
  const found = await db
    ?.prepare(
      `select member_id as member, booking_id as booking, seat_no as seat from reservations
      where active = 1 and starts_at = ? and member_id in (select value from json_each(?)) order by seat, member`,
    )
    .bind(Date.parse(start), JSON.stringify(hosts))
    .all<{ member: string; booking: string; seat: number | null }>();
  return found?.results ?? [];
}

const won = (answers: readonly Answer[]): Booking[] =>
  answers.filter(({ status }) => status === 201).map((answer) => bodyOf(answer, 201) as Booking);

describe("of all who want one hour", () => {
  it(`exactly one of ${racers} gets it, and each of the others is told why not, and when else`, async () => {
    const [host = ""] = office.hosts;
    const one = await offer(call, keyOf(0), "one_on_one", [host]);
    const token = await slotToken(call, office, one, start);
    const { answers, took } = await race(
      (racer) => (racer % 2 === 0 ? byStaff(racer, one) : byStranger(racer, one, token)),
      racers,
    );
    expect(tallied(answers)).toEqual({ 201: 1, 409: racers - 1 });
    const clashes = clashesOf(answers);
    expect(Object.keys(clashes).filter((clash) => clash !== "meeting" && clash !== "hold")).toEqual([]);
    expect(await takenAtStart([host])).toEqual([{ member: host, booking: won(answers)[0]?.id, seat: null }]);
    console.log(`${racers} for one slot: 1 × 201, ${racers - 1} × 409 (${JSON.stringify(clashes)}), 0 × 5xx, ${took}`);
  });

  it(`of ${racers} with panels of 3 to 6 that overlap, those win who share nobody, each with all of their people`, async () => {
    const hosts = office.hosts.slice(1, 13);
    const casts = Array.from({ length: panels }, (_, panel) => shuffled(hosts, panel).slice(0, 3 + (panel % 4)));
    const offers: { panel: Offer; cast: string[] }[] = [];
    for (const cast of casts) offers.push({ panel: await offer(call, keyOf(1), "collective", cast), cast });
    const { answers, took } = await race((racer) => {
      const wanted = offers[racer % panels];
      if (wanted === undefined) throw new Error("There are so many panels.");
      return byStaff(racer, wanted.panel);
    }, racers);
    const winners = won(answers);
    expect(tallied(answers)).toEqual({ 201: winners.length, 409: racers - winners.length });
    expect(winners.length).toBeGreaterThanOrEqual(1);
    const clashes = clashesOf(answers);
    const theirs = winners.flatMap(({ id, hosts: came }) =>
      came.map(({ member_id }) => ({ member: member_id, booking: id })),
    );
    expect(new Set(theirs.map(({ member }) => member)).size).toBe(theirs.length);
    const sizes = winners.map((winner) => winner.hosts.length).toSorted((a, b) => a - b);
    expect(sizes.filter((size) => size < 3 || size > 6)).toEqual([]);
    // Nobody's hour is taken but those of winners, and of each winner all.
    const taken = (await takenAtStart(hosts)).map(({ member, booking }) => `${member} ${booking}`);
    expect(taken.toSorted()).toEqual(theirs.map(({ member, booking }) => `${member} ${booking}`).toSorted());
    const busy = new Set(theirs.map(({ member }) => member));
    const left = casts.filter((cast) => cast.every((host) => !busy.has(host))).length;
    console.log(
      `${racers} for ${panels} overlapping panels: ${winners.length} disjoint winners of ${sizes.join(", ")}, 0 partial, ` +
        `${left} panels could still have met, ${JSON.stringify(clashes)}, 0 × 5xx, ${took}`,
    );
  });

  it(`of ${seats + latecomers} for a group of ${seats}, the seats 1 to ${seats} are given once each`, async () => {
    const host = office.hosts[13] ?? "";
    const group = await offer(call, keyOf(2), "group", [host], { capacity: seats });
    const token = await slotToken(call, office, group, start);
    const { answers, took } = await race((racer) => byStranger(racer, group, token), seats + latecomers);
    expect(tallied(answers)).toEqual({ 201: seats, 409: latecomers });
    expect(clashesOf(answers)).toEqual({ full: latecomers });
    const taken = await takenAtStart([host]);
    expect(taken.map(({ seat }) => seat)).toEqual(Array.from({ length: seats }, (_, place) => place + 1));
    expect(new Set(taken.map(({ booking }) => booking)).size).toBe(seats);
    console.log(`${seats + latecomers} for ${seats} seats: seats 1 to ${seats}, ${latecomers} × 409, 0 × 5xx, ${took}`);
  });
});

/** The same each time: a race is repeated with the same casts. */
function shuffled(list: readonly string[], seed: number): string[] {
  let state = seed * 2_654_435_761 + 1;
  const draw = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
  const left = [...list];
  return list.map(() => left.splice(draw(left.length), 1)[0] ?? "");
}
