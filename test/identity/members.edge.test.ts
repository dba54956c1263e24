import { and, eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import {
  changeMember,
  deactivateMember,
  getMember,
  leaveTenant,
  listMemberRoles,
  listMembers,
  reactivateMember,
  removeMember,
  restoreMember,
  setMemberRoles,
  suspendMember,
} from "#identity/members/contract.ts";
import { builtInRoles } from "#identity/permissions.ts";
import { roleGrants } from "#identity/members/tables.ts";
import { createTeam, getTeam, listTeamMembers, seatTeamMember } from "#identity/teams/contract.ts";
import { teamMembers } from "#identity/teams/tables.ts";
import { getTenant } from "#identity/tenants/contract.ts";
import { activeOwners, factCount, makeOwner, newcomer, toldIn } from "../support/people.ts";
import type { PersonKey } from "../support/world/company.ts";
import { newWorld, testContext, type World } from "../support/world/world.ts";

const paramOf = (world: World, who: PersonKey) => ({ id: world.people[who].member.id });

describe("members", () => {
  it("are listed with their roles, and with teams and people when asked for", async () => {
    const world = await newWorld();
    const viewer = await world.as("viewer");
    const all = await viewer.ok(listMembers, { page: { order: "display_name.asc", limit: 100 } });
    expect(all.data).toHaveLength(8);
    expect(all.data[0]).toMatchObject({ role_keys: ["owner"], role_ids: [world.roles.owner.id], status: "active" });
    expect(all.data[0]?.roles ?? all.data[0]?.teams ?? all.data[0]?.user).toBeUndefined();

    const one = await viewer.ok(getMember, { param: paramOf(world, "berlin"), expand: "roles,teams,user" });
    expect(one).toMatchObject({
      roles: [{ key: "interviewer", built_in: true, permissions: [...builtInRoles.interviewer.permissions] }],
      teams: [{ id: world.team.id, role: "owner" }],
      user: { given_name: "Lena", time_zone: "Europe/Berlin" },
    });
    await viewer.refused(getMember, { param: paramOf(world, "berlin"), expand: "boss" }, "expand.unknown");
    await viewer.refused(getMember, { param: { id: testContext().newId("member") } }, "member.unknown");
  });

  it("filter, sort and page by a signed cursor", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const names = async (query: Parameters<typeof owner.ok<typeof listMembers>>[1]["query"]) =>
      (await owner.ok(listMembers, { query: query ?? {}, page: { order: "display_name.asc" } })).data.map(
        (member) => member.display_name.split(" ")[0],
      );
    expect(await names({ role_key: "interviewer" })).toEqual(["Arjun", "Lena", "Mei"]);
    expect(await names({ role_id: `${world.roles.owner.id},${world.roles.admin.id}` })).toEqual(["Ada", "Jonas"]);
    expect(await names({ team_id: world.team.id })).toEqual(["Arjun", "Lena", "Mei"]);
    expect(await names({ q: "TANAKA" })).toEqual(["Mei"]);
    expect(await names({ q: "jonas.weber@" })).toEqual(["Jonas"]);
    expect(await names({ q: "%" })).toEqual([]);
    expect(await names({ joined_after: "2999-01-01T00:00:00Z" })).toEqual([]);
    expect(await names({ joined_before: "2999-01-01T00:00:00Z", role_key: "owner" })).toEqual(["Ada"]);
    await owner.ok(suspendMember, { param: paramOf(world, "viewer"), body: {} });
    expect(await names({ status: "suspended,deactivated" })).toEqual(["Tomás"]);

    const page = { limit: 5, order: "display_name.desc" };
    const first = await owner.ok(listMembers, { page });
    const second = await owner.ok(listMembers, { page: { ...page, cursor: first.next_cursor ?? "" } });
    expect([...first.data, ...second.data].map(({ display_name }) => display_name.split(" ")[0])).toEqual([
      "Tomás",
      "Salma",
      "Noor",
      "Mei",
      "Lena",
      "Jonas",
      "Arjun",
      "Ada",
    ]);
    await owner.refused(
      listMembers,
      { query: { q: "a" }, page: { ...page, cursor: first.next_cursor ?? "" } },
      "cursor.invalid",
    );
  });

  it("a member's place in the company is changed by those who may, and by nobody else", async () => {
    const world = await newWorld();
    const param = paramOf(world, "berlin");
    const admin = await world.as("admin");
    const changed = await admin.call(changeMember, { param, body: { title: "Principal", metadata: { desk: "4" } } });
    if (!changed.ok) throw new Error("not changed");
    expect(changed.headers.get("ETag")).toBe('"2"');
    expect(changed.body).toMatchObject({ title: "Principal", role_keys: ["interviewer"], metadata: { desk: "4" } });
    expect(await admin.ok(changeMember, { param, body: { title: null } })).toMatchObject({ title: null, version: 3 });

    const before = await factCount();
    await admin.refused(
      changeMember,
      { param, body: { title: "Old" }, headers: { "If-Match": '"2"' } },
      "version.conflict",
    );
    for (const who of ["berlin", "recruiter", "viewer", "coordinator"] as const) {
      await (await world.as(who)).refused(changeMember, { param, body: { title: "Boss" } }, "permission.missing");
    }
    for (const [body, pointer] of [
      [{ email: "x@y.example" }, "/email"],
      [{ status: "active" }, "/status"],
      [{ role_ids: [] }, "/role_ids"],
      [{ title: "a\nb" }, "/title"],
      [{ metadata: { note: 3 } }, "/metadata/note"],
    ] as const) {
      const answer = await admin.fetch(`/v1/members/${param.id}`, {
        method: "PATCH",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify(body),
      });
      const problem: { errors: { pointer: string }[] } = await answer.json();
      expect([answer.status, problem.errors[0]?.pointer]).toEqual([422, pointer]);
    }
    expect(await factCount()).toBe(before);
  });
});

