import { and, eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { hearing, office } from "../../src/facts.ts";
import {
  acceptInvitation,
  changeInvitation,
  createInvitation,
  deleteInvitation,
  getInvitation,
  listInvitations,
  resendInvitation,
  revokeInvitation,
  viewInvitation,
} from "#identity/invitations/contract.ts";
import { linkToken } from "#identity/invitations/link.ts";
import { companyPolicy } from "#identity/invitations/rules.ts";
import { type Invitation, invitations } from "#identity/invitations/tables.ts";
import { getMember, listMembers, removeMember, suspendMember } from "#identity/members/contract.ts";
import { printRefreshToken } from "#identity/sessions/refresh-token.ts";
import { sessions } from "#identity/sessions/tables.ts";
import { switchSession } from "#identity/sessions/contract.ts";
import { deleteTeam } from "#identity/teams/contract.ts";
import { getTenant, listTenants } from "#identity/tenants/contract.ts";
import { users } from "#identity/users/tables.ts";
import type { Id } from "#kernel/ids.ts";
import { after, day } from "#kernel/instant.ts";
import { writeCookie } from "#pages/kit/cookies.ts";
import { sendDue } from "#platform/deliveries/send.ts";
import { deliveries } from "#platform/deliveries/tables.ts";
import { facts } from "#platform/facts/tables.ts";
import { caller } from "../support/client.ts";
import { factCount, newcomer, operate, signedIn, toldIn } from "../support/people.ts";
import { countMails, mailTo } from "../support/post.ts";
import { deliver } from "../support/queue.ts";
import { bindings, newWorld, send, testContext, type World } from "../support/world/world.ts";

let guests = 0;
const newGuest = (world: World) => `guest${guests++}@${world.mark}.example`;

async function rowOf(world: World, id: string): Promise<Invitation> {
  const row = await testContext()
    .db.select()
    .from(invitations)
    .where(and(eq(invitations.tenantId, world.tenant.id), eq(invitations.id, id as Id<"invitation">)))
    .get();
  if (row === undefined) throw new Error("No such invitation.");
  return row;
}

/** The word in the newest link. */
const tokenOf = async (world: World, id: string): Promise<string> =>
  linkToken(testContext().config, await rowOf(world, id));

/** An open invitation, the link to it, and whom it is for. */
async function invited(world: World, words: { email?: string; role_ids?: string[]; team_ids?: string[] } = {}) {
  const recruiter = await world.as("recruiter");
  const email = words.email ?? newGuest(world);
  const body = { email, role_ids: words.role_ids ?? [world.roles.interviewer.id], team_ids: words.team_ids ?? [] };
  const invitation = await recruiter.ok(createInvitation, { body });
  return { invitation, email, param: { id: invitation.id }, token: await tokenOf(world, invitation.id) };
}

describe("inviting", () => {
  it("a recruiter invites with roles and teams; who accepts is a member with just those", async () => {
    const world = await newWorld();
    const { invitation, email, token } = await invited(world, { team_ids: [world.team.id] });
    expect(invitation).toMatchObject({
      status: "pending",
      email,
      role_ids: [world.roles.interviewer.id],
      invited_by: world.people.recruiter.member.id,
      sent_count: 1,
      version: 1,
    });
    expect(Date.parse(invitation.expires_at) - Date.parse(invitation.created_at)).toBe(7 * day);

    const { client, user } = await newcomer(world, email);
    const accepted = await client.ok(acceptInvitation, { body: { token } });
    expect(accepted).toMatchObject({ tenant_id: world.tenant.id, tenant_slug: world.tenant.slug });
    const owner = await world.as("owner");
    expect(await owner.ok(getMember, { param: { id: accepted.member_id }, expand: "teams" })).toMatchObject({
      user_id: user.id,
      email,
      status: "active",
      role_keys: ["interviewer"],
      teams: [{ id: world.team.id, role: "member" }],
      invited_by: world.people.recruiter.member.id,
    });
    expect(await owner.ok(getInvitation, { param: { id: invitation.id } })).toMatchObject({
      status: "accepted",
      accepted_by: accepted.member_id,
    });
    expect(await toldIn(world.tenant.id)).toMatchObject([
      { type: "invitation.created", actor: world.people.recruiter.member.id },
      { type: "invitation.accepted", entity: invitation.id, actor: accepted.member_id },
      { type: "member.joined", entity: accepted.member_id, actor: accepted.member_id },
    ]);
    const { access_token } = await client.ok(switchSession, { body: { tenant: world.tenant.id } });
    await caller({ mark: world.mark, credential: access_token }).ok(getTenant, {});
  });

  it("nothing that opens the door is written down", async () => {
    const world = await newWorld();
    const { invitation, token } = await invited(world);
    const secret = token.split(".")[2] ?? "";
    expect(secret).toHaveLength(43);
    expect(JSON.stringify(await rowOf(world, invitation.id))).not.toContain(secret);
  });

  it("nobody promises roles beyond their own, or roles and teams that are not there", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const before = await factCount();
    const email = newGuest(world);
    const { admin, interviewer } = world.roles;
    const beyond = await recruiter.refused(
      createInvitation,
      { body: { email, role_ids: [interviewer.id, admin.id] } },
      "role.beyond_yours",
    );
    expect(beyond.problem.errors?.[0]?.pointer).toBe("/role_ids");
    const other = await newWorld();
    const foreign = { email, role_ids: [interviewer.id, other.roles.viewer.id] };
    const role = await recruiter.refused(createInvitation, { body: foreign }, "invitation.role_unknown");
    expect(role.problem.errors).toMatchObject([{ pointer: "/role_ids/1" }]);
    const strange = { email, role_ids: [interviewer.id], team_ids: [world.team.id, other.team.id] };
    const team = await recruiter.refused(createInvitation, { body: strange }, "invitation.team_unknown");
    expect(team.problem.errors).toMatchObject([{ pointer: "/team_ids/1" }]);
    for (const [words, pointer] of [
      [{ email: "no address" }, "/email"],
      [{ role_ids: [] }, "/role_ids"],
      [{ role_ids: [world.team.id] }, "/role_ids/0"],
      [{ expires_in_days: 31 }, "/expires_in_days"],
      [{ expires_in_days: 0 }, "/expires_in_days"],
      [{ locale: "English" }, "/locale"],
      [{ status: "accepted" }, "/status"],
    ] as const) {
      const answer = await recruiter.fetch("/v1/invitations", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ email, role_ids: [interviewer.id], ...words }),
      });
      const problem = (await answer.json()) as { errors: { pointer: string }[] };
      expect([answer.status, problem.errors[0]?.pointer]).toEqual([422, pointer]);
    }
    await (await world.as("berlin")).refused(
      createInvitation,
      { body: { email, role_ids: [interviewer.id] } },
      "permission.missing",
    );
    expect(await factCount()).toBe(before);
  });

  it("members are not invited, whatever their standing; and an address has one open invitation", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const role_ids = [world.roles.viewer.id];
    const member = world.people.viewer.member;
    const active = { body: { email: ` ${member.email.toUpperCase()} `, role_ids } };
    const refused = await recruiter.refused(createInvitation, active, "invitation.already_member");
    expect(refused.problem).toMatchObject({ member_id: member.id, member_status: "active" });
    // An invitation is no way round a suspension.
    await (await world.as("admin")).ok(suspendMember, { param: { id: member.id }, body: {} });
    await recruiter.refused(createInvitation, active, "invitation.already_member");

    const { invitation, email } = await invited(world);
    const again = await recruiter.refused(createInvitation, { body: { email, role_ids } }, "invitation.pending");
    expect(again.problem["invitation_id"]).toBe(invitation.id);
    const both = newGuest(world);
    const answers = await Promise.all(
      [1, 2].map(() => recruiter.call(createInvitation, { body: { email: both, role_ids } })),
    );
    expect(answers.map((answer) => (answer.ok ? "made" : answer.problem.code)).toSorted()).toEqual([
      "invitation.pending",
      "made",
    ]);
  });

  it("are listed by what they are now, filtered, sorted and paged", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const made = [];
    for (let count = 0; count < 4; count++) made.push(await invited(world));
    const [expired, revoked, accepted, open] = made;
    const soon = after(testContext().now, -1);
    await testContext()
      .db.update(invitations)
      .set({ expiresAt: soon })
      .where(eq(invitations.id, expired?.invitation.id as Id<"invitation">));
    await recruiter.ok(revokeInvitation, { param: revoked?.param ?? { id: "" } });
    await (await newcomer(world, accepted?.email)).client.ok(acceptInvitation, {
      body: { token: accepted?.token ?? "" },
    });

    const idsOf = async (query: object) => (await recruiter.ok(listInvitations, { query })).data.map(({ id }) => id);
    expect(await idsOf({ status: "expired" })).toEqual([expired?.invitation.id]);
    expect(await idsOf({ status: "pending" })).toEqual([open?.invitation.id, world.invitation.id]);
    expect(await idsOf({ status: "accepted,revoked" })).toHaveLength(2);
    expect(await idsOf({ email: open?.email })).toEqual([open?.invitation.id]);
    expect(await idsOf({ invited_by: world.people.owner.member.id })).toEqual([]);
    expect(await idsOf({ invited_by: world.people.recruiter.member.id })).toHaveLength(4);
    expect(await idsOf({ created_after: "2999-01-01T00:00:00Z" })).toEqual([]);
    expect(await idsOf({ expires_before: new Date(soon + 1).toISOString() })).toEqual([expired?.invitation.id]);
    const page = { limit: 3, order: "expires_at.asc" };
    const everyone = [world.invitation.id, ...made.map(({ invitation }) => invitation.id)];
    const first = await recruiter.ok(listInvitations, { page });
    const rest = await recruiter.ok(listInvitations, { page: { ...page, cursor: first.next_cursor ?? "" } });
    expect(first.data[0]?.id).toBe(expired?.invitation.id);
    const listed = [...first.data, ...rest.data].map(({ id }) => id);
    expect(listed.toSorted()).toEqual(everyone.toSorted());
  });
});

