import { beforeAll, describe, expect, it } from "vitest";
import { browser } from "../support/browser.ts";
import { newWorld, type World } from "../support/world/world.ts";

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

describe("what a page's policy held back", () => {
  it("is taken in, and answered with nothing", async () => {
    const report = JSON.stringify({
      "csp-report": { "effective-directive": "script-src-elem", "document-uri": "/manage/secret" },
    });
    expect((await browser(world).visit("/csp-reports", { report })).status).toBe(204);
  });
});
