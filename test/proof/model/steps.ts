// What can be done, as data: a failure is kept as a list of these.
import * as fc from "fast-check";
import { type By, type Kind, type Model, offers } from "./model.ts";
import type { Office } from "./office.ts";
import { play } from "./play.ts";

export type Step =
  | { do: "hold" | "book"; by: By; kind: Kind; at: number }
  | { do: "race"; kind: Kind; at: number; times: number }
  | { do: "confirm" | "release" | "extend"; hold: number }
  | { do: "move"; booking: number; at: number }
  | { do: "take"; booking: number; hold: number }
  | { do: "cancel" | "approve" | "decline" | "reassign"; booking: number }
  | { do: "again"; request: number }
  | { do: "wait"; minutes: number }
  | { do: "tick" }
  | { do: "evict" | "ring"; host: number }
  | { do: "deliver"; some: number; twice: boolean };

const kinds = Object.keys(offers) as Kind[];

const by = fc.constantFrom<By>("public", "staff");
const kind = fc.constantFrom(...kinds);
const at = fc.nat(15);
const recent = fc.nat(5);
const host = fc.nat(2);
const doing = <const D extends Step["do"]>(what: D) => fc.constant(what);
const wished: readonly [times: number, step: fc.Arbitrary<Step>][] = [
  [5, fc.record({ do: doing("book"), by, kind, at })],
  [5, fc.record({ do: doing("hold"), by, kind, at })],
  [4, fc.record({ do: doing("confirm"), hold: recent })],
  [4, fc.record({ do: doing("move"), booking: recent, at })],
  [2, fc.record({ do: doing("take"), booking: recent, hold: recent })],
  [3, fc.record({ do: doing("cancel"), booking: recent })],
  [2, fc.record({ do: doing("release"), hold: recent })],
  [2, fc.record({ do: doing("extend"), hold: recent })],
  [2, fc.record({ do: doing("approve"), booking: recent })],
  [1, fc.record({ do: doing("decline"), booking: recent })],
  [2, fc.record({ do: doing("reassign"), booking: recent })],
  [1, fc.record({ do: doing("race"), kind, at, times: fc.integer({ min: 2, max: 4 }) })],
  [2, fc.record({ do: doing("again"), request: recent })],
  [2, fc.record({ do: doing("wait"), minutes: fc.integer({ min: 1, max: 20 }) })],
  [2, fc.record({ do: doing("wait"), minutes: fc.integer({ min: 50, max: 90 }) })],
  [2, fc.record({ do: doing("evict"), host })],
  [2, fc.record({ do: doing("ring"), host })],
  [1, fc.record({ do: doing("deliver"), some: fc.integer({ min: 1, max: 255 }), twice: fc.boolean() })],
  [2, fc.record({ do: doing("tick") })],
];

/** Each as often as it is wished for. */
export const steps: fc.Arbitrary<Step>[] = wished.flatMap(([times, step]) => Array.from({ length: times }, () => step));

export class Command implements fc.AsyncCommand<Model, Office> {
  readonly step: Step;
  constructor(step: Step) {
    this.step = step;
  }

  check(model: Readonly<Model>): boolean {
    const { step } = this;
    if (step.do === "reassign") return newest(model.bookings, step.booking)?.kind === "round_robin";
    if (step.do === "wait") return model.mayWait(step.minutes);
    if (step.do === "take") return model.bookings.length > 0 && model.holds.length > 0;
    if ("booking" in step) return model.bookings.length > 0;
    if (step.do === "release") {
      const hold = newest(model.holds, step.hold);
      // Whether one that ran out was swept before it was let go decides what it is, and nobody promises when that is.
      return hold !== undefined && (hold.end !== null || model.now < hold.lapsesAt);
    }
    return !("hold" in step) || model.holds.length > 0;
  }

  async run(model: Model, office: Office): Promise<void> {
    try {
      office.turnTo(model.passes());
      await play(this.step, model, office);
    } catch (error) {
      throw new Error(`${this.toString()}: ${error instanceof Error ? error.message : String(error)}`, {
        cause: error,
      });
    }
  }

  toString = (): string => JSON.stringify(this.step);
}

const newest = <T>(all: readonly T[], back: number): T | undefined => all[all.length - 1 - (back % all.length)];
