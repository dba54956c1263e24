import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { sessions } from "#identity/sessions/tables.ts";
import { readCookie, writeCookie } from "#pages/kit/cookies.ts";
import { whoami } from "#identity/users/contract.ts";
import { users } from "#identity/users/tables.ts";
import { day, hour, minute } from "#kernel/instant.ts";
import { caller } from "../support/client.ts";
import { askedToSignIn, browser, emailOf, signedInByMail } from "../support/browser.ts";
import { mailTo } from "../support/post.ts";
import { newWorld, send, testContext } from "../support/world/world.ts";

const startedAt = Date.UTC(2026, 10, 20, 9);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: startedAt }));
afterEach(() => void vi.useRealTimers());

describe("signing in by forms", () => {
  it("asks, takes the code with spaces in it, and lands on the account with a token that works", async () => {
    const world = await newWorld();
    const begun = await askedToSignIn(world, emailOf(world, "recruiter"));
    expect(begun.sent.status).toBe(303);
    expect(begun.sent.headers.getSetCookie()[0]).toMatch(
      /^ilk_ask=[\w-]{43}; Path=\/; Max-Age=600; HttpOnly; SameSite=Lax$/,
    );
    expect((await begun.visit(begun.path)).text).toContain("Type the code");

    const proved = await begun.visit(begun.path, { code: ` ${begun.code.slice(0, 3)} ${begun.code.slice(3)} ` });
    expect(proved).toMatchObject({ status: 303, to: "/my" });
    expect(proved.headers.getSetCookie()[0]).toMatch(/^ilk_session=ilr_.+; Max-Age=604800; HttpOnly; SameSite=Lax$/);
    expect([...begun.jar.keys()]).toEqual(["ilk_session"]);

    const account = await begun.visit("/account?lang=en");
    expect(account.text).toContain(world.tenant.name);
    expect(account.text).toContain("(you are working here)");
    const token = />\s*(eyJ[\w.-]+)\s*</.exec(account.text)?.[1];
    expect(await caller({ mark: world.mark, credential: token }).ok(whoami, {})).toMatchObject({
      actor: { id: world.people.recruiter.member.id },
    });
  });

  it("the link shows a button to whoever opens it, and only the button signs in, once", async () => {
    const world = await newWorld();
    const begun = await askedToSignIn(world, emailOf(world, "berlin"));
    for (let looks = 0; looks < 3; looks++) expect((await begun.visit(begun.link)).text).toContain('method="post"');
    expect(await begun.visit(begun.link, {})).toMatchObject({ status: 303, to: "/my" });
    expect((await begun.visit(begun.link, {})).text).toContain("You asked in another browser");
  });

  it("in another browser neither link nor code form opens anything, and both say why", async () => {
    const world = await newWorld();
    const begun = await askedToSignIn(world, emailOf(world, "berlin"));
    const other = browser(world);
    for (const path of [begun.link, begun.path]) {
      for (const answer of [await other.visit(path), await other.visit(path, { code: begun.code })]) {
        expect(answer.status).toBe(403);
        expect(answer.text).toContain("You asked in another browser");
      }
    }
    const thief = await askedToSignIn(world, emailOf(world, "viewer"));
    expect((await thief.visit(begun.path, { code: begun.code })).status).toBe(410);
    expect((await thief.visit(begun.link, {})).status).toBe(403);
    expect((await begun.visit(begun.path, { code: begun.code })).to).toBe("/my");
  });

  it("says what is wrong at the head of the page and at the field", async () => {
    const world = await newWorld();
    const { visit } = browser(world);
    const bad = await visit("/sign-in", { email: '"><b>' });
    expect(bad.status).toBe(422);
    expect(bad.text).toContain('<a href="#email">');
    expect(bad.text).toContain('aria-invalid="true"');
    expect(bad.text).not.toContain("<b>");

    const begun = await askedToSignIn(world, emailOf(world, "viewer"));
    const wrong = begun.code === "000000" ? "000001" : "000000";
    expect((await begun.visit(begun.path, { code: "12" })).status).toBe(422);
    expect((await begun.visit(begun.path, { code: wrong })).text).toContain("Tries left: 4");
    for (let tries = 0; tries < 4; tries++) await begun.visit(begun.path, { code: wrong });
    const over = await begun.visit(begun.path, { code: begun.code });
    expect(over.status).toBe(410);
    expect(over.text).toContain("tried too often");
    for (const path of ["/sign-in/x", "/sign-in/link/x", "/sign-in/link/sin_x.y"])
      expect((await visit(path)).status).toBe(404);
  });

  it("a suspended person and a network that asks too much get a page as well", async () => {
    const world = await newWorld();
    const begun = await askedToSignIn(world, emailOf(world, "viewer"));
    await testContext()
      .db.update(users)
      .set({ status: "suspended" })
      .where(eq(users.email, emailOf(world, "viewer")));
    const refused = await begun.visit(begun.path, { code: begun.code });
    expect(refused.status).toBe(403);
    expect(refused.text).toContain("suspended");

    const { visit } = browser(world);
    for (let n = 0; n < 30; n++) await visit("/sign-in", { email: `p${n}-${world.mark}@guest.example` });
    const over = await visit("/sign-in", { email: `more-${world.mark}@guest.example` });
    expect(over.status).toBe(429);
    expect(Number(over.headers.get("Retry-After"))).toBeGreaterThan(0);
    expect(over.text).toContain("Too many people have asked from here");
  });

  it("a form from elsewhere is refused before anything happens", async () => {
    const world = await newWorld();
    const { visit, jar } = browser(world);
    for (const site of ["cross-site", "same-site", "none", ""]) {
      const answer = await visit("/sign-in", { email: "x@y.example" }, { "Sec-Fetch-Site": site });
      expect(answer.status).toBe(403);
    }
    expect(jar.size).toBe(0);
  });

  it("the mail is in the browser's language", async () => {
    const world = await newWorld();
    const { visit } = browser(world, { "Accept-Language": "de-AT,de;q=0.9,en;q=0.5" });
    await visit("/sign-in", { email: emailOf(world, "kolkata") });
    expect((await mailTo(emailOf(world, "kolkata"))).subject).toBe("Ihr Anmeldecode");
  });
});

