import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openTenant } from "#identity/gate/open-tenant.ts";
import { replaceNotificationPreferences } from "#outreach/notifications/contract.ts";
import { createBooking } from "#booking/bookings/contract.ts";
import { suppressed, wayOut } from "#outreach/suppressions/actions.ts";
import {
  createSuppression,
  deleteSuppression,
  getSuppression,
  listSuppressions,
} from "#outreach/suppressions/contract.ts";
import { keepsBack } from "#outreach/suppressions/rules.ts";
import { deliveries } from "#platform/deliveries/tables.ts";
import { sendDue } from "#platform/deliveries/send.ts";
import { office } from "../../src/facts.ts";
import { invitee, whenever } from "../support/bodies.ts";
import { hearAll } from "../support/webhooks.ts";
import { bindings, newWorld, send, testContext, type World } from "../support/world/world.ts";

const now = Date.UTC(2026, 10, 20, 9);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

async function officeOf({ tenant }: World) {
  const scope = await openTenant(testContext(), tenant.id);
  if (scope === undefined) throw new Error("There is no such company.");
  return scope;
}

/** The address by which somebody leaves a company's reminders. */
async function wayOutOf(world: World, email: string): Promise<string> {
  const way = await wayOut(await officeOf(world), email, "reminder");
  if (way === null) throw new Error("There is no way out.");
  return way.url;
}

const oneClick = (
  url: string,
  body: BodyInit = "List-Unsubscribe=One-Click",
  type = "application/x-www-form-urlencoded",
) => send(new Request(url, { method: "POST", body, headers: { "Content-Type": type } }));

describe("suppressions", () => {
  it("are added by staff, found, and taken away again", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const made = await owner.ok(createSuppression, { body: { email: "Petr@Guest.example", note: "By phone" } });
    expect(made).toMatchObject({ email: "petr@guest.example", category: "all", reason: "manual", version: 1 });
    const param = { id: made.id };
    expect(await owner.ok(getSuppression, { param })).toEqual(made);
    await owner.refused(createSuppression, { body: { email: "petr@guest.example" } }, "suppression.exists");
    await owner.ok(createSuppression, {
      body: { email: "petr@guest.example", category: "digest", reason: "unsubscribe" },
    });

    const found = async (query: object) => (await owner.ok(listSuppressions, { query })).data.length;
    expect(await found({ email: "PETR@guest.example" })).toBe(2);
    expect(await found({ reason: "unsubscribe,bounce" })).toBe(1);
    expect(await found({ category: "all", email: "nobody@guest.example" })).toBe(0);
    await owner.refused(deleteSuppression, { param, headers: { "If-Match": '"2"' } }, "version.conflict");
    await owner.ok(deleteSuppression, { param, headers: { "If-Match": '"1"' } });
    await owner.refused(getSuppression, { param }, "suppression.unknown");
    expect(await found({})).toBe(1);
  });

  it.each([
    ["all", "unsubscribe", "reminder", true],
    ["all", "unsubscribe", "booking", false],
    ["reminder", "unsubscribe", "reminder", true],
    ["reminder", "unsubscribe", "digest", false],
    ["all", "complaint", "digest", true],
    ["all", "complaint", "security", false],
    ["all", "bounce", "booking", true],
    ["all", "manual", "request", true],
    ["reminder", "manual", "booking", false],
  ] as const)("of %s by %s keep back mails about %s: %s", (category, reason, about, kept) => {
    expect(keepsBack({ category, reason }, about)).toBe(kept);
  });

  it("keep letters from going out, and those that were asked for only where nothing can arrive", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    await owner.ok(createSuppression, { body: { email: invitee.email, reason: "unsubscribe" } });
    await owner.ok(createSuppression, { body: { email: "grace@guest.example", reason: "bounce" } });
    // Nor does a host get what they have said they do not want.
    await (await world.as("recruiter")).ok(replaceNotificationPreferences, {
      body: { choices: { booking: { mail: false } } },
    });
    const statusOf = async (recipient: string) => {
      await hearAll(world);
      await sendDue(testContext(), office);
      const rows = await testContext()
        .db.select()
        .from(deliveries)
        .where(and(eq(deliveries.tenantId, world.tenant.id), eq(deliveries.recipient, recipient)));
      return rows.map(({ status }) => status);
    };
    await owner.ok(createBooking, { body: { ...whenever(world), invitee } });
    expect(await statusOf(invitee.email)).toEqual(["sent"]);
    expect(await statusOf(world.people.recruiter.member.email)).toEqual(["canceled"]);
    await owner.ok(createBooking, {
      body: { ...whenever(world), invitee: { name: "Grace Example", email: "grace@guest.example" } },
    });
    expect(await statusOf("grace@guest.example")).toEqual(["canceled"]);
  });
});

