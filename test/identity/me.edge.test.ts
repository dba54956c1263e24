import { and, eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { members, roleGrants } from "#identity/members/tables.ts";
import { permissionsOf } from "#identity/permissions.ts";
import { askSignIn, verifySignIn } from "#identity/sign-in/contract.ts";
import { listTeams } from "#identity/teams/contract.ts";
import {
  askEmailChange,
  changeMe,
  closeMe,
  getMe,
  listIdentities,
  listMemberships,
  removeIdentity,
  verifyEmailChange,
  whoami,
} from "#identity/users/contract.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { minute } from "#kernel/instant.ts";
import { factBodies, facts } from "#platform/facts/tables.ts";
import { makeObject } from "../support/objects.ts";
import { caller } from "../support/client.ts";
import { codeIn, countMails, mailTo } from "../support/post.ts";
import { bindings, newWorld, send, testContext, type World } from "../support/world/world.ts";

const startedAt = Date.UTC(2026, 10, 20, 9);
beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now: startedAt }));
afterEach(() => void vi.useRealTimers());

const memberRow = (world: World, id: Id<"member">) =>
  testContext()
    .db.select()
    .from(members)
    .where(and(eq(members.tenantId, world.tenant.id), eq(members.id, id)))
    .get();
const toldIn = (world: World, type: string) =>
  testContext()
    .db.select()
    .from(facts)
    .where(and(eq(facts.tenantId, world.tenant.id), eq(facts.type, type)));

/** The same person, taken on by a second company, with a role there. */
async function alsoAt(other: World, world: World, who: keyof World["people"], role: "viewer" | "owner" = "viewer") {
  const context = testContext();
  const { user } = world.people[who];
  const member = {
    ...other.people.viewer.member,
    id: context.newId("member"),
    userId: user.id,
    displayName: "Guest",
    email: user.email ?? "",
  };
  await context.db.insert(members).values(member);
  await context.db.insert(roleGrants).values({
    tenantId: other.tenant.id,
    memberId: member.id,
    roleId: other.roles[role].id,
    grantedBy: "system",
    grantedAt: context.now,
  });
  return member;
}

/** Somebody who has proved an address and belongs nowhere. */
async function newcomer(world: World, email: string, ip: string) {
  const headers = { "CF-Connecting-IP": ip };
  const asked = await world.anonymous.ok(askSignIn, { body: { email }, headers });
  const code = codeIn(await mailTo(email, asked.id));
  const tokens = await world.anonymous.ok(verifySignIn, {
    param: { id: asked.id },
    body: { code, browser_secret: asked.browser_secret },
    headers,
  });
  return caller({ mark: world.mark, credential: tokens.access_token });
}

