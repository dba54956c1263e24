import { describe, expect, it } from "vitest";
import { applied, type Claim, type Diary, type Policy, type Step } from "#booking/diary/claims.ts";
import { countedWindow } from "#booking/diary/counting.ts";
import {
  type Asked,
  extend,
  finalize,
  hold,
  liveHolds,
  nextWake,
  postpone,
  prepare,
  release,
  restore,
  sweep,
  undecided,
} from "#booking/diary/ledger.ts";
import { after, asInstant, day, hour, type Instant, minute, second } from "#kernel/instant.ts";
import type { ZoneId } from "#time/zones.ts";

const now = asInstant(Date.parse("2026-11-20T08:00:00Z"));
const ada = "ten_a:mem_ada";
const berlin = "Europe/Berlin" as ZoneId;
const empty: Diary = { resource: ada, claims: [], policy: null };

type Words = Partial<Asked> & { at?: string; minutes?: number; buffer?: number };

/** Half an hour with a name, at nine or whenever `at` says, with buffers. */
function ask(txn: string, words: Words = {}): Asked {
  const { at = "2026-11-23T09:00Z", minutes = 30, buffer = 0, ...rest } = words;
  const start = asInstant(Date.parse(at));
  const end = after(start, minutes * minute);
  return {
    txn,
    fingerprint: `of ${txn}`,
    start,
    end,
    from: after(start, -buffer * minute),
    to: after(end, buffer * minute),
    eventType: null,
    share: null,
    capacity: null,
    supersedes: null,
    ttlMillis: 5 * minute,
    policy: null,
    openMillis: null,
    ...rest,
  };
}

/** Runs one step after another and keeps what the last one said. */
function run(diary: Diary, ...steps: ((diary: Diary) => Step<unknown>)[]): { diary: Diary; said: unknown } {
  let said: unknown;
  let here = diary;
  for (const step of steps) {
    const done = step(here);
    said = done.answer;
    here = applied(here, done);
  }
  return { diary: here, said };
}

const held =
  (words: Asked, at: Instant = now) =>
  (diary: Diary) =>
    hold(diary, words, at);
const prepared =
  (txn: string, at: Instant = now) =>
  (diary: Diary) =>
    prepare(diary, txn, at);
const booked = (txn: string) => (diary: Diary) => finalize(diary, txn, { hosts: [ada] }, now);
const canceled = (txn: string) => (diary: Diary) => release(diary, txn, "canceled", "canceled", now);
const whole = (words: Asked) => [held(words), prepared(words.txn), booked(words.txn)] as const;
const stateOf = (diary: Diary, txn: string): Claim["state"] | undefined =>
  diary.claims.find((claim) => claim.txn === txn)?.state;
const reasonOf = (diary: Diary, txn: string) => diary.claims.find((claim) => claim.txn === txn)?.reason;
const told = (words: Asked, diary: Diary) => hold(diary, words, now).answer;

