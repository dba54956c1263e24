import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { changeTeam, createTeam, deleteTeam } from "#identity/teams/contract.ts";
import { factBodies, facts } from "#platform/facts/tables.ts";
import { exportAuditEvents, getAuditEvent, listAuditEvents } from "#records/audit/contract.ts";
import { bindings, newWorld, testContext } from "../support/world/world.ts";

const { db } = testContext();

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

    const names = ["tenant_id", "seq", "id", "type", "action", "entity_type", "entity_id", "version", "actor"];
    const columns = [...names, "session_id", "request_id", "at"];
    /** The facts written over themselves, but for one column. */
    const over = (changed: Record<string, string>, into = "INSERT OR REPLACE INTO") =>
      `${into} facts (${columns.join()}) SELECT ${columns.map((name) => changed[name] ?? name).join()} FROM facts WHERE tenant_id = ?`;
    const bodiesOver = `INSERT OR REPLACE INTO fact_bodies (tenant_id, fact_id, before, after, ip, user_agent)
      SELECT tenant_id, fact_id, NULL, '{}', NULL, NULL FROM fact_bodies WHERE tenant_id = ?`;
    for (const sql of [
      "UPDATE facts SET actor = 'system' WHERE tenant_id = ?",
      "UPDATE OR REPLACE facts SET seq = seq + 1 WHERE tenant_id = ?",
      "DELETE FROM facts WHERE tenant_id = ?",
      over({ type: "'team.deleted'", actor: "'system'" }),
      over({ id: "'evt_other'" }),
      over({ seq: "seq + 100" }),
      `${over({}, "INSERT INTO")} ON CONFLICT DO UPDATE SET actor = 'system'`,
      "UPDATE fact_bodies SET after = '{}' WHERE tenant_id = ?",
      "UPDATE fact_bodies SET ip = '203.0.113.1' WHERE tenant_id = ?",
      "UPDATE fact_bodies SET fact_id = 'evt_other' WHERE tenant_id = ?",
      "DELETE FROM fact_bodies WHERE tenant_id = ?",
      bodiesOver,
    ]) {
      await expect(raw(sql, tenant)).rejects.toThrow("append-only");
    }
    expect(await owner.ok(listAuditEvents, {})).toEqual(before);

    // What erasure may do: the body goes, the fact stays.
    const nothing = "before = NULL, after = NULL, ip = NULL, user_agent = NULL";
    await raw(`UPDATE fact_bodies SET ${nothing} WHERE tenant_id = ? AND fact_id = ?`, tenant, fact);
    expect(await owner.ok(getAuditEvent, { param: { id: fact } })).toMatchObject({ seq: 1, after: null, ip: null });
  });

  it("leaves the house only as a copy it tells of itself; the next copy goes on where the last one ended", async () => {
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