describe("a member's roles", () => {
  it("are said as a whole; those that stay keep who granted them, and when", async () => {
    const world = await newWorld();
    const admin = await world.as("admin");
    const param = paramOf(world, "berlin");
    const { interviewer, recruiter, viewer } = world.roles;
    const set = await admin.ok(setMemberRoles, { param, body: { role_ids: [interviewer.id, recruiter.id] } });
    expect(set).toMatchObject({ version: 2, role_ids: [interviewer.id, recruiter.id] });
    const grants = await admin.ok(listMemberRoles, { param });
    expect(grants.data).toMatchObject([
      { role_key: "interviewer", granted_by: world.people.owner.member.id },
      { role_key: "recruiter", granted_by: world.people.admin.member.id },
    ]);
    const first = await admin.ok(listMemberRoles, { param, page: { limit: 1 } });
    const second = await admin.ok(listMemberRoles, { param, page: { limit: 1, cursor: first.next_cursor ?? "" } });
    expect(second).toMatchObject({ data: [{ role_key: "recruiter" }], has_more: false });

    await admin.ok(setMemberRoles, { param, body: { role_ids: [viewer.id] }, headers: { "If-Match": '"2"' } });
    expect((await admin.ok(listMemberRoles, { param })).data).toMatchObject([{ role_key: "viewer" }]);
    expect((await toldIn(world.tenant.id)).map((fact) => fact.type)).toEqual([
      "member.roles_changed",
      "member.roles_changed",
    ]);
  });

  it("take effect with the member's next write, and at the latest half a minute later for reads", async () => {
    const world = await newWorld();
    const [owner, recruiter] = [await world.as("owner"), await world.as("recruiter")];
    await recruiter.ok(createTeam, { body: { name: "Before" } });
    await owner.ok(setMemberRoles, { param: paramOf(world, "recruiter"), body: { role_ids: [world.roles.viewer.id] } });
    await recruiter.refused(createTeam, { body: { name: "After" } }, "permission.missing");
  });

  it("nobody grants more than they hold, nor touches the roles of somebody who holds more", async () => {
    const world = await newWorld();
    const admin = await world.as("admin");
    const before = await factCount();
    const { owner, admin: adminRole, viewer } = world.roles;
    const beyond = await admin.refused(
      setMemberRoles,
      { param: paramOf(world, "berlin"), body: { role_ids: [owner.id] } },
      "role.beyond_yours",
    );
    expect(beyond.problem).toMatchObject({ permissions: ["tenant:delete"], errors: [{ pointer: "/role_ids" }] });
    await admin.refused(
      setMemberRoles,
      { param: paramOf(world, "admin"), body: { role_ids: [owner.id] } },
      "role.beyond_yours",
    );
    const ask = { param: paramOf(world, "owner"), body: { role_ids: [viewer.id] } };
    expect((await admin.refused(setMemberRoles, ask, "member.beyond_yours")).problem["permissions"]).toEqual([
      "tenant:delete",
    ]);
    const param = paramOf(world, "owner");
    await admin.refused(suspendMember, { param, body: {} }, "member.beyond_yours");
    await admin.refused(deactivateMember, { param }, "member.beyond_yours");
    await admin.refused(removeMember, { param }, "member.beyond_yours");
    const stranger = { role_ids: [viewer.id, testContext().newId("role")] };
    const unknown = await admin.refused(
      setMemberRoles,
      { param: paramOf(world, "berlin"), body: stranger },
      "member.role_unknown",
    );
    expect(unknown.problem.errors).toMatchObject([{ pointer: "/role_ids/1" }]);
    const foreign = { role_ids: [(await newWorld()).roles.viewer.id] };
    await admin.refused(setMemberRoles, { param: paramOf(world, "berlin"), body: foreign }, "member.role_unknown");
    const twice = { role_ids: [viewer.id, viewer.id] };
    await admin.refused(setMemberRoles, { param: paramOf(world, "berlin"), body: twice }, "body.invalid");
    await admin.refused(setMemberRoles, { param: paramOf(world, "berlin"), body: { role_ids: [] } }, "body.invalid");
    expect(await factCount()).toBe(before);
    await admin.ok(setMemberRoles, { param: paramOf(world, "berlin"), body: { role_ids: [adminRole.id] } });
  });

  it("a key grants as far as its scopes go", async () => {
    const world = await newWorld();
    const key = world.withKey("full");
    await key.ok(setMemberRoles, { param: paramOf(world, "admin"), body: { role_ids: [world.roles.owner.id] } });
    await world
      .withKey("reader")
      .refused(
        setMemberRoles,
        { param: paramOf(world, "berlin"), body: { role_ids: [world.roles.viewer.id] } },
        "permission.missing",
      );
  });
});

