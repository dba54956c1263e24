import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { asInstant, minute } from "#kernel/instant.ts";
import { sendBatch } from "#platform/d1.ts";
import { type PostOffice, queueDelivery, sendDue, sendNow, type Templates } from "#platform/deliveries/send.ts";
import { loseOverdue } from "#platform/deliveries/store.ts";
import { type Delivery, deliveries } from "#platform/deliveries/tables.ts";
import { listMailbox } from "#platform/mail/mailbox.ts";
import type { Mail } from "#platform/mail/port.ts";
import { listDeliveryAttempts } from "#records/deliveries/contract.ts";
import { bindings, newWorld, send, testContext, type World } from "../support/world/world.ts";

const { db } = testContext();
const seconds = (count: number) => count * 1_000;

const officeOf = (templates: Templates): PostOffice => ({ templates, openTenant });
const hello = (to: string): Mail => ({
  to,
  subject: "Hello <there>",
  text: "Read https://interlock.example/x?a=1",
  html: "<p>Hello</p>",
});
const office = officeOf({ hello: async (_, { recipient }) => hello(recipient) });

const addressOf = (world: World) => `lena@${world.mark}.example`;
const ledger = (world: World): Promise<Delivery[]> =>
  db.select().from(deliveries).where(eq(deliveries.tenantId, world.tenant.id));

async function queue(
  world: World,
  change: { template?: string; ordinal?: number; times?: number } = {},
): Promise<void> {
  const { times = 1, ordinal = 1, template = "hello" } = change;
  const wanted = { template, subjectId: world.team.id, ordinal, recipient: addressOf(world), factId: null };
  await sendBatch(
    db,
    Array.from({ length: times }, () => queueDelivery(world.scope(), wanted)),
  );
}

/** All mails of a world that reached the mailbox, a line for each try. */
const received = async (world: World) =>
  (await listMailbox(bindings.FILES)).filter(({ to }) => to === addressOf(world));
const at = (milliseconds: number) => {
  const context = testContext();
  return { ...context, now: asInstant(context.now + milliseconds) };
};

const binding = bindings.MAIL;

/** Another binding in its place, which answers as told. */
function mailing(answer: (message: unknown) => Promise<EmailSendResult>) {
  const post = vi.fn<(message: unknown) => Promise<EmailSendResult>>(answer);
  bindings.MAIL = { send: post };
  return post;
}
const coded = (code: string) => Promise.reject(Object.assign(new Error("no"), { code }));

afterEach(async () => {
  bindings.MAIL = binding;
  // What a test left in the queue is not the next one's business.
  await db.update(deliveries).set({ status: "canceled" }).where(eq(deliveries.status, "pending"));
});