describe("oneself", () => {
  it("is read with an ETag, and what the credential is and may is asked of any credential in a tenant", async () => {
    const world = await newWorld();
    const person = await world.as("viewer");
    const answer = await person.call(getMe, {});
    expect(answer.headers.get("ETag")).toBe('"1"');
    if (!answer.ok) throw new Error("refused");
    expect(answer.body).toMatchObject({ id: world.people.viewer.user.id, email: world.people.viewer.member.email });
    expect(await person.ok(whoami, {})).toMatchObject({
      actor: { kind: "member", id: world.people.viewer.member.id },
      tenant: { id: world.tenant.id, slug: world.tenant.slug, mode: "live" },
      permissions: permissionsOf(world.roles.viewer).toSorted(),
    });
    await world.withKey("reader").refused(getMe, {}, "credentials.wrong_kind");
    expect(await world.withKey("reader").ok(whoami, {})).toMatchObject({
      actor: { kind: "key", id: world.keys.reader.row.id },
      permissions: ["teams:read"],
    });
  });

  it("is changed by a merge patch, and the name follows into every tenant", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const there = await alsoAt(other, world, "berlin");
    const person = await world.as("berlin");
    const changed = await person.ok(changeMe, {
      body: { display_name: "Lena B.", phone: "+493012345678", time_zone: "Asia/Kolkata", given_name: null },
      headers: { "If-Match": '"1"' },
    });
    expect(changed).toMatchObject({ display_name: "Lena B.", given_name: null, locale: "de", version: 2 });
    expect(await memberRow(world, world.people.berlin.member.id)).toMatchObject({ displayName: "Lena B.", version: 2 });
    expect(await memberRow(other, there.id)).toMatchObject({ displayName: "Lena B." });
    const [told] = await toldIn(world, "user.changed");
    expect(told).toMatchObject({ actor: world.people.berlin.member.id, version: 2 });
    const kept = await testContext()
      .db.select()
      .from(factBodies)
      .where(eq(factBodies.factId, told?.id ?? ("" as Id<"fact">)))
      .get();
    expect(kept?.after).toMatchObject({ display_name: "Lena B." });

    await person.refused(changeMe, { body: { phone: null }, headers: { "If-Match": '"1"' } }, "version.conflict");
    const plain = await person.ok(changeMe, { body: { display_name: null, given_name: "Lena" } });
    expect(plain.display_name).toBeNull();
    expect((await memberRow(other, there.id))?.displayName).toBe(`Lena ${world.people.berlin.user.familyName}`);
    for (const body of [{ status: "active" }, { email: "x@y.example" }, { id: "x" }, { time_zone: "Mars/Base" }]) {
      await person.refused(changeMe, { body }, "body.invalid");
    }
  });

  it("two changes at the same moment both happen", async () => {
    const world = await newWorld();
    const person = await world.as("berlin");
    await Promise.all([
      person.ok(changeMe, { body: { phone: "+493012345678" } }),
      person.ok(changeMe, { body: { locale: "fr" } }),
    ]);
    expect(await person.ok(getMe, {})).toMatchObject({ phone: "+493012345678", locale: "fr", version: 3 });
  });

  it("somebody without a tenant can change and close their own account too", async () => {
    const world = await newWorld();
    const email = `solo-${world.mark}@guest.example`;
    const person = await newcomer(world, email, "10.9.1.1");
    await person.ok(changeMe, { body: { display_name: "Solo" } });
    expect(await person.ok(listMemberships, {})).toMatchObject({ data: [] });
    await person.ok(closeMe, {});
    await person.refused(getMe, {}, "credentials.revoked");
    // The address is free: whoever proves it now is somebody else.
    const again = await newcomer(world, email, "10.9.1.2");
    expect(await again.ok(getMe, {})).toMatchObject({ email, display_name: `solo-${world.mark}` });
  });

  it("sees where they belong, as what, and where they are working", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const there = await alsoAt(other, world, "berlin");
    // Not through the world's client: this answer names two companies, and rightly.
    const listed = await send(
      new Request(`${bindings.PUBLIC_ORIGIN}/v1/me/memberships`, {
        headers: { Authorization: `Bearer ${await world.tokenOf("berlin")}` },
      }),
    );
    const { data } = (await listed.json()) as { data: unknown[] };
    expect(data).toHaveLength(2);
    expect(data).toContainEqual(
      expect.objectContaining({
        member_id: world.people.berlin.member.id,
        current: true,
        status: "active",
        roles: [expect.objectContaining({ key: "interviewer" })],
      }),
    );
    expect(data).toContainEqual(
      expect.objectContaining({
        member_id: there.id,
        current: false,
        roles: [expect.objectContaining({ id: other.roles.viewer.id })],
      }),
    );
    const alone = await (await world.as("viewer")).ok(listMemberships, {});
    expect(alone.data.map((one) => one.tenant.slug)).toEqual([world.tenant.slug]);
  });
});

describe("closing one's account", () => {
  it("leaves every tenant, ends every session, and each log says so", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const there = await alsoAt(other, world, "berlin");
    const [person, phone] = [await world.as("berlin"), await world.as("berlin")];
    await person.ok(closeMe, { headers: { "If-Match": '"1"' } });
    await phone.refused(listTeams, {}, "credentials.revoked");
    expect(await memberRow(world, world.people.berlin.member.id)).toMatchObject({ status: "deactivated" });
    expect(await memberRow(other, there.id)).toMatchObject({ status: "deactivated" });
    expect(await toldIn(world, "user.left")).toMatchObject([{ entityId: world.people.berlin.member.id }]);
    expect(await toldIn(other, "user.left")).toMatchObject([{ entityId: there.id, actor: there.id }]);
    const row = await testContext().db.select().from(users).where(eq(users.id, world.people.berlin.user.id)).get();
    expect(row).toMatchObject({ status: "deleted", email: null });
  });

  it("nobody who is a company's only owner can go, and an owner among several can", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const owner = await world.as("owner");
    await owner.refused(closeMe, {}, "user.last_owner");
    // Nothing was left half-way.
    expect(await memberRow(world, world.people.owner.member.id)).toMatchObject({ status: "active" });

    await alsoAt(other, world, "berlin", "owner");
    await (await world.as("berlin")).ok(closeMe, {});
    expect((await owner.ok(whoami, {})).tenant.id).toBe(world.tenant.id);
  });

  it("of two owners who go at the same moment, one stays", async () => {
    const world = await newWorld();
    const context = testContext();
    await context.db.insert(roleGrants).values({
      tenantId: world.tenant.id,
      memberId: world.people.admin.member.id,
      roleId: world.roles.owner.id,
      grantedBy: "system",
      grantedAt: context.now,
    });
    const people = [await world.as("owner"), await world.as("admin")];
    const answers = await Promise.all(people.map((person) => person.call(closeMe, {})));
    expect(answers.map((answer) => (answer.ok ? "gone" : answer.problem.code)).toSorted()).toEqual([
      "gone",
      "user.last_owner",
    ]);
  });
});

async function ask(world: World, who: keyof World["people"], email: string) {
  const person = await world.as(who);
  const asked = await person.ok(askEmailChange, { body: { email } });
  return { person, id: asked.id, code: codeIn(await mailTo(email)) };
}

