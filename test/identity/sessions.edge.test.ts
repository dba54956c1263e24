import { and, eq, sql } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readAccessToken } from "#identity/gate/tokens.ts";
import { members } from "#identity/members/tables.ts";
import { prepareSession } from "#identity/sessions/actions/open.ts";
import {
  endMemberSessions,
  endSession,
  getSession,
  listMemberSessions,
  listSessions,
  refreshSession,
  signOut,
  signOutEverywhere,
  switchSession,
} from "#identity/sessions/contract.ts";
import { clientOf, printRefreshToken } from "#identity/sessions/refresh-token.ts";
import { updateSession } from "#identity/sessions/store.ts";
import { sweepSessions } from "#identity/sessions/sweep.ts";
import { type Session, sessions } from "#identity/sessions/tables.ts";
import { createTeam, listTeams } from "#identity/teams/contract.ts";
import { tenants } from "#identity/tenants/tables.ts";
import { getMe } from "#identity/users/contract.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { day, hour, second } from "#kernel/instant.ts";
import { sendBatch } from "#platform/d1.ts";
import { facts } from "#platform/facts/tables.ts";
import { suspendQuietly } from "../support/objects.ts";
import { caller } from "../support/client.ts";
import { operate } from "../support/people.ts";
import { mailTo } from "../support/post.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const startedAt = Date.UTC(2026, 10, 20, 9);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: startedAt }));
afterEach(() => void vi.useRealTimers());

const laptop = { "CF-Connecting-IP": "192.0.2.7", "User-Agent": "Laptop" };
const phone = { "CF-Connecting-IP": "198.51.100.9", "User-Agent": "Phone" };

/** A session as signing in opens one, with its first refresh token. */
async function opened(
  world: World,
  who: keyof World["people"] | Id<"user">,
  tenant: Id<"tenant"> | null = world.tenant.id,
) {
  const context = { ...testContext(), caller: { ip: laptop["CF-Connecting-IP"], userAgent: "Laptop" } };
  const user = who in world.people ? world.people[who as keyof World["people"]].user.id : (who as Id<"user">);
  const { session, insert } = await prepareSession(context, { user, tenant, method: "mail_code" });
  await sendBatch(context.db, [insert]);
  return { session, token: await printRefreshToken(context.config, session, 1) };
}

const bearer = (world: World, credential: string) => caller({ mark: world.mark, credential });
const refreshed = (world: World, refresh_token: string, headers: Record<string, string> = laptop) =>
  world.anonymous.ok(refreshSession, { body: { refresh_token }, headers });
const over = (world: World, refresh_token: string | null, headers: Record<string, string> = laptop) =>
  world.anonymous.refused(refreshSession, { body: { refresh_token: refresh_token ?? "" }, headers }, "session.over");

const rowOf = async (id: Id<"session">): Promise<Session | undefined> =>
  testContext().db.select().from(sessions).where(eq(sessions.id, id)).get();
const toldIn = (world: World, type: string) =>
  testContext()
    .db.select()
    .from(facts)
    .where(and(eq(facts.tenantId, world.tenant.id), eq(facts.type, type)));
/** As another isolate would: our own forgets what it knew of the tenant, the others may not. */
const setEpoch = (world: World) =>
  testContext()
    .db.update(tenants)
    .set({ epoch: sql`${tenants.epoch} + 1` })
    .where(eq(tenants.id, world.tenant.id));

/** The same person, taken on by a second company. */
async function alsoAt(other: World, world: World, who: keyof World["people"]) {
  const context = testContext();
  const member = {
    ...other.people.viewer.member,
    id: context.newId("member"),
    userId: world.people[who].user.id,
    displayName: "Guest",
    email: world.people[who].member.email,
  };
  await context.db.insert(members).values(member);
  return member;
}

const from = (ip: string, userAgent: string | null) => clientOf({ ...testContext(), caller: { ip, userAgent } });