describe("an open invitation", () => {
  it("is changed while it is open, within what the changer may", async () => {
    const world = await newWorld();
    const [owner, recruiter] = [await world.as("owner"), await world.as("recruiter")];
    const { param, token, email } = await invited(world);
    const { viewer, admin } = world.roles;
    const changed = await recruiter.ok(changeInvitation, {
      param,
      body: { role_ids: [viewer.id], team_ids: [world.team.id], message: "Hello" },
      headers: { "If-Match": '"1"' },
    });
    expect(changed).toMatchObject({ role_ids: [viewer.id], team_ids: [world.team.id], message: "Hello", version: 2 });
    await recruiter.refused(changeInvitation, { param, body: { role_ids: [admin.id] } }, "role.beyond_yours");
    await owner.ok(changeInvitation, { param, body: { role_ids: [admin.id] } });
    // What an owner promised, a recruiter does not take back for something else.
    await recruiter.refused(changeInvitation, { param, body: { role_ids: [viewer.id] } }, "role.beyond_yours");
    await recruiter.ok(changeInvitation, { param, body: { message: null } });
    const stale = { param, body: { message: "x" }, headers: { "If-Match": '"1"' } };
    await recruiter.refused(changeInvitation, stale, "version.conflict");

    const { member_id } = await (await newcomer(world, email)).client.ok(acceptInvitation, { body: { token } });
    expect(await owner.ok(getMember, { param: { id: member_id } })).toMatchObject({ role_keys: ["admin"] });
    await recruiter.refused(changeInvitation, { param, body: { message: "late" } }, "invitation.settled");
    await recruiter.refused(resendInvitation, { param }, "invitation.settled");
    await recruiter.refused(revokeInvitation, { param }, "invitation.settled");
    await recruiter.refused(deleteInvitation, { param }, "invitation.settled");
  });

  it("is not called unchanged once it has expired, though nobody has touched it", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const path = `/v1/invitations/${world.invitation.id}`;
    const tag = (await owner.fetch(path)).headers.get("ETag") ?? "";
    await testContext()
      .db.update(invitations)
      .set({ expiresAt: testContext().now })
      .where(and(eq(invitations.tenantId, world.tenant.id), eq(invitations.id, world.invitation.id)));
    const again = await owner.fetch(path, { headers: { "If-None-Match": tag } });
    expect([again.status, again.headers.get("ETag")]).toEqual([200, tag]);
    expect(await again.json()).toMatchObject({ status: "expired" });
  });

  it("sent again kills the links before it, revives an expired one, and has an end", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const { param, token, invitation } = await invited(world);
    await testContext()
      .db.update(invitations)
      .set({ sentAt: after(testContext().now, -7 * day), expiresAt: testContext().now })
      .where(eq(invitations.id, invitation.id as Id<"invitation">));
    await world.anonymous.refused(viewInvitation, { body: { token } }, "invitation.over");
    expect(await recruiter.ok(resendInvitation, { param })).toMatchObject({ status: "pending", sent_count: 2 });
    await world.anonymous.refused(viewInvitation, { body: { token } }, "invitation.over");
    await world.anonymous.ok(viewInvitation, { body: { token: await tokenOf(world, invitation.id) } });
    for (let count = 0; count < 9; count++) await recruiter.ok(resendInvitation, { param });
    const enough = await recruiter.refused(resendInvitation, { param }, "invitation.sent_enough");
    expect(enough.status).toBe(409);
    await world.anonymous.refused(viewInvitation, { body: { token } }, "invitation.over");

    // Revoking and inviting anew is no way to go on ringing.
    await recruiter.ok(revokeInvitation, { param });
    const anew = { email: invitation.email, role_ids: [world.roles.viewer.id] };
    const bell = await recruiter.refused(createInvitation, { body: anew }, "invitation.too_often");
    expect([bell.status, Number(bell.headers.get("Retry-After")) > 0]).toEqual([429, true]);
  });

  it("revoked, by either verb, opens nothing and stays in the list", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const [first, second] = [await invited(world), await invited(world)];
    expect(await recruiter.ok(revokeInvitation, { param: first.param })).toMatchObject({
      status: "revoked",
      revoked_by: world.people.recruiter.member.id,
    });
    await recruiter.ok(deleteInvitation, { param: second.param });
    for (const { token, email, param } of [first, second]) {
      await world.anonymous.refused(viewInvitation, { body: { token } }, "invitation.over");
      const { client } = await newcomer(world, email);
      const gone = await client.refused(acceptInvitation, { body: { token } }, "invitation.over");
      expect(gone.status).toBe(410);
      expect(JSON.stringify(gone.problem)).not.toContain(world.mark);
      expect(await recruiter.ok(getInvitation, { param })).toMatchObject({ status: "revoked" });
    }
  });
});

