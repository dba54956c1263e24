import { describe, expect, it } from "vitest";
import { apiRoutes, pageRoutes } from "../../src/api.ts";
import { problems } from "../../src/problems.ts";
import {
  assembledCodes,
  internal,
  refusalsGiven,
  unexplainedCodes,
  unprovenCodes,
  unreachableCodes,
} from "./problems.ts";
import { readFiles } from "./source.ts";

const house = readFiles("src");
const tests = readFiles("test");
const ops = [
  ...apiRoutes.map(({ op }) => op),
  ...pageRoutes.flatMap(({ path, programs }) => (programs === undefined ? [] : [{ id: path, ...programs }])),
];
const explained = new Set(Object.keys(problems));

const file = (path: string, text: string) => new Map([[path, text]]);

/** Refusals no test can bring about, and why. */
const unprovable: Record<string, string> = {};

describe("refusals", () => {
  it("each has a line that explains it, wherever in the house it is given or listed", () => {
    expect(unexplainedCodes(house, ops, explained)).toEqual([]);
  });

  it("each line can be reached: somebody gives it, and an operation or the door says so", () => {
    expect(unreachableCodes(house, ops, explained)).toEqual([]);
  });

  it("each is asked for by a test", () => {
    expect(unprovenCodes(tests, explained).filter((code) => !(code in unprovable))).toEqual([]);
    expect(Object.keys(unprovable).filter((code) => !explained.has(code))).toEqual([]);
  });

  it("none is put together at run time", () => {
    expect(assembledCodes(house)).toEqual([]);
  });

  it("each line has a status of refusal, a sentence, and no more than it needs", () => {
    for (const [code, { status, title, explain }] of Object.entries(problems)) {
      expect(code).toMatch(/^[a-z][a-z_]*\.[a-z][a-z_]*$/);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(title).toMatch(/^[A-Z].*[.?]$/);
      expect(explain ?? "So.").toMatch(/[.…]$/);
    }
    expect(internal.filter((code) => explained.has(code))).toEqual([]);
  });
});

describe("a refusal out of order is seen", () => {
  const lines = new Set(["team.unknown"]);
  const rules = "src/identity/teams/rules.ts";

  it.each([
    'return refuse("team.lost");',
    'return refuse(late ? "team.unknown" : "team.lost", { pointer: "/x" });',
    'return { ok: false, refusal: { code: "team.lost" } };',
    'const taken = { "teams.name": { code: "team.lost", pointer: "/name" } };',
    'return refuse<TeamCode>("team.lost");',
  ])("without a line: %s", (text) => {
    expect(unexplainedCodes(file(rules, text), [], lines)).toEqual([expect.stringContaining("team.lost")]);
  });

  it("listed by a contract without a line", () => {
    expect(unexplainedCodes(new Map(), [{ id: "x", refusals: ["team.lost"] }], lines)).toHaveLength(1);
  });

  it("a line given by nobody, a line listed by no operation", () => {
    const listing = [{ id: "x", refusals: ["team.unknown"] }];
    expect(unreachableCodes(file(rules, 'export type TeamCode = "team.unknown";'), listing, lines)).toEqual([
      "team.unknown is given by nobody",
    ]);
    expect(unreachableCodes(file(rules, 'return refuse("team.unknown");'), [], lines)).toHaveLength(1);
    expect(unreachableCodes(file(rules, 'return refuse("team.unknown");'), listing, lines)).toEqual([]);
    expect(unreachableCodes(file("src/http/serve.ts", 'return refuse("team.unknown");'), [], lines)).toEqual([]);
  });

  it("one no test asks for, were it mentioned in a comment or in a law", () => {
    expect(unprovenCodes(file("test/identity/x.edge.test.ts", '// "team.unknown"'), lines)).toEqual(["team.unknown"]);
    expect(unprovenCodes(file("test/laws/x.rules.test.ts", 'refused("team.unknown")'), lines)).toEqual([
      "team.unknown",
    ]);
    expect(unprovenCodes(file("test/identity/x.edge.test.ts", 'refused(op, {}, "team.unknown")'), lines)).toEqual([]);
  });

  it("one put together", () => {
    expect(assembledCodes(file(rules, "return refuse(`team.${why}`);"))).toEqual([rules]);
    expect(assembledCodes(file(rules, 'return refuse("team." + why);'))).toEqual([rules]);
    expect(assembledCodes(file(rules, 'return refuse("team.unknown");'))).toEqual([]);
  });

  it("and the law reads the house as it is", () => {
    expect(refusalsGiven(house).length).toBeGreaterThan(40);
  });
});
