import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { describe, expect, it } from "vitest";
import { getLiveness, getReadiness, listApiVersions } from "#http/meta/contract.ts";
import { caller, Problem } from "../support/client.ts";
import { bindings } from "../support/world/world.ts";
import worker from "../../src/index.ts";

const client = caller({ mark: "nobody" });

/** The same Worker, given other bindings. */
async function ask(path: string, changes: Record<string, unknown>, headers = {}): Promise<Response> {
  const context = createExecutionContext();
  const response = await worker.fetch(
    new Request(`http://127.0.0.1${path}`, { headers }),
    { ...bindings, ...changes },
    context,
  );
  await waitOnExecutionContext(context);
  return response;
}

const withoutLedger = (sql: string) => bindings.DB.prepare(sql.replace("d1_migrations", "nowhere"));
const fails = () => Promise.reject(new Error("unreachable"));
const brokenDatabase = {
  prepare: () => ({ bind: () => brokenDatabase.prepare(), all: fails, run: fails }),
  batch: fails,
};

describe("health", () => {
  it("the service says that it runs, that it can work, and which versions it speaks", async () => {
    expect(await client.ok(getLiveness, {})).toEqual({ object: "liveness", status: "live" });
    expect(await client.ok(getReadiness, {})).toMatchObject({ status: "ready" });
    const versions = await client.ok(listApiVersions, {});
    expect(versions.data).toEqual([{ object: "api_version", version: "2026-11-20", current: true }]);
  });

  it.each([
    ["database", { DB: brokenDatabase }],
    ["objects", { LIMITER: { getByName: () => ({ take: fails }) } }],
    ["queue", { FACTS: undefined }],
    ["files", { FILES: undefined }],
    ["mail", { MAIL: undefined }],
  ])("without its %s the service lives, is not ready, and says which part is missing", async (part, changes) => {
    expect((await ask("/healthz", changes)).status).toBe(200);
    const response = await ask("/readyz", changes);
    expect(response.status).toBe(503);
    expect(response.headers.get("Retry-After")).toBe("5");
    const problem = Problem.parse(await response.json());
    expect(problem).toMatchObject({ code: "service.not_ready" });
    expect(problem["missing"]).toContain(part);
  });

  it("a database without the migrations this build needs is behind, not ready", async () => {
    const response = await ask("/readyz", {
      DB: { prepare: withoutLedger, batch: bindings.DB.batch.bind(bindings.DB) },
    });
    expect(await response.json()).toMatchObject({
      missing: ["migrations"],
      parts: { database: "ok", migrations: "behind" },
    });
  });

  it.each([
    ["SEAL_KEYS", undefined],
    ["SEAL_KEYS", "1:tooshort"],
    ["ROOT_SECRET", undefined],
    ["ROOT_SECRET", "not base64!"],
    ["STAGE", "moon"],
    ["PUBLIC_ORIGIN", undefined],
    ["PUBLIC_ORIGIN", "ftp://example"],
    ["MAIL_FROM", "nobody"],
  ])("%s being %s stops the Worker at every door and is named, its value never", async (name, value) => {
    for (const path of ["/healthz", "/v1/teams", "/nowhere"]) {
      const response = await ask(path, { [name]: value });
      const text = await response.text();
      expect(response.status).toBe(503);
      expect(response.headers.get("Content-Type")).toBe("application/problem+json");
      expect(response.headers.get("Request-Id")).toMatch(/^req_/);
      expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(JSON.parse(text)).toMatchObject({ code: "config.unusable", settings: [name] });
      expect(text).not.toContain(value ?? bindings.SEAL_KEYS);
    }
  });
});

describe("the outer guard", () => {
  const flooded = { OUTER_GUARD: { limit: () => Promise.resolve({ success: false }) } };

  it.each(["/v1/versions", "/v1/public/lumen", "/healthz"])("keeps a flood of one network from %s", async (path) => {
    const response = await ask(path, flooded);
    expect(response.status).toBe(429);
    expect(response.headers.get("Retry-After")).toBe("60");
    expect(await response.json()).toMatchObject({ code: "quota.exceeded", policy: "network" });
  });

  it("is asked by network, which one household or office shares, and not where a credential has a budget of its own", async () => {
    const asked: string[] = [];
    const guard = {
      limit: ({ key }: { key: string }) => {
        asked.push(key);
        return Promise.resolve({ success: true });
      },
    };
    const from = async (ip: string, path: string) => ask(path, { OUTER_GUARD: guard }, { "CF-Connecting-IP": ip });
    for (const ip of ["203.0.113.7", "203.0.113.250", "2001:db8:12:3456::1", "2001:db8:12:34ff:1:2:3:4"]) {
      await from(ip, "/v1/versions");
    }
    expect(new Set(asked)).toEqual(new Set(["203.0.113", "20010db8001234"]));
    asked.length = 0;
    await from("203.0.113.7", "/v1/teams");
    expect(asked).toEqual([]);
  });
});
