// Random lives of a company, step by step on the real runtime, beside a model that knows nothing of how time is taken.
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, inject, it, vi } from "vitest";
import { after, asInstant, day, hour, type Instant } from "#kernel/instant.ts";
import { readClock } from "#platform/clock.ts";
import { faultsOfFairness } from "../support/fairness.ts";
import { disagreements, type Ledgers, violations } from "../support/invariants.ts";
import { bindings } from "../support/world/world.ts";
import { Model } from "./model/model.ts";
import { type Office, openOffice } from "./model/office.ts";
import { regressions } from "./model/regressions.ts";
import type { ModelSettings } from "./model/settings.ts";
import { Command, steps } from "./model/steps.ts";

// A failure prints its seed, path and steps. To play it again:
//   MODEL_SEED=… MODEL_PATH=… MODEL_REPLAY=… npm run proof -- test/proof/model.edge.test.ts
// and to keep it, add the steps to model/regressions.ts. Longer: MODEL_RUNS=2000.
const { runs, seed, path, replay }: ModelSettings = inject("model");
const mostSteps = 60;

/** Each life begins so long after the one before that cron has nothing to do with the hours of others. */
const between = 2 * hour;
/** What is booked lies so far ahead that no life sees it take place. */
const ahead = 3 * day;
let now = readClock();

type Life = { model: Model; real: Office };
const figures = { lives: 0, answers: new Map<string, number>() };

async function begin(): Promise<Life> {
  now = after(now, between);
  vi.setSystemTime(now);
  const base: Instant = asInstant(Math.ceil((now + ahead) / day) * day + 9 * hour);
  return { model: new Model(now, base), real: await openOffice(base) };
}

/** What the books and the diaries must be after any life, whatever became of it, once alarms have rung. */
async function judge({ model, real }: Life): Promise<void> {
  now = asInstant(model.now);
  await Promise.all(real.members.map((_, host) => real.ring(host)));
  const [ledgers, unfair] = await Promise.all([real.ledgers(), faultsOfFairness(bindings.DB)]);
  expect([...violations(ledgers, real.told), ...disagreements(ledgers)]).toEqual([]);
  expect(blocked(real, ledgers)).toEqual(model.blocked());
  const stands = new Map(ledgers.bookings.map(({ id, status, version }) => [id, `${status} ${version}`]));
  expect(real.bookings.map((id) => stands.get(id))).toEqual(
    model.bookings.map(({ status, version }) => `${status} ${version}`),
  );
  expect(stands.size).toBe(model.bookings.length);
  expect(unfair).toEqual([]);
}

/** Whose time is taken from when to when, as the diaries have it. */
const blocked = ({ members }: Office, { diaries }: Ledgers): string[] =>
  members
    .flatMap((member, host) =>
      (diaries[member] ?? [])
        .filter(({ state, due_at }) => state !== "tomb" && (state !== "held" || due_at > now))
        .map(({ state, blocks_from, blocks_to }) => `${host} ${state} ${blocks_from} ${blocks_to}`),
    )
    .toSorted();

async function live(commands: Iterable<fc.AsyncCommand<Model, Office, boolean>>): Promise<void> {
  const life = await begin();
  await fc.asyncModelRun(() => life, commands);
  await judge(life);
  await life.real.close();
  figures.lives++;
  for (const { status, body } of life.real.told) {
    const code = body?.["code"];
    const said = typeof code === "string" ? `${status} ${code}` : String(status);
    figures.answers.set(said, (figures.answers.get(said) ?? 0) + 1);
  }
}

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"], now }));
afterEach(() => void vi.useRealTimers());

describe("a company and its model", () => {
  it(
    `${runs} lives of up to ${mostSteps} steps: every answer is the model's, and every life ends in order`,
    async () => {
      const began = performance.now();
      const all = steps.map((step) => step.map((said) => new Command(said)));
      const upTo = (maxCommands: number) =>
        fc.commands(all, { maxCommands, size: "max", ...(replay === "" ? {} : { replayPath: replay }) });
      // Many short lives find as much as few long ones, and some things come about only in those.
      const commands = fc.oneof({ weight: 3, arbitrary: upTo(20) }, { weight: 1, arbitrary: upTo(mostSteps) });
      await fc.assert(fc.asyncProperty(commands, live), { numRuns: runs, seed, path, endOnFailure: path !== "" });
      expect(figures.lives).toBeGreaterThan(0);
      const said = [...figures.answers].toSorted(([, a], [, b]) => b - a).map(([answer, n]) => `${n} × ${answer}`);
      console.info(`model: ${figures.lives} lives, ${said.join(", ")}, ${Math.round(performance.now() - began)} ms`);
    },
    300_000 + runs * 4_000,
  );

  it.each(regressions)("$0 went wrong once", async (_, life) => {
    const lived = figures.lives;
    await live(life.map((step) => new Command(step)));
    expect(figures.lives).toBe(lived + 1);
  });
});
