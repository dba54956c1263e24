import { describe, expect, it } from "vitest";
import { factTypes, reactions, templates } from "../../src/facts.ts";
import { actions, type FactKind } from "#kernel/fact.ts";
import { prefixes } from "#kernel/ids.ts";
import { codeOf, type Files, readFiles } from "./source.ts";

type Table = { path: string; facts: Record<string, FactKind> };

/** What every feature says it announces. */
async function tablesOfTheHouse(): Promise<Table[]> {
  const paths = [...readFiles("src", /^src\/.+\/facts\.ts$/).keys()];
  return Promise.all(
    paths.map(async (path) => {
      const module = (await import(/* @vite-ignore */ `../../${path}`)) as Record<string, Record<string, FactKind>>;
      return { path, facts: Object.assign({}, ...Object.values(module).filter(isTable)) as Record<string, FactKind> };
    }),
  );
}

const isTable = (value: object): boolean =>
  typeof value === "object" && Object.values(value).every((kind: object) => "action" in kind && "entity" in kind);

function faultsOf(tables: readonly Table[], announced: Record<string, FactKind>): string[] {
  const faults = tables.flatMap(({ path, facts }) =>
    Object.entries(facts).flatMap(([type, kind]) => [
      ...(announced[type] === kind ? [] : [`${path}: ${type} is not in src/facts.ts`]),
      ...(/^[a-z_]+\.[a-z_]+$/.test(type) ? [] : [`${path}: ${type} is no noun and verb`]),
      ...(kind.entity in prefixes && actions.includes(kind.action)
        ? []
        : [`${path}: ${type} is filed under nothing known`]),
    ]),
  );
  const types = tables.flatMap(({ facts }) => Object.keys(facts));
  const twice = types.filter((type, at) => types.indexOf(type) !== at);
  const strays = Object.keys(announced).filter((type) => !types.includes(type));
  return [
    ...faults,
    ...twice.map((type) => `${type} is announced by two`),
    ...strays.map((type) => `${type} has no feature`),
  ];
}

/** Facts nobody tells, and facts told in other words than the table's. */
function untold(files: Files, announced: Record<string, FactKind>): string[] {
  const texts = [...files].filter(([path]) => !path.endsWith("/facts.ts")).map(([, text]) => codeOf(text));
  const told = new Set(texts.flatMap((text) => [...text.matchAll(/"([a-z_]+\.[a-z_]+)"/g)].map(([, type]) => type)));
  // A verb chosen at run time tells for its noun's whole table.
  const chosen = texts.flatMap((text) =>
    [...text.matchAll(/\btell\(\s*`([a-z_]+\.)\$\{\w+\}`/g)].map(([, noun = ""]) => noun),
  );
  const direct = texts.flatMap((text) => [...text.matchAll(/\btell\(\s*"([^"]+)"/g)].map(([, type = ""]) => type));
  return [
    ...Object.keys(announced).filter((type) => !told.has(type) && !chosen.some((noun) => type.startsWith(noun))),
    ...direct.filter((type) => !(type in announced)),
  ];
}

/** Only `commit` writes facts, in the batch of what they are about. */
const writersOfFacts = (files: Files): string[] =>
  [...files]
    .filter(([, text]) =>
      /\binto\s+(?:facts|fact_bodies)\b|\.(?:insert|update|delete)\(\s*(?:facts|factBodies)\s*\)|\bupdate\s+facts\b/i.test(
        codeOf(text),
      ),
    )
    .map(([path]) => path);

describe("facts", () => {
  it("each is announced by one feature, in src/facts.ts, and filed under what auditors know", async () => {
    expect(faultsOf(await tablesOfTheHouse(), factTypes)).toEqual([]);
  });

  it("each is told by somebody, and nothing else is told", () => {
    expect(untold(readFiles("src"), factTypes)).toEqual([]);
  });

  it("have one writer", () => {
    expect(writersOfFacts(readFiles("src"))).toEqual(["src/platform/commit.ts"]);
  });

  it("every listener has a name of its own and listens to facts that exist", () => {
    const names = reactions.map(({ listener }) => listener);
    expect(new Set(names).size).toBe(names.length);
    expect(reactions.flatMap(({ on }) => on).filter((type) => !(type in factTypes))).toEqual([]);
    expect(reactions.filter(({ on }) => on.length === 0)).toEqual([]);
    expect(
      Object.values(templates).filter((template) => typeof template !== "function" && typeof template !== "object"),
    ).toEqual([]);
  });
});

const file = (text: string) => new Map([["src/identity/teams/actions.ts", text]]);

describe("a fact out of order is seen", () => {
  const made = { action: "create", entity: "team" } as const;
  const path = "src/identity/teams/facts.ts";

  it.each([
    ["is not in src/facts.ts", [{ path, facts: { "team.created": made } }], {}],
    ["is no noun and verb", [{ path, facts: { "team.Created": made } }], { "team.Created": made }],
    [
      "is announced by two",
      [
        { path, facts: { "team.created": made } },
        { path, facts: { "team.created": made } },
      ],
      { "team.created": made },
    ],
    ["has no feature", [], { "team.created": made }],
  ])("%s", (fault, tables: Table[], announced: Record<string, FactKind>) => {
    expect(faultsOf(tables, announced)).toEqual([expect.stringContaining(fault)]);
  });

  it("told by nobody, told without a table, written elsewhere", () => {
    expect(untold(file('// tell("team.created")'), { "team.created": made })).toEqual(["team.created"]);
    expect(untold(file('tell("team.created", id); tell("team.moved", id)'), { "team.created": made })).toEqual([
      "team.moved",
    ]);
    expect(writersOfFacts(file("scope.db.run(sql`insert into facts (id) values (1)`)"))).toHaveLength(1);
    expect(writersOfFacts(file("scope.db.update(facts).set({})"))).toHaveLength(1);
    expect(writersOfFacts(file("scope.db.select().from(facts)"))).toEqual([]);
  });
});
