import type { Asked } from "#booking/diary/rules.ts";
import type { DiaryVerbs } from "#booking/diary/client.ts";
import type { Instant } from "#kernel/instant.ts";
import { begin, next } from "./coordinator.ts";
import type { Answer, Call, Decision, Effect, Errand, Intent, Place, Reply, Why, Written } from "./intents.ts";

/** What the coordinator asks of D1. Each is one batch or one read of the primary; a throw means that nobody knows. */
export type Books = {
  read: (txn: string) => Promise<Decision | null>;
  /**
   * One transaction: the decision with the hosts it names, inserted once; the old hours given back, then the new ones taken; the
   * booking, its attendees, its fact and the stored answer.
   */
  commit: (places: readonly Place[]) => Promise<Written>;
  /** One transaction: the decision, the guarded change with its fact, the hours given back. */
  change: () => Promise<Written>;
  /** Inserts an abort unless something is decided, and reads what stands. */
  abort: (txn: string, why: Why) => Promise<Decision>;
};

/** The world as the Worker has it. Tests hand in another. */
export type World = {
  books: Books;
  diary: (host: string) => Pick<DiaryVerbs, "hold" | "prepare" | "finalize" | "release">;
  /** What a host's diary is asked for: the hour, and the host's own limits. */
  asked: (host: string) => Asked;
  now: () => Instant;
  /** What may finish after the answer. */
  later: (work: Promise<unknown>) => void;
  alert: (errand: Extract<Errand, { do: "alert" }>) => void;
};

/** Runs one attempt to its answer. What nobody waits for is begun and left: alarms and sweeps do the same later. */
export async function drive(intent: Intent, world: World): Promise<Answer> {
  for (let turn = begin(intent); ; ) {
    const call = attended(turn.effects, world);
    if ("said" in call) return call;
    const reply = await made(call, world).catch((): Reply => ({ did: "failed" }));
    turn = next(turn.state, { ...reply, at: world.now() });
  }
}

/** Sends off the errands and tells what is left: a call to be waited for, or the answer. */
function attended(effects: readonly Effect[], world: World): Call | Answer {
  let left: Call | Answer | undefined;
  for (const effect of effects) {
    if (effect.do === "answer") left = effect.answer;
    else if (effect.do === "finalize" || effect.do === "release") world.later(sentOff(effect, world));
    else if (effect.do === "alert") world.alert(effect);
    else left = effect;
  }
  if (left === undefined) throw new Error("A turn without an answer has nothing to wait for.");
  return left;
}

const sentOff = (errand: Exclude<Errand, { do: "alert" }>, { diary }: World): Promise<unknown> =>
  errand.do === "finalize"
    ? diary(errand.host).finalize(errand.txn, { hosts: errand.hosts })
    : diary(errand.host).release(errand.txn, errand.proof, errand.why);

async function made(call: Call, { books, diary, asked }: World): Promise<Reply> {
  switch (call.do) {
    case "read":
      return { did: "read", decision: await books.read(call.txn) };
    case "hold":
      return { did: "hold", said: await diary(call.host).hold(asked(call.host)) };
    case "prepare":
      return { did: "prepare", said: await diary(call.host).prepare(call.txn) };
    case "commit":
      return { did: "commit", said: await books.commit(call.places) };
    case "change":
      return { did: "change", said: await books.change() };
    case "abort":
      return { did: "abort", decision: await books.abort(call.txn, call.why) };
  }
}