describe("the link", () => {
  it("tells its holder who invites to what, and masks the address", async () => {
    const world = await newWorld();
    const { token, email } = await invited(world);
    const seen = await world.anonymous.ok(viewInvitation, { body: { token } });
    expect(seen).toMatchObject({
      tenant_name: world.tenant.name,
      invited_by: world.people.recruiter.member.displayName,
      email: `g***@${world.mark}.example`,
    });
    expect(JSON.stringify(seen)).not.toContain(email);
  });

  it("forged, cut, moved to another invitation or company, it is unknown", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const [{ token, email }, second, foreign] = [await invited(world), await invited(world), await invited(other)];
    const [id = "", tenant = "", signature = ""] = token.split(".");
    const { client } = await newcomer(world, email);
    const flipped = `${signature.startsWith("A") ? "B" : "A"}${signature.slice(1)}`;
    for (const forged of [
      `${id}.${tenant}.${flipped}`,
      `${id}.${tenant}.`,
      `${id}.${tenant}`,
      `${token}.x`,
      `${second.invitation.id}.${tenant}.${signature}`,
      `${id}.${other.tenant.id}.${signature}`,
      `${foreign.invitation.id}.${tenant}.${signature}`,
      `${testContext().newId("invitation")}.${tenant}.${signature}`,
      "x",
    ]) {
      await world.anonymous.refused(viewInvitation, { body: { token: forged } }, "invitation.unknown");
      await client.refused(acceptInvitation, { body: { token: forged } }, "invitation.unknown");
    }
    await client.ok(acceptInvitation, { body: { token } });
  });

  it("into a company that is closed or suspended is over", async () => {
    const world = await newWorld();
    const { token, email } = await invited(world);
    const { client } = await newcomer(world, email);
    await operate(world, { status: "suspended" });
    await client.refused(acceptInvitation, { body: { token } }, "invitation.over");
    await operate(world, { status: "active", deletedAt: testContext().now });
    await client.refused(acceptInvitation, { body: { token } }, "invitation.over");
    expect((await client.ok(listTenants, {})).data).toEqual([]);
  });
});

