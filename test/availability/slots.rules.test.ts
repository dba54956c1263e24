import { readFileSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slots } from "#availability/slots/rules.ts";
import type { Instant } from "#kernel/instant.ts";
import { offsetMinutes, type ZoneId, zoneNames } from "#time/zones.ts";
import { answerTo, type CaseText, casesIn, hashOf, questionOf, type QuestionText, startsOf } from "../support/cases.ts";
import { laws } from "./laws.ts";
import { oracle } from "./oracle.ts";
import { anyQuestion } from "./questions.ts";

const read = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, "../fixtures/slots", name), "utf8"));

type Expected = { title: string; expect: unknown };
const samples = casesIn(read("samples.json")) as readonly (CaseText & Expected)[];
const scenarios = Object.entries(
  read("bench-scenarios.json") as Record<string, QuestionText & { expect: { slots: number; sha256_12: string } }>,
);

/** An instant as a viewer would write it: their wall and its distance from UTC. */
function spelledIn(zone: ZoneId, text: string): string {
  const at = Date.parse(text) as Instant;
  const ahead = offsetMinutes(zone, at);
  const clock = new Date(at + ahead * 60_000).toISOString().slice(0, 19);
  const [hours, minutes] = [Math.floor(Math.abs(ahead) / 60), Math.abs(ahead) % 60].map((part) =>
    String(part).padStart(2, "0"),
  );
  return `${clock}${ahead < 0 ? "-" : "+"}${hours}:${minutes}`;
}

describe("the known cases", () => {
  it.each(samples.map((one) => [one.title, one] as const))("%s", (_, one) => {
    expect(answerTo(one)).toEqual(one.expect);
  });

  it.each(scenarios)("the scenario %s of the benchmark has its count and its hash", (_, scenario) => {
    const starts = startsOf(questionOf(scenario));
    expect({ slots: starts.length, sha256_12: hashOf(starts) }).toEqual(scenario.expect);
  });

  it("is answered with identical instants for viewers in 30 zones", () => {
    const [, team] = scenarios[2] as (typeof scenarios)[number];
    const answers = zoneNames()
      .filter((_, place) => place % 20 === 0)
      .slice(0, 30)
      .map((viewer) => {
        const spelled = (text: string) => spelledIn(viewer, text);
        const { start, end } = team.range;
        const asked = { ...team, now: spelled(team.now), range: { start: spelled(start), end: spelled(end) } };
        return JSON.stringify(answerTo({ id: "c", kind: "slots", input: { ...asked, viewerTimeZone: viewer } }));
      });
    expect(answers).toHaveLength(30);
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]?.split(",")).toHaveLength(2_147);
  });

  it("what cannot be a question is told as an error", () => {
    const [first] = samples.filter((one) => one.kind === "slots");
    const nowhere = structuredClone(first) as CaseText & { input: QuestionText };
    Object.assign(nowhere.input.hosts[0] as object, { timeZone: "Mars/Olympus" });
    expect(answerTo(nowhere)).toEqual({ error: "no such zone: Mars/Olympus" });
  });
});

describe("random questions round clock changes", () => {
  it("are answered as minute by minute", () => {
    const property = fc.property(anyQuestion, (question) => {
      expect(slots(question)).toEqual(oracle(question));
    });
    fc.assert(property, { numRuns: 250 });
  });

  it.each(laws.map(({ title, holds }) => [title, holds] as const))("%s", (_, holds) => {
    expect(() => holds(60)).not.toThrow();
  });
});
