import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { asInstant, hour, minute } from "#kernel/instant.ts";
import { ConfigFault, configOf } from "#platform/config.ts";
import { sendBatch } from "#platform/d1.ts";
import { loseUnfinished, type PostOffice, queueDelivery, sendDue, sendNow } from "#platform/deliveries/send.ts";
import { type Delivery, deliveries, deliveryAttempts } from "#platform/deliveries/tables.ts";
import type { Mail } from "#platform/mail/port.ts";
import type { Context } from "#platform/scope.ts";
import { type Mood, provider } from "../support/provider.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const { db } = testContext();
const host = "127.0.0.1:8599";

let wording = "Hello";
const mailTo = (to: string): Mail => ({
  to,
  subject: "Grüße",
  text: wording,
  html: "<p>Hello</p>",
  fromName: 'Lumen "Robotics"',
  replyTo: "hello@lumen.example",
  calendar: {
    method: "REQUEST",
    text: "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n",
    filename: "invite.ics",
  },
});
const office: PostOffice = { templates: { hello: async (_, { recipient }) => mailTo(recipient) }, openTenant };
const addressOf = (world: World) => `lena@${world.mark}.example`;

/** As where mails go out by this provider, so much later. */
function there(later = 0): Context {
  const context = testContext();
  const origin = `http://${host}`;
  return {
    ...context,
    now: asInstant(context.now + later),
    config: { ...context.config, mail: { provider: "resend", key: "re_test", origin } },
    bindings: { ...bindings, OUTBOUND_ALLOW: "loopback", OUTBOUND_PATIENCE: "50" } as Context["bindings"],
  };
}

async function queued(mode: "live" | "test" = "live"): Promise<World> {
  const world = await newWorld({ mode });
  const wanted = { template: "hello", subjectId: world.team.id, recipient: addressOf(world), factId: null };
  await sendBatch(db, [queueDelivery(world.scope(), wanted)]);
  return world;
}

const rowOf = async (world: World): Promise<Delivery> => {
  const [row] = await db.select().from(deliveries).where(eq(deliveries.tenantId, world.tenant.id));
  if (row === undefined) throw new Error("Nothing is in the ledger.");
  return row;
};
const triesOf = async ({ id }: Delivery) => {
  const rows = await db.select().from(deliveryAttempts).where(eq(deliveryAttempts.deliveryId, id));
  return rows.map(({ outcome, error }) => `${outcome} ${error}`);
};

/** Sends again and again, each time when the next try is due. */
async function sendAll(): Promise<void> {
  for (const later of [0, 2 * minute, 7 * minute, 24 * minute, 90 * minute]) await sendDue(there(later), office);
}

afterEach(async () => {
  wording = "Hello";
  await db.update(deliveries).set({ status: "canceled" }).where(eq(deliveries.status, "pending"));
});

