import { afterEach, describe, expect, it, vi } from "vitest";
import { createApiKey } from "#identity/api-keys/contract.ts";
import { changeTeam, createTeam, getTeam, listTeams } from "#identity/teams/contract.ts";
import { maxBodyBytes } from "#http/body.ts";
import { keyPolicy } from "#http/guard.ts";
import { mintId } from "#kernel/ids.ts";
import { asInstant, minute } from "#kernel/instant.ts";
import type { ProblemBody } from "../../src/client.ts";
import { Problem, type TestClient } from "../support/client.ts";
import { toldTo } from "../support/logs.ts";
import { bindings, newWorld, send } from "../support/world/world.ts";

const json = { "Content-Type": "application/json" };
const post = (body: string, headers: Record<string, string> = json): RequestInit => ({ method: "POST", headers, body });

async function problemOf(response: Response): Promise<ProblemBody> {
  // The test client has already held it against the schema of problems.
  return Problem.parse(await response.clone().json()) as ProblemBody;
}

async function expectRefusal(
  response: Response | Promise<Response>,
  status: number,
  code: string,
): Promise<ProblemBody> {
  const problem = await problemOf(await response);
  expect([problem.status, problem.code]).toEqual([status, code]);
  return problem;
}

const pointers = (problem: ProblemBody) => (problem.errors ?? []).map((fault) => fault.pointer);

afterEach(() => {
  vi.useRealTimers();
});

const padded = (bytes: number) => {
  const shell = JSON.stringify({ name: "Big", padding: "" });
  return JSON.stringify({ name: "Big", padding: "x".repeat(bytes - shell.length) });
};

const nested = (depth: number) => `{"name":"Deep","extra":${"[".repeat(depth - 1)}7${"]".repeat(depth - 1)}}`;

async function threeTeams(): Promise<{ owner: TestClient; cursor: string }> {
  const owner = await (await newWorld()).as("owner");
  for (const name of ["a", "b", "c"]) await owner.ok(createTeam, { body: { name: `Squad ${name}` } });
  const first = await owner.ok(listTeams, { query: { name: "squad" }, page: { limit: 2 } });
  return { owner, cursor: first.next_cursor ?? "" };
}

const makeOnce = (owner: TestClient, key: string, body: object = { name: "Once" }) =>
  owner.fetch("/v1/teams", post(JSON.stringify(body), { ...json, "Idempotency-Key": key }));

const pairs = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`k${at}`, "v"]));

describe("what nobody asked for", () => {
  it("an unknown path is a problem, with a page behind its type and the request's id in it", async () => {
    const { anonymous } = await newWorld();
    const response = await anonymous.fetch("/v1/nothing/here");
    const problem = await expectRefusal(response, 404, "route.unknown");
    expect(problem.type).toBe(`${bindings.PUBLIC_ORIGIN}/problems/route.unknown`);
    expect(problem.request_id).toBe(response.headers.get("Request-Id"));
  });

  it("a method the path does not take is refused with those it takes", async () => {
    const { anonymous } = await newWorld();
    const response = await anonymous.fetch("/v1/teams", { method: "DELETE" });
    const problem = await expectRefusal(response, 405, "method.not_allowed");
    expect(response.headers.get("Allow")).toBe("GET, HEAD, POST");
    expect(problem["allowed"]).toEqual(["GET", "HEAD", "POST"]);
    const one = await anonymous.fetch(`/v1/teams/${mintId("team", 0)}`, { method: "PUT" });
    expect(one.headers.get("Allow")).toBe("DELETE, GET, HEAD, PATCH");
  });

  it("HEAD answers as GET does, without the body", async () => {
    const world = await newWorld();
    const viewer = await world.as("viewer");
    const head = await viewer.fetch(`/v1/teams/${world.team.id}`, { method: "HEAD" });
    expect([head.status, head.headers.get("ETag"), await head.text()]).toEqual([200, '"1"', ""]);
  });

  it("OPTIONS names the methods, and lets foreign sites in only where anybody may ask, never with credentials", async () => {
    const world = await newWorld();
    const headers = { Origin: "https://elsewhere.example", "Access-Control-Request-Method": "GET" };
    const own = await world.anonymous.fetch("/v1/teams", { method: "OPTIONS", headers });
    expect([own.status, own.headers.get("Allow")]).toEqual([204, "GET, HEAD, POST"]);
    expect(own.headers.get("Access-Control-Allow-Origin")).toBeNull();

    const path = `/v1/public/${world.tenant.slug}`;
    const open = await world.anonymous.fetch(path, { method: "OPTIONS", headers });
    expect([open.status, open.headers.get("Access-Control-Allow-Origin")]).toEqual([204, "*"]);
    expect(open.headers.get("Access-Control-Allow-Methods")).toBe("GET, HEAD");
    expect(open.headers.get("Access-Control-Allow-Headers")).toBe("Content-Type, Idempotency-Key, Interlock-Version");
    for (const response of [open, await world.anonymous.fetch(path, { headers })]) {
      expect(response.headers.get("Access-Control-Allow-Origin")).toBe("*");
      expect(response.headers.get("Access-Control-Allow-Credentials")).toBeNull();
    }
  });
});

