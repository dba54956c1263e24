import { afterEach, describe, expect, it, vi } from "vitest";
import { createPrefillLink } from "#booking/prefill/contract.ts";
import { readPrefill } from "#booking/prefill/actions.ts";
import { longestDays } from "#booking/prefill/rules.ts";
import { changeEventType } from "#booking/event-types/contract.ts";
import { revokeSchedulingLink } from "#booking/links/contract.ts";
import { changeBookingSettings, getBookingSettings, getEmbedding } from "#booking/settings/contract.ts";
import { after, day, minute, toWire } from "#kernel/instant.ts";
import { brandStyle } from "#pages/kit/brand.ts";
import { logoPath } from "#pages/kit/logo.tsx";
import { browser } from "../support/browser.ts";
import { handOn } from "../support/bookings.ts";
import { serving } from "../support/outside.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

afterEach(() => void vi.useRealTimers());

describe("whose pages may show a company's booking pages", () => {
  it("is said by the company, and told to everybody", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const param = { tenant: world.tenant.slug };
    expect(await world.anonymous.ok(getEmbedding, { param })).toEqual({ object: "embedding", origins: [] });

    const origins = ["https://jobs.lumen.example", "https://*.lumen.example"];
    await owner.ok(changeBookingSettings, { body: { embed_origins: ["https://Jobs.lumen.example/", ...origins] } });
    expect(await world.anonymous.ok(getEmbedding, { param })).toEqual({ object: "embedding", origins });
    await owner.ok(changeBookingSettings, { body: { approval_hours: 24 } });
    expect(await owner.ok(getBookingSettings, {})).toMatchObject({ embed_origins: origins, approval_hours: 24 });

    const unfit = { body: { embed_origins: [...origins, "https://lumen.example; script-src *"] } };
    const refused = await owner.refused(changeBookingSettings, unfit, "booking_settings.origin_unfit");
    expect(refused.problem.errors?.[0]?.pointer).toBe("/embed_origins/2");
    const many = Array.from({ length: 51 }, (_, at) => `https://a${at}.lumen.example`);
    await owner.refused(changeBookingSettings, { body: { embed_origins: many } }, "body.invalid");
    await owner.ok(changeBookingSettings, { body: { embed_origins: many.slice(1) } });

    const nobody = await world.anonymous.ok(getEmbedding, { param: { tenant: "nobody-at-all" } });
    expect(nobody.origins).toEqual([]);
  });
});

