// The parts of one state of the world, each known by a small number, and what each part does when something happens to it.
// The product's code runs once for every different thing that can happen to a part; the rest of the exploration is look-ups.
import type { State } from "#booking/bookings/coordinator.ts";
import type { Answer, Call, Errand, Reply } from "#booking/bookings/intents.ts";
import { applied, type Claim, type Diary, overlap, sameSession } from "#booking/diary/claims.ts";
import type { Asked } from "#booking/diary/ledger.ts";
import type { InBooks, TakenHour } from "#booking/diary/repair.ts";
import { asInstant, hour, minute } from "#kernel/instant.ts";
import { type Books, emptyBooks, faultsIn, operated, type Owed, paid, type Plan, wasGivenBack } from "./books.ts";
import type { Parts } from "./parts.ts";
import type { Scenario } from "./scenarios.ts";

export const opening = asInstant(hour);
/** Every hold has lapsed by then; which of the two a call sees is one of the things explored. */
export const late = asInstant(100 * hour);
const ttlMillis = 15 * minute;
const deadline = asInstant(10 * hour);

export type Attempt =
  | { phase: "idle" }
  | { phase: "waiting"; plan: number; state: State; call: Call }
  | { phase: "over"; txn: string; fingerprint: string; answer: Answer }
  /** Whoever only tells diaries something, and is told nothing of consequence. */
  | { phase: "told" }
  | { phase: "dead" };

/** Under way: an errand, a request that was given up and may still arrive, or what a resolver has been told. */
export type Item =
  | { kind: "errand"; errand: Errand }
  | { kind: "late"; plan: number; call: Call }
  | { kind: "told"; host: string; txn: string; hosts: readonly string[] }
  | { kind: "wish"; wish: "release" | "extend"; host: string; txn: string }
  | { kind: "repair"; host: string; suspects: readonly string[]; found: InBooks };

export class Register<T> {
  readonly #ids = new Map<string, number>();
  readonly values: T[] = [];

  id(value: T): number {
    const text = JSON.stringify(value);
    const known = this.#ids.get(text);
    if (known !== undefined) return known;
    const id = this.values.length;
    if (id > 65_535) throw new Error("A part has more states than a character can name.");
    this.#ids.set(text, id);
    this.values.push(value);
    return id;
  }

  of(id: number): T {
    return this.values[id] as T;
  }
}

export class Machine {
  readonly books = new Register<Books>();
  readonly diaries = new Register<Diary>();
  readonly attempts = new Register<Attempt>();
  readonly bags = new Register<readonly number[]>();
  readonly items = new Register<Item>();
  readonly plans = new Register<Plan>();
  readonly replies = new Register<Reply>();
  readonly calls = new Register<{ plan: number; call: Call; now: number }>();
  readonly #memo = new Map<string, Map<number, unknown>>();
  readonly parts: Parts;
  readonly scenario: Scenario;
  /** Whether the second wall was ever needed. */
  overlapped = false;

  constructor(parts: Parts, scenario: Scenario) {
    this.parts = parts;
    this.scenario = scenario;
    this.books.id(emptyBooks);
    this.attempts.id({ phase: "idle" });
    this.attempts.id({ phase: "dead" });
    this.bags.id([]);
  }