describe("bodies", () => {
  it("64 kB are read, one byte more is too large, and a promised length is not believed", async () => {
    const owner = await (await newWorld()).as("owner");
    // Read in full, so the field it should not have is found.
    await expectRefusal(owner.fetch("/v1/teams", post(padded(maxBodyBytes))), 422, "body.invalid");
    const problem = await expectRefusal(
      owner.fetch("/v1/teams", post(padded(maxBodyBytes + 1))),
      413,
      "body.too_large",
    );
    expect(problem["limit_bytes"]).toBe(64 * 1024);
    const lying = post(padded(maxBodyBytes + 1), { ...json, "Content-Length": "10" });
    await expectRefusal(owner.fetch("/v1/teams", lying), 413, "body.too_large");
  });

  it("twenty levels are read, twenty-one are too deep, and thirty thousand harm nobody", async () => {
    const owner = await (await newWorld()).as("owner");
    await expectRefusal(owner.fetch("/v1/teams", post(nested(20))), 422, "body.invalid");
    await expectRefusal(owner.fetch("/v1/teams", post(nested(21))), 400, "body.too_deep");
    await expectRefusal(owner.fetch("/v1/teams", post("[".repeat(30_000) + "]".repeat(30_000))), 400, "body.too_deep");
  });

  it.each([
    "text/plain",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "application/jsonx",
    "",
  ])("a body of type %j is not JSON", async (type) => {
    const owner = await (await newWorld()).as("owner");
    await expectRefusal(
      owner.fetch("/v1/teams", post('{"name":"x"}', { "Content-Type": type })),
      415,
      "body.unsupported_type",
    );
  });

  it("JSON and merge patch are taken, with a charset or without", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const type = { "Content-Type": "application/merge-patch+json; charset=utf-8" };
    const response = await owner.fetch(`/v1/teams/${world.team.id}`, {
      method: "PATCH",
      headers: type,
      body: '{"description":null}',
    });
    expect(response.status).toBe(200);
  });

  it.each(["", "{", '{"name":}', "undefined", "{'name':'x'}", '{"name":"x"}{}', "\u0000", "NaN"])(
    "%j is no JSON",
    async (text) => {
      const owner = await (await newWorld()).as("owner");
      await expectRefusal(owner.fetch("/v1/teams", post(text)), 400, "json.malformed");
    },
  );

  it("where a body is needed, none is not enough", async () => {
    const owner = await (await newWorld()).as("owner");
    await expectRefusal(owner.fetch("/v1/teams", { method: "POST" }), 400, "body.missing");
  });

  it("all faults of a body are pointed at together, unknown fields among them", async () => {
    const owner = await (await newWorld()).as("owner");
    const body = JSON.stringify({
      name: 7,
      colour: "red",
      "a/b~c": 1,
      parent_id: "tea_nope",
      metadata: { "bad key": "x" },
    });
    const problem = await expectRefusal(owner.fetch("/v1/teams", post(body)), 422, "body.invalid");
    expect(pointers(problem).toSorted()).toEqual(["/a~1b~0c", "/colour", "/metadata/bad key", "/name", "/parent_id"]);
  });

  it.each([
    '{"name":"x","__proto__":{"admin":true}}',
    '{"name":"x","metadata":{"__proto__":"x"}}',
    '{"name":"x","constructor":{}}',
  ])("%s changes no prototype and is refused", async (body) => {
    const owner = await (await newWorld()).as("owner");
    await expectRefusal(owner.fetch("/v1/teams", post(body)), 422, "body.invalid");
    expect(Reflect.get({}, "admin")).toBeUndefined();
  });

  it("fifty pairs of metadata are kept, fifty-one are refused", async () => {
    const owner = await (await newWorld()).as("owner");
    await owner.ok(createTeam, { body: { name: "Fifty", metadata: pairs(50) } });
    await owner.refused(createTeam, { body: { name: "Fifty-one", metadata: pairs(51) } }, "body.invalid");
  });

  it("in a merge patch null takes away, and what is absent stays", async () => {
    const owner = await (await newWorld()).as("owner");
    const team = await owner.ok(createTeam, {
      body: { name: "Patched", description: "Old", metadata: { a: "1", b: "2" } },
    });
    const param = { id: team.id };
    const changed = await owner.ok(changeTeam, { param, body: { description: null, metadata: { a: null } } });
    expect(changed).toMatchObject({ name: "Patched", description: null, metadata: { b: "2" } });
    expect(await owner.ok(changeTeam, { param, body: {} })).toMatchObject({ name: "Patched", metadata: { b: "2" } });
  });
});

