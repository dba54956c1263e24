import { describe, expect, it, vi } from "vitest";
import { asInstant, minute } from "#kernel/instant.ts";
import { settled } from "#platform/deliveries/rules.ts";
import type { Delivery } from "#platform/deliveries/tables.ts";
import { letter } from "#platform/mail/layout.tsx";
import type { Mail } from "#platform/mail/port.ts";
import { addressed, ways } from "#platform/mail/rules.ts";
import { sendEmail } from "#platform/mail/send-email.ts";

const from = { name: "Interlock", address: "no-reply@interlock.example" };
const mail: Mail = { to: "lena@lumen.example", subject: "An invitation", text: "Hello", html: "<p>Hello</p>" };
const refusedOf = (change: Partial<Mail>) => {
  const ready = addressed({ ...mail, ...change }, from, "dlv_1");
  return "refused" in ready ? ready.refused : undefined;
};

describe("what a mail may carry", () => {
  it("every mail is stamped with its delivery and says that a machine wrote it", () => {
    expect(addressed({ ...mail, fromName: "Lumen Robotics" }, from, "dlv_1")).toEqual({
      outgoing: {
        from: { name: "Lumen Robotics", email: "no-reply@interlock.example" },
        to: "lena@lumen.example",
        replyTo: null,
        subject: "An invitation",
        text: "Hello",
        html: "<p>Hello</p>",
        headers: { "Auto-Submitted": "auto-generated", "X-Interlock-Delivery": "dlv_1" },
        attachments: [],
        calendar: null,
      },
    });
  });

  it.each(["\r", "\n", "\0", "\r\n", "\u2028", "\u0085"])(
    "no header value holds a %j, which could begin another header",
    (evil) => {
      const text = `fine${evil}Bcc: mallory@evil.example`;
      expect(refusedOf({ subject: text })).toBe("Subject");
      expect(refusedOf({ fromName: text })).toBe("From");
      expect(refusedOf({ to: `lena@lumen.example${evil}` })).toBe("To");
      expect(refusedOf({ replyTo: `${evil}lena@lumen.example` })).toBe("Reply-To");
      expect(refusedOf({ headers: { "X-Note": text } })).toBe("X-Note");
      expect(refusedOf({ headers: { [`X-Note${evil}`]: "fine" } })).toBe("not settable");
    },
  );

  it("a mail goes to one address and nobody else", () => {
    for (const to of [
      "",
      "lena",
      "lena@lumen.example, mallory@evil.example",
      "Lena <lena@lumen.example>",
      "a@b@c.example",
      "lena@ lumen.example",
    ]) {
      expect(refusedOf({ to })).toBe("To");
    }
  });

  it("names of people and companies go out in any script", () => {
    for (const name of ["Żółć & Söhne", "株式会社", "شركة المصابيح", 'The "Lamp" <Company>, Ltd.'])
      expect(refusedOf({ fromName: name, subject: name })).toBeUndefined();
  });

  it("headers that belong to the platform or to us are not set by a template", () => {
    for (const name of [
      "Message-ID",
      "message-id",
      "Date",
      "Content-Type",
      "MIME-Version",
      "Bcc",
      "Cc",
      "From",
      "To",
      "Received",
      "DKIM-Signature",
      "X-Interlock-Delivery",
      "x-interlock-delivery",
    ]) {
      expect(refusedOf({ headers: { [name]: "x" } })).toBeDefined();
    }
    for (const name of ["In-Reply-To", "References", "List-Unsubscribe", "List-Unsubscribe-Post", "X-Entity-Ref"]) {
      expect(refusedOf({ headers: { [name]: "x" } })).toBeUndefined();
    }
  });

  it("overlong and broken texts are refused before a provider sees them", () => {
    expect(refusedOf({ subject: "a".repeat(998) })).toBeUndefined();
    expect(refusedOf({ subject: "a".repeat(999) })).toBe("Subject");
    expect(refusedOf({ subject: "" })).toBe("Subject");
    expect(refusedOf({ subject: "lone \uD800" })).toBe("Subject");
    expect(refusedOf({ headers: Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`X-${at}`, "x"])) })).toBe(
      "too many",
    );
  });

  it("a test tenant's mail never leaves; a development build keeps what it sends, and no other build does", () => {
    expect(ways("live", false)).toEqual({ outside: true, mailbox: false });
    expect(ways("test", false)).toEqual({ outside: false, mailbox: false });
    expect(ways("live", true)).toEqual({ outside: true, mailbox: true });
    expect(ways("test", true)).toEqual({ outside: false, mailbox: true });
  });
});

