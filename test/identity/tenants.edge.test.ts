import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { listMembers } from "#identity/members/contract.ts";
import { listRoles } from "#identity/roles/contract.ts";
import { switchSession } from "#identity/sessions/contract.ts";
import { sessions } from "#identity/sessions/tables.ts";
import { createTeam } from "#identity/teams/contract.ts";
import {
  changeTenant,
  createTenant,
  deleteTenant,
  endDemo,
  getMyTenant,
  getPublicTenant,
  getTenant,
  listTenants,
} from "#identity/tenants/contract.ts";
import { openingPolicy } from "#identity/tenants/rules.ts";
import type { Id } from "#kernel/ids.ts";
import { after, day, toWire } from "#kernel/instant.ts";
import { caller } from "../support/client.ts";
import { factCount, newcomer, operate, toldIn } from "../support/people.ts";
import { newMark } from "../support/world/marks.ts";
import { bindings, newWorld, testContext } from "../support/world/world.ts";

const ifMatch = (version: number) => ({ headers: { "If-Match": `"${version}"` } });
const inDays = (days: number) => toWire(after(testContext().now, days * day));

describe("making a company", () => {
  it("a signed-in person makes a company, is its owner, and finds the five roles there", async () => {
    const mark = newMark();
    const { client, user } = await newcomer({ mark });
    const made = await client.call(createTenant, {
      body: { name: "Quay & Co", slug: mark, domain: `${mark}.EXAMPLE` },
    });
    if (!made.ok) throw new Error(JSON.stringify(made.problem));
    expect(made.status).toBe(201);
    expect(made.headers.get("Location")).toBe(`/v1/tenants/${made.body.id}`);
    expect(made.body).toMatchObject({
      organization_name: "Quay & Co",
      kind: "employer",
      mode: "live",
      status: "active",
      domain: `${mark}.example`,
      time_zone: "UTC",
      demo: null,
      version: 1,
    });

    const { access_token } = await client.ok(switchSession, { body: { tenant: made.body.id } });
    const owner = caller({ mark, credential: access_token });
    const people = await owner.ok(listMembers, {});
    expect(people.data).toMatchObject([{ user_id: user.id, role_keys: ["owner"], display_name: `Iris Novak ${mark}` }]);
    const roles = await owner.ok(listRoles, { query: { built_in: "true" } });
    expect(roles.data.map((role) => role.key).toSorted()).toEqual([
      "admin",
      "interviewer",
      "owner",
      "recruiter",
      "viewer",
    ]);
    expect(await owner.ok(getTenant, {})).toMatchObject({ id: made.body.id });

    const [me] = people.data;
    const told = await toldIn(made.body.id as Id<"tenant">);
    expect(told.slice(0, 2)).toEqual([
      { type: "tenant.created", entity: made.body.id, actor: me?.id },
      { type: "member.joined", entity: me?.id, actor: me?.id },
    ]);
  });

  it("asked twice with one key, there is one company", async () => {
    const mark = newMark();
    const { client } = await newcomer({ mark });
    const ask = { body: { name: "Quay", slug: mark }, headers: { "Idempotency-Key": "once" } };
    const [first, second] = await Promise.all([client.ok(createTenant, ask), client.ok(createTenant, ask)]);
    expect(second.id).toBe(first.id);
    expect((await client.ok(listTenants, {})).data).toHaveLength(1);
  });

  it("somebody whose session has ended makes nothing, even while their token lives", async () => {
    const world = await newWorld();
    const viewer = await world.as("viewer");
    await testContext()
      .db.update(sessions)
      .set({ endedAt: testContext().now, endedHow: "revoked" })
      .where(eq(sessions.userId, world.people.viewer.user.id));
    await viewer.refused(createTenant, { body: { name: "Quay", slug: newMark() } }, "credentials.revoked");
  });

  it("an API key makes no company", async () => {
    const world = await newWorld();
    const ask = { body: { name: "Quay", slug: newMark() } };
    const refused = await world.withKey("full").refused(createTenant, ask, "credentials.wrong_kind");
    expect(refused.status).toBe(403);
  });

  const good = { name: "Quay" };
  it.each([
    ["a slug of ours", { slug: "sign-in" }, "tenant.slug_reserved", "/slug"],
    ["a slug with capitals", { slug: "Quay" }, "body.invalid", "/slug"],
    ["no slug", {}, "body.invalid", "/slug"],
    ["a blank name", { name: " ", slug: "quay" }, "body.invalid", "/name"],
    ["an address for a domain", { slug: "quay", domain: "127.0.0.1" }, "body.invalid", "/domain"],
    ["a bare word for a domain", { slug: "quay", domain: "localhost" }, "body.invalid", "/domain"],
    [
      "a demo that is over",
      { slug: "quay", demo: { ends_at: "2020-01-01T00:00:00Z" } },
      "tenant.demo_end_invalid",
      "/demo/ends_at",
    ],
    ["a demo without an end", { slug: "quay", demo: { notes: "x" } }, "body.invalid", "/demo/ends_at"],
    ["an unknown kind", { slug: "quay", kind: "club" }, "body.invalid", "/kind"],
    ["a zone nobody keeps", { slug: "quay", time_zone: "Mars/Base" }, "body.invalid", "/time_zone"],
    ["a status of one's choice", { slug: "quay", status: "active" }, "body.invalid", "/status"],
    ["a phone number without its country", { slug: "quay", phone: "0123" }, "body.invalid", "/phone"],
    [
      "a website with a password in it",
      { slug: "quay", website: "https://me:pw@quay.example" },
      "body.invalid",
      "/website",
    ],
    [
      "a logo by a script",
      { slug: "quay", branding: { logo_url: "javascript:1" } },
      "body.invalid",
      "/branding/logo_url",
    ],
    [
      "a client secret",
      { slug: "quay", outside_access: { sso: { client_secret: "s" } } },
      "body.invalid",
      "/outside_access/sso/client_secret",
    ],
  ])("%s is refused and nothing is written", async (_, words, code, pointer) => {
    const { client } = await newcomer({ mark: newMark() });
    const before = await factCount();
    const answer = await client.fetch("/v1/tenants", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...good, ...words }),
    });
    const problem = (await answer.json()) as { code: string; errors: { pointer: string }[] };
    expect([answer.status, problem.code, problem.errors.map((fault) => fault.pointer)]).toEqual([422, code, [pointer]]);
    expect(await factCount()).toBe(before);
  });

  it("no two companies share a slug or a domain", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const { client } = await newcomer(world);
    const taken = await client.refused(
      createTenant,
      { body: { name: "Quay", slug: other.tenant.slug } },
      "tenant.slug_taken",
    );
    expect(taken.problem.errors?.[0]?.pointer).toBe("/slug");
    const domain = `${world.mark}.example`;
    await (await world.as("owner")).ok(changeTenant, { body: { domain } });
    const second = await (await other.as("owner")).refused(changeTenant, { body: { domain } }, "tenant.domain_taken");
    expect(second.problem.errors?.[0]?.pointer).toBe("/domain");
  });
});