describe("paths and queries", () => {
  it("an id of another kind or another spelling is refused before the database is asked", async () => {
    const world = await newWorld();
    const key = world.withKey("full");
    await key.ok(listTeams, {});
    const wrong = [
      mintId("member", 0),
      "tea_",
      "tea_01H455VB4PEX5VSKNK084SN02Q",
      "tea_81h455vb4pex5vsknk084sn02q",
      "1",
      "%00",
      "tea_%F0%9F%92%A9",
    ];
    for (const id of wrong) {
      const log = vi.spyOn(console, "log").mockImplementation(() => undefined);
      const problem = await expectRefusal(key.fetch(`/v1/teams/${id}`), 400, "id.invalid");
      const line = toldTo(log).find(({ event }) => event === "request");
      log.mockRestore();
      expect([id, pointers(problem), line?.["d1_trips"]]).toEqual([id, ["/path/id"], 0]);
    }
  });

  it("what is wrong with a value is said in plain words", async () => {
    const owner = await (await newWorld()).as("owner");
    const query = await expectRefusal(owner.fetch("/v1/teams?limit=many"), 400, "query.invalid");
    expect(query.errors).toEqual([{ pointer: "/query/limit", code: "invalid_type", detail: "must be a number" }]);
    const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: "{}" };
    const body = await expectRefusal(owner.fetch("/v1/teams", init), 422, "body.invalid");
    expect(body.errors).toEqual([{ pointer: "/name", code: "invalid_type", detail: "is required" }]);
  });

  it("a credential without its scheme is told how the header reads", async () => {
    const problem = await expectRefusal(
      send(new Request(`${bindings.PUBLIC_ORIGIN}/v1/teams`, { headers: { Authorization: "ilk_test_x" } })),
      401,
      "credentials.invalid",
    );
    expect(problem.detail).toContain("Authorization: Bearer");
  });

  it("a parameter nobody knows is refused, not ignored", async () => {
    const owner = await (await newWorld()).as("owner");
    const problem = await expectRefusal(owner.fetch("/v1/teams?nmae=x"), 400, "query.invalid");
    expect(problem.errors).toEqual([{ pointer: "/query/nmae", code: "unknown_field", detail: "is not a field here" }]);
    await expectRefusal(owner.fetch(`/v1/teams/${mintId("team", 0)}?verbose=1`), 400, "query.invalid");
  });

  it.each([
    "limit=0",
    "limit=101",
    "limit=1.5",
    "limit=x",
    "limit=",
    "order=name",
    "order=secret.asc",
    "created_after=yesterday",
    "parent_id=mem_x",
    "parent_id=",
  ])("?%s cannot be read", async (query) => {
    const owner = await (await newWorld()).as("owner");
    await expectRefusal(owner.fetch(`/v1/teams?${query}`), 400, "query.invalid");
  });

  it("a page holds a hundred rows at most", async () => {
    const owner = await (await newWorld()).as("owner");
    expect((await owner.fetch("/v1/teams?limit=100")).status).toBe(200);
    expect((await owner.fetch("/v1/teams?limit=1")).status).toBe(200);
  });

  it("what cannot be expanded is refused with what can", async () => {
    const owner = await (await newWorld()).as("owner");
    const problem = await expectRefusal(owner.fetch("/v1/teams?expand=members,secrets"), 400, "expand.unknown");
    expect(problem).toMatchObject({ unknown: ["secrets"], known: ["members"] });
  });
});