describe("an hour", () => {
  const nine = run(empty, ...whole(ask("x"))).diary;

  it.each([
    ["the same hour", ask("y"), "taken"],
    ["half of it", ask("y", { at: "2026-11-23T09:15Z" }), "taken"],
    ["one that holds it", ask("y", { at: "2026-11-23T08:45Z", minutes: 60 }), "taken"],
    ["one that ends when it begins", ask("y", { at: "2026-11-23T08:30Z" }), null],
    ["one that begins when it ends", ask("y", { at: "2026-11-23T09:30Z" }), null],
    ["one whose buffer reaches into it", ask("y", { at: "2026-11-23T09:35Z", buffer: 10 }), "buffer"],
    ["one whose buffer ends where it begins", ask("y", { at: "2026-11-23T09:40Z", buffer: 10 }), null],
  ])("that is booked, and %s", (_, words, why) => {
    expect(told(words, nine)).toMatchObject(why === null ? { said: "held" } : { said: "refused", why });
  });

  it("one millisecond of overlap is overlap", () => {
    const early = asInstant(Date.parse("2026-11-23T09:30Z") - 1);
    expect(told({ ...ask("y"), start: early, from: early, to: after(early, minute) }, nine)).toMatchObject({
      said: "refused",
    });
  });

  it.each([
    ["held", "hold"],
    ["prepared", "taken"],
    ["booked", "taken"],
  ] as const)("that is %s blocks, and is called %s", (state, why) => {
    const steps = { held: 1, prepared: 2, booked: 3 }[state];
    const { diary } = run(empty, ...whole(ask("x")).slice(0, steps));
    expect(stateOf(diary, "x")).toBe(state);
    expect(told(ask("y"), diary)).toEqual({ said: "refused", why });
  });

  it("is called by what is nearest: a meeting before a hold, and either before the time around them", () => {
    const diary = run(nine, held(ask("h", { at: "2026-11-23T09:30Z", buffer: 0 }))).diary;
    const why = (at: string, minutes: number, buffer = 0) => told(ask("y", { at, minutes, buffer }), diary);
    expect(why("2026-11-23T09:15Z", 30)).toEqual({ said: "refused", why: "taken" });
    expect(why("2026-11-23T09:45Z", 30, 30)).toEqual({ said: "refused", why: "hold" });
    expect(why("2026-11-23T10:00Z", 30, 45)).toEqual({ said: "refused", why: "buffer" });
  });

  it("that was given back is free", () => {
    expect(told(ask("y"), run(nine, canceled("x")).diary)).toMatchObject({ said: "held" });
  });

  it("may be taken over by the claim that replaces it, and by no other", () => {
    const half = { at: "2026-11-23T09:15Z" };
    expect(told(ask("m", { ...half, supersedes: "x" }), nine)).toMatchObject({ said: "held" });
    const moving = run(nine, held(ask("m", { ...half, supersedes: "x" }))).diary;
    expect(told(ask("y", half), moving)).toEqual({ said: "refused", why: "taken" });
    expect(told(ask("n", { ...half, supersedes: "x" }), moving)).toEqual({ said: "refused", why: "hold" });
  });
});

describe("a hold", () => {
  const { diary, said } = run(empty, held(ask("x")));
  const lapsed = after(now, 5 * minute + 5 * second);

  it("lasts as long as told, and five seconds more", () => {
    expect(said).toEqual({ said: "held", lapsesAt: after(now, 5 * minute), seat: null, again: false });
    expect(run(diary, prepared("x", asInstant(lapsed - 1))).said).toEqual({ said: "prepared" });
    expect(run(diary, prepared("x", lapsed)).said).toEqual({ said: "tomb", reason: "lapsed" });
  });

  it("asked for again is the same hold", () => {
    const again = run(diary, held(ask("x"), after(now, minute)));
    expect(again.said).toEqual({ said: "held", lapsesAt: after(now, 5 * minute), seat: null, again: true });
    expect(again.diary).toBe(diary);
  });

  it("asked for again in other words is nobody's", () => {
    expect(told({ ...ask("x"), fingerprint: "other" }, diary)).toEqual({ said: "mismatch" });
  });

  it("asked for again with minutes that were changed in between is put to the decision", () => {
    expect(told(ask("x", { buffer: 5 }), diary)).toEqual({ said: "tomb", reason: "changed" });
  });

  it("that has lapsed is free when read, before any alarm", () => {
    const taken = run(diary, held(ask("y"), lapsed));
    expect(taken.said).toMatchObject({ said: "held" });
    expect(reasonOf(taken.diary, "x")).toBe("lapsed");
  });

  it("whose hour was given away stays over, even for a clock that runs backwards", () => {
    const taken = run(diary, held(ask("y"), lapsed)).diary;
    expect(run(taken, prepared("x", now)).said).toEqual({ said: "tomb", reason: "lapsed" });
  });

  it("is extended once, and by what is left", () => {
    const longer = run(diary, (one) => extend(one, "x", 5 * minute, after(now, minute)));
    expect(longer.said).toEqual({ said: "extended", lapsesAt: after(now, 10 * minute) });
    expect(extend(longer.diary, "x", 5 * minute, now).answer).toEqual({ said: "refused", why: "extended_before" });
    expect(extend(diary, "x", 5 * minute, lapsed).answer).toEqual({ said: "refused", why: "over" });
    const sure = run(diary, prepared("x")).diary;
    expect(extend(sure, "x", 5 * minute, now).answer).toEqual({ said: "refused", why: "decided" });
  });

  it("that is live always prepares, whatever else the diary has come to hold", () => {
    const crowd = run(diary, held(ask("y")), held(ask("z", { at: "2026-11-23T09:30Z" })), prepared("z")).diary;
    expect(run(crowd, prepared("x")).said).toEqual({ said: "prepared" });
  });
});

