// Protocols that look sound and are not. Each is the product's own code with one thought left out.
import type { State, Turn } from "#booking/bookings/coordinator.ts";
import type { Answer, Effect, Event, Errand } from "#booking/bookings/intents.ts";
import { type Claim, claimOf, type Diary, overlap, type Step } from "#booking/diary/claims.ts";
import { late } from "./machine.ts";
import { type Parts, real } from "./parts.ts";

const over = (state: State, answer: Answer, errands: readonly Errand[] = []): Turn => ({
  state: { ...state, at: "over" },
  effects: [{ do: "answer", answer }, ...errands],
});

const hostsOf = ({ places }: State): readonly string[] => places.map(({ host }) => host);
const callOf = ({ effects }: Turn): Effect | undefined => effects.at(-1);
const without = (diary: Diary, hidden: (claim: Claim) => boolean): Diary => ({
  ...diary,
  claims: diary.claims.filter((claim) => !hidden(claim)),
});

/** The coordinator, with another thought about some events. */
const next = (thought: (state: State, event: Event, sound: Turn) => Turn | null): Partial<Parts> => ({
  next: (state, event) => {
    const sound = real.next(state, event);
    return thought(state, event, sound) ?? sound;
  },
});

/** A hold that does not see some of the claims. */
const blindTo = (hidden: (claim: Claim, supersedes: string | null) => boolean): Partial<Parts> => ({
  hold: (diary, asked, now) =>
    real.hold(
      without(diary, (claim) => claim.txn !== asked.txn && hidden(claim, asked.supersedes)),
      asked,
      now,
    ),
});

/** Nothing is left where a claim was. */
const traceless = <A>(step: Step<A>): Step<A> => ({
  ...step,
  changed: step.changed.filter(({ state }) => state !== "tomb"),
  gone: step.changed.filter(({ state }) => state === "tomb").map(({ txn }) => txn),
});

const walls = (missing: Partial<Parts["walls"]>): Partial<Parts> => ({ walls: { ...real.walls, ...missing } });

