import { pools } from "#booking/pools/tables.ts";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { browser, signedIn } from "../support/browser.ts";
import { toldTo } from "../support/logs.ts";
import { insertAll } from "../support/world/insert.ts";
import { bindings, newWorld, send, testContext, type World } from "../support/world/world.ts";

let world: World;
beforeAll(async () => {
  world = await newWorld();
});

const reading = { Accept: "text/html,application/xhtml+xml" };

describe("where there is no page", () => {
  it("a reader is told so on a page in their own language, a program as a problem", async () => {
    const reader = browser(world, { ...reading, "Accept-Language": "de-AT,en;q=0.5" });
    for (const path of ["/nowhere/at/all", "/v1/unsubscribe/nobody", "/sign-in/extra/parts/here"]) {
      const page = await reader.visit(path);
      expect(page).toMatchObject({ status: 404 });
      expect(page.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
      expect(page.text).toContain('<html lang="de-AT" dir="ltr">');
      expect(page.text).toContain("Hier ist nichts");
      const program = await browser(world).visit(path);
      expect(program.headers.get("Content-Type")).toBe("application/problem+json");
    }
  });

  it("who tries the API in a browser gets what programs get", async () => {
    const answer = await browser(world, reading).visit("/v1/teams");
    expect(answer.status).toBe(401);
    expect(answer.headers.get("Content-Type")).toBe("application/problem+json");
    expect(answer.headers.get("WWW-Authenticate")).toContain("Bearer");
  });

  it("a form from another site is refused on a page, and did nothing", async () => {
    const other = browser(world, reading);
    const answer = await other.visit("/sign-in", { email: "a@example.com" }, { "Sec-Fetch-Site": "cross-site" });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain("<h1>Not for you</h1>");
    expect(other.jar.size).toBe(0);
  });
});

describe("what a member is refused", () => {
  it("is said inside of the frame they know, with every door that is theirs and none that is not", async () => {
    const { visit } = await signedIn(world, "viewer");
    for (const [path, status] of [
      ["/desk", 403],
      ["/my/hours", 403],
      ["/desk/candidates/cnd_01m7vzgc00f8qta5as96ck0n7x", 404],
    ] as const) {
      const page = await visit(path);
      expect([path, page.status]).toEqual([path, status]);
      expect(page.text).toContain('href="/desk/candidates"');
      expect(page.text).not.toMatch(/href="\/(?:desk|my\/hours)"/);
      expect(page.text.match(/<h1\b/g)).toHaveLength(1);
    }
  });
});

describe("what a page's policy held back", () => {
  const secret = "lnk_01m7vcswane8mvywz2zv3cdvd2";
  const address = `https://interlock.example/manage/${secret}?name=Ada&mail=ada@guest.example`;
  const told = async (report: unknown, type: string) => {
    const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
    const { status } = await send(
      new Request(`${bindings.PUBLIC_ORIGIN}/csp-reports`, {
        method: "POST",
        headers: { "Content-Type": type, "Sec-Fetch-Site": "same-origin" },
        body: JSON.stringify(report),
      }),
    );
    const lines = toldTo(log);
    log.mockRestore();
    expect(status).toBe(204);
    for (const one of [secret, "Ada", "guest.example", "evil", "alert"])
      expect(JSON.stringify(lines)).not.toContain(one);
    expect(lines.map(({ event }) => event)).toEqual(["csp", "request"]);
    return lines[0];
  };

  it("is told by its directive alone, without the page's address, the blocked one's, or a sample of it", async () => {
    const old = {
      "csp-report": {
        "document-uri": address,
        referrer: address,
        "blocked-uri": "https://evil.example/x.js?ada@guest.example",
        "violated-directive": "script-src-elem",
        "effective-directive": "script-src-elem",
        "original-policy": "default-src 'none'",
        "source-file": address,
        "script-sample": 'alert("Ada"), "effective-directive":"img-src"',
      },
    };
    expect(await told(old, "application/csp-report")).toEqual({ event: "csp", directive: "script-src-elem" });
    const body = {
      documentURL: address,
      blockedURL: "https://evil.example",
      sample: "alert",
      effectiveDirective: "img-src",
    };
    const report = [{ type: "csp-violation", age: 1, url: address, user_agent: "Ada", body }];
    expect(await told(report, "application/reports+json")).toEqual({ event: "csp", directive: "img-src" });
  });

  it("and what is none of the policy's words is not repeated", async () => {
    for (const report of [{ "csp-report": { "effective-directive": "ada-example" } }, {}, "alert", { body: address }])
      expect(await told(report, "application/csp-report")).toEqual({ event: "csp", directive: "unknown" });
  });
});

describe("how staff read", () => {
  it("stays as the address says it: in links, forms, the fields of a search, and where a form leads", async () => {
    const { visit } = await signedIn(world, "owner");
    const page = await visit("/desk/people?lang=ar&hours=24");
    expect(page.text).toContain('dir="rtl"');
    const paths = [...page.text.matchAll(/<a [^>]*href="([^"#]+)"/g)].map(([, path = ""]) => path);
    expect(paths.length).toBeGreaterThan(20);
    const lost = paths.filter((path) => !/[?;]lang=ar&amp;hours=24$/.test(path));
    expect(lost).toEqual([]);
    const [search = ""] = /<form method="get".*?<\/form>/s.exec(page.text) ?? [];
    expect(search.match(/name="(?:lang|hours)"/g)).toEqual(['name="lang"', 'name="hours"']);

    const profile = await visit("/my/profile?hours=12&lang=de-AT");
    const [, action = ""] =
      /<form method="post" action="([^"]*revoke[^"]*|\/my\/profile\?[^"]*)"/.exec(profile.text) ?? [];
    expect(action).toBe("/my/profile?lang=de-AT&amp;hours=12");
    const [, version = ""] = /name="version" value="(\d+)"/.exec(profile.text) ?? [];
    const saved = await visit(action.replaceAll("&amp;", "&"), { version, display_name: "Olga Owner" });
    expect(saved.status).toBe(303);
    expect(saved.to).toMatch(/^\/my\/profile\?.*lang=de-AT&hours=12(?:#|$)/);
    expect((await visit("/my?lang=fr")).to).toBe("/desk?lang=fr");
    expect((await browser(world).visit("/my/day?lang=es")).to).toBe("/sign-in?to=%2Fmy%2Fday%3Flang%3Des&lang=es");
  });

  it("is not said to addresses that are to be given away, nor where nobody has chosen", async () => {
    const { visit } = await signedIn(world, "owner");
    const plain = await visit("/my/profile?lang=%22%3E%3Cb%3E&hours=7");
    expect(plain.text).not.toMatch(/[?&;](?:lang|hours)=/);
    const done = await visit(`/welcome/done?event=talk&lang=fr`);
    expect(done.text).toContain(`/${world.tenant.slug}/talk`);
    expect(done.text).not.toMatch(new RegExp(`/${world.tenant.slug}/talk\\?`));
  });
});

describe("what there is to choose from", () => {
  it("is searched first where it is longer than anybody reads, and a form keeps what was found", async () => {
    const many = await newWorld();
    const { visit } = await signedIn(many, "owner");
    expect((await visit("/desk/load")).text).not.toContain('name="named"');
    const { newId, now } = testContext();
    const named = [...Array.from({ length: 500 }, (_, at) => `Pool ${at}`), "Zebra <b>"];
    const rows = named.map((name) => ({
      tenantId: many.tenant.id,
      id: newId("pool"),
      name,
      strategy: "rotate",
      active: true,
      metadata: {},
      createdAt: now,
      updatedAt: now,
    }));
    await bindings.DB.batch([insertAll(bindings.DB, pools, rows)]);

    const load = await visit("/desk/load?on=2027-11-22");
    expect(load.text).not.toContain("Zebra");
    const [form = ""] = /<form method="get" class="[^"]*long-lists".*?<\/form>/s.exec(load.text) ?? [];
    expect(form).toContain('<input type="hidden" name="on" value="2027-11-22"/>');
    expect(form).toContain("stops at 500 entries a list");
    const found = await visit("/desk/load?on=2027-11-22&named=zebra");
    expect(found.text).toMatch(/>Zebra &lt;b&gt;<\/option><option [\s\S]*>Pool 0</);
    expect(found.text.match(/>Zebra &lt;b&gt;</g)).toHaveLength(1);
    expect(found.text).toContain('name="named" type="search" value="zebra"');

    const profile = await visit("/my/profile?named=%C3%A9t%C3%A9%22%27+x");
    expect(profile.text).toContain('method="post" action="/my/profile?named=%C3%A9t%C3%A9%22%27%20x"');
    const refused = await visit("/desk/links/new?named=zebra", { once: "once" });
    expect(refused.status).toBe(422);
    expect(refused.text).not.toContain("long-lists");
  });
});