describe("a refusal", () => {
  it("sticks, and says why", () => {
    const { diary } = run(empty, ...whole(ask("x")), held(ask("y")), canceled("x"));
    expect(told(ask("y"), diary)).toEqual({ said: "tomb", reason: "taken" });
  });
});

describe("what arrives late", () => {
  it("a hold after its release is dead on arrival", () => {
    const { diary } = run(empty, (one) => release(one, "x", "none", "released", now));
    expect(told(ask("x"), diary)).toEqual({ said: "tomb", reason: "released" });
  });

  it("a prepare without a hold buries it", () => {
    const { diary, said } = run(empty, prepared("x"));
    expect(said).toEqual({ said: "tomb", reason: "lapsed" });
    expect(told(ask("x"), diary)).toMatchObject({ said: "tomb" });
  });

  it("a finalize after a release raises nobody", () => {
    const { diary } = run(empty, ...whole(ask("x")), canceled("x"), booked("x"));
    expect(stateOf(diary, "x")).toBe("tomb");
  });

  it("a finalize for what was never here writes nothing", () => {
    expect(run(empty, booked("x")).diary).toBe(empty);
  });

  it.each([
    ["held", "none", "tomb"],
    ["held", "aborted", "tomb"],
    ["prepared", "none", "prepared"],
    ["prepared", "aborted", "tomb"],
    ["prepared", "canceled", "tomb"],
    ["booked", "none", "booked"],
    ["booked", "aborted", "booked"],
    ["booked", "canceled", "tomb"],
  ] as const)("a release of what is %s on the strength of %s leaves it %s", (state, proof, outcome) => {
    const { diary } = run(empty, ...whole(ask("x")).slice(0, { held: 1, prepared: 2, booked: 3 }[state]));
    const once = run(diary, (one) => release(one, "x", proof, "released", now)).diary;
    const twice = run(once, (one) => release(one, "x", proof, "released", now)).diary;
    expect([stateOf(once, "x"), stateOf(twice, "x")]).toEqual([outcome, outcome]);
  });
});

describe("a decision", () => {
  const { diary } = run(empty, held(ask("x")), prepared("x"));

  it.each([
    ["names this diary: booked", [ada], "booked", null],
    ["names another: free", ["ten_a:mem_ben"], "tomb", "unchosen"],
    ["names nobody, an abort: free", [], "tomb", "aborted"],
  ] as const)("%s", (_, hosts, state, reason) => {
    const settled = run(diary, (one) => finalize(one, "x", { hosts }, now)).diary;
    expect([stateOf(settled, "x"), reasonOf(settled, "x")]).toEqual([state, reason]);
  });

  it("is asked for once four seconds have passed, then after twice as long each time, within a minute", () => {
    const waits: number[] = [];
    let here = diary;
    let at = asInstant(0);
    for (let time = 0; time < 6; time++) {
      const due = nextWake(here) ?? now;
      waits.push((due - (at === 0 ? now : at)) / second);
      at = due;
      expect(undecided(here, at).map(({ txn }) => txn)).toEqual(["x"]);
      expect(undecided(here, asInstant(at - 1))).toEqual([]);
      here = run(here, (one) => postpone(one, "x", at)).diary;
    }
    expect(waits).toEqual([4, 4, 8, 16, 32, 60]);
  });

  it("alone ends a prepared claim: time does not", () => {
    const old = after(now, 365 * day);
    expect(stateOf(run(diary, (one) => sweep(one, old)).diary, "x")).toBe("prepared");
    expect(hold(diary, ask("y"), old).answer).toEqual({ said: "refused", why: "taken" });
  });
});