describe("a company's profile", () => {
  it("every field can be changed, a null empties it, and what is not named stays", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const body = {
      name: "Quay",
      organization_name: "Quay Ltd",
      slug: `q${world.mark}`,
      kind: "agency",
      domain: `q${world.mark}.example`,
      email: "Hello@Quay.example",
      phone: "+81312345678",
      website: "https://quay.example/",
      address: { street: "1 Pier", postal_code: "100-0001", city: "Chiyoda", region: "Tokyo", country: "JP" },
      description: "Places people.\nWell.",
      branding: { logo_url: "https://quay.example/logo.png", primary_colour: "#112233", accent_colour: null },
      time_zone: "Asia/Tokyo",
      locale: "ja-JP",
      region: "apac",
      outside_access: {
        sso: { issuer: "https://idp.quay.example", client_id: "interlock" },
        scim: { provider: "entra" },
      },
      metadata: { note: null, floor: "3" },
    } as const;
    const changed = await owner.ok(changeTenant, { body, ...ifMatch(1) });
    expect(changed).toMatchObject({ ...body, email: "hello@quay.example", metadata: { floor: "3" }, version: 2 });

    const emptied = await owner.ok(changeTenant, {
      body: { domain: null, address: { street: null }, branding: null, outside_access: { sso: { client_id: null } } },
    });
    expect(emptied).toMatchObject({
      name: "Quay",
      domain: null,
      address: { street: null, city: "Chiyoda" },
      branding: { logo_url: null, primary_colour: null },
      outside_access: { sso: { issuer: "https://idp.quay.example" }, scim: { provider: "entra" } },
    });
    expect(emptied.outside_access.sso["client_id"]).toBeUndefined();
    await owner.refused(changeTenant, { body: { name: "Late" }, ...ifMatch(2) }, "version.conflict");
    const told = await toldIn(world.tenant.id);
    expect(told.map((fact) => fact.type)).toEqual(["tenant.changed", "tenant.changed"]);
  });

  it("two who change it at once both get their word in", async () => {
    const world = await newWorld();
    const [owner, admin] = [await world.as("owner"), await world.as("admin")];
    await Promise.all([
      owner.ok(changeTenant, { body: { phone: "+33111111111" } }),
      admin.ok(changeTenant, { body: { website: "https://both.example/" } }),
    ]);
    const now = await owner.ok(getTenant, {});
    expect(now).toMatchObject({ phone: "+33111111111", website: "https://both.example/", version: 3 });
  });

  it("recruiters see it and change nothing of it", async () => {
    const world = await newWorld();
    const recruiter = await world.as("recruiter");
    expect(await recruiter.ok(getTenant, {})).toMatchObject({ slug: world.tenant.slug });
    await recruiter.refused(changeTenant, { body: { name: "Mine" } }, "permission.missing");
    await recruiter.refused(deleteTenant, ifMatch(1), "permission.missing");
    await (await world.as("admin")).refused(deleteTenant, ifMatch(1), "permission.missing");
  });
});