describe("the way out of a list (RFC 8058)", () => {
  it("stands in two headers of mails nobody asked for, and in no others", async () => {
    const world = await newWorld();
    const way = await wayOut(await officeOf(world), "ada@guest.example", "reminder");
    expect(way?.headers).toEqual({
      "List-Unsubscribe": `<${way?.url}>`,
      "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    });
    expect(way?.url).toMatch(/^https?:\/\/[^/]+\/v1\/unsubscribe\/ten_/);
    expect(way?.url).not.toContain("ada");
    for (const category of ["booking", "request", "security"] as const)
      expect(await wayOut(await officeOf(world), "ada@guest.example", category)).toBeNull();
  });

  it.each([
    ["as a form", "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded"],
    [
      "in parts",
      '--x\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--x--\r\n',
      "multipart/form-data; boundary=x",
    ],
  ])("is one POST, %s, without credentials, cookies or an origin of ours", async (_, body, type) => {
    const world = await newWorld();
    const url = await wayOutOf(world, "Ada@Guest.example");
    for (let times = 0; times < 2; times++) {
      const answer = await oneClick(url, body, type);
      expect(answer.status).toBe(200);
      expect(await answer.text()).toContain("about reminders");
    }
    const { data } = await (await world.as("owner")).ok(listSuppressions, {});
    expect(data).toMatchObject([
      { email: "ada@guest.example", category: "reminder", reason: "unsubscribe", created_by: "public" },
    ]);
    const scope = await officeOf(world);
    expect([...(await suppressed(scope, ["Ada@guest.example", "bob@guest.example"], "reminder"))]).toEqual([
      "Ada@guest.example",
    ]);
    expect((await suppressed(scope, ["ada@guest.example"], "booking")).size).toBe(0);
  });

  it("takes nobody off who only looked, and asks people with a button", async () => {
    const world = await newWorld();
    const url = await wayOutOf(world, "ada@guest.example");
    const page = await send(new Request(url));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('value="One-Click"');
    // In the language they read, from the right where it is written so.
    for (const [lang, words] of [
      ["de", "Keine E-Mails mehr zum Thema Erinnerungen?"],
      ["fr", "les rappels"],
      ["es", "recordatorios"],
      ["ar", "التذكيرات"],
    ] as const) {
      const asked = await (await send(new Request(`${url}?lang=${lang}`))).text();
      expect(asked).toContain(words);
      expect(asked).toContain(`<html lang="${lang}" dir="${lang === "ar" ? "rtl" : "ltr"}">`);
      expect(asked).toContain(`?lang=${lang}"`);
    }
    const unasked = await oneClick(url, "");
    expect(unasked.status).toBe(422);
    expect(await unasked.json()).toMatchObject({ code: "unsubscribe.unasked" });
    expect((await (await world.as("owner")).ok(listSuppressions, {})).data).toEqual([]);
  });

  it("is good for one address of one company and one list", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const url = new URL(await wayOutOf(world, "ada@guest.example"));
    const token = url.pathname.split("/").at(-1) ?? "";
    const forged = [
      token.replace(world.tenant.id, other.tenant.id),
      token.replace(".reminder.", ".digest."),
      `${token}A`,
      token.slice(0, -4),
      "nothing",
      `${world.tenant.id}.reminder`,
      `${world.tenant.id}.reminder.1..`,
    ];
    for (const one of forged) {
      const answer = await oneClick(`${bindings.PUBLIC_ORIGIN}/v1/unsubscribe/${one}`);
      expect(`${one} ${answer.status}`).toBe(`${one} 404`);
      expect(await answer.json()).toMatchObject({ code: "unsubscribe.unknown" });
    }
    for (const each of [world, other])
      expect((await (await each.as("owner")).ok(listSuppressions, {})).data).toEqual([]);
  });
});