export const mutants: readonly (readonly [string, Partial<Parts>])[] = [
  [
    "a batch whose answer is lost counts as done",
    next((state, event) =>
      state.at === "committing" && event.did === "failed" ? over(state, { said: "done", hosts: hostsOf(state) }) : null,
    ),
  ],
  [
    "a batch whose answer is lost counts as refused",
    next((state, event) =>
      state.at === "committing" && event.did === "failed" ? over(state, { said: "refused", why: "expired" }) : null,
    ),
  ],
  [
    "nothing is prepared",
    next((_, __, sound) => {
      let turn = sound;
      for (let call = callOf(turn); call?.do === "prepare"; call = callOf(turn)) {
        const before = turn.effects.slice(0, -1);
        turn = real.next(turn.state, { did: "prepare", said: { said: "prepared" }, at: turn.state.intent.deadline });
        turn = { ...turn, effects: [...before, ...turn.effects] };
      }
      return turn;
    }),
  ],
  ["whoever finds no decision takes it for an abort, and writes none", { resolver: "reads" }],
  ["nobody asks for decisions", { resolver: "none" }],
  [
    "time is given back before the meeting is canceled",
    next((_, __, sound) => {
      const call = callOf(sound);
      const { intent } = sound.state;
      if (call?.do !== "change" || intent.does !== "change" || intent.frees === null) return null;
      const { txn, hosts } = intent.frees;
      const early = hosts.map((host): Errand => ({ do: "release", host, txn, proof: "canceled", why: "canceled" }));
      return { ...sound, effects: [...early, ...sound.effects] };
    }),
  ],
  [
    "time is given back before the meeting is moved",
    next((_, __, sound) => {
      const call = callOf(sound);
      const { intent } = sound.state;
      if (call?.do !== "commit" || intent.does !== "take" || intent.replaces === null) return null;
      const { txn, hosts } = intent.replaces;
      const early = hosts.map((host): Errand => ({ do: "release", host, txn, proof: "canceled", why: "canceled" }));
      return { ...sound, effects: [...early, ...sound.effects] };
    }),
  ],
  [
    "no tombstones",
    {
      hold: (...all) => traceless(real.hold(...all)),
      prepare: (...all) => traceless(real.prepare(...all)),
      finalize: (...all) => traceless(real.finalize(...all)),
      release: (...all) => traceless(real.release(...all)),
      lapse: (...all) => traceless(real.lapse(...all)),
    },
  ],
  [
    "what is told late raises the dead",
    {
      finalize: (diary, txn, verdict, now) => {
        const known = claimOf(diary, txn);
        if (known?.state !== "tomb" || !verdict.hosts.includes(diary.resource))
          return real.finalize(diary, txn, verdict, now);
        return { answer: "booked", changed: [{ ...known, state: "booked" }] };
      },
    },
  ],
  ["a prepared claim is free once it is old", { hold: (diary, asked, now) => real.hold(aged(diary, now), asked, now) }],
  [
    "the alarm ends prepared claims",
    {
      lapse: (diary, txn, now) => {
        const known = claimOf(diary, txn);
        if (known?.state !== "prepared") return real.lapse(diary, txn, now);
        return { answer: true, changed: [{ ...known, state: "tomb", reason: "lapsed" }] };
      },
    },
  ],
  ["holds do not block", blindTo(({ state }) => state === "held")],
  ["prepared claims do not block", blindTo(({ state }) => state === "prepared")],
  ["whoever moves a meeting sees nobody else's", blindTo((_, supersedes) => supersedes !== null)],
  [
    "a claim about to be replaced is free for everybody",
    {
      hold: (diary, asked, now) => {
        const replaced = new Set(diary.claims.map(({ supersedes }) => supersedes));
        return real.hold(
          without(diary, ({ txn }) => txn !== asked.txn && replaced.has(txn)),
          asked,
          now,
        );
      },
    },
  ],
  [
    "a lapsed hold stays where its hour is given away",
    {
      hold: (diary, asked, now) => {
        const step = real.hold(diary, asked, now);
        return { ...step, changed: step.changed.filter(({ txn }) => txn === asked.txn) };
      },
    },
  ],
  [
    "a grave is a refusal, and nobody is asked",
    next((state, event) =>
      event.did === "hold" && event.said.said === "tomb"
        ? over(state, { said: "refused", why: event.said.reason })
        : null,
    ),
  ],
  [
    "when all to choose from are busy, the refusal is told and written nowhere",
    next((state, event, sound) =>
      event.did === "hold" && event.said.said === "refused" && callOf(sound)?.do === "abort"
        ? over(state, { said: "refused", why: event.said.why })
        : null,
    ),
  ],
  [
    "whose host was looked up is taken for certain",
    { begin: (intent) => real.begin(intent.does === "take" ? { ...intent, certain: true } : intent) },
  ],
  [
    "who is decided is booked, whoever was named",
    {
      finalize: (diary, txn, verdict, now) =>
        real.finalize(diary, txn, verdict.hosts.length === 0 ? verdict : { hosts: [diary.resource] }, now),
    },
  ],
  [
    "who came second takes the decision for its own",
    next((state, event) =>
      event.did === "commit" && event.said === "clash" ? over(state, { said: "done", hosts: hostsOf(state) }) : null,
    ),
  ],
  [
    "who came second is refused",
    next((state, event) =>
      event.did === "commit" && event.said === "clash" ? over(state, { said: "refused", why: "expired" }) : null,
    ),
  ],
  [
    "who asks for an abort takes it for granted",
    next((state, event) => (event.did === "abort" ? over(state, { said: "refused", why: "expired" }) : null)),
  ],
  [
    "a comparison frees what was booked after it had read",
    {
      repaired: (diary, _, found, now) =>
        real.repaired(
          diary,
          diary.claims.map(({ txn }) => txn),
          { ...found, givenBack: diary.claims.map(({ txn }) => txn) },
          now,
        ),
    },
  ],
  [
    "a comparison puts back what was given back after it had read",
    {
      repaired: (diary, suspects, found, now) =>
        real.repaired(
          without(diary, ({ state }) => state === "tomb"),
          suspects,
          found,
          now,
        ),
    },
  ],
  [
    "a comparison gives back what the books have lost",
    {
      repaired: (diary, suspects, found, now) => real.repaired(diary, suspects, { ...found, givenBack: suspects }, now),
    },
  ],
  [
    "a hold is extended that waits for its decision",
    {
      extend: (diary, txn, millis, now) => {
        const known = claimOf(diary, txn);
        if (known?.state !== "prepared") return real.extend(diary, txn, millis, now);
        return { answer: { said: "extended", lapsesAt: now }, changed: [{ ...known, state: "held" }] };
      },
    },
  ],
  [
    "a hold is extended that is over",
    {
      extend: (diary, txn, millis, now) => {
        const known = claimOf(diary, txn);
        if (known?.state !== "tomb") return real.extend(diary, txn, millis, now);
        return { answer: { said: "extended", lapsesAt: now }, changed: [{ ...known, state: "held", reason: null }] };
      },
    },
  ],
  [
    "whoever holds an hour may give it up when it waits for its decision",
    {
      release: (diary, txn, proof, ...rest) => real.release(diary, txn, proof === "none" ? "aborted" : proof, ...rest),
    },
  ],
  [
    "limits count what is booked and nothing else",
    {
      hold: (diary, asked, now) =>
        real.hold(
          without(diary, (claim) => claim.txn !== asked.txn && claim.state !== "booked" && !overlap(claim, asked)),
          asked,
          now,
        ),
    },
  ],
  [
    "the limits that came last hold",
    { hold: (diary, asked, now) => real.hold({ ...diary, policy: null }, asked, now) },
  ],
  ["the last to write decides", walls({ insertOnce: false })],
  ["a change does not ask what it is made on", walls({ guarded: false })],
  ["half a batch may stand", walls({ atomic: false })],
  ["the release is told and not written down", walls({ outbox: false })],
  ["the old rows of a moved meeting stay", walls({ deactivates: false })],
  [
    "a session has as many seats as are asked for",
    { hold: (d, asked, now) => real.hold(d, { ...asked, capacity: 9 }, now) },
  ],
  [
    "a seat is numbered by how many sit",
    {
      hold: (diary, asked, now) => {
        const step = real.hold(diary, asked, now);
        const seat = diary.claims.filter((one) => one.share !== null && real.blocks(one, now)).length + 1;
        if (step.answer.said !== "held" || step.answer.again || asked.share === null) return step;
        return {
          answer: { ...step.answer, seat },
          changed: step.changed.map((claim) => (claim.txn === asked.txn ? { ...claim, seat } : claim)),
        };
      },
    },
  ],
];

/** As a reader would have it who lets prepared claims lapse like holds. */
const aged = (diary: Diary, now: number): Diary =>
  now === late ? without(diary, ({ state }) => state === "prepared") : diary;

/** Numbers before the names of hosts make the order of names that in which they are listed. */
const listed = (turn: Turn): Turn => ({
  ...turn,
  effects: JSON.parse(JSON.stringify(turn.effects).replaceAll(/"\d([A-Z])"/g, '"$1"')) as Effect[],
});

/** Panels that take their hosts as they are listed. */
export const unsorted: Partial<Parts> = {
  begin: (intent) => {
    if (intent.does === "change") return real.begin(intent);
    return listed(real.begin({ ...intent, fixed: intent.fixed.map((host, place) => `${place}${host}`) }));
  },
  next: (state, event) => listed(real.next(state, event)),
};

export const withFault = (fault: Partial<Parts>): Parts => ({ ...real, ...fault });