describe("a demo", () => {
  it("is made as one, can be prolonged, and becomes an ordinary account", async () => {
    const mark = newMark();
    const { client } = await newcomer({ mark });
    const ends = inDays(14);
    const made = await client.ok(createTenant, {
      body: { name: "Try", slug: mark, demo: { ends_at: ends, features: ["slots"] } },
    });
    expect(made).toMatchObject({ status: "demo", demo: { ends_at: ends, features: ["slots"], notes: null } });
    const { access_token } = await client.ok(switchSession, { body: { tenant: made.id } });
    const owner = caller({ mark, credential: access_token });

    const longer = inDays(30);
    expect(await owner.ok(changeTenant, { body: { demo: { ends_at: longer, notes: "Likes it" } } })).toMatchObject({
      demo: { ends_at: longer, features: ["slots"], notes: "Likes it" },
    });
    await owner.refused(changeTenant, { body: { demo: { ends_at: inDays(-1) } } }, "tenant.demo_end_invalid");
    await owner.refused(changeTenant, { body: { demo: { ends_at: inDays(400) } } }, "tenant.demo_end_invalid");
    expect(await owner.ok(endDemo, {})).toMatchObject({ status: "active", demo: null });
    await owner.refused(endDemo, {}, "tenant.not_demo");
    await owner.refused(changeTenant, { body: { demo: { notes: "again" } } }, "tenant.not_demo");
  });

  it("once over, nobody works there, and ending it is no way back in", async () => {
    const world = await newWorld();
    await operate(world, { status: "demo", demoEndsAt: testContext().now });
    const owner = await world.as("owner");
    await owner.refused(getTenant, {}, "tenant.demo_over");
    await owner.refused(endDemo, {}, "tenant.demo_over");
  });
});

describe("closing a company", () => {
  it("takes a version, and ends every token and key at once", async () => {
    const world = await newWorld();
    const [owner, viewer, key] = [await world.as("owner"), await world.as("viewer"), world.withKey("full")];
    await key.ok(getTenant, {});
    const { client } = await newcomer(world);
    await owner.refused(deleteTenant, {}, "version.required");
    await owner.refused(deleteTenant, ifMatch(9), "version.conflict");
    const domain = `${world.mark}.example`;
    await owner.ok(changeTenant, { body: { domain } });

    await owner.ok(deleteTenant, ifMatch(2));
    for (const who of [owner, viewer]) await who.refused(getTenant, {}, "credentials.revoked");
    await key.refused(createTeam, { body: { name: "Last" } }, "credentials.revoked");
    await client.refused(createTenant, { body: { name: "Heir", slug: world.tenant.slug } }, "tenant.slug_taken");
    await client.ok(createTenant, { body: { name: "Heir", slug: `${world.mark}-2`, domain } });
    await world.anonymous.refused(getPublicTenant, { param: { tenant: world.tenant.slug } }, "tenant.unknown");
  });
});