describe("lists", () => {
  it("the next page is named by a header, and the last names none", async () => {
    const { owner } = await threeTeams();
    const first = await owner.fetch("/v1/teams?name=squad&limit=2");
    const next = /^<(.+)>; rel="next"$/.exec(first.headers.get("Link") ?? "")?.[1] ?? "";
    expect(next.startsWith(`${bindings.PUBLIC_ORIGIN}/v1/teams?name=squad&limit=2&cursor=`)).toBe(true);
    const last = await owner.fetch(next.slice(bindings.PUBLIC_ORIGIN.length));
    expect(await last.json()).toMatchObject({ object: "list", has_more: false, next_cursor: null });
    expect(last.headers.get("Link")).toBeNull();
  });

  it("a cursor belongs to its tenant, filters and order; a page may change its size", async () => {
    const { owner, cursor } = await threeTeams();
    const stranger = await (await newWorld()).as("owner");
    const query = { name: "squad" };
    await stranger.refused(listTeams, { query, page: { cursor } }, "cursor.invalid");
    await owner.refused(listTeams, { query: { name: "squa" }, page: { cursor } }, "cursor.invalid");
    await owner.refused(listTeams, { query, page: { cursor, order: "name.asc" } }, "cursor.invalid");
    await owner.refused(listTeams, { page: { cursor } }, "cursor.invalid");
    const rest = await owner.ok(listTeams, { query, page: { cursor, limit: 1 } });
    expect(rest.data).toHaveLength(1);
  });

  it("a cursor somebody wrote or bent is refused", async () => {
    const { owner, cursor } = await threeTeams();
    const [place = "", tag = ""] = cursor.split(".");
    const bent = [
      `${place}.${tag.slice(1)}`,
      `${place}A.${tag}`,
      place,
      `.${tag}`,
      `${place}.${tag}.x`,
      "x",
      "W10.W10",
      `${btoa('[1,"x"]')}.${tag}`,
    ];
    for (const wrong of bent)
      await owner.refused(listTeams, { query: { name: "squad" }, page: { cursor: wrong } }, "cursor.invalid");
  });
});

describe("versions", () => {
  it("an ETag is the version: it spares a reader the body and keeps two writers from overwriting each other", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const path = `/v1/teams/${world.team.id}`;
    const patch = (tag: string) =>
      owner.fetch(path, { method: "PATCH", headers: { ...json, "If-Match": tag }, body: '{"description":"x"}' });
    expect((await owner.fetch(path)).headers.get("ETag")).toBe('"1"');
    const unchanged = await owner.fetch(path, { headers: { "If-None-Match": '"9", "1"' } });
    expect([unchanged.status, await unchanged.text(), unchanged.headers.get("ETag")]).toEqual([304, "", '"1"']);
    expect((await owner.fetch(path, { headers: { "If-None-Match": '"9"' } })).status).toBe(200);
    expect((await patch('"1"')).headers.get("ETag")).toBe('"2"');
    const late = await expectRefusal(patch('"1"'), 412, "version.conflict");
    expect(late["current_version"]).toBe(2);
    for (const tag of ["1", 'W/"2"', "*", '"2", "3"', '"x"', '"-2"', `"${"9".repeat(16)}"`])
      await expectRefusal(patch(tag), 400, "header.invalid");
    await expectRefusal(
      owner.fetch(path, { method: "DELETE", headers: { "If-Match": '"1"' } }),
      412,
      "version.conflict",
    );
    expect((await owner.fetch(path, { method: "DELETE", headers: { "If-Match": '"2"' } })).status).toBe(204);
  });

  it("the dated version is echoed, and one that never was is refused", async () => {
    const owner = await (await newWorld()).as("owner");
    const response = await owner.fetch("/v1/teams", { headers: { "Interlock-Version": "2026-11-20" } });
    expect(response.headers.get("Interlock-Version")).toBe("2026-11-20");
    expect((await owner.fetch("/v1/teams")).headers.get("Interlock-Version")).toBe("2026-11-20");
    for (const wrong of ["2020-01-01", "latest", "2026-11-20, 2026-11-20"]) {
      const problem = await expectRefusal(
        owner.fetch("/v1/teams", { headers: { "Interlock-Version": wrong } }),
        400,
        "api_version.unknown",
      );
      expect(problem["known"]).toEqual(["2026-11-20"]);
    }
  });
});