describe("suspension, deactivation, departure", () => {
  it("a suspended member loses everything at once, and gets it back as it was", async () => {
    const world = await newWorld();
    const [admin, berlin] = [await world.as("admin"), await world.as("berlin")];
    const param = paramOf(world, "berlin");
    await berlin.ok(getTenant, {});
    const suspended = await admin.ok(suspendMember, { param, body: { reason: "Lost laptop" } });
    expect(suspended).toMatchObject({
      status: "suspended",
      suspended_by: world.people.admin.member.id,
      suspended_reason: "Lost laptop",
      role_keys: ["interviewer"],
    });
    await berlin.refused(getTenant, {}, "credentials.revoked");
    expect((await (await world.as("viewer")).ok(getMember, { param })).suspended_reason).toBeUndefined();
    await admin.refused(suspendMember, { param, body: {} }, "member.not_active");
    expect(await admin.ok(restoreMember, { param })).toMatchObject({ status: "active", suspended_at: null });
    await admin.refused(restoreMember, { param }, "member.not_suspended");
    await berlin.ok(getTenant, {});
  });

  it("deactivation frees nothing silently: roles and seats are there when somebody comes back", async () => {
    const world = await newWorld();
    const [owner, berlin] = [await world.as("owner"), await world.as("berlin")];
    const param = paramOf(world, "berlin");
    await owner.ok(suspendMember, { param, body: {} });
    expect(await owner.ok(deactivateMember, { param })).toMatchObject({
      status: "deactivated",
      deactivated_by: world.people.owner.member.id,
    });
    await owner.refused(deactivateMember, { param }, "member.already_deactivated");
    await owner.refused(restoreMember, { param }, "member.not_suspended");
    expect((await owner.ok(listTeamMembers, { param: { id: world.team.id } })).data).toHaveLength(3);
    expect(await owner.ok(reactivateMember, { param })).toMatchObject({ status: "suspended", deactivated_at: null });
    await owner.refused(reactivateMember, { param }, "member.not_deactivated");
    await owner.ok(restoreMember, { param });
    expect(await owner.ok(getMember, { param, expand: "teams" })).toMatchObject({
      role_keys: ["interviewer"],
      teams: [{ id: world.team.id }],
    });
    await berlin.ok(getTenant, {});
  });

  it("who is removed leaves every list, teams too, and what they held stays on record without effect", async () => {
    const world = await newWorld();
    const [owner, berlin] = [await world.as("owner"), await world.as("berlin")];
    const param = paramOf(world, "berlin");
    await owner.ok(removeMember, { param });
    await berlin.refused(getTenant, {}, "credentials.revoked");
    await owner.refused(getMember, { param }, "member.unknown");
    await owner.refused(removeMember, { param }, "member.unknown");
    expect((await owner.ok(listMembers, { query: { role_key: "interviewer" } })).data).toHaveLength(2);
    expect((await owner.ok(listTeamMembers, { param: { id: world.team.id } })).data).toHaveLength(2);
    expect((await owner.ok(getTeam, { param: { id: world.team.id }, expand: "members" })).members).toHaveLength(2);
    await owner.refused(
      seatTeamMember,
      { param: { id: world.team.id, member_id: param.id }, body: { role: "member" } },
      "team.member_unknown",
    );

    const { db } = testContext();
    const kept = await db.batch([
      db
        .select()
        .from(roleGrants)
        .where(and(eq(roleGrants.tenantId, world.tenant.id), eq(roleGrants.memberId, param.id))),
      db
        .select()
        .from(teamMembers)
        .where(and(eq(teamMembers.tenantId, world.tenant.id), eq(teamMembers.memberId, param.id))),
    ]);
    expect(kept.map((rows) => rows.length)).toEqual([1, 1]);
  });

  it("everybody may leave by themselves; a key has nowhere to leave from, and a newcomer nothing to leave", async () => {
    const world = await newWorld();
    const viewer = await world.as("viewer");
    await viewer.ok(leaveTenant, {});
    await viewer.refused(leaveTenant, {}, "credentials.revoked");
    await world.withKey("full").refused(leaveTenant, {}, "credentials.wrong_kind");
    await (await newcomer(world)).client.refused(leaveTenant, {}, "credentials.wrong_kind");
    expect(await toldIn(world.tenant.id)).toMatchObject([
      { type: "member.left", entity: world.people.viewer.member.id, actor: world.people.viewer.member.id },
    ]);
  });
});

