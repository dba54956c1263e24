import { describe, expect, it } from "vitest";
import { apiRoutes, pageRoutes } from "../../src/api.ts";
import { type Capability, capabilities, seeds, statuses } from "#records/capabilities/registry.ts";
import { evidence } from "#records/capabilities/evidence.ts";
import { codeOf, type Files, readFiles, readText } from "./source.ts";

/** The rows of the domain paper, by document. */
const paper: Record<string, string> = {
  CLY: "01 02 03 04 05 06 07 08 09 10 11 12 13",
  HOT: "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53 54 55 56 57 58 59 60 61 62 63 64 65 66 67 68 69 70 71 72 73 74 75 76 77 78 79 80 81 82 83 84 85 86 87 88 89 90 91 92 93 94 95",
  MIR: "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25 26 27",
  CAF: "01 02 03 04 05 06 07 08 09 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25",
  QWA: "01 02 03 04",
};
const ids = Object.entries(paper).flatMap(([seed, numbers]) => numbers.split(" ").map((number) => `${seed}-${number}`));

/** Tests that are run with `npm test` or `npm run proof`, as `file: title`, the file by its name without endings. */
function titlesIn(tests: Files): ReadonlySet<string> {
  const title = /(?:\bit|\btest|\))\(\s*(?:"((?:[^"\\]|\\.)+)"|'((?:[^'\\]|\\.)+)')\s*,/g;
  const found = [...tests].flatMap(([path, text]) => {
    const name = /([\w-]+)(?:\.edge|\.rules)?\.test\.ts$/.exec(path)?.[1];
    if (name === undefined) return [];
    return [...codeOf(text).matchAll(title)].map(
      ([, double, single]) => `${name}: ${(double ?? single ?? "").replaceAll(/\\(.)/g, "$1")}`,
    );
  });
  return new Set(found);
}

function faultsOf(rows: readonly Capability[], routes: ReadonlySet<string>, titles: ReadonlySet<string>): string[] {
  return rows.flatMap((row) => {
    const faults: string[] = [];
    if (!seeds.includes(row.seed) || !statuses.includes(row.status)) faults.push("has a word nobody knows");
    if ([row.entity, row.capability, ...row.canonical].includes("")) faults.push("leaves something unsaid");
    if ((row.status === "native" || row.status === "port") && row.routes.length === 0) faults.push("works by no route");
    if (row.status !== "planned" && row.status !== "refused" && row.tests.length === 0)
      faults.push("is shown by no test");
    if (row.status === "refused" && row.note === null) faults.push("is refused without a reason");
    if (row.status === "recorded" && row.note === null) faults.push("is recorded without saying what is missing");
    if ((row.status === "planned" || row.status === "refused") && row.routes.length + row.tests.length > 0)
      faults.push("claims what it says is not there");
    faults.push(
      ...row.routes.filter((route) => !routes.has(route)).map((route) => `claims a route that is not there: ${route}`),
    );
    faults.push(
      ...row.tests.filter((title) => !titles.has(title)).map((title) => `claims a test that is not there: ${title}`),
    );
    return faults.map((fault) => `${row.id} ${fault}`);
  });
}

const served = new Set(
  [...apiRoutes.map(({ op }) => op), ...pageRoutes].map(({ method, path }) => `${method.toUpperCase()} ${path}`),
);
const titles = titlesIn(readFiles("test"));

describe("the registry of capabilities", () => {
  it("has exactly the 164 rows of the paper, in its order", () => {
    expect(ids).toHaveLength(164);
    expect(capabilities.map(({ id }) => id)).toEqual(ids);
    expect(Object.keys(evidence).filter((id) => !ids.includes(id))).toEqual([]);
  });

  it("claims no route and no test that is not there, and leaves no working row unshown", () => {
    expect(faultsOf(capabilities, served, titles)).toEqual([]);
  });

  it("is what the page says", () => {
    const page = readText("docs/capabilities.md");
    for (const { id, status, routes, note } of capabilities) {
      const line = page.split("\n").find((one) => one.startsWith(`| ${id} |`)) ?? "";
      expect(line).toContain(`| ${status} |`);
      for (const said of [...routes, note ?? ""]) expect(line).toContain(said);
    }
  });
});

describe("a claim out of order is seen", () => {
  const row: Capability = {
    id: "CLY-01",
    seed: "cly",
    entity: "Tenant",
    capability: "Isolated",
    canonical: ["Tenant"],
    status: "native",
    note: null,
    routes: ["GET /v1/tenant"],
    tests: ["a tenant is read"],
  };
  const known = [new Set(["GET /v1/tenant"]), new Set(["a tenant is read"])] as const;

  it("one in order is not", () => {
    expect(faultsOf([row], ...known)).toEqual([]);
  });

  it.each([
    ["works by no route", { routes: [] }],
    ["is shown by no test", { tests: [] }],
    ["claims a route that is not there", { routes: ["GET /v1/tenants"] }],
    ["claims a test that is not there", { tests: ["a tenant was read"] }],
    ["claims what it says is not there", { status: "planned" }],
    ["is refused without a reason", { status: "refused", routes: [], tests: [] }],
    ["is recorded without saying", { status: "recorded" }],
    ["has a word nobody knows", { status: "done" }],
    ["leaves something unsaid", { canonical: [""] }],
  ])("%s", (fault, change) => {
    expect(faultsOf([{ ...row, ...change } as Capability], ...known)).toEqual([expect.stringContaining(fault)]);
  });

  it("titles are read from tests, not from comments or from other files", () => {
    const tests = new Map([
      [
        "test/a.edge.test.ts",
        'it("one", () => {});\n// it("two", () => {});\nit.each([\n  ["x"],\n])("three: %s", (x) => {});',
      ],
      ["test/support/b.ts", 'it("four", () => {});'],
    ]);
    expect([...titlesIn(tests)]).toEqual(["a: one", "a: three: %s"]);
  });
});