describe("the account page", () => {
  it("sends whoever is not signed in to sign in, and drops a cookie that is worth nothing", async () => {
    const world = await newWorld();
    const { visit, jar } = browser(world);
    expect(await visit("/account")).toMatchObject({ status: 303, to: "/sign-in" });
    jar.set("ilk_session", "ilr_01m7vcswane8mvywz2zv3cdvd2.1.qGBb0bVQd2nV7vS9hYw0k3p8m0Q4h1m6bXo9sZk2f1E");
    expect(await visit("/account")).toMatchObject({ status: 303, to: "/sign-in" });
    expect(jar.size).toBe(0);
  });

  it("signing out ends the session, and the way back is closed", async () => {
    const world = await newWorld();
    const person = await signedInByMail(world, "recruiter");
    const cookie = person.jar.get("ilk_session") ?? "";
    expect(await person.visit("/account/sign-out", {})).toMatchObject({ status: 303, to: "/sign-in?signed-out" });
    expect((await person.visit("/sign-in?signed-out")).text).toContain("You are signed out.");
    person.jar.set("ilk_session", cookie);
    expect((await person.visit("/account")).to).toBe("/sign-in");
  });

  it("signing out everywhere ends the other browser too", async () => {
    const world = await newWorld();
    const [one, two] = [await signedInByMail(world, "recruiter"), await signedInByMail(world, "recruiter")];
    await one.visit("/account/sign-out-everywhere", {});
    expect((await two.visit("/account")).to).toBe("/sign-in");
  });

  it("a page given up half-way uses up nothing, and use keeps the session awake", async () => {
    const world = await newWorld();
    const person = await signedInByMail(world, "recruiter");
    const cookie = person.jar.get("ilk_session") ?? "";
    await Promise.all(Array.from({ length: 8 }, () => person.visit("/account")));
    for (let days = 1; days <= 9; days++) {
      vi.setSystemTime(startedAt + days * day);
      expect((await person.visit("/account")).status).toBe(200);
    }
    expect(person.jar.get("ilk_session")).toBe(cookie);
    const rows = await testContext()
      .db.select()
      .from(sessions)
      .where(eq(sessions.userId, world.people.recruiter.user.id));
    expect(rows).toMatchObject([{ generation: 1, idleUntil: startedAt + 16 * day }]);
    vi.setSystemTime(startedAt + 30 * day);
    expect((await person.visit("/account")).to).toBe("/sign-in");
  });

  it("does not work for somebody who was suspended, and says nothing of a company one is not in", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const person = await signedInByMail(world, "recruiter");
    const there = await person.visit("/account/switch", { tenant: other.tenant.slug });
    expect(there.status).toBe(404);
    expect((await person.visit("/account/switch", { tenant: world.tenant.slug })).to).toBe("/account");
    await testContext()
      .db.update(users)
      .set({ status: "suspended" })
      .where(eq(users.id, world.people.recruiter.user.id));
    expect((await person.visit("/account")).to).toBe("/sign-in");
  });

  it("an API route takes no notice of the cookie", async () => {
    const world = await newWorld();
    const person = await signedInByMail(world, "recruiter");
    const response = await send(
      new Request(`${env.PUBLIC_ORIGIN}/v1/whoami`, {
        headers: { Cookie: `ilk_session=${person.jar.get("ilk_session")}` },
      }),
    );
    expect(response.status).toBe(401);
  });
});

describe("cookies", () => {
  it("carry the host prefix and go over https only, everywhere but on a development machine", () => {
    const { config } = testContext();
    const real = { ...config, stage: "production" as const, baseUrl: "https://interlock.example" };
    expect(writeCookie(real, "session", "x", hour / 1_000)).toBe(
      "__Host-ilk_session=x; Path=/; Max-Age=3600; HttpOnly; Secure; SameSite=Lax",
    );
    expect(
      writeCookie({ ...config, stage: "staging", baseUrl: "http://x.example" }, "ask", "x", minute / 1_000),
    ).toMatch(/^__Host-.*Secure/);
    expect(readCookie(real, "a=b; __Host-ilk_session=y; ilk_session=z", "session")).toBe("y");
    expect(readCookie(real, "ilk_session=z", "session")).toBeUndefined();
    expect(readCookie(config, "xilk_session=1; ilk_session=z=z", "session")).toBe("z=z");
  });
});
