import { eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { members } from "#identity/members/tables.ts";
import { sessions } from "#identity/sessions/tables.ts";
import { askSignIn, verifySignIn } from "#identity/sign-in/contract.ts";
import { signIns } from "#identity/sign-in/tables.ts";
import { sweepSignIns } from "#identity/sign-in/sweep.ts";
import { getMe, whoami } from "#identity/users/contract.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { day, minute } from "#kernel/instant.ts";
import { facts } from "#platform/facts/tables.ts";
import { sha256 } from "#platform/secrets.ts";
import { caller, type TestClient } from "../support/client.ts";
import { codeIn, countMails, linkIn, mailTo } from "../support/post.ts";
import { bindings, newWorld, send, testContext, type World } from "../support/world/world.ts";

const startedAt = Date.UTC(2026, 10, 20, 9);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: startedAt }));
afterEach(() => void vi.useRealTimers());

let networks = 0;
/** Everybody in these tests comes from a network of their own, so that one's asks do not use up another's. */
const newNetwork = () => ({ "CF-Connecting-IP": `10.${Math.floor(networks / 250)}.${networks++ % 250}.7` });

const bearer = (world: World, credential: string): TestClient => caller({ mark: world.mark, credential });

/** Somebody with a mailbox, up to the moment they have read the mail. */
async function asking(world: World, email: string, headers: Record<string, string> = newNetwork()) {
  const asked = await world.anonymous.ok(askSignIn, { body: { email }, headers });
  const mail = await mailTo(email, asked.id);
  const id = asked.id;
  const verify = (body: Parameters<typeof verifyBody>[0]) => ({ param: { id }, body: verifyBody(body), headers });
  const verifyBody = (body: { code?: string; link_secret?: string; browser_secret?: string; tenant?: string }) => ({
    browser_secret: asked.browser_secret,
    ...body,
  });
  return { id, browserSecret: asked.browser_secret, code: codeIn(mail), link: linkIn(mail), mail, verify };
}

const wrong = (code: string): string => (code === "000000" ? "000001" : "000000");
const emailOf = (world: World, who: keyof World["people"]): string => world.people[who].member.email;

