// Every order of everything that can happen, breadth first; and from every state reached, whether it ends well without faults.
import type { Call } from "#booking/bookings/intents.ts";
import { isAmong } from "./books.ts";
import { type Attempt, Machine } from "./machine.ts";
import { type Parts, real } from "./parts.ts";
import type { Scenario } from "./scenarios.ts";

export type Finding = {
  scenario: string;
  states: number;
  violation: string | null;
  /** How it came to that, when it was traced. */
  path: readonly string[];
  /** Every answer that an attempt can get: `0 done`. */
  answers: ReadonlySet<string>;
};

type Vector = number[];
type See = (next: Vector, label: string, fault?: string | null) => void;

const idle = 0;
const dead = 1;

/** Where the parts stand in a vector: books, diaries, attempts, what is under way, faults left. */
type Layout = { diaries: number; attempts: number; bag: number; faults: number; length: number };

type Options = {
  parts?: Parts;
  limit?: number;
  traced?: boolean;
  faults?: number;
  /** Nothing takes long: no hold lapses and nobody asks for a decision before it is made. Then somebody must get through. */
  calm?: boolean;
  /** Looks for double bookings and for nothing else. */
  onlyDoubles?: boolean;
};

export function explore(scenario: Scenario, options: Options = {}): Finding {
  const { parts = real, limit = Infinity, traced = false, faults = scenario.faults, onlyDoubles = false } = options;
  const world = new World(parts, scenario, options.calm === true);
  const start = textOf(world.first(faults));
  const seen = new Set<string>([start]);
  const queue: string[] = [start];
  const cameFrom = new Map<string, readonly [string, string]>();
  let violation: string | null = null;
  let where = start;
  for (let place = 0; place < queue.length && seen.size < limit; place++) {
    where = queue[place] as string;
    const here = vectorOf(where);
    violation ??= onlyDoubles ? world.doubleIn(here) : (world.faultOf(here) ?? world.endsWell(here, where));
    if (violation !== null) break;
    world.successors(here, (next, label, fault) => {
      const found = textOf(next);
      if (fault !== undefined && !onlyDoubles) violation ??= fault;
      if (seen.has(found)) return;
      seen.add(found);
      queue.push(found);
      if (traced) cameFrom.set(found, [where, label]);
    });
  }
  const path = traced ? pathTo(where, cameFrom) : [];
  return { scenario: scenario.name, states: seen.size, violation, path, answers: world.answers };
}

function pathTo(end: string, cameFrom: ReadonlyMap<string, readonly [string, string]>): readonly string[] {
  const path: string[] = [];
  for (let step = cameFrom.get(end); step !== undefined; step = cameFrom.get(step[0])) path.unshift(step[1]);
  return path;
}

const textOf = (vector: Vector): string => String.fromCharCode(...vector);

function vectorOf(text: string): Vector {
  const vector: Vector = [];
  for (let place = 0; place < text.length; place++) vector.push(text.charCodeAt(place));
  return vector;
}

class World {
  readonly #machine: Machine;
  readonly #scenario: Scenario;
  readonly #parts: Parts;
  readonly #at: Layout;
  /** States that are known to end well. */
  readonly #good = new Set<string>();
  readonly #calm: boolean;
  readonly answers = new Set<string>();

  constructor(parts: Parts, scenario: Scenario, calm: boolean) {
    this.#calm = calm;
    this.#machine = new Machine(parts, scenario);
    this.#scenario = scenario;
    this.#parts = parts;
    const attempts = 1 + scenario.resources.length;
    const bag = attempts + scenario.slots.length;
    this.#at = { diaries: 1, attempts, bag, faults: bag + 1, length: bag + 2 };
  }

  first(faults: number): Vector {
    const diaries = this.#scenario.resources.map((resource) =>
      this.#machine.diaries.id({ resource, claims: [], policy: null }),
    );
    return [0, ...diaries, ...this.#scenario.slots.map(() => idle), 0, faults];
  }

