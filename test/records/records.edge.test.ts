import { and, eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { changeTeam, createTeam, deleteTeam } from "#identity/teams/contract.ts";
import { sendBatch } from "#platform/d1.ts";
import { queueDelivery } from "#platform/deliveries/send.ts";
import { type Delivery, deliveries } from "#platform/deliveries/tables.ts";
import type { Reaction } from "#platform/facts/reactions.ts";
import { factBodies, facts, outbox } from "#platform/facts/tables.ts";
import type { FactNote } from "#platform/scope.ts";
import { exportAuditEvents, getAuditEvent, listAuditEvents } from "#records/audit/contract.ts";
import { getDeadLetter, listDeadLetters, replayDeadLetter, resolveDeadLetter } from "#records/dead-letters/contract.ts";
import { getDelivery, listDeliveries, retryDelivery } from "#records/deliveries/contract.ts";
import { deliver, giveUp } from "../support/queue.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const { db } = testContext();

afterEach(() => {
  vi.restoreAllMocks();
});

/** Past the API, as whoever holds the database would. */
const raw = (sql: string, ...values: unknown[]) =>
  bindings.DB.prepare(sql)
    .bind(...values)
    .run();

describe("the audit trail", () => {
  it("tells who did what to what, from what to what, from where, and in which order", async () => {
    const world = await newWorld();
    const token = await world.as("owner");
    const made = await token.fetch("/v1/teams", {
      method: "POST",
      headers: { "Content-Type": "application/json", "CF-Connecting-IP": "203.0.113.9", "User-Agent": "Firefox" },
      body: JSON.stringify({ name: "Design" }),
    });
    const team = await made.json<{ id: string }>();
    await world.withKey("full").ok(changeTeam, { param: { id: team.id }, body: { name: "Product design" } });
    await token.ok(deleteTeam, { param: { id: team.id } });

    const { data } = await token.ok(listAuditEvents, {});
    expect(data.map(({ seq, type, action, actor, version }) => ({ seq, type, action, actor, version }))).toEqual([
      { seq: 3, type: "team.deleted", action: "delete", actor: world.people.owner.member.id, version: 3 },
      { seq: 2, type: "team.changed", action: "update", actor: world.keys.full.row.id, version: 2 },
      { seq: 1, type: "team.created", action: "create", actor: world.people.owner.member.id, version: 1 },
    ]);
    expect(data[1]).toMatchObject({
      entity_type: "team",
      entity_id: team.id,
      before: { name: "Design" },
      after: { name: "Product design" },
      session_id: null,
    });
    expect(data[2]).toMatchObject({
      before: null,
      ip: "203.0.113.9",
      user_agent: "Firefox",
      request_id: made.headers.get("Request-Id"),
    });
    expect(data[2]?.session_id).toMatch(/^ses_/);
    expect(await token.ok(getAuditEvent, { param: { id: data[1]?.id ?? "" } })).toEqual(data[1]);
  });

  it("is filtered by everything an event says, and pages by its sequence in either order", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const admin = await world.as("admin");
    const one = await owner.ok(createTeam, { body: { name: "One" } });
    await owner.ok(changeTeam, { param: { id: one.id }, body: { name: "Two" } });
    const two = await admin.ok(createTeam, { body: { name: "Three" } });
    const [last, middle, first] = (await owner.ok(listAuditEvents, {})).data;
    if (last === undefined || middle === undefined || first === undefined) throw new Error("three events were made");

    const seqsOf = async (query: object) => (await owner.ok(listAuditEvents, { query })).data.map(({ seq }) => seq);
    expect(await seqsOf({ actor: world.people.admin.member.id })).toEqual([3]);
    expect(await seqsOf({ actor: `${world.people.admin.member.id},${world.people.owner.member.id}` })).toEqual([
      3, 2, 1,
    ]);
    expect(await seqsOf({ action: "create" })).toEqual([3, 1]);
    expect(await seqsOf({ action: "update,delete" })).toEqual([2]);
    expect(await seqsOf({ action: "login" })).toEqual([]);
    expect(await seqsOf({ type: "team.changed" })).toEqual([2]);
    expect(await seqsOf({ entity_type: "team" })).toEqual([3, 2, 1]);
    expect(await seqsOf({ entity_type: "member" })).toEqual([]);
    expect(await seqsOf({ entity_id: one.id })).toEqual([2, 1]);
    expect(await seqsOf({ entity_id: two.id, version: "1" })).toEqual([3]);
    expect(await seqsOf({ version: "2" })).toEqual([2]);
    expect(await seqsOf({ before: "one" })).toEqual([2]);
    expect(await seqsOf({ after: "one" })).toEqual([1]);
    expect(await seqsOf({ ip: "0.0.0.0" })).toEqual([3, 2, 1]);
    expect(await seqsOf({ ip: "203.0.113.9" })).toEqual([]);
    expect(await seqsOf({ user_agent: "firefox" })).toEqual([]);
    expect(await seqsOf({ session_id: first.session_id })).toEqual([2, 1]);
    expect(await seqsOf({ request_id: last.request_id })).toEqual([3]);
    expect(await seqsOf({ at_before: first.at })).toEqual([]);
    expect(await seqsOf({ at_after: first.at })).toEqual([3, 2, 1]);

    const page = await owner.ok(listAuditEvents, { page: { limit: 2, order: "seq.asc" } });
    expect(page.data.map(({ seq }) => seq)).toEqual([1, 2]);
    const next = await owner.ok(listAuditEvents, {
      page: { limit: 2, order: "seq.asc", cursor: page.next_cursor ?? "" },
    });
    expect(next).toMatchObject({ data: [{ seq: 3 }], has_more: false });
    const back = await owner.ok(listAuditEvents, { page: { limit: 1 } });
    const further = await owner.ok(listAuditEvents, { page: { limit: 1, cursor: back.next_cursor ?? "" } });
    expect(further.data).toEqual([middle]);
    await owner.refused(
      listAuditEvents,
      { page: { limit: 1, order: "seq.asc", cursor: back.next_cursor ?? "" } },
      "cursor.invalid",
    );
    await owner.refused(listAuditEvents, { query: { actor: "nobody at all" } }, "query.invalid");
  });

  it("shows each tenant its own events only, and counts them without gaps for each", async () => {
    const [mine, other] = [await newWorld(), await newWorld()];
    for (const world of [mine, other, mine])
      await (await world.as("owner")).ok(createTeam, {
        body: { name: `Team ${testContext().newId("team").slice(-6)}` },
      });
    const owner = await mine.as("owner");
    expect((await owner.ok(listAuditEvents, {})).data.map(({ seq }) => seq)).toEqual([2, 1]);
    const [foreign] = (await (await other.as("owner")).ok(listAuditEvents, {})).data;
    await owner.refused(getAuditEvent, { param: { id: foreign?.id ?? "" } }, "audit_event.unknown");
    await (await mine.as("recruiter")).refused(listAuditEvents, {}, "permission.missing");
  });

  it("only grows: no update, no deletion, no replacement, not even around the API", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    await owner.ok(createTeam, { body: { name: "Design" } });
    const tenant = world.tenant.id;
    const before = await owner.ok(listAuditEvents, {});
    const fact = before.data[0]?.id ?? "";

    const columns =
      "tenant_id, seq, id, type, action, entity_type, entity_id, version, actor, session_id, request_id, at";
    const replaced = `INSERT OR REPLACE INTO facts (${columns}) SELECT tenant_id, seq, id, 'team.deleted', action, entity_type, entity_id, version, 'system', session_id, request_id, at FROM facts WHERE tenant_id = ?`;
    const sameSeq = `INSERT OR REPLACE INTO facts (${columns}) SELECT tenant_id, seq, 'evt_other', type, action, entity_type, entity_id, version, actor, session_id, request_id, at FROM facts WHERE tenant_id = ?`;
    const sameId = `INSERT OR REPLACE INTO facts (${columns}) SELECT tenant_id, seq + 100, id, type, action, entity_type, entity_id, version, actor, session_id, request_id, at FROM facts WHERE tenant_id = ?`;
    const upserted = `INSERT INTO facts (${columns}) SELECT ${columns} FROM facts WHERE tenant_id = ? ON CONFLICT DO UPDATE SET actor = 'system'`;
    for (const sql of [
      "UPDATE facts SET actor = 'system' WHERE tenant_id = ?",
      "UPDATE OR REPLACE facts SET seq = seq + 1 WHERE tenant_id = ?",
      "DELETE FROM facts WHERE tenant_id = ?",
      replaced,
      sameSeq,
      sameId,
      upserted,
    ]) {
      await expect(raw(sql, tenant)).rejects.toThrow(/append-only|FOREIGN KEY/);
    }
    for (const sql of [
      "UPDATE fact_bodies SET after = '{}' WHERE tenant_id = ?",
      "UPDATE fact_bodies SET ip = '203.0.113.1' WHERE tenant_id = ?",
      "UPDATE fact_bodies SET fact_id = 'evt_other' WHERE tenant_id = ?",
      "DELETE FROM fact_bodies WHERE tenant_id = ?",
      "INSERT OR REPLACE INTO fact_bodies (tenant_id, fact_id, before, after, ip, user_agent) SELECT tenant_id, fact_id, NULL, '{}', NULL, NULL FROM fact_bodies WHERE tenant_id = ?",
    ]) {
      await expect(raw(sql, tenant)).rejects.toThrow("append-only");
    }
    expect(await owner.ok(listAuditEvents, {})).toEqual(before);

    // What erasure may do: the body goes, the fact stays.
    await raw(
      "UPDATE fact_bodies SET before = NULL, after = NULL, ip = NULL, user_agent = NULL WHERE tenant_id = ? AND fact_id = ?",
      tenant,
      fact,
    );
    expect(await owner.ok(getAuditEvent, { param: { id: fact } })).toMatchObject({ seq: 1, after: null, ip: null });
  });

  it("leaves the house only as a copy that the trail itself tells of, and the next copy goes on where the last one ended", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    for (const name of ["One", "Two", "Three"]) await owner.ok(createTeam, { body: { name } });
    const first = await owner.ok(exportAuditEvents, { body: { type: "team.created", limit: 2 } });
    expect(first).toMatchObject({ events: [{ seq: 1 }, { seq: 2 }], has_more: true, last_seq: 2 });
    const second = await owner.ok(exportAuditEvents, { body: { seq_after: 2 } });
    expect(second.events.map(({ seq, type }) => [seq, type])).toEqual([
      [3, "team.created"],
      [4, "audit.exported"],
    ]);
    expect(second).toMatchObject({ has_more: false, last_seq: 4 });

    const { data } = await owner.ok(listAuditEvents, { query: { action: "export" } });
    expect(data.map(({ entity_id, actor }) => [entity_id, actor])).toEqual([
      [second.id, world.people.owner.member.id],
      [first.id, world.people.owner.member.id],
    ]);
    expect(data[1]).toMatchObject({
      before: null,
      after: { events: 2, last_seq: 2, filter: { type: ["team.created"] } },
    });
    const empty = await owner.ok(exportAuditEvents, { body: { action: "login" } });
    expect(empty).toMatchObject({ events: [], last_seq: null });
    await owner.refused(exportAuditEvents, { body: { limit: 1_001 } }, "body.invalid");
    await (await world.as("recruiter")).refused(exportAuditEvents, { body: {} }, "permission.missing");
  });

  it("keeps its words even when somebody writes thirty things at once", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    await Promise.all(Array.from({ length: 30 }, (_, at) => owner.ok(createTeam, { body: { name: `Team ${at}` } })));
    const rows = await db.select({ seq: facts.seq }).from(facts).where(eq(facts.tenantId, world.tenant.id));
    expect(rows.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, at) => at + 1));
    const bodies = await db
      .select({ id: factBodies.factId })
      .from(factBodies)
      .where(eq(factBodies.tenantId, world.tenant.id));
    expect(bodies).toHaveLength(30);
  });
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