describe("a sweep", () => {
  it("ends holds, forgets graves after a day and meetings after 400", () => {
    const { diary } = run(empty, held(ask("x")), ...whole(ask("y", { at: "2026-11-23T12:00Z" })), canceled("z"));
    const hours = run(diary, (one) => sweep(one, after(now, hour))).diary;
    expect([stateOf(hours, "x"), stateOf(hours, "y"), stateOf(hours, "z")]).toEqual(["tomb", "booked", "tomb"]);
    const days = run(hours, (one) => sweep(one, after(now, 3 * day))).diary;
    expect(days.claims.map(({ txn }) => txn)).toEqual(["y"]);
    expect(run(days, (one) => sweep(one, after(now, 400 * day))).diary.claims).toHaveLength(1);
    expect(run(days, (one) => sweep(one, after(now, 404 * day))).diary.claims).toEqual([]);
  });

  it("is due when the first of them is, and never when there is nothing", () => {
    expect(nextWake(empty)).toBeNull();
    const { diary } = run(empty, held(ask("x")), held(ask("y", { at: "2026-11-23T12:00Z", ttlMillis: 15 * second })));
    expect(nextWake(diary)).toBe(after(now, 20 * second));
  });
});

const seat = (txn: string, words: Words = {}) => ask(txn, { share: "monday", capacity: 2, ...words });

describe("a group session", () => {
  const full = run(empty, ...whole(seat("x")), held(seat("y"))).diary;

  it("has its seats side by side, numbered from one, and no more than it has", () => {
    expect(full.claims.map((claim) => claim.seat)).toEqual([1, 2]);
    expect(told(seat("z"), full)).toEqual({ said: "refused", why: "full" });
  });

  it("gives the smallest free seat", () => {
    expect(told(seat("z"), run(full, canceled("x")).diary)).toMatchObject({ said: "held", seat: 1 });
  });

  it("gives a lapsed seat away, and its number with it", () => {
    const { answer } = hold(full, seat("z"), after(now, hour));
    expect(answer).toMatchObject({ said: "held", seat: 2 });
  });

  it("has more seats once it is given more", () => {
    expect(told(seat("z", { capacity: 3 }), full)).toMatchObject({ said: "held", seat: 3 });
  });

  it("is in the way of everything else, and of a session with other minutes", () => {
    expect(told(ask("z"), full)).toEqual({ said: "refused", why: "taken" });
    expect(told(seat("z", { minutes: 45, capacity: 3 }), full)).toEqual({ said: "refused", why: "taken" });
  });
});

const policy = (words: Partial<Policy>): Policy => ({
  version: 1,
  zone: berlin,
  weekStart: 1,
  caps: [],
  eventTypeCaps: {},
  ...words,
});

const perDay = (count: number | null, minutes: number | null = null) => ({ per: "day" as const, count, minutes });

