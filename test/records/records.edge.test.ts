import { and, eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { createTeam } from "#identity/teams/contract.ts";
import { sendBatch } from "#platform/d1.ts";
import { queueDelivery } from "#platform/deliveries/send.ts";
import { type Delivery, deliveries } from "#platform/deliveries/tables.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import { facts, outbox } from "#platform/facts/tables.ts";
import type { FactNote } from "#platform/scope.ts";
import { listAuditEvents } from "#records/audit/contract.ts";
import { getDeadLetter, listDeadLetters, replayDeadLetter, resolveDeadLetter } from "#records/dead-letters/contract.ts";
import { getDelivery, listDeliveries, retryDelivery } from "#records/deliveries/contract.ts";
import { deliver, giveUp } from "../support/queue.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const { db } = testContext();

afterEach(() => {
  vi.restoreAllMocks();
});

/** Rows in the ledger, one for each change. */
async function ledger(world: World, ...changes: Partial<Delivery>[]): Promise<string[]> {
  const ids: string[] = [];
  for (const [at, change] of changes.entries()) {
    const scope = world.scope();
    await sendBatch(db, [
      queueDelivery(scope, {
        template: "invitation",
        subjectId: world.team.id,
        ordinal: at + 1,
        recipient: `p${at}@${world.mark}.example`,
        factId: null,
      }),
    ]);
    const ofThis = and(eq(deliveries.tenantId, world.tenant.id), eq(deliveries.ordinal, at + 1));
    const [row] = await db
      .update(deliveries)
      .set({ status: "sent", ...change })
      .where(ofThis)
      .returning({ id: deliveries.id });
    ids.push(row?.id ?? "");
  }
  return ids;
}

describe("deliveries", () => {
  it("are listed by status, template, recipient, subject and time, and read one by one", async () => {
    const world = await newWorld();
    const [first = "", second = ""] = await ledger(
      world,
      {},
      { status: "failed", template: "reminder", error: "E_DELIVERY_FAILED" },
    );
    const owner = await world.as("owner");
    const idsOf = async (query: object) => (await owner.ok(listDeliveries, { query })).data.map(({ id }) => id);
    expect((await idsOf({})).toSorted()).toEqual([first, second].toSorted());
    expect(await idsOf({ status: "failed,unknown" })).toEqual([second]);
    expect(await idsOf({ template: "invitation" })).toEqual([first]);
    expect(await idsOf({ recipient: `P0@${world.mark}.example` })).toEqual([first]);
    expect(await idsOf({ subject_id: world.team.id, status: "sent" })).toEqual([first]);
    const shown = await owner.ok(getDelivery, { param: { id: second } });
    expect(shown).toMatchObject({
      status: "failed",
      error: "E_DELIVERY_FAILED",
      recipient: `p1@${world.mark}.example`,
    });
    const { created_at: earliest } = await owner.ok(getDelivery, { param: { id: first } });
    expect(await idsOf({ created_before: earliest })).toEqual([]);
    expect(await idsOf({ created_after: earliest })).toHaveLength(2);
    const page = await owner.ok(listDeliveries, { page: { limit: 1, order: "created_at.asc" } });
    const next = await owner.ok(listDeliveries, {
      page: { limit: 1, order: "created_at.asc", cursor: page.next_cursor ?? "" },
    });
    expect([...page.data, ...next.data].map(({ id }) => id).toSorted()).toEqual([first, second].toSorted());
  });

  it("of another tenant, or of nobody's, are unknown", async () => {
    const [mine, other] = [await newWorld(), await newWorld()];
    const [foreign = ""] = await ledger(other, {});
    const [homeless = ""] = await ledger(other, {});
    await db
      .update(deliveries)
      .set({ tenantId: null })
      .where(eq(deliveries.id, homeless as Delivery["id"]));
    const owner = await mine.as("owner");
    for (const id of [foreign, homeless, testContext().newId("delivery")]) {
      await owner.refused(getDelivery, { param: { id } }, "delivery.unknown");
      await owner.refused(retryDelivery, { param: { id } }, "delivery.unknown");
    }
    expect((await owner.ok(listDeliveries, {})).data).toEqual([]);
  });

  it("that failed or are unknown are sent once more on demand, and the trail says who asked", async () => {
    const world = await newWorld();
    const [failed = "", unknown = "", sent = ""] = await ledger(
      world,
      { status: "failed", attempts: 5 },
      { status: "unknown", attempts: 1 },
      {},
    );
    const owner = await world.as("owner");
    const recruiter = await world.as("recruiter");
    await recruiter.ok(getDelivery, { param: { id: failed } });
    await recruiter.refused(retryDelivery, { param: { id: failed } }, "permission.missing");
    await owner.refused(retryDelivery, { param: { id: failed }, headers: { "If-Match": '"9"' } }, "version.conflict");
    for (const id of [failed, unknown])
      expect(await owner.ok(retryDelivery, { param: { id } })).toMatchObject({
        status: "pending",
        error: null,
        version: 2,
      });
    await owner.refused(retryDelivery, { param: { id: sent } }, "delivery.not_retryable");
    const { data } = await owner.ok(listAuditEvents, { query: { type: "delivery.retried" } });
    expect(data.map(({ entity_id, before }) => [entity_id, before?.["status"]])).toEqual([
      [unknown, "unknown"],
      [failed, "failed"],
    ]);
  });
});

const mails = (works: () => boolean): Reaction => ({
  listener: "mailing",
  on: ["team.created"],
  async react(scope, fact) {
    if (!works()) throw new TypeError("down");
    return [
      queueDelivery(scope, {
        template: "mailing",
        subjectId: fact.entityId,
        recipient: `a@${scope.tenant.slug}.example`,
        factId: fact.id,
      }),
    ];
  },
});

/** A fact that its only listener failed on until the queue gave up. */
async function buried(world: World, name: string): Promise<{ note: FactNote; id: string }> {
  const owner = await world.as("owner");
  const team = await owner.ok(createTeam, { body: { name } });
  const row = await db.select({ id: facts.id }).from(facts).where(eq(facts.entityId, team.id)).get();
  if (row === undefined) throw new Error("no fact");
  const note = { tenant: world.tenant.id, fact: row.id };
  await giveUp({ reactions: [mails(() => false)], openTenant }, [note]);
  const { data } = await owner.ok(listDeadLetters, { query: { status: "waiting" } });
  return { note, id: data.find(({ fact_id }) => fact_id === row.id)?.id ?? "" };
}

describe("dead letters", () => {
  it("are visible to those who run the account, with what failed and how", async () => {
    const world = await newWorld();
    const first = await buried(world, "One");
    const second = await buried(world, "Two");
    const owner = await world.as("owner");
    const shown = await owner.ok(getDeadLetter, { param: { id: first.id } });
    expect(shown).toMatchObject({
      fact_id: first.note.fact,
      fact_type: "team.created",
      reason: "mailing: TypeError",
      status: "waiting",
      closed_at: null,
    });
    const idsOf = async (query: object) =>
      (await owner.ok(listDeadLetters, { query })).data.map(({ id }) => id).toSorted();
    expect(await idsOf({ fact_type: "team.created", status: "waiting" })).toEqual([first.id, second.id].toSorted());
    expect(await idsOf({ fact_type: "team.deleted" })).toEqual([]);
    expect(await idsOf({ buried_before: shown.buried_at })).toEqual([]);
    expect(await idsOf({ buried_after: shown.buried_at })).toHaveLength(2);
    await (await world.as("recruiter")).refused(listDeadLetters, {}, "permission.missing");
    await (await (await newWorld()).as("owner")).refused(
      getDeadLetter,
      { param: { id: first.id } },
      "dead_letter.unknown",
    );
  });

  it("are replayed: the bell is rung, the fact is back in the outbox, its listener acts once, and the trail knows", async () => {
    const world = await newWorld();
    const { note, id } = await buried(world, "One");
    const rung: FactNote[] = [];
    vi.spyOn(bindings.FACTS, "sendBatch").mockImplementation(async (messages) => {
      rung.push(...[...messages].map(({ body }) => body));
      return {} as QueueSendBatchResponse;
    });
    const owner = await world.as("owner");
    await owner.refused(replayDeadLetter, { param: { id }, headers: { "If-Match": '"7"' } }, "version.conflict");
    expect(await owner.ok(replayDeadLetter, { param: { id } })).toMatchObject({
      status: "replayed",
      closed_by: world.people.owner.member.id,
      version: 2,
    });
    await owner.refused(replayDeadLetter, { param: { id } }, "dead_letter.closed");
    expect(rung).toContainEqual(note);
    const waiting = await db
      .select()
      .from(outbox)
      .where(and(eq(outbox.tenantId, note.tenant), eq(outbox.factId, note.fact)));
    expect(waiting).toHaveLength(1);

    const hearing = { reactions: [mails(() => true)], openTenant };
    await Promise.all([deliver(hearing, [note]), deliver(hearing, [note])]);
    expect(await db.select().from(deliveries).where(eq(deliveries.tenantId, world.tenant.id))).toHaveLength(1);
    const { data } = await owner.ok(listAuditEvents, { query: { entity_id: id } });
    expect(data).toMatchObject([
      { type: "dead_letter.replayed", actor: world.people.owner.member.id, after: { status: "replayed" } },
    ]);
  });

  it("that fail again after a replay wait again, as another letter", async () => {
    const world = await newWorld();
    const { note, id } = await buried(world, "One");
    const owner = await world.as("owner");
    await owner.ok(replayDeadLetter, { param: { id } });
    await giveUp({ reactions: [mails(() => false)], openTenant }, [note]);
    const { data } = await owner.ok(listDeadLetters, { page: { order: "buried_at.asc" } });
    expect(data.map(({ status }) => status).toSorted()).toEqual(["replayed", "waiting"]);
  });

  it("are given up, and then stay so", async () => {
    const world = await newWorld();
    const { id } = await buried(world, "One");
    const owner = await world.as("owner");
    const resolved = await owner.ok(resolveDeadLetter, { param: { id } });
    expect(resolved).toMatchObject({ status: "resolved" });
    expect(resolved.closed_at).not.toBeNull();
    await owner.refused(replayDeadLetter, { param: { id } }, "dead_letter.closed");
    await owner.refused(resolveDeadLetter, { param: { id } }, "dead_letter.closed");
    await owner.refused(
      resolveDeadLetter,
      { param: { id: testContext().newId("dead_letter") } },
      "dead_letter.unknown",
    );
    const { data } = await owner.ok(listAuditEvents, { query: { type: "dead_letter.resolved" } });
    expect(data).toHaveLength(1);
  });
});
