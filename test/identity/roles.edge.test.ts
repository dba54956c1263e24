import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createInvitation, revokeInvitation } from "#identity/invitations/contract.ts";
import { getMember, removeMember, setMemberRoles } from "#identity/members/contract.ts";
import { builtInRoles } from "#identity/permissions.ts";
import { allPermissions } from "#identity/permissions.ts";
import { changeRole, createRole, deleteRole, getRole, listPermissions, listRoles } from "#identity/roles/contract.ts";
import { createTeam } from "#identity/teams/contract.ts";
import { factCount, toldIn } from "../support/people.ts";
import { newWorld, testContext } from "../support/world/world.ts";

afterEach(() => void vi.restoreAllMocks());

/** Something that happens between what the next request reads of these rows and what it writes; the queue reads others meanwhile. */
function afterNextRead(table: "members" | "roles", work: () => Promise<unknown>): void {
  const batch = env.DB.batch.bind(env.DB);
  const spy = vi.spyOn(env.DB, "batch").mockImplementation(async (statements) => {
    // The runtime's statements carry their text, which its types do not say.
    const { statement } = statements[0] as unknown as { statement: string };
    const isIt = statement.startsWith("select ") && statement.includes(` from "${table}" where `);
    if (isIt) spy.mockRestore();
    const results = await batch(statements);
    if (isIt) await work();
    return results;
  });
}

describe("permissions", () => {
  it("are published to everybody in a company, in order, page by page", async () => {
    const world = await newWorld();
    const berlin = await world.as("berlin");
    const all = await berlin.ok(listPermissions, { page: { limit: 100 } });
    expect(all.data.map((line) => line.key)).toEqual(allPermissions.toSorted());
    expect(all.data.every((line) => line.description.length > 10)).toBe(true);
    const first = await berlin.ok(listPermissions, { page: { limit: 3, order: "key.desc" } });
    const cursor = first.next_cursor ?? "";
    const second = await berlin.ok(listPermissions, { page: { limit: 3, order: "key.desc", cursor } });
    expect([...first.data, ...second.data].map((line) => line.key)).toEqual(
      allPermissions.toSorted().toReversed().slice(0, 6),
    );
  });
});

