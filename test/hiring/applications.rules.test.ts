import { describe, expect, it } from "vitest";
import {
  afterEdge,
  edges,
  isHiring,
  roundAt,
  type Status,
  stageAfter,
  type Verb,
  verbs,
} from "#hiring/applications/rules.ts";
import { applicationStatuses } from "#hiring/applications/tables.ts";
import type { Id } from "#kernel/ids.ts";

const stage = (name: string): Id<"stage"> => `stg_${name}`;
const way = ["applied", "screen", "interview"].map((name, position) => ({ id: stage(name), position }));

/** Written out, so that an edge nobody meant is seen: what may be done, and where it leads. */
const meant: Record<Status, Record<Verb, Status | null>> = {
  active: {
    moved: "active",
    rejected: "rejected",
    withdrawn: "withdrawn",
    hired: "hired",
    reopened: null,
    joined: "active",
    changed: "active",
  },
  hired: {
    moved: null,
    rejected: null,
    withdrawn: null,
    hired: null,
    reopened: "active",
    joined: "hired",
    changed: "hired",
  },
  rejected: {
    moved: null,
    rejected: null,
    withdrawn: null,
    hired: null,
    reopened: "active",
    joined: "rejected",
    changed: "rejected",
  },
  withdrawn: {
    moved: null,
    rejected: null,
    withdrawn: null,
    hired: null,
    reopened: "active",
    joined: "withdrawn",
    changed: "withdrawn",
  },
};

const all = applicationStatuses.flatMap((status) => verbs.map((verb) => [status, verb] as const));

describe("the edges of an application", () => {
  it.each(all)("from %s, being %s leads where it is meant to, or nowhere", (status, verb) => {
    const to = meant[status][verb];
    const outcome = afterEdge({ status }, verb);
    expect(outcome).toEqual(
      to === null
        ? { ok: false, refusal: { code: "application.no_edge", application_status: status } }
        : { ok: true, value: to },
    );
  });

  it("are these and no others", () => {
    const said = Object.entries(edges).flatMap(([status, ways]) =>
      Object.keys(ways).map((verb) => `${status} ${verb}`),
    );
    const known = all.filter(([status, verb]) => meant[status][verb] !== null).map((edge) => edge.join(" "));
    expect(said.toSorted()).toEqual(known.toSorted());
    expect(all).toHaveLength(28);
  });
});

const at = (name: string, status: Status = "active") => ({ status, stageId: stage(name) });

describe("a move", () => {
  it("leads on or back, and says how far along that is", () => {
    expect(stageAfter(at("applied"), way, stage("interview"))).toEqual({
      ok: true,
      value: { stageId: stage("interview"), round: 2 },
    });
    expect(stageAfter(at("interview"), way, stage("applied"))).toMatchObject({ value: { round: 0 } });
    // From a stage that was taken out meanwhile one is moved as from any other.
    expect(stageAfter(at("gone"), way, stage("screen"))).toMatchObject({ value: { round: 1 } });
  });

  it.each([
    ["to the stage it is at", at("screen"), "screen", "application.no_edge"],
    ["to a stage of another job", at("screen"), "elsewhere", "application.stage_unknown"],
    ["of one that was rejected", at("screen", "rejected"), "interview", "application.no_edge"],
    ["of one that was rejected, to nowhere", at("screen", "rejected"), "elsewhere", "application.no_edge"],
  ])("is refused %s", (_, from, to, code) => {
    expect(stageAfter(from, way, stage(to))).toMatchObject({ ok: false, refusal: { code } });
  });

  it("counts the stages that stand in their order, however they are numbered", () => {
    const sparse = [
      { id: stage("last"), position: 40 },
      { id: stage("first"), position: 3 },
    ];
    expect(roundAt(sparse, stage("first"))).toBe(0);
    expect(roundAt(sparse, stage("last"))).toBe(1);
    expect(roundAt(sparse, stage("elsewhere"))).toBeUndefined();
  });
});

describe("a job", () => {
  it("takes people while it is open or paused, and a template or draft never does", () => {
    const statuses = ["draft", "open", "paused", "closed"] as const;
    expect(statuses.filter((status) => isHiring({ kind: "job", status }))).toEqual(["open", "paused"]);
    expect(isHiring({ kind: "template", status: "open" })).toBe(false);
    expect(isHiring({ kind: "draft", status: "open" })).toBe(false);
  });
});