describe("a link that knows who comes", () => {
  const known = { name: "Iris Lindqvist", email: "iris@candidate.example", phone: "+46701234567" };

  async function made(world: World, more: object = {}) {
    const recruiter = await world.as("recruiter");
    const { id } = world.booking.eventTypes.round_robin;
    return recruiter.ok(createPrefillLink, { body: { event_type_id: id, ...known, ...more } });
  }

  it("fills in the form, and nobody else can read it", async () => {
    const world = await newWorld();
    const question = world.booking.questions.find(
      ({ eventTypeId }) => eventTypeId === world.booking.eventTypes.round_robin.id,
    );
    const answers = question === undefined ? [] : [{ question_id: question.id, value: "Yes, on Mondays" }];
    const link = await made(world, { answers });
    const { tenant, booking } = world;
    const { baseUrl } = testContext().config;
    expect(link.url).toBe(`${baseUrl}/${tenant.slug}/${booking.eventTypes.round_robin.slug}?p=${link.token}`);
    expect(await readPrefill(testContext(), link.token)).toEqual({ ...known, answers });
    for (const word of ["Iris", "candidate", "46701", "Mondays"]) {
      expect(link.url).not.toContain(word);
      expect(atob(link.token.split(".").at(-1)?.replaceAll("-", "+").replaceAll("_", "/") ?? "")).not.toContain(word);
    }
    const again = await made(world, { answers });
    expect(again.token).not.toBe(link.token);
  });

  it("opens for nobody who touched it, moved it to another company, or comes too late", async () => {
    const world = await newWorld();
    const { token } = await made(world);
    const [tenant = "", version = "", nonce = "", text = ""] = token.split(".");
    const other = (await newWorld()).tenant.id;
    const touched = [
      [other, version, nonce, text],
      [tenant, "9", nonce, text],
      [tenant, version, flipped(nonce), text],
      [tenant, version, nonce, flipped(text)],
      [tenant],
      [tenant, version, nonce, text, "more"],
      ["", "", ""],
    ];
    const read = await Promise.all(touched.map((parts) => readPrefill(testContext(), parts.join("."))));
    expect(read.filter((one) => one !== undefined)).toEqual([]);
    expect(await readPrefill(testContext(), "x".repeat(5_000))).toBeUndefined();

    const soon = await made(world, { expires_at: toWire(after(testContext().now, minute)) });
    vi.useFakeTimers({ toFake: ["Date"], now: after(testContext().now, 2 * minute) });
    expect(await readPrefill(testContext(), soon.token)).toBeUndefined();
    expect(await readPrefill(testContext(), token)).toMatchObject(known);
  });

  it("leads to a scheduling link as well, while that is good", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const { link } = world.booking;
    const body = { scheduling_link_id: link.id, ...known };
    const filled = await recruiter.ok(createPrefillLink, { body });
    expect(filled.url).toMatch(new RegExp(String.raw`/book/${link.id}\.[\w.-]+\?p=${tenantOf(world)}\.`));
    await recruiter.ok(revokeSchedulingLink, { param: { id: link.id } });
    await recruiter.refused(createPrefillLink, { body }, "link.over");
  });

  it("is refused for what no page shows or asks", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { round_robin: technical, group } = world.booking.eventTypes;
    const body = { event_type_id: technical.id, ...known };
    await owner.refused(createPrefillLink, { body: known }, "body.invalid");
    await owner.refused(
      createPrefillLink,
      { body: { ...body, scheduling_link_id: world.booking.link.id } },
      "body.invalid",
    );
    const elsewhere = (await newWorld()).booking;
    const theirs = { event_type_id: elsewhere.eventTypes.group.id };
    await owner.refused(createPrefillLink, { body: theirs }, "event_type.unknown");
    const strange = { scheduling_link_id: elsewhere.link.id };
    await owner.refused(createPrefillLink, { body: strange }, "scheduling_link.unknown");
    const unasked = [{ question_id: testContext().newId("question"), value: "x" }];
    const refused = await owner.refused(
      createPrefillLink,
      { body: { ...body, answers: unasked } },
      "prefill.question_unknown",
    );
    expect(refused.problem.errors?.[0]?.pointer).toBe("/answers/0/question_id");
    for (const days of [-1, longestDays + 1]) {
      const late = { ...body, expires_at: toWire(after(testContext().now, days * day)) };
      await owner.refused(createPrefillLink, { body: late }, "prefill.expiry_unfit");
    }
    // Three bytes a letter, one answer as long as can be: too much for an address.
    const [question] = world.booking.questions;
    const essay = { question_id: question?.id ?? "", value: "長".repeat(2_000) };
    const long = { event_type_id: question?.eventTypeId ?? "", answers: [essay] };
    await owner.refused(createPrefillLink, { body: long }, "prefill.too_long");
    await owner.ok(changeEventType, { param: { id: group.id }, body: { public_page: false } });
    await owner.refused(createPrefillLink, { body: { event_type_id: group.id } }, "prefill.page_missing");
    await (await world.as("viewer")).refused(createPrefillLink, { body }, "permission.missing");
  });
});

let pictures = 0;
const address = () => `https://pictures.lumen.example/${pictures++}.png`;
const path = async (url: string) => (await logoPath(testContext().config, url)) ?? "";
const play = (body: BodyInit, init: ResponseInit = {}) => {
  const asked: Request[] = [];
  serving("pictures.lumen.example", (request) => {
    asked.push(request);
    return new Response(body, init);
  });
  return asked;
};

