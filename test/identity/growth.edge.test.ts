import { beforeAll, describe, expect, it } from "vitest";
import { readRights } from "#identity/gate/rights.ts";
import { change } from "#identity/members/actions/change.ts";
import { readClaimed, readSurroundings } from "#identity/invitations/store.ts";
import { readPerson } from "#identity/members/store.ts";
import { readRole } from "#identity/roles/store.ts";
import { isSoleOwner } from "#identity/users/store.ts";
import type { Scope } from "#platform/scope.ts";
import { bindings, newWorld, testContext, type World } from "../support/world/world.ts";

const colleagues = 300;

/** A company in which hundreds work and hundreds were invited. */
async function crowd(world: World): Promise<void> {
  const people = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${colleagues})`;
  const { tenant, roles, people: known } = world;
  const id = (prefix: string) => `'${prefix}_' || '${world.mark}' || printf('%06d', i)`;
  const viewer = known.viewer.member.id;
  await bindings.DB.batch([
    bindings.DB.prepare(`${people} insert into users (id, email, status, created_at, updated_at)
      select ${id("usr")}, '${world.mark}' || i || '@crowd.example', 'active', 0, 0 from n`),
    bindings.DB.prepare(`${people} insert into members (tenant_id, id, user_id, display_name, email, status, joined_at, metadata,
      created_at, updated_at) select '${tenant.id}', ${id("mem")}, ${id("usr")}, 'One of many', '', 'active', 0, '{}', 0, 0 from n`),
    bindings.DB.prepare(`${people} insert into role_grants (tenant_id, member_id, role_id, granted_by, granted_at)
      select '${tenant.id}', ${id("mem")}, '${roles.viewer.id}', '${viewer}', 0 from n`),
    bindings.DB.prepare(`${people} insert into invitations (tenant_id, id, email, role_ids, team_ids, status, sent_at, expires_at,
      invited_by, metadata, created_at, updated_at) select '${tenant.id}', ${id("inv")}, '${world.mark}' || i || '@crowd.example',
      '[]', '[]', 'accepted', 0, 0, '${viewer}', '{}', 0, 0 from n`),
    bindings.DB.prepare(`${people} insert into time_off (tenant_id, id, member_id, kind, starts_at, ends_at, metadata, created_at,
      updated_at) select '${tenant.id}', ${id("off")}, ${id("mem")}, 'vacation', 0, 1, '{}', 0, 0 from n`),
  ]);
}

/** What one read costs in rows. */
async function rowsOf(world: World, read: (scope: Scope) => Promise<unknown>): Promise<number> {
  const scope = world.scope();
  await read(scope);
  return scope.tally.rowsRead;
}

describe("rows read in a company of hundreds", () => {
  let world: World;
  beforeAll(async () => {
    world = await newWorld();
    await crowd(world);
  });

  it("somebody's rights cost their own rows, whoever else works there", async () => {
    const { user, member } = world.people.berlin;
    const who = { user: user.id, session: testContext().newId("session"), tenant: world.tenant.id };
    expect(await rowsOf(world, (scope) => readRights(scope, who))).toBeLessThan(20);
    expect(await rowsOf(world, (scope) => readPerson(scope, member.id))).toBeLessThan(30);
    expect(await rowsOf(world, (scope) => isSoleOwner(scope, world.people.owner.user.id))).toBeLessThan(20);
  });

  it("an invitation costs what it names, whoever else was invited", async () => {
    const words = { email: "new@guest.example", roleIds: [world.roles.viewer.id], teamIds: [] };
    expect(await rowsOf(world, (scope) => readSurroundings(scope, words))).toBeLessThan(20);
    const claim = { tenant: world.tenant.id, id: world.invitation.id, signature: "" };
    expect(await rowsOf(world, (scope) => readClaimed(scope, claim))).toBeLessThan(10);
  });

  it("a member's new title costs that member, whatever hangs on the others", async () => {
    const { id } = world.people.berlin.member;
    expect(await rowsOf(world, (scope) => change(scope, id, { title: "Lead" }, undefined))).toBeLessThan(40);
  });

  it("a role costs those who hold it and the invitations still open", async () => {
    expect(await rowsOf(world, (scope) => readRole(scope, world.roles.recruiter.id))).toBeLessThan(20);
  });
});