  #once<T>(what: string, key: number, make: () => T): T {
    let table = this.#memo.get(what);
    if (table === undefined) this.#memo.set(what, (table = new Map()));
    const known = table.get(key);
    if (known !== undefined) return known as T;
    const made = make();
    table.set(key, made);
    return made;
  }

  /** What begins when a client's attempt starts on these books; null when there is nothing to do. */
  started(slot: number, books: number, heldBy: number): number | null {
    const key = (slot * 65_536 + books) * 65_536 + heldBy;
    return this.#once("start", key, () => {
      const attempt = this.attempts.of(heldBy);
      const held = attempt.phase === "over" && attempt.answer.said === "held" ? attempt.answer : null;
      const plan = this.scenario.slots[slot]?.plan?.(this.books.of(books), held) ?? null;
      if (plan === null) return { attempt: null };
      const { state, effects } = this.parts.begin({ ...plan.intent, deadline });
      const [call] = effects;
      return { attempt: this.attempts.id(waiting(this.plans.id(plan), state, call as Call)) };
    }).attempt;
  }

  /** What somebody who holds time asks of its diaries, beside confirming it. */
  wished(slot: number, heldBy: number): { attempt: number; items: readonly number[] } | null {
    const wish = this.scenario.slots[slot]?.wish ?? null;
    const held = this.attempts.of(heldBy);
    if (wish === null || held.phase !== "over" || held.answer.said !== "held") return null;
    const { txn, answer } = held;
    const items = answer.places.map(({ host }) => this.items.id({ kind: "wish", wish, host, txn }));
    return { attempt: this.attempts.id({ phase: "told" }), items };
  }

  /** What an attempt does on a reply: where it stands then, and what it sends off. */
  stepped(attempt: number, reply: number, inTime: boolean): { attempt: number; errands: readonly number[] } {
    const key = (attempt * 65_536 + reply) * 2 + (inTime ? 1 : 0);
    return this.#once("step", key, () => {
      const before = this.attempts.of(attempt);
      if (before.phase !== "waiting") throw new Error("Only one who waits can be answered.");
      const at = inTime ? opening : late;
      const { state, effects } = this.parts.next(before.state, { ...this.replies.of(reply), at });
      const errands: number[] = [];
      let after: Attempt = { phase: "dead" };
      for (const effect of effects) {
        if (effect.do === "answer") {
          const { txn, fingerprint } = state.intent;
          if (effect.answer.said !== "unknown") after = { phase: "over", txn, fingerprint, answer: effect.answer };
        } else if (effect.do === "finalize" || effect.do === "release")
          errands.push(this.items.id({ kind: "errand", errand: effect }));
        else if (effect.do !== "alert") after = waiting(before.plan, state, effect);
      }
      return { attempt: this.attempts.id(after), errands };
    });
  }

  /** One batch or read of D1. */
  sent(books: number, plan: number, call: Call): { books: number; reply: number } {
    const key = books * 4_194_304 + this.calls.id({ plan, call, now: 0 });
    return this.#once("d1", key, () => {
      if (call.do === "hold" || call.do === "prepare") throw new Error("D1 holds no hours.");
      const done = this.parts.sent(this.books.of(books), this.plans.of(plan), call, this.parts.walls);
      if (done.reply.did === "commit" && done.reply.said === "overlap") this.overlapped = true;
      return { books: this.books.id(done.books), reply: this.replies.id(done.reply) };
    });
  }

  /** One call of a diary, at one of two times. */
  asked(
    diary: number,
    plan: number,
    call: Call,
    isLate: boolean,
  ): { diary: number; reply: number; fault: string | null } {
    const now = isLate ? late : opening;
    const key = diary * 4_194_304 + this.calls.id({ plan, call, now });
    return this.#once("diary", key, () => {
      const before = this.diaries.of(diary);
      if (call.do === "hold") {
        const step = this.parts.hold(before, askedBy(this.plans.of(plan)), now);
        const said = step.answer.said === "held" ? { ...step.answer, lapsesAt: opening } : step.answer;
        return { diary: this.#kept(applied(before, step)), reply: this.replies.id({ did: "hold", said }), fault: null };
      }
      if (call.do !== "prepare") throw new Error("A diary keeps no books.");
      const known = before.claims.find(({ txn }) => txn === call.txn);
      const step = this.parts.prepare(before, call.txn, now);
      const mustGo = known?.state === "held" && this.parts.blocks(known, now);
      const fault = mustGo && step.answer.said !== "prepared" ? "S9: a live hold was not prepared" : null;
      return {
        diary: this.#kept(applied(before, step)),
        reply: this.replies.id({ did: "prepare", said: step.answer }),
        fault,
      };
    });
  }

  /** What nobody waits for, and what a resolver has been told. */
  delivered(diary: number, item: number): number {
    return this.#once("item", diary * 65_536 + item, () => {
      const before = this.diaries.of(diary);
      const what = this.items.of(item);
      if (what.kind === "told")
        return this.#kept(applied(before, this.parts.finalize(before, what.txn, { hosts: what.hosts }, opening)));
      if (what.kind === "wish" && what.wish === "release")
        return this.#kept(applied(before, this.parts.release(before, what.txn, "none", "released", opening)));
      if (what.kind === "wish")
        return this.#kept(applied(before, this.parts.extend(before, what.txn, ttlMillis, opening)));
      if (what.kind === "repair")
        return this.#kept(applied(before, this.parts.repaired(before, what.suspects, what.found, opening)));
      if (what.kind === "late" || what.errand.do === "alert") throw new Error("Not for a diary.");
      const { errand } = what;
      if (errand.do === "finalize")
        return this.#kept(applied(before, this.parts.finalize(before, errand.txn, { hosts: errand.hosts }, opening)));
      return this.#kept(applied(before, this.parts.release(before, errand.txn, errand.proof, errand.why, opening)));
    });
  }

  lapsed(diary: number, claim: number): number {
    return this.#once("lapse", diary * 64 + claim, () => {
      const before = this.diaries.of(diary);
      const txn = this.claims(diary)[claim]?.txn ?? "";
      return this.#kept(applied(before, this.parts.lapse(before, txn, late)));
    });
  }

  /** The decision as a resolver makes or finds it: it knows what the claim says of the intent, and nothing else. */
  resolved(books: number, { txn, fingerprint }: Claim, host: string): { books: number; item: number } {
    const plan = this.plans.id(resolversPlan(txn, fingerprint));
    const isWriting = this.parts.resolver === "writes";
    const call: Call = isWriting ? { do: "abort", txn, why: "expired" } : { do: "read", txn };
    const { books: after, reply } = this.sent(books, plan, call);
    const told = this.replies.of(reply);
    const decision = told.did === "abort" || told.did === "read" ? told.decision : null;
    return { books: after, item: this.items.id({ kind: "told", host, txn, hosts: decision?.hosts ?? [] }) };
  }

  /** What a diary that compares itself with the books has read of them. */
  compared(books: number, diary: number, host: string): number {
    return this.#once(`compare ${host}`, books * 65_536 + diary, () => {
      const known = this.books.of(books);
      const suspects = this.claims(diary).flatMap(({ state, txn }) => (state === "booked" ? [txn] : []));
      const rows = known.rows.filter((row) => row.host === host);
      const taken = rows.map(({ txn, from, to, share, seat }): TakenHour => {
        const hours = { start: asInstant(from), end: asInstant(to), beforeMinutes: 0, afterMinutes: 0 };
        return { txn, share, seat, eventType: null, ...hours };
      });
      const givenBack = suspects.filter((txn) => wasGivenBack(known, host, txn));
      return this.items.id({ kind: "repair", host, suspects, found: { taken, givenBack } });
    });
  }

  /** The books as they were before everything, with what the diaries have booked meanwhile. */
  rewound(diaries: readonly number[]): number {
    const lost = diaries.flatMap((diary) => {
      const { resource, claims } = this.diaries.of(diary);
      return claims.flatMap(({ txn, state }) => (state === "booked" ? [{ host: resource, txn }] : []));
    });
    return this.books.id({ ...emptyBooks, lost, isRewound: true });
  }

  /** One hour that the books have lost, given back by an operator. */
  operated(books: number): number {
    return this.books.id(operated(this.books.of(books)));
  }

  paid(books: number, place: number): number {
    return this.#once("paid", books * 64 + place, () => {
      const before = this.books.of(books);
      return this.books.id(paid(before, before.owed[place] as Owed));
    });
  }

  /** A release from the outbox, as an errand. */
  owedItem({ host, txn }: Owed): number {
    return this.items.id({
      kind: "errand",
      errand: { do: "release", host, txn, proof: "canceled", why: "canceled" },
    });
  }

  bagWith(bag: number, item: number): number {
    return this.#once("with", bag * 65_536 + item, () =>
      this.bags.id([...this.bags.of(bag), item].toSorted((a, b) => a - b)),
    );
  }

  bagWithout(bag: number, place: number): number {
    return this.#once("without", bag * 64 + place, () => this.bags.id(this.bags.of(bag).toSpliced(place, 1)));
  }

  claims(diary: number): readonly Claim[] {
    return this.diaries.of(diary).claims;
  }

  /** What is wrong with the books in themselves. */
  faultOfBooks(books: number): string | null {
    return this.#once("sound books", books, () => ({
      fault: faultsIn(this.books.of(books), this.scenario.capacity, this.scenario.oneADay)[0] ?? null,
    })).fault;
  }

  /** S5: claims of one diary are disjoint, except the two of one move. */
  faultOfDiary(diary: number): string | null {
    return this.#once("sound diary", diary, () => {
      const { claims } = this.diaries.of(diary);
      const live = claims.filter(({ state }) => state !== "tomb");
      for (const [place, a] of live.entries()) {
        for (const b of live.slice(place + 1)) {
          if (!overlap(a, b) || a.supersedes === b.txn || b.supersedes === a.txn) continue;
          if (!sameSession(a, b) || a.seat === b.seat) return { fault: `S5: ${a.txn} and ${b.txn} have the same hour` };
        }
      }
      return { fault: null };
    }).fault;
  }

  /** S2: each active row of this host stands on a claim that only the books can end. */
  faultBetween(books: number, host: number, diary: number): string | null {
    return this.#once("between", (books * 65_536 + diary) * 8 + host, () => {
      const name = this.scenario.resources[host];
      const claims = this.claims(diary);
      const bare = this.books
        .of(books)
        .rows.find(
          (row) =>
            row.host === name &&
            !claims.some(({ txn, state }) => txn === row.txn && (state === "prepared" || state === "booked")),
        );
      if (bare !== undefined) return { fault: `S2: ${name} knows nothing of ${bare.txn}` };
      const loose = this.books
        .of(books)
        .lost.find(
          (one) => one.host === name && !claims.some(({ txn, state }) => txn === one.txn && state === "booked"),
        );
      return { fault: loose === undefined ? null : `lost: ${name} gave ${loose.txn} back, and nobody had said so` };
    }).fault;
  }

  /** S4: what was said to a client is what the books say. */
  faultOfAnswer(books: number, attempt: number): string | null {
    return this.#once("answer", books * 65_536 + attempt, () => {
      const told = this.attempts.of(attempt);
      if (told.phase !== "over") return { fault: null };
      const { decisions, lost, givenBack } = this.books.of(books);
      // Books that were rewound know nothing of what they had promised; what they promise from then on stands.
      if ([...lost, ...givenBack].some(({ txn }) => txn === told.txn)) return { fault: null };
      const decision = decisions[told.txn];
      const { said } = told.answer;
      const isCommit = decision?.outcome === "commit";
      if (said === "done" && (!isCommit || decision.hosts.join() !== told.answer.hosts.join()))
        return { fault: `S4: ${told.txn} was promised and is not so decided` };
      if (said === "refused" && isCommit) return { fault: `S4: ${told.txn} was refused and is decided` };
      if (said === "mismatch" && decision?.fingerprint === told.fingerprint)
        return { fault: `S4: ${told.txn} was told it is another's` };
      return { fault: null };
    }).fault;
  }

  /** Times are forgotten: a hold may end at any moment, so when it was made says nothing. */
  #kept(diary: Diary): number {
    const claims = diary.claims
      .map((claim): Claim => {
        const due = claim.state === "held" ? asInstant(opening + ttlMillis) : opening;
        return { ...claim, dueAt: due, lapsesAt: null, extended: false };
      })
      .toSorted((a, b) => (a.txn < b.txn ? -1 : 1));
    return this.diaries.id({ ...diary, claims });
  }
}

/** What a coordinator in this state has been told does not matter once it is over. */
const waiting = (plan: number, state: State, call: Call): Attempt => ({ phase: "waiting", plan, state, call });

function askedBy({ intent, policy, hour: { from, to, share, capacity } }: Plan): Asked {
  return {
    txn: intent.txn,
    fingerprint: intent.fingerprint,
    start: asInstant(from),
    end: asInstant(to),
    from: asInstant(from),
    to: asInstant(to),
    eventType: null,
    share,
    capacity,
    supersedes: intent.does === "take" ? (intent.replaces?.txn ?? null) : null,
    ttlMillis,
    policy,
    openMillis: null,
  };
}

function resolversPlan(txn: string, fingerprint: string): Plan {
  const intent = { does: "change", txn, fingerprint, deadline, frees: null } as const;
  const never = { from: 0, to: 0, share: null, capacity: null };
  return { intent, hour: never, booking: "", guard: null, to: "confirmed", policy: null };
}