describe("limits", () => {
  const oneADay = policy({ caps: [perDay(1)] });
  const nine = run(empty, ...whole(ask("x", { policy: oneADay }))).diary;

  it.each([
    ["a second one on that day", "2026-11-23T15:00Z", false],
    ["the last minute of that day in Berlin", "2026-11-23T22:59Z", false],
    ["the first of the next, still the same day in UTC", "2026-11-23T23:00Z", true],
    ["the evening before, running into the full day", "2026-11-22T22:45Z", false],
    ["the evening before, ending at midnight", "2026-11-22T22:30Z", true],
  ])("one a day, by the day it is in Berlin: %s", (_, at, fits) => {
    expect(told(ask("y", { at }), nine)).toMatchObject(fits ? { said: "held" } : { said: "refused", why: "limit" });
  });

  it("are passed over by force, and other claims are not", () => {
    const at = "2026-11-23T15:00Z";
    expect(told({ ...ask("y", { at }), force: true }, nine)).toMatchObject({ said: "held" });
    expect(told({ ...ask("y"), force: true }, nine)).toEqual({ said: "refused", why: "taken" });
  });

  it.each([
    ["week", "2026-11-29T12:00Z", "2026-11-30T12:00Z"],
    ["month", "2026-11-30T12:00Z", "2026-12-01T12:00Z"],
    ["year", "2026-12-31T12:00Z", "2027-01-01T12:00Z"],
  ] as const)("one a %s", (per, within, beyond) => {
    const { diary } = run(empty, held(ask("x", { policy: policy({ caps: [{ per, count: 1, minutes: null }] }) })));
    expect(told(ask("y", { at: within }), diary)).toEqual({ said: "refused", why: "limit" });
    expect(told(ask("y", { at: beyond }), diary)).toMatchObject({ said: "held" });
  });

  it("minutes are those of the meeting, without its buffers", () => {
    const { diary } = run(empty, held(ask("x", { buffer: 60, policy: policy({ caps: [perDay(null, 60)] }) })));
    expect(told(ask("y", { at: "2026-11-23T15:00Z", buffer: 60 }), diary)).toMatchObject({ said: "held" });
    expect(told(ask("y", { at: "2026-11-23T15:00Z", minutes: 31 }), diary)).toEqual({ said: "refused", why: "limit" });
  });

  it("of an event type count its own meetings only", () => {
    const eventTypeCaps = { ety_a: { version: 1, caps: [perDay(1)] } };
    const { diary } = run(empty, held(ask("x", { eventType: "ety_a", policy: policy({ eventTypeCaps }) })));
    const noon = { at: "2026-11-23T12:00Z" };
    expect(told(ask("y", { ...noon, eventType: "ety_a" }), diary)).toEqual({ said: "refused", why: "limit" });
    expect(told(ask("y", { ...noon, eventType: "ety_b" }), diary)).toMatchObject({ said: "held" });
  });

  it("let somebody in for a lapsed hold, which is over from then on, even for a clock that runs backwards", () => {
    const afternoon = ask("y", { at: "2026-11-23T15:00Z", policy: oneADay });
    const { diary } = run(empty, held(ask("x", { policy: oneADay })), held(afternoon, after(now, hour)));
    expect([stateOf(diary, "x"), stateOf(diary, "y")]).toEqual(["tomb", "held"]);
    expect(run(diary, prepared("x", now)).said).toEqual({ said: "tomb", reason: "lapsed" });
  });

  it("lapsed, canceled and replaced claims count no more", () => {
    const noon = ask("y", { at: "2026-11-23T12:00Z" });
    expect(told(noon, run(nine, canceled("x")).diary)).toMatchObject({ said: "held" });
    expect(told({ ...noon, supersedes: "x" }, nine)).toMatchObject({ said: "held" });
    const only = run(empty, held(ask("x", { policy: oneADay }))).diary;
    expect(hold(only, noon, after(now, hour)).answer).toMatchObject({ said: "held" });
  });

  it("the seats of a session are one meeting, and whoever joins adds none", () => {
    const words = { capacity: 5, policy: policy({ caps: [perDay(2)] }) };
    const { diary } = run(empty, held(seat("a", words)), held(seat("b", words)), held(seat("c", words)));
    expect(diary.claims.map(({ seat: number }) => number)).toEqual([1, 2, 3]);
    expect(told(ask("y", { at: "2026-11-23T12:00Z" }), diary)).toMatchObject({ said: "held" });
  });

  it("the newest words are kept, whoever brings older ones", () => {
    const newer = policy({ version: 7, caps: [] });
    const { diary } = run(nine, held(ask("y", { at: "2026-11-24T09:00Z", policy: newer })));
    const older = run(diary, held(ask("z", { at: "2026-11-23T15:00Z", policy: oneADay })));
    expect(older.said).toMatchObject({ said: "held" });
    expect(older.diary.policy?.version).toBe(7);
  });

  it("read no further than the periods that are counted", () => {
    const week = policy({ caps: [{ per: "week", count: 1, minutes: null }] });
    const window = countedWindow(week, ask("x"));
    expect(((window?.to ?? 0) - (window?.from ?? 0)) / day).toBe(9);
    expect(countedWindow(policy({}), ask("x"))).toBeNull();
  });
});