const flipped = (part: string) => part.replace(/^./, (first) => (first === "A" ? "B" : "A"));
const tenantOf = (world: World): string => world.tenant.id;

describe("a company's picture", () => {
  const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
  it("comes by our own path, once, and is what its bytes say", async () => {
    const { visit } = browser(await newWorld());
    const url = address();
    const asked = play(png, { headers: { "Content-Type": "text/html", "Set-Cookie": "a=b" } });
    const first = await visit(await path(url));
    expect(first.status).toBe(200);
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "content-type": "image/png",
      "x-content-type-options": "nosniff",
      "content-security-policy": "default-src 'none'; sandbox",
      "cross-origin-resource-policy": "same-origin",
      "cache-control": "public, max-age=3600",
    });
    expect(first.headers.has("Set-Cookie")).toBe(false);
    expect((await visit(await path(url))).status).toBe(200);
    expect(asked.map(({ method, url: at }) => [method, at])).toEqual([["GET", url]]);
    expect([...(asked[0]?.headers.keys() ?? [])].toSorted()).toEqual(["accept", "user-agent"]);
  });

  it.each([
    ["a drawing", `<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>`, {}],
    ["a page", "<!DOCTYPE html>", { headers: { "Content-Type": "image/png" } }],
    ["nothing", "", {}],
    ["too much", new Uint8Array([...png, ...new Uint8Array(200_001)]), {}],
    ["a way elsewhere", png, { status: 302, headers: { Location: "https://10.0.0.1/" } }],
    ["a fault", png, { status: 500 }],
  ])("is not shown when it is %s", async (_, body, init) => {
    const { visit } = browser(await newWorld());
    const url = address();
    const asked = play(body, init);
    const answer = await visit(await path(url));
    expect([answer.status, answer.text, answer.headers.get("Cache-Control")]).toEqual([404, "", "public, max-age=300"]);
    await visit(await path(url));
    expect(asked).toHaveLength(1);
  });

  it("is fetched from nowhere that no page of ours shows, nor from inside", async () => {
    const { visit } = browser(await newWorld());
    const asked = play(png);
    const [, , seal, text] = (await path(address())).split("/");
    const [, , , other] = (await path(address())).split("/");
    for (const forged of [`/logo/${seal}/${other}`, `/logo/x/${text}`, `/logo/${seal}/${text}x`, `/logo/${seal}/*`])
      expect((await visit(forged)).status).toBe(404);
    expect((await visit(await path("https://127.0.0.1/logo.png"))).status).toBe(404);
    expect(asked).toEqual([]);
    expect(await logoPath(testContext().config, null)).toBeUndefined();
  });
});