describe("signing in", () => {
  it("a mailed code opens a session in the tenant, and says so in its log", async () => {
    const world = await newWorld();
    const asked = await asking(world, emailOf(world, "recruiter"));
    const tokens = await world.anonymous.ok(verifySignIn, asked.verify({ code: asked.code }));
    expect(tokens).toMatchObject({
      tenant: { id: world.tenant.id, slug: world.tenant.slug },
      member_id: world.people.recruiter.member.id,
    });
    const person = bearer(world, tokens.access_token);
    expect(await person.ok(whoami, {})).toMatchObject({ actor: { kind: "member", id: tokens.member_id } });
    expect(await person.ok(getMe, {})).toMatchObject({ last_login_at: "2026-11-20T09:00:00Z" });

    const told = await testContext().db.select().from(facts).where(eq(facts.tenantId, world.tenant.id));
    expect(told).toMatchObject([
      { type: "session.opened", action: "login", entityId: tokens.session_id, actor: tokens.member_id },
    ]);
  });

  it("a mailed link opens one too, in the browser that asked", async () => {
    const world = await newWorld();
    const asked = await asking(world, emailOf(world, "berlin"));
    expect(asked.link.id).toBe(asked.id);
    expect(asked.link.url.origin).toBe(bindings.PUBLIC_ORIGIN);
    const elsewhere = asked.verify({ link_secret: asked.link.secret, browser_secret: "A".repeat(43) });
    await world.anonymous.refused(verifySignIn, elsewhere, "sign_in.other_browser");
    const tokens = await world.anonymous.ok(verifySignIn, asked.verify({ link_secret: asked.link.secret }));
    expect(tokens.member_id).toBe(world.people.berlin.member.id);
    await world.anonymous.refused(verifySignIn, asked.verify({ link_secret: asked.link.secret }), "sign_in.over");
  });

  it("a code without the asking browser's secret is worth nothing, and costs no try", async () => {
    const world = await newWorld();
    const asked = await asking(world, emailOf(world, "berlin"));
    for (let i = 0; i < 6; i++) {
      const stolen = asked.verify({ code: asked.code, browser_secret: "B".repeat(43) });
      await world.anonymous.refused(verifySignIn, stolen, "sign_in.over");
    }
    expect((await world.anonymous.call(verifySignIn, asked.verify({ code: asked.code }))).status).toBe(200);
  });

  it("five wrong codes end it, for the right one as well", async () => {
    const world = await newWorld();
    const asked = await asking(world, emailOf(world, "viewer"));
    const left: unknown[] = [];
    for (let i = 0; i < 5; i++) {
      const refused = await world.anonymous.refused(
        verifySignIn,
        asked.verify({ code: wrong(asked.code) }),
        "sign_in.wrong_code",
      );
      left.push(refused.problem["tries_left"]);
    }
    expect(left).toEqual([4, 3, 2, 1, 0]);
    await world.anonymous.refused(verifySignIn, asked.verify({ code: asked.code }), "sign_in.over");
    await world.anonymous.refused(verifySignIn, asked.verify({ link_secret: asked.link.secret }), "sign_in.over");
  });

  it("a hundred guesses at the same moment get no more than five tries", async () => {
    const world = await newWorld();
    const asked = await asking(world, emailOf(world, "viewer"));
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, guess) => {
        const code = String(guess).padStart(6, "0");
        return world.anonymous.call(verifySignIn, asked.verify({ code: code === asked.code ? "999999" : code }));
      }),
    );
    const codes = answers.map((answer) => (answer.ok ? "in" : answer.problem.code));
    expect(codes.filter((code) => code === "sign_in.wrong_code")).toHaveLength(5);
    expect(codes.filter((code) => code === "sign_in.over")).toHaveLength(95);
  });

  it("guesses at one address are counted over all its asks, and its owner still comes in by the link", async () => {
    const world = await newWorld();
    const email = emailOf(world, "viewer");
    const codes: string[] = [];
    const asks: Awaited<ReturnType<typeof asking>>[] = [];
    for (let round = 0; round < 2; round++) {
      vi.setSystemTime(startedAt + round * 16 * minute);
      for (let each = 0; each < 4; each++) {
        const asked = await asking(world, email);
        asks.push(asked);
        for (let i = 0; i < 4; i++) {
          const answer = await world.anonymous.call(verifySignIn, asked.verify({ code: wrong(asked.code) }));
          if (!answer.ok) codes.push(answer.problem.code);
        }
      }
    }
    expect(codes.filter((code) => code === "sign_in.wrong_code")).toHaveLength(25);
    const last = asks.at(-1);
    if (last === undefined) throw new Error("nothing asked");
    await world.anonymous.refused(verifySignIn, last.verify({ code: last.code }), "sign_in.over");
    await world.anonymous.ok(verifySignIn, last.verify({ link_secret: last.link.secret }));
  });

  it("a code is good for ten minutes and not a moment longer", async () => {
    const world = await newWorld();
    const [one, two] = [await asking(world, emailOf(world, "viewer")), await asking(world, emailOf(world, "berlin"))];
    vi.setSystemTime(startedAt + 10 * minute - 1);
    expect((await world.anonymous.call(verifySignIn, one.verify({ code: one.code }))).status).toBe(200);
    vi.setSystemTime(startedAt + 10 * minute);
    await world.anonymous.refused(verifySignIn, two.verify({ code: two.code }), "sign_in.over");
  });

  it("twenty who use one code at the same moment open one session", async () => {
    const world = await newWorld();
    const asked = await asking(world, emailOf(world, "recruiter"));
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => world.anonymous.call(verifySignIn, asked.verify({ code: asked.code }))),
    );
    expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
    const others = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem.code]));
    expect(new Set(others)).toEqual(new Set(["sign_in.over"]));
    const opened = await testContext()
      .db.select()
      .from(sessions)
      .where(eq(sessions.userId, world.people.recruiter.user.id));
    expect(opened).toHaveLength(1);
  });

  it("an unknown address becomes a person when it is proved, once, and belongs nowhere", async () => {
    const world = await newWorld();
    const email = `new-${world.mark}@guest.example`;
    const first = await asking(world, email);
    const before = await testContext().db.select().from(users).where(eq(users.email, email));
    expect(before).toEqual([]);
    const second = await asking(world, email);
    const opened = await Promise.all([
      world.anonymous.ok(verifySignIn, first.verify({ code: first.code })),
      world.anonymous.ok(verifySignIn, second.verify({ code: second.code })),
    ]);
    expect(opened.map((tokens) => [tokens.tenant, tokens.member_id])).toEqual([
      [null, null],
      [null, null],
    ]);
    const people = await testContext().db.select().from(users).where(eq(users.email, email));
    expect(people).toMatchObject([{ displayName: `new-${world.mark}`, status: "active" }]);
    const person = bearer(world, opened[0].access_token);
    await person.refused(whoami, {}, "credentials.wrong_kind");
    expect(await person.ok(getMe, {})).toMatchObject({ email });
  });

  it("the session opens where one asks, else where one worked last, and never where one is not", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const email = emailOf(world, "recruiter");
    const once = async (tenant?: string) => {
      const asked = await asking(world, email);
      const body = {
        code: asked.code,
        browser_secret: asked.browserSecret,
        ...(tenant === undefined ? {} : { tenant }),
      };
      // Not through the world's client: the answer may name the other company, and rightly.
      const answer = await send(
        new Request(`${bindings.PUBLIC_ORIGIN}/v1/sign-in/${asked.id}/verify`, {
          method: "POST",
          body: JSON.stringify(body),
          headers: { "Content-Type": "application/json", ...newNetwork() },
        }),
      );
      const { tenant: place }: { tenant: { id: string } | null } = await answer.json();
      return place?.id;
    };
    expect(await once(other.tenant.slug)).toBe(world.tenant.id);

    // The same person, taken on by the other company as well.
    const { user } = world.people.recruiter;
    const context = testContext();
    const member = { ...other.people.viewer.member, id: context.newId("member"), userId: user.id, email };
    await context.db.insert(members).values(member);
    vi.setSystemTime(startedAt + minute);
    expect(await once(other.tenant.slug)).toBe(other.tenant.id);
    expect(await once()).toBe(other.tenant.id);
    expect(await once(world.tenant.id)).toBe(world.tenant.id);
  });

  it("a suspended person is told so only after the proof", async () => {
    const world = await newWorld();
    const asked = await asking(world, emailOf(world, "viewer"));
    await testContext().db.update(users).set({ status: "suspended" }).where(eq(users.id, world.people.viewer.user.id));
    await world.anonymous.refused(verifySignIn, asked.verify({ code: wrong(asked.code) }), "sign_in.wrong_code");
    const told = await world.anonymous.refused(verifySignIn, asked.verify({ code: asked.code }), "user.suspended");
    expect(told.status).toBe(403);
  });

  it("nothing that is kept opens anything", async () => {
    const world = await newWorld();
    const asked = await asking(world, emailOf(world, "viewer"));
    const tokens = await world.anonymous.ok(verifySignIn, asked.verify({ code: asked.code }));
    const context = testContext();
    const kept = JSON.stringify([
      await context.db
        .select()
        .from(signIns)
        .where(eq(signIns.id, asked.id as Id<"sign_in">)),
      await context.db.select().from(sessions),
      await context.db.all(sql`select * from fact_bodies where tenant_id = ${world.tenant.id}`),
      await context.db.all(sql`select * from deliveries`),
    ]);
    for (const secret of [
      asked.code,
      asked.link.secret,
      asked.browserSecret,
      tokens.refresh_token,
      tokens.access_token,
    ]) {
      expect(kept).not.toContain(`"${secret}"`);
    }
    expect(kept).not.toContain(await sha256(asked.code));
    expect(kept).not.toMatch(/"seed":"[^"]+"[^}]*"type":/);
  });

  it("asks that are a day past their end are forgotten", async () => {
    const world = await newWorld();
    const asked = await asking(world, emailOf(world, "viewer"));
    const id = asked.id as Id<"sign_in">;
    const rows = () => testContext().db.select().from(signIns).where(eq(signIns.id, id));
    vi.setSystemTime(startedAt + day);
    await sweepSignIns(testContext());
    expect(await rows()).toHaveLength(1);
    vi.setSystemTime(startedAt + day + 11 * minute);
    await sweepSignIns(testContext());
    expect(await rows()).toHaveLength(0);
  });
});