  successors(here: Vector, see: See): void {
    this.#starts(here, see);
    for (let slot = 0; slot < this.#scenario.slots.length; slot++) this.#calls(here, slot, see);
    this.#items(here, see);
    if (!this.#calm) this.#diaries(here, see);
    this.#outbox(here, see);
    this.#operators(here, see);
  }

  /** Attempts of one client begin in their order, whenever they like. */
  #starts(here: Vector, see: See): void {
    for (const [slot, { after, needs }] of this.#scenario.slots.entries()) {
      if (here[this.#at.attempts + slot] !== idle) continue;
      if (after !== null && here[this.#at.attempts + after] === idle) continue;
      const holder = needs === null ? idle : (here[this.#at.attempts + needs] as number);
      const attempt = this.#machine.started(slot, here[0] as number, holder);
      if (attempt !== null) see(this.#with(here, this.#at.attempts + slot, attempt), `${slot} begins`);
      const wish = this.#machine.wished(slot, holder);
      if (wish === null) continue;
      const next = this.#with(here, this.#at.attempts + slot, wish.attempt);
      for (const item of wish.items) next[this.#at.bag] = this.#machine.bagWith(next[this.#at.bag] as number, item);
      see(next, `${slot} wishes`);
    }
  }

  /** A call is answered, or its answer is lost, or it is not made, or made later, or twice; or its caller dies. */
  #calls(here: Vector, slot: number, see: See): void {
    const id = here[this.#at.attempts + slot] as number;
    const attempt = this.#machine.attempts.of(id);
    if (attempt.phase !== "waiting") return;
    const what = `${slot} ${attempt.call.do}`;
    const faults = here[this.#at.faults] as number;
    const poorer = faults > 0 ? this.#with(here, this.#at.faults, faults - 1) : null;
    for (const isLate of this.#clocks(here, attempt.call)) {
      const done = this.#made(here, attempt, isLate);
      see(this.#answered(done.next, slot, id, done.reply, true), isLate ? `${what} late` : what, done.fault);
      if (poorer === null) continue;
      const lost = this.#with(done.next, this.#at.faults, faults - 1);
      this.#fails(lost, slot, id, `${what} answer lost`, see);
      see(this.#with(lost, this.#at.attempts + slot, dead), `${what} then death`);
      const twice = this.#made(lost, attempt, isLate);
      see(this.#answered(twice.next, slot, id, twice.reply, true), `${what} twice`);
    }
    if (poorer === null) return;
    this.#fails(poorer, slot, id, `${what} not made`, see);
    see(this.#with(poorer, this.#at.attempts + slot, dead), `${what}: death`);
    const { plan, call } = attempt;
    const item = this.#machine.items.id({ kind: "late", plan, call });
    const bag = this.#machine.bagWith(here[this.#at.bag] as number, item);
    this.#fails(this.#with(poorer, this.#at.bag, bag), slot, id, `${what} under way`, see);
  }

  /** Known to be unknown, with time left or without. */
  #fails(here: Vector, slot: number, id: number, label: string, see: See): void {
    const failed = this.#machine.replies.id({ did: "failed" });
    see(this.#answered(here, slot, id, failed, true), label);
    see(this.#answered(here, slot, id, failed, false), `${label}, no time left`);
  }

  #answered(here: Vector, slot: number, id: number, reply: number, inTime: boolean): Vector {
    const { attempt, errands } = this.#machine.stepped(id, reply, inTime);
    const next = this.#with(here, this.#at.attempts + slot, attempt);
    for (const errand of errands) next[this.#at.bag] = this.#machine.bagWith(next[this.#at.bag] as number, errand);
    return next;
  }

  /** Whether a call could see holds as lapsed. */
  #clocks(here: Vector, call: Call): readonly boolean[] {
    if (call.do !== "hold" && call.do !== "prepare") return [false];
    const claims = this.#machine.claims(here[this.#diaryOf(call.host)] as number);
    const mayBeOver = !this.#calm && claims.some(({ state }) => state === "held" || state === "prepared");
    return mayBeOver ? [false, true] : [false];
  }

  #made(
    here: Vector,
    { plan, call }: { plan: number; call: Call },
    isLate: boolean,
  ): { next: Vector; reply: number; fault: string | null } {
    if (call.do === "hold" || call.do === "prepare") {
      const at = this.#diaryOf(call.host);
      const { diary, reply, fault } = this.#machine.asked(here[at] as number, plan, call, isLate);
      return { next: this.#with(here, at, diary), reply, fault };
    }
    const { books, reply } = this.#machine.sent(here[0] as number, plan, call);
    return { next: this.#with(here, 0, books), reply, fault: null };
  }

  /** What is under way arrives, gets lost, or arrives twice. */
  #items(here: Vector, see: See): void {
    const bag = here[this.#at.bag] as number;
    const faults = here[this.#at.faults] as number;
    for (const [place, id] of this.#machine.bags.of(bag).entries()) {
      if (this.#machine.bags.of(bag)[place - 1] === id) continue;
      const rest = this.#machine.bagWithout(bag, place);
      const arrived = this.#arrived(here, id);
      see(this.#with(arrived, this.#at.bag, rest), "arrival");
      if (faults === 0) continue;
      see(this.#with(this.#with(here, this.#at.bag, rest), this.#at.faults, faults - 1), "loss");
      see(this.#with(arrived, this.#at.faults, faults - 1), "arrival, and once more");
    }
  }

  #arrived(here: Vector, id: number): Vector {
    const item = this.#machine.items.of(id);
    if (item.kind === "late") return this.#made(here, item, false).next;
    const to = item.kind === "errand" ? item.errand : item;
    const at = this.#diaryOf("host" in to ? to.host : "");
    return this.#with(here, at, this.#machine.delivered(here[at] as number, id));
  }

  /** Holds lapse and prepared claims ask, at any moment; now and then a diary compares itself with the books. */
  #diaries(here: Vector, see: See): void {
    for (let host = 0; host < this.#scenario.resources.length; host++) {
      const at = this.#at.diaries + host;
      const diary = here[at] as number;
      this.#compares(here, host, see);
      for (const [place, claim] of this.#machine.claims(diary).entries()) {
        const { txn, state } = claim;
        if (state === "held" || state === "prepared")
          see(this.#with(here, at, this.#machine.lapsed(diary, place)), `${txn} lapses`);
        if (state !== "prepared" || this.#parts.resolver === "none") continue;
        const { books, item } = this.#machine.resolved(here[0] as number, claim, this.#scenario.resources[host] ?? "");
        const bag = here[this.#at.bag] as number;
        if (this.#machine.bags.of(bag).includes(item)) continue;
        const next = this.#with(here, 0, books);
        next[this.#at.bag] = this.#machine.bagWith(bag, item);
        see(next, `${txn} asks`);
      }
    }
  }

  /** Costs a fault, so that it does not happen for ever. */
  #compares(here: Vector, host: number, see: See): void {
    const faults = here[this.#at.faults] as number;
    if (faults === 0 || !this.#scenario.compares) return;
    const diary = here[this.#at.diaries + host] as number;
    const item = this.#machine.compared(here[0] as number, diary, this.#scenario.resources[host] ?? "");
    const next = this.#with(here, this.#at.faults, faults - 1);
    next[this.#at.bag] = this.#machine.bagWith(here[this.#at.bag] as number, item);
    see(next, "comparison");
  }

  /** What is owed is paid, or paid and not struck off. */
  #outbox(here: Vector, see: See): void {
    for (const [place, owed] of this.#machine.books.of(here[0] as number).owed.entries()) {
      const arrived = this.#arrived(here, this.#machine.owedItem(owed));
      see(arrived, "release");
      see(this.#with(arrived, 0, this.#machine.paid(here[0] as number, place)), "release, struck off");
    }
  }

  /** The books are rewound once to before everything, with the doors shut; somebody gives back what they have lost. */
  #operators(here: Vector, see: See): void {
    if (!this.#scenario.rewinds) return;
    const books = here[0] as number;
    const { lost, isRewound } = this.#machine.books.of(books);
    if (lost.length > 0) see(this.#with(here, 0, this.#machine.operated(books)), "given back by an operator");
    const diaries = here.slice(this.#at.diaries, this.#at.attempts);
    if (!isRewound && this.#isQuiet(here, diaries)) see(this.#with(here, 0, this.#machine.rewound(diaries)), "rewound");
  }

  /** Nobody waits for an answer or a decision, and no batch is under way. */
  #isQuiet(here: Vector, diaries: readonly number[]): boolean {
    const attempts = here.slice(this.#at.attempts, this.#at.bag);
    const items = this.#machine.bags.of(here[this.#at.bag] as number);
    return (
      attempts.every((id) => this.#machine.attempts.of(id).phase !== "waiting") &&
      items.every((id) => this.#machine.items.of(id).kind !== "late") &&
      diaries.every((diary) => this.#machine.claims(diary).every(({ state }) => state !== "prepared"))
    );
  }

  doubleIn(here: Vector): string | null {
    const fault = this.#machine.faultOfBooks(here[0] as number);
    return fault?.startsWith("S1") === true ? fault : null;
  }

  faultOf(here: Vector): string | null {
    if (this.#machine.overlapped) return "S1: the second wall was needed";
    const books = here[0] as number;
    const wrong = this.#machine.faultOfBooks(books);
    if (wrong !== null) return wrong;
    for (let host = 0; host < this.#scenario.resources.length; host++) {
      const diary = here[this.#at.diaries + host] as number;
      const fault = this.#machine.faultOfDiary(diary) ?? this.#machine.faultBetween(books, host, diary);
      if (fault !== null) return fault;
    }
    for (let slot = 0; slot < this.#scenario.slots.length; slot++) {
      const fault = this.#machine.faultOfAnswer(books, here[this.#at.attempts + slot] as number);
      if (fault !== null) return fault;
    }
    return null;
  }

  /** Follows the one way on without faults until all is quiet, or until a state that is known to end well. */
  endsWell(start: Vector, startText: string): string | null {
    const way: string[] = [];
    let here = start;
    let text = startText;
    while (!this.#good.has(text)) {
      way.push(text);
      if (way.length > 400) return "L1: it never ends";
      const next = this.#next(here);
      if (next === null) {
        const wrong = this.#wrongAtEnd(here);
        if (wrong !== null) return wrong;
        break;
      }
      const fault = this.faultOf(next);
      if (fault !== null) return fault;
      here = next;
      text = textOf(here);
    }
    for (const passed of way) this.#good.add(passed);
    return null;
  }

  /** Callers go on, what is under way arrives, who has no answer asks again, alarms ring, the outbox empties. */
  #next(here: Vector): Vector | null {
    for (let slot = 0; slot < this.#scenario.slots.length; slot++) {
      const id = here[this.#at.attempts + slot] as number;
      const attempt = this.#machine.attempts.of(id);
      if (attempt.phase !== "waiting") continue;
      const { next, reply } = this.#made(here, attempt, false);
      return this.#answered(next, slot, id, reply, true);
    }
    const bag = here[this.#at.bag] as number;
    const [item] = this.#machine.bags.of(bag);
    if (item !== undefined)
      return this.#with(this.#arrived(here, item), this.#at.bag, this.#machine.bagWithout(bag, 0));
    return this.#retried(here) ?? this.#rung(here) ?? this.#emptied(here) ?? this.#reread(here);
  }

  #retried(here: Vector): Vector | null {
    for (const [slot, { needs }] of this.#scenario.slots.entries()) {
      if (here[this.#at.attempts + slot] !== dead) continue;
      const holder = needs === null ? idle : (here[this.#at.attempts + needs] as number);
      const attempt = this.#machine.started(slot, here[0] as number, holder);
      if (attempt !== null) return this.#with(here, this.#at.attempts + slot, attempt);
    }
    return null;
  }

  #rung(here: Vector): Vector | null {
    for (let host = 0; host < this.#scenario.resources.length; host++) {
      const at = this.#at.diaries + host;
      const diary = here[at] as number;
      for (const [place, claim] of this.#machine.claims(diary).entries()) {
        const { state } = claim;
        if (state === "held") {
          const lapsed = this.#machine.lapsed(diary, place);
          if (lapsed !== diary) return this.#with(here, at, lapsed);
        }
        if (state !== "prepared" || this.#parts.resolver === "none") continue;
        const { books, item } = this.#machine.resolved(here[0] as number, claim, this.#scenario.resources[host] ?? "");
        const resolved = this.#machine.delivered(diary, item);
        if (resolved !== diary || books !== here[0]) return this.#with(this.#with(here, 0, books), at, resolved);
      }
    }
    return null;
  }

  #emptied(here: Vector): Vector | null {
    const [owed] = this.#machine.books.of(here[0] as number).owed;
    if (owed === undefined) return null;
    const arrived = this.#arrived(here, this.#machine.owedItem(owed));
    return this.#with(arrived, 0, this.#machine.paid(here[0] as number, 0));
  }

  /** The round of cron, which tells a diary what an operator has given back. */
  #reread(here: Vector): Vector | null {
    const { givenBack } = this.#machine.books.of(here[0] as number);
    for (const [host, name] of this.#scenario.resources.entries()) {
      const at = this.#at.diaries + host;
      const diary = here[at] as number;
      const isBehind = this.#machine
        .claims(diary)
        .some(({ txn, state }) => state === "booked" && isAmong(givenBack, name, txn));
      if (!isBehind) continue;
      const read = this.#machine.delivered(diary, this.#machine.compared(here[0] as number, diary, name));
      if (read !== diary) return this.#with(here, at, read);
    }
    return null;
  }

  /** L1–L3: nothing half done, booked is what is active, and nobody is left without an answer. */
  #wrongAtEnd(here: Vector): string | null {
    let isAnyDone = this.#scenario.slots.every((_, slot) => here[this.#at.attempts + slot] === idle);
    const { rows, lost } = this.#machine.books.of(here[0] as number);
    for (const [host, name] of this.#scenario.resources.entries()) {
      const claims = this.#machine.claims(here[this.#at.diaries + host] as number);
      for (const { txn, state } of claims) {
        if (state === "held" || state === "prepared") return `L1: ${txn} is ${state} at ${name} for ever`;
        if (state === "booked" && !isAmong(rows, name, txn) && !isAmong(lost, name, txn))
          return `L2: ${txn} is booked at ${name} and nowhere else`;
      }
    }
    for (let slot = 0; slot < this.#scenario.slots.length; slot++) {
      const attempt: Attempt = this.#machine.attempts.of(here[this.#at.attempts + slot] as number);
      if (attempt.phase === "over") this.answers.add(`${slot} ${attempt.answer.said}`);
      if (attempt.phase === "over" && attempt.answer.said === "done") isAnyDone = true;
      if (attempt.phase === "waiting" || attempt.phase === "dead") return `L3: attempt ${slot} is never answered`;
    }
    return isAnyDone || !this.#calm ? null : "L4: everybody lost to somebody who lost";
  }

  #diaryOf(host: string): number {
    return this.#at.diaries + this.#scenario.resources.indexOf(host);
  }

  #with(here: Vector, at: number, value: number): Vector {
    const next = here.slice();
    next[at] = value;
    return next;
  }
}
