// How time is taken and given back. A reducer and nothing else: the Worker, the explorer and the property tests drive it.
import { type Conflict, isConflict } from "#booking/diary/rules.ts";
import type { Instant } from "#kernel/instant.ts";
import { assigned } from "./hosts.ts";
import type { Answer, Call, Change, Decision, Effect, Errand, Event, Intent, Place, Take, Why } from "./intents.ts";

/** Plain, so that it can be copied, hashed and told apart. */
export type State = {
  intent: Intent;
  at: "reading" | "holding" | "preparing" | "committing" | "changing" | "settling" | "rereading" | "over";
  /** Held so far, in the order it was taken. */
  places: readonly Place[];
  /** Hosts that could be another and had no time. */
  refused: readonly string[];
  prepared: number;
  lapsesAt: Instant | null;
  /** Why it is about to be refused. */
  why: Why | null;
};

export type Turn = { state: State; effects: readonly Effect[] };

/** Every attempt begins by asking whether the intent is decided. */
export function begin(intent: Intent): Turn {
  const state: State = { intent, at: "reading", places: [], refused: [], prepared: 0, lapsesAt: null, why: null };
  return wait(state, { do: "read", txn: intent.txn });
}

/** What follows from what has happened. */
export function next(state: State, event: Event): Turn {
  const { intent } = state;
  if (event.did === "failed") return failed(state, event.at);
  if (intent.does === "change") return nextOfChange(state, intent, event);
  switch (event.did) {
    case "read":
      return event.decision === null ? opened(state, intent) : decided(state, event.decision);
    case "hold":
      return held(state, intent, event.said);
    case "prepare":
      return event.said.said === "prepared"
        ? prepareNext({ ...state, prepared: state.prepared + 1 })
        : settle(state, event.said.reason);
    case "commit":
      return committed(state, intent, event.said);
    case "abort":
      return decided(state, event.decision);
    case "change":
      throw new Error("A take changes nothing.");
  }
}

function nextOfChange(state: State, intent: Change, event: Exclude<Event, { did: "failed" }>): Turn {
  if (event.did === "read" && event.decision === null && state.at === "reading")
    return wait({ ...state, at: "changing" }, { do: "change", txn: intent.txn });
  if (event.did === "read") return event.decision === null ? unknown(state) : decided(state, event.decision);
  if (event.did === "abort") return decided(state, event.decision);
  if (event.did !== "change") throw new Error("A change takes nothing.");
  if (event.said === "done") return finish(state, { said: "done", hosts: [] }, givenBack(intent.frees));
  return event.said === "clash" ? reread(state) : settle(state, "stale");
}

function opened(state: State, intent: Take): Turn {
  if (state.at === "rereading") return unknown(state);
  if (intent.part !== "confirm") return holdNext({ ...state, at: "holding" }, intent);
  return prepareNext({ ...state, places: intent.held });
}

/** Sorted, so that of several who want the same hosts one gets through: who loses has lost to somebody further on. */
function holdNext(state: State, intent: Take): Turn {
  const without = new Set([...intent.fixed, ...state.refused]);
  const chosen = assigned(intent.choices, without);
  if (chosen === null) return settle(state, state.why ?? "taken");
  const wanted = [...intent.fixed, ...chosen];
  // For one place at the table never two are held.
  const dropped = state.places.filter(({ host }) => !wanted.includes(host));
  const kept = { ...state, places: state.places.filter(({ host }) => wanted.includes(host)) };
  const errands = dropped.map(({ host }): Errand => freed(host, intent.txn, "none", "released"));
  const [host] = wanted.filter((one) => !kept.places.some((place) => place.host === one)).toSorted();
  if (host !== undefined) return wait(kept, { do: "hold", host, txn: intent.txn }, errands);
  if (intent.part === "hold")
    return finish(kept, { said: "held", places: kept.places, lapsesAt: kept.lapsesAt }, errands);
  return withErrands(prepareNext(kept), errands);
}

function held(state: State, intent: Take, said: Extract<Event, { did: "hold" }>["said"]): Turn {
  const host = hostAsked(state, intent);
  if (said.said === "held") {
    const lapsesAt = earlier(state.lapsesAt, said.lapsesAt);
    return holdNext({ ...state, places: [...state.places, { host, seat: said.seat }], lapsesAt }, intent);
  }
  if (said.said === "mismatch") return finish(state, { said: "mismatch" });
  // Booked: decided, and this attempt has not heard of it.
  if (said.said === "booked") return settle(state, "expired");
  const why = said.said === "refused" ? said.why : said.reason;
  const isChosen = !intent.fixed.includes(host);
  if (isChosen && isConflict(why)) return holdNext({ ...state, refused: [...state.refused, host], why }, intent);
  if (said.said === "refused" && intent.certain) return refusedAtOnce(state, intent, said.why);
  return settle(state, why);
}