const open = (txn: string, at: string) => ask(txn, { at, minutes: 60, openMillis: 2 * hour });

describe("strangers", () => {
  it("hold together only so much of the next seven days", () => {
    const two = run(empty, held(open("a", "2026-11-23T09:00Z")), held(open("b", "2026-11-23T10:00Z"))).diary;
    expect(told(open("c", "2026-11-23T11:00Z"), two)).toEqual({ said: "refused", why: "crowded" });
    expect(told(open("c", "2026-12-23T11:00Z"), two)).toMatchObject({ said: "held" });
    expect(told(ask("c", { at: "2026-11-23T11:00Z" }), two)).toMatchObject({ said: "held" });
    const sure = run(two, prepared("a"), booked("a")).diary;
    expect(told(open("c", "2026-11-23T11:00Z"), sure)).toMatchObject({ said: "held" });
  });
});

describe("an hour that the books know and the diary does not", () => {
  const row = { ...ask("x"), seat: null };

  it("is put back, and holds give way", () => {
    const { diary, said } = run(empty, held(ask("y")), (one) => restore(one, row, now));
    expect(said).toBe("restored");
    expect([stateOf(diary, "x"), stateOf(diary, "y")]).toEqual(["booked", "tomb"]);
  });

  it("is put back beside what is sure, and says that they clash", () => {
    const { diary, said } = run(empty, held(ask("y")), prepared("y"), (one) => restore(one, row, now));
    expect(said).toBe("clashes");
    expect([stateOf(diary, "x"), stateOf(diary, "y")]).toEqual(["booked", "prepared"]);
  });

  it("is only made sure where its claim is still prepared, which goes on replacing what it replaces", () => {
    const moving = run(empty, ...whole(ask("w")), held(ask("x", { supersedes: "w" })), prepared("x")).diary;
    const { diary, said } = run(moving, (one) => restore(one, row, now));
    expect(said).toBe("known");
    expect(diary.claims.map(({ state, supersedes }) => [state, supersedes])).toEqual([
      ["booked", null],
      ["booked", "w"],
    ]);
  });

  it("is put back beside the claim that is to replace it", () => {
    const { diary, said } = run(empty, held(ask("m", { supersedes: "x" })), (one) => restore(one, row, now));
    expect(said).toBe("restored");
    expect([stateOf(diary, "x"), stateOf(diary, "m")]).toEqual(["booked", "held"]);
  });

  it("is not put back over its grave", () => {
    expect(run(empty, canceled("x"), (one) => restore(one, row, now)).said).toBe("buried");
  });
});

it("whoever looks for free time is shown live holds, and nothing else", () => {
  const { diary } = run(
    empty,
    held(ask("x")),
    held(ask("y", { at: "2026-11-23T12:00Z" })),
    prepared("y"),
    ...whole(ask("z", { at: "2026-11-23T15:00Z" })),
  );
  expect(liveHolds(diary, now).map(({ txn }) => txn)).toEqual(["x", "y"]);
  expect(liveHolds(diary, after(now, hour)).map(({ txn }) => txn)).toEqual(["y"]);
});