describe("deliveries", () => {
  it("one message per template, subject, ordinal and recipient, however often it is queued", async () => {
    const world = await newWorld();
    await queue(world, { times: 3 });
    await queue(world);
    await queue(world, { ordinal: 2 });
    expect((await ledger(world)).map(({ ordinal, status }) => `${ordinal} ${status}`).toSorted()).toEqual([
      "1 pending",
      "2 pending",
    ]);
  });

  it("a due delivery is written, sent through the binding, stamped and settled", async () => {
    const world = await newWorld();
    await queue(world);
    const post = mailing(async () => ({ messageId: "m-1" }));
    await sendDue(testContext(), office);
    const [delivery] = await ledger(world);
    expect(delivery).toMatchObject({
      status: "sent",
      adapter: "send_email",
      providerId: "m-1",
      attempts: 1,
      leaseUntil: null,
      version: 3,
    });
    expect(delivery?.sentAt).not.toBeNull();
    expect(post).toHaveBeenCalledOnce();
    expect(post.mock.calls[0]?.[0]).toMatchObject({
      from: { name: "Interlock", email: "no-reply@interlock.example" },
      to: addressOf(world),
      headers: { "X-Interlock-Delivery": delivery?.id },
    });
  });

  it("the local binding takes what we send", async () => {
    const world = await newWorld();
    await queue(world);
    await sendDue(testContext(), office);
    expect(await ledger(world)).toMatchObject([{ status: "sent", adapter: "send_email", error: null }]);
    expect(await received(world)).toHaveLength(1);
  });

  it("an invitation goes beside the mail, and as a part of one whole message where the binding may take such", async () => {
    const world = await newWorld();
    const text = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n";
    const inviting = officeOf({
      hello: async (_, { recipient }) => ({
        ...hello(recipient),
        calendar: { method: "REQUEST", text, filename: "invite.ics" },
      }),
    });
    const post = mailing(async () => ({ messageId: "m-1" }));
    await queue(world);
    await sendDue(testContext(), inviting);
    const type = "text/calendar; charset=utf-8; method=REQUEST";
    const attachment = { disposition: "attachment", filename: "invite.ics", type, content: btoa(text) };
    expect(post.mock.calls[0]?.[0]).toMatchObject({ to: addressOf(world), attachments: [attachment] });

    bindings.MAIL = binding;
    await queue(world, { ordinal: 2 });
    const context = testContext();
    await sendDue({ ...context, config: { ...context.config, mail: { provider: "cloudflare", raw: true } } }, inviting);
    expect((await ledger(world)).map(({ status, error }) => [status, error])).toEqual([
      ["sent", null],
      ["sent", null],
    ]);
  });

  it("of many senders at once one sends", async () => {
    const world = await newWorld();
    await queue(world);
    await Promise.all(Array.from({ length: 8 }, () => sendDue(testContext(), office)));
    expect(await received(world)).toHaveLength(1);
    expect(await ledger(world)).toMatchObject([{ status: "sent", attempts: 1 }]);
  });

  it("a test tenant's mail reaches the mailbox of a development build and nothing else", async () => {
    const world = await newWorld({ mode: "test" });
    await queue(world);
    const post = mailing(async () => ({ messageId: "m-1" }));
    await sendDue(testContext(), office);
    expect(post).not.toHaveBeenCalled();
    expect(await ledger(world)).toMatchObject([{ status: "sent", adapter: "mailbox", providerId: null }]);
    expect(await received(world)).toHaveLength(1);
  });

  it("a passing failure is tried again when its time has come, five times in all", async () => {
    const world = await newWorld();
    await queue(world);
    const post = mailing(() => coded("E_RATE_LIMIT_EXCEEDED"));
    let elapsed = 0;
    for (const wait of [0, 1, 4, 16, 64, 256]) {
      elapsed += wait * minute;
      await sendDue(at(elapsed - seconds(1)), office);
      await sendDue(at(elapsed + seconds(1)), office);
      elapsed += seconds(1);
    }
    expect(post).toHaveBeenCalledTimes(5);
    const [delivery] = await ledger(world);
    expect(delivery).toMatchObject({ status: "failed", error: "E_RATE_LIMIT_EXCEEDED", attempts: 5 });
    const owner = await world.as("owner");
    const tries = await owner.ok(listDeliveryAttempts, { param: { id: delivery?.id ?? "" } });
    expect(tries.data.map(({ attempt, outcome, error }) => [attempt, outcome, error])).toEqual(
      [1, 2, 3, 4, 5].map((attempt) => [attempt, "failed", "E_RATE_LIMIT_EXCEEDED"]),
    );
    expect(await received(world)).toEqual([]);
  });

  it("a broken connection leaves the delivery unknown, and it is not sent again", async () => {
    const world = await newWorld();
    await queue(world);
    const post = mailing(() => Promise.reject(new Error("Network connection lost")));
    await sendDue(testContext(), office);
    await sendDue(at(600 * minute), office);
    expect(post).toHaveBeenCalledOnce();
    expect(await ledger(world)).toMatchObject([{ status: "unknown", error: "connection_lost", attempts: 1 }]);
  });

  it("a sender that dies while sending leaves the delivery unknown once its lease is over; coming back late, it still knows best", async () => {
    const world = await newWorld();
    await queue(world);
    const hanging = Promise.withResolvers<EmailSendResult>();
    const called = Promise.withResolvers<undefined>();
    mailing(() => {
      called.resolve(undefined);
      return hanging.promise;
    });
    const sending = sendDue(testContext(), office);
    await called.promise;
    await loseOverdue(at(minute), []);
    expect(await ledger(world)).toMatchObject([{ status: "sending" }]);
    await loseOverdue(at(3 * minute), []);
    const [lost] = await ledger(world);
    expect(lost).toMatchObject({ status: "unknown", error: "sender_lost" });
    const owner = await world.as("owner");
    const tries = () => owner.ok(listDeliveryAttempts, { param: { id: lost?.id ?? "" } });
    expect((await tries()).data).toMatchObject([{ attempt: 1, outcome: "unknown", error: "sender_lost" }]);
    await sendDue(at(600 * minute), office);
    hanging.resolve({ messageId: "late" });
    await sending;
    expect(await ledger(world)).toMatchObject([{ status: "sent", providerId: "late", error: null, attempts: 1 }]);
    expect((await tries()).data).toMatchObject([{ attempt: 1, outcome: "sent", provider_id: "late", error: null }]);
  });

  it("what has lost its reason is not sent, and what cannot be written fails without a mail", async () => {
    const world = await newWorld();
    const post = mailing(async () => ({ messageId: "m" }));
    const templates: Templates = {
      pointless: async () => null,
      astray: async () => hello("mallory@evil.example"),
      smuggling: async (_, { recipient }) => ({ ...hello(recipient), subject: "a\r\nBcc: mallory@evil.example" }),
      broken: async () => {
        throw new Error("no text");
      },
    };
    for (const template of [...Object.keys(templates), "constructor"]) await queue(world, { template });
    await sendDue(testContext(), officeOf(templates));
    const ends = Object.fromEntries(
      (await ledger(world)).map(({ template, status, error }) => [template, `${status} ${error}`]),
    );
    expect(ends).toEqual({
      pointless: "canceled no_longer_due",
      astray: "failed recipient_differs",
      smuggling: "failed header_refused",
      broken: "pending not_written",
      constructor: "failed template_unknown",
    });
    expect(post).not.toHaveBeenCalled();
  });

  it("a mail with a secret is sent at once; the ledger says so and keeps no text, and a failure is final", async () => {
    const world = await newWorld();
    const context = testContext();
    const mail = { ...hello(addressOf(world)), text: "Your code is 123456" };
    const wanted = {
      template: "sign_in",
      subjectId: context.newId("sign_in"),
      recipient: addressOf(world),
      tenant: null,
    };
    await sendNow(context, wanted, mail);
    mailing(() => coded("E_RATE_LIMIT_EXCEEDED"));
    await sendNow(context, wanted, mail);
    const rows = await db
      .select()
      .from(deliveries)
      .where(eq(deliveries.recipient, addressOf(world)));
    expect(rows.map(({ tenantId, status }) => [tenantId, status])).toEqual([
      [null, "sent"],
      [null, "failed"],
    ]);
    expect(JSON.stringify(rows)).not.toContain("123456");
  });

  it("a tenant's mail cannot be sent from outside its scope", async () => {
    const world = await newWorld();
    const other = await newWorld();
    const wanted = {
      template: "hello",
      subjectId: world.team.id,
      recipient: addressOf(world),
      tenant: world.tenant.id,
    };
    await expect(sendNow(testContext(), wanted, hello(addressOf(world)))).rejects.toThrow("scope of that tenant");
    await expect(sendNow(other.scope(), wanted, hello(addressOf(world)))).rejects.toThrow("scope of that tenant");
    await sendNow(world.scope(), wanted, hello(addressOf(world)));
    expect(await ledger(world)).toHaveLength(1);
  });
});

