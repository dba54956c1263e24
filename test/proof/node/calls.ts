// Requests from outside, many at a time, by whoever has a credential or none.
import { Agent, type IncomingHttpHeaders, request } from "node:http";

export type Asked = {
  credential?: string | undefined;
  /** The Idempotency-Key. */
  key?: string | undefined;
  /** Where it says it comes from: locally nobody stands before the Worker to say so. */
  network?: string | undefined;
  body?: unknown;
  /** After so long nobody waits for the answer any more. */
  patience?: number;
};

/** Status 0: there was none, and nobody knows what became of the request. Status -1: nobody was there to be asked. */
export type Answer = { status: number; text: string; headers: IncomingHttpHeaders };

export type Call = (method: string, path: string, asked?: Asked) => Promise<Answer>;

const silence: Answer = { status: 0, text: "", headers: {} };
const absence: Answer = { status: -1, text: "", headers: {} };

/**
 * At most so many connections to one Worker at a time, a new one for each request: one that is kept may be closed by the other
 * side just when it is used again. The local runtime hangs up on whoever has not been read for 15 seconds, so a thousand at a
 * time would be too many for a machine of two cores.
 */
export function callsTo(url: string, connections = 400): { call: Call; hangUp: () => void } {
  const agent = new Agent({ maxSockets: connections });
  const call: Call = (method, path, { credential, key, network, body, patience } = {}) =>
    new Promise((resolve) => {
      const text = body === undefined ? undefined : JSON.stringify(body);
      const headers = {
        ...(credential === undefined ? {} : { Authorization: `Bearer ${credential}` }),
        ...(key === undefined ? {} : { "Idempotency-Key": key }),
        ...(network === undefined ? {} : { "CF-Connecting-IP": network }),
        ...(text === undefined
          ? {}
          : { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) }),
      };
      const sent = request(`${url}${path}`, { method, agent, headers }, (answer) => {
        let heard = "";
        answer.setEncoding("utf8");
        answer.on("data", (part: string) => (heard += part));
        answer.on("end", () =>
          resolve(answer.complete ? { status: answer.statusCode ?? 0, text: heard, headers: answer.headers } : silence),
        );
        answer.on("error", () => resolve(silence));
      });
      sent.on("error", (error) => resolve("code" in error && error.code === "ECONNREFUSED" ? absence : silence));
      if (patience !== undefined) sent.setTimeout(patience, () => sent.destroy());
      sent.end(text);
    });
  return { call, hangUp: () => agent.destroy() };
}

/** Asks again with the same key when the connection broke, as every client must. */
export async function untilAnswered(ask: () => Promise<Answer>, tries = 5): Promise<Answer> {
  let answer = await ask();
  for (let asked = 1; answer.status <= 0 && asked < tries; asked++) answer = await ask();
  return answer;
}

/** The answer's body, where one of that status came. Its shape is held against the contract in the Workers pool. */
export function bodyOf({ status, text }: Answer, expected: number): unknown {
  if (status !== expected) throw new Error(`${status} instead of ${expected}: ${text.slice(0, 500)}`);
  return JSON.parse(text);
}

/** All of these, so many at a time. */
export async function pooled<T, A>(
  items: readonly T[],
  atOnce: number,
  work: (item: T, place: number) => Promise<A>,
): Promise<A[]> {
  const answers: A[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let place = next++; place < items.length; place = next++) {
      const [item] = items.slice(place, place + 1);
      if (item !== undefined) answers[place] = await work(item, place);
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
  return answers;
}