describe("retries", () => {
  it("a key makes a POST act once: the same answer, byte for byte, and said to be the old one", async () => {
    const owner = await (await newWorld()).as("owner");
    const first = await makeOnce(owner, "order-1");
    const again = await makeOnce(owner, '"order-1"', { name: "Once" });
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(await again.text()).toBe(await first.text());
    expect(again.headers.get("ETag")).toBe(first.headers.get("ETag"));
    expect(again.headers.get("Location")).toBe(first.headers.get("Location"));
    expect([first.headers.get("Idempotency-Replayed"), again.headers.get("Idempotency-Replayed")]).toEqual([
      null,
      "true",
    ]);
    expect((await owner.ok(listTeams, { query: { name: "Once" } })).data).toHaveLength(1);
  });

  it("another request under the same key is refused; another person's key is another key", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    await makeOnce(owner, "k", { name: "Alpha" });
    await expectRefusal(makeOnce(owner, "k", { name: "Beta" }), 422, "idempotency.key_reused");
    expect((await makeOnce(await world.as("admin"), "k", { name: "Gamma" })).status).toBe(201);
    expect((await makeOnce(await (await newWorld()).as("owner"), "k", { name: "Alpha" })).status).toBe(201);
  });

  it("a refusal that says something lasting is kept as well; one about reading the request is not", async () => {
    const owner = await (await newWorld()).as("owner");
    const { id } = await owner.ok(createTeam, { body: { name: "Taken" } });
    const first = await makeOnce(owner, "clash", { name: "Taken" });
    await expectRefusal(first, 409, "team.name_taken");
    await owner.fetch(`/v1/teams/${id}`, { method: "DELETE" });
    const again = await makeOnce(owner, "clash", { name: "Taken" });
    await expectRefusal(again, 409, "team.name_taken");
    expect(again.headers.get("Idempotency-Replayed")).toBe("true");
    await expectRefusal(makeOnce(owner, "bad", { nome: "x" }), 422, "body.invalid");
    expect((await makeOnce(owner, "bad", { name: "Repaired" })).status).toBe(201);
  });

  it("a secret is not kept: the replay says what was made, not with which secret", async () => {
    const owner = await (await newWorld()).as("owner");
    const body = JSON.stringify({ name: "Export", scopes: ["teams:read"] });
    const ask = () => owner.fetch(createApiKey.path, post(body, { ...json, "Idempotency-Key": "secret" }));
    const first = (await (await ask()).json()) as { id: string; secret: string };
    const problem = await expectRefusal(ask(), 409, "idempotency.secret_shown");
    expect(problem["id"]).toBe(first.id);
    expect(JSON.stringify(problem)).not.toContain(first.secret);
    const rows = await bindings.DB.prepare("select * from decisions").all();
    expect(JSON.stringify(rows.results)).not.toContain(first.secret);
  });

  it.each(["", '""', "k".repeat(256), "käse", `"${"k".repeat(256)}"`])("%j is no key", async (key) => {
    const owner = await (await newWorld()).as("owner");
    await expectRefusal(makeOnce(owner, key), 400, "idempotency.key_invalid");
  });

  it("255 characters are a key, and other methods do not look at it", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    expect((await makeOnce(owner, "k".repeat(255), { name: "Long" })).status).toBe(201);
    expect((await owner.fetch(`/v1/teams/${world.team.id}`, { headers: { "Idempotency-Key": "" } })).status).toBe(200);
  });
});

