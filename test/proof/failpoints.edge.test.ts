// Every effect of the coordinator and of diaries, failing in every manner: lost before, lost after, late, twice.
import { runDurableObjectAlarm } from "cloudflare:test";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import {
  cancelBooking,
  createBooking,
  createPublicBooking,
  declineBooking,
  reassignBooking,
  rescheduleBooking,
} from "#booking/bookings/contract.ts";
import { occasions as coordinator } from "#booking/bookings/faults.ts";
import { diaryOf } from "#booking/diary/client.ts";
import { getDiary } from "#booking/diary/contract.ts";
import { occasions as others, own } from "#booking/diary/faults.ts";
import { askDiaries } from "#booking/diary/rounds.ts";
import { changeEventType } from "#booking/event-types/contract.ts";
import { createHold, createPublicHold, extendHold, releaseHold, releasePublicHold } from "#booking/holds/contract.ts";
import { getPublicSlots } from "#booking/slots/contract.ts";
import type { OpDef } from "#http/op.ts";
import { after, asInstant, day, hour, type Instant, minute, toWire } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { arm, type Manner, manners, type Order, unmet } from "#platform/faults.ts";
import type { Ask } from "../../src/client.ts";
import type { TestClient } from "../support/client.ts";
import { hourAsked } from "../support/diaries.ts";
import { forgetHours, keepsHours } from "../support/hours.ts";
import type { Told } from "../support/invariants.ts";
import { settle, wrongIn } from "../support/standing.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

type Named<T extends Record<string, readonly string[]>> = {
  [E in keyof T & string]: `${T[E][number]}.${E}`;
}[keyof T & string];

/** Where something can fail, as the product's own types list it. */
type Point = Named<typeof coordinator> | Named<typeof others> | `diary.${keyof typeof own}`;

const named = (table: Record<string, readonly string[]>): string[] =>
  Object.entries(table).flatMap(([effect, when]) => when.map((occasion) => `${occasion}.${effect}`));
const points = [...named(coordinator), ...named(others), ...Object.keys(own).map((effect) => `diary.${effect}`)];

const started = readClock();
/** Whatever was late has arrived by then. */
const lateness = 150;
const mostTries = 8;

/** One case: a company, a day nobody else has, and what has been told to whom. */
type Stage = {
  world: World;
  client: TestClient;
  point: Point;
  manner: Manner;
  /** Ten o'clock of that day in London. */
  ten: Instant;
  told: Told[];
};

/** What the stories read of an answer; each kind has one of the two or both. */
type Body = { id: string; hold_token: string };

type Story = (stage: Stage) => Promise<unknown>;

const ada = { name: "Ada Example", email: "ada@guest.example" };
const members = ({ world }: Stage) => Object.values(world.people).map(({ member }) => member.id);
const key = ({ point, manner }: Stage, what: string) => ({ "Idempotency-Key": `${what} ${point} ${manner}` });

/** The point fails as it must, and others so that it is come to at all. */
const failing = ({ point, manner }: Stage, ...before: readonly Order[]): void => arm(...before, { point, manner });
const lost = (point: Point): Order => ({ point, manner: "before" });

/** Asks until somebody can tell, under one key, as a client does that gets no answer. */
async function insist<const D extends OpDef>(stage: Stage, op: D, ask: Ask<D>, what: string, words?: Partial<Told>) {
  for (let tries = 1; ; tries++) {
    const answer = await stage.client.call(op, { ...ask, headers: key(stage, what) });
    // A body is what its contract says, an object.
    const body = (answer.ok ? answer.body : answer.problem) as Record<string, unknown> | null;
    stage.told.push({ key: `${what} ${stage.point} ${stage.manner}`, status: answer.status, body, ...words });
    if (answer.ok) return answer.body as unknown as Body;
    if (answer.status < 500 && answer.problem.code !== "change.raced")
      throw new Error(`${op.id} was refused: ${JSON.stringify(answer.problem)}`);
    if (tries === mostTries) throw new Error(`${op.id} is never answered: ${JSON.stringify(answer.problem)}`);
    await scheduler.wait(10);
  }
}

const timeOf = (stage: Stage, kind: keyof World["booking"]["eventTypes"], later = 0) => ({
  event_type_id: stage.world.booking.eventTypes[kind].id,
  starts_at: toWire(after(stage.ten, later * minute)),
});

const booked = (stage: Stage, kind: "collective" | "round_robin" = "collective") =>
  insist(stage, createBooking, { body: { ...timeOf(stage, kind), invitee: ada } }, "book");

const held = (stage: Stage) => insist(stage, createHold, { body: timeOf(stage, "collective") }, "hold");

/** One that strangers are offered, of the event type that one person gives. */
async function slotOf({ world, ten }: Stage): Promise<string> {
  const param = { tenant: world.tenant.slug, slug: world.booking.eventTypes.one_on_one.slug };
  const query = { starts_after: toWire(ten), starts_before: toWire(after(ten, 2 * hour)) };
  const { offers } = await world.anonymous.ok(getPublicSlots, { param, query });
  return offers[0]?.slots[0]?.slot_token ?? "";
}

