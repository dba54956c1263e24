import { describe, expect, it } from "vitest";
import { Webhook } from "standardwebhooks";
import { asInstant, minute } from "#kernel/instant.ts";
import { isGenuine, signedIn } from "#outreach/inbound/signature.ts";

const secret = "whsec_dGVzdC1jYWxsYmFjay1zZWNyZXQtdGVzdC1jYWxs";
const before = "whsec_dGVzdC1jYWxsYmFjay1zZWNyZXQtb25lLWJlZm9y";
const now = asInstant(Date.UTC(2026, 10, 20, 9));
const text = '{"type":"email.delivered","data":{"email_id":"x"}}';

/** As the providers' own library signs. */
const headersFor = (prefix: string, by = secret, at: number = now): Record<string, string> => ({
  [`${prefix}-id`]: "msg_1",
  [`${prefix}-timestamp`]: String(Math.floor(at / 1_000)),
  [`${prefix}-signature`]: new Webhook(by).sign("msg_1", new Date(at), text),
});

async function believed(headers: Record<string, string>, body = text): Promise<boolean> {
  const signed = signedIn((name) => headers[name], body);
  return signed !== undefined && isGenuine([secret, before], signed, now);
}

describe("a provider's signature", () => {
  it.each(["webhook", "svix"])(
    "is believed by the headers of %s, by a new secret and by the one before",
    async (prefix) => {
      expect(await believed(headersFor(prefix))).toBe(true);
      expect(await believed(headersFor(prefix, before))).toBe(true);
    },
  );

  it("may stand among others", async () => {
    const right = headersFor("svix");
    const among = { ...right, "svix-signature": `v1a,abc v1,AAAA ${right["svix-signature"]} nothing` };
    expect(await believed(among)).toBe(true);
  });

  it.each<[string, Record<string, string>]>([
    ["by another secret", headersFor("svix", "whsec_c29tZWJvZHkgZWxzZXMgc2VjcmV0IG9mIHRoZWly")],
    ["six minutes ago", headersFor("svix", secret, now - 6 * minute)],
    ["in six minutes", headersFor("svix", secret, now + 6 * minute)],
    ["at another time than it says", { ...headersFor("svix"), "svix-timestamp": String(now / 1_000 + 1) }],
    ["under another name", { ...headersFor("svix"), "svix-id": "msg_2" }],
    ["without a name", { ...headersFor("svix"), "svix-id": "" }],
    ["at no time", { ...headersFor("svix"), "svix-timestamp": "now" }],
    ["in another version", { ...headersFor("svix"), "svix-signature": "v2,abc" }],
    ["by nobody", {}],
  ])("is not believed when it was made %s", async (_, headers) => {
    expect(await believed(headers)).toBe(false);
  });

  it("is of these very bytes", async () => {
    expect(await believed(headersFor("svix"), `${text} `)).toBe(false);
  });
});
