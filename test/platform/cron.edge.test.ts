import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { signIns } from "#identity/sign-in/tables.ts";
import { signingKeys } from "#identity/signing-keys/tables.ts";
import { asInstant, day, type Instant, minute } from "#kernel/instant.ts";
import { sendBatch } from "#platform/d1.ts";
import { decisions } from "#platform/decisions/tables.ts";
import { queueDelivery } from "#platform/deliveries/send.ts";
import { deliveries } from "#platform/deliveries/tables.ts";
import worker from "../../src/index.ts";
import { bindings, newWorld, testContext } from "../support/world/world.ts";

const { db } = testContext();

async function tickAt(now: Instant): Promise<void> {
  const execution = createExecutionContext();
  await worker.scheduled({ scheduledTime: now, cron: "* * * * *", noRetry: () => undefined }, bindings, execution);
  await waitOnExecutionContext(execution);
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe("a tick of the cron", () => {
  it("sweeps what has had its time, and nothing sooner", async () => {
    const context = testContext();
    const { now } = context;
    const signIn = (expiresAt: Instant) => ({
      id: context.newId("sign_in"),
      email: "lena@lumen.example",
      codeHash: "c",
      linkHash: "l",
      browserHash: "b",
      createdAt: now,
      expiresAt,
    });
    const answer = (id: string) => ({
      id,
      tenantId: null,
      fingerprint: "f",
      status: 201,
      body: null,
      headers: {},
      entity: null,
      at: now,
    });
    const old = signIn(now);
    const young = signIn(asInstant(now + minute));
    await db.insert(signIns).values([old, young]);
    await db.insert(decisions).values([answer("cron-1")]);

    await tickAt(asInstant(now + day));
    expect((await db.select({ id: signIns.id }).from(signIns)).map(({ id }) => id).toSorted()).toEqual(
      [old.id, young.id].toSorted(),
    );
    expect(await db.select().from(decisions).where(eq(decisions.id, "cron-1"))).toHaveLength(1);

    await tickAt(asInstant(now + day + 1));
    expect(await db.select({ id: signIns.id }).from(signIns)).toEqual([{ id: young.id }]);
    expect(await db.select().from(decisions).where(eq(decisions.id, "cron-1"))).toEqual([]);
  });

  it("makes signing keys before they are needed", async () => {
    await db.delete(signingKeys);
    await tickAt(testContext().now);
    expect(await db.select().from(signingKeys)).toHaveLength(2);
    await tickAt(asInstant(testContext().now + 31 * day));
    expect(await db.select().from(signingKeys)).toHaveLength(3);
  });

  it("sees to stragglers of the mail, and goes on when one of its duties fails", async () => {
    const world = await newWorld();
    const wanted = {
      template: "invitation",
      subjectId: world.team.id,
      recipient: `a@${world.mark}.example`,
      factId: null,
    };
    await sendBatch(db, [queueDelivery(world.scope(), wanted)]);
    vi.spyOn(bindings.FACTS, "sendBatch").mockRejectedValue(new Error("no queue"));
    await sendBatch(db, [
      db
        .update(deliveries)
        .set({ status: "sending", attempts: 1, leaseUntil: asInstant(1) })
        .where(eq(deliveries.tenantId, world.tenant.id)),
      queueDelivery(world.scope(), { ...wanted, ordinal: 2 }),
    ]);
    await tickAt(asInstant(testContext().now + minute));
    const rows = await db.select().from(deliveries).where(eq(deliveries.tenantId, world.tenant.id));
    // The subject is no invitation, so its mail has no reason: what matters is that the tick took it in hand.
    expect(rows.map(({ ordinal, status, error }) => `${ordinal} ${status} ${error}`).toSorted()).toEqual([
      "1 unknown sender_lost",
      "2 canceled no_longer_due",
    ]);
  });
});
