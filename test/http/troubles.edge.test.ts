import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, describe, expect, it, vi } from "vitest";
import { problemOf } from "../../src/problems.ts";
import { edge } from "#http/edge.ts";
import type { PageRoute } from "#http/pages.ts";
import { gate } from "#identity/gate/gate.ts";
import { changeTeam, createTeam, getTeam, listTeams } from "#identity/teams/contract.ts";
import { getPublicTenant } from "#identity/tenants/contract.ts";
import { bindings, newWorld } from "../support/world/world.ts";

afterEach(() => void vi.restoreAllMocks());

/** From now on every question to the database ends like this. */
const databaseFails = (message: string) =>
  vi.spyOn(env.DB, "prepare").mockImplementation(() => {
    throw new Error(message);
  });

describe("when the database cannot be reached", () => {
  it.each([
    "D1_ERROR: Network connection lost.",
    "D1_ERROR: D1 DB is overloaded. Requests queued for too long.",
    "D1_ERROR: Internal error in D1 DB storage caused object to be reset.",
    "D1_ERROR: D1 DB reset because its code was updated.",
  ])("the caller is told to come back, and nothing else: %s", async (message) => {
    const world = await newWorld();
    databaseFails(message);
    const refusal = await world.withKey("full").refused(listTeams, {}, "storage.unavailable");
    expect(refusal.status).toBe(503);
    expect(refusal.headers.get("Retry-After")).toBe("2");
    expect(JSON.stringify(refusal.problem)).not.toMatch(/D1|Network|overload/);
  });
});

describe("a surprise", () => {
  it("is a bare 500 with a request id, and its words are not even in the log", async () => {
    const world = await newWorld();
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
    databaseFails(`no such person: ${world.people.owner.member.email}`);
    const refusal = await world.withKey("full").refused(listTeams, {}, "fault.unexpected");
    expect(refusal.status).toBe(500);
    expect(Object.keys(refusal.problem).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
      "code",
      "instance",
      "request_id",
      "status",
      "title",
      "type",
    ]);
    const fault = lines.find((line) => line.includes('"event":"fault"')) ?? "";
    expect(fault).toContain(refusal.problem.request_id);
    expect(lines.join()).not.toContain(world.people.owner.member.email);
  });
});

describe("work that goes on after the answer", () => {
  it("and fails is told in the log under its request, without its words", async () => {
    const words = "no such person: iris@guest.example";
    const door: PageRoute = {
      method: "get",
      path: "/later",
      render: ({ later, requestId }) => {
        later(Promise.reject(new Error(words)));
        return new Response(requestId);
      },
    };
    const app = edge({ routes: [], pages: [door], problems: problemOf, gate });
    const lines: string[] = [];
    vi.spyOn(console, "log").mockImplementation((line: string) => void lines.push(line));
    const context = createExecutionContext();
    const answer = await app.fetch(new Request(`${bindings.PUBLIC_ORIGIN}/later`), bindings, context);
    await waitOnExecutionContext(context);
    const fault = lines.find((line) => line.includes('"event":"fault"')) ?? "";
    expect(fault).toContain(await answer.text());
    expect(lines.join()).not.toContain(words);
  });
});

describe("a change that others keep overtaking", () => {
  it("is tried again, and given up after five lost races, untouched", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const team = await owner.ok(createTeam, { body: { name: "Contested" } });
    const send = env.DB.batch.bind(env.DB);
    let races = 0;
    const overtaking = vi.spyOn(env.DB, "batch").mockImplementation(async (statements) => {
      // The runtime's statements carry their text, which its types do not say. The queue's are none of ours.
      const texts = statements as unknown as { statement: string }[];
      if (!texts.some(({ statement }) => statement.startsWith('update "teams"'))) return send(statements);
      races += 1;
      await env.DB.prepare("update teams set version = version + 1 where tenant_id = ? and id = ?")
        .bind(world.tenant.id, team.id)
        .run();
      return send(statements);
    });
    const refusal = await owner.refused(changeTeam, { param: { id: team.id }, body: { name: "Mine" } }, "change.raced");
    expect(refusal.status).toBe(409);
    expect(refusal.headers.get("Retry-After")).toBe("1");
    expect(races).toBe(5);
    overtaking.mockRestore();
    expect(await owner.ok(getTeam, { param: { id: team.id } })).toMatchObject({ name: "Contested", version: 6 });
  });
});

describe("a form", () => {
  const door: PageRoute = { method: "post", path: "/knock", render: (_, { form }) => new Response(form.get("who")) };
  const app = edge({ routes: [], pages: [door], problems: problemOf, gate });

  async function knock(headers: Record<string, string>, body = "who=me"): Promise<Response> {
    const context = createExecutionContext();
    const request = new Request(`${bindings.PUBLIC_ORIGIN}/knock`, { method: "POST", headers, body });
    const response = await app.fetch(request, bindings, context);
    await waitOnExecutionContext(context);
    return response;
  }

  it("is taken from our own page only, whatever another site's may claim", async () => {
    for (const headers of [
      {},
      { "Sec-Fetch-Site": "cross-site" },
      { "Sec-Fetch-Site": "same-site" },
      { "Sec-Fetch-Site": "none" },
      { Origin: bindings.PUBLIC_ORIGIN },
    ] as Record<string, string>[]) {
      const answer = await knock(headers);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: "origin.refused" });
    }
    expect(await (await knock({ "Sec-Fetch-Site": "same-origin" })).text()).toBe("me");
  });

  it("is no longer than a body may be", async () => {
    const answer = await knock({ "Sec-Fetch-Site": "same-origin" }, "x".repeat(64 * 1024 + 1));
    expect(await answer.json()).toMatchObject({ code: "body.too_large", status: 413 });
  });
});

describe("a path", () => {
  it("with a part that can name nothing is refused before the database is asked", async () => {
    const { anonymous } = await newWorld();
    const asked = vi.spyOn(env.DB, "prepare");
    const refusal = await anonymous.refused(getPublicTenant, { param: { tenant: "Lumen_Robotics!" } }, "path.invalid");
    expect(refusal.problem.errors?.[0]?.pointer).toBe("/path/tenant");
    // The queue may be at work meanwhile; it asks for no address.
    expect(asked.mock.calls.filter(([sql]) => /\btenants\b/.test(sql))).toEqual([]);
  });
});
