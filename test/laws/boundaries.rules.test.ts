import { describe, expect, it } from "vitest";
import { brokenBoundaries, importsOf, staleExceptions, thingsOutOfPlace } from "./boundaries.ts";
import { codeOf, readFiles } from "./source.ts";

const house = readFiles("src");
const planted = (path: string, text: string) => new Map([[path, text]]);

describe("the order of the house", () => {
  it("no file imports downstream, off the shelf, from a root file or from outside", () => {
    expect(brokenBoundaries(house)).toEqual([]);
  });

  it("nothing that only one place may do is done elsewhere", () => {
    expect(thingsOutOfPlace(house)).toEqual([]);
  });

  it("no exception outlives its need", () => {
    expect(staleExceptions(house)).toEqual([]);
  });

  it("sees the imports there are", () => {
    expect(importsOf(house).length).toBeGreaterThan(house.size * 2);
    expect(importsOf(house)).toContainEqual({
      from: "src/identity/teams/routes.ts",
      specifier: "./actions.ts",
      target: "src/identity/teams/actions.ts",
    });
  });
});

describe("a breach of the order is seen", () => {
  it.each([
    ["downstream", "src/kernel/x.ts", 'import { a } from "#platform/d1.ts";'],
    ["downstream, type only", "src/http/x.ts", 'import type { A } from "#identity/teams/tables.ts";'],
    ["downstream, relative", "src/platform/facts/x.ts", 'import { a } from "../../identity/teams/rules.ts";'],
    ["downstream, inline type", "src/platform/x.ts", 'type A = import("#http/op.ts").OpDef;'],
    ["downstream, dynamic", "src/time/x.ts", 'const a = await import("#platform/d1.ts");'],
    ["downstream, in a template", "src/time/x.ts", "const a = await import(`#platform/d1.ts`);"],
    ["downstream, re-exported", "src/kernel/x.ts", 'export*from"#time/zones.ts"'],
    ["downstream, for its effects", "src/kernel/x.ts", 'import "#pages/layout.tsx";'],
    ["downstream, over several lines", "src/kernel/x.ts", 'import {\n  a,\n} from\n  "#platform/d1.ts";'],
    ["downstream, required", "src/kernel/x.ts", 'const a = require("#platform/d1.ts");'],
    ["unreadable", "src/kernel/x.ts", "const a = await import(name + '.ts');"],
    ["store of another feature", "src/identity/roles/actions.ts", 'import * as s from "#identity/teams/store.ts";'],
    [
      "contract of another feature",
      "src/identity/roles/x.ts",
      'import { getTeam } from "#identity/teams/contract.ts";',
    ],
    ["routes of another feature", "src/records/audit/x.ts", 'import { r } from "#identity/teams/routes.ts";'],
    [
      "reactions of another feature",
      "src/outreach/notifications/x.ts",
      'import { r } from "../../booking/diary/reactions.ts";',
    ],
    ["a root file", "src/identity/teams/x.ts", 'import { problems } from "../../problems.ts";'],
    ["the client by the house", "src/index.ts", 'import { connect } from "./client.ts";'],
    ["outside", "src/identity/teams/x.ts", 'import { w } from "../../../test/support/world/world.ts";'],
    ["an area nobody planned", "src/utils/x.ts", 'import { a } from "#kernel/ids.ts";'],
    ["into an area nobody planned", "src/pages/x.ts", 'import { a } from "#utils/x.ts";'],
  ])("%s: %s", (_, path, text) => {
    expect(brokenBoundaries(planted(path, text))).toHaveLength(1);
  });

  it.each([
    ["src/identity/roles/actions.ts", 'import { tables } from "#identity/teams/tables.ts";'],
    ["src/records/audit/store.ts", 'import { change } from "#identity/teams/actions/change.ts";'],
    ["src/identity/teams/store.ts", 'import { members } from "#identity/members/tables.ts";'],
    ["src/identity/teams/actions.ts", 'import { gate } from "#identity/gate/gate.ts";'],
    ["src/booking/diary/x.ts", 'import { permissions } from "#identity/permissions.ts";'],
    ["src/index.ts", 'import { problemOf } from "./problems.ts";'],
    ["src/index.ts", 'import { teamRoutes } from "#identity/teams/routes.ts";'],
    ["src/kernel/x.ts", '// import { a } from "#platform/d1.ts";\n/* from "#http/op.ts" */ import "./ids.ts";'],
    ["src/kernel/x.ts", 'import * as z from "zod";'],
  ])("and what is allowed is not: %s", (path, text) => {
    expect(brokenBoundaries(planted(path, text))).toEqual([]);
  });

  it.each([
    ["src/identity/teams/store.ts", "const db = drizzle(binding);"],
    ["src/identity/teams/store.ts", 'import { sqliteTable } from "drizzle-orm/sqlite-core";'],
    ["src/identity/teams/rows.tables.ts", "export const t = sqliteTable('x', {});"],
    ["src/identity/teams/actions.ts", "await scope.bindings.DB.prepare('select 1').run();"],
    ["src/identity/teams/actions.ts", "await scope.bindings['DB'].prepare('select 1').run();"],
    ["src/identity/teams/actions.ts", "const { FACTS, DB } = scope.bindings;"],
    ["src/identity/teams/rules.ts", "const now = Date.now();"],
    ["src/identity/teams/rules.ts", "const now = +new Date( );"],
    ["src/identity/teams/rules.ts", "const now = +new Date;"],
    ["src/http/x.ts", "const t = performance.now();"],
    ["src/time/x.ts", "const t = `${Temporal.Now.instant()}`;"],
  ])("out of place: %s · %s", (path, text) => {
    expect(thingsOutOfPlace(planted(path, text))).toHaveLength(1);
  });

  it.each([
    "// Date.now() is banned here\nconst at = new Date(instant);",
    "const text = 'call drizzle(binding) and scope.bindings.DB';",
    "/* sqliteTable */ const pattern = /Date.now|new Date()/;",
  ])("and words about it are not: %s", (text) => {
    expect(thingsOutOfPlace(planted("src/identity/teams/rules.ts", text))).toEqual([]);
  });

  it("comments are taken out and nothing else", () => {
    const code = "const a = 'http://x'; const b = /[\"'/]/.test(a); const c = `//${a}`; // gone\n/* gone */ d();";
    expect(codeOf(code)).toBe(
      "const a = 'http://x'; const b = /[\"'/]/.test(a); const c = `//${a}`;        \n           d();",
    );
  });
});