describe("the last owner", () => {
  it("cannot leave, nor be demoted, suspended, deactivated or removed, by themselves or by a key", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const param = paramOf(world, "owner");
    const before = await factCount();
    await owner.refused(leaveTenant, {}, "member.last_owner");
    for (const client of [owner, world.withKey("full")]) {
      await client.refused(setMemberRoles, { param, body: { role_ids: [world.roles.admin.id] } }, "member.last_owner");
      await client.refused(suspendMember, { param, body: {} }, "member.last_owner");
      await client.refused(deactivateMember, { param }, "member.last_owner");
      await client.refused(removeMember, { param }, "member.last_owner");
    }
    expect(await factCount()).toBe(before);
  });

  it("a suspended owner is no second owner", async () => {
    const world = await newWorld();
    await makeOwner(world, "admin");
    const owner = await world.as("owner");
    await owner.ok(suspendMember, { param: paramOf(world, "admin"), body: {} });
    await owner.refused(leaveTenant, {}, "member.last_owner");
    await owner.ok(restoreMember, { param: paramOf(world, "admin") });
    await owner.ok(leaveTenant, {});
    expect(await activeOwners(world)).toBe(1);
  });

  it("two owners who demote each other at once leave one, twenty times over", async () => {
    for (let round = 0; round < 20; round++) {
      const world = await newWorld();
      await makeOwner(world, "admin");
      const [ada, jonas] = [await world.as("owner"), await world.as("admin")];
      const body = { role_ids: [world.roles.viewer.id] };
      const answers = await Promise.all([
        ada.call(setMemberRoles, { param: paramOf(world, "admin"), body }),
        jonas.call(setMemberRoles, { param: paramOf(world, "owner"), body }),
      ]);
      expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
      expect(await activeOwners(world)).toBe(1);
    }
  });

  it("a key that takes both owners away at once is stopped at the last", async () => {
    for (let round = 0; round < 10; round++) {
      const world = await newWorld();
      await makeOwner(world, "admin");
      const key = world.withKey("full");
      const answers = await Promise.all([
        key.call(removeMember, { param: paramOf(world, "admin") }),
        key.call(suspendMember, { param: paramOf(world, "owner"), body: {} }),
        (await world.as("admin")).call(leaveTenant, {}),
        (await world.as("owner")).call(leaveTenant, {}),
      ]);
      expect(answers.every((answer) => answer.status < 500)).toBe(true);
      expect(answers.some((answer) => !answer.ok && answer.problem.code === "member.last_owner")).toBe(true);
      expect(await activeOwners(world)).toBe(1);
    }
  });
});