describe("accepting", () => {
  it("an invitation for an address that has an account gives neither inviter nor link holder anything of it", async () => {
    const world = await newWorld();
    const victim = await newcomer(world);
    const email = victim.user.email ?? "";
    const { token, invitation } = await invited(world, { email });

    // The inviter, and whoever else got hold of the link, are signed in as themselves.
    const [inviter, stranger] = [await world.as("recruiter"), await newcomer(world)];
    for (const client of [inviter, stranger.client]) {
      await client.refused(acceptInvitation, { body: { token } }, "invitation.not_yours");
    }
    await world.anonymous.refused(acceptInvitation, { body: { token } }, "credentials.missing");
    await world.withKey("full").refused(acceptInvitation, { body: { token } }, "credentials.wrong_kind");
    expect((await victim.client.ok(listTenants, {})).data).toEqual([]);
    expect((await inviter.ok(listMembers, { query: { q: email } })).data).toEqual([]);
    const standing = await testContext().db.select().from(users).where(eq(users.id, victim.user.id)).get();
    expect(standing).toEqual(victim.user);
    const open = await testContext().db.select().from(sessions).where(eq(sessions.userId, victim.user.id));
    expect(open).toHaveLength(1);

    // Only the account itself takes it.
    await victim.client.ok(acceptInvitation, { body: { token } });
    expect(await inviter.ok(getInvitation, { param: { id: invitation.id } })).toMatchObject({ status: "accepted" });
  });

  it("an address changed since, or never proved, does not accept", async () => {
    const world = await newWorld();
    const { token, email } = await invited(world);
    const { client, user } = await newcomer(world, email);
    const set = (change: Partial<typeof user>) =>
      testContext().db.update(users).set(change).where(eq(users.id, user.id));
    await set({ emailVerifiedAt: null });
    await client.refused(acceptInvitation, { body: { token } }, "invitation.not_yours");
    await set({ emailVerifiedAt: testContext().now, email: newGuest(world) });
    await client.refused(acceptInvitation, { body: { token } }, "invitation.not_yours");
    await set({ email });
    await client.ok(acceptInvitation, { body: { token } });
  });

  it("twice at once makes one member, ten times over; with a key, both get the one answer", async () => {
    for (let round = 0; round < 10; round++) {
      const world = await newWorld();
      const { token, email } = await invited(world);
      const { client, user } = await newcomer(world, email);
      const second = await signedIn(world, user);
      const headers = round % 2 === 0 ? {} : { "Idempotency-Key": "accept" };
      const answers = await Promise.all(
        [client, second.client].map((each) => each.call(acceptInvitation, { body: { token }, headers })),
      );
      const made = answers.flatMap((answer) => (answer.ok ? [answer.body.member_id] : []));
      expect(new Set(made).size).toBe(1);
      expect(made).toHaveLength(round % 2 === 0 ? 1 : 2);
      const others = answers.flatMap((answer) => (answer.ok ? [] : [answer.problem.code]));
      expect(others.every((code) => code === "invitation.over")).toBe(true);
      const people = await (await world.as("owner")).ok(listMembers, { query: { q: email } });
      expect(people.data).toHaveLength(1);
    }
  });

  it("while it is revoked, one of the two happens", async () => {
    for (let round = 0; round < 5; round++) {
      const world = await newWorld();
      const { token, email, param } = await invited(world);
      const { client } = await newcomer(world, email);
      const recruiter = await world.as("recruiter");
      const [accepted, revoked] = await Promise.all([
        client.call(acceptInvitation, { body: { token } }),
        recruiter.call(revokeInvitation, { param }),
      ]);
      expect(accepted.ok).not.toBe(revoked.ok);
      const { status } = await recruiter.ok(getInvitation, { param });
      expect(status).toBe(accepted.ok ? "accepted" : "revoked");
      expect((await recruiter.ok(listMembers, { query: { q: email } })).data).toHaveLength(accepted.ok ? 1 : 0);
    }
  });

  it("brings back somebody who had left, as themselves, with nothing of what they held", async () => {
    const world = await newWorld();
    const [owner, berlin] = [await world.as("owner"), world.people.berlin];
    await owner.ok(removeMember, { param: { id: berlin.member.id } });
    const { token } = await invited(world, { email: berlin.member.email, role_ids: [world.roles.viewer.id] });
    const { client } = await signedIn(world, berlin.user);
    const { member_id } = await client.ok(acceptInvitation, { body: { token } });
    expect(member_id).toBe(berlin.member.id);
    expect(await owner.ok(getMember, { param: { id: member_id }, expand: "teams" })).toMatchObject({
      status: "active",
      role_keys: ["viewer"],
      teams: [],
      title: null,
    });
    const told = await toldIn(world.tenant.id);
    expect(told.map((fact) => fact.type)).toEqual([
      "member.removed",
      "invitation.created",
      "invitation.accepted",
      "member.joined",
    ]);
  });

  it("a member under another address does not join twice", async () => {
    const world = await newWorld();
    const { token, email } = await invited(world);
    const { user } = world.people.viewer;
    await testContext().db.update(users).set({ email }).where(eq(users.id, user.id));
    const { client } = await signedIn(world, user);
    await client.refused(acceptInvitation, { body: { token } }, "invitation.already_member");
  });

  it("what has gone since it was promised is left out", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const { token, email } = await invited(world, { team_ids: [world.team.id] });
    await owner.ok(deleteTeam, { param: { id: world.team.id } });
    const { member_id } = await (await newcomer(world, email)).client.ok(acceptInvitation, { body: { token } });
    expect(await owner.ok(getMember, { param: { id: member_id }, expand: "teams" })).toMatchObject({ teams: [] });
  });
});