const page = async (path: string) => {
  const response = await send(new Request(`http://127.0.0.1:8787${path}`));
  return { response, text: await response.text() };
};

describe("the mailbox of a development build", () => {
  it("lists mails newest first and shows each with its headers, its text and its HTML, all without scripts", async () => {
    const world = await newWorld();
    await queue(world);
    await sendDue(testContext(), office);
    await queue(world, { ordinal: 2 });
    await sendDue(at(seconds(5)), office);
    const [first, second] = (await ledger(world)).toSorted((a, b) => a.ordinal - b.ordinal);

    const list = await page("/dev/mail");
    expect(list.response.status).toBe(200);
    const positions = [second, first].map((delivery) => list.text.indexOf(`href="/dev/mail/${delivery?.id}"`));
    expect(positions.toSorted((a, b) => a - b)).toEqual(positions);
    expect(positions).not.toContain(-1);
    expect(list.text).toContain("Hello &lt;there&gt;");

    const one = await page(`/dev/mail/${first?.id}`);
    expect(one.text).toContain(addressOf(world));
    expect(one.text).toContain("X-Interlock-Delivery");
    expect(one.text).toContain('<a href="https://interlock.example/x?a=1">');
    expect(one.response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");

    const html = await page(`/dev/mail/${first?.id}/html`);
    expect(html.text).toBe("<p>Hello</p>");
    expect(html.response.headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  });

  it("says so when there is no such mail", async () => {
    const [none, nobody] = ["/dev/mail/dlv_01h455vb4pex5vsknk084sn02q", "/dev/mail/x"];
    for (const path of [none, "/dev/mail/..%2f", `${nobody}/html`, `${none}/invitation`, `${nobody}/files/0`])
      expect((await page(path)).response.status).toBe(404);
  });
});
