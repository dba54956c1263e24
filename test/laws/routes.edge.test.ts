import { describe, expect, it } from "vitest";
import { apiRoutes, pageRoutes } from "../../src/api.ts";
import { problemOf } from "../../src/problems.ts";
import { edge } from "#http/edge.ts";
import type { OpDef } from "#http/op.ts";
import { gate } from "#identity/gate/gate.ts";
import { isPermission } from "#identity/permissions.ts";
import { bindings, newWorld, send } from "../support/world/world.ts";

const app = edge({ routes: apiRoutes, pages: pageRoutes, problems: problemOf, gate });
const ops: OpDef[] = apiRoutes.map(({ op }) => op);
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** `/v1/teams/:id` and `/v1/teams/{id}` are one path. */
const shapeOf = (path: string): string => path.replaceAll(/:\w+|\{\w+\}/g, "{}");

describe("nothing is reachable that no contract names", () => {
  it("every route of the router comes from a contract or a page", () => {
    const named = new Set(
      [...ops, ...pageRoutes].map(({ method, path }) => `${method.toUpperCase()} ${shapeOf(path)}`),
    );
    const routed = app.routes
      .filter(({ method }) => method !== "ALL")
      .map(({ method, path }) => `${method} ${shapeOf(path)}`);
    expect(routed.filter((route) => !named.has(route))).toEqual([]);
    expect(new Set(routed)).toEqual(named);
    // What runs for every method is the hallway, not a room: it stands on every path.
    expect(new Set(app.routes.filter(({ method }) => method === "ALL").map(({ path }) => path))).toEqual(
      new Set(["/*"]),
    );
  });

  it("every contract says who may, in words that exist", () => {
    const words = ["anyone", "person", "tenant"];
    expect(ops.filter(({ may }) => !words.includes(may) && !isPermission(may)).map(({ id }) => id)).toEqual([]);
  });

  it("no two contracts share an id or a path and method", () => {
    const ids = ops.map(({ id }) => id);
    const routes = [...ops, ...pageRoutes].map(({ method, path }) => `${method} ${shapeOf(path)}`);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(routes).size).toBe(routes.length);
  });

  it("a path no contract names answers 404 to anybody, whatever the method", async () => {
    const world = await newWorld();
    const paths = [
      "/v1",
      "/v1/",
      "/v1/nothing",
      "/v1/teams/",
      "/v1//teams",
      "/v1/teams/x/y/z",
      "/docs/of/nothing",
      "/openapi.json/x",
    ];
    for (const path of paths)
      for (const method of methods)
        for (const credential of [undefined, world.keys.full.text]) {
          const headers = credential === undefined ? {} : { Authorization: `Bearer ${credential}` };
          const answer = await send(new Request(bindings.PUBLIC_ORIGIN + path, { method, headers }));
          expect(`${method} ${path} ${answer.status}`).toBe(`${method} ${path} 404`);
          expect(await answer.json()).toMatchObject({ code: "route.unknown" });
        }
  });

  it("an address that could be a company's, and is not, is a page that says so, and takes nothing", async () => {
    for (const path of ["/v2/teams", "/V1/teams", "/admin", "/admin/login", "/wp-login.php"]) {
      const page = await send(new Request(bindings.PUBLIC_ORIGIN + path));
      expect(page.status).toBe(404);
      expect(page.headers.get("Content-Type")).toBe("text/html; charset=utf-8");
      await page.body?.cancel();
      for (const method of methods.filter((one) => one !== "GET")) {
        const answer = await send(new Request(bindings.PUBLIC_ORIGIN + path, { method }));
        expect(`${method} ${path} ${answer.status}`).toBe(`${method} ${path} 405`);
      }
    }
  });

  it("a method no contract names answers 405 and says which there are", async () => {
    // Pages that begin with anybody's name leave the doors for programs alone.
    const pages = pageRoutes.filter(({ besides }) => besides?.has("v1") !== true);
    const shapes = [...ops, ...pages].map(({ method, path }) => ({
      method: method.toUpperCase(),
      shape: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}$`),
    }));
    for (const { path } of ops) {
      const asked = path.replaceAll(/\{\w+\}/g, "x");
      // `/v1/sessions/refresh` is also a `/v1/sessions/{id}`.
      const named = shapes.filter(({ shape }) => shape.test(asked)).map(({ method }) => method);
      for (const method of methods.filter((one) => !named.includes(one))) {
        const answer = await send(new Request(bindings.PUBLIC_ORIGIN + asked, { method }));
        expect(`${method} ${path} ${answer.status}`).toBe(`${method} ${path} 405`);
        expect(answer.headers.get("Allow")?.split(", ")).toEqual(expect.arrayContaining(named));
      }
    }
  });
});