const lastNote = async (world: World) => {
  const told = await testContext().db.select().from(facts).where(eq(facts.tenantId, world.tenant.id));
  const fact = told.findLast(({ type }) => type.startsWith("invitation."));
  if (fact === undefined) throw new Error("Nothing was told.");
  return { tenant: world.tenant.id, fact: fact.id };
};
const ledger = (world: World) =>
  testContext().db.select().from(deliveries).where(eq(deliveries.tenantId, world.tenant.id));
const post = () => sendDue(testContext(), office);

describe("the mail", () => {
  it("says who invites, to what, until when, and its link opens the invitation", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const email = newGuest(world);
    const message = "Come <b>soon</b>";
    const body = { email, role_ids: [world.roles.viewer.id], message };
    const invitation = await recruiter.ok(createInvitation, { body });
    await deliver(hearing, [await lastNote(world)]);
    await deliver(hearing, [await lastNote(world)]);
    await post();
    const mail = await mailTo(email);
    expect(mail.subject).toBe(`${world.people.recruiter.member.displayName} invites you to ${world.tenant.name}`);
    expect(mail.text).toContain(message);
    expect(mail.text).toContain(`until ${invitation.expires_at.slice(0, 16).replace("T", " ")} UTC.`);
    expect(mail.html).toContain("Come &lt;b&gt;soon&lt;/b&gt;");
    const token = /\/invitations\/(\S+)/.exec(mail.text)?.[1] ?? "";
    await world.anonymous.ok(viewInvitation, { body: { token } });
    expect(await countMails(email)).toBe(1);
    expect(await ledger(world)).toMatchObject([{ template: "invitation", ordinal: 1, recipient: email }]);
  });

  it("is not sent for what was revoked before it went out, and goes out anew when sent again", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const { param, email } = await invited(world);
    await recruiter.ok(resendInvitation, { param });
    await deliver(hearing, [await lastNote(world)]);
    await post();
    await vi.waitFor(async () => expect((await ledger(world)).at(-1)?.status).toBe("sent"));
    expect((await mailTo(email)).text).toContain(await tokenOf(world, param.id));
    // The real queue is not to bring the fact before the invitation is revoked.
    const bell = vi.spyOn(bindings.FACTS, "sendBatch").mockRejectedValue(new Error("the queue is not there"));
    const late = await invited(world);
    bell.mockRestore();
    const note = await lastNote(world);
    await recruiter.ok(revokeInvitation, { param: late.param });
    await deliver(hearing, [note]);
    await post();
    expect(await countMails(late.email)).toBe(0);
  });
});