describe("refreshing", () => {
  it("each refresh token is good once and names its successor", async () => {
    const world = await newWorld();
    const first = await opened(world, "recruiter");
    const successor = await refreshed(world, first.token);
    expect(successor).toMatchObject({ session_id: first.session.id, tenant: { id: world.tenant.id } });
    vi.setSystemTime(startedAt + hour);
    const third = await refreshed(world, successor.refresh_token ?? "");
    expect(third.refresh_token).not.toBe(successor.refresh_token);
    expect(third.refresh_expires_at).toBe("2026-11-27T10:00:00Z");
    await bearer(world, third.access_token).ok(listTeams, {});
  });

  it("fifty at the same moment with one token all get the same successor, and the family goes on", async () => {
    const world = await newWorld();
    const first = await opened(world, "recruiter");
    const answers = await Promise.all(Array.from({ length: 50 }, () => refreshed(world, first.token)));
    expect(new Set(answers.map((answer) => answer.refresh_token)).size).toBe(1);
    expect(await rowOf(first.session.id)).toMatchObject({ generation: 2, endedAt: null });
    vi.setSystemTime(startedAt + hour);
    await refreshed(world, answers[0]?.refresh_token ?? "");
    expect(await rowOf(first.session.id)).toMatchObject({ generation: 3, endedAt: null });
  });

  it("a turn that somebody else has taken meanwhile is not taken again", async () => {
    const world = await newWorld();
    const { session, token } = await opened(world, "recruiter");
    let latest = token;
    for (let turns = 0; turns < 2; turns++) latest = (await refreshed(world, latest)).refresh_token ?? "";
    const context = testContext();
    // What a slow request that read the first generation would now write.
    await sendBatch(context.db, [updateSession(context, session, { ...session, generation: 2, version: 2 })]);
    expect(await rowOf(session.id)).toMatchObject({ generation: 3, version: 3 });
    expect((await refreshed(world, latest)).session_id).toBe(session.id);
  });

  it("an answer that was lost is given again for ten seconds, to the same client only", async () => {
    const world = await newWorld();
    const [one, two] = [await opened(world, "recruiter"), await opened(world, "recruiter")];
    const successor = await refreshed(world, one.token);
    vi.setSystemTime(startedAt + 10 * second - 1);
    expect((await refreshed(world, one.token)).refresh_token).toBe(successor.refresh_token);
    vi.setSystemTime(startedAt);
    await refreshed(world, two.token);
    await over(world, two.token, phone);
    expect(await rowOf(two.session.id)).toMatchObject({ endedHow: "reuse" });
  });

  it("an old token ten seconds later is in two hands: the family dies, its access tokens too, and the person is told", async () => {
    const world = await newWorld();
    const first = await opened(world, "recruiter");
    const successor = await refreshed(world, first.token);
    const person = bearer(world, successor.access_token);
    await person.ok(listTeams, {});

    vi.setSystemTime(startedAt + 10 * second);
    await over(world, first.token, phone);
    await over(world, successor.refresh_token);
    await person.refused(listTeams, {}, "credentials.revoked");
    expect(await rowOf(first.session.id)).toMatchObject({ endedHow: "reuse", generation: 2 });
    expect(await toldIn(world, "session.reuse_detected")).toMatchObject([
      { entityId: first.session.id, actor: "system", action: "logout" },
    ]);
    const mail = await mailTo(world.people.recruiter.member.email);
    expect(mail.subject).toBe("We ended one of your sessions");
    expect(mail.text).not.toContain(first.token);
    // Told once, however often the thief comes back.
    await over(world, first.token, phone);
    expect(await toldIn(world, "session.reuse_detected")).toHaveLength(1);
  });

  it("reuse found fifty times at the same moment is told once", async () => {
    const world = await newWorld();
    const first = await opened(world, "recruiter");
    await refreshed(world, first.token);
    vi.setSystemTime(startedAt + day);
    await Promise.all(Array.from({ length: 50 }, () => over(world, first.token)));
    expect(await toldIn(world, "session.reuse_detected")).toHaveLength(1);
  });

  it("a week without use ends a session, and thirty days in any case", async () => {
    const world = await newWorld();
    const idle = await opened(world, "recruiter");
    vi.setSystemTime(startedAt + 7 * day);
    await over(world, idle.token);

    vi.setSystemTime(startedAt);
    const busy = await opened(world, "recruiter");
    let token = busy.token;
    for (let days = 6; days < 30; days += 6) {
      vi.setSystemTime(startedAt + days * day);
      token = (await refreshed(world, token)).refresh_token ?? "";
    }
    vi.setSystemTime(startedAt + 30 * day - 1);
    const last = await refreshed(world, token);
    expect(last.refresh_expires_at).toBe("2026-12-20T09:00:00Z");
    vi.setSystemTime(startedAt + 30 * day);
    await over(world, last.refresh_token);
  });

  it("a token that is forged, misspelt, of another session or another generation is worth nothing and harms nobody", async () => {
    const world = await newWorld();
    const [mine, other] = [await opened(world, "recruiter"), await opened(world, "viewer")];
    const [head = "", generation = "", tag = ""] = mine.token.split(".");
    const [otherHead = ""] = other.token.split(".");
    const flipped = (tag.startsWith("A") ? "B" : "A") + tag.slice(1);
    const bad = [
      `${head}.${generation}.${flipped}`,
      `${otherHead}.${generation}.${tag}`,
      `${head}.2.${tag}`,
      `${head}.0.${tag}`,
      `${head}.01.${tag}`,
      `${head}.${generation}.${tag}=`,
      `${head}.${generation}.${tag}.`,
      `${head}.1e0.${tag}`,
      mine.token.toUpperCase(),
      ` ${mine.token}`,
      "ilr_",
      "x",
    ];
    for (const token of bad) await over(world, token);
    for (const one of [mine, other])
      expect(await refreshed(world, one.token)).toMatchObject({ session_id: one.session.id });
  });

  it("a suspended person is refused, and one whose membership ended gets a token for no tenant", async () => {
    const world = await newWorld();
    const [gone, suspended] = [await opened(world, "viewer"), await opened(world, "recruiter")];
    await suspendQuietly(world, "viewer");
    const tokens = await refreshed(world, gone.token);
    expect(tokens).toMatchObject({ tenant: null, member_id: null });
    await bearer(world, tokens.access_token).refused(listTeams, {}, "credentials.wrong_kind");
    await testContext()
      .db.update(users)
      .set({ status: "suspended" })
      .where(eq(users.id, world.people.recruiter.user.id));
    await over(world, suspended.token);
  });

  it("a suspended company keeps nobody from their other companies, or from signing out", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    await alsoAt(other, world, "recruiter");
    const { session, token } = await opened(world, "recruiter");
    await operate(world, { status: "suspended" });
    const tokens = await refreshed(world, token);
    expect(tokens).toMatchObject({ tenant: null, session_id: session.id });
    const person = bearer(other, tokens.access_token);
    expect(await person.ok(switchSession, { body: { tenant: other.tenant.id } })).toMatchObject({
      tenant: { id: other.tenant.id },
    });
    await person.ok(signOut, {});
  });

  it("a client is recognised by its network and its name", async () => {
    const base = await from("192.0.2.7", "Laptop");
    expect(await from("192.0.2.99", "Laptop")).toBe(base);
    expect(await from("192.0.3.7", "Laptop")).not.toBe(base);
    expect(await from("192.0.2.7", "Phone")).not.toBe(base);
    expect(await from("2001:db8:1:200::1", "x")).toBe(await from("2001:db8:1:2ff::9", "x"));
  });
});

