import { describe, expect, it } from "vitest";
import {
  faultsOfPeople,
  faultsOfQuestions,
  faultsOfRecipe,
  judged,
  noValidation,
  type People,
  type QuestionWords,
} from "#booking/event-types/rules.ts";
import type { EventType } from "#booking/event-types/tables.ts";
import type { Id } from "#kernel/ids.ts";

type Recipe = Parameters<typeof faultsOfRecipe>[0];

const recipe = (change: Partial<Recipe> = {}): Recipe => ({
  slug: "call",
  kind: "one_on_one",
  capacity: null,
  durations: [30, 60],
  defaultMinutes: 30,
  incrementMinutes: null,
  offsetMinutes: 0,
  horizon: null,
  locations: [{ kind: "video", details: null }],
  defaultLocation: "video",
  ...change,
});
const codes = (faults: readonly { code: string }[]) => faults.map(({ code }) => code);

describe("a recipe", () => {
  it.each<[string, Partial<Recipe>, string[]]>([
    ["as it should be", {}, []],
    ["lasts five minutes or a day", { durations: [5, 1_440], defaultMinutes: 5 }, []],
    ["shorter", { durations: [4], defaultMinutes: 4 }, ["event_type.duration_out_of_range"]],
    ["longer", { durations: [30, 1_441] }, ["event_type.duration_out_of_range"]],
    ["steps a day", { incrementMinutes: 1_440, offsetMinutes: 1_439 }, []],
    ["an offset of a whole step", { offsetMinutes: 30 }, ["event_type.offset_out_of_range"]],
    ["an offset before it", { offsetMinutes: -1 }, ["event_type.offset_out_of_range"]],
    ["one day", { horizon: { kind: "dates", first: "2027-01-31", last: "2027-01-31" } }, []],
    [
      "days the wrong way round",
      { horizon: { kind: "dates", first: "2027-10-01", last: "2027-09-30" } },
      ["event_type.horizon_reversed"],
    ],
    [
      "a link that is none",
      { locations: [{ kind: "link", details: "http://room.example" }], defaultLocation: "link" },
      ["event_type.location_incomplete"],
    ],
    [
      "a link with a name in it",
      { locations: [{ kind: "link", details: "https://me@room.example" }], defaultLocation: "link" },
      ["event_type.location_incomplete"],
    ],
    ["a link", { locations: [{ kind: "link", details: "https://room.example/a?b=c#d" }], defaultLocation: "link" }, []],
    ["a group without seats", { kind: "group" }, ["event_type.capacity_missing"]],
    ["a group with seats", { kind: "group", capacity: 1 }, []],
    ["an address of ours", { slug: "v1" }, ["event_type.slug_reserved"]],
  ])("%s", (_, change, faults) => {
    expect(codes(faultsOfRecipe(recipe(change)))).toEqual(faults);
  });

  it("with several faults is refused by the first and tells them all", () => {
    const verdict = judged(faultsOfRecipe(recipe({ kind: "group", durations: [1], defaultMinutes: 2 })));
    expect(verdict).toMatchObject({ ok: false, refusal: { code: "event_type.capacity_missing" } });
    expect(!verdict.ok && verdict.refusal.errors).toHaveLength(3);
  });
});

const [ada, lena] = ["mem_ada", "mem_lena"] as [Id<"member">, Id<"member">];
const [full, empty] = ["pol_full", "pol_empty"] as [Id<"pool">, Id<"pool">];
const hers = "sch_lena" as Id<"schedule">;
const known = {
  members: new Set([ada, lena]),
  schedules: new Map([[hers, lena]]),
  sendable: new Map([
    [full, 2],
    [empty, 0],
  ]),
};
const by = (hosts: Id<"member">[], pools: Id<"pool">[] = []): People => ({
  hosts: hosts.map((member_id) => ({ member_id, schedule_id: null })),
  pools,
});

const on = (member_id: Id<"member">): People => ({ hosts: [{ member_id, schedule_id: hers }], pools: [] });

describe("the people of an event type", () => {
  it.each<[EventType["kind"], string, People, string[]]>([
    ["one_on_one", "one host", by([ada]), []],
    ["one_on_one", "two hosts", by([ada, lena]), ["event_type.host_count"]],
    ["one_on_one", "a pool instead", by([], [full]), ["event_type.pools_unfit", "event_type.host_count"]],
    ["group", "nobody", by([]), ["event_type.no_hosts"]],
    ["collective", "several", by([ada, lena]), []],
    ["collective", "a pool instead", by([], [full]), ["event_type.pools_unfit", "event_type.no_hosts"]],
    ["round_robin", "a pool alone", by([], [full]), []],
    ["round_robin", "a host alone", by([ada]), []],
    ["round_robin", "hosts and an empty pool", by([ada], [full, empty]), ["event_type.pool_empty"]],
    ["round_robin", "nobody", by([]), ["event_type.no_hosts"]],
  ])("of kind %s, %s", (kind, _, people, faults) => {
    expect(codes(faultsOfPeople(kind, people, known))).toEqual(faults);
  });

  it("a schedule is the host's own", () => {
    expect(faultsOfPeople("one_on_one", on(lena), known)).toEqual([]);
    expect(faultsOfPeople("one_on_one", on(ada), known)).toEqual([
      { pointer: "/hosts/0/schedule_id", code: "event_type.schedule_unknown" },
    ]);
  });

  it("judged for another reason, the fault lies where that reason stands", () => {
    const at = { hosts: "/kind", pools: "/kind" };
    expect(faultsOfPeople("round_robin", by([ada], [empty]), known, at)).toEqual([
      { pointer: "/kind", code: "event_type.pool_empty" },
    ]);
  });
});

const ask = (change: Partial<QuestionWords>): QuestionWords => ({
  type: "short_text",
  label: "What",
  help: null,
  required: false,
  options: [],
  validation: noValidation,
  ...change,
});
const held = (change: Partial<QuestionWords["validation"]>) => ({ ...noValidation, ...change });

describe("a question", () => {
  it.each<[string, Partial<QuestionWords>, string[]]>([
    ["a text of a form and length", { validation: held({ min_length: 2, max_length: 2, pattern: "letters" }) }, []],
    [
      "lengths crossed",
      { validation: held({ min_length: 3, max_length: 2 }) },
      ["event_type.question_validation_unfit"],
    ],
    ["a text with bounds", { validation: held({ min: 1 }) }, ["event_type.question_validation_unfit"]],
    ["a number with bounds", { type: "number", validation: held({ min: -1, max: 1.5 }) }, []],
    [
      "a number with a length",
      { type: "number", validation: held({ max_length: 3 }) },
      ["event_type.question_validation_unfit"],
    ],
    ["a select with nothing to choose", { type: "multi_select" }, ["event_type.question_options_missing"]],
    ["a phone with options", { type: "phone", options: ["a"] }, ["event_type.question_options_unfit"]],
  ])("%s", (_, change, faults) => {
    expect(codes(faultsOfQuestions([ask(change)], new Set()))).toEqual(faults);
  });

  it("that is known is named once, one that is new not at all", () => {
    const id = "qst_one" as Id<"question">;
    expect(faultsOfQuestions([ask({ id }), ask({}), ask({})], new Set([id]))).toEqual([]);
    expect(faultsOfQuestions([ask({ id }), ask({ id })], new Set([id]))).toEqual([
      { pointer: "/questions/1/id", code: "event_type.question_unknown" },
    ]);
  });
});