const openPage = (token: string, init: RequestInit = {}) =>
  send(new Request(`${bindings.PUBLIC_ORIGIN}/invitations/${token}`, { redirect: "manual", ...init }));
const press = (token: string, cookie: string, site = "same-origin") =>
  openPage(token, {
    method: "POST",
    headers: { Cookie: cookie, "Sec-Fetch-Site": site, "Content-Type": "application/x-www-form-urlencoded" },
  });

/** The cookie of a browser in which this person is signed in. */
async function cookieOf(person: { session: Id<"session"> }): Promise<string> {
  const { config } = testContext();
  const refresh = await printRefreshToken(config, { id: person.session, seed: "seed" }, 1);
  return writeCookie(config, "session", refresh, 60).split(";")[0] ?? "";
}

describe("the page behind the link", () => {
  it("shows who invites to what and asks to sign in; looking accepts nothing", async () => {
    const world = await newWorld();
    const { token, param, email } = await invited(world);
    const page = await openPage(token);
    const html = await page.text();
    expect([page.status, page.headers.get("Cache-Control")]).toEqual([200, "private, no-store"]);
    expect(html).toContain(world.tenant.name);
    expect(html).toContain('href="/sign-in?to=%2Finvitations%2F');
    expect(html).not.toMatch(/<script|<button/);
    expect(html).not.toContain(email);
    expect((await press(token, "")).headers.get("Location")).toMatch(/^\/sign-in\?to=%2Finvitations%2F/);
    const still = await (await world.as("recruiter")).ok(getInvitation, { param });
    expect(still.status).toBe("pending");
  });

  it("accepts by a button, from our own page and for the invited person only", async () => {
    const world = await newWorld();
    const { token, param, email } = await invited(world);
    const [guest, stranger] = [await newcomer(world, email), await newcomer(world)];
    const cookie = await cookieOf(guest);
    expect(await (await openPage(token, { headers: { Cookie: cookie } })).text()).toContain("<button");
    expect((await press(token, cookie, "cross-site")).status).toBe(403);
    expect((await press(token, await cookieOf(stranger))).status).toBe(403);

    const accepted = await press(token, cookie);
    expect([accepted.status, accepted.headers.get("Location")]).toEqual([303, "/my"]);
    expect(await (await world.as("recruiter")).ok(getInvitation, { param })).toMatchObject({ status: "accepted" });
    const again = await press(token, cookie);
    expect([again.status, (await again.text()).includes(world.mark)]).toEqual([410, false]);
    expect((await openPage(`${token}x`)).status).toBe(404);
  });
});

describe("a company that writes to strangers", () => {
  it("may send five hundred invitations a day, then waits", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    const body = { email: newGuest(world), role_ids: [world.roles.viewer.id] };
    await bindings.LIMITER.getByName(`invitations ${world.tenant.id}`).take(companyPolicy, 499);
    await recruiter.ok(createInvitation, { body });
    const before = await factCount();
    const again = { ...body, email: newGuest(world) };
    const over = await recruiter.refused(createInvitation, { body: again }, "quota.exceeded");
    expect(over.status).toBe(429);
    expect(await factCount()).toBe(before);
  });
});