describe("switching", () => {
  it("moves the session to another tenant of the person, whose log says so; its refresh token goes on", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    await alsoAt(other, world, "recruiter");
    const first = await opened(world, "recruiter");
    const successor = await refreshed(world, first.token);
    const there = await bearer(other, successor.access_token).ok(switchSession, {
      body: { tenant: other.tenant.slug },
    });
    expect(there).toMatchObject({ tenant: { id: other.tenant.id }, refresh_token: null, session_id: first.session.id });
    expect(await toldIn(other, "session.switched")).toMatchObject([{ actor: there.member_id, action: "login" }]);
    const next = await other.anonymous.ok(refreshSession, {
      body: { refresh_token: successor.refresh_token ?? "" },
      headers: laptop,
    });
    expect(next.tenant?.id).toBe(other.tenant.id);
    await bearer(other, next.access_token).ok(switchSession, { body: { tenant: other.tenant.id } });
  });

  it("a tenant that is not theirs, or does not exist, is equally unknown", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const person = await world.as("recruiter");
    const answers = [other.tenant.slug, other.tenant.id, "nobody-there", testContext().newId("tenant")].map((tenant) =>
      person.refused(switchSession, { body: { tenant } }, "tenant.unknown"),
    );
    for (const answer of await Promise.all(answers)) expect(answer.status).toBe(404);
    await alsoAt(other, world, "berlin");
    await testContext()
      .db.update(members)
      .set({ status: "suspended" })
      .where(and(eq(members.tenantId, other.tenant.id), eq(members.userId, world.people.berlin.user.id)));
    const berlin = await world.as("berlin");
    await berlin.refused(switchSession, { body: { tenant: other.tenant.slug } }, "tenant.unknown");
  });
});

