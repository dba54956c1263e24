// Whoever asks during a storm asks with one key until they are told something for certain, and everything they are told is kept.
import { setTimeout as sleep } from "node:timers/promises";
import type { Told } from "../../../support/invariants.ts";
import type { Answer, Call } from "../calls.ts";
import type { dice } from "../dice.ts";

export type Intent = {
  /** The Idempotency-Key, which nobody else uses. */
  key: string;
  path: string;
  body: Record<string, unknown>;
  credential?: string | undefined;
  network?: string | undefined;
  /** What must be found once in the books when it was granted, and never when it was refused. */
  trace: { made: string } | { reason: string } | null;
  /** Answers to holds of strangers are kept by nobody: a refused one may be granted later. */
  isKept: boolean;
};

/** What a key was told in the end; undefined where it asked until nobody waited any more. */
export type Settled = { intent: Intent; answer: Answer | undefined; attempts: number };

export type Tally = {
  requests: number;
  unanswered: number;
  faults: number;
  waits: number;
  raced: number;
  replayed: number;
};

export type Asking = {
  call: Call;
  roll: ReturnType<typeof dice>;
  /** No new work is begun, and what was begun is brought to an end. */
  isOver: () => boolean;
  /** Nobody asks any more, come what may. */
  isGivenUp: () => boolean;
  told: Told[];
  settled: Settled[];
  tally: Tally;
};

export const newTally = (): Tally => ({ requests: 0, unanswered: 0, faults: 0, waits: 0, raced: 0, replayed: 0 });

const lasting = new Set([404, 409, 410, 412, 422]);
const longestWait = 20_000;

/** The same request once, and once more at the same time where dice say so; each until it is told something for certain. */
export async function settle(asking: Asking, intent: Intent, confirms = false): Promise<Answer | undefined> {
  const copies = intent.isKept && asking.roll(6) === 0 ? 2 + asking.roll(2) : 1;
  const ends = await Promise.all(Array.from({ length: copies }, () => untilCertain(asking, intent, confirms)));
  const answer = ends.find((one) => one.answer !== undefined)?.answer;
  asking.settled.push({ intent, answer, attempts: ends.reduce((sum, one) => sum + one.attempts, 0) });
  // Some ask once more when they know already.
  if (answer !== undefined && intent.isKept && asking.roll(8) === 0) await untilCertain(asking, intent, false);
  return answer;
}

async function untilCertain(asking: Asking, intent: Intent, confirms: boolean) {
  const { call, roll, tally, told } = asking;
  let attempts = 0;
  while (!asking.isGivenUp()) {
    const answer = await call("POST", intent.path, { ...intent, patience: longestWait });
    if (answer.status !== -1) {
      attempts++;
      tally.requests++;
      const body = bodyIn(answer);
      count(tally, answer, body);
      // Whatever else there is, a storm does not change what may be asked.
      if ([400, 401, 403, 405].includes(answer.status)) throw new Error(`${intent.path}: ${answer.text}`);
      if (isCertain(answer, body)) {
        const words = body?.["object"] === "public_booking" ? { ...body, object: "booking" } : body;
        const isFirst = confirms && attempts === 1;
        if (intent.isKept) told.push({ key: intent.key, status: answer.status, body: words, confirms: isFirst });
        return { answer, attempts };
      }
    }
    await sleep(answer.status === 429 ? 1_000 : 30 + roll(250));
  }
  return { answer: undefined, attempts };
}

function count(tally: Tally, { status, headers }: Answer, body: Record<string, unknown> | null): void {
  if (status === 0) tally.unanswered++;
  if (status >= 500) tally.faults++;
  if (status === 429) tally.waits++;
  if (body?.["code"] === "change.raced") tally.raced++;
  if (headers["idempotency-replayed"] === "true") tally.replayed++;
}

const isCertain = ({ status }: Answer, body: Record<string, unknown> | null): boolean =>
  (status >= 200 && status < 300) || (lasting.has(status) && body?.["code"] !== "change.raced");

export const bodyIn = ({ text }: Answer): Record<string, unknown> | null =>
  text.startsWith("{") ? (JSON.parse(text) as Record<string, unknown>) : null;