describe("the two parts of a mail", () => {
  const said = {
    locale: "en",
    company: "Lumen <b>Robotics</b>",
    title: 'You are "invited"',
    paragraphs: ["<script>alert(1)</script>"],
    code: "123 456",
    action: { label: "Join", url: "https://interlock.example/x?a=1&b=2" },
    closing: ["Good until Friday."],
  };

  it("say the same, and nothing a person typed becomes markup", () => {
    const { text, html } = letter(said);
    expect(text).toContain("<script>alert(1)</script>");
    expect(text).toContain("https://interlock.example/x?a=1&b=2");
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(html).toContain('href="https://interlock.example/x?a=1&amp;b=2"');
    expect(html).not.toMatch(/<script|<b>|<img|<link|url\(/);
    for (const part of [text, html])
      for (const words of ["123 456", "Good until Friday.", "Join"]) expect(part).toContain(words);
  });

  it("lead only to the web, and run from right to left where the language does", () => {
    expect(() => letter({ ...said, action: { label: "x", url: "javascript:alert(1)" } })).toThrow("web address");
    expect(letter({ ...said, locale: "ar" }).html).toContain('dir="rtl"');
    expect(letter(said).html).toContain('dir="ltr"');
  });
});

const failure = (lasting: boolean) =>
  ({ outcome: "failed", adapter: "send_email", error: "E_RATE_LIMIT_EXCEEDED", lasting }) as const;

describe("what a try leaves in the ledger", () => {
  const now = asInstant(1_800_000_000_000);
  const tried = (attempts: number) => ({ attempts, dueAt: now }) as Delivery;

  it("a passing failure is tried again after 1, 4, 16 and 64 minutes, then it has failed", () => {
    const waits = [1, 2, 3, 4].map((attempts) => settled(tried(attempts), failure(false), now));
    expect(waits.map(({ status, dueAt }) => [status, (dueAt - now) / minute])).toEqual(
      [1, 4, 16, 64].map((wait) => ["pending", wait]),
    );
    expect(settled(tried(5), failure(false), now)).toMatchObject({ status: "failed", error: "E_RATE_LIMIT_EXCEEDED" });
    expect(settled(tried(7), failure(false), now)).toMatchObject({ status: "failed" });
  });

  it("a lasting failure is final at once, and a doubt is never tried again unasked", () => {
    expect(settled(tried(1), failure(true), now)).toMatchObject({ status: "failed" });
    expect(
      settled(tried(1), { outcome: "unknown", adapter: "send_email", error: "connection_lost" }, now),
    ).toMatchObject({ status: "unknown" });
  });

  it("a mail withheld in test mode says so", () => {
    expect(settled(tried(1), { outcome: "withheld" }, now)).toMatchObject({
      status: "canceled",
      error: "test_mode",
      sentAt: null,
    });
  });
});

const coded = (code: string) => Object.assign(new Error("to lena@lumen.example failed"), { code });

describe("the platform's mail binding", () => {
  const ready = addressed(mail, from, "dlv_1");
  if ("refused" in ready) throw new Error("The sample is refused.");
  const { outgoing } = ready;
  const throwing = (error: Error) =>
    sendEmail({ send: vi.fn<() => Promise<never>>().mockRejectedValue(error) }, false).send(outgoing, "dlv_1", null);

  it("is not told a reply address that there is none of, and hands its id on", async () => {
    let asked: unknown;
    const binding = {
      send: async (message: unknown) => ((asked = message), { messageId: "m-1" }),
    } as unknown as SendEmail;
    expect(await sendEmail(binding, false).send(outgoing, "dlv_1", null)).toEqual({
      outcome: "sent",
      adapter: "send_email",
      providerId: "m-1",
    });
    expect(asked).not.toHaveProperty("replyTo");
  });

  it("tells definite failures from doubts, and repeats none of their words", async () => {
    expect(await throwing(coded("E_DAILY_LIMIT_EXCEEDED"))).toEqual({
      outcome: "failed",
      adapter: "send_email",
      error: "E_DAILY_LIMIT_EXCEEDED",
      lasting: false,
    });
    expect(await throwing(coded("E_RECIPIENT_SUPPRESSED"))).toMatchObject({ outcome: "failed", lasting: true });
    expect(await throwing(coded("E_INTERNAL_SERVER_ERROR"))).toMatchObject({
      outcome: "unknown",
      error: "E_INTERNAL_SERVER_ERROR",
    });
    expect(await throwing(new Error("Network connection lost to lena@lumen.example"))).toEqual({
      outcome: "unknown",
      adapter: "send_email",
      error: "connection_lost",
    });
    expect(await throwing(coded("lena@lumen.example"))).toMatchObject({ error: "connection_lost" });
  });

  it("takes a whole MIME message only where whoever runs it says so", () => {
    expect([false, true].map((raw) => sendEmail({} as SendEmail, raw).raw)).toEqual([false, true]);
  });
});