/** The host whose answer has just come: asked in the order in which they are held. */
function hostAsked(state: State, intent: Take): string {
  const chosen = assigned(intent.choices, new Set([...intent.fixed, ...state.refused])) ?? [];
  const [host] = [...intent.fixed, ...chosen].filter((one) => !state.places.some((p) => p.host === one)).toSorted();
  if (host === undefined) throw new Error("A hold was answered that nobody asked for.");
  return host;
}

/** This host never had the intent, so no attempt got past it: the refusal needs no row. Its tomb makes it stick. */
function refusedAtOnce(state: State, intent: Take, why: Conflict): Turn {
  const errands = state.places.map(({ host }) => freed(host, intent.txn, "none", "released"));
  return finish(state, { said: "refused", why }, errands);
}

function prepareNext(state: State): Turn {
  const place = state.places[state.prepared];
  const { txn } = state.intent;
  if (place !== undefined) return wait({ ...state, at: "preparing" }, { do: "prepare", host: place.host, txn });
  return wait({ ...state, at: "committing" }, { do: "commit", txn, places: state.places });
}

function committed(state: State, intent: Take, said: Extract<Event, { did: "commit" }>["said"]): Turn {
  if (said === "clash") return reread(state);
  if (said === "stale") return settle(state, "stale");
  if (said === "overlap")
    return withErrands(settle(state, "taken"), [{ do: "alert", what: "overlap", txn: intent.txn }]);
  const hosts = state.places.map(({ host }) => host);
  return finish(state, { said: "done", hosts }, [...finalized(state, hosts), ...givenBack(intent.replaces)]);
}

/** The batch may stand or not. Asking for an abort tells, and ends it either way. */
function failed(state: State, at: Instant): Turn {
  const mayStand = state.at === "committing" || state.at === "changing";
  return mayStand && at < state.intent.deadline ? settle(state, "expired") : unknown(state);
}

/** Whoever writes first decides. After this nobody is in doubt. */
const settle = (state: State, why: Why): Turn =>
  wait({ ...state, at: "settling", why }, { do: "abort", txn: state.intent.txn, why });

const reread = (state: State): Turn => wait({ ...state, at: "rereading" }, { do: "read", txn: state.intent.txn });

const unknown = (state: State): Turn => finish(state, { said: "unknown" });

/** The row speaks for all attempts; what this one holds and the row does not name is given back. */
function decided(state: State, { outcome, hosts, fingerprint, why }: Decision): Turn {
  const errands = state.intent.does === "change" ? [] : finalized(state, hosts);
  if (fingerprint !== state.intent.fingerprint) return finish(state, { said: "mismatch" }, errands);
  if (outcome === "commit") return finish(state, { said: "done", hosts }, errands);
  return finish(state, { said: "refused", why: why ?? "expired" }, errands);
}

const finalized = ({ intent, places }: State, hosts: readonly string[]): readonly Errand[] =>
  places.map(({ host }) =>
    hosts.length === 0
      ? freed(host, intent.txn, "aborted", "aborted")
      : { do: "finalize", host, txn: intent.txn, hosts },
  );

const givenBack = (claims: Change["frees"]): readonly Errand[] =>
  claims === null ? [] : claims.hosts.map((host) => freed(host, claims.txn, "canceled", "canceled"));

const freed = (
  host: string,
  txn: string,
  proof: Extract<Errand, { do: "release" }>["proof"],
  why: Extract<Errand, { do: "release" }>["why"],
): Errand => ({ do: "release", host, txn, proof, why });

const wait = (state: State, call: Call, errands: readonly Errand[] = []): Turn => ({
  state,
  effects: [...errands, call],
});

const finish = (state: State, answer: Answer, errands: readonly Errand[] = []): Turn => ({
  state: { ...state, at: "over" },
  effects: [{ do: "answer", answer }, ...errands],
});

const withErrands = ({ state, effects }: Turn, errands: readonly Errand[]): Turn => ({
  state,
  effects: [...errands, ...effects],
});

const earlier = (a: Instant | null, b: Instant | null): Instant | null => {
  if (a === null || b === null) return a ?? b;
  return a < b ? a : b;
};