describe("changing one's address", () => {
  it("takes proof of the new one, follows into every tenant, and tells the old one", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const there = await alsoAt(other, world, "berlin");
    const old = world.people.berlin.member.email;
    const email = `lena-${world.mark}@elsewhere.example`;
    const { person, id, code } = await ask(world, "berlin", email);
    expect((await person.ok(getMe, {})).email).toBe(old);

    const changed = await person.ok(verifyEmailChange, { body: { id, code } });
    expect(changed).toMatchObject({ email, email_verified_at: "2026-11-20T09:00:00Z", version: 2 });
    expect(await memberRow(world, world.people.berlin.member.id)).toMatchObject({ email });
    expect(await memberRow(other, there.id)).toMatchObject({ email });
    expect(await toldIn(world, "user.email_changed")).toHaveLength(1);
    const note = await mailTo(old);
    expect(note.subject).toBe("Your address at Interlock was changed");
    expect(note.text).not.toContain(email);
    await person.refused(verifyEmailChange, { body: { id, code } }, "email_change.over");
  });

  it("another's address is refused only once it is proved, and stays theirs", async () => {
    const world = await newWorld();
    const theirs = world.people.owner.member.email;
    const { person, id, code } = await ask(world, "viewer", theirs);
    await person.refused(verifyEmailChange, { body: { id, code } }, "user.email_taken");
    expect((await (await world.as("owner")).ok(getMe, {})).email).toBe(theirs);
  });

  it("a code is bound to its person, to five tries and to ten minutes, and signs nobody in", async () => {
    const world = await newWorld();
    const email = `bound-${world.mark}@elsewhere.example`;
    const { person, id, code } = await ask(world, "viewer", email);
    const stranger = await world.as("berlin");
    await stranger.refused(verifyEmailChange, { body: { id, code } }, "email_change.over");
    const asSignIn = { param: { id }, body: { code, browser_secret: "A".repeat(43) } };
    await world.anonymous.refused(verifySignIn, asSignIn, "sign_in.over");
    const wrong = code === "000000" ? "000001" : "000000";
    for (let i = 0; i < 5; i++) {
      await person.refused(verifyEmailChange, { body: { id, code: wrong } }, "email_change.wrong_code");
    }
    await person.refused(verifyEmailChange, { body: { id, code } }, "email_change.over");

    vi.setSystemTime(startedAt + 20 * minute);
    const later = `later-${world.mark}@elsewhere.example`;
    const next = await ask(world, "viewer", later);
    vi.setSystemTime(startedAt + 30 * minute);
    const late = { body: { id: next.id, code: next.code } };
    await (await world.as("viewer")).refused(verifyEmailChange, late, "email_change.over");
    expect((await (await world.as("viewer")).ok(getMe, {})).email).toBe(world.people.viewer.member.email);
  });

  it("one person cannot have mails sent to many strangers, nor one stranger get many", async () => {
    const world = await newWorld();
    const person = await world.as("viewer");
    const codes: string[] = [];
    for (let i = 0; i < 6; i++) {
      const answer = await person.call(askEmailChange, { body: { email: `s${i}-${world.mark}@stranger.example` } });
      codes.push(answer.ok ? "mailed" : answer.problem.code);
    }
    expect(codes).toEqual(["mailed", "mailed", "mailed", "mailed", "mailed", "quota.exceeded"]);

    const victim = `victim-${world.mark}@stranger.example`;
    for (const who of ["owner", "admin", "recruiter", "berlin", "kolkata", "vancouver"] as const) {
      await (await world.as(who)).ok(askEmailChange, { body: { email: victim } });
    }
    await mailTo(`s4-${world.mark}@stranger.example`);
    expect(await countMails(victim)).toBeLessThanOrEqual(5);
  });

  it("a retry with the same Idempotency-Key mails once", async () => {
    const world = await newWorld();
    const person = await world.as("viewer");
    const email = `retry-${world.mark}@elsewhere.example`;
    const retried = { body: { email }, headers: { "Idempotency-Key": "change-1" } };
    const answers = [await person.ok(askEmailChange, retried), await person.ok(askEmailChange, retried)];
    expect(answers[1]).toEqual(answers[0]);
    await mailTo(email);
    expect(await countMails(email)).toBe(1);
  });
});

describe("identities at outside providers", () => {
  it("are listed and removed by their person only", async () => {
    const world = await newWorld();
    const id = (await makeObject.identity?.(world, "present")) ?? "";
    const [person, stranger] = [await world.as("vancouver"), await world.as("owner")];
    expect((await person.ok(listIdentities, {})).data).toMatchObject([
      { id, issuer: "https://idp.example", kind: "oidc" },
    ]);
    expect((await stranger.ok(listIdentities, {})).data).toEqual([]);
    await stranger.refused(removeIdentity, { param: { id } }, "identity.unknown");
    await person.ok(removeIdentity, { param: { id } });
    expect((await person.ok(listIdentities, {})).data).toEqual([]);
    expect(await toldIn(world, "identity.removed")).toMatchObject([{ action: "delete", entityId: id }]);
  });
});