describe("a provider that takes keys", () => {
  it("is sent each mail whole, under the name of its delivery", async () => {
    const world = await queued();
    const { taken } = provider(host, []);
    await sendDue(there(), office);
    const row = await rowOf(world);
    const [sent] = taken.values();
    expect(row).toMatchObject({ status: "sent", adapter: "resend", providerId: sent?.id, attempts: 1 });
    expect(sent?.key).toBe(row.id);
    expect(sent?.headers.get("Authorization")).toBe("Bearer re_test");
    expect(sent?.mail).toMatchObject({
      from: String.raw`"Lumen \"Robotics\"" <no-reply@interlock.example>`,
      to: [addressOf(world)],
      reply_to: "hello@lumen.example",
      subject: "Grüße",
      headers: { "X-Interlock-Delivery": row.id, "Auto-Submitted": "auto-generated" },
      attachments: [{ filename: "invite.ics", content_type: "text/calendar; charset=utf-8; method=REQUEST" }],
    });
  });

  const doubts: Mood[][] = [["lost"], ["broken"], ["away"], ["late"], ["busy"], ["lost", "broken", "late", "away"]];
  it.each(doubts.map((moods) => [moods.join(", "), moods] as const))(
    "is sent again what is in doubt, under the same name, and takes it once: %s",
    async (_, moods) => {
      const world = await queued();
      const { taken, asked } = provider(host, moods);
      await sendAll();
      const row = await rowOf(world);
      expect(row).toMatchObject({ status: "sent", error: null, attempts: moods.length + 1 });
      expect(taken.size).toBe(1);
      expect(new Set(asked.map(({ key }) => key))).toEqual(new Set([row.id]));
      expect((await triesOf(row)).filter((line) => line.startsWith("unknown doubt_"))).toHaveLength(moods.length);
    },
  );

  it("has the mail, when it says that it knows another under this name", async () => {
    const world = await queued();
    const { taken } = provider(host, ["lost"]);
    await sendDue(there(), office);
    wording = "Hello again";
    await sendDue(there(2 * minute), office);
    expect(await rowOf(world)).toMatchObject({ status: "sent", providerId: null });
    expect([...taken.values()].map(({ mail }) => mail["text"])).toEqual(["Hello"]);
  });

  it("is not asked again for what it cannot take, and later for what it could not take now", async () => {
    const world = await queued();
    provider(host, ["unfit"]);
    await sendAll();
    expect(await rowOf(world)).toMatchObject({ status: "failed", error: "validation_error", attempts: 1 });
    const other = await queued();
    const { taken } = provider(host, ["full", "locked"]);
    await sendAll();
    expect(await rowOf(other)).toMatchObject({ status: "sent", attempts: 3 });
    expect(await triesOf(await rowOf(other))).toEqual([
      "failed rate_limit_exceeded",
      "failed invalid_api_key",
      "sent null",
    ]);
    expect(taken.size).toBe(1);
  });

  it("is asked five times at most, and no longer than it remembers; then a person decides", async () => {
    const world = await queued();
    provider(host, ["lost", "lost", "lost", "lost", "lost", "lost"]);
    await sendAll();
    expect(await rowOf(world)).toMatchObject({ status: "unknown", error: "connection_failed", attempts: 5 });
    const old = await queued();
    provider(host, ["lost"]);
    await sendDue(there(23 * hour + minute), office);
    expect(await rowOf(old)).toMatchObject({ status: "unknown", attempts: 1 });
  });

  it("gets what a sender left unfinished once more, unless nobody could write it again", async () => {
    const [world, other] = [await queued(), await queued()];
    const inHand = { status: "sending", attempts: 1, leaseUntil: asInstant(testContext().now - minute) } as const;
    await db.update(deliveries).set(inHand).where(eq(deliveries.status, "pending"));
    await db.update(deliveries).set({ template: "secret" }).where(eq(deliveries.tenantId, other.tenant.id));
    const { taken } = provider(host, []);
    await loseUnfinished(there(), Object.keys(office.templates));
    await sendDue(there(), office);
    expect(await rowOf(world)).toMatchObject({ status: "sent", attempts: 2 });
    expect(await rowOf(other)).toMatchObject({ status: "unknown", error: "sender_lost", attempts: 1 });
    expect(taken.size).toBe(1);
    // Where mails go out without keys, nothing in doubt is sent again.
    await db.update(deliveries).set(inHand).where(eq(deliveries.tenantId, world.tenant.id));
    await loseUnfinished(testContext(), Object.keys(office.templates));
    expect(await rowOf(world)).toMatchObject({ status: "unknown" });
  });

  it("is sent a secret once, whatever becomes of it", async () => {
    const world = await newWorld();
    provider(host, ["lost"]);
    const wanted = { template: "code", subjectId: world.team.id, recipient: addressOf(world), tenant: world.tenant.id };
    await sendNow({ ...world.scope(), ...there() }, wanted, mailTo(addressOf(world)));
    expect(await rowOf(world)).toMatchObject({ status: "unknown", attempts: 1 });
  });

  it("is sent nothing by a test company", async () => {
    const world = await queued("test");
    const { asked } = provider(host, []);
    await sendAll();
    expect(asked).toEqual([]);
    expect(await rowOf(world)).toMatchObject({ adapter: "mailbox" });
  });

  it("is chosen with a key of its own, or not at all", () => {
    const env = { ...bindings, MAIL_PROVIDER: "resend" };
    expect(() => configOf({ ...env })).toThrow(ConfigFault);
    expect(() => configOf({ ...env, RESEND_API_KEY: "sk_wrong" })).toThrow("RESEND_API_KEY");
    expect(configOf({ ...env, RESEND_API_KEY: "re_12345678" }).mail).toEqual({
      provider: "resend",
      key: "re_12345678",
      origin: "https://api.resend.com",
    });
    expect(configOf({ ...bindings }).mail).toEqual({ provider: "cloudflare", raw: false });
  });
});