describe("one's own sessions", () => {
  it("are listed with the one in use, and ended ones can be left out", async () => {
    const world = await newWorld();
    const person = await world.as("recruiter");
    const other = await opened(world, "recruiter");
    const all = await person.ok(listSessions, {});
    expect(all.data.filter((one) => one.current)).toHaveLength(1);
    expect(all.data).toHaveLength(2);
    expect(all.data.find((one) => one.id === other.session.id)).toMatchObject({
      ip: "192.0.2.7",
      user_agent: "Laptop",
    });

    await person.ok(endSession, { param: { id: other.session.id } });
    await person.ok(endSession, { param: { id: other.session.id } });
    expect(await toldIn(world, "session.ended")).toHaveLength(1);
    expect(await person.ok(getSession, { param: { id: other.session.id } })).toMatchObject({
      active: false,
      ended_how: "signed_out",
    });
    expect((await person.ok(listSessions, { query: { active: "true" } })).data).toHaveLength(1);
    expect((await person.ok(listSessions, { query: { active: "false" } })).data).toHaveLength(1);
    await over(world, other.token);
  });

  it("somebody else's are as unknown as those that never were", async () => {
    const world = await newWorld();
    const theirs = await opened(world, "owner");
    const person = await world.as("recruiter");
    for (const id of [theirs.session.id, testContext().newId("session")]) {
      await person.refused(getSession, { param: { id } }, "session.unknown");
      await person.refused(endSession, { param: { id } }, "session.unknown");
    }
    await refreshed(world, theirs.token);
  });

  it("signing out ends this one only, and its access token with it", async () => {
    const world = await newWorld();
    const [person, elsewhere] = [await world.as("recruiter"), await world.as("recruiter")];
    await person.ok(signOut, {});
    await person.refused(listTeams, {}, "credentials.revoked");
    await elsewhere.ok(listTeams, {});
    expect(await toldIn(world, "session.ended")).toMatchObject([
      { action: "logout", actor: world.people.recruiter.member.id },
    ]);
  });

  it("signing out everywhere ends all of them, in whichever tenant they stand", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const there = await alsoAt(other, world, "recruiter");
    const { id } = world.people.recruiter.user;
    const [here, abroad, nowhere] = [
      await opened(world, "recruiter"),
      await opened(world, id, other.tenant.id),
      await opened(world, id, null),
    ];
    const stranger = await opened(world, "viewer");
    await (await world.as("recruiter")).ok(signOutEverywhere, {});
    for (const one of [here, abroad, nowhere]) await over(world, one.token);
    await refreshed(world, stranger.token);
    expect(await toldIn(world, "member.sessions_ended")).toMatchObject([
      { entityId: world.people.recruiter.member.id },
    ]);
    expect(await toldIn(other, "member.sessions_ended")).toMatchObject([{ entityId: there.id, actor: there.id }]);
  });

  it("an API key has none, and somebody without a tenant has theirs", async () => {
    const world = await newWorld();
    await world.withKey("full").refused(listSessions, {}, "credentials.wrong_kind");
    const first = await opened(world, world.people.viewer.user.id, null);
    const tokens = await refreshed(world, first.token);
    const person = bearer(world, tokens.access_token);
    expect((await person.ok(listSessions, {})).data).toMatchObject([{ tenant_id: null, current: true }]);
    await person.ok(signOut, {});
    await person.refused(getMe, {}, "credentials.revoked");
  });
});