describe("the companies of a person", () => {
  it("are listed, filtered and paged; another's is as unknown as one that does not exist", async () => {
    const [world, other] = [await newWorld(), await newWorld()];
    const { client } = await newcomer(world);
    const made: { id: string }[] = [];
    for (const [at, kind] of (["agency", "team", "agency"] as const).entries()) {
      made.push(await client.ok(createTenant, { body: { name: `Co ${at}`, slug: `${world.mark}-${at}`, kind } }));
    }
    const first = await client.ok(listTenants, { page: { limit: 2, order: "name.asc" } });
    expect(first.data).toMatchObject([
      { id: made[0]?.id, name: "Co 0", member: { status: "active", role_keys: ["owner"] } },
      { name: "Co 1" },
    ]);
    const cursor = first.next_cursor ?? "";
    const second = await client.ok(listTenants, { page: { limit: 2, order: "name.asc", cursor } });
    expect(second).toMatchObject({ data: [{ name: "Co 2" }], has_more: false });
    expect((await client.ok(listTenants, { query: { kind: "agency" } })).data).toHaveLength(2);
    expect((await client.ok(listTenants, { query: { status: "suspended,demo" } })).data).toHaveLength(0);

    expect(await client.ok(getMyTenant, { param: { id: made[1]?.id ?? "" } })).toMatchObject({ name: "Co 1" });
    await client.refused(getMyTenant, { param: { id: other.tenant.id } }, "tenant.unknown");
    await client.refused(getMyTenant, { param: { id: testContext().newId("tenant") } }, "tenant.unknown");
    expect((await (await other.as("viewer")).ok(listTenants, {})).data).toMatchObject([
      { id: other.tenant.id, member: { role_keys: ["viewer"] } },
    ]);
  });
});

describe("opening companies", () => {
  it("a person may open ten a day, then waits", async () => {
    const world = await newWorld();
    const { client, user } = await newcomer(world);
    await bindings.LIMITER.getByName(`tenants ${user.id}`).take(openingPolicy, 9);
    const company = (n: number) => ({ body: { slug: `${world.mark}-${n}`, name: "Kite", kind: "team" as const } });
    await client.ok(createTenant, company(1));
    expect((await client.refused(createTenant, company(2), "quota.exceeded")).status).toBe(429);
  });

  it("asking again with the key of one that was opened gets its answer, however little is left to open", async () => {
    const world = await newWorld();
    const { client, user } = await newcomer(world);
    const ask = {
      body: { slug: world.mark + "-kite", name: "Kite", kind: "team" as const },
      headers: { "Idempotency-Key": "open" },
    };
    const opened = await client.ok(createTenant, ask);
    await bindings.LIMITER.getByName(`tenants ${user.id}`).take(openingPolicy, 9);
    const again = await client.call(createTenant, ask);
    expect(again).toMatchObject({ ok: true, status: 201, body: { id: opened.id } });
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
  });
});

describe("the public profile", () => {
  it("shows a company's face to anyone, cached for a moment, and never how to reach it", async () => {
    const world = await newWorld();
    const answer = await world.anonymous.fetch(`/v1/public/${world.tenant.slug}`);
    const text = await answer.text();
    expect(answer.headers.get("Cache-Control")).toBe("public, max-age=15");
    expect(answer.headers.get("Access-Control-Allow-Origin")).toBe("*");
    expect(JSON.parse(text)).toMatchObject({
      object: "tenant_profile",
      name: world.tenant.name,
      time_zone: "Europe/Paris",
    });
    expect(text).not.toMatch(/@|\+33|Quay Street|ten_|metadata|outside_access/);
    const again = await world.anonymous.fetch(`/v1/public/${world.tenant.slug}`, {
      headers: { "If-None-Match": answer.headers.get("ETag") ?? "" },
    });
    expect([again.status, again.headers.get("Cache-Control")]).toEqual([304, "public, max-age=15"]);
  });

  it("is not there for an unknown or a suspended company, and that answer is not cached", async () => {
    const world = await newWorld();
    await world.anonymous.refused(getPublicTenant, { param: { tenant: "nobody-of-that-name" } }, "tenant.unknown");
    await operate(world, { status: "suspended" });
    const gone = await world.anonymous.refused(
      getPublicTenant,
      { param: { tenant: world.tenant.slug } },
      "tenant.unknown",
    );
    expect(gone.headers.get("Cache-Control")).toBe("private, no-store");
    await (await world.as("owner")).refused(getTenant, {}, "tenant.suspended");
  });
});
