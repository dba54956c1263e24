import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { setMemberRoles, restoreMember, suspendMember } from "#identity/members/contract.ts";
import { members } from "#identity/members/tables.ts";
import { endMemberSessions, refreshSession } from "#identity/sessions/contract.ts";
import { sessions } from "#identity/sessions/tables.ts";
import { readCookie, writeCookie } from "#pages/kit/cookies.ts";
import { whoami } from "#identity/users/contract.ts";
import { users } from "#identity/users/tables.ts";
import { day, hour, minute, second } from "#kernel/instant.ts";
import { deviceIn } from "#pages/account/device.ts";
import { caller } from "../support/client.ts";
import { askedToSignIn, browser, emailOf, signedIn, signedInByMail } from "../support/browser.ts";
import { freshIsolate, type Isolate } from "../support/isolates.ts";
import { operate } from "../support/people.ts";
import { mailTo } from "../support/post.ts";
import { newWorld, send, testContext, type World } from "../support/world/world.ts";

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

  it("a form of somebody who was signed out meanwhile loses nothing, and is sent again once they are back", async () => {
    const world = await newWorld();
    const { visit, jar } = await signedIn(world, "recruiter");
    const cookie = jar.get("ilk_session") ?? "";
    jar.clear();
    const reading = { Accept: "text/html", "Accept-Language": "en" };
    const version = String(world.people.recruiter.user.version);
    const form = { version, display_name: 'Salma "S." <Haddad>', locale: "en" };
    const kept = await visit("/my/profile?lang=en", form, reading);
    expect(kept.status).toBe(401);
    expect(kept.text).toContain('<h1 tabindex="-1" data-focus="true">You were signed out</h1>');
    expect(kept.text).toContain('action="/my/profile?lang=en"');
    expect(kept.text).toContain('name="display_name" value="Salma &quot;S.&quot; &lt;Haddad&gt;"');
    expect(kept.text).toContain('href="/sign-in?lang=en" target="_blank"');
    // A draft that saves itself keeps what it holds, and is told the old way.
    const draft = await visit("/my/interviews/x/scorecard/draft", form, { Accept: "application/json" });
    expect(draft).toMatchObject({ status: 303, to: "/sign-in" });
    jar.set("ilk_session", cookie);
    expect((await visit("/my/profile?lang=en", form, reading)).status).toBe(303);
    expect((await visit("/my/profile?lang=en")).text).toContain("Salma &quot;S.&quot; &lt;Haddad&gt;");
  });

  it("names the browser of each session as its owner would", async () => {
    const agents: [string | null, string | undefined, string | undefined][] = [
      [
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
        "Edge",
        "Windows",
      ],
      [
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
        "Safari",
        "iPhone",
      ],
      ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox", "Linux"],
      [
        "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
        "Chrome",
        "Android",
      ],
      ["curl/8", undefined, undefined],
      [null, undefined, undefined],
    ];
    for (const [agent, name, system] of agents) expect(deviceIn(agent)).toEqual({ browser: name, system });
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
    await operate(world, {});
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

/** One person's browser, answered here or there. */
async function between(world: World, who: keyof World["people"] = "recruiter") {
  const { jar } = await signedIn(world, who);
  const visitBy = ({ send: ask }: Isolate) =>
    browser(world, {}, { jar, door: async (request) => (await ask(request)).response }).visit;
  const [one, two] = [freshIsolate(), freshIsolate()];
  const [here, there] = [visitBy(one), visitBy(two)];
  for (const visit of [here, there]) expect((await visit("/my")).to).not.toContain("/sign-in");
  return { here, there, jar, one };
}

describe("somebody whom an isolate remembers", () => {
  const toSignIn = { status: 303, to: "/sign-in?to=%2Fmy%2Fprofile" };

  it("and who signs out elsewhere is refused there at once, here within half a minute", async () => {
    const { here, there, jar } = await between(await newWorld());
    const cookie = jar.get("ilk_session") ?? "";
    await there("/account/sign-out", {});
    jar.set("ilk_session", cookie);
    expect(await there("/my/profile")).toMatchObject(toSignIn);
    jar.set("ilk_session", cookie);
    vi.setSystemTime(startedAt + 30 * second);
    expect(await here("/my/profile")).toMatchObject(toSignIn);
    expect(jar.size).toBe(0);
  });

  it("and whose session an administrator ended can write nothing from that moment on", async () => {
    const world = await newWorld();
    const { here, there, jar } = await between(world);
    const { member } = world.people.recruiter;
    expect((await here("/my/profile/feed", {})).text).toContain("/v1/calendar-feeds/");
    const admin = await world.as("admin");
    await admin.ok(endMemberSessions, { param: { id: member.id } });
    const refused = await here("/my/profile/feed", {});
    expect(refused.status).toBe(401);
    expect(refused.text).not.toContain("/v1/calendar-feeds/");
    expect(await there("/my/profile/feed/revoke", {})).toMatchObject({ status: 303, to: "/sign-in" });
    expect(jar.size).toBe(0);
  });

  it("and who was suspended sees nothing more of the company, yet their account", async () => {
    const world = await newWorld();
    const { here, there } = await between(world);
    const { member } = world.people.recruiter;
    expect((await there("/my/profile")).status).toBe(200);
    await (await world.as("admin")).ok(suspendMember, { param: { id: member.id }, body: {} });
    vi.setSystemTime(startedAt + 30 * second);
    for (const visit of [here, there]) {
      expect(await visit("/my/profile")).toMatchObject({ status: 303, to: "/welcome" });
      expect((await visit("/account")).status).toBe(200);
    }
    await (await world.as("admin")).ok(restoreMember, { param: { id: member.id } });
    expect((await here("/my/profile")).status).toBe(200);
  });

  it("and who loses a right is refused what it opened, without losing the rest", async () => {
    const world = await newWorld();
    const { here } = await between(world, "recruiter");
    expect((await here("/desk")).status).toBe(200);
    const { member } = world.people.recruiter;
    const owner = await world.as("owner");
    await owner.ok(setMemberRoles, { param: { id: member.id }, body: { role_ids: [world.roles.viewer.id] } });
    vi.setSystemTime(startedAt + 30 * second);
    expect((await here("/desk")).status).toBe(403);
    expect((await here("/my/profile")).status).toBe(200);
  });

  it("and who goes on at another company is there at once, whoever answers", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const { recruiter } = world.people;
    const context = testContext();
    const seat = { ...other.people.viewer.member, id: context.newId("member"), userId: recruiter.user.id };
    await context.db.insert(members).values({ ...seat, displayName: "Guest", email: recruiter.member.email });
    const { here, there, one, jar } = await between(world);
    expect((await here("/my")).to).toBe("/desk");
    expect((await there("/account/switch", { tenant: other.tenant.slug })).to).toBe("/account");
    // There they hold no role.
    for (const visit of [here, there]) expect((await visit("/my")).to).toBe("/account");
    const headers = { Cookie: `ilk_session=${jar.get("ilk_session")}` };
    const { response } = await one.send(new Request(`${env.PUBLIC_ORIGIN}/my/profile`, { headers }));
    expect(await response.text()).toContain(`${other.tenant.name}</a>`);
    expect((await here("/account/switch", { tenant: world.tenant.slug })).to).toBe("/account");
    for (const visit of [there, here]) expect((await visit("/my")).to).toBe("/desk");
  });

  it("proves themselves each time: a cookie of another tag, generation or company opens nothing more", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const { here, jar } = await between(world);
    const [token = ""] = (jar.get("ilk_session") ?? "").split("~");
    const [head = "", generation = "", tag = ""] = token.split(".");
    const flipped = (tag.startsWith("A") ? "B" : "A") + tag.slice(1);
    for (const bad of [`${head}.${generation}.${flipped}`, `${head}.2.${tag}`, `${head}.${generation}.`]) {
      jar.set("ilk_session", `${bad}~${world.tenant.id}`);
      expect(await here("/my/profile")).toMatchObject(toSignIn);
    }
    jar.set("ilk_session", `${token}~${other.tenant.id}`);
    expect((await here("/my/profile")).text).toContain(`${world.tenant.name}</a>`);
    expect(jar.get("ilk_session")).toBe(`${token}~${world.tenant.id}`);

    await world.anonymous.ok(refreshSession, { body: { refresh_token: token } });
    vi.setSystemTime(startedAt + 5 * minute);
    expect(await here("/my/profile")).toMatchObject(toSignIn);
  });

  it("is still noted once an hour, and the thirty days are the thirty days", async () => {
    const world = await newWorld();
    const { here, jar } = await between(world);
    const rows = testContext().db.select().from(sessions).where(eq(sessions.userId, world.people.recruiter.user.id));
    for (let minutes = 4; minutes < 64; minutes += 4) {
      vi.setSystemTime(startedAt + minutes * minute);
      await here("/my");
      expect(await rows).toMatchObject([{ lastUsedAt: minutes < 60 ? startedAt : startedAt + hour }]);
    }
    for (const days of [6, 12, 18, 24]) {
      vi.setSystemTime(startedAt + days * day);
      expect((await here("/my/profile")).headers.getSetCookie()[0]).toContain("Max-Age=");
    }
    vi.setSystemTime(startedAt + 30 * day - second);
    expect((await here("/my/profile")).status).toBe(200);
    vi.setSystemTime(startedAt + 30 * day);
    expect(await here("/my/profile")).toMatchObject(toSignIn);
    expect(jar.size).toBe(0);
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
