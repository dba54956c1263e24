import { eq } from "drizzle-orm";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { problems, type RefusalCode } from "../../src/problems.ts";
import { tick } from "../../src/cron.ts";
import type { Id } from "#kernel/ids.ts";
import { after, day, minute } from "#kernel/instant.ts";
import { inboundEvents } from "#outreach/inbound/tables.ts";
import { createSuppression, listSuppressions } from "#outreach/suppressions/contract.ts";
import { deliveries } from "#platform/deliveries/tables.ts";
import { getDelivery } from "#records/deliveries/contract.ts";
import { makeObject } from "../support/objects.ts";
import { testSecrets } from "../support/secrets.ts";
import { bindings, newWorld, send, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

const [secret = "", older = ""] = testSecrets.MAIL_CALLBACK_SECRET.split(" ");
let told = 0;

type Telling = { id?: string; by?: string; provider?: string; change?: (text: string) => string };

/** As the provider tells it: signed with its own library. */
async function tell(said: object, { id = `msg_${told++}`, by = secret, provider = "resend", change }: Telling = {}) {
  const text = JSON.stringify(said);
  const at = new Date();
  const headers = {
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "svix-signature": new Webhook(by).sign(id, at, text),
    "Content-Type": "application/json",
  };
  const url = `${bindings.PUBLIC_ORIGIN}/v1/inbound/mail/${provider}`;
  const answer = await send(new Request(url, { method: "POST", headers, body: change?.(text) ?? text }));
  const body = await answer.text();
  if (body === "") return String(answer.status);
  const { code } = JSON.parse(body) as { code: RefusalCode };
  expect(answer.status).toBe(problems[code].status);
  return code;
}

/** A mail of this company's that went out, and its provider's name for it. */
async function sent(world: World): Promise<{ id: Id<"delivery">; mail: string; to: string }> {
  const id = (await makeObject.delivery?.(world, "present")) as Id<"delivery">;
  const mail = `mail-${id}`;
  const rows = await testContext()
    .db.update(deliveries)
    .set({ status: "sent", adapter: "resend", providerId: mail, sentAt: testContext().now })
    .where(eq(deliveries.id, id))
    .returning();
  return { id, mail, to: rows[0]?.recipient.toLowerCase() ?? "" };
}

const bounce = (mail: string, type = "Permanent") => ({
  type: "email.bounced",
  created_at: "2026-11-20T08:59:00.000Z",
  data: { email_id: mail, to: ["x@guest.example"], bounce: { type, subType: "General", message: "No such user" } },
});
const complaint = (mail: string) => ({ type: "email.complained", data: { email_id: mail } });

const kept = (id: string) =>
  testContext().db.select().from(inboundEvents).where(eq(inboundEvents.externalId, id)).get();
const listOf = async (world: World) => (await (await world.as("owner")).ok(listSuppressions, {})).data;
const deliveryOf = async (world: World, id: string) => (await world.as("owner")).ok(getDelivery, { param: { id } });

describe("what a mail provider tells", () => {
  it("of a mail that came back is noted on it, and its address is not written to again", async () => {
    const world = await newWorld();
    const { id, mail, to } = await sent(world);
    expect(await tell(bounce(mail), { id: "msg_back" })).toBe("204");
    expect(await deliveryOf(world, id)).toMatchObject({ status: "failed", error: "bounced" });
    expect(await listOf(world)).toMatchObject([
      { email: to, category: "all", reason: "bounce", note: "No such user", delivery_id: id, created_by: "system" },
    ]);
    expect(await kept("msg_back")).toMatchObject({ type: "email.bounced", outcome: "noted", deliveryId: id });
  });

  it("of a complaint leaves the mail sent, and ends what nobody asked for", async () => {
    const world = await newWorld();
    const { id, mail } = await sent(world);
    expect(await tell(complaint(mail), { by: older })).toBe("204");
    expect(await deliveryOf(world, id)).toMatchObject({ status: "sent", error: "complained" });
    expect(await listOf(world)).toMatchObject([{ reason: "complaint" }]);
  });

  it("many times counts once, and the first telling is the one that is kept", async () => {
    const world = await newWorld();
    const { id, mail } = await sent(world);
    await (await world.as("owner")).ok(createSuppression, { body: { email: "someone@guest.example" } });
    for (let times = 0; times < 3; times++) expect(await tell(bounce(mail), { id: "msg_again" })).toBe("204");
    expect(await tell(complaint(mail), { id: "msg_again" })).toBe("204");
    expect(await listOf(world)).toHaveLength(2);
    expect(await deliveryOf(world, id)).toMatchObject({ error: "bounced", version: 2 });
    expect(JSON.parse((await kept("msg_again"))?.payload ?? "")).toEqual(bounce(mail));
  });

  it("is acted upon when it comes again after the first try broke off", async () => {
    const world = await newWorld();
    const { id, mail } = await sent(world);
    await tell(bounce(mail), { id: "msg_broken" });
    // As if we had died between the list and the note.
    const { db } = testContext();
    await db.update(deliveries).set({ status: "sent", error: null }).where(eq(deliveries.id, id));
    await db
      .update(inboundEvents)
      .set({ processedAt: null, outcome: null, deliveryId: null })
      .where(eq(inboundEvents.externalId, "msg_broken"));
    expect(await tell(bounce(mail), { id: "msg_broken" })).toBe("204");
    expect(await deliveryOf(world, id)).toMatchObject({ status: "failed", error: "bounced" });
    expect(await listOf(world)).toHaveLength(1);
  });

  it("of a full mailbox, of an arrival or of a mail that is none of ours changes nothing, and is kept", async () => {
    const world = await newWorld();
    const { id, mail } = await sent(world);
    expect(await tell(bounce(mail, "Transient"), { id: "msg_full" })).toBe("204");
    expect(await tell({ type: "email.delivered", data: { email_id: mail } }, { id: "msg_arrived" })).toBe("204");
    expect(await tell(bounce("nobody's"), { id: "msg_none" })).toBe("204");
    expect(await tell({ type: "email.opened", data: { email_id: mail } }, { id: "msg_opened" })).toBe("204");
    expect(await tell(["nonsense"], { id: "msg_nonsense" })).toBe("204");
    expect(await deliveryOf(world, id)).toMatchObject({ status: "sent", error: null });
    expect(await listOf(world)).toEqual([]);
    const outcomes = await Promise.all(["full", "arrived", "none", "opened", "nonsense"].map((n) => kept(`msg_${n}`)));
    expect(outcomes.map((event) => event?.outcome)).toEqual(["noted", "noted", "ignored", "ignored", "ignored"]);
  });

  it("of a sign-in mail is noted, and is on nobody's list", async () => {
    const world = await newWorld();
    const { id, mail } = await sent(world);
    const { db } = testContext();
    await db.update(deliveries).set({ tenantId: null }).where(eq(deliveries.id, id));
    expect(await tell(bounce(mail))).toBe("204");
    const row = await db.select().from(deliveries).where(eq(deliveries.id, id)).get();
    expect(row).toMatchObject({ status: "failed", error: "bounced" });
    expect(await listOf(world)).toEqual([]);
  });

  it("is believed only with our secret, and then only what was signed", async () => {
    const world = await newWorld();
    const { mail } = await sent(world);
    const invalid = "inbound.signature_invalid";
    expect(await tell(bounce(mail), { id: "msg_forged", by: "whsec_c29tZWJvZHkgZWxzZXMgc2VjcmV0IG9mIHRoZWly" })).toBe(
      invalid,
    );
    expect(await tell(bounce(mail), { id: "msg_forged", change: (text) => `${text} ` })).toBe(invalid);
    expect(await tell(bounce(mail), { id: "msg_forged", provider: "nobody" })).toBe("inbound.provider_unknown");
    const unsigned = await send(
      new Request(`${bindings.PUBLIC_ORIGIN}/v1/inbound/mail/resend`, { method: "POST", body: "{}" }),
    );
    expect(unsigned.status).toBe(401);
    expect(await kept("msg_forged")).toBeUndefined();
    expect(await listOf(world)).toEqual([]);
  });

  it("is kept for thirty days", async () => {
    await tell(bounce("nobody's"), { id: "msg_old" });
    vi.setSystemTime(after(testContext().now, 30 * day));
    await tick(testContext());
    expect(await kept("msg_old")).toBeDefined();
    vi.setSystemTime(after(testContext().now, minute));
    await tick(testContext());
    expect(await kept("msg_old")).toBeUndefined();
  });
});