const canceled = (stage: Stage, { id }: Body) => insist(stage, cancelBooking, { param: { id }, body: {} }, "cancel");

const book =
  (...before: readonly Order[]): Story =>
  async (stage) => {
    failing(stage, ...before);
    await booked(stage);
  };

const hold: Story = async (stage) => {
  failing(stage);
  await held(stage);
};

/** A stranger's, asked for again under its key when it has been given up: somebody must say that it is over. */
const holdAgain: Story = async (stage) => {
  const param = { tenant: stage.world.tenant.slug };
  const ask = { param, body: { slot_token: await slotOf(stage) }, headers: key(stage, "hold") };
  const { id, hold_token } = await stage.world.anonymous.ok(createPublicHold, ask);
  await stage.world.anonymous.ok(releasePublicHold, { param: { ...param, id }, body: { hold_token } });
  failing(stage);
  await untilHeard(() => stage.world.anonymous.call(createPublicHold, ask));
};

/** The first of two hosts has time, the second has not. */
const holdHalf: Story = async (stage) => {
  const { berlin, kolkata } = stage.world.people;
  const [, second = ""] = [berlin.member.id, kolkata.member.id].toSorted();
  const diary = diaryOf(bindings, stage.world.tenant.id, second);
  await diary.hold(hourAsked(`other ${stage.manner}`, stage.ten));
  failing(stage);
  await stage.client.refused(createHold, { body: timeOf(stage, "collective") }, "slot.taken");
};

const confirm =
  (...before: readonly Order[]): Story =>
  async (stage) => {
    const { hold_token } = await held(stage);
    failing(stage, ...before);
    await insist(stage, createBooking, { body: { hold_token, invitee: ada } }, "confirm", { confirms: true });
  };

const reschedule =
  (...before: readonly Order[]): Story =>
  async (stage) => {
    const { id } = await booked(stage);
    await scheduler.wait(20);
    failing(stage, ...before);
    const body = { starts_at: toWire(after(stage.ten, 30 * minute)) };
    await insist(stage, rescheduleBooking, { param: { id }, body }, "move");
  };

const reassign =
  (...before: readonly Order[]): Story =>
  async (stage) => {
    const { id } = await booked(stage, "round_robin");
    await scheduler.wait(20);
    failing(stage, ...before);
    await insist(stage, reassignBooking, { param: { id }, body: {} }, "reassign");
  };

const decide =
  (...before: readonly Order[]): Story =>
  async (stage) => {
    const { world, client } = stage;
    const type = world.booking.eventTypes.one_on_one;
    await client.ok(changeEventType, { param: { id: type.id }, body: { confirmation_required: true } });
    const body = { slot_token: await slotOf(stage), invitee: ada };
    const { id } = await world.anonymous.ok(createPublicBooking, { param: { tenant: world.tenant.slug }, body });
    await scheduler.wait(20);
    failing(stage, ...before);
    await insist(stage, declineBooking, { param: { id }, body: {} }, "decline");
  };

const cancel =
  (...before: readonly Order[]): Story =>
  async (stage) => {
    const made = await booked(stage);
    await scheduler.wait(20);
    failing(stage, ...before);
    await canceled(stage, made);
  };

/** What happens to a request without a key: it is made until it is answered. */
async function untilHeard(work: () => Promise<{ status: number }>): Promise<void> {
  for (let tries = 0; tries < mostTries; tries++) if ((await work()).status < 500) return;
  throw new Error("It is never answered.");
}

/** Asked by the clock: by alarms, by cron. */
async function ring(stage: Stage): Promise<void> {
  const { tenant } = stage.world;
  for (const member of members(stage)) await runDurableObjectAlarm(bindings.DIARY.getByName(`${tenant.id}:${member}`));
}

async function compare(stage: Stage): Promise<void> {
  for (const member of members(stage))
    await diaryOf(bindings, stage.world.tenant.id, member)
      .reconcile()
      .catch(() => undefined);
}

