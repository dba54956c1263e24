// One intent has one effect and one answer, however often it is sent: at the built Worker in a process of its own. No limit is
// raised: so many API keys share the work that each stays within its 600 requests a minute.
// All of it: PROOF_KEYS=10000 npm run proof -- test/proof/node/keys.test.ts
import { rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { temporaryFolder } from "../../../scripts/local.ts";
import { type Bundle, startBundle } from "../../../scripts/start-bundle.ts";
import { type Answer, bodyOf, callsTo, pooled, untilAnswered } from "./calls.ts";
import { invitee, type Offer, offer, type Office, openOffice, tallied } from "./office.ts";
import { dice } from "./dice.ts";

/** Ten thousand take some minutes of a machine with two cores. */
const keyCount = Number(process.env["PROOF_KEYS"] ?? 600);
const seed = Number(process.env["PROOF_SEED"] ?? 20_261_120);
const parallel = 500;
const atOnce = 24;
const hostCount = 16;
/** Ten thousand at five a second. */
const patience = Math.max(300_000, keyCount * 200);
const halfHour = 1_800_000;

const folder = temporaryFolder("proof-keys");
const open = { bundle: undefined as Bundle | undefined };
let call: ReturnType<typeof callsTo>["call"];
let office: Office;
const offers: Offer[] = [];

beforeAll(async () => {
  open.bundle = await startBundle({ dist: inject("dist"), state: join(folder, "state"), seeded: true, quiet: true });
  call = callsTo(open.bundle.url).call;
  office = await openOffice(open.bundle, call, { hosts: hostCount, keys: 60 });
  for (const host of office.hosts) offers.push(await offer(call, office.keys[0], "one_on_one", [host]));
}, 120_000);

afterAll(async () => {
  await open.bundle?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const first = Math.ceil(Date.now() / (2 * halfHour)) * 2 * halfHour + 48 * 2 * halfHour;

type Words = { event_type_id: string; starts_at: string; invitee: ReturnType<typeof invitee> };

/** Nobody else wants the hour that stands at this place. */
function wordsFor(place: number, name: string): Words {
  const { id } = offers[place % hostCount] ?? { id: "" };
  const starts_at = new Date(first + Math.floor(place / hostCount) * halfHour).toISOString().replace(".000", "");
  return { event_type_id: id, starts_at, invitee: invitee(name) };
}

const credentialOf = (place: number): string => office.keys[place % office.keys.length] ?? "";

const send = (place: number, key: string, body: Words): Promise<Answer> =>
  untilAnswered(() => call("POST", "/v1/bookings", { credential: credentialOf(place), key, body }));

async function count(sql: string): Promise<number> {
  const db = await open.bundle?.mf.getD1Database("DB");
  return (await db?.prepare(`select count(*) as n from ${sql}`).first<number>("n")) ?? -1;
}

const takenHours = "reservations where active = 1";

const idOf = (answer: Answer): string => (bodyOf(answer, 201) as { id: string }).id;

/** What a key was told for its first words, and for others. */
type Told = { key: string; own: Answer[]; other: Answer[]; isRace: boolean };

describe("one intent", () => {
  it(`sent ${parallel} times at once is booked once, and answered alike byte for byte`, async () => {
    const before = await count("bookings");
    const answers = await Promise.all(Array.from({ length: parallel }, () => send(0, "one", wordsFor(0, "one"))));
    expect(tallied(answers)).toEqual({ 201: parallel });
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.map(({ headers }) => headers.etag))).toEqual(new Set(['"1"']));
    expect(await count("bookings")).toBe(before + 1);
    const [id = ""] = answers.map(idOf);
    expect(await count(`reservations where booking_id = '${id}'`)).toBe(1);
    expect(await count(`facts where entity_id = '${id}'`)).toBe(1);
    console.log(`one key, ${parallel} at once: ${parallel} × 201, all alike, 1 booking`);
  });

  it(
    `of ${keyCount} keys, sent again at once and later, with the same words and with others, has one effect`,
    async () => {
      const before = { bookings: await count("bookings"), hours: await count(takenHours) };
      const began = performance.now();
      const told = await pooled(plansBy(dice(seed)), atOnce, carriedOut);
      const took = (performance.now() - began) / 1_000;

      expect(told.flatMap(faultsOf)).toEqual([]);
      const all = told.flatMap(({ own, other }) => [...own, ...other]);
      const ids = new Set(all.filter(isMade).map(idOf));
      expect(ids.size).toBe(told.filter(({ own, other }) => [...own, ...other].some(isMade)).length);
      // And nothing was made that nobody was told of.
      expect(await count("bookings")).toBe(before.bookings + ids.size);
      expect(await count(takenHours)).toBe(before.hours + ids.size);
      const changed = told.reduce((sum, { other }) => sum + other.length, 0);
      const races = told.filter(({ isRace }) => isRace).length;
      console.log(
        `${keyCount} keys, ${all.length} requests, ${JSON.stringify(tallied(all))}: ${ids.size} bookings for as many keys; ` +
          `${changed} with other words, ${races} of them at the same time as the first; answers that differ: 0; ` +
          `${took.toFixed(1)} s, ${(all.length / took).toFixed(0)}/s (seed ${seed})`,
      );
    },
    patience,
  );
});

/** How often one key is sent: twins at once, some late, and other words under it, at once or later. */
const plansBy = (roll: (below: number) => number) =>
  Array.from({ length: keyCount }, (_, at) => ({
    key: `${seed} ${at}`,
    // Every tenth wants the hour of the one before it, and one of the two is refused, for good.
    place: 1 + (at % 10 === 9 ? at - 1 : at),
    at,
    twins: roll(2),
    late: roll(2),
    pause: roll(200),
    otherAtOnce: roll(6) === 0,
    otherLater: roll(4) === 0,
  }));

async function carriedOut(plan: ReturnType<typeof plansBy>[number]): Promise<Told> {
  const { key, place, at } = plan;
  const words = wordsFor(place, key.replace(" ", "."));
  // Other words for another host's hour: two diaries are asked under one key.
  const others = wordsFor(place + keyCount + 1, "other");
  const atFirst = Array.from({ length: 1 + plan.twins }, () => send(at, key, words));
  const racing = plan.otherAtOnce ? [send(at, key, others)] : [];
  const own = await Promise.all(atFirst);
  const other = await Promise.all(racing);
  for (let turn = 0; turn < plan.late; turn++) {
    await sleep(plan.pause);
    own.push(await send(at, key, words));
  }
  if (plan.otherLater) other.push(await send(at, key, { ...words, invitee: invitee("somebody-else") }));
  return { key, own, other, isRace: plan.otherAtOnce };
}

const isMade = ({ status }: Answer): boolean => status === 201;

const reused = ({ status, text }: Answer): boolean =>
  status === 422 && (JSON.parse(text) as { code: string }).code === "idempotency.key_reused";

/** Whoever came first has the key; the same words get the same bytes, other words are told that the key is taken. */
function faultsOf({ key, own, other, isRace }: Told): string[] {
  const [mine, theirs] = isRace && own.every(reused) ? [other, own] : [own, other];
  const kept = mine.filter((answer) => !reused(answer));
  const isDefinite = kept.every(({ status }) => status === 201 || status === 409);
  const texts = new Set(kept.map(({ status, text }) => `${status} ${text}`));
  return [
    ...(isDefinite ? [] : [`${key} was told ${kept.map(({ status }) => status).join()}`]),
    ...(texts.size === 1 ? [] : [`${key} was told ${texts.size} things: ${[...texts].join(" | ").slice(0, 600)}`]),
    ...(mine === own && own.some(reused) ? [`${key} was another's after all`] : []),
    ...theirs.filter((answer) => !reused(answer)).map(({ status }) => `other words under ${key} were told ${status}`),
  ];
}