describe("roles", () => {
  it("are made, read with how many hold them, changed and deleted", async () => {
    const world = await newWorld();
    const admin = await world.as("admin");
    const made = await admin.call(createRole, {
      body: { key: "sourcer", name: "Sourcer", permissions: ["tenant:read", "members:read"] },
    });
    if (!made.ok) throw new Error("not made");
    expect(made.headers.get("ETag")).toBe('"1"');
    expect(made.body).toMatchObject({ built_in: false, active: true, description: null });
    const param = { id: made.body.id };
    expect(await admin.ok(getRole, { param })).toMatchObject({ member_count: 0 });
    expect(await admin.ok(getRole, { param: { id: world.roles.interviewer.id } })).toMatchObject({
      built_in: true,
      member_count: 3,
      permissions: [...builtInRoles.interviewer.permissions],
    });

    const changed = await admin.ok(changeRole, {
      param,
      body: { name: "Scout", permissions: ["teams:read"], description: "Finds people.", metadata: { a: "b" } },
    });
    expect(changed).toMatchObject({ key: "sourcer", name: "Scout", permissions: ["teams:read"], version: 2 });
    const stale = { param, body: { name: "Old" }, headers: { "If-Match": '"1"' } };
    await admin.refused(changeRole, stale, "version.conflict");
    await admin.ok(deleteRole, { param });
    await admin.refused(getRole, { param }, "role.unknown");
    expect((await toldIn(world.tenant.id)).map((fact) => fact.type)).toEqual([
      "role.created",
      "role.changed",
      "role.deleted",
    ]);
  });

  it("filter, sort and page", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const own = await owner.ok(listRoles, { query: { built_in: "false" } });
    expect(own.data.map((role) => role.key)).toEqual(["coordinator"]);
    expect((await owner.ok(listRoles, { query: { q: "INTERV" } })).data).toHaveLength(1);
    await owner.ok(changeRole, { param: { id: world.roles.coordinator.id }, body: { active: false } });
    expect((await owner.ok(listRoles, { query: { active: "false" } })).data).toMatchObject([{ key: "coordinator" }]);
    const page = { limit: 4, order: "name.asc" };
    const first = await owner.ok(listRoles, { page });
    const second = await owner.ok(listRoles, { page: { ...page, cursor: first.next_cursor ?? "" } });
    expect([...first.data, ...second.data].map((role) => role.name.split(" ")[0])).toEqual([
      "Admin",
      "Coordinator",
      "Interviewer",
      "Owner",
      "Recruiter",
      "Viewer",
    ]);
  });

  it("take effect for everybody who holds them with their next request", async () => {
    const world = await newWorld();
    const [owner, noor] = [await world.as("owner"), await world.as("coordinator")];
    const param = { id: world.roles.coordinator.id };
    await noor.ok(createTeam, { body: { name: "One" } });
    await owner.ok(changeRole, { param, body: { permissions: ["teams:read"] } });
    await noor.refused(createTeam, { body: { name: "Two" } }, "permission.missing");
    await owner.ok(changeRole, { param, body: { permissions: ["teams:write"] } });
    await noor.ok(createTeam, { body: { name: "Two" } });
    await owner.ok(changeRole, { param, body: { active: false } });
    await noor.refused(createTeam, { body: { name: "Three" } }, "permission.missing");
    await owner.ok(changeRole, { param, body: { active: true } });
    await noor.ok(createTeam, { body: { name: "Three" } });
  });

  it("two roles share neither key nor name, and what is built in stays as it is", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const before = await factCount();
    const words = { key: "sourcer", name: "Sourcer", permissions: [] };
    const key = await owner.refused(createRole, { body: { ...words, key: "owner" } }, "role.key_taken");
    expect(key.problem.errors?.[0]?.pointer).toBe("/key");
    const name = await owner.refused(createRole, { body: { ...words, name: "Owner" } }, "role.name_taken");
    expect(name.problem.errors?.[0]?.pointer).toBe("/name");
    const param = { id: world.roles.viewer.id };
    await owner.refused(changeRole, { param, body: { name: "Guest" } }, "role.built_in");
    await owner.refused(deleteRole, { param }, "role.built_in");
    const coordinator = { id: world.roles.coordinator.id };
    await owner.refused(changeRole, { param: coordinator, body: { name: "Viewer" } }, "role.name_taken");
    await owner.refused(createRole, { body: { ...words, key: "Sourcer" } }, "body.invalid");
    const twice = ["teams:read", "teams:read"] as const;
    await owner.refused(createRole, { body: { ...words, permissions: [...twice] } }, "body.invalid");
    const unknown = await owner.fetch("/v1/roles", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...words, permissions: ["teams:read", "world:rule"] }),
    });
    const problem: { errors: object[] } = await unknown.json();
    expect([unknown.status, problem.errors]).toMatchObject([422, [{ pointer: "/permissions/1" }]]);
    expect(await factCount()).toBe(before);
  });

  it("nobody makes, widens, narrows, wakes or deletes a role beyond their own", async () => {
    const world = await newWorld();
    const [owner, admin] = [await world.as("owner"), await world.as("admin")];
    const words = { key: "closer", name: "Closer", permissions: ["tenant:delete" as const] };
    const refused = await admin.refused(createRole, { body: words }, "role.beyond_yours");
    expect(refused.problem).toMatchObject({ permissions: ["tenant:delete"], errors: [{ pointer: "/permissions" }] });
    const { id } = await owner.ok(createRole, { body: { ...words, active: false } });
    const param = { id };
    const before = await factCount();
    await admin.refused(changeRole, { param, body: { permissions: [] } }, "role.beyond_yours");
    await admin.refused(changeRole, { param, body: { active: true } }, "role.beyond_yours");
    await admin.refused(deleteRole, { param }, "role.beyond_yours");
    const sleeping = { param: { id: world.people.berlin.member.id }, body: { role_ids: [id] } };
    await admin.refused(setMemberRoles, sleeping, "role.beyond_yours");
    const widen = { permissions: ["tenant:delete" as const] };
    await admin.refused(changeRole, { param: { id: world.roles.coordinator.id }, body: widen }, "role.beyond_yours");
    await (await world.as("recruiter")).refused(createRole, { body: words }, "permission.missing");
    expect(await factCount()).toBe(before);
    await admin.ok(changeRole, { param, body: { description: "Closes." } });
  });

  it("go only when nobody holds them and nobody is invited to them", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const param = { id: world.roles.coordinator.id };
    const held = await owner.refused(deleteRole, { param }, "role.in_use");
    expect(held.problem).toMatchObject({ member_count: 1, invitation_count: 0 });
    const invitation = await owner.ok(createInvitation, { body: { email: "new@guest.example", role_ids: [param.id] } });
    await owner.ok(removeMember, { param: { id: world.people.coordinator.member.id } });
    const promised = await owner.refused(deleteRole, { param }, "role.in_use");
    expect(promised.problem).toMatchObject({ member_count: 0, invitation_count: 1 });
    await owner.ok(revokeInvitation, { param: { id: invitation.id } });
    await owner.ok(deleteRole, { param });
    await owner.refused(deleteRole, { param }, "role.unknown");
  });

  it("a role that is granted or promised while it is being deleted stays", async () => {
    const world = await newWorld();
    const [owner, admin] = [await world.as("owner"), await world.as("admin")];
    const { id } = await owner.ok(createRole, { body: { key: "brief", name: "Brief", permissions: [] } });
    const param = { id: world.people.berlin.member.id };
    afterNextRead("roles", () => admin.ok(setMemberRoles, { param, body: { role_ids: [id] } }));
    const held = await owner.refused(deleteRole, { param: { id } }, "role.in_use");
    expect(held.problem).toMatchObject({ member_count: 1, invitation_count: 0 });
    await admin.ok(setMemberRoles, { param, body: { role_ids: [world.roles.viewer.id] } });
    afterNextRead("roles", () => admin.ok(createInvitation, { body: { email: "new@guest.example", role_ids: [id] } }));
    const promised = await owner.refused(deleteRole, { param: { id } }, "role.in_use");
    expect(promised.problem).toMatchObject({ member_count: 0, invitation_count: 1 });
  });

  it("a role that is deleted while it is being granted is granted to nobody", async () => {
    const world = await newWorld();
    const [owner, admin] = [await world.as("owner"), await world.as("admin")];
    const { id } = await owner.ok(createRole, { body: { key: "brief", name: "Brief", permissions: [] } });
    const param = { id: world.people.berlin.member.id };
    afterNextRead("members", () => owner.ok(deleteRole, { param: { id } }));
    await admin.refused(setMemberRoles, { param, body: { role_ids: [id] } }, "member.role_unknown");
    expect(await admin.ok(getMember, { param })).toMatchObject({ role_keys: ["interviewer"], version: 1 });
  });

  it("another company's role is as unknown as one that never was", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const owner = await world.as("owner");
    for (const id of [other.roles.coordinator.id, testContext().newId("role")]) {
      await owner.refused(getRole, { param: { id } }, "role.unknown");
      await owner.refused(changeRole, { param: { id }, body: { name: "Mine" } }, "role.unknown");
      await owner.refused(deleteRole, { param: { id } }, "role.unknown");
    }
  });
});
