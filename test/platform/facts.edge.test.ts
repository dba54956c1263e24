import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { createTeam } from "#identity/teams/contract.ts";
import { asInstant, minute } from "#kernel/instant.ts";
import { queueDelivery } from "#platform/deliveries/send.ts";
import { deliveries } from "#platform/deliveries/tables.ts";
import { isDeadQueue } from "#platform/facts/bury.ts";
import type { Hearing } from "#platform/facts/hear.ts";
import { ringAgain } from "#platform/facts/relay.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import { deadLetters, facts, inbox, outbox } from "#platform/facts/tables.ts";
import type { FactNote } from "#platform/scope.ts";
import worker from "../../src/index.ts";
import { deliver, giveUp } from "../support/queue.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const { db } = testContext();

/** Acts by writing one row: so its effects can be counted. */
const mailing = (listener: string, sabotage?: () => void): Reaction => ({
  listener,
  on: ["team.created"],
  async react(scope, fact) {
    sabotage?.();
    const recipient = `${listener}@${scope.tenant.slug}.example`;
    return [queueDelivery(scope, { template: listener, subjectId: fact.entityId, recipient, factId: fact.id })];
  },
});

const hearingOf = (...reactions: Reaction[]): Hearing => ({ reactions, openTenant });

/** A fact in the outbox whose bell was never heard. */
async function unheard(world: World, name = "Design"): Promise<FactNote> {
  const bell = vi.spyOn(bindings.FACTS, "sendBatch").mockRejectedValue(new Error("the queue is not there"));
  const owner = await world.as("owner");
  const team = await owner.ok(createTeam, { body: { name } });
  bell.mockRestore();
  const row = await db.select({ id: facts.id }).from(facts).where(eq(facts.entityId, team.id)).get();
  if (row === undefined) throw new Error("no fact");
  return { tenant: world.tenant.id, fact: row.id };
}

const outboxOf = (world: World) => db.select().from(outbox).where(eq(outbox.tenantId, world.tenant.id));
const inboxOf = (world: World) => db.select().from(inbox).where(eq(inbox.tenantId, world.tenant.id));
const effectsOf = (world: World) => db.select().from(deliveries).where(eq(deliveries.tenantId, world.tenant.id));
const lettersOf = (world: World) => db.select().from(deadLetters).where(eq(deadLetters.tenantId, world.tenant.id));

afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe("facts and those who act on them", () => {
  it("a fact nobody listens to leaves the outbox when it is heard", async () => {
    const world = await newWorld();
    const note = await unheard(world);
    expect(await outboxOf(world)).toHaveLength(1);
    expect(await deliver(hearingOf(), [note])).toEqual({ acked: ["0"], again: [] });
    expect(await outboxOf(world)).toEqual([]);
    expect(await inboxOf(world)).toEqual([]);
  });

  it("every listener acts once, though the batch comes twice, doubled and at the same time", async () => {
    const world = await newWorld();
    const note = await unheard(world);
    const hearing = hearingOf(mailing("first"), mailing("second"));
    await Promise.all(Array.from({ length: 6 }, () => deliver(hearing, [note, note])));
    await deliver(hearing, [note]);
    expect((await inboxOf(world)).map(({ listener }) => listener).toSorted()).toEqual(["first", "second"]);
    expect((await effectsOf(world)).map(({ template }) => template).toSorted()).toEqual(["first", "second"]);
    expect(await outboxOf(world)).toEqual([]);
  });

  it("a listener that fails is tried again, and the others do not act twice", async () => {
    const world = await newWorld();
    const note = await unheard(world);
    let isBroken = true;
    const fragile = mailing("fragile", () => {
      if (isBroken) throw new TypeError("the room is on fire");
    });
    const hearing = hearingOf(mailing("sturdy"), fragile);
    expect(await deliver(hearing, [note])).toEqual({ acked: [], again: ["0"] });
    expect(await outboxOf(world)).toHaveLength(1);
    expect((await effectsOf(world)).map(({ template }) => template)).toEqual(["sturdy"]);

    isBroken = false;
    expect(await deliver(hearing, [note], 2)).toEqual({ acked: ["0"], again: [] });
    expect((await effectsOf(world)).map(({ template }) => template).toSorted()).toEqual(["fragile", "sturdy"]);
    expect(await outboxOf(world)).toEqual([]);
  });

  it("a reaction's writes and its inbox row stand or fall together", async () => {
    const world = await newWorld();
    const note = await unheard(world);
    const torn: Reaction = {
      listener: "torn",
      on: ["team.created"],
      async react(scope, fact) {
        const wanted = { template: "torn", subjectId: fact.entityId, recipient: "a@torn.example", factId: fact.id };
        const broken = scope.db.insert(outbox).values({ tenantId: scope.tenant.id, factId: fact.id, dueAt: scope.now });
        return [queueDelivery(scope, wanted), broken];
      },
    };
    expect((await deliver(hearingOf(torn), [note])).again).toEqual(["0"]);
    expect(await inboxOf(world)).toEqual([]);
    expect(await effectsOf(world)).toEqual([]);
  });

  it("one bad message keeps none of its batch from being heard", async () => {
    const world = await newWorld();
    const notes = [await unheard(world, "One"), await unheard(world, "Two")];
    const stranger = { tenant: world.tenant.id, fact: testContext().newId("fact") };
    const verdict = await deliver(hearingOf(mailing("first")), [
      { some: "thing" },
      notes[0] ?? {},
      stranger,
      notes[1] ?? {},
    ]);
    expect(verdict).toEqual({ acked: ["0", "1", "3"], again: ["2"] });
    expect(await effectsOf(world)).toHaveLength(2);
  });

  it("a reaction acts for its tenant, as the system, at one moment, and keeps the request's id", async () => {
    const world = await newWorld();
    const note = await unheard(world);
    let seen: unknown;
    const nosy: Reaction = {
      listener: "nosy",
      on: ["team.created"],
      async react(scope, fact) {
        seen = { actor: scope.actor, tenant: scope.tenant.id, sameRequest: scope.requestId === fact.requestId };
        return [];
      },
    };
    await deliver(hearingOf(nosy), [note]);
    expect(seen).toEqual({ actor: { kind: "system" }, tenant: world.tenant.id, sameRequest: true });
  });

  it("the cron rings again for a fact whose bell was lost, ever later, and never for one that is fresh", async () => {
    const world = await newWorld();
    const note = await unheard(world);
    const [row] = await outboxOf(world);
    const bell = vi.spyOn(bindings.FACTS, "sendBatch").mockResolvedValue({} as QueueSendBatchResponse);
    const rungFor = () =>
      bell.mock.calls.flatMap(([messages]) => [...messages]).filter(({ body }) => body.fact === note.fact).length;
    const at = (minutes: number) => ({ ...testContext(), now: asInstant((row?.dueAt ?? 0) + minutes * minute) });

    await ringAgain(at(0.5));
    expect(rungFor()).toBe(0);
    await ringAgain(at(1));
    expect(rungFor()).toBe(1);
    // Its next turn comes a minute's grace after the minute it was put off by.
    await ringAgain(at(2.5));
    expect(rungFor()).toBe(1);
    await ringAgain(at(3));
    expect(rungFor()).toBe(2);
    expect(await outboxOf(world)).toMatchObject([{ rings: 2, dueAt: (row?.dueAt ?? 0) + 5 * minute }]);
  });

  it("what the queue gave up on is tried a last time, then waits for a person and is rung no more", async () => {
    const world = await newWorld();
    const note = await unheard(world);
    const broken = mailing("broken", () => {
      throw new RangeError(`no room for ${world.mark}`);
    });
    const hearing = hearingOf(mailing("sturdy"), broken);
    expect(await giveUp(hearing, [note, note])).toEqual({ acked: ["0", "1"], again: [] });
    const [letter, ...others] = await lettersOf(world);
    expect(others).toEqual([]);
    expect(letter).toMatchObject({ factType: "team.created", reason: "broken: RangeError", status: "waiting" });
    expect(await outboxOf(world)).toEqual([]);
    expect((await effectsOf(world)).map(({ template }) => template)).toEqual(["sturdy"]);
  });

  it("what works again at the last try is not buried", async () => {
    const world = await newWorld();
    const note = await unheard(world);
    await giveUp(hearingOf(mailing("late")), [note]);
    expect(await lettersOf(world)).toEqual([]);
    expect(await effectsOf(world)).toHaveLength(1);
    expect(await outboxOf(world)).toEqual([]);
  });

  it("the two queues are told apart by name in every environment", () => {
    for (const place of ["local", "staging", "production"]) {
      expect(isDeadQueue(`interlock-facts-dead-${place}`)).toBe(true);
      expect(isDeadQueue(`interlock-facts-${place}`)).toBe(false);
    }
  });

  it("the Worker's own doors carry a fact from commit to cron to queue to the end", async () => {
    const world = await newWorld();
    const note = await unheard(world);
    const [row] = await outboxOf(world);
    const rung: FactNote[] = [];
    vi.spyOn(bindings.FACTS, "sendBatch").mockImplementation(async (messages) => {
      rung.push(...[...messages].map(({ body }) => body));
      return {} as QueueSendBatchResponse;
    });
    const execution = { waitUntil: () => undefined } as unknown as ExecutionContext;
    const scheduledTime = (row?.dueAt ?? 0) + 2 * minute;
    await worker.scheduled({ scheduledTime, cron: "* * * * *", noRetry: () => undefined }, bindings, execution);
    expect(rung).toContainEqual(note);
    const queue = "interlock-facts-local";
    const messages = [
      { id: "0", timestamp: new Date(), attempts: 1, body: note, ack: vi.fn<() => void>(), retry: vi.fn<() => void>() },
    ];
    await worker.queue({ queue, messages } as unknown as MessageBatch, bindings, execution);
    expect(messages[0]?.ack).toHaveBeenCalledOnce();
    // What the minute's other work has told meanwhile waits for its own message.
    expect((await outboxOf(world)).map(({ factId }) => factId)).not.toContain(note.fact);
  });
});