const stories: Readonly<Record<Point, Story>> = {
  "book.read": book(),
  "book.hold": book(),
  "book.prepare": book(),
  "book.commit": book(),
  "book.finalize": book(),
  "book.abort": book(lost("book.commit")),
  "book.release": book(lost("book.commit")),
  "hold.read": hold,
  "hold.hold": hold,
  "hold.abort": holdAgain,
  "hold.release": holdHalf,
  "confirm.read": confirm(),
  "confirm.prepare": confirm(),
  "confirm.commit": confirm(),
  "confirm.finalize": confirm(),
  "confirm.abort": confirm(lost("confirm.commit")),
  "confirm.release": confirm(lost("confirm.commit")),
  "reschedule.read": reschedule(),
  "reschedule.hold": reschedule(),
  "reschedule.prepare": reschedule(),
  "reschedule.commit": reschedule(),
  "reschedule.finalize": reschedule(),
  "reschedule.release": reschedule(),
  "reschedule.abort": reschedule(lost("reschedule.commit")),
  "reassign.read": reassign(),
  "reassign.hold": reassign(),
  "reassign.prepare": reassign(),
  "reassign.commit": reassign(),
  "reassign.finalize": reassign(),
  "reassign.release": reassign(),
  "reassign.abort": reassign(lost("reassign.commit")),
  "decide.read": decide(),
  "decide.change": decide(),
  "decide.release": decide(),
  "decide.abort": decide(lost("decide.change")),
  "cancel.read": cancel(),
  "cancel.change": cancel(),
  "cancel.release": cancel(),
  "cancel.abort": cancel(lost("cancel.change")),
  "clear_up.release": book(lost("book.commit")),
  async "extension.extend"(stage) {
    const { id } = await held(stage);
    failing(stage);
    await untilHeard(() => stage.client.call(extendHold, { param: { id } }));
  },
  async "give_up.release"(stage) {
    const { id } = await held(stage);
    failing(stage);
    await untilHeard(() => stage.client.call(releaseHold, { param: { id } }));
  },
  async "give_back.release"(stage) {
    const made = await booked(stage);
    failing(stage, lost("cancel.release"), lost("cancel.release"));
    await canceled(stage, made);
    await settle(stage.world);
  },
  async "slots.liveHolds"({ world, client, ten, point, manner }) {
    arm({ point, manner });
    const slug = world.booking.eventTypes.one_on_one.slug;
    const query = { starts_after: toWire(ten), starts_before: toWire(after(ten, hour)) };
    await client.ok(getPublicSlots, { param: { tenant: world.tenant.slug, slug }, query });
  },
  async "rounds.reconcile"(stage) {
    await booked(stage);
    failing(stage);
    await askDiaries(testContext());
  },
  async "operator.look"(stage) {
    await booked(stage);
    failing(stage);
    const param = { member_id: stage.world.people.berlin.member.id };
    await untilHeard(() => stage.client.call(getDiary, { param }));
  },
  async "diary.alarm"(stage) {
    arm(lost("book.finalize"), lost("book.finalize"));
    await booked(stage);
    vi.setSystemTime(readClock() + minute);
    failing(stage);
    await ring(stage);
  },
  async "diary.settled"(stage) {
    arm(lost("book.commit"), lost("book.abort"));
    const body = { ...timeOf(stage, "collective"), invitee: ada };
    await stage.client.refused(createBooking, { body }, "storage.unavailable");
    vi.setSystemTime(readClock() + minute);
    failing(stage);
    await ring(stage);
  },
  async "diary.takenSince"(stage) {
    await booked(stage);
    failing(stage);
    await compare(stage);
  },
  async "diary.givenBack"(stage) {
    const made = await booked(stage);
    arm(lost("cancel.release"), lost("cancel.release"));
    await canceled(stage, made);
    failing(stage);
    await compare(stage);
  },
};

/** The Monday after next week's, so that no notice or horizon is in the way. */
const monday = asInstant(Math.floor(started / day) * day + (14 - ((new Date(started).getUTCDay() + 6) % 7)) * day);

describe("whatever fails, and however, books and diaries keep what they promise and agree in the end", () => {
  let world: World;
  let hit = 0;

  beforeAll(() => void vi.useFakeTimers({ toFake: ["Date"], now: started }));
  afterAll(() => void vi.useRealTimers());

  beforeEach(async () => {
    vi.setSystemTime(started);
    world = await newWorld();
    await forgetHours(world);
    for (const who of ["recruiter", "berlin", "kolkata", "vancouver"] as const)
      await keepsHours(world, who, "Mon-Fri 00:00-24:00 UTC");
  });

  afterEach(() => arm());

  it.each(Object.entries(stories) as [Point, Story][])("%s", async (point, story) => {
    for (const [place, manner] of manners.entries()) {
      const ten = after(monday, place * day + 10 * hour);
      const stage: Stage = { world, client: world.withKey("full"), point, manner, ten, told: [] };
      await story(stage);
      await scheduler.wait(manner === "late" ? lateness : 20);
      expect(unmet(), `${point} ${manner} is never come by`).toEqual([]);
      // No hold is left by then.
      vi.setSystemTime(readClock() + 31 * minute);
      await settle(world);
      expect(await wrongIn(world, stage.told), `${point} ${manner}`).toEqual([]);
      hit++;
    }
  });

  it("and that is every point the product's types list, forty or more, each in four manners", () => {
    console.log(`${points.length} points, ${hit} cases`);
    expect(Object.keys(stories).toSorted()).toEqual(points.toSorted());
    expect(points.length).toBeGreaterThanOrEqual(40);
    expect(hit).toBe(points.length * manners.length);
  });
});