describe("budgets", () => {
  it("a credential may ask 600 times a minute, is told what is left, and then how long to wait", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: asInstant(Date.UTC(2026, 10, 23, 9)) });
    const world = await newWorld();
    const key = world.withKey("reader");
    const path = `${bindings.PUBLIC_ORIGIN}/v1/teams/${world.team.id}`;
    const ask = () => send(new Request(path, { headers: { Authorization: `Bearer ${key.credential}` } }));
    const first = await ask();
    expect(first.headers.get("RateLimit-Policy")).toBe('"key";q=600;w=60');
    expect(first.headers.get("RateLimit")).toBe('"key";r=599;t=60');

    // All but one of the rest at once, as 598 requests would.
    await bindings.LIMITER.getByName(world.keys.reader.row.id).take(keyPolicy, 598);
    expect((await ask()).headers.get("RateLimit")).toBe('"key";r=0;t=60');
    vi.setSystemTime(Date.now() + 20_000);
    const over = await key.fetch(`/v1/teams/${world.team.id}`);
    await expectRefusal(over, 429, "quota.exceeded");
    expect(over.headers.get("Retry-After")).toBe("40");
    expect(over.headers.get("RateLimit")).toBe('"key";r=0;t=40');
    expect(over.headers.get("ETag")).toBeNull();
    // A write that does not fit is not made.
    const full = world.withKey("full");
    expect((await full.call(createTeam, { body: { name: "Other key, other budget" } })).ok).toBe(true);

    vi.setSystemTime(Date.now() + minute);
    expect((await ask()).headers.get("RateLimit")).toBe('"key";r=599;t=60');
  });

  it("a write over budget is refused before it is made", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: asInstant(Date.UTC(2026, 10, 23, 9)) });
    const world = await newWorld();
    const owner = await world.as("owner");
    const { id: budget } = world.people.owner.member;
    await bindings.LIMITER.getByName(budget).take(keyPolicy, 600);
    await owner.refused(createTeam, { body: { name: "Too much" } }, "quota.exceeded");
    vi.setSystemTime(Date.now() + 61_000);
    expect((await owner.ok(listTeams, { query: { name: "Too much" } })).data).toEqual([]);
  });
});

describe("headers of every answer", () => {
  it("are the same on successes, refusals and pages, and set nothing a browser could misuse", async () => {
    const world = await newWorld();
    const owner = await world.as("owner");
    const team = `/v1/teams/${world.team.id}`;
    const kinds: Record<string, Response> = {
      success: await owner.fetch(team),
      list: await owner.fetch("/v1/teams"),
      created: await owner.fetch("/v1/teams", post('{"name":"Headers"}')),
      unchanged: await owner.fetch(team, { headers: { "If-None-Match": '"1"' } }),
      emptied: await owner.fetch(`${team}/members/${world.people.vancouver.member.id}`, { method: "DELETE" }),
      anonymous: await world.anonymous.fetch(team),
      unreadable: await owner.fetch("/v1/teams", post("{")),
      unknown: await owner.fetch("/v1/nowhere"),
      method: await owner.fetch("/v1/teams", { method: "PUT" }),
      options: await owner.fetch("/v1/teams", { method: "OPTIONS" }),
      public: await owner.fetch("/v1/public/lumen"),
      page: await owner.fetch("/docs"),
      document: await owner.fetch("/openapi.json"),
    };
    const changing = new Set(["request-id", "content-length", "etag", "location", "ratelimit"]);
    const shown = Object.fromEntries(
      Object.entries(kinds).map(([kind, response]) => [
        `${kind} ${response.status}`,
        [...response.headers]
          .filter(([name]) => !changing.has(name))
          .map(([name, value]) => `${name}: ${value.replaceAll(/'nonce-[\w-]{43}'/g, "'nonce-…'")}`),
      ]),
    );
    expect(shown).toMatchSnapshot();
    for (const response of Object.values(kinds)) {
      expect(response.headers.get("Request-Id")).toMatch(/^req_/);
      expect(response.headers.get("Set-Cookie")).toBeNull();
      expect(response.headers.get("Server")).toBeNull();
    }
  });

  it("a 401 says which credential is wanted", async () => {
    const world = await newWorld();
    const response = await world.anonymous.fetch("/v1/teams");
    await expectRefusal(response, 401, "credentials.missing");
    expect(response.headers.get("WWW-Authenticate")).toBe('Bearer realm="interlock"');
  });

  it("a made thing is found where its Location says", async () => {
    const owner = await (await newWorld()).as("owner");
    const made = await owner.fetch("/v1/teams", post('{"name":"Located"}'));
    const { id } = (await made.json()) as { id: string };
    expect(made.headers.get("Location")).toBe(`/v1/teams/${id}`);
    expect(await owner.ok(getTeam, { param: { id } })).toMatchObject({ name: "Located" });
  });
});