describe("an administrator", () => {
  it("sees and ends a member's sessions that stand here, and no others", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    await alsoAt(other, world, "recruiter");
    const { user, member } = world.people.recruiter;
    const [here, abroad] = [await opened(world, "recruiter"), await opened(world, user.id, other.tenant.id)];
    const person = bearer(world, (await refreshed(world, here.token)).access_token);
    const admin = await world.as("admin");

    const seen = await admin.ok(listMemberSessions, { param: { id: member.id } });
    expect(seen.data.map((one) => one.id)).toEqual([here.session.id]);
    await admin.ok(endMemberSessions, { param: { id: member.id } });
    await person.refused(listTeams, {}, "credentials.revoked");
    expect(await rowOf(here.session.id)).toMatchObject({ endedHow: "revoked" });
    expect(await toldIn(world, "member.sessions_ended")).toMatchObject([{ actor: world.people.admin.member.id }]);
    expect(await rowOf(abroad.session.id)).toMatchObject({ endedAt: null });
    await admin.ok(endMemberSessions, { param: { id: member.id } });
    expect(await toldIn(world, "member.sessions_ended")).toHaveLength(1);
  });
});

describe("rights that were taken away", () => {
  it("stop writing at once and reading within half a minute, whichever isolate took them", async () => {
    const world = await newWorld();
    const person = await world.as("recruiter");
    await person.ok(listTeams, {});
    // Behind this isolate's back: nothing here is told to forget.
    await testContext()
      .db.update(members)
      .set({ status: "suspended" })
      .where(and(eq(members.tenantId, world.tenant.id), eq(members.id, world.people.recruiter.member.id)));
    await setEpoch(world);

    await person.refused(createTeam, { body: { name: "Afterwards" } }, "credentials.revoked");
    const late = await world.as("owner");
    expect((await late.ok(listTeams, { query: { name: "Afterwards" } })).data).toEqual([]);
    vi.setSystemTime(startedAt + 30 * second);
    await person.refused(listTeams, {}, "credentials.revoked");
  });

  it("others whose rights stand as they were notice nothing", async () => {
    const world = await newWorld();
    const [person, colleague] = [await world.as("recruiter"), await world.as("owner")];
    await colleague.ok(listTeams, {});
    await suspendQuietly(world, "viewer");
    await setEpoch(world);
    await person.ok(createTeam, { body: { name: "Still here" } });
    vi.setSystemTime(startedAt + 31 * second);
    await colleague.ok(listTeams, {});
  });
});

describe("what is kept", () => {
  it("an access token says which session, tenant and member, and what they may", async () => {
    const world = await newWorld();
    const first = await opened(world, "viewer");
    const tokens = await refreshed(world, first.token);
    const claims = await readAccessToken(testContext(), tokens.access_token);
    expect(claims).toMatchObject({
      ok: true,
      value: {
        user: world.people.viewer.user.id,
        session: first.session.id,
        place: { tenant: world.tenant.id, member: world.people.viewer.member.id, epoch: 1 },
      },
    });
  });

  it("sessions are forgotten thirty days after they could last be used", async () => {
    const world = await newWorld();
    const { session } = await opened(world, "viewer");
    vi.setSystemTime(startedAt + 60 * day);
    await sweepSessions(testContext());
    expect(await rowOf(session.id)).toBeDefined();
    vi.setSystemTime(startedAt + 60 * day + 1);
    await sweepSessions(testContext());
    expect(await rowOf(session.id)).toBeUndefined();
  });
});