describe("a booking page inside of another", () => {
  it("is shown where the company lets it be, and nowhere else, without a cookie", async () => {
    const world = await newWorld();
    const { slug } = world.tenant;
    const { visit, jar } = browser(world);
    const here = `/embed/${slug}/${world.booking.eventTypes.one_on_one.slug}`;
    const policyOf = async () => (await visit(here)).headers.get("Content-Security-Policy");
    expect(await policyOf()).toContain("frame-ancestors 'none'; ");
    const embed_origins = ["https://jobs.lumen.example", "https://*.lumen.example"];
    await (await world.as("owner")).ok(changeBookingSettings, { body: { embed_origins } });
    expect(await policyOf()).toContain("frame-ancestors https://jobs.lumen.example https://*.lumen.example; ");

    const page = await visit(`${here}?colour=ffd500&scheme=dark&lang=de`);
    expect(page.status).toBe(200);
    expect(page.headers.get("Cross-Origin-Resource-Policy")).toBe("cross-origin");
    expect(page.headers.has("X-Frame-Options")).toBe(false);
    expect(page.text).toContain('data-frames="https://jobs.lumen.example https://*.lumen.example"');
    expect(page.text).toContain(brandStyle("#ffd500", "dark"));
    expect(page.text).not.toContain("<header");
    // Every way through the pages stays inside, and looks as it was asked to.
    const ways = [...page.text.matchAll(/<(?:a|form)\b[^>]*\b(?:href|action)="([^"#]+)"/g)].map(([, way = ""]) => way);
    const inside = ways.filter((way) => !way.startsWith("mailto:"));
    expect(inside.length).toBeGreaterThan(5);
    for (const way of inside) expect(way).toMatch(new RegExp(`^${here}[/?].*colour=ffd500&amp;scheme=dark|^${here}$`));
    expect(jar.size).toBe(0);

    // The same page on its own lets nobody show it.
    const own = await visit(here.replace("/embed", ""));
    expect(own.headers.get("Content-Security-Policy")).toContain("frame-ancestors 'none'; ");
    expect(own.text).not.toContain("data-frames");
    const missing = await visit(`/embed/${slug}/nothing-here`);
    expect(missing.status).toBe(404);
    expect((await visit("/embed/nobody-at-all/nothing")).headers.get("Content-Security-Policy")).toContain("'none'");
  });

  it("ends inside as well, and says outside what was booked and nothing more", async () => {
    const world = await newWorld();
    const { visit } = browser(world);
    await (await world.as("owner")).ok(changeBookingSettings, {
      body: { embed_origins: ["https://jobs.lumen.example"] },
    });
    const token = await handOn(world);
    const page = await visit(`/embed/book/${token}/done?lang=fr&colour=0a7d4f`);
    expect(page.status).toBe(200);
    expect(page.headers.get("Content-Security-Policy")).toContain("frame-ancestors https://jobs.lumen.example; ");
    expect(page.text).toMatch(/ data-booked="bkg_\w{26}" data-starts="\d{4}-[^"]+Z"/);
    expect(page.text).toContain(brandStyle("#0a7d4f"));
    const ways = page.text.matchAll(/<a\b[^>]*?href="(\/(?:manage|[a-z0-9-]+)[^"]*)"([^>]*)>/g);
    const outside = [...ways].filter(
      ([, way = "", rest = ""]) => !way.startsWith("/embed/") && !rest.includes("download"),
    );
    expect(outside.length).toBeGreaterThan(1);
    for (const [, , rest] of outside) expect(rest).toContain('target="_blank"');
    const forged = await visit(`/embed/book/${token}x/done`);
    expect([forged.status, forged.headers.get("Content-Security-Policy")?.includes("'none'; require")]).toEqual([
      404,
      true,
    ]);
  });

  it("fills in the form from a sealed link, and from nothing else in the address", async () => {
    const world = await newWorld();
    const { one_on_one: call } = world.booking.eventTypes;
    const body = { event_type_id: call.id, name: "Iris <b>Lindqvist</b>", email: "iris@candidate.example" };
    const { token } = await (await world.as("recruiter")).ok(createPrefillLink, { body });
    const { visit } = browser(world);
    const page = `/embed/${world.tenant.slug}/${call.slug}`;
    const first = await visit(`${page}?p=${token}`);
    const action = /<form method="post" action="([^"]+)"/.exec(first.text)?.[1]?.replaceAll("&amp;", "&") ?? "";
    expect(new URL(action, "https://here.example").searchParams.get("p")).toBe(token);
    const [slot = "", another = ""] = [...first.text.matchAll(/name="slot" value="([^"]+)"/g)].map(
      ([, value]) => value,
    );
    const details = await visit(action, { slot });
    expect(details.status).toBe(200);
    expect(details.text).toContain('value="Iris &lt;b&gt;Lindqvist&lt;/b&gt;"');
    expect(details.text).toContain('value="iris@candidate.example"');
    const plain = await visit(action.replace(/p=[^&]+/, "name=Mallory&email=mallory@evil.example"), { slot: another });
    expect(plain.status).toBe(200);
    expect(plain.text).toMatch(/name="email" type="email" value=""/);
    expect(plain.text).not.toMatch(/value="[^"]*allory/);
  });
});