describe("whoever asks learns nothing about an address", () => {
  it("known, unknown, suspended and deleted addresses get the same answer for the same work", async () => {
    const world = await newWorld();
    const known = emailOf(world, "owner");
    const suspended = emailOf(world, "viewer");
    await testContext().db.update(users).set({ status: "suspended" }).where(eq(users.email, suspended));
    const logged: { d1_trips: number; d1_rows_written: number }[] = [];
    const log = vi.spyOn(console, "log").mockImplementation((line: unknown) => {
      const parsed = JSON.parse(String(line)) as {
        event: string;
        route: string;
        d1_trips: number;
        d1_rows_written: number;
      };
      if (parsed.event === "request")
        logged.push({ d1_trips: parsed.d1_trips, d1_rows_written: parsed.d1_rows_written });
    });
    const shapes: unknown[] = [];
    for (const email of [known, `nobody-${world.mark}@guest.example`, suspended]) {
      const answer = await world.anonymous.call(askSignIn, { body: { email }, headers: newNetwork() });
      if (!answer.ok) throw new Error("refused");
      const headers = [...answer.headers.keys()].toSorted();
      shapes.push({
        status: answer.status,
        headers,
        body: Object.fromEntries(Object.entries(answer.body).map(([name, value]) => [name, value.length])),
      });
      await mailTo(email);
    }
    log.mockRestore();
    expect(shapes[1]).toEqual(shapes[0]);
    expect(shapes[2]).toEqual(shapes[0]);
    expect(logged[1]).toEqual(logged[0]);
    expect(logged[2]).toEqual(logged[0]);
  });

  it("the sixth mail from one network in a quarter of an hour is not sent, cannot be guessed at, and nobody can tell", async () => {
    const world = await newWorld();
    const email = `flooded-${world.mark}@guest.example`;
    const headers = newNetwork();
    for (let i = 0; i < 5; i++) await asking(world, email, headers);
    const sixth = await world.anonymous.ok(askSignIn, { body: { email }, headers });
    const ask = { param: { id: sixth.id }, body: { code: "123456", browser_secret: sixth.browser_secret } };
    await world.anonymous.refused(verifySignIn, ask, "sign_in.over");
    // The owner of the address sits elsewhere, and is not kept out by a stranger's asking.
    await asking(world, email);
    vi.setSystemTime(startedAt + 15 * minute);
    await asking(world, email, headers);
    expect(await countMails(email)).toBe(7);
  });

  it("from all networks together an address gets twenty mails in a quarter of an hour", async () => {
    const world = await newWorld();
    const email = `besieged-${world.mark}@guest.example`;
    for (let i = 0; i < 20; i++) await asking(world, email);
    await world.anonymous.ok(askSignIn, { body: { email }, headers: newNetwork() });
    expect(await countMails(email)).toBe(20);
  });

  it("one network may ask thirty times in a quarter of an hour", async () => {
    const world = await newWorld();
    const headers = newNetwork();
    const ask = (n: number) =>
      world.anonymous.call(askSignIn, { body: { email: `n${n}-${world.mark}@guest.example` }, headers });
    for (let n = 0; n < 30; n++) expect((await ask(n)).ok).toBe(true);
    const over = await ask(30);
    expect(over).toMatchObject({
      ok: false,
      status: 429,
      problem: { code: "quota.exceeded", policy: "sign-in-network" },
    });
    expect(Number(over.headers.get("Retry-After"))).toBeGreaterThan(0);
  });
});
